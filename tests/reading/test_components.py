"""The pipeline as spaCy components: parses, round trips, boundaries."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from coach.reading.network import Array, Encoder
from coach.reading.reader import Reader, pair_names
from coach.reading.syntax import BEFORE, stretches
from coach.records import Pair


@pytest.fixture(scope="session")
def nlp(reader: Reader) -> spacy.Language:
    return reader.nlp


def heads(doc: Doc) -> list[tuple[str, str, str]]:
    return [(t.text, t.dep_, t.head.text) for t in doc if not t.is_space]


def test_a_plain_sentence_is_parsed(nlp: spacy.Language) -> None:
    doc = nlp("She asked him whether he had read the letter.")
    assert ("She", "nsubj", "asked") in heads(doc)
    assert ("asked", "ROOT", "asked") in heads(doc)
    assert ("read", "ccomp", "asked") in heads(doc)
    assert ("letter", "obj", "read") in heads(doc)
    assert [t.lemma_ for t in doc][:4] == ["she", "ask", "he", "whether"]
    assert [t.pos_ for t in doc][:3] == ["PRON", "VERB", "PRON"]
    assert "Tense=Past" in str(doc[1].morph)


def test_a_passive_has_a_passive_subject(nlp: spacy.Language) -> None:
    assert ("I", "nsubj:pass", "told") in heads(nlp("I was told to wait by the manager."))


def test_sentences_never_cross_a_line(nlp: spacy.Language) -> None:
    doc = nlp("- asked re promotion\n- told her abt Leeds, she\nlaughed")
    assert all("\n" not in sent.text.strip() for sent in doc.sents)
    assert len(list(doc.sents)) >= 3


def test_offsets_are_those_of_the_text(nlp: spacy.Language) -> None:
    text = "  asked   re promotion —she's  torn…\n\n\t->ok "
    assert "".join(t.text_with_ws for t in nlp(text)) == text


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "-", "x" * 900, "🙂 🙂", "a\u00a0b"])
def test_odd_texts_are_parsed_too(nlp: spacy.Language, text: str) -> None:
    assert nlp(text).text == text


def test_a_round_trip_to_disk_gives_equal_results(nlp: spacy.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    text = "I asked Priya what she wanted. She said nothing for a while, then told me about Leeds."
    first, second = nlp(text), again(text)
    assert heads(first) == heads(second)
    assert [(s.text, s.label_) for s in first.spans["talk"]] == [(s.text, s.label_) for s in second.spans["talk"]]


def test_components_can_be_added_to_any_pipeline_by_name() -> None:
    assert {"coach_encoder", "coach_parser", "coach_talk"} <= set(spacy.blank("en").factory_names)


def test_spans_survive_bytes(nlp: spacy.Language) -> None:
    doc = nlp("I asked Priya what she wanted.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes(exclude=["user_data"]))
    assert [(s.text, s.label_, s.kb_id_) for s in again.spans["talk"]] == [
        (s.text, s.label_, s.kb_id_) for s in doc.spans["talk"]
    ]


def test_of_an_edited_note_only_what_changed_is_encoded_and_nothing_differs(
    reader: Reader, jo_and_priya: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"I asked Priya about plan {n} and she told me at length what she had in mind for it." for n in range(60)]
    before, after = "\n".join(lines), "\n".join([*lines[:-1], "In the end she thanked me."])
    encoder = reader.nlp.get_pipe("coach_encoder")
    calls: list[int] = []
    layer = Encoder._layer

    def counted(self: Encoder, states: Array, at: str) -> Array:
        calls.extend([1] * (at == "layers.0."))
        return layer(self, states, at)

    monkeypatch.setattr(Encoder, "_layer", counted)
    monkeypatch.setattr(encoder, "_remembered", OrderedDict())
    reader.read(before, "mentor", jo_and_priya)
    whole = len(calls)
    edited = reader.read(after, "mentor", jo_and_priya)
    assert whole >= 5
    assert len(calls) == whole + 2  # once with everything known, once from the words alone
    monkeypatch.setattr(encoder, "_remembered", OrderedDict())
    assert reader.read(after, "mentor", jo_and_priya) == edited


def test_a_window_is_read_with_the_words_before_it_and_without_those_far_away(reader: Reader) -> None:
    lines = [f"Client: Plan {n} is what I told you of at length when we met." for n in range(40)]
    encoder = reader.nlp.get_pipe("coach_encoder")

    def second_window(*, changed: int) -> Array:
        line = lines[changed].replace("told", "warned")
        doc = reader.nlp.make_doc("\n".join([*lines[:changed], line, *lines[changed + 1 :]]))
        first, second, *_ = stretches(doc, encoder.most_words)
        assert second.before == first.tokens[-BEFORE:]
        return np.asarray(encoder.predict(doc)[list(second.tokens)])

    words = len(reader.nlp.make_doc(lines[0]))
    just_before = encoder.most_words // words - 1
    assert np.array_equal(second_window(changed=0), second_window(changed=1))
    assert not np.array_equal(second_window(changed=0), second_window(changed=just_before))


def test_trees_are_the_same_whoever_wrote_and_whoever_is_named(reader: Reader, jo_and_priya: Pair) -> None:
    text = "I told Priya that last time I'd run over her. She told me about it, and I asked Priya to go on."
    plain = heads(reader.nlp(text))
    for author in ("mentor", "mentee", "both"):
        doc = reader.nlp(reader.doc_of(text, pair_names(jo_and_priya), author)[0])
        assert heads(doc) == plain
    assert ("told", "ROOT", "told") in plain
    assert ("Priya", "iobj", "told") in plain
