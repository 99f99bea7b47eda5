"""Checks of clocks.yaml: can each clock be counted as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from drafting.policy import schema
from drafting.policy.diagnostics import Diagnostic
from drafting.policy.files import Document
from drafting.policy.lint_table import is_start

_DAYS: Final = {"bd", "cd"}


def check_clocks(file: schema.ClocksFile, document: Document) -> Iterator[Diagnostic]:
    """Every clock once, with nothing that its unit cannot count."""
    lines: dict[str, int] = {}
    for n, clock in enumerate(file.clocks):
        if clock.id in lines:
            yield document.at(
                f"{clock.id} is defined twice", f"The first is on line {lines[clock.id]}.", "clocks", n, "id"
            )
        lines.setdefault(clock.id, document.line("clocks", n, "id"))
        for key, message, instead in _faults(clock):
            yield document.at(f"{clock.id}: {message}", instead, "clocks", n, key)
        if not is_start(clock.start):
            yield document.at(
                f'"{clock.start}" is not an event that starts a clock',
                "Write received, valid, now or fact:<id>.",
                "clocks",
                n,
                "start",
            )


def _faults(clock: schema.ClockDef) -> Iterator[tuple[str, str, str]]:
    """The key, what is wrong with it, and what to write instead."""
    windowed = clock.latest is not None
    if clock.latest is not None and clock.latest <= clock.length:
        yield (
            "latest",
            f"the latest day ({clock.latest}) is not after the earliest ({clock.length})",
            "Length is the earliest, latest the last day of a window; leave latest out when there is no window.",
        )
    if clock.extension is not None and clock.extension <= 0:
        yield "extension", "an extension must be longer than 0", "Leave it out."
    if clock.renewal and clock.extension is None:
        yield "renewal", "there is no extension that could be a renewal", "Add extension:, or leave it out."
    if clock.counts_start and clock.unit not in _DAYS:
        yield "counts_start", f"counts_start is for days, not for unit {clock.unit}", "Leave it out."
    if clock.pauses and (clock.unit not in {"cd", "mo"} or windowed):
        yield (
            "pauses",
            "a pause is counted in calendar days, and moves one date",
            "Use it with cd or mo, and no window.",
        )
    dated = clock.unit == "cd" and clock.start.startswith("fact:")
    if clock.length == 0 and (not dated or windowed or clock.extension or clock.counts_start or clock.pauses):
        yield (
            "length",
            "a length of 0 is for a day that a person enters",
            "Write unit: cd, start: 'fact:<id>' and no more.",
        )
