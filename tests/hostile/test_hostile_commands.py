"""Commands on hostile names, notes, guides, files and arguments: clean lines on standard output and standard error."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile_pair import pair_of, talks_of
from msgspec.structs import replace
from texts import GROUPS, UNSAFE

from coach.cli import run
from coach.commands.speaking import Clean
from coach.errors import CoachError
from coach.notes import one_line
from coach.records import Act, Choice, Reading
from coach.workspace import Workspace

CAPTURE = pytest.CaptureFixture[str]
ARGUMENTS = ["\x1b[31m[/]", "\x9b2J", "\u202egnp", "\x1b]8;;https://example.org\x1b\\l", "a\x1b[Fb"]
"""What a shell can pass on; NUL can't be an argument."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def filled(home: Path, group: str) -> str:
    """A workspace in which each text of the group stands everywhere in a pair of its own; the first pair's id."""
    with Workspace.open(home) as workspace:
        for number, text in enumerate(GROUPS[group]):
            workspace.keep_pair(replace(pair_of(text), id=f"pair-{number}"))
            for talk in talks_of(text)[:2]:
                choice = Choice(prompt="let-me-check", focus="say-it-back", state="kept")
                workspace.keep_session(
                    replace(talk, id=f"{talk.id}-{number}", pair=f"pair-{number}", choices=(choice,))
                )
    return "pair-0"


def said(arguments: list[str], capsys: CAPTURE, status: int = 0) -> str:
    """What a command prints on both streams; both must be clean."""
    assert run(arguments) == status
    captured = capsys.readouterr()
    assert not UNSAFE.search(captured.out), ascii(UNSAFE.search(captured.out))
    assert not UNSAFE.search(captured.err), ascii(UNSAFE.search(captured.err))
    if status == 2 and not captured.out:
        assert captured.err.count("\n") == 1, "one line for the person"
    return captured.out + captured.err


@pytest.mark.parametrize("group", GROUPS)
def test_prepare_and_review_print_words_only(group: str, home: Path, capsys: CAPTURE) -> None:
    filled(home, group)
    for number, text in enumerate(GROUPS[group][:6]):
        printed = said(["prepare", f"pair-{number}"], capsys)
        assert one_line(text) in one_line(printed)
        said(["review", f"pair-{number}"], capsys)
    assert "Which" not in said(["prepare", "nobody at all"], capsys, 2)


@pytest.mark.parametrize("group", ["html", "escapes", "paths"])
def test_what_is_saved_lies_where_it_was_asked_for(group: str, home: Path, tmp_path: Path, capsys: CAPTURE) -> None:
    pair = filled(home, group)
    out = tmp_path / "out"
    out.mkdir()
    for kind, name in (("html", "a.html"), ("markdown", "a.md"), ("json", "a.json"), ("turns", "a.jsonl")):
        said(["review", pair, f"--{kind}", str(out / name), "--agreed", "--quotes", "--names", "keep"], capsys)
        assert not UNSAFE.search((out / name).read_text(encoding="utf-8"))
    assert len(list(out.iterdir())) == 4
    said(["export", str(tmp_path / "plain")], capsys)
    said(["backup", str(tmp_path / "all.backup")], capsys)
    said(["restore", str(tmp_path / "all.backup")], capsys)
    said(["doctor"], capsys)


@pytest.mark.parametrize("word", ARGUMENTS, ids=ascii)
def test_arguments_come_back_clean_in_what_is_said(word: str, home: Path, tmp_path: Path, capsys: CAPTURE) -> None:
    people = ["--mentor", f"Jo{word}", "--mentee", f"Jo{word}"]
    for arguments in (
        ["prepare", word], ["review", word], ["guides", "show", word], ["guides", "new", "power-check", "--as", word],
        ["analyze", word, "--mentor", "a", "--mentee", "b"], ["analyze", "x", *people], ["restore", word],
        ["import", word, "--pair", word], ["guides", "new", word], ["import", "x", "--pair", "x", "--day", word],
    ):  # fmt: skip
        assert run(arguments) == 2, arguments
        captured = capsys.readouterr()
        assert not UNSAFE.search(captured.out + captured.err) and captured.err.count("\n") == 1
    with pytest.raises(SystemExit):
        run(["prepare", "x", f"--{word}"])
    assert not UNSAFE.search(capsys.readouterr().err)


