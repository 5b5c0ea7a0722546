"""The one door, with a reader that is made up: pairs, sessions, corrections, choices, reading again, guides of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from coach.errors import CoachError
from coach.notes import new_id
from coach.progress import Stopped
from coach.records import Act, Action, Author, Choice, Correction, Note, Pair, Person, Reading, Session
from coach.workspace import Workspace
from coach.workspace.sharing import everything


class MadeUpReader:
    """Reads every line that begins with a name as an act of that person; counts how often it was asked."""

    def __init__(self, version: str = "made-up 1") -> None:
        self.version, self.asked = version, 0

    async def read(
        self, text: str, author: Author, pair: Pair, corrections: Sequence[Correction] = (), topic: str = "",
        on_progress: object = None,
    ) -> Reading:  # fmt: skip
        self.asked += 1
        acts, at = [], 0
        for line in text.split("\n"):
            speaker = "mentor" if line.startswith(pair.mentor.name) else "mentee"
            own = next((c for c in corrections if c.words == line), None)
            act = own.act if own and own.act else ("ask" if "asked" in line else "share")
            acts.append(Act(start=at, end=at + len(line), speaker=speaker, act=act, confidence=0.9, text=line))
            at += len(line) + 1
        return Reading(acts=tuple(acts), version=self.version, author=author, words=len(text.split()))

    async def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        raise CoachError("No encoder", "There's no encoder here.")

    def stop(self) -> None:
        return None


TEXT = "Jo asked what she wanted\nPriya said that she was afraid\nPriya told of her boss"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "home", engine=MadeUpReader()) as found:
        yield found


@pytest.fixture
def pair(workspace: Workspace) -> Pair:
    found = Pair(id=new_id(), mentor=Person(name="Jo"), mentee=Person(name="Priya", pronouns="she"))
    workspace.keep_pair(found)
    return found


async def held(workspace: Workspace, pair: Pair, text: str = TEXT) -> Session:
    session = workspace.start_session(pair.id, "regular-check-in", 45)
    note = Note(id=new_id(), text=text, author="both")
    return await workspace.read_session(replace(session, state="done", notes=(note,)))


def test_the_same_name_for_both_is_asked_about(workspace: Workspace) -> None:
    with pytest.raises(CoachError, match="both called Jo"):
        workspace.keep_pair(Pair(id=new_id(), mentor=Person(name="Jo"), mentee=Person(name=" jo ")))


def test_names_are_kept_on_one_line_without_control_codes(workspace: Workspace, pair: Pair) -> None:
    workspace.keep_pair(replace(pair, mentor=Person(name="Jo\x1b[31m\nBrandt")))
    assert workspace.pairs()[0].mentor.name == "Jo[31m Brandt"


async def test_a_session_is_read_and_its_mirror_kept(workspace: Workspace, pair: Pair) -> None:
    session = await held(workspace, pair)
    kept = workspace.session(session.id)
    assert kept.mirror is not None
    assert kept.mirror.balance.tier == "notes"
    assert [act.speaker for act in kept.mirror.acts] == ["mentor", "mentee", "mentee"]


async def test_the_same_note_is_read_once(workspace: Workspace, pair: Pair) -> None:
    session = await held(workspace, pair)
    await workspace.read_session(workspace.session(session.id))
    assert workspace.engine is not None and workspace.engine.asked == 1  # type: ignore[attr-defined]


async def test_a_correction_moves_the_numbers_now_and_in_later_sessions(workspace: Workspace, pair: Pair) -> None:
    session = await held(workspace, pair)
    line = "Priya told of her boss"
    corrected = await workspace.correct(session, Correction(words=line, act="inform"))
    assert corrected.mirror is not None and corrected.mirror.mentee.telling.count == 1
    later = await held(workspace, pair)
    assert later.mirror is not None and later.mirror.mentee.telling.count == 1


async def test_a_corrected_name_becomes_an_alias(workspace: Workspace, pair: Pair) -> None:
    session = await held(workspace, pair)
    await workspace.correct(session, Correction(words="Pri said so", speaker="mentee", alias="Pri"))
    assert workspace.pairs()[0].mentee.aliases == ("Pri",)


async def test_a_private_note_doesnt_count_in_what_both_see(workspace: Workspace, pair: Pair) -> None:
    session = workspace.start_session(pair.id, "regular-check-in", 45)
    notes = (
        Note(id=new_id(), text=TEXT, author="both"),
        Note(id=new_id(), text="Priya said a secret", author="mentee", visibility="mentee"),
    )
    session = await workspace.read_session(replace(session, state="done", notes=notes))
    assert session.mirror is not None
    assert not any("secret" in act.text for act in session.mirror.acts)


async def test_what_is_shown_is_kept_and_what_is_chosen_goes_along(workspace: Workspace, pair: Pair) -> None:
    session = await held(workspace, pair)
    advice = await workspace.advise(session)
    assert 1 <= len(advice.suggestions) <= 3
    assert {c.state for c in workspace.session(session.id).choices} == {"offered"}
    chosen = advice.suggestions[0].prompt
    workspace.choose(session, Choice(prompt=chosen, focus=advice.focus, state="kept"))
    assert workspace.prepare(pair.id, "mentor").try_one is not None
    assert [c.prompt for c in workspace.start_session(pair.id, "regular-check-in", 30).carried] == [chosen]


async def test_promises_stand_in_the_preparation_own_first_until_kept(workspace: Workspace, pair: Pair) -> None:
    session = await held(workspace, pair)
    mine, hers = Action(id="1", text="ring Ruth", owner="mentor"), Action(id="2", text="write", owner="mentee")
    workspace.keep_session(replace(session, actions=(mine, hers)))
    found = workspace.prepare(pair.id, "mentor")
    assert ([a.id for a in found.own_promises], [a.id for a in found.other_promises]) == (["1"], ["2"])
    workspace.keep_session(replace(session, actions=(replace(mine, done="2026-01-02"), hers)))
    assert workspace.prepare(pair.id, "mentor").own_promises == ()


async def test_a_newer_reader_reads_again_and_says_what_moved(workspace: Workspace, pair: Pair) -> None:
    await held(workspace, pair)
    assert await workspace.read_again(pair.id) == ""
    workspace.engine = MadeUpReader("made-up 2")
    steps: list[tuple[int, int]] = []
    said = await workspace.read_again(pair.id, lambda *step: steps.append(step))
    assert "One talk was read again" in said and steps == [(1, 1)]
    assert workspace.outdated(pair.id) == ()


def test_a_pair_is_found_by_a_part_of_a_name_and_asked_for_where_several_fit(workspace: Workspace, pair: Pair) -> None:
    assert workspace.pair("priya").id == pair.id
    workspace.keep_pair(Pair(id=new_id(), mentor=Person(name="Jon"), mentee=Person(name="Ana")))
    with pytest.raises(CoachError, match="Several pairs fit"):
        workspace.pair("jo")


def test_own_guides_are_copied_checked_and_used(workspace: Workspace) -> None:
    workspace.copy_guide("template", "power-check", "ours")
    assert "ours" in workspace.guides.templates and workspace.is_own_guide("template", "ours")
    text = workspace.guide_text("template", "ours")
    assert workspace.keep_guide("template", "ours", text.replace("purpose", "porpoise", 1))
    assert workspace.keep_guide("template", "ours", text.replace("minutes = 45", "minutes = 45", 1)) in ([], ())


def test_what_belongs_to_a_pair_goes_with_it(workspace: Workspace, pair: Pair) -> None:
    session = workspace.start_session(pair.id, "regular-check-in", 45)
    workspace.draft(session, Note(id=new_id(), text="a very rare word: quixotry", author="mentor"))
    workspace.delete_pair(pair.id)
    assert workspace.pairs() == ()
    files = [file for file in workspace.folder.rglob("*") if file.is_file()]
    assert not any(b"quixotry" in file.read_bytes() for file in files)


async def test_an_export_or_an_import_that_is_stopped_leaves_nothing_behind(
    workspace: Workspace, pair: Pair, tmp_path: Path
) -> None:
    await held(workspace, pair)
    review = workspace.review(pair.id, None, None)

    for last in range(3):

        def stop(done: int, of: int, last: int = last) -> None:
            if done == last:
                raise Stopped

        with pytest.raises(Stopped):
            workspace.export(review, "html", everything(names=True, quotes=True), tmp_path / "out" / "r.html", stop)
        assert not (tmp_path / "out").exists()
        talk = tmp_path / "talk.txt"
        talk.write_text("Jo: hello there\nPriya: hello to you\n", encoding="utf-8")
        with pytest.raises(Stopped):
            workspace.read_transcript(pair.id, talk, stop)
    assert len(workspace.sessions(pair.id)) == 1


async def test_a_reading_tells_how_far_it_is_over_all_notes(workspace: Workspace, pair: Pair) -> None:
    class Halfway(MadeUpReader):
        async def read(self, text: str, *rest: Any, on_progress: Any = None, **more: Any) -> Reading:
            on_progress(0.5)
            return await super().read(text, *rest, **more)

    workspace.engine = Halfway()
    notes = tuple(Note(id=new_id(), text="Jo asked" + "." * extra, author="mentor") for extra in (2, 22))
    session = workspace.start_session(pair.id, "regular-check-in", 40)
    steps: list[tuple[int, int]] = []
    await workspace.read_session(replace(session, notes=notes), lambda *step: steps.append(step))
    assert steps == [(5, 40), (25, 40)]
