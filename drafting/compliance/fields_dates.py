"""Checks on dates, periods and citations: R11, R12, R18."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date
from typing import NamedTuple

from pydantic import JsonValue

from drafting.compliance.citations import acts, approved, citations, described
from drafting.compliance.dates import Written, dates, in_words, named_days, partial_days
from drafting.compliance.look import Hit, Look, at, check
from drafting.compliance.periods import Period, periods
from drafting.models import Due
from drafting.policy import calendar, schema
from drafting.policy.calendar import WEEKDAYS


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
    """R11. Citations are those of the section's sources (or their parents); a date is a clock's due date, the date
    of receipt, or a date of the ticket or the facts, with its right weekday; a term is as long as a clock says, in
    its unit.

    Options: `cites`: further citations; `dates`: patterns of dates that may stand anyway; `durations`: patterns of
    periods that may stand anyway ("the link works for 7 days"); `clocks`: clock ids whose lengths may be named,
    beside those of the case's sections and their area.
    """
    yield from _citations(look)
    yield from _dates(look)
    yield from _periods(look)


def _citations(look: Look) -> Iterator[Hit]:
    cites = _cites(look)
    allowed = approved((*cites, *look.words("cites"), *_texts(look.facts)))  # a person recorded the clause
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


def _cites(look: Look) -> tuple[str, ...]:
    known = (look.policies.sections.get(section) for section in look.subject.sections)
    return tuple(source.cite for section in known if section for source in section.citations)


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
        elif is_term(written, look) and days.due and not any(written.may_mean(day) for day in days.due):
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


def is_term(written: Written, look: Look) -> bool:
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
            yield Hit(f"The clock counts business days ({business.title}).", *place, fix=lengths(business))
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
            yield Hit(message, *place, fix=lengths(month) if month else "")


def _fits(period: Period, clock: schema.ClockDef) -> bool:
    """Whether a clock has this length: its own, the end of its window, its extension, or both together."""
    if period.unit != clock.unit:
        return False
    lengths = {clock.length, clock.latest or clock.length}
    if clock.extension:
        lengths |= {clock.extension, clock.length + clock.extension}
    return {period.low, period.high} <= lengths


def lengths(clock: schema.ClockDef) -> str:
    unit = {"h": "hours", "bd": "business days", "cd": "days", "mo": "calendar months"}[clock.unit]
    window = f"{clock.length} to {clock.latest}" if clock.latest else str(clock.length)
    return f"Write: {window} {unit}." if window != "1" else f"Write: one {unit.removesuffix('s')}."


@check("case-next-step-date", "next_step no_date_outcomes", omission=True)
def case_next_step_date(look: Look) -> Iterator[Hit]:
    """R12. The reply names the case, a next step and, when a clock runs, a date or a period. A fixed text names
    nothing.

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
    if not page.mentions(steps) and not any(w.deadline for w in page.read(dates)):
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
    """R18. When one of the clocks runs, the reply gives its date, and every deadline in it is one of theirs. A
    reply that says the time is extended says why, and an extension is recorded.

    Options: `clocks`: the clock ids (default: all of the case); `answer`: patterns of sentences whose dates are
    answers (default: every deadline); `extended`: patterns that say it; `reason`: patterns that give a reason.
    """
    subject, page = look.subject, look.page
    wanted = look.words("clocks")
    dues = [d for d in subject.clocks or () if not wanted or d.clock in wanted]
    if extended := look.says("extended"):
        if subject.facts is not None and look.facts.get("extension") in (None, "", False, "no", "none"):
            yield at(extended[0], "The reply says that the time is extended, and no extension is recorded.")
        elif dues and not any(due.extended for due in dues):
            yield at(extended[0], "The reply says that the time is extended, and the date that runs is the first one.")
        if not page.mentions(look.words("reason", (r"\bbecause\b|\breason\b|\bdue to\b|\bsince\b",))):
            yield at(extended[0], "An extension is told with its reason.")
    if not dues:
        return
    days = {day for due in dues for day in _both_days(due, look)}
    written = page.read(dates)
    wrong = [
        w for w in written if is_term(w, look) and not any(w.may_mean(day) for day in days | allowed_days(look).due)
    ]
    if not any(w.may_mean(day) and w.readings for w in written for day in days):
        words = wrong[0] if wrong else None
        fix = f"Use {in_words(own_day(due, look) for due in dues)}."
        yield (
            Hit("", words.start, words.end, fix)
            if words
            else Hit("The reply does not give the date of the answer.", fix=fix)
        )
    else:
        for w in wrong:
            yield Hit("", w.start, w.end)


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


def own_day(due: Due, look: Look) -> date:
    return calendar.of(look.policies.company).local(due.due_at).date()


def _both_days(due: Due, look: Look) -> set[date]:
    """The day on the company's clock; for a clock of hours, which is written in UTC, also the day there."""
    clock = look.policies.clocks.get(due.clock)
    own = {own_day(due, look)}
    return own | {due.due_at.astimezone(UTC).date()} if clock and clock.unit == "h" else own


def relevant_clocks(look: Look) -> list[schema.ClockDef]:
    """The clocks whose lengths the reply may name: of the case, of its area's tables, and of the laws that it may
    cite.
    """
    areas = {section.partition("/")[0] for section in look.subject.sections}
    ids = {due.clock for due in look.subject.clocks or ()} | set(look.words("clocks"))
    laws = {(c.law, c.number) for c in approved(_cites(look)).provisions}
    ids |= {
        c.id
        for c in look.policies.clocks.values()
        if any((b.law, b.number) in laws for b in approved((c.basis,)).provisions)
    }
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
