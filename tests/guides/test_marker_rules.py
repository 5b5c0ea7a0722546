"""Every marker rule against its own examples, with spaCy's tokenizer and Matcher."""

from __future__ import annotations

from typing import Any

import pytest

from coach.guides import Guides, load_guides
from coach.paths import guides_folder

spacy = pytest.importorskip("spacy")
IDS = sorted(path.stem for path in (guides_folder() / "markers").glob("*.toml"))


@pytest.fixture(scope="module")
def guides() -> Guides:
    return load_guides()


@pytest.fixture(scope="module")
def nlp() -> Any:
    return spacy.blank("en")


def matcher(nlp: Any, patterns: list[list[dict[str, Any]]]) -> Any:
    from spacy.matcher import Matcher

    found = Matcher(nlp.vocab, validate=True)
    found.add("rule", patterns)
    return found


@pytest.mark.parametrize("id", IDS)
def test_examples_are_found_and_counter_examples_are_not(guides: Guides, nlp: Any, id: str) -> None:
    rule = guides.markers[id]
    find = matcher(nlp, rule.matcher_patterns())
    assert len(rule.examples) >= 4 and len(rule.counter_examples) >= 4
    assert rule.says.endswith(".") and rule.source
    assert [text for text in rule.examples if not find(nlp(text))] == []
    assert [text for text in rule.examples if not find(nlp(text.replace("'", "’")))] == []
    assert [text for text in rule.counter_examples if find(nlp(text))] == []


@pytest.mark.parametrize("id", IDS)
def test_each_pattern_has_an_example(guides: Guides, nlp: Any, id: str) -> None:
    rule = guides.markers[id]
    docs = [nlp(text) for text in rule.examples]
    assert [p for p in rule.matcher_patterns() if not any(matcher(nlp, [p])(doc) for doc in docs)] == []


def test_all_three_families_have_rules(guides: Guides) -> None:
    families = [rule.family for rule in guides.markers.values()]
    assert len(families) >= 30
    assert min(families.count(family) for family in ("rank", "deference", "reciprocity")) >= 8
