"""The command line: what it prints, and one clear sentence with status 2 for what can't be done."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from coach.cli import run

JO_AND_PRIYA = ["--mentor", "Jo Brandt", "--mentee", "Priya Raman"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))


def note(tmp_path: Path, text: str | bytes) -> str:
    file = tmp_path / "note.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1, "one line for the person"
    return captured.err


def test_an_empty_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing written" in refused(["analyze", note(tmp_path, "  \n"), *JO_AND_PRIYA], capsys)


def test_a_note_of_one_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "One word" in refused(["analyze", note(tmp_path, "fine"), *JO_AND_PRIYA], capsys)


def test_names_that_never_occur(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Tom asked Ana about the exam. Ana said that it went well."
    assert "named" in refused(["analyze", note(tmp_path, text), *JO_AND_PRIYA], capsys)


def test_the_same_name_for_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "called Jo" in refused(
        ["analyze", note(tmp_path, "Jo asked Jo."), "--mentor", "Jo", "--mentee", "jo"], capsys
    )


def test_a_file_that_isnt_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "isn't a text file" in refused(["analyze", note(tmp_path, b"\x89PNG\0\xff\xfe"), *JO_AND_PRIYA], capsys)


def test_a_file_that_isnt_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no file called" in refused(["analyze", "nowhere.txt", *JO_AND_PRIYA], capsys)


def test_another_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Jo hat Priya gefragt, was sie sich wünscht, und sie hat gesagt, dass sie es noch nicht weiß."
    assert "German" in refused(["analyze", note(tmp_path, text), *JO_AND_PRIYA], capsys)


def test_a_pair_that_isnt_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert "No pair" in refused(["prepare", "nobody"], capsys)


def test_a_line_that_is_no_record(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("not json\n"))
    assert "Line 1" in refused(["analyze", "--jsonl"], capsys)


def test_the_line_protocol_answers_every_record(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people = {"mentor": {"name": "Jo Brandt", "pronouns": "they"}, "mentee": {"name": "Priya Raman", "pronouns": "she"}}
    texts = [
        "Asked Priya what she wanted. She told me that she's scared of her boss.",
        "",
        "😀",
        "Jo: hi\nPriya: hello you",
    ]
    lines = "".join(json.dumps({"id": i, "text": t, "author": "mentor", **people}) + "\n" for i, t in enumerate(texts))
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert run(["analyze", "--jsonl"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a["id"] for a in answers] == [0, 1, 2, 3]
    first = answers[0]
    assert first["talk_balance"]["tier"] == "notes"
    assert (
        0 <= first["talk_balance"]["low"] <= first["talk_balance"]["mentor_share"] <= first["talk_balance"]["high"] <= 1
    )
    assert {a["speaker"] for a in first["acts"]} == {"mentor", "mentee"}
    assert answers[1]["talk_balance"] == {"mentor_share": None, "low": 0.0, "high": 1.0, "tier": "unknown"}


def test_guides_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guides", "list"]) == 0
    listed = capsys.readouterr().out
    assert "power-check" in listed
    assert run(["guides", "show", "power-check"]) == 0
    assert "min)" in capsys.readouterr().out


def test_a_guide_of_ones_own_is_copied_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guides", "new", "power-check", "--as", "our-power-check"]) == 0
    assert run(["guides", "check"]) == 0
    assert "All is well" in capsys.readouterr().out


def test_a_misspelt_guide_gets_its_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert "power-check" in refused(["guides", "show", "power-chek"], capsys)


def test_two_processes_answer_in_order_and_answer_what_stood_before_a_bad_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {"mentor": {"name": "Jo"}, "mentee": {"name": "Priya"}}
    lines = [json.dumps({"id": n, "text": f"Jo asked Priya about the {n} plans.", **people}) for n in range(70)]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*lines, "no record"])))
    assert run(["analyze", "--jsonl", "--jobs", "2"]) == 2
    said = capsys.readouterr()
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == list(range(70))
    assert "Line 71" in said.err
