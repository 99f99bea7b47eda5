"""A seeded generator of postal addresses of many countries, all invented, in sentences and blocks that carry them."""

from __future__ import annotations

import random
import string
from typing import Final, NamedTuple


class AddressText(NamedTuple):
    """A text, where its address stands in it (code points), and the country whose form it has."""

    text: str
    start: int
    end: int
    country: str

    @property
    def value(self) -> str:
        return self.text[self.start : self.end]


class _Form(NamedTuple):
    """`|` is a line end or comma; `n` number, `s` street, `t` town, `u` small number; `#` a digit, `[#]` that sign."""

    lines: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    country: str


def _form(lines: str, streets: str, towns: str, country: str) -> _Form:
    return _Form(_parts(lines), _parts(streets), _parts(towns), country)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";"))


# Streets and towns do not exist, or are as common as "Mill Lane"; postcodes have the country's form alone.
FORMS: Final[dict[str, _Form]] = {
    "US": _form(
        "{n} {s} Street|{t}, OH #####; {n} {s} Ave Apt {u}|{t}, CA #####-####; {n} N {s} Blvd|Suite {u}|{t}, TX #####"
        "; {n} {s} Court|{t}, NE #####; {n} {s} Trail [#]{u}|{t}, WA #####; RR {u} Box ##|{t}, MT #####; {n} {s} "
        "Hollow|{t}, KY #####",
        "Quillmoor; Brindle Oak; Larkspur; East Tamber; Old Harrow; Wexcombe",
        "Brackenford; Port Quillon; East Merrow; Lake Dunmere",
        "USA",
    ),
    "US military": _form(
        "PSC ####, Box ####|APO AE #####; Unit #### Box ####|DPO AP #####; USS {s}|FPO AE #####; USNS {s}|FPO AP "
        "#####; CMR ### Box ####|APO AE #####",
        "Quillmoor; Brindlewood; Tamberlane",
        "x",
        "",
    ),
    "GB": _form(
        "{n} {s} Road|{t}|LS# #AB; Flat {u}|{s} Mews|{t}|NR## #QX; Rose Cottage, {s} Lane|{t}|BA# #AB; {n} {s} "
        "Close|{t} NR## #QX"
        "; Flat {u}B, {n} {s} Gardens|{t} M# #WX; Studio {u}|{n} {s} Crescent|{t} EH# #LZ; The Old Barn, {s} "
        "Hill|{t} SY## #GL",
        "Mill; Quillmoor; St Osmund's; Upper Wex; Larkspur; Hollins",
        "Brackenford; Little Merrow; Stoke Tamber; Wexcombe-on-Sea",
        "United Kingdom",
    ),
    "DE": _form(
        "{s}straße {n}|##### {t}; {s}weg {n}a|##### {t}; Alte {s}gasse {n}|D-##### {t}; Am {s}berg {n}|##### {t}; "
        "{s}-Allee {n}|##### {t}"
        "; {s}str. {n}, {u}. OG|##### {t}; Postfach ####|##### {t}",
        "Linden; Quellen; Brunner; Hasel; Karl-Tamber; Wiesen",
        "Brackenheim; Bad Quellingen; Merau am See; Tamberg",
        "Deutschland",
    ),
    "FR": _form(
        "{n} rue {s}|##### {t}; {n} bis, avenue de {s}|##### {t}; {n}, chemin des {s}|Appt. {u}|##### {t}; {n} "
        "boulevard {s}|##### {t} Cedex {u}; BP ###|##### {t} Cedex"
        "; {n} impasse du {s}, bât. {u}|##### {t}",
        "Aubrelle; Moulins; Quillet; Tilleuls; Jean Merrou",
        "Quillac-sur-Mer; Saint-Aubrelle; Merrou; Valtamber",
        "France",
    ),
    "IN": _form(
        "Flat {u}, {s} Residency|{t} Road|Quillpur ######; H.No. {n}, {s} Nagar|{t}-######; {n}/{u}, {s} Marg|{t} "
        "######"
        "; Plot No. {n}, Sector {u}, {s} Colony|{t} - ######; {n} {s} Chowk|{t}-######",
        "Lakshvan; Sundarbagh; Quillora; Merpur",
        "Tamberpur; Brackenabad; Merrowgarh",
        "India",
    ),
    "CA": _form(
        "{n} {s} Street|{t}, ON M#A #B#; {n} rue {s}|{t} QC H#A #B#; {u}-{n} {s} Drive|{t}, BC V#A #C#; {n} {s} "
        "Crescent, Unit {u}|{t}, AB T#A #B#; PO Box ###|{t}, NS B#A #C#",
        "Quillmoor; Aubrelle; Larkspur; Old Spallow",
        "Brackenford; Port Merrow; Saint-Quillet",
        "Canada",
    ),
    "AU": _form(
        "{n} {s} Street|{t} NSW ####; Unit {u}, {n} {s} Parade|{t} VIC ####; {u}/{n} {s} Esplanade|{t}, QLD ####; "
        "{n} {s} Creek Road|{t} WA ####; Level {u}, {n} {s} Highway|{t} SA ####",
        "Wattlequill; Banksmere; Old Tamber",
        "Brackenford; Mount Quillon; Merroworth",
        "Australia",
    ),
    "NZ": _form(
        "{n} {s} Street|{t} ####; Flat {u}|{n} {s} Road|{t} ####; {n} {s} Terrace|Selmere|{t} ####; RD {u}|{t} ####; "
        "PO Box ###|{t} ####",
        "Kauriquill; Waimerrow; Tamber",
        "Brackenford; Whaquillo; Merrowtown",
        "New Zealand",
    ),
    "IE": _form(
        "{n} {s} Street|{t}|Co. Quill|D0# X###; {n} {s} Park|{t}|H## Y###; Apartment {u}, {s} House|{t} Road|Dublin "
        "{u}; {s} Cottage|{t}|Co. Merrow|V## AX##",
        "Ballyquill; Larkspur; Tamber",
        "Kilbracken; Merrowtown; Clonquill",
        "Ireland",
    ),
    "NL": _form(
        "{s}straat {n}|#### AB {t}; {s}laan {n}-{u}|####CD {t}; {s}singel {n} bis|#### XK {t}; {s}gracht {n}|#### RT "
        "{t}; Postbus ###|#### AB {t}; {s}plein {n}|#### GH {t}",
        "Linden; Quiller; Van Merrow; Tamber",
        "Brakendam; Quillewijk; Merrowoude",
        "Nederland",
    ),
    "BE": _form(
        "Rue de {s} {n}|#### {t}; {s}straat {n} bus {u}|#### {t}; Avenue {s} {n}, bte {u}|B-#### {t}; {s}laan "
        "{n}|#### {t}; Chaussée de {s} {n}|#### {t}",
        "Quillet; Merrou; Linden; Tamber",
        "Quillebeke; Merroux; Brakendonk",
        "Belgique",
    ),
    "AT": _form(
        "{s}gasse {n}/{u}|#### {t}; {s}straße {n}, Stiege {u}, Tür {u}|A-#### {t}; {s}platz {n}|#### {t}; {s}weg "
        "{n}|#### {t}",
        "Linden; Quellen; Tamber; Merrauer",
        "Quellbach; Merrau am Inn; Tamberg",
        "Österreich",
    ),
    "CH": _form(
        "{s}strasse {n}|#### {t}; Chemin de {s} {n}|#### {t}; Via {s} {n}|#### {t}; {s}gasse {n}|CH-#### {t} ZH; "
        "Avenue {s} {n}|#### {t} (VD)",
        "Quellen; Linden; Tamber; Merrau",
        "Quellikon; Merraux; Tamberswil",
        "Schweiz",
    ),
    "IT": _form(
        "Via {s}, {n}|##### {t} (QM); Viale {s} {n}|##### {t}; Piazza {s} {n}|##### {t}; Corso {s}, {n} Interno "
        "{u}|##### {t} (TB); Strada {s} {n}, Scala {u}|##### {t}; Casella Postale ##|##### {t}",
        "Quilletti; delle Merle; Aurelio Tamberi; dei Tigli",
        "Quilleto; Borgo Merrano; Tamberina",
        "Italia",
    ),
    "ES": _form(
        "Calle {s} {n}, {u}º B|##### {t}; C/ {s}, {n}|##### {t}; Avenida de {s} {n}|##### {t}; Paseo {s} nº {n}|{t}, "
        "#####; Plaza {s} {n} Piso {u}|##### {t}; Apartado ###|##### {t}",
        "Quillera; los Tilos; Mar Tamberino; Merrón",
        "Quillares; Villa Merrón; Tambera de la Sierra",
        "España",
    ),
    "PT": _form(
        "Rua {s}, {n}|####-### {t}; Avenida {s} n.º {n}, {u}.º Esq.|####-### {t}; Travessa {s} {n}|####-### {t}; "
        "Praça {s} {n}|####-### {t}",
        "da Quilleira; dos Tamboris; Merrão; das Tílias",
        "Quillares; Vila Merrão; Tamboras",
        "Portugal",
    ),
    "BR": _form(
        "Rua {s}, {n}|Jardim Quillo|{t} - SP|#####-###; Avenida {s}, {n}, apto {u}|{t}/RJ #####-###; Rua {s} {n}|{t} "
        "- MG, #####-###; Alameda {s} {n}|{t} #####-###",
        "das Tamboras; Merrão Filho; Quilleiro; Ipê Azul",
        "Quillandia; São Merrão; Nova Tambora",
        "Brasil",
    ),
    "MX": _form(
        "Calle {s} [#]{n}|Col. Quillares|C.P. #####|{t}; Avenida {s} {n} Int. {u}|##### {t}; Calle {s} {n}, Depto. "
        "{u}|{t}, JAL #####; Calzada {s} {n}|{t}, NL #####",
        "Merrón; Los Tambos; Quillera",
        "Quilláhuac; San Merrón; Tambérato",
        "México",
    ),
    "PL": _form(
        "ul. {s} {n}|##-### {t}; ul. {s} {n} m. {u}|##-### {t}; al. {s} {n}/{u}|##-### {t}; os. {s} {n}|##-### {t}; "
        "pl. {s} {n}|##-### {t}",
        "Kwilecka; Tamborowa; Merrowskiego; Lipowa",
        "Kwilów; Nowe Tamborki; Merrowice",
        "Polska",
    ),
    "CZ": _form(
        "{s} {n}|### ## {t}; {s} {n}/{u}|### ## {t} {u}; U {s} {n}|### ## {t}; ulice {s} {n}|### ## {t}",
        "Kvilecká; Tamborská; Merrovova; Lipová",
        "Kvilov; Tamborov nad Labem; Merovice",
        "Česká republika",
    ),
    "HU": _form(
        "{s} utca {n}.|H-#### {t}; {s} út {n}|#### {t}; {s} tér {n}. {u}. em.|#### {t}; {s} u. {n}.|#### {t}; {s} "
        "körút {n}.|#### {t}",
        "Kvillai; Tamboros; Merrő Gyula; Hársfa",
        "Kvillháza; Tamborvár; Merrőfalva",
        "Magyarország",
    ),
    "RO": _form(
        "Str. {s} nr. {n}, bl. {u}, ap. {u}|{t}, ######; Bulevardul {s} Nr. {n}|{t}, ######; Aleea {s} {n}|{t} "
        "######; Strada {s} nr. {n}|######, {t}",
        "Cvileanu; Teilor; Merrescu",
        "Cvilești; Tambora; Merrăuți",
        "România",
    ),
    "SE": _form(
        "{s}gatan {n}|### ## {t}; {s}vägen {n} B|##### {t}; {s}gränd {n}|### ## {t}; {s}torget {n}, lgh ####|### ## "
        "{t}; {s}by {n}|##### {t}",
        "Kvill; Lind; Tambor; Merr",
        "Kvillköping; Tambora; Merrås",
        "Sverige",
    ),
    "NO": _form(
        "{s}veien {n}|#### {t}; {s}gata {n}B|#### {t}; {s}bakken {n}|#### {t}; {s}vegen {n}|#### {t}; Postboks "
        "###|#### {t}; {s}haugen {n}|#### {t}",
        "Kvill; Lind; Tambor; Merr",
        "Kvillvik; Tamborsund; Merråsen",
        "Norge",
    ),
    "DK": _form(
        "{s}vej {n}|#### {t}; {s}gade {n}, {u}. tv|#### {t}; {s}allé {n}|DK-#### {t}; {s} Strandvej {n}|#### {t}; "
        "{s}stræde {n}, {u}. th.|#### {t}; Sarfaq{s} {n}|39## {t}",
        "Kvill; Linde; Tambor; Merre",
        "Kvillerup; Tamborg; Merrestrup",
        "Danmark",
    ),
    "FI": _form(
        "{s}katu {n}|##### {t}; {s}tie {n} A {u}|##### {t}; {s}kuja {n}|##### {t}; {s}polku {n} B ##|##### {t}; PL "
        "##|##### {t}",
        "Kvilla; Lehmus; Tambori; Mero",
        "Kvillala; Tamborinmäki; Merola",
        "Suomi",
    ),
    "EE": _form(
        "{s} tänav {n}|##### {t}; {s} tn {n}-{u}|##### {t}; {s} mnt {n}|##### {t}; {s} pst {n}|##### {t}; {s} tee "
        "{n}|##### {t}",
        "Kvilli; Pärna; Tambori",
        "Kvillinn; Tamboru; Meriküla",
        "Eesti",
    ),
    "LV": _form(
        "{s} iela {n}-{u}|{t}, LV-####; {s} iela {n}|{t}, LV-####; {s} bulvāris {n}|{t}, LV-####; {s} gatve "
        "{n}|LV-#### {t}",
        "Kvillu; Liepu; Tamboru",
        "Kvillava; Tamborpils; Mergava",
        "Latvija",
    ),
    "LT": _form(
        "{s} g. {n}-{u}|LT-##### {t}; {s} pr. {n}|LT-##### {t}; {s} gatvė {n}|##### {t}; {s} al. {n}|##### {t}",
        "Kvilių; Liepų; Tamborio",
        "Kviliai; Tamborava; Merkiai",
        "Lietuva",
    ),
    "GR": _form(
        "{s} {n}|### ## {t}; Οδός {s} {n}|ΤΚ ### ## {t}; Λεωφ. {s} {n}|##### {t}; {s} {n}-{n}|##### {t}; Odos {s} "
        "{n}|### ## {t}",
        "Κουιλίου; Ταμπόρων; Μερράκη; Φλαμουριάς",
        "Κουιλί; Νέα Ταμπόρα; Μερρούπολη",
        "Ελλάδα",
    ),
    "CY": _form(
        "{n} {s} Street|#### {t}; {s} {n}, Flat {u}|#### {t}; {n} {s} Avenue, Office {u}|#### {t}; P.O. Box "
        "#####|#### {t}; Λ. Κουιλίου {n}|#### {t}",
        "Kouiliou; Tamporon; Merraki",
        "Kouilia; Nea Tampora; Merroupoli",
        "Cyprus",
    ),
    "TR": _form(
        "{s} Cad. No: {n}|##### {t}; {s} Mah. Lale Sok. No:{n} D:{u}|##### {t}; {s} Caddesi {n}|{t} #####; {s} Sokak "
        "No {n} Kat {u}|##### {t}; {s} Bulvarı {n}|##### {t}",
        "Kuvil; Ihlamur; Tambur",
        "Kuvilköy; Tamburlu; Merova",
        "Türkiye",
    ),
    "ZA": _form(
        "{n} {s} Street|{t}|####; {n} {s} Rd|{t}, ####; Unit {u}, {s} Park|{t} Avenue|Quillstad|####; {n} {s} "
        "St|Merrowfontein|{t}|####; Private Bag ###|{t}|####",
        "Kwillie; Tamboer; Long; Merrow",
        "Kwillfontein; Tamboersdal; Merrowbaai",
        "South Africa",
    ),
    "NG": _form(
        "{n} {s} Street|{t} Island|Quillagos; No. {n} {s} Road, off Merrow Avenue|{t}; {n} {s} Close|{t}|Ogun State; "
        "Plot {n}, {s} Crescent|{t} ######",
        "Adequill; Okotamber; Merrowole",
        "Tamberkeja; Brackenja; Merrowu",
        "Nigeria",
    ),
    "KE": _form(
        "P.O. Box #####-00###|{t}; {n} {s} Avenue|{t}; {s} House, {t} Road|P.O. Box #####|Quillrobi; {n} {s} "
        "Road|{t} 00###",
        "Moquill; Tamberatta; Merrowi",
        "Tamberu; Brackenya; Merrowsa",
        "Kenya",
    ),
    "SG": _form(
        "Blk {n} {s} Ave {u}|[#]0{u}-###|Singapore ######; {n} {s} Road|[#]{u}{u}-##|Singapore ######; {n} Lorong "
        "{s}|Singapore ######; {n} Jalan {s}|Singapore ######",
        "Tamberines; Merrow; Quillang",
        "x",
        "Singapore",
    ),
    "HK": _form(
        "Flat B, {u}/F, Tower {u}|{n} {s} Road|{t}|Hong Kong; Room ####, {s} Building|{n} {t} Street|Hong Kong; {n} "
        "{s} Street|{t}|Hong Kong",
        "Quillam; Tamber; Merrow",
        "Kowquill; Wan Tam; Merrow Tong",
        "",
    ),
    "JP": _form(
        "{u}-{u}-{u} {s}|{t}-ku|Tokyo ###-####; {u}-{u}-{u} {s}-cho|{t}-shi|〒###-####; {n}-{u} {s}|{t}-ku|Osaka "
        "###-####",
        "Kuwiruda; Tanbora; Merodai",
        "Kuwiri; Tanbo; Mero",
        "Japan",
    ),
    "PH": _form(
        "{n} {s} Street|Brgy. {t}|Quillon City|####; Unit {u}, {n} {s} Avenue|{t}|#### Metro Quilla; {n} {s} "
        "St.|{t}|#### Cavimerrow",
        "Kilyo; Tamboran; Meriwa",
        "Kilyoan; San Tambor; Meriwan",
        "Philippines",
    ),
    "MY": _form(
        "No. {n}, Jalan {s} {u}/##|##### {t}|Selanquill; {n}, Lorong {s} {u}|##### {t}; Lot {n}, Persiaran {s}|##### "
        "{t}; No {n} Jalan {s}|Taman Merrow|##### {t}",
        "Kuil; Tamburin; Merawan",
        "Petaling Kuil; Tambura; Merawang",
        "Malaysia",
    ),
    "IS": _form(
        "{s}gata {n}|### {t}; {s}vegur {n}|### {t}; {s}braut {n}|### {t}; {s}stígur {n}|### {t}; {s}stræti {n}|### {t}",
        "Kvill; Linda; Tambor; Merra",
        "Kvillavík; Tamborfjörður; Merrabær",
        "Iceland",
    ),
    "SI": _form(
        "{s} cesta {n}|#### {t}; {s} ulica {n}b|#### {t}; Na {s} {n}|#### {t}; {s} {n}|#### {t}; Trg {s} {n}|SI-#### "
        "{t}",
        "Kvilova; Lipova; Tamborjeva",
        "Kvilje; Tamborica; Mernik",
        "Slovenija",
    ),
    "HR": _form(
        "Ulica {s} {n}|##### {t}; {s} {n}|##### {t}; {s} ulica {n}a|##### {t}; Trg {s} {n}|HR-##### {t}; {s} cesta "
        "{n}/{u}|##### {t}",
        "Kvilova; Tamborska; Merićeva",
        "Kvilovac; Tamborje; Merograd",
        "Hrvatska",
    ),
    # No rule knows these streets: a number, words, a number, a unit; town, region, country in any order.
    "free": _form(
        "{n} {s} {n}|Apt. ###|{t}|Freeland #####; {s} {n} Apt. ###, {t}, Chile #####; {n} {s} {n}|{t}|, QM|#####; "
        "{n} {s}|Suite ###|{t}|Uruguay"
        "; {s} {n} Merrow Dale|Suite ###|{t}|Norway #####; {n} {n} {s}|Apt. ###|{t}|Peru; {s} {n} Suite ### {t} Kenya",
        "Kvillamar; Tamborinu; Merravaldi; Oskar Quill; Nyborinsuaq",
        "Kvilltown; Tamborje; Port Merrow",
        "",
    ),
}
BEFORE: Final = (
    ("My address is ", "."),
    ("Hello, I live at ", ". Please remove the page."),
    ("Please send the letter to ", ". Thank you for your help."),
    ("The office is located at ", ". It opens at nine."),
    ("Address: ", "\nTelephone: 555 010 199"),
    ("I moved last year and my new address is ", ""),
    ("How do I change my address to ", " for the invoices?"),
    ("They posted my home address (", ") in the wiki. I want it gone."),
    ("Somebody wrote this into README.md:\n", "\nThis is where my family lives."),
    ("Kind regards,\nAnna Quill\n", "\n+1 646 555 0142"),
    ("Signed,\n\nBoris Merrow\n\n", "\nboris@example.com"),
    ("Deliver to: ", "\n\nBest wishes"),
    ("What is your address? It is ", ""),
    ("The bus stop at ", " is where he waits for me."),
)


