"""Checks on dates, periods and citations: R11, R12, R18, R29, R46, R47."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date
from typing import Literal, NamedTuple

import regex
from pydantic import JsonValue

from drafting.compliance.citations import acts, approved, citations, described
from drafting.compliance.dates import Period, Written, dates, in_words, named_days, partial_days, periods
from drafting.compliance.look import Hit, Look, at, check
from drafting.compliance.text import Words
from drafting.models import Due, Outcome
from drafting.policy import calendar, schema
from drafting.policy.calendar import WEEKDAYS
from drafting.policy.phrases import within


class Days(NamedTuple):
    """The days that a reply may name. `due` are the clocks'; `told` came from people and bind nobody."""

    due: frozenset[date]
    told: frozenset[date]
    partial: frozenset[tuple[int, int]]  # month and day, where the ticket left the year out

    def knows(self, written: Written) -> bool:
        if any(written.may_mean(day) for day in self.due | self.told):
            return True
        return any(month == m and day == d for _, month, day in written.readings for m, d in self.partial)


@check("citations-and-dates-approved", "cites dates durations clocks")
def citations_and_dates_approved(look: Look) -> Iterator[Hit]:
    """R11. Citations are those of the section's sources (or their parents); a date is a clock's due date, the date of
    receipt, or a date of the ticket or the facts, with its right weekday; a term is as long as a clock says, in its unit.

    Options: `cites`: further citations; `dates`: patterns of dates that may stand anyway; `durations`: patterns of
    periods that may stand anyway ("the link works for 7 days"); `clocks`: clock ids whose lengths may be named, beside
    those of the case's sections and their area.
    """
    yield from _citations(look)
    yield from _dates(look)
    yield from _periods(look)


def _citations(look: Look) -> Iterator[Hit]:
    cites = [
        source.cite
        for s in look.subject.sections
        if s in look.policies.sections
        for source in look.policies.sections[s].citations
    ]
    allowed = approved((*cites, *look.words("cites")))
    page = look.page
    seen: set[tuple[int, int]] = set()
    for citation in page.read(citations):
        place = (citation.start, citation.end)
        if not allowed.allows(citation) and place not in seen and not look.approved(*place):
            seen.add(place)
            yield Hit(
                "This citation is not among the policy's sources.", *place, fix=f"Cite one of: {described(cites)}."
            )
    for start, end, name in acts(page.bare):
        if (
            not allowed.allows_act(name)
            and not look.approved(start, end)
            and not any(a <= start and end <= b for a, b in seen)
        ):
            yield Hit("This act or case is not among the policy's sources.", start, end)


def _dates(look: Look) -> Iterator[Hit]:
    page, subject = look.page, look.subject
    days = allowed_days(look)
    judged = subject.clocks is not None or subject.received is not None
    excused = page.every(look.words("dates"))
    for written in page.read(dates):
        place = (written.start, written.end)
        if look.approved(*place) or any(e.start < written.end and written.start < e.end for e in excused):
            continue
        wrong_weekday = _weekday_slip(written, days)
        if wrong_weekday:
            yield Hit(wrong_weekday, *place, fix=_dates_to_use(days))
        elif written.vague:
            yield Hit(
                "This is no date; a deadline is a date that the clocks computed.", *place, fix=_dates_to_use(days)
            )
        elif not judged:
            continue
        elif not days.knows(written):
            yield Hit("The clocks of this case give no such date.", *place, fix=_dates_to_use(days))
        elif _is_term(written, look) and days.due and not any(written.may_mean(day) for day in days.due):
            yield Hit(
                "Something is due on this date, and no clock of this case ends then.", *place, fix=_dates_to_use(days)
            )
        elif wrong_time := _time_slip(written, subject.clocks or (), look.policies.clocks):
            yield Hit(wrong_time, *place)


def _weekday_slip(written: Written, days: Days) -> str:
    if written.weekday is None:
        return ""
    if written.day is not None and written.day.weekday() != written.weekday:
        return f"{written.day.day} {written.day:%B %Y} is a {WEEKDAYS[written.day.weekday()]}."
    candidates = [day for day in days.due | days.told if written.may_mean(day)]
    if written.day is None and candidates and all(day.weekday() != written.weekday for day in candidates):
        return f"The date is {in_words(candidates)}."
    return ""


def _time_slip(written: Written, dues: Iterable[Due], clocks: Mapping[str, schema.ClockDef]) -> str:
    """Hours count for the clocks that count hours; the engine writes them in UTC."""
    if written.clock is None or (written.zone or "UTC").upper() not in {"UTC", "GMT", "Z"}:
        return ""
    times = {
        f"{due.due_at.astimezone(UTC):%H:%M}"
        for due in dues
        if due.clock in clocks and clocks[due.clock].unit == "h" and written.may_mean(due.due_at.astimezone(UTC).date())
    }
    return f"The clock ends at {' or '.join(sorted(times))} UTC." if times and written.clock not in times else ""


def _is_term(written: Written, look: Look) -> bool:
    """ "By", "until", "between": somebody must act; a day before the ticket came is history."""
    received = look.subject.received
    return written.deadline and not (received and written.day and written.day <= received.date())


