"""A session while it runs, writing afterwards, and the plain steps beneath both."""

from __future__ import annotations

import asyncio
import time
from typing import cast

from fake import JO_PRIYA, FakeWorkspace
from journey import on_screen, page, text_of, until, write
from msgspec.structs import replace

from coach.app import talk, words
from coach.app.app import CoachApp
from coach.app.marking import Mark, moved
from coach.app.screens.session import SessionScreen
from coach.app.widgets.note_area import NoteArea
from coach.records import Session


class Watch:
    """A clock that tests wind by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def running(watch: Watch) -> talk.Talk:
    return talk.Talk(FakeWorkspace().start_session("jo-priya", "regular-check-in", 45), watch)


def test_the_clock_counts_each_speaker_and_leaves_pauses_out() -> None:
    watch = Watch()
    run = running(watch)
    run.speak("mentor")
    watch.now += 30
    run.speak("mentee")
    watch.now += 60
    run.pause()
    watch.now += 600
    run.go_on()
    run.speak("mentor")
    watch.now += 5
    assert run.totals() == (35.0, 60.0)
    assert [(switch.who, switch.at) for switch in run.session.clock] == [
        ("mentor", 0.0), ("mentee", 30.0), ("pause", 90.0), ("mentor", 90.0),
    ]  # fmt: skip
    assert run.spent == 95.0


def test_a_talk_goes_on_where_it_was_left_another_day() -> None:
    watch = Watch()
    run = running(watch)
    run.speak("mentor")
    watch.now += 40
    kept = run.pause()
    watch.now += 90_000
    again = talk.Talk(kept, watch)
    assert again.speaker is None
    again.speak("mentee")
    watch.now += 20
    assert again.totals() == (40.0, 20.0)
    assert again.spent == 60.0


def test_the_same_speaker_twice_is_one_switch() -> None:
    run = running(Watch())
    run.speak("mentor")
    run.speak("mentor")
    assert len(run.session.clock) == 1


def test_stages_can_be_left_out_brought_back_and_added() -> None:
    session = FakeWorkspace().start_session("jo-priya", "regular-check-in", 45)
    left_out = talk.skipped(session, 0)
    assert (left_out.stages[0].skipped, left_out.stage) == (True, 1)
    assert talk.skipped(left_out, 0).stages[0].skipped is False
    added = talk.with_stage(session, 0, "A walk", 10)
    assert (added.stages[1].title, added.stage, len(added.stages)) == ("A walk", 1, 4)
    assert talk.goto(session, 99).stage == 2
    assert talk.beside(left_out, -1).stage == 1


def test_marks_move_with_the_words_and_go_when_the_words_change() -> None:
    marks = (Mark(0, 3, "mentor", "ask"), Mark(4, 8, "mentee", "share"))
    assert moved(marks, "Abc defg", "Abc! defg") == (Mark(0, 3, "mentor", "ask"), Mark(5, 9, "mentee", "share"))
    assert moved(marks, "Abc defg", "Abc dfg") == (Mark(0, 3, "mentor", "ask"),)
    assert moved(marks, "Abc defg", "X Abc defg")[0] == Mark(2, 5, "mentor", "ask")


async def begin(workspace: FakeWorkspace, app: CoachApp, pilot: object) -> SessionScreen:
    """Open a new session from the first page."""
    await pilot.press("s")  # type: ignore[attr-defined]
    await pilot.press("enter")  # type: ignore[attr-defined]
    await until(pilot, lambda: page(app) == "SessionScreen" and app.screen.is_mounted)  # type: ignore[arg-type]
    return cast(SessionScreen, app.screen)


def kept(workspace: FakeWorkspace) -> Session:
    return workspace.sessions("jo-priya")[-1]


async def test_what_is_typed_is_on_disk_within_a_second() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(workspace, app, pilot)
        await write(pilot, "asked P")
        begun = time.monotonic()
        await until(pilot, lambda: workspace.drafts and workspace.drafts[-1].text == "asked P", 1.5)
        assert time.monotonic() - begun < 1
        note = workspace.drafts[-1]
        assert (note.stage, note.visibility, note.author) == ("arrive", "both", "both")
        assert words.SAVED in on_screen(app)
        assert len({draft.id for draft in workspace.drafts}) == 1


async def test_one_key_names_the_speaker_and_moves_the_clock() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(workspace, app, pilot)
        await pilot.press("f2")
        assert screen.area.text == "Jo: "
        await pilot.press("f3")
        assert screen.area.text == "Priya: "
        await write(pilot, "hm")
        await pilot.press("f2")
        assert screen.area.text == "Priya: hm"
        assert [switch.who for switch in kept(workspace).clock] == ["mentor", "mentee", "mentor"]
        assert screen.talk.speaker == "mentor"


async def test_names_can_be_left_to_the_clock_alone() -> None:
    workspace = FakeWorkspace()
    workspace.settings["tags"] = False
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(workspace, app, pilot)
        await pilot.press("f2")
        assert screen.area.text == ""
        assert screen.talk.speaker == "mentor"


async def test_each_part_has_its_own_note_and_its_ideas() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(workspace, app, pilot)
        await write(pilot, "one")
        await pilot.press("tab")
        assert screen.area.text == ""
        await write(pilot, "two")
        await pilot.press("f4")
        assert "What have you already thought of?" in text_of(app, "#prompts")
        await pilot.press("shift+tab")
        assert screen.area.text == "one"
        assert {note.stage: note.text for note in kept(workspace).notes} == {"arrive": "one", "matters": "two"}


async def test_private_notes_leave_the_screen_and_ask_for_the_code() -> None:
    workspace = FakeWorkspace()
    workspace.codes["jo-priya", "mentor"] = "1234"
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(workspace, app, pilot)
        await pilot.press("f5")
        assert page(app) == "CodeDialog"
        await write(pilot, "1234\n")
        await until(pilot, lambda: screen.eyes == "mentor")
        await write(pilot, "I worry")
        await pilot.press("f5", "f5")
        assert screen.area.text == ""
        assert "worry" not in on_screen(app)
        private = [note for note in screen.record.notes if note.visibility == "mentor"]
        assert [(note.text, note.author) for note in private] == [("I worry", "mentor")]


async def test_a_wrong_code_opens_nothing() -> None:
    workspace = FakeWorkspace()
    workspace.codes["jo-priya", "mentor"] = "1234"
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(workspace, app, pilot)
        await pilot.press("f5")
        await write(pilot, "9\n")
        await until(pilot, lambda: page(app) == "SessionScreen")
        assert screen.eyes == "mentee"


async def test_parts_are_skipped_and_added_from_their_list() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(workspace, app, pilot)
        await pilot.press("f6", "s")
        assert screen.record.stages[0].skipped
        assert screen.record.stage == 1
        await pilot.press("f6", "a")
        await write(pilot, "A walk\n")
        await until(pilot, lambda: len(screen.record.stages) == 4)
        assert kept(workspace).stages[2].title == "A walk"
        await pilot.press("f6", "home", "enter")
        assert screen.record.stage == 0


async def test_a_pause_keeps_all_and_another_day_goes_on() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(workspace, app, pilot)
        await write(pilot, "so far")
        await pilot.press("f2", "tab", "f9")
        assert page(app) == "PauseDialog"
        await pilot.press("l")
        await until(pilot, lambda: page(app) == "HomeScreen")
        assert kept(workspace).state == "paused"
        assert kept(workspace).clock[-1].who == "pause"
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "SessionScreen")
        screen = cast(SessionScreen, app.screen)
        assert screen.record.stage == 1
        await pilot.press("shift+tab")
        assert screen.area.text == "so far"


async def test_a_nudge_comes_ten_minutes_before_the_end() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(workspace, app, pilot)
        assert not screen.query_one("#nudge").display
        screen.talk._stage_since -= 36 * 60
        screen._say_time()
        await pilot.pause()
        assert text_of(app, "#nudge") == words.SESSION_NUDGE
        screen.talk._stage_since -= 10 * 60
        screen._say_time()
        assert text_of(app, "#nudge") == words.SESSION_OVER


async def test_a_promise_can_be_made_while_talking() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(workspace, app, pilot)
        await pilot.press("f7", "enter")
        assert text_of(app, "#dialog-note") == words.PROMISE_MISSING
        await write(pilot, "send the paper")
        await pilot.press("tab", "right", "enter")
        await until(pilot, lambda: kept(workspace).actions)
        (action,) = kept(workspace).actions
        assert (action.text, action.owner, action.due) == ("send the paper", "mentee", "2026-12-09")


async def test_the_reader_isnt_asked_during_the_talk_unless_wanted() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(workspace, app, pilot)
        await write(pilot, "that sounds heavy")
        await asyncio.sleep(0.2)
        assert screen.area._marks == ()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.area._marks)


async def test_done_leads_to_the_guesses() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(workspace, app, pilot)
        await write(pilot, "that sounds heavy")
        await pilot.press("f10", "enter")
        await until(pilot, lambda: page(app) == "GuessScreen")
        assert kept(workspace).state == "done"


async def test_writing_afterwards_marks_within_150_ms_and_moves_nothing() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "enter")
        await until(pilot, lambda: page(app) == "WriteScreen" and app.screen.is_mounted)
        area = app.screen.query_one(NoteArea)
        await write(pilot, "Priya: maybe I'm afraid of the answer")
        where, begun = area.cursor_location, time.monotonic()
        await until(pilot, lambda: area._marks, 1)
        assert time.monotonic() - begun < 0.15
        assert area.cursor_location == where
        assert area.text == "Priya: maybe I'm afraid of the answer"
        assert any(style.style and "underline" in str(style.style) for style in area.get_line(0).spans)


async def test_undo_still_works_under_the_marks() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "enter")
        await until(pilot, lambda: page(app) == "WriteScreen" and app.screen.is_mounted)
        area = app.screen.query_one(NoteArea)
        await write(pilot, "that sounds heavy")
        await until(pilot, lambda: area._marks)
        await pilot.press("ctrl+z")
        assert area.text != "that sounds heavy"


async def test_the_author_is_remembered_for_the_pair() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "enter")
        await until(pilot, lambda: page(app) == "WriteScreen" and app.screen.is_mounted)
        await pilot.press("f4")
        await write(pilot, "asked her")
        await pilot.press("f10")
        await until(pilot, lambda: page(app) == "GuessScreen")
        assert kept(workspace).notes[0].author == "mentor"
        assert workspace.settings[f"author:{JO_PRIYA.id}"] == "mentor"


async def test_a_window_that_only_looks_cant_write() -> None:
    workspace = FakeWorkspace()
    session = workspace.start_session("jo-priya", "regular-check-in", 45)
    workspace.keep_session(replace(session, state="paused"))
    workspace.read_only = True
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "SessionScreen" and app.screen.is_mounted)
        await write(pilot, "no")
        assert cast(SessionScreen, app.screen).area.text == ""
        assert workspace.drafts == []


async def test_saying_later_who_wrote_a_note_reaches_the_note() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test() as pilot:
        await pilot.press("s", "enter")
        await until(pilot, lambda: page(app) == "SessionScreen" and app.screen.is_mounted)
        await write(pilot, "asked")
        await until(pilot, lambda: workspace.drafts)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: workspace.drafts[-1].author == "mentor")
    assert workspace.drafts[-1].text == "asked"


async def test_a_talk_that_was_only_looked_at_is_not_kept() -> None:
    workspace = FakeWorkspace()
    before = len(workspace.sessions(JO_PRIYA.id))
    app = CoachApp(workspace)
    async with app.run_test() as pilot:
        await pilot.press("s", "enter")
        await until(pilot, lambda: page(app) == "SessionScreen" and app.screen.is_mounted)
        await pilot.press("escape", "l")
        await until(pilot, lambda: page(app) == "HomeScreen")
    assert len(workspace.sessions(JO_PRIYA.id)) == before
