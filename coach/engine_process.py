"""The engine's own process: requests on standard input to answers on standard output, one after the other."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import queue
import resource
import sys
import threading
from collections import OrderedDict
from pathlib import Path
from typing import IO, Any

import msgspec

from coach.engine import Answer, Cancel, Done, Read, Ready, Refused, Request, Step, Vectors, new_reader, receive, send
from coach.errors import CoachError
from coach.records import Reading

MOST_REMEMBERED = 300
"""Readings kept by the hash of what was asked."""


class Cancelled(Exception):
    """The person no longer waits for this."""


class Worker:
    """Takes requests from the queue; a newer one of the same topic takes the place of an older one."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out
        self.queue: queue.Queue[Request | None] = queue.Queue()
        self.gone: set[int] = set()
        self.newest: dict[str, int] = {}
        self.remembered: OrderedDict[bytes, Reading] = OrderedDict()
        self.reader: Any = None

    def listen(self, source: IO[bytes]) -> None:
        """Runs in a thread: at the end of the input the whole process ends, whatever it is doing."""
        with contextlib.suppress(OSError, msgspec.DecodeError):
            while (message := receive(source, Request)) is not None:
                if isinstance(message, Cancel):
                    self.gone.add(message.id)
                else:
                    if isinstance(message, Read) and message.topic:
                        self.newest[message.topic] = message.id
                    self.queue.put(message)
        os._exit(0)

    def work(self) -> None:
        self.reader = new_reader()
        self.reader.warm()
        gc.collect()
        gc.freeze()
        self.say(Ready(self.reader.version))
        while True:
            request = self.queue.get()
            if request is None or isinstance(request, Cancel):
                continue
            try:
                self.say(self.answer(request))
            except Cancelled:
                self.say(Refused(request.id, "", "", "", cancelled=True))
            except CoachError as error:
                self.say(Refused(request.id, error.title, error.message, error.remedy))
            except Exception:  # noqa: BLE001 - the process must outlive any text; no part of the text may reach a log
                self.say(
                    Refused(
                        request.id,
                        "I stumbled over this text",
                        "I couldn't read this note through.",
                        "The note is kept as it is.",
                    )
                )

    def answer(self, request: Read | Vectors) -> Done:
        self.check(request)
        if isinstance(request, Vectors):
            folder = Path(request.folder) if request.folder else None
            return Done(request.id, vectors=self.reader.vectors(request.texts, folder), memory_mb=memory_mb())
        key = hashlib.sha256(
            msgspec.msgpack.encode(
                (request.text, request.author, request.pair.mentor, request.pair.mentee, request.corrections)
            )
        ).digest()
        reading = self.remembered.get(key)
        if reading is None:

            def step(done: float) -> None:
                self.check(request)
                self.say(Step(request.id, done))

            reading = self.reader.read(request.text, request.author, request.pair, request.corrections, step)
            self.remembered[key] = reading
            if len(self.remembered) > MOST_REMEMBERED:
                self.remembered.popitem(last=False)
        self.remembered.move_to_end(key)
        return Done(request.id, reading=reading, memory_mb=memory_mb())

    def check(self, request: Read | Vectors) -> None:
        superseded = isinstance(request, Read) and request.topic and self.newest.get(request.topic) != request.id
        if request.id in self.gone or superseded:
            self.gone.discard(request.id)
            raise Cancelled

    def say(self, answer: Answer) -> None:
        try:
            send(self.out, answer)
        except OSError:
            os._exit(0)


def memory_mb() -> int:
    """Resident memory of this process in MB: now where the system tells, else the most that it was."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * resource.getpagesize() // 2**20
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak // (2**20 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Talk over the pipes that the process was born with; everything printed by libraries goes nowhere."""
    source = os.fdopen(os.dup(0), "rb")
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    with contextlib.suppress(OSError):
        os.nice(5)
    worker = Worker(out)
    threading.Thread(target=worker.listen, args=(source,), daemon=True).start()
    worker.work()


if __name__ == "__main__":
    main()
