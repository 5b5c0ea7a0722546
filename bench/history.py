"""Home, review, preparation and autosave over histories of 10 to 1,000 sessions, each size in a fresh interpreter."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bench import samples
from bench.measuring import Row, child, in_turns, seconds
from coach.records import Note

SIZES = (10, 100, 1000)
TYPED = 100
"""Drafts that are kept, one after the other."""


def one_size(folder: Path) -> dict[str, float]:
    """Milliseconds: the first page's data at first, then warm medians."""
    import msgspec

    from coach.records import Session
    from coach.workspace import Workspace

    found: dict[str, float] = {}
    opened: list[Any] = []

    def home() -> None:
        workspace = opened[0] if opened else Workspace.open(folder)
        opened[:] = [workspace]
        workspace.pairs()
        workspace.sessions(samples.pair().id)

    found["home"] = seconds(home)
    workspace = opened[0]
    one = workspace.pairs()[0]
    found["review first"] = seconds(lambda: workspace.review(one.id, None, None))
    bodies = [msgspec.json.encode(session) for session in workspace.sessions(one.id)]
    decoder = msgspec.json.Decoder(Session)
    warm = in_turns(
        [
            home,
            lambda: workspace.review(one.id, None, None),
            lambda: workspace.prepare(one.id, "mentor"),
            lambda: [decoder.decode(body) for body in bodies],
        ],
        5,
    )
    found |= dict(zip(("home again", "review", "prepare", "decode"), warm, strict=True))
    return {name: value * 1e3 for name, value in found.items()} | _autosave(workspace, one.id, folder)


def _autosave(workspace: Any, pair_id: str, folder: Path) -> dict[str, float]:
    """Milliseconds of a draft, and of as many bytes appended to a file and synced."""
    session = workspace.sessions(pair_id)[-1]
    drafts, plain = [], []
    handle = os.open(folder / "plain", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number, note in zip(range(TYPED), samples.notes(), strict=False):
        typed = Note(id=session.notes[0].id, text=f"{note.text[:900]}{number}", author=note.author)
        drafts.append(seconds(partial(workspace.draft, session, typed)))
        plain.append(seconds(partial(_append, handle, typed.text.encode())))
    os.close(handle)
    return {"draft": statistics.median(drafts) * 1e3, "append": statistics.median(plain) * 1e3}


def _append(handle: int, data: bytes) -> None:
    os.write(handle, data)
    os.fsync(handle)


def rows(rounds: int, sizes: tuple[int, ...] = SIZES) -> list[Row]:
    with tempfile.TemporaryDirectory() as place:
        child("samples", place, *map(str, sizes))
        runs = {size: [child("history", f"{place}/{size}") for _ in range(rounds)] for size in sizes}
    found = []
    for size, those in runs.items():
        middle = {name: statistics.median(run[name] for run in those) for name in those[0]}
        bar = 300 if size == max(sizes) else None
        floor = {"floor": middle["decode"], "floor_is": "msgspec alone decoding the same sessions"}
        some = f"{size:,} sessions"
        found += [
            Row("History", f"Home: open the store, pairs and every session, {some}", middle["home"], "ms", bar=bar, **floor),
            Row("History", f"Review, first, {some}", middle["review first"], "ms", bar=bar, **floor),
            Row("History", f"Review again, {some}", middle["review"], "ms", bar=bar, **floor),
            Row("History", f"Preparation, {some}", middle["prepare"], "ms", bar=bar, **floor),
            Row("Typing", f"Autosave of a note, {some}", middle["draft"], "ms", middle["append"],
                "as many bytes appended to a file and synced"),
        ]  # fmt: skip
    return found


if __name__ == "__main__":
    print(json.dumps(one_size(Path(sys.argv[1]))))
