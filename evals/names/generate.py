"""Texts to fine-tune the entity recogniser on: our own sentences from `text/`, their slots filled with invented values.

The same seed gives the same texts. Nothing in them was written by or about a real person.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from faker import Faker

from evals.names.values import Values

TEXT: Final = Path(__file__).parent / "text"
SLOT: Final = re.compile(r"\{([a-z_]+)\}")

# Of a hundred texts.
SHARES: Final = {"comments": 36, "tickets": 20, "places": 18, "prose": 12, "court": 7, "support": 7}

# After a slot: it names a thing. Before one: initials that belong to the name.
NAMED_AFTER: Final = re.compile(
    r"(?:['’]s (?:lemma|law|theorem|syndrome|disease)| (?:Street|Museum|Act|Prize|Award|Foundation|Institute|Stadium"
    r"|Bridge|& Sons|test|effect|Hall|Park|Road|Avenue|Tower|Cup|method|algorithm|Day|Records|Ltd|Inc)\b| v\.? )"
)
INITIALS: Final = re.compile(r"(?<!\w)(?:\p{Lu}\.(?:[ -]|(?=\p{Lu})))+$".replace(r"\p{Lu}", "[A-ZÀ-Þ]"))

# What the network learns to call a slot; slots that are not named here are no entities.
LABELS: Final = {
    **dict.fromkeys(("full", "first", "last", "nick", "celeb"), "PERSON"),
    **dict.fromkeys(("town", "country", "region"), "PLACE"),
    **dict.fromkeys(("street", "address"), "ADDRESS"),
    **dict.fromkeys(("org", "brand", "title_work", "agency", "statute"), "OTHER"),
}


class Example(NamedTuple):
    """A text and its entities as (start, end, label); offsets count code points."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


def sentences() -> list[tuple[str, str]]:
    """(file, sentence) of every line of `text/`."""
    found = []
    for path in sorted(TEXT.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [(path.stem, line.replace("\\n", "\n")) for line in lines if line.strip()]
    return found


def examples(count: int, seed: int, words: tuple[str, ...]) -> Iterator[Example]:
    """`count` texts. `words` are plain English ones, of which nicknames and titles are made too."""
    dice = random.Random(seed)  # noqa: S311 - invented texts
    Faker.seed(seed)
    values = Values(dice, words)
    lines: dict[str, list[str]] = {}
    for source, line in sentences():
        lines.setdefault(source, []).append(line)
    for source in dice.choices(list(SHARES), list(SHARES.values()), k=count):
        made = _filled(dice.choice(lines[source]), values)
        while source not in {"comments", "support"} and dice.random() < 0.3:
            made = _joined(made, dice.choice((" ", "\n", "\n\n")), _filled(dice.choice(lines[source]), values))
        yield _written(made, source, dice)


def _filled(line: str, values: Values) -> Example:
    """A sentence with its slots filled, in the letter case of the sentence."""
    literal = SLOT.sub("", line)
    small = literal.islower() and values.often()
    parts: list[str] = []
    entities: list[tuple[int, int, str]] = []
    at = length = 0
    for match in SLOT.finditer(line):
        before, value = line[at : match.start()], values.of(match[1])
        if small:
            value = _same_length(value, str.lower)
        elif literal.isupper() and len(literal) > 8:
            value = _same_length(value, str.upper)
        start = length + len(before)
        label = LABELS.get(match[1])
        if label == "PERSON" and NAMED_AFTER.match(line, match.end()):
            label = None  # a street, a museum, a lemma: the thing is nobody
        if label:
            initials = INITIALS.search(before) if label == "PERSON" else None
            entities.append((start - (len(initials.group()) if initials else 0), start + len(value), label))
        parts += (before, value)
        length = start + len(value)
        at = match.end()
    return Example("".join((*parts, line[at:])), tuple(entities))


def _joined(one: Example, between: str, other: Example) -> Example:
    start = len(one.text) + len(between)
    moved = tuple((a + start, b + start, label) for a, b, label in other.entities)
    return Example(one.text + between + other.text, one.entities + moved)


def _written(made: Example, source: str, dice: random.Random) -> Example:
    """As careless people write: small letters, capitals, no punctuation at the end, a blank after the apostrophe."""
    text = made.text
    roll = dice.random()
    if roll < (0.25 if source == "comments" else 0.12):
        text = _same_length(text, str.lower)
    elif roll < (0.30 if source == "comments" else 0.15):
        text = _same_length(text, str.upper)
    if dice.random() < 0.1 and text[-1:] in ".!?" and not any(end == len(text) for _, end, _ in made.entities):
        text = text[:-1]
    done = made._replace(text=text)
    if source == "comments" and dice.random() < 0.35:
        done = _spread(done)
    return done


def _same_length(text: str, change: Callable[[str], str]) -> str:
    return "".join(change(c) if len(change(c)) == 1 else c for c in text)


def _spread(made: Example) -> Example:
    """ "don't" as "don' t": some collections of comments were cut into words and put together again."""
    places = [m.start() + 1 for m in re.finditer(r"(?<=\w)['’](?=(?:s|t|m|re|ve|ll|d)\b)", made.text)]
    text = made.text
    for place in reversed(places):
        text = text[:place] + " " + text[place:]

    def moved(at: int, *, end: bool) -> int:
        return at + sum(place < at if end else place <= at for place in places)

    return Example(text, tuple((moved(a, end=False), moved(b, end=True), label) for a, b, label in made.entities))
