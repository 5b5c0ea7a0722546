"""Which prompts come for a focus: nearest to the topics, unlike each other, for the right person, nothing private."""

from __future__ import annotations

import pytest
from suggestion_scenarios import Scenario, guides, replace, scenarios

from coach import library
from coach.records import Choice, Note, Session
from coach.suggestions import advise, swap, topic_query

CASES = {case.id: case for case in scenarios()}


@pytest.fixture
def case() -> Scenario:
    return CASES["advice-after-advice"]


def ids(case: Scenario, session: Session | None = None, **more: object) -> list[str]:
    advice = advise(case.pair, session or case.session, case.mirror, case.history, guides(), **more)  # type: ignore[arg-type]
    return [each.prompt for each in advice.suggestions]


def test_the_prompt_nearest_to_the_topics_comes_first(case: Scenario) -> None:
    assert ids(case, meaning={"your-first-instinct": 0.9})[0] == "your-first-instinct"
    assert ids(case, meaning={"two-of-three": 0.9})[0] == "two-of-three"


def test_without_vectors_three_different_prompts_come_all_the_same(case: Scenario) -> None:
    assert len(set(ids(case, known=library.Library((), {})))) == 3


def test_the_mentees_preparation_gets_what_a_mentee_can_say(case: Scenario) -> None:
    advice = advise(case.pair, case.session, case.mirror, case.history, guides(), side="mentee")
    assert advice.side == "mentee"
    assert advice.suggestions
    assert all(guides().prompts[each.prompt].by in ("mentee", "either") for each in advice.suggestions)
    assert any(each.say_to == "Priya to Jo" for each in advice.suggestions)


def test_a_swap_puts_the_next_best_in_the_same_place(case: Scenario) -> None:
    advice = advise(case.pair, case.session, case.mirror, case.history, guides())
    first, second, third = (each.prompt for each in advice.suggestions)
    swapped = swap(advice, second, case.pair, case.session, case.mirror, case.history, guides())
    now = [each.prompt for each in swapped.suggestions]
    assert (now[0], now[2]) == (first, third)
    assert now[1] not in (first, second, third)


def test_after_a_swap_was_kept_the_same_three_are_shown_again(case: Scenario) -> None:
    first, second, third = ids(case)
    states = ((first, "swapped"), (second, "offered"), (third, "kept"))
    choices = tuple(Choice(prompt=p, focus="ask-before-you-advise", state=s) for p, s in states)
    again = ids(case, replace(case.session, choices=choices))
    assert first not in again
    assert {second, third} < set(again)
    assert len(again) == 3


def test_when_all_are_worn_another_focus_or_a_general_prompt_comes(case: Scenario) -> None:
    worn = [prompt.id for prompt in guides().prompts.values() if prompt.focus == "ask-before-you-advise"]
    choices = tuple(Choice(prompt=prompt, focus="ask-before-you-advise", state="dismissed") for prompt in worn)
    past = replace(case.session, id="past", choices=choices)
    advice = advise(case.pair, case.session, case.mirror, [past], guides())
    assert advice.focus != "ask-before-you-advise"
    assert advice.suggestions


def test_thin_notes_give_a_general_prompt_that_says_so() -> None:
    case = CASES["too-little-noted"]
    advice = advise(case.pair, case.session, case.mirror, case.history, guides())
    assert advice.general
    assert "too little" in advice.why


def test_words_of_a_private_note_are_counted_but_never_quoted(case: Scenario) -> None:
    private = replace(case.session, notes=(Note(id="n", text="private", author="mentor", visibility="mentor"),))
    advice = advise(case.pair, private, case.mirror, case.history, guides())
    assert advice.focus == "ask-before-you-advise"
    said = advice.why + " ".join(each.why for each in advice.suggestions)
    assert not any(act.text in said for act in case.mirror.acts)
    assert topic_query(private, case.mirror, case.pair) == ""


def test_a_question_that_was_asked_word_for_word_does_not_come() -> None:
    case = CASES["hardly-a-question"]
    text = guides().prompts["hardest-bit"].text
    act = replace(case.mirror.acts[0], text=text, speaker="mentee")
    mirror = replace(case.mirror, acts=(act, *case.mirror.acts[1:]))
    meaning = {"hardest-bit": 1.0}
    with_it = advise(case.pair, case.session, mirror, case.history, guides(), meaning)
    without = advise(case.pair, case.session, case.mirror, case.history, guides(), meaning)
    assert "hardest-bit" in [each.prompt for each in without.suggestions]
    assert "hardest-bit" not in [each.prompt for each in with_it.suggestions]


def test_the_query_holds_topics_and_no_names(case: Scenario) -> None:
    query = topic_query(case.session, case.mirror, case.pair)
    assert query.startswith("My boss reads my mails")
    named = replace(case.mirror, acts=(replace(case.mirror.acts[0], text="Priya's boss, said Jo, reads mails"),))
    assert topic_query(case.session, named, case.pair) == "boss, said reads mails"
