"""A store in clear text to a sealed one and back, or under another passphrase; cut short, it goes on later."""

from __future__ import annotations

from coach.store import disk
from coach.store.cache import Cache
from coach.store.container import Broken, checked, pack, unpack
from coach.store.journal import Journal
from coach.store.refusals import Newer, PassphraseNeeded, ReadOnly, in_plain_words
from coach.store.sealing import acceptable, new_key, unwrap
from coach.store.vault import DAMAGED, Vault


def change(vault: Vault, journal: Journal, cache: Cache, new: str | None, old: str | None) -> None:
    """Sets, changes or (with None) takes away the passphrase.

    Raises WrongPassphrase where ``old`` is not the passphrase, and PassphraseNeeded where there is one and none came.
    """
    if vault.read_only:
        raise ReadOnly
    if new is not None:
        acceptable(new)
    if vault.envelope is None:
        if new is None:
            return
        key = new_key()
        vault.write_envelope(key.wrap(new, "sealing"))
        vault.key = key
        finish(vault, journal, cache, new)
        return
    if old is None:
        raise PassphraseNeeded
    key = unwrap(vault.envelope, old)
    if new is None:
        vault.write_envelope(key.wrap(old, "unsealing"))
        finish(vault, journal, cache, old)
    else:
        vault.write_envelope(key.wrap(new, vault.envelope.state))


def finish(vault: Vault, journal: Journal, cache: Cache, passphrase: str) -> None:
    """Brings every file to the state that the key file says the store is on its way to."""
    if vault.envelope is None or vault.key is None or vault.envelope.state == "sealed":
        return
    cache.clear()
    for name in vault.names():
        kind = "index" if name == "index" else "sessions"
        body = vault.read(kind, name)
        if body is not None:
            vault.write_only(kind, name, body)
    journal.reseal()
    _reseal_damaged(vault)
    if vault.envelope.state == "sealing":
        vault.write_envelope(vault.key.wrap(passphrase))
    else:
        vault.remove("key")
        vault.key = vault.envelope = None


def _reseal_damaged(vault: Vault) -> None:
    """Seals what lies aside in clear text, or unseals what was sealed so."""
    folder = vault.folder / DAMAGED
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in sorted(folder.iterdir()):
        with in_plain_words(path):
            data = disk.read(path)
            if vault.writing_key:
                if not _is_sealed(data):
                    sized = len(data).to_bytes(8, "big") + data
                    disk.put_back(path, pack("damaged", path.name, sized, vault.writing_key))
            elif _is_sealed(data, "damaged"):
                sized = unpack(data, "damaged", path.name, vault.key).body
                disk.put_back(path, sized[8 : 8 + int.from_bytes(sized[:8], "big")])


def _is_sealed(data: bytes, kind: str = "") -> bool:
    try:
        header = checked(data, "").header
    except (Broken, Newer):
        return False
    return bool(header.key) and kind in ("", header.kind)
