"""The words that postal addresses are made of: streets, houses, units, regions, countries; and words of none."""

from __future__ import annotations

from typing import Final


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# After the name, number first: "12 Elm Street". These are enough even in lower case.
STREETS: Final = _words(
    "street st str avenue ave av road rd boulevard blvd lane ln drive dr crescent cres parkway pkwy highway hwy",
    "terrace",
    "way court ct nagar marg expressway turnpike causeway freeway straat laan straße strasse",
)
# As above, but only with capitals: USPS Publication 28, appendix C1, and words of the Commonwealth.
PLACES: Final = _words(
    "alley alleyway annex arcade bayou bend bluff bluffs bottom bridge brook brooks burg burgs bypass canyon cape cir",
    "circle circles cliff cliffs close common commons corner corners courts cove coves creek crest crossing",
    "crossroad curve dale dam divide drives esplanade estate estates falls ferry fields flats ford",
    "fords forest forge forks fort garden gardens gateway glen glens green greens grove groves harbor",
    "harbour haven heights highlands hill hills hollow inlet isle junction knoll knolls landing lodge",
    "loop mall manor manors meadow meadows mews mount mountain mountains oval orchard overpass parade",
    "pike pines pl place plain plains plaza prairie promenade quay radial ramp ranch rapids rest ridge ridges rise row",
    "run shoal shoals shore shores skyway spring springs spur spurs sq square squares station stravenue stream",
    "stravenue summit throughway tpke trace track trafficway trail trl tunnel underpass valley valleys",
    "view viaduct village ville vista walk wells wynd fold croft rd. yard wharf laneway highroad",
    "chowk bagh gali salai vihar enclave layout colony extension society apartments tower towers chambers cross main",
    "sector phase bazaar residency taman soi building house ithafa umgwaqo indlela isitaladi",
)
# Street words that are also other things: a number before them and nothing behind is no address.
AMBIGUOUS: Final = _words(
    "court courts ct way main cross phase sector building house place pl point station track view rest run spring",
    "springs common commons corner corners divide forks garden gardens gateway junction mall mount plain ramp",
    "ranch rapids row stream summit trace tunnel union village society apartments tower towers chambers extension",
    "estate estates bridge bridges port fort dam dr st str av drive drives highway green greens square close",
    "cape fields field flats forest forge bottom annex radial manor lodge yard house",
)
# Before the name, the number before or behind: "5 rue du Moulin", "Via Roma 5", "ul. Długa 5".
STREET_FIRST: Final = _words(
    "rue avenue av. avda avda. av bd bd. bld boulevard place chemin impasse allée allee quai cours route passage",
    "square",
    "faubourg montée sentier venelle rond-point esplanade r. r chaussée rang allé clos drève promenade",
    "via viale corso piazza piazzale largo vicolo strada lungomare contrada borgo rampa salita stradone",
    "calle c/ c. avenida plaza pza. pza paseo pº camino cno. carretera ctra. ctra glorieta ronda travesía pasaje",
    "callejón urbanización urb. polígono cuesta bulevar boulevard calzada circuito privada prolongación andador",
    "retorno colonia col. fraccionamiento eje diagonal transversal carrera cra. cr. dg. vereda jirón rambla pasadizo",
    "cerrada privada periférico viaducto psje. blv. diag. ruta",
    "rua travessa trav. praça estrada alameda largo rodovia rod. beco viela avenida ladeira quinta bairro jardim",
    "vila feira recanto conjunto campo pátio lago parque",
    "carrer passeig plaça rambla travessera rúa praza",
    "ul. ulica al. aleja aleje os. osiedle pl. plac ulice nám. náměstí třída tř. nábřeží trg cesta ulitsa",
    "strada str. bulevardul bd. aleea calea șoseaua soseaua splaiul intrarea piața bulevardul",
    "λ. λεωφ. λεωφ λεωφόρος οδός οδος αγ. πλ. πλατεία odos leoforos leof. akti agiou agias",
    "jalan jl. jln jln. lorong persiaran lebuh lebuhraya gang gg.",
    "ул. улица пр. просп. проспект бул. площадь пл. вулиця вул.",
    "am an auf im in der den dem zum zur unter unterm hinter vor alte alter altes neue neuer",
)
# Of the line above, words that start other phrases too; they need a capital.
PREPOSITIONS_FIRST: Final = _words(
    "am an auf im in der den dem zum zur unter unterm hinter vor alte alter altes neue neuer"
)
# The same, but they name squares and ways of other things too.
WEAK_FIRST: Final = _words(
    "place square passage route col. quinta jardim vila diagonal parque lago campo conjunto feira ruta"
)
# Behind the name and before the number, as a word of its own: "Szabadság út 143", "Atatürk Cad. 5".
STREET_LAST: Final = _words(
    "straße strasse str. str allee weg platz gasse ring damm ufer chaussee steig graben promenade markt",
    "straat laan plein kade dijk singel gracht weg wei baan",
    "utca út útja u. tér tere körút krt. köz sétány rakpart fasor sor park dűlő",
    "gade vej allé plads alle gate gata veg vei väg vägen gatan torg torget stræde plass",
    "katu tie kuja polku väylä puistotie tori puistokatu",
    "tänav tn. tn mnt mnt. maantee puiestee pst põik tee",
    "iela ielas gatve gatvė g. pr. prospektas prospekts bulvāris bulv. alėja al. laukums aikštė",
    "cad. cad caddesi cd. cd sok. sok sokak sokağı sk. sk bulvarı blv. blv mah. mah mahallesi meydanı",
    "ulica ul. cesta pot trg ulice třída náměstí nábřeží avenue street road lane boulevard square",
    "enparantza kalea etorbidea avenida carreira",
)
# How the last word of a street's name ends where names are written as one word.
SUFFIXES: Final = _words(
    "straße strasse strase str. str gasse allee platz damm ufer chaussee steig stieg weg graben anger twiete stasse",
    "straat laan plein kade dijk singel gracht dreef steeg pad hoek plaats",
    "gade vej allé plads stræde gårdsvej veien vegen veg vei gaten gata gatan vägen gränd gränden torget torvet",
    "bakken svingen haugen lia stien toppen gård gården backen stigen vägg",
    "katu kuja polku tie väylä puisto ranta rinne kaari",
    "gatvė iela braut vegur stígur stræti straeti hlíð götu gerði brekka bakki tún holt hraun hrauni lundur grund",
    "utca körút tänav puiestee sund lund nergata garður naust sinersuaq",
)
# A suffix that English words have too: needs more than itself.
WEAK_SUFFIXES: Final = _words(
    "tie pad hoek lia weg lund sund holt veg vei ranta grund kaari anger backen steeg str toppen"
)

