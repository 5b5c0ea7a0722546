"""The guided review: questions from the template and the agreements, answers to what follows from them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from review_talks import PAIR, half_year, talk

from coach.guides import load_guides
from coach.records import Agreement
from coach.review import agreements_from, answer_key, decision, phase, questions, remembered, review

GUIDES = load_guides()


def test_the_questions_hold_both_power_questions_phase_agreements_and_decision():
    asked = [question.id for question in questions(PAIR, GUIDES)]
    assert {"most-comfortable", "least-comfortable", "where-power", "phase", "decision"} <= set(asked)
    assert asked.index("agreements") < asked.index("agreement:a1") < asked.index("agreement:a2")
    assert asked.index("decision") < asked.index("change-what") < asked.index("change-from")
    assert len(asked) == len(set(asked))


def test_ended_agreements_are_not_read_again():
    pair = replace(PAIR, agreements=(replace(PAIR.agreements[0], ended="2026-06-01"),))
    assert not any(question.id.startswith("agreement:a1") for question in questions(pair, GUIDES))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("Go on as we are", "go on"),
        ("Go on and change something", "change"),
        ("Close well", "close well"),
        ("End it well", "close well"),
    ],
)
def test_each_choice_is_a_decision(answer: str, kind: str):
    assert decision({"decision": answer}).kind == kind


def test_a_change_says_what_and_from_when():
    made = decision(
        {"decision": "Go on and change something", "change-what": "Meet outside.", "change-from": "2026-11-01"}
    )
    assert (made.what, made.since) == ("Meet outside.", "2026-11-01")
    assert made.sentence == "You decided to go on and change something: Meet outside, from 1 November 2026."


def test_two_different_answers_leave_it_open():
    answers = {answer_key("decision", "mentor"): "Go on as we are", answer_key("decision", "mentee"): "Close well"}
    assert decision(answers).kind == "open"
    assert decision(answers).sentence
    assert decision({}).sentence == ""


def test_agreements_are_kept_changed_dropped_and_added():
    old = (
        Agreement(id="1", text="A.", since="2026-01-01"),
        Agreement(id="2", text="B.", since="2026-01-01"),
        Agreement(id="3", text="C.", since="2026-01-01"),
    )
    answers = {
        "agreement:1": "Keep it", "agreement:2": "Change it", "agreement:2:words": "B, but later.",
        "agreement:3": "Drop it", "new-agreements": "- D.\n\nE.\nA.", "decision": "Go on and change something",
        "change-what": "Priya opens.", "change-from": "2026-12-01",
    }  # fmt: skip
    after = agreements_from(answers, old, "2026-11-20")
    assert [(a.text, a.since, a.ended) for a in after] == [
        ("A.", "2026-01-01", None),
        ("B.", "2026-01-01", "2026-11-20"),
        ("C.", "2026-01-01", "2026-11-20"),
        ("B, but later.", "2026-11-20", None),
        ("D.", "2026-11-20", None),
        ("E.", "2026-11-20", None),
        ("Priya opens.", "2026-12-01", None),
    ]
    assert len({a.id for a in after}) == len(after)


def test_change_without_new_words_changes_nothing():
    old = (Agreement(id="1", text="A.", since="2026-01-01"),)
    assert agreements_from({"agreement:1": "Change it"}, old, "2026-11-20") == old


def test_the_phase_is_what_they_said():
    assert phase({"phase": "Well under way"}) == "cultivation"
    assert phase({}) is None
    assert phase({"phase@mentor": "Well under way", "phase@mentee": "Just starting"}) is None


def test_answers_become_part_of_the_history_with_their_questions():
    found = review(PAIR, half_year(), GUIDES)
    first = found.answered[0]
    assert (first.text, first.side, first.answer) == (
        "When did you feel most at ease?",
        "mentee",
        "When Jo told me of his own fear",
    )
    assert found.decision.what == "Priya opens every talk"
    assert found.phase == "separation"


def test_the_latest_answers_count():
    talks = (talk(0, answers={"decision": "Close well"}), talk(1, answers={"decision": "Go on as we are"}), talk(2))
    assert review(PAIR, talks, GUIDES).decision.kind == "go on"


def test_the_next_preparation_can_quote_the_decision_and_new_agreements():
    answers = {"decision": "Go on as we are", "new-agreements": "We start with promises."}
    assert remembered((talk(0, answers=answers), talk(1))) == (
        "On 4 May 2026: You decided to go on as you are.",
        "Agreed on 4 May 2026: “We start with promises.”",
    )
    assert remembered((talk(0),)) == ()
