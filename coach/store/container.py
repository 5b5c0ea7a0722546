"""A file's contents to bytes that know their version, checksum and seal, and back."""

from __future__ import annotations

import hashlib
import os

import msgspec

from coach.store.refusals import KeyMissing, Newer, Tampered
from coach.store.sealing import NONCE, DataKey, Envelope, b64, unb64
from coach.store.upgrades import VERSION

MAGIC = b"coach-store"
BLOCK = 4096
"""Bodies are padded with spaces to whole blocks, so that a file's size says little and seldom changes."""


class Header(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The second line of every file. It is authenticated with a sealed body."""

    kind: str
    """``index``, ``sessions``, ``key``, ``cache``, ``damaged`` or ``backup``."""
    name: str
    """Where in the folder the file belongs, so that files can't be swapped."""
    key: str = ""
    """Id of the data key; empty: in clear text."""
    nonce: str = ""
    save: int = 0
    """Counts the saves of this file, so that the newest version is known under whatever name a power cut left it."""
    envelope: Envelope | None = None


class Part(msgspec.Struct, frozen=True):
    version: int
    header: Header
    body: bytes


class Broken(Exception):
    """These bytes are not what was written; ``ours`` says whether they begin as a file of this program does."""

    def __init__(self, ours: bool) -> None:
        super().__init__(ours)
        self.ours = ours


def pack(
    kind: str, name: str, body: bytes, key: DataKey | None, envelope: Envelope | None = None, save: int = 0
) -> bytes:
    """First line: magic, version, SHA-256 of everything else. Second line: the header. Then the body, padded."""
    nonce = os.urandom(NONCE) if key else b""
    header = Header(kind=kind, name=name, key=key.id if key else "", nonce=b64(nonce), save=save, envelope=envelope)
    line = msgspec.json.encode(header) + b"\n"
    first = b"%s %d " % (MAGIC, VERSION)
    rest = len(first) + 65 + len(line) + len(body) + (16 if key else 0)
    body += b" " * (-rest % BLOCK)
    sealed = key.seal(body, nonce, first + line) if key else body
    digest = hashlib.sha256(first)
    digest.update(line)
    digest.update(sealed)
    return b"".join((first, digest.hexdigest().encode(), b"\n", line, sealed))


class Whole(msgspec.Struct, frozen=True):
    """A file whose checksum is right, its body still sealed."""

    version: int
    header: Header
    body: bytes
    beside: bytes
    """The bytes that are authenticated with the body."""


def checked(data: bytes, name: str) -> Whole:
    """The file taken apart; raises Broken, or Newer for a whole file of a newer version."""
    end = data.find(b"\n", 0, 128)
    words = data[: max(end, 0)].split(b" ")
    ours = data.startswith(MAGIC)
    if len(words) != 3 or words[0] != MAGIC or not words[1].isdigit():
        raise Broken(ours)
    first = data[: end - 64]
    digest = hashlib.sha256(first)
    digest.update(memoryview(data)[end + 1 :])
    if digest.hexdigest().encode() != words[2]:
        raise Broken(ours)
    line_end = data.find(b"\n", end + 1)
    try:
        version = int(words[1])
        if version < 1:
            raise ValueError
        if version > VERSION:
            raise Newer(name)
        header = msgspec.json.decode(data[end + 1 : line_end], type=Header)
    except (msgspec.MsgspecError, ValueError):
        raise Broken(ours) from None
    return Whole(version, header, data[line_end + 1 :], first + data[end + 1 : line_end + 1])


def unpack(data: bytes, kind: str, name: str, key: DataKey | None, clear_too: bool = False) -> Part:
    """What ``pack`` put in. Raises Broken, Newer, Tampered, or KeyMissing where it is sealed and there is no key.

    ``clear_too``: accept clear text although there is a key (while a store is being sealed or unsealed).
    """
    whole = checked(data, name)
    version, header, body = whole.version, whole.header, whole.body
    if (header.kind, header.name) != (kind, name):
        raise Tampered(name)
    if not header.key:
        if key and not clear_too:
            raise Tampered(name)
        return Part(version, header, body)
    if key is None:
        raise KeyMissing
    if header.key != key.id:
        raise Tampered(name)
    return Part(version, header, key.open(body, unb64(header.nonce), whole.beside, name))
