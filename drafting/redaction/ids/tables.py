# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Rows of people pasted into a text: the head of a column says what stands below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from drafting.redaction.placeholders import Span

_COLUMNS: Final[dict[str, str]] = {
    name: kind
    for kind, names in (
        ("DATE_OF_BIRTH", "dob date_of_birth birth_date birthdate birthday born geburtsdatum d.o.b."),
        (
            "PERSON",
            "name first last first_name last_name firstname lastname given_name family_name surname "
            "forename full_name fullname "
            "customer_name contact_name middle_name nachname vorname nom prénom nombre apellido",
        ),
        ("LOCATION", "city town place ort ville ciudad city_name"),
        ("ADDRESS", "address street street_address addr address1 address_1 address_line_1 home_address"),
        ("PHONE_NUMBER", "phone telephone mobile tel cell phone_number mobile_number telefon"),
        ("USERNAME", "user username user_name login handle nickname"),
        ("ID", "user_id customer_id account_id account customer_no account_no member_id uid passport ssn"),
        ("EMAIL_ADDRESS", "email e-mail mail email_address e_mail"),
    )
    for name in names.split()
}
_OF_PEOPLE: Final = frozenset({"DATE_OF_BIRTH", "PHONE_NUMBER", "EMAIL_ADDRESS", "ADDRESS"})
_HEAD: Final = regex.compile(
    r"^[ \t>]*(?P<h>[\p{L}\"'|][\p{L}\d \t_.\"'-]{0,40}(?:[,;\t|][\p{L}\d \t_.\"'#-]{0,40}){1,40})[ \t]*$", regex.M
)
_OWN_COMMA: Final = regex.compile(
    r"(?<=\b\p{L}{3,9}\.? \d{1,2}),(?= \d{4}\b)"
)  # `November 3, 1959`, not in quotation marks
_MOST: Final = 5000  # rows of one table
_FITS: Final[dict[str, regex.Pattern[str]]] = {
    "DATE_OF_BIRTH": regex.compile(r"(?=.*\d)[\p{L}\d ,./-]{4,24}"),
    "PERSON": regex.compile(r"(?=.*\p{L}{2})[\p{L}\p{M}.'’ -]{2,48}"),
    "LOCATION": regex.compile(r"(?=.*\p{L}{2})[\p{L}\p{M}.'’ /_-]{2,48}"),
    "ADDRESS": regex.compile(r"(?=.*\p{L}{2}).{5,120}"),
    "PHONE_NUMBER": regex.compile(r"[+\d][\d ()./-]{5,22}"),
    "USERNAME": regex.compile(r"@?[\w.-]{3,40}"),
    "ID": regex.compile(r"(?=.*\d{3})[\w./-]{5,40}"),
}
_EMPTY: Final = frozenset("null none nan n/a na unknown true false yes no".split())


class _Table(NamedTuple):
    kinds: list[str | None]
    mark: str
    body: int


def find_columns(text: str) -> Iterator[Span]:
    """What stands in the columns of a table with a head, as CSV, with tabs or with strokes, when it lists people."""
    done = 0
    for match in _HEAD.finditer(text):
        if match.start() < done:
            continue
        table = _table(match)
        if table is None:
            continue
        at = table.body
        for _ in range(_MOST):
            stop = text.find("\n", at)
            stop = len(text) if stop < 0 else stop
            cells = _cells(text, at, stop, table.mark)
            if not cells or len(cells) < len(table.kinds) - 1:
                break
            for kind, (start, end) in zip(table.kinds, cells, strict=False):
                if kind in _FITS and _FITS[kind].fullmatch(text, start, end) and text[start:end].lower() not in _EMPTY:
                    yield Span(start, end, kind)
            at = done = stop + 1
            if stop == len(text):
                break


def _table(head: regex.Match[str]) -> _Table | None:
    """What the columns of a head hold; None where that is no head of a list of people."""
    line = head["h"]
    mark = max(",;\t|", key=line.count)
    names = [name.strip(" \t\"'").lower().replace(" ", "_") for name in line.split(mark)]
    kinds = [_COLUMNS.get(name) for name in names]
    known = {kind for kind in kinds if kind}
    if len(known) < 2 or not known & _OF_PEOPLE or sum(kind is None for kind in kinds) > max(3, len(kinds) * 2 // 3):
        return None
    return _Table(kinds, mark, head.end() + 1)


def _cells(text: str, start: int, stop: int, mark: str) -> list[tuple[int, int]]:
    """The ranges of a row's cells without blanks and quotation marks; a mark within those is none."""
    while start < stop and text[start] in "> \t" and text[start] != mark:
        start += 1
    line = _OWN_COMMA.sub("\0", text[start:stop])
    cells, quoted, first = [], False, 0
    for at, char in enumerate((*line, mark)):
        if char == '"':
            quoted = not quoted
        elif char == mark and (not quoted or at == len(line)):
            cell = line[first:at]
            inner = cell.strip(" \t\r\"'")
            begin = start + first + (cell.index(inner) if inner else 0)
            cells.append((begin, begin + len(inner)))
            first = at + 1
    return cells if len(cells) > 1 else []
