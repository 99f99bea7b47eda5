"""What follows a street line: unit, town, region, postcode, country, over one line or several."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from drafting.redaction.addresses.words import (
    CONNECTORS,
    COUNTRIES,
    NOT_STREET,
    NOT_TAIL,
    PLACE_ENDS,
    STATES,
    STREETS,
    UNITS,
)

_I: Final = regex.IGNORECASE
_MOST: Final = 12  # parts of one address
_LONGEST: Final = 60  # characters of a line that may go on with an address

UK_CODE: Final = r"[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}"
CA_CODE: Final = r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d"
_EIRCODE: Final = r"[AC-FHKNPRTV-Y]\d[\dW]\s?[0-9AC-FHKNPRTV-Y]{4}"
# Digits: five, six, 1234 AB, 123 45, 12-345, 1234-567, 12345-678; with D-, LV-, 〒, CP, CEP before them or without.
_DIGITS: Final = (
    r"(?:\d{3}\s\d{2}|\d{2}\s\d{3}|\d{3}\s\d{3}|\d{5}[-–]\d{3,4}|\d{2}[-–]\d{3}|\d{4}[-–]\d{3}|\d{3}[-–]\d{4}"
    r"|\d{4}\s?(?-i:[A-Z]{2})(?!\p{L})|\d{4}[ ](?!(?:is|in|to|at|on|or|as|by|we|he|if|my|no|so|us|an|of|it|am|do|go"
    r"|up|me)\b)(?-i:[a-z]{2})(?!\p{L})|\d{4,8})"
)
# "D-", "LV-", "CP" and the like before the digits.
_BEFORE_CODE: Final = (
    r"(?:[A-Z]{1,3}[-–]\s?|〒\s?|c\.?\s?p\.?:?\s?|cep:?\s?|pin(?:\s?code)?:?\s?|zip(?:\s?code)?:?\s?"
    r"|[tτ]\.?[kκ]\.?\s?|postcode:?\s?)"
)
CODE: Final = rf"(?:{UK_CODE}|{CA_CODE}|{_EIRCODE}|{_BEFORE_CODE}?{_DIGITS})(?![\w%@]|[-–/]\d|[.,:]\d|[ ]\d{{3}})"
UNIT: Final = (
    rf"(?:(?:{UNITS})(?:\b|(?=_))\.?[ _]?(?:no\.?|n[°º]\.?|\#|:)?[ ]?(?:\d[\d]{{0,5}}(?:[-/]?\w{{1,4}})?"
    rf"|[A-Z]\d{{0,4}})(?![\w])"
    r"|(?:ground|first|second|third|fourth|fifth|top|upper|lower|\d{1,3}(?:st|nd|rd|th))[ ](?:floor|flr?|storey"
    r"|level)\b"
    r"|\d{1,3}\.?\s?(?:º|°|ª|er|e|è?me|ème|\.)?[ ]?(?:floor|andar|piso|étage|etage|stock|og|em\.|emelet|esq\.?|dto\.?"
    r"|dcha\.?|izq(?:da)?\.?"
    r"|ajtó|tv\.?|th\.?|mf\.?|sal|patro|[º°ª][ ]?[A-H])(?!\w)|\#[ ]?\d{1,5}(?:-\w{1,6})?|[A-H][ ]\d{1,3}(?=\s*[,\n])"
    r"|s/n\b|rez-de-chaussée|\d{1,2}/f\b"
    r"|(?:off|near|opp\.?|opposite|behind|beside|next to|c/o)[ ](?-i:\p{Lu}[\p{L}.'’-]+(?:[ ]\p{Lu}[\p{L}.'’-]+){0,3})"
    r"|interior|front|rear|basement)"
)
_SEPARATOR: Final = regex.compile(
    r"(?P<dot>\.?)(?:[ \t]*[-–—|/·•][ \t]*(?:\r?\n[ \t>]*)?|[ \t]*[,;]?,?[ \t]*(?:\r?\n[ \t>]*(?:,[ \t]*)?)?)(?:\*\*)?"
)
_UNIT: Final = regex.compile(UNIT, _I)
_BOX: Final = regex.compile(
    r"(?:p\.?\s?o\.?\s?box|box|postfach|boks|gpo box|private bag|locked bag)[ ]?#?[ ]?[\d-]{1,9}", _I
)
_CODE: Final = regex.compile(CODE, _I)
_STATE: Final = regex.compile(
    rf"(?-i:{STATES})\.?(?![\w'’])(?:[ ,]+\d{{4,5}}(?:-\d{{4}})?(?![\w-])|[ ,]+{CA_CODE}(?!\w))?"
    r"|(?P<filler>nan|null|none|n/a)(?![\w'’])(?=[ ]*(?:\d|\n|[.?!,;]?$|[.?!]\s))",
    _I,
)
_LOWER_STATE: Final = regex.compile(
    rf"(?:{STATES.lower()})(?=[ ]*(?:[,.?!]?$|\d{{5}}|{CA_CODE.lower()}|[,.?!]?\n|[?!.]\s))"
)
_CLOSING: Final = regex.compile(r"[ \t]*(?:[,;.?!)\n]|$|[ ](?:is|for|and|but|because|since|please)\b)")
_TO_TOWN: Final = regex.compile(r"[ ]*,?[ ]*(?:\n[ \t]*)?")
_SHORT_CODE: Final = regex.compile(
    r"\d{3}[ ]\p{Lu}[\p{L}\p{M}]{2,}(?=[ \t]*(?:[,.;?!)]|\n|$)|[ ](?:is|for|and)\b)"
)  # Iceland: 101 Town
_ENDING_STATE: Final = regex.compile(rf" (?!hi|in|me|oh|ok|or)(?:{STATES.lower()})$")  # "springfield tx"
_REGION: Final = regex.compile(r"(?-i:[A-Z]{1,4}|[A-Z]\.?[ ][A-Z]{2,4}|\d{1,2})(?![\w'’.-])(?=[ \t]*(?:\n|,|\d|$))", _I)
_COUNTRY: Final = regex.compile(rf"(?:{COUNTRIES})(?![\w'’-])(?:[ ]\((?:\w|[ ])+\))?", _I)
_PARENTHESIS: Final = regex.compile(r"\((?:[A-Z]{1,3}|[a-z]{2}|\p{Lu}[\p{L} .]{2,24})\)")
_WORD: Final = r"['’]?\p{L}(?:[\p{L}\p{M}.'’´`∆_\-]*[\p{L}\p{M}.'’])?"
_WORDS: Final = regex.compile(rf"{_WORD}(?:[ ]{_WORD}){{0,6}}")
_CODE_LINE: Final = regex.compile(  # "Sao Somewhere 14600", "1234 Town" as a line's end, whatever the words are
    rf"(?:[^\d\n:@/\\]{{2,40}}[ ,]{CODE}|{CODE}[ ]?[^\d\n:@/\\]{{2,40}}?)(?=[ \t]*(?:\n|$|[.,?!;](?:\s|$)|[ ]for[ ]))",
    _I,
)
_YEAR: Final = regex.compile(r"(?:19|20)\d\d")
_LINE_WITH_TOWN: Final = regex.compile(
    r"[ \t>*]*(?:\p{L}[\p{L}.'’-]*[ ]){1,5}\d{1,5}\p{L}?,[ ](?:\p{L}[\p{L}.'’-]*[ ]){1,4}\d{4}(?=[ \t]*(?:\n|$))"
)
_TOWN_NUMBER: Final = regex.compile(r"[ ]\d{1,2}(?=[ \t]*(?:,|\n|$|[.?!]))")
_TOWN_BEHIND: Final = regex.compile(r"[ ]\p{Lu}\p{L}")
_MARK: Final = regex.compile(r"[,/–-]")
_TOKEN: Final = regex.compile(r"[^ ]+")
_FOLLOWED: Final = regex.compile(r"[ ]?[@:=]|\w")


class Tail(NamedTuple):
    """Where an address ends, and what its tail proves: 0 nothing, 1 words like a town, 2 a code, unit or country."""

    end: int
    evidence: int


def tail(text: str, start: int, *, lower: bool = False) -> Tail:
    """Goes on from the end of a street line. `lower` admits towns in lower case, where a code or country follows them.

    Stops at a label, a sentence, an empty line. Words on a new line count only when a code, unit or country comes
    behind them: a name below an address is no town.
    """
    end = at = start
    evidence = waiting = lines = 0
    coded = False
    for _ in range(_MOST):
        separator = _SEPARATOR.match(text, at)
        if separator is None:
            break
        between, here = separator.group(), separator.end()
        if here == at and not _between_letters(text, at):
            break
        if here >= len(text):
            break
        newline, dotted = "\n" in between, bool(separator["dot"]) and between != "."
        lines += newline
        if lines > 6:
            break
        found = _sure(
            text, here, newline=newline, comma="," in between, street=end == start, town=waiting > 0, lower=lower
        )
        if found:
            code = (text[here].isdigit() or text[found - 1].isdigit()) and not _UNIT.match(text, here)
            if coded and code and not _COUNTRY.match(text, here):
                break  # one address has one postcode
            coded = coded or code
            at = end = found
            evidence, waiting = 2, 0
            continue
        found = _region(text, here) if between.strip(" \t") else 0
        if found:
            at, waiting = found, waiting + 1
            if not newline and _MARK.search(between) and text[here:found].isupper():
                end, evidence = at, max(evidence, 1)
            if waiting > 4:
                break
            continue
        words = _town(text, here, lower=lower or newline)
        if words == here:
            break
        at, waiting = words, waiting + 1
        if waiting > 4:
            break
        if lower and not newline and _ENDING_STATE.search(text[here:words]) and _closes(text, words):
            return Tail(words, 2)
        if newline and not dotted and not lower and _town_line(text, here, words):
            end, evidence = at, max(evidence, 1)
            continue
        if (
            not newline
            and not dotted
            and _cased(text[here:words])
            and ("," in between or "-" in between or _closes(text, words))
            and (waiting == 1 or "," in between)
        ):
            end, evidence = at, max(evidence, 1)
            waiting = 0 if "\n" not in text[start:here] else waiting
    return Tail(end, evidence)


def _between_letters(text: str, at: int) -> bool:
    """A part may follow without a separator only after a closing mark: "(GB)IE"."""
    return text[at - 1 : at] in ")°º"


def _sure(text: str, at: int, *, newline: bool, comma: bool, street: bool, town: bool, lower: bool) -> int:
    """The end of a unit, code, state or country at this place; 0 where there is none."""
    code = _CODE.match(text, at)
    if newline and not (code and text[code.end() : code.end() + 2].strip(" ,")[:1] in {"", "\n"}):
        line = _CODE_LINE.match(text, at, at + _LONGEST)
        if line and not _street_or_label(line.group()):
            return line.end()
    for pattern in (_UNIT, _BOX, _STATE, _PARENTHESIS):
        match = pattern.match(text, at)
        if match and not (pattern is _STATE and match["filler"] and street):
            if (
                pattern is _STATE
                and len(match.group()) <= 3
                and not (newline or comma or town or _closes(text, match.end()))
            ):
                continue
            return match.end()
    if lower and town and _LOWER_STATE.match(text, at):
        return at + 2
    country = _COUNTRY.match(text, at)
    if (
        country
        and not _FOLLOWED.match(text, country.end())
        and (newline or comma or text[at].isupper())
        and (len(country.group()) > 2 or country.group().isupper())
    ):
        return country.end()
    if code and not (code.group().isdigit() and _is_weak_code(text, at, code.end(), newline=newline)):
        return _with_town(text, code.end(), lower=lower, alone=newline and (not town or not code.group()[0].isdigit()))
    short = _SHORT_CODE.match(text, at) if newline or comma else None
    return short.end() if short else 0


def _is_weak_code(text: str, start: int, end: int, *, newline: bool) -> bool:
    """Four or six digits, or a year, that nothing beside them makes a postcode."""
    digits = text[start:end]
    town_follows = _TOWN_BEHIND.match(text, end) is not None
    if _YEAR.fullmatch(digits):
        return not (
            town_follows
            or (newline and text[end : end + 1] in {"", "\n"})
            or text[start - 2 : start] == ", "
            or _LINE_WITH_TOWN.match(text, text.rfind("\n", 0, start) + 1)
        )
    return len(digits) > 6 and not town_follows


def _with_town(text: str, at: int, *, lower: bool, alone: bool) -> int:
    """A postcode with the town behind it: "75002 Paris", below it where the code has a line to itself."""
    between = _TO_TOWN.match(text, at)
    if between is None or ("\n" in between.group() and not alone):
        return at
    words = _town(text, between.end(), lower=lower)
    if words == between.end() or (not _cased(text[between.end() : words]) and not _closes(text, words)):
        return at
    if "\n" in between.group() and not _closes(text, words):
        return at
    return words


def _region(text: str, at: int) -> int:
    match = _REGION.match(text, at)
    if match is None or (
        match.group().lower() in NOT_TAIL
        and not (match.group().isupper() and text[at - 2 : at].strip(" ") in {"-", "/", ","})
    ):
        return 0
    return match.end()


def _town(text: str, at: int, *, lower: bool) -> int:
    """The end of up to five words that may be a town; `at` itself where there is none.

    In mixed case each word has a capital or connects: "Stratford-upon-Avon", "Ústí nad Labem".
    """
    match = _WORDS.match(text, at, at + _LONGEST)
    if match is None:
        return at
    before = ""
    end, upper = at, not match.group().split(" ")[0].islower() or match.group()[0] in "'’"
    for number, word in enumerate(_TOKEN.finditer(match.group())):
        plain = word.group().strip(".,").lower()
        plain = plain if plain in CONNECTORS else plain.strip("'’")
        if plain in NOT_TAIL and not (
            plain in CONNECTORS and upper and (number or (word.group().isupper() and len(match.group()) > 3))
        ):
            break
        cased = not word.group().islower()
        if not cased and plain not in CONNECTORS and upper:
            if before in CONNECTORS and _closes(text, at + word.end()):  # San Somewhere los altos
                end = at + word.end()
            break
        before = plain
        if not cased and not upper and not lower:
            break
        if number >= 6:
            break
        if cased or not upper:
            end = at + word.end()
            if word.group().endswith(".") and len(plain) > 3:
                end -= 1
                break
    if end == at:
        return at
    if text[end - 1] == "." and text[end : end + 1] in {"", "\n"}:
        end -= 1
    if text[end : end + 1].isdigit():  # the letters of a postcode: "Leeds LS6 2AB"
        end = text.rfind(" ", at, end)
    if end <= at or _FOLLOWED.match(text, end):  # a label
        return at
    number_behind = _TOWN_NUMBER.match(text, end)
    return number_behind.end() if number_behind else end


def _town_line(text: str, start: int, end: int) -> bool:
    """Whether a line is a single long word, or says that it is a place: a name has two words."""
    words = text[start:end].split()
    last = words[-1].lower()
    if not _closes(text, end) or text[end : end + 1] in {",", ";", "!"} or not _cased(words[0]):
        return False
    return (len(words) == 1 and len(words[0]) >= 4) or (len(words) <= 3 and last in PLACE_ENDS)


def _cased(words: str) -> bool:
    return not words[:1].islower()


def _closes(text: str, at: int) -> bool:
    """Whether a phrase ends here: mark, line end, or text end."""
    return _CLOSING.match(text, at) is not None


def _street_or_label(line: str) -> bool:
    """Whether a line that ends or begins with digits is the next address's street, or says something."""
    words = [w.strip(".,").lower() for w in line.split()]
    letters = [w for w in words if w[:1].isalpha()]
    if (
        any(w in NOT_TAIL or (w in NOT_STREET and w not in CONNECTORS) for w in letters)
        or len(letters) > 6
        or not letters
    ):
        return True
    return line[:1].isdigit() and any(w in STREETS for w in letters[1:])
