"""The measurement that the redactor has to pass: 300 made-up tickets with planted values, 300 look-alikes of secrets.

What it misses, by hand and with another seed: `python -m tests.support_mail_report --seed 1`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.support_mail import Ticket, look_alikes, tickets
from tests.support_mail.scoring import Hide, Score, flagged, report, score
from tests.support_mail_report import real_redactor

SEED = 9107  # from 9000 on: measured, never tuned on
COUNT = 300


@pytest.fixture(scope="module")
def hide() -> Hide:
    return real_redactor()


@pytest.fixture(scope="module")
def measured(hide: Hide) -> Score:
    return score(tickets(COUNT, SEED), hide)


@pytest.fixture(scope="module")
def caught(hide: Hide) -> Sequence[Ticket]:
    return flagged(look_alikes(COUNT, SEED), hide)


def test_no_ticket_is_held(measured: Score) -> None:
    assert not measured.held


def test_recall_and_precision_by_characters(measured: Score, caught: Sequence[Ticket]) -> None:
    recall, precision = measured.recall, measured.precision
    assert recall >= 0.98 and precision >= 0.88, "\n" + report(measured, caught, COUNT)


def test_secrets_are_hidden_whole_and_look_alikes_stay(measured: Score, caught: Sequence[Ticket]) -> None:
    secrets = measured._replace(misses=[miss for miss in measured.misses if miss.kind == "secret"], alarms=[])
    told = "\n" + report(secrets, caught, COUNT)
    whole, flagged_share = measured.whole_share("secret"), len(caught) / COUNT
    assert whole >= 0.95 and flagged_share <= 0.10, told
