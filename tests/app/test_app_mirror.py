"""Guessing apart, the mirror, walking, putting right, ideas; preparing; looking back; the library; the settings."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest
from fake import JO_PRIYA, PROMPTS, FakeWorkspace, past_session
from journey import on_screen, page, text_of, until, write
from msgspec.structs import replace
from textual.pilot import Pilot

from coach.app import drawing, walk, words
from coach.app.app import CoachApp
from coach.app.screens.mirror import MirrorScreen
from coach.app.widgets.pick import ShareSlider
from coach.progress import Progress
from coach.records import Choice, Note, Session


def last(workspace: FakeWorkspace) -> Session:
    return workspace.sessions("jo-priya")[-1]


async def to_mirror(pilot: Pilot[Any], app: CoachApp) -> MirrorScreen:
    await pilot.press("m")
    await until(pilot, lambda: page(app) == "MirrorScreen" and cast(MirrorScreen, app.screen).advice)
    return cast(MirrorScreen, app.screen)


def test_the_band_shows_what_is_sure_and_what_has_room() -> None:
    assert drawing.band(0.25, 0.5, 8).plain == "▌▌▒▒┊┊┊┊"
    assert drawing.band(0.0, 1.0, 4).plain == "▒▒▒▒"
    assert drawing.band(0.3, 0.3, 10).plain == "▌▌▌┊┊┊┊┊┊┊"


def test_bars_count_one_by_one_while_there_is_room() -> None:
    assert drawing.bar(3, 5, "mentor", 10).plain == "▌▌▌"
    assert drawing.bar(40, 80, "mentee", 10).plain == "┊" * 5
    assert drawing.bar(0, 3, "mentor", 10).plain == ""


def test_the_small_chart_has_fixed_limits() -> None:
    assert drawing.spark([0.5, 0.5, None, 1.0, 0.0]) == "▅▅ █▁"


def test_a_chart_draws_value_interval_and_aim() -> None:
    lines = [line.plain for line in drawing.chart([(0.5, 0.25, 0.75), (None, 0, 1)], 1.0, 20, 5)]
    assert lines[0].startswith("100 % ┄┄┄")
    assert "●" in lines[2] and "│" in lines[1] and "│" in lines[3]
    assert "·" in lines[4] and lines[4].startswith("  0 % ")


def test_a_walk_follows_one_number_and_comes_back() -> None:
    steps = walk.Walk(past_session(1, "2026-11-17"), frozenset())
    assert (steps.place, len(steps.acts)) == ("1 of 7", 7)
    steps.filter("mentee.shared")
    assert [act.speaker for act in steps.acts] == ["mentee", "mentee"]
    assert steps.place == "1 of 2"
    steps.step(-1)
    assert steps.place == "2 of 2"


def test_words_of_closed_private_notes_stay_out_of_the_walk() -> None:
    session = past_session(1, "2026-11-17")
    private = replace(session, notes=(replace(session.notes[0], visibility="mentor"),))
    assert walk.Walk(private, frozenset()).act is None
    assert walk.Walk(private, frozenset()).held == 7
    assert walk.Walk(private, frozenset({"mentor"})).act is not None


async def test_each_guesses_apart_and_both_are_shown_together() -> None:
    workspace = FakeWorkspace(sessions=[replace(past_session(1, "2026-11-17"), mirror=None)])
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "GuessScreen" and app.screen.query(ShareSlider))
        await pilot.press("left", "left", "left", "left", "tab", "right", "tab", "5", "enter")
        assert "Now hand over to Priya" in on_screen(app)
        assert "30" not in on_screen(app)
        await pilot.press("enter", "right", "enter")
        await until(pilot, lambda: page(app) == "MirrorScreen")
        await until(pilot, lambda: "guessed: Jo 30, Priya 55" in on_screen(app))
        jo, priya = last(workspace).guesses
        assert (jo.by, round(jo.share, 2), jo.equality, jo.comfort) == ("mentor", 0.3, 4, 4)
        assert (priya.by, round(priya.share, 2), priya.comfort) == ("mentee", 0.55, None)


async def test_one_may_look_without_guessing() -> None:
    workspace = FakeWorkspace(sessions=[replace(past_session(1, "2026-11-17"), mirror=None)])
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "s")
        await until(pilot, lambda: page(app) == "MirrorScreen")
        assert last(workspace).guesses == ()


async def test_the_mirror_says_a_sentence_then_numbers_then_words() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_mirror(pilot, app)
        lines = on_screen(app).splitlines()
        assert "Jo spoke for perhaps two thirds of the time." in lines[3]
        assert "51 – 74 %" in lines[5] and "about 40 %" in lines[5]
        assert words.TIER["notes"] in lines[6]
        assert "told 1" in lines[8] and "listened 3" in lines[8]


async def test_walking_shows_the_next_words_and_why() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_mirror(pilot, app)
        await pilot.press("right")
        assert screen.walk.place == "2 of 7"
        shown = on_screen(app)
        assert "I said he should just book the meeting" in shown
        assert "“should”" in shown
        await pilot.press("left", "left")
        assert screen.walk.place == "7 of 7"


async def test_a_reading_put_right_changes_the_numbers_at_once() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_mirror(pilot, app)
        assert screen.session.mirror and screen.session.mirror.mentor.listening.count == 3
        await pilot.press("c")
        assert page(app) == "CorrectDialog"
        await pilot.press("right", "enter")
        await until(pilot, lambda: screen.session.corrections)
        assert screen.session.mirror.mentor.listening.count == 2
        assert "listened 2" in on_screen(app)
        assert last(workspace).corrections[0].speaker == "mentee"


async def test_words_that_were_no_talk_are_left_out() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_mirror(pilot, app)
        await pilot.press("c", "x")
        await until(pilot, lambda: screen.walk.place == "1 of 6")


async def test_ideas_are_kept_swapped_and_put_away() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_mirror(pilot, app)
        await pilot.press("2")
        await until(pilot, lambda: words.MIRROR_KEPT in on_screen(app))
        await pilot.press("up", "s")
        await until(pilot, lambda: screen.advice and screen.advice.suggestions[0].prompt == PROMPTS[1].id)
        await pilot.press("down", "d")
        await until(pilot, lambda: screen.advice and len(screen.advice.suggestions) == 3)
        await until(
            pilot, lambda: {choice.state for choice in last(workspace).choices} == {"kept", "swapped", "dismissed"}
        )
        states = {choice.prompt: choice.state for choice in last(workspace).choices}
        assert states == {"ask-first-2": "kept", "ask-first-1": "swapped", "ask-first-3": "dismissed"}


async def test_why_an_idea_was_suggested_is_one_key_away() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 40)) as pilot:
        await to_mirror(pilot, app)
        await pilot.press("y")
        assert "Jo to Priya: Jo suggested five things" in on_screen(app)


async def test_notes_stand_beside_with_their_marks() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await to_mirror(pilot, app)
        await pilot.press("n")
        await pilot.pause()
        assert screen.query_one("#body").region.width > 0
        assert screen.query_one("#notes").region.width > 0
        assert "he moves" in on_screen(app)


async def test_on_a_small_screen_notes_take_the_page_and_give_it_back() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_mirror(pilot, app)
        await pilot.press("n")
        await pilot.pause()
        assert not screen.query_one("#body").display
        await pilot.resize_terminal(140, 40)
        await pilot.pause()
        assert screen.query_one("#body").display
        await pilot.press("n")
        assert not screen.query_one("#notes").display


async def test_private_notes_need_their_code_in_the_mirror_too() -> None:
    session = past_session(1, "2026-11-17")
    private = Note(id="p", text="that sounds heavy, I thought", author="mentor", visibility="mentor", stage="close")
    workspace = FakeWorkspace(sessions=[replace(session, notes=(private,))])
    workspace.codes["jo-priya", "mentor"] = "77"
    app = CoachApp(workspace)
    async with app.run_test(size=(130, 40)) as pilot:
        screen = await to_mirror(pilot, app)
        await pilot.press("n")
        await pilot.pause()
        assert "heavy" not in on_screen(app)
        await pilot.press("p", "enter")
        await write(pilot, "77\n")
        await until(pilot, lambda: screen.opened)
        await pilot.pause()
        assert "heavy, I thought" in on_screen(app)


async def test_notes_that_cant_be_read_get_one_sentence() -> None:
    session = replace(past_session(1, "2026-11-17", "crash"), mirror=None)
    app = CoachApp(FakeWorkspace(sessions=[session]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: "I couldn't read these notes." in on_screen(app))


async def test_the_page_can_be_left_while_notes_are_read() -> None:
    workspace = FakeWorkspace(sessions=[replace(past_session(1, "2026-11-17"), mirror=None)])
    workspace.delay = 30
    workspace.engine_state = "starting"
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: "waking up" in on_screen(app))
        await pilot.press("escape")
        assert page(app) == "HomeScreen"


async def test_writing_more_is_read_on_coming_back() -> None:
    workspace = FakeWorkspace(sessions=[past_session(1, "2026-11-17", "nothing much")])
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: "can't tell" in on_screen(app))
        await pilot.press("w")
        await until(pilot, lambda: page(app) == "WriteScreen" and app.screen.is_mounted)
        await write(pilot, "that sounds heavy")
        await pilot.press("f10")
        await until(pilot, lambda: page(app) == "MirrorScreen" and "listened 1" in on_screen(app))


async def test_preparing_shows_own_promises_first_and_keeps_ticks() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "PrepareScreen" and "Last time" in on_screen(app))
        shown = on_screen(app)
        assert shown.index("send the paper") < shown.index("ask for the meeting")
        await pilot.press("tab", "space")
        assert next(action for action in last(workspace).actions if action.id == "a7").done == "2026-11-25"
        await pilot.press("t")
        await until(pilot, lambda: "Priya, before talk 8" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "SessionScreen")


async def test_a_promise_can_be_let_go_and_taken_back() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)

    def dropped() -> bool:
        return next(action for action in last(workspace).actions if action.id == "a7").dropped

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "PrepareScreen" and "send the paper" in on_screen(app))
        assert "let it go" not in on_screen(app)
        await pilot.press("tab")
        await until(pilot, lambda: "let it go" in on_screen(app))
        await pilot.press("d")
        await until(pilot, lambda: dropped() and "take it back" in on_screen(app))
        await pilot.press("u")
        await until(pilot, lambda: not dropped())


async def test_another_plan_can_be_taken() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "p", "down", "enter")
        await until(pilot, lambda: page(app) == "PrepareScreen")
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "SessionScreen")
        assert last(workspace).template == "relationship-review"


async def test_the_review_says_its_trends_and_shows_them_as_rows() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(100, 50)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "Seven talks since May" in on_screen(app))
        assert "●" in on_screen(app)
        await pilot.press("t")
        await pilot.pause()
        assert "68 %" in on_screen(app) and "estimated from notes" in on_screen(app)
        await pilot.press("v")
        await until(pilot, lambda: "Jo, first alone" in on_screen(app))
        await pilot.press("v", "v")
        await pilot.press("p")
        await until(pilot, lambda: "the last half-year" in on_screen(app))


async def test_the_questions_are_answered_one_by_one_and_kept() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "Seven talks" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "QuestionsScreen" and app.screen.query(".answer"))
        await write(pilot, "in May")
        await pilot.press("tab")
        await write(pilot, "hm")
        await pilot.press("tab", "tab", "tab", "right", "tab", "tab")
        await until(pilot, lambda: page(app) == "ReviewScreen")
        assert workspace.answers == {
            "least@mentee": "in May",
            "least@mentor": "hm",
            "decision@mentee": "Go on as we are",
        }
        await until(pilot, lambda: app.screen.query(".head").last() is not None)


async def test_only_what_both_tick_is_taken_along() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "Seven talks" in on_screen(app))
        await pilot.press("e", "space", "down", "space", "enter")
        assert text_of(app, "#dialog-note") == words.EXPORT_NOTHING
        await pilot.press("right", "space", "tab", "right", "tab", "right", "enter")
        await until(pilot, lambda: workspace.exports)
        ((kind, consent),) = workspace.exports
        assert (kind, consent.items, consent.names) == ("markdown", frozenset({"stance"}), False)


async def test_the_library_is_searched_by_meaning_and_copied() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("l")
        await until(pilot, lambda: "See how things stand" in on_screen(app))
        await pilot.press("slash")
        await write(pilot, "talk too much")
        await until(pilot, lambda: "See how things stand" not in on_screen(app))
        assert PROMPTS[2].text[:30] in on_screen(app)
        await pilot.press("escape", "c")
        await until(pilot, lambda: "(ours)" in on_screen(app))
        await pilot.press("e")
        await until(pilot, lambda: page(app) == "EditDialog")
        await write(pilot, "titel")
        await pilot.press("f10")
        assert "Did you mean" in text_of(app, "#dialog-note")
        await pilot.press("escape")
        assert page(app) == "LibraryScreen"


async def test_settings_change_with_enter() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await until(pilot, lambda: page(app) == "SettingsScreen")
        await pilot.press("enter", "down", "enter")
        await until(pilot, lambda: app.theme == "evening")
        await pilot.press("down", "enter", "enter")
        assert workspace.settings == {"theme": "evening", "idle_minutes": 15}
        await pilot.press("down", "enter")
        await write(pilot, "abc\tabd\n".replace("\t", ""))
        await until(pilot, lambda: page(app) == "SecretDialog")


async def test_two_different_passphrases_are_asked_again() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "down", "down", "enter")
        await until(pilot, lambda: page(app) == "SecretDialog")
        await write(pilot, "abc")
        await pilot.press("tab")
        await write(pilot, "abd\n")
        assert text_of(app, "#dialog-note") == words.PASS_DIFFERENT
        await pilot.press("backspace")
        await write(pilot, "c\n")
        await until(pilot, lambda: workspace.has_passphrase)
        assert workspace.passphrase == "abc"


async def test_a_pair_is_deleted_only_on_the_word() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "end", "enter")
        await write(pilot, "delete\n")
        await until(pilot, lambda: page(app) == "SettingsScreen")
        assert workspace.pairs()
        await pilot.press("enter")
        await write(pilot, "DELETE\n")
        await until(pilot, lambda: page(app) == "HomeScreen")
        assert workspace.pairs() == ()


async def test_a_transcript_asks_who_is_who(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Jo: that sounds heavy\nP. Rao: yes\nWaiter: tea?\n")
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("i")
        await write(pilot, "nowhere\n")
        assert text_of(app, "#dialog-note") == words.IMPORT_MISSING
        app.screen.query_one("Input").value = str(tmp_path / "talk.txt")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "WhoDialog")
        await pilot.press("enter")
        assert text_of(app, "#dialog-note") == words.with_names(words.IMPORT_BOTH, JO_PRIYA)
        await pilot.press("tab", "left", "enter")
        await until(pilot, lambda: page(app) == "GuessScreen")
        assert workspace.calls == ["import {'Jo': 'mentor', 'P. Rao': 'mentee', 'Waiter': 'third-party'}"]


async def test_a_file_without_names_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("no names here")
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        app.screen.query_one("Input").value = str(tmp_path / "talk.txt")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "TellDialog")
        assert "has no names in it" in on_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "TranscriptDialog")


async def test_long_work_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    free = threading.Event()
    workspace = FakeWorkspace()
    monkeypatch.setattr(workspace, "doctor", lambda: (free.wait(5) and ["late"]) or [])
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", *["down"] * 11, "enter")
        await until(pilot, lambda: page(app) == "WorkDialog")
        await pilot.press("escape")
        assert page(app) == "SettingsScreen"
        free.set()
        await asyncio.sleep(0.1)
        assert page(app) == "SettingsScreen"


async def test_work_that_writes_is_stopped_at_its_next_step_and_only_then_called_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import threading

    began, free, written = threading.Event(), threading.Event(), []

    def backup(path: Path, progress: Progress) -> Path:
        progress(1, 3)
        began.set()
        free.wait(5)
        progress(2, 3)
        written.append(path)
        return path

    workspace = FakeWorkspace()
    monkeypatch.setattr(workspace, "backup", backup)
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("o", *["down"] * 10, "enter")
        await until(pilot, lambda: page(app) == "LineDialog")
        await pilot.press("enter")
        await until(pilot, began.is_set)
        await until(pilot, lambda: "1 / 3" in on_screen(app))
        await pilot.press("escape")
        assert page(app) == "WorkDialog"
        assert words.STOPPING in on_screen(app)
        free.set()
        await until(pilot, lambda: page(app) == "SettingsScreen")
    assert not written


async def test_a_long_reading_shows_how_far_it_is() -> None:
    workspace = FakeWorkspace(sessions=[replace(past_session(1, "2026-10-20"), mirror=None)])
    free = asyncio.Event()

    async def read_session(session: Session, progress: Progress) -> Session:
        progress(300, 1200)
        await free.wait()
        return session

    workspace.read_session = read_session  # type: ignore[method-assign, assignment]
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        app.go("mirror", workspace.pairs()[0], workspace.sessions(workspace.pairs()[0].id)[0])
        await until(pilot, lambda: page(app) == "MirrorScreen")
        await until(pilot, lambda: drawing.time_bar(0.25, 40).plain in on_screen(app))
        free.set()


def carrying() -> FakeWorkspace:
    """Two talks; an idea kept after the first is carried into the second."""
    kept = Choice(prompt="ask-first-2", focus="ask-first", state="kept")
    first, second = past_session(1, "2026-10-20"), past_session(2, "2026-11-17")
    return FakeWorkspace(sessions=[replace(first, choices=(kept,)), replace(second, carried=(kept,))])


async def test_the_mirror_asks_whether_a_kept_idea_was_used_and_keeps_the_answer() -> None:
    workspace = carrying()
    app = CoachApp(workspace)
    async with app.run_test(size=(100, 40)) as pilot:
        await to_mirror(pilot, app)
        assert words.MIRROR_CARRIED in text_of(app, "#carried")
        await pilot.press("u")
        await until(pilot, lambda: page(app) == "TriedDialog")
        await pilot.press("right", "right", "enter")
        await until(pilot, lambda: page(app) == "MirrorScreen")
        assert words.CARRIED_UNUSED in text_of(app, "#carried")
    assert [choice.used for choice in last(workspace).carried] == [False]


async def test_two_corrections_in_a_row_are_both_kept_while_the_reader_is_slow() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(100, 40)) as pilot:
        await to_mirror(pilot, app)
        workspace.delay = 0.5
        for _each in range(2):
            await pilot.press("c")
            await until(pilot, lambda: page(app) == "CorrectDialog")
            await pilot.press("x")
            await until(pilot, lambda: page(app) == "MirrorScreen")
            await pilot.press("right")
    assert len(last(workspace).corrections) == 2


async def test_an_answer_is_covered_while_the_other_writes() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "enter")
        await until(pilot, lambda: page(app) == "QuestionsScreen" and app.screen.query(".answer"))
        await write(pilot, "when J was late")
        assert "when J was late" in on_screen(app)
        await pilot.press("tab")
        first = app.screen.query(".answer").first()
        await until(pilot, lambda: first.has_class("covered"))
        assert first.styles.color == first.styles.background
        await pilot.press("shift+tab")
        await until(pilot, lambda: not first.has_class("covered"))
