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
    aaliyah aaron abby abdul abdullah abdulrahman abebe abel abena abhishek abigail abraham achim adaeze adalbert
    adam adebayo adel adele adeline adnan adrian adriana adrien aebi agata agathe agnes agnieszka ahmad ahmed
    aidan aiko aileen aisha aishwarya aiyana ajay akash akiko akira akosua aksel alain alan alana alasdair albert
    alberto aldo alec alejandra alejandro aleksandar aleksander aleksandr aleksandra aleksei alena alessandra
    alessandro alessia alex alexander alexandra alexandre alexei alexis alfonso alfred alfredo ali alice alicia
    alina alisa alison alistair alla allan allen allison alois alonso alphonse alvaro alvin alwin alyssa amadou
    amalia amanda amandine amani amar amara amare amaya amelia amelie amin amina aminata amir amira amit amitabh
    amos amrita amy ana anais anand ananya anastasia anders andre andrea andreas andrei andres andrew andrey
    andrzej andy aneta angela angelika angelina angelo angus anh aniket anil anita anja anjali anke ann anna
    annabel annabelle anne anneliese annette annie annika anouk ansel anselm anthony antoine antoinette anton
    antonia antonin antonio antti anupam anusha aoife aparna ariadne ariana arianna ariel arjun armando armin
    arnaud arne arnold arthur arturo arun arvind asa asha ashley ashok ashraf asif asma astrid asuka atsushi
    audrey augustin aurelie aurelien ava axel ayaan ayako ayesha ayman ayse aysel aziz babajide bahar balazs
    barbara barnaby bartosz basma beata beatrice beatriz becky bela belinda ben benedict benedikt benjamin benoit
    berenice bernadette bernard bernardo bernd bernhard bertrand beth bethany betty beverly bianca bilal birgit
    bjarne bjoern bjorn blanca bogdan boris boyko bozena brandon branislav branko brenda brendan brent brett brian
    bridget brigitte britta bronwyn bruce bruno bryan bryce burak byron caitlin calvin cameron camila camilla
    camille candace candice carl carla carlo carlos carlotta carmen caroline carolyn carsten casey casper catalina
    catarina caterina catherine cathy cecil cecile cecilia cedric celeste celestine celia celina celine cem cesar
    chandra chantal charlene charles charlie chen chiamaka chiara chidi chika chinedu chinwe chloe chris christa
    christelle christiane christina christine christof christoph christophe christopher chukwuemeka ciara cindy
    claire clara clarissa claudia claudio clemens clement clifford clint clotilde colette colin colleen connie
    connor conor consuelo corina corinna corinne cornelia cornelius cosima craig cristian cristiano cristina
    curtis cynthia cyril dagmar dagny daiki daisuke damian damien damir dan dana daniel daniela daniele danielle
    danilo danny daphne daria dariusz darko darlene darren darryl darya dave david davide dawit debbie deborah
    deepak deepika deirdre delphine demetrius denis denise dennis derek desiree desmond detlef dewi diana didier
    diego dieter dietmar dilara dimitra dimitri dimitrios dina dinesh dino dirk divya diyar djamila dmitri dmitriy
    dmitry dominic dominik dominika dominique donald donatella donna doreen doris dorota dorothea dorothy doug
    douglas dragan duncan dusan dwayne dylan ebru edgar edith edmund edna edoardo eduard eduarda eduardo edward
    edwin efua eileen einar eino eirik ekaterina elaine eleanor elena eleni eleonora elfriede elias elif elijah
    elin elina eliot elisabeth elise elizabeth elke ella ellen elliot elliott elodie eloise elsa elvira emanuel
    emeka emil emilia emilie emilio emily emine emma emmanuel emmanuelle emre endre enrico enrique enzo eric erica
    erich erik erika erin ernest ernesto erwin esin esmeralda esra esteban estelle esther etienne etsuko eugene
    eugenia eugenie eugenio eva evan evelien evelyn ewa fabian fabienne fabio fabrice fabrizio fadi faisal farah
    farhan farid fatemeh fatima fatimah fatma fatou fatoumata federica federico feliciano felipe felix femke
    ferdinand fernanda fernando filip filippo finn fiona flavia flavio florian floris fran frances francesca
    francesco francine francis francisca francisco francois francoise franz franziska fred freddie frederic
    frederick frederik freya frida friedrich fritz fumiko funmilayo gabor gabriel gabriela gabriella gabrielle
    gail ganesh gareth garrett gary gaspard gaston gavin geert genevieve geoff geoffrey george georges georgina
    georgios gerald geraldine gerard gerardo gerd gerhard gerrit gertrude giacomo gianluca gianna gideon gilbert
    gilles gillian gina giorgia giorgio giovanna giovanni gisela giulia giuliano giuseppe gladys glenda glenn
    gloria gottfried govind graciela graham greg gregor gregory greta gretchen grigori grzegorz gudrun guido
    guillaume guillermo gulsen gunnar gunther gupreet gustav gustavo gwen gwendolyn gwyneth habib hadiza hakan
    halima hamid hamza hanna hannah hannelore hannes hans harald hareesh hari harold harriet harry haruka haruki
    haruto harvey hasan hassan hayato hedda hedwig heidi heike heiko heinrich helen helena helene helga helmut
    hendrik henri henrietta henriette henrik henry herbert herman hermann hermione herve hideki hideo hilary hilda
    hilde hiroko hiroshi hitomi hoang holger horst howard hubert huda hugh huong husam hussain hussein hyun iain
    ian ibrahim ida ifeoma ignacio igor ikram ilaria ilkka ilse imani imke imogen imran ines inga inge ingeborg
    ingo ingrid ioana ioannis irena irene irina irma irmgard isaac isabel isabella isabelle isadora isaiah ishaan
    isla ismael ismail istvan itziar ivan ivana ivar ivo iwan izabela jaakko jacinta jackie jacob jacqueline
    jacques jaime jakob jakub jamal james jamie jamila jana jane janelle janet janez janice janina janine janos
    jared jaroslav jaroslaw jasmin jason javier jean jeanette jeanne jeff jeffrey jelena jelle jemima jennifer
    jenny jens jeremiah jeremy jeroen jerome jerry jerzy jesper jess jesse jessica jessie jill jim jimena jimmy
    jiri jiro jitka joachim joan joana joanna joanne joao joaquin jochen jodie joe joel joelle joerg johan johann
    johanna johannes john johnny jolanta jonas jonatan jonathan joost jordi jorge jose josef josefina joseph
    josephine joshua josiane joyce juan juana juanita juergen juha juho julian juliana julianne julie julien
    juliet julieta juliette julio julius junichi junko jurgen juri jussi justin justyna jutta jyoti kai kaito
    kalle kamal kamala kamil kamila kaoru kara karel karen karim karin karina karl karla karolina karoline karsten
    kasia kasper katalin katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy katia
    katie katja katrin katrina katsumi kavita kavya kayla kazimierz kazuki kazuko keiko keith kelechi kelsey kenji
    kenneth kenta kerstin kevin khadija khaled khalid khanh kieran kim kimberly kimiko kiran kirill kirsten kirsty
    kirti kjell klara klaudia klaus knut kofi koji konrad konstantin konstantinos kristen kristian kristiina
    kristin kristina kristof kristoffer krystyna krzysztof kseniya kumiko kunal kurt kwabena kwame kwesi kyle
    kylie kyoko lachlan laila lakshmi lamar lara larissa larry lars laszlo latoya laura lauren laurence laurent
    lauri lavinia lawrence layla lea leah leandro leila lena lennart leo leon leona leonard leonardo leonid leonie
    leonor leopold leroy leticia levent liam lidia liese lieselotte lilian liliana lillian lina linda lindsay linh
    linnea linus lionel lisa lisbeth lise liselotte lizbeth ljubica lois lola lorena lorenzo loretta lori lothar
    louis louisa louise lubomir luc luca lucas lucia luciana luciano lucie lucien lucinda lucy ludmila ludovic
    ludwig luigi luis luisa luise luka lukas lukasz luke lutz luz lydia lyndon lynn lyubov maciej madeleine
    madeline mads magnus mahesh mahmoud mai maja makoto malcolm malgorzata malika malin malte mamadou manfred
    manish manoj manon manuel manuela marc marcel marcela marcelo marcia marcin marco marcos marcus marek margaret
    margarida margaux margot margrethe marguerite maria mariam mariana marianna marianne mariano maribel marie
    marieke mariella marija marijke marika mariko marilyn mario marion mariusz marjorie marketa marko markus
    marlene marlies marlon marta martha marthe martijn martin martina martine marvin mary maryam masahiro masaki
    masako massimo mateja mateo mateus mateusz mathias mathieu mathilde matilda matteo matthew matthias matthieu
    matti maureen maurice mauricio maurizio mauro maximilian meera megan mehdi mehmet meike mekonnen melanie
    melina melinda melissa melvin meredith merve meryem mia micah michael michaela michal micheal michel michela
    michele michelle michiko miguel mihai mika mikael mikaela mike mikhail mikkel mikko milagros milena milica
    milos minh minna miranda mireille mirela miriam mirjam mirko miroslav mitsuko miyuki mlungisi modupe mohamed
    mohammad mohammed mohan mohit moira monica monika monique moritz morten mostafa muhammad mukesh murat muriel
    mustafa myra myriam nabil nadia nadine nadja nadya naledi nancy naoki naoko naomi naresh narges nasrin nasser
    natalia natalie natasha nathalie nathan nathaniel naveed naveen navid nazanin neal neelam neha neil nelly
    nerea nguyet nia niamh nicholas nicky nico nicola nicolas nicole nicoletta niels nigel nikhil nikita niklas
    nikola nikolai nikolaos nikolas nikolay nils nilufar nina nisha nitin njoki nneka noah noelle noemi nora
    norbert noriko nuno nuria octavia odette ofelia oksana olaf oleg oleksandr olena olga oliver olivia olivier
    olof oluwaseun omar omari ondrej onur orla oskar osman oswald otto owen oyvind ozlem pablo padma palesa pamela
    paola paolo parisa parvati pascale patricia patricio patrick patrik patrizia patryk paul paula paulina pauline
    pavel pavla pedro peggy penelope peng percy perla pernille peter petr petra petros petter phil philip philipp
    philippa philippe phoebe phuong pia pierre pieter pilar pinar piotr pooja prabhakar pradeep prakash pranav
    prasad prashant preeti priscilla priya priyanka puneet qiang quentin quinn rachel radek radka rafael rafal
    raffaele raghav rahim rahul rainer raisa raj raja rajesh rajiv ralf ralph ramesh ramon ramona ramya rania
    ranjit raphael raquel rasheed rashid rasmus raul ravi raymond razia rebecca reginald reiko reinhard renata
    renate renato rene renee reza rhiannon rhoda rhonda ricardo riccardo richard rick rickard ricky riikka rikke
    rina rita ritu robert roberta roberto rocio roderick rodolfo rodrigo roger rohan rohit roland rolf romain
    romina ron ronald ronan ronja ronnie rosalia rosalie rosalind rosanna roxana roxanne roy ruben rudolf rui
    rupert rushil ruslan russell ruta ruth ryan ryo saanvi sabina sabine sabrina sadia sagar saida saif salim
    sally salma salvatore sam samantha samir samira sampath samuel samuele sandeep sandra sandrine sangeeta sanjay
    sanjeev sanna sanne saoirse sara sarah saskia satoshi saul sayaka scott sean sebastian sebastien selena selim
    selin serena sergei sergey sergio seth severin shahid shahrzad shaimaa shane shankar sharon shaun shauna shawn
    sheila shelly sherif shigeru shinji shira shirin shirley shiv shivani shreya shubham sibusiso siddharth sigrid
    sigurd silke silvia silvio simon simona simone sinead siobhan sissel slavko slawomir slobodan snezana sofie
    solange solveig sonia sonja sophia sophie soren soumya stacey stacy stanislav stanley stefan stefania stefanie
    stefano steffen stelios stephan stephane stephanie stephen steve steven stewart stig stuart sudhir suki sumit
    sunil sunita suresh susan susana susanna susanne suzanne svein sven svenja svetlana swati sylvain sylvester
    sylvia sylvie szymon tadashi tadeusz tahir takashi takeshi takumi tamar tamara tamas tamika tania tanja tanya
    tarek tariq tatiana tatyana ted teemu tendai teodor terence teresa terry tessa thabo thaddeus thandi thanh
    thea theo theodor theodora theodore theresa therese thibault thierry thomas thorsten thulani tiago tim timo
    timothy tina tobias toby todd tom tomas tomasz tommaso tommy tomoko toni tonya torben torsten toshiro tracey
    tracy trang tristan trond trudy tsering tuan tuncay tunde tuomas tyrone ulf ulrich ulrike umberto uriel ursula
    usha ute uwe vaclav valentina valeria valerie valerio vanessa vasco vasily vassilis verena veronica veronika
    veronique vicente vicki viggo vijay vikram viktor viktoria vilhelm ville vincent vincenzo vinod violeta
    virginie vishal vito vittoria vittorio vivek vivian vivienne vlad vladimir vladislav vojtech volker vuk vusi
    vyacheslav walter waltraud wanda wangari wanjiru wei wendell wendy werner wesley wilfried wilhelm wilhelmina
    willem william wilma wioletta wojciech wolfgang xavier xiang xiao xiaoming ximena xinyi yael yair yannick yara
    yasemin yash yasmin yasmine yasuko yetunde yoko yolanda yosef yoshiko youssef yuan yui yuichi yuka yukari yuki
    yukiko yulia yuri yuriy yusuf yuto yves yvette yvonne zachary zahra zainab zane zara zaynab zbigniew zdenek
    zeinab zeynep zhen zoe zofia zoltan zorana zuri zuzana zygmunt
    """.split()
)

# Given names that are also words, months, places or products: they count with a surname or after a cue.
GIVEN_TOO: Final = frozenset(
    """
    ada alexa alexandria alfa alma amber angel angelica apollo april arch aria art ash asia aspen august aurora
    austin autumn bailey barry basil bea bear bella berry bill blair blake blessing blue bob booker boston bradley
    brook brooke brooklyn bryn buddy carey carol carolina carson carter case cash cassandra chad chance chandler
    charlotte chase chelsea cherie cherry chip christian chuck clarence clark claude clay clementine cliff clover
    clyde cody cole colt concepcion conrad constance cooper coral cruz crystal daisy dakota dale dallas dara dawn
    dean denver desi destiny devon dexter diamond dick dixie dolly dolores don dora dot drew duke dung dustin earl
    echo ed eden edison elba eli elisa ellis ember emerson ernst eun eve ezekiel faith fanny fay felicity fern
    flora florence floyd ford forest franco frank franklin gabby gael gale gemma gene georgia german gerry ginger
    gita glen gomez gordon grace grant gray guy hal han hana hank harmony harper harrison haven hayden hazel heath
    heather hector heinz henna herb holly homer honor hope hugo hunter india iris iva ivy jack jackson jade jake
    jan jasmine jasper jay jefferson jenkins jesus jet jewel jin jing jon jordan josh joy jude judy julia june
    jung justice kali kane karma kay keely kelly kelvin ken kennedy kent kenya kerry king kirk kit kitty lamia
    lance lane laurel lee leigh leslie lev lily lin lincoln lloyd logan london lorraine lotte lou lourdes luna
    mabel mac madison madonna magdalena maha mandy mara margarita marge mari marina mark marlin marsh mason matt
    maud maven max maxim maxime may maya mei melody memphis mercedes mercy merle merlin mickey milan miles mimi
    mina minnie misty mitch mo molly mona monte morgan moses murray myrtle nadir nam nat ned nelson nick noble
    noel norm norma norman nova ole olive opal orlando oscar paige paris parker pascal pat patience patsy paulo
    pearl peg penny per perry phoenix piper polly porter preston prince quincy rain rama rana randall randy raven
    ray reed reese regina regine rich river rob robin rocky rod roman romeo rory rosa rosario rose rosemary ross
    rowan ruby rudy russ rusty sage sakura salvador sana sander sandy santiago savannah selma seo serge shannon
    shelby sherry sidney siegfried sienna sierra sky skyler sofia sol solomon sonny spencer stella sterling storm
    sue summer sunny susie suzuki sydney taj tanner tara tate taylor thi thu tiffany tony travis trinity troy
    tyler tyson valentin valentine van vance vera verna vernon victor victoria vienna viking viola violet virginia
    wade wally warren watson wayne wes will willow winston wren wyatt xin yan ying yong yun
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
