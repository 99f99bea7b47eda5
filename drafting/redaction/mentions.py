"""People in running text, by the words themselves: given names, surnames, and words that no dictionary has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from drafting.redaction.given import is_east_asian, is_foreign_surname, is_given, is_surname, may_be_given, mostly_given
from drafting.redaction.names import THING_BEFORE
from drafting.redaction.phrases import BEFORE_PLACES, BRANDS, PHRASES, THINGS
from drafting.redaction.placeholders import Span
from drafting.redaction.vocabulary import derived, ordinary
from drafting.redaction.words import COMMON, NOT_PEOPLE

_I: Final = regex.IGNORECASE
PARTICLES: Final = frozenset(
    "de da do dos das di du del della van von der den ter ten la le el al bin binti ibn ben zu af av y e bint".split()
)
_PARTICLE: Final = rf"(?:(?:{'|'.join(sorted(PARTICLES))})[ ])"
_WORD: Final = r"(?:\p{Lu}[\p{L}\p{M}'’\-]*[\p{L}\p{M}]|(?:\p{Lu}\.-?){1,3}|\p{Lu}(?![\w'’]))"
_RUN: Final = regex.compile(
    rf"(?<![\w@./\\#=<~$\-'’]){_WORD}(?:[ ]{_PARTICLE}{{0,2}}{_WORD}){{0,7}}(?![\w@/\\=]|[.\-][\w]|\()"
)
_PART: Final = regex.compile(r"[^ ]+")
_INITIALS: Final = regex.compile(r"(?:\p{Lu}\.?-?){1,3}")
_CAMEL: Final = regex.compile(r"\p{Ll}\p{Lu}")
_CAMEL_NAME: Final = regex.compile(r"(?:Mc|Mac|De|Di|Van|La|Le|O['’]|D['’])\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)+")
_POSSESSIVE: Final = regex.compile(r"['’]s?$")
_LOWER: Final = regex.compile(
    r"(?<![\w@./\\#=<>~$\-'’:{\[`&?%*])\p{Ll}[\p{L}\p{M}\-]{2,}(?=['’]?s?(?![\w@/\\=(:\-'’])(?!\.\w))"
)
_NEXT_LOWER: Final = regex.compile(r"[ ](\p{Ll}[\p{L}\p{M}'’\-]+)(?![\w@/\\=(]|\.\w)")
_MIDDLE: Final = regex.compile(r"[ ](\p{Ll})(?=[ ]\p{Ll}{3})")
_NEXT: Final = regex.compile(r"['’s]{0,2}[ ]([\p{L}.]+)")
_PAIR: Final = regex.compile(
    r"(?<![\w@./\\#=<~$\-'’])(?<!\p{Lu}\p{L}*[ ])(?P<a>\p{Lu}[\p{L}\-'’]+)[ ]and[ ](?P<b>\p{Lu}[\p{L}\-'’]+)"
    r"(?=[ ](?:were|are|have|had|did|do|both|never|will|copied|stole|posted|wrote|told|said|work|live|know)\b)"
)
_SPEAKER: Final = regex.compile(r"^[ \t>*]*(?P<v>\p{Lu}[\p{L}\-'’]+):[ ]+\S+[ ]+\S", regex.MULTILINE)
_DEGREES: Final = frozenset({"phd", "md", "esq", "llm"})
_QUOTED: Final = regex.compile(r"[\"“”«*_`]")

_SPOKE: Final = (
    r"told|threatened|admitted|promised|texted|phoned|e-?mailed|messaged|harassed|harasses|stalked|stalks|blackmailed"
    r"|blackmails|doxx?ed|bullied|bullies|insulted|lied|lies|married|divorced|said|says|refused|apologi[sz]ed|lives"
    r"|lived|confessed|swore|laughed|knows|knew|hates|thinks|wants|wanted|resigned|quit|denied|denies|agreed|showed"
)
# After a name: what only people do.
_HUMAN_AFTER: Final = regex.compile(
    rf",?[ ](?:(?:has|had|have|also|then|never|just|even|later|only)[ ]){{0,2}}(?:(?:{_SPOKE})\b"
    r"|and[ ](?:I|me)\b|work(?:s|ed)[ ](?:for|at|with|in)\b|used[ ]to\b|got[ ](?:angry|fired|married|arrested)\b"
    r"|(?:is|was)[ ](?:my|our|his|her|a|an|the|so|very|not)?[ ]?(?:\w+[ ])?(?:man|woman|person|student|guy|girl|boy|friend"
    r"|colleague|boss|ex|husband|wife|brother|sister|father|mother|son|daughter|neighbou?r|landlord|roommate|partner"
    r"|boyfriend|girlfriend|teacher|employee|contractor|freelancer|classmate|cousin|uncle|aunt|kind|rude|angry|jealous"
    r"|reliable|impulsive|mean|cruel|nice|jealous|drunk|dangerous|arrested|fired|born|married|divorced)\b|(?:is|was)[ ](?:from|years[ ]old|\d{1,2}\b)"
    r"|who[ ](?:is|was|lives|lived|works|worked)\b|in[ ]cc\b)"
    r"|['’]s?[ ](?:wife|husband|brother|sister|father|mother|mom|dad|son|daughter|kid|child|boyfriend|girlfriend|phone"
    r"|birthday|employer|boss|lawyer|house|home|family|face|voice|friend|body|address|mail|e-?mail)\b",
    _I,
)
# After a name of two words, one of them unknown: what people do to the things that tickets are about.
_AGENT_AFTER: Final = regex.compile(
    r"(?:[ ](?:has|had|have|also|then|never|just|who|and[ ]\p{Lu}[\p{L}]+|later|already|secretly|illegally)){0,2}[ ]"
    r"(?:copied|copies|stole|steals|posted|posts|uploaded|uploads|wrote|writes|published|publishes|forked|committed"
    r"|pushed|leaked|leaks|created|made|makes|signed|took|takes|used|uses|shared|shares|sent|sends|owns|owned|hosts"
    r"|keeps|removed|deleted|filed|submitted|reported|claims|claimed|gave|runs|ran|logged|hacked|paid|called|asked|sold"
    r"|is|was|will[ ]be|speaking)\b|['’]s?[ ]\p{Ll}",
)
_AGENT_BEFORE: Final = regex.compile(r"(?:\b(?:by|from|to|with|of|for|and|about|against)|[:,])[ ]+$", _I)
_RELATIONS: Final = (
    r"colleague|client|husband|wife|son|daughter|brother|sister|mother|father|boss|manager|friend|partner|lawyer|attorney"
    r"|neighbou?r|ex|ex-?(?:husband|wife|boyfriend|girlfriend|partner|friend|employee)|cousin|uncle|aunt|room-?mate"
    r"|co-?worker|boyfriend|girlfriend|landlord|tenant|doctor|child|kid|baby|niece|nephew|stepfather|stepmother|stepson"
    r"|grandmother|grandfather|grandson|tutor|teacher|student|supervisor|employee|contractor|freelancer|intern|assistant"
    r"|class-?mate|fianc[ée]e?|co-?founder|flat-?mate|accountant|therapist|professor"
)
# Before a name: what announces a person.
_HUMAN_BEFORE: Final = regex.compile(
    r"(?:\bit[ ](?:was|is|must[ ]be|could[ ]be|might[ ]be)(?:[ ](?:probably|likely|maybe|perhaps|certainly|surely|all|just"
    r"|only|definitely|again))?|\bi[ ](?:think|believe|suspect|guess|know|met|married|hired|fired|dated|asked|told)"
    r"(?:[ ](?:that|it[ ]was|it[ ]is))?|\b(?:ask|asked|told|tell|dating|divorced|married|blame|met|hired|fired|phoned)"
    r"|\b(?:mother|father|parent|wife|husband|friend|victim)[ ]of|\b(?:told|tells|said|says|claims|claimed)(?:[ ]\w+)?[ ]that|\bbetween|\bwhy[ ](?:is|was|did|does|has)|\bstarring|\bmy[ ]name[ ]is|\blast[ ]name\?"
    r"|\b(?:man|woman|person|user|guy|girl|student|developer|someone|somebody|(?:man|woman|person|user|guy|girl|boy|student|somebody|someone|teacher)[ ](?:named|called)|thank[ ]you|thanks|hi|hey|dear)"
    rf"|\b(?:my|our|his|her|their)[ ](?:\w+[ ]){{0,2}}(?:{_RELATIONS})),?[ ]$",
    _I,
)


class Word(NamedTuple):
    """A word of a run: where it stands, without a possessive, and how it looks.

    `look` is one of: G given name, T perhaps a given name, S surname, U unknown, I initials, P particle, O ordinary,
    X never part of a name.
    """

    start: int
    end: int
    text: str
    look: str
    last: bool  # a possessive ends the name


def find_mentions(text: str) -> Iterator[Span]:
    """People named in running text, with capitals or without."""
    for match in _RUN.finditer(text):
        yield from _in_run(text, _words(match.group(), match.start()))
    yield from _lower_case(text)
    yield from _pairs(text)
    yield from _speakers(text)


def _pairs(text: str) -> Iterator[Span]:
    """Two surnames joined: "Castellanos and Okafor were there"."""
    for match in _PAIR.finditer(text):
        looks = {group: _look(match[group]) for group in ("a", "b")}
        known = sum(
            look in "GS" or (look == "C" and match["a"][0].isupper()) for look in looks.values()
        )
        if known and all(look in "GTSUC" for look in looks.values()) and not _preceded(text, match.start(), "the"):
            for group in looks:
                yield Span(match.start(group), match.end(group), "PERSON")


def _speakers(text: str) -> Iterator[Span]:
    """Who speaks in a chat pasted into the ticket: two lines or more of the form `Name: words`."""
    lines = [m for m in _SPEAKER.finditer(text) if _look(m["v"]) in "GTSU"]
    if len(lines) > 1:
        yield from (Span(m.start("v"), m.end("v"), "PERSON") for m in lines)


def _words(run: str, at: int) -> list[Word]:
    found = []
    for match in _PART.finditer(run):
        word = match.group()
        bare = _POSSESSIVE.sub("", word)
        start = at + match.start()
        found.append(Word(start, start + len(bare), bare, _look(bare), bare != word))
    return found


def _look(word: str) -> str:
    lower = word.lower()
    if lower in PARTICLES and word[0].islower():
        return "P"
    if _INITIALS.fullmatch(word) and (len(word) == 1 or "." in word):
        return "I"
    given, surname = is_given(word), is_surname(word)
    if given and lower not in NOT_PEOPLE:
        return "G"
    if lower in BRANDS or (_CAMEL.search(word) and not _CAMEL_NAME.fullmatch(word)):
        return "X"
    if lower in NOT_PEOPLE and lower not in {"west", "north", "page", "love"}:
        return "X"
    if may_be_given(word):
        return "T"
    if ordinary(word):
        return "S" if surname and lower not in COMMON | THINGS else "C" if surname else "O"
    return "S" if surname else "U"


def _in_run(text: str, words: Sequence[Word]) -> Iterator[Span]:
    i = 0
    while i < len(words):
        if i + 1 < len(words) and is_east_asian(words[i].text, words[i + 1].text):
            yield Span(words[i].start, words[i + 1].end, "PERSON")
            i += 2
            continue
        end = _name_end(words, i)
        taken = words[i:end]
        if taken and _is_person(text, words, i, end):
            if i and taken[0].look in "GT" and words[i - 1].look == "S" and not words[i - 1].last:
                taken = [words[i - 1], *taken]  # family name first
            if end < len(words) and words[end].text.lower() in _DEGREES and not taken[-1].last:
                taken = [*taken, words[end]]
            yield Span(taken[0].start, _with_lower_surname(text, taken), "PERSON")
            i = end
        else:
            i += 1


def _with_lower_surname(text: str, taken: Sequence[Word]) -> int:
    """ "Celeste castellanos": where a name ends whose surname was written carelessly."""
    if len(taken) == 1 and taken[0].look == "G" and not taken[0].last:
        more = _NEXT_LOWER.match(text, taken[0].end)
        if more is not None and is_surname(more[1].title()) and not ordinary(more[1]):
            return more.end(1)
    return taken[-1].end


def _name_end(words: Sequence[Word], start: int) -> int:
    """How far a name that starts here reaches (exclusive); `start` when none does."""
    first = words[start].look
    if first not in "GTSUI" or words[start].text in {"I", "A"}:
        return start
    end, at = start + 1, start + 1
    while at < len(words) and at - start < 6 and not words[end - 1].last:
        look = words[at].look
        if look == "P" or (look == "O" and words[at - 1].look == "P" and end == at - 1 and first != "I"):
            at += 1
            end = at if look == "O" else end
            continue
        known = any(w.look in "GT" for w in words[start:end])
        surname_done = any(w.look in "SUOC" for w in words[start + 1 : end])
        if words[at].text == "I":
            break
        if look in "GTSUI" or (look == "C" and known and not surname_done):
            at += 1
            end = at
        elif look == "O" and words[start].look == "G" and not surname_done and words[at].text.lower() not in COMMON:
            at += 1
            end = at
        else:
            break
    while end > start + 1 and words[end - 1].look == "I":
        end -= 1
    return end


def _is_person(text: str, words: Sequence[Word], start: int, end: int) -> bool:
    taken = words[start:end]
    looks = "".join(w.look for w in taken if w.look != "P")
    value = " ".join(w.text.lower() for w in taken)
    before = words[start - 1].text.lower().rstrip(".") if start else ""
    if before in BEFORE_PLACES or taken[0].text.lower().rstrip(".") in BEFORE_PLACES or value in PHRASES:
        return False
    if start and f"{before} {taken[0].text.lower()}" in PHRASES:
        return False
    if " ".join(value.split()[:2]) in PHRASES or _is_thing(text, words, end) or taken[-1].text.lower() in THINGS:
        return False
    long = [w for w in taken if w.look not in "IP"]
    if not set(looks) & set("GT") and THING_BEFORE.search(text, max(0, taken[0].start - 40), taken[0].start):
        return False
    cued = _cued(text, taken[0].start, taken[-1].end)
    if len(looks) == 1:
        return _single(text, taken[0], cued, alone=len(words) == 1)
    if "G" in looks:
        return True
    if "T" in looks and any(c in looks for c in "SU"):
        return not (taken[0].text in {"Will", "May", "Mark", "Grant", "Chase"} and _opens(text, taken[0].start) and "S" not in looks)
    if "T" in looks and (looks.count("T") > 1 or "C" in looks):
        return cued or looks.count("T") > 1
    if looks[0] == "I":
        return looks[-1] in "SU" and len(taken[-1].text) > 2 and not taken[-1].text.isupper()
    if len(long) < 2 or any(len(w.text) < 2 for w in long):
        return False
    if "P" in (w.look for w in taken) and looks[0] in "USGT":
        return True
    if "U" in looks or "T" in looks:
        cued = cued or bool(_AGENT_AFTER.match(text, taken[-1].end)) or _own_line(text, taken)
    if "S" in looks[1:] or (looks[0] == "S" and "U" in looks):
        return cued or not all(ordinary(w.text) for w in long)
    return cued or _unheard_of(text, long)


def _single(text: str, word: Word, cued: bool, *, alone: bool) -> bool:
    """One word alone: a plain given name, or any word but an English one where only a person can stand."""
    if _preceded(text, word.start, "the", "a", "an"):
        return False
    if word.look == "G":
        return not (word.text.isupper() and len(word.text) <= 4 and not cued)
    if len(word.text) < 3 or (word.text.isupper() and len(word.text) <= 5):
        return False
    if word.look == "T" and mostly_given(word.text) and alone and not _opens(text, word.start):
        return True
    return cued and alone and (word.look in "TU" or (word.look == "S" and not ordinary(word.text)))


def _unheard_of(text: str, words: Sequence[Word]) -> bool:
    """Two or three words with a capital that no dictionary has, not in quotes, are a name rather than a product."""
    start, end = words[0].start, words[-1].end
    if len(words) > 3 or any(len(w.text) < (5 if w.text.isupper() else 3) for w in words):
        return False
    quoted = _QUOTED.match(text, max(0, start - 1)) and _QUOTED.match(text, end)
    return not quoted and not _preceded(text, start, "the", "a", "an") and text[end : end + 1] not in "™®©"


def _is_thing(text: str, words: Sequence[Word], end: int) -> bool:
    if end < len(words):
        return words[end].text.lower().rstrip(".") in THINGS and not words[end - 1].last
    match = _NEXT.match(text, words[end - 1].end)
    return match is not None and match[1].rstrip(".").lower() in THINGS and match[1][0].isupper()


def _cued(text: str, start: int, end: int) -> bool:
    return bool(_HUMAN_AFTER.match(text, end)) or bool(_HUMAN_BEFORE.search(text, max(0, start - 60), start))


def _own_line(text: str, words: Sequence[Word]) -> bool:
    """Whether a name stands alone on its line, as in a signature."""
    before = text[max(0, words[0].start - 4) : words[0].start].strip(" \t>*_~-")
    after = text[words[-1].end : words[-1].end + 4].lstrip(" \t*_,")
    return before[-1:] in {"\n", ""} and after[:1] in {"\n", ""}


def _preceded(text: str, start: int, *words: str) -> bool:
    before = text[max(0, start - 6) : start].lower()
    return any(before.endswith(f" {w} ") or before == f"{w} " for w in words)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence starts here."""
    before = text[max(0, start - 3) : start].rstrip(" \t>*-")
    return not before or before[-1] in ".!?:\n"


