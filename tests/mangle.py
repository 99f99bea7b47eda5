"""Drafts in which a model spoiled a placeholder in one of the ways that models do, and how a report must name it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from drafting.models import PLACEHOLDER

PEOPLE: Final = ("<PERSON_1>", "<PERSON_2>", "<PERSON_3>", "<PERSON_10>")
OTHERS: Final = ("<EMAIL_ADDRESS_1>", "<PHONE_NUMBER_1>", "<ADDRESS_1>", "<ID_1>", "<CASE_NUMBER_1>", "<URL_PART_1>")
VALUES: Final = {
    "<PERSON_1>": "Zora Planck",
    "<PERSON_2>": "Ivo Brandt",
    "<PERSON_3>": "Mina Okoro",
    "<PERSON_10>": "Tarek Lindqvist",
    "<EMAIL_ADDRESS_1>": "zora@example.com",
    "<PHONE_NUMBER_1>": "+1 212 555 0100",
    "<ADDRESS_1>": "7 Example Street, Springfield",
    "<ID_1>": "QH-00417",
    "<CASE_NUMBER_1>": "1:99-cv-00001",
    "<URL_PART_1>": "zplanck",
}
SENTENCES: Final = (
    "Hello {},",
    "We have written to {} about it.",
    "As {} told us on Monday, the file was removed.",
    "Your notice names {} and that is enough.",
    "- {}: we wait for an answer",
    "Please ask {} (not us) for that.",
)
WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TRANSLATED: Final = {
    "PERSON": ("PERSONNE", "Persona", "人", "Лицо", "PESSOA"),
    "EMAIL_ADDRESS": ("ADRESSE_E_MAIL", "Correo", "邮箱"),
    "PHONE_NUMBER": ("TELEFONNUMMER", "Téléfono"),
    "ADDRESS": ("ADRESSE", "Dirección"),
    "ID": ("KENNUNG",),
    "CASE_NUMBER": ("AKTENZEICHEN",),
    "URL_PART": ("PARTIE_URL",),
}


class Mangled(NamedTuple):
    """A draft, the framework it was made from, what was done to it, and the part of a report that must say so."""

    framework: str
    draft: str
    how: str
    reported: tuple[str, ...]


class _Token(NamedTuple):
    whole: str
    label: str
    number: int


def _token(placeholder: str) -> _Token:
    label, number = placeholder[1:-1].rsplit("_", 1)
    return _Token(placeholder, label, int(number))


def _brackets(r: random.Random, t: _Token) -> str:
    left, right = r.choice(["[]", "{}", "()", "‹›", "«»", "＜＞", ("{{", "}}"), ("", ""), ("<", ""), ("", ">")])
    return f"{left}{t.label}_{t.number}{right}"


def _split(r: random.Random, t: _Token) -> str:
    inside = f"{t.label}_{t.number}"
    at = r.randrange(1, len(inside))
    return f"<{inside[:at]}\n{inside[at:]}>"


def _invisible(r: random.Random, t: _Token) -> str:
    inside = f"<{t.label}_{t.number}>"
    at = r.randrange(1, len(inside))
    return inside[:at] + r.choice("\u200b\u200d\u00ad\u2060\ufeff") + inside[at:]


# How a placeholder is spoiled, and the part of the report that names it. Each also goes missing.
ALTERED: Final[dict[str, Callable[[random.Random, _Token], str]]] = {
    "case": lambda r, t: r.choice(
        [t.whole.lower(), f"<{t.label.title()}_{t.number}>", f"<{t.label.capitalize()}_{t.number}>"]
    ),
    "spaces": lambda r, t: r.choice(
        [f"< {t.label}_{t.number} >", f"<{t.label} _{t.number}>", f"<{t.label}_ {t.number}>"]
    ),
    "brackets": _brackets,
    "html": lambda r, t: r.choice(
        ["&lt;{}&gt;", "&#60;{}&#62;", "&amp;lt;{}&amp;gt;", "&#x3c;{}&#x3e;", "%3C{}%3E"]
    ).format(f"{t.label}_{t.number}"),
    "translated": lambda r, t: f"<{r.choice(TRANSLATED[t.label])}_{t.number}>",
    "split": _split,
    "zeros": lambda r, t: f"<{t.label}_0{t.number}>",
    "underscore lost": lambda r, t: f"<{t.label.replace('_', ' ')}{r.choice(['', ' ', '-', '.'])}{t.number}>",
    "invisible": _invisible,
    "full width": lambda r, t: f"＜{t.label}＿{t.number}＞",
    "full-width digits": lambda r, t: f"<{t.label}_{chr(0xFF10 + t.number % 10)}>",
    "emphasis": lambda r, t: r.choice(
        ["<**{0}_{1}**>", "<{0}_*{1}*>", "<`{0}_{1}`>", r"\<{0}\_{1}\>", r"<{0}\_{1}>"]
    ).format(t.label, t.number),
    "plural": lambda r, t: r.choice(
        [f"<{t.label}S_{t.number}>", f"<{t.label}_{t.number}s>", f"<{t.label}_{t.number}'s>"]
    ),
    "number word": lambda r, t: f"<{t.label}_{WORDS[t.number - 1].upper()}>",
    "number lost": lambda r, t: f"<{t.label}>",
    "letter added": lambda r, t: f"<{t.label}_{t.number}a>",
    "closing tag": lambda r, t: f"</{t.label}_{t.number}>",
    "doubled": lambda r, t: r.choice(["{0} {0}", "{0}{0}", "<{0}>"]).format(t.whole),
}
MERGED: Final = (
    "<{0}_{1} and {2}>",
    "<{0}_{1}/{0}_{2}>",
    "<{0}_{1}, {0}_{2}>",
    "<{0}_{1}_{2}>",
    "<{0}_{1} & {2}>",
    "<{0}S_{1}_AND_{2}>",
    "<{0} {1} and {0} {2}>",
    "[{0}_{1} and {0}_{2}]",
)
MISSING: Final[dict[str, Callable[[random.Random, _Token], str]]] = {
    "dropped": lambda r, t: r.choice(["", "you", "the customer"]),
    "in prose": lambda r, t: f"{t.label.replace('_', ' ').lower()} {t.number}",
    "number word in prose": lambda r, t: f"{t.label.replace('_', ' ').title()} {WORDS[t.number - 1]}",
    "another one": lambda r, t: "<PERSON_2>" if t.whole != "<PERSON_2>" else "<PERSON_3>",
    "label swapped": lambda r, t: "<EMAIL_ADDRESS_1>" if t.label != "EMAIL_ADDRESS" else "<ID_1>",
}
INVENTED: Final[dict[str, Callable[[random.Random, _Token], str]]] = {
    "renumbered": lambda r, t: f"<{t.label}_{r.randint(11, 99)}>",
    "invented": lambda r, t: f"{t.whole} and <{r.choice(['SECRET', 'USERNAME', t.label])}_{r.randint(11, 999)}>",
}


def drafts(count: int, seed: int) -> Iterator[Mangled]:
    """Each with one spoiled placeholder among whole ones; all ways take their turn."""
    r = random.Random(seed)
    ways = [*((name, "altered") for name in ALTERED), *((name, "missing") for name in MISSING)]
    ways += [*((name, "invented") for name in INVENTED), *((form, "merged") for form in MERGED)]
    for number in range(count):
        how, part = ways[number % len(ways)]
        tokens = r.sample(PEOPLE, 2) + r.sample(OTHERS, 2)
        if part == "merged":
            one, other = (_token(t) for t in tokens[:2])
            lines = [r.choice(SENTENCES).format(t) for t in tokens[2:]]
            joined = r.choice(SENTENCES)
            spoiled = how.format(one.label, one.number, other.number)
            framework = "\n".join([*lines, joined.format(f"{one.whole} and {other.whole}")])
            yield Mangled(framework, "\n".join([*lines, joined.format(spoiled)]), how, ("merged",))
            continue
        r.shuffle(tokens)
        lines = [r.choice(SENTENCES) for _ in tokens]
        framework = "\n".join(line.format(t) for line, t in zip(lines, tokens, strict=True))
        at = r.randrange(len(tokens))
        make = {"altered": ALTERED, "missing": MISSING, "invented": INVENTED}[part][how]
        spoiled = make(r, _token(tokens[at]))
        draft = "\n".join(
            line.format(spoiled if n == at else t) for n, (line, t) in enumerate(zip(lines, tokens, strict=True))
        )
        yield Mangled(framework, draft, how, (part,))


def tokens_of(text: str) -> list[str]:
    return PLACEHOLDER.findall(text)