CONNECTORS: Final = _words(
    "de del della delle dei degli dello dell' des du da do dos das d' di la le les los las el the of van der den von",
    "zu",
    "zum zur am an im y e et i u pod nad na v ve z u a al sur sous lès upon by op ter ten und and en in 't s bei ob",
    "pri",
    "ad od o dem auf für à aux 'l l' du' na' aan het den 't",
)
# No word of a place or street: what it is in "Windows Server 2022", "3 May 2021" or "version 3 Road".
_MONTHS: Final = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug",
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
)
_NUMBERED: Final = _words(
    "section sections article articles art chapter clause paragraph rule part title act version v line lines page",
    "pages",
    "step steps figure fig table issue issues pr ticket case docket commit release exhibit item items question no.",
    "amendment schedule annex appendix volume vol episode season level stage phase request order invoice room port",
    "windows server studio office ubuntu debian macos ios android python node java php ruby chrome firefox internet",
    "explorer http https error code status build iphone galaxy pixel playstation xbox model type class group team",
    "utc gmt est cet pm am usd eur gbp inr rs pln chf sek nok dkk czk huf jpy cad aud brl mxn mr mrs ms directive",
    "regulation number tel phone mobile fax cell",
    "isbn doi rfc iso covid area top round game week day year month hour minute sprint quarter q1 q2 q3 q4 fiscal",
    "copyright union eu grade tier option answer attempt form claim claims patent trademark registration serial",
    "account",
    "gdpr dmca ccpa usc u.s.c cfr u.s.c. bgb gg stgb dsgvo rev revision edition world cup olympics expo since until",
)
NOT_NAMES: Final = _MONTHS | _NUMBERED
# Of these, the ones that streets are called as well, unless the number stands right behind them: "Port Merrow Road".
STREETS_TOO: Final = _words(
    "port union act grade world area round level season class group part top title room studio star model"
)
NOT_STREET: Final = _words(
    "of that which for from with this these or to is are was were in your our my their day days hour hours minute",
    "minutes week weeks month months year years u.s.c usc cfr section file files line lines repos repository",
    "repositories notice notices link links time times people users copies percent million images image commit commits",
    "forks branches a as not have has had please more other others ways it i we you he she they be been but if",
    "factor step-by-step steps issues pull requests stars followers pages versions releases bugs tests failed passed",
    "mb gb kb km kg cm mm ms px tb mph kph ml on at into than then when while per all some any no so",
    "supreme federal district circuit appeals appellate superior magistrates municipal jurassic google",
)
COURTS: Final = _words("high county crown supreme federal district circuit appeals superior family criminal civil")

