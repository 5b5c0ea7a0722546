"""Trees, lemmas, pieces, numbers: the small parts under the pipeline."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading import lemmas
from coach.reading.mst import best_tree
from coach.reading.network import Array, gelu, quantized, restored, softmax
from coach.reading.pieces import break_of, case_of, join_pieces
from coach.reading.talk import cut_where_surer, stretches_of


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen, at = set(), word
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
    )
)
def test_the_best_tree_is_the_best_of_all_trees(scores: list[list[int]]) -> None:
    n = len(scores)

    def total(heads: tuple[int, ...]) -> float:
        return sum(scores[d][h] for d, h in enumerate(heads))

    trees = [
        h for h in itertools.product(range(n + 1), repeat=n) if all(x != i + 1 for i, x in enumerate(h)) and is_tree(h)
    ]
    found = tuple(best_tree([[float(x) for x in row] for row in scores]))
    assert is_tree(found)
    assert total(found) == max(map(total, trees))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("went", "go"), ("Asked", "ask"), ("n't", "not"), ("Priya", "Priya"), ("is", "be"), ("studies", "study")],
)
def test_a_script_makes_its_lemma_again(form: str, lemma: str) -> None:
    assert lemmas.apply(lemmas.script(form, lemma), form) == lemma


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_every_script_makes_its_lemma_again(form: str, lemma: str) -> None:
    if "|" not in lemma:
        assert lemmas.apply(lemmas.script(form, lemma), form) == lemma


def test_case_and_breaks_of_words() -> None:
    assert [case_of(w) for w in ("so", "So", "I", "NHS", "iPhone", "b4", "->")] == [0, 1, 1, 2, 3, 4, 5]
    assert [break_of(b) for b in ("", " ", " \n ")] == [0, 1, 2]


def test_windows_have_a_special_piece_at_each_end() -> None:
    joined = join_pieces([[5], [6, 7]])
    assert joined.ids == [101, 5, 6, 7, 102]
    assert joined.word_of == [-1, 0, 1, 1, -1]


def test_eight_bit_weights_come_back_within_a_step() -> None:
    weights = {
        "a.weight": np.random.default_rng(1).normal(size=(80, 96)).astype(np.float32),
        "a.bias": np.ones(3, np.float32),
    }
    back = restored(quantized(weights))
    step = np.abs(weights["a.weight"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(back["a.weight"] - weights["a.weight"]) <= step * 0.51).all()
    assert back["a.bias"].tolist() == [1, 1, 1]


def test_activations_at_known_points() -> None:
    assert gelu(np.array([0.0, 1.0, -1.0], np.float32)) == pytest.approx([0.0, 0.8412, -0.1588], abs=1e-3)
    assert softmax(np.array([[0.0, np.log(3.0)]], np.float32))[0] == pytest.approx([0.25, 0.75])


def test_a_stretch_begins_with_a_beginning_and_never_crosses_a_line() -> None:
    outside, begin, inside = [9.0, 0, 0], [0, 9.0, 0], [0, 0, 9.0]
    edges = np.array([outside, begin, inside, inside, outside, begin], np.float32)
    assert stretches_of(edges, [False] * 6, 0.0) == [(1, 3), (5, 5)]
    assert stretches_of(edges, [False, False, False, True, False, False], 0.0) != [(1, 3), (5, 5)]
    assert stretches_of(np.zeros((0, 3), np.float32), [], 0.0) == []


def test_a_stretch_is_cut_where_its_parts_are_surer_and_the_edges_allow_it() -> None:
    begin, inside, perhaps = [0, 9.0, 0], [0, 0, 9.0], [0, 0.0, 1.0]
    chances = {(0, 5): 0.3, (0, 2): 0.9, (3, 5): 0.8}

    def sureness(found: list[tuple[int, int]]) -> Array:
        return np.log(np.array([chances.get(stretch, 0.3) for stretch in found]))

    allowed = np.array([begin, inside, inside, perhaps, inside, inside], np.float32)
    assert cut_where_surer([(0, 5)], allowed, sureness) == [(0, 2), (3, 5)]
    forbidden = np.array([begin, *[inside] * 5], np.float32)
    assert cut_where_surer([(0, 5)], forbidden, sureness) == [(0, 5)]
    chances[0, 5] = 0.8
    assert cut_where_surer([(0, 5)], allowed, sureness) == [(0, 5)]
    assert cut_where_surer([], allowed, sureness) == []
