"""What is asked about a batch of windows, and what a network answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from network import Encoder, Talk
from prepare import Prepared
from talk import ACTS, SPEAKERS
from torch import Tensor
from torch.nn import functional as F
from windows import Soft, Window, batches

from coach.reading.pieces import load_tokenizer

NOTHING = len(ACTS) - 1


@dataclass
class Asked:
    """What is asked about a batch: of each word of the notes, of stretches of notes, of whole turns."""

    notes: list[int]
    """Rows of the batch that are notes."""
    edges: Tensor
    """(notes, words): 0 outside, 1 first word of a stretch, 2 inside; -100 behind the end."""
    spans: Tensor
    """(n, 3): row of the batch, first and last word."""
    acts: Tensor
    speakers: Tensor
    turns: Tensor
    """(m, 3)"""
    goals: Tensor
    """(m, acts): how much each act belongs to the turn."""
    soft: Soft | None = None
    """What other networks answer to the edges and stretches of the notes, and ``soft_turns`` to the turns."""
    soft_turns: Tensor | None = None


@dataclass
class Answers:
    """Scores before the softmax, for what is asked; ``hidden`` are the states of ``Asked.spans``."""

    edge: Tensor
    act: Tensor
    speaker: Tensor
    turn: Tensor
    hidden: Tensor


def edge_targets(group: list[Window], n: int) -> Tensor:
    rows = []
    for w in group:
        row = [0] * len(w.words) + [-100] * (n - len(w.words))
        for first, last, _, _ in w.spans:
            row[first : last + 1] = [1] + [2] * (last - first)
        rows.append(row)
    return torch.tensor(rows, dtype=torch.long).reshape(-1, n)


def moved(first: int, last: int, size: int, rng: random.Random) -> tuple[int, int]:
    """A stretch with its ends a word or two off, as found stretches are."""
    if rng.random() < 0.3:
        first = min(max(0, first + rng.choice([-1, 1, 2])), size - 1)
    if rng.random() < 0.3:
        last = min(size - 1, last + rng.choice([-2, -1, 1]))
    return (first, last) if first <= last else (last, first)


def bare(w: Window, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Stretches in which nobody of the pair talks, as examples of nothing."""
    taken = {i for first, last, _, _ in w.spans for i in range(first, last + 1)}
    begin = None
    for i in range(len(w.words) + 1):
        if i < len(w.words) and i not in taken:
            begin = i if begin is None else begin
        elif begin is not None:
            if i - begin >= 3:
                first = rng.randrange(begin, i - 2)
                yield first, rng.randrange(first + 2, i)
            begin = None


def ask(group: list[Window], n: int, rng: random.Random | None) -> Asked:
    """Questions and labels for a batch ``n`` words wide; without ``rng`` the stretches stand exactly where they are."""
    notes = [i for i, w in enumerate(group) if w.turns is None]
    spans, acts, speakers, gaps = [], [], [], []
    for i in notes:
        w = group[i]
        for first, last, act, who in w.spans:
            spans.append((i, *(moved(first, last, len(w.words), rng) if rng else (first, last))))
            acts.append(act)
            speakers.append(who)
        gaps.append(list(bare(w, rng)) if rng else [])
        for first, last in gaps[-1]:
            spans.append((i, first, last))
            acts.append(NOTHING)
            speakers.append(-100)
    turns = [
        (i, *span[:2], goal(found))
        for i, w in enumerate(group)
        for span, found in zip(w.spans, w.turns or (), strict=w.turns is not None)
    ]
    asked = Asked(
        notes,
        edge_targets([group[i] for i in notes], n),
        torch.tensor(spans, dtype=torch.long).reshape(-1, 3),
        torch.tensor(acts, dtype=torch.long),
        torch.tensor(speakers, dtype=torch.long),
        torch.tensor([t[:3] for t in turns], dtype=torch.long).reshape(-1, 3),
        torch.tensor([t[3] for t in turns]).reshape(-1, len(ACTS)),
    )
    if group[0].soft:
        asked.soft = soft_notes([group[i] for i in notes], [len(g) for g in gaps], n)
        asked.soft_turns = joined([w.soft.acts for w in group if w.soft and w.turns is not None], len(ACTS))
    return asked


