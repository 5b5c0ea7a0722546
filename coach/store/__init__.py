"""Records to a private folder and back: nothing lost, nobody let in."""

from coach.store.opening import StoreState, look
from coach.store.refusals import (
    Closed,
    Damaged,
    DiskTrouble,
    Foreign,
    KeyMissing,
    Linked,
    Newer,
    NoRoom,
    NotAllowed,
    NotThere,
    PassphraseNeeded,
    ReadOnly,
    Tampered,
    WrongCode,
    WrongPassphrase,
)
from coach.store.shelves import Glance
from coach.store.store import Store

__all__ = [
    "Closed",
    "Damaged",
    "DiskTrouble",
    "Foreign",
    "Glance",
    "KeyMissing",
    "Linked",
    "Newer",
    "NoRoom",
    "NotAllowed",
    "NotThere",
    "PassphraseNeeded",
    "ReadOnly",
    "Store",
    "StoreState",
    "Tampered",
    "WrongCode",
    "WrongPassphrase",
    "look",
]
