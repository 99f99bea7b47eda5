# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Texts to fine-tune the entity recogniser on: our own sentences from `text/`, their slots filled with invented values.

Names, towns and addresses come from Faker's lists of many countries and from the word lists of `drafting.redaction`.
The same seed gives the same texts. Nothing in them was written by or about a real person.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from faker import Faker

from drafting.redaction.names.given import GIVEN, GIVEN_TOO, SURNAMES

TEXT: Final = Path(__file__).parent / "text"
SLOT: Final = re.compile(r"\{([a-z_]+)\}")

# Of a hundred texts.
SHARES: Final = {"comments": 36, "tickets": 20, "places": 18, "prose": 12, "court": 7, "support": 7}

# After a slot: it names a thing. Before one: initials that belong to the name.
NAMED_AFTER: Final = re.compile(
    r"(?:['’]s (?:lemma|law|theorem|syndrome|disease)| (?:Street|Museum|Act|Prize|Award|Foundation|Institute|Stadium"
    r"|Bridge|& Sons|test|effect|Hall|Park|Road|Avenue|Tower|Cup|method|algorithm|Day|Records|Ltd|Inc)\b| v\.? )"
)
INITIALS: Final = re.compile(r"(?<!\w)(?:\p{Lu}\.(?:[ -]|(?=\p{Lu})))+$".replace(r"\p{Lu}", "[A-ZÀ-Þ]"))

# What the network learns to call a slot; slots that are not named here are no entities.
LABELS: Final = {
    **dict.fromkeys(("full", "first", "last", "nick", "celeb"), "PERSON"),
    **dict.fromkeys(("town", "country", "region"), "PLACE"),
    **dict.fromkeys(("street", "address"), "ADDRESS"),
    **dict.fromkeys(("org", "brand", "title_work", "agency", "statute"), "OTHER"),
}
LATIN: Final = (
    "en_US en_GB en_AU en_IN en_IE en_NZ en_CA en_NG en_KE en_PK de_DE de_AT de_CH fr_FR fr_CA fr_CH fr_BE it_IT es_ES"
    " es_MX es_AR es_CO es_CL pt_BR pt_PT nl_NL nl_BE sv_SE no_NO da_DK fi_FI pl_PL cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI"
    " et_EE lv_LV lt_LT tr_TR az_AZ id_ID fil_PH vi_VN ga_IE is_IS yo_NG zu_ZA tw_GH ig_NG ha_NG sq_AL mt_MT lb_LU"
    " uz_UZ el_GR"
).split()
WEIGHT: Final = {"en_US": 8, "en_GB": 5, "en_IN": 3, "de_DE": 2, "fr_FR": 2, "es_ES": 2}
ROMANISED: Final = ("ja_JP", "zh_CN")
TITLES: Final = ("Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Professor", "Sir")
COUNTRIES_TOO: Final = (
    "Scotland",
    "Wales",
    "England",
    "Holland",
    "Ivory Coast",
    "Burma",
    "Czechia",
    "Kosovo",
    "Catalonia",
)
AGENCIES: Final = (
    "the Ministry of Justice", "the Metropolitan Police", "the Court of Appeal", "Interpol", "the Regional Court",
    "the Federal Trade Commission", "the Supreme Court", "the Data Protection Authority", "the Home Office",
    "the Public Prosecutor's Office", "the Constitutional Court", "the District Court", "the FBI",
    "the County Sheriff's Office", "the European Commission", "the Police Department", "the Attorney General's Office",
    "the Crown Prosecution Service",
)  # fmt: skip
STATUTES: Final = (
    "the Digital Millennium Copyright Act", "the General Data Protection Regulation", "the Criminal Code",
    "Article 8", "the Stored Communications Act", "the Data Protection Act 2018", "the Lanham Act", "Section 230",
    "the Digital Services Act", "the Code of Criminal Procedure", "the Companies Act",
    "Article 6 § 1 of the Convention", "the Civil Code", "the CCPA",
)  # fmt: skip
ONSETS: Final = "b br c ch cr d dr f fl g gr h j k kl kr l m n p pl pr qu r s sh sk sl st t th tr v w x z zh".split()
CODAS: Final = " n r s l m k t x ng ck sh nd rt zz ss y".split(" ")
VOWELS: Final = "a e i o u a e i o oo ee ai ay ia io ey".split()


