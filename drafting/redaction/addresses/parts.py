"""Street lines: a number beside words that name a street, in the word orders of many countries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import regex

from drafting.redaction.addresses.names import (
    STRONG_SUFFIX,
    Word,
    first_word,
    is_joined,
    is_telling,
    names_nothing,
    plain_word,
    run_ahead,
    run_back,
    words_of,
)
from drafting.redaction.addresses.words import (
    AMBIGUOUS,
    CONNECTORS,
    COURTS,
    FAMOUS,
    NOT_NAMES,
    NOT_STREET,
    NOT_TAIL,
    PLACES,
    PREPOSITIONS_FIRST,
    STREET_FIRST,
    STREET_LAST,
    STREETS,
)

Strength = Literal["sure", "likely", "open"]

_BEFORE: Final = 80  # characters looked at on each side of a number
_AFTER: Final = 80
_NUMBER: Final = regex.compile(
    r"(?<![\w.$€£¥₹/=@&?%+#,:\-–])"
    r"(?P<label>(?:no\.?|nr\.?|n\.?[°º]\.?|№|blk|block|lot|h\.?\s?no\.?|(?:plot|door|house|flat|shop)(?:\s+no\.?)?"
    r"|č\.?\s?p?\.?|nº|km|д\.|буд\.|\#)\s?:?\s?)?"
    r"(?<!\d)\d{1,6}(?:\s?[-–/]\s?\d{1,5}|-[A-Z](?!\w))?(?:(?<=\b\d{1,2}-\d{1,2})-\d{1,2})?(?:\s1/2|½)?(?:[ ]?(?:bis"
    r"|ter|quater)(?!\w)|[ ]?[A-Za-z](?![\w.'’:@\-]|[ ]\d))?(?:/\d{1,3}(?!\d))?"
    r"(?![\w%°€£$:@=+\\]|[.,]\d|[-–/]\w|['’][A-Za-z])",
    regex.IGNORECASE,
)
_WORD: Final = r"[\p{L}][\p{L}\p{M}\d.'’´`/\-]*"
_BACK: Final = regex.compile(rf"(?r)(?<![\w@/.\-])(?P<words>(?:{_WORD}[ ]){{0,6}}{_WORD}),?[ ]?")
_LEAD: Final = regex.compile(
    r"(?r)(?<![\w.$€£/=@&?%+#,:\-])(?:(?:no|lot|blk|block|plot)\.?[ ]?)?(?:\d{1,6}[A-Za-z]?,?[ ]){1,2}"
    r"|(?r)(?<!\w)B\d{1,3}[ ]L\d{1,3}[ ]",
    regex.IGNORECASE,
)
_AHEAD: Final = regex.compile(
    rf"(?:[ ]?,)?(?:[ ]|[ ]?\n[ \t]?)(?P<second>\d{{1,6}}[A-Za-z]?(?:[-/]\d{{1,4}})?[ ](?:1/2[ ])?)?"
    rf"(?P<words>(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th|er|ª|º))"
    rf"(?:[ ](?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th|er|ª|º)(?!\w)|\d{{1,3}}(?=[ ]\p{{Lu}}))){{0,6}})",
    regex.IGNORECASE,
)
_DIRECTION: Final = regex.compile(
    r"[ ](?:n|s|e|w|ne|nw|se|sw|north|south|east|west|n\.?[ew]\.?|s\.?[ew]\.?)\.?(?!\w)", regex.IGNORECASE
)
# No number, but a word that only streets have: "on Orchard Road", "Church Lane, Little Snoring".
_BARE: Final = regex.compile(
    r"(?<![\p{L}\d])(?P<words>\p{Lu}[\p{L}\p{M}.'’\-]*(?:[ ](?:\p{Lu}[\p{L}\p{M}.'’\-]*|of|de|the)){0,3})"
    r"[ ](?:(?:Street|Avenue|Road|Lane|Boulevard|Crescent|STREET|AVENUE|ROAD|LANE|BOULEVARD)(?!\w)|(?:St|Rd|Ave"
    r"|Blvd)(?:\.|(?!\w)))"
)
_BARE_FIRST: Final = regex.compile(
    r"(?<!\w)(?:[Rr]ue|[Aa]venue|[Cc]hemin|[Vv]ia|[Vv]iale|[Cc]alle|[Aa]venida|[Rr]ua|Largo|Travessa|Alameda|Drumul"
    r"|Piazza|Plaza|Pra[çc]a|Boulevard|Avda\.|Av\.?|ul\.|aleja|Soseaua|Șoseaua|Strada"
    r"|Aleea|Bulevardul|Intrarea)"
    r"(?:[ ](?:d[eu]s?|della|del|la|le|les|l['’]|d['’]|do|da|dos|das|dei"
    r"|di))*[ ]?\p{Lu}[\p{L}\p{M}.'’\-]+(?:[ ](?:d[eu]s?[ ])?\p{Lu}[\p{L}\p{M}.'’\-]+){0,3}"
)
# The numbered streets, blocks and stages of a town: "6th Cross, Somewhere 560 001".
_ORDINAL: Final = regex.compile(
    r"(?<![\w.$€£/=-])\d{1,3}(?:st|nd|rd|th)[ ](?:cross|main|block|stage|phase|avenue|ave|street|st|road|rd|lane"
    r"|sector)"
    r"(?:[ ](?:road|rd|street|east|west|north|south|cross|main))?\b\.?",
    regex.IGNORECASE,
)
_PLACE_BEFORE: Final = regex.compile(
    r"(?r)(?<!\w)(?:on|in|at|along|off|near|from|side of|corner of|down|up)[ ](?:the[ ])?", regex.IGNORECASE
)
_STREET_BEHIND: Final = regex.compile(r"\.?[ ](?:street|st\.|road|rd\.)(?!\w)", regex.IGNORECASE)  # Hoge Wei 32 St.
_TOLD: Final = regex.compile(r"(?:\b(?:at|to|is|in)[ ]+|[:(][ ]*)$", regex.IGNORECASE)
_PHRASE_START: Final = regex.compile(r"(?:\b(?:at|to|is|in)[ ]+|[:(,][ ]*)$", regex.IGNORECASE)
_WORD_BEFORE: Final = regex.compile(r"([\p{L}.]+)[ ]?$")
_OWN_DOT: Final = regex.compile(r"\.[ \t]*(?:\n|,|$|\p{Ll}|[.?!]|(?:Apt|Suite|St)\b)")
_FLOOR: Final = regex.compile(r"\d{1,2}(?:st|nd|rd|th)[ ]floor\b", regex.IGNORECASE)
_LONG: Final = regex.compile(r"(?!(?:19|20)\d\d$)\d{2,5}[ ]?[A-Z]?")
_LINE_START: Final = regex.compile(r"(?r)^[ \t>*•-]*", regex.MULTILINE)


class Head(NamedTuple):
    """A street line. `sure` is an address by itself; `likely` and `open` need a tail, a cue or a line of their own."""

    start: int
    end: int
    strength: Strength
    lower: bool


def heads(text: str) -> Iterator[Head]:
    """Every number beside words that may be a street, and streets that need no number. They may overlap."""
    for number in _NUMBER.finditer(text):
        yield from _number_first(text, number)
        yield from _number_last(text, number)
    for match in _BARE.finditer(text):
        words = match["words"].split()
        if (len(words) == 1 and words[0].lower() in FAMOUS) or words[0].lower() in NOT_NAMES:
            continue
        sure = _PLACE_BEFORE.match(text, max(0, match.start() - 20), match.start()) is not None
        yield Head(match.start(), match.end(), "likely" if sure else "open", False)
    for match in _ORDINAL.finditer(text):
        yield Head(match.start(), match.end(), "open", match.group().islower())
    for match in _BARE_FIRST.finditer(text):
        yield Head(match.start(), match.end(), "open", False)


def line_start(text: str, at: int) -> bool:
    """Whether nothing but marks of a list or quotation stands before this on its line."""
    found = _LINE_START.match(text, max(0, at - 12), at)
    return found is not None and (found.start() == 0 or text[found.start() - 1] == "\n")


def _number_first(text: str, number: regex.Match[str]) -> Iterator[Head]:
    """12 Elm Street; 704 1436 Redbud Drive; 5 rue du Moulin; 83393 Pärna 33."""
    ahead = _AHEAD.match(text, number.end(), number.end() + _AFTER)
    if ahead is None or _said_before(text, number.start()):
        return
    if "\n" in ahead.group() and not _goes_on(text, number, ahead["words"]):
        return
    start = number.start()
    base = ahead.start("words")
    if _FLOOR.match(text, base):
        yield Head(start, number.end(), "open", text[base : base + 16].islower())
        return
    tokens = words_of(ahead["words"], base)
    plain = [plain_word(t) for t, _, _ in tokens]
    if plain[0] in STREET_FIRST and plain[0] not in PREPOSITIONS_FIRST and len(tokens) > 1:
        end = run_ahead(tokens, 1, lower=plain[0] not in STREETS and plain[0] not in PLACES)
        if end and not NOT_STREET.intersection(plain[1:end]) - CONNECTORS:
            lower = tokens[0][0].islower() and tokens[1][0].islower()
            yield Head(start, tokens[end - 1][2], "sure" if is_telling(plain[0], tokens[0][0]) else "open", lower)
            return
    for index in range(len(tokens) - 1, 0, -1):
        word, _, last = tokens[index]
        middle = plain[:index]
        if plain[index] not in STREETS and plain[index] not in PLACES and not is_joined(plain[index]):
            continue
        if names_nothing(middle) or plain[index] in COURTS:
            continue
        if plain[index] in {"court", "ct"} and COURTS & set(middle):
            continue
        cased = [t for t, _, _ in tokens[:index] if t[0].isupper() or t[0].isdigit()]
        if not cased and (plain[index] not in STREETS or index > 3):
            if index <= 3 and word[0].islower() and text[last : last + 1] in {",", "\n"}:
                yield Head(start, last, "open", True)
            continue
        if cased and any(
            t[0].islower() and p not in CONNECTORS for (t, _, _), p in zip(tokens[:index], middle, strict=True)
        ):
            continue
        sure = plain[index] in STREETS or (word[0].isupper() and bool(cased))
        if plain[index] in AMBIGUOUS and not (word[0].isupper() and cased):
            sure = False
        lower = not any(t[0].isupper() for t, _, _ in tokens[: index + 1])
        if word.endswith(".") and len(word) > 5:
            last -= 1
        direction = _DIRECTION.match(text, last)
        yield Head(start, direction.end() if direction else last, "sure" if sure else "likely", lower)
        break
    end = run_ahead(tokens, 0, lower=False)
    if (
        end
        and not names_nothing(plain[:end])
        and plain[0] not in CONNECTORS
        and not text.startswith(":", tokens[end - 1][2])
    ):
        yield Head(start, tokens[end - 1][2], "open", False)
    elif (
        tokens[0][0].islower()
        and not names_nothing(plain[:3])
        and (line_start(text, start) or _told(text, number, ahead["second"]))
    ):
        for count in range(1, min(4, len(tokens)) + 1):
            if text[tokens[count - 1][2] : tokens[count - 1][2] + 1] in {",", "\n", ""}:
                yield Head(start, tokens[count - 1][2], "open", True)


def _number_last(text: str, number: regex.Match[str]) -> Iterator[Head]:
    """Hauptstraße 5; Via Roma, 12; ul. Długa 5; Szabadság út 143.; Dalmatinova 43."""
    begin = max(text.rfind("\n", 0, number.start()) + 1, number.start() - _BEFORE)
    back = _BACK.match(text, begin, number.start())
    if back is None:
        return
    base = back.start("words")
    tokens = words_of(back["words"], base)
    plain = [plain_word(t) for t, _, _ in tokens]
    end = number.end() + (text[number.end() : number.end() + 1] == "." and _dot_belongs(text, number.end()))
    if plain[-1] in NOT_NAMES or plain[-1] in NOT_STREET or plain[-1] in CONNECTORS:
        return
    said = _STREET_BEHIND.match(text, end) is not None
    first = first_word(tokens, plain)
    if first is not None:
        strength: Strength = "sure" if said or is_telling(plain[first], tokens[first][0]) else "open"
        yield _led(text, tokens[first][1], end, strength, lower=tokens[first][0].islower() and tokens[-1][0].islower())
        return
    start = run_back(tokens, plain)
    own = len(plain) > 1 and plain[-1] in STREET_LAST
    joined = is_joined(plain[-1])
    lower = tokens[-1][0].islower()
    if own or joined:
        if start is None:
            start = next(
                (
                    i
                    for i in range(len(plain) - 1, -1, -1)
                    if i == 0 or plain[i - 1] in NOT_STREET or plain[i - 1] in CONNECTORS
                ),
                0,
            )
            start = max(start, len(plain) - 3)
        strong = (own and (start < len(plain) - 1) and len(plain[-1]) > 1) or plain[-1].endswith(STRONG_SUFFIX)
        if names_nothing(plain[start:]):
            return
        yield _led(text, tokens[start][1], end, "sure" if strong or said else "open", lower=lower)
    elif start is not None and not names_nothing(plain[start:]):
        yield _led(text, tokens[start][1], end, "sure" if said else "open", lower=False)
    elif lower and (begun := _begun(text, tokens, plain)) is not None:
        yield _led(text, tokens[begun][1], end, "open", lower=False)
    elif lower and not names_nothing(plain) and _alone(text, tokens, begin):
        yield _led(text, tokens[0][1], end, "open", lower=True)


def _alone(text: str, tokens: list[Word], begin: int) -> bool:
    """Whether words in lower case begin the line, or have a building's number before them."""
    start = tokens[0][1]
    return line_start(text, start) or (len(tokens) <= 4 and _LEAD.match(text, begin, start) is not None)