def _dates_to_use(days: Days) -> str:
    return (
        f"The dates of this case: {in_words(days.due)}."
        if days.due
        else "Leave the date out; no clock of this case gives one."
    )


def _periods(look: Look) -> Iterator[Hit]:
    page = look.page
    clocks = relevant_clocks(look)
    told = " ".join(_texts(look.facts))
    fine = {(p.low, p.high, p.unit) for p in periods(told)}
    excused = page.every(look.words("durations"))
    for period in page.read(periods):
        place = (period.start, period.end)
        if period.unit == "min" or look.approved(*place) or (period.low, period.high, period.unit) in fine:
            continue
        if any(e.start < period.end and period.start < e.end for e in excused) or any(_fits(period, c) for c in clocks):
            continue
        business = next((c for c in clocks if c.unit == "bd" and _fits(period._replace(unit="bd"), c)), None)
        if business:
            yield Hit(f"The clock counts business days ({business.title}).", *place, fix=_lengths(business))
        else:
            month = next(
                (
                    c
                    for c in clocks
                    if c.unit == "mo" and period.unit == "cd" and 28 * c.length <= period.high <= 31 * c.length
                ),
                None,
            )
            message = (
                "The clock counts calendar months, not days."
                if month
                else "No clock of this section is as long as this."
            )
            yield Hit(message, *place, fix=_lengths(month) if month else "")


def _fits(period: Period, clock: schema.ClockDef) -> bool:
    """Whether a clock has this length: its own, the end of its window, its extension, or both together."""
    if period.unit != clock.unit:
        return False
    lengths = {clock.length, clock.latest or clock.length}
    if clock.extension:
        lengths |= {clock.extension, clock.length + clock.extension}
    return {period.low, period.high} <= lengths


def _lengths(clock: schema.ClockDef) -> str:
    unit = {"h": "hours", "bd": "business days", "cd": "days", "mo": "calendar months"}[clock.unit]
    window = f"{clock.length} to {clock.latest}" if clock.latest else str(clock.length)
    return f"Write: {window} {unit}." if window != "1" else f"Write: one {unit.removesuffix('s')}."


@check("case-next-step-date", "next_step no_date_outcomes", omission=True)
def case_next_step_date(look: Look) -> Iterator[Hit]:
    """R12. The reply names the case, a next step and, when a clock runs, a date or a period. A fixed text names nothing.

    Options: `next_step`: patterns that show a next step; `no_date_outcomes`: outcomes that need no date.
    """
    subject, page = look.subject, look.page
    known = subject.ticket_id is not None or subject.clocks is not None
    if subject.fixed or look.section != subject.section or not known:
        return
    lacks: list[str] = []
    if (
        subject.ticket_id
        and subject.ticket_id not in subject.reply.body
        and subject.ticket_id not in subject.reply.subject
    ):
        lacks.append(f"the reference {subject.ticket_id}")
    steps = look.words("next_step", (r"\b(?:next|then|we will|we'll|please|you can|reply to this)\b",))
    if not page.mentions(steps):
        lacks.append("what happens next")
    if (
        subject.clocks
        and look.outcome not in look.words("no_date_outcomes")
        and not page.read(dates)
        and not page.read(periods)
    ):
        lacks.append("a date")
    if lacks:
        yield Hit(f"The reply does not give {', '.join(lacks)}.")


@check("due-date-from-engine", "clocks extended reason", omission=True)
def due_date_from_engine(look: Look) -> Iterator[Hit]:
    """R18. When one of the clocks runs, the reply gives its date, and every deadline in it is one of theirs. A reply that
    says the time is extended says why, and an extension is recorded.

    Options: `clocks`: the clock ids (default: all of the case); `answer`: patterns of sentences whose dates are answers
    (default: every deadline); `extended`: patterns that say it; `reason`: patterns that give a reason.
    """
    subject, page = look.subject, look.page
    wanted = look.words("clocks")
    dues = [d for d in subject.clocks or () if not wanted or d.clock in wanted]
    if extended := look.says("extended"):
        if subject.facts is not None and look.facts.get("extension") in (None, "", False, "no", "none"):
            yield at(extended[0], "The reply says that the time is extended, and no extension is recorded.")
        if not page.mentions(look.words("reason", (r"\bbecause\b|\breason\b|\bdue to\b|\bsince\b",))):
            yield at(extended[0], "An extension is told with its reason.")
    if not dues:
        return
    days = {day for due in dues for day in _both_days(due, look)}
    written = page.read(dates)
    wrong = [
        w for w in written if _is_term(w, look) and not any(w.may_mean(day) for day in days | allowed_days(look).due)
    ]
    if not any(w.may_mean(day) and w.readings for w in written for day in days):
        words = wrong[0] if wrong else None
        fix = f"Use {in_words(_own_day(due, look) for due in dues)}."
        yield (
            Hit("", words.start, words.end, fix)
            if words
            else Hit("The reply does not give the date of the answer.", fix=fix)
        )
    else:
        for w in wrong:
            yield Hit("", w.start, w.end)


