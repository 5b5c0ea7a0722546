"""An unlocked vault to its index, its pairs' shelves, its journal and its cache, kept in step with each other."""

from __future__ import annotations

import shutil
from typing import Any

import msgspec

from coach.notes import now
from coach.records import Pair
from coach.store import passphrase
from coach.store.cache import Cache
from coach.store.journal import Journal
from coach.store.refusals import (
    UNREADABLE,
    Damaged,
    DiskTrouble,
    Linked,
    NoRoom,
    NotAllowed,
    NotThere,
    ReadOnly,
    in_plain_words,
)
from coach.store.shelves import Shelves
from coach.store.tables import Drawer, Row
from coach.store.vault import DAMAGED, Vault

_DELETING = "store.deleting"


class Contents:
    """Everything that is gone from memory once the store is locked."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.journal = Journal(vault)
        self.cache = Cache(vault)
        self.index = Drawer(vault, "index", "index")
        self._shelves: dict[str, Shelves] = {}

    def begin(self, words: str | None) -> None:
        """Begins a new store, or ends what a killed program had begun. ``words`` is the passphrase."""
        if self.index.held.read() is None:
            if self.vault.read_only:
                raise NotAllowed(self.vault.folder)
            if self.vault.pair_folders():
                raise Damaged("index.coach")
            self.put_setting("store.begun", now())
        if self.vault.read_only:
            return
        try:
            if "index" in self.vault.older:
                with self.index.held.one_write():
                    pass
            self._finish_deleting()
            if words is not None:
                passphrase.finish(self.vault, self.journal, self.cache, words)
            self._fold_in_drafts()
        except (NoRoom, NotAllowed, DiskTrouble) as trouble:
            self.vault.notices.append(str(trouble))

    def settle(self) -> None:
        """Makes every copy the same as its file before the program rests."""
        if self.vault.read_only:
            return
        for shelves in self._shelves.values():
            try:
                shelves.settle()
            except (NoRoom, NotAllowed, DiskTrouble):
                continue

    # -- pairs --------------------------------------------------------------------------------------------------------

    def pairs(self) -> tuple[Pair, ...]:
        try:
            return tuple(msgspec.json.decode(row["body"], type=Pair) for row in self.index.rows("pairs"))
        except UNREADABLE:
            raise Damaged("index.coach") from None

    def of(self, pair_id: str) -> Shelves:
        """The sessions of a pair; raises NotThere."""
        if self.index.row("pairs", pair_id) is None:
            raise NotThere("pair")
        return self._shelves_of(pair_id)

    def with_session(self, id: str) -> Shelves:
        """The shelves on which a session lies; every pair's desk is looked at before any shelf."""
        found = self._find(id)
        if found is None:
            raise NotThere("session")
        return found

    def delete_pair(self, id: str, settings: list[str]) -> None:
        """Takes the pair, and the settings named, out of the index, then deletes its files."""
        if self.index.row("pairs", id) is None:
            raise NotThere("pair")
        deleting = {*self._deleting(), id}
        with self.index.held.one_write(purge=True):
            self.index.drop("pairs", id)
            for key in settings:
                self.index.drop("settings", key)
            self.index.put("settings", _setting(_DELETING, sorted(deleting)))
        self._finish_deleting()

    def delete_session(self, id: str) -> None:
        if self.vault.read_only:
            raise ReadOnly
        shelves = self.with_session(id)
        self.journal.forget({id})
        self._forget_traces(shelves.pair_id)
        shelves.delete(id)

    # -- settings -----------------------------------------------------------------------------------------------------

    def setting(self, key: str, default: Any) -> Any:
        row = self.index.row("settings", key)
        return default if row is None else msgspec.json.decode(row["body"])

    def put_setting(self, key: str, value: Any) -> None:
        if value is None:
            self.index.drop("settings", key)
        else:
            self.index.put("settings", _setting(key, value))

    # -- inside -------------------------------------------------------------------------------------------------------

    def _shelves_of(self, pair_id: str) -> Shelves:
        if pair_id not in self._shelves:
            self._shelves[pair_id] = Shelves(self.vault, self.journal, pair_id)
        return self._shelves[pair_id]

    def _find(self, session_id: str) -> Shelves | None:
        """Where a session lies; None: nowhere. Raises Damaged where it may lie with a pair that can't be read."""
        shelves = [self._shelves_of(row["id"]) for row in self.index.rows("pairs")]
        damage: Damaged | None = None
        for look in (Shelves.on_desk, Shelves.row):
            for each in shelves:
                try:
                    if look(each, session_id):
                        return each
                except Damaged as trouble:
                    damage = trouble
        if damage:
            raise damage
        return None

    def _is_nowhere(self, session_id: str) -> bool:
        try:
            return self._find(session_id) is None
        except Damaged:
            return False

    def _fold_in_drafts(self) -> None:
        """Saves every session that something was typed for; drafts of a session that is nowhere are kept aside."""
        nowhere = set()
        for id in self.journal.sessions():
            try:
                shelves = self._find(id)
            except Damaged as damage:
                self.vault.notices.append(str(damage))
                continue
            if shelves is None:
                nowhere.add(id)
            else:
                shelves.fold_in(id)
        if nowhere:
            self.journal.set_aside(nowhere)
            self.vault.notices.append(
                "Something was typed for a session that isn't there any more; it is kept in the folder named damaged."
            )

    def _deleting(self) -> list[str]:
        """Pairs that were taken out of the index, and whose files may still be there."""
        try:
            return msgspec.convert(self.setting(_DELETING, []), list[str])
        except UNREADABLE:
            raise Damaged("index.coach") from None

    def _finish_deleting(self) -> None:
        for id in self._deleting():
            self.journal.forget({session for session in self.journal.sessions() if self._is_nowhere(session)})
            self._forget_traces(id)
            folder = self.vault.path(f"pairs/{id}/desk").parent
            with in_plain_words(folder):
                if folder.is_symlink():
                    raise Linked(folder)
                if folder.is_dir():
                    shutil.rmtree(folder)
            self._shelves.pop(id, None)
        if self.setting(_DELETING, None) is not None:
            with self.index.held.one_write(purge=True):
                self.index.drop("settings", _DELETING)

    def _forget_traces(self, pair_id: str) -> None:
        """Clears what was computed from notes, and damaged files in which the pair's words may stand."""
        self.cache.clear()
        folder = self.vault.folder / DAMAGED
        if folder.is_dir() and not folder.is_symlink():
            with in_plain_words(folder):
                for path in folder.iterdir():
                    if path.name.startswith(f"{pair_id}-") or "-index." in path.name or "-journal." in path.name:
                        path.unlink()


def _setting(key: str, value: Any) -> Row:
    return {"id": key, "body": msgspec.Raw(msgspec.json.encode(value))}
