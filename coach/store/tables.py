"""A TinyDB whose file is a whole file of the vault: rows in and out, a session's body decoded only when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NotRequired, TypedDict, cast

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from coach.store.refusals import UNREADABLE, Damaged
from coach.store.vault import Vault


class Row(TypedDict):
    """A row of any table; ``body`` is the record's JSON, kept as bytes until somebody needs the record."""

    id: str
    body: msgspec.Raw
    day: NotRequired[str]
    seq: NotRequired[int]
    """The number of the last draft that is folded in."""
    made: NotRequired[int]
    """Counts sessions in the order in which they were begun."""
    kept: NotRequired[int]
    """Counts saves, so that the session worked on last is known."""
    shelf: NotRequired[str]
    """The year in whose file an older version of this session lies."""


class _Plain(msgspec.Struct):
    """A row of the index as it is decoded (msgspec leaves bytes alone in structs, and not in dicts of mixed fields)."""

    id: str
    body: msgspec.Raw


class _Session(msgspec.Struct):
    id: str
    day: str
    seq: int
    made: int
    kept: int
    shelf: str
    body: msgspec.Raw


_plain = msgspec.json.Decoder(dict[str, dict[int, _Plain]])
_sessions = msgspec.json.Decoder(dict[str, dict[int, _Session]])


def decoded(kind: str, body: bytes) -> dict[str, dict[str, Row]]:
    """The tables of a file; the bytes of each record stay as they are."""
    tables: dict[str, dict[int, Any]] = (_sessions if kind == "sessions" else _plain).decode(body)
    return {
        name: {str(number): cast(Row, msgspec.structs.asdict(row)) for number, row in rows.items()}
        for name, rows in tables.items()
    }


class VaultStorage(Storage):
    """TinyDB's two methods over a vault. The tables stay in memory; what can't be written is forgotten again."""

    def __init__(self, vault: Vault, kind: str, name: str, twin: bool = True) -> None:
        self.vault = vault
        self.kind = kind
        self.name = name
        self.twin = twin
        self.loose = False
        """Whether the newest copy is the version before, and not the same as the file."""
        self._tables: dict[str, dict[str, Row]] | None = None
        self._signature: object = None
        self._held = False

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables; a store that is open for reading looks whether the other program has replaced the file."""
        if self.vault.read_only:
            signature = self.vault.signature(self.name)
            if signature != self._signature:
                self._tables, self._signature = None, signature
        if self._tables is None:
            body = self.vault.read(self.kind, self.name)
            try:
                self._tables = None if body is None else decoded(self.kind, body)
            except UNREADABLE:
                raise Damaged(f"{self.name}.coach") from None
        return self._tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = data  # type: ignore[assignment]
        if not self._held:
            self._save(purge=False)

    @contextmanager
    def one_write(self, purge: bool = False) -> Iterator[None]:
        """All changes inside are written together; with ``purge`` no version before stays in the folder."""
        self._held = True
        try:
            yield
            self._held = False
            self._save(purge)
        except BaseException:
            self._tables = None
            raise
        finally:
            self._held = False

    def settle(self) -> None:
        """Makes the newest copy the same as the file, for the time in which nobody works on it."""
        if self.loose and self._tables is not None:
            self.vault.write(self.kind, self.name, msgspec.json.encode(self._tables), twin=True)
            self.loose = False

    def _save(self, purge: bool) -> None:
        body = msgspec.json.encode(self._tables or {})
        try:
            if purge:
                self.vault.write_only(self.kind, self.name, body)
            else:
                self.vault.write(self.kind, self.name, body, self.twin)
        except BaseException:
            self._tables = None
            raise
        self.loose = not (self.twin or purge)


class Drawer(TinyDB):
    """One file of the store as a TinyDB."""

    def __init__(self, vault: Vault, kind: str, name: str, twin: bool = True) -> None:
        self.held: VaultStorage
        super().__init__(vault, kind, name, twin, storage=VaultStorage)
        self.held = self.storage  # type: ignore[assignment]

    def rows(self, table: str) -> list[Row]:
        """All rows of a table, in the order in which they were first put."""
        tables = self.held.read() or {}
        return list(tables.get(table, {}).values())

    def row(self, table: str, id: str) -> Row | None:
        return next((row for row in self.rows(table) if row["id"] == id), None)

    def put(self, table: str, row: Row) -> None:
        """Adds the row, or puts it in the place of the one with its id."""
        number = self._number(table, row["id"])
        if number is None:
            self.table(table).insert(row)
        else:
            self.table(table).update(row, doc_ids=[number])

    def drop(self, table: str, id: str) -> None:
        number = self._number(table, id)
        if number is not None:
            self.table(table).remove(doc_ids=[number])

    def _number(self, table: str, id: str) -> int | None:
        tables = self.held.read() or {}
        return next((int(number) for number, row in tables.get(table, {}).items() if row["id"] == id), None)
