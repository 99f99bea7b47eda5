"""A small invented house (Nimbusworks) with just enough policy for a check to stand on, and one function to try a
rule.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from drafting.compliance.checker import Checker
from drafting.compliance.subject import Subject
from drafting.models import Approval, Due, ElementState, Finding, MaskedText, Outcome, RawText, Reply, Role
from drafting.policy import calendar, clocks, schema
from drafting.policy.compiler import Common, Policies, Section
from drafting.policy.files import Document
from drafting.ports import Restored

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a week with a holiday: Thursday is Thanksgiving

COMPANY = schema.Company(
    name="Nimbusworks",
    product="Nimbusworks",
    legal_name="Nimbusworks Ltd",
    jurisdiction_of_provider="the Northern District of Nowhere",
    channels={
        "copyright": "copyright@nimbus.example",
        "support": "https://nimbus.example/help",
        "phone": "+1 415 555 0100",
    },
    teams={"copyright": "Copyright desk"},
    links={"form": "https://nimbus.example/dmca"},
    signature="Nimbusworks Trust",
)
CLOCKS = {
    clock.id: clock
    for clock in (
        schema.ClockDef(
            id="K01", title="GDPR answer", unit="mo", length=1, extension=2, basis="GDPR Art. 12(3)", kind="law"
        ),
        schema.ClockDef(id="K11", title="Help with a notice", unit="bd", length=1, basis="17 USC 512", kind="law"),
        schema.ClockDef(
            id="K15",
            title="Put back",
            unit="bd",
            length=10,
            latest=14,
            start="valid",
            basis="17 USC 512(g)",
            kind="law",
        ),
        schema.ClockDef(
            id="K25", title="Intimate image", unit="h", length=48, start="valid", basis="47 USC 223a", kind="law"
        ),
    )
}
FIXED = {
    "T3": "We do not comment on whether we have or have not received legal requests about any account. "
    "You may wish to speak to a lawyer.",
    "T9": "This is general information about our process, not legal advice; you may wish to consult a lawyer.",
}
_DOCUMENT = Document("policies/x.md", Path("x.md"), {}, yaml.ScalarNode("", ""), 0)


def _element(name: str, label: str, ask: str, **more: Any) -> schema.Element:
    return schema.Element(id=name, label=label, ask=ask, **more)


TAKEDOWN = (
    _element("signature", "signature", "Your signature; your typed full name is enough."),
    _element("work", "the copyrighted work", "A description of the original work."),
    _element("location", "where the material is", "The address (URL) of each file."),
    _element("contact", "your contact details", "Contact details under which we can reach you."),
    _element(
        "good-faith",
        "the good-faith statement",
        "A statement that you have a good-faith belief that the use is not authorised.",
    ),
    _element(
        "accuracy-perjury",
        "the sworn statement",
        "A statement, under penalty of perjury, that you may act for the owner.",
    ),
)
COUNTER = (
    _element("signature", "signature", "Your signature, typed is enough."),
    _element(
        "name-address-phone",
        "name, address and telephone number",
        "Your name, postal address and telephone number.",
        ask_parts={"name": "Your full name.", "address": "Your postal address.", "phone": "Your telephone number."},
    ),
    _element(
        "jurisdiction-consent", "consent to the court", "Your consent to the Federal District Court for your district."
    ),
)


def _section(name: str, roles: tuple[Role, ...], rows: dict[str, tuple[str, ...]], **more: Any) -> Section:
    table = tuple(
        schema.Row(
            outcome=Outcome(outcome),
            clocks=tuple(schema.RowClock(clock=c) for c in ids),
            approval=schema.Needs(level=more.get("level", "agent")),
            why="because",
        )
        for outcome, ids in rows.items()
    )
    bodies = more.get("bodies", {})
    file = schema.SectionFile(
        section=name,
        title=more.get("title", name),
        owner="Trust",
        version="1",
        effective=date(2026, 11, 1),
        triage=schema.Triage(priority=more.get("priority", "P2"), default_role=roles[0], signals=()),
        roles=roles,
        intake=more.get("intake", ()),
        table=table,
        frameworks={
            outcome: schema.Framework(
                subject="s", body=bodies.get(outcome, "Thank you."), fixed=outcome == "fixed-text"
            )
            for outcome in rows
        },
        may_tell=more.get("may_tell", {}),
    )
    cites = more.get("cites", ("17 USC 512(c)(3)(A)(i)-(vi)", "17 USC 512(g)(2)(C)", "GDPR Art. 12(3)"))
    sources = tuple(schema.Source(id=f"s-{n}", cite=cite) for n, cite in enumerate(cites))
    return Section(name, file, (), sources, _DOCUMENT)


@cache
def policies() -> Policies:
    """Six sections without rules; tests bring the rule that they try."""
    sections = {
        s.id: s
        for s in (
            _section(
                "dmca/takedown",
                (Role.COMPLAINANT, Role.AGENT_OF_SUBJECT),
                {"confirm": (), "request-missing": ("K11",), "redirect": (), "acknowledge": ()},
                title="Copyright takedown notice",
                intake=TAKEDOWN,
                may_tell={Role.COMPLAINANT: ("requester",)},
            ),
            _section(
                "dmca/counter-notice",
                (Role.RESPONDENT,),
                {"confirm": ("K15",), "request-missing": ("K11",)},
                title="Counter notice",
                intake=COUNTER,
                may_tell={Role.RESPONDENT: ("requester", "account")},
            ),
            _section(
                "privacy/access",
                (Role.ACCOUNT_HOLDER_VERIFIED,),
                {"confirm": ("K01",), "decline": (), "acknowledge": ("K01",)},
                title="Access to personal data",
                priority="P3",
            ),
            _section(
                "law-enforcement/user-asks",
                (Role.ACCOUNT_HOLDER_VERIFIED,),
                {"fixed-text": ()},
                bodies={"fixed-text": "{{ fixed.T3 }}"},
            ),
            _section(
                "law-enforcement/legal-process",
                (Role.LE_US,),
                {"acknowledge": ()},
                bodies={"acknowledge": "We received your message on {{ received }}. Our Legal team reads it next."},
                level="legal",
            ),
            _section(
                "leaked-secret/removal-request",
                (Role.ABUSE_REPORTER,),
                {"confirm": (), "request-missing": ()},
                title="Leaked key or password",
                priority="P1",
                intake=(_element("file-links", "a link to each file", "A working link to each file."),),
            ),
            _section(
                "ncii/removal-request",
                (Role.UNKNOWN_THIRD_PARTY,),
                {"confirm": ("K25",)},
                priority="P1",
                level="reviewer",
            ),
            _section(
                "abuse/suspension-appeal",
                (Role.ACCOUNT_HOLDER_VERIFIED,),
                {"confirm": (), "decline": ()},
                level="reviewer",
            ),
        )
    }
    common = schema.CommonFile(title="Common", owner="Trust", version="1", effective=date(2026, 11, 1))
    return Policies(
        sections=sections,
        versions={name: (section,) for name, section in sections.items()},
        pending={},
        commons=(Common("", common, _DOCUMENT),),
        company=COMPANY,
        clocks=CLOCKS,
        fixed=FIXED,
        digest="sha256:small",
    )


class Registry:
    """A case whose placeholders are listed: placeholder -> (value, the origins that may read it)."""

    case_id = "case"

    def __init__(self, **values: tuple[str, str]) -> None:
        self._values = {f"<{name}>": (value, set(origins.split())) for name, (value, origins) in values.items()}

    def knows(self, placeholder: str) -> bool:
        return placeholder in self._values

    def restore(self, text: MaskedText, audience: str) -> Restored:
        if text not in self._values:
            return Restored(RawText(text), (), (text,), ())
        value, origins = self._values[text]
        if audience != "staff" and audience not in origins:
            return Restored(RawText(text), (text,), (), ())
        return Restored(RawText(value), (), (), ())


def phrase(**given: Any) -> schema.Rule:
    return _rule(kind="phrase", **given)


def field(check: str, **options: Any) -> schema.Rule:
    return _rule(kind="field", check=check, options=options)


def _rule(**given: Any) -> schema.Rule:
    base = {
        "id": "R90",
        "title": "t",
        "severity": "block",
        "basis": "company",
        "message": "the rule's message",
        "fix": "do so",
    }
    return schema.Rule(**{**base, "fails": ("x",), "passes": ("y",), **given})


def subject(reply: str, section: str = "dmca/takedown", **known: Any) -> Subject:
    """A subject that knows only what is given. `missing`, `present`: elements of the section."""
    missing, present = known.pop("missing", None), known.pop("present", ())
    if missing is not None or present:
        states = dict.fromkeys(present, ElementState.PRESENT) | dict.fromkeys(missing or (), ElementState.MISSING)
        known.setdefault("intake", {section: states})
        if missing is not None:
            known.setdefault("missing", {section: tuple(missing)})
    if isinstance(known.get("outcome"), str):
        known["outcome"] = Outcome(known["outcome"])
    if isinstance(known.get("role"), str):
        known["role"] = Role(known["role"])
    if known.get("outcome"):
        known.setdefault("outcomes", {section: known["outcome"]})
    return Subject(reply=Reply(subject="", body=reply), section=section, **known)


def due(clock: str, section: str, start: datetime = MONDAY, *, extended: bool = False) -> tuple[Due, ...]:
    return clocks.due(CLOCKS[clock], start, calendar.of(COMPANY), section=section, extended=extended)


def tried(rule: schema.Rule, reply: str, section: str = "dmca/takedown", **known: Any) -> list[Finding]:
    """What one rule finds in one reply."""
    return Checker(policies()).apply(rule, section, subject(reply, section, **known))


def quotes(rule: schema.Rule, reply: str, section: str = "dmca/takedown", **known: Any) -> list[str]:
    """The words it objects to; an omission is an empty string."""
    found = tried(rule, reply, section, **known)
    assert all(reply[f.start : f.end] == f.quote for f in found), "a quote is not what stands at its offsets"
    return [f.quote for f in found]


LEGAL = Approval.model_validate({"level": "legal"})
