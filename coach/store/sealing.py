"""Passphrase to key, and clear bytes to sealed bytes and back: Argon2id and ChaCha20-Poly1305."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from coach.errors import CoachError
from coach.store.refusals import Tampered, WrongPassphrase

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

NONCE = 12
SHORTEST = 8
"""Characters that a passphrase has at least."""


class Cost(msgspec.Struct, frozen=True):
    """What one guess of a passphrase costs."""

    memory_kib: int = 64 * 1024
    time: int = 3
    lanes: int = 4

    def sane(self) -> bool:
        """Whether a header's figures are such as this program could have written."""
        return 8 * self.lanes <= self.memory_kib <= 1 << 21 and 1 <= self.time <= 64 and 1 <= self.lanes <= 64


COST = Cost()


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """A data key wrapped by a passphrase, with all that is needed to unwrap it but the passphrase."""

    id: str
    """Names the data key; every sealed file names the one that it needs."""
    state: str
    """``sealed``; ``sealing`` and ``unsealing`` while files in clear text may still stand beside sealed ones."""
    kdf: str = "argon2id"
    cost: Cost
    salt: str
    check: str
    """Tells a wrong passphrase from a changed envelope."""
    nonce: str
    wrapped: str = ""


class DataKey:
    """The random key of one store. It seals, opens, and gives names that say nothing."""

    def __init__(self, secret: bytes, id: str) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self.id = id
        self._secret = secret
        self._cipher = ChaCha20Poly1305(_derived(secret, b"coach files"))
        self._naming = _derived(secret, b"coach names")

    def seal(self, clear: bytes, nonce: bytes, beside: bytes) -> bytes:
        """Sealed bytes, 16 longer than ``clear``; ``beside`` stays readable and can't be changed unnoticed."""
        return self._cipher.encrypt(nonce, clear, beside)

    def open(self, sealed: bytes, nonce: bytes, beside: bytes, name: str) -> bytes:
        """The clear bytes; raises Tampered (naming ``name``) where anything was changed."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(nonce, sealed, beside)
        except (InvalidTag, ValueError):
            raise Tampered(name) from None

    def name_for(self, text: str) -> str:
        """A file name that only the key's holder can connect with ``text``."""
        return hmac.digest(self._naming, text.encode("utf-8", "surrogatepass"), "sha256").hex()

    def wrap(self, passphrase: str, state: str = "sealed", cost: Cost | None = None) -> Envelope:
        """A new envelope with a new salt and nonce."""
        cost = cost or COST
        salt, nonce = os.urandom(16), os.urandom(NONCE)
        wrapping, check = _stretched(passphrase, salt, cost)
        empty = Envelope(id=self.id, state=state, cost=cost, salt=b64(salt), check=b64(check), nonce=b64(nonce))
        return msgspec.structs.replace(
            empty, wrapped=b64(_cipher(wrapping).encrypt(nonce, self._secret, _bound(empty)))
        )


def new_key() -> DataKey:
    return DataKey(os.urandom(32), os.urandom(8).hex())


def unwrap(envelope: Envelope, passphrase: str) -> DataKey:
    """The data key; raises WrongPassphrase, or Tampered where the passphrase is right and the envelope isn't."""
    from cryptography.exceptions import InvalidTag

    if envelope.kdf != "argon2id" or not envelope.cost.sane():
        raise Tampered("key.coach")
    wrapping, check = _stretched(passphrase, unb64(envelope.salt), envelope.cost)
    if not hmac.compare_digest(check, unb64(envelope.check)):
        raise WrongPassphrase
    try:
        secret = _cipher(wrapping).decrypt(unb64(envelope.nonce), unb64(envelope.wrapped), _bound(envelope))
    except (InvalidTag, ValueError):
        raise Tampered("key.coach") from None
    return DataKey(secret, envelope.id)


def acceptable(passphrase: str) -> str:
    """The passphrase, or a refusal of one that anybody would guess."""
    if len(passphrase.strip()) < SHORTEST:
        raise CoachError(
            "A longer passphrase, please",
            f"A passphrase needs at least {SHORTEST} characters; four or five words are easy to keep.",
            "Write it down somewhere safe: a forgotten one can't be recovered.",
        )
    return passphrase


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def unb64(text: str) -> bytes:
    """The bytes, or none for what is no base64 (which then opens nothing)."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def _bound(envelope: Envelope) -> bytes:
    """Everything in the envelope but the wrapped key: it is authenticated with it."""
    return msgspec.json.encode(msgspec.structs.replace(envelope, wrapped=""))


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    """Wrapping key and check value, each from its own half of Argon2id's 64 bytes."""
    from argon2.low_level import Type, hash_secret_raw

    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    salt = salt if len(salt) >= 8 else salt.ljust(8, b"\0")
    both = hash_secret_raw(words, salt, cost.time, cost.memory_kib, cost.lanes, 64, Type.ID)
    return both[:32], hashlib.sha256(b"coach check" + both[32:]).digest()[:16]


def _cipher(key: bytes) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)
