"""What ships holds to a floor: trees on the note-like set, acts on units kept out of training, figures as committed."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

MODELS = Path(__file__).resolve().parents[2] / "models"
sys.path[:0] = [str(MODELS / "reader"), str(MODELS / "corpus")]

import conll
import trees
from corpus import ACTS, all_units, labels_of

from coach.engine import new_reader
from coach.reading.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    found: Reader = new_reader()
    return found


@pytest.mark.slow
def test_trees_of_notes_are_good_enough(reader: Reader) -> None:
    from evaluate import score

    found = score(reader.nlp, trees.read(MODELS / "reader" / "notes.conllu"))
    assert found["las"] >= 87
    assert found["uas"] >= 90
    assert found["upos"] >= 95
    assert found["sentences"] >= 93


@pytest.mark.slow
def test_acts_and_speakers_on_notes_kept_out_of_training(reader: Reader) -> None:
    from measure_talk import doc_of, figures
    from talk import held_out

    units = [unit for unit in all_units(MODELS / "corpus" / "units") if held_out(unit) and unit.notes][:20]
    found = figures(reader.talk, [(doc_of(reader, unit, note), note) for unit in units for note in unit.notes])
    assert found["macro_f1"] >= 0.75
    assert found["speaker"] >= 0.82
    assert found["missed"] <= 0.08
    assert found["spurious"] <= 0.12


def test_the_shared_task_figures_of_a_tree_worked_out_by_hand() -> None:
    gold = trees.Sentence(
        words=("She", "left", "."), lemmas=("she", "leave", "."), tags=("PRON", "VERB", "PUNCT"), xpos=("PRP", "VBD", "."),
        heads=(2, 0, 2), rels=("nsubj", "root", "punct"), space=(True, False, True),
    )  # fmt: skip
    words, spans = conll.gold_words([gold])
    assert conll.figures((words, spans), (words, spans))["las"] == 100.0
    other = [
        conll.Word(w.start, w.end, None if w.rel == "nsubj" else w.head, w.rel, w.upos, w.xpos, w.feats, "x")
        for w in words
    ]
    found = conll.figures((words, spans), (other, spans))
    assert found["las"] == pytest.approx(66.67, abs=0.01)
    assert found["lemma"] == 0.0
    merged = [conll.Word(0, 7, None, "root", "X", "", "", ""), words[2]]
    assert conll.figures((words, spans), (merged, spans))["words"] == pytest.approx(40.0)


@pytest.mark.parametrize("change", sorted(trees.CHANCES))
def test_a_roughened_sentence_keeps_a_whole_tree(change: str) -> None:
    import random

    for sentence in trees.read(MODELS / "reader" / "notes.conllu"):
        rough = trees.note_like(sentence, random.Random(1), only=change)
        size = len(rough.words)
        assert size == len(rough.heads) == len(rough.rels) == len(rough.lemmas) == len(rough.space)
        assert rough.heads.count(0) == 1
        assert all(0 <= head <= size and head != i + 1 for i, head in enumerate(rough.heads))


def test_the_corpus_keeps_its_form() -> None:
    units = all_units(MODELS / "corpus" / "units")
    assert len({unit.id for unit in units}) == len(units) >= 500
    turns = sum(len(unit.turns) for unit in units)
    labels = [label for unit in units for note in unit.notes for label in note.labels]
    assert turns >= 8000 and len(labels) >= 12000
    assert {label.act for label in labels} == set(ACTS)
    for unit in units:
        for note in unit.notes:
            assert all(a.end <= b.start for a, b in zip(note.labels, note.labels[1:], strict=False))


def test_labels_in_brackets_come_off_with_their_places() -> None:
    text, labels = labels_of("So {M ask|I asked why} and {E share|she cried}.")
    assert text == "So I asked why and she cried."
    assert [(text[x.start : x.end], x.speaker, x.act) for x in labels] == [
        ("I asked why", "mentor", "ask"),
        ("she cried", "mentee", "share"),
    ]


def test_no_unit_repeats_another() -> None:
    """No padding: hardly any ten words in a row stand in two units."""
    seen: dict[tuple[str, ...], str] = {}
    twice = 0
    for unit in all_units(MODELS / "corpus" / "units"):
        for text in [turn.text for turn in unit.turns] + [note.text for note in unit.notes]:
            words = re.findall(r"\w+", text.lower())
            for i in range(len(words) - 9):
                if seen.setdefault(tuple(words[i : i + 10]), unit.id) != unit.id:
                    twice += 1
    assert len(seen) > 1_000_000 and twice < len(seen) / 20_000


def test_the_figures_of_the_card_are_committed() -> None:
    for name in ("syntax", "talk"):
        assert json.loads((MODELS / "reader" / "scores" / f"{name}.json").read_text(encoding="utf-8"))
