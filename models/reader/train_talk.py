"""The corpus and the trees together to the whole reader: the second stage.

python train_talk.py SYNTAX.pt TRAIN.conllu WINDOWS.json.gz OUT.pt [--epochs 12] [--all] [--device cuda] [--fold K/N] [--soft SOFT.pt]

WINDOWS.json.gz is what ``prepare.py`` makes of the corpus. ``--fold`` leaves out a part of the units, as a teacher of
``teachers.py`` needs it; ``--soft`` mixes the teachers' answers into the labels.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from asking import Asked, answer, ask, autocast, load_network, measured, network_of, tokenizer_of
from network import Batch, Syntax, Talk
from prepare import Prepared, load
from talk import roughened, swapped
from teachers import give, in_fold, in_order
from torch import Tensor
from torch.nn import functional as F
from train_syntax import Average, optimizer_of, rate_at, syntax_loss
from trees import read
from windows import Labels, Window, batches, collate, grouped, windows_of


def talk_loss(heads: Talk, states: Tensor, group: list[Window], asked: Asked, part: float) -> Tensor:
    """Cross-entropies of edges, acts and speakers for notes; of acts for turns; of the balance of notes.

    What other networks answer (``asked.soft``) counts for ``part`` of the loss.
    """
    found, loss, soft = answer(heads, states, asked), torch.zeros(()), asked.soft

    def mixed(scores: Tensor, labels: Tensor, taught: Tensor | None, smoothing: float) -> Tensor:
        if labels.dim() == 1 and not (labels >= 0).any():
            return scores.sum() * 0  # nobody talks in these notes, so there's nobody to be right about
        hard = F.cross_entropy(scores, labels, ignore_index=-100, label_smoothing=smoothing)
        if taught is None:
            return hard
        real = labels >= 0 if labels.dim() == 1 else torch.ones(len(labels), dtype=torch.bool)
        log = F.log_softmax(scores, -1)
        return (1 - part) * hard - part * (taught * log).sum(-1)[real].mean()

    if asked.notes:
        taught = soft.edges.flatten(0, 1) if soft else None
        loss = loss + mixed(found.edge.flatten(0, 1), asked.edges.flatten(), taught, 0.0)
    if len(asked.spans):
        loss = loss + mixed(found.act, asked.acts, soft.acts if soft else None, 0.05)
        loss = loss + mixed(found.speaker, asked.speakers, soft.speakers if soft else None, 0.03)
        loss = loss + 0.4 * balance_loss(heads, states, group, asked.spans[:, 0], found.hidden, asked.speakers)
    if len(asked.turns):
        loss = loss + mixed(found.turn, asked.goals, asked.soft_turns, 0.03)
    return loss


def balance_loss(
    heads: Talk, states: Tensor, group: list[Window], rows: Tensor, hidden: Tensor, speakers: Tensor
) -> Tensor:
    """How far the balance of each note is from the true one, in log odds (smooth L1)."""
    known = [i for i, w in enumerate(group) if w.share is not None]
    if not known:
        return torch.zeros(())
    place = torch.full((len(group),), -1)
    place[known] = torch.arange(len(known))
    mine = (place[rows] >= 0) & (speakers >= 0)
    sides = torch.stack([(speakers == 0) + 0.5 * (speakers == 3), (speakers == 1) + 0.5 * (speakers == 3)], 1).float()
    pooled = torch.stack([states[i, : len(group[i].words)].mean(0) for i in known])
    found = heads.balance(hidden[mine], sides[mine], place[rows][mine], pooled)
    truth = torch.tensor([min(max(group[i].share or 0.5, 0.03), 0.97) for i in known])
    return F.smooth_l1_loss(found, torch.logit(truth), beta=0.5)


PART_OF_TURNS = 0.4
"""Part of the ordinary conversations whose turns are seen in an epoch: turns are learned sooner than notes."""


class Corpus:
    """Windows of all notes and turns, roughened and with seats swapped by chance anew in each epoch."""

    def __init__(self, notes: list[Prepared], groupings: list[list[Prepared]], tokenizer: Any, most: int) -> None:
        self.notes, self.groupings, self.tokenizer, self.most = notes, groupings, tokenizer, most

    def epoch(self, rng: random.Random) -> list[list[Window]]:
        """Windows in batches."""
        windows = [roughened(swapped(p.window) if rng.random() < 0.25 else p.window, rng) for p in self.notes]
        grouping = rng.choice(self.groupings)
        units = sorted({p.window.unit for p in grouping})
        seen = {u for u in units if rng.random() < PART_OF_TURNS}
        for p in grouping:
            if p.helping or p.window.unit in seen:
                windows.append(swapped(p.window) if rng.random() < 0.2 and not p.helping else p.window)
        return grouped(windows, self.tokenizer, self.most, rng)


def forever(windows: Callable[[], Iterator[tuple[list[Window], Batch]]]) -> Iterator[tuple[list[Window], Batch]]:
    while True:
        yield from windows()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("syntax", "train", "windows", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=1e9, help="end by then, wherever the epochs are")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--tokenizer", type=Path, help="folder of MiniLM's tokenizer, if its package isn't installed")
    parser.add_argument("--pieces", type=int, default=2200, help="word pieces in a batch")
    parser.add_argument("--masked", type=float, default=0.06, help="part of the word pieces hidden by chance")
    parser.add_argument("--trees", type=float, default=0.5, help="share of steps that also take a batch of trees")
    parser.add_argument("--all", action="store_true", help="train on the units kept for measuring, too")
    parser.add_argument("--fold", help="K/N: leave out this part of the units as well")
    parser.add_argument("--soft", type=Path, help="what teachers make of the windows (teachers.py)")
    parser.add_argument("--every", type=int, default=1, help="epochs between two looks at the units kept for measuring")
    parser.add_argument("--part", type=float, default=0.5, help="what the teachers' answers count")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_float32_matmul_precision("high")
    torch.set_default_device(args.device)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    kept = torch.load(args.syntax, weights_only=True, map_location=args.device)
    labels = Labels(**kept["labels"])
    tokenizer = tokenizer_of(args.tokenizer)
    encoder, heads = network_of(kept)
    syntax = Syntax(len(labels.rels), len(labels.tags), len(labels.xpos), len(labels.lemmas))
    syntax.load_state_dict(kept["syntax"])
    notes, groupings = load(args.windows)
    if args.soft:
        give(in_order(notes, groupings), torch.load(args.soft, weights_only=True, map_location="cpu"))
    sentences = read(args.train)
    kept_notes = [p for p in notes if p.kept]

    def used(every: list[Prepared]) -> list[Prepared]:
        return [p for p in every if (args.all or not p.kept) and not (args.fold and in_fold(p.window.unit, args.fold))]

    corpus = Corpus(used(notes), [used(g) for g in groupings], tokenizer, args.pieces)
    trees = forever(lambda: batches(list(windows_of(sentences, labels, rng)), tokenizer, args.pieces * 3 // 4, rng))
    modules = [encoder, syntax, heads]
    optimizer = optimizer_of(encoder, [syntax, heads], args.rate, args.head_rate)
    full, average = [group["lr"] for group in optimizer.param_groups], Average(modules)
    start, done = time.time(), 0.0
    for epoch in range(args.epochs):
        if done >= 1:
            break
        begin, totals, count = time.time(), torch.zeros(2), 0
        for module in modules:
            module.train()
        steps = corpus.epoch(rng)
        made = time.time() - begin
        for group in steps:
            batch = collate(group)
            done = max((epoch + (count + 1) / len(steps)) / args.epochs, (time.time() - start) / 60 / args.minutes)
            if done >= 1:
                break
            for settings, rate in zip(optimizer.param_groups, full, strict=True):
                settings["lr"] = rate * rate_at(done)
            asked = ask(group, batch.case.shape[1], rng)
            with autocast():
                states = encoder(batch, masked=args.masked)
            loss = talk_loss(heads, states.float(), group, asked, args.part)
            totals[0] += loss.detach()
            if rng.random() < args.trees:
                tree_group, tree_batch = next(trees)
                with autocast():
                    states = encoder(tree_batch)
                tree = syntax_loss(syntax, states.float(), tree_group, tree_batch)
                totals[1] += tree.detach()
                loss = loss + 0.5 * tree
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for m in modules for p in m.parameters()], 2.0)
            optimizer.step()
            average.update()
            count += 1
            if count % 40 == 0 and args.device == "cpu":
                print(f"  step {count} talk {totals[0] / count:.3f} {time.time() - begin:.0f} s", flush=True)
        state = {
            "encoder": average.kept[0],
            "syntax": average.kept[1],
            "talk": average.kept[2],
            "labels": labels.__dict__,
        }
        if (epoch + 1) % args.every and epoch + 1 < args.epochs and done < 1:
            continue
        torch.save(state, args.out)
        found = measured(*load_network(args.out), kept_notes, tokenizer)
        print(
            f"epoch {epoch + 1} {len(corpus.notes)} notes talk {totals[0] / max(count, 1):.3f} "
            f"trees {totals[1] / max(count * args.trees, 0.01):.3f} {found} {count} steps {made:.0f} + {time.time() - begin - made:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
