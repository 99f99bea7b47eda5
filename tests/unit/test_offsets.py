"""A finding points at the same words in the masked text, in the raw one and in the restored one."""

from __future__ import annotations

from drafting.models import Finding, MaskedText, Severity
from drafting.offsets import moved
from drafting.ports import Entity, Masked

RAW = "Dear Änna 🙂, write to a@example.com today, Änna."
MASKED = "Dear <PERSON_1>, write to <EMAIL_ADDRESS_1> today, <PERSON_1>."
SPANS = Masked(
    MaskedText(MASKED),
    (
        Entity("PERSON", 5, 11, "<PERSON_1>"),
        Entity("EMAIL_ADDRESS", 22, 35, "<EMAIL_ADDRESS_1>"),
        Entity("PERSON", 43, 47, "<PERSON_1>"),
    ),
).spans


def finding(quote: str, start: int) -> Finding:
    return Finding(
        rule="R05", severity=Severity.BLOCK, quote=quote, start=start, end=start + len(quote), message="", section="a/b"
    )


def test_the_spans_of_a_masked_text_name_what_each_placeholder_stands_for() -> None:
    assert [(MASKED[a:b], RAW[c:d]) for a, b, c, d in SPANS] == [
        ("<PERSON_1>", "Änna 🙂"),
        ("<EMAIL_ADDRESS_1>", "a@example.com"),
        ("<PERSON_1>", "Änna"),
    ]


def test_words_between_and_behind_placeholders_stay_the_same_words() -> None:
    for words in ("Dear", "write to", "today", "."):
        there = moved(finding(words, MASKED.rindex(words)), SPANS, RAW)
        assert there.quote == words == RAW[there.start : there.end]


def test_a_placeholder_takes_its_whole_value_along() -> None:
    assert moved(finding("<EMAIL_ADDRESS_1>", MASKED.index("<E")), SPANS, RAW).quote == "a@example.com"
    assert moved(finding("PERSON_1>, write", MASKED.index("PERSON")), SPANS, RAW).quote == "Änna 🙂, write"


def test_an_omission_has_no_place() -> None:
    omission = finding("", 0)
    assert moved(omission, SPANS, RAW) == omission
