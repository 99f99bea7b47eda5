"""Phrase rules on a reply: what they forbid sentence by sentence, and what they require.

The meaning of a phrase rule is that of `drafting.policy.phrases`, with which the compiler tries its examples. Here the
same is asked of a reply whose disguises are taken off (`text.Page`), and asked once for all rules that share a pattern.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafting.compliance.look import Hit, Look
from drafting.compliance.text import Words


def objections(look: Look, *, required: bool = True) -> Iterator[Hit]:
    """What the rule objects to. A sentence that matches `unless`, or that is one of the fixed texts, is left alone.

    `required` is false where nobody knows whether the rule's outcome and role hold: nothing can then be missing.
    """
    rule, page = look.rule, look.page
    for start, end in _widest(look.found(rule.forbid, unless=rule.unless)):
        yield Hit("", *page.whole_words(start, end))
    if required and rule.require and not page.mentions(rule.require):
        yield Hit()


def _widest(found: list[Words]) -> Iterator[tuple[int, int]]:
    """Places that overlap are one place."""
    start = end = -1
    for words in found:
        if words.start >= words.end:
            continue
        if words.start < end:
            end = max(end, words.end)
            continue
        if end > start:
            yield start, end
        start, end = words.start, words.end
    if end > start:
        yield start, end
