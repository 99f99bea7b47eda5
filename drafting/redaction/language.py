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
# Words with a sign of addresses, paths or code in them; blocks of code; words with digits.
_NOISE: Final = regex.compile(
    r"(?<!\S)\S(?:[^\s@./\\=_{}<>:]|:(?!//)|\.(?!\w))*+(?:://|[@/\\=_{}<>]|\.(?=\w))\S*"
    r"|```.*?```|\[private\]|\b\w*\d\w*\b",
    regex.DOTALL,
)
_LETTERS: Final = regex.compile(r"\p{L}")
_WORD: Final = regex.compile(r"\p{L}+")
_ENGLISH: Final = frozenset(
    "the and to of is in you that it for on was with as are have this be at or from not by"
    " but my your me we please can will"
    " do i am our they has had an if their what how would could should been which who when"
    " there where why were his her she"
    " he them any all also about after hello hi thanks thank regards dear request account help name need want".split()
)
_MANY: Final = 20  # letters below which a guess says nothing
_SURE: Final = 0.80
_ENGLISH_ENOUGH: Final = 0.25  # share of the words above that English prose has at least
_PARAGRAPH: Final = regex.compile(r"\n[ \t]*\n")
_QUOTED_LINE: Final = regex.compile(r"^[ \t]*[>|].*$", regex.MULTILINE)
_QUOTED: Final = regex.compile(r"[\"“„»«‚‘「『][^\"“”„«»‘’「」『』]{20,4000}[\"”“«»’」』]")
_LONG: Final = 60  # letters of a paragraph that is judged by itself
_ENGLISH_PART: Final = 0.15  # the same of a paragraph of English, which may be a list of things
_FOREIGN_PART: Final = 0.25  # share of somebody's own paragraphs that makes his message a foreign one
_SENTENCES: Final = 0.3  # share of words in lower case below which a text is a list of names


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(NAMES.keys() & set(identifier.labels)))
    return identifier


def detect(text: str) -> str:
    """ISO 639-1 code, or `und` when there is no language in the text (numbers, a URL) or nothing to tell it by.

    What is quoted does not count beside own words in English. A message of which a part is foreign is foreign: an
    English footer makes no German letter readable.
    """
    own = _QUOTED.sub(" ", _QUOTED_LINE.sub(" ", text))
    paragraphs = [_NOISE.sub(" ", p) for p in _PARAGRAPH.split(own)]
    whole = _of(own, "\n\n".join(paragraphs))
    if whole == "und" and own != text:  # next to nothing but quotes
        return _of(text, _NOISE.sub(" ", text))
    if whole != "en" or len(paragraphs) == 1:
        return whole
    foreign: dict[str, int] = {}
    total = 0
    for prose in paragraphs:
        length = len(_LETTERS.findall(prose))
        total += length
        if length >= _LONG and _english_share(_WORD.findall(prose)) < _ENGLISH_PART:
            code = _of(prose, prose)
            if code not in ("en", "und"):
                foreign[code] = foreign.get(code, 0) + length
    if foreign and sum(foreign.values()) >= _FOREIGN_PART * total:
        return max(foreign, key=lambda code: foreign[code])
    return whole


def _of(text: str, prose: str) -> str:
    """The one language of a text; `prose` is the text without what is no language."""
    found = _LETTERS.findall(prose)
    words = _WORD.findall(prose)
    if not found:
        return "und"
    foreign_script = sum(1 for c in found if c > "ɏ") / len(found)
    english = _english_share(words)
    if len(found) < _MANY:
        return "en" if prose.isascii() or english >= _ENGLISH_ENOUGH else _script(prose, foreign_script)
    if foreign_script < 0.6 and len(words) >= 4 and english >= _ENGLISH_ENOUGH:
        return "en"
    code, probability = _identifier().classify(prose)
    unsure = probability < _SURE or len(words) < 5 or _is_list(text, words)
    if code == "en" or (unsure and foreign_script < 0.3):
        return "en" if prose.isascii() or code == "en" or english > 0 else "und"
    return str(code)


def _is_list(text: str, words: list[str]) -> bool:
    """Whether a text has no sentences: names, and lines of an address or a form, look like any language."""
    small = sum(1 for w in words if w[0].islower())
    if small < _SENTENCES * len(words) and not all(w.isupper() for w in words):
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    numbers = sum(1 for line in lines if regex.search(r"\d", line))
    return len(lines) >= 3 and len(words) < 5 * len(lines) and numbers >= 0.4 * len(lines)


def _english_share(words: list[str]) -> float:
    return sum(1 for w in words if w.casefold() in _ENGLISH) / max(1, len(words))


def _script(prose: str, foreign: float) -> str:
    """A short text in another script is not English, however little there is of it."""
    return str(_identifier().classify(prose)[0]) if foreign > 0.5 else "und"
