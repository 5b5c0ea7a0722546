"""The shipped vectors fit the shipped texts, are quick to load and search, and find prompts that say the same."""

from __future__ import annotations

from itertools import combinations
from time import perf_counter
from types import SimpleNamespace

import pytest
from suggestion_scenarios import guides, replace

from coach import library
from coach.library import Item, Library, cosine, pack, unpack
from coach.paths import models_folder

ALIKE = 0.9


def test_every_shipped_text_has_its_vector() -> None:
    missing = [text for _, text in library.shipped().missing(guides())]
    assert not missing, "run scripts/library_vectors.py"


def test_nothing_is_kept_for_texts_that_are_gone() -> None:
    shipped = {item for item in library.shipped().items if not item.situation}
    assert shipped == {item for item, _ in library.texts_of(guides())}


def test_every_focus_and_template_has_situations_to_be_found_by() -> None:
    found = {(item.kind, item.id) for item in library.shipped().items if item.situation}
    assert found == {("focus", id_) for id_ in guides().foci} | {("template", id_) for id_ in guides().templates}


def test_the_file_loads_and_is_searched_in_a_moment() -> None:
    """Meant are 40 ms to load and 50 ms to search; the bar is wide, so that only a change of order trips it."""
    file = models_folder() / "library" / "vectors.bin"
    query = [384**-0.5] * 384
    loads, searches = [], []
    for _ in range(5):
        started = perf_counter()
        held = unpack(file.read_bytes())
        loads.append(perf_counter() - started)
        started = perf_counter()
        held.nearest(query, 10)
        searches.append(perf_counter() - started)
    assert min(loads) < 0.2
    assert min(searches) < 0.25


def test_vectors_have_unit_length() -> None:
    shipped = library.shipped()
    for prompt in guides().prompts.values():
        vector = shipped.vector(prompt)
        assert vector is not None
        assert cosine(vector, vector) == pytest.approx(1, abs=2e-3)


def test_no_two_prompts_say_the_same() -> None:
    shipped = library.shipped()
    vectors = [(prompt.id, shipped.vector(prompt)) for prompt in guides().prompts.values()]
    near = [(one, two) for (one, a), (two, b) in combinations(vectors, 2) if a and b and cosine(a, b) > ALIKE]
    assert near == []


def test_the_nearest_to_a_prompts_own_vector_is_the_prompt() -> None:
    vector = library.shipped().vector(guides().prompts["smallest-thing"])
    assert vector is not None
    found = library.shipped().nearest(vector, 3)
    assert found[0][:2] == ("prompt", "smallest-thing")
    assert [score for *_, score in found] == sorted((score for *_, score in found), reverse=True)


def test_an_edited_prompt_is_missing_until_its_vector_is_handed_in() -> None:
    prompt = replace(guides().prompts["smallest-thing"], text="Which crumb could go first?")
    own = SimpleNamespace(prompts={prompt.id: prompt}, templates={}, foci={})
    (key, text), *rest = library.shipped().missing(own)  # type: ignore[arg-type]
    assert not rest
    assert text.startswith("Which crumb could go first?")
    vector = [1.0] + [0.0] * 383
    held = library.shipped().of(own, {key: vector})  # type: ignore[arg-type]
    assert held.nearest(vector, 5) == [("prompt", "smallest-thing", 1.0)]
    assert held.likeness(vector) == {"smallest-thing": 1.0}


def test_a_library_survives_its_file() -> None:
    made = unpack(pack([Item("prompt", "a", "k1"), Item("template", "b", "k2")], {"k1": [1.0, 0.0], "k2": [0.0, 0.5]}))
    assert made.nearest([0.0, 1.0], 2) == [("template", "b", 0.5), ("prompt", "a", 0.0)]


@pytest.mark.parametrize("data", [b"", b"coachvec1\n", b"coachvec1\n\xff\x00\x00\x00{}", b"something else entirely"])
def test_another_file_is_told_apart(data: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(data)


def test_without_the_file_the_library_is_empty() -> None:
    assert Library((), {}).nearest([1.0], 5) == []


def test_a_query_is_searched_without_the_seats() -> None:
    """ "Mentor" would otherwise draw every guide that has the word."""
    assert library.query_text("  my mentor goes\non and on") == "they goes on and on"
    assert library.query_text("mentoring a friend") == "mentoring a friend"
