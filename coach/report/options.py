"""What may leave: the items, with the consent of both for each, and what becomes of names and of people's own words."""

from __future__ import annotations

from typing import Literal

import msgspec

from coach.errors import CoachError
from coach.records import Record

ITEMS: dict[str, str] = {
    "balance": "how the talk was shared",
    "stance": "telling, listening and sharing",
    "questions": "open questions",
    "uptake": "building on each other's words",
    "markers": "words of rank, of giving way, of give and take",
    "comfort": "how comfortable it felt",
    "equality": "how equal it felt",
    "guesses": "guesses beside figures",
    "changes": "what came after your agreements",
    "promises": "promises",
    "tried": "what you tried",
    "templates": "plans for your talks",
    "time": "time",
    "answers": "what you answered and decided",
    "utterances": "the words of your talks, turn by turn",
}
"""Each item with its words. ``utterances`` never stands on a page: it's only for the file of turns."""
PAGE_ITEMS = tuple(item for item in ITEMS if item != "utterances")
ITEM_OF = {
    "balance": "balance", "telling": "stance", "listening": "stance", "sharing": "stance",
    "open_questions": "questions", "uptake": "uptake", "rank": "markers", "deference": "markers",
    "reciprocity": "markers", "comfort": "comfort", "equality": "equality",
}  # fmt: skip
"""The item that a measure belongs to."""


class Options(Record, frozen=True, kw_only=True):
    items: frozenset[str] = frozenset(PAGE_ITEMS)
    names: Literal["keep", "replace"] = "replace"
    """``replace``: names, nicknames, aliases and initials become "Person A" (the mentor) and "Person B"."""
    quotes: Literal["keep", "remove"] = "remove"
    """``remove``: nothing in people's own words leaves: no quotes, agreements, promises or answers."""
    consent: dict[str, dict[str, bool]] = msgspec.field(default_factory=dict)
    """For each item ``{"mentor": bool, "mentee": bool}``; what isn't there wasn't agreed to."""
    also: tuple[str, ...] = ()
    """Further words to leave out with the names (other people, a firm); each becomes "someone"."""


def both_agree(*items: str) -> dict[str, dict[str, bool]]:
    """Consent of both to these items; to all that a page can hold where none is named."""
    return {item: {"mentor": True, "mentee": True} for item in items or PAGE_ITEMS}


def allowed(options: Options) -> frozenset[str]:
    """The items that are asked for and that both agree to."""
    return frozenset(
        item
        for item in options.items
        if item in ITEMS and all(options.consent.get(item, {}).get(side) is True for side in ("mentor", "mentee"))
    )


def nothing_left() -> CoachError:
    return CoachError(
        "Nothing to take along",
        "There's nothing that both of you agreed to take along.",
        "Go through the list together and tick what may leave; each line needs both of you.",
    )
