"""The corpus to windows with stretches of talk, for training and for measuring."""

from __future__ import annotations

import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from windows import Window

from coach.reading.people import AUTHORS, STAND_IN, Clue, Names, clues_of, names_of
from coach.reading.pieces import break_of
from coach.records import ACT_KINDS

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
from corpus import Label, Note, Turn, Unit

ACTS = [*ACT_KINDS, "none"]
SPEAKERS = ["mentor", "mentee", "third-party", "both"]
_SWAP = {
    Clue.MENTOR: Clue.MENTEE,
    Clue.I_MENTOR: Clue.I_MENTEE,
    Clue.PRONOUN_MENTOR: Clue.PRONOUN_MENTEE,
    Clue.TAG_MENTOR: Clue.TAG_MENTEE,
}
_SURE = {int(c) for pair in _SWAP.items() for c in pair}
SWAP = {int(k): int(v) for k, v in _SWAP.items()} | {int(v): int(k) for k, v in _SWAP.items()}
LINE_SWAP = {1: 2, 2: 1, 5: 6, 6: 5}


def held_out(unit: Unit, part: int = 12) -> bool:
    """Whether a unit is kept for measuring: one in ``part``, by its id."""
    return zlib.crc32(unit.id.encode()) % part == 0


def unit_names(unit: Unit) -> Names:
    return names_of(unit.mentor[0], unit.mentee[0], (unit.mentor[1], unit.mentee[1]))


def window_of_text(nlp: Any, text: str, names: Names, author: str, labels: Sequence[Label]) -> Window:
    """A text with labelled stretches as a window: spans are first word, last word, act, speaker."""
    tokens = [t for t in nlp.make_doc(text) if not t.is_space]
    words, starts = [t.text for t in tokens], [t.idx for t in tokens]
    clues = clues_of(words, starts, text, names, author)
    ends = [s + len(w) for s, w in zip(starts, words, strict=True)]
    breaks = [2] + [break_of(text[ends[i - 1] : starts[i]]) for i in range(1, len(words))]
    w = Window(clues.surfaces, breaks, clues.clues, clues.lines, AUTHORS[author])
    for label in labels:
        inside = [i for i in range(len(words)) if starts[i] < label.end and ends[i] > label.start]
        if inside:
            w.spans.append((inside[0], inside[-1], ACTS.index(label.act), SPEAKERS.index(label.speaker)))
    return w


def note_window(nlp: Any, unit: Unit, note: Note) -> Window:
    w = window_of_text(nlp, note.text, unit_names(unit), note.author, note.labels)
    w.share = unit.mentor_share
    return w


def turn_windows(
    nlp: Any, unit: Unit, rng: random.Random, most: int = 190
) -> Iterator[tuple[Window, list[tuple[int, ...]]]]:
    """Windows of consecutive tagged turns, and for each window the acts of its turns (main first)."""
    at = 0
    while at < len(unit.turns):
        limit, size, group = rng.choice([30, 80, most]), 0, []
        while at < len(unit.turns) and (not group or size + len(unit.turns[at].text.split()) <= limit):
            group.append(unit.turns[at])
            size += len(unit.turns[at].text.split()) + 2
            at += 1
        yield turns_window(nlp, unit, group, rng)


def turns_window(
    nlp: Any, unit: Unit, group: Sequence[Turn], rng: random.Random
) -> tuple[Window, list[tuple[int, ...]]]:
    text, labels = "", []
    for turn in group:
        person = unit.mentor[0] if turn.speaker == "mentor" else unit.mentee[0]
        text += f"{person.split()[0]}: "
        labels.append(Label(len(text), len(text) + len(turn.text), turn.speaker, turn.acts[0]))
        text += turn.text + "\n"
    w = window_of_text(nlp, text.rstrip("\n"), unit_names(unit), "", labels)
    return w, [tuple(ACTS.index(a) for a in turn.acts) for turn in group]


def swapped(w: Window) -> Window:
    """The same window with the two people in each other's seats.

    Who speaks is kept only where the stretch itself names somebody or stands in a tagged line: elsewhere it follows from
    what mentors and mentees tend to say, which swapping seats would turn round.
    """

    def speaker(first: int, last: int, who: int) -> int:
        inside = range(first, last + 1)
        named = any(w.clue[i] in _SURE or w.line[i] in LINE_SWAP for i in inside)
        return {0: 1, 1: 0}.get(who, who) if named else -100

    stand = {STAND_IN["mentor"]: STAND_IN["mentee"], STAND_IN["mentee"]: STAND_IN["mentor"]}
    clues = [SWAP.get(c, c) for c in w.clue]
    named = {int(Clue.MENTOR), int(Clue.MENTEE), int(Clue.TAG_MENTOR), int(Clue.TAG_MENTEE)}
    words = [stand.get(x, x) if c in named else x for x, c in zip(w.words, w.clue, strict=True)]
    return replace(
        w,
        words=words,
        clue=clues,
        line=[LINE_SWAP.get(x, x) for x in w.line],
        author={1: 2, 2: 1}.get(w.author, w.author),
        spans=[(a, b, act, speaker(a, b, who)) for a, b, act, who in w.spans],
        share=None,
        pieces=[],
        soft=w.soft and w.soft.swapped(),
    )


def hurried(w: Window, rng: random.Random) -> list[str]:
    """The words with some full stops inside lines turned into commas: what they part stays two stretches all the same."""
    words = list(w.words)
    for i in range(1, len(words) - 1):
        if words[i] == "." and w.brk[i + 1] < 2 and rng.random() < 0.6:
            words[i] = ","
            if w.clue[i + 1] == 0:
                words[i + 1] = words[i + 1].lower()
    return words


def roughened(w: Window, rng: random.Random) -> Window:
    """The same window as a hurried hand writes it: commas for full stops, lower case, now and then a letter lost."""
    words = hurried(w, rng) if rng.random() < 0.3 else w.words
    if rng.random() < 0.15:
        words = [x.lower() if c in (0, 9, 10, 11) else x for x, c in zip(words, w.clue, strict=True)]
    if rng.random() < 0.1:
        words = [x[:-1] if len(x) > 5 and rng.random() < 0.06 else x for x in words]
    return w if words is w.words else replace(w, words=words, pieces=[])
