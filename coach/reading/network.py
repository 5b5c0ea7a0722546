"""Windows of word pieces to states, trees and acts: the reader's network without torch (numpy, one thread a product).

The twin of ``models/reader/network.py``, where it is trained and described.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Weights = Mapping[str, Array]

WIDTH, LAYERS, HEADS = 384, 6, 12
PART = WIDTH // HEADS
PAIRS = 128
"""Pairs whose labels are scored at a time, so that memory stays bounded."""


def quantized(weights: Mapping[str, Array]) -> dict[str, NDArray[np.generic]]:
    """Matrices as 8-bit rows with a scale each, all else as 16-bit floats: a quarter of the size."""
    out: dict[str, NDArray[np.generic]] = {}
    for name, value in weights.items():
        if value.ndim >= 2 and value.size > 4096:
            flat = value.reshape(-1, value.shape[-1])
            scale = np.maximum(np.abs(flat).max(axis=1, keepdims=True), 1e-12) / 127
            out[name + ":q"] = np.round(flat / scale).astype(np.int8).reshape(value.shape)
            out[name + ":s"] = scale[:, 0].astype(np.float32)
        else:
            out[name] = value.astype(np.float16 if value.size > 64 else np.float32)
    return out


def restored(stored: Mapping[str, NDArray[np.generic]]) -> dict[str, Array]:
    """What ``quantized`` stored, as 32-bit floats."""
    out: dict[str, Array] = {}
    for name, value in stored.items():
        if name.endswith(":q"):
            scale = stored[name[:-2] + ":s"].astype(np.float32)
            flat = value.reshape(-1, value.shape[-1]).astype(np.float32)
            flat *= scale[:, None]
            out[name[:-2]] = flat.reshape(value.shape)
        elif not name.endswith(":s"):
            out[name] = value.astype(np.float32)
    return out


def load_weights(file: Path) -> dict[str, Array]:
    """Weights of a ``.safetensors`` file; it can hold numbers only."""
    from safetensors.numpy import load_file

    return by_column(restored(load_file(str(file))))


def save_weights(weights: Mapping[str, Array], file: Path) -> None:
    from safetensors.numpy import save_file

    save_file({k: np.ascontiguousarray(v) for k, v in quantized(weights).items()}, str(file))


def by_column(weights: Weights) -> dict[str, Array]:
    """The same weights, matrices laid out by column: their transposes are then multiplied without being packed anew."""
    return {name: np.asfortranarray(value) if value.ndim == 2 else value for name, value in weights.items()}


def linear(x: Array, weights: Weights, name: str) -> Array:
    out: Array = x @ weights[name + ".weight"].T
    out += weights[name + ".bias"]
    return out


def gelu(x: Array) -> Array:
    """Gaussian error linear unit, tanh form (Hendrycks & Gimpel 2016)."""
    inner = x * x
    inner *= 0.044715
    inner += 1.0
    inner *= x
    inner *= 0.7978845608
    np.tanh(inner, out=inner)
    inner += 1.0
    inner *= x
    inner *= 0.5
    return inner


def norm(x: Array, weights: Weights, name: str) -> Array:
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / x.shape[-1] + 1e-12)
    x *= weights[name + ".weight"]
    x += weights[name + ".bias"]
    return x


def softmax(x: Array) -> Array:
    x = x - x.max(axis=-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


def attention(scores: Array, values: Array) -> Array:
    """Values (heads, n, part) mixed by the softmax of the scores (heads, n, n), which are written over."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    mixed: Array = scores @ values
    mixed /= scores.sum(axis=-1, keepdims=True)
    return mixed


def embeddings(minilm: Path) -> dict[str, Array]:
    """The tables that MiniLM gives the encoder as they are: words, positions and the first token type."""
    from safetensors import safe_open

    with safe_open(str(minilm), framework="numpy") as file:
        return {
            "words": file.get_tensor("embeddings.word_embeddings.weight"),
            "positions": file.get_tensor("embeddings.position_embeddings.weight"),
            "kind": file.get_tensor("embeddings.token_type_embeddings.weight")[0],
        }


class Encoder:
    """Word pieces to word states."""

    def __init__(self, weights: Weights, tables: Weights) -> None:
        self.weights, self.tables = weights, tables

    def __call__(
        self,
        ids: list[int],
        word_of: list[int],
        case: list[int],
        brk: list[int],
        clue: list[int],
        line: list[int],
        author: int = 0,
    ) -> Array:
        """States (words, 384) of one window; ``ids`` and ``word_of`` with special pieces, the others one a word."""
        w = self.weights
        places = np.asarray(word_of)
        x = self.tables["words"][ids] + self.tables["positions"][: len(ids)] + self.tables["kind"]
        extra = w["case.weight"][case] + w["brk.weight"][brk] + w["clue.weight"][clue]
        if "line.weight" in w:
            extra += w["line.weight"][line]
        real = places >= 0
        x[real] += extra[places[real]]
        x[0] += w["author.weight"][author]
        x = norm(x, w, "norm")
        for i in range(LAYERS):
            x = self._layer(x, f"layers.{i}.")
        return _mean_by_word(x[real], places[real], len(case))

    def _layer(self, x: Array, at: str) -> Array:
        w, length = self.weights, len(x)
        qkv = linear(x, w, at + "qkv").reshape(length, 3, HEADS, PART).transpose(1, 2, 0, 3)
        scores: Array = qkv[0] @ qkv[1].transpose(0, 2, 1)
        scores *= PART**-0.5
        mixed = attention(scores, qkv[2]).transpose(1, 0, 2).reshape(length, WIDTH)
        x = norm(x + linear(mixed, w, at + "out"), w, at + "norm1")
        return norm(x + linear(gelu(linear(x, w, at + "up")), w, at + "down"), w, at + "norm2")


