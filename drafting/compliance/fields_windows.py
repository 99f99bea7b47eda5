"""Checks on the windows of one procedure: the put-back R29, the complaint R46, the removal of a picture R47."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date
from typing import Literal

import regex

from drafting.compliance.dates import dates, in_words
from drafting.compliance.fields_dates import is_term, lengths, own_day
from drafting.compliance.look import Hit, Look, at, check
from drafting.compliance.periods import Period, periods
from drafting.compliance.text import Words
from drafting.models import Outcome
from drafting.policy import calendar, schema
from drafting.policy.phrases import within


@check("put-back-window", "clock mentions conditional")
def put_back_window(look: Look) -> Iterator[Hit]:
    """R29. A put-back that is still to come stands in the window of its clock, in business days, and under its
    condition.

    Options: `mentions`: patterns of a put-back ("put back", "restored"; what has happened already does not count);
    `conditional`: patterns of the condition ("unless", "if we do not receive"), in the same paragraph; `clock`: the
    window's clock (default K15).
    """
    page = look.page
    clock = look.policies.clocks.get(look.option("clock", "K15"))
    dues = {due.bound: own_day(due, look) for due in look.subject.clocks or () if clock and due.clock == clock.id}
    coming = [w for w in look.says("mentions") if not _has_happened(look, w)]
    for start, end in sorted({page.paragraph_at(words.start) for words in coming}):
        words = next(w for w in coming if start <= w.start < end)
        if not any(start <= w.start < end for w in page.every(look.needed("conditional"))):
            yield at(words, "A put-back is announced without its condition.")
        for period in page.read(periods):
            if clock and start <= period.start < end and not _in_window(period, clock):
                business = period.unit == "cd"
                message = (
                    "The put-back window is counted in business days."
                    if business
                    else "This is outside the put-back window."
                )
                yield Hit(message, period.start, period.end, fix=lengths(clock))
        yield from _outside_window(look, dues, {page.part_at(w.start).start for w in coming if start <= w.start < end})


def _in_window(period: Period, clock: schema.ClockDef) -> bool:
    return period.unit == clock.unit and clock.length <= period.low and period.high <= (clock.latest or clock.length)


def _outside_window(
    look: Look, dues: Mapping[Literal["due", "earliest", "latest"], date], sentences: set[int]
) -> Iterator[Hit]:
    first, last = dues.get("earliest"), dues.get("latest")
    received = look.subject.received
    if not first or not last:
        return
    for written in look.page.read(dates):
        day = written.day
        if (
            day
            and look.page.part_at(written.start).start in sentences
            and not first <= day <= last
            and not (received and day <= received.date())
        ):
            yield Hit(f"The put-back window is {in_words([first])} to {in_words([last])}.", written.start, written.end)


_HAPPENED = regex.compile(r"\b(?:have|has|had|was|were|been|already|we)\s+(?:\w+\s+)?$", regex.IGNORECASE)
_IS_DONE = regex.compile(r"\b(?:is|are)\s+(?:\w+\s+)?$", regex.IGNORECASE)
_TO_COME = regex.compile(r"\b(?:will|shall|'ll|would|going to|to be|can|may)\b", regex.IGNORECASE)
_SUPPOSED = regex.compile(
    r"\b(?:if|whether|may|might|could|cannot|can not|not|ask(?:s|ed|ing)?|want\w*|request\w*|wish\w*)\b",
    regex.IGNORECASE,
)


def _has_happened(look: Look, words: Words) -> bool:
    """ "We have restored it", "it is restored now", or only a supposition: no announcement."""
    part = look.page.part_at(words.start)
    before = look.page.text[part.start : words.start]
    announced = bool(periods(part.text)) or any(
        d.day and part.start <= d.start < part.end for d in look.page.read(dates)
    )
    done = words.text.lower().endswith("ed") and not _TO_COME.search(before)
    if done and (_HAPPENED.search(before) or (_IS_DONE.search(before) and not announced)):
        return True
    return bool(_SUPPOSED.search(part.text)) and not announced


@check("redress-window", "final redress appeal months", regimes=True)
def redress_window(look: Look) -> Iterator[Hit]:
    """R46. No "final" without a way to challenge it, and no shorter time for a complaint than the law gives.

    Options: `final`: patterns of finality; `redress`: one of these must then stand; `EU` (or another jurisdiction):
    every one of these must; `appeal`: patterns of sentences that set a time for complaints; `months`: the least
    time (6).
    """
    page = look.page
    regimes = [
        key for key in look.rule.options if key.isupper() and any(within(j, (key,)) for j in look.subject.jurisdictions)
    ]
    open_ways = page.mentions(look.needed("redress")) and all(
        page.matches(p) for key in regimes for p in look.words(key)
    )
    for words in () if open_ways else look.says("final"):
        yield at(words, "The decision is called final, and not every way to challenge it is named.")
    least = int(look.option("months", "6"))
    sentences = {page.part_at(words.start) for words in look.says("appeal")}
    for period in page.read(periods):
        if _in_days(period) < least * 28 and any(part.start <= period.start < part.end for part in sentences):
            yield Hit(f"A complaint is open for at least {least} months.", period.start, period.end)


@check("removal-within-48h", "clock done copies removal slow")
def removal_within_48h(look: Look) -> Iterator[Hit]:
    """R47. A complete request is answered with the time of its clock, and with nothing slower or vaguer.

    Options: `clock` (default K25); `done`: patterns that say it is removed already; `copies`: patterns that name
    identical copies, one of which a confirmation needs when we say what we do; `removal`: patterns of sentences
    that speak of the removal to come; `slow`: patterns that are too slow or too vague there ("business hours").
    """
    page, subject = look.page, look.subject
    clock = look.policies.clocks.get(look.option("clock", "K25"))
    limit = clock.length if clock else 48
    if look.outcome is Outcome.CONFIRM:
        dated = any(w.readings for w in page.read(dates)) or any(p.unit == "h" for p in page.read(periods))
        if not dated and not page.mentions(look.words("done")):
            yield Hit("The reply does not say by when the picture is removed.")
        if look.words("copies") and not page.mentions(look.words("copies")):
            yield Hit("The reply does not say that identical copies are searched for.")
    too_slow = f"The picture is removed within {limit} hours; weekends and holidays count."
    for words in look.says("slow"):
        yield at(words, too_slow)
    sentences = {page.part_at(words.start) for words in look.says("removal")}
    for period in page.read(periods):
        late = period.unit == "bd" or _in_days(period) * 24 > limit
        if late and any(part.start <= period.start < part.end for part in sentences):
            yield Hit(too_slow, period.start, period.end)
    ends = [due.due_at for due in subject.clocks or () if clock and due.clock == clock.id]
    for written in page.read(dates):
        if ends and is_term(written, look) and written.day and written.day > max(ends).astimezone(UTC).date():
            yield Hit(f"The {limit} hours end {calendar.words(max(ends), hours=True)}.", written.start, written.end)


def _in_days(period: Period) -> float:
    return period.low * {"min": 1 / 1440, "h": 1 / 24, "bd": 1.4, "cd": 1, "mo": 30.4}[period.unit]
