"""A masked text as a person would say it: what a placeholder stands for, and that there is an address of the web."""

from __future__ import annotations

from typing import Final

import regex

from drafting.models import PLACEHOLDER, MaskedText

_LINK: Final = regex.compile(r"https?://\S+", regex.IGNORECASE)
_NAMED: Final = {"PERSON": "somebody", "EMAIL_ADDRESS": "an e-mail address", "SECRET": "a secret key", "URL_PART": ""}


def spoken(text: MaskedText, most: int) -> str:
    """The text without placeholders and links, at most so many characters of it."""
    return PLACEHOLDER.sub(lambda m: _kind(m.group()[1:-1].rpartition("_")[0]), _LINK.sub(" link ", text[:most]))


def _kind(kind: str) -> str:
    return _NAMED.get(kind, kind.lower().replace("_", " "))
