# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Words that announce a value: `passport no. …`, `user id: …`, `… is my account number`; a table and its reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import regex

Strength = Literal["firm", "weak"]


class Label(NamedTuple):
    """What a label announces. A weak one also stands in ordinary sentences: its value must look like a number."""

    kind: str
    strength: Strength


def _table() -> Iterator[tuple[str, Label]]:
    for kind, strength, phrases in _PHRASES:
        for phrase in phrases.split("|"):
            yield " ".join(phrase.split()), Label(kind, strength)


# Lower case, without accents on the apostrophe: `driver's` is written `driver`. Longer phrases win over shorter ones.
_PHRASES: Final[tuple[tuple[str, Strength, str], ...]] = (
    (
        "ID",
        "firm",
        "passport|passport card|pasaporte|número de pasaporte|reisepass|reisepassnummer|passnummer|passeport|"
        "passaporto|"
        "passaporte|paspoort|paszport|travel document|driver license|driver licence|drivers license|drivers licence|"
        "driving license|driving licence|driver licence card|driver permit|dl|führerschein|führerscheinnummer|"
        "permis de conduire|patente|patente di guida|permiso de conducir|licencia de conducir|rijbewijs|cnh|"
        "national id|national identity|national identification|national insurance|ni|nino|citizen id|citizenship|"
        "identity card|identity document|id card|personal id|personal identity|personal identity code|personal number|"
        "personal code|government id|resident id|residence permit|resident card|green card|alien registration|uscis|"
        "voter id|voter|aadhaar|aadhar|aadhaar card|uid number|pan|pan card|gstin|gst|itin|ein|tin|tax id|"
        "tax identification|taxpayer id|taxpayer identification|tax payer id|tax file|tfn|abn|acn|ird|utr|vat|vat id|"
        "ust id|ust idnr|ustidnr|ustid|umsatzsteuer id|steuer id|steueridentifikationsnummer|steuernummer|idnr|"
        "steuer idnr|pass|personalausweis|personalausweisnummer|ausweis|ausweisnummer|ausweisnr|"
        "rentenversicherungsnummer|"
        "sozialversicherungsnummer|versicherungsnummer|versichertennummer|krankenversichertennummer|rvnr|svnr|sv|kvnr|"
        "lanr|arztnummer|arzt|bsnr|betriebsstättennummer|betriebsstätte|handelsregister|nir|"
        "numéro de sécurité sociale|sécurité sociale|carte d'identité|cni|siren|siret|nif|nie|dni|cif|nss|"
        "identificación de extranjero|documento|documento de identidad|cédula|cedula|codice fiscale|partita iva|p iva|"
        "carta d'identità|bsn|burgerservicenummer|rijksregisternummer|registre national|numéro national|pesel|nip|"
        "regon|dowód osobisty|personnummer|samordningsnummer|organisationsnummer|orgnr|org|hetu|henkilötunnus|"
        "henkilötunnukseni|cpr|fødselsnummer|fodselsnummer|personnr|ahv|avs|ahvnr|cpf|cnpj|rg|curp|cuit|cuil|rut|"
        "tc|tckn|tc kimlik|kimlik|vergi|nin|rrn|frn|my number|マイナンバー|주민등록번호|외국인등록번호|여권번호|"
        "운전면허번호|운전면허|身份证|身份证号|护照|เลขประจำตัวประชาชน|เลขบัตรประชาชน|tnin|инн|снилс|паспорт|nric|fin|uen|mykad|"
        "sss|umid|gsis|philhealth|teudat zehut|inn|snils|ppsn|pps|sin|nas|social insurance|phn|medicare|medicaid|mbi|"
        "hicn|nhs|npi|national provider|national provider identifier|provider identifier|provider id|dea|cusip|"
        "medical record|mrn|health card|health insurance|insurance policy|insurance member|"
        "officer|constable|pc|detective|trooper|deputy|sergeant|inspector|bar|state bar|tax ref|"
        "tax reference|badge|badge id|officer badge|shield|warrant card|collar|employee|employee id|staff id|"
        "personnel|student|"
        "student id|matriculation|matrikelnummer|member id|membership|membership id|subscriber id|patient id|"
        "bank account|account|acct|a/c|account id|accountid|account_id|routing|aba|aba routing|sort code|bsb|"
        "user id|userid|user_id|uid|user identifier|account identifier|github id|actor id|owner id|owner_id|actor_id|"
        "customer id|customer_id|customerid|client account|customer|customer account|customer ref|customer reference|"
        "client ref|client reference|customer order|customer invoice|customer ticket|client invoice|client order|"
        "account order|account invoice|profile id|steam id|discord id|telegram id|organization id|org id|tenant|"
        "tenant id|vin|chassis|vehicle identification|immigration|beneficiary",
    ),
    (
        "ID",
        "weak",
        "user|client|client id|member|policy|subscriber|patient|staff|license|licence|permit|tax|insurance|provider|"
        "visa|identity|identification|id",
    ),
    ("US_SSN", "firm", "ssn|social security|social|ss"),
    ("CREDIT_CARD", "firm", "card|credit card|debit card|bank card|cc|visa card|mastercard|master card|amex|"),
    ("IBAN_CODE", "firm", "iban"),
    (
        "DEVICE_ID",
        "firm",
        "imei|imei1|imei2|meid|imsi|iccid|sim|udid|idfa|idfv|gaid|aaid|advertising id|advertising identifier|ad id|"
        "android id|android_id|device|device id|device_id|deviceid|device identifier|device uuid|device serial|"
        "serial|sn|s/n|hwid|hardware id|machine id|machine guid|installation id|install id|console id|phone id|"
        "computer id|device token",
    ),
    (
        "LICENSE_PLATE",
        "firm",
        "plate|plates|license plate|licence plate|number plate|numberplate|vehicle registration|car registration|"
        "vehicle reg|car reg|registration plate|tag plate|rego|kennzeichen|nummernschild|immatriculation|targa|"
        "matrícula|matricula|kenteken|plaka|tablica rejestracyjna",
    ),
    (
        "CASE_NUMBER",
        "firm",
        "case|court case|case file|case ref|case reference|case id|docket|cause|civil action|criminal action|index|"
        "court file|matter|claim|fir|police report|police case|police ref|police reference|police file|crime report|"
        "crime reference|crime ref|crime|incident|incident report|offence report|offense report|arrest report|cad|"
        "report|police number|warrant|probate|restraining order|"
        "protective order|injunction|your reference|legal reference|police log|police paper|charge sheet"
        "|search warrant|arrest warrant|subpoena|grand jury|production order|court order|summons|"
        "citation|complaint|investigation|file|our ref|our reference|your ref|aktenzeichen|az|geschäftszeichen|"
        "tagebuchnummer|vorgangsnummer|dossier|expediente|processo|proceso|fascicolo|procès verbal|cybertip|"
        "cybertipline|cybertipline report|ncmec report|writ|petition",
    ),
)
LABELS: Final[dict[str, Label]] = dict(_table())