@check("put-back-window", "clock mentions conditional")
def put_back_window(look: Look) -> Iterator[Hit]:
    """R29. A put-back that is still to come stands in the window of its clock, in business days, and under its condition.

    Options: `mentions`: patterns of a put-back ("put back", "restored"; what has happened already does not count);
    `conditional`: patterns of the condition ("unless", "if we do not receive"), in the same paragraph; `clock`: the
    window's clock (default K15).
    """
    page = look.page
    clock = look.policies.clocks.get(look.option("clock", "K15"))
    dues = {due.bound: _own_day(due, look) for due in look.subject.clocks or () if clock and due.clock == clock.id}
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
                yield Hit(message, period.start, period.end, fix=_lengths(clock))
        yield from _outside_window(look, dues, {page.part_at(w.start).start for w in coming if start <= w.start < end})


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


_HAPPENED = regex.compile(r"\b(?:have|has|had|was|were|been|already|we|is|are|now)\s+(?:\w+\s+)?$", regex.IGNORECASE)
_TO_COME = regex.compile(r"\b(?:will|shall|'ll|would|going to|to be|can|may)\b", regex.IGNORECASE)
_SUPPOSED = regex.compile(
    r"\b(?:if|whether|may|might|could|cannot|can not|not|ask(?:s|ed|ing)?|want\w*|request\w*|wish\w*)\b",
    regex.IGNORECASE,
)


def _has_happened(look: Look, words: Words) -> bool:
    """ "We have restored it", "is restored now", or only a supposition: no announcement."""
    part = look.page.part_at(words.start)
    before = look.page.text[part.start : words.start]
    done = words.text.lower().endswith("ed") and bool(_HAPPENED.search(before)) and not _TO_COME.search(before)
    date_follows = any(d.day and part.start <= d.start < part.end for d in look.page.read(dates))
    return done or (bool(_SUPPOSED.search(part.text)) and not date_follows and not periods(part.text))


def _in_window(period: Period, clock: schema.ClockDef) -> bool:
    return period.unit == clock.unit and clock.length <= period.low and period.high <= (clock.latest or clock.length)


@check("redress-window", "final redress appeal months", regimes=True)
def redress_window(look: Look) -> Iterator[Hit]:
    """R46. No "final" without a way to challenge it, and no shorter time for a complaint than the law gives.

    Options: `final`: patterns of finality; `redress`: one of these must then stand; `EU` (or another jurisdiction): every
    one of these must; `appeal`: patterns of sentences that set a time for complaints; `months`: the least time (6).
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

    Options: `clock` (default K25); `done`: patterns that say it is removed already; `copies`: patterns that name identical
    copies, one of which a confirmation needs when we say what we do; `removal`: patterns of sentences that speak of the
    removal to come; `slow`: patterns that are too slow or too vague there ("business hours").
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
        if ends and _is_term(written, look) and written.day and written.day > max(ends).astimezone(UTC).date():
            yield Hit(f"The {limit} hours end {calendar.words(max(ends), hours=True)}.", written.start, written.end)


def _in_days(period: Period) -> float:
    return period.low * {"min": 1 / 1440, "h": 1 / 24, "bd": 1.4, "cd": 1, "mo": 30.4}[period.unit]


# -- what is allowed -----------------------------------------------------------------------------------------


def allowed_days(look: Look) -> Days:
    """The clocks' days, the day of receipt, and the days of the ticket and of the facts."""
    subject = look.subject
    facts = " ".join(_texts(look.facts))
    fact_days = named_days(facts)
    due = {day for d in subject.clocks or () for day in _both_days(d, look)} | fact_days
    told = {
        day
        for d in subject.clocks or ()
        for day in {d.starts_at.date(), calendar.of(look.policies.company).local(d.starts_at).date()}
    }
    told |= set(subject.dated)
    if subject.received:
        told |= {subject.received.date(), calendar.of(look.policies.company).local(subject.received).date()}
    partial: set[tuple[int, int]] = set()
    if look.ticket:
        told |= named_days(look.ticket.bare)
        partial = partial_days(look.ticket.bare)
    return Days(frozenset(due), frozenset(told), frozenset(partial))


def _own_day(due: Due, look: Look) -> date:
    return calendar.of(look.policies.company).local(due.due_at).date()


def _both_days(due: Due, look: Look) -> set[date]:
    """The day on the company's clock; for a clock of hours, which is written in UTC, also the day there."""
    clock = look.policies.clocks.get(due.clock)
    own = {_own_day(due, look)}
    return own | {due.due_at.astimezone(UTC).date()} if clock and clock.unit == "h" else own


def relevant_clocks(look: Look) -> list[schema.ClockDef]:
    """The clocks whose lengths the reply may name: of the case, of its sections' tables, and of their areas."""
    areas = {section.partition("/")[0] for section in look.subject.sections}
    ids = {due.clock for due in look.subject.clocks or ()} | set(look.words("clocks"))
    for name, section in look.policies.sections.items():
        if name.partition("/")[0] in areas:
            ids |= {clock.clock for row in section.file.table for clock in row.clocks}
    return [clock for clock in look.policies.clocks.values() if clock.id in ids]


def _texts(value: JsonValue | Mapping[str, JsonValue]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
