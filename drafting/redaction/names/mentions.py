"""People in running text, by the words themselves: given names, surnames, and words that no dictionary has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from drafting.redaction.model.vocabulary import ordinary
from drafting.redaction.names.by_cue import THING_BEFORE, with_title
from drafting.redaction.names.careless import NEXT_LOWER
from drafting.redaction.names.cues import AGENT_AFTER, cued
from drafting.redaction.names.given import is_east_asian, is_given, is_surname, may_be_given, mostly_given
from drafting.redaction.names.phrases import BEFORE_PLACES, BRANDS, PHRASES, THINGS
from drafting.redaction.names.words import COMMON, NOT_PEOPLE
from drafting.redaction.people import PARTICLES
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_PARTICLE: Final = rf"(?:(?:{'|'.join(sorted(PARTICLES))})[ ])"
_WORD: Final = r"(?:\p{Lu}[\p{L}\p{M}'’\-]*[\p{L}\p{M}]|(?:\p{Lu}\.-?){1,3}|\p{Lu}(?![\w'’]))"
_RUN: Final = regex.compile(
    rf"(?<![\w@./\\#=<~$\-'’]){_WORD}(?:[ ]{_PARTICLE}{{0,2}}{_WORD}){{0,7}}(?![\w@/\\=]|[.\-][\w]|\()"
)
_PART: Final = regex.compile(r"[^ ]+")
_INITIALS: Final = regex.compile(r"(?:\p{Lu}\.?-?){1,3}")
_CAMEL: Final = regex.compile(r"\p{Ll}\p{Lu}")
_CAMEL_NAME: Final = regex.compile(
    r"(?:Mc|Mac|De|Di|Van|La|Le|O['’]|D['’])\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)+"
)
_POSSESSIVE: Final = regex.compile(r"['’]s?$")
_NEXT: Final = regex.compile(r"['’s]{0,2}[ ]([\p{L}.]+)")
_PAIR: Final = regex.compile(
    r"(?<![\w@./\\#=<~$\-'’])(?<!\p{Lu}\p{L}*[ ])(?P<a>\p{Lu}[\p{L}\-'’]+)[ ]and[ ](?P<b>\p{Lu}[\p{L}\-'’]+)"
    r"(?=[ ](?:were|are|have|had|did|do|both|never|will|copied|stole|posted|wrote|told|said|work|live|know)\b)"
)
_SPEAKER: Final = regex.compile(r"^[ \t>*]*(?P<v>\p{Lu}[\p{L}\-'’]+):[ ]+\S+[ ]+\S", regex.MULTILINE)
_VERBS: Final = frozenset({"Will", "May", "Mark", "Grant", "Chase"})  # these also open a sentence
_DEGREES: Final = frozenset({"phd", "md", "esq", "llm"})
_QUOTED: Final = regex.compile(r"[\"“”«*_`]")


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
    """People named in running text with capitals."""
    for match in _RUN.finditer(text):
        yield from _in_run(text, _words(match.group(), match.start()))
    yield from _pairs(text)
    yield from _speakers(text)


def _pairs(text: str) -> Iterator[Span]:
    """Two surnames joined: "Castellanos and Okafor were there"."""
    for match in _PAIR.finditer(text):
        looks = {group: _look(match[group]) for group in ("a", "b")}
        known = sum(look in "GS" or (look == "C" and match["a"][0].isupper()) for look in looks.values())
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
            yield with_title(text, Span(taken[0].start, _with_lower_surname(text, taken), "PERSON"))
            i = end
        else:
            i += 1


def _with_lower_surname(text: str, taken: Sequence[Word]) -> int:
    """ "Celeste castellanos": where a name ends whose surname was written carelessly."""
    if len(taken) == 1 and taken[0].look == "G" and not taken[0].last:
        more = NEXT_LOWER.match(text, taken[0].end)
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
        plain = look == "O" and first == "G" and words[at].text.lower() not in COMMON
        if look in "GTSUI" or (not surname_done and (plain or (look == "C" and (known or first in "SU")))):
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
    human = cued(text, taken[0].start, taken[-1].end)
    if len(looks) == 1:
        return _single(text, taken[0], human, alone=len(words) == 1)
    if "G" in looks:
        return True
    if "T" in looks and any(c in looks for c in "SU"):
        return "S" in looks or taken[0].text not in _VERBS or not _opens(text, taken[0].start)
    if "T" in looks and (looks.count("T") > 1 or "C" in looks):
        return human or looks.count("T") > 1
    if looks[0] == "I":
        return looks[-1] in "SU" and len(taken[-1].text) > 2 and not taken[-1].text.isupper()
    if len(long) < 2 or any(len(w.text) < 2 for w in long):
        return False
    if "P" in (w.look for w in taken) and looks[0] in "USGT":
        return True
    if "U" in looks or "T" in looks:
        human = human or bool(AGENT_AFTER.match(text, taken[-1].end)) or _own_line(text, taken)
    if "S" in looks[1:] or (looks[0] == "S" and "U" in looks):
        return human or not all(ordinary(w.text) for w in long)
    return human or ("C" not in looks and _unheard_of(text, long))


def _single(text: str, word: Word, human: bool, *, alone: bool) -> bool:
    """One word alone: a plain given name, or any word but an English one where only a person can stand."""
    if _preceded(text, word.start, "the", "a", "an"):
        return False
    if word.look == "G":
        return not (word.text.isupper() and len(word.text) <= 4 and not human)
    if len(word.text) < 3 or (word.text.isupper() and len(word.text) <= 5):
        return False
    if word.look == "T" and mostly_given(word.text) and alone and not _opens(text, word.start):
        return True
    return human and alone and (word.look in "TU" or (word.look == "S" and not ordinary(word.text)))


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
