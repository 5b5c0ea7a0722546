"""The corpus to one file of windows, so that training needs neither spaCy nor the units themselves.

python prepare.py CORPUS_FOLDER OUT.json.gz [--groupings 4]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from windows import Window

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))


@dataclass
class Prepared:
    """A window of a note or of turns, and of what kind its unit is."""

    kept: bool
    """Whether the unit is kept for measuring."""
    helping: bool
    """Whether the conversation is one of a helper with a client, where the seats can't be swapped."""
    window: Window

    def row(self) -> list[Any]:
        w = self.window
        shape = [w.words, w.brk, w.clue, w.line, w.author, w.spans, w.share, w.unit, w.turns]
        return [int(self.kept), int(self.helping), shape]

    @classmethod
    def of(cls, row: list[Any]) -> Prepared:
        kept, helping, (words, brk, clue, line, author, spans, share, unit, turns) = row
        window = Window(words, brk, clue, line, author, spans=[tuple(s) for s in spans], share=share, unit=unit)
        window.turns = turns and [tuple(acts) for acts in turns]
        return cls(bool(kept), bool(helping), window)


def load(file: Path) -> tuple[list[Prepared], list[list[Prepared]]]:
    """The notes; and several ways to cut the conversations into windows."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        notes, groupings = json.load(stream)
    return [Prepared.of(r) for r in notes], [[Prepared.of(r) for r in g] for g in groupings]


def main() -> None:
    import spacy
    from corpus import Unit, all_units
    from talk import held_out, note_window, turn_windows

    from coach.reading.tokenizer import tune

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--groupings", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    nlp, rng, units = tune(spacy.blank("en")), random.Random(args.seed), all_units(args.corpus)

    def prepared(unit: Unit, window: Window, turns: list[tuple[int, ...]] | None = None) -> Prepared:
        return Prepared(held_out(unit), unit.kind == "helping", replace(window, unit=unit.id, turns=turns))

    notes = [prepared(u, note_window(nlp, u, n)) for u in units for n in u.notes]
    groupings = [
        [prepared(u, w, acts) for u in units for w, acts in turn_windows(nlp, u, rng) if len(acts) == len(w.spans)]
        for _ in range(args.groupings)
    ]
    with gzip.open(args.out, "wt", encoding="utf-8", compresslevel=6) as stream:
        json.dump([[p.row() for p in notes], [[p.row() for p in g] for g in groupings]], stream, separators=(",", ":"))
    print(f"{len(notes)} notes, {len(groupings)} times about {len(groupings[0])} windows of turns")


if __name__ == "__main__":
    main()
