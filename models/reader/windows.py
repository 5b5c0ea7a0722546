"""Sentences to batches of windows for the network."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import torch
from network import Batch
from torch import Tensor
from trees import Sentence, note_like

from coach.reading.lemmas import script
from coach.reading.pieces import break_of, case_of, join_pieces, word_pieces


@dataclass
class Soft:
    """What other networks make of a window: probabilities of edges (words, 3), acts (stretches, acts) and speakers.

    Of turns only the acts are known: their edges are zeros, and they have no rows of speakers.
    """

    edges: Tensor
    acts: Tensor
    speakers: Tensor

    def plus(self, part: float, other: Soft) -> Soft:
        """This and a part of the other."""
        return Soft(
            self.edges + part * other.edges, self.acts + part * other.acts, self.speakers + part * other.speakers
        )

    def swapped(self) -> Soft:
        """The same with the two people in each other's seats."""
        return Soft(self.edges, self.acts, self.speakers[:, [1, 0, *range(2, self.speakers.shape[1])]])


@dataclass
class Window:
    """Consecutive words with all that is known of them."""

    words: list[str]
    brk: list[int]
    clue: list[int] = field(default_factory=list)
    line: list[int] = field(default_factory=list)
    author: int = 0
    heads: list[int] = field(default_factory=list)
    """Index of the head in the window, -1 for the root."""
    rels: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    lemmas: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    spans: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First word, last word, act, speaker."""
    share: float | None = None
    """For notes: the mentor's true share of the words."""
    pieces: list[list[int]] = field(default_factory=list)
    unit: str = ""
    """Where it is from."""
    turns: list[tuple[int, ...]] | None = None
    """For consecutive turns: the acts of each (main first); None for notes."""
    soft: Soft | None = None


@dataclass(frozen=True)
class Labels:
    """The label sets, in the order of the heads' rows."""

    rels: list[str]
    tags: list[str]
    xpos: list[str]
    lemmas: list[str]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Labels:
        def common(values: Iterator[str], least: int) -> list[str]:
            return sorted(v for v, n in Counter(values).items() if n >= least)

        scripts = (script(w, m) for s in sentences for w, m in zip(s.words, s.lemmas, strict=True))
        return cls(
            common((r for s in sentences for r in s.rels), 1),
            common((t for s in sentences for t in s.tags), 2),
            common((t for s in sentences for t in s.xpos), 1),
            common(scripts, 3),
        )


def windows_of(
    sentences: Sequence[Sentence], labels: Labels, rng: random.Random, most: int = 150, rough: float = 0.5
) -> Iterator[Window]:
    """Windows of one or many sentences; a part ``rough`` of them augmented with ``note_like``."""
    index = {name: {v: i for i, v in enumerate(getattr(labels, name))} for name in ("rels", "tags", "xpos", "lemmas")}
    at = 0
    while at < len(sentences):
        limit = rng.choice([15, 40, 80, most])
        group, size = [sentences[at]], len(sentences[at].words)
        at += 1
        while at < len(sentences) and size + len(sentences[at].words) <= limit:
            group.append(sentences[at])
            size += len(sentences[at].words)
            at += 1
        if rng.random() < rough:
            group = [note_like(s, rng) for s in group]
        yield window_of(group, index, rng)


def window_of(group: Sequence[Sentence], index: dict[str, dict[str, int]], rng: random.Random | None = None) -> Window:
    w = Window([], [])
    for n, s in enumerate(group):
        base = len(w.words)
        after = " " if n == 0 or s.paragraph else (" " if group[n - 1].space[-1] else "")
        new_line = n == 0 or s.paragraph or (rng is not None and rng.random() < 0.1)
        w.brk += [2 if new_line else break_of(after), *(int(sp) for sp in s.space[:-1])]
        w.words += s.words
        w.heads += [h - 1 + base if h else -1 for h in s.heads]
        w.rels += [index["rels"].get(r, -100) for r in s.rels]
        w.tags += [index["tags"].get(t, -100) for t in s.tags]
        w.xpos += [index["xpos"].get(t, -100) for t in s.xpos]
        w.lemmas += [index["lemmas"].get(script(f, m), -100) for f, m in zip(s.words, s.lemmas, strict=True)]
        w.starts += [1] + [0] * (len(s.words) - 1)
    w.clue = [0] * len(w.words)
    w.line = [0] * len(w.words)
    return w


def batches(
    windows: list[Window], tokenizer: Any, most: int, rng: random.Random | None
) -> Iterator[tuple[list[Window], Batch]]:
    """Windows of like length together, at most ``most`` padded pieces a batch."""
    for group in grouped(windows, tokenizer, most, rng):
        yield group, collate(group)


@lru_cache(1 << 17)
def _pieces(tokenizer: Any, word: str) -> list[int]:
    return word_pieces(tokenizer, [word])[0]


def grouped(windows: list[Window], tokenizer: Any, most: int, rng: random.Random | None) -> list[list[Window]]:
    for w in windows:
        if not w.pieces:
            w.pieces = [_pieces(tokenizer, x) for x in w.words]
    size = {id(w): sum(map(len, w.pieces)) + 2 for w in windows}
    order = sorted((w for w in windows if size[id(w)] <= 512), key=lambda w: size[id(w)])
    groups: list[list[Window]] = [[]]
    for w in order:
        if groups[-1] and (len(groups[-1]) + 1) * size[id(w)] > most:
            groups.append([])
        groups[-1].append(w)
    if rng:
        rng.shuffle(groups)
    return [group for group in groups if group]


_case = lru_cache(1 << 17)(case_of)


def collate(group: Sequence[Window]) -> Batch:
    joined = [join_pieces(w.pieces) for w in group]
    p = max(len(j.ids) for j in joined)
    n = max(len(w.words) for w in group)

    def pad(rows: list[list[int]], width: int, value: int) -> torch.Tensor:
        return torch.tensor([row + [value] * (width - len(row)) for row in rows])

    return Batch(
        pieces=pad([j.ids for j in joined], p, 0),
        piece_mask=pad([[1] * len(j.ids) for j in joined], p, 0).bool(),
        word_of=pad([j.word_of for j in joined], p, -1),
        case=pad([[_case(x) for x in w.words] for w in group], n, 0),
        brk=pad([w.brk for w in group], n, 0),
        clue=pad([w.clue for w in group], n, 0),
        line=pad([w.line for w in group], n, 0),
        author=torch.tensor([w.author for w in group]),
        word_mask=pad([[1] * len(w.words) for w in group], n, 0).bool(),
    )
