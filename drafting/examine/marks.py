"""Values and signs in a letter that need no words of a policy: placeholders, addresses of material, signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import regex

from drafting.examine.letter import Letter
from drafting.examine.lines import Passage
from drafting.models import PLACEHOLDER
from drafting.policy import patterns, schema

PRIVATE: Final = "[private]"  # what the publisher of a notice writes where a value stood

_I = regex.IGNORECASE
_PERSON: Final = r"<PERSON_[1-9]\d*>"
_VALUE: Final = rf"(?:{_PERSON}|(?i:\[private\]))"
_CAPITAL: Final = r"\p{Lu}[\p{L}\p{M}'’\-]*\.?"
_PARTICLE: Final = r"(?:de|da|do|dos|du|van|von|der|den|la|le|del|della|di|bin|ibn|al|el|y)"
_NAME: Final = regex.compile(
    rf"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.?\s+)?(?:{_CAPITAL}(?:\s+(?:{_PARTICLE}\s+)*{_CAPITAL}){{0,4}}"
    r"|[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}·]{2,12})(?:,?\s+(?:Esq|Jr|Sr|PhD|Ph\.D|MD|LLM|LL\.M)\.?)?"
)
_TITLED: Final = regex.compile(
    rf"(?:(?!Attn|Encl|Cc)\p{{Lu}}[\p{{L}}]{{0,4}}\.(?:-\p{{Lu}}\p{{L}}{{0,4}}\.)?\s+){{0,3}}{_VALUE}"
)  # "JUDr. …"
_AFTER_ALL: Final = regex.compile(rf"(?<!\b(?:[Aa]ttn|[Ee]ncl|[Cc]c))[.!]\s+(?P<who>{_VALUE})\W*$")
# Not the name of a person who signs: an organisation, a desk, a courtesy, the answer to a form
_NO_NAME: Final = regex.compile(
    r"\b(?:team|department|dept|support|inc|llc|llp|ltd|limited|gmbh|corp|corporation|company|co|legal|office|agency|services?"
    r"|group|foundation|university|yes|no|none|thanks|thank|regards|sincerely|best|hello|hi|dear|agree|confirmed?|ok|copyright"
    r"|dmca|notice|exhibit|attach\w*|sent|from|github|united|states|usa|street|avenue|road|owner|agent|director|manager"
    r"|counsel|officer|ceo|cto|president|founder|developer|the|this|please|repository|all|entire|reported|content|n/?a)\b",
    _I,
)
_CLOSING: Final = regex.compile(
    r"\W*(?:(?:with\s+)?(?:kind(?:est)?|best|warm(?:est)?|many|my|with)?\s*regards|(?:yours\s+)?(?:most\s+)?sincerely(?:\s+yours)?"
    r"|yours?\s+(?:very\s+)?(?:truly|faithfully)|(?:very\s+)?truly(?:\s+yours)?|respectfully(?:\s+(?:submitted|yours))?|cordially"
    r"|(?:many\s+)?thanks|thank\s+you|thx|cheers|(?:all\s+(?:the\s+)?|my\s+)?best(?:\s+wishes)?|yours|signed|faithfully"
    r"|love|take\s+care)(?![\p{L}-])",
    _I,
)
_DASHES: Final = regex.compile(r"\s*(?:--|—|–|-- )\s*$")
_SLASH_S: Final = regex.compile(r"(?:^|\s)/\s?[sS]\s?/\s*(?=\S)")
_BETWEEN_SLASHES: Final = regex.compile(rf"^\s*/\s*(?:{_VALUE}|{_CAPITAL}(?:\s+{_CAPITAL}){{0,4}})\s*/\s*$")
_SIGNED: Final = regex.compile(
    r"(?:^|[.;)\]]\s+|\bI (?:hereby )?)\W*(?:e-?|electronic(?:ally)?\s+|digital(?:ly)?\s+|physical(?:ly)?\s+|typed\s+)?"
    r"sign(?:ature|ed)(?:\s+(?:by|electronically|digitally)|\s*\((?:electronic|typed|digital)\))*\s*[:,\-]?\s+(?:name\s*:\s*)?(?P<who>.*)$",
    _I,
)
_URL: Final = regex.compile(r"(?:https?://|www\.)[^\s<>\"'\])]+(?:<[A-Z][A-Z_]*_\d+>[^\s<>\"'\])]*)*", _I)
_BARE: Final = regex.compile(r"(?<![\w@./:-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"'\])]+", _I)
_PHONE: Final = regex.compile(r"(?<![\w/.-])\+?\(?\d(?:[\s().\-/]*\d){5,14}(?![\w/])")


class Mark(NamedTuple):
    """Where a value or a sign stands: a passage of the letter, and offsets in it."""

    passage: Passage
    start: int
    end: int


def find(kind: str, letter: Letter, counts: Callable[[Passage], bool], company: schema.Company) -> Iterator[Mark]:
    """Every mark of a kind, in order, in the passages that count.

    Kinds: a placeholder kind (`EMAIL_ADDRESS`), `url`, `hosted-url` (of material on the company's hosts), `sign-off`,
    `typed-signature`.
    """
    if kind == "sign-off":
        found: Iterator[Mark] = _sign_offs(letter.passages)
    elif kind == "typed-signature":
        found = _typed(letter.passages)
    else:
        found = (m for p in letter.passages for m in in_passage(kind, p, company))
    return (m for m in found if counts(m.passage))


def in_passage(kind: str, passage: Passage, company: schema.Company) -> Iterator[Mark]:
    """Marks of a value kind in one passage."""
    if kind in {"url", "URL"}:
        spans = [m.span() for m in _URL.finditer(passage.text)] + hosted(passage.text, company)
    elif kind == "hosted-url":
        spans = hosted(passage.text, company)
    else:
        spans = [m.span() for m in regex.finditer(rf"<{regex.escape(kind)}_[1-9]\d*>", passage.text)]
    return (Mark(passage, start, end) for start, end in spans)


def hosted(text: str, company: schema.Company) -> list[tuple[int, int]]:
    """Spans of the addresses of material that the company hosts, with or without `https://`; not its own help pages."""
    spans = []
    for match in [*_URL.finditer(text), *_BARE.finditer(text)]:
        address = match.group() if "://" in match.group() else f"https://{match.group()}"
        own = any(address.startswith(link) for link in company.links.values())
        if not own and any(_at_start(pattern, address) for pattern in company.host_patterns):
            spans.append(match.span())
    return sorted(spans)


def _at_start(pattern: str, address: str) -> bool:
    match = patterns.search(pattern, address)
    return match is not None and match.start() == 0


def holds(kind: str, answer: str, company: schema.Company) -> bool:
    """Whether an answer that was asked for a value of this kind holds one, hidden or not."""
    if PRIVATE in answer.lower():
        return True
    passage = Passage(answer, tuple(range(len(answer))))
    if any(True for _ in in_passage(kind, passage, company)):
        return True
    rest = PLACEHOLDER.sub(" ", answer)
    if kind == "PHONE_NUMBER":
        return bool(_PHONE.search(rest))
    if kind == "ADDRESS":
        rest = _PHONE.sub(" ", rest)
        words = regex.findall(r"[\p{L}\p{M}]{2,}", rest)
        return len(words) >= 2 and bool(regex.search(r"\d|,|\n", rest))
    if kind == "PERSON":
        return any(is_name(line, alone=False) for line in rest.splitlines())
    if kind == "EMAIL_ADDRESS":
        return bool(regex.search(r"[\w.+-]+@[\w-]+\.\w+", rest))
    return False


def is_name(line: str, *, alone: bool) -> bool:
    """Whether a line is a person's name. `alone`: nothing else says so, one capitalised word is not enough."""
    line = line.strip().strip("*_/|~,.- ")
    if not line or len(line) > 90:
        return False
    first = _TITLED.match(line)
    if first:
        return len(line) - first.end() <= 60
    if regex.search(r"[\d@:/?!]", line) or _NO_NAME.search(line):
        return False
    head = line.split(",", maxsplit=1)[0] if "," in line else line
    match = _NAME.fullmatch(head.strip()) or _NAME.fullmatch(line)
    return match is not None and (not alone or len(head.split()) > 1 or not head.isascii())


def _sign_offs(passages: Sequence[Passage]) -> Iterator[Mark]:
    for i, passage in enumerate(passages):
        closing = _CLOSING.match(passage.text) or _DASHES.match(passage.text)
        if not closing:
            continue
        rest = passage.text[closing.end() :]
        name = rest.strip(" ,.!;:-")
        if name and is_name(name, alone=False):
            yield Mark(passage, closing.start(), len(passage.text))
        elif len(rest) <= 60:
            yield from (Mark(p, 0, len(p.text)) for p in _name_below(passages[i + 1 : i + 5]))
    yield from _last_lines(passages)


def _name_below(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in passages:
        if is_name(passage.text, alone=False):
            yield passage
            return
        if len(passage.text) > 60 and not _CLOSING.match(passage.text):
            return


def _last_lines(passages: Sequence[Passage]) -> Iterator[Mark]:
    """A name that opens the block of short lines at the very end, where no label or question announces it; or that
    stands behind the last sentence.
    """
    behind = _AFTER_ALL.search(passages[-1].text) if passages and passages[-1].field is None else None
    if behind:
        yield Mark(passages[-1], behind.start("who"), behind.end("who"))
    start = len(passages)
    while start > 0 and len(passages) - start < 10 and _short(passages[start - 1]):
        start -= 1
    block = passages[start:]
    announced = start > 0 and passages[start - 1].text.rstrip().endswith(":")
    if block and not announced and is_name(block[0].text, alone=True):
        yield Mark(block[0], 0, len(block[0].text))


def _short(passage: Passage) -> bool:
    text = passage.text.rstrip()
    return passage.field is None and len(text) <= 70 and not text.endswith((".", ":", "?")) and not _URL.match(text)


def _typed(passages: Sequence[Passage]) -> Iterator[Mark]:
    for i, passage in enumerate(passages):
        slash = _SLASH_S.search(passage.text) or _BETWEEN_SLASHES.match(passage.text)
        if slash:
            yield Mark(passage, slash.start(), len(passage.text))
            continue
        signed = _SIGNED.search(passage.text)
        if signed and is_name(signed["who"], alone=False):
            yield Mark(passage, signed.start(), len(passage.text))
        elif regex.fullmatch(r"\W*(?:electronic |digital |typed )?sign(?:ature|ed)(?:\s+by)?\W*", passage.text, _I):
            yield from (Mark(p, 0, len(p.text)) for p in passages[i + 1 : i + 2] if is_name(p.text, alone=False))
