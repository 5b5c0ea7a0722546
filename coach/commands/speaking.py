"""What a command prints to what a terminal gets: the same words, and nothing that the terminal would obey."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any, TextIO, cast

from coach.notes import clean


class Clean:
    """A stream whose text is cleaned as it is written; all else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(clean(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def cleaned() -> Iterator[None]:
    """While it lasts, standard output and standard error are clean: names, notes and file names may hold anything."""
    out, err = cast(TextIO, Clean(sys.stdout)), cast(TextIO, Clean(sys.stderr))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield
