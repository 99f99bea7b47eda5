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
    aidan aiko aileen aimee aisha aishwarya aiyana ajay akash akiko akira akosua aksel alain alan alana alasdair
    albert alberta alberto aldo alec alejandra alejandro aleksandar aleksander aleksandr aleksandra aleksei alena
    alessandra alessandro alessia alex alexander alexandra alexandre alexei alexis alfonso alfred alfredo ali
    alice alicia alina alisa alison alistair alla allan allen allison alois alonso alphonse alvaro alvin alvina
    alwin alyssa amadou amalia amanda amandine amani amar amara amare amaya amelia amelie amin amina aminata amir
    amira amit amitabh amos amrita amy ana anais anand ananya anastasia anders andre andrea andreas andrei andres
    andrew andrey andrzej andy aneta anette angela angelika angelina angelo angus anh aniket anil anita anja
    anjali anke ann anna annabel annabelle annalisa anne anneliese annette annie annika anouk ansel anselm anthony
    antoine antoinette anton antonia antonin antonio antti anupam anusha aoife aparna ariadne ariana ariane
    arianna ariel arjan arjun armando armin arnaud arne arnold aroha arthur arturo arun arunima arvind asa asha
    asher ashley ashok ashraf asif asma astrid asuka atsushi aud audrey augustin augusto aulia aurelie aurelien
    aurelio ava axel ayaan ayako ayesha ayman ayse aysel ayumi aziz babajide babette bahar bakary balazs balint
    barbara barnaby bartosz basma beata beatrice beatriz becky bela belinda ben benedict benedikt benjamin benoit
    bente berenice bernadette bernard bernardo bernd bernhard berta bertrand beth bethany bettina betty beverly
    bianca bilal birgit birte bjarne bjoern bjork bjorn blanca bogdan bogdana bolaji boris boyko bozena bozhena
    brandon branislav branka branko brenda brendan brent brett brian bridget brigid brigitte britta bronwyn bruce
    bruno bryan bryce burak byron caitlin calvin cameron camila camilla camille candace candice carl carla carlo
    carlos carlotta carmelo carmen carole caroline carolyn carsten casey casper catalina catarina caterina
    catherine cathy catriona cecil cecile cecilia cedric celeste celestine celia celina celine cem cerys cesar
    chandra chantal charlene charles charlie chen chiamaka chiara chidi chika chinedu chinwe chioma chiyo chloe
    chris christa christelle christiane christina christine christof christoph christophe christopher chukwuemeka
    ciara cindy cirilo claire clara clarissa claudia claudio clelia clemens clement clifford clint clotilde
    colette colin colleen connie connor conor consuelo corina corinna corinne cornelia cornelius cosima craig
    cristian cristiano cristina curtis cynthia cyril dafne dagmar dagny daiki daisuke dalia damian damien damir
    dan dana daniel daniela daniele danielius danielle danilo danny danuta daphne daria dariusz darko darlene
    darren darryl darya dave david davide davor dawit debbie deborah deepak deepika deirdre delphine demetrius
    denis denise deniz dennis denys derek desiree desmond detlef dewi diana didier diego dieter dietmar dilara
    dilip dimitra dimitri dimitrios dina dineo dinesh dino dirk divya diyar djamila dmitri dmitriy dmitry dominic
    dominik dominika dominique donald donatella donna doreen dorin doris dorota dorothea dorothee dorothy dorrit
    dorte doug douglas dragan duncan dusan dwayne dylan ebba eberhard ebru edda edgar edita edith edmund edna
    edoardo eduard eduarda eduardo edward edwin efua eija eileen eilidh einar eino eirik ekaterina elaine elanor
    eleanor elena eleni eleonora elfriede eliana elias elijah elin elina eliot elisabeth elisabetta elise
    elizabeth elizaveta elke ella ellen elliot elliott elodie eloise elsa elva elvira emanuel emeka emeline emil
    emilia emilie emilio emily emine emma emmanuel emmanuelle emre endre enid enrico enrique enzo erdem eric erica
    erich erik erika erin ermias ernest ernesto erwin erzsebet esin eskil esmeralda esra esteban estefania estelle
    esther etienne etsuko etta eugene eugenia eugenie eugenio eulalia eva evan evelien evelyn evgenia evgeny ewa
    ewan fabian fabienne fabio fabiola fabrice fabrizio fadi faisal farah farhan farid farida fatemeh fatima
    fatimah fatma fatou fatoumata fatuma federica federico feliciano felipe felix femke feng ferdinand fergus
    fernanda fernando fikret filip filippo finn fintan fiona flavia flavio florian floris fran frances francesca
    francesco francine francis francisca francisco francois francoise franz franziska fred freddie frederic
    frederick frederik fredrik fredrika freya frida friedrich fritz fumiko funmilayo gabor gabriel gabriela
    gabriella gabrielle gaby gail ganesh gareth garrett gary gaspard gaston gaurav gavin geert genevieve geoff
    geoffrey george georges georgina georgios geraint gerald geraldine gerard gerardo gerd gerhard germaine gerrit
    gertrude ghislaine giacomo gianluca gianna gideon gilbert gilda gilles gillian gina giorgia giorgio giovanna
    giovanni gisela giselle giulia giuliano giuseppe gladys glenda glenn gloria gloriana goran goro gosia
    gottfried govind graciela graham grainne greg gregor gregory greta gretchen grigori grzegorz guadalupe gudrun
    guido guillaume guillermo gulnara gulsen gunnar gunther gupreet gustav gustavo gwen gwendolyn gwyneth gyorgy
    habib hadiza hakan halima halldor hamid hamish hamza haneen hanna hannah hannelore hannes hans harald hareesh
    hari harold harpreet harriet harry haruka haruki haruto harvey hasan hassan hassiba hayato hedda hedwig heidi
    heike heiko heini heinrich helen helena helene helga helmut hendrik henri henrietta henriette henrik henrique
    henry herbert herman hermann hermione herve hideki hideo hilary hilda hilde hiroki hiroko hiroshi hisako
    hitomi hitoshi hoang holger horst hortense howard hubert huda hugh hugues huong husam hussain hussein hyun
    iain ian ibrahim ida idris ifeanyi ifeoma ignacio ignatius igor ikram ilaria ildiko ilkka ilona ilse imani
    imke imogen imran imre indira ines inga inge ingeborg ingo ingrid ioana ioannis iolanda irena irene ireneusz
    irina irma irmgard isaac isabel isabella isabelle isadora isaiah isamu ishaan isla ismael ismail isolde istvan
    itziar ivan ivana ivanka ivar iveta ivo iwan iwao iwona izabela izumi jaakko jacinta jackie jaclyn jacob
    jacqueline jacques jaden jagdish jaime jakob jakub jamal james jamie jamila jana janaki jane janelle janet
    janez janice janina janine jannik janos jared jarmila jaroslav jaroslaw jasmin jason javier jaya jayden jayesh
    jean jeanette jeanne jeff jeffrey jelena jelle jemima jenna jennifer jenny jens jeremiah jeremy jeroen jerome
    jerry jerzy jesper jess jesse jessica jessie jill jim jimena jimmy jiri jiro jitka joachim joan joana joanna
    joanne joao joaquin jochen jodie joe joel joelle joerg johan johann johanna johannes john johnny jolanta jonas
    jonatan jonathan joost jordi jorge jose josef josefina joseph josephine joshua josiane jovan jovana joyce juan
    juana juanita judit judith juergen juha juho julian juliana julianna julianne julie julien juliet julieta
    juliette julio julitta julius junichi junko jurgen juri jussi justin justyna jutta jyoti kadri kai kaitlin
    kaitlyn kaito kaja kalle kalpana kamal kamala kamau kamil kamila kanako kaoru kapil kara karel karen karim
    karin karina karl karla karolina karoline karsten karthik kasia kasper katalin katalina katarina katarzyna
    kate katerina katharina katherine kathleen kathrin kathryn kathy katia katie katja katrin katrina katsumi
    kavita kavitha kavya kayla kayode kazimierz kazimir kazuki kazuko keiko keira keith kelechi kelsey kemal kemi
    kenichi kenji kenneth kenta kerstin kevin khadija khaled khalid khalil khanh kieran kim kimberly kimiko kiran
    kirill kirsten kirsty kirti kishan kishore kjell klara klaudia klaus klemens knut kofi koji konrad konstantin
    konstantinos kristen kristian kristiina kristijan kristin kristina kristof kristoffer krisztina krystal
    krystyna krzysztof ksenia kseniya kumiko kunal kurt kwabena kwaku kwame kwesi kyle kylie kyohei kyoko lachlan
    ladislav laetitia laia laila lakshmi lamar lara larissa larry lars laszlo latisha latoya laura lauren laurence
    laurent lauri lavanya lavinia lawrence layla lea leah leandro leann leila lena lennart leo leon leona leonard
    leonardo leonid leonie leonor leonora leopold leroy leticia levent levi liam lidia lieke liese lieselotte
    ligaya lilian liliana lillian lina linda lindsay linh linnea linus lionel lisa lisbeth lise liselotte lizbeth
    ljiljana ljubica lois lola lorena lorenzo loretta lori lorna lothar louis louisa louise luba lubna lubomir luc
    luca lucas lucia luciana luciano lucie lucien lucille lucinda lucy ludmila ludovic ludwig luigi luis luisa
    luise luka lukas lukasz luke lutz luz luzia lydia lyndon lynn lyubov lyudmila maciej madeleine madeline madhu
    madina mads maeve mafalda magda magnus mahesh mahmoud mai maike mairead maja makoto malak malcolm malgorzata
    malika malin malte mamadou manfred manish manoj manon manpreet manuel manuela marc marcel marcela marcella
    marcelo marcia marcin marco marcos marcus marek margaret margarete margaretha margarida margaux margot
    margrethe marguerite maria mariam mariana marianna marianne mariano maribel marie marieke mariella marija
    marijke marika mariko marilyn mario marion marisa marisol maritza mariusz mariya marjorie marketa marko markus
    marlene marlies marlon marta martha marthe martijn martin martina martine marvin mary maryam maryna marzena
    masahiro masaki masako massimo matej mateja mateo mateus mateusz mathias mathieu mathilde matilda matilde
    matteo matthew matthias matthieu matti matyas maureen maurice mauricio maurizio mauro maximilian mayumi
    meenakshi meera megan mehdi mehmet meike mekonnen melanie melina melinda melissa meltem melvin meredith merve
    meryem mette mia micah michael michaela michal micheal michel michela michele michelle michiko miguel mihaela
    mihai mika mikael mikaela mike mikhail mikkel mikko mikolaj milagros milena milica milos minh minna mirabelle
    miranda mireille mirela miriam mirjam mirjana mirko miroslav mitsuko mitsuru miyuki mlungisi modupe mohamad
    mohamed mohammad mohammed mohan mohit moira monica monika monique moritz morten mostafa mounir muhammad mukesh
    muna murali murat muriel mustafa myra myriam nabil nadeem nadia nadine nadja nadya nagendra naledi nanako
    nancy nanette naoki naoko naomi naresh narges nasrin nasser natalia natalie natalya natasha natasja nathalia
    nathalie nathan nathaniel natsuki naveed naveen navid nazanin neal neelam neema neha neil nelly nena nerea
    neven nguyet nia niamh nicholas nicky nico nicola nicolas nicole nicoletta nicolette niels nigel nihal nikhil
    nikita niklas nikola nikolai nikolaos nikolas nikolay nikos nils nilufar nina nino nisha nitin njoki nneka
    noah nobuko noelle noemi nora norbert noriko noura nuala nuno nuria obinna octavia octavio odette odile odin
    ofelia ogden oksana olaf olamide oleg oleksandr olena olga oliver olivia olivier olof oluchi oluwaseun
    oluwaseyi omar omari omkar ondrej onur oona orhan oriol orla orsolya osama oskar osman oswald otis otto owen
    oyvind ozlem paavo pablo padma palesa pamela paola paolo parisa parvati pascale patricia patricio patrick
    patrik patrizia patryk paul paula paulette pauliina paulina pauline pavel pavla pavlina pearlie pedro peggy
    penelope peng percy perla pernille peter petr petra petronella petros petter phil philip philipp philippa
    philippe phindile phoebe phuong pia piero pierre pieter pilar pilvi pinar piotr pirjo pooja prabhakar pradeep
    prakash pranav pranay prasad prasanna prashant praveen preeti priscilla priya priyanka priyanshu puneet qiang
    quentin quinn rachel radek radka rafael rafal raffaele raffaella raghav raghu ragnar ragnhild rahim rahul
    raimund rainer raisa raj raja rajat rajendra rajesh rajiv ralf ralph ramadan ramazan ramesh ramon ramona ramya
    rania ranjit raphael raquel rasheed rashid rashida rasmus raul ravi ravindra rayan raymond raymundo razia
    rebecca reginald reiko reinhard reinhold renata renate renato rene renee renuka reza rhiannon rhoda rhonda
    ricarda ricardo riccardo richard rick rickard ricky riikka rikke rina rita ritu rizwan robert roberta roberto
    robyn rocio roderick rodolfo rodolphe rodrigo roger rohan rohini rohit roland rolf romain romana romina ron
    ronald ronan ronja ronnie rosalba rosalia rosalie rosalind rosanna rosemarie roswitha roxana roxanne roy roya
    rozalia ruben rudolf rui rupert rushil ruslan ruslana russell ruta rutger ruth ryan ryo saad saanvi sabina
    sabine sabrina sachiko sadia safiya sagar saida saif sakari salim sally salma salome salvatore salvatrice sam
    samantha samir samira sampath samuel samuele samuli sanae sandeep sandhya sandra sandrine sangeeta sanjana
    sanjay sanjeev sanna sanne santosh saoirse sara sarah sarita saskia satish satoshi saul sawsan sayaka scott
    sean sebastian sebastiano sebastien selcuk selena selim selin seongmin serena sergei sergey sergio serhiy seth
    sevda severin shabnam shaheen shahid shahrzad shaimaa shalini shamima shane shankar sharmila sharon shaun
    shauna shawn sheila shelly sherif shigeru shinji shira shirin shirley shiv shivani shoko shreya shreyas
    shubham sibusiso siddharth signe sigrid sigridur sigurd siiri silas silke silvia silvio simon simona simone
    simran sinead sinikka siobhan sissel siyabonga sizwe slavko slawomir slobodan snehal snezana sofie solange
    soledad solveig somchai songul sonia sonja sophia sophie soren soumya stacey stacy stanislav stanka stanko
    stanley stavros stefan stefani stefania stefanie stefano steffen steinar stelios stephan stephane stephanie
    stephen steve steven stewart stig stuart sudhir sujata suki sumathi sumit sunil sunita sunniva supriya suresh
    surya susan susana susanna susannah susanne suzanne svante svein sven svenja svetlana swapna swati syed
    sylvain sylvester sylvia sylvie szabolcs szymon taavi tabitha tadashi tadeas tadeusz tahir taiwo takashi
    takeshi takumi tamar tamara tamas tamika tamiko tammy tancredi tania tanja tanya tarek tariq tarja taro
    tatiana tatsuya tatyana tawanda ted teemu temitope tendai teodor terence teresa tereza terry tessa thabo
    thaddeus thandeka thandi thandiwe thando thanh thea theo theodor theodora theodore theodoros theresa therese
    thiago thibault thierry thomas thorsten thulani thuy tiago tilda tim timo timothy tina titus tobias toby todd
    tom tomas tomasz tommaso tommy tomohiro tomoko toni tonya torben torsten toshiro tove tracey tracy trang
    tristan trond trudy tsering tsvetan tuan tuncay tunde tuomas tuomo tuula tuva tyrone ugo ulf uliana ulrich
    ulrike umberto umut unai uriel ursula urszula usha ute uwe vaclav vaibhav valentina valentino valeria valerie
    valerio vanessa vanja vasco vasile vasilis vasily vassilis venkat venkatesh verena veronica veronika veronique
    vibeke vicente vicki victoire vidya viggo vijay vikas vikram viktor viktoria vilhelm ville vilma vinay vincent
    vincenzo vineet vinod violeta virginie virpi vishal vitaly vito vittoria vittorio vivek vivekananda vivian
    vivienne vlad vladimir vladislav vladislava vojtech volker vratislav vuk vusi vyacheslav walter waltraud
    wambui wanda wangari wanjiku wanjiru wei wendell wendy werner wesley wiebke wilfried wilhelm wilhelmina willem
    willemijn william wilma winifred wioletta witold wojciech wolfgang xavier xenia xiang xiao xiaoming ximena
    xinyi yael yair yannick yara yaroslav yasemin yash yasir yasmin yasmine yasuko yaw yetunde yevgeny yewande
    yiannis yohannes yoko yolanda yosef yoshi yoshiko youssef yuan yui yuichi yuka yukari yuki yukiko yuko yulia
    yumi yuri yuriy yusra yusuf yuto yves yvette yvonne zachary zaheer zahid zahra zainab zandile zane zara zaynab
    zbigniew zdenek zdenka zeinab zeynab zeynep zhen zita zivile zlata zlatan zodwa zoe zofia zohra zoltan zorana
    zsofia zsolt zubair zuleika zulfiqar zuri zuzana zygmunt
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