def goal(found: tuple[int, ...]) -> list[float]:
    """How much each act belongs to a turn: three quarters for the main one where there are two."""
    out = [0.0] * len(ACTS)
    for act, part in zip(found, (1.0,) if len(found) == 1 else (0.75, 0.25), strict=False):
        out[act] += part
    return out


def soft_notes(notes: list[Window], gaps: list[int], n: int) -> Soft:
    """What other networks answer to notes ``n`` words wide; behind the stretches of each, so many in which nobody talks."""
    edges = torch.zeros(len(notes), n, 3, device="cpu")
    acts, speakers = [], []
    for row, (w, count) in enumerate(zip(notes, gaps, strict=True)):
        assert w.soft is not None
        edges[row, : len(w.words)] = w.soft.edges
        nothing = torch.zeros(count, len(ACTS), device="cpu")
        nothing[:, NOTHING] = 1
        acts += [w.soft.acts, nothing]
        speakers += [w.soft.speakers, torch.zeros(count, len(SPEAKERS), device="cpu")]
    return Soft(edges.to(torch.get_default_device()), joined(acts, len(ACTS)), joined(speakers, len(SPEAKERS)))


def joined(rows: list[Tensor], width: int) -> Tensor:
    """The rows of all, (n, width), where the networks are."""
    return torch.cat([torch.zeros(0, width, device="cpu"), *rows]).float().to(torch.get_default_device())


def answer(heads: Talk, states: Tensor, asked: Asked) -> Answers:
    hidden = heads.spans(states, *asked.spans.unbind(1))
    return Answers(
        heads.edge(F.dropout(states[asked.notes], 0.1, heads.training)),
        heads.act(hidden),
        heads.speaker(hidden),
        heads.turn(heads.spans(states, *asked.turns.unbind(1))),
        hidden,
    )


def network_of(kept: dict[str, Any]) -> tuple[Encoder, Talk]:
    """Encoder and heads as they were kept; the heads new where stage 1 ended."""
    encoder, heads = Encoder(), Talk(len(ACTS), len(SPEAKERS))
    encoder.load_state_dict(kept["encoder"], strict=False)
    if "talk" in kept:
        heads.load_state_dict(kept["talk"], strict=False)
    return encoder, heads


def load_network(file: Path) -> tuple[Encoder, Talk]:
    """The same from a file, for answering."""
    encoder, heads = network_of(torch.load(file, weights_only=True, map_location=torch.get_default_device()))
    return encoder.eval(), heads.eval()


def tokenizer_of(folder: Path | None) -> Any:
    """MiniLM's tokenizer, from a folder or as its package installed it."""
    if folder is None:
        from coach.reading.syntax import minilm_folder

        folder = minilm_folder()
    return load_tokenizer(folder)


def autocast() -> torch.autocast:
    return torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16)


def measured(encoder: Encoder, heads: Talk, notes: list[Prepared], tokenizer: Any) -> dict[str, float]:
    """Parts of the notes' stretches whose act and speaker are found when their ends are given; F1 of their first words."""
    right, total, hits, said, true = [0, 0], [0, 0], 0, 0, 0
    with torch.no_grad():
        for group, batch in batches([p.window for p in notes], tokenizer, 8000, None):
            with autocast():
                states = encoder(batch)
            asked = ask(group, states.shape[1], None)
            found = answer(heads, states.float(), asked)
            for at, (scores, labels) in enumerate([(found.act, asked.acts), (found.speaker, asked.speakers)]):
                right[at] += int((scores.argmax(-1) == labels).sum())
                total[at] += len(labels)
            begins, real = found.edge.argmax(-1) == 1, asked.edges == 1
            hits, said, true = (
                hits + int((begins & real).sum()),
                said + int(begins[asked.edges >= 0].sum()),
                true + int(real.sum()),
            )
    return {
        "acts": round(right[0] / max(total[0], 1), 4),
        "speakers": round(right[1] / max(total[1], 1), 4),
        "begins": round(2 * hits / max(said + true, 1), 4),
    }
