"""A review to a file that the two of you may keep or hand on: only what both agreed to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from coach.errors import CoachError
from coach.progress import Progress, unheard
from coach.records import Session
from coach.report import ITEMS, Options, both_agree
from coach.review import Review

ExportKind = Literal["html", "markdown", "json", "turns"]
TOGETHER: dict[str, tuple[str, ...]] = {
    "balance": ("balance", "templates", "time"), "stance": ("stance", "questions", "uptake", "markers"),
    "comfort": ("comfort", "equality"), "prompts": ("tried",), "promises": ("promises", "changes"), "words": (),
}  # fmt: skip
"""What the app asks about in one line, and the report's items that go with it."""


class Consented(Protocol):
    """What both agreed to in the app: the lines ticked by both, and whether names stay."""

    @property
    def items(self) -> frozenset[str]: ...
    @property
    def names(self) -> bool: ...


def options_of(consent: Consented) -> Options:
    """The report's options for what was agreed; people's own words only where that line was ticked, too."""
    items = [part for item in sorted(consent.items) for part in TOGETHER.get(item, (item,))]
    return Options(
        items=frozenset(items),
        names="keep" if consent.names else "replace",
        quotes="keep" if "words" in consent.items else "remove",
        consent=both_agree(*items) if items else {},
    )


def everything(names: bool, quotes: bool) -> Options:
    """All items, for a pair that agreed to all of them."""
    return Options(
        items=frozenset(ITEMS),
        names="keep" if names else "replace",
        quotes="keep" if quotes else "remove",
        consent=both_agree(*ITEMS),
    )


def export(
    review: Review,
    sessions: Sequence[Session],
    kind: ExportKind,
    options: Options,
    file: Path,
    progress: Progress = unheard,
) -> Path:
    """Write ``review`` in the given form to ``file``, readable by its owner alone; answers the file's path.

    ``progress`` counts three steps: beginning, writing it up, putting it on disk; stopped before the last, nothing is there.
    """
    from coach import report

    progress(1, 3)
    if kind == "html":
        text = report.page(review, options)
    elif kind == "markdown":
        text = report.markdown(review, options)
    elif kind == "json":
        text = report.json_text(review, options)
    else:
        text = report.utterances(review.pair, sessions, options)
    progress(2, 3)
    return write(file, text)


def write(file: Path, text: str) -> Path:
    """Write a text whole, mode 0600; never over what is there (a number is added to the name instead)."""
    file = file.expanduser()
    free, number = file, 2
    while free.exists():
        free = file.with_stem(f"{file.stem}-{number}")
        number += 1
    beside = free.with_name(free.name + ".part")
    try:
        free.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        beside.replace(free)
    except OSError as error:
        raise CoachError(
            "It couldn't be saved there",
            f"{free.name} can't be written there ({error.strerror}).",
            "Choose another folder.",
        ) from None
    return free
