"""What was costly to compute, kept in small files under names that say nothing; may be gone at any time."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from coach.errors import CoachError
from coach.store import disk
from coach.store.container import Broken, pack, unpack
from coach.store.vault import Vault

LIMIT = 48 * 1024 * 1024
"""Bytes on the disk; beyond them the blobs used longest ago go."""


class Cache:
    """Blobs by key. Nothing here is the only copy of anything, so trouble means a miss and never a refusal."""

    def __init__(self, vault: Vault, limit: int = LIMIT) -> None:
        self.vault = vault
        self.limit = limit
        self.folder = vault.folder / "cache"
        self._size: int | None = None

    def get(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            if self.folder.is_symlink():
                return None
            padded = unpack(disk.read(path), "cache", path.name, self.vault.key).body
            if not self.vault.read_only:
                os.utime(path)
        except (OSError, Broken, CoachError):
            return None
        return padded[8 : 8 + int.from_bytes(padded[:8], "big")]

    def put(self, key: str, value: bytes) -> None:
        """Keeps a blob, unsynced; a blob larger than a quarter of the room is not kept."""
        if self.vault.read_only or len(value) > self.limit // 4:
            return
        path = self._path(key)
        data = pack("cache", path.name, len(value).to_bytes(8, "big") + value, self.vault.writing_key)
        try:
            disk.private_folder(self.folder)
            disk.replace_unsynced(path, data)
        except (OSError, CoachError):
            return
        self._size = self._measured() if self._size is None else self._size + len(data)
        if self._size > self.limit:
            self._make_room()

    def clear(self) -> None:
        """Removes every blob."""
        self._size = None
        if not self.folder.is_dir() or self.folder.is_symlink():
            return
        for path in self.folder.iterdir():
            path.unlink()
        disk.sync_folder(self.folder)

    def _path(self, key: str) -> Path:
        if self.vault.key:
            return self.folder / self.vault.key.name_for(key)
        return self.folder / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()

    def _measured(self) -> int:
        return sum(entry.stat(follow_symlinks=False).st_size for entry in os.scandir(self.folder))

    def _make_room(self) -> None:
        """Removes the blobs used longest ago until three quarters of the room are taken."""
        found = [(entry.stat(follow_symlinks=False), entry.path) for entry in os.scandir(self.folder)]
        size = sum(stat.st_size for stat, _ in found)
        for stat, path in sorted(found, key=lambda item: item[0].st_mtime_ns):
            if size <= self.limit * 3 // 4:
                break
            Path(path).unlink(missing_ok=True)
            size -= stat.st_size
        self._size = size