# Between a label and its value.
_LINKS: Final = frozenset(
    (
        "number numbers num no nr nbr nos numero número numéro numer nummer numarası numarasi numaram n nº n° № "
        "code card is was are es ist est è jest er är on as reads the following de del di my # : = - – — ( [ { < "
        "\" ' ` * “ ‘ |"
    ).split()
)
_MARKS: Final = frozenset(
    (
        "number numbers num no nr nbr nos numero número numéro numer nummer numarası numarasi numaram nº n° № is "
        "was es ist est è jest är # : = |"
    ).split()
)
_ABBREVIATED: Final = frozenset(["acct", "ref", "reg", "pass", "az", "org", "arzt"])
# An id of one of these is no id of a person.
_THINGS: Final = frozenset(
    (
        "commit run issue request message ticket order build job pull thread notification event transaction trace "
        "correlation release key check workflow invoice repo repository comment review gist product app "
        "application registration trademark cve ray video "
        "clip playlist post asset episode span  session package version error"
    ).split()
)
_WITH_WHOM: Final = {(how, who) for how in ("with", "at", "for", "from") for who in ("you", "us", "yours")}
_WHOSE: Final = frozenset(["my", "his", "her", "their", "our", "mein", "meine", "mon", "ma", "mi", "mijn", "min"])
_WORD: Final = regex.compile(r"[\p{L}\p{M}_/]+(?:['’][\p{L}]+)?|\d+|[№#:=\-–—(\[{<\"'`*“‘|º°;,.!?)\]}>\n]")
_AFTER: Final = regex.compile(
    r"[\s)\"'`*]*(?:is|was|es|ist|est|è|jest|är|on)\s+(?:the|my|his|her|our|their|mi|su|el|mein|meine|mon|ma|mijn|moj"
    r"|mój|min|mitt|il mio)\s+((?:[\p{L}'’]+\s+){0,3}[\p{L}'’]+)",
    regex.IGNORECASE,
)
_LETTER: Final = regex.compile(r"\p{L}")
_REACH: Final = 72  # characters before a value that are read


class Announced(NamedTuple):
    """A label that stands at a value, and whether a word such as `number` or a colon ties them together."""

    phrase: str
    label: Label
    marked: bool


def label_before(text: str, start: int) -> Announced | None:
    """The label that announces the value starting at `start`; None where another word stands between."""
    if not _LETTER.search(text, max(0, start - _REACH), start):
        return None
    words = [m.group().lower() for m in _WORD.finditer(text, max(0, start - _REACH), start)]
    marked, lines, dropped = False, 0, 0
    while words and dropped < 9:
        word = words[-1]
        if (
            word == "."
            and len(words) > 1
            and (words[-2] in _MARKS or words[-2] in _ABBREVIATED or words[-2].endswith("nr"))
        ):
            pass
        elif word == "\n":
            lines += 1
            if lines > 2:
                return None
        elif word not in _LINKS or _plain(words) in LABELS:
            break
        marked = marked or word in _MARKS
        words.pop()
        dropped += 1
        if marked and tuple(words[-2:]) in _WITH_WHOM:
            del words[-2:]
    return _known(words, marked)


def label_after(text: str, end: int) -> Announced | None:
    """The label in `… is my passport number`."""
    match = _AFTER.match(text, end)
    if not match:
        return None
    words = [w.lower() for w in match[1].split()]
    for count in range(len(words), 0, -1):
        known = _known([w for w in words[:count] if w not in _LINKS], True)
        if known:
            return known
    return None


def _known(words: list[str], marked: bool) -> Announced | None:
    tail = [_singular(w) for w in words[-3:]]
    if tail and "/" in tail[-1] and tail[-1] not in LABELS:
        tail[-1] = tail[-1].rpartition("/")[2]  # `IMEI/MEID`
    for size in range(min(3, len(tail)), 0, -1):
        phrase = " ".join(tail[-size:])
        label = LABELS.get(phrase)
        if label is None:
            continue
        before = next((w for w in reversed(words[:-size]) if w != "-"), "")
        if phrase in {"id", "identity"} and before not in _WHOSE and (not marked or before in _THINGS):
            return None
        return Announced(phrase, label, marked)
    return None


def _plain(words: list[str]) -> str:
    """The last two words, where the last one alone would be skipped (`identity card`)."""
    return " ".join(_singular(w) for w in words[-2:])


def _singular(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")
