"""What a model answered, made into the body of a reply or into quotations, or refused. Pure; others judge the words."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

from drafting.errors import DrafterFailed

_THOUGHT: Final = re.compile(r"\A\s*<think>.*?</think>\s*", re.DOTALL)
_CODE: Final = re.compile(r"\A```[\w-]*\n(.*?)\n?```\Z", re.DOTALL)
_PREAMBLE: Final = re.compile(
    r"\A(?:sure|certainly|of course|okay|ok|absolutely)?[,.!]?\s*"
    r"(?:here(?:'s|’s| is| are)|below is|this is)\b[^\n]{0,100}\b(?:reply|response|version|message|draft|email)\b"
    r"[^\n]{0,60}:\s*(?:\n+|\Z)",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(r"\A(?:\*\*)?subject(?:\*\*)?\s*:[^\n]*(?:\n+|\Z)", re.IGNORECASE)
_LINE_END: Final = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
# Characters that change how the neighbouring text is read without being seen: direction overrides and tag characters.
_UNSEEN: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def body_of(text: str, nonce: str) -> str:
    """The reply's body in a model's answer, without what models put around it (code fence, preamble, subject line).

    Raises DrafterFailed when there is none, when it holds control characters, or when it repeats the prompt's fence.
    """
    text = _THOUGHT.sub("", _LINE_END.sub("\n", text)).strip()
    text = _without_markers(text, nonce)
    before = None
    while before != text:
        before = text
        for wrapping in (_PREAMBLE, _SUBJECT):
            text = wrapping.sub("", text).strip()
        text = _CODE.sub(r"\1", text).strip()
        text = _without_markers(text, nonce)
    if not text:
        raise DrafterFailed("The model gave an empty reply.")
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text) or _UNSEEN.search(text):
        raise DrafterFailed("The model's reply holds control characters.")
    if nonce in text:
        raise DrafterFailed("The model repeated its instructions.")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n")))


def quotes_of(text: str, nonce: str, wanted: frozenset[str]) -> dict[str, str]:
    """What a model quoted for each of the `wanted` names, from one JSON object; a name that it left out has no quote.

    Raises DrafterFailed for anything else than that object, for a name that was not asked for, and for control
    characters or the prompt's fence in a quotation.
    """
    text = _CODE.sub(r"\1", _without_markers(_THOUGHT.sub("", _LINE_END.sub("\n", text)).strip(), nonce)).strip()
    try:
        given = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise DrafterFailed("The model's answer is not the JSON object that was asked for.") from None
    if not isinstance(given, dict) or not all(v is None or isinstance(v, str) for v in given.values()):
        raise DrafterFailed("The model's answer is not an object of quotations.")
    if given.keys() - wanted:
        raise DrafterFailed("The model answered what it was not asked.")
    quotes = {name: quote for name, quote in given.items() if quote and quote.strip()}
    for quote in quotes.values():
        if nonce in quote or any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in quote):
            raise DrafterFailed("The model quoted control characters or its instructions.")
    return quotes


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object whose names differ. Raises ValueError: of two values for one name nobody knows which is meant."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _without_markers(text: str, nonce: str) -> str:
    """Without a marker of the fence as the first or last line: small models copy the framework with its markers."""
    marker = rf"<{{2,3}}(?:END )?[A-Z_]+ {nonce}>{{0,3}}"
    return re.sub(rf"\A{marker}[ ]*(?:\n\s*|\Z)|(?:\n\s*|\A){marker}\Z", "", text)