def address(country: str, dice: random.Random) -> str:
    """One address in the form of a country, over one line or more."""
    form = FORMS[country]
    line = dice.choice(form.lines)
    line = line.replace("[#]", "\x00")
    made = ""
    for part in line.split("{"):
        name, _, rest = part.partition("}") if "}" in part else ("", "", part)
        made += _field(name, form, dice) + "".join(dice.choice(string.digits[1:]) if c == "#" else c for c in rest)
    made = made.replace("\x00", "#")
    if form.country and dice.random() < 0.4:
        made += "|" + form.country
    ends = dice.choice(["\n", "\n", "\n ", ", ", ", "])
    return made.replace("|,", "\n,").replace("|", ends) if "\n" in ends else made.replace("|,", ",").replace("|", ends)


def _field(name: str, form: _Form, dice: random.Random) -> str:
    if name == "n":
        return str(dice.randint(1, dice.choice([99, 400, 9999])))
    if name == "u":
        return str(dice.randint(1, 9))
    return dice.choice({"s": form.streets, "t": form.towns}[name]) if name else ""


def address_text(country: str, seed: int) -> AddressText:
    """The same seed gives the same text."""
    dice = random.Random(f"{country}/{seed}")
    value = address(country, dice)
    before, after = dice.choice(BEFORE)
    style = dice.randrange(10)
    if style == 0:
        value = value.upper()
    elif style == 1:
        before, value, after = before.lower(), value.lower(), after.lower()
    return AddressText(before + value + after, len(before), len(before) + len(value), country)
