"""By hand: what the redactor hides and misses in made-up mail. `python -m tests.support_mail_report --seed 1`."""

from __future__ import annotations

import argparse

from drafting.bootstrap import build_redactor
from drafting.models import RawText
from drafting.redaction.registry import CaseRegistry
from drafting.settings import Settings
from tests.support_mail import look_alikes, tickets
from tests.support_mail.scoring import Hide, flagged, report, score


def real_redactor() -> Hide:
    """The redactor of the service, warm; each text is a case of its own."""
    redactor = build_redactor(Settings())
    redactor.warm()

    def hide(text: str) -> list[tuple[int, int]]:
        masked = redactor.mask(RawText(text), CaseRegistry("measured"), "requester")
        return [(entity.start, entity.end) for entity in masked.entities]

    return hide


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--seed", type=int, required=True, help="below 9000: those from 9000 on are for the test alone"
    )
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--examples", type=int, default=400, help="how many misses and false alarms to print")
    given = options.parse_args()
    hide = real_redactor()
    done = score(tickets(given.count, given.seed), hide)
    caught = flagged(look_alikes(given.count, given.seed), hide)
    print(report(done, caught, given.count, given.examples))


if __name__ == "__main__":
    main()
