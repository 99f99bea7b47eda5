"""Where the value of a name such as `password` stands: behind `=` or `is`, in an element, beside it, in front of it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from drafting.redaction.model.vocabulary import ordinary
from drafting.redaction.secrets import names
from drafting.redaction.secrets.values import Said, is_hash, trimmed

Place = tuple[int, str, Said]


def values_of(text: str, name: regex.Match[str]) -> Iterator[Place]:
    """What may be the value of a name, most plainly said first: where it starts, what it is, how plainly."""
    end = name.end()
    assigned = names.ASSIGNED.match(text, end)
    told = names.TOLD.match(text, end)
    spaced = assigned or told
    if spaced and not name["key"]:
        yield from _several_words(text, spaced.end(), name)
    yield from _in_markup(text, name)
    if assigned:
        code = assigned["op"] in ("=", ":=", "=>", "?=") or _is_identifier(text, name)
        yield from _value_at(text, assigned.end(), Said.ASSIGNED if code else Said.LABELLED)
        return
    if told:
        yield from _told(text, told)
        noted = names.NOTED.match(told.group())
        if noted:
            yield end + noted.start("v"), noted["v"], Said.BESIDE
    elif not (name["cred"] or name["salt"] or _is_glued(text, name)) and text[end : end + 1] in tuple(" \t\r\n,(;|"):
        yield from _beside(text, name)
        yield from _further(text, name)
    sentence = names.NEXT_SENTENCE.match(text, end) if name["word"] else None
    if sentence:
        yield from _value_at(text, sentence.end(), Said.BESIDE)
    if not (told or name["pass"] or name["auth"] or name["bearer"] or name["cred"]):
        yield from _in_front(text, name)


def _in_markup(text: str, name: regex.Match[str]) -> Iterator[Place]:
    """`<password>x</password>`, `name="password" value="x"`, `define('PASSWORD', 'x')`."""
    end, following = name.end(), text[name.end() : name.end() + 1]
    if following == ">" or (following in " \t\"'" and "<" in text[max(0, name.start() - 30) : name.start()]):
        element = names.ELEMENT.match(text, end)
        if element:
            yield element.start("v"), element["v"], Said.QUOTED
    if following and following in "\"'\\\n\r,":
        attribute = names.ATTRIBUTE.match(text, end)
        if attribute:
            yield attribute.start("v"), attribute["v"], Said.QUOTED
        argument = names.ARGUMENT.match(text, end)
        if argument and names.CALL_BEFORE.search(text, max(0, name.start() - 80), name.start()):
            yield argument.start("v"), argument["v"], Said.QUOTED


def _beside(text: str, name: regex.Match[str]) -> Iterator[Place]:
    """`password x`, `password (x)`, `--password x`."""
    place = names.BESIDE.match(text, name.end())
    if not place:
        return
    if "\n" in place.group() and text[max(0, name.start() - 1) : name.start()].strip(" \t\n\"'*#>("):
        return  # a line of base64 that ends in "…+Pw"
    option = names.OPTION_BEFORE.search(text, max(0, name.start() - 30), name.start()) is not None
    for start, value, said in _value_at(text, place.end(), Said.BESIDE):
        if option:
            yield start, value, Said.ASSIGNED
        elif name["word"] and value.isdigit() and len(value) >= 6:
            yield start, value, Said.LABELLED
        elif not name["pass"] or any(c in "@#$%^&*!" for c in value):
            yield start, value, said


def _further(text: str, name: regex.Match[str]) -> Iterator[Place]:
    """`password for the shop is x`, `password was changed to x`."""
    end = name.end()
    near = text[end : end + 240]
    clause = names.CLAUSE.match(text, end) if any(word in near for word in names.COPULAS) else None
    if clause and not ("\n" in clause.group() and clause.group().rstrip()[-1] in ":="):
        for start, value, said in _told(text, clause):
            if clause["first"] or not is_hash(value):
                yield start, value, said
    changed = names.CHANGED.match(text, end) if any(word in near for word in names.TURNS) else None
    if changed:
        yield from _value_at(text, changed.end(), Said.BESIDE)


def _in_front(text: str, name: regex.Match[str]) -> Iterator[Place]:
    """`x is my password`."""
    front = text[max(0, name.start() - 110) : name.start()]
    if any(word in front for word in names.LEADS):
        place = names.BEFORE.search(text, name.start() - len(front), name.start())
        if place:
            yield place.start("v"), place["v"], Said.BESIDE


def _is_glued(text: str, name: regex.Match[str]) -> bool:
    """In base64 any three letters stand somewhere: a short name within a word is none, except in front of `=`."""
    before = text[max(0, name.start() - 1) : name.start()]
    return len(name.group()) <= 4 and (before.isalnum() or before in ("+", "/"))


def _told(text: str, match: regex.Match[str]) -> Iterator[tuple[int, str, Said]]:
    """What follows "is". In another language a lone word after it is an adjective we cannot tell from a password."""
    for start, value, said in _value_at(text, match.end(), Said.TOLD):
        if not (value.isalpha() and names.FOREIGN.search(match.group())):
            yield start, value, said


def _several_words(text: str, at: int, name: regex.Match[str]) -> Iterator[tuple[int, str, Said]]:
    """A passphrase up to the end of its line, or the four groups of four letters of a Google app password."""
    phrase = names.WORDS.match(text, at) if "phrase" in name.group().lower() else None
    if phrase:
        yield phrase.start("v"), phrase["v"], Said.QUOTED
    groups = names.APP_PASSWORD.match(text, at)
    if groups and not all(map(ordinary, groups["v"].split())):
        yield groups.start("v"), groups["v"], Said.QUOTED


def _is_identifier(text: str, name: regex.Match[str]) -> bool:
    """`DB_PASSWORD`, `dbPassword`, `"password"`: a name in code, where any word may be a value."""
    before = text[max(0, name.start() - 1) : name.start()]
    return (
        before in {"_", '"', "'"}
        or (before.isalpha() and name.group()[0].isupper())
        or "_" in name.group()
        or name.group().isupper()
    )


def _value_at(text: str, at: int, said: Said) -> Iterator[tuple[int, str, Said]]:
    quoted = names.QUOTED_VALUE.match(text, at)
    if quoted:
        value = next(g for g in quoted.captures("v") if g)
        start = quoted.start("v")
        if said == Said.BESIDE:
            yield start, value, Said.LABELLED if " " not in value and not value.isalpha() else said
        else:
            yield start, value, Said.QUOTED
        return
    bare = names.BARE_VALUE.match(text, at)
    if bare:
        value = trimmed(bare["v"])
        yield bare.start("v"), value, said
