"""Checks of rules and patterns: ids, sources, regular expressions that end, and examples at the boundary of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Final

from drafting.errors import PolicyBroken
from drafting.policy import catalogue, patterns, phrases, schema
from drafting.policy.diagnostics import Diagnostic, did_you_mean
from drafting.policy.files import Document
from drafting.policy.values import Common, Section

_LONG: Final = 300
_STEPS: Final = 300_000  # for a text as long


def check_rules(sections: Sequence[Section], commons: Sequence[Common]) -> Iterator[Diagnostic]:
    """Every rule once, in the file where it is written; then ids that meet in one section."""
    for common in commons:
        known = [s.id for c in commons if c.area in {"", common.area} for s in c.file.sources]
        yield from _sources(common.file.sources, {}, common.document)
        yield from _rules(common.file.rules, known, common.document)
    above = {c.area: c for c in commons}
    for common in commons:
        if common.area and "" in above:
            yield from _twice(common.file.rules, above[""].file.rules, above[""].document, common.document)
            yield from _sources(
                common.file.sources, {s.id: above[""].document for s in above[""].file.sources}, common.document
            )
    for section in sections:
        document = section.document
        known = [source.id for source in section.citations]
        homes = {
            s.id: c.document for c in commons if c.area in {"", section.id.partition("/")[0]} for s in c.file.sources
        }
        yield from _sources(section.file.sources, homes, document)
        yield from _rules(section.file.rules, known, document)
        for common in (c for c in commons if c.area in {"", section.id.partition("/")[0]}):
            yield from _twice(section.file.rules, common.file.rules, common.document, document)


def _sources(sources: Sequence[schema.Source], homes: dict[str, Document], document: Document) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for n, source in enumerate(sources):
        if source.id in homes:
            yield document.at(
                f'the source "{source.id}" is in {homes[source.id].name} already',
                "Leave it out here.",
                "sources",
                n,
                "id",
            )
        elif source.id in seen:
            yield document.at(f'the source "{source.id}" is defined twice', "Give each its own id.", "sources", n, "id")
        seen.add(source.id)


def _rules(rules: Sequence[schema.Rule], sources: Sequence[str], document: Document) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for n, rule in enumerate(rules):
        if rule.id in seen:
            yield document.at(
                f"{rule.id} is defined twice", "Rule ids are permanent: give the new rule a new id.", "rules", n, "id"
            )
        seen.add(rule.id)
        if rule.source is not None and rule.source not in sources:
            yield document.at(
                f'{rule.id}: there is no source "{rule.source}"',
                did_you_mean(rule.source, sources, "Sources here"),
                "rules",
                n,
                "source",
            )
        if rule.basis == "law" and rule.source is None:
            yield document.at(
                f"{rule.id}: a rule that rests on law names its source",
                "Write source: <id>, or basis: company.",
                "rules",
                n,
                "basis",
            )
        bad = list(_rule_patterns(rule, document, n))
        yield from bad
        yield from _shape(rule, document, n)
        if not bad:
            yield from _trials(rule, document, n)


def _rule_patterns(rule: schema.Rule, document: Document, n: int) -> Iterator[Diagnostic]:
    for field in ("forbid", "unless", "require"):
        for m, pattern in enumerate(getattr(rule, field)):
            yield from check_pattern(document, pattern, "rules", n, field, m)
    for m, pattern in enumerate(rule.where.reply_mentions):
        yield from check_pattern(document, pattern, "rules", n, "where", "reply_mentions", m)
    for field in ("sections", "not_sections"):
        for m, glob in enumerate(getattr(rule.where, field)):
            if not any(fnmatchcase(section, glob) for section in catalogue.SECTIONS):
                yield document.at(
                    f'{rule.id}: no section of the contract matches "{glob}"',
                    did_you_mean(glob, catalogue.SECTIONS),
                    "rules",
                    n,
                    "where",
                    field,
                    m,
                )


def _shape(rule: schema.Rule, document: Document, n: int) -> Iterator[Diagnostic]:
    def wrong(message: str, instead: str, *loc: str | int) -> Diagnostic:
        return document.at(f"{rule.id}: {message}", instead, "rules", n, *loc)

    if rule.kind == "phrase":
        if rule.check is not None:
            yield wrong("a phrase rule has no check", "Write kind: field, or leave check out.", "check")
        if rule.options:
            yield wrong("options belong to a check", "Write kind: field, or leave options out.", "options")
        if not rule.forbid and not rule.require:
            yield wrong("a phrase rule forbids or requires something", "Add forbid: or require: with patterns.", "kind")
        if rule.unless and not rule.forbid:
            yield wrong("unless has nothing to except from", "Add forbid:, or leave unless out.", "unless")
    else:
        if rule.check is None:
            yield wrong("a field rule names its check", "Add check: <name>.", "kind")
        for field in ("forbid", "unless", "require"):
            if getattr(rule, field):
                yield wrong(
                    f"a field rule has no {field} patterns", f"Write kind: phrase, or leave {field} out.", field
                )


def _trials(rule: schema.Rule, document: Document, n: int) -> Iterator[Diagnostic]:
    """Phrase rules are tried here; field rules need the checker (see `drafting/trials.py`)."""
    if rule.kind != "phrase":
        return
    for m, trial in enumerate(rule.fails):
        case = trial if isinstance(trial, schema.Trial) else schema.Trial(reply=trial)
        if not _applies(rule, case):
            yield document.at(
                f"{rule.id} does not look at its failing example",
                "Write an example that its where admits.",
                "rules",
                n,
                "fails",
                m,
            )
        elif not phrases.objections(rule, case.reply):
            yield document.at(
                f"{rule.id} lets its failing example pass: {short(case.reply)}",
                "Widen forbid, narrow unless, or move the example to passes.",
                "rules",
                n,
                "fails",
                m,
            )
    for m, trial in enumerate(rule.passes):
        case = trial if isinstance(trial, schema.Trial) else schema.Trial(reply=trial)
        found = phrases.objections(rule, case.reply) if _applies(rule, case) else []
        if found:
            what = f'objects to "{found[0].quote}"' if found[0].quote else "misses what it requires"
            yield document.at(
                f"{rule.id} {what} in its passing example: {short(case.reply)}",
                "Narrow forbid, add unless, or move the example to fails.",
                "rules",
                n,
                "passes",
                m,
            )


def _applies(rule: schema.Rule, trial: schema.Trial) -> bool:
    return phrases.applies(
        rule.where,
        trial.reply,
        section=trial.section,
        outcome=trial.outcome,
        role=trial.role,
        jurisdictions=trial.jurisdictions or None,
    )


def _twice(
    own: Iterable[schema.Rule], others: Iterable[schema.Rule], home: Document, document: Document
) -> Iterator[Diagnostic]:
    ids = {rule.id for rule in others}
    for n, rule in enumerate(own):
        if rule.id in ids:
            yield document.at(
                f"{rule.id} is defined already in {home.name}",
                "Rule ids are permanent: give the new rule a new id.",
                "rules",
                n,
                "id",
            )


def short(text: str) -> str:
    """A text in quotes, on one line, as diagnostics show it."""
    flat = " ".join(text.split())
    return f'"{flat}"' if len(flat) <= 90 else f'"{flat[:89]}…"'


# -- patterns ------------------------------------------------------------------------------------------------


def check_pattern(document: Document, pattern: str, *loc: str | int) -> Iterator[Diagnostic]:
    """A diagnostic for a pattern that is no regular expression, matches nothing at all, or does not end."""
    problem = _problem(pattern)
    if problem:
        yield document.at(problem[0], problem[1], *loc)


@lru_cache(maxsize=16384)
def _problem(pattern: str) -> tuple[str, str] | None:
    try:
        found = patterns.compiled(pattern)
    except PolicyBroken as error:
        return f"t{str(error)[1:]}".removesuffix(
            "."
        ), r"A literal bracket, dot or question mark is written \(, \. or \?."
    if found.search("") is not None:
        return f"the pattern '{pattern}' matches empty text, so it matches everywhere", "Make some of it obligatory."
    for text in _adversaries(pattern):
        if patterns.is_slow(pattern, text, _STEPS):
            return (
                f"the pattern '{pattern}' backtracks: it takes far too many steps on a text of {len(text)} characters",
                r"Write no repetition inside a repetition: [^.]{0,80} instead of (\w+\s*)+.",
            )
    return None


def _adversaries(pattern: str) -> Iterator[str]:
    """Texts that make a nested repetition try everything: runs of one kind, and runs of the pattern's own words.

    Each ends with what the pattern must see somewhere, after a break, so that no shortcut gives up at once.
    """
    if len(re.findall(r"(?<!\\)(?:[*+]|\{\d*,)", pattern)) < 2 and not re.search(r"\)[*+{]", pattern):
        return  # one repetition alone, and of no group, takes no longer than its text
    letters = re.sub(r"\\[a-zA-Z]|\(\?[a-zA-Z<!=:]+|\{[\d,]*\}|[\[\](){}*+?|^$.\\]", " ", pattern.lower())
    end = f"!\n{' '.join(letters.split())}!"
    for run in ("a", "A", "a ", "Ab ", " ", "1", "a-"):  # capitals: a part of a pattern may mind the case
        yield run * (_LONG // len(run)) + end
    words = re.findall(r"[a-z]{2,}", letters)[:12]
    if words:
        for run in (f"{' '.join(words)} ", words[0], f"{words[0]} "):
            yield run * max(1, _LONG // len(run)) + end
