"""A store to one file that is verified after writing, and such a file back to a store."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from coach.errors import CoachError
from coach.notes import today
from coach.progress import Progress, unheard
from coach.store import disk
from coach.store.container import Broken, checked, pack, unpack
from coach.store.journal import Draft, Journal
from coach.store.refusals import UNREADABLE, Damaged, PassphraseNeeded, in_plain_words
from coach.store.sealing import DataKey, Envelope, unwrap
from coach.store.upgrades import upgrade
from coach.store.vault import ENDING, Vault

_NAME = re.compile(r"index|pairs/[A-Za-z0-9_-]{1,64}/(?:desk|[0-9]{4}|undated)")


NEIGHBOURS = ("guides", "settings.toml", "keymap.toml", "logs", "exports", "backups")
"""What the rest of the program may keep in the same folder: it stays there when a backup is restored."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds: the JSON of each file of the store by its name, and what was typed and not folded in."""

    files: dict[str, msgspec.Raw]
    drafts: list[Draft] = []


def write(vault: Vault, journal: Journal, path: Path, progress: Progress = unheard) -> Path:
    """Writes the backup and reads it back; ``path`` may be a folder. Nothing that is there is written over.

    ``progress`` counts the files of the store and two steps for writing and checking; stopped before it is written, it
    leaves nothing behind.
    """
    files = {}
    names = list(vault.names())
    for number, name in enumerate(names):
        progress(number, len(names) + 2)
        body = vault.read("index" if name == "index" else "sessions", name)
        if body is not None:
            files[name] = msgspec.Raw(body)
    body = msgspec.json.encode(Content(files=files, drafts=journal.all()))
    place = free_name(path / f"coach-backup-{today()}{ENDING}" if path.is_dir() else path)
    progress(len(names), len(names) + 2)
    with in_plain_words(place):
        data = pack("backup", "backup", body, vault.key, vault.envelope)
        disk.put_back(place, data)
        again = unpack(disk.read(place), "backup", "backup", vault.key, vault.clear_too).body
    if hashlib.sha256(again.rstrip()).digest() != hashlib.sha256(body.rstrip()).digest():
        raise Damaged(place.name)
    return place


def restore(backup: Path, folder: Path, passphrase: str | None) -> Path | None:
    """Puts the backup's store at ``folder``; what was there is kept whole under the name that is returned.

    Raises Damaged, Newer, PassphraseNeeded, WrongPassphrase or Tampered before anything is touched.
    """
    content, key, envelope = _opened(backup, passphrase)
    ready = folder.with_name(folder.name + ".restored")
    building = folder.with_name(folder.name + ".restoring")
    with in_plain_words(building), _cleared_on_trouble(building):
        for leftover in (building, ready):
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover)
        vault = Vault(building)
        vault.key, vault.envelope = key, envelope
        disk.private_folder(building)
        if envelope:
            vault.write_envelope(envelope)
        for name, body in content.files.items():
            vault.write("index" if name == "index" else "sessions", name, bytes(body), twin=True)
        if content.drafts:
            Journal(vault).fill(content.drafts)
        kept = None
        building.replace(ready)
        if folder.is_dir() and any(folder.iterdir()):
            kept = free_name(folder.with_name(f"{folder.name}-before-{today()}"))
            folder.replace(kept)
        finish(folder)
        for name in NEIGHBOURS if kept else ():
            if kept and os.path.lexists(kept / name):
                (kept / name).replace(folder / name)
    return kept


@contextlib.contextmanager
def _cleared_on_trouble(building: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def finish(folder: Path) -> None:
    """Moves a store that was restored and not yet put in place (the program was killed between) to its place."""
    ready = folder.with_name(folder.name + ".restored")
    if not ready.is_dir() or ready.is_symlink() or (folder.is_dir() and any(folder.iterdir())):
        return
    if folder.is_dir():
        folder.rmdir()
    ready.replace(folder)
    disk.sync_folder(folder.parent)


def free_name(path: Path) -> Path:
    """The path, or the first with a number behind its name that nothing lies at."""
    number, free = 2, path
    while os.path.lexists(free):
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def _opened(backup: Path, passphrase: str | None) -> tuple[Content, DataKey | None, Envelope | None]:
    with in_plain_words(backup):
        data = disk.read(backup)
    try:
        whole = checked(data, backup.name)
        envelope = whole.header.envelope
        if whole.header.kind != "backup":
            raise Broken(ours=True)
        if envelope and passphrase is None:
            raise PassphraseNeeded
        key = unwrap(envelope, passphrase) if envelope and passphrase is not None else None
        part = unpack(data, "backup", "backup", key)
        content = msgspec.json.decode(part.body, type=Content)
    except (Broken, *UNREADABLE):
        raise CoachError(
            "Not a whole backup",
            f"{backup.name} is no backup of this program, or it is damaged.",
            "Choose another backup. Nothing was touched.",
        ) from None
    if not all(_NAME.fullmatch(name) for name in content.files):
        raise Damaged(backup.name)
    kinds = {name: "index" if name == "index" else "sessions" for name in content.files}
    files = {name: msgspec.Raw(upgrade(kinds[name], part.version, bytes(body))) for name, body in content.files.items()}
    return Content(files=files, drafts=content.drafts), key, envelope
