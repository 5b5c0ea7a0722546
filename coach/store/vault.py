"""Names to contents and back in one private folder: whole files, sealed where there is a key, healed where damaged."""

from __future__ import annotations

import functools
import itertools
import os
import re
from pathlib import Path

from coach.store import disk
from coach.store.container import Broken, Part, checked, pack, unpack
from coach.store.refusals import (
    UNREADABLE,
    Damaged,
    Foreign,
    KeyMissing,
    Linked,
    Newer,
    NotAllowed,
    PassphraseNeeded,
    ReadOnly,
    in_plain_words,
)
from coach.store.sealing import DataKey, Envelope, unwrap
from coach.store.upgrades import VERSION, upgrade

ENDING = ".coach"
DAMAGED = "damaged"
_NAME = re.compile(r"index|key|journal|pairs/[A-Za-z0-9_-]{1,64}/(?:desk|[0-9]{4}|undated)")
TRIES = 4
"""Times that a reader looks again at a file which another program may be replacing."""


class Vault:
    """The folder of one store. Names are such as ``index`` or ``pairs/ID/2026``; bodies are JSON."""

    def __init__(self, folder: Path, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        self.key: DataKey | None = None
        self.envelope: Envelope | None = None
        self.notices: list[str] = []
        self.older: set[str] = set()
        """Names whose file was written by an older version."""
        self._saves: dict[str, int] = {}
        self._paths: dict[str, Path] = {}

    def path(self, name: str) -> Path:
        """Where a name lies; refuses a name that no store of this program could hold, so that none leads outside."""
        if name not in self._paths:
            if not _NAME.fullmatch(name):
                raise Damaged(f"of {name!r}")
            self._paths[name] = self.folder / f"{name}{ENDING}"
        return self._paths[name]

    def names(self) -> list[str]:
        """Everything that holds records: the index first, then each pair's files."""
        found = ["index"] if _any(self.path("index")) else []
        for folder in self.pair_folders():
            found += [f"pairs/{folder}/{name}" for name in self.in_pair(folder)]
        return found

    def pair_folders(self) -> list[str]:
        return sorted(p.name for p in _real_folder(self.folder / "pairs") if _real(p))

    def in_pair(self, pair_id: str) -> list[str]:
        """``desk`` and the years that this pair has files for, copies of a lost file included."""
        files = (p.name.split(ENDING)[0] for p in _real_folder(self.folder / "pairs" / pair_id) if ENDING in p.name)
        return sorted({name for name in files if _NAME.fullmatch(f"pairs/{pair_id}/{name}")})

    def has(self, name: str) -> bool:
        return _any(self.path(name))

    def signature(self, name: str) -> object:
        return disk.signature(self.path(name))

    def read(self, kind: str, name: str) -> bytes | None:
        """The body as this version writes it, healed from a copy where it is damaged; None: no such file.

        Raises Damaged where no copy is whole, Newer, Tampered, KeyMissing, or what the disk says.
        """
        path = self.path(name)
        if not _any(path):
            return None
        self._no_links(path)
        with in_plain_words(path):
            part = self._first_whole(kind, name, path)
        (self.older.add if part.version < VERSION else self.older.discard)(name)
        try:
            return upgrade(kind, part.version, part.body)
        except UNREADABLE:
            raise Damaged(path.name) from None

    def write(self, kind: str, name: str, body: bytes, twin: bool = False) -> None:
        """Replaces the file; with ``twin`` the newest copy is then the same as the file and not the version before.

        Either way the bytes are on the disk on return. Of a desk, which is saved while people type, the names are
        synced later: that halves what a save costs, and the newest version is known by its number.
        """
        path = self._writable(name)
        with in_plain_words(path):
            disk.replace(path, self._packed(kind, name, body), sync_names=twin or not _is_desk(name))
            if twin:
                disk.replace(path, self._packed(kind, name, body))

    def write_only(self, kind: str, name: str, body: bytes) -> None:
        """Replaces the file and leaves no version from before anywhere in the folder."""
        path = self._writable(name)
        with in_plain_words(path):
            disk.replace(path, self._packed(kind, name, body), keep=False)
            disk.replace(path, self._packed(kind, name, body))

    def remove(self, name: str) -> None:
        path = self._writable(name)
        with in_plain_words(path):
            disk.remove(path)
        self._saves.pop(name, None)

    # -- the key ------------------------------------------------------------------------------------------------------

    @property
    def writing_key(self) -> DataKey | None:
        """The key that seals what is written; None where notes are in clear text or on their way to it."""
        return None if self.envelope and self.envelope.state == "unsealing" else self.key

    @property
    def clear_too(self) -> bool:
        return self.envelope is not None and self.envelope.state != "sealed"

    def read_envelope(self) -> Envelope | None:
        """The wrapped key of this folder; None where the notes are in clear text. Raises Damaged or Newer."""
        path = self.path("key")
        if not _any(path):
            return None
        self._no_links(path)
        with in_plain_words(path):
            part = self._first_whole("key", "key", path)
        if part.header.envelope is None:
            raise Damaged("key.coach")
        return part.header.envelope

    def write_envelope(self, envelope: Envelope) -> None:
        """Puts the wrapped key in place of any before; no envelope from before stays."""
        path = self._writable("key")
        with in_plain_words(path):
            for keep in (False, True):
                disk.replace(path, pack("key", "key", b"", None, envelope), keep)
        self.envelope = envelope

    def unlock(self, envelope: Envelope, passphrase: str) -> None:
        self.key = unwrap(envelope, passphrase)
        self.envelope = envelope

    # -- inside -------------------------------------------------------------------------------------------------------

    def _writable(self, name: str) -> Path:
        if self.read_only:
            raise ReadOnly
        path = self.path(name)
        self._no_links(path)
        with in_plain_words(path.parent):
            disk.private_folder(path.parent)
        return path

    def _no_links(self, path: Path) -> None:
        """Refuses a link anywhere between the store's folder and the file."""
        for part in _between(self.folder, path):
            if part.is_symlink():
                raise Linked(part)

    def _packed(self, kind: str, name: str, body: bytes) -> bytes:
        if name not in self._saves and self.has(name):
            self.read(kind, name)
        self._saves[name] = self._saves.get(name, 0) + 1
        return pack(kind, name, body, self.writing_key, save=self._saves[name])

    def _first_whole(self, kind: str, name: str, path: Path) -> Part:
        """The file, or the newest copy that is whole, which then takes the file's place."""
        for last in [False] * (TRIES - 1 if self.read_only else 0) + [True]:
            found, ours = self._versions(kind, name, path)
            if not found:
                continue
            place, part = max(found, key=lambda item: item[1].header.save)
            if place != path and last:
                self._heal(kind, path, place, broken=found[0][0] != path)
            elif place != path and found[0][0] != path:
                continue
            self._saves[name] = max(self._saves.get(name, 0), part.header.save)
            return part
        if name == "index" and not ours:
            raise Foreign(self.folder)
        raise Damaged(path.name)

    def _versions(self, kind: str, name: str, path: Path) -> tuple[list[tuple[Path, Part]], bool]:
        """The first whole version (of a desk every one), and whether any began as a file of this program does."""
        found: list[tuple[Path, Part]] = []
        ours = False
        for place in [path, *(disk.beside(path, ending) for ending in disk.COPIES)]:
            try:
                data = disk.read(place)
                found.append((place, unpack(data, kind, name, None if kind == "key" else self.key, self.clear_too)))
            except FileNotFoundError:
                continue
            except (OSError, Linked):
                if place == path:
                    raise
                continue
            except KeyMissing:
                raise (PassphraseNeeded if self.has("key") else KeyMissing)() from None
            except Broken as broken:
                ours = ours or broken.ours
                continue
            if not _is_desk(name):
                break
        return found, ours

    def _heal(self, kind: str, path: Path, candidate: Path, broken: bool) -> None:
        """Puts the newest version in its place; where the file is ``broken`` it is kept aside and the person told."""
        if not broken:
            if not self.read_only:
                disk.put_back(path, disk.read(candidate))
            return
        what = "The notes" if kind == "sessions" else f"The file {path.name}"
        if self.read_only:
            self.notices.append(f"{what} had been damaged on the disk; the copy from the save before is shown.")
            return
        was_there = os.path.lexists(path)
        try:
            data = disk.read(candidate)
            if was_there:
                disk.set_aside(path, self.folder / DAMAGED)
            disk.put_back(path, data)
        except OSError:
            self.notices.append(f"{what} had been damaged on the disk; the copy from the save before is used.")
            return
        if was_there:
            self.notices.append(
                f"{what} had been damaged on the disk and healed from the save before. "
                "The damaged file is kept in the folder named damaged."
            )
        elif not candidate.name.endswith(".spare"):
            self.notices.append(f"{what} had gone from the disk and came back, healed from the save before.")


def peek(path: Path) -> str:
    """What lies at a name, without a key: ``none``, ``clear``, ``sealed``, ``newer``, ``damaged`` or ``foreign``."""
    states: set[str] = set()
    for candidate in [path, *(disk.beside(path, ending) for ending in disk.COPIES)]:
        try:
            whole = checked(disk.read(candidate), path.name)
        except Broken as broken:
            states.add("damaged" if broken.ours else "foreign")
        except Newer:
            return "newer"
        except PermissionError:
            raise NotAllowed(candidate) from None
        except (OSError, Linked):
            continue
        else:
            return "sealed" if whole.header.key else "clear"
    return "damaged" if "damaged" in states else "foreign" if states else "none"


@functools.lru_cache(maxsize=1024)
def _between(folder: Path, path: Path) -> tuple[Path, ...]:
    return (path, *itertools.takewhile(lambda part: part != folder, path.parents))


def _is_desk(name: str) -> bool:
    return name.endswith("/desk")


def _any(path: Path) -> bool:
    """Whether the file or a copy of it lies there."""
    return any(os.path.lexists(p) for p in (path, *(disk.beside(path, ending) for ending in disk.COPIES)))


def _real(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _real_folder(path: Path) -> list[Path]:
    if path.is_symlink():
        raise Linked(path)
    return list(path.iterdir()) if path.is_dir() else []
