"""The shipped pipeline on raw text to the figures of the shared task.

python evaluate.py PIPELINE DEV.conllu
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: two threads are many times slower on a busy machine

import argparse
import json
import sys
import time
from pathlib import Path

import spacy
from conll import figures, found_words, gold_words
from trees import Sentence, raw_text, read

from coach.reading import syntax

assert syntax.make_parser


def score(nlp: spacy.Language, sentences: list[Sentence]) -> dict[str, float]:
    """Figures over raw text, read a paragraph at a time."""
    words, spans, shift = [], [], 0
    begin, count = time.perf_counter(), 0
    for paragraph in raw_text(sentences).split("\n\n"):
        doc = nlp(paragraph)
        found = found_words(doc, shift)
        words += found[0]
        spans += found[1]
        shift += len("".join(paragraph.split()))
        count += len(found[0])
    seconds = time.perf_counter() - begin
    return figures(gold_words(sentences), (words, spans)) | {"words_per_second": round(count / seconds)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    nlp = spacy.load(args.pipeline)
    out = {path.stem: score(nlp, read(path)) for path in args.gold}
    json.dump(out, sys.stdout, indent=1)
    print()
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
