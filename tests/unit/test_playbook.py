"""The playbook's reply: complete, in order, without a word that the case does not need."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compose.playbook import items, render
from drafting.decide import decide
from drafting.errors import Held
from drafting.models import Case, ElementState, IntakeItem, Reply, Role
from drafting.policy.render import as_sentences, filled, tidy
from tests.unit.policy.small import policies, ticket

ACCESS, SECRET, USER_ASKS = "privacy/access", "leaked-secret/removal-request", "law-enforcement/user-asks"


def item(section: str, element: str, state: str = "present", parts: tuple[str, ...] = ()) -> IntakeItem:
    return IntakeItem(section=section, element=element, state=ElementState(state), parts_missing=parts)


ALL_ACCESS = [item(ACCESS, e) for e in ("identity", "right")]
ALL_SECRET = [item(SECRET, e) for e in ("file-links", "line-numbers", "risk")]


def reply(
    section: str,
    *also: str,
    text: str = "Hi.",
    intake: Any = (),
    flags: frozenset[str] = frozenset(),
    role: Role = Role.UNKNOWN_THIRD_PARTY,
    **changed: Any,
) -> Reply:
    about = ticket(text, **changed)
    case = Case(section=section, also=also, priority="P2", requester_role=role)
    return render(policies(), about, case, decide(policies(), about, case, intake, flags), intake)


def test_greeting_framework_and_signature() -> None:
    assert reply(ACCESS, intake=ALL_ACCESS) == Reply(
        subject="Your request (ZD-7)",
        body=(
            "Hello <PERSON_1>,\n\n"
            "Thank you for your request of Monday, 23 November 2026. Your reference is ZD-7.\n\n"
            "You have our answer by Wednesday, 23 December 2026.\n\n"
            "Nimbusworks Trust"
        ),
    )


def test_nobody_is_greeted_by_a_name_that_is_not_known() -> None:
    assert reply(ACCESS, intake=ALL_ACCESS, name=None).body.startswith("Hello,\n")


def test_one_missing_element_is_asked_for_in_the_singular() -> None:
    body = reply(ACCESS, intake=[item(ACCESS, "right")]).body
    assert "One thing is missing:\n\n- Please write while you are signed in.\n\nWe will" in body


def test_all_that_is_missing_is_asked_for_in_order() -> None:
    body = reply(ACCESS).body
    assert "Some things are missing:\n\n- Please write while you are signed in.\n- Please say what" in body


def test_nothing_is_called_missing_when_all_is_there() -> None:
    assert "missing" not in reply(ACCESS, intake=ALL_ACCESS).body


def test_only_the_missing_part_of_an_element_is_asked_for() -> None:
    found = [*ALL_SECRET[:1], item(SECRET, "line-numbers", "missing", ("kind",)), ALL_SECRET[2]]
    assert "Please send us:\n\n- The kind of secret.\n\n" in reply(SECRET, intake=found).body


def test_the_whole_element_is_asked_for_when_all_its_parts_are_missing() -> None:
    found = [*ALL_SECRET[:1], item(SECRET, "line-numbers", "missing", ("lines", "kind")), ALL_SECRET[2]]
    assert "- The lines and the kind of secret.\n\n" in reply(SECRET, intake=found).body


def test_hour_clocks_say_the_time_and_windows_both_days() -> None:
    body = reply(SECRET, intake=ALL_SECRET).body
    assert "We look at it by Monday, 23 November 2026, 10:00 UTC." in body
    assert "The window is Tuesday, 8 December 2026 to Monday, 14 December 2026." in body


def test_our_own_urls_are_listed_once_and_others_not() -> None:
    text = (
        "See https://code.example.com/<USERNAME_1>/x, https://elsewhere.example.org/y and again "
        "(https://code.example.com/<USERNAME_1>/x). Also <https://code.example.com/z>."
    )
    body = reply(SECRET, text=text, intake=ALL_SECRET).body
    assert "You named:\n\n- https://code.example.com/<USERNAME_1>/x\n- https://code.example.com/z\n\nWe look" in body


def test_nothing_is_listed_when_no_url_is_ours() -> None:
    assert "You named" not in reply(SECRET, text="https://elsewhere.example.org/y", intake=ALL_SECRET).body


def test_a_long_list_ends_with_a_count() -> None:
    found = items(policies().company, ticket(" ".join(f"https://code.example.com/{n}" for n in range(23))))
    assert len(found) == 21
    assert found[-1] == "and 3 more"


def test_what_an_agent_listed_beats_the_text() -> None:
    found = items(
        policies().company, ticket("https://code.example.com/1", facts={"items": ["https://code.example.com/2"]})
    )
    assert found == ["https://code.example.com/2"]


# -- several matters -----------------------------------------------------------------------------------------


def test_a_second_matter_follows_without_a_second_thanks_or_reference() -> None:
    body = reply(ACCESS, SECRET, intake=[*ALL_ACCESS, *ALL_SECRET]).body
    assert body.count("ZD-7") == 1
    assert body.count("Thank you") == 1
    assert "\n\nNow to your notice about a leaked secret. Replace the secret first.\n\n" in body
    assert body.index("23 December") < body.index("Now to your notice") < body.index("Nimbusworks Trust")


def test_a_second_matter_without_a_name_of_its_own_is_called_by_its_title() -> None:
    body = reply(SECRET, ACCESS, intake=[*ALL_ACCESS, *ALL_SECRET]).body
    assert "Your message also concerns another matter: access to personal data. You have our answer by" in body
    assert body.count("ZD-7") == 1


def test_a_part_that_a_person_answers_is_announced() -> None:
    one = reply(ACCESS, "dmca/circumvention", intake=ALL_ACCESS).body
    assert "A colleague from the responsible team will answer the other part of your message separately." in one
    two = reply(ACCESS, "dmca/circumvention", "dmca/misrepresentation", intake=ALL_ACCESS).body
    assert "will answer the other parts of your message separately." in two


def test_where_only_a_person_can_answer_nothing_is_written() -> None:
    with pytest.raises(Held, match="dmca/circumvention"):
        reply("dmca/circumvention")


# -- fixed texts ---------------------------------------------------------------------------------------------

FIXED = "We cannot discuss any account. Write to privacy@example.com. We say the same to everybody."


@given(
    text=st.text(max_size=40),
    name=st.sampled_from([None, "<PERSON_1>", "<PERSON_9>"]),
    flags=st.frozensets(st.sampled_from(["legal_hold", "gag_order", "preservation", "incident"])),
    also=st.sampled_from([(), (ACCESS,), ("dmca/circumvention",)]),
    role=st.sampled_from(Role),
    verified=st.booleans(),
    country=st.sampled_from([None, "DE", "US"]),
    channel=st.sampled_from(["email", "form"]),
    facts=st.dictionaries(
        st.sampled_from(["case_id", "jurisdiction", "clause", "items", "extension", "human_decision", "legal_hold"]),
        st.none() | st.booleans() | st.text(max_size=8) | st.lists(st.text(max_size=4), max_size=2),
    ),
)
def test_a_fixed_text_is_the_same_for_everybody(also: tuple[str, ...], **everybody: Any) -> None:
    assert reply(USER_ASKS, *also, **everybody) == Reply(subject="Your question", body=FIXED)


# -- text ----------------------------------------------------------------------------------------------------


def test_a_fact_that_is_absent_leaves_no_hole() -> None:
    refused = {"human_decision": {"outcome": "refused"}}
    assert "We cannot do this.\n\nReply" in reply(ACCESS, facts=refused).body
    assert "We cannot do this. The reason is 4.2.\n\n" in reply(ACCESS, facts={**refused, "clause": "4.2"}).body


def test_a_fact_is_text_and_never_a_template() -> None:
    facts = {"human_decision": {"outcome": "refused"}, "clause": "{{ company.name }}{% raw %}"}
    assert "The reason is {{ company.name }}{% raw %}." in reply(ACCESS, facts=facts).body


def test_templates_reach_no_internals() -> None:
    from drafting.errors import PolicyBroken

    with pytest.raises(PolicyBroken):
        filled("{{ ''.__class__.__mro__ }}", {})


def test_lines_and_paragraphs_are_tidy() -> None:
    assert tidy("\n\na  \n\n\n\nb\t\n") == "a\n\nb"
    assert (
        filled("{% if a %}\nyes\n{% endif %}\nnext {% if a %}x{% endif %}\n\nlast", {"a": 1}) == "yes\nnext x\n\nlast"
    )


def test_sentences_end_with_a_full_stop() -> None:
    assert as_sentences(["One", "Two?", " "]) == "One. Two?"