def _lower_case(text: str) -> Iterator[Span]:
    """Careless writing: given names in lower case, with the unknown words after them."""
    at = 0
    for match in _LOWER.finditer(text):
        word = match.group()
        if match.start() < at:
            continue
        known = may_be_given(word)
        if not known and (ordinary(word) or not _HUMAN_BEFORE.search(text, max(0, match.start() - 60), match.start())):
            continue
        end, following = _lower_end(text, match.end())
        cued = _cued(text, match.start(), end)
        if known and cued and not following:
            end, following = _ordinary_surname(text, match)
        sure = is_given(word) and (len(word) >= 4 or following)
        likely = bool(following) and any(is_surname(w.title()) and not ordinary(w) for w in following)
        if sure or likely or (cued and is_given(word)) or (cued and following):
            at = end
            yield Span(match.start(), end, "PERSON")


def _lower_end(text: str, start: int) -> tuple[int, list[str]]:
    """How far a name in lower case goes on, and with which words: particles, given names and unknown words."""
    end, following = start, []
    particles = 0
    for _ in range(4):
        more = _NEXT_LOWER.match(text, end) or _MIDDLE.match(text, end)
        if more is None:
            break
        bare = _POSSESSIVE.sub("", more[1])
        particle = bare in PARTICLES or len(bare) == 1
        if not particle and ordinary(bare) and not (is_given(bare) or _only_surname(bare)):
            break
        end = more.start(1) + len(bare)
        particles = particles + 1 if particle else 0
        following.append((bare, end))
        if bare != more[1]:
            break
    following = following[: len(following) - particles]
    return (following[-1][1] if following else start), [w for w, _ in following]


def _ordinary_surname(text: str, match: regex.Match[str]) -> tuple[int, list[str]]:
    """After a cue and a given name a plain English noun is a surname: "i think it was jacob fremont"."""
    more = _NEXT_LOWER.match(text, match.end())
    if more is None or not _HUMAN_BEFORE.search(text, max(0, match.start() - 60), match.start()):
        return match.end(), []
    bare = _POSSESSIVE.sub("", more[1])
    if bare in COMMON or bare in NOT_PEOPLE or derived(bare) or len(bare) < 4:
        return match.end(), []
    return more.start(1) + len(bare), [bare]


def _only_surname(word: str) -> bool:
    return is_foreign_surname(word) or (
        word not in COMMON and word not in NOT_PEOPLE and is_surname(word) and word not in THINGS
    )
