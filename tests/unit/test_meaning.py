"""What a text means: vectors of known texts, and the section that a text is nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.meaning import vectors
from drafting.meaning.vectors import Vectors
from drafting.models import MaskedText
from drafting.policy.compiler import Policies, compile_policies
from drafting.settings import ROOT
from drafting.spoken import spoken
from drafting.triage import scores, triage
from drafting.triage.meaning import LEARNED, Learned, Meaning, Reading
from drafting.triage.vocabulary import Vocabulary, features
from evals.triage.learn import known_texts, load_texts
from tests.unit.tickets import policies, section, ticket, triage_of
from tests.unit.words_as_vectors import WIDTH, WordsAsVectors

EXAMPLES = {
    "privacy/access": ("show me my data", "which data of mine do you keep", "a copy of my data please"),
    "privacy/deletion": ("erase my account", "please erase all of me", "remove my account for good"),
    "dmca/takedown": ("he copied my game", "they copied my song", "my photos were copied"),
}
NOTHING_LEARNED = Learned(np.zeros((0, WIDTH), np.float32), ())


def meaning(learned: Learned = NOTHING_LEARNED) -> Meaning:
    embedder = WordsAsVectors()
    return Meaning(embedder, EXAMPLES, embedder, learned)


class TestMeaning:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("my data , a copy", "privacy/access"),
            ("can you erase my account", "privacy/deletion"),
            ("somebody copied my drawings", "dmca/takedown"),
        ],
    )
    def test_the_nearest_section_is_the_likeliest(self, text: str, wanted: str) -> None:
        found = meaning().likely(MaskedText(text))
        assert max(found, key=found.__getitem__) == wanted

    @settings(max_examples=40)
    @given(st.text(min_size=1, max_size=60).filter(str.strip))
    def test_probabilities_are_of_one_whole(self, text: str) -> None:
        found = meaning().likely(MaskedText(text))
        assert sum(np.exp(value) for value in found.values()) == pytest.approx(1, abs=1e-3)

    def test_nothing_means_nothing(self) -> None:
        assert meaning().likely(MaskedText("  ")) == {}

    def test_texts_that_were_learned_count_beside_the_policies_examples(self) -> None:
        embedder = WordsAsVectors()
        more = embedder.of(["zebra crossing", "a zebra there", "zebra zebra"])
        asked = MaskedText("the zebra")
        before = meaning().likely(asked)["dmca/takedown"]
        after = meaning(Learned(more, ("dmca/takedown",) * 3)).likely(asked)["dmca/takedown"]
        assert after > before

    def test_learned_texts_of_a_section_that_is_gone_count_for_nothing(self) -> None:
        embedder = WordsAsVectors()
        gone = Learned(embedder.of(["zebra"]), ("privacy/child",))
        assert meaning(gone).likely(MaskedText("zebra")) == meaning().likely(MaskedText("zebra"))

    def test_an_example_of_the_policies_is_not_embedded_again(self) -> None:
        embedder = WordsAsVectors()
        made = Meaning(embedder, EXAMPLES, embedder, NOTHING_LEARNED)
        embedder.asked.clear()
        made.likely(MaskedText("he copied my game"))
        assert embedder.asked == []


class Learnt(Reading):
    """Meaning alone, where no vocabulary was learned."""

    def __init__(self) -> None:
        self.made = meaning()

    def likely(self, text: MaskedText) -> dict[str, float]:
        return self.made.likely(text)

    def in_passages(self, passages: Sequence[MaskedText]) -> dict[str, float]:
        return {}


class TestTriageByMeaning:
    def rules(self, weight: float = 2.0) -> Policies:
        return policies(
            section("privacy/access", triage=triage_of((r"\bGDPR\b", weight))),
            section("dmca/takedown", triage=triage_of((r"\bcopyright\b", 4))),
            section("general/out-of-scope", triage=triage_of((r"\brefund\b", 3))),
        )

    def test_a_text_without_any_expected_word_finds_its_section(self) -> None:
        found = triage(self.rules(), ticket("Somebody copied my drawings."), Learnt())
        assert found.case.section == "dmca/takedown"
        assert found.scores[0].words == ()
        assert found.scores[0].meaning > 0

    def test_words_and_meaning_add_up(self) -> None:
        words = triage(self.rules(), ticket("GDPR, please."))
        both = triage(self.rules(), ticket("GDPR, a copy of my data, please."), Learnt())
        assert both.scores[0].score == pytest.approx(words.scores[0].score + both.scores[0].meaning, abs=0.02)

    def test_what_is_less_likely_than_one_in_a_thousand_counts_for_nothing(self) -> None:
        assert scores.meant(-8.0) == 0
        assert scores.meant(None) == 0
        assert scores.meant(-1.0) > scores.meant(-3.0) > 0


def test_a_sentence_about_another_matter_makes_it_the_tickets_second() -> None:
    """The words that a policy has for it are not needed, and alone they are not enough."""

    class Heard(Learnt):
        def in_passages(self, passages: Sequence[MaskedText]) -> dict[str, float]:
            spoken = any("payment key" in passage for passage in passages)
            return {"leaked-secret/removal-request": -0.1 if spoken else -9.0, "privacy/access": -9.0}

        def likely(self, text: MaskedText) -> dict[str, float]:
            return {"dmca/takedown": -0.1, "leaked-secret/removal-request": -2.0, "privacy/access": -5.0}

    rules = policies(
        section("dmca/takedown", triage=triage_of((r"\bcopied my\b", 4))),
        section("leaked-secret/removal-request", triage=triage_of((r"\bapi key\b", 4))),
        section("privacy/access", triage=triage_of((r"\bcopy of my data\b", 4))),
        section("general/out-of-scope"),
    )
    two = triage(rules, ticket("Somebody copied my song. Our live payment key stands there as well."), Heard())
    assert (two.case.section, two.case.also) == ("dmca/takedown", ("leaked-secret/removal-request",))
    one = triage(rules, ticket("Somebody copied my song. He has no copy of my data or of anything else."), Heard())
    assert (one.case.section, one.case.also) == ("dmca/takedown", ())


class TestVectors:
    def test_known_texts_are_read_and_others_are_made_and_kept(self, tmp_path: Path) -> None:
        shipped, kept = tmp_path / "shipped.npz", tmp_path / "data" / "kept.npz"
        vectors.write(shipped, {vectors.key("known"): np.ones(WIDTH, np.float16)})
        embedder = WordsAsVectors()
        rows = Vectors(embedder, kept, shipped).of(["known", "a new one"])
        assert rows.shape == (2, WIDTH)
        assert rows[0].tolist() == [1.0] * WIDTH
        assert embedder.asked == ["a new one"]
        again = WordsAsVectors()
        assert np.array_equal(Vectors(again, kept, shipped).of(["a new one"])[0], rows[1])
        assert again.asked == []

    def test_a_file_that_cannot_be_read_is_made_anew(self, tmp_path: Path) -> None:
        kept = tmp_path / "kept.npz"
        kept.write_bytes(b"PK\x03\x04 half a file")
        assert Vectors(WordsAsVectors(), kept, tmp_path / "none").of(["x"]).shape == (1, WIDTH)
        assert vectors.key("x") in vectors.read(kept)

    def test_the_same_vectors_give_the_same_bytes(self, tmp_path: Path) -> None:
        rows = {3: np.ones(WIDTH, np.float16), 1: np.zeros(WIDTH, np.float16)}
        vectors.write(tmp_path / "a.npz", rows)
        vectors.write(tmp_path / "b.npz", dict(sorted(rows.items())))
        assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()

    def test_no_texts_give_no_rows(self, tmp_path: Path) -> None:
        assert Vectors(WordsAsVectors(), None, tmp_path / "none").of([]).shape == (0, WIDTH)


def test_placeholders_and_links_are_spoken() -> None:
    text = spoken(MaskedText("<PERSON_1> of <PHONE_NUMBER_2> wrote at https://quillhaven.example/a/b."), 1000)
    assert text.split() == ["somebody", "of", "phone", "number", "wrote", "at", "link"]


def test_a_megabyte_is_cut_before_it_is_read() -> None:
    assert len(spoken(MaskedText("word " * 200_000), 2_000)) == 2_000
    assert len(features(MaskedText("one two " * 200_000))) <= 4


class TestVocabulary:
    def made(self) -> Vocabulary:
        """Two sections: one spoken for by "erase" and "my account", the other by "copied"."""
        keys = [*features(MaskedText("erase")), *features(MaskedText("copied"))]
        keys += [key for key in features(MaskedText("my account")) if key not in features(MaskedText("my"))]
        keys.sort()
        rows = {features(MaskedText("copied")).most_common()[0][0]: (0.0, 3.0)}
        weights = np.array([rows.get(key, (3.0, 0.0)) for key in keys], np.float32)
        return Vocabulary(
            ("privacy/deletion", "dmca/takedown"),
            np.array(keys, np.uint64),
            np.ones(len(keys), np.float32),
            weights,
            np.zeros(2, np.float32),
        )

    def test_words_and_pairs_speak_for_their_section(self) -> None:
        found = self.made().likely(MaskedText("Please erase my account."))
        assert found["privacy/deletion"] > found["dmca/takedown"]
        assert sum(np.exp(x) for x in found.values()) == pytest.approx(1, abs=1e-4)

    def test_hardly_a_known_word_says_nothing(self) -> None:
        assert self.made().likely(MaskedText("copied")) == {}
        assert self.made().likely(MaskedText("")) == {}

    def test_case_and_apostrophes_do_not_matter(self) -> None:
        assert features(MaskedText("DON’T do")) == features(MaskedText("don't DO"))

    @settings(max_examples=50)
    @given(st.text(max_size=200))
    def test_any_text_has_features(self, text: str) -> None:
        assert all(count > 0 for count in features(MaskedText(text)).values())


def test_what_was_learned_fits_our_own_texts() -> None:
    """The files that ship belong to the texts beside them: `make vectors` after a change."""
    labelled = [(section, text) for section, own in load_texts().items() for text in own]
    with np.load(LEARNED) as file:
        assert set(file["keys"].tolist()) == {vectors.key(text) for _, text in labelled}
    shipped = vectors.read(vectors.SHIPPED)
    lacking = [text for text in known_texts(compile_policies(ROOT / "policies")) if vectors.key(text) not in shipped]
    assert lacking == [], "run `make vectors`"
