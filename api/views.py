"""Turns values into HTML: the templates, and the two helpers that mark findings and placeholders in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from api.auth import COOKIE, sessions
from drafting.models import PLACEHOLDER, Due, Finding, Outcome

DAY_S: Final = 86400
REF: Final = Markup('<a class="ref" href="#finding-{}" aria-label="finding {}">{}</a>')


@cache
def _templates() -> Environment:
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers = (marked, masked, day, left, urgency, label, does, prose, next_due)
    env.filters |= {helper.__name__: helper for helper in helpers}
    return env


def render(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """A page. Every value is escaped; `csrf` is the token that its forms send back."""
    session = request.cookies.get(COOKIE, "")
    csrf = sessions(request).csrf(session) if session else ""
    page = _templates().get_template(template).render({"path": request.url.path, "csrf": csrf, "who": None, **values})
    return HTMLResponse(page, status)


def error_page(request: Request, status: HTTPStatus, detail: str) -> HTMLResponse:
    return render(request, "error.html", {"title": status.phrase, "detail": detail}, status.value)


def masked(text: str) -> Markup:
    """A masked text with its placeholders as labels that a reader tells from words."""
    return Markup("").join(_chips(text))


def _chips(text: str) -> Iterable[Markup]:
    last = 0
    for match in PLACEHOLDER.finditer(text):
        yield escape(text[last : match.start()])
        kind, _, number = match[0][1:-1].rpartition("_")
        kind = kind.replace("_", " ").lower()
        yield Markup('<span class="chip" title="hidden {}">{} {}</span>').format(kind, kind, number)
        last = match.end()
    yield escape(text[last:])


def marked(text: str, findings: Iterable[Finding]) -> Markup:
    """A reply with each finding's words marked and linked to the finding. Overlapping marks share their letters."""
    spans = [
        (f.start, f.end, number, f) for number, f in enumerate(findings, start=1) if 0 <= f.start < f.end <= len(text)
    ]
    cuts = sorted({0, len(text), *(s for s, _, _, _ in spans), *(e for _, e, _, _ in spans)})
    parts: list[Markup] = []
    for start, end in pairwise(cuts):
        inner = masked(text[start:end])
        over = [(number, f) for s, e, number, f in spans if s <= start and end <= e]
        if over:
            worst = max((f.severity for _, f in over), key=["note", "flag", "block"].index)
            title = "; ".join(f"{f.rule}: {f.message}" for _, f in over)
            inner = Markup('<mark class="{}" title="{}" aria-details="finding-{}">{}</mark>').format(
                worst.value, title, over[0][0], inner
            )
        parts.append(inner)
        for number in (number for _, e, number, _ in spans if e == end):
            parts.append(REF.format(number, number, number))
    return Markup("").join(parts)


def day(moment: datetime | None) -> str:
    """`Tue 8 Dec 2026`, with the time where the clock counts hours."""
    if moment is None:
        return "–"
    text = f"{moment:%a} {moment.day} {moment:%b %Y}"
    return (
        text if (moment.hour, moment.minute) == (23, 59) else f"{text}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()
    )


def left(moment: datetime, now: datetime | None = None) -> str:
    """How long until a due date, in the unit a person would use."""
    seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    amount = abs(seconds)
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if amount >= size:
            count = int(amount // size)
            text = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"in {text}" if seconds > 0 else f"{text} overdue"
    return "now"


def urgency(moment: datetime, now: datetime | None = None) -> Literal["overdue", "soon", "muted"]:
    """How loudly a due date is shown: less than a day is soon."""
    seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    return "overdue" if seconds < 0 else "soon" if seconds < DAY_S else "muted"


def next_due(clocks: Iterable[Due]) -> Due | None:
    """The first date by which something must still happen."""
    return min((due for due in clocks if due.is_pressing), key=lambda due: due.due_at, default=None)


def label(value: object) -> str:
    """An id as words: `in_review` is `in review`."""
    return str(getattr(value, "value", value)).replace("_", " ").replace("-", " ")


OUTCOMES: Final = {
    Outcome.REQUEST_MISSING: "asks for what is missing",
    Outcome.ACKNOWLEDGE: "acknowledges receipt",
    Outcome.CONFIRM: "confirms and says what happens next",
    Outcome.REDIRECT: "points to the right place",
    Outcome.DECLINE: "declines",
    Outcome.FIXED_TEXT: "approved words, the same for everybody",
}


def does(outcome: Outcome | None) -> str:
    """What the reply does, in words."""
    return OUTCOMES[outcome] if outcome else "none yet"


def prose(text: str) -> Markup:
    """A policy's Markdown, its headings one level below the page's; raw HTML in it is shown, not obeyed."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - escaped by the parser
