"""Bytes to the readers of notes, transcripts, guides and stored files; each checks what must hold, whatever the bytes.

Registered by ``scripts/fuzz.py`` beside the whole store; run for a moment in the tests by ``tests/test_fuzz_short.py``.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What never comes out of cleaned text."""
NOTES = (
    "Asked Priya what she had tried. She said she'd waited. I told her to write first.\nI talked way too much, 70/30 me.",
    "Jo: So how was it?\nPriya: I don't know, I think it went okay. You said I should just try.\nJo: Yeah, and did you?\n",
    "**Jo** - told me \u201cstop worrying\u201d\n- P: asked about pay :-)\n[Priya] she hardly said a word; 3/4 of the time mine",
    "J\u200do=\u202eayirP \x1b[31m ... \n\n\n:::: 50/50 !!! \U0001f469\u200d\U0001f4bb",
)


def text_in(data: bytes) -> str:
    """Bytes as text in which anything may stand, lone surrogates too."""
    return data[:20_000].decode("utf-8", "surrogatepass" if data[:1] != b"\0" else "surrogateescape")


def loose_text(data: bytes) -> str:
    try:
        return text_in(data)
    except UnicodeDecodeError:
        return data[:20_000].decode("latin-1")


def of_notes() -> list[bytes]:
    return [note.encode() for note in NOTES]


@cache
def names() -> Any:
    from coach.reading.people import names_of

    return names_of("Jo Brandt", "Priya Raman", ("he", "she"), ("manager", ""), (("JB", "Jojo"), ("Pri",)))


# -- notes ------------------------------------------------------------------------------------------------------------


def clean_text(data: bytes) -> None:
    """Clean text stays clean, holds nothing that a terminal obeys, and makes a harmless file name."""
    from coach.notes import clean, one_line, safe_file_name

    text = loose_text(data)
    cleaned = clean(text)
    assert clean(cleaned) == cleaned and not UNSAFE.search(cleaned)
    assert "\n" not in one_line(text) and not UNSAFE.search(one_line(text))
    name = safe_file_name(text)
    assert 0 < len(name) <= 60 and not set(name) & set('/\\.:*?"<>|\0 ') and not name.startswith("-")
    cleaned.encode("utf-8")


def lines_of_notes(data: bytes) -> None:
    """Lines lie inside the text, in order, and their tags inside them; the checks of the whole text answer."""
    from coach.reading.layout import is_transcript, lines_of, problem_of
    from coach.reading.reader import chunks

    text = loose_text(data)
    for author in ("mentor", "mentee", "both"):
        last = 0
        lines = lines_of(text, names(), author)
        for line in lines:
            assert last <= line.start <= line.body <= line.end <= len(text)
            last = line.end
        is_transcript(text, lines, author)
    assert isinstance(problem_of(text), str)
    assert "".join(text[a:b] for a, b in chunks(text)) == text


def clues_of_notes(data: bytes) -> None:
    """A clue for every word, and every remark on who talked is a stretch of the text with a share from 0 to 1."""
    from coach.reading.people import clues_of
    from coach.reading.remarks import Words, remarks_of

    text = loose_text(data)[:4000]
    found = list(re.finditer(r"\w+(?:['\u2019]\w+)*|[^\w\s]", text))
    words, starts = [each[0] for each in found], [each.start() for each in found]
    for author in ("mentor", "mentee", "both"):
        clues = clues_of(words, starts, text, names(), author)
        assert len(clues.clues) == len(clues.surfaces) == len(clues.lines) == len(words)
        for remark in remarks_of(text, Words(words, starts, clues.clues), author):
            assert remark.text == text[remark.start : remark.end] and 0 <= remark.share <= 1


def names_of_people(data: bytes) -> None:
    """Any text as names, pronouns, roles and aliases; the note is read with them all the same."""
    from coach.reading.layout import lines_of
    from coach.reading.people import names_of
    from coach.records import Pair, Person
    from coach.report.masking import Mask

    parts = [*loose_text(data)[:400].split("|"), "", "", "", "", ""]
    known = names_of(parts[0], parts[1], (parts[2], parts[3]), (parts[4], ""), ((parts[5],), ()))
    lines_of(NOTES[1], known, "both")
    pair = Pair(id="p", mentor=Person(name=parts[0], aliases=(parts[5],)), mentee=Person(name=parts[1]))
    masked = Mask(pair, (parts[2],))(NOTES[1] + parts[0])
    assert not UNSAFE.search(masked)


def of_names() -> list[bytes]:
    return [
        b"Jo Brandt|Priya Raman|he|she|manager|JB",
        "O'Neil-.,|\u0130\u0131\u00df|ze/zir|[/]|=|(".encode(),
        b"|||||",
    ]


def word_pieces(data: bytes) -> None:
    """Case and break of any word, and windows of pieces that join to what went in."""
    from coach.reading.pieces import break_of, case_of, join_pieces

    text = loose_text(data)[:4000]
    words = re.findall(r"\S+", text)
    assert all(0 <= case_of(word) <= 5 for word in words) and 0 <= break_of(text) <= 2
    joined = join_pieces([[ord(c) for c in word[:12]] for word in words])
    assert len(joined.ids) == len(joined.word_of) == 2 + sum(min(12, len(word)) for word in words)


