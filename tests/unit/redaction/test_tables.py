"""Columns of a pasted table of people."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.tables import find_columns


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in find_columns(text)]


def test_a_list_with_commas() -> None:
    text = "Here:\nid,first,last,email,city,dob\n1,Quill,Otter,q@example.com,Sampletown,November 3, 1959\n\nMore, later"
    assert found(text) == [
        ("Quill", "PERSON"),
        ("Otter", "PERSON"),
        ("Sampletown", "LOCATION"),
        ("November 3, 1959", "DATE_OF_BIRTH"),
    ]


def test_strokes_tabs_and_quotation_marks() -> None:
    assert found("| name | phone |\n|---|---|\n| Quill Otter | 555 0100 100 |") == [
        ("Quill Otter", "PERSON"),
        ("555 0100 100", "PHONE_NUMBER"),
    ]
    assert found('name;address\n"Otter; Quill";"1 Sample Way, Sampletown"')[-1] == (
        "1 Sample Way, Sampletown",
        "ADDRESS",
    )


@pytest.mark.parametrize(
    "text",
    ["file,name,size\na.txt,b,1", "Thank you, Quill, for this\nand, well, that", "name,size\na,2", "city,town\nA,B"],
)
def test_a_table_of_other_things_is_left_alone(text: str) -> None:
    assert found(text) == []
