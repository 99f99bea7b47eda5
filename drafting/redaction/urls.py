"""Which URLs stand in a text, and which part of them is personal. The URL itself is what the case is about: kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from drafting.redaction.placeholders import Span

_ENDINGS: Final = (
    "com|org|net|io|dev|app|co|uk|de|fr|in|ca|edu|gov|mil|example|test|me|info|ai|js|tv|us|eu|cn|ru|nl|se|ch|at|it|es|br|jp|kr"
    "|au|nz|pl|be|no|dk|fi|ie|pt|cz|gr|ro|hu|tr|ua|il|za|mx|ar|cl|xyz|tech|site|online|cloud|store|shop|blog|page|pages|top"
    "|sh|gg|ly|cc|fm|so|onion|wiki|games|software|systems|tools|works|art|studio|design|world|live|news|academy|network"
)
_URL: Final = regex.compile(
    r"(?:(?:https?|hxxps?|ftp|git|ssh|wss?)(?:://|\[:\]//|%3A%2F%2F)[^\s<>\"“”`|]+)"
    rf"|(?<![\w@./+%-])(?:[a-z0-9](?:[a-z0-9-]{{0,62}}[a-z0-9])?\.){{1,8}}(?:{_ENDINGS})(?![\w@-])(?:\.(?=\s|$)|(?!\.\w))"
    r"(?::\d{2,5})?(?:[/?#][^\s<>\"“”`|]*)?",
    regex.IGNORECASE,
)
_TRAILING: Final = ".,;:!?'’*\\"
_EMAIL: Final = regex.compile(r"[\w.+-]{1,64}(?:@|%40)[a-z0-9-]+(?:\.[a-z0-9-]+)+", regex.IGNORECASE)
_USERINFO: Final = regex.compile(r"^[a-z]+(?:://|\[:\]//)([^/?#@\s]{1,200})@", regex.IGNORECASE)
_SECRET_PARAMETER: Final = regex.compile(
    r"[?&#;](?:[\w.-]*(?:token|secret|password|passwd|pwd|api_?key|apikey|access_?key|signature|auth|session_?id|jwt|otp)"
    r"|key|sig|code|sid|pass)=([^&#;\s]{4,})",
    regex.IGNORECASE,
)
_PERSONAL_PARAMETER: Final = regex.compile(
    r"[?&#;](?:e-?mail|mail|user_?email|phone|tel|mobile|first_?name|last_?name|full_?name|name|surname|dob|birth_?date|ssn|address)"
    r"=([^&#;\s]{2,})",
    regex.IGNORECASE,
)


class Url(NamedTuple):
    """Where a URL stands: code points `start` to `end` (exclusive)."""

    start: int
    end: int


def find_urls(text: str) -> tuple[Url, ...]:
    """Web addresses with or without a scheme, without the sentence's punctuation after them."""
    if "." not in text and "://" not in text:
        return ()
    return tuple(Url(m.start(), _end(m.group(), m.start())) for m in _URL.finditer(text))


def _end(url: str, start: int) -> int:
    """Cuts a closing bracket that was not opened in the URL, and trailing punctuation."""
    depth = 0
    for i, char in enumerate(url):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            url = url[:i]
            break
    url = url.rstrip(_TRAILING)
    while url.endswith("]") and "[" not in url:
        url = url[:-1].rstrip(_TRAILING)
    return start + len(url)


def personal_parts(text: str, urls: tuple[Url, ...]) -> Iterator[Span]:
    """The parts of kept URLs that are hidden: user info, e-mail addresses, tokens and names in the query."""
    for url in urls:
        part = text[url.start : url.end]
        user = _USERINFO.search(part)
        if user:
            yield Span(url.start + user.start(1), url.start + user.end(1), "SECRET" if ":" in user[1] else "URL_PART")
        for match in _SECRET_PARAMETER.finditer(part):
            yield Span(url.start + match.start(1), url.start + match.end(1), "SECRET")
        for match in _PERSONAL_PARAMETER.finditer(part):
            yield Span(url.start + match.start(1), url.start + match.end(1), "URL_PART")
        for match in _EMAIL.finditer(part, user.end() if user else 0):
            yield Span(url.start + match.start(), url.start + match.end(), "URL_PART")
