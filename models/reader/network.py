"""Word pieces of a stretch of text to trees, tags and acts: the one network behind the reader, for training (torch).

A MiniLM encoder (six layers, 384 wide; Wang et al. 2020) whose embeddings stay as they come, with small learned
additions for what its lower-cased word pieces lose (case, line breaks) and for who a word may mean; on top biaffine
heads for dependencies (Dozat & Manning 2017), linear heads for tags, lemma scripts and sentence starts, and heads
for stretches of talk. The same arithmetic without torch is in ``coach/reading/network.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
MASK = 103  # the piece [MASK] of MiniLM's vocabulary
CASES, BREAKS, CLUES, LINES, AUTHORS = 6, 3, 16, 8, 4


class Layer(nn.Module):
    """One transformer layer with the norm after each part, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else 0.0
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop)
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + F.dropout(attended, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x), approximate="tanh"))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


@dataclass
class Batch:
    """Windows side by side. ``pieces`` (b, p); ``word_of`` (b, p): index of the word, -1 for special and padding;
    ``case``, ``brk``, ``clue``, ``line`` (b, w) for words; ``author`` (b,)."""

    pieces: Tensor
    piece_mask: Tensor
    word_of: Tensor
    case: Tensor
    brk: Tensor
    clue: Tensor
    line: Tensor
    author: Tensor
    word_mask: Tensor


