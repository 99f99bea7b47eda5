# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""What a case is about and stays readable: our own words, statutes, courts and agencies, places of law.

The table of what is kept, section by section, is `policies/kept.yaml`; the company's own words are in `company.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import regex

from drafting.errors import PolicyBroken
from drafting.policy import patterns, schema
from drafting.policy.diagnostics import in_order
from drafting.policy.kept import KeptFile
from drafting.policy.load import read_one
from drafting.redaction.placeholders import Span
from drafting.redaction.ranges import Ranges

# What the forms of a statute, a court or a date are taken for by mistake. A secret, a card and the like are never kept.
_MISTAKEN: Final = frozenset(
    {"PERSON", "ADDRESS", "LOCATION", "ID", "USERNAME", "CASE_NUMBER", "PHONE_NUMBER", "DATE_TIME", "AGE"}
    | {"LICENSE_PLATE", "DEVICE_ID"}
)
_PLACES: Final = frozenset({"LOCATION"})
_HOW_TO_REACH: Final = regex.compile(r"[^\s@/]+@[^\s@/]+")

_COUNTRIES: Final = """
    afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria|azerbaijan|bahamas|bahrain
    bangladesh|barbados|belarus|belgium|belize|benin|bermuda|bhutan|bolivia|bosnia|bosnia and herzegovina|botswana
    brazil|brunei|bulgaria|burkina faso|burundi|cambodia|cameroon|canada|cape verde|chad|chile|china|colombia|congo
    costa rica|croatia|cuba|cyprus|czechia|czech republic|denmark|djibouti|dominica|dominican republic|ecuador|egypt
    el salvador|england|eritrea|estonia|eswatini|ethiopia|fiji|finland|france|gabon|gambia|georgia|germany|ghana
    great britain|greece|grenada|guatemala|guinea|guyana|haiti|honduras|hong kong|hungary|iceland|india|indonesia|iran
    iraq|ireland|israel|italy|ivory coast|jamaica|japan|jordan|kazakhstan|kenya|kosovo|kuwait|kyrgyzstan|laos|latvia
    lebanon|lesotho|liberia|libya|liechtenstein|lithuania|luxembourg|macau|madagascar|malawi|malaysia|maldives|mali
    malta|mauritania|mauritius|mexico|moldova|monaco|mongolia|montenegro|morocco|mozambique|myanmar|namibia|nepal
    netherlands|new zealand|nicaragua|niger|nigeria|north korea|north macedonia|northern ireland|norway|oman|pakistan
    palestine|panama|papua new guinea|paraguay|peru|philippines|poland|portugal|qatar|romania|russia|russian federation
    rwanda|saudi arabia|scotland|senegal|serbia|seychelles|sierra leone|singapore|slovakia|slovenia|somalia
    south africa|south korea|south sudan|spain|sri lanka|sudan|suriname|sweden|switzerland|syria|taiwan|tajikistan
    tanzania|thailand|togo|tonga|trinidad and tobago|tunisia|turkey|turkmenistan|türkiye|uganda|ukraine
    united arab emirates|united kingdom|united states|united states of america|uruguay|uzbekistan|vanuatu|vatican
    venezuela|vietnam|wales|yemen|zambia|zimbabwe|european union|european economic area|usa|us|uk|eu|eea|uae|u.s.
    u.s.a.|u.k.|e.u."""
_STATES: Final = """
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|district of columbia|florida|georgia
    hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota
    mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|new york state
    north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|puerto rico|rhode island|south carolina|south dakota
    tennessee|texas|utah|vermont|virginia|washington|washington state|west virginia|wisconsin|wyoming|guam"""
_LETTERS: Final = "usa us uk eu eea uae u.s. u.s.a. u.k. e.u.".split()
_LAW_BEFORE: Final = regex.compile(
    r"(?:\b(?:courts?|tribunals?|laws?|statutes|legislation|constitution|parliament|legislature|government|jurisdictions?"
    r"|police|prosecutors?|prosecution|ministry|attorney[ ]general|governor|secretary[ ]of[ ]state|authorit(?:y|ies)"
    r"|state|commonwealth|republic|kingdom|territory|embassy|consulate|districts?|circuit|bank|bar"
    r"|supreme[ ]court|high[ ]court|court[ ]of[ ]appeals?|code|regulators?|officials|investigators?)"
    r"(?:[ ](?:of|in|for|from|within)(?:[ ]the)?(?:[ ](?:state|commonwealth|republic|kingdom|province|district)[ ]of)?)"
    r"|\b(?:under|violates?|violation[ ]of|protected[ ](?:in|by|under)|registered[ ](?:in|with)|illegal[ ]in|legal[ ]in"
    r"|unlawful[ ]in|lawful[ ]in|enforceable[ ]in|jurisdiction[ ]in|governed[ ]by|applicable[ ]in|licensed[ ]in"
    r"|judicial[ ]district[ ]of|(?:northern|southern|eastern|western|central|middle)[ ]district[ ]of|versus|v\.|vs\.)"
    r"(?:[ ]the)?)[ ]$",
    regex.IGNORECASE,
)
_SUBJECT_BEFORE: Final = regex.compile(
    r"\b(?:residents?|citizens?|nationals?|consumers?|outside(?:[ ]of)?|throughout|anywhere[ ]in"
    r"|(?:incorporated|organi[sz]ed)[ ](?:in|under)|within|subject[ ]to|users?)(?:[ ](?:of|in|from|within))?(?:[ ]the)?"
    r"(?:[ ](?:state|commonwealth|republic|kingdom)[ ]of)?[ ]$",
    regex.IGNORECASE,
)
_LAW_AFTER: Final = regex.compile(
    r"(?:['’]s)?[ ](?:\p{Lu}?[\p{L}]+[ ]){0,3}(?:laws?|courts?|police|attorney[ ]general|act|code|constitution"
    r"|statutes?|government|authorit(?:y|ies)|residents?|citizens?|supreme|district|circuit|regulations?|regulator|parliament|gdpr"
    r"|copyright|trade[ ]?marks?|patents?|jurisdiction|legislation|commission|ministry|privacy|penal|civil|criminal"
    r"|prosecutors?|subpoenas?|warrants?)\b",
    regex.IGNORECASE,
)


class Kept(NamedTuple):
    """Compiled: phrases in which mistaken finds are dropped, and the company's own addresses, kept from any find."""

    phrases: tuple[regex.Pattern[str], ...]
    own: regex.Pattern[str] | None

    @classmethod
    def read(cls, root: Path) -> Kept:
        """From company.yaml and kept.yaml below `root`; a folder without them keeps what needs no table.

        Raises PolicyBroken with file and line.
        """
        stamps = tuple((p, p.read_bytes()) for p in (root / "company.yaml", root / "kept.yaml") if p.is_file())
        return _read(root, stamps)

    def drop(self, text: str, found: Iterable[Span], *, repeated: bool = False) -> list[Span]:
        """The finds without those that lie in what is kept, and without places of law.

        `repeated` finds are further mentions of a value that was found elsewhere: it is no mistake, and a person of the
        ticket is hidden in the name of a company too.
        """
        spans = list(found)
        mistaken = _PLACES if repeated else _MISTAKEN
        plain = patterns.plain(text)
        asked = self.phrases if any(s.kind in mistaken for s in spans) else ()
        phrases = Ranges(m.span() for p in asked for m in p.finditer(plain))
        own = Ranges(m.span() for m in self.own.finditer(plain)) if self.own and "@" in plain else Ranges(())
        return [
            s
            for s in spans
            if not (
                (s.kind in mistaken and phrases.cover(s))
                or (s.kind != "SECRET" and own.cover(s))
                or (s.kind == "LOCATION" and is_legal_place(text, s))
            )
        ]


@lru_cache(maxsize=8)
def _read(root: Path, stamps: tuple[tuple[Path, bytes], ...]) -> Kept:
    wrong = []
    phrases: list[str] = []
    own: set[str] = set()
    for path, _ in stamps:
        model = schema.Company if path.name == "company.yaml" else KeptFile
        read, found = read_one(root, path.name, model)
        wrong += found
        if read is None:
            continue
        file = read[0]
        if isinstance(file, schema.Company):
            names = {file.name, file.product, file.legal_name, *file.teams.values()}
            phrases += (f"(?i:{regex.escape(n)})" for n in sorted(names, key=len, reverse=True))
            own |= {c for c in file.channels.values() if _HOW_TO_REACH.fullmatch(c)}
        elif isinstance(file, KeptFile):
            phrases += (p for category in file.categories for p in category.keep)
    if wrong:
        raise PolicyBroken("\n".join(map(str, in_order(wrong))))
    return Kept(
        tuple(regex.compile(rf"(?<!\w)(?:{p})(?!\w)") for p in phrases),
        regex.compile(rf"(?<![\w.+-])(?i:(?:mailto:)?(?:{'|'.join(map(regex.escape, sorted(own)))}))(?![\w-])")
        if own
        else None,
    )


# -- places of law -------------------------------------------------------------------------------------------


@cache
def _places() -> frozenset[str]:
    return frozenset(w.strip() for part in (_COUNTRIES, _STATES) for line in part.splitlines() for w in line.split("|"))


def is_country_or_state(words: str) -> bool:
    """Whether words name a country, a union of countries or a state of the USA, with or without "the"."""
    name = " ".join(words.casefold().replace("’", "'").split()).removesuffix("'s").strip(" ,;:()")
    return bool(name) and (name.removeprefix("the ") in _places() or name.rstrip(".") in _places())


def is_legal_place(text: str, span: Span) -> bool:
    """Whether a place stands for its law, courts or authorities: such a place decides the case and is kept.

    "The laws of Texas", "police of Springfield" and "outside the EU" are kept; "I live in Texas" is not.
    """
    words = text[span.start : span.end]
    if words.casefold().removeprefix("the ").strip() in _LETTERS and any(c.isupper() for c in words):
        return True
    before = text[max(0, span.start - 60) : span.start].replace("\n", " ")
    after = text[span.end : span.end + 60].replace("\n", " ")
    if _LAW_BEFORE.search(before):
        return True
    return is_country_or_state(words) and bool(_SUBJECT_BEFORE.search(before) or _LAW_AFTER.match(after))
