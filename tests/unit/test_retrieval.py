"""Which policy sections a person should read."""

from __future__ import annotations

import pytest

from drafting.models import Case, Priority, Role
from drafting.policy import schema
from drafting.retrieval import Retriever, stems
from tests.unit.tickets import policies, section, ticket, triage_of
from tests.unit.words_as_vectors import WordsAsVectors


def retriever() -> Retriever:
    embedder = WordsAsVectors()
    return Retriever(
        policies(
            section(
                "dmca/takedown",
                title="Copyright takedown notice",
                prose="A notice names the work. The statement is made under penalty of perjury.\n\nAsk once.",
                supports=("dmca/counter-notice", "trademark/complaint"),
            ),
            section("dmca/counter-notice", title="Counter notice", prose="The uploader disputes a copyright notice."),
            section(
                "privacy/deletion", title="Deletion of personal data", prose="Backups are\nremoved with the next cycle."
            ),
            section("law-enforcement/legal-process", title="Subpoena or warrant", prose="Legal answers subpoenas."),
            pending=(
                schema.Pending(
                    section="trademark/complaint",
                    title="Trademark complaint",
                    triage=triage_of(examples=("They use our registered brand name.",)),
                ),
            ),
        ),
        embedder,
        embedder,
    )


def case(section_id: str, *also: str) -> Case:
    return Case(section=section_id, also=also, priority=Priority.P3, requester_role=Role.COMPLAINANT)


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "wanted", "sentence"),
        [
            ("penalty of perjury", "dmca/takedown", "The statement is made under penalty of perjury."),
            ("who answers a subpoena?", "law-enforcement/legal-process", "Legal answers subpoenas."),
            ("delete backup cycles", "privacy/deletion", "Backups are removed with the next cycle."),
            ("a brand", "trademark/complaint", "They use our registered brand name."),
        ],
    )
    def test_a_question_finds_the_section_and_its_sentence(self, words: str, wanted: str, sentence: str) -> None:
        best = retriever().search(words)[0]
        assert (best.section, best.sentence) == (wanted, sentence)
        assert 0 < best.score <= 1

    @pytest.mark.parametrize("words", ["", "the of and", "zyzzyva grault", "???"])
    def test_words_that_no_policy_knows_find_nothing(self, words: str) -> None:
        assert retriever().search(words) == ()

    def test_scores_fall_and_the_limit_holds(self) -> None:
        hits = retriever().search("copyright notice", limit=1)
        assert [h.section for h in hits] == ["dmca/counter-notice"] or hits[0].section == "dmca/takedown"
        all_hits = retriever().search("copyright notice subpoena")
        assert [h.score for h in all_hits] == sorted((h.score for h in all_hits), reverse=True)

    def test_unknown_words_make_a_hit_fainter(self) -> None:
        assert retriever().search("subpoena zyzzyva quux")[0].score < retriever().search("subpoena")[0].score


class TestFind:
    def test_the_governing_section_comes_first_then_the_others_then_what_it_names(self) -> None:
        found = retriever().find(ticket("Delete my data."), case("dmca/takedown", "privacy/deletion"))
        assert [r.section for r in found[:4]] == [
            "dmca/takedown",
            "privacy/deletion",
            "dmca/counter-notice",
            "trademark/complaint",
        ]
        assert found[0].score == 1
        assert all(0 <= r.score < 1 for r in found[1:])

    def test_the_best_hits_fill_up_to_five_without_repeats(self) -> None:
        found = retriever().find(
            ticket("A subpoena about deletion of a brand and a copyright notice"), case("privacy/deletion")
        )
        sections = [r.section for r in found]
        assert sections[0] == "privacy/deletion"
        assert "law-enforcement/legal-process" in sections
        assert len(sections) == len(set(sections)) <= 5

    def test_it_names_the_version(self) -> None:
        found = retriever().find(ticket("Hello."), case("dmca/takedown"))[0]
        assert (found.title, found.version, found.effective) == ("Copyright takedown notice", "1.0", "2026-11-01")

    def test_a_section_without_a_policy_says_so(self) -> None:
        found = retriever().find(ticket("They use our brand."), case("trademark/complaint"))[0]
        assert (found.section, found.version, found.effective) == ("trademark/complaint", "pending", "")

    def test_quoted_mail_of_ours_finds_nothing(self) -> None:
        text = "Fine.\n\nOn Monday, Quillhaven wrote:\n> subpoena subpoena warrant"
        assert [r.section for r in retriever().find(ticket(text), case("privacy/deletion"))] == ["privacy/deletion"]


def test_it_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    retriever().search("subpoena")
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


def test_endings_and_stop_words_do_not_matter() -> None:
    assert stems("The subpoenas") == stems("subpoena")
    assert stems("deleting") == stems("deleted") == stems("deletion") == stems("delete")
    assert stems("<PERSON_1> https://quillhaven.example/x") == []
