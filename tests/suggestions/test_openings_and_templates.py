"""What a person brings along: openings with why, the template for today, the prompt kept last time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import pytest
from suggestion_scenarios import guides, replace, session_of

from coach.records import Agreement, Choice, Pair, Person, Session
from coach.suggestions import carried, openings, template_for

AGREED = (Agreement(id="a", text="It stays here.", since="2026-01-01"),)
PAIR = Pair(id="p", mentor=Person(name="Jo"), mentee=Person(name="Priya"), phase="cultivation", agreements=AGREED)


def past(days: int = 21, **data: object) -> Session:
    return session_of(dict(data), PAIR, date(2026, 6, 15) - timedelta(days=days))


@pytest.mark.parametrize("kind", ["traditional", "reciprocal", "reverse", "peer"])
@pytest.mark.parametrize("phase", ["initiation", "cultivation", "separation", "redefinition"])
@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("many", [0, 1, 5])
def test_there_are_always_three_different_openings_for_this_person(
    kind: str, phase: str, side: Literal["mentor", "mentee"], many: int
) -> None:
    pair = replace(PAIR, kind=kind, phase=phase)
    found = openings(pair, [past(20 * (many - i)) for i in range(many)], guides(), side)
    assert len({each.prompt for each in found}) == 3
    for each in found:
        assert each.text and each.why.endswith(".")
        assert guides().prompts[each.prompt].fits(pair.kind, pair.phase, "", side)


def test_the_mentors_own_promise_opens_first() -> None:
    last = past(actions=["M 2026-05-25 open 2026-06-10 Send the list", "E 2026-05-25 open 2026-06-10 Write to Ola"])
    first, second, _ = openings(PAIR, [last], guides(), "mentor")
    assert (first.prompt, second.prompt) == ("mine-first", "how-did-it-go-then")
    assert "Send the list" in first.why and "Priya" in second.why


def test_the_mentee_is_reminded_of_what_was_offered() -> None:
    last = past(actions=["M 2026-05-25 open 2026-06-10 Send the list"])
    assert openings(PAIR, [last], guides(), "mentee")[0].prompt == "gentle-reminder"


def test_openings_dismissed_or_just_offered_stay_away() -> None:
    first = [each.prompt for each in openings(PAIR, [past()], guides(), "mentor")]
    choices = tuple(Choice(prompt=prompt, focus="try-one-small-thing", state="dismissed") for prompt in first)
    again = [each.prompt for each in openings(PAIR, [replace(past(), choices=choices)], guides(), "mentor")]
    assert not set(first) & set(again)


def test_a_first_talk_gets_the_first_meeting_and_a_usual_one_a_check_in() -> None:
    start = replace(PAIR, phase="initiation")
    assert template_for(start, [], guides())[0] == "first-meeting"
    assert template_for(PAIR, [past()], guides(), "2026-06-15")[0] == "regular-check-in"


def test_after_months_without_one_a_look_back_is_offered() -> None:
    history = [past(days) for days in (150, 110, 70, 30)]
    template, why = template_for(PAIR, history, guides(), "2026-06-15")
    assert template == "relationship-review"
    assert "5 months" in why


def test_a_hard_moment_comes_before_everything_else() -> None:
    history = [*(past(days) for days in (150, 110, 70)), past(30, guesses=["M 0.4 3 3", "E 0.5 1 1"])]
    assert template_for(PAIR, history, guides(), "2026-06-15")[0] == "repair"


def test_a_focus_that_came_twice_leads_to_a_session_for_it() -> None:
    offered = (Choice(prompt="x", focus="leave-more-room", state="offered"),)
    history = [replace(past(days), choices=offered) for days in (40, 20)]
    assert template_for(PAIR, history, guides(), "2026-06-15")[0] == "mentee-leads"


@pytest.mark.parametrize("kind", ["traditional", "reciprocal", "reverse", "peer"])
@pytest.mark.parametrize("phase", ["initiation", "cultivation", "separation", "redefinition"])
def test_the_template_always_fits_the_pair(kind: str, phase: str) -> None:
    pair = replace(PAIR, kind=kind, phase=phase)
    for many in (0, 1, 7):
        template, why = template_for(pair, [past(25 * (many - i)) for i in range(many)], guides(), "2026-06-15")
        assert guides().templates[template].fits(pair.kind, pair.phase)
        assert why.endswith(".")


def test_the_kept_prompt_is_carried_and_an_offered_one_is_not() -> None:
    kept = Choice(prompt="and-what-else", focus="ask-one-more", state="kept")
    found = carried([replace(past(), choices=(kept,))], guides(), PAIR)
    assert found is not None
    assert (found.prompt, found.text, found.say_to) == ("and-what-else", "And what else?", "Jo to Priya")
    assert carried([replace(past(), choices=(replace(kept, state="offered"),))]) is None
    assert carried([]) is None
