"""Whatever a file holds, it is read or refused in one sentence with a remedy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transcript_pairs import pair

from coach.errors import CoachError
from coach.transcripts import as_text, match, parse, placed, turns_of
from coach.transcripts.decoding import LARGEST

FILES = Path(__file__).parent / "files"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


BAD = {
    "empty": (b"", "nothing in"),
    "blank": (b" \r\n\t\n", "nothing in"),
    "only a mark": ("\ufeff\u200e".encode(), "nothing in"),
    "zeros": (b"\0" * 5000, "nothing in"),
    "binary": (bytes(range(256)) * 40, "isn't a text file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "is a picture"),
    "pdf": (b"%PDF-1.7 Ana: hi", "is a PDF"),
    "film": (b"\0\0\0\x18ftypmp42" + b"\0" * 50, "is a recording"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "old Word"),
    "ten megabytes": (b"Ana: hi\n" * 1_250_000, "10 MB"),
    "just too large": (b"x" * (LARGEST + 1), "more than the words"),
    "packed": (zipped({"a.txt": b"Ana: hi"}), "no Word document"),
    "cut docx": (zipped({"word/document.xml": b"<w:p><w:t>Ana: hi"}), "can't open"),
    "cut zip": (zipped({"word/document.xml": b"<p>" + b"x" * 5000})[:60], "can't open"),
    "json": (b'{"a": 1, "b": [1, 2, 3]}', "no names"),
    "html": (b"<html><body><p>Hello there</p></body></html>", "no names"),
    "csv": (b"a,b,c\n1,2,3\n4,5,6\n", "no names"),
    "vtt without cues": (b"WEBVTT\n\n", "no names"),
    "times only": (b"00:00:01.000 --> 00:00:02.000\n\n", "no names"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_transcript_is_refused_with_reason_and_remedy(case: str) -> None:
    data, reason = BAD[case]
    with pytest.raises(CoachError, match=reason) as refused:
        parse("talk.vtt", data)
    assert refused.value.remedy
    assert not {"failed", "invalid", "error"} & set(str(refused.value).lower().split())


def test_entities_that_a_document_declares_itself_are_refused() -> None:
    with pytest.raises(CoachError, match="can't open"):
        parse("trap.docx", (FILES / "trap.docx").read_bytes())


def test_a_document_that_unpacks_to_far_too_much_is_refused() -> None:
    with pytest.raises(CoachError, match="can't open"):
        parse("bomb.docx", zipped({"word/document.xml": b"<w:t>" + b" " * 41_000_000 + b"</w:t>"}))


def test_control_codes_never_get_through() -> None:
    turns = parse("x", "Ana: red \x1b[31m and \u202eback\nJo: x &#27;[0m y".encode()).turns
    assert not any(c in turn.text for turn in turns for c in "\x1b\u202e")


PIECES = st.sampled_from(
    """WEBVTT|00:01.000 --> 00:02.000|00:00:03,5 --> 00:00:01,0|<v Ruiz, Ana>|</v>|Ana: yes|**Jo:** no|| |[Ana] 10:00:01
Jo Fisher  0:09|NOTE|STYLE|7|Transcript|Attendees|### 00:05:00|99:99:99|--> -->|Meeting ended after 00:01:00|<v |Ana:
&amp;&#x110000;&#0;|Ana (1:2:33): ok|\ufeff|你好：世界|\x00""".replace("\n", "|").split("|")
)


def whole(data: bytes) -> None:
    try:
        transcript = parse("x", data)
    except CoachError as refused:
        assert str(refused)
        return
    assert transcript.turns and all(t.speaker and t.text and "\n" not in t.text for t in transcript.turns)
    who = pair("Jo Fisher", "Ana Ruiz")
    mapping = {name: side or "third-party" for name, side in match(transcript, who).items()}
    assert set(mapping) == {name for name, _ in transcript.speakers}
    try:
        turns = turns_of(transcript, mapping)
    except CoachError:
        return
    text = as_text(turns, who)
    assert text.count("\n") == len(turns) - 1
    assert all(text[t.start : t.end] == t.text for t in placed(turns, who))


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    whole(data)


@given(
    st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=25), st.sampled_from(["utf-8", "utf-16", "utf-16-le"])
)
@settings(max_examples=500, deadline=None)
def test_any_mixture_of_formats_is_read_or_refused(lines: list[str], encoding: str) -> None:
    whole("\n".join(lines).encode(encoding, errors="replace"))


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_word_file_is_read_or_refused(xml: bytes) -> None:
    whole(zipped({"word/document.xml": xml}))


@given(st.sampled_from(sorted(f.name for f in FILES.iterdir())), st.integers(0, 400), st.binary(max_size=3))
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_is_read_or_refused(name: str, at: int, other: bytes) -> None:
    data = (FILES / name).read_bytes()
    whole(data[:at] + other + data[at + len(other) :])
