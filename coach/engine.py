"""Requests to readings: the reader kept warm in a process of its own, so that the screen never waits.

The process is an ordinary child that speaks length-prefixed MessagePack over its pipes; it ends when they close.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any, Protocol

import msgspec

from coach.errors import CoachError
from coach.records import Author, Correction, Pair, Reading

Progress = Callable[[float], None]
MOST_MEMORY_MB = 1500
"""Resident memory above which the process is renewed when it has nothing to do."""


class Read(msgspec.Struct, tag=True, frozen=True):
    id: int
    text: str
    author: Author
    pair: Pair
    corrections: tuple[Correction, ...] = ()
    topic: str = ""
    """A newer request with the same topic takes the place of this one, unless it has begun."""


class Vectors(msgspec.Struct, tag=True, frozen=True):
    id: int
    texts: tuple[str, ...]
    folder: str = ""


class Cancel(msgspec.Struct, tag=True, frozen=True):
    id: int


class Ready(msgspec.Struct, tag=True, frozen=True):
    version: str


class Done(msgspec.Struct, tag=True, frozen=True):
    id: int
    reading: Reading | None = None
    vectors: list[list[float]] = []
    memory_mb: int = 0


class Step(msgspec.Struct, tag=True, frozen=True):
    id: int
    done: float
    """0 to 1."""


class Refused(msgspec.Struct, tag=True, frozen=True):
    id: int
    title: str
    message: str
    remedy: str
    cancelled: bool = False


Request = Read | Vectors | Cancel
Answer = Ready | Done | Step | Refused
_LENGTH = struct.Struct(">I")


def send(stream: IO[bytes], message: Request | Answer) -> None:
    data = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes], kind: Any) -> Any:
    """The next message, or None at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    data = stream.read(_LENGTH.unpack(head)[0])
    return msgspec.msgpack.decode(data, type=kind)


class ReaderPort(Protocol):
    """What the workspace needs of a reader, wherever it runs."""

    @property
    def version(self) -> str: ...
    async def read(
        self,
        text: str,
        author: Author,
        pair: Pair,
        corrections: Sequence[Correction] = (),
        topic: str = "",
        on_progress: Progress | None = None,
    ) -> Reading: ...
    async def vectors(self, texts: Sequence[str]) -> list[list[float]]: ...
    def stop(self) -> None: ...


class LocalEngine:
    """The same reader inside this process: for the command line."""

    def __init__(self, model_folder: str = "") -> None:
        self._reader: Any = None
        self._model_folder = model_folder

    def _ready(self) -> Any:
        if self._reader is None:
            self._reader = new_reader()
        return self._reader

    @property
    def version(self) -> str:
        return shipped_version()

    async def read(
        self,
        text: str,
        author: Author,
        pair: Pair,
        corrections: Sequence[Correction] = (),
        topic: str = "",
        on_progress: Progress | None = None,
    ) -> Reading:
        reading: Reading = self._ready().read(text, author, pair, corrections, on_progress)
        return reading

    async def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        from pathlib import Path

        folder = Path(self._model_folder) if self._model_folder else None
        rows: list[list[float]] = self._ready().vectors(texts, folder)
        return rows

    def stop(self) -> None:
        self._reader = None


def new_reader() -> Any:
    """A reader with the shipped pipeline and the shipped markers."""
    from coach.guides import load_guides
    from coach.reading.reader import Reader

    rules = [(rule.id, rule.family, rule.matcher_patterns()) for rule in load_guides().markers.values()]
    return Reader(marker_rules=rules)


def shipped_version() -> str:
    """The version of the shipped reader, without loading it."""
    from coach.paths import reader_folder, reader_version

    return reader_version(reader_folder())


