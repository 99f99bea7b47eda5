"""Statute-like citations in running text, in one form, so that a reply's can be compared with the policy's sources.

"17 U.S.C. § 512(c)(3)", "DMCA Section 512(c)" and "512(c)(3)(A)" are the same law; "Art. 17(3) DSA" and "DSA "
"17(3)" too.
A citation is approved when a source of the section is the same provision or stands inside it: the parent of an approved
provision is fine, its sister and its child are not (nobody approved 512(z)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import regex

# Other names of one law. The key is what `Citation.law` holds; a policy owner cites either.
_LAWS: Final = {
    "gdpr": r"GDPR|General Data Protection Regulation|Regulation \(EU\) (?:No\.? )?2016/679",
    "uk gdpr": r"(?:UK|United Kingdom) GDPR",
    "dpa": r"Data Protection Act(?: 2018| 1998)?|DPA(?: ?2018)?",
    "dsa": r"DSA|Digital Services Act|Regulation \(EU\) (?:No\.? )?2022/2065",
    "tco": r"TCO Regulation|Regulation \(EU\) (?:No\.? )?2021/784",
    "e-evidence": r"e-?Evidence Regulation|EPOC Regulation|Regulation \(EU\) (?:No\.? )?2023/1543",
    "17 usc": r"DMCA|Digital Millennium Copyright Act|(?:U\.?S\.? )?Copyright Act",
    "18 usc": r"SCA|Stored Communications Act|ECPA|Electronic Communications Privacy Act",
    "47 usc": r"Communications Decency Act|CDA|TAKE IT DOWN Act",
    "ccpa": r"CCPA(?: regulations?)?|CPRA|California Consumer Privacy Act|Cal(?:ifornia|\.)? ?Civ(?:il|\.)? "
    r"?Code|(?:11|XI) ?C\.?C\.?R\.?|Civil Code",
    "osa": r"Online Safety Act(?: 2023)?|OSA",
    "conn. gen. stat.": r"Conn(?:ecticut|\.)? ?Gen(?:eral|\.)? ?Stat(?:utes|\.)?",
}
_ANY_LAW = "|".join(f"(?:{names})" for names in _LAWS.values())
_OTHER_LAW = (
    r"(?:[\p{Lu}][\w-]*(?:\s+(?:of|and|for|the|[\p{Lu}][\w-]*)){0,6}"
    r"\s+(?:Act|Code|Regulation|Directive|Law|Statute)(?:\s+(?:of\s+)?\d{4})?)"
)

_STEP = r"\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)"
_PATH = rf"(?:\s?{_STEP})+"
_NUM = r"\d{1,5}[a-z]{0,2}(?:[.\-]\d+)*"
_MARK = (
    r"(?:§{1,2}|\b(?:sections?|secs?\.?|sect\.?|articles?|arts?\.?|paras?\.?|paragraphs?|recitals?|chapters?"
    r"|parts?|rules?)"
    r"(?![a-z])|(?<!['\w])ss?\.?(?=\d)|(?<!['\w])ss?\.(?=\s?\d))"
)
_BEFORE = rf"(?:\b(?P<law>{_ANY_LAW}|(?-i:{_OTHER_LAW}))[,:]?\s+(?:the\s+)?)?"
_AFTER = rf"(?:\s*,?\s*(?:\(?(?:of|under|in)\s+)?(?:the\s+)?\(?(?P<law2>{_ANY_LAW}|(?-i:{_OTHER_LAW}))\b)?"

_CODE: Final = regex.compile(  # 17 U.S.C. § 512(c)(3)
    rf"\b(?P<title>\d{{1,2}})\s*(?P<kind>U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|U\.?S\.?\s+Code|C\.?\s?F\.?\s?R\.?"
    rf"|C\.?\s?C\.?\s?R\.?)(?!\w)\s*(?:{_MARK})?\s*(?P<num>{_NUM})(?P<path>{_PATH})?",
    regex.IGNORECASE,
)
_MARKED: Final = regex.compile(  # DMCA § 512(c); Article 17(3) of the DSA; section 7021
    rf"{_BEFORE}(?P<mark>{_MARK})\s*(?P<num>{_NUM})(?P<path>{_PATH})?", regex.IGNORECASE
)
_NAMED: Final = regex.compile(  # GDPR 17(3)
    rf"\b(?P<law>{_ANY_LAW})\s+(?!(?:19|20)\d\d\b)(?P<num>\d{{1,4}}[a-z]?(?:-\d+)?)(?!\d|[./]\d|\s*(?:days?"
    rf"|hours?|months?|business|calendar|weeks?)\b)(?P<path>{_PATH})?",
    regex.IGNORECASE,
)
_BARE: Final = regex.compile(
    rf"(?<![\w.§$#/-])(?P<num>\d{{2,4}}[a-z]?)(?P<path>(?:{_STEP})+)", regex.IGNORECASE
)  # 512(c)(3)
_MORE: Final = regex.compile(
    rf"\s*(?:,|and|&|or|to|through|-)\s*(?:(?P<num>\d{{1,4}}[a-z]?(?!\w|[./:]\d|\s*(?:days?|hours?|months?"
    rf"|business|calendar|weeks?|{'January|February|March|April|May|June|July|August|September|October|November|December'})\b))(?P<path>{_PATH})?|(?P<only>{_PATH}))",
    regex.IGNORECASE,
)
_LAW_AFTER: Final = regex.compile(_AFTER, regex.IGNORECASE)
_ACTS: Final = regex.compile(  # acts by number, and cases
    r"\b(?:Pub(?:lic|\.)\s?L(?:aw|\.)\s?(?:No\.?\s?)?\d+-\d+|(?:Regulation|Directive|Decision)\s+\((?:EU|EC"
    r"|EEC)\)\s+(?:No\.?\s?)?\d+/\d+|(?:Directive|Regulation)\s+\d{4}/\d+(?:/E[CU])?"
    r"|\d+\s+(?:U\.\s?S\.|F\.\s?(?:2d|3d|4th|Supp\.(?:\s?[23]d)?)|S\.\s?Ct\.)\s+\d+"
    r"|[\p{Lu}][\w&'-]+\s+vs?\.?\s+[\p{Lu}][\w&'-]+)"
)
# Parts of a text of somebody's own: the terms, the notice, a file. No statute.
_OWN_TEXT: Final = regex.compile(
    r"\s*(?:,\s*)?(?:of|in|to|on|from|under)\s+(?:our|your|his|her|their|its|this|that|these|the)\s+(?:\w+\s+){0,3}"
    r"(?:terms|policy|policies|rules|guidelines?|agreement|contract|notice|message|form|letter|request|e-?mail"
    r"|file|document|licen[cs]e|readme|page|guide|order|application|settings)\b",
    regex.IGNORECASE,
)


class Citation(NamedTuple):
    """One provision as cited: `law` is None when the text does not say which ("section 512")."""

    start: int
    end: int
    law: str | None
    number: str
    path: tuple[str, ...]

    def approved_by(self, source: Citation) -> bool:
        """Whether the source is this provision or a part of it."""
        return (
            (self.law is None or source.law is None or self.law == source.law)
            and self.number == source.number
            and source.path[: len(self.path)] == self.path
        )


class Approved(NamedTuple):
    """The sources of a section, read once: provisions, and the acts and cases that are named without one."""

    provisions: tuple[Citation, ...]
    named: frozenset[str]

    def allows(self, citation: Citation) -> bool:
        return any(citation.approved_by(source) for source in self.provisions)

    def allows_act(self, name: str) -> bool:
        """An act or case by its name: as a source names it, or the law of an approved provision."""
        law = _law(name)
        return name in self.named or any(source.law == law for source in self.provisions)


@lru_cache(maxsize=256)
def approved(cites: tuple[str, ...]) -> Approved:
    """What the `cite` lines of a policy allow."""
    provisions = tuple(citation for cite in cites for citation in citations(cite, listed=True))
    return Approved(provisions, frozenset(_plain(m.group()) for cite in cites for m in _ACTS.finditer(cite)))


@lru_cache(maxsize=1024)
def citations(text: str, *, listed: bool = False) -> tuple[Citation, ...]:
    """The provisions that a text cites, in order. `listed`: the text is a list of sources, so every number may go
    on.
    """
    found: list[Citation] = []
    taken: list[tuple[int, int]] = []
    for form in (_CODE, _MARKED, _NAMED, _BARE):
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            one = list(_read(text, match, listed=listed))
            if one:
                found.extend(one)
                taken.append((one[0].start, one[-1].end))
    return tuple(sorted(found))


def acts(text: str) -> Iterator[tuple[int, int, str]]:
    """Acts by their number and court cases: start, end, and the name in one spelling."""
    for match in _ACTS.finditer(text):
        yield match.start(), match.end(), _plain(match.group())


def _read(text: str, match: regex.Match[str], *, listed: bool) -> Iterator[Citation]:
    parts = match.groupdict()
    if _OWN_TEXT.match(text, match.end()):
        return
    law = _code(parts["title"], parts["kind"]) if parts.get("title") else _law(parts.get("law"))
    number, path = parts["num"].lower(), _path(parts.get("path"))
    pieces = [(match.start(), match.end(), number, path)]
    end = match.end()
    plural = (
        listed
        or bool(path)
        or (parts.get("mark") or "").lower().rstrip(".") in {"§§", "sections", "articles", "arts", "secs", "ss"}
    )
    while plural and (more := _MORE.match(text, end)):
        if more["only"]:
            path = _sister(path, _path(more["only"]))
        else:
            number, path = more["num"].lower(), _path(more["path"])
        begins = more.start("only" if more["only"] else "num")
        if text[end:begins].strip().startswith(("-", "to", "through")):
            pieces += [(begins, more.end(), n, p) for n, p in _between(pieces[-1][2:], (number, path))]
        pieces.append((begins, more.end(), number, path))
        end = more.end()
    if law is None and (after := _LAW_AFTER.match(text, end)) and after["law2"]:
        law, end = _law(after["law2"]), after.end()
        pieces[-1] = (pieces[-1][0], end, *pieces[-1][2:])
    if (
        law is None
        and (parts.get("mark") or "").lower().startswith(("para", "part", "chap", "rule", "rec"))
        and not listed
    ):
        return  # "part 2", "rule 1": of no law that anybody named
    for start, stop, number, path in pieces:
        # "512(c)-(g)" and "2702-2703": the hyphen of a range is no part of the number
        if "-" in number and law != "conn. gen. stat.":
            for one in number.split("-"):
                yield Citation(start, stop, law, one, path)
        else:
            yield Citation(start, stop, law, number, path)


def _code(title: str, kind: str) -> str:
    letters = regex.sub(r"[^a-z]", "", kind.lower())
    if letters == "ccr":
        return "ccpa"
    return f"{int(title)} {'cfr' if letters == 'cfr' else 'usc'}"


def _law(name: str | None) -> str | None:
    if name is None:
        return None
    return next((law for law, names in _COMPILED.items() if names.fullmatch(name)), _plain(name))


_COMPILED: Final = {law: regex.compile(names, regex.IGNORECASE) for law, names in _LAWS.items()}


def _path(text: str | None) -> tuple[str, ...]:
    return tuple(step.lower() for step in regex.findall(r"\(([0-9a-z]+)\)", text or "", regex.IGNORECASE))


def _sister(path: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """(c)(3)(A)(i) "and (ii)" is (c)(3)(A)(ii): the new steps take the place of the last ones."""
    return (*path[: max(len(path) - len(more), 0)], *more)


_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def _between(
    first: tuple[str, tuple[str, ...]], last: tuple[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What lies between the ends of "(a)-(f)", "(i)-(vi)" or "12-14"."""
    (number, path), (number_2, path_2) = first, last
    if not path and not path_2 and number.isdigit() and number_2.isdigit():
        yield from ((str(n), ()) for n in range(int(number) + 1, min(int(number_2), int(number) + 50)))
    elif number == number_2 and path and len(path) == len(path_2) and path[:-1] == path_2[:-1]:
        a, b = path[-1], path_2[-1]
        for scale in (_ROMAN, tuple("abcdefghijklmnopqrstuvwxyz"), tuple(str(n) for n in range(1, 30))):
            if a in scale and b in scale:
                yield from ((number, (*path[:-1], step)) for step in scale[scale.index(a) + 1 : scale.index(b)])
                return


def _plain(name: str) -> str:
    return regex.sub(r"[\s.]+", " ", name.lower()).strip()


def described(cites: Iterable[str], most: int = 6) -> str:
    """The approved citations for a message: the first few."""
    names = list(dict.fromkeys(cites))
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
