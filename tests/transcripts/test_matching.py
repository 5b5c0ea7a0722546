"""Names in a transcript are matched to the pair where they are clear, and asked where they aren't."""

from __future__ import annotations

import pytest
from transcript_pairs import names, pair

from coach.records import Pair, Person
from coach.transcripts import match

JO_ANA = pair("Jo Fisher", "Ana Ruiz")


@pytest.mark.parametrize(
    ("mentor", "mentee"),
    [
        ("Jo Fisher", "Ana Ruiz"),
        ("Fisher, Jo", "Ruiz, Ana"),
        ("jo", "ANA"),
        ("Fisher", "Ruiz"),
        ("Jo F.", "A. Ruiz"),
        ("Joanna Fisher", "Ana María Ruiz"),
        ("Dr. Jo Fisher", "Ana Ruiz (Guest)"),
        ("jo.fisher@example.org", "Ana Ruíz"),
        ("Jo's iPhone", "Ana Ruiz (she/her)"),
        ("Fisher, Jo (External)", "Ana Ruiz | Acme"),
        ("Mentor", "Mentee"),
        ("J", "A"),
        ("JF", "AR"),
        ("jfisher", "anaruiz"),
        ("Jo-Fisher", "Ana  Ruiz"),
    ],
)
def test_usual_ways_of_writing_both_names(mentor: str, mentee: str) -> None:
    assert match(names(mentor, mentee), JO_ANA) == {mentor: "mentor", mentee: "mentee"}


def test_nicknames_fit_both_ways() -> None:
    who = pair("Elizabeth Moss", "Bob Tan")
    assert match(names("Liz Moss", "Robert Tan"), who) == {"Liz Moss": "mentor", "Robert Tan": "mentee"}


def test_aliases_and_own_words_for_the_seats_fit() -> None:
    who = Pair(id="p", mentor=Person(name="Jo Fisher", aliases=("JoJo",)), mentee=Person(name="Ana Ruiz", role="Buddy"))
    assert match(names("JoJo", "Buddy"), who) == {"JoJo": "mentor", "Buddy": "mentee"}


def test_when_both_are_found_the_rest_are_third_parties() -> None:
    found = match(names("Ana", "Jo", "Tom", "Speaker 4"), JO_ANA)
    assert found == {"Ana": "mentee", "Jo": "mentor", "Tom": "third-party", "Speaker 4": "third-party"}


def test_one_known_name_does_not_make_the_other_known() -> None:
    assert match(names("Ana Ruiz", "Speaker 2"), JO_ANA) == {"Ana Ruiz": "mentee", "Speaker 2": None}


def test_another_surname_is_another_person() -> None:
    assert match(names("Ana Smith", "Jo Fisher"), JO_ANA) == {"Ana Smith": None, "Jo Fisher": "mentor"}


def test_a_weaker_match_beside_a_sure_one_is_asked() -> None:
    found = match(names("Ana Ruiz", "Ana", "Jo Fisher"), JO_ANA)
    assert found == {"Ana Ruiz": "mentee", "Ana": None, "Jo Fisher": "mentor"}


def test_the_same_name_from_two_devices_is_one_person() -> None:
    found = match(names("Ana Ruiz", "Ruiz, Ana (Guest)", "Jo Fisher"), JO_ANA)
    assert found == {"Ana Ruiz": "mentee", "Ruiz, Ana (Guest)": "mentee", "Jo Fisher": "mentor"}


def test_a_name_that_fits_both_is_asked() -> None:
    who = pair("Sam Okoro", "Sam Lindt")
    assert match(names("Sam", "Sam Lindt"), who) == {"Sam": None, "Sam Lindt": "mentee"}


def test_a_shared_surname_alone_is_asked() -> None:
    who = pair("Jo Fisher", "Ana Fisher")
    assert match(names("Fisher", "Ana"), who) == {"Fisher": None, "Ana": "mentee"}


def test_names_in_other_scripts_fit() -> None:
    who = pair("Иван Петров", "王芳")
    assert match(names("иван", "王芳"), who) == {"иван": "mentor", "王芳": "mentee"}
