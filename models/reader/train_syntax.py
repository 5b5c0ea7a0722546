"""Trees of UD English EWT to a network that parses notes: the first stage of the reader.

python train_syntax.py TRAIN.conllu OUT.pt [--epochs 16] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from network import Batch, Encoder, Syntax
from torch import Tensor
from torch.nn import functional as F
from trees import read
from windows import Labels, Window, batches, windows_of

from coach.reading.pieces import load_tokenizer


def syntax_loss(heads: Syntax, states: Tensor, group: list[Window], b: Batch) -> Tensor:
    """Sum of the cross-entropies of arcs, labels, tags, lemma scripts and sentence starts, each a mean over words."""
    n = states.shape[1]

    def pad(rows: list[list[int]]) -> Tensor:
        return torch.tensor([row + [-100] * (n - len(row)) for row in rows])

    scores, dep, head = heads.arcs(states)
    heads_at = pad([[h + 1 for h in w.heads] for w in group])
    starts = pad([w.starts for w in group])
    sentence = starts.clamp(min=0).cumsum(1)
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    allowed = F.pad(same & b.word_mask.unsqueeze(1), (1, 0), value=True)
    # Half of the weight on choosing among all words of the window, half among those of the sentence.
    everywhere = F.pad(b.word_mask.unsqueeze(1).expand(-1, n, -1), (1, 0), value=True)
    arc = (
        sum(
            F.cross_entropy(scores.masked_fill(~mask, -1e4).reshape(-1, n + 1), heads_at.reshape(-1), ignore_index=-100)
            for mask in (allowed, everywhere)
        )
        / 2
    )
    rows, cols = (heads_at >= 0).nonzero(as_tuple=True)
    rel = heads.labels(dep[rows, cols], head[rows, heads_at[rows, cols]])
    loss = arc + F.cross_entropy(rel, pad([w.rels for w in group])[rows, cols], ignore_index=-100)
    for layer, values in (
        (heads.tag, [w.tags for w in group]),
        (heads.xpos, [w.xpos for w in group]),
        (heads.lemma, [w.lemmas for w in group]),
    ):
        dropped = F.dropout(states, 0.2, heads.training)
        loss = loss + 0.5 * F.cross_entropy(layer(dropped).flatten(0, 1), pad(values).flatten(), ignore_index=-100)
    real = starts >= 0
    return loss + F.binary_cross_entropy_with_logits(heads.start(states).squeeze(-1)[real], starts[real].float())


class Average:
    """An exponential moving average of the weights, which scores better than the last step."""

    def __init__(self, modules: list[torch.nn.Module], decay: float = 0.998) -> None:
        self.modules, self.decay = modules, decay
        self.kept = [{k: v.detach().clone() for k, v in m.state_dict().items()} for m in modules]
        self.steps = 0

    def update(self) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for module, kept in zip(self.modules, self.kept, strict=True):
            for name, value in module.named_parameters():
                if value.requires_grad:
                    kept[name].lerp_(value.detach(), 1 - decay)


def optimizer_of(
    encoder: torch.nn.Module, heads: list[torch.nn.Module], rate: float, head_rate: float
) -> torch.optim.AdamW:
    tables = {"case", "brk", "clue", "author"}
    slow = [p for n, p in encoder.named_parameters() if p.requires_grad and n.split(".")[0] not in tables]
    fast = [p for n, p in encoder.named_parameters() if n.split(".")[0] in tables]
    fast += [p for h in heads for p in h.parameters()]
    return torch.optim.AdamW(
        [{"params": slow, "lr": rate, "weight_decay": 0.01}, {"params": fast, "lr": head_rate}], betas=(0.9, 0.98)
    )


def schedule_of(optimizer: torch.optim.Optimizer, steps: int, warm: float = 0.06) -> torch.optim.lr_scheduler.LambdaLR:
    return torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: rate_at((i + 1) / steps, warm))


def rate_at(done: float, warm: float = 0.06) -> float:
    """Part of the full learning rate when the part ``done`` of the training is over: up in a line, down in a line."""
    return min(done / warm, max(0.02, (1 - done) / (1 - warm)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--rough", type=float, default=0.5, help="part of the windows made to look like notes")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    sentences = read(args.train)
    labels = Labels.of(sentences)
    from coach.reading.syntax import minilm_folder

    folder = minilm_folder()
    tokenizer = load_tokenizer(folder)
    encoder = Encoder()
    encoder.start_from_minilm(folder / "model.safetensors")
    heads = Syntax(len(labels.rels), len(labels.tags), len(labels.xpos), len(labels.lemmas))
    steps = args.epochs * len(
        list(batches(list(windows_of(sentences, labels, random.Random(0))), tokenizer, 1600, rng))
    )
    optimizer = optimizer_of(encoder, [heads], args.rate, 1.5e-3)
    schedule = schedule_of(optimizer, steps)
    average = Average([encoder, heads])
    print(
        f"{len(sentences)} sentences, {steps} steps, {len(labels.tags)} tags, {len(labels.lemmas)} scripts", flush=True
    )
    for epoch in range(args.epochs):
        begin, total, count = time.time(), 0.0, 0
        encoder.train()
        heads.train()
        for group, batch in batches(list(windows_of(sentences, labels, rng, rough=args.rough)), tokenizer, 1600, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = encoder(batch)
            loss = syntax_loss(heads, states.float(), group, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *heads.parameters()], 2.0)
            optimizer.step()
            schedule.step()
            average.update()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1} loss {total / count:.3f} {time.time() - begin:.0f} s", flush=True)
        torch.save({"encoder": average.kept[0], "syntax": average.kept[1], "labels": labels.__dict__}, args.out)


if __name__ == "__main__":
    main()
