"""Support mail of our own making with planted values: the measurement of the redactor.

Written without a look at the recognisers, so that the two do not know the same things. `tickets` and `look_alikes` give
the same texts for the same seed. Seeds from 9000 on are kept for measuring: nothing may be tuned on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from tests.support_mail import templates
from tests.support_mail.look_alikes import look_alikes
from tests.support_mail.pieces import Piece, Span, Ticket, capitals, joined, lowered, wrapped

__all__ = ["KINDS", "Span", "Ticket", "look_alikes", "tickets"]

KINDS: Final = (
    "person", "user name", "e-mail", "address", "town", "telephone", "IP address", "MAC address", "device id",
    "date of birth", "age", "government id", "card", "IBAN", "wallet", "badge", "case number", "account id",
    "coordinates", "licence plate", "secret",
)  # fmt: skip


def tickets(count: int, seed: int) -> Iterator[Ticket]:
    """Tickets with exact spans. Every body comes before one comes twice; the people in it are new each time."""
    rng = Random(seed)
    bodies = templates.bodies()
    order: list[templates.Template] = []
    for number in range(count):
        if not order:
            order = rng.sample(bodies, len(bodies))
        body = order.pop()
        ticket = joined(f"{number} {body.name}", _pieces(body, templates.Cast(rng), rng))
        yield wrapped(ticket) if body.voice == "mail" and rng.random() < 0.2 else ticket


def _pieces(body: templates.Template, cast: templates.Cast, rng: Random) -> list[Piece]:
    extras = rng.sample(templates.fragments("extras"), rng.choice((0, 1, 1, 2)))
    kept = rng.sample(templates.fragments("noise"), rng.choice((0, 1, 2, 3)))
    parts = _mixed(body, [*extras, *kept], rng)
    if body.voice == "mail" and rng.random() < 0.25:
        parts.append(rng.choice(templates.fragments("signatures")))
    if body.voice == "mail" and rng.random() < 0.25:
        parts.append(rng.choice(templates.fragments("threads")))
    pieces = templates.rendered((" " if body.voice == "lower" else "\n\n").join(parts), cast)
    if body.voice == "lower":
        return lowered(pieces)
    return capitals(pieces) if body.voice == "caps" else pieces


def _mixed(body: templates.Template, sentences: list[str], rng: Random) -> list[str]:
    """The body with further sentences where a writer would put them: after a paragraph of prose, or at the end."""
    rng.shuffle(sentences)
    paragraphs = body.text.split("\n\n")
    prose = [
        n for n, text in enumerate(paragraphs, start=1) if text[-1:] in ".?!" and ">" not in text and "{" not in text
    ]
    if body.voice not in {"mail", "caps"} or not prose:
        return [*paragraphs, *sentences]
    cut = rng.choice(prose)
    return [*paragraphs[:cut], " ".join(sentences), *paragraphs[cut:]] if sentences else paragraphs
