"""What other networks make of the windows, as labels that aren't all or nothing (Hinton et al. 2015).

python teachers.py WINDOWS.json.gz OUT.pt FOLD0.pt FOLD1.pt ... [--device cuda]

The k-th of n networks was trained with ``train_talk.py --fold k/n``, so each unit is judged by one that has never seen it.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from asking import answer, ask, autocast, load_network, tokenizer_of
from prepare import Prepared, load
from talk import ACTS, SPEAKERS
from torch import Tensor
from windows import Soft, Window, batches


@lru_cache(1 << 17)
def in_fold(unit: str, fold: str) -> bool:
    """Whether a unit is among those that fold ``k/n`` leaves out."""
    k, n = map(int, fold.split("/"))
    return zlib.crc32(f"fold {unit}".encode()) % n == k


def in_order(notes: list[Prepared], groupings: list[list[Prepared]]) -> list[tuple[Prepared, bool]]:
    """All windows, and whether they are of turns."""
    return [(p, False) for p in notes] + [(p, True) for grouping in groupings for p in grouping]


def taught(files: Sequence[Path], windows: list[tuple[Prepared, bool]], tokenizer: Any) -> dict[str, Tensor]:
    """What the networks make of windows (and whether they are of turns), one after the other: mean probabilities.

    The k-th of n networks has left out fold ``k/n``; half of the mean comes from the one that has never seen the unit.
    """
    n = len(files)
    out: dict[int, Soft] = {}
    turns = {id(p.window): p.acts or [] for p, of_turns in windows if of_turns}
    for k, file in enumerate(files):
        encoder, heads = load_network(file)
        for group, batch in batches([p.window for p, _ in windows], tokenizer, 16000, None):
            with torch.no_grad(), autocast():
                states = encoder(batch)
            asked = ask(group, turns, states.shape[1], None)
            with torch.no_grad():
                found = answer(heads, states.float(), asked)
            edges, acts, who, whole = (x.softmax(-1).cpu() for x in (found.edge, found.act, found.speaker, found.turn))
            at, at_turn, row = 0, 0, 0
            for w in group:
                count = 1.0 if n == 1 else 0.5 if in_fold(w.unit, f"{k}/{n}") else 0.5 / (n - 1)
                size = len(w.spans)
                if id(w) in turns:
                    new = Soft(torch.zeros(len(w.words), 3, device="cpu"), whole[at_turn : at_turn + size], who[:0])
                    at_turn += size
                else:
                    new = Soft(edges[row, : len(w.words)], acts[at : at + size], who[at : at + size])
                    at, row = at + size, row + 1
                old = out.get(id(w))
                sums = [count * x for x in (new.edges, new.acts, new.speakers)]
                out[id(w)] = Soft(
                    *(
                        sums
                        if old is None
                        else [a + b for a, b in zip((old.edges, old.acts, old.speakers), sums, strict=True)]
                    )
                )
    every = [out.get(id(p.window)) or nothing_taught(p.window) for p, _ in windows]
    return {name: torch.cat([getattr(s, name) for s in every]).half() for name in ("edges", "acts", "speakers")}


def nothing_taught(w: Window) -> Soft:
    """For a window too long for the encoder."""
    return Soft(
        torch.zeros(len(w.words), 3, device="cpu"),
        torch.zeros(len(w.spans), len(ACTS), device="cpu"),
        torch.zeros(len(w.spans), len(SPEAKERS), device="cpu"),
    )


def give(windows: list[tuple[Prepared, bool]], soft: dict[str, Tensor]) -> None:
    """Hand out what ``taught`` made, to the same windows in the same order."""
    at, span, who = 0, 0, 0
    for p, of_turns in windows:
        w = p.window
        size, stretches = len(w.words), len(w.spans)
        speakers = 0 if of_turns else stretches
        w.soft = Soft(
            soft["edges"][at : at + size], soft["acts"][span : span + stretches], soft["speakers"][who : who + speakers]
        )
        at, span, who = at + size, span + stretches, who + speakers


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