def _led(text: str, start: int, end: int, strength: Strength, *, lower: bool) -> Head:
    """With the building's own number before the street: "65 Bodbysund 61"."""
    lead = _LEAD.match(text, max(text.rfind("\n", 0, start) + 1, start - 16), start)
    if lead and not _said_before(text, lead.start()):
        start = lead.start()
    return Head(start, end, strength, lower)


def _begun(text: str, tokens: list[Word], plain: list[str]) -> int | None:
    """A street whose first word alone has a capital, where a line or phrase begins: "Kraljev odvojak 3"."""
    for index in range(len(tokens) - 2, max(-1, len(tokens) - 5), -1):
        if tokens[index][0][0].isupper():
            at = tokens[index][1]
            told = line_start(text, at) or _PHRASE_START.search(text[max(0, at - 5) : at])
            return index if told and not names_nothing(plain[index:]) else None
    return None


def _goes_on(text: str, number: regex.Match[str], words: str) -> bool:
    """Whether a number at the end of a line may have its street on the next one."""
    if words.split(maxsplit=1)[0].lower().strip(".,") in NOT_TAIL:
        return False
    if _LONG.fullmatch(number.group()) and STREETS.intersection(plain_word(w) for w in words.split()[1:4]):
        return words[0].isupper()
    return bool(number["label"]) or "/" in number.group() or line_start(text, number.start()) or _told(text, number, "")


def _told(text: str, number: regex.Match[str], second: str | None) -> bool:
    """Whether a long number, or one of two, before words in lower case comes after "at", "to", "is" or a colon."""
    digits = sum(c.isdigit() for c in number.group())
    return (digits >= 3 or second is not None) and _TOLD.search(
        text[max(0, number.start() - 8) : number.start()]
    ) is not None


def _said_before(text: str, at: int) -> bool:
    """Whether the word before the number makes it a number of something else: "section 3", "line 12", "Article 15"."""
    before = _WORD_BEFORE.search(text[max(0, at - 20) : at])
    return before is not None and (before[1].lower() in NOT_NAMES or before[1].lower().strip(".") in NOT_NAMES)


def _dot_belongs(text: str, at: int) -> bool:
    """Hungarian house numbers end with a dot: not the one of a sentence."""
    return _OWN_DOT.match(text, at) is not None
