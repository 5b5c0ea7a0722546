"""Where things lie: what travels with the program, and what belongs to the person."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A folder that travels with the program: inside the installed package, or beside it in a checkout."""
    inside = PACKAGE / "data" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def guides_folder() -> Path:
    return _shipped("guides")


def models_folder() -> Path:
    return _shipped("models")


def reader_folder() -> Path:
    """The shipped pipeline of the reader."""
    return models_folder() / "reader" / "pipeline"


def reader_version(folder: Path) -> str:
    """The version of a pipeline as the recipe wrote it: its own, and a short hash of its weights."""
    return (folder / "version.txt").read_text(encoding="utf-8").strip()


def data_home() -> Path:
    """The person's own folder: ``COACH_HOME`` where it is set, else the usual place of this system."""
    own = os.environ.get("COACH_HOME")
    if own:
        return Path(own).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("coach", appauthor=False))