class Engine:
    """The reader in a child process: ``start`` it before the app's loop, ``stop`` it after.

    Dies it, it is started again and the open requests are sent once more; a request that kills it twice is refused.
    """

    def __init__(self, model_folder: str = "") -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: dict[int, _Open] = {}
        self._next = 0
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._stopped = False
        self.model_folder = model_folder
        """Another local folder of a sentence encoder, of the person's choice; empty: the one that came along."""
        self.version = shipped_version()
        self.ready = False
        self.memory_mb = 0
        """Resident memory of the process as it last said."""
        self.restarts = 0

    def start_soon(self, seconds: float) -> None:
        """Start after so many seconds, or when first asked: until then the machine is the first page's."""
        timer = threading.Timer(seconds, self._start_once)
        timer.daemon = True
        timer.start()

    def _start_once(self) -> None:
        with self._starting:
            if self._process is None and not self._stopped:
                self.start()

    def start(self) -> None:
        """Start the process and let it warm up; returns at once."""
        from coach.reading.meaning import OFFLINE

        threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        environment = os.environ | OFFLINE | threads | {"PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "coach.engine_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=(self._process,), name="engine", daemon=True).start()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        with self._starting:
            self._stopped = True
            process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(OSError):
                if process.stdin:
                    process.stdin.close()
            try:
                process.wait(timeout=0.3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    async def read(
        self,
        text: str,
        author: Author,
        pair: Pair,
        corrections: Sequence[Correction] = (),
        topic: str = "",
        on_progress: Progress | None = None,
    ) -> Reading:
        """A reading from the process; raises CoachError where it can't be had, CancelledError where it was superseded."""
        done = await self._ask(lambda key: Read(key, text, author, pair, tuple(corrections), topic), on_progress)
        if done.reading is None:
            raise CoachError("Nothing came back", "The reader gave no answer.", "Try once more.")
        return done.reading

    async def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """Meanings of texts as vectors of unit length; the first call loads the encoder, which takes seconds."""
        done = await self._ask(lambda key: Vectors(key, tuple(texts), self.model_folder), None)
        return done.vectors

    async def _ask(self, make: Callable[[int], Request], on_progress: Progress | None) -> Done:
        self._loop = asyncio.get_running_loop()
        with self._lock:
            self._next += 1
            key = self._next
            future: asyncio.Future[Done] = self._loop.create_future()
            self._open[key] = _Open(make(key), future, on_progress)
        self._start_once()
        self._send(self._open[key].request)
        try:
            return await future
        except asyncio.CancelledError:
            self._send(Cancel(key))
            raise
        finally:
            self._open.pop(key, None)

    def _send(self, message: Request) -> None:
        process = self._process
        if process is None or process.stdin is None or self._stopped:
            return
        with self._lock, contextlib.suppress(OSError, ValueError):
            send(process.stdin, message)

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        """Runs in a thread of its own: hands each answer to the loop; starts anew where the process died."""
        assert process.stdout is not None
        with contextlib.suppress(OSError, ValueError, msgspec.DecodeError):
            while (message := receive(process.stdout, Answer)) is not None:
                if isinstance(message, Ready):
                    self.ready, self.version = True, message.version
                elif self._loop is not None and not self._loop.is_closed():
                    with contextlib.suppress(RuntimeError):
                        self._loop.call_soon_threadsafe(self._take, message)
        self.ready = False
        if process is self._process and not self._stopped:
            self._again()

    def _again(self) -> None:
        process = self._process
        if process is not None:
            process.wait()
        self.restarts += 1
        for key, item in list(self._open.items()):
            item.tries += 1
            if item.tries > 1 and self._loop is not None and not self._loop.is_closed():
                refused = Refused(
                    key,
                    "The reader stopped",
                    "The reader stopped twice over this text.",
                    "The note is kept; try a shorter piece of it.",
                )
                self._loop.call_soon_threadsafe(self._take, refused)
        self.start()
        for item in list(self._open.values()):
            if item.tries <= 1:
                self._send(item.request)

    def _take(self, message: Done | Step | Refused) -> None:
        item = self._open.get(message.id)
        if isinstance(message, Done):
            self.memory_mb = message.memory_mb or self.memory_mb
        if item is None or item.future.done():
            return
        if isinstance(message, Step):
            if item.on_progress:
                item.on_progress(message.done)
        elif isinstance(message, Done):
            item.future.set_result(message)
        elif message.cancelled:
            item.future.cancel()
        else:
            item.future.set_exception(CoachError(message.title, message.message, message.remedy))
        if isinstance(message, Done) and self.memory_mb > MOST_MEMORY_MB and len(self._open) <= 1 and self._process:
            self._process.terminate()


class _Open:
    """A request that waits for its answer."""

    def __init__(self, request: Request, future: asyncio.Future[Done], on_progress: Progress | None) -> None:
        self.request, self.future, self.on_progress = request, future, on_progress
        self.tries = 0
