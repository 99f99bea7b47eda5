# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Given names and surnames of many cultures, by which a person is known where no cue stands before the name.

Written for this package by hand. In ASCII and lower case: look words up with `plain`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import regex

# Given names that are hardly ever anything else.
GIVEN: Final = frozenset(
    """
    aaliyah aaron abby abdul abdullah abdulrahman abebe abel abena abhishek abigail abraham achim ada adaeze
    adalbert adam adebayo adel adele adeline adnan adrian adriana adrien aebi agata agathe agnes agnieszka ahmad
    ahmed aidan aiko aileen aisha aishwarya aiyana ajay akash akiko akira akosua aksel alain alan alana alasdair
    albert alberto aldo alec alejandra alejandro aleksandar aleksander aleksandr aleksandra aleksei alena
    alessandra alessandro alessia alex alexander alexandra alexandre alexandria alexei alexis alfonso alfred
    alfredo ali alice alicia alina alisa alison alistair alla allan allen allison alma alois alonso alphonse
    alvaro alvin alwin alyssa amadou amalia amanda amandine amani amar amara amare amaya amelia amelie amin amina
    aminata amir amira amit amitabh amos amrita amy ana anais anand ananya anastasia anders andre andrea andreas
    andrei andres andrew andrey andrzej andy aneta angela angelica angelika angelina angelo angus anh aniket anil
    anita anja anjali anke ann anna annabel annabelle anne anneliese annette annie annika anouk ansel anselm
    anthony antoine antoinette anton antonia antonin antonio antti anupam anusha aoife aparna ariadne ariana
    arianna ariel arjun armando armin arnaud arne arnold arthur arturo arun arvind asa asha ashley ashok ashraf
    asif asma astrid asuka atsushi audrey august augustin aurelie aurelien ava axel ayaan ayako ayesha ayman ayse
    aysel aziz babajide bahar balazs barbara barnaby bartosz basma beata beatrice beatriz becky bela belinda ben
    benedict benedikt benjamin benoit berenice bernadette bernard bernardo bernd bernhard bertrand beth bethany
    betty beverly bianca bilal bill birgit bjarne bjoern bjorn blanca blessing bogdan boris boyko bozena bradley
    brandon branislav branko brenda brendan brent brett brian bridget brigitte britta bronwyn bruce bruno bryan
    bryce burak byron caitlin calvin cameron camila camilla camille candace candice carl carla carlo carlos
    carlotta carmen carol carolina caroline carolyn carsten casey casper cassandra catalina catarina caterina
    catherine cathy cecil cecile cecilia cedric celeste celestine celia celina celine cem cesar chandra chantal
    charlene charles charlie charlotte chen chiamaka chiara chidi chika chinedu chinwe chloe chris christa
    christelle christiane christina christine christof christoph christophe christopher chukwuemeka ciara cindy
    claire clara clarissa claudia claudio clemens clement clementine clifford clint clotilde cody colette colin
    colleen concepcion connie connor conor conrad consuelo corina corinna corinne cornelia cornelius cosima craig
    cristian cristiano cristina curtis cynthia cyril dagmar dagny daiki daisuke damian damien damir dan dana
    daniel daniela daniele danielle danilo danny daphne dara daria dariusz darko darlene darren darryl darya dave
    david davide dawit debbie deborah deepak deepika deirdre delphine demetrius denis denise dennis derek desiree
    desmond detlef devon dewi diana didier diego dieter dietmar dilara dimitra dimitri dimitrios dina dinesh dino
    dirk divya diyar djamila dmitri dmitriy dmitry dominic dominik dominika dominique donald donatella donna
    doreen doris dorota dorothea dorothy doug douglas dragan duncan dung dusan dwayne dylan ebru edgar edith
    edmund edna edoardo eduard eduarda eduardo edward edwin efua eileen einar eino eirik ekaterina elaine eleanor
    elena eleni eleonora elfriede elias elif elijah elin elina eliot elisa elisabeth elise elizabeth elke ella
    ellen elliot elliott elodie eloise elsa elvira emanuel emeka emerson emil emilia emilie emilio emily emine
    emma emmanuel emmanuelle emre endre enrico enrique enzo eric erica erich erik erika erin ernest ernesto ernst
    erwin esin esmeralda esra esteban estelle esther etienne etsuko eugene eugenia eugenie eugenio eun eva evan
    evelien evelyn ewa ezekiel fabian fabienne fabio fabrice fabrizio fadi faisal fanny farah farhan farid fatemeh
    fatima fatimah fatma fatou fatoumata federica federico feliciano felicity felipe felix femke ferdinand
    fernanda fernando filip filippo finn fiona flavia flavio florian floris fran frances francesca francesco
    francine francis francisca francisco franco francois francoise franz franziska fred freddie frederic frederick
    frederik freya frida friedrich fritz fumiko funmilayo gabor gabriel gabriela gabriella gabrielle gael gail
    ganesh gareth garrett gary gaspard gaston gavin geert gemma genevieve geoff geoffrey george georges georgina
    georgios gerald geraldine gerard gerardo gerd gerhard gerrit gertrude giacomo gianluca gianna gideon gilbert
    gilles gillian gina giorgia giorgio giovanna giovanni gisela gita giulia giuliano giuseppe gladys glenda glenn
    gloria gordon gottfried govind graciela graham greg gregor gregory greta gretchen grigori grzegorz gudrun
    guido guillaume guillermo gulsen gunnar gunther gupreet gustav gustavo gwen gwendolyn gwyneth habib hadiza
    hakan hal halima hamid hamza han hana hanna hannah hannelore hannes hans harald hareesh hari harold harriet
    harrison harry haruka haruki haruto harvey hasan hassan hayato hector hedda hedwig heidi heike heiko heinrich
    heinz helen helena helene helga helmut hendrik henri henrietta henriette henrik henry herbert herman hermann
    hermione herve hideki hideo hilary hilda hilde hiroko hiroshi hitomi hoang holger horst howard hubert huda
    hugh huong husam hussain hussein hyun iain ian ibrahim ida ifeoma ignacio igor ikram ilaria ilkka ilse imani
    imke imogen imran ines inga inge ingeborg ingo ingrid ioana ioannis irena irene irina irma irmgard isaac
    isabel isabella isabelle isadora isaiah ishaan isla ismael ismail istvan itziar ivan ivana ivar ivo ivy iwan
    izabela jaakko jacinta jackie jacob jacqueline jacques jaime jakob jakub jamal james jamie jamila jan jana
    jane janelle janet janez janice janina janine janos jared jaroslav jaroslaw jasmin jason jasper javier jean
    jeanette jeanne jeff jeffrey jelena jelle jemima jennifer jenny jens jeremiah jeremy jeroen jerome jerry jerzy
    jesper jess jesse jessica jessie jesus jill jim jimena jimmy jin jing jiri jiro jitka joachim joan joana
    joanna joanne joao joaquin jochen jodie joe joel joelle joerg johan johann johanna johannes john johnny
    jolanta jon jonas jonatan jonathan joost jordi jorge jose josef josefina joseph josephine joshua josiane joy
    joyce juan juana juanita juergen juha juho julian juliana julianne julie julien juliet julieta juliette julio
    julius jung junichi junko jurgen juri jussi justin justyna jutta jyoti kai kaito kalle kamal kamala kamil
    kamila kaoru kara karel karen karim karin karina karl karla karolina karoline karsten kasia kasper katalin
    katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy katia katie katja katrin
    katrina katsumi kavita kavya kayla kazimierz kazuki kazuko keiko keith kelechi kelly kelsey ken kenji kennedy
    kenneth kenta kerstin kevin khadija khaled khalid khanh kieran kim kimberly kimiko kiran kirill kirsten kirsty
    kirti kjell klara klaudia klaus knut kofi koji konrad konstantin konstantinos kristen kristian kristiina
    kristin kristina kristof kristoffer krystyna krzysztof kseniya kumiko kunal kurt kwabena kwame kwesi kyle
    kylie kyoko lachlan laila lakshmi lamar lamia lara larissa larry lars laszlo latoya laura lauren laurence
    laurent lauri lavinia lawrence layla lea leah leandro leila lena lennart leo leon leona leonard leonardo
    leonid leonie leonor leopold leroy leslie leticia lev levent liam lidia liese lieselotte lilian liliana
    lillian lin lina linda lindsay linh linnea linus lionel lisa lisbeth lise liselotte lizbeth ljubica lois lola
    lorena lorenzo loretta lori lorraine lothar lotte lou louis louisa louise lourdes lubomir luc luca lucas lucia
    luciana luciano lucie lucien lucinda lucy ludmila ludovic ludwig luigi luis luisa luise luka lukas lukasz luke
    lutz luz lydia lyndon lynn lyubov maciej madeleine madeline mads magdalena magnus maha mahesh mahmoud mai maja
    makoto malcolm malgorzata malika malin malte mamadou manfred manish manoj manon manuel manuela marc marcel
    marcela marcelo marcia marcin marco marcos marcus marek margaret margarida margarita margaux margot margrethe
    marguerite mari maria mariam mariana marianna marianne mariano maribel marie marieke mariella marija marijke
    marika mariko marilyn marina mario marion mariusz marjorie marketa marko markus marlene marlies marlon marta
    martha marthe martijn martin martina martine marvin mary maryam masahiro masaki masako massimo mateja mateo
    mateus mateusz mathias mathieu mathilde matilda matteo matthew matthias matthieu matti maud maureen maurice
    mauricio maurizio mauro maxim maxime maximilian maya meera megan mehdi mehmet mei meike mekonnen melanie
    melina melinda melissa melvin mercy meredith merve meryem mia micah michael michaela michal micheal michel
    michela michele michelle michiko miguel mihai mika mikael mikaela mike mikhail mikkel mikko milagros milan
    milena milica milos mimi mina minh minna miranda mireille mirela miriam mirjam mirko miroslav mitsuko miyuki
    mlungisi modupe mohamed mohammad mohammed mohan mohit moira mona monica monika monique morgan moritz morten
    moses mostafa muhammad mukesh murat muriel murray mustafa myra myriam nabil nadia nadine nadja nadya naledi
    nam nancy naoki naoko naomi naresh narges nasrin nasser natalia natalie natasha nathalie nathan nathaniel
    naveed naveen navid nazanin neal ned neelam neha neil nelly nelson nerea nguyet nia niamh nicholas nicky nico
    nicola nicolas nicole nicoletta niels nigel nikhil nikita niklas nikola nikolai nikolaos nikolas nikolay nils
    nilufar nina nisha nitin njoki nneka noah noel noelle noemi nora norbert noriko norma nuno nuria octavia
    odette ofelia oksana olaf ole oleg oleksandr olena olga oliver olivia olivier olof oluwaseun omar omari ondrej
    onur orla oskar osman oswald otto owen oyvind ozlem pablo padma palesa pamela paola paolo parisa parvati
    pascale patricia patricio patrick patrik patrizia patryk paul paula paulina pauline paulo pavel pavla pedro
    peggy penelope peng per percy perla pernille peter petr petra petros petter phil philip philipp philippa
    philippe phoebe phuong pia pierre pieter pilar pinar piotr pooja prabhakar pradeep prakash pranav prasad
    prashant preeti preston priscilla priya priyanka puneet qiang quentin quincy quinn rachel radek radka rafael
    rafal raffaele raghav rahim rahul rainer raisa raj raja rajesh rajiv ralf ralph rama ramesh ramon ramona ramya
    rana rania ranjit raphael raquel rasheed rashid rasmus raul raven ravi raymond razia rebecca regina reginald
    reiko reinhard renata renate renato rene renee reza rhiannon rhoda rhonda ricardo riccardo richard rick
    rickard ricky riikka rikke rina rita ritu robert roberta roberto rocio roderick rodolfo rodrigo roger rohan
    rohit roland rolf romain romina ron ronald ronan ronja ronnie rosa rosalia rosalie rosalind rosanna rosario
    roxana roxanne roy ruben rudolf rui rupert rushil ruslan russell ruta ruth ryan ryo saanvi sabina sabine
    sabrina sadia sagar saida saif sakura salim sally salma salvador salvatore sam samantha samir samira sampath
    samuel samuele sana sandeep sander sandra sandrine sangeeta sanjay sanjeev sanna sanne santiago saoirse sara
    sarah saskia satoshi saul sayaka scott sean sebastian sebastien selena selim selin selma seo serena serge
    sergei sergey sergio seth severin shahid shahrzad shaimaa shane shankar shannon sharon shaun shauna shawn
    sheila shelly sherif shigeru shinji shira shirin shirley shiv shivani shreya shubham sibusiso siddharth sidney
    siegfried sigrid sigurd silke silvia silvio simon simona simone sinead siobhan sissel slavko slawomir slobodan
    snezana sofie solange solomon solveig sonia sonja sophia sophie soren soumya spencer stacey stacy stanislav
    stanley stefan stefania stefanie stefano steffen stelios stephan stephane stephanie stephen steve steven
    stewart stig stuart sudhir suki sumit sunil sunita suresh susan susana susanna susanne suzanne suzuki svein
    sven svenja svetlana swati sylvain sylvester sylvia sylvie szymon tadashi tadeusz tahir takashi takeshi takumi
    tamar tamara tamas tamika tania tanja tanya tara tarek tariq tatiana tatyana ted teemu tendai teodor terence
    teresa terry tessa thabo thaddeus thandi thanh thea theo theodor theodora theodore theresa therese thi
    thibault thierry thomas thorsten thu thulani tiago tim timo timothy tina tobias toby todd tom tomas tomasz
    tommaso tommy tomoko toni tonya torben torsten toshiro tracey tracy trang tristan trond trudy tsering tuan
    tuncay tunde tuomas tyrone ulf ulrich ulrike umberto uriel ursula usha ute uwe vaclav valentin valentina
    valeria valerie valerio vanessa vasco vasily vassilis vera verena vernon veronica veronika veronique vicente
    vicki victor viggo vijay vikram viktor viktoria vilhelm ville vincent vincenzo vinod viola violeta virginie
    vishal vito vittoria vittorio vivek vivian vivienne vlad vladimir vladislav vojtech volker vuk vusi vyacheslav
    walter waltraud wanda wangari wanjiru warren wei wendell wendy werner wesley wilfried wilhelm wilhelmina
    willem william wilma wioletta wojciech wolfgang xavier xiang xiao xiaoming ximena xin xinyi yael yair yan
    yannick yara yasemin yash yasmin yasmine yasuko yetunde ying yoko yolanda yong yosef yoshiko youssef yuan yui
    yuichi yuka yukari yuki yukiko yulia yun yuri yuriy yusuf yuto yves yvette yvonne zachary zahra zainab zane
    zara zaynab zbigniew zdenek zeinab zeynep zhen zoe zofia zoltan zorana zuri zuzana zygmunt
    """.split()
)

# Given names that are also words, months, places or products: they count with a surname or after a cue.
GIVEN_TOO: Final = frozenset(
    """
    alexa alfa amber angel apollo april arch aria art ash asia aspen aurora austin autumn bailey barry basil bea
    bear bella berry blair blake blue bob booker boston brook brooke brooklyn bryn buddy carey carson carter case
    cash chad chance chandler chase chelsea cherie cherry chip christian chuck clarence clark claude clay cliff
    clover clyde cole colt constance cooper coral cruz crystal daisy dakota dale dallas dawn dean denver desi
    destiny dexter diamond dick dixie dolly dolores don dora dot drew duke dustin earl echo ed eden edison elba
    eli ellis ember eve faith fay fern flora florence floyd ford forest frank franklin gabby gale gene georgia
    german gerry ginger glen gomez grace grant gray guy hank harmony harper haven hayden hazel heath heather henna
    herb holly homer honor hope hugo hunter india iris iva jack jackson jade jake jasmine jay jefferson jenkins
    jet jewel jordan josh jude judy julia june justice kali kane karma kay keely kelvin kent kenya kerry king kirk
    kit kitty lance lane laurel lee leigh lily lincoln lloyd logan london luna mabel mac madison madonna mandy
    mara marge mark marlin marsh mason matt maven max may melody memphis mercedes merle merlin mickey miles minnie
    misty mitch mo molly monte myrtle nadir nat nick noble norm norman nova olive opal orlando oscar paige paris
    parker pascal pat patience patsy pearl peg penny perry phoenix piper polly porter prince rain randall randy
    ray reed reese regine rich river rob robin rocky rod roman romeo rory rose rosemary ross rowan ruby rudy russ
    rusty sage sandy savannah shelby sherry sienna sierra sky skyler sofia sol sonny stella sterling storm sue
    summer sunny susie sydney taj tanner tate taylor tiffany tony travis trinity troy tyler tyson valentine van
    vance verna victoria vienna viking violet virginia wade wally watson wayne wes will willow winston wren wyatt
    """.split()
)