def _mean_by_word(states: Array, word_of: NDArray[np.int64], words: int) -> Array:
    if not words:
        return np.zeros((0, WIDTH), np.float32)
    starts = np.flatnonzero(np.diff(word_of, prepend=-1))
    total = np.add.reduceat(states, starts, axis=0)
    counts = np.diff(np.append(starts, len(word_of)))
    return np.asarray(total / counts[:, None], dtype=np.float32)


@dataclass(frozen=True)
class Spaces:
    """Where words stand as dependents (a row a word) and as heads (row 0 the root)."""

    arc_dep: Array
    """Already multiplied with the scorer of arcs."""
    arc_head: Array
    rel_dep: Array
    rel_head: Array

    def arcs(self, first: int, end: int) -> Array:
        """Arc scores (w, w + 1) among the words from ``first`` up to ``end``, column 0 the root."""
        scores: Array = (
            self.arc_dep[first:end] @ np.concatenate([self.arc_head[:1], self.arc_head[first + 1 : end + 1]]).T
        )
        return scores


class SyntaxHeads:
    """Word states to arc scores, labels, tags, lemma scripts and sentence starts."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def spaces(self, states: Array) -> Spaces:
        """What arcs and labels are scored from, for all words at once."""
        w = self.weights
        with_root: Array = np.concatenate([w["root"][None], states])
        return Spaces(
            arc_dep=_with_one(gelu(linear(states, w, "arc_dep"))) @ w["arc.weight"].T,
            arc_head=gelu(linear(with_root, w, "arc_head")),
            rel_dep=gelu(linear(states, w, "rel_dep")),
            rel_head=gelu(linear(with_root, w, "rel_head")),
        )

    def labels(self, dep: Array, head: Array) -> Array:
        """Label scores (n, labels) of n pairs."""
        rel = self.weights["rel"]
        across = rel.transpose(1, 0, 2).reshape(rel.shape[1], -1)
        rows = [
            (_with_one(dep[i : i + PAIRS]) @ across).reshape(-1, len(rel), rel.shape[2])
            @ _with_one(head[i : i + PAIRS])[:, :, None]
            for i in range(0, len(dep), PAIRS)
        ]
        return np.asarray(np.concatenate(rows)[:, :, 0], dtype=np.float32)

    def scores(self, states: Array, name: str) -> Array:
        """Scores of the plain heads: ``tag``, ``xpos``, ``lemma`` or ``start``."""
        return linear(states, self.weights, name)


def _with_one(x: Array) -> Array:
    return np.asarray(np.concatenate([x, np.ones((len(x), 1), np.float32)], axis=1), dtype=np.float32)


class TalkHeads:
    """Word states to stretches of talk, and stretches to acts and speakers."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def edges(self, states: Array) -> Array:
        """Scores (w, 3) of outside, beginning of a stretch, inside of a stretch."""
        return linear(states, self.weights, "edge")

    def spans(self, states: Array, first: NDArray[np.int64], last: NDArray[np.int64]) -> Array:
        """Hidden states (n, 384) of stretches given by first and last word."""
        total = np.concatenate([np.zeros((1, WIDTH), np.float32), states.cumsum(axis=0)])
        mean = (total[last + 1] - total[first]) / (last + 1 - first)[:, None].astype(np.float32)
        packed = np.concatenate([mean, states[first], states[last]], axis=1)
        return gelu(linear(packed, self.weights, "span"))

    def scores(self, hidden: Array, name: str) -> Array:
        """Scores of ``act``, ``speaker`` or ``turn`` for hidden states of stretches."""
        return linear(hidden, self.weights, name)

    def lean(self, hidden: Array, speakers: Array, states: Array) -> float:
        """The network's own view of the balance: log odds of the mentor's share.

        ``hidden`` (n, 384) states of stretches, ``speakers`` (n, 4) probabilities of mentor, mentee, third party, both;
        ``states`` (w, 384) of all words.
        """
        words = np.exp(np.clip(linear(hidden, self.weights, "mass")[:, 0], -4, 4))
        mentor = 1.0 + float((words * (speakers[:, 0] + speakers[:, 3] / 2)).sum())
        mentee = 1.0 + float((words * (speakers[:, 1] + speakers[:, 3] / 2)).sum())
        whole = linear(states.mean(axis=0, keepdims=True), self.weights, "lean")[0, 0]
        return float(np.log(mentor) - np.log(mentee) + whole)
