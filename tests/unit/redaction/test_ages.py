"""Ages and dates of birth."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.ages import find_ages
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_ages(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("This 41 year old woman", "41", "AGE"),
        ("I am a 34-year-old", "34", "AGE"),
        ("I spoke to Quill Otter (16, from Sampletown)", "16", "AGE"),
        ("my daughter Hye-jin (10) opened", "10", "AGE"),
        ("Age of the depicted person: 64", "64", "AGE"),
        ("aged 14", "14", "AGE"),
        ("the 16-year-old girl", "16", "AGE"),
        ("age: 33", "33", "AGE"),
        ("at the age of 9", "9", "AGE"),
        ("I just turned 52", "52", "AGE"),
        ("I'll turn 40.", "40", "AGE"),
        ("he turned 18 last week", "18", "AGE"),
        ("she is 12 years old", "12", "AGE"),
        ("she is 12.", "12", "AGE"),
        ("I'm 14 and bored", "14", "AGE"),
        ("my son (14) uses it", "14", "AGE"),
        ("my daughter Anna is 9", "9", "AGE"),
        ("my 9yo found it", "9", "AGE"),
        ("15 years of age", "15", "AGE"),
        ("she is twelve years old", "twelve", "AGE"),
        ("a thirteen-year-old girl", "thirteen", "AGE"),
        ("Ages 5 and 7", "7", "AGE"),
        ("DOB: 3 March 1984", "3 March 1984", "DATE_OF_BIRTH"),
        ("I was born on 12/05/1990", "12/05/1990", "DATE_OF_BIRTH"),
        ("born in 1984", "1984", "DATE_OF_BIRTH"),
        ("Date of birth (dd/mm/yyyy): 04.12.1987", "04.12.1987", "DATE_OF_BIRTH"),
        ("my birthday is July 4th, 1990", "July 4th, 1990", "DATE_OF_BIRTH"),
        ("d.o.b: 12-Apr-85", "12-Apr-85", "DATE_OF_BIRTH"),
        ("geboren am 3. März 1984", "3. März 1984", "DATE_OF_BIRTH"),
        ("born on the 3rd of March 1984", "3rd of March 1984", "DATE_OF_BIRTH"),
        ("Birthdate=1990-05-12", "1990-05-12", "DATE_OF_BIRTH"),
    ],
)
def test_an_age_or_birth_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "our account is 3 years old",
        "a 3 year old repository",
        "a 14 day period",
        "512(c)(3)",
        "users under the age of 13",
        "under 13 and at least 18 years old",
        "the state pension age is 65",
        "aged 13 or older",
        "I am 100% certain",
        "I am 1 of the owners",
        "they turned 180 degrees",
        "born in May",
        "version 12 is old",
        "average 14 files",
    ],
)
def test_a_look_alike_of_an_age_or_birth_is_left_alone(text: str) -> None:
    assert found(text) == []
