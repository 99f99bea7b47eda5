# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Which language a text is in, as far as the redactor must know: English it can read, anything else it refuses."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import regex

SUPPORTED: Final = frozenset({"en"})
NAMES: Final = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_NOISE: Final = regex.compile(r"\S+(?:://|@|\.(?=\w)|[/\\=_{}<>])\S*|```.*?```|\[private\]|\b\w*\d\w*\b", regex.DOTALL)
_LETTERS: Final = regex.compile(r"\p{L}")
_ENGLISH: Final = frozenset(
    "the and to of is in you that it for on was with as are have this be at or from not by"
    " but my your me we please can will"
    " do i am our they has had an if their what how would could should been which who when"
    " there where why were his her she"
    " he them any all also about after hello hi thanks thank regards dear request account help name need want".split()
)
_MANY: Final = 20  # letters below which a guess says nothing
_SURE: Final = 0.80


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(NAMES.keys() & set(identifier.labels)))
    return identifier


def letters(text: str) -> int:
    """How many letters of prose a text has: without URLs, e-mail addresses, code words and numbers."""
    return len(_LETTERS.findall(_NOISE.sub(" ", text)))


def detect(text: str) -> str:
    """ISO 639-1 code, or `und` when there is no language in the text (numbers, a URL) or nothing to tell it by."""
    prose = _NOISE.sub(" ", text)
    found = _LETTERS.findall(prose)
    words = regex.findall(r"\p{L}+", prose.casefold())
    if not found:
        return "und"
    foreign_script = sum(1 for c in found if c > "ɏ") / len(found)
    if len(found) < _MANY:
        return "en" if prose.isascii() or _english_share(words) >= 0.25 else _script(prose, foreign_script)
    if foreign_script < 0.6 and len(words) >= 4 and _english_share(words) >= 0.25:
        return "en"
    code, probability = _identifier().classify(prose)
    if code == "en" or (probability < _SURE and foreign_script < 0.3) or (len(words) < 5 and foreign_script < 0.3):
        return "en" if prose.isascii() or code == "en" or _english_share(words) > 0 else "und"
    return str(code)


def _english_share(words: list[str]) -> float:
    return sum(1 for w in words if w in _ENGLISH) / max(1, len(words))


def _script(prose: str, foreign: float) -> str:
    """A short text in another script is not English, however little there is of it."""
    return str(_identifier().classify(prose)[0]) if foreign > 0.5 else "und"
