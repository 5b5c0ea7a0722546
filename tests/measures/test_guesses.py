"""Guesses are kept apart until both are in, and told gently."""

from __future__ import annotations

import pytest
from talk_acts import JO_PRIYA

from coach.measures.guesses import both_in, calibration, compare, equality_sentence
from coach.measures.stance import stance
from coach.records import Balance, Guess, Mirror, Session, Stance

NOTES = Balance(share=0.5, low=0.38, high=0.61, tier="notes")


def guess(by: str, share: float, equality: int = 3) -> Guess:
    return Guess(by=by, share=share, equality=equality)  # type: ignore[arg-type]


def test_one_guess_alone_is_never_shown() -> None:
    assert not both_in([guess("mentor", 0.3)])
    assert compare([guess("mentor", 0.3)], NOTES, JO_PRIYA) == ()
    assert equality_sentence([guess("mentee", 0.3)], JO_PRIYA) == ""


def test_guesses_stand_beside_the_estimate() -> None:
    jo, priya = compare([guess("mentee", 0.55), guess("mentor", 0.3)], NOTES, JO_PRIYA)
    assert (jo.by, jo.off, jo.inside) == ("mentor", -0.2, False)
    assert jo.sentence == "Jo guessed that he spoke for about a third, and the notes say about half."
    assert (priya.off, priya.inside) == (0.05, True)
    assert priya.sentence == "Priya guessed that Jo spoke for a little over half, which fits the notes."


def test_a_count_allows_a_tenth() -> None:
    counted = Balance(share=0.5, low=0.5, high=0.5, tier="words")
    jo, priya = compare([guess("mentor", 0.59), guess("mentee", 0.75)], counted, JO_PRIYA)
    assert (jo.inside, priya.inside) == (True, False)
    assert priya.sentence.endswith("and the count says about half.")


def test_where_the_balance_cannot_be_told_nothing_is_compared() -> None:
    jo, _ = compare([guess("mentor", 0.3), guess("mentee", 0.5)], Balance(share=None), JO_PRIYA)
    assert (jo.off, jo.inside) == (None, None)
    assert jo.sentence.endswith("I can't tell how it was.")


@pytest.mark.parametrize(
    ("mentor", "mentee", "sentence"),
    [
        (5, 5, "It felt equally shared to both of you."),
        (2, 2, "It felt the same to both of you."),
        (4, 3, "It felt a little more like a talk of equals to Jo than to Priya."),
        (2, 5, "It felt more like a talk of equals to Priya than to Jo. That may be worth a minute of talk."),
    ],
)
def test_how_equal_it_felt(mentor: int, mentee: int, sentence: str) -> None:
    assert equality_sentence([guess("mentor", 0.5, mentor), guess("mentee", 0.5, mentee)], JO_PRIYA) == sentence


def sessions(*offs: float) -> list[Session]:
    empty: Stance = stance("mentor", ())
    return [
        Session(
            id=str(i),
            pair="p",
            template="t",
            day="2026-11-17",
            guesses=(guess("mentor", 0.5 + off), guess("mentee", 0.5)),
            mirror=Mirror(balance=NOTES, mentor=empty, mentee=stance("mentee", ())),
        )
        for i, off in enumerate(offs)
    ]


def test_a_habit_against_worked_values() -> None:
    # mean -.125, its standard error .05 / sqrt(3); t(3) = 2.353
    found = calibration(sessions(-0.175, -0.075, -0.175, -0.075), "mentor", JO_PRIYA)
    spread = 0.05 / 3**0.5
    assert (found.n, found.off) == (4, -0.125)
    assert (found.low, found.high) == pytest.approx((-0.125 - 2.353 * spread, -0.125 + 2.353 * spread), abs=1e-4)
    assert found.sentence == "Over 4 talks, Jo felt that he spoke less than was found, by about 12 points."


def test_guesses_on_both_sides_are_no_habit() -> None:
    found = calibration(sessions(-0.2, 0.2, -0.1, 0.15), "mentor", JO_PRIYA)
    assert found.sentence == "Over 4 talks, Jo's guesses lie on both sides of what was found."


def test_few_talks_name_no_habit() -> None:
    assert calibration(sessions(-0.2), "mentor", JO_PRIYA).sentence.startswith("Jo has guessed after one talk so far")
    assert calibration(sessions(-0.2, -0.2, -0.2), "mentor", JO_PRIYA).sentence.endswith("too few to see a habit.")


def test_talks_without_both_guesses_or_without_a_balance_are_left_out() -> None:
    alone = [Session(id="x", pair="p", template="t", day="2026-11-17", guesses=(guess("mentor", 0.1),))]
    assert calibration(alone, "mentor", JO_PRIYA).n == 0
    assert calibration(alone, "mentor", JO_PRIYA).off is None