SURNAMES: Final = frozenset(
    """
    abbas abbott abebe acosta adams adeyemi aguilar ahmed ahn akhtar ali alvarez amin anders anderson andrews
    arnold arslan asante aydin bailey baker banerjee barnes bauer becker begum bell bello bennett berger bernard
    bianchi boateng bose boyd brooks brown bui burke burns butler byrne campbell cardoso carter castillo castro
    celik chan chang chatterjee chaudhary chavez chen cheng chiang cho choi chopra chowdhury clark clarke cohen
    cole coleman collins colombo contreras cook cooper costa cox crawford cruz cunningham dang das davies davis
    demir desai diallo diaz dietrich diop dixon doyle duarte dubois duncan dunn dupont durand edwards ekwueme
    ellis endo eriksen esposito estrada evans eze farrell fernandes ferrari ferreira fischer fisher fleming
    fontaine ford foster fournier fox franco fraser fujita gallagher gallo garcia gardner gibson gill gomes gomez
    gonzales gonzalez gordon goto graham grant gray greco green greene griffin gruber guerrero gunawan guo gupta
    gutierrez guzman hall hamilton hansen haq harper harris harrison hart hartmann harvey hasan hayashi hayes he
    henderson henry herrera hill hoang hoffmann holmes horvat hossain howard huang huber hughes hunt hunter
    hussain huynh ibrahim iqbal ito ivanov iyer jackson james jansen jenkins jensen jimenez johnson jones jordan
    joshi jung kang kapoor kariuki kato kaur kaya keller kelly kennedy khan kim kimura king klein knight koch kone
    kovacs kowalski kozak kumar kurz lam lange lau laurent le lee lefebvre leroy lewis li liang lim lin liu lloyd
    lopez luo ma mahmoud malik mancini marin marino marsh marshall martin martinez mason matsumoto mazur mbeki
    mccarthy medina mehmood mehta meier mendes mendez mendoza menon mensah meyer miller mitchell mohamed molina
    moore morales moreau moreno moretti morgan mori morris morrison moyo mueller mukherjee muller murphy murray
    mwangi myers nagy nair nakamura nakata navarro ndiaye nel neumann newman ng ngo nguyen nichols nowak nunez obi
    ochieng odhiambo ogawa oh okada okafor okeke okonkwo okoro oliveira ong onyango ortega ortiz osei owens ozturk
    pal palmer park parker patel patil pereira perera perez perry petit petrov pham phillips phiri pires popa
    popescu powell price qureshi rahman ramirez ramos rao reddy reid reyes reynolds ribeiro ricci richards
    richardson riley rivera roberts robertson robinson rodrigues rodriguez rogers rojas romano romero rossi
    rousseau roux roy ruiz russell russo ryan sahin saito salazar sanchez sanders santos sari sato schmidt schmitz
    schneider scholz schroeder schulz schwarz scott shah shaikh sharma shaw shen shimizu silva simpson singh smith
    snyder soares song sosa soto souza stewart stone suarez sullivan sun suzuki takahashi tan tanaka tang taylor
    teixeira tembo thapa thomas thompson torres toth tran traore tremblay tucker turner valdez vargas vasquez vega
    verma vidal vogel vu wagner walker wallace walsh wang ward watanabe watson weaver webb weber wei weiss wells
    west wheeler white williams williamson wilson winkler wolff wong wood woods wright wu xie xu yadav yamada
    yamamoto yang yates yilmaz yoon yoshida young yu yusuf zhang zhao zheng zhou zhu zimmermann
    """.split()
)