def test_a_name_of_a_folder_comes_back_clean(tmp_path: Path, capsys: CAPTURE) -> None:
    for number, word in enumerate(ARGUMENTS):
        home = tmp_path / f"{number}{word.replace('/', '')}"
        said(["--home", str(home), "doctor"], capsys)
        (home / "store" / "index.coach").write_bytes(b"something else")
        said(["--home", str(home), "doctor"], capsys, 2)


def test_a_name_that_is_no_text_is_told_all_the_same(home: Path, capsys: CAPTURE) -> None:
    name = os.fsdecode(b"\xff\xfenote\x1b.txt")
    assert "note" in said(["analyze", name, "--mentor", "Jo", "--mentee", "Priya"], capsys, 2)


# -- own guides -------------------------------------------------------------------------------------------------------


def quoted(text: str) -> str:
    """A TOML string of exactly this text; halves of characters can't stand in a file."""
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")


@pytest.mark.parametrize("group", GROUPS)
def test_own_guides_are_shown_as_words(group: str, home: Path, capsys: CAPTURE) -> None:
    folder = home / "guides"
    for kind in ("sessions", "prompts"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(GROUPS[group]):
        own = quoted(f"x {text}")
        (folder / "sessions" / f"own-{number}.toml").write_text(
            f"title = {own}\npurpose = {own}\nminutes = 5\nshare_reason = {own}\nshare = 0.5\navoid = [{own}]\n"
            f'closing = {own}\n[[stage]]\nid = "a"\ntitle = {own}\nminutes = 5\ndo = {own}\nmentor_prompts = [{own}]\n',
            encoding="utf-8",
        )
        (folder / "prompts" / f"focus-{number}.toml").write_text(
            f'title = {own}\nlack = {own}\nwhy = {own}\n[[prompt]]\nid = "p-{number}"\ntext = {own}\n', encoding="utf-8"
        )
    assert "All is well" in said(["guides", "check"], capsys)
    said(["guides", "list"], capsys)
    for number, text in enumerate(GROUPS[group]):
        there = one_line(text.encode("utf-8", "replace").decode())
        assert there in one_line(said(["guides", "show", f"own-{number}"], capsys))
        said(["guides", "show", f"focus-{number}"], capsys)
        said(["guides", "show", f"p-{number}"], capsys)


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_wrong_with_a_guide_is_told_in_clean_lines(group: str, home: Path, capsys: CAPTURE) -> None:
    folder = home / "guides" / "sessions"
    folder.mkdir(parents=True)
    for number, text in enumerate(GROUPS[group]):
        key = quoted(text or "x")
        (folder / f"key-{number}.toml").write_text(f"{key} = 1\n", encoding="utf-8")
        (folder / f"id-{number}.toml").write_text(f"id = {key}\n", encoding="utf-8")
        (folder / f"kind-{number}.toml").write_text(f"kinds = [{key}]\ntitle = {key}\n", encoding="utf-8")
        (folder / f"raw-{number}.toml").write_bytes(text.encode("utf-8", "replace"))
    (folder / "\x1b[31m\u202ename.toml").write_text("=", encoding="utf-8")
    said(["guides", "check"], capsys, 2)
    said(["doctor"], capsys, 2)


@pytest.mark.parametrize(
    "name", ["../outside", "/tmp/outside", "..", "a/b", "a\\b", "A", "a.b", "", "x" * 80, "\x1b[31m"]
)
def test_a_guide_is_never_copied_out_of_its_folder(name: str, home: Path, tmp_path: Path, capsys: CAPTURE) -> None:
    before = set(tmp_path.rglob("*.toml"))
    if name:
        said(["guides", "new", "power-check", "--as", name], capsys, 2)
    assert set(tmp_path.rglob("*.toml")) == before


# -- analyze and transcripts ------------------------------------------------------------------------------------------


def test_a_guide_is_never_kept_out_of_its_folder_and_holds_clean_text(home: Path, tmp_path: Path) -> None:
    with Workspace.open(home) as workspace:
        text = workspace.guide_text("template", "power-check")
        for name in ("../../outside", "/tmp/outside", "a/b", "\\l"):
            with pytest.raises(CoachError):
                workspace.keep_guide("template", name, text)
        assert not workspace.keep_guide("template", "power-check", f"{text}\n# \x1b[31m \u202e \ud800\n")
        assert not UNSAFE.search((home / "guides" / "sessions" / "power-check.toml").read_text(encoding="utf-8"))
    assert not list(tmp_path.rglob("outside*"))


class FakeReader:
    """Takes every line for something that the mentor said."""

    def read(self, text: str, author: str, pair: object, *more: object) -> Reading:
        acts = [
            Act(start=0, end=1, speaker="mentor", act="ask", confidence=0.9, text=line) for line in text.split("\n")
        ]
        return Reading(acts=tuple(acts), unread=tuple(acts[:1]), words=len(text.split()))


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    import coach.reading.reader

    monkeypatch.setattr(coach.reading.reader, "Reader", FakeReader)
    monkeypatch.setattr("coach.commands.analyze._reader", None)


@pytest.mark.parametrize("group", GROUPS)
def test_analyze_prints_the_words_of_a_note(
    group: str, home: Path, tmp_path: Path, capsys: CAPTURE, fake_reader: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "note.txt"
    lines = [f"Jo asked her what she had tried and then {text}" for text in GROUPS[group] if "\0" not in text]
    file.write_bytes("\n".join(lines).encode("utf-8", "replace"))
    for text in GROUPS[group][:4]:
        people = ["--mentor", f"Jo {text}".replace("\0", ""), "--mentee", "Priya"]
        printed = said(["analyze", str(file), *people], capsys)
        assert "asked her" in printed
        json.loads(said(["analyze", str(file), *people, "--json"], capsys))
    person: dict[str, Any] = {"mentor": {"name": "Jo"}, "mentee": {"name": "Priya"}, "author": "both"}
    rows = "".join(json.dumps({"id": text, "text": text, **person}) + "\n" for text in GROUPS[group])
    monkeypatch.setattr(sys, "stdin", io.StringIO(rows))
    printed = said(["analyze", "--jsonl"], capsys)
    assert len([json.loads(line) for line in printed.splitlines()]) == len(GROUPS[group])


@pytest.mark.parametrize("group", GROUPS)
def test_a_transcript_that_needs_the_person_says_so_in_one_clean_line(
    group: str, home: Path, tmp_path: Path, capsys: CAPTURE
) -> None:
    with Workspace.open(home) as workspace:
        workspace.keep_pair(replace(pair_of(GROUPS[group][0]), id="pair"))
    for number, text in enumerate(GROUPS[group]):
        cues = f"00:0{number % 10}.000 --> 00:59.000\n<v Sam {text}>well {text}</v>\n\n"
        file = tmp_path / f"talk-{number}\x1b[31m\u202e.vtt"
        file.write_bytes(f"WEBVTT\n\n{cues}{cues.replace('Sam', 'Kim')}".encode("utf-8", "replace"))
        said(["import", str(file), "--pair", "pair"], capsys, 2)


def test_the_stream_says_how_much_was_written_and_keeps_the_rest() -> None:
    inner = io.StringIO()
    stream = Clean(inner)
    assert stream.write("a\x1b[31mb\u202e\n\tc\ud800") == 12
    assert inner.getvalue() == "a[31mb\n\tc\ufffd" and not stream.closed
