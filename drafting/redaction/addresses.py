"""Postal addresses: street lines with what follows them, post boxes, postcodes, and what stands after `address:`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from drafting.redaction.phones import find_phones
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_STREET: Final = (
    "street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|square|sq|terrace|ter|way|parkway|pkwy|highway|hwy"
    "|circle|cir|trail|trl|crescent|cres|close|grove|gardens|row|walk|mews|hill|rise|alley|loop|plaza|quay|esplanade|parade|creek|crossing"
    "|route|expressway|turnpike|tpke|causeway|freeway|pike|path|bypass|springs?|ridge|view|vista|heights|park|green|station|manor|isle|lodge"
    "|mall|landing|corner|cove|bend|glen|hollow|canyon|point|shore|valley|village|meadows?|orchard|run|nagar|marg|colony|chowk|layout"
    "|sector|phase|extension|enclave|salai|gali|bagh|vihar|society|apartments?|towers?|complex|chambers|cross|main"
)
_STRONG: Final = (
    "street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|parkway|pkwy|highway|hwy|crescent|terrace"
    "|nagar|marg|way"
)
_WORD: Final = r"[\p{L}\d][\p{L}\d.'’\-]*"
_NUMBER: Final = (
    r"(?:(?:no\.?|n[°º]|#|flat|house|unit|plot|door|h\.?\s?no\.?)\s*:?\s*)?\d{1,6}(?:[\-–/]\d{1,5})?\s?[A-Za-z]?"
    r"(?:\s\d{1,5})?"
)
_FIRST: Final = regex.compile(  # 98 Bloomfield Terrace; 12, Park Street
    rf"(?<![\w.$€£/#=:@&?%-])(?P<n>{_NUMBER}),?\s+(?:{_WORD}[ ]+){{0,4}}?(?:{_STREET})\b\.?"
    rf"(?:\s+(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b\.?)?",
    _I,
)
_ROMANCE: Final = (
    "rue|avenue|boulevard|bd|place|chemin|impasse|all[ée]e|quai|cours|route|passage|square|faubourg|via|viale|corso|piazza|largo|vicolo|strada"
    "|calle|avenida|av|avda|plaza|paseo|camino|carretera|c/|rua|r|travessa|pra[çc]a|estrada|alameda|ulica|ul|al|os|plac|aleja|ulitsa|prospekt"
    "|carrer|passeig|rúa|jalan|jl|na|nám[ěe]stí|t[řr][íi]da|akti|leof|leoforos|odos|λεωφ|οδός|λ"
)
_ROMANCE_FIRST: Final = regex.compile(
    rf"(?<![\w./#-])\d{{1,5}}\s?(?:bis|ter|[A-Za-z])?,?\s+(?:{_ROMANCE})\b\.?\s+(?:{_WORD}\s?){{1,5}}", _I
)
_ROMANCE_LAST: Final = regex.compile(
    rf"(?<![\w./#-])(?:{_ROMANCE})\b\.?[ ]+(?:[\p{{L}}.'’\-]+[ ]){{1,6}}?,?\s?(?:n[°º.]?\s?"
    rf"|č\.?\s?)?\d{{1,5}}(?:\s?[a-z](?![\w]))?(?:[/-]\d{{1,4}})?(?![\w])",
    _I,
)
_GERMANIC: Final = regex.compile(
    r"(?<![\w./#-])(?:[\p{Lu}][\p{L}.'’\-]*[ ]){0,3}[\p{Lu}][\p{L}.'’\-]*(?:str(?:\."
    r"|aße|asse|aat)?|stra(?:ß|ss)e|gasse|weg|allee|platz|ring|damm|ufer|steig"
    r"|stieg|markt|chaussee"
    r"|gade|vej|veien|vegen|gata|gatan|gate|vägen|stien|laan|straat|plein|kade"
    r"|dijk|dreef|lei|singel|gracht|hof|plaats|katu|tie|kuja|utca|utja|tér|körút"
    r"|baan|horst|berg|feld)"
    r"[ ]+(?:\d{1,4}(?:\s?[a-zA-Z](?!\w))?(?:\s?[-/]\s?\d{1,4}[a-z]?)?)(?![\w/])"
    r"|(?<![\w./#-])(?:[\p{Lu}][\p{L}.'’\-]*[ ]){1,3}(?:Stra(?:ß|ss)e|Str\.|Allee"
    r"|Weg|Platz|Ring|Damm|Ufer|Gasse|utca|útja|út|tér|u\.)[ ]+\d{1,4}(?:\s?[a-zA-Z](?!\w))?\.?"
    r"(?![\w/])"
)
# "Overhorst 141, Helmond 5707 PP", alone on its line
_LINE: Final = regex.compile(
    r"^[ \t>*-]*(?P<v>(?:[\p{L}][\p{L}.'’\-]*[ ]+){1,4}\d{1,5}[A-Za-z]?(?:[/-]\d{1,4}[A-Za-z]?)?"
    r",\s*[\p{L}][\p{L}.'’\- ]{1,40}(?:,\s*[\p{L}.'’\- ]{2,30})*[ ,]+(?=[A-Z0-9 -]*\d)[A-Z0-9][A-Z0-9 -]{2,10})[ \t]*$",
    regex.MULTILINE,
)
_HOUSE_LINE: Final = regex.compile(  # "Gl. Prastvej 12" or "12 Some Word, Town 12345", alone on its line
    r"^[ \t>*-]*(?P<v>\d{1,5}[A-Za-z]?,?[ ]+(?:[\p{L}][\p{L}.'’\-]*[ ]*){1,5},\s*[\p{L}][\p{L}.'’\- ]{1,40}[ ,]+"
    r"(?=[A-Z0-9 -]*\d)[A-Z0-9][A-Z0-9 -]{2,10})[ \t]*$",
    regex.MULTILINE,
)
_BOX: Final = regex.compile(
    r"(?<!\w)(?:p\.?\s?o\.?\s*box|post\s?(?:office\s)?box|postfach|b\.?p\.?|apartado(?:\s+postal)?"
    r"|postbus|gpo\s+box|locked\s+bag|PSC|CMR)\s*#?:?\s*\d{1,7}(?:,?\s*Box\s+\d+)?",
    _I,
)
_MILITARY: Final = regex.compile(r"\b(?:[\p{L}]+\s+){0,3}\n?\s*(?:FPO|APO|DPO)\s+(?:AA|AE|AP)\s+\d{5}(?:-\d{4})?")
_UK: Final = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}"
_CA: Final = r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d"
_STATES: Final = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]"
    "|AB|BC|MB|NB|NL|NS|ON|PE|QC|SK|NSW|VIC|QLD|TAS|ACT"
)
_CODES: Final = regex.compile(rf"(?<![\w/#=.-])(?:{_UK}|{_CA})(?![\w/])")
_CITY_STATE: Final = regex.compile(
    rf"(?<!\w)(?:[\p{{Lu}}][\p{{L}}.'’\-]+[ ]?){{1,3}},?[ ](?:{_STATES})\.?,?[ ]\d{{5}}(?:-\d{{4}})?(?!\w)"
)
_CODE_CITY: Final = regex.compile(
    r"(?<![\w/#=.:-])(?:(?:D|A|CH|F|B|NL|DE|FR|AT|PL|CZ|SE|DK|IT)-)?\d{5}[ ]+[\p{Lu}][\p{L}'’\-]{2,}"
    r"(?:[ ][\p{Lu}][\p{L}'’\-]+|[ ](?:am|an|der|im|sur|la|le)[ ][\p{Lu}][\p{L}]+){0,2}(?=[\s,.;)]"
    r"|$)"
)
_CUE: Final = regex.compile(
    r"(?<!e-mail )(?<!email )(?<!mail )(?<!ip )(?<!mac )(?<!web )(?<!wallet )(?<!bitcoin )(?<!site )"
    r"(?:\b(?:(?:street|postal|mailing|home|physical|office|business|residential"
    r"|billing|shipping|registered|current|new|full|my|our|legal)\s+)*address"
    r"(?:\s*(?:\(.{0,40}?\)|line\s*\d))?\s*(?:\*\*)?\s*(?:[:=]|\bis\b(?:\s+now)?\s*:?|\bto\b(?=\s+\d))\s*(?:\*\*)?"
    r"|\b(?:i|we|he|she|who)\s+(?:now\s+|currently\s+)?(?:liv|resid)(?:e|es|ed|ing)\s+(?:at|on|in(?=\s+\d))"
    r"|\b(?:residing|located|living)\s+at|\bpost\s+it\s+to|\bsend\s+(?:it|them"
    r"|mail|letters?)\s+to(?=\s+\d)|\bmoved\s+to(?=\s+\d)|\bship(?:ped)?\s+to(?=\s+\d))[ \t]*\n?[ \t]*"
    r"(?P<v>[^\n]{4,160})",
    _I,
)
_TAIL: Final = regex.compile(
    r"(?:[ \t]*,?[ \t]*\n?[ \t]*|[ \t]*[-–|][ \t]*)"
    r"(?P<part>(?:(?:apt|apartment|suite|ste|unit|floor|flr?|room|rm|bldg|building"
    r"|flat|level|etage|stock|block|lot|po\s+box|near|opp(?:osite)?|behind)\.?[ ]?#?[ ]?[\w-]{1,12}"
    r"(?:[ ][\w'-]+){0,2}"
    r"|\d{1,3}(?:st|nd|rd|th)\s+floor|#\s?\w{1,6}"
    rf"|{_UK}|{_CA}|(?:{_STATES})\.?(?:[ ,]+\d{{5}}(?:-\d{{4}})?)?(?!\w)"
    r"|(?:[A-Z]{1,3}-)?\d{3}[ ]?\d{2,3}(?:-\d{3,4})?(?:[ ][A-Z]{2}(?!\w))?(?!\w)"
    r"|\d{4}(?:[ ][A-Z]{2}|-\d{3})?(?!\w)|\d{6}(?!\w)"
    r"|(?-i:[\p{Lu}][\p{L}.'’\-]*(?:[ ](?:(?:am|an|der|im|de|la|le|les|do|da|of"
    r"|on|sur|upon|del|di)[ ])?[\p{Lu}][\p{L}.'’\-]*){0,4})(?![\p{L}@]|[ ]?[:=@])"
    r"))",
    _I,
)
_COUNTRY_OR_CODE: Final = regex.compile(
    r"\d|\b(?:USA?|UK|Germany|Deutschland|France|India|Canada|England|Scotland|Wales|Ireland|United|Australia)\b"
)
_NO_TAIL: Final = regex.compile(
    r"(?:tel|phone|mobile|fax|e-?mail|regards|sincerely|thank|please|i|we|the"
    r"|this|my|name|date|signature|signed|yours|best|kind|copyright|cell|attn"
    r"|and|or|is|was|github|http|www|number|if|it|no|yes|she|he|they|for|to|in"
    r"|at|on|from|but|dear|hello|hi|website|company|contact)\b",
    _I,
)
_NOT_STREET: Final = regex.compile(
    r"\b(?:of|that|which|for|from|with|this|these|and|or|to|is|are|was|were|the"
    r"|in|your|our|my|their|days?|hours?|minutes?|weeks?|months?|years?|u\.?s\.?c"
    r"|cfr|section|files?|lines?"
    r"|repos|repositor(?:y|ies)|notices?|links?|times?|people|users?|copies|percent"
    r"|million|images?|commits?|forks?|a|an|by|as|not|have|has|had|please)\b",
    _I,
)


def find_addresses(text: str) -> Iterator[Span]:
    """Postal addresses, each with its unit, town, postcode and country as far as they follow it.

    A telephone number on the line above or below is not part of one.
    """
    found = list(_candidates(text))
    phones = tuple(find_phones(text)) if found else ()
    for span in found:
        yield from _without_phones(text, span, phones)


def _without_phones(text: str, span: Span, phones: Iterable[Span]) -> Iterator[Span]:
    """What is left of an address beside telephone numbers that reach beyond it or have a line to themselves."""
    start, parts = span.start, []
    for phone in phones:
        crosses = phone.start < start < phone.end < span.end or start < phone.start < span.end < phone.end
        if crosses or (start <= phone.start and phone.end <= span.end and _own_line(text, phone, span)):
            parts.append((start, phone.start))
            start = phone.end
    parts.append((start, span.end))
    for first, last in parts:
        piece = text[first:last]
        kept = piece.strip(" \t\n,;.(+")
        if len(kept) >= 3:
            at = first + piece.index(kept)
            yield Span(at, at + len(kept), span.kind)


def _own_line(text: str, phone: Span, address: Span) -> bool:
    """Whether the address has nothing else on the line of the telephone number; a label before it is outside."""
    first = max(text.rfind("\n", 0, phone.start) + 1, address.start)
    last = text.find("\n", phone.end)
    last = min(last if last >= 0 else len(text), address.end)
    crosses_lines = "\n" in text[address.start : address.end]
    return crosses_lines and not any(c.isalpha() for c in text[first : phone.start] + text[phone.end : last])


def _candidates(text: str) -> Iterator[Span]:
    for pattern in (_FIRST, _ROMANCE_FIRST, _ROMANCE_LAST, _GERMANIC):
        for match in pattern.finditer(text):
            if _street_like(match, needs_capital=pattern is not _GERMANIC):
                yield Span(match.start(), _with_tail(text, match.end()), "ADDRESS")
    for pattern in (_LINE, _HOUSE_LINE):
        for match in pattern.finditer(text):
            yield Span(match.start("v"), _with_tail(text, match.end("v")), "ADDRESS")
    for pattern in (_BOX, _MILITARY, _CITY_STATE, _CODE_CITY):
        for match in pattern.finditer(text):
            if pattern is _CODE_CITY and _NO_TAIL.match(match.group().split(maxsplit=1)[1]):
                continue
            yield Span(match.start(), _with_tail(text, match.end()), "ADDRESS")
    for match in _CODES.finditer(text):
        yield Span(match.start(), match.end(), "ADDRESS")
    for match in _CUE.finditer(text):
        yield from _after_cue(text, match.start("v"), match["v"])


def _street_like(match: regex.Match[str], *, needs_capital: bool) -> bool:
    words = match.group()
    if "\n\n" in words or "[" in words:
        return False
    if _NOT_STREET.search(words):
        return False
    if not needs_capital or any(w[:1].isupper() for w in words.split() if w[:1].isalpha()):
        return True
    return bool(regex.search(rf"\b(?:{_STRONG})\b\.?$", words, _I)) and len(words.split()) <= 5


def _with_tail(text: str, end: int) -> int:
    """Goes on over unit, town, region, postcode and country; stops at a label, a sentence or an empty line."""
    for _ in range(8):
        match = _TAIL.match(text, end)
        if match is None or _NO_TAIL.match(match["part"]):
            return end
        separator = text[end : match.start("part")]
        if not separator and text[end - 1].isalnum():
            return end
        if not separator.strip(" \t") and not separator and not match["part"][0].isdigit():
            return end
        if (
            separator.strip(" \t\n") == ""
            and "\n" not in separator
            and match["part"].istitle()
            and text[end - 1] in ".!?"
        ):
            return end
        # a new line must look like one of an address: with a digit, a country, or followed by one that has it
        if "\n" in separator and not _COUNTRY_OR_CODE.search(_line_at(text, match.start("part"))):
            following = (
                _line_at(text, text.find("\n", match.start("part")) + 1) if "\n" in text[match.start("part") :] else ""
            )
            if not (_COUNTRY_OR_CODE.search(following) and len(following) <= 50) or _NO_TAIL.match(following.strip()):
                return end
        end = match.end("part")
    return end


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _after_cue(text: str, start: int, value: str) -> Iterator[Span]:
    """What follows `address:`: up to the end of the line or sentence, with lines that go on with it."""
    lead = len(value) - len(value.lstrip(" *:-"))
    start, value = start + lead, value[lead:]
    stop = regex.search(
        r"[.!?](?=\s+\p{Lu}[\p{L}]+\s+\p{Ll})|[?!]|\s(?:e-?mail|tele?phone|phone|tel"
        r"|fax|mobile)\b|\*\*|\s(?:for|and\s+(?:i|my|we)|but|so|which|because)\s|;"
        r"|https?:|\s{3,}",
        value,
        _I,
    )
    if stop:
        value = value[: stop.start()]
    value = value.rstrip(" .,;*-")
    if (
        len(value) < 4
        or "@" in value
        or value.lower().startswith(("[private]", "same", "as above", "see ", "not ", "the corner of the"))
    ):
        return
    words = regex.findall(r"[\p{L}\d]+", value)
    has_digit = any(w.isdigit() for w in words)
    if not has_digit and not (2 <= len(words) <= 10 and sum(w[0].isupper() for w in words) >= len(words) / 2):
        return
    if len(words) > 25:
        return
    yield Span(start, _with_tail(text, start + len(value)), "ADDRESS")
