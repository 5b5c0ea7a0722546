"""What other networks make of the windows, as labels that aren't all or nothing (Hinton et al. 2015).

python teachers.py WINDOWS.json.gz OUT.pt FOLD0.pt FOLD1.pt ... [--device cuda]

The k-th of n networks was trained with ``train_talk.py --fold k/n``, so each unit is judged by one that has never seen it.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from asking import answer, ask, autocast, load_network, tokenizer_of
from network import Batch, Encoder, Talk
from prepare import Prepared, load
from talk import ACTS, SPEAKERS
from torch import Tensor
from windows import Soft, Window, batches


@lru_cache(1 << 17)
def in_fold(unit: str, fold: str) -> bool:
    """Whether a unit is among those that fold ``k/n`` leaves out."""
    k, n = map(int, fold.split("/"))
    return zlib.crc32(f"fold {unit}".encode()) % n == k


def in_order(notes: list[Prepared], groupings: list[list[Prepared]]) -> list[Window]:
    """All windows, the notes before the turns."""
    return [p.window for p in (*notes, *(p for grouping in groupings for p in grouping))]


def nothing_said(w: Window) -> Soft:
    """Zeros in the shape of what is said of a window; a window too long for the encoder keeps them."""
    speakers = 0 if w.turns is not None else len(w.spans)
    shapes = (len(w.words), 3), (len(w.spans), len(ACTS)), (speakers, len(SPEAKERS))
    return Soft(*(torch.zeros(shape, device="cpu") for shape in shapes))


def said_by(encoder: Encoder, heads: Talk, group: list[Window], batch: Batch) -> list[Soft]:
    """What one network makes of each window of a batch."""
    with torch.no_grad():
        with autocast():
            states = encoder(batch)
        asked = ask(group, states.shape[1], None)
        found = answer(heads, states.float(), asked)
    edges, acts, who, whole = (x.softmax(-1).cpu() for x in (found.edge, found.act, found.speaker, found.turn))
    notes = [group[i] for i in asked.notes]
    sizes = [len(w.spans) for w in notes]
    of_notes = zip(edges, acts.split(sizes), who.split(sizes), strict=True)
    of_turns = iter(whole.split([len(w.spans) for w in group if w.turns is not None]))
    out = []
    for w in group:
        if w.turns is None:
            row, *others = next(of_notes)
            out.append(Soft(row[: len(w.words)], *others))
        else:
            out.append(replace(nothing_said(w), acts=next(of_turns)))
    return out


def taught(files: Sequence[Path], windows: list[Window], tokenizer: Any) -> dict[str, Tensor]:
    """What the networks make of the windows, one after the other: mean probabilities.

    The k-th of n networks has left out fold ``k/n``; half of the mean comes from the one that has never seen the unit.
    """
    n = len(files)
    means = {id(w): nothing_said(w) for w in windows}
    for k, file in enumerate(files):
        network = load_network(file)
        for group, batch in batches(windows, tokenizer, 16000, None):
            for w, said in zip(group, said_by(*network, group, batch), strict=True):
                part = 1.0 if n == 1 else 0.5 if in_fold(w.unit, f"{k}/{n}") else 0.5 / (n - 1)
                means[id(w)] = means[id(w)].plus(part, said)
    every = [means[id(w)] for w in windows]
    return {name: torch.cat([getattr(s, name) for s in every]).half() for name in ("edges", "acts", "speakers")}


def give(windows: list[Window], soft: dict[str, Tensor]) -> None:
    """Hand out what ``taught`` made, to the same windows in the same order."""
    shapes = [nothing_said(w) for w in windows]
    parts = (soft[name].split([len(getattr(s, name)) for s in shapes]) for name in ("edges", "acts", "speakers"))
    for w, *said in zip(windows, *parts, strict=True):
        w.soft = Soft(*said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("windows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--tokenizer", type=Path, help="folder of MiniLM's tokenizer, if its package isn't installed")
    args = parser.parse_args()
    torch.set_default_device(args.device)
    notes, groupings = load(args.windows)
    torch.save(taught(args.networks, in_order(notes, groupings), tokenizer_of(args.tokenizer)), args.out)


if __name__ == "__main__":
    main()