# Of these, the ones that with a capital in mid-sentence are people more often than anything else.
MOSTLY_GIVEN: Final = frozenset(
    """
    amber angel bailey barry bella bill blair bob bradley carol charlotte christian chuck clarence cody cole
    conrad daisy dale dean dick don dora drew dustin ed eli ellis emerson felicity floyd frank gabby gene gerry
    glen gordon grace hank harrison heather holly jack jake jan jasper jay jesus josh jude judy kelly ken kent
    kerry kirk lance lee leigh leslie lily lin lloyd logan mandy mark matt maud mimi mitch molly moses murray ned
    nelson nick noel paige pat penny polly preston randy ray reese rob robin rod rory rose ross rowan rudy russ
    selma shannon sherry sidney spencer stella sue susie tanner tate taylor tiffany tony troy tyler tyson vance
    vera vernon victor viola wade wally warren wayne wes wyatt
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
# Family names that stand before a name of two syllables: "Park Ji-woo", "Chen Wei-ting".
_EAST_ASIAN: Final = frozenset(
    "ahn bae baek cha chan chang chen cheng cho choi chu chung han hong hsu huang hwang im jang jeon jeong jo jung kang"
    " kim ko ku kwak kwon lai lau lee leung li lim lin liu min moon na nam ng no noh oh pak park ryu seo shin sim so"
    " sohn son song tan tsai wang wong woo wu yang yeh yim yoo yoon yu yun".split()
)
_SYLLABLES: Final = regex.compile(r"\p{Lu}\p{Ll}{1,5}-\p{L}\p{Ll}{1,5}")
# Endings so much of a surname that an English word with one is its bearer's: WordNet has the famous among them.
_FOREIGN: Final = regex.compile(
    r"\p{L}{3,}(?:ova|enko|shvili|sson|ovic|escu|oglu|poulos|wicz|ovsky|evsky|ewski|owski|inski|iadis|nen|quist)"
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


def mostly_given(word: str) -> bool:
    """Whether a word with a capital in mid-sentence is rather a person than a place, product or emphasis."""
    return plain(word) in MOSTLY_GIVEN


def is_surname(word: str) -> bool:
    """Whether a word is a common surname or, spelt with a capital, has the form of one."""
    return plain(word) in SURNAMES or (word[:1].isupper() and _SURNAME.fullmatch(word) is not None)


def is_east_asian(family: str, given: str) -> bool:
    """Whether two words are a name in the order of Korea or Taiwan, the given name written with a hyphen."""
    return plain(family) in _EAST_ASIAN and _SYLLABLES.fullmatch(given.title()) is not None


def is_foreign_surname(word: str) -> bool:
    """Whether a word, in any letter case, ends as surnames do and English words do not."""
    return _FOREIGN.fullmatch(word.lower()) is not None
