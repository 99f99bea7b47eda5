"""Reading policy files: YAML front matter with the line of every key, and the prose below it.

YAML here is read as YAML 1.2 reads it: only `true` and `false` are booleans (`yes` and `no` are values of decision
tables) and dates stay text until the schema asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from drafting.policy.diagnostics import Diagnostic
from drafting.policy.passed import digest_of

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times faster where it is built
_TAG = "tag:yaml.org,2002:"
DEEPEST: Final = (
    50  # lists and keys inside one another; the C loader's stack ends at some thousands, and Python with it
)
LARGEST: Final = 200_000  # values of one file, an alias counted as often as it stands for something


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
    prose_line: int = 0  # of the first line of the prose, from 1
    digest: str = ""  # of its name and text

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
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(Diagnostic(name, 1, "is UTF-16 text", "Save the file as UTF-8."))
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
    text = read_text(path, name)
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise Unreadable(
            Diagnostic(
                name,
                1,
                "has no front matter",
                'Begin the file with a line "---", then the keys as "key: value" lines, then another line "---".',
            )
        )
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise Unreadable(
            Diagnostic(
                name, 1, "the front matter has no end", 'Put a line "---" between the front matter and the prose.'
            )
        )
    data, node = _parse("\n".join(lines[1:end]) + "\n", name, 1)
    prose = "\n".join(lines[end + 1 :])
    blank = len(prose) - len(prose.lstrip("\n"))
    return Document(name, path, data, node, 1, prose.strip("\n"), end + 2 + blank, digest_of(name, text))


def read_yaml(path: Path, name: str) -> Document:
    """A plain YAML file."""
    data, node = _parse(read_text(path, name), name, 0)
    return Document(name, path, data, node, 0)


def _parse(text: str, name: str, offset: int) -> tuple[Any, yaml.Node]:
    loader = _Loader(text)
    try:
        if (deep := _too_deep(text)) is not None:
            raise Unreadable(
                Diagnostic(name, deep + offset + 1, f"is nested more than {DEEPEST} deep", "Write flatter YAML.")
            )
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise Unreadable(Diagnostic(name, offset + 1, "holds no keys", 'Write "key: value" lines.'))
        wrong = [*_duplicates(node, offset), *(_aliases(node) if "&" in text else ())]
        if wrong:
            raise Unreadable(*(Diagnostic(name, line + offset + 1, what, instead) for line, what, instead in wrong))
        return loader.construct_document(node), node
    except yaml.MarkedYAMLError as error:
        line, what, instead = _yaml_problem(error, text, offset)
        raise Unreadable(Diagnostic(name, line + offset + 1, f"is not valid YAML: {what}", instead)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        what = f"the character U+{ord(text[error.position]):04X} cannot be seen and cannot be used"
        raise Unreadable(Diagnostic(name, line + offset + 1, f"is not valid YAML: {what}", "Delete it.")) from error
    finally:
        loader.dispose()


def _too_deep(text: str) -> int | None:
    """The line (from 0) where something is nested too deeply for a loader that calls itself."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                mark: Any = event.start_mark
                return int(mark.line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


# -- what is wrong, and what to write instead ----------------------------------------------------------------

Problem = tuple[int, str, str]  # line from 0, what is wrong, what to write instead


def _yaml_problem(error: yaml.MarkedYAMLError, text: str, offset: int) -> Problem:
    problem = str(error.problem or error.context)
    mark: Any = error.problem_mark or error.context_mark
    line = min(int(mark.line) if mark else 0, text.count("\n"))
    begun: Any = error.context_mark
    if begun and "quoted scalar" in str(error.context) and "end of stream" in problem:
        return int(begun.line), "the quote that opens here is never closed", "Close it at the end of the text."
    opened = _quote_over_lines(text, line)
    if opened is not None:
        return (
            opened,
            f"the quote that opens here is closed only on line {line + offset + 1}",
            "Close it on its own line. Inside single quotes an apostrophe is written twice: 'it''s'.",
        )
    return line, *_yaml_words(problem, text.split("\n")[line])


def _quote_over_lines(text: str, until: int) -> int | None:
    """Where the quoted text begins that ends on the line `until`, if it begins on an earlier one."""
    try:
        token: Any
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'} and token.end_mark.line == until:
                return int(token.start_mark.line) if token.start_mark.line < until else None
    except yaml.YAMLError:
        return None  # it broke before that
    return None


def _yaml_words(problem: str, line: str) -> tuple[str, str]:
    """What libyaml says, in words for people, and what to write instead; its own words where nothing fits."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab indents this line", "Indent with spaces."
    if "escape" in problem:
        instead = "Write patterns in single quotes ('\\bword\\b'): in double quotes a backslash is an escape."
        return "a backslash in double quotes begins an escape, and there is none like this", instead
    if "mapping values are not allowed" in problem:
        instead = 'Put text that contains ": " in quotes, and begin a key below the keys beside it.'
        return 'a ": " stands where no key can be', instead
    if "alias" in problem or "expected alphabetic or numeric" in problem:
        instead = 'Put text that begins with "*" or "&" in quotes; an alias *name needs an anchor &name above it.'
        return 'a value begins with "*" or "&" and names no anchor', instead
    if "cannot start any token" in problem:
        return 'a value begins with "@", "`" or "%"', "Put it in quotes."
    if "expected '-' indicator" in problem:
        instead = 'Indent it as the lines above, or begin a new item with "- ".'
        return "this line is indented unlike the list around it", instead
    if "expected key" in problem:
        instead = "Look at the indentation and the quotes on this line and the one above."
        return "this line is no key of what stands around it", instead
    if "',' or" in problem:
        return (
            "a list [a, b] or keys {a: b} are not closed here",
            "Write the closing bracket, or a comma before what comes next.",
        )
    return problem, "Look at the indentation and the quotes on this line and the one above."


def _aliases(top: yaml.Node) -> Iterator[Problem]:
    """Anchors that hold themselves, and aliases of aliases that together stand for far too much."""
    sizes: dict[int, int] = {}
    inside: set[int] = set()

    def size(node: yaml.Node) -> int:
        if id(node) in inside:
            raise _Circle(int(node.start_mark.line))
        if id(node) not in sizes:
            inside.add(id(node))
            below = node.value if isinstance(node, yaml.CollectionNode) else ()
            parts = [part for item in below for part in (item if isinstance(item, tuple) else (item,))]
            sizes[id(node)] = 1 + sum(size(part) for part in parts)
            inside.discard(id(node))
        return sizes[id(node)]

    try:
        whole = size(top)
    except _Circle as circle:
        yield circle.line, "the anchor here holds its own alias: it is circular", "Write the text out."
        return
    if whole > LARGEST:
        yield 0, f"its aliases stand for {whole:,} values, more than {LARGEST:,}", "Write fewer aliases of aliases."


class _Circle(Exception):
    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def _duplicates(top: yaml.Node, offset: int) -> Iterator[Problem]:
    todo, seen = [top], set()
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
                    line = int(key.start_mark.line)
                    if key.value in lines:
                        instead = f"Keep one of them; the first is on line {lines[key.value] + offset + 1}."
                        yield line, f'the key "{key.value}" stands twice', instead
                    lines.setdefault(key.value, line)
                todo.append(value)
