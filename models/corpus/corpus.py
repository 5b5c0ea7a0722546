"""Corpus files to units: conversations with labelled turns and the notes written about them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ACTS = ("advise", "inform", "ask", "reflect", "affirm", "share", "other")
SPEAKERS = {"M": "mentor", "E": "mentee", "B": "both", "T": "third-party"}
STYLES = ("narrative-1st", "bullets", "terse", "tagged-lines", "quotes-mixed", "third-person", "summary")
AUTHORS = ("mentor", "mentee", "both")
PRONOUNS = ("she", "he", "they")

TURN = re.compile(r"^([MEBT]) ([a-z+]+): ?(.*)$")
MARK = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")


@dataclass(frozen=True)
class Turn:
    speaker: str
    acts: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Label:
    start: int
    end: int
    speaker: str
    act: str


@dataclass(frozen=True)
class Note:
    author: str
    style: str
    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Unit:
    id: str
    mentor: tuple[str, str]
    mentee: tuple[str, str]
    setting: str
    kind: str
    turns: tuple[Turn, ...]
    notes: tuple[Note, ...]

    @property
    def mentor_share(self) -> float | None:
        """Share of words that the mentor spoke, 0..1; None without a conversation."""
        words = {"mentor": 0, "mentee": 0}
        for turn in self.turns:
            if turn.speaker in words:
                words[turn.speaker] += len(turn.text.split())
        total = sum(words.values())
        return words["mentor"] / total if total else None


class Problem(ValueError):
    """A corpus file that breaks the form; the message names file, unit and line."""


def labels_of(marked: str) -> tuple[str, tuple[Label, ...]]:
    """Text with curly brackets to plain text and its labels (offsets in characters of the plain text)."""
    plain, labels, at = [], [], 0
    length = 0
    for match in MARK.finditer(marked):
        before = marked[at : match.start()]
        plain.append(before)
        length += len(before)
        head, body = match.group(1).split(), match.group(2)
        if len(head) != 2 or head[0] not in SPEAKERS or head[1] not in ACTS:
            raise Problem(f"a bracket begins with {match.group(1)!r}; write e.g. {{M ask|...}}")
        if "\n" in body or not body.strip():
            raise Problem(f"a bracket is empty or crosses a line: {body[:40]!r}")
        labels.append(Label(length, length + len(body), SPEAKERS[head[0]], head[1]))
        plain.append(body)
        length += len(body)
        at = match.end()
    plain.append(marked[at:])
    text = "".join(plain)
    if "{" in text or "}" in text:
        near = re.search(r".{0,30}[{}].{0,30}", text)
        raise Problem(f"a curly bracket is left over near {near.group(0) if near else ''!r}")
    return text, tuple(labels)


def person(value: str) -> tuple[str, str]:
    name, _, pronoun = (part.strip() for part in value.partition("|"))
    if pronoun not in PRONOUNS or not name:
        raise Problem(f"a person is written 'Name | she', not {value!r}")
    return name, pronoun


def unit_of(block: str) -> Unit:
    head, *parts = re.split(r"^## ", block, flags=re.M)
    first, *lines = head.strip().splitlines()
    fields = {}
    for line in lines:
        key, _, value = line.partition(":")
        fields[key.strip()] = value.strip()
    missing = {"mentor", "mentee", "setting", "kind"} - set(fields)
    if missing:
        raise Problem(f"missing {', '.join(sorted(missing))}")
    turns: list[Turn] = []
    notes: list[Note] = []
    for part in parts:
        title, _, body = part.partition("\n")
        words = title.split()
        if words == ["talk"]:
            for line in body.strip().splitlines():
                if not line.strip():
                    continue
                match = TURN.match(line.strip())
                acts = tuple(match.group(2).split("+")) if match else ()
                if not match or not acts or any(act not in ACTS for act in acts):
                    raise Problem(f"a turn is written 'M ask: words', not {line[:60]!r}")
                turns.append(Turn(SPEAKERS[match.group(1)], acts, match.group(3).strip()))
        elif len(words) == 3 and words[0] == "note" and words[1] in AUTHORS and words[2] in STYLES:
            text, labels = labels_of(body.strip())
            notes.append(Note(words[1], words[2], text, labels))
        else:
            raise Problem(f"a part is '## talk' or '## note AUTHOR STYLE', not {title!r}")
    return Unit(
        first.strip(),
        person(fields["mentor"]),
        person(fields["mentee"]),
        fields["setting"],
        fields["kind"],
        tuple(turns),
        tuple(notes),
    )


def units_of(path: Path) -> Iterator[Unit]:
    """Every unit of a file; raises `Problem` naming file and unit."""
    blocks = re.split(r"^# unit ", path.read_text(encoding="utf-8"), flags=re.M)
    for block in blocks[1:]:
        try:
            yield unit_of(block)
        except Problem as problem:
            raise Problem(f"{path.name}, unit {block.split()[0]}: {problem}") from None


def all_units(folder: Path) -> list[Unit]:
    """Every unit of the corpus in order of file names."""
    return [unit for path in sorted(folder.glob("*.txt")) for unit in units_of(path)]


def check(paths: list[Path]) -> int:
    """Print a line a unit and what is wrong; the number of problems."""
    problems = 0
    seen: set[str] = set()
    for path in paths:
        blocks = re.split(r"^# unit ", path.read_text(encoding="utf-8"), flags=re.M)
        for block in blocks[1:]:
            name = block.split()[0]
            try:
                unit = unit_of(block)
            except Problem as problem:
                problems += 1
                print(f"PROBLEM {path.name} {name}: {problem}")
                continue
            if unit.id in seen:
                problems += 1
                print(f"PROBLEM {path.name} {name}: this id is used twice")
            seen.add(unit.id)
            share = unit.mentor_share
            words = sum(len(turn.text.split()) for turn in unit.turns)
            notes = " ".join(
                f"{note.author}/{note.style}:{len(note.text.split())}w,{len(note.labels)}l" for note in unit.notes
            )
            print(
                f"{unit.id} share {share if share is None else round(share, 2)} words {words} turns {len(unit.turns)} {notes}"
            )
    return problems


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] != "check":
        sys.exit("usage: corpus.py check FILE ...")
    sys.exit(1 if check([Path(name) for name in sys.argv[2:]]) else 0)
