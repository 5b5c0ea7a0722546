"""AnnoMI's transcripts to the figure that the reader's method reaches when it is trained on them; nothing is kept.

python crossvalidate.py ANNOMI.csv READER.pt [--folds 5] [--epochs 3]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import spacy
import torch
from torch.nn import functional as F

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "reader"), str(HERE.parent / "corpus")]
from asking import autocast, network_of, tokenizer_of
from corpus import Label
from network import Encoder, Talk
from talk import ACTS, window_of_text
from train_syntax import Average, optimizer_of, schedule_of
from windows import Window, batches

from coach.reading.people import names_of
from coach.reading.tokenizer import tune

BEHAVIOURS = ["question", "reflection", "therapist_input", "other"]
AKIN = {
    "question": ["ask"],
    "reflection": ["reflect"],
    "therapist_input": ["advise", "inform"],
    "other": ["other", "affirm", "share"],
}
"""The acts that lie nearest to each behaviour: where training starts from."""
MOST = 190
"""Words in a window."""
NAMES = names_of("Therapist", "Client", ("they", "they"))
Row = dict[str, str]


def transcripts(file: Path) -> dict[str, list[Row]]:
    talks: dict[str, list[Row]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            talks[row["transcript_id"]].append(row)
    for rows in talks.values():
        rows.sort(key=lambda row: int(row["utterance_id"]))
    return talks


def shortened(words: list[str], most: int = 300) -> list[str]:
    """The words; of a very long turn its two ends, so that it fits into a window."""
    return words if len(words) <= most else [*words[: most // 2], "...", *words[-most // 2 :]]


def windows(
    nlp: spacy.Language, rows: list[Row], rng: random.Random | None, first: int = MOST
) -> list[tuple[Window, list[int]]]:
    """Windows of consecutive turns with the behaviour of each (-100: the client's); without ``rng``, all of ``MOST`` words
    but the first, which has ``first``."""
    out, at = [], 0
    while at < len(rows):
        limit, size, group = (rng.choice([80, 150, MOST]) if rng else MOST if at else first), 0, []
        while at < len(rows) and (not group or size + len(rows[at]["utterance_text"].split()) <= limit):
            group.append(rows[at])
            size += len(rows[at]["utterance_text"].split()) + 2
            at += 1
        text, labels = "", []
        for row in group:
            said = " ".join(shortened(row["utterance_text"].split())) or "..."
            text += f"{row['interlocutor'].title()}: "
            labels.append(Label(len(text), len(text) + len(said), "mentor", "other"))
            text += said + "\n"
        window = window_of_text(nlp, text.rstrip("\n"), NAMES, "", labels)
        goals = [
            BEHAVIOURS.index(r["main_therapist_behaviour"]) if r["interlocutor"] == "therapist" else -100 for r in group
        ]
        assert len(window.spans) == len(goals)
        out.append((window, goals))
    return out


def batch_scores(
    encoder: Encoder, heads: Talk, layer: torch.nn.Linear, group: list[Window], batch: object
) -> torch.Tensor:
    with autocast():
        states = encoder(batch)
    at = torch.tensor([(i, *span[:2]) for i, w in enumerate(group) for span in w.spans])
    return layer(heads.spans(states.float(), at[:, 0], at[:, 1], at[:, 2]))


def fold_guesses(
    kept: dict, train: list[list[Row]], test: list[list[Row]], epochs: int, seed: int
) -> list[tuple[int, int]]:
    """(truth, guess) for each therapist's turn of the test transcripts."""
    torch.manual_seed(seed)
    rng, nlp, tokenizer = random.Random(seed), tune(spacy.blank("en")), tokenizer_of(None)
    (encoder, heads), layer = network_of(kept), torch.nn.Linear(384, len(BEHAVIOURS))
    with torch.no_grad():
        for i, name in enumerate(BEHAVIOURS):
            akin = [ACTS.index(act) for act in AKIN[name]]
            layer.weight[i], layer.bias[i] = heads.turn.weight[akin].mean(0), heads.turn.bias[akin].mean()
    modules = [encoder, heads, layer]
    size = sum(1 for _ in batches([w for rows in train for w, _ in windows(nlp, rows, rng)], tokenizer, 2200, rng))
    optimizer = optimizer_of(encoder, [heads, layer], 1.5e-4, 1e-3)
    schedule, average = schedule_of(optimizer, size * epochs + 1), Average(modules, 0.98)
    for _ in range(epochs):
        for module in modules:
            module.train()
        pairs = [p for rows in train for p in windows(nlp, rows, rng)]
        goals = {id(w): g for w, g in pairs}
        for group, batch in batches([w for w, _ in pairs], tokenizer, 2200, rng):
            truth = torch.tensor([g for w in group for g in goals[id(w)]])
            loss = F.cross_entropy(
                batch_scores(encoder, heads, layer, group, batch), truth, ignore_index=-100, label_smoothing=0.05
            )
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
            average.update()
    for module, state in zip(modules, average.kept, strict=True):
        module.load_state_dict(state)
        module.eval()
    return [pair for rows in test for pair in guesses_of(encoder, heads, layer, nlp, tokenizer, rows)]


def guesses_of(
    encoder: Encoder, heads: Talk, layer: torch.nn.Linear, nlp: spacy.Language, tokenizer: Any, rows: list[Row]
) -> list[tuple[int, int]]:
    """(truth, guess) for the therapist's turns of a transcript, each seen in windows that begin at three distances before it."""
    total, truth = torch.zeros(len(rows), len(BEHAVIOURS)), [-100] * len(rows)
    for first in (MOST, 2 * MOST // 3, MOST // 3):
        at = 0
        for window, goals in windows(nlp, rows, None, first):
            [(group, batch)] = batches([window], tokenizer, 1, None)
            with torch.no_grad():
                total[at : at + len(goals)] += batch_scores(encoder, heads, layer, group, batch).softmax(1)
            truth[at : at + len(goals)] = goals
            at += len(goals)
    return [(t, int(g)) for t, g in zip(truth, total.argmax(1), strict=True) if t >= 0]


def macro_f1(pairs: list[tuple[int, int]]) -> float:
    scores = []
    for label in range(len(BEHAVIOURS)):
        right = sum(t == g == label for t, g in pairs)
        wrong = sum((t == label) != (g == label) for t, g in pairs)
        scores.append(2 * right / (2 * right + wrong) if right else 0.0)
    return sum(scores) / len(scores)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    kept, talks = torch.load(args.network, weights_only=True), transcripts(args.data)
    keys = sorted(talks, key=int)
    random.Random(1).shuffle(keys)
    everything: list[tuple[int, int]] = []
    for fold in range(args.folds):
        test = keys[fold :: args.folds]
        found = fold_guesses(
            kept, [talks[k] for k in keys if k not in test], [talks[k] for k in test], args.epochs, fold
        )
        everything += found
        print(f"fold {fold + 1}: {macro_f1(found):.3f}", file=sys.stderr, flush=True)
    print(json.dumps({"folds": args.folds, "turns": len(everything), "macro_f1": round(macro_f1(everything), 4)}))


if __name__ == "__main__":
    main()
