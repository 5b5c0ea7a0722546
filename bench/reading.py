"""Mirrors, marks and ``coach analyze --jsonl``, beside the bare models on the same text."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from bench import samples
from bench.measuring import ROOT, Row, child, in_turns, run, seconds

LINES = 160
"""Records given to ``coach analyze --jsonl``."""


def bare_pipeline() -> Any:
    """The shipped pipeline as anyone can load it: tokenizer, encoder, parser, talk; no names, markers or measures."""
    from coach.reading.quiet import spacy_without_torch

    spacy = spacy_without_torch()
    from coach.reading import syntax, talk

    assert syntax.make_encoder and talk.make_talk
    return forgetful(spacy.load(ROOT / "models" / "reader" / "pipeline"))


def forgetful(nlp: Any) -> Any:
    """The same pipeline, remembering no window of a text it has seen: the same text costs the same each time."""
    nlp.get_pipe("coach_encoder").most_windows = 0
    return nlp


def bare_encoder() -> Any:
    import torch
    from sentence_transformers import SentenceTransformer

    from coach.reading.syntax import minilm_folder

    torch.set_num_threads(1)
    return SentenceTransformer(str(minilm_folder()), device="cpu", local_files_only=True)


def mirror_alone(reader: Any, session: Any, pair: Any) -> Any:
    """The mirror of a session, read and measured in this process."""
    from coach.measures.mirror import mirror

    return mirror(session, {n.id: reader.read(n.text, n.author, pair) for n in session.notes}, pair, None)


def warm(rounds: int) -> dict[str, float]:
    """Milliseconds with everything loaded, run in turns: ours, the pipeline alone, sentence-transformers alone."""
    from coach.engine import new_reader

    reader, pair, session = new_reader(), samples.pair(), samples.session()
    forgetful(reader.nlp)
    nlp, encoder = bare_pipeline(), bare_encoder()
    texts = [note.text for note in session.notes]
    sentences = [span.text for doc in nlp.pipe(texts) for span in doc.sents]
    note = samples.short_note()
    calls = [
        lambda: mirror_alone(reader, session, pair),
        lambda: list(nlp.pipe(texts)),
        lambda: encoder.encode(sentences, show_progress_bar=False),
        lambda: reader.read(note, "mentor", pair),
        lambda: nlp(note),
    ]
    for call in calls:
        call()
    names = ("mirror", "pipe", "encode", "note", "note pipe")
    return {name: value * 1e3 for name, value in zip(names, in_turns(calls, rounds), strict=True)}


def cold_ours() -> None:
    from coach.engine import new_reader

    mirror_alone(new_reader(), samples.session(), samples.pair())


def cold_bare() -> None:
    nlp = bare_pipeline()
    sentences = [span.text for doc in nlp.pipe([n.text for n in samples.session().notes]) for span in doc.sents]
    bare_encoder().encode(sentences, show_progress_bar=False)


def cold_pipe() -> None:
    list(bare_pipeline().pipe([note.text for note in samples.session().notes]))


async def through_the_engine(rounds: int) -> dict[str, float]:
    """Milliseconds a person waits, the reader in its own process: a session's mirror kept, and marks of a note."""
    from coach.engine import Engine
    from coach.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        engine = Engine()
        engine.start()
        with Workspace.open(Path(folder), engine=engine) as workspace:
            pair = samples.pair()
            workspace.keep_pair(pair)
            await workspace.marks(samples.short_note(), "mentor", pair)
            mirrors, marks, edits, again, changed = [], [], [], [], []
            for number in range(1, rounds + 1):
                session = samples.session(number=number)
                mirrors.append(await _timed(workspace.read_session(session)))
                again.append(await _timed(workspace.read_session(session)))
                note = samples.short_note(number)
                marks.append(await _timed(workspace.marks(note, "mentor", pair)))
                edits.append(await _timed(workspace.marks(f"{note} She", "mentor", pair)))
                long = "\n".join(n.text for n in session.notes)
                await workspace.marks(long, "mentor", pair)
                changed.append(await _timed(workspace.marks(f"{long} She thanked me.", "mentor", pair)))
            memory = engine.memory_mb
            await engine.vectors(["a word on meaning"])
            found = {"mirror": mirrors, "again": again, "marks": marks, "edit": edits, "changed": changed}
            return {name: statistics.median(times) for name, times in found.items()} | {
                "slowest marks": max(marks + edits), "memory": memory, "memory with encoder": engine.memory_mb,
            }  # fmt: skip


