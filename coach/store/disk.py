"""Bytes to files that are whole or absent: private, synced, replaced in one step, with the versions before kept."""

from __future__ import annotations

import functools
import os
import stat
import sys
from pathlib import Path

from coach.store.refusals import Linked

FOLDER_MODE = 0o700
FILE_MODE = 0o600
COPIES = (".copy", ".turn", ".spare")
"""Versions before, newest first: the one before the last save, that of a save cut short, and the one being reused."""
_HEALING = ".healing"

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


@functools.lru_cache(maxsize=1024)
def beside(path: Path, ending: str) -> Path:
    """The neighbour of a file with ``ending`` added to its name."""
    return path.with_name(path.name + ending)


def private_folder(path: Path) -> None:
    """Makes the folder, or takes away what others may do in it; refuses a link in its place.

    What its owner may do stays: a folder made read-only stays so.
    """
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        if not path.parent.exists():
            private_folder(path.parent)
        path.mkdir(mode=FOLDER_MODE)
        path.chmod(FOLDER_MODE)
        sync_folder(path.parent)
        return
    if not stat.S_ISDIR(found.st_mode):
        raise Linked(path)
    if stat.S_IMODE(found.st_mode) & ~FOLDER_MODE:
        path.chmod(stat.S_IMODE(found.st_mode) & FOLDER_MODE)


def read(path: Path) -> bytes:
    """The bytes of a real file; a link, a folder or a pipe raises OSError or Linked."""
    handle = os.open(path, os.O_RDONLY | _NOFOLLOW | _NONBLOCK | _BINARY)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Linked(path)
        return file.read()


def signature(path: Path) -> tuple[int, int, int] | None:
    """What changes whenever the file is replaced or grows; None where there is no file."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def sync_folder(folder: Path) -> None:
    """Makes new names in the folder last through a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_data(handle: int) -> None:
    """Makes the bytes last through a power cut; on macOS that takes a call of its own."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    elif hasattr(os, "fdatasync"):
        os.fdatasync(handle)
    else:
        os.fsync(handle)


def replace(path: Path, data: bytes, keep: bool = True, sync_names: bool = True) -> None:
    """Puts ``data`` in the place of the file in one step; afterwards the version before is ``.copy``.

    The bytes go into the oldest version, reused so that the disk has no new file to book, are synced, and take the
    place by a rename; then the folder is synced. Killed anywhere, the file itself is whole. Without ``keep`` no version
    before stays in the folder. Without ``sync_names`` a power cut may leave the new bytes, whole, under the name of a
    version before: for files whose newest version is known by a number inside.
    """
    spare, turn, copy = (beside(path, ending) for ending in (".spare", ".turn", ".copy"))
    if not _exists(path):
        put_back(path, data)
        if not keep:
            for old in (spare, turn, copy):
                old.unlink(missing_ok=True)
            sync_folder(path.parent)
        return
    if _exists(turn):
        turn.replace(spare)
    sync_names = _fill(spare, data, reuse=keep) or sync_names or not keep
    if keep:
        if _exists(copy):
            copy.replace(turn)
        _second_name(path, copy)
    spare.replace(path)
    if keep and _exists(turn):
        turn.replace(spare)
    for old in () if keep else (copy, beside(path, _HEALING)):
        old.unlink(missing_ok=True)
    if sync_names:
        sync_folder(path.parent)


def put_back(path: Path, data: bytes) -> None:
    """Puts a new or a healed file in its place without touching any version before.

    Until it is whole it has a name that is never looked for, so one cut short is as if it had never been.
    """
    _fill(beside(path, _HEALING), data, reuse=False)
    beside(path, _HEALING).replace(path)
    sync_folder(path.parent)


def append(path: Path, data: bytes, at: int) -> None:
    """Adds ``data`` at byte ``at`` (what lay behind it goes) and syncs; on any trouble the file is as it was."""
    new = not _exists(path)
    handle = _open_private(path)
    try:
        try:
            if os.fstat(handle).st_size != at:
                os.ftruncate(handle, at)
            os.lseek(handle, at, os.SEEK_SET)
            _write_all(handle, data)
            _sync_data(handle)
        except OSError:
            os.ftruncate(handle, at)
            raise
    finally:
        os.close(handle)
    if new:
        sync_folder(path.parent)


def replace_unsynced(path: Path, data: bytes) -> None:
    """Replaces a file that may be lost in a power cut."""
    fresh = beside(path, ".new")
    fresh.unlink(missing_ok=True)
    handle = _open_private(fresh)
    try:
        _write_all(handle, data)
    finally:
        os.close(handle)
    fresh.replace(path)


def empty(path: Path) -> None:
    """Cuts the file to nothing; a power cut may bring its bytes back, so that they must be harmless."""
    handle = os.open(path, os.O_RDWR | _NOFOLLOW | _BINARY)
    try:
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """The file and every version before it, gone; the file itself last."""
    for old in [*(beside(path, ending) for ending in (_HEALING, *COPIES)), path]:
        old.unlink(missing_ok=True)
    if path.parent.is_dir():
        sync_folder(path.parent)


def set_aside(path: Path, folder: Path) -> Path:
    """Moves a damaged file into ``folder`` under a name not taken yet, and says where it lies now."""
    private_folder(folder)
    number = 1
    while _exists(folder / f"{path.parent.name}-{path.name}-{number}"):
        number += 1
    place = folder / f"{path.parent.name}-{path.name}-{number}"
    path.replace(place)
    sync_folder(folder)
    return place


def tighten(folder: Path) -> None:
    """Makes every folder and file below private again; links are left alone and never followed."""
    for here, folders, files in os.walk(folder):
        for name in folders:
            if not Path(here, name).is_symlink():
                private_folder(Path(here, name))
        for name in files:
            tighten_file(Path(here, name))


def tighten_file(path: Path) -> None:
    found = path.lstat().st_mode
    if stat.S_ISREG(found) and stat.S_IMODE(found) & ~FILE_MODE:
        path.chmod(stat.S_IMODE(found) & FILE_MODE)


def _exists(path: Path) -> bool:
    return os.path.lexists(path)


def _ours_alone(found: os.stat_result) -> bool:
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and (os.name == "nt" or not ~found.st_mode & FILE_MODE)


def _open_private(path: Path, flags: int = 0) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | _NOFOLLOW | _BINARY | flags, FILE_MODE)
    if stat.S_IMODE(os.fstat(handle).st_mode) != FILE_MODE and os.name != "nt":
        os.fchmod(handle, FILE_MODE)
    return handle


def _fill(path: Path, data: bytes, reuse: bool) -> bool:
    """Writes and syncs ``data``, over the bytes of a file of that name where nothing else shares them.

    True where it is a new file, whose name is not synced yet.
    """
    if _exists(path) and not (reuse and _ours_alone(path.lstat())):
        path.unlink()
    new = not _exists(path)
    handle = _open_private(path)
    try:
        _write_all(handle, data)
        if os.fstat(handle).st_size != len(data):
            os.ftruncate(handle, len(data))
        _sync_data(handle)
    except OSError:
        os.close(handle)
        path.unlink(missing_ok=True)
        raise
    os.close(handle)
    return new


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _second_name(path: Path, name: Path) -> None:
    """Gives the file a second name, or copies it where the disk knows no second names."""
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError:
        _fill(name, read(path), reuse=False)
