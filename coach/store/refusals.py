"""What stands in the way of the store, as one sentence that says what and one that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from coach.errors import CoachError

UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError)
"""What decoding raises for bytes that are no such JSON."""


class PassphraseNeeded(CoachError):
    def __init__(self) -> None:
        super().__init__("This store is locked", "These notes are locked with a passphrase.", "Type it to open them.")


class Closed(CoachError):
    def __init__(self) -> None:
        super().__init__("Closed", "These notes were closed.", "Open them again.")


class WrongPassphrase(CoachError):
    def __init__(self) -> None:
        super().__init__(
            "Not that passphrase",
            "That is not the passphrase of these notes.",
            "Try again; a forgotten passphrase can't be recovered.",
        )


class WrongCode(CoachError):
    def __init__(self) -> None:
        super().__init__("Not that code", "That is not the code that was set.", "Try again, or ask whose code it is.")


class Tampered(CoachError):
    """The bytes are whole by their checksum, yet not sealed by the key of this store."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Changed by something else",
            f"The file {name} was changed by something other than this program.",
            "Nothing was touched. Restore a backup from before, or put back the file as it was.",
        )


class Damaged(CoachError):
    """The bytes don't match their checksum, and no copy does."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Damaged on the disk",
            f"The file {name} is damaged, and so are its copies.",
            "Nothing was touched. Restore your last backup; what is here is kept beside it.",
        )


class KeyMissing(CoachError):
    def __init__(self) -> None:
        super().__init__(
            "The key file is not there",
            "These notes are locked, but the file key.coach that unlocks them is missing.",
            "Put key.coach back into the folder, or restore a backup. Nothing was touched.",
        )


class Newer(CoachError):
    def __init__(self, name: str) -> None:
        super().__init__(
            "Written by a newer coach",
            f"The file {name} was written by a newer version of this program.",
            "Open it with that version. Nothing was touched.",
        )


class Foreign(CoachError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            "This folder belongs to something else",
            f"{folder} holds files that this program didn't write.",
            "Choose an empty folder, or the folder of your notes. Nothing was touched.",
        )


class Linked(CoachError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "A link where a file should be",
            f"{path} is a link to another place, and notes are never written through a link.",
            "Put the real file or folder there. Nothing was touched.",
        )


class ReadOnly(CoachError):
    def __init__(self) -> None:
        super().__init__(
            "Open for reading only",
            "These notes are open for reading only, so nothing can be kept here.",
            "Go on in the window that has them open, or close it and open them again.",
        )


class NoRoom(CoachError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "The disk is full",
            f"There is no room left to keep {path.name}; what was kept before is untouched.",
            "Free some space and save again.",
        )


class NotAllowed(CoachError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "Not allowed to write there",
            f"This account may not read or write {path}; what was kept before is untouched.",
            "Give yourself the right to the folder, then save again.",
        )


class DiskTrouble(CoachError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            "The disk did not answer",
            f"The disk would not take or give {path} ({reason}).",
            "Check that the disk is there and well, then try again.",
        )


class NotThere(CoachError):
    def __init__(self, what: str) -> None:
        super().__init__("Not there", f"That {what} is not in these notes.", "It may have been deleted.")


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BARRED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turns what the system says about ``path`` into a refusal that a person can act on."""
    try:
        yield
    except OSError as trouble:
        if trouble.errno in _FULL:
            raise NoRoom(path) from trouble
        if trouble.errno in _BARRED:
            raise NotAllowed(path) from trouble
        if trouble.errno == errno.ELOOP:
            raise Linked(path) from trouble
        raise DiskTrouble(path, trouble.strerror or type(trouble).__name__) from trouble
