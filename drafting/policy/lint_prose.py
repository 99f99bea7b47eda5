"""Checks of the prose below the front matter: the paragraphs that a new agent looks for are all there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from drafting.policy.diagnostics import Diagnostic, listed
from drafting.policy.values import Section

# The bold words that begin the paragraphs that every section has, in the order in which they are read. Others may
# stand between them: "Time." where there is a clock, "Which section." where two are easily confused.
HEADINGS: Final = (
    "What this is.",
    "Who may be told what.",
    "How it runs.",
    "Tone.",
    "Common mistakes.",
    "Sources.",
)
_BOLD: Final = re.compile(r"^\*\*([^*\n]+)\*\*[ \t]*", re.MULTILINE)


def check_prose(section: Section) -> Iterator[Diagnostic]:
    """A diagnostic for a paragraph that is missing, nearly right, empty, or there twice."""
    prose = section.prose
    found = list(_BOLD.finditer(prose))
    names = [mark[1].strip() for mark in found]
    for n, (name, mark) in enumerate(zip(names, found, strict=True)):
        end = found[n + 1].start() if n + 1 < len(found) else len(prose)
        if name in names[:n]:
            yield _at(section, mark.start(), f'the paragraph "{name}" stands twice', "Keep one of them.")
        elif not prose[mark.end() : end].strip():
            yield _at(section, mark.start(), f'the paragraph "{name}" says nothing', "Write what holds here.")
    lost = [heading for heading in HEADINGS if heading not in names]
    for heading in list(lost):
        near = get_close_matches(heading, [name for name in names if name not in HEADINGS], n=1, cutoff=0.85)
        if near:
            lost.remove(heading)
            mark = found[names.index(near[0])]
            yield _at(section, mark.start(), f'"{near[0]}" is nearly "{heading}"', f'Write "**{heading}**"')
    if lost:
        one, shown = len(lost) == 1, listed([f'"{heading}"' for heading in lost])
        yield _at(
            section,
            0,
            f"the prose lacks the paragraph{'' if one else 's'} {shown}",
            f"Begin {'it' if one else 'each'} at the start of a line with bold words: **{lost[0]}** and then the text",
        )


def _at(section: Section, position: int, message: str, instead: str) -> Diagnostic:
    line = section.document.prose_line + section.prose.count("\n", 0, position)
    return Diagnostic(section.document.name, line, message, instead)
