"""Redacting lines: order, bounds, and that a bad line stops nothing and is not repeated."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

from drafting.redaction import batch
from drafting.redaction.batch import Line, read_lines, redacted_line, redacted_lines
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.ids.find import find_structured
from drafting.settings import Settings


@pytest.fixture(scope="module")
def redactor() -> PresidioRedactor:
    return PresidioRedactor(Settings(), lambda text: [*find_structured(text)])


def line(identifier: object, text: object) -> bytes:
    return json.dumps({"id": identifier, "text": text}).encode() + b"\n"


def test_results_come_in_order_one_a_line(redactor: PresidioRedactor) -> None:
    lines = [(n, line(n, f"This is the letter of the person {n}, write to p{n}@example.com.")) for n in range(50)]
    results = list(redacted_lines(lines, redactor, Settings(), processes=1))
    assert [r["id"] for r in results] == list(range(50))
    assert results[7]["text"] == "This is the letter of the person 7, write to <EMAIL_ADDRESS_1>."


def test_lines_are_taken_one_by_one(redactor: PresidioRedactor) -> None:
    taken = []

    def lines() -> Iterator[Line]:
        for n in range(1000):
            taken.append(n)
            yield n, line(n, "Nothing personal is in this text.")

    results = redacted_lines(lines(), redactor, Settings(), processes=1)
    assert next(results)["id"] == 0
    assert len(taken) == 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"id": 1}', "`text` is missing"),
        (b'{"id": 1, "text": null}', "not a string"),
        (b'{"id": 1, "text": "\\ud800"}', "surrogate"),
        (b"anna@example.com", "line 3 is not JSON"),
        (b"[]", "must be a JSON object, not list"),
        (b"[" * 100_000, "not JSON that can be read"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"id": 1, "text": ' + b"9" * 10_000 + b"}", "line 3 is not JSON that can be read"),
        (b"x" * (batch.LONGEST + 1), "larger than 8 MiB"),
        (b'{"id": 1, "text": ""}', "empty"),
    ],
    ids=range(10),
)
def test_a_bad_line_is_an_error_that_does_not_repeat_it(redactor: PresidioRedactor, raw: bytes, said: str) -> None:
    result = redacted_line((3, raw), redactor)
    assert set(result) == {"id", "error"}
    assert said in result["error"]
    assert "anna" not in result["error"]


def test_a_line_without_end_is_read_in_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "LONGEST", 10)
    given = io.BytesIO(b"a" * 95 + b"\nsecond\n\n   \nlast without an end")
    lines = list(read_lines(given))
    assert [(number, len(raw)) for number, raw in lines] == [(1, 11), (2, 7), (5, 11)]


def test_blocks_hold_every_line_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_BLOCK", 100)
    lines = [(n, b"x" * (n % 60)) for n in range(200)]
    blocks = list(batch._blocks(lines))
    assert [entry for block in blocks for entry in block] == lines
    assert len(blocks) > 10
