"""Clues on whom a word may mean."""

from __future__ import annotations

import pytest

from coach.reading.people import Clue, Names, clues_of, names_of, side_of_tag

GRACE_AND_WILL = names_of("Grace Wanjiru", "Will Brandt", ("she", "he"))


def clues(text: str, names: Names, author: str) -> dict[str, str]:
    words, starts, at = text.split(), [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    found = clues_of(words, starts, text, names, author)
    return {word: Clue(c).name for word, c in zip(words, found.clues, strict=True)}


def test_a_name_that_is_a_word_counts_only_where_its_spelling_says_so() -> None:
    assert clues("Grace will come", GRACE_AND_WILL, "both")["Grace"] == "MENTOR"
    assert clues("Grace will come", GRACE_AND_WILL, "both")["will"] == "NONE"
    assert clues("Will you come", GRACE_AND_WILL, "both")["Will"] == "NONE"
    assert clues("I told Will so", GRACE_AND_WILL, "mentor")["Will"] == "MENTEE"


def test_first_person_means_the_writer() -> None:
    assert clues("I asked", GRACE_AND_WILL, "mentee")["I"] == "I_MENTEE"
    assert clues("I asked", GRACE_AND_WILL, "both")["I"] == "I_UNKNOWN"


def test_a_pronoun_of_the_other_means_the_other_and_one_that_fits_nobody_a_third_person() -> None:
    found = clues("he said she knew", GRACE_AND_WILL, "mentor")
    assert found["he"] == "PRONOUN_MENTEE"
    assert found["she"] == "PRONOUN_OTHER"


def test_same_pronouns_leave_it_open_in_a_shared_note() -> None:
    names = names_of("Ana Ruiz", "Bea Sol", ("she", "she"))
    assert clues("she said", names, "both")["she"] == "PRONOUN_EITHER"
    assert clues("she said", names, "mentor")["she"] == "PRONOUN_MENTEE"


@pytest.mark.parametrize(
    ("label", "author", "side"),
    [
        ("Grace", "both", "mentor"), ("GW", "both", "mentor"), ("Will Brandt", "both", "mentee"), ("W", "both", "mentee"),
        ("Me", "mentor", "mentor"), ("me", "mentee", "mentee"), ("Mentor", "both", "mentor"), ("my mentor", "mentee", "mentor"),
        ("Actions", "mentor", ""), ("10", "mentor", ""), ("Next time", "mentor", ""), ("her idea", "mentor", ""),
    ],
)  # fmt: skip
def test_whom_a_tag_names(label: str, author: str, side: str) -> None:
    assert side_of_tag(label, GRACE_AND_WILL, author) == side


def test_nicknames_and_initials_are_names() -> None:
    names = names_of("Alexander Tran", "Manpreet Gill", ("they", "he"), aliases=((), ("Singh",)))
    assert clues("alex told manny", names, "both") == {"alex": "MENTOR", "told": "NONE", "manny": "MENTEE"}
    assert clues("AT asked Singh", names, "both") == {"AT": "MENTOR", "asked": "NONE", "Singh": "MENTEE"}


def test_a_heading_with_a_dash_is_no_tag_but_two_such_lines_are() -> None:
    assert clues("Will – closing", GRACE_AND_WILL, "mentor")["Will"] == "MENTEE"
    assert clues("Will - tired\nGrace - asked", GRACE_AND_WILL, "mentor")["Will"] == "TAG_MENTEE"


def test_renaming_both_people_changes_nothing_that_the_network_sees() -> None:
    first = clues_of(
        ["Ana", "asked", "Bob", "."],
        [0, 4, 10, 14],
        "Ana asked Bob .",
        names_of("Ana Ruiz", "Bob Lee", ("she", "he")),
        "both",
    )
    text = "Ivo asked Kim ."
    second = clues_of(text.split(), [0, 4, 10, 14], text, names_of("Ivo Maric", "Kim Park", ("she", "he")), "both")
    assert (first.clues, first.surfaces, first.lines) == (second.clues, second.surfaces, second.lines)
