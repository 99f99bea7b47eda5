"""Intake elements and a form for the tests of the examiner."""

from __future__ import annotations

from drafting.examine import examine
from drafting.models import ElementState, IntakeItem, MaskedTicket
from drafting.policy.schema import Element, Recognise
from tests.unit.tickets import policies, section, ticket

SECTION = "dmca/takedown"
PRESENT, MISSING, UNCLEAR = ElementState.PRESENT, ElementState.MISSING, ElementState.UNCLEAR


def element(element_id: str = "work", **fields: object) -> Element:
    known = {"id": element_id, "label": element_id, "ask": f"Please send the {element_id}.", **fields}
    return Element.model_validate(known)


SIGNATURE = element(
    "signature",
    recognise=Recognise(questions=("full legal name",), kinds=("sign-off", "typed-signature")),
)
WORK = element(
    "work",
    recognise=Recognise(
        questions=(r"description of the original (?:copyrighted )?work",), words=(r"\bmy (?:\w+ )?plugin\b",)
    ),
)
LOCATION = element(
    "location",
    recognise=Recognise(
        questions=(r"what files should be taken down",), kinds=("hosted-url",), unless=(r"\bforks?\b",)
    ),
)
CONTACT = element(
    "contact",
    recognise=Recognise(
        questions=(r"telephone number or physical address",),
        kinds=("PHONE_NUMBER", "ADDRESS", "EMAIL_ADDRESS"),
        unless=(r"\binfringer\b|\buploader\b",),
    ),
)
BELIEF = element(
    "good-faith",
    recognise=Recognise(
        words=(r"good[\s-]faith belief\b[\s\S]{0,200}?\bnot authori[sz]ed",),
        unless=(r"\b(?:do not|don't) have a good",),
    ),
)
CONSENT = element(
    "jurisdiction-consent",
    sworn=True,
    recognise=Recognise(
        words=(r"consent to the jurisdiction of (?:the )?federal district court",),
        unless=(r"\b(?:do not|don't|refuse to) consent\b",),
        unclear=(r"\bsome court\b",),
    ),
)
ALL = (SIGNATURE, WORK, LOCATION, CONTACT, BELIEF, CONSENT)


def items(asked: MaskedTicket, *elements: Element) -> dict[str, IntakeItem]:
    found = examine(policies(section(SECTION, *(elements or ALL))), asked, [SECTION])
    return {item.element: item for item in found}


def state(asked: MaskedTicket | str, wanted: Element) -> ElementState:
    return items(ticket(asked) if isinstance(asked, str) else asked, *ALL)[wanted.id].state


FORM = """\
**Please provide a detailed description of the original copyrighted work that has allegedly been infringed.**

{work}

**What files should be taken down? Please provide URLs for each file.**

{location}

**Do you have the alleged infringer's contact information? If so, please provide it.**

{infringer}

**I have a good faith belief that use of the materials is not authorized by the owner, its agent, or the law.**

**So that we can get back to you, please provide either your telephone number or physical address.**

{contact}

**Please type your full legal name below to sign this request.**

{signature}
"""
FILLED = {
    "work": "Fernlight, a set of icons.",
    "location": "https://quillhaven.example/kelmo/copycat",
    "infringer": "No",
    "contact": "<PHONE_NUMBER_1>",
    "signature": "<PERSON_1>",
}
