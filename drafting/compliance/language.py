"""In which language a paragraph is written: enough to see that a reply is not in English, without a model.

A paragraph counts only when it is clear: its letters belong to another script, or its small words do to another
language. Short lines, names and addresses say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import regex

# The commonest small words of each language, without those that another of them shares too often.
_SMALL_WORDS: Final = {
    "en": "the of and to is in that it for you was with are this have from not be your by on we our will as can "
    "has if or an which",
    "de": "der die das und ist nicht ein eine zu mit sie ihre ihren ihnen auf für wir den dem sich auch wenn "
    "bei noch oder werden haben über bitte",
    "fr": "le la les des et est une pas vous nous que pour dans votre vos avec sur ce cette sont qui plus être "
    "avez été aux merci",
    "es": "el los las una y es que por para con no su sus del se usted nosotros está este esta como más pero ha "
    "hemos gracias",
    "it": "il gli che di è una per non con sono del della suo questo questa ci si ha nel abbiamo grazie le",
    "pt": "o os que de não uma para com seu sua por mais do da dos das em foi você são está obrigado nós",
    "nl": "de het een en van is niet dat op te zijn voor met uw wij ons deze die aan om ook bij naar hebben",
    "pl": "nie się jest na że do to z jak ale czy przez dla oraz pan pani będzie został",
    "sv": "och det att en som är på inte av för med den till har du vi ett kan om din ditt",
    "da": "og det at en der er på ikke af for med den til har du vi et kan om din dit som",
    "tr": "ve bir bu için ile da de olarak çok ne var değil sizin size biz",
    "ro": "și de la nu este în cu pe pentru care mai din sunt ați dumneavoastră",
    "cs": "je se na že to ne jak ale pro jsme jste bude vám vaše",
    "fi": "ja on ei se että hän oli ovat kun teidän olemme tai mutta",
    "id": "yang dan di ini untuk dengan tidak anda kami dari itu akan pada",
    "vi": "và của là không có cho được chúng tôi bạn này với",
}  # fmt: skip
_OF_WORD: Final = {
    word: frozenset(lang for lang, words in _SMALL_WORDS.items() if word in words.split())
    for words in _SMALL_WORDS.values()
    for word in words.split()
}
_SCRIPTS: Final = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]")),
    ("ko", regex.compile(r"\p{Hangul}")),
    ("zh", regex.compile(r"\p{Han}")),
    ("ru", regex.compile(r"\p{Cyrillic}")),
    ("el", regex.compile(r"\p{Greek}")),
    ("ar", regex.compile(r"\p{Arabic}")),
    ("he", regex.compile(r"\p{Hebrew}")),
    ("hi", regex.compile(r"\p{Devanagari}")),
    ("th", regex.compile(r"\p{Thai}")),
)
_BLOCK: Final = regex.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_LETTER: Final = regex.compile(r"\p{L}")
_WORD: Final = regex.compile(r"\p{L}+(?:'\p{L}+)?")
_NO_PROSE: Final = regex.compile(r"https?://\S+|\S+@\S+|<[A-Z_]+_\d+>")
_LEAST_HITS = 4


def foreign_paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Paragraphs that are clearly not English: start, end, ISO 639-1 code (a script's commonest language)."""
    for block in _BLOCK.finditer(text):
        found = language_of(block.group())
        if found not in {None, "en"}:
            yield block.start(), block.end(), str(found)


@lru_cache(maxsize=512)
def language_of(text: str) -> str | None:
    """The language of a paragraph; None when it is too short or too mixed to tell."""
    prose = _NO_PROSE.sub(" ", text)
    letters = len(_LETTER.findall(prose))
    if letters < 12:
        return None
    for language, script in _SCRIPTS:
        # Look-alike letters inside Latin words are a disguise, not a language: they stay below a third.
        if len(script.findall(prose)) * 3 > letters:
            return language
    counts: dict[str, int] = {}
    for word in _WORD.findall(prose.lower()):
        for language in _OF_WORD.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    english = counts.pop("en", 0)
    best = max(counts, key=lambda language: counts[language], default=None)
    if best is not None and counts[best] >= _LEAST_HITS and counts[best] > 1.5 * english:
        return best
    return "en" if english >= 2 else None
