"""Folders of readable TOML files to templates, foci, prompts and marker rules; one's own beside the shipped ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from coach.errors import CoachError
from coach.guides.files import ANY, files_in, read
from coach.guides.items import Focus, FocusFile, MarkerRule, Prompt, Question, Stage, Template, nearest
from coach.paths import guides_folder

__all__ = ["Focus", "Guides", "MarkerRule", "Prompt", "Question", "Stage", "Template", "check_guides", "load_guides"]

FOLDERS = ("sessions", "prompts", "markers")


class Guides:
    """All guides, each kind read when it is first asked for; one's own files replace shipped ones of the same id.

    A shipped file that can't be read raises CoachError; of one's own it is left out and told in ``notices``.
    """

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self.shipped = shipped
        self.own = own
        self._notices: list[str] = []

    @property
    def notices(self) -> tuple[str, ...]:
        """What was left out of one's own folder, of the kinds read so far."""
        return tuple(self._notices)

    @cached_property
    def templates(self) -> dict[str, Template]:
        return {item.id: item for item in self._items("sessions", Template)}

    @cached_property
    def foci(self) -> dict[str, Focus]:
        return {item.id: item for item in self._focus_files}

    @cached_property
    def prompts(self) -> dict[str, Prompt]:
        """By id; an own file adds to the prompts of a shipped focus and replaces those of the same id."""
        return {prompt.id: prompt for item in self._focus_files for prompt in item.prompts}

    @cached_property
    def markers(self) -> dict[str, MarkerRule]:
        return {item.id: item for item in self._items("markers", MarkerRule)}

    @cached_property
    def _focus_files(self) -> list[FocusFile]:
        return list(self._items("prompts", FocusFile))

    def _items(self, kind: str, shape: type[ANY]) -> Iterator[ANY]:
        for path in files_in(self.shipped / kind):
            yield read(path, shape)
        for path in files_in(self.own / kind) if self.own else ():
            try:
                yield read(path, shape, own=True)
            except CoachError as problem:
                self._notices.append(str(problem))


def load_guides(own: Path | None = None, shipped: Path | None = None) -> Guides:
    """The shipped guides with one's own beside them (``own`` may not exist yet); nothing is read before it's needed."""
    return Guides(shipped or guides_folder(), own)


def check_guides(folder: Path, shipped: Path | None = None) -> list[str]:
    """What keeps the files of a guides folder from being used, a sentence for each; empty: all is well."""
    problems = [
        f"There's a folder `{path.name}` that I don't look into.{nearest(path.name, FOLDERS)}"
        for path in sorted(folder.iterdir() if folder.is_dir() else ())
        if path.is_dir() and path.name not in (*FOLDERS, "demo") and any(path.glob("*.toml"))
    ]
    templates, focus_files = (
        _checked(folder, "sessions", Template, problems),
        _checked(folder, "prompts", FocusFile, problems),
    )
    _checked(folder, "markers", MarkerRule, problems)
    sessions = (*load_guides(shipped=shipped).templates, *(item.id for item in templates))
    seen: dict[str, str] = {}
    for item in focus_files:
        for prompt in item.prompts:
            first = seen.setdefault(prompt.id, f"prompts/{item.id}.toml")
            if first != f"prompts/{item.id}.toml":
                problems.append(f"The prompt `{prompt.id}` stands in {first} and again in prompts/{item.id}.toml.")
            problems += [
                f"In prompts/{item.id}.toml the prompt `{prompt.id}` names a session `{name}` that isn't there."
                + nearest(name, sessions)
                for name in prompt.templates
                if name not in sessions
            ]
    return problems


def _checked(folder: Path, kind: str, shape: type[ANY], problems: list[str]) -> list[ANY]:
    """The items of one kind that can be read; what's wrong with the others is added to ``problems``."""
    items: list[ANY] = []
    for path in files_in(folder / kind):
        try:
            items.append(read(path, shape, own=True))
        except CoachError as problem:
            problems.append(str(problem))
    return items
