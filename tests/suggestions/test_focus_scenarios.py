"""Authored scenarios: the focus that an experienced mentor would choose, and what must not come."""

from __future__ import annotations

import pytest
from suggestion_scenarios import Scenario, guides, scenarios

from coach.guides import Prompt
from coach.records import Advice
from coach.suggestions import FocusChoice, advise, choose_focus
from coach.suggestions.facts import facts
from coach.suggestions.fitting import answered, holds_true

BAR = 0.85
each_scenario = pytest.mark.parametrize("case", scenarios(), ids=lambda case: case.id)


def chosen(case: Scenario) -> FocusChoice:
    return choose_focus(case.pair, case.session, case.mirror, case.history, guides())


def advised(case: Scenario) -> Advice:
    return advise(case.pair, case.session, case.mirror, case.history, guides())


def prompts_of(advice: Advice) -> list[Prompt]:
    return [guides().prompts[each.prompt] for each in advice.suggestions]


def test_the_focus_is_the_one_a_mentor_would_choose_in_most_scenarios(capsys: pytest.CaptureFixture[str]) -> None:
    found = [(chosen(case).focus, case) for case in scenarios()]
    right = sum(focus in case.right for focus, case in found)
    fine = sum(focus in case.right | case.fine for focus, case in found)
    with capsys.disabled():
        print(f"\n{right} of {len(found)} foci right ({right / len(found):.1%}), with acceptable ones {fine}")
    assert right >= BAR * len(found)


def test_there_are_scenarios_for_every_kind_and_phase_and_most_templates() -> None:
    assert len(scenarios()) >= 60
    assert {case.pair.kind for case in scenarios()} == {"traditional", "reciprocal", "reverse", "peer"}
    assert {case.pair.phase for case in scenarios()} == {"initiation", "cultivation", "separation", "redefinition"}
    assert len({case.session.template for case in scenarios()}) >= 15


@each_scenario
def test_a_focus_that_must_not_come_does_not_come(case: Scenario) -> None:
    assert chosen(case).focus not in case.wrong


@each_scenario
def test_advice_is_about_the_chosen_focus_in_up_to_three_prompts_that_apply(case: Scenario) -> None:
    advice = advised(case)
    assert 1 <= len(advice.suggestions) <= 3
    assert advice.focus == chosen(case).focus
    for prompt in prompts_of(advice):
        assert prompt.focus == advice.focus
        assert prompt.fits(case.pair.kind, case.pair.phase, case.session.template, advice.side)


@each_scenario
def test_no_prompt_comes_that_was_offered_put_away_or_answered(case: Scenario) -> None:
    ids = {each.prompt for each in advised(case).suggestions}
    assert not ids & {choice.prompt for past in case.history for choice in past.choices}
    assert not ids & case.wrong_prompts
    now = facts(case.pair, case.session, case.mirror)
    assert not any(answered(prompt, now) for prompt in prompts_of(advised(case)))
    assert all(holds_true(prompt, now, case.history) for prompt in prompts_of(advised(case)))


@each_scenario
def test_each_suggestion_says_why_in_a_sentence_and_points_at_acts(case: Scenario) -> None:
    advice = advised(case)
    for each in advice.suggestions:
        assert each.why.endswith(".") and len(each.why) < 240
        assert each.say_to
        assert all(0 <= i < len(case.mirror.acts) for i in each.evidence)
    assert advice.general == (advice.focus == "try-one-small-thing")


@each_scenario
def test_the_same_input_gives_the_same_advice(case: Scenario) -> None:
    assert advised(case) == advised(case)
