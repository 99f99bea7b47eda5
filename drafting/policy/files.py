"""Reading policy files: YAML front matter with the line of every key, and the prose below it.

YAML here is read as YAML 1.2 reads it: only `true` and `false` are booleans (`yes` and `no` are values of decision
tables) and dates stay text until the schema asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from drafting.policy.diagnostics import Diagnostic

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times faster where it is built
_TAG = "tag:yaml.org,2002:"


class _Loader(_Base):  # type: ignore[misc]
    pass


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag not in {f"{_TAG}bool", f"{_TAG}timestamp", f"{_TAG}int"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(f"{_TAG}int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


class Document(NamedTuple):
    """One file that was read: its data, its nodes (for line numbers) and its prose."""

    name: str  # as diagnostics show it: policies/dmca/takedown.md
    path: Path
    data: Any
    node: yaml.Node
    offset: int  # lines of the file before the first line of YAML
    prose: str = ""

    def line(self, *loc: str | int) -> int:
        """The line (from 1) of the key or list item at `loc`; of the nearest thing around it when it is absent."""
        node, line = self.node, self.node.start_mark.line
        for step in loc:
            if isinstance(node, yaml.MappingNode):
                found = next((pair for pair in node.value if pair[0].value == str(step)), None)
                if found is not None:
                    node, line = found[1], found[0].start_mark.line
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
        return int(line) + self.offset + 1

    def at(self, message: str, instead: str = "", *loc: str | int) -> Diagnostic:
        """A diagnostic at the line of `loc`."""
        return Diagnostic(self.name, self.line(*loc), message, instead)


class Unreadable(Exception):
    """The file could not be read at all; carries the diagnostics."""

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__("; ".join(map(str, found)))
        self.found = found


def read_text(path: Path, name: str) -> str:
    """The file as text with `\\n` line ends; raises Unreadable for a file that is not UTF-8 text, or is empty."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            Diagnostic(name, 1, f"cannot be read: {error.strerror}", "Give it read permission.")
        ) from error
    if b"\0" in raw[:65536]:
        raise Unreadable(Diagnostic(name, 1, "is a binary file", "Policy files are text in UTF-8."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable(
            Diagnostic(name, line, f"byte 0x{raw[error.start]:02x} is not UTF-8", "Save the file as UTF-8.")
        ) from error
    if not text.strip():
        raise Unreadable(Diagnostic(name, 1, "is empty", "Write its policy, or delete the file."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_markdown(path: Path, name: str) -> Document:
    """A Markdown file with front matter between two `---` lines; everything after them is prose."""
    lines = read_text(path, name).split("\n")
    if lines[0].rstrip() != "---":
        raise Unreadable(Diagnostic(name, 1, "has no front matter", 'Begin the file with a line "---".'))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise Unreadable(
            Diagnostic(
                name, 1, "the front matter has no end", 'Put a line "---" between the front matter and the prose.'
            )
        )
    data, node = _parse("\n".join(lines[1:end]) + "\n", name, 1)
    return Document(name, path, data, node, 1, "\n".join(lines[end + 1 :]).strip("\n"))


def read_yaml(path: Path, name: str) -> Document:
    """A plain YAML file."""
    data, node = _parse(read_text(path, name), name, 0)
    return Document(name, path, data, node, 0)


def _parse(text: str, name: str, offset: int) -> tuple[Any, yaml.Node]:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise Unreadable(Diagnostic(name, offset + 1, "holds no keys", 'Write "key: value" lines.'))
        twice = tuple(
            Diagnostic(name, key.start_mark.line + offset + 1, f'the key "{key.value}" stands twice', instead)
            for key, instead in _duplicates(node, offset)
        )
        if twice:
            raise Unreadable(*twice)
        return loader.construct_document(node), node
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + offset + 1
        raise Unreadable(
            Diagnostic(
                name, line, f"is not valid YAML: {error.problem or error.context}", _yaml_hint(str(error.problem))
            )
        ) from error
    except yaml.YAMLError as error:
        raise Unreadable(Diagnostic(name, offset + 1, f"is not valid YAML: {error}")) from error
    except RecursionError as error:
        raise Unreadable(Diagnostic(name, offset + 1, "is nested too deeply", "Write flatter YAML.")) from error
    finally:
        loader.dispose()


def _yaml_hint(problem: str) -> str:
    if "escape" in problem:
        return "Write patterns in single quotes ('\\bword\\b'): in double quotes a backslash is an escape."
    if "mapping values are not allowed" in problem:
        return 'Put text that contains ": " in quotes.'
    if "\\t" in problem or "tab" in problem:
        return "Indent with spaces, not with tabs."
    return "Look at the indentation and the quotes on this line and the one above."


def _duplicates(node: yaml.Node, offset: int) -> Iterator[tuple[yaml.Node, str]]:
    todo, seen = [node], set()
    while todo:
        item = todo.pop()
        if id(item) in seen:  # an alias
            continue
        seen.add(id(item))
        if isinstance(item, yaml.SequenceNode):
            todo.extend(item.value)
        elif isinstance(item, yaml.MappingNode):
            lines: dict[str, int] = {}
            for key, value in item.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in lines:
                        yield key, f"Keep one of them; the first is on line {lines[key.value] + offset + 1}."
                    lines.setdefault(key.value, key.start_mark.line)
                todo.append(value)