class Encoder(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH), requires_grad=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.case = nn.Embedding(CASES, WIDTH)
        self.brk = nn.Embedding(BREAKS, WIDTH)
        self.clue = nn.Embedding(CLUES, WIDTH)
        self.line = nn.Embedding(LINES, WIDTH)
        self.author = nn.Embedding(AUTHORS, WIDTH)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        for table in (self.case, self.brk, self.clue, self.line, self.author):
            nn.init.normal_(table.weight, std=0.01)
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)

    def forward(self, b: Batch, masked: float = 0.0) -> Tensor:
        """Word states (b, w, WIDTH): the mean of each word's pieces. ``masked``: part of the pieces hidden by chance."""
        length = b.pieces.shape[1]
        hidden = torch.rand(b.pieces.shape) < masked
        x = (
            self.words(torch.where(hidden & (b.word_of >= 0), MASK, b.pieces))
            + self.positions.weight[:length]
            + self.kind
        )
        at = b.word_of.clamp(min=0)
        extra = self.case(b.case) + self.brk(b.brk) + self.clue(b.clue) + self.line(b.line)
        real = (b.word_of >= 0).unsqueeze(-1)
        x = x + torch.gather(extra, 1, at.unsqueeze(-1).expand(-1, -1, WIDTH)) * real
        x = torch.cat([x[:, :1] + self.author(b.author).unsqueeze(1), x[:, 1:]], 1)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = b.piece_mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        n_words = b.case.shape[1]
        pool = torch.zeros(x.shape[0], n_words + 1, WIDTH, dtype=x.dtype)
        slot = torch.where(b.word_of >= 0, b.word_of, n_words)
        pool.scatter_add_(1, slot.unsqueeze(-1).expand(-1, -1, WIDTH), x)
        count = torch.zeros(x.shape[0], n_words + 1, dtype=x.dtype)
        count.scatter_add_(1, slot, torch.ones_like(slot, dtype=x.dtype))
        return (pool / count.clamp(min=1).unsqueeze(-1))[:, :n_words]

    def start_from_minilm(self, file: Path) -> None:
        """Take over the weights of all-MiniLM-L6-v2."""
        from safetensors.torch import load_file

        given = load_file(str(file))
        e = "embeddings."
        self.words.weight.data.copy_(given[e + "word_embeddings.weight"])
        self.positions.weight.data.copy_(given[e + "position_embeddings.weight"])
        self.kind.data.copy_(given[e + "token_type_embeddings.weight"][0])
        self.norm.weight.data.copy_(given[e + "LayerNorm.weight"])
        self.norm.bias.data.copy_(given[e + "LayerNorm.bias"])
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                qkv = [given[f"{p}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).data.copy_(torch.cat(qkv))
                pairs = [
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ]
                for ours, theirs in pairs:
                    getattr(getattr(layer, ours), part).data.copy_(given[f"{p}{theirs}.{part}"])


class Syntax(nn.Module):
    """Heads for trees: arcs and labels by biaffine products, tags, lemma scripts, sentence starts."""

    ARC, REL = 256, 96

    def __init__(self, n_rel: int, n_tag: int, n_xpos: int, n_lemma: int) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, self.ARC), nn.Linear(WIDTH, self.ARC)
        self.arc = nn.Linear(self.ARC + 1, self.ARC, bias=False)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, self.REL), nn.Linear(WIDTH, self.REL)
        self.rel = nn.Parameter(torch.zeros(n_rel, self.REL + 1, self.REL + 1))
        self.tag = nn.Linear(WIDTH, n_tag)
        self.xpos = nn.Linear(WIDTH, n_xpos)
        self.lemma = nn.Linear(WIDTH, n_lemma)
        self.start = nn.Linear(WIDTH, 1)
        nn.init.normal_(self.rel, std=0.02)

    def arcs(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (b, w, w + 1), column 0 the root; the label spaces of dependents and of heads."""
        with_root = torch.cat([self.root.expand(states.shape[0], 1, -1).to(states.dtype), states], 1)
        drop = lambda t: F.dropout(F.gelu(t, approximate="tanh"), 0.25, self.training)  # noqa: E731
        dep, head = drop(self.arc_dep(states)), drop(self.arc_head(with_root))
        one = torch.ones_like(dep[..., :1])
        scores = self.arc(torch.cat([dep, one], -1)) @ head.transpose(1, 2)
        return scores, drop(self.rel_dep(states)), drop(self.rel_head(with_root))

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Label scores (n, n_rel) of pairs: ``dep`` and ``head`` are (n, REL)."""
        one = torch.ones_like(dep[:, :1])
        d, h = torch.cat([dep, one], 1), torch.cat([head, one], 1)
        return torch.einsum("nd,rde,ne->nr", d, self.rel.to(d.dtype), h)


class Talk(nn.Module):
    """Heads for stretches of talk: where they are, what their speaker does, who speaks."""

    def __init__(self, n_acts: int, n_speakers: int) -> None:
        super().__init__()
        self.edge = nn.Linear(WIDTH, 3)
        self.span = nn.Linear(3 * WIDTH, WIDTH)
        self.act = nn.Linear(WIDTH, n_acts)
        self.speaker = nn.Linear(WIDTH, n_speakers)
        self.turn = nn.Linear(WIDTH, n_acts)
        self.mass = nn.Linear(WIDTH, 1)
        self.lean = nn.Linear(WIDTH, 1)

    def spans(self, states: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Hidden states (n, WIDTH) of spans given by window, first and last word (n,): of mean, first and last states."""
        total = F.pad(states.float().cumsum(1), (0, 0, 1, 0))
        mean = (total[window, last + 1] - total[window, first]) / (last + 1 - first).unsqueeze(-1)
        packed = torch.cat([mean, states[window, first].float(), states[window, last].float()], -1)
        packed = F.dropout(packed, 0.2, self.training)
        return F.dropout(F.gelu(self.span(packed), approximate="tanh"), 0.2, self.training)

    def balance(self, hidden: Tensor, sides: Tensor, note: Tensor, pooled: Tensor) -> Tensor:
        """Log odds (notes,) of the mentor's share: expected words of the acts of either, and what the whole note suggests.

        ``hidden`` (n, WIDTH) states of stretches; ``sides`` (n, 2) how much of each is the mentor's and the mentee's;
        ``note`` (n,) the row of ``pooled`` (notes, WIDTH), the mean word states.
        """
        words = torch.exp(self.mass(hidden).clamp(-4, 4)) * sides
        sums = torch.ones(len(pooled), 2).index_add(0, note, words)
        return sums[:, 0].log() - sums[:, 1].log() + self.lean(F.dropout(pooled, 0.2, self.training)).squeeze(-1)
