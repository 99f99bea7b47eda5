"""pydantic's validation errors as diagnostics for policy owners: in their words, at their line, with the way out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from drafting.policy.diagnostics import Diagnostic, did_you_mean
from drafting.policy.files import Document

Loc = tuple[str | int, ...]

_IDS = {
    r"^R\d{2,3}$": ("a rule id", "Rule ids are R and two or three digits: R60."),
    r"^K\d{2,3}$": ("a clock id", "Clock ids are K and two digits: K15."),
    r"^T\d{1,2}$": ("the id of a fixed text", "Fixed texts are T and a number: T3."),
    r"^[a-z][a-z0-9]*([_.-][a-z0-9]+)*$": (
        "an id",
        'Ids are small letters and digits joined by "-", "_" or ".": good-faith.',
    ),
    r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*$": ("the name of a fact", "Facts are small letters: answered_at."),
    r"^[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*$": ("a section id", "Section ids are <area>/<subtype>: dmca/takedown."),
}
_WANTED = {
    "string_type": ("text", ""),
    "bool_type": ("true or false", "Write true or false."),
    "bool_parsing": ("true or false", "Write true or false."),
    "int_type": ("a whole number", "Write a number without quotes."),
    "int_parsing": ("a whole number", "Write a number."),
    "float_type": ("a number", "Write a number without quotes."),
    "float_parsing": ("a number", "Write a number."),
    "tuple_type": ("a list", 'Begin each item with "- ", or write [a, b].'),
    "dict_type": ("keys with values", 'Write "key: value" lines below it.'),
    "model_type": ("keys with values", 'Write "key: value" lines below it.'),
    "date_type": ("a date", "Write a date as 2026-11-01."),
    "date_parsing": ("a date", "Write a date as 2026-11-01."),
    "date_from_datetime_parsing": ("a date", "Write a date as 2026-11-01."),
    "date_from_datetime_inexact": ("a date", "Write a date as 2026-11-01."),
}


def explained(error: ValidationError, document: Document, model: type[BaseModel]) -> Iterator[Diagnostic]:
    """One diagnostic for each thing that is wrong; branches of a union that were not meant are left out."""
    errors = error.errors(include_url=False)
    for detail in errors:
        loc = detail["loc"]
        node = _node(document.node, loc)
        if _not_meant(loc, node):
            continue
        message, instead = _worded(detail, loc, model)
        yield Diagnostic(document.name, document.line(*loc), message, instead)


def place(loc: Loc) -> str:
    """`intake[1].recognise` for people: list positions count from 1; pydantic's union tags are left out."""
    text = ""
    for step in loc:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        elif not _is_tag(step) and step != "[key]":
            text += f".{step}" if text else step
    return text


def _worded(detail: ErrorDetails, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    where = place(loc)
    if kind == "extra_forbidden":
        holder = place(loc[:-1])
        owner = _model_at(model, loc[:-1])
        allowed = list(owner.model_fields) if owner else []
        if given is None and " " in str(loc[-1]):
            return _comma(str(loc[-1]), holder)
        return f'unknown key "{loc[-1]}"{f" in {holder}" if holder else ""}', did_you_mean(
            str(loc[-1]), allowed, "Allowed here"
        )
    if kind == "invalid_key":
        return _comma(str(loc[-1]), place(loc[:-1]))
    if kind == "missing":
        holder = place(loc[:-1])
        return f'the key "{loc[-1]}" is missing{f" in {holder}" if holder else ""}', f'Add "{loc[-1]}: …".'
    if kind in {"enum", "literal_error"}:
        allowed = _choices(model, loc) or [
            w.strip().strip("'") for w in str(context.get("expected", "")).replace(" or ", ", ").split(",")
        ]
        return f'"{given}" is not a value of {where}', did_you_mean(str(given), allowed, "Allowed")
    if kind == "string_pattern_mismatch":
        what, instead = _IDS.get(str(context.get("pattern")), ("valid", f"It must match {context.get('pattern')}."))
        return f'"{given}" is not {what} in {where}', instead
    if kind == "string_type" and isinstance(given, bool | int | float):
        value = str(given).lower() if isinstance(given, bool) else str(given)
        return f"{where} must be text", f'Put it in quotes: "{value}".'
    if kind in _WANTED:
        what, instead = _WANTED[kind]
        return f"{where} must be {what}, not {_shown(given)}", instead
    if kind == "string_too_short":
        return f"{where} is too short", f"Write at least {context.get('min_length')} characters."
    if kind == "too_short":
        return f"{where} is empty", "Write at least one item."
    return f"{where}: {detail['msg'][:1].lower()}{detail['msg'][1:]}", ""


def _comma(words: str, holder: str) -> tuple[str, str]:
    """Text in `{text: One, two}` ends at its comma, and the rest becomes a key without a value."""
    return f'"{words}" stands as a key in {holder}', "Put text that contains a comma in quotes."


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    return f'"{value}"' if len(str(value)) <= 40 else f'"{str(value)[:37]}…"'


def _is_tag(step: str | int) -> bool:
    """Steps that pydantic adds for the branches of a union; none of them can be a key of ours."""
    return isinstance(step, str) and (
        step in {"str", "Trial"} or step.startswith(("tuple[", "literal[", "constrained-", "function-"))
    )


def _node(node: yaml.Node, loc: Loc) -> yaml.Node:
    """The node at `loc`, tags skipped; the nearest one around it when it is absent."""
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return node


def _not_meant(loc: Loc, node: yaml.Node) -> bool:
    """For `text or list` and `text or Trial`: only the branch that the writer began is reported."""
    for n, step in enumerate(loc):
        if not _is_tag(step):
            continue
        last = n == len(loc) - 1
        if step == "str" and isinstance(node, yaml.SequenceNode | yaml.MappingNode):
            return True
        if str(step).startswith("literal[") and isinstance(node, yaml.SequenceNode | yaml.MappingNode):
            return True
        if last and step == "Trial" and not isinstance(node, yaml.MappingNode):
            return True
        if last and str(step).startswith("tuple[") and isinstance(node, yaml.ScalarNode):
            return True
    return False


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model whose keys stand at `loc`, by walking the annotations."""
    here: Any = model
    for step in loc:
        if _is_tag(step):
            continue
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(step))
            here = field.annotation if field else None
        else:
            here = _inner(here)
        here = _model_in(here)
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _model_in(annotation: Any) -> Any:
    """Strips Annotated and unions down to the model or container inside."""
    if get_origin(annotation) is Annotated:
        return _model_in(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        parts = [_model_in(a) for a in get_args(annotation) if a is not type(None)]
        return next((p for p in parts if isinstance(p, type) and issubclass(p, BaseModel)), parts[0])
    return annotation


def _inner(annotation: Any) -> Any:
    arguments = get_args(annotation)
    return arguments[-1] if get_origin(annotation) is dict else (arguments[0] if arguments else None)


def _choices(model: type[BaseModel], loc: Loc) -> list[str]:
    """All values of the enumeration or literal at `loc`."""
    here: Any = model
    for step in loc:
        if _is_tag(step):
            continue
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(step))
            here = field.annotation if field else None
        elif step == "[key]":
            break
        else:
            arguments = get_args(here)
            here = (arguments[0] if loc[-1] == "[key]" else arguments[-1]) if get_origin(here) is dict else _inner(here)
        here = _model_in(here)
    if isinstance(here, type) and issubclass(here, Enum):
        return [str(member.value) for member in here]
    return [str(value) for value in get_args(here) if isinstance(value, str)]
