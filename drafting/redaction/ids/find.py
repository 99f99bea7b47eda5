"""Values with a form or a label of their own, all but telephone numbers and secrets: they are told in any language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from drafting.redaction.ids.account_ids import find_account_ids
from drafting.redaction.ids.accounts import find_accounts
from drafting.redaction.ids.ages import find_ages
from drafting.redaction.ids.coordinates import find_coordinates
from drafting.redaction.ids.dates import find_dates
from drafting.redaction.ids.government import find_government_ids
from drafting.redaction.ids.network import find_network
from drafting.redaction.ids.payments import find_payments
from drafting.redaction.ids.plates import find_plates
from drafting.redaction.ids.references import find_references
from drafting.redaction.ids.tables import find_columns
from drafting.redaction.placeholders import Span

STRUCTURED_KINDS: Final[tuple[str, ...]] = (
    "EMAIL_ADDRESS",
    "IP_ADDRESS",
    "MAC_ADDRESS",
    "CREDIT_CARD",
    "IBAN_CODE",
    "US_SSN",
    "CRYPTO",
    "DATE_OF_BIRTH",
    "DATE_TIME",
    "DEVICE_ID",
    "LICENSE_PLATE",
    "CASE_NUMBER",
    "ID",
    "COORDINATES",
    "AGE",
    "USERNAME",
    # in the columns of a table
    "PERSON",
    "LOCATION",
    "ADDRESS",
    "PHONE_NUMBER",
)
_FINDERS: Final = (
    find_account_ids,
    find_network,
    find_payments,
    find_government_ids,
    find_references,
    find_accounts,
    find_plates,
    find_ages,
    find_dates,
    find_coordinates,
    find_columns,
)


def find_structured(text: str) -> Iterator[Span]:
    """Every value of these kinds in a text. Spans may overlap."""
    for find in _FINDERS:
        yield from find(text)
