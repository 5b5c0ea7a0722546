"""Notes on a file or on standard input to acts and talk balance on standard output (``coach analyze``)."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from coach.errors import CoachError
from coach.measures.balance import notes_balance, words_balance
from coach.notes import clean, json_safe
from coach.records import Balance, Pair, Person, Reading

AHEAD = 32
"""Records for each process that are read in before the first answer has gone out."""


def balance_of(reading: Reading) -> Balance:
    """Counted for a transcript, estimated for notes."""
    return words_balance(reading.turns) if reading.transcript else notes_balance([reading])


def checked_pair(mentor: str, mentee: str, pronouns: tuple[str, str] = ("they", "they")) -> Pair:
    """A pair from two names; raises CoachError where they can't be told apart."""
    mentor, mentee = mentor.strip(), mentee.strip()
    if not mentor or not mentee:
        raise CoachError(
            "Two names are needed", "I need both names to tell who said what.", "Give --mentor NAME and --mentee NAME."
        )
    if mentor.casefold() == mentee.casefold():
        raise CoachError(
            "The names are the same",
            f"Both people are called {mentor}, so I can't tell who said what.",
            "Add a surname or an initial to one of them.",
        )
    return Pair(
        id="", mentor=Person(name=mentor, pronouns=pronouns[0]), mentee=Person(name=mentee, pronouns=pronouns[1])
    )


def text_of(file: str) -> str:
    """The text of a file, cleaned; raises CoachError where there is no text in it."""
    if file == "-":
        data = sys.stdin.buffer.read()
    else:
        try:
            data = Path(file).read_bytes()
        except FileNotFoundError:
            raise CoachError("No such file", f"There's no file called {file}.", "Check the name.") from None
        except OSError as error:
            raise CoachError(
                "The file can't be opened", f"{file} can't be opened ({error.strerror}).", "Check the file."
            ) from None
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise CoachError(
            "This isn't text", f"{file} isn't a text file that I can read.", "Save the note as plain text (UTF-8)."
        )
    return clean(text)


def analyze_(args: argparse.Namespace) -> int:
    if args.jsonl:
        return analyze_lines(sys.stdin, sys.stdout, max(1, args.jobs))
    if not args.file:
        raise CoachError(
            "A file is needed",
            "I need a file with a note to read.",
            "Try: coach analyze FILE --mentor NAME --mentee NAME",
        )
    pair = checked_pair(args.mentor, args.mentee, (args.mentor_pronouns, args.mentee_pronouns))
    text = text_of(args.file)
    if not text.strip():
        raise CoachError(
            "The note is empty", "There's nothing written in this note yet.", "Write a few lines and try again."
        )
    from coach.reading.layout import problem_of

    if problem := problem_of(text):
        raise CoachError("I can't read this", problem, "")
    from coach.reading.reader import Reader, pair_names

    reading = Reader().read(text, args.author, pair)
    words = {word.strip(".,:;!?()[]\"'").lower() for word in text.split()}
    if args.author == "both" and not reading.transcript and not words & set(pair_names(pair).words):
        raise CoachError(
            "Nobody is named",
            f"Neither {pair.mentor.name} nor {pair.mentee.name} is named in this note, so I can't tell who said what.",
            "Check the names, or say who wrote it with --author mentor or --author mentee.",
        )
    balance = balance_of(reading)
    if args.json:
        print(json_safe(json.dumps(answer("", reading, balance), ensure_ascii=False, indent=1)))
    else:
        print_reading(reading, balance, pair, sys.stdout)
    return 0


def print_reading(reading: Reading, balance: Balance, pair: Pair, out: TextIO) -> None:
    """Plain lines, one act each, for people and for screen readers."""
    from coach.measures.words import balance_sentence, tier_words

    names = {"mentor": pair.mentor.name, "mentee": pair.mentee.name, "both": "both", "third-party": "somebody else"}
    print(balance_sentence(balance, pair), file=out)
    room = f"{round(100 * balance.low)} to {round(100 * balance.high)} %, " if balance.share is not None else ""
    print(f"({room}{tier_words(balance)})", file=out)
    for act in reading.turns if reading.transcript else reading.acts:
        print(f"{names[act.speaker]}, {act.act} ({round(100 * act.confidence)} % sure): {act.text}", file=out)
    for remark in reading.remarks:
        print(f"said outright about who talked: {remark.text}", file=out)
    for act in reading.unread:
        print(f"not sure what this is: {act.text}", file=out)


def answer(key: Any, reading: Reading, balance: Balance) -> dict[str, Any]:
    """One answer of the line protocol."""

    def rows(acts: Any) -> list[dict[str, Any]]:
        return [
            {"start": a.start, "end": a.end, "speaker": a.speaker, "act": a.act, "confidence": a.confidence}
            for a in acts
        ]

    return {
        "id": key,
        "talk_balance": {"mentor_share": balance.share, "low": balance.low, "high": balance.high, "tier": balance.tier},
        "acts": rows(reading.acts),
        "turns": rows(reading.turns),
    }


def records_of(source: TextIO) -> Iterator[dict[str, Any]]:
    """Records of the line protocol; raises CoachError naming the line that isn't one."""
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            record["id"], record["mentor"]["name"], record["mentee"]["name"]
            if not isinstance(record["text"], str):
                raise TypeError
        except (ValueError, KeyError, TypeError):
            raise CoachError(
                f"Line {number}",
                f"Line {number} isn't a record that I can read.",
                'Each line is a JSON object with "id", "text", "author", "mentor" and "mentee".',
            ) from None
        yield record


_reader: Any = None


def _load() -> Any:
    global _reader
    if _reader is None:
        from coach.reading.reader import Reader

        _reader = Reader()
    return _reader


def _read_record(record: dict[str, Any]) -> dict[str, Any]:
    mentor, mentee = record["mentor"], record["mentee"]
    pair = Pair(
        id="",
        mentor=Person(name=mentor["name"], pronouns=mentor.get("pronouns", "they")),
        mentee=Person(name=mentee["name"], pronouns=mentee.get("pronouns", "they")),
    )
    author = record.get("author", "both")
    reading = _load().read(record["text"], author if author in ("mentor", "mentee") else "both", pair)
    return answer(record["id"], reading, balance_of(reading))


def analyze_lines(source: TextIO, out: TextIO, jobs: int) -> int:
    """One answer a record, in order; with ``jobs`` above one in that many processes."""
    records = records_of(source)
    if jobs == 1:
        for record in records:
            print(json_safe(json.dumps(_read_record(record), ensure_ascii=False)), file=out, flush=True)
        return 0
    for found in _in_processes(records, jobs):
        print(json_safe(json.dumps(found, ensure_ascii=False)), file=out, flush=True)
    return 0


def _in_processes(records: Iterator[dict[str, Any]], jobs: int) -> Iterator[dict[str, Any]]:
    """Answers in the order of the records; no more than ``AHEAD`` records for each process wait at a time."""
    import multiprocessing

    forks = sys.platform == "linux"
    if forks:  # one loading serves all: a forked process has the reader from the start
        _load()
        gc.collect()
        gc.freeze()
    waiting: deque[Any] = deque()
    with multiprocessing.get_context("fork" if forks else "spawn").Pool(jobs) as pool:
        trouble = None
        try:
            for record in records:
                waiting.append(pool.apply_async(_read_record, (record,)))
                if len(waiting) >= AHEAD * jobs:
                    yield waiting.popleft().get()
        except CoachError as error:  # what stood before a line that isn't a record is answered all the same
            trouble = error
        while waiting:
            yield waiting.popleft().get()
        if trouble is not None:
            raise trouble
