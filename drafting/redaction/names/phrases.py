# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""What has the form of a name and is none: places and brands, makers and tools, words that make a name a thing's."""

from __future__ import annotations

from typing import Final

# Two words or more, in lower case.
PHRASES: Final = frozenset(
    """
    ernst young|morgan stanley|charles schwab|walt disney|jp morgan|johns hopkins|calvin klein|ralph lauren|hugo boss
    tommy hilfiger|louis vuitton|mary kay|wells fargo|merriam webster|mercedes benz|rolls royce|harley davidson
    alfa romeo|aston martin|land rover|estee lauder|john deere|lorem ipsum|jane doe|merrill lynch|warner bros
    costa rica|puerto rico|buenos aires|sri lanka|sierra leone|abu dhabi|tel aviv|kuala lumpur|hong kong|addis ababa
    uttar pradesh|madhya pradesh|andhra pradesh|tamil nadu|west bengal|baden württemberg|los angeles|las vegas
    palo alto|menlo park|saudi arabia|burkina faso|el salvador|new delhi|new jersey|new york|nova scotia|ho chi minh
    rio de janeiro|são paulo|sao paulo|mexico city|salt lake|santa clara|santa monica|santa barbara|el paso|el segundo
    cape town|czech republic|south korea|north korea|viet nam|papua new|dar es salaam|phnom penh|mato grosso
    minas gerais
    king county|virginia beach|washington dc|st petersburg|st louis|st paul|bosnia herzegovina|tierra del fuego
    terra nova|kings county|grand rapids|baton rouge|des moines|sioux falls|ann arbor|corpus christi|fort worth
    habeas corpus|prima facie|pro se|inter alia|bona fide|amicus curiae|subpoena duces|duces tecum
    raspberry pi|arduino uno|visual studio|stack overflow|hugging face|hacker news|red hat|internet archive
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
) - {""}

# Makers, services and tools that no dictionary has.
BRANDS: Final = frozenset(
    """
    activision adidas airbnb alibaba ansible apache arduino asana astro audi autocad baidu bitbucket blizzard bmw bosch
    boeing bun capcom cisco coinbase conda coursera deno deutsche dhl disney doordash dropbox ebay elasticsearch elixir
    epson erlang eslint etsy expedia fedex figma flutter fortran gitea gitlab godot golang gradle grafana hadoop hasbro
    hetzner honda huawei ikea intel intellij instagram ionos jekyll jenkins jira joomla jquery julia jupyter kafka
    kaspersky keras kibana konami kotlin kubernetes laravel leetcode lego lenovo logitech logstash lyft magento mariadb
    mastodon matlab matplotlib mattel mazda mcafee mongodb mozilla mysql namecheap nestle netbeans netflix next nginx
    nissan nokia norton notion novartis nuget numpy nvidia okta openai openssl ovh palantir pandas panasonic paramount
    patreon pfizer philips photoshop pinterest pixar pnpm postgres postgresql prestashop prettier prometheus pycharm
    pytorch qualcomm quora rakuten redis rockstar salesforce samsung scikit sega sentry sendgrid shopify siemens
    signal snapchat snowflake sony spotify sqlite starbucks svelte symantec symfony tailwind telekom telegram tencent
    tensorflow terraform tesla thunderbird tiktok toyota trello tumblr twilio twitch uber ubisoft udemy unicode unilever
    vagrant valve verizon vimeo vite vodafone volkswagen volvo warner webpack wechat weibo wikimedia wikipedia wix
    replit vercel skoda škoda renault peugeot volkswagen hyundai toyota lexus audi phpmailer esmtps
    wordpress xcode xiaomi yarn yelp zendesk zoho zyxel
    bundesgerichtshof bundestag bundesbank conseil cour cassation tribunal europol eurojust interpol cnil bafin scotus
    fbi europarl sarbanes oxley glba ferpa hipaa lgpd pipeda nist enisa icann arin wipo unicef unesco
    """.split()
)

# A name before one of these is the name of a thing: "Lanham Act", "Elm Street", "Nelson Mandela Foundation".
THINGS: Final = frozenset(
    """
    act acts law laws rule rules code bill directive regulation treaty convention protocol amendment doctrine clause
    license licence statute award prize medal test theorem effect disease syndrome scale index curve algorithm
    foundation institute university college school academy hospital museum library church center centre stadium arena
    theatre theater hotel hall tower towers building bridge airport station harbor harbour port beach bay lake river
    creek mountain mountains island islands valley park gardens square street st road rd avenue ave lane drive
    boulevard blvd court county city town province state district parish region republic coast falls springs heights
    inc inc. llc ltd ltd. limited gmbh corp corporation company co plc ag sa srl bv pvt llp lp group holdings labs bank
    studios studio games press records publishing publications media entertainment software technologies systems
    solutions consulting partners associates associations association agency insurance capital ventures industries
    magazine journal times post herald tribune gazette review edition series season framework library template theme
    pro lite plus premium enterprise edition suite cloud desktop mobile web online
    font kit plugin engine editor browser server client api sdk cli app
    """.split()
)

# "San Jose", "Lake Charles", "Fort Wayne", "Queen Elizabeth": with one of these before it a given name is a place.
BEFORE_PLACES: Final = frozenset(
    "san santa santo são sao st saint ste fort ft lake mount mt port cape los las puerto villa monte isla new".split()
)
