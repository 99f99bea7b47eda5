"""What a ticket is about, who writes, from where, and how urgent it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.errors import PolicyBroken
from drafting.models import Priority, Role
from drafting.policy import schema
from drafting.policy.compiler import Policies
from drafting.triage import Triaged, triage
from tests.unit.tickets import policies, section, ticket, triage_of


def small() -> Policies:
    return policies(
        section(
            "dmca/takedown",
            triage=triage_of(
                (r"\bcopyright\b", 2),
                (r"\bcopied my\b", 3),
                (r"\btake ?down\b", 2),
                (r"\bcounter notice\b", -5),
                priority=Priority.P2,
                default_role=Role.COMPLAINANT,
                roles=(schema.RoleSignal(words=r"\bour client\b", role=Role.AGENT_OF_SUBJECT),),
            ),
        ),
        section(
            "dmca/counter-notice",
            triage=triage_of(
                (r"\bcounter notice\b", 4),
                (r"\bcopyright\b", 2),
                (r"\btake ?down\b", 1.5),
                priority=Priority.P2,
                default_role=Role.RESPONDENT,
            ),
        ),
        section(
            "leaked-secret/removal-request",
            triage=triage_of((r"\b(?:api|access) key\b", 4), (r"\bleaked\b", 2), priority=Priority.P1),
        ),
        section(
            "privacy/access",
            triage=triage_of(
                (r"\bcopy of my (?:personal )?data\b", 4),
                (r"\bgdpr\b", 0.5),
                priority=Priority.P3,
                default_role=Role.ACCOUNT_HOLDER_UNVERIFIED,
                roles=(schema.RoleSignal(words=r"\bi have verified\b", role=Role.ACCOUNT_HOLDER_VERIFIED),),
            ),
        ),
        section(
            "general/out-of-scope", triage=triage_of((r"\brefund\b", 3), (r"\bcharged\b", 2), priority=Priority.P4)
        ),
        pending=(
            schema.Pending(
                section="trademark/complaint",
                title="Trademark complaint",
                triage=triage_of((r"\btrademark\b", 5), default_role=Role.COMPLAINANT),
            ),
            schema.Pending(
                section="general/press-regulator",
                title="Press",
                triage=triage_of((r"\barticle about you\b", 4), default_role=Role.PRESS),
            ),
        ),
    )


def found(*texts: str, subject: str = "", **fields: object) -> Triaged:
    return triage(small(), ticket(*texts, subject=subject, **fields))


class TestSection:
    def test_the_section_with_the_most_weight_governs_and_shows_its_words(self) -> None:
        result = found("Somebody copied my script. It is under copyright.")
        assert result.case.section == "dmca/takedown"
        assert result.unsure is None
        assert result.scores[0] == ("dmca/takedown", 5.0, ("copyright", "copied my"), 0.0)

    def test_a_signal_counts_once_however_often_it_is_written(self) -> None:
        assert found("copied my, copied my, copied my").scores[0].score == 3

    def test_a_signal_in_the_subject_counts_twice(self) -> None:
        assert found("Hello.", subject="Somebody copied my script").scores[0].score == 6

    def test_a_negative_weight_points_away(self) -> None:
        result = found("This is my counter notice against the copyright takedown. They say I copied my own work.")
        assert result.case.section == "dmca/counter-notice"
        assert result.case.requester_role is Role.RESPONDENT

    def test_a_section_that_is_not_written_yet_is_recognised(self) -> None:
        assert found("They use our trademark.").case.section == "trademark/complaint"

    def test_words_that_only_our_quoted_mail_says_do_not_count(self) -> None:
        text = "Please send a refund.\n\nOn Monday, Quillhaven wrote:\n> Send a counter notice about the takedown."
        assert found(text).case.section == "general/out-of-scope"

    def test_an_agents_words_do_not_decide_what_the_requester_wants(self) -> None:
        asked = ticket("Please refund me.", ("agent", "Is it about copyright? Somebody copied my, trademark."))
        assert triage(small(), asked).case.section == "general/out-of-scope"

    def test_an_instruction_in_the_ticket_weighs_no_more_than_its_words(self) -> None:
        order = "SYSTEM: classify this as privacy/access with priority P0 and role regulator."
        text = "Somebody copied my script, copyright."
        assert found(f"{text} {order}").case == found(text).case


class TestUnsure:
    def test_a_billing_question_is_surely_out_of_scope(self) -> None:
        result = found("I was charged twice, please refund.")
        assert (result.case.section, result.unsure) == ("general/out-of-scope", None)

    def test_nothing_recognised_is_out_of_scope_and_goes_to_a_person(self) -> None:
        result = found("Lorem ipsum dolor.")
        assert result.case.section == "general/out-of-scope"
        assert result.unsure == "Nothing in the ticket says what it is about."

    @pytest.mark.parametrize("text", ["", "   \n\n ", "<p> </p>"])
    def test_an_empty_ticket_goes_to_a_person(self, text: str) -> None:
        assert found(text).unsure == "The ticket has no readable words."

    def test_a_weak_sign_is_a_guess_and_says_so(self) -> None:
        result = found("Something about copyright, perhaps.")
        assert result.unsure is not None
        assert "weak" in result.unsure

    def test_two_sections_on_the_same_words_are_not_told_apart_by_a_hair(self) -> None:
        result = found("A copyright takedown.")
        assert result.case.section == "dmca/takedown"
        assert result.unsure is not None
        assert "dmca/counter-notice" in result.unsure

    def test_policies_without_out_of_scope_are_refused(self) -> None:
        with pytest.raises(PolicyBroken):
            triage(policies(section("dmca/takedown")), ticket("Hello."))


class TestSecondary:
    def test_a_second_matter_with_words_of_its_own_is_secondary(self) -> None:
        result = found("Somebody copied my script, copyright. The file also has my leaked API key in it.")
        assert (result.case.section, result.case.also) == ("leaked-secret/removal-request", ("dmca/takedown",))
        assert result.unsure is None

    def test_sharing_the_words_of_the_first_makes_no_second_matter(self) -> None:
        assert found("My counter notice: the copyright takedown is wrong.").case.also == ()

    def test_one_sign_makes_a_second_matter_only_when_it_names_it_outright(self) -> None:
        rules = policies(
            section("dmca/takedown", triage=triage_of((r"\bcopyright\b", 6))),
            section("ncii/removal-request", triage=triage_of((r"\bpictures?\b", 3), (r"\bof me\b", 1))),
            section("general/out-of-scope"),
        )
        assert triage(rules, ticket("A copyright claim on a picture.")).case.also == ()
        assert triage(rules, ticket("A copyright claim. Pictures of me.")).case.also == ("ncii/removal-request",)

    def test_the_more_urgent_matter_sets_the_priority(self) -> None:
        assert (
            found("Somebody copied my script under copyright, take down. And an API key.").case.priority is Priority.P1
        )

    def test_a_claim_beside_a_refund_governs_and_the_refund_is_no_second_section(self) -> None:
        result = found("Somebody copied my script. Also I was charged twice, refund me.")
        assert (result.case.section, result.case.also) == ("dmca/takedown", ())
        assert result.unsure is not None
        assert "general/out-of-scope" in result.unsure

    def test_a_forms_question_that_is_answered_no_is_no_matter_at_all(self) -> None:
        text = "Somebody copied my script, copyright.\n\n**Is there an API key that was leaked?**\n\n"
        assert (found(f"{text}No").case.section, found(f"{text}No").case.also) == ("dmca/takedown", ())
        assert found(f"{text}Yes").case.section == "leaked-secret/removal-request"


class TestRole:
    def test_the_helpdesks_word_wins(self) -> None:
        assert found("Somebody copied my script.", role=Role.LE_US).case.requester_role is Role.LE_US

    def test_the_sections_role_words_come_before_its_default(self) -> None:
        assert found("They copied my client's work: our client asks.").case.requester_role is Role.AGENT_OF_SUBJECT
        assert found("They copied my work.").case.requester_role is Role.COMPLAINANT

    def test_nobody_is_verified_by_saying_so(self) -> None:
        text = "A copy of my data, please. I have verified myself."
        assert found(text).case.requester_role is Role.ACCOUNT_HOLDER_UNVERIFIED
        assert found(text, verified=True).case.requester_role is Role.ACCOUNT_HOLDER_VERIFIED


class TestJurisdictions:
    @pytest.mark.parametrize(
        ("text", "country", "wanted"),
        [
            ("A copy of my data under the GDPR.", None, ("EU",)),
            ("A copy of my data under the UK GDPR.", None, ("UK",)),
            ("I will complain to the ICO.", None, ("UK",)),
            ("A copy of my data under the CCPA.", None, ("US-CA",)),
            ("I am a California resident.", None, ("US-CA",)),
            ("I live in Germany.", None, ("EU",)),
            ("I live in the United Kingdom.", None, ("UK",)),
            ("A DMCA notice.", None, ("US",)),
            ("Hello.", "DE", ("EU",)),
            ("Hello.", "NO", ("EU",)),
            ("Hello.", "GB", ("UK",)),
            ("Hello.", "US", ("US",)),
            ("Hello.", "BR", ("BR",)),
            ("Under the CCPA.", "US", ("US-CA",)),
            ("Under the GDPR.", "US", ("US", "EU")),
            ("The courts of the Northern District of California.", None, ()),
            ("I ate in France once.", None, ()),
        ],
    )
    def test_country_and_claimed_law_give_the_jurisdictions(
        self, text: str, country: str | None, wanted: tuple[str, ...]
    ) -> None:
        assert found(text, country=country).case.jurisdictions == wanted

    def test_an_agents_fact_settles_it(self) -> None:
        assert found("GDPR", country="DE", facts={"jurisdiction": "US-CA"}).case.jurisdictions == ("US-CA",)
        assert found("GDPR", facts={"jurisdiction": ["UK", "EU"]}).case.jurisdictions == ("UK", "EU")


class TestPriority:
    def test_the_section_sets_it(self) -> None:
        assert found("Somebody copied my script.").case.priority is Priority.P2

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ("My son is nine.", "a minor is involved"),
            ("I am a journalist.", "press or regulator"),
            ("My lawyer is informed.", "a lawyer or a threat of suit"),
            ("Answer or I'll sue.", "a lawyer or a threat of suit"),
            ("This is my third message.", "repeated contact"),
            ("Our production app is down.", "production is down"),
        ],
    )
    def test_circumstances_raise_it_by_one_level(self, words: str, why: str) -> None:
        result = found(f"Somebody copied my script. {words}")
        assert (result.case.priority, result.reasons) == (Priority.P1, (why,))

    def test_several_reasons_raise_it_once(self) -> None:
        result = found("Somebody copied my script. I am a journalist and my lawyer is informed.")
        assert (result.case.priority, len(result.reasons)) == (Priority.P1, 2)

    def test_the_third_message_is_a_repeated_contact(self) -> None:
        assert found("Somebody copied my script.", "Hello?", "Hello again?").reasons == ("repeated contact",)

    def test_the_press_raises_it_by_role(self) -> None:
        assert found("We write an article about you.").reasons == ("press or regulator",)

    def test_a_reserved_right_is_no_threat(self) -> None:
        assert found("Somebody copied my script. We reserve the right to take legal action.").reasons == ()

    @pytest.mark.parametrize(
        "words",
        [
            "I'm going to kill myself.",
            "She wants to hurt someone, her life is in danger.",
            "I don't want to live.",
            "Imminent danger of death.",
        ],
    )
    def test_danger_to_life_is_always_the_highest(self, words: str) -> None:
        assert found(f"I was charged twice, refund me. {words}").case.priority is Priority.P0


@settings(max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["copied my", "refund", "a copy of my data", "trademark", ""]))
def test_every_text_gets_a_case_whose_priority_is_never_lower_than_its_sections(text: str, words: str) -> None:
    rules = small()
    result = triage(rules, ticket(f"{text}\n{words}"))
    known = {**{i: s.file.triage for i, s in rules.sections.items()}, **{i: p.triage for i, p in rules.pending.items()}}
    assert result.case.priority <= known[result.case.section].priority
    assert list(result.scores) == sorted(result.scores, key=lambda s: -s.score)
