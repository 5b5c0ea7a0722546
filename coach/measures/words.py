"""Measures to sentences in plain words, with names."""

from __future__ import annotations

from coach.records import Balance, Pair, Person

_TIERS = {
    "timed": "from the talk clock or the times in the transcript",
    "words": "counted from the words of the transcript",
    "notes": "from your notes, so a guess with room in it",
    "unknown": "I can't tell from these notes",
}


def tier_words(balance: Balance) -> str:
    """How the balance is known, in plain words."""
    return _TIERS[balance.tier]


def first_name(name: str) -> str:
    """What people call somebody: the first word of their name."""
    return (name.split() or [name])[0]


def pronoun(person: Person) -> str:
    """``she``, ``he`` or ``they``, as the subject of a sentence."""
    first = person.pronouns.lower().replace("/", " ").split()[:1]
    return first[0] if first in (["she"], ["he"]) else "they"


def share_words(share: float) -> str:
    """A share as a person would say it: ``about half``, ``about a third`` ... (0..1)."""
    steps = (
        (0.08, "almost none"),
        (0.17, "about a tenth"),
        (0.22, "about a fifth"),
        (0.29, "about a quarter"),
        (0.37, "about a third"),
        (0.45, "a little under half"),
        (0.55, "about half"),
        (0.63, "a little over half"),
        (0.71, "about two thirds"),
        (0.78, "about three quarters"),
        (0.85, "about four fifths"),
        (0.93, "about nine tenths"),
    )
    return next((words for limit, words in steps if share < limit), "almost all")


def balance_sentence(balance: Balance, pair: Pair) -> str:
    """The first sentence of the mirror; an estimate says "perhaps", a count doesn't."""
    name = first_name(pair.mentor.name)
    if balance.share is None:
        return "I can't tell from these notes how the talk was shared."
    said = share_words(balance.share)
    if balance.tier == "notes":
        said = said.replace("about ", "")
        return f"{name} spoke for perhaps {said} of the time."
    return f"{name} spoke for {said} of the {'time' if balance.tier == 'timed' else 'words'}."
