"""The corpus and texts kept for measuring to the runs of words that both hold: nothing may have been copied.

python overlap.py CORPUS_FOLDER FILE.jsonl ... [--words 5]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import all_units

COMMON = frozenset(
    "a about after all an and any are as at back be been before but by can could did do don't down for from get go going "
    "got had has have he he'd he's her him his how i i'd i'm i've if in into is it it's just know like me more most my no "
    "not of on one or our out over said say says she she'd she's should so some tell than that that's the their them then "
    "there they thing this time to told too up us was we were what when where which who why will with would you your".split()
)
"""Words that runs share by chance."""


def texts_in(value: Any) -> Iterator[str]:
    """Every text of several words in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def runs(text: str, size: int) -> Iterator[tuple[str, ...]]:
    """Runs of ``size`` words in which at least half aren't common ones."""
    words = re.findall(r"[a-z0-9']+", text.lower())
    for at in range(len(words) - size + 1):
        run = tuple(words[at : at + size])
        if 2 * sum(word in COMMON for word in run) <= size:
            yield run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--words", type=int, default=5)
    args = parser.parse_args()
    measured = {
        run
        for file in args.files
        for line in file.read_text(encoding="utf-8").splitlines()
        for text in texts_in(json.loads(line))
        for run in runs(text, args.words)
    }
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for unit in all_units(args.corpus):
        for text in (*(note.text for note in unit.notes), *(turn.text for turn in unit.turns)):
            for run in runs(text, args.words):
                if run in measured:
                    found[run].add(unit.id)
    for run, units in sorted(found.items()):
        print(" ".join(run), "|", ", ".join(sorted(units)))
    print(f"{len(found)} runs of {args.words} words in both, of {len(measured)} that were looked for")


if __name__ == "__main__":
    main()