# Countries and their parts, in English and in their own languages; lower case.
COUNTRIES: Final = (
    "united states of america|united states|u\\.s\\.a\\.|usa|u\\.s\\.|us|united kingdom|u\\.k\\.|uk|great "
    "britain|england"
    "|scotland|wales|northern ireland|republic of ireland|ireland|éire|germany|deutschland|france|italy|italia|spain"
    "|españa|portugal|austria|österreich|switzerland|schweiz|suisse|svizzera|belgium|belgië|belgique|(?:the "
    ")?netherlands"
    "|nederland|holland|luxembourg|denmark|danmark|greenland(?:er)?|kalaallit nunaat|faroe "
    "islands|sweden|sverige|norway"
    "|norge|finland|suomi|iceland|ísland|estonia|eesti|latvia|latvija|lithuania|lietuva|poland|polska|czech republic"
    "|czechia|česká republika|česko|slovakia|slovensko|hungary|magyarország|romania|românia|bulgaria|greece|ελλάδα"
    "|hellas|cyprus|κύπρος|turkey|türkiye|slovenia|slovenija|croatia|hrvatska|serbia|srbija|bosnia(?: and herzegovina)?"
    "|montenegro|kosovo|(?:north )?macedonia|albania|moldova|ukraine|україна|belarus|russia(?:n federation)?|россия"
    "|georgia|armenia|azerbaijan|kazakhstan|uzbekistan|turkmenistan|kyrgyzstan|tajikistan|malta|monaco|andorra"
    "|liechtenstein|san marino|canada|mexico|méxico|guatemala|belize|honduras|el salvador|nicaragua|costa rica|panama"
    "|cuba|haiti|dominican republic|jamaica|bahamas|barbados|trinidad(?: and tobago)?|puerto rico|grenada|saint lucia"
    "|brazil|brasil|argentina|chile|uruguay|paraguay|bolivia|peru|perú|ecuador|colombia|venezuela|guyana|suriname"
    "|australia|new zealand|aotearoa|fiji|samoa|tonga|papua new guinea|solomon islands|vanuatu|kiribati|nauru|tuvalu"
    "|palau|micronesia|marshall islands|india|bharat|pakistan|bangladesh|sri lanka|nepal|bhutan|maldives|afghanistan"
    "|china|hong kong|macau|taiwan|japan|日本|(?:south |north )?korea|mongolia|vietnam|viet nam|laos|cambodia|thailand"
    "|myanmar|burma|malaysia|singapore|brunei|indonesia|philippines|pilipinas|east timor|timor-leste|iran|iraq|israel"
    "|palestine|jordan|lebanon|syria|saudi arabia|yemen|oman|u\\.a\\.e\\.|uae|united arab emirates|qatar|bahrain|kuwait"
    "|egypt|libya|tunisia|algeria|morocco|mauritania|mali|niger|chad|sudan|south "
    "sudan|eritrea|ethiopia|djibouti|somalia"
    "|kenya|uganda|tanzania|rwanda|burundi|congo|gabon|cameroon|nigeria|benin|togo|ghana|ivory coast|côte d.ivoire"
    "|liberia|sierra leone|guinea(?:-bissau)?|senegal|gambia|cape verde|burkina faso|equatorial guinea"
    "|tamil nadu|uttar pradesh|andhra pradesh|madhya pradesh|himachal pradesh|arunachal pradesh|west bengal|maharashtra"
    "|karnataka|kerala|telangana|gujarat|rajasthan|punjab|haryana|bihar|jharkhand|odisha|chhattisgarh|uttarakhand|assam"
    "|jammu and kashmir|meghalaya|manipur|mizoram|nagaland|tripura|sikkim|puducherry"
    "|central african republic|angola|zambia|zimbabwe|malawi|mozambique|namibia|botswana|south africa|lesotho|eswatini"
    "|swaziland|madagascar|mauritius|seychelles|comoros|são tomé(?: and príncipe)?|vatican(?: city)?"
)
STATES: Final = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|GU|HI|I[ADLN]|K[SY]|LA|M[ADEINOSTP]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT"
    "|V[AIT]|W[AIVY]|FM|AS"
    "|AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|NSW|VIC|QLD|TAS|ACT|WA|SA"
)
# Words before a number or letter that name a part of a building.
UNITS: Final = (
    "apt|apartment|appartement|appartamento|appt|app|apto|apart|apartamento|suite|ste|unit|unité|floor|flr|fl"
    "|room|rm|bldg|building"
    "|flat|level|lvl|etage|étage|stock|block|blk|lot|tower|wing|studio|penthouse|ph|office|shop|gate|plot|villa"
    "|bureau|casa"
    "|depto|dpto|departamento|int|interior|piso|pta|puerta|esc|escalera|edif|edificio|local|oficina|of|interno"
    "|scala|int"
    "|bât|bâtiment|bat|porte|esc|tür|stiege|top|haus|wohnung|whg|bus|bte|boîte|lok|lokal|m|kl|bl|sc|et|ap|sector"
    "|daire|kat|d|k|no"
    "|lgh|dv|byt|andar|bloco|fração|conj|sala|quadra|lote|bairro|space|spc|trailer|trlr|slip|pier|hangar|dept"
    "|department|stop|mailbox|pmb|box"
    "|phase|sector|tower|brgy|barangay|purok|ward|taluk|mail ?stop|km"
)
# A line or phrase with one of these is no part of an address.
NOT_TAIL: Final = _words(
    "tel tele telephone phone mobile fax email e-mail mail regards sincerely thank thanks please i we the this my",
    "name date",
    "signature signed yours best kind copyright cell attn and or is was are were has github http https www number if",
    "it",
    "no yes she he they for to in at on from but dear hello hi hey website web company contact after before when while",
    "because since until what how why where who can could would should may will shall do does did not you your our",
    "their",
    "his her its there then so also however as by with of all any some note notice re subject ps p.s. mr mrs ms dr",
    "address",
    "url link links sent cc bcc respectfully cordially cheers greetings urgent description title original work works",
    "today tomorrow yesterday now later full first last user username account password order dob born age",
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september",
    "october november december home ph m t",
)
# Houses that have a name in place of a number.
HOUSES: Final = _words(
    "cottage barn house farm farmhouse lodge hall manor villa mill rectory vicarage croft mews flat apartment apt",
    "studio",
    "unit block court",
)
# A line of two or three words that ends with one of these is a place.
PLACE_ENDS: Final = _words(
    "island islands city county state province district region prefecture town township village heights bay beach"
)
# Famous ones that stand for something else: no house of a private person.
FAMOUS: Final = _words(
    "wall sesame downing fleet main high abbey bourbon madison broadway elm-street pennsylvania pull silk"
)
