# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Words that look like names and are none: product, statute and form words, months, companies, common English."""

from __future__ import annotations

from typing import Final

NOT_PEOPLE: Final = frozenset(
    """
    identify information store cloud recover crew reg repos truthfully injured party sincerely respected greetings
    tracer monitor logging dashboard security view platform server client device browser desktop mobile hidden gmail
    outlook yahoo proton plus premium basic basically actually please kindly urgent urgently claim claims appeal
    appeals warning warnings attention verification verify confirm confirmed reporter report reports login logout
    signup password passwords database backup script scripts bundle minified config settings setting option options
    feature features update updates upgrade template templates theme themes icon icons font fonts image images photo
    photos video videos book books course courses lesson chapter exam exams
    github gitlab gist bitbucket sourceforge npm npmjs pypi google youtube twitter facebook instagram linkedin
    discord telegram whatsapp reddit microsoft apple amazon aws azure oracle adobe android ios windows linux ubuntu
    debian docker kubernetes python java javascript typescript node react angular vue django flask laravel wordpress
    drupal unity unreal steam xbox playstation nintendo roblox minecraft firefox chrome safari opera edge slack zoom
    paypal stripe visa mastercard bitcoin ethereum quillhaven cloudflare heroku netlify vercel digitalocean
    copyright dmca takedown counter notice notification retraction license licence mit apache gpl lgpl agpl bsd
    creative commons readme repository repositories repo fork forks branch commit commits pull request issue issues
    file files folder code source software trademark patent statute act title section usc u.s.c gdpr ccpa cpra coppa
    hipaa dsa tos terms privacy policy guidelines agent officer team support staff abuse legal trust safety
    department service services customer community company corporation inc llc ltd gmbh corp plc limited pvt
    university college school institute court district county state government ministry police agency office january
    february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun english
    french german spanish italian chinese japanese russian dutch portuguese korean indian american british canadian
    european hello hi hey dear thanks thank regards sincerely cheers best kind warm yours truly faithfully
    respectfully cordially please sorry yes no sir madam sirs mr mrs ms dr prof user username account email e-mail
    mail phone telephone mobile fax tel address name signature signed date subject re fwd fw cc bcc to from sent url
    urls link links website web site page pages http https www internet api sdk ip isp html css json xml sql php pdf
    png svg jpeg zip app apps plugin module library package packages project projects product products game games
    private redacted unknown anonymous n/a none null true false todo test example sample demo admin administrator
    root infringement infringing infringed owner holder author authors claimant complainant respondent plaintiff
    defendant applicant respondents perjury penalty faith belief good original work works material content location
    identification description statement declaration note also however therefore furthermore moreover additionally
    attached attachment kindly regarding concerning north south east west street road avenue city town country zip
    postal code usa uk us eu un america europe asia africa canada france germany india china japan russia england
    ireland scotland australia brazil mexico spain italy netherlands sweden norway denmark finland card cards top-up
    topup atm pin swift sepa iban transfer transfers payment payments bank wallet cash exchange refund fee fees docs
    documentation wiki api-docs changelog version release beta alpha master main develop dev prod staging manager
    director president ceo cto cfo counsel attorney lawyer engineer developer editor paralegal secretary analyst
    custodian clerk registrar attorneys constable commissioner probation parquet herren grüßen gruessen groet groeten
    screenshot screenshots iphone ipad macbook galaxy traceback webhook typeerror vcard doxxed starter captcha chatgpt
    season records process united states special assistant dont cannot
    christmas easter god jesus internet online digital studio studios media entertainment records music film films
    """.split()
)

COMMON: Final = frozenset(
    """
    a able about above accept access across act actually add after again against ago agree all allow almost alone
    along already also although always am among an and another any anyone anything appear apply are area art as ask
    asked at away back bad balance base be became because become been before began behind being believe below best
    better between big bill bit black block blog blue body book both boy bring brown build business but buy by call
    called came can cannot car card care case cash cause center change charge check child city claim class clean
    clear click close code cold come common complete contact control copy correct cost could country course court
    cross cut dark data date day dead deal dean dear decide deep delete did different do does done door down draw
    drive drop due during each early easy edit else email end enough entire even ever every example eye face fact
    fair faith fall false far fast father feel few field file fill final find fine fire first fix follow for force
    form forward found frank free friend from front full game gave gene get give given glad go goes going gone good
    got grace grant great green grey group grow guess guy had half hall hand happen happy hard has hate have he head
    hear heart help her here hers high hill him his hit hold home hope host hot hour house how however hunt i idea
    if important in inside instead into is issue it its jack job join just keep key kind king knew know known lack
    land large last late later law lay lead learn least leave left legal less let letter level life light like line
    link list little live long look lost lot love low made mail main make man many mark may maybe me mean means
    meant men might miles mind mine miss money month more most mother move mr much must my name near need never new
    next nice night no noble none nor not note nothing notice now number of off office often ok old on once one only
    open or order other our out over own page paid park part pass past pay penny people person phone pick piece
    place plan play please point poor post power price private problem profile proof public pull push put question
    quick quite rather ray read ready real really reason record red remain remove reply report request rest return
    rich right road rob robin rock rose round rule run said same save saw say sea second see seem sell send sent set
    several shall share she short should show side sign simple since site small so some someone something sometimes
    son soon sorry sort sound source speak start state stay steal step still stone stop street strong such sue sun
    support sure system take taken talk team tell ten terms than thank thanks that the their them then there these
    they thing things think third this those though three through time title to today together told too took top
    total toward town tree true try turn two under until up upon us use used user very view violet want was water
    way we week well went were west what when where which while white who whole whose why wife will win wish with
    within without wolf woman wonder wood word words work works world would write wrong year yes yet you young your
    yours zip app bot dev fork git repo test token url web hello hi regards
    """.split()
)

# No name goes on over one of these.
BETWEEN: Final = frozenset("i the a an and or of is was am my your our we it this that are from but with who".split())

COMPANY_SUFFIXES: Final = frozenset(
    """
    inc inc. llc llc. ltd ltd. limited gmbh corp corp. corporation co co. company plc ag sa s.a. srl s.r.l. bv b.v.
    pvt pte pllc pc aps oy ab as a/s kg llp lp foundation association institute university college press studios studio
    games entertainment media group holdings technologies technology software solutions systems labs bank
    """.split()
)
