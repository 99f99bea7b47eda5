"""URLs: where each starts and ends, and which part of it is personal."""

from __future__ import annotations

import time

import pytest

from drafting.redaction.placeholders import resolve
from drafting.redaction.urls import find_urls, personal_parts

ONION = "q" * 56 + ".onion"
TOKEN = "a1b2" * 6


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://quillhaven.example/a/b(c).", "https://quillhaven.example/a/b(c)"),
        ("(https://quillhaven.example/a)", "https://quillhaven.example/a"),
        ("[x](https://quillhaven.example/a)[y](b)", "https://quillhaven.example/a"),
        ("at github.com/u/repo, please", "github.com/u/repo"),
        ("**https://quillhaven.example/x**", "https://quillhaven.example/x"),
        ("<https://quillhaven.example/x>", "https://quillhaven.example/x"),
        ("is it https://quillhaven.example/x?", "https://quillhaven.example/x"),
        ("&lt;https://quillhaven.example/x&gt; and", "https://quillhaven.example/x"),
        ('<a href="https://quillhaven.example/x">x</a>', "https://quillhaven.example/x"),
        ("clone git@quillhaven.example:anna/tool.git now", "git@quillhaven.example:anna/tool.git"),
        ("ssh://git@quillhaven.example/anna/tool.git", "ssh://git@quillhaven.example/anna/tool.git"),
        ("git+https://quillhaven.example/anna/tool", "git+https://quillhaven.example/anna/tool"),
        ("ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3/x", "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3/x"),
        (f"at {ONION}/market there", f"{ONION}/market"),
        ("xn--bcher-kva.example/login", "xn--bcher-kva.example/login"),
        ("host.xn--p1ai/login", "host.xn--p1ai/login"),
        ("bücher.de/liste", "bücher.de/liste"),
        ("hxxps://login[.]bad[.]example/verify", "hxxps://login[.]bad[.]example/verify"),
        ("login[.]bad[.]example/verify", "login[.]bad[.]example/verify"),
        ("at 203.0.113.9:8080/gate.php", "203.0.113.9:8080/gate.php"),
        ("in anna-s/tool/blob/main/src/a.py#L3", "anna-s/tool/blob/main/src/a.py#L3"),
        ("in /anna-s/tool/tree/main", "/anna-s/tool/tree/main"),
        ("quillhaven.example", "quillhaven.example"),
        ("shop.quillhaven.me/x", "shop.quillhaven.me/x"),
        ("https://quillhaven.example/x。", "https://quillhaven.example/x"),
    ],
)
def test_a_url_ends_where_the_sentence_goes_on(text: str, url: str) -> None:
    assert [text[u.start : u.end] for u in find_urls(text)] == [url]


def test_two_links_joined_are_two_urls_or_one_that_covers_the_first() -> None:
    text = "[https://quillhaven.example/a](https://quillhaven.example/a)"
    assert text[find_urls(text)[0].start : find_urls(text)[0].end] == "https://quillhaven.example/a"


@pytest.mark.parametrize(
    "text",
    ["bob@example.com", "My name is Anna.It is short.", "the net 198.51.100.0/24", "and/or", "Mr.Smith", "1/2", "3.14"],
)
def test_what_is_no_url(text: str) -> None:
    assert find_urls(text) == ()


def hidden(url: str) -> list[str]:
    return [url[s.start : s.end] for s in resolve(personal_parts(url, find_urls(url)))]


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://anna@quillhaven.example/x", ["anna"]),
        ("https://anna:pw123@quillhaven.example/x", ["anna:pw123"]),
        ("https://quillhaven.example/u/anna@example.com/x", ["anna@example.com"]),
        ("https://quillhaven.example/u?x=anna%40example.com&y=1", ["anna%40example.com"]),
        ("https://quillhaven.example/r?u=https%3A%2F%2Fa.example%3Fq%3Danna%2540example.com", ["anna%2540example.com"]),
        ("https://quillhaven.example/#mail=anna@example.com", ["anna@example.com"]),
        (f"https://quillhaven.example/x?token={TOKEN}&page=2", [TOKEN]),
        (f"https://quillhaven.example/x#access_token={TOKEN}", [TOKEN]),
        (f"https://quillhaven.example/x?X-Amz-Signature={TOKEN}", [TOKEN]),
        (f"https://quillhaven.example/x;jsessionid={TOKEN}?a=1", [TOKEN]),
        (f"https://quillhaven.example/reset/{TOKEN}", [TOKEN]),
        ("https://quillhaven.example/x?phone=2125550142", ["2125550142"]),
        ("https://quillhaven.example/x?p=%2B12125550142", ["%2B12125550142"]),
        ("https://wa.me/12125550142", ["12125550142"]),
        ("https://maps.example/@40.71280,-74.00600,15z", ["40.71280,-74.00600"]),
        ("https://maps.example/?q=40.71280%2C-74.00600", ["40.71280%2C-74.00600"]),
        ("https://maps.example/?lat=40.7&lng=-74.0", ["40.7", "-74.0"]),
        ("https://quillhaven.example/x?username=anna.s&tab=2", ["anna.s"]),
        ("https://quillhaven.example/x?user_id=1234567", ["1234567"]),
        ("https://quillhaven.example/u/anna.s/projects", ["anna.s"]),
        ("https://quillhaven.example/profile/anna_s?tab=2", ["anna_s"]),
        ("https://quillhaven.example/x?name=Anna+Schmidt", ["Anna+Schmidt"]),
    ],
)
def test_the_personal_part_is_hidden(url: str, parts: list[str]) -> None:
    assert hidden(url) == parts


@pytest.mark.parametrize(
    "url",
    [
        "https://quillhaven.example/anna-schmidt/tool/blob/main/a.py#L10-L20",
        "https://quillhaven.example/~anna/index.html",
        "git@quillhaven.example:anna/tool.git",
        "ssh://git@quillhaven.example/anna/tool.git",
        "https://quillhaven.example/search?q=charts&page=2&sort=new&user=7",
        "https://quillhaven.example/users/sign_in",
        "https://quillhaven.example/docs/user/12.0/index.html",
        "https://quillhaven.example/anna/tool/commit/3f786850e387550fdab836ed7e6dc881de23001b",
        "https://quillhaven.example/anna/tool/compare/v1.2.3...v1.2.4",
        "https://quillhaven.example/verify",
        "https://quillhaven.example/tool?version=10.25.3,4",
        "https://quillhaven.example/@anna/post",
    ],
)
def test_a_reported_url_stays_whole(url: str) -> None:
    assert hidden(url) == []


@pytest.mark.parametrize(
    "unit", ["a", "1", " ", "-", "a.", "a/", "/", "a-", "http://", "[.]", "a[.]", "%40", "?a=", "1.", "~"]
)
def test_urls_are_found_in_linear_time(unit: str) -> None:
    took = []
    for length in (25_000, 100_000):
        text = unit * (length // len(unit))
        started = time.process_time()
        list(personal_parts(text, find_urls(text)))
        took.append(time.process_time() - started)
    assert took[1] < max(1.0, 12 * took[0])
