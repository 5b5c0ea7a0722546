"""Whether a kept prompt was used, and what its number did, with the interval and without a cause."""

from __future__ import annotations

from datetime import date

import pytest
from suggestion_scenarios import guides, mirror_of, replace, session_of

from coach.measures.proportions import wilson
from coach.records import Choice, Mirror, Pair, Person, Session
from coach.suggestions import what_followed, whether_used

PAIR = Pair(id="p", mentor=Person(name="Jo"), mentee=Person(name="Priya"))
SESSION = Session(id="s", pair="p", template="regular-check-in", day="2026-06-15")


def mirror(acts: str, **more: object) -> Mirror:
    return mirror_of({"acts": acts, **more}, 0.4)


def used(focus: str, acts: str, session: Session = SESSION, **more: object) -> bool | None:
    prompt = next(each.id for each in guides().prompts.values() if each.focus == focus)
    return whether_used(Choice(prompt=prompt, focus=focus, state="kept"), mirror(acts, **more), session)


@pytest.mark.parametrize(
    ("focus", "acts", "expected"),
    [
        ("ask-before-you-advise", "M ask-open Shall I\nM advise Do it\nE inform Yes\nM reflect Yes", True),
        ("ask-before-you-advise", "M advise Do it\nE inform Yes\nM reflect Yes\nM advise Now", False),
        ("ask-before-you-advise", "M inform x4 So it is", None),
        ("ask-before-you-advise", "M advise Do it", None),
        ("open-your-questions", "M ask-open x2 What\nM ask-closed Did you", True),
        ("open-your-questions", "M ask-closed x3 Did you", False),
        ("open-your-questions", "M inform x3 So", None),
        ("ask-one-more", "M ask-open What\nE inform That\nM ask-open And then", True),
        ("tell-one-of-yours", "M share I was lost\nM inform x2 So", True),
        ("tell-one-of-yours", "M inform x3 So", False),
        ("tell-one-of-yours", "M inform So", None),
        ("say-it-back", "M reflect You wait\nM inform x2 So", True),
        ("agree-how-you-work", "M inform x5 So", None),
    ],
)
def test_use_is_read_from_the_acts(focus: str, acts: str, expected: bool | None) -> None:
    assert used(focus, acts) is expected


def test_room_was_left_only_if_the_interval_says_so() -> None:
    assert used("leave-more-room", "", balance=[0.35, 0.28, 0.45]) is True
    assert used("leave-more-room", "M inform x3 So", balance=[0.7, 0.6, 0.8]) is False
    assert used("leave-more-room", "M inform x3 So", balance=[0.5, 0.3, 0.7]) is None


def test_what_the_person_said_goes_before_the_acts() -> None:
    prompt = next(each.id for each in guides().prompts.values() if each.focus == "say-it-back")
    told = Choice(prompt=prompt, focus="say-it-back", state="kept", used=False)
    session = replace(SESSION, carried=(told,))
    assert used("say-it-back", "M reflect x3 You wait", session) is False


def test_a_wording_that_does_what_the_prompt_asks_counts_as_use() -> None:
    choice = Choice(prompt="more-less-same", focus="ask-how-it-lands", state="kept")
    assert whether_used(choice, mirror("M ask-open How", markers=["M asking-for-feedback"]), SESSION) is True
    assert whether_used(choice, mirror("M ask-open How"), SESSION) is None


def test_time_at_the_end_is_read_from_the_stages() -> None:
    kept = session_of({"stages": ["since 5 5", "land 5 5"]}, PAIR, date(2026, 6, 15))
    assert used("leave-time-at-the-end", "M inform x3 So", kept) is True


def followed(focus: str, before: Mirror, after: Mirror) -> str:
    return what_followed(Choice(prompt="x", focus=focus, state="kept"), guides().foci[focus], before, after, PAIR)


def test_counts_are_told_with_their_ranges_and_chance() -> None:
    said = followed(
        "ask-one-more", mirror("M inform x8 So\nM ask-open What"), mirror("M inform x6 So\nM ask-open x3 What")
    )
    assert "Jo's questions: 1 of 9" in said and "3 of 9" in said
    assert said.endswith("The ranges overlap, so it may be chance.")


def test_a_clear_change_claims_no_cause() -> None:
    before, after = (
        mirror("", balance=[0.75, 0.74, 0.76], tier="timed"),
        mirror("", balance=[0.5, 0.49, 0.51], tier="timed"),
    )
    said = followed("leave-more-room", before, after)
    assert said.startswith("Jo's share of the talk: 75 % before, 50 % after.")
    assert said.endswith("The ranges lie apart, so it's probably more than chance; why, I can't tell.")


def test_what_the_notes_cannot_tell_is_said_so() -> None:
    assert "can't tell" in followed("say-when-it-pinches", mirror("M inform x5 So"), mirror("M inform x5 So"))


@pytest.mark.parametrize(("count", "total"), [(1, 10), (5, 10), (9, 9), (0, 4), (37, 120)])
def test_intervals_are_wilsons(count: int, total: int) -> None:
    """Wilson's ends are the shares from which the observed one lies just 1.6449 standard errors away."""
    for end in wilson(count, total):
        distance, error = abs(count / total - end), (end * (1 - end) / total) ** 0.5
        assert distance == pytest.approx(1.6449 * error, abs=1e-9)


def test_nothing_counted_is_anything_from_none_to_all() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