# How surnames end, or begin, in several languages.
_SURNAME: Final = regex.compile(
    r"\p{L}{2,}(?:sson|sen|sohn|datter|dottir|dóttir|ski|ska|sky|skaya|cki|cka|wicz|czyk|czak|ov|ova|ev|eva|yev|yeva"
    r"|enko|chuk|shvili|dze|yan|ian|oglu|oğlu|poulos|opoulou|akis|idis|escu|eanu|ović|evic|ovic|ić|čić|ez|eiro|eira|ães"
    r"|berg|bergs?son|mann|stein|feld|hauser|meyer|maier|bauer|huber|ström|strom|quist|qvist|lund|dahl|gaard|nen|lainen"
    r"|elli|etti|ini|ucci|azzi|oni|escu|wala|wati|swamy|murthy|moto|mura|yama|kawa|zawa|shima|guchi|hashi|naka|saki"
    r"|adze|ak|ík|ek|ová|vich|vitch|sma|stra|zadeh|pour|nejad|wijaya|singhe|asinghe|ukwu|emeka)"
    r"|(?:O['’]|Mc|Mac|D['’]|L['’]|Al-|El-|Abu-|Ben-|Van|Fitz|St-)\p{L}{2,}",
    regex.IGNORECASE,
)
_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A word in lower case without diacritics, as the lists have it: "Zoë" is `zoe`, "Łukasz" `lukasz`."""
    lower = word.lower().translate(_LETTERS)
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))


def is_given(word: str) -> bool:
    """Whether a word, or the first part of a double name such as "Jean-Luc", is a given name and hardly ever else."""
    found = plain(word)
    return found in GIVEN or ("-" in found and found.partition("-")[0] in GIVEN)


def may_be_given(word: str) -> bool:
    """Whether a word can be a given name, though it may be something else."""
    return is_given(word) or plain(word).partition("-")[0] in GIVEN_TOO


def is_surname(word: str) -> bool:
    """Whether a word is a common surname or, spelt with a capital, has the form of one."""
    return plain(word) in SURNAMES or (word[:1].isupper() and _SURNAME.fullmatch(word) is not None)
