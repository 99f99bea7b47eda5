"""The permanent ids of the contract, as data: section ids (its section 1) and intake elements (its section 2).

The policy files are compared with these lists, so that an id is never renamed by editing a file. Ids are only added.
"""

from __future__ import annotations

from typing import Final

_SUBTYPES: Final[dict[str, str]] = {
    "privacy": (
        "access deletion rectification portability objection-opt-out limit-sensitive authorised-agent child "
        "deceased-user breach-question complaint customer-app-data"
    ),
    "dmca": (
        "takedown counter-notice retraction repeat-infringer misrepresentation fair-use-question circumvention "
        "court-action"
    ),
    "law-enforcement": (
        "legal-process preservation emergency-disclosure foreign-authority eu-evidence-order secrecy-order "
        "civil-process government-takedown informal-contact user-asks"
    ),
    "abuse": (
        "suspension-appeal content-appeal malware-phishing resource-abuse child-safety self-harm harassment "
        "threat-terrorism compromised-account reporter-followup out-of-court-dispute"
    ),
    "ncii": "removal-request uploader-dispute",
    "leaked-secret": "removal-request uploader-dispute",
    "trademark": "complaint respondent-dispute",
    "general": "press-regulator policy-question out-of-scope",
}

SECTIONS: Final[tuple[str, ...]] = tuple(
    f"{area}/{name}" for area, names in _SUBTYPES.items() for name in names.split()
)
AREAS: Final[tuple[str, ...]] = tuple(_SUBTYPES)

_PROCESS = ("authority", "officer", "official-contact", "process-type", "identifiers", "data-range", "return-date")
_APPEAL = ("account-or-content", "decision-reference", "grounds")

INTAKE: Final[dict[str, tuple[str, ...]]] = {
    "dmca/takedown": ("signature", "work", "location", "contact", "good-faith", "accuracy-perjury"),
    "dmca/counter-notice": (
        "signature",
        "material-location",
        "mistake-perjury",
        "name-address-phone",
        "jurisdiction-consent",
        "service-acceptance",
    ),
    "dmca/retraction": ("explicit-retraction", "items", "original-complainant"),
    "dmca/circumvention": ("measures", "effectiveness", "method", "contact"),
    "dmca/court-action": ("filed-complaint", "same-subscriber-material"),
    "ncii/removal-request": ("signature", "location", "good-faith", "contact"),
    "leaked-secret/removal-request": ("file-links", "line-numbers", "risk"),
    "trademark/complaint": (
        "location",
        "mark",
        "registration-number",
        "registration-office",
        "confusion",
        "requested-action",
        "authority",
    ),
    "privacy/access": ("identity", "right"),
    "privacy/deletion": ("identity", "right"),
    "privacy/rectification": ("identity", "right", "field-and-correction"),
    "privacy/portability": ("identity", "right"),
    "privacy/objection-opt-out": ("right",),
    "privacy/limit-sensitive": ("right",),
    "privacy/authorised-agent": ("signed-permission", "subject-identity", "right"),
    "privacy/child": ("parent-verification", "account", "right"),
    "privacy/deceased-user": ("requester-contact", "deceased-name-account", "relationship", "action-sought"),
    "privacy/customer-app-data": ("app-or-customer",),
    "law-enforcement/legal-process": _PROCESS,
    "law-enforcement/preservation": _PROCESS,
    "law-enforcement/emergency-disclosure": _PROCESS,
    "law-enforcement/foreign-authority": _PROCESS,
    "law-enforcement/eu-evidence-order": _PROCESS,
    "law-enforcement/civil-process": _PROCESS,
    "abuse/suspension-appeal": _APPEAL,
    "abuse/content-appeal": _APPEAL,
}

# Their intake is recorded for Legal; the reply asks for none of it.
RECORDED_ONLY: Final[frozenset[str]] = frozenset(s for s in INTAKE if s.startswith("law-enforcement/"))

# Present only through `requester.verified` or an agent's fact; a claim in the text verifies nothing.
VERIFIED_ONLY: Final[frozenset[str]] = frozenset({"identity", "parent-verification"})

# What the redactor hides (`<KIND_1>`), and what an element may be recognised by besides those.
PLACEHOLDER_KINDS: Final[frozenset[str]] = frozenset(
    {
        "PERSON",
        "EMAIL_ADDRESS",
        "PHONE_NUMBER",
        "ADDRESS",
        "IP_ADDRESS",
        "CREDIT_CARD",
        "IBAN_CODE",
        "US_SSN",
        "ID",
        "USERNAME",
        "SECRET",
        "DATE_OF_BIRTH",
        "CRYPTO",
        "MAC_ADDRESS",
        "URL_PART",
        "LITERAL",
    }
)
TEXT_KINDS: Final[frozenset[str]] = frozenset(
    {"url", "URL", "hosted-url", "sign-off", "typed-signature", "requester-email", "requester-name"}
)
