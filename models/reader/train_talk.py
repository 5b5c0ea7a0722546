"""The corpus and the trees together to the whole reader: the second stage.

python train_talk.py SYNTAX.pt TRAIN.conllu CORPUS_FOLDER OUT.pt [--epochs 8] [--all]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
import torch
from network import Batch, Encoder, Syntax, Talk
from talk import ACTS, SPEAKERS, held_out, note_window, roughened, swapped, turn_windows
from torch import Tensor
from torch.nn import functional as F
from train_syntax import Average, optimizer_of, rate_at, syntax_loss
from trees import read
from windows import Labels, Window, batches, windows_of

from coach.reading.syntax import minilm_folder
from coach.reading.pieces import load_tokenizer
from coach.reading.tokenizer import tune

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
from corpus import Unit, all_units


def edge_targets(group: list[Window], n: int) -> Tensor:
    """0 outside, 1 first word of a stretch, 2 inside; -100 behind the end."""
    rows = []
    for w in group:
        row = [0] * len(w.words) + [-100] * (n - len(w.words))
        for first, last, _, _ in w.spans:
            row[first : last + 1] = [1] + [2] * (last - first)
        rows.append(row)
    return torch.tensor(rows)


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


def talk_loss(
    heads: Talk, states: Tensor, group: list[Window], turns: dict[int, list[tuple[int, ...]]], rng: random.Random
) -> Tensor:
    """Cross-entropies of edges, acts and speakers for notes; of acts for turns."""
    loss = torch.zeros(())
    note_rows = [i for i, w in enumerate(group) if id(w) not in turns]
    if note_rows:
        targets = edge_targets([group[i] for i in note_rows], states.shape[1])
        scores = heads.edge(F.dropout(states[note_rows], 0.1, heads.training))
        loss = loss + F.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=-100)
    spans, acts, speakers = [], [], []
    for i in note_rows:
        for first, last, act, who in group[i].spans:
            spans.append((i, *moved(first, last, len(group[i].words), rng)))
            acts.append(act)
            speakers.append(who)
        for first, last in bare(group[i], rng):
            spans.append((i, first, last))
            acts.append(len(ACTS) - 1)
            speakers.append(-100)
    if spans:
        at = torch.tensor(spans)
        hidden = heads.spans(states, at[:, 0], at[:, 1], at[:, 2])
        loss = loss + F.cross_entropy(heads.act(hidden), torch.tensor(acts), label_smoothing=0.05)
        loss = loss + F.cross_entropy(
            heads.speaker(hidden), torch.tensor(speakers), ignore_index=-100, label_smoothing=0.03
        )
        loss = loss + 0.4 * balance_loss(heads, states, group, at[:, 0], hidden, torch.tensor(speakers))
    rows = [
        (i, *span[:2], acts)
        for i, w in enumerate(group)
        if id(w) in turns
        for span, acts in zip(w.spans, turns[id(w)], strict=True)
    ]
    if rows:
        at = torch.tensor([r[:3] for r in rows])
        goal = torch.zeros(len(rows), len(ACTS))
        for j, r in enumerate(rows):
            goal[j, r[3][0]] += 1.0 if len(r[3]) == 1 else 0.75
            if len(r[3]) > 1:
                goal[j, r[3][1]] += 0.25
        loss = loss + F.cross_entropy(
            heads.turn(heads.spans(states, at[:, 0], at[:, 1], at[:, 2])), goal, label_smoothing=0.03
        )
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
    """Windows of all notes and turns, made anew each epoch with seats swapped and hands hurried by chance."""

    def __init__(self, units: list[Unit], nlp: spacy.Language, tokenizer: object) -> None:
        self.units, self.nlp, self.tokenizer = units, nlp, tokenizer
        self.notes = [note_window(nlp, u, n) for u in units for n in u.notes]

    def epoch(self, rng: random.Random) -> Iterator[tuple[list[Window], Batch, dict[int, list[tuple[int, ...]]]]]:
        windows = [roughened(swapped(w) if rng.random() < 0.25 else w, rng) for w in self.notes]
        turns: dict[int, list[tuple[int, ...]]] = {}
        for unit in self.units:
            if unit.kind != "helping" and rng.random() > PART_OF_TURNS:
                continue
            for w, acts in turn_windows(self.nlp, unit, rng):
                if len(acts) != len(w.spans):
                    continue
                w = swapped(w) if rng.random() < 0.2 and unit.kind != "helping" else w
                turns[id(w)] = acts
                windows.append(w)
        for group, batch in batches(windows, self.tokenizer, 2200, rng):
            yield group, batch, turns


def forever(windows: object) -> Iterator[tuple[list[Window], Batch]]:
    while True:
        yield from windows()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("syntax", "train", "corpus", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=1e9, help="end by then, wherever the epochs are")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--trees", type=float, default=0.5, help="share of steps that also take a batch of trees")
    parser.add_argument("--all", action="store_true", help="train on the units kept for measuring, too")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    kept = torch.load(args.syntax, weights_only=True)
    labels = Labels(**kept["labels"])
    tokenizer = load_tokenizer(minilm_folder())
    encoder, syntax = Encoder(), Syntax(len(labels.rels), len(labels.tags), len(labels.xpos), len(labels.lemmas))
    encoder.load_state_dict(kept["encoder"], strict=False)
    syntax.load_state_dict(kept["syntax"])
    heads = Talk(len(ACTS), len(SPEAKERS))
    if "talk" in kept:
        heads.load_state_dict(kept["talk"], strict=False)
    sentences = read(args.train)

    def read_corpus() -> Corpus:
        return Corpus(
            [u for u in all_units(args.corpus) if args.all or not held_out(u)], tune(spacy.blank("en")), tokenizer
        )

    trees = forever(lambda: batches(list(windows_of(sentences, labels, rng)), tokenizer, 1600, rng))
    modules = [encoder, syntax, heads]
    optimizer = optimizer_of(encoder, [syntax, heads], args.rate, 1e-3)
    full, average = [group["lr"] for group in optimizer.param_groups], Average(modules)
    start, done = time.time(), 0.0
    for epoch in range(args.epochs):
        if done >= 1:
            break
        begin, totals, count = time.time(), [0.0, 0.0], 0
        for module in modules:
            module.train()
        corpus = read_corpus()  # anew, so that what is written meanwhile is learned, too
        steps = list(corpus.epoch(rng))
        for group, batch, turns in steps:
            done = max((epoch + (count + 1) / len(steps)) / args.epochs, (time.time() - start) / 60 / args.minutes)
            if done >= 1:
                break
            for settings, rate in zip(optimizer.param_groups, full, strict=True):
                settings["lr"] = rate * rate_at(done)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = encoder(batch, masked=0.06)
            loss = talk_loss(heads, states.float(), group, turns, rng)
            totals[0] += loss.item()
            if rng.random() < args.trees:
                tree_group, tree_batch = next(trees)
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    states = encoder(tree_batch)
                tree = syntax_loss(syntax, states.float(), tree_group, tree_batch)
                totals[1] += tree.item()
                loss = loss + 0.5 * tree
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for m in modules for p in m.parameters()], 2.0)
            optimizer.step()
            average.update()
            count += 1
            if count % 40 == 0:
                print(f"  step {count} talk {totals[0] / count:.3f} {time.time() - begin:.0f} s", flush=True)
        print(
            f"epoch {epoch + 1} {len(corpus.notes)} notes talk {totals[0] / max(count, 1):.3f} trees {totals[1] / max(count * args.trees, 0.01):.3f} {time.time() - begin:.0f} s",
            flush=True,
        )
        state = {
            "encoder": average.kept[0],
            "syntax": average.kept[1],
            "talk": average.kept[2],
            "labels": labels.__dict__,
        }
        torch.save(state, args.out)


if __name__ == "__main__":
    main()