class Example(NamedTuple):
    """A text and its entities as (start, end, label); offsets count code points."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


def sentences() -> list[tuple[str, str]]:
    """(file, sentence) of every line of `text/`."""
    found = []
    for path in sorted(TEXT.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [(path.stem, line.replace("\\n", "\n")) for line in lines if line.strip()]
    return found


def examples(count: int, seed: int, words: tuple[str, ...]) -> Iterator[Example]:
    """`count` texts. `words` are plain English ones, of which nicknames and titles are made too."""
    dice = random.Random(seed)  # noqa: S311 - invented texts
    Faker.seed(seed)
    values = Values(dice, words)
    lines: dict[str, list[str]] = {}
    for source, line in sentences():
        lines.setdefault(source, []).append(line)
    for source in dice.choices(list(SHARES), list(SHARES.values()), k=count):
        made = _filled(dice.choice(lines[source]), values)
        while source not in {"comments", "support"} and dice.random() < 0.3:
            made = _joined(made, dice.choice((" ", "\n", "\n\n")), _filled(dice.choice(lines[source]), values))
        yield _written(made, source, dice)


def _filled(line: str, values: Values) -> Example:
    """A sentence with its slots filled, in the letter case of the sentence."""
    literal = SLOT.sub("", line)
    small = literal.islower() and values.often()
    parts: list[str] = []
    entities: list[tuple[int, int, str]] = []
    at = length = 0
    for match in SLOT.finditer(line):
        before, value = line[at : match.start()], values.of(match[1])
        if small:
            value = _same_length(value, str.lower)
        elif literal.isupper() and len(literal) > 8:
            value = _same_length(value, str.upper)
        start = length + len(before)
        label = LABELS.get(match[1])
        if label == "PERSON" and NAMED_AFTER.match(line, match.end()):
            label = None  # a street, a museum, a lemma: the thing is nobody
        if label:
            initials = INITIALS.search(before) if label == "PERSON" else None
            entities.append((start - (len(initials.group()) if initials else 0), start + len(value), label))
        parts += (before, value)
        length = start + len(value)
        at = match.end()
    return Example("".join((*parts, line[at:])), tuple(entities))


def _joined(one: Example, between: str, other: Example) -> Example:
    start = len(one.text) + len(between)
    moved = tuple((a + start, b + start, label) for a, b, label in other.entities)
    return Example(one.text + between + other.text, one.entities + moved)


def _written(made: Example, source: str, dice: random.Random) -> Example:
    """As careless people write: small letters, capitals, no punctuation at the end, a blank after the apostrophe."""
    text = made.text
    roll = dice.random()
    if roll < (0.25 if source == "comments" else 0.12):
        text = _same_length(text, str.lower)
    elif roll < (0.30 if source == "comments" else 0.15):
        text = _same_length(text, str.upper)
    if dice.random() < 0.1 and text[-1:] in ".!?" and not any(end == len(text) for _, end, _ in made.entities):
        text = text[:-1]
    done = made._replace(text=text)
    if source == "comments" and dice.random() < 0.35:
        done = _spread(done)
    return done


def _same_length(text: str, change: Callable[[str], str]) -> str:
    return "".join(change(c) if len(change(c)) == 1 else c for c in text)


def _spread(made: Example) -> Example:
    """ "don't" as "don' t": some collections of comments were cut into words and put together again."""
    places = [m.start() + 1 for m in re.finditer(r"(?<=\w)['’](?=(?:s|t|m|re|ve|ll|d)\b)", made.text)]
    text = made.text
    for place in reversed(places):
        text = text[:place] + " " + text[place:]

    def moved(at: int, *, end: bool) -> int:
        return at + sum(place < at if end else place <= at for place in places)

    return Example(text, tuple((moved(a, end=False), moved(b, end=True), label) for a, b, label in made.entities))


class Values:
    """Fills slots."""

    def __init__(self, dice: random.Random, words: tuple[str, ...]) -> None:
        self._dice = dice
        self._words = words
        self._weights = [WEIGHT.get(locale, 1) for locale in LATIN]
        self._given = sorted(GIVEN | GIVEN_TOO)
        self._surnames = sorted(SURNAMES)

    def of(self, slot: str) -> str:
        """A value for a slot. Raises AttributeError for one that does not exist."""
        value: str = getattr(self, f"_{slot}")()
        return value

    def often(self) -> bool:
        """True three times out of four."""
        return self._dice.random() < 0.75

    def _faker(self) -> Faker:
        return _faker(self._dice.choices(LATIN, self._weights)[0])

    def _first(self) -> str:
        if self._dice.random() < 0.3:
            return self._dice.choice(self._given).title()
        return str(self._faker().first_name())

    def _last(self) -> str:
        roll = self._dice.random()
        if roll < 0.2:
            return self._dice.choice(self._surnames).title()
        if roll < 0.27:
            return self._syllables(2, 3).title()
        return str(self._faker().last_name())

    def _full(self) -> str:
        roll = self._dice.random()
        if roll < 0.06:
            return str(_faker(self._dice.choice(ROMANISED)).romanized_name())
        if roll < 0.35:  # parts of different origin
            name = f"{self._first()} {self._last()}"
        else:
            people = self._faker()
            name = f"{people.first_name()} {people.last_name()}"
        return self._varied(name)

    def _varied(self, name: str) -> str:
        first, _, last = name.partition(" ")
        roll = self._dice.random()
        initial = f"{self._dice.choice('ABCDEFGHJKLMNPRSTW')}."
        if roll < 0.06:
            return f"{first} {initial} {last}"
        if roll < 0.11:
            return f"{first[0]}. {last}"
        if roll < 0.13:
            return f"{initial}{first[0]}. {last}"
        if roll < 0.16:
            return f"{first} {last}-{self._last()}"
        if roll < 0.19:
            return f"{first} {self._first()} {last}"
        if roll < 0.22:
            return f"{self._dice.choice(TITLES)} {name}"
        if roll < 0.24:
            particle = self._dice.choice(("de", "van", "von", "van der", "de la", "al", "bin", "di", "da", "ten"))
            return f"{first} {particle} {last}"
        if roll < 0.26:
            return f"{name} {self._dice.choice(('Jr.', 'Sr.', 'III', 'PhD', 'MD', 'II'))}"
        return name

    def _celeb(self) -> str:
        return self._full() if self._dice.random() < 0.8 else f"{self._nick()} {self._last()}"

    def _nick(self) -> str:
        roll = self._dice.random()
        if roll < 0.3:
            return self._syllables(1, 3).title()
        if roll < 0.45:
            return self._syllables(1, 2)
        if roll < 0.75:
            return self._dice.choice(self._words).title()
        if roll < 0.8:
            return "".join(self._dice.choices("ABCDEFGHJKLMNPRSTVWXZ", k=self._dice.choice((2, 3))))
        short = self._first()[: self._dice.choice((3, 4, 5))]
        return short + self._dice.choice(("", "y", "o", "z", "ie", "bo", "zy"))

    def _handle(self) -> str:
        base = self._dice.choice((self._first().lower(), self._syllables(2, 3), self._dice.choice(self._words)))
        return base.replace(" ", "") + self._dice.choice(("", "_", "-", ".")) + str(self._dice.randint(1, 9999))

    def _town(self) -> str:
        roll = self._dice.random()
        if roll < 0.12:
            return self._syllables(2, 3).title() + self._dice.choice(
                ("ton", "ville", "burg", "stad", "heim", "", "ham", "by", "ovo")
            )
        if roll < 0.2:
            prefix = (
                "North",
                "South",
                "New",
                "Saint",
                "St",
                "Upper",
                "Bad",
                "Port",
                "San",
                "Santa",
                "Villa",
                "Mount",
                "Fort",
            )
            return f"{self._dice.choice(prefix)} {self._last()}"
        town = str(self._faker().city())
        return town.upper() if self._dice.random() < 0.06 else town

    def _country(self) -> str:
        if self._dice.random() < 0.08:
            return self._dice.choice(COUNTRIES_TOO)
        return str(_faker("en_US").country()).split(" (")[0]

    def _region(self) -> str:
        source = _faker(self._dice.choice(("en_US", "en_IN", "en_CA", "en_AU", "de_DE", "es_ES", "it_IT", "en_US")))
        name = source.administrative_unit() if hasattr(source, "administrative_unit") else source.state()
        return str(name)

    def _street(self) -> str:
        return str(self._faker().street_address()).replace("\n", self._dice.choice((" ", ", ")))

    def _address(self) -> str:
        lines = str(self._faker().address()).splitlines()
        roll = self._dice.random()
        if roll < 0.15:
            lines.insert(1, self._dice.choice(("Apt.", "Suite", "Unit", "Flat")) + f" {self._dice.randint(1, 990)}")
        if roll > 0.7:
            lines.append(self._country())
        if 0.15 < roll < 0.35:
            lines = [
                f"{self._dice.randint(1, 9999)} {self._street()}",
                self._town(),
                str(self._dice.randint(10000, 99999)),
            ]
        return self._dice.choice(("\n", ", ", ", ", " ", ",\n")).join(lines)

    def _org(self) -> str:
        if self._dice.random() < 0.3:
            kind = (
                "Inc",
                "Ltd",
                "LLC",
                "GmbH",
                "Group",
                "Partners",
                "Foundation",
                "Studios",
                "Records",
                "Orchestra",
                "Bank",
            )
            return f"{self._dice.choice((self._last(), self._syllables(2, 3).title()))} {self._dice.choice(kind)}"
        return str(self._faker().company())

    def _brand(self) -> str:
        word = self._syllables(2, 3).title()
        roll = self._dice.random()
        if roll < 0.3:
            return word + self._dice.choice(
                ("Hub", "Kit", "OS", "Cloud", "Chat", "Pay", "Forge", "Lab", "DB", "ly", "ify")
            )
        if roll < 0.5:
            return f"{word} {self._dice.choice(('Pro', 'Studio', 'Desktop', 'Cloud', 'Lite', '2', 'Online', 'Engine'))}"
        return word

    def _title_work(self) -> str:
        words = [self._dice.choice(self._words).title() for _ in range(self._dice.choice((1, 2, 2, 3)))]
        return self._dice.choice(("", "The ", "The ", "A ")) + self._dice.choice((" ", " ", " of ")).join(words)

    def _agency(self) -> str:
        return self._dice.choice(AGENCIES)

    def _statute(self) -> str:
        return self._dice.choice(STATUTES)

    def _date(self) -> str:
        forms = ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d/%m/%Y", "%A", "%B", "%d %b", "last %A")
        return str(_faker("en_US").date_object().strftime(self._dice.choice(forms)))

    def _time(self) -> str:
        return self._dice.choice(("{h}:{m:02d}", "{h}pm", "{h}.{m:02d} am", "{h} o'clock")).format(
            h=self._dice.randint(1, 12), m=self._dice.randint(0, 59)
        )

    def _num(self) -> str:
        return str(self._dice.choice((self._dice.randint(1, 20), self._dice.randint(20, 5000))))

    def _email(self) -> str:
        return str(_faker("en_US").ascii_safe_email())

    def _phone(self) -> str:
        return str(_faker(self._dice.choice(("en_US", "en_GB", "de_DE", "fr_FR", "en_IN"))).phone_number())

    def _url(self) -> str:
        return f"https://{self._syllables(2, 3)}.example/{self._syllables(2, 3)}/{self._syllables(1, 2)}"

    def _money(self) -> str:
        return self._dice.choice(("$", "€", "£", "USD ")) + str(self._dice.randint(1, 9000))

    def _age(self) -> str:
        return str(self._dice.randint(5, 95))

    def _syllables(self, least: int, most: int) -> str:
        pick = self._dice.choice
        return "".join(pick(ONSETS) + pick(VOWELS) + pick(CODAS) for _ in range(self._dice.randint(least, most)))


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)
