"""A folder to what it is (new, open, locked, newer, foreign), and to one program's claim on it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from coach.store import disk
from coach.store.backup import NEIGHBOURS
from coach.store.refusals import DiskTrouble, Foreign, Linked, Newer, NoRoom, NotAllowed, in_plain_words
from coach.store.vault import DAMAGED, ENDING, Vault, peek

StoreState = Literal["new", "open", "locked", "newer", "foreign"]

LOCK = "lock"


def look(folder: Path | str) -> StoreState:
    """What lies in a folder, without a passphrase and without touching it.

    ``open``: notes in clear text; ``locked``: sealed; ``newer``: of a later version; ``foreign``: not of this program.
    A damaged store is ``open`` or ``locked``; opening it heals it or says what to do. Raises NotAllowed.
    """
    folder = Path(folder).expanduser()
    ready = folder.with_name(folder.name + ".restored")
    if not folder.exists() and ready.is_dir():
        folder = ready
    if not os.path.lexists(folder):
        return "new"
    if not folder.is_dir():
        return "foreign"
    with in_plain_words(folder):
        names = {entry.name for entry in folder.iterdir()}
    index, key = (peek(folder / f"{name}{ENDING}") for name in ("index", "key"))
    if "newer" in (index, key):
        return "newer"
    if index == "foreign":
        return "foreign"
    if key != "none" or index == "sealed":
        return "locked"
    if index == "none" and not (folder / "pairs").is_dir():
        return "foreign" if _strangers(names) else "new"
    return "open"


def refuse(folder: Path, state: StoreState) -> None:
    """Says why a folder can't be opened, if it can't."""
    if state == "newer":
        raise Newer(f"index{ENDING}")
    if state == "foreign":
        raise Foreign(folder)


class Claim:
    """One program's claim on a folder for as long as it runs; the system drops it if the program is killed."""

    def __init__(self, folder: Path) -> None:
        from filelock import FileLock

        if (folder / LOCK).is_symlink():
            raise Linked(folder / LOCK)
        self._lock = FileLock(folder / LOCK, timeout=0, mode=disk.FILE_MODE, thread_local=False)
        self._lock.acquire()

    def release(self) -> None:
        self._lock.release()


def claim(vault: Vault) -> Claim | None:
    """The claim, with the folder made private; None makes the vault read-only, with a notice that says why."""
    from filelock import Timeout

    folder = vault.folder
    is_new = not os.path.lexists(vault.path("index"))
    try:
        with in_plain_words(folder):
            return _claimed(folder)
    except DiskTrouble as trouble:
        if not isinstance(trouble.__cause__, Timeout):
            raise
        vault.notices.append("Your notes are open in another window, so here they can be read and not changed.")
    except (NotAllowed, NoRoom) as trouble:
        if is_new:
            raise
        reason = "the disk is full" if isinstance(trouble, NoRoom) else f"this account may not write to {folder}"
        vault.notices.append(f"Your notes can be read and not changed here, because {reason}.")
    vault.read_only = True
    return None


def _claimed(folder: Path) -> Claim:
    disk.private_folder(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NotAllowed(folder)
    claimed = Claim(folder)
    try:
        _tighten(folder)
    except BaseException:
        claimed.release()
        raise
    return claimed


def _tighten(folder: Path) -> None:
    for name in ("pairs", "cache", DAMAGED):
        if (folder / name).is_symlink():
            raise Linked(folder / name)
        if (folder / name).is_dir():
            disk.private_folder(folder / name)
            if name != "cache":
                disk.tighten(folder / name)
    for path in folder.iterdir():
        if ENDING in path.name or path.name == LOCK:
            disk.tighten_file(path)


def _strangers(names: set[str]) -> set[str]:
    """Names that this program has no place for; those that begin with a dot are nobody's business."""
    ours = {LOCK, "pairs", "cache", DAMAGED, *NEIGHBOURS}
    return {name for name in names if name not in ours and ENDING not in name and not name.startswith(".")}
