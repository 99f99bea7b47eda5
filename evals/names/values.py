# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Invented values for the slots of the sentences: names, towns and addresses of many countries, titles, organisations.

They come from Faker's lists and from the word lists of `drafting.redaction`.
"""

from __future__ import annotations

import random
from datetime import datetime
from functools import cache
from typing import Final

from faker import Faker

from drafting.redaction.names.given import GIVEN, GIVEN_TOO, SURNAMES

LATEST: Final = datetime(2026, 11, 25)  # noqa: DTZ001 - of the dates; without it Faker reaches up to this second
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
        return str(_faker("en_US").date_object(end_datetime=LATEST).strftime(self._dice.choice(forms)))

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
