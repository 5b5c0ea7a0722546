"""A trained network to the spaCy pipeline that ships.

python package.py NETWORK.pt OUT_FOLDER --train TRAIN.conllu
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import spacy
import torch
from trees import SHORT, read

from coach.reading import syntax, talk
from coach.reading.syntax import minilm_folder
from coach.reading.tokenizer import tune

assert syntax.make_encoder and talk.make_talk


UPOS_OF_SHORT = ("NOUN", "VERB", "ADP", "ADV", "SCONJ", "CCONJ", "ADJ", "PRON", "AUX")


def known_lemmas(train: Path) -> dict[str, str]:
    """Lemmas that the training data leaves no doubt about, by ``form UPOS``: seen twice or more, always the same."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for s in read(train):
        for form, lemma, tag in zip(s.words, s.lemmas, s.tags, strict=True):
            upos = tag.split("|")[0]
            if upos not in ("PROPN", "X", "SYM", "NUM"):
                seen[f"{form.lower()} {upos}"][lemma] += 1
    short = {f"{short} {upos}": word for word, short in SHORT.items() for upos in UPOS_OF_SHORT if len(short) > 1}
    return short | {
        key: lemmas.most_common(1)[0][0]
        for key, lemmas in sorted(seen.items())
        if sum(lemmas.values()) >= 2 and lemmas.most_common(1)[0][1] >= 0.97 * sum(lemmas.values())
    }


def seen_lemmas(train: Path) -> frozenset[str]:
    """Lemmas of the training data, and whole words of five letters and more among MiniLM's pieces."""
    vocabulary = (minilm_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    whole = {word for word in vocabulary if word.isalpha() and len(word) >= 3}
    lemmas = {lemma for s in read(train) for lemma in s.lemmas}
    inflected = {
        w.lower() for s in read(train) for w, m in zip(s.words, s.lemmas, strict=True) if w.lower() != m.lower()
    }
    return frozenset(lemmas | (whole - inflected))


def trainable(state: dict[str, torch.Tensor]) -> dict[str, object]:
    """The weights that don't come from MiniLM as they are."""
    return {k: v.float().numpy() for k, v in state.items() if k not in ("words.weight", "positions.weight", "kind")}


def pipeline(network: Path, train: Path) -> spacy.Language:
    kept = torch.load(network, weights_only=True)
    nlp = tune(spacy.blank("en"))
    encoder = nlp.add_pipe("coach_encoder")
    encoder.weights = trainable(kept["encoder"])
    parser = nlp.add_pipe("coach_parser")
    parser.weights = trainable(kept["syntax"])
    parser.labels = kept["labels"]
    parser.known = known_lemmas(train)
    parser.seen = seen_lemmas(train)
    if "talk" in kept:
        talk_pipe = nlp.add_pipe("coach_talk")
        talk_pipe.weights = trainable(kept["talk"])
    nlp.meta.update(name="coach_reader", version="1.0.0", license="CC BY-SA 4.0", description="English notes, parsed")
    return nlp


def stamp(folder: Path) -> None:
    """Write the pipeline's version: its own, and a short hash of its weights and numbers."""
    import hashlib
    import json

    digest = hashlib.sha256()
    for file in sorted(folder.glob("coach_*/*")):
        digest.update(file.read_bytes())
    version = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["version"]
    (folder / "version.txt").write_text(f"{version}+{digest.hexdigest()[:8]}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--train", type=Path, required=True)
    args = parser.parse_args()
    pipeline(args.network, args.train).to_disk(args.out)
    stamp(args.out)


if __name__ == "__main__":
    main()
