"""A person's own guides beside the shipped ones: read, copied, checked, kept."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach.errors import CoachError
from coach.notes import clean, one_line
from coach.paths import guides_folder

if TYPE_CHECKING:
    from coach.guides import Guides

GuideKind = Literal["template", "focus"]
FOLDERS: dict[str, str] = {"template": "sessions", "focus": "prompts"}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class OwnGuides:
    """The shipped guides with one's own folder beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def guides(self) -> Guides:
        from coach.guides import load_guides

        return load_guides(self.folder)

    @property
    def notices(self) -> tuple[str, ...]:
        return self.guides.notices if self.folder.is_dir() else ()

    def _own(self, kind: GuideKind, guide_id: str) -> Path:
        if not _ID.fullmatch(guide_id):
            raise CoachError(
                "A short name, please",
                f"“{one_line(guide_id)[:40]}” can't be the name of a guide.",
                "Use small letters, digits and hyphens.",
            )
        return self.folder / FOLDERS[kind] / f"{guide_id}.toml"

    def is_own(self, kind: GuideKind, guide_id: str) -> bool:
        return self._own(kind, guide_id).is_file()

    def text(self, kind: GuideKind, guide_id: str) -> str:
        """The file as it stands: one's own, or else the shipped one."""
        own = self._own(kind, guide_id)
        file = own if own.is_file() else guides_folder() / FOLDERS[kind] / f"{guide_id}.toml"
        if not file.is_file():
            raise CoachError(
                "No such guide", f"There's no guide called {guide_id}.", "`coach guides list` shows them all."
            )
        return file.read_text(encoding="utf-8")

    def copy(self, kind: GuideKind, guide_id: str, new_id: str | None = None) -> str:
        """Copy to one's own folder under a new id (or the same one, which then replaces the shipped guide)."""
        new_id = new_id or guide_id
        own = self._own(kind, new_id)
        text = re.sub(r'(?m)^id = ".*"$', f'id = "{new_id}"', self.text(kind, guide_id), count=1)
        if own.exists():
            raise CoachError(
                "It's there already",
                f"You already have a guide called {new_id}.",
                "Edit that one, or choose another name.",
            )
        self._write(own, text)
        return new_id

    def keep(self, kind: GuideKind, guide_id: str, text: str) -> Sequence[str]:
        """Check the text and keep it; answers what has to be mended, and keeps nothing then."""
        from coach.guides import check_guides

        own, text = self._own(kind, guide_id), clean(text)
        with tempfile.TemporaryDirectory() as place:
            trial = Path(place) / FOLDERS[kind] / f"{guide_id}.toml"
            trial.parent.mkdir()
            trial.write_text(text, encoding="utf-8")
            problems = check_guides(Path(place))
        if not problems:
            self._write(own, text)
        return problems

    def _write(self, file: Path, text: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = file.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
        self.__dict__.pop("guides", None)
