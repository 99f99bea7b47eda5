"""How much of what is planted a redactor hides, how much else, and a report that helps to find why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from tests.support_mail.pieces import Span, Ticket

Hide = Callable[
    [str], Sequence[tuple[int, int]]
]  # a text to the ranges that were hidden in it; raises when it held the text


class Miss(NamedTuple):
    """A value that was not hidden whole. `shown` are its characters that stayed, the others as dots."""

    ticket: str
    kind: str
    value: str
    shown: str
    around: str


class Alarm(NamedTuple):
    """Words that were hidden and belong to no planted value."""

    ticket: str
    words: str
    around: str


class Score(NamedTuple):
    """Characters by kind, whole values by kind, and every miss and alarm. `held` are tickets that it refused."""

    planted: Counter[str]
    hidden: Counter[str]
    values: Counter[str]
    whole: Counter[str]
    false: int
    misses: list[Miss]
    alarms: list[Alarm]
    held: list[str]

    @property
    def recall(self) -> float:
        """Characters of planted values that were hidden."""
        return self.hidden.total() / max(self.planted.total(), 1)

    @property
    def precision(self) -> float:
        """Hidden characters that belong to planted values; nothing hidden is no precision."""
        return self.hidden.total() / max(self.hidden.total() + self.false, 1)

    def whole_share(self, kind: str) -> float:
        """Values of one kind of which not a letter or digit stayed."""
        return self.whole[kind] / max(self.values[kind], 1)


def score(tickets: Iterable[Ticket], hide: Hide) -> Score:
    """Runs every ticket through the redactor. A held ticket is listed and counts as nothing hidden."""
    done = Score(Counter(), Counter(), Counter(), Counter(), 0, [], [], [])
    false = 0
    for ticket in tickets:
        try:
            ranges = hide(ticket.text)
        except Exception as error:  # noqa: BLE001  a redactor may break in any way; what it was is in the report
            done.held.append(f"{ticket.name}: {type(error).__name__} {error}")
            ranges = []
        hidden = bytearray(len(ticket.text))
        for start, end in ranges:
            hidden[start:end] = b"\1" * (end - start)
        for span in ticket.spans:
            _count(ticket, span, hidden, done)
        false += _false_alarms(ticket, hidden, done.alarms)
    return done._replace(false=false)


def _count(ticket: Ticket, span: Span, hidden: bytearray, done: Score) -> None:
    """Blanks and punctuation inside a value are hidden with the letters at their sides."""
    shown = [at for at in range(span.start, span.end) if not hidden[at] and ticket.text[at].isalnum()]
    marks = 0
    letters = [at for at in range(span.start, span.end) if ticket.text[at].isalnum()]
    for left, right in pairwise(letters):
        between = range(left + 1, right)
        marks += sum(1 for at in between if not hidden[at] and not (hidden[left] and hidden[right]))
    length = span.end - span.start
    done.planted[span.kind] += length
    done.hidden[span.kind] += length - len(shown) - marks if letters and len(shown) < len(letters) else 0
    done.values[span.kind] += 1
    if not shown:
        done.whole[span.kind] += 1
    if shown:
        left_over = set(shown)
        seen = "".join(c if at in left_over else "·" for at, c in enumerate(span.value, span.start))
        done.misses.append(Miss(ticket.name, span.kind, span.value, seen, _around(ticket, span.start, span.end)))


def _false_alarms(ticket: Ticket, hidden: bytearray, alarms: list[Alarm]) -> int:
    """Hidden characters outside values and neutral ranges. Blanks and marks directly beside those do not count."""
    text = ticket.text
    allowed = bytearray(len(text))
    for first, last in (*((s.start, s.end) for s in ticket.spans), *ticket.neutral):
        start, end = first, last
        while start > 0 and not text[start - 1].isalnum():
            start -= 1
        while end < len(text) and not text[end].isalnum():
            end += 1
        allowed[start:end] = b"\1" * (end - start)
    false = bytes(h and not a for h, a in zip(hidden, allowed, strict=True))
    for run in regex.finditer(rb"\x01+", false):
        alarms.append(Alarm(ticket.name, text[run.start() : run.end()], _around(ticket, run.start(), run.end())))
    return sum(false)


def _around(ticket: Ticket, start: int, end: int, reach: int = 45) -> str:
    before, after = ticket.text[max(0, start - reach) : start], ticket.text[end : end + reach]
    return f"{before}[{ticket.text[start:end]}]{after}".replace("\n", "⏎")


def flagged(tickets: Iterable[Ticket], hide: Hide) -> list[Ticket]:
    """The look-alikes of which at least one letter or digit was hidden, under whatever kind, or that were held."""
    found = []
    for ticket in tickets:
        try:
            ranges = hide(ticket.text)
        except Exception:  # noqa: BLE001  as in `score`
            found.append(ticket)
            continue
        if any(
            ticket.text[at].isalnum()
            for span in ticket.spans
            for start, end in ranges
            for at in range(max(start, span.start), min(end, span.end))
        ):
            found.append(ticket)
    return found


def report(done: Score, caught: Sequence[Ticket], looked_at: int, examples: int = 400) -> str:
    """The table by kind, then misses and false alarms with the text around them."""
    lines = [f"{'kind':<16}{'values':>7}{'whole':>8}{'chars':>8}{'recall':>8}"]
    for kind in sorted(done.planted, key=lambda k: done.hidden[k] / done.planted[k]):
        share = done.hidden[kind] / done.planted[kind]
        lines.append(
            f"{kind:<16}{done.values[kind]:>7}{done.whole_share(kind):>8.3f}{done.planted[kind]:>8}{share:>8.3f}"
        )
    lines.append(f"{'all':<16}{done.values.total():>7}{'':>8}{done.planted.total():>8}{done.recall:>8.4f}")
    lines.append(f"precision {done.precision:.4f} ({done.false} characters hidden for nothing)")
    lines.append(f"look-alikes flagged: {len(caught)} of {looked_at}; tickets held: {len(done.held)}")
    lines += [f"HELD  {held}" for held in done.held[:20]]
    misses = sorted(done.misses, key=lambda m: m.kind)
    lines += [f"MISS  {m.kind:<14} {m.shown!r}  in  {m.around}  ({m.ticket})" for m in misses[:examples]]
    lines += [f"ALARM {a.words!r}  in  {a.around}  ({a.ticket})" for a in done.alarms[:examples]]
    lines += [f"LOOKS {t.text!r}" for t in caught[:examples]]
    return "\n".join(lines)
