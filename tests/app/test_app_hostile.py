"""Text of people that looks like markup or control codes: shown as it is, or cleaned, never obeyed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fake import JO_PRIYA, NOTE, FakeWorkspace, past_session
from journey import on_screen, page, until
from msgspec.structs import replace
from textual import events

from coach.app.app import CoachApp
from coach.guides import Focus, Prompt
from coach.records import Action, Agreement, Choice, Guess, Pair, Person

EVIL = "[/] [bold]x[/bold] [@click=app.quit]y[/] \x1b[31mred\x1b]52;c;aGk=\x07 \u202egnp \x9b2J [$mentor] \\["
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def hostile() -> FakeWorkspace:
    """A workspace in which everything that people can write is hostile."""
    pair = Pair(
        id="jo-priya", mentor=Person(name=f"J{EVIL}", role=EVIL, aliases=(EVIL,)), mentee=Person(name=f"P{EVIL}"),
        programme=EVIL, agreements=(Agreement(id="r", text=EVIL, since="2026-01-01"),), created="2026-01-01",
    )  # fmt: skip
    session = past_session(7, "2026-11-17", f"{EVIL}\n{NOTE}")
    assert session.mirror is not None
    acts = tuple(replace(act, text=f"{EVIL} {act.text}", why=EVIL) for act in session.mirror.acts)
    markers = tuple(replace(marker, text=EVIL) for marker in session.mirror.markers)
    session = replace(
        session,
        stages=tuple(replace(stage, title=EVIL) for stage in session.stages),
        actions=(Action(id="a", text=EVIL, owner="both", due="2026-12-01", made="2026-11-17"),),
        guesses=(Guess(by="mentor", share=0.4, equality=3),),
        carried=(Choice(prompt="ask-first-1", focus="ask-first", state="kept"),),
        mirror=replace(session.mirror, sentence=EVIL, acts=acts, markers=markers, problems=(EVIL,)),
    )
    workspace = FakeWorkspace(pairs=(pair,), sessions=[session])
    workspace.notices = (EVIL,)
    guides = workspace.guides
    guides.prompts = {key: replace(prompt, text=EVIL) for key, prompt in guides.prompts.items()}
    guides.foci = {key: replace(focus, title=EVIL, why=EVIL) for key, focus in guides.foci.items()}
    guides.templates = {key: replace(plan, title=EVIL, purpose=EVIL) for key, plan in guides.templates.items()}
    assert isinstance(next(iter(guides.prompts.values())), Prompt) and isinstance(guides.foci["ask-first"], Focus)

    async def as_it_is(session: Any, progress: Any = None) -> Any:
        return session

    workspace.read_session = as_it_is  # type: ignore[method-assign]
    return workspace


JOURNEYS = {
    "home": [],
    "help": ["f1"],
    "everything": ["ctrl+p"],
    "talks": ["t"],
    "plan": ["s"],
    "prepare": ["p"],
    "session": ["s", "enter", "f4", "f2"],
    "stages": ["s", "enter", "f6"],
    "promise": ["s", "enter", "f7"],
    "write": ["w", "enter", "f2"],
    "mirror": ["m", "y"],
    "mirror-notes": ["m", "n", "right"],
    "correct": ["m", "c"],
    "review": ["r"],
    "review-table": ["r", "t"],
    "questions": ["r", "enter"],
    "export": ["r", "e"],
    "library": ["l"],
    "library-foci": ["l", "tab"],
    "settings": ["o"],
    "wizard": ["o", *["down"] * 7, "enter"],
    "code": ["o", *["down"] * 8, "enter"],
    "close": ["o", "end", "up", "enter"],
}


@pytest.mark.parametrize("name", JOURNEYS)
@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["small", "wide"])
async def test_nothing_is_obeyed(name: str, size: tuple[int, int]) -> None:
    app = CoachApp(hostile())
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        for press in JOURNEYS[name]:
            await pilot.press(press)
            await pilot.pause(0.05)
        await pilot.pause(0.1)
        shown = on_screen(app)
        assert not UNSAFE.search(shown.replace("\n", ""))
        if name in ("home", "mirror", "prepare", "session", "library"):
            assert "[/] [bold]x" in shown


async def test_what_is_pasted_is_cleaned() -> None:
    workspace = FakeWorkspace()
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "enter")
        await until(pilot, lambda: page(app) == "SessionScreen" and app.screen.is_mounted)
        app.post_message(events.Paste("a\x1b[31mb\u202ec\nd"))
        await until(pilot, lambda: workspace.drafts)
        assert workspace.drafts[-1].text == "a[31mbc\nd"


async def test_what_is_told_in_passing_is_no_markup() -> None:
    app = CoachApp(FakeWorkspace(pairs=(replace(JO_PRIYA, mentor=Person(name="[/]")),)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.whisper("[/] [@click=app.quit]x[/]")
        await pilot.pause(0.2)
        assert "[@click=app.quit]" in on_screen(app)
