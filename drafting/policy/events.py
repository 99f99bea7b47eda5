"""When something happened to a clock: its start, what it waited for, its extension and its end, read out of facts.

Facts are what people entered, so anything may stand there. What does not fit moves no clock; a doubt says so, and the
draft goes to a reviewer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from pydantic import JsonValue

from drafting.errors import BadInput
from drafting.models import Due
from drafting.policy import schema
from drafting.policy.calendar import Calendar, words
from drafting.policy.clocks import Stop, Wait, in_range
from drafting.policy.inputs import fact

Facts = Mapping[str, JsonValue]

# What a clock that pauses may wait for, in words, and whether it runs from the arrival (UK GDPR Art. 12A) or stands
# still in between. Each is {asked_at, received_at}, or a list of them.
_WAITS: Final = {
    "identity_check": ("the proof of identity", True),
    "fee": ("the fee", True),
    "clarification": ("the clarification", False),
}
_NOTHING: Final[tuple[JsonValue, ...]] = (None, False, "", "no", "none", {}, [])
_YES: Final = frozenset({"yes", "true", "1"})


def moment(facts: Facts, name: str, days: Calendar) -> datetime | None:
    """A fact that is an ISO date or date and time; None when it is not there. Raises BadInput when it is neither."""
    given = fact(facts, name)
    return None if given is None or given == "" else _read(given, name, days)


def waits(
    clock: schema.ClockDef, facts: Facts, days: Calendar, doubts: list[str], *, done: Stop | None = None
) -> tuple[Wait, ...]:
    """What the requester was asked for, where that holds the clock up; when all is `done`, nothing is waited for."""
    found = []
    for name, (what, moves_start) in _WAITS.items() if clock.pauses else ():
        given = fact(facts, name)
        for one in given if isinstance(given, list) else [given]:
            if one in _NOTHING:
                continue
            try:
                found.append(Wait(what, *_asked(name, one, days), moves_start))
            except BadInput as error:
                doubts.append(str(error))
    if done is None:
        return tuple(found)
    return tuple(w if w.received else w._replace(received=done.at) for w in found if w.received or not w.moves_start)


def extended(
    clock: schema.ClockDef, first: Sequence[Due], facts: Facts, now: datetime, days: Calendar, doubts: list[str]
) -> bool:
    """Whether a person has extended the clock: once, with a reason, and told before its first due date.

    `{"clock": "K05", "reason": "…", "at": "2026-12-01"}` extends that clock, any other value every clock that can be;
    without `at` it was told `now`.
    """
    given = fact(facts, "extension")
    meant = [one for one in (given if isinstance(given, list) else [given]) if _is_meant(one, clock)]
    if not meant or not first:
        return False
    if clock.extension is None:
        if any(isinstance(one, dict) and "clock" in one for one in meant):
            doubts.append(f"{clock.id} cannot be extended.")
        return False
    if len(meant) > 1:
        doubts.append(f"{clock.id} is extended only once; the first extension counts.")
    if not clock.renewal and not _reason(meant[0]):
        doubts.append(f"{clock.id} is not extended: an extension needs a reason; write {{clock, reason, at}}.")
        return False
    at = fact(meant[0], "at") if isinstance(meant[0], dict) else None
    try:
        told = now if at in _NOTHING else _read(at, "extension.at", days)
    except BadInput as error:
        doubts.append(str(error))
        return False
    if told > max(one.due_at for one in first):
        doubts.append(f"{clock.id} is not extended: that is told on {words(first[-1].due_at)} at the latest.")
        return False
    return True


def stop(clock: schema.ClockDef, start: datetime, facts: Facts, days: Calendar, doubts: list[str]) -> Stop | None:
    """The first of the things that were done; a date without a time means by the end of that day."""
    found = []
    for name, what in clock.stops.items():
        given = fact(facts, name)
        if given in _NOTHING:
            continue
        try:
            done = Stop(_read(given, name, days, ends=True), what)
        except BadInput as error:
            doubts.append(str(error))
            continue
        if done.at < start:
            doubts.append(f"The fact {name} lies before the start of {clock.id}, which it cannot stop.")
        else:
            found.append(done)
    return min(found, key=lambda one: one.at, default=None)


def aware(when: datetime) -> datetime:
    """A naive moment is UTC."""
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _asked(name: str, given: JsonValue, days: Calendar) -> tuple[datetime, datetime | None]:
    if not isinstance(given, dict) or given.get("asked_at") in _NOTHING:
        raise BadInput(f"The fact {name} does not say when it was asked for; write {{asked_at, received_at}}.")
    asked = _read(given["asked_at"], f"{name}.asked_at", days)
    if given.get("received_at") in _NOTHING:
        return asked, None
    received = _read(given["received_at"], f"{name}.received_at", days, ends=True)
    if received < asked:
        raise BadInput(f"The fact {name} says that the answer came before the question.")
    return asked, received


def _read(given: JsonValue, name: str, days: Calendar, *, ends: bool = False) -> datetime:
    """A date begins at midnight on the company's clock, or ends there."""
    text = given.strip() if isinstance(given, str) else ""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            day = date.fromisoformat(text)
            found = days.end_of(day) if ends else datetime.combine(day, time(), tzinfo=days.zone)
        else:
            found = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(f"The fact {name} is not a date; write it as 2026-11-23 or 2026-11-23T09:00:00Z.") from None
    if not in_range(found):
        raise BadInput(f"The fact {name} cannot be in the year {found.year}.")
    return found if found.tzinfo else found.replace(tzinfo=days.zone)


def _is_meant(given: JsonValue, clock: schema.ClockDef) -> bool:
    return given not in _NOTHING and (not isinstance(given, dict) or given.get("clock", clock.id) == clock.id)


def _reason(given: JsonValue) -> str:
    text = given.get("reason") if isinstance(given, dict) else given
    return text if isinstance(text, str) and text.strip().lower() not in {"", "no", "none", *_YES} else ""
