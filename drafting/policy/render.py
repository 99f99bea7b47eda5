"""Rendering frameworks and fixed texts: sandboxed Jinja, strict about names, and tidy about white space.

A fact or a clock that a case does not have is false in `{% if %}` and an error where it would be printed, so that no
reply goes out with a hole in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafting.errors import PolicyBroken
from drafting.policy import schema

VARIABLES: Final = (
    "case_id",
    "received",
    "greeting",
    "name",
    "closing",
    "missing",
    "missing_labels",
    "supplied_labels",
    "items",
    "due",
    "facts",
    "company",
    "fixed",
    "role",
    "jurisdiction",
)
# What could call itself, or reach for another file: a framework is one text that ends
_NOT_OURS: Final = {
    nodes.Macro: "{% macro %}",
    nodes.CallBlock: "{% call %}",
    nodes.Block: "{% block %}",
    nodes.Extends: "{% extends %}",
    nodes.Include: "{% include %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from %}",
}
SAME_FOR_ALL: Final = frozenset({"company", "fixed"})  # what a fixed framework may use


class Absent(StrictUndefined):
    """A fact or a due date that this case does not have: false in a condition, an error in print."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return isinstance(other, Absent)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(Absent)

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    __getitem__ = __getattr__


class Known:
    """Read-only lookup for templates. Not a dict: `facts.items` must mean the fact, not a method."""

    def __init__(self, values: Mapping[str, Any], what: str) -> None:
        self._values = dict(values)
        self._what = what

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            return Absent(hint=f"{self._what}.{name} is not there in every case")
        value = self._values[name]
        if value is None:
            return Absent(hint=f"{self._what}.{name} is empty")
        return Known(value, f"{self._what}.{name}") if isinstance(value, dict) else value

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __str__(self) -> str:
        raise TemplateError(f"{self._what} cannot be printed whole; name the part you mean")


def as_bullets(lines: Iterable[object]) -> str:
    """One `- ` line an item."""
    return "\n".join(f"- {line}" for line in lines)


def as_sentences(lines: Iterable[object]) -> str:
    """Joined into one paragraph, each with a full stop."""
    texts = (str(line).strip() for line in lines)
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in texts if text)


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    made.filters["bullets"] = as_bullets
    made.filters["sentences"] = as_sentences
    made.globals.clear()
    return made


@lru_cache(maxsize=4096)
def template(text: str) -> Template:
    """The compiled template; raises jinja2.TemplateSyntaxError with the line inside the text."""
    return _env().from_string(_parsed(text))


@lru_cache(maxsize=4096)
def _parsed(text: str) -> nodes.Template:
    try:
        tree = _env().parse(_without_tag_lines(text))
    except TemplateSyntaxError:
        _env().parse(text)  # the same error, at the line where its author wrote it
        raise
    if _foreign(tree):
        line, tag = _foreign(_env().parse(text))[0]
        raise TemplateSyntaxError(f"{tag} is not for frameworks", line)
    return tree


def _foreign(tree: nodes.Template) -> list[tuple[int, str]]:
    """The tags, each with its line, that a framework may not use."""
    found = tree.find_all((*_NOT_OURS, nodes.For))
    recursive = "{% for … recursive %}"
    tags = [(n.lineno, _NOT_OURS.get(type(n)) or (recursive if getattr(n, "recursive", False) else "")) for n in found]
    return [(line, tag) for line, tag in tags if tag]


def _without_tag_lines(text: str) -> str:
    """A line that holds nothing but tags leaves no line behind; Jinja's trim_blocks would join paragraphs as well."""
    return re.sub(r"^[ \t]*((?:\{%(?:(?!%\}).)*%\}[ \t]*)+)\n", r"\1", text, flags=re.MULTILINE)


@lru_cache(maxsize=1)
def _env() -> ImmutableSandboxedEnvironment:
    return _environment()


@lru_cache(maxsize=4096)
def used(text: str) -> frozenset[str]:
    """The variables that a template reads; raises jinja2.TemplateSyntaxError."""
    names = list(_parsed(text).find_all(nodes.Name))
    return frozenset(n.name for n in names if n.ctx == "load") - {n.name for n in names if n.ctx != "load"}


@lru_cache(maxsize=4096)
def facts_read(text: str) -> frozenset[str]:
    """The names of the facts that a template reads (`facts.clause` gives `clause`)."""
    found = _parsed(text).find_all(nodes.Getattr)
    return frozenset(g.attr for g in found if isinstance(g.node, nodes.Name) and g.node.name == "facts")


def variables(
    company: schema.Company,
    fixed: Mapping[str, str],
    *,
    case_id: str,
    received: str,
    role: str,
    jurisdiction: str = "",
    name: str = "",
    missing: Sequence[str] = (),
    missing_labels: Sequence[str] = (),
    supplied_labels: Sequence[str] = (),
    items: Sequence[str] = (),
    due: Mapping[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Everything a framework may use, by the names of `schema.Framework`."""
    return {
        "case_id": case_id,
        "received": received,
        "greeting": f"Hello {name}," if name else "Hello,",
        "name": name,
        "closing": company.signature,
        "missing": tuple(missing),
        "missing_labels": tuple(missing_labels),
        "supplied_labels": tuple(supplied_labels),
        "items": tuple(items),
        "due": Known(due or {}, "due"),
        "facts": Known(facts or {}, "facts"),
        "company": company,
        "fixed": fixed,
        "role": role,
        "jurisdiction": jurisdiction,
    }


class Unfilled(PolicyBroken):
    """A framework cannot be filled."""

    def __init__(self, why: str) -> None:
        super().__init__(f"A framework cannot be filled: {why}.")
        self.why = why


def filled(text: str, given: Mapping[str, Any]) -> str:
    """The template filled and tidied. Raises Unfilled where it prints something that this case does not have."""
    try:
        return tidy(template(text).render(given))
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise Unfilled(str(error).rstrip(".")) from error


def tidy(text: str) -> str:
    """No spaces at line ends, no more than one empty line together, none at the ends."""
    lines = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
