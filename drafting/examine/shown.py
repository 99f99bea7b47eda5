"""What a message shows its reader: an HTML mail as the lines that a mail program prints.

Every character shown knows its offset in the message. What stands for markup has the offset of its tag: a line end for
<br>, `>` before the words of a <blockquote>, `**` around bold words and around the first cell of a table's row, which
is the question that the next cell answers. Hidden, struck and commented words are not shown; colours are not looked at.
Plain text stays as it is.
"""

from __future__ import annotations

import html
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

_I: Final = regex.IGNORECASE
_VOID: Final = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"])
_BLOCK: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_APART: Final = frozenset(
    ["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "table"]
)  # with space around them
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "caption",
        "cite",
        "code",
        "colgroup",
        "del",
        "em",
        "font",
        "head",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "noscript",
        "option",
        "q",
        "s",
        "samp",
        "script",
        "select",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "sup",
        "td",
        "template",
        "textarea",
        "th",
        "title",
        "tt",
        "u",
        "var",
    ]
)
_KNOWN: Final = _BLOCK | _INLINE | _VOID
_UNSEEN: Final = frozenset(["head", "script", "style", "template", "title", "del", "s", "strike"])
_BOLD: Final = frozenset({"b", "strong", "dt"})
_PLACEHOLDER: Final = r"<[A-Z][A-Z_]*_[0-9]+>"
_TOKEN: Final = regex.compile(
    r"(?P<comment><!--)|<[!?][^<>]*>"
    rf"|<(?P<close>/?)(?P<name>(?i:[a-z][a-z0-9]*)(?::[a-z]+)?)(?P<rest>(?=[\s/>])(?:[^<>]|{_PLACEHOLDER})*+)>"
    r"|&(?P<entity>\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
)
ENTITY: Final = regex.compile(r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_DOCUMENT: Final = regex.compile(r"\s*(?:<!--|<!doctype\s+html\b|<(?:html|head|body|meta|style)\b)", _I)
_BEGINS: Final = regex.compile(
    r"\s*<(?:blockquote|br|center|div|dl|font|h[1-6]|ol|p|pre|span|table|ul)(?:\s[^<>]*)?/?>", _I
)
_ENDS: Final = regex.compile(r"(?:</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|-->)\s*\Z", _I)
_STYLE: Final = regex.compile(
    r"""(?<=\s)style\s*=\s*["'][^"']*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"""
    r"""|(?:font-size|max-height|opacity)\s*:\s*0(?![.\d]*[1-9]))""",
    _I,
)
_VALUE: Final = regex.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_HIDDEN: Final = regex.compile(r"(?<=\s)hidden(?=[\s/=]|$)", _I)
_LINES_OF_OUTLOOK: Final = regex.compile(r"\bMsoNormal\b")  # a <p> of this class is a line, not a paragraph
_LONGEST_LABEL: Final = 250  # characters of a cell that asks for what the next one says
_NO_WIDTH: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f")


class Shown(NamedTuple):
    """Text and, for each of its characters, the offset in the message."""

    text: str
    at: Sequence[int]


def shown(message: str) -> Shown:
    """The message as its reader sees it. Takes time linear in its length."""
    if "<" not in message and "&" not in message:
        return Shown(message, range(len(message)))
    return _Printer(message).print()


def _is_html(message: str) -> bool:
    """Whether line ends of the source mean nothing: a document, or a text from one tag to another."""
    begins = _DOCUMENT.match(message) or (_BEGINS.match(message) and _ENDS.search(message, max(0, len(message) - 400)))
    return bool(begins)


class _Printer:
    """Prints one message from its first tag to its last."""

    def __init__(self, message: str) -> None:
        self._message = message
        self._flows = _is_html(message)
        self._pieces: list[tuple[str, Sequence[int]]] = []
        self._blank = True  # nothing stands on the current line
        self._gap = True  # nor on the one before
        self._open: list[tuple[str, str, bool]] = []  # element; what it does (hide, quote, pre); with space around it
        self._count: Counter[str] = Counter()
        self._effects: Counter[str] = Counter()
        self._last_close: dict[str, int] = {}
        self._row: list[int] = []  # for each open table: cells seen in the row
        self._cell = 0  # index of the piece with which the cell begins

    def print(self) -> Shown:
        message, done = self._message, 0
        last_comment = message.rfind("-->")
        while token := _TOKEN.search(message, done):
            self._say(done, token.start())
            done = token.end()
            if token["comment"]:
                end = message.find("-->", done) if done <= last_comment else -1
                if end >= 0:
                    done = end + 3
                else:
                    self._say(token.start(), done)
            elif token["entity"]:
                self._decode(token.start(), token.group())
            elif token["name"]:
                self._tag(token)
            elif not self._flows:
                self._say(token.start(), done)
        self._say(done, len(message))
        at = array("l")
        for _, offsets in self._pieces:
            at.extend(offsets)
        return Shown("".join(text for text, _ in self._pieces), at)

    # -- tags ------------------------------------------------------------------------------------------------

    def _tag(self, token: regex.Match[str]) -> None:
        name, at = token["name"].lower(), token.start()
        if name not in _KNOWN:
            if not self._flows:
                self._say(at, token.end())
            return
        if token["close"]:
            self._closes(name, at)
            return
        if name == "br":
            self._line_end(at)
        elif name in _BLOCK:
            self._apart(at, twice=_stands_apart(name, token["rest"]))
        if name == "input" and (box := regex.search(r"\btype\s*=\s*[\"']?(?:checkbox|radio)\b", token["rest"], _I)):
            ticked = regex.search(r"\bchecked\b", token["rest"][: box.start()] + token["rest"][box.end() :], _I)
            self._put("[x]" if ticked else "[ ]", (at,) * 3)
        if name not in _VOID and not token["rest"].endswith("/"):
            self._opens(name, token["rest"], at)

    def _opens(self, name: str, rest: str, at: int) -> None:
        effect = ""
        if name in _UNSEEN or _STYLE.search(rest) or _HIDDEN.search(_VALUE.sub(" ", rest)):
            effect = "hide"
        elif name in {"blockquote", "pre"}:
            effect = "quote" if name == "blockquote" else "pre"
        if effect and not self._flows and at > self._last_closed(name):
            effect = ""  # in plain text somebody only names the tag
        self._open.append((name, effect, _stands_apart(name, rest)))
        self._count[name] += 1
        self._effects[effect] += 1
        if name == "table":
            self._row.append(0)
        elif name == "tr" and self._row:
            self._row[-1] = 0
        elif name in {"td", "th"} and self._row:
            self._next_cell(at)
        elif name == "li":
            self._mark("- ", at)
        elif name[0] == "h" and name[1:].isdigit():
            self._mark("## ", at)
        elif name in _BOLD:
            self._mark("**", at)

    def _closes(self, name: str, at: int) -> None:
        if not self._count[name]:
            return
        while True:
            closed, effect, apart = self._open.pop()
            self._count[closed] -= 1
            if closed in _BOLD:
                self._mark("**", at)
            if closed in _BLOCK:
                self._apart(at, twice=apart)
            if closed == "table" and self._row:
                self._row.pop()
            self._effects[effect] -= 1
            if closed == name:
                return

    def _last_closed(self, name: str) -> int:
        if name not in self._last_close:
            self._last_close[name] = self._message.lower().rfind(f"</{name}")
        return self._last_close[name]

    def _next_cell(self, at: int) -> None:
        """Begins a cell. The second of a row makes the first one bold, if that is a short line: it is the question."""
        self._row[-1] += 1
        if self._row[-1] == 2:
            first = "".join(text for text, _ in self._pieces[self._cell :])
            asks = first.strip()
            if asks and "\n" not in asks and "**" not in asks and len(asks) <= _LONGEST_LABEL:
                after_mark = self._quoted and self._pieces[self._cell][0] == "> "
                begins = self._pieces[self._cell][1][0]
                self._pieces.insert(self._cell + after_mark, ("**", (begins,) * 2))
                self._pieces.append(("**", (at,) * 2))
        if self._row[-1] > 1:
            self._apart(at)
        self._cell = len(self._pieces)

    # -- text ------------------------------------------------------------------------------------------------

    @property
    def _quoted(self) -> bool:
        return self._effects["quote"] > 0

    def _say(self, start: int, end: int) -> None:
        if start >= end or self._effects["hide"] > 0:
            return
        words = self._message[start:end]
        if self._flows and not self._effects["pre"]:
            words = words.replace("\n", " ").replace("\r", " ")
            if self._blank and words.isspace():
                return
        for line in words.splitlines(keepends=True) if self._quoted else (words,):
            self._put(line, range(start, start + len(line)))
            start += len(line)

    def _decode(self, at: int, entity: str) -> None:
        char = html.unescape(entity)
        if char == entity:
            self._say(at, at + len(entity))
        elif self._effects["hide"] == 0 and char not in _NO_WIDTH:
            said = " " if char.isspace() else char
            if said != " " or not self._blank:
                self._put(said, (at,) * len(said))

    def _mark(self, mark: str, at: int) -> None:
        """Adds what stands for markup; a line with nothing else is still blank."""
        if self._effects["hide"] == 0:
            blank = self._blank
            self._put(mark, (at,) * len(mark))
            self._blank = blank

    def _put(self, words: str, at: Sequence[int]) -> None:
        """Adds words; the first ones of a quoted line after `> `."""
        if self._quoted and self._blank and (not self._pieces or self._pieces[-1][0].endswith("\n")):
            self._pieces.append(("> ", (at[0],) * 2))
        self._pieces.append((words, at))
        self._blank = not words.rsplit("\n", 1)[-1].strip() and ("\n" in words or self._blank)
        self._gap = self._gap and self._blank

    def _line_end(self, at: int) -> None:
        if self._effects["hide"] == 0:
            self._pieces.append(("\n", (at,)))
            self._gap, self._blank = self._blank, True

    def _apart(self, at: int, *, twice: bool = False) -> None:
        """Ends the line if something stands on it; `twice`: and leaves a blank one."""
        if not self._blank:
            self._line_end(at)
        if twice and not self._gap:
            self._line_end(at)


def _stands_apart(name: str, rest: str) -> bool:
    return name in _APART and not _LINES_OF_OUTLOOK.search(rest)
