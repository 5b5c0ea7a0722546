"""The first page, the start of a pair, and what is everywhere: help, hide, lock, keys."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

import pytest
from fake import JO_PRIYA, FakeWorkspace, past_session
from journey import on_screen, page, text_of, until, write
from msgspec.structs import replace
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

import coach.app.screens
import coach.app.widgets
from coach.app import words
from coach.app.app import CoachApp
from coach.app.screens.home import next_step


def test_an_unfinished_talk_comes_first() -> None:
    paused = replace(past_session(1, "2026-11-17"), state="paused")
    assert next_step(JO_PRIYA, (paused,)) == "resume"


def test_a_talk_without_mirror_is_mirrored_next() -> None:
    unread = replace(past_session(1, "2026-11-17"), mirror=None)
    assert next_step(JO_PRIYA, (unread,)) == "mirror"


def test_a_new_pair_prepares_and_a_closed_one_looks_back() -> None:
    assert next_step(JO_PRIYA, ()) == "prepare"
    assert next_step(replace(JO_PRIYA, closed="2026-11-20"), (past_session(1, "2026-11-17"),)) == "review"


async def test_without_pairs_it_welcomes_and_enter_begins() -> None:
    app = CoachApp(FakeWorkspace(pairs=()))
    async with app.run_test(size=(80, 24)) as pilot:
        assert words.HOME_EMPTY_TITLE in text_of(app, "#welcome")
        await pilot.press("enter")
        assert page(app) == "WizardScreen"


async def test_a_pair_is_made_by_keyboard_alone() -> None:
    workspace = FakeWorkspace(pairs=())
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await write(pilot, "Jo")
        await pilot.press("tab", "tab")
        await write(pilot, "J, Joe")
        await pilot.press("tab", "left", "tab")
        await write(pilot, "Priya")
        await pilot.press("enter", "right", "enter", "left", "left", "enter", "space", "enter")
        assert workspace.pairs() == ()
        await pilot.press("enter")
        (pair,) = workspace.pairs()
        assert (pair.mentor.name, pair.mentee.name, pair.mentor.aliases) == ("Jo", "Priya", ("J", "Joe"))
        assert (pair.kind, round(pair.aim, 2), pair.mentor.pronouns) == ("reciprocal", 0.3, "he")
        assert [rule.text for rule in pair.agreements] == [words.RULES[0]]
        await until(pilot, lambda: page(app) == "PrepareScreen")


@pytest.mark.parametrize(
    ("mentor", "mentee", "said"), [("", "Priya", words.WIZARD_NAME_MISSING), ("Jo", "jo", words.WIZARD_SAME_NAME)]
)
async def test_missing_and_equal_names_get_one_sentence(mentor: str, mentee: str, said: str) -> None:
    app = CoachApp(FakeWorkspace(pairs=()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await write(pilot, mentor)
        await pilot.press("tab", "tab", "tab", "tab")
        await write(pilot, mentee)
        await pilot.press("enter")
        assert text_of(app, "#say") == said
        assert page(app) == "WizardScreen"


async def test_going_back_keeps_what_was_typed() -> None:
    app = CoachApp(FakeWorkspace(pairs=()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await write(pilot, "李明")
        await pilot.press("tab", "tab", "tab", "tab")
        await write(pilot, "Ana")
        await pilot.press("enter", "escape")
        assert app.screen.query_one("#mentor-name").value == "李明"  # type: ignore[attr-defined]


async def test_f1_lists_the_keys_of_the_page() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("f1")
        assert page(app) == "HelpScreen"
        shown = on_screen(app)
        assert words.KEYS["home.review"][1] in shown
        assert words.KEYS["app.hide"][1] in shown
        await pilot.press("escape")
        assert page(app) == "HomeScreen"


async def test_f8_hides_everything_until_pressed_again() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Priya" in on_screen(app)
        await pilot.press("f8")
        assert "Priya" not in on_screen(app)
        await pilot.press("f8")
        assert "Priya" in on_screen(app)


async def test_the_passphrase_is_asked_first_and_a_wrong_one_loses_nothing() -> None:
    workspace = FakeWorkspace()
    workspace.settings["theme"] = "evening"

    def unlock(passphrase: str) -> FakeWorkspace:
        from coach.errors import CoachError

        if passphrase != "sesame":
            raise CoachError(words.LOCKED_TITLE, words.LOCKED_WRONG)
        return workspace

    app = CoachApp(None, unlock)
    async with app.run_test(size=(80, 24)) as pilot:
        assert page(app) == "LockScreen"
        await write(pilot, "open\n")
        await until(pilot, lambda: text_of(app, "#dialog-note") == words.LOCKED_WRONG)
        await write(pilot, "sesame\n")
        await until(pilot, lambda: page(app) == "HomeScreen")
        assert app.theme == "evening"


async def test_when_nobody_is_there_it_locks_itself() -> None:
    workspace = FakeWorkspace()
    workspace.settings["idle_minutes"] = 5
    workspace.has_passphrase = True
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        app._touched -= 400
        app._lock_when_idle()
        await until(pilot, lambda: page(app) == "LockScreen")
        await pilot.press("escape")
        assert page(app) == "LockScreen"
        assert "Priya" not in on_screen(app)
        await write(pilot, "open sesame\n")
        await until(pilot, lambda: page(app) == "HomeScreen")


async def test_everything_can_be_found_by_name() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p")
        await write(pilot, "library")
        await until(pilot, lambda: words.KEYS["home.library"][1] in on_screen(app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: page(app) == "LibraryScreen")


async def test_a_persons_own_keys_are_used() -> None:
    workspace = FakeWorkspace()
    workspace.settings["keymap"] = {"home.library": "b"}
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        assert page(app) == "LibraryScreen"


async def test_a_click_on_a_key_does_what_the_key_does() -> None:
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        line = next(row for row in on_screen(app).splitlines() if "l library" in row)
        row = on_screen(app).splitlines().index(line)
        await pilot.click(offset=(line.index("l library") + 3, row))
        await until(pilot, lambda: page(app) == "LibraryScreen")


async def test_a_second_window_says_that_it_only_looks() -> None:
    workspace = FakeWorkspace()
    workspace.read_only = True
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)):
        assert words.READ_ONLY in text_of(app, "#notice")


async def test_trouble_inside_prints_no_words_of_people(capsys: pytest.CaptureFixture[str]) -> None:
    app = CoachApp(FakeWorkspace())
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            secret = "Priya is afraid"
            app.call_later(lambda: len(secret) / 0)
            await pilot.pause()
    said = capsys.readouterr().err
    assert "What you wrote is on" in said
    assert secret not in said and "Traceback" not in said


def _classes() -> list[type]:
    found = []
    for package in (coach.app.screens, coach.app.widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for _name, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
                if kind.__module__ == module.name and issubclass(kind, App | Screen | Widget):
                    found.append(kind)
    return [*found, CoachApp]


@pytest.mark.parametrize("kind", _classes(), ids=lambda kind: kind.__name__)
def test_every_binding_has_an_id_and_a_tooltip(kind: type) -> None:
    for binding in vars(kind).get("BINDINGS", ()):
        assert isinstance(binding, Binding)
        assert binding.id in words.KEYS
        assert binding.tooltip and binding.description


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50), (60, 16)])
async def test_every_page_holds_while_the_window_changes(size: tuple[int, int]) -> None:
    for keys in (["p"], ["s", "enter"], ["m", "n"], ["r"], ["l"], ["o"], ["n"]):
        app = CoachApp(FakeWorkspace())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press(*keys)
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            assert len(on_screen(app).splitlines()) == size[1]
            assert app.screen.query_one("KeyLine").region.bottom <= size[1]


async def test_without_colour_the_two_are_still_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = CoachApp(FakeWorkspace())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: "told 1 ▌" in on_screen(app) and "shared 2 ┊┊" in on_screen(app))


async def test_a_newer_reader_goes_through_the_talks_and_says_what_moved() -> None:
    workspace = FakeWorkspace()
    workspace.moved = "Two talks were read again by a newer reader; the balance moved in none."
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "newer" in on_screen(app))