async def _timed(awaited: Any) -> float:
    begun = time.perf_counter()
    await awaited
    return (time.perf_counter() - begun) * 1e3


def lines_a_second(jobs: int, lines: int) -> float:
    """Notes a second from the first line to the last, starting included."""
    text = _records(lines)
    taken = seconds(lambda: run("-m", "coach", "analyze", "--jsonl", "--jobs", str(jobs), stdin=text))
    return lines / taken


def lines_a_second_apart(programs: int, lines: int) -> float:
    """The same where as many separate programs read their part at the same time: the most that these cores can do."""
    from concurrent.futures import ThreadPoolExecutor

    text = _records(lines // programs)
    with ThreadPoolExecutor(programs) as threads:

        def all_at_once() -> None:
            list(threads.map(lambda _: run("-m", "coach", "analyze", "--jsonl", stdin=text), range(programs)))

        return lines // programs * programs / seconds(all_at_once)


def _records(lines: int) -> str:
    pair = samples.pair()
    people = {"mentor": {"name": pair.mentor.name}, "mentee": {"name": pair.mentee.name}}
    records = [
        json.dumps({"id": number, "text": samples.short_note(number), "author": "both", **people})
        for number in range(lines)
    ]
    return "\n".join(records)


def rows(rounds: int, lines: int = LINES) -> list[Row]:
    hot = child("reading", "warm", str(2 * rounds + 1))
    engine = child("reading", "engine", str(2 * rounds + 1))
    colds = ("cold", "cold-pipe", "cold-bare")
    cold = [value * 1e3 for value in in_turns([partial(child, "reading", name) for name in colds], rounds)]
    ways = (partial(lines_a_second, 1), partial(lines_a_second, 2), partial(lines_a_second_apart, 2))
    one, two, apart = (statistics.median(way(lines) for _ in range(rounds)) for way in ways)
    models = "the shipped pipeline alone, and sentence-transformers alone on the same sentences"
    alone = "the shipped pipeline alone"
    floor = hot["pipe"] + hot["encode"]
    return [
        Row("Reading", "Mirror of 1,500 words, warm, in one process", hot["mirror"], "ms", floor, models, 1.3, 1000),
        Row("Reading", "The same beside the smaller floor", hot["mirror"], "ms", hot["pipe"], alone),
        Row("Reading", "The same through the engine, kept in the store", engine["mirror"], "ms", floor, models, 1.3, 1000),
        Row("Reading", "The same session again, nothing changed", engine["again"], "ms"),
        Row("Reading", "Mirror of 1,500 words from a cold start", cold[0], "ms", cold[2], models),
        Row("Reading", "The same beside the smaller floor, cold", cold[0], "ms", cold[1], alone),
        Row("Typing", "Marks of a note of 1,500 words after one more sentence", engine["changed"], "ms", hot["mirror"], "the whole note anew"),
        Row("Typing", "Marks of a note of 150 words, through the engine", engine["marks"], "ms", hot["note pipe"], alone, bar=150),
        Row("Typing", "Marks after one more word", engine["edit"], "ms", hot["note pipe"], alone, bar=150),
        Row("Typing", "The slowest marks seen", engine["slowest marks"], "ms", bar=150),
        Row("Reading", "`coach analyze --jsonl --jobs 1`, notes of 150 words, start included", one, "notes/s"),
        Row("Reading", "The same with `--jobs 2`", two, "notes/s", one, "--jobs 1", 1.7, more_is_better=True),
        Row("Reading", "The same beside what two cores give", two, "notes/s", apart, "two programs at once", 0.95, more_is_better=True),
        Row("Memory", "Engine after reading", engine["memory"], "MB"),
        Row("Memory", "Engine once it has searched by meaning (torch is loaded)", engine["memory with encoder"], "MB"),
    ]  # fmt: skip


def main() -> None:
    what = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    if what == "warm":
        print(json.dumps(warm(rounds)))
    elif what == "engine":
        print(json.dumps(asyncio.run(through_the_engine(rounds))))
    else:
        {"cold": cold_ours, "cold-pipe": cold_pipe, "cold-bare": cold_bare}[what]()
        print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