def stretches_of_scores(data: bytes) -> None:
    """Any finite scores give stretches in order that don't overlap and don't cross a line break."""
    import numpy as np

    from coach.reading.talk import stretches_of

    count = min(len(data) // 4, 300)
    numbers = np.frombuffer(data[: count * 3], dtype=np.int8).astype(np.float32).reshape(count, 3) / np.float32(8)
    breaks = [byte % 5 == 0 for byte in data[count * 3 : count * 4]]
    last = -1
    for first, end in stretches_of(numbers, breaks, (data[0] - 128) / 16 if data else 0.0):
        assert last < first <= end < count and not any(breaks[first + 1 : end + 1])
        last = end


# -- files ------------------------------------------------------------------------------------------------------------


def of_transcripts() -> list[bytes]:
    return [
        path.read_bytes() for path in sorted((ROOT / "tests/transcripts/files").iterdir()) if path.name != "trap.docx"
    ]


def transcript(data: bytes) -> None:
    """Turns with clean words on one line, times that don't run backwards, and a tagged text that holds them."""
    from coach.records import Pair, Person
    from coach.transcripts import as_text, match, parse, placed, turns_of

    parsed = parse("talk\x1b[31m.vtt", data)
    assert parsed.turns
    for turn in parsed.turns:
        assert turn.speaker and turn.text and "\n" not in turn.text + turn.speaker
        assert not UNSAFE.search(turn.text + turn.speaker)
        assert turn.begin_s is None or turn.begin_s >= 0
    pair = Pair(id="p", mentor=Person(name="Ana Ruiz"), mentee=Person(name="Jo Brandt"))
    match(parsed, pair)
    seats: tuple[Literal["mentor", "mentee", "third-party"], ...] = ("mentor", "mentee", "third-party")
    mapping = {name: seats[i % 3] for i, (name, _) in enumerate(parsed.speakers)}
    turns = placed(turns_of(parsed, mapping), pair)
    text = as_text(turns, pair)
    assert all(text[turn.start : turn.end] == turn.text for turn in turns)


def of_guides() -> list[bytes]:
    return [
        sorted((ROOT / "guides" / kind).glob("*.toml"))[0].read_bytes() for kind in ("sessions", "prompts", "markers")
    ]


def guides(data: bytes) -> None:
    """As a person's own session, focus and marker: used, or left out with a sentence that says why."""
    from coach.guides import check_guides, load_guides

    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
        try:
            id_ = str(tomllib.loads(data.decode("utf-8")).get("id", "own"))
        except (ValueError, RecursionError):
            id_ = "own"
        id_ = id_ if re.fullmatch(r"[a-z-]{1,40}", id_) else "own"
        for kind in ("sessions", "prompts", "markers"):
            Path(place, kind).mkdir()
            Path(place, kind, f"{id_}.toml").write_bytes(data)
        problems = check_guides(Path(place))
        found = load_guides(Path(place), Path(place, "nothing"))
        for template in found.templates.values():
            template.for_people("[/]", "{0}").for_minutes(60)
        assert found.prompts is not None and found.foci is not None
        for rule in found.markers.values():
            rule.matcher_patterns()
        assert not any(UNSAFE.search(each) for each in (*problems, *found.notices)), problems


def of_containers() -> list[bytes]:
    from coach.store.container import pack

    return [
        pack("index", "index", b'{"pairs":{}}', None),
        pack("sessions", "pairs/p/desk", b'{"sessions":{"1":{}}}', None),
    ]


def container(data: bytes) -> None:
    """One file of the store: its contents, or one of the refusals that the store knows."""
    from coach.store.container import Broken, unpack
    from coach.store.sealing import DataKey

    for key in (None, DataKey(b"k" * 32, "key")):
        try:
            unpack(data, "index", "index", key)
        except Broken:
            continue


def of_journals() -> list[bytes]:
    from coach.records import Note, Pair, Person, Session
    from coach.store import Store

    with tempfile.TemporaryDirectory() as place, Store.open(Path(place, "notes")) as store:
        store.put_pair(Pair(id="pair", mentor=Person(name="Jo"), mentee=Person(name="Priya")))
        store.put_session(Session(id="s", pair="pair", template="t", day="2026-01-05"))
        for words in ("asked", "asked what she had tried"):
            store.draft("s", "n", Note(id="n", text=words, author="both"))
        return [Path(place, "notes", "journal.coach").read_bytes()]


def journal(data: bytes) -> None:
    """Lines with their checksums made right too; whole drafts come back, the rest is told apart."""
    import hashlib

    from coach.store.journal import Journal
    from coach.store.vault import Vault

    righted = b"".join(
        hashlib.sha256(line[33:]).hexdigest()[:32].encode() + b" " + line[33:] + b"\n" for line in data.split(b"\n")
    )
    for variant in (data, righted):
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
            Path(place, "journal.coach").write_bytes(variant)
            found = Journal(Vault(Path(place)))
            for session in found.sessions():
                found.pending(session, 0)


MORE: dict[str, tuple[Callable[[bytes], None], Callable[[], Iterable[bytes]]]] = {
    "clean": (clean_text, of_notes),
    "lines": (lines_of_notes, of_notes),
    "clues": (clues_of_notes, of_notes),
    "names": (names_of_people, of_names),
    "pieces": (word_pieces, of_notes),
    "stretches": (stretches_of_scores, of_notes),
    "transcript": (transcript, of_transcripts),
    "guides": (guides, of_guides),
    "container": (container, of_containers),
    "journal": (journal, of_journals),
}
"""Name -> function and seeds."""
