"""Dates, times and periods in running text, in the forms people write. English; offsets are those of the text given.

Nothing here knows what is right: `fields_common` compares what is found with the clock engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

import regex

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_OF_WEEK = r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_ORDINAL = r"(?:st|nd|rd|th)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = (
    r"(?:\s*(?:T|,|at|by)?\s*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d)?"
    r"(?:\s*(?P<zone>UTC|GMT|Z\b|[A-Z]{2,4}\b|[ap]\.?m\.?))?)?"
)
_FORMS: Final = tuple(
    regex.compile(
        rf"(?<![\w.])(?:(?P<weekday>{_DAY_OF_WEEK})\.?,?\s+(?:the\s+|on\s+)?)?{form}(?:(?!\w)|(?=T\d)){_TIME}",
        regex.IGNORECASE,
    )
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?=T|\b)",
        rf"(?P<day>\d{{1,2}}){_ORDINAL}?\s+(?:day\s+)?(?:of\s+)?(?P<name>{_MONTH})\b\.?(?:,?\s+{_YEAR})?",
        rf"(?P<name>{_MONTH})\b\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?!\d){_ORDINAL}?(?:\s*,?\s+{_YEAR})?",
    )
)
_RANGE_OF_DAYS: Final = (
    regex.compile(
        rf"(?<![\w./])(?P<day>\d{{1,2}}){_ORDINAL}?(?=\s*(?:and|to|or"
        rf"|-)\s*(?:the\s+)?\d{{1,2}}{_ORDINAL}?\s+(?:of\s+)?(?P<name>{_MONTH})\b\.?(?:,?\s+{_YEAR})?)",
        regex.IGNORECASE,
    ),
    regex.compile(
        rf"(?<=\b(?P<name>{_MONTH})\.?\s+(?:the\s+)?\d{{1,2}}{_ORDINAL}?\s*(?:and|to|or"
        rf"|-)\s*(?:the\s+)?)(?P<day>\d{{1,2}})(?!\d){_ORDINAL}?(?:\s*,?\s+{_YEAR})?(?!\s*(?:business|working"
        rf"|calendar|days?|hours?|weeks?|files?))",
        regex.IGNORECASE,
    ),
)
_MONTH_ONLY: Final = regex.compile(
    rf"\b(?:by|before|until|till|in|from|since|than|of|during)\s+(?:the\s+)?(?:(?:end|start|beginning"
    rf"|middle)\s+of\s+)?(?P<whole>(?P<name>{_MONTH})\.?\s+{_YEAR})\b",
    regex.IGNORECASE,
)
_NUMERIC: Final = regex.compile(  # a year of two digits only with slashes: 1.2.14 is a version
    r"(?<![\w./-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\w/-]|\.\d)"
)
_NUMERIC_SHORT: Final = regex.compile(
    r"\b(?:by|on|before|until|till|since|from|of|and|to)\s+(?P<whole>(?P<a>\d{1,2})/(?P<b>\d{1,2}))(?![\w/.-]*\d)(?!\s*(?:of|business|days?))",
    regex.IGNORECASE,
)
_NTH: Final = regex.compile(
    rf"\b(?:by|on|before|until|till|since|from|between|and|than)\s+(?:(?P<weekday>{_DAY_OF_WEEK})\.?,?\s+)?(?P<whole>the\s+(?P<day>\d{{1,2}}){_ORDINAL})\b"
    rf"(?!\s+(?:of\s+)?(?:{_MONTH}|day|amendment|circuit|floor|century|time|edition|business|working|line|item"
    rf"|paragraph|file))",
    regex.IGNORECASE,
)
_WEEKDAY: Final = regex.compile(
    r"\b(?:by|on|before|until|till|from|than|this|next|coming)\s+(?:the\s+)?(?:end\s+of\s+)?(?:this\s+|next\s+"
    r"|coming\s+)?"
    r"(?P<whole>(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b(?!s?\s*(?:to|through|-"
    r"|and\s+(?:sat|sun)))",
    regex.IGNORECASE,
)
_VAGUE: Final = regex.compile(
    r"\b(?:by|before|until|no later than|not later than)\s+(?P<whole>(?:tomorrow|tonight|today|noon"
    r"|(?:the\s+)?(?:end|close|start|beginning|middle)\s+of"
    r"\s+(?:the\s+|this\s+|next\s+|business\s+)*(?:day|week|month|quarter|year|today|tomorrow|business)|(?:this"
    r"|next)\s+(?:week|month|year)|eod|cob|eow))\b",
    regex.IGNORECASE,
)
_DEADLINE: Final = regex.compile(
    r"\b(?:by|before|until|till|through|due(?:\s+on)?|no(?:t)?\s+later\s+than|at\s+the\s+latest(?:\s+on)?"
    r"|latest(?:\s+by|\s+on)?|deadline(?:\s+is|\s+of)?"
    r"|expires?(?:\s+on)?|ends?(?:\s+on)?|between|from|earliest(?:\s+on)?|(?:will|shall"
    r"|'ll)\s+(?:\w+\s+){1,4}on)\s*:?\s*(?:the\s+)?$",
    regex.IGNORECASE,
)
_RANGE_SECOND: Final = regex.compile(r"(?:\band|\bto|-|\bor)\s*(?:the\s+)?$", regex.IGNORECASE)


class Written(NamedTuple):
    """A date as it stands in a text: every (year, month, day) it may mean, parts that are not written are None."""

    start: int
    end: int
    readings: tuple[tuple[int | None, int | None, int | None], ...]
    weekday: int | None = None
    clock: str | None = None  # "22:15"
    zone: str | None = None
    deadline: bool = False  # "by", "until", "between … and …": somebody must act by it
    vague: bool = False  # "by the end of the week": no date at all

    def may_mean(self, day: date) -> bool:
        """Whether one reading names this day, the weekday apart."""
        return any(
            (year is None or year == day.year)
            and (month is None or month == day.month)
            and (number is None or number == day.day)
            for year, month, number in self.readings
        )

    @property
    def day(self) -> date | None:
        """The day, when the text names exactly one."""
        if len(self.readings) != 1 or None in self.readings[0]:
            return None
        year, month, number = self.readings[0]
        return _real(year, month, number)


@lru_cache(maxsize=512)  # the rules of a reply read the same texts again and again
def dates(text: str) -> tuple[Written, ...]:
    """All dates of the text, in order; none twice."""
    found: list[Written] = []
    taken: list[tuple[int, int]] = []
    for one in _all(text):
        if any(one.start < end and start < one.end for start, end in taken):
            continue
        taken.append((one.start, one.end))
        found.append(one)
    return tuple(_with_deadlines(text, sorted(found)))


def named_days(text: str) -> set[date]:
    """The days that a text names in full (year, month, day), every reading of an ambiguous one."""
    days = {_real(*reading) for one in dates(text) for reading in one.readings if None not in reading}
    return {day for day in days if day is not None}


def partial_days(text: str) -> set[tuple[int, int]]:
    """Month and day of every date of a text, with or without its year."""
    return {
        (month, day) for one in dates(text) for _, month, day in one.readings if month is not None and day is not None
    }


def _all(text: str) -> Iterator[Written]:
    for form in _FORMS:
        for m in form.finditer(text):
            parts = m.groupdict()
            month = MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
            year = int(parts["year"]) if parts.get("year") else None
            if parts.get("name") in {"may", "march"} and form is _FORMS[-1]:
                continue  # "you may 3 times": a verb
            if _real(year or 2024, month, int(parts["day"])) is None:
                continue
            clock = f"{int(parts['hour']):02}:{parts['minute']}" if parts.get("hour") else None
            yield Written(
                m.start(),
                m.end(),
                ((year, month, int(parts["day"])),),
                _weekday(parts.get("weekday")),
                clock,
                parts.get("zone"),
            )
    for form in _RANGE_OF_DAYS:
        for m in form.finditer(text):
            if _real(2024, MONTHS[m["name"].lower()], int(m["day"])):
                yield Written(
                    m.start(),
                    m.end(),
                    ((int(m["year"]) if m["year"] else None, MONTHS[m["name"].lower()], int(m["day"])),),
                )
    for m in _MONTH_ONLY.finditer(text):
        yield Written(*m.span("whole"), ((int(m["year"]), MONTHS[m["name"].lower()], None),))
    for m in _NUMERIC.finditer(text):
        year = int(m["year"]) if len(m["year"]) == 4 else 2000 + int(m["year"])
        if readings := _readings(year, int(m["a"]), int(m["b"]), european=m["sep"] == "."):
            yield Written(m.start(), m.end(), readings)
    for m in _NUMERIC_SHORT.finditer(text):
        if readings := _readings(None, int(m["a"]), int(m["b"])):
            yield Written(*m.span("whole"), readings)
    for m in _NTH.finditer(text):
        if 1 <= int(m["day"]) <= 31:
            yield Written(
                *m.span("whole"), ((None, None, int(m["day"])),), _weekday(m["weekday"]), deadline=_asks_by(m.group())
            )
    for m in _VAGUE.finditer(text):
        yield Written(*m.span("whole"), (), vague=True, deadline=True)
    for m in _WEEKDAY.finditer(text):
        yield Written(*m.span("whole"), ((None, None, None),), _weekday(m["weekday"]), deadline=_asks_by(m.group()))


def _asks_by(phrase: str) -> bool:
    return phrase.lower().startswith(("by", "before", "until", "till", "than"))


def _with_deadlines(text: str, found: list[Written]) -> list[Written]:
    marked: list[Written] = []
    for one in found:
        before = text[max(0, one.start - 60) : one.start]
        second = (
            bool(marked)
            and marked[-1].deadline
            and one.start - marked[-1].end <= 8
            and bool(_RANGE_SECOND.search(before))
        )
        marked.append(one._replace(deadline=one.deadline or second or bool(_DEADLINE.search(before))))
    return marked


def _readings(
    year: int | None, a: int, b: int, *, european: bool = False
) -> tuple[tuple[int | None, int | None, int | None], ...]:
    orders = ((b, a),) if european else ((a, b), (b, a))  # month first as in the US, then day first
    return tuple(dict.fromkeys((year, month, day) for month, day in orders if _real(year or 2024, month, day)))


def _real(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 1, month or 1, day or 1)
    except ValueError:
        return None


def _weekday(word: str | None) -> int | None:
    return next((n for n, name in enumerate(WEEKDAYS) if word and name.startswith(word.lower()[:3])), None)


def in_words(days: Iterable[date]) -> str:
    """`Tuesday, 8 December 2026`, as the clock engine writes dates in replies; several joined with "or"."""
    return " or ".join(f"{WEEKDAYS[day.weekday()].capitalize()}, {day.day} {day:%B %Y}" for day in sorted(set(days)))
