"""Ids of states: by form and checksum where little else looks like them, with agreeing words otherwise."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.government import find_government_ids
from drafting.redaction.ids.national import FORMS, OWN, Form, module
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_government_ids(text))]


@pytest.mark.parametrize(
    "text",
    [
        "912-70-1234",
        "2A34-C56-EF78",
        "2A34C56EF78",
        "1555010101",
        "021000021",
        "123 456 782",
        "BOXW310820HNERXN09",
        "390.533.447-05",
        "16.727.230/0001-97",
        "20-05536168-2",
        "12.531.909-2",
        "AB 12 34 56 C",
        "943 476 5919",
        "MORGA657054SM9IJ",
        "86095742719",
        "15 070649 C 103",
        "K222333448",
        "c4hk7l2m5",
        "756.9217.0769.85",
        "2 53 07 2B 073 004 70",
        "85.07.30-033.28",
        "111222333",
        "12345678Z",
        "X1234567L",
        "RSSMRA85T10A562S",
        "RSS MRA 85T10 A562S",
        "U1B2C3D4FG",
        "811218-9876",
        "131052-308T",
        "211062-5629",
        "15108695088",
        "44051401359",
        "710319/2745",
        "17291716060",
        "8001015009087",
        "2341 2341 2346",
        "ABCPE1234F",
        "27AAPFU0939F1ZV",
        "11010519491231002X",
        "900101-5234567",
        "21-05-112233-44",
        "S1234567D",
        "T08LL1111H",
        "123-456-782-000",
        "0111-1234567-8",
        "51 824 753 556",
        "3456 78908 1",
        "49-091-850",
        "A123456(3)",
        "DE136695976",
        "112-233-445 95",
        "1M8GDM9AXKP042788",
    ],
)
def test_an_id_that_is_the_message_is_found(text: str) -> None:
    value = text.rsplit(": ", maxsplit=1)[-1].removeprefix("my NPI is ").removeprefix("ABA ").removeprefix("SIN ")
    assert (value, "ID") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "I read 17291716060 there",
        "I read 390.533.447-05 there",
        "I read 811218-9876 there",
        "I read 2A34-C56-EF78 there",
        "I read S1234567D there",
        "I read 27AAPFU0939F1ZV there",
        "I read 2341 2341 2346 there",
    ],
)
def test_a_distinctive_id_is_found_in_a_sentence(text: str) -> None:
    assert found(text) == [(text.removeprefix("I read ").removesuffix(" there"), "ID")]


@pytest.mark.parametrize(
    "text",
    [
        "I read 17291716061 there",
        "I read 811218-9877 there",
        "I read S1234567Z there",
        "I read 27AAPFU0939F1ZW there",
        "I read 111222333 there",
        "I read 44051401359 there",
        "I read 943 476 5919 there",
        "22222222222",
        "4123456789",
        "000000000",
        "commit 1234567e and 9d5ed678fe57",
        "12 November 2026 and 2026-11-20",
        "192.0.2.17",
        "abcpe1234f.js",
        "lines 120-145, $1,234,567.00",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ],
)
def test_a_look_alike_of_an_id_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_common_form_counts_beside_agreeing_words() -> None:
    assert found("For my national identity they noted 111222333") == [("111222333", "ID")]


def test_an_answer_of_nothing_but_numbers_is_hidden() -> None:
    assert [v for v, _ in found("12345678, 8765432100")] == ["12345678", "8765432100"]


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f"{f.name}, {f.check or 'no check'}")
def test_every_check_exists(form: Form) -> None:
    sample = "0" * 18
    assert form.check == "" or form.check in OWN or isinstance(module(form.check)(sample), bool)
