"""What a ticket is put together from: pieces of text that know whether they must be hidden, and the joined text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

NEUTRAL: Final = (
    "neutral"  # hiding it is neither right nor wrong: honorifics, countries, the host of a connection string
)
CASED: Final = frozenset({"secret", "wallet", "e-mail", "user name", "account id", "device id", "MAC address"})


def words(text: str) -> tuple[str, ...]:
    """The words of a text, in which `_` stands for a blank inside one."""
    return tuple(word.replace("_", " ") for word in text.split())


class Piece(NamedTuple):
    """A stretch of text. `kind` is None for text that must stay, NEUTRAL, or the kind of a planted value."""

    text: str
    kind: str | None = None


class Span(NamedTuple):
    """A planted value; offsets count code points of the ticket's text."""

    start: int
    end: int
    kind: str
    value: str


class Ticket(NamedTuple):
    """A text, what is planted in it, and the ranges that count neither way. `name` says which body it came from."""

    name: str
    text: str
    spans: tuple[Span, ...]
    neutral: tuple[tuple[int, int], ...]


def joined(name: str, pieces: Iterable[Piece]) -> Ticket:
    """The ticket of these pieces. The spans are counted while the text grows, never searched for."""
    text: list[str] = []
    spans: list[Span] = []
    neutral: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        if piece.kind == NEUTRAL:
            neutral.append((at, end))
        elif piece.kind is not None:
            spans.append(Span(at, end, piece.kind, piece.text))
        text.append(piece.text)
        at = end
    return Ticket(name, "".join(text), tuple(spans), tuple(neutral))


def lowered(pieces: Iterable[Piece]) -> list[Piece]:
    """Careless typing: no capitals, except where capitals are part of the value."""
    return [p if p.kind in CASED else p._replace(text=p.text.lower()) for p in pieces]


def capitals(pieces: Iterable[Piece]) -> list[Piece]:
    """Angry typing. `ß` becomes two letters, which is why this comes before the joining."""
    return [p if p.kind in CASED or p.text.startswith("http") else p._replace(text=p.text.upper()) for p in pieces]


def quoted(pieces: Iterable[Piece], mark: str = "> ") -> list[Piece]:
    """The pieces as an earlier mail: a mark at the start of every line."""
    return [Piece(mark), *(p._replace(text=p.text.replace("\n", "\n" + mark)) for p in pieces)]


def wrapped(ticket: Ticket, width: int = 74) -> Ticket:
    """Hard line breaks as old mail programs put them, also inside values. Blanks become line ends: no offset moves."""
    text = list(ticket.text)
    start = last = 0
    for at, char in enumerate(ticket.text):
        if char == "\n":
            start, last = at + 1, 0
        elif char == " ":
            if at - start > width and last > start and ticket.text[start] not in ">|{ \t#":
                text[last] = "\n"
                start = last + 1
            last = at
    done = "".join(text)
    spans = tuple(span._replace(value=done[span.start : span.end]) for span in ticket.spans)
    return ticket._replace(text=done, spans=spans)
