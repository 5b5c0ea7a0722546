"""A session's mirror: the surest way to its balance, all notes joined, private ones kept private."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from msgspec.structs import replace
from talk_acts import JO_PRIYA, act, spoken, turn

from coach.measures.balance import shipped_model
from coach.measures.mirror import mirror
from coach.records import ACT_KINDS, Mirror, Note, Reading, Remark, Session, Switch


@pytest.fixture(autouse=True)
def own_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = dict.fromkeys(ACT_KINDS, 1.0)
    model = dataclasses.replace(
        shipped_model(), kinds=kinds, forms={}, length=0.0, unwritten=1.0, slope=1.0, author=0.0
    )
    monkeypatch.setattr("coach.measures.balance.shipped_model", lambda: model)


def note(key: str, visibility: Any = "both", author: Any = "mentor", text: str = "words") -> Note:
    return Note(id=key, text=text, author=author, visibility=visibility)


def session(*notes: Note, **more: Any) -> Session:
    return Session(id="s", pair="p", template="check-in", day="2026-11-17", minutes=10, notes=notes, **more)


JOTTED = Reading(
    acts=(act("mentee", "share", start=40), act("mentor", "advise", start=5), act("mentor", "ask", start=20)),
    version="1.0+abc", author="mentor",
)  # fmt: skip
TURNS = Reading(
    acts=(spoken("mentor", "one two three", "advise"), spoken("mentee", "four", "share", start=30)), transcript=True,
    turns=(spoken("mentor", "one two three", "advise"), spoken("mentee", "four", "share", start=30)), version="1.0+abc",
)  # fmt: skip
CLOCK = (Switch(at=0.0, who="mentor"), Switch(at=120.0, who="mentee"))


def test_acts_of_all_notes_are_joined_in_order_and_know_their_note() -> None:
    found = mirror(session(note("a"), note("b")), {"a": JOTTED, "b": JOTTED}, JO_PRIYA)
    assert [(a.note, a.start) for a in found.acts] == [("a", 5), ("a", 20), ("a", 40), ("b", 5), ("b", 20), ("b", 40)]
    assert found.version == "1.0+abc; measures 1"


def test_every_count_opens_the_acts_it_came_from() -> None:
    found = mirror(session(note("a"), note("b")), {"a": JOTTED, "b": JOTTED}, JO_PRIYA)
    assert found.balance.acts == (0, 1, 2, 3, 4, 5)
    assert [found.acts[i].act for i in found.mentor.telling.acts] == ["advise", "advise"]
    assert [found.acts[i].act for i in found.mentee.sharing.acts] == ["share", "share"]


def test_private_notes_count_only_for_their_own_side() -> None:
    notes, readings = (note("a"), note("m", "mentor"), note("e", "mentee")), {"a": JOTTED, "m": JOTTED, "e": JOTTED}
    assert {a.note for a in mirror(session(*notes), readings, JO_PRIYA).acts} == {"a"}
    assert {a.note for a in mirror(session(*notes), readings, JO_PRIYA, for_side="mentor").acts} == {"a", "m"}


def test_notes_give_an_estimate_and_say_perhaps() -> None:
    found = mirror(session(note("a")), {"a": JOTTED}, JO_PRIYA)
    assert found.balance.tier == "notes"
    assert "perhaps" in found.sentence and found.sentence.startswith("Jo")


def test_turns_are_counted_exactly_and_go_before_notes() -> None:
    found = mirror(session(note("a"), note("t")), {"a": JOTTED, "t": TURNS}, JO_PRIYA)
    assert (found.balance.tier, found.balance.share, found.balance.low, found.balance.high) == (
        "words",
        0.75,
        0.75,
        0.75,
    )
    assert found.balance.acts == (3, 4)
    assert found.sentence == "Jo spoke for about three quarters of the words."
    assert found.dynamics is not None


def test_imported_turns_are_counted_even_where_nothing_was_read() -> None:
    found = mirror(session(turns=(turn("mentor", 1), turn("third-party", 9), turn("mentee", 3))), {}, JO_PRIYA)
    assert (found.balance.tier, found.balance.share, found.balance.acts) == ("words", 0.25, ())


def test_times_of_a_transcript_go_before_words_and_clock() -> None:
    turns = (turn("mentor", 90, 0.0, 30.0), turn("mentee", 10, 20.0, 90.0))
    found = mirror(session(turns=turns, clock=CLOCK, clock_end=600.0), {}, JO_PRIYA)
    assert (found.balance.tier, found.balance.share) == ("timed", 0.3)
    # a quarter of a second for each of two turns, of 100 s
    assert (found.balance.low, found.balance.high) == (0.295, 0.305)


def test_a_clock_that_ran_goes_before_counted_words_and_one_that_did_not_goes_nowhere() -> None:
    ran = mirror(session(note("t"), clock=CLOCK, clock_end=600.0), {"t": TURNS}, JO_PRIYA)
    assert (ran.balance.tier, ran.balance.share) == ("timed", 0.2)
    # a second for each of two switches, of 600 s
    assert ran.balance.high == pytest.approx(0.2 + 2 / 600, abs=1e-6)
    stood = mirror(session(note("t"), clock=CLOCK, clock_end=200.0), {"t": TURNS}, JO_PRIYA)
    assert stood.balance.tier == "words"


def test_thin_evidence_cannot_tell() -> None:
    found = mirror(session(note("a")), {"a": replace(JOTTED, acts=JOTTED.acts[:1])}, JO_PRIYA)
    assert (found.balance.share, found.balance.tier) == (None, "unknown")
    assert found.sentence == "I can't tell from these notes how the talk was shared."


def test_an_empty_session_has_an_empty_mirror() -> None:
    found = mirror(session(), {}, JO_PRIYA)
    assert (found.acts, found.dynamics, found.balance.share, found.mentor.telling.share) == ((), None, None, None)


def test_remarks_count_and_are_kept_with_their_note() -> None:
    remark = Remark(start=0, end=4, text="60/40", share=0.6, spread=0.05)
    found = mirror(session(note("a")), {"a": replace(JOTTED, remarks=(remark,))}, JO_PRIYA)
    assert found.remarks == (replace(remark, note="a"),)
    assert "outright" in found.balance.reason


def test_problems_are_said_once_and_not_for_notes_still_empty() -> None:
    trouble = Reading(problem="There are no words in this note, so there's nothing I can read.")
    notes = (note("a", text="..."), note("b", text="???"), note("c", text=" "))
    found = mirror(session(*notes), {"a": trouble, "b": trouble, "c": Reading(problem="Empty.")}, JO_PRIYA)
    assert found.problems == (trouble.problem,)


@pytest.mark.parametrize(
    ("own", "expected", "aim"), [({"check-in": 0.5}, 0.3, 0.5), ({"other": 0.5}, 0.3, 0.3), ({}, None, 0.4)]
)
def test_the_pairs_own_aim_goes_before_the_templates(own: dict[str, float], expected: float | None, aim: float) -> None:
    found: Mirror = mirror(session(), {}, replace(JO_PRIYA, aims=own), expected)
    assert found.aim == aim
