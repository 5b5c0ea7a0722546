"""A prompt and a session to whether it may come at all, and how well it fits, about 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

from coach.guides import Prompt
from coach.promises import open_actions
from coach.records import Action, Session, Side
from coach.suggestions.facts import SIDES, Facts
from coach.suggestions.focus import GENERAL
from coach.suggestions.marks import ANSWERED, CALLS, CLOSING
from coach.suggestions.slow import is_late

REST = 5
"""Sessions for which a prompt that was offered stays away."""
ALIKE = 0.6
"""Share of common words from which a prompt counts as said already."""
STRAINED = frozenset({"say-when-it-pinches", "check-how-you-both-are", "compare-how-it-felt", GENERAL})
"""Foci for which a playful or blunt tone is held back."""
CALLED, UNCALLED = 0.3, -0.15
"""For a prompt that answers one kind of wording: where it was found, and where it wasn't."""
MADE_FOR = 0.05
"""For each thing (kind, phase, template) that a prompt is made for, and half of it for the person."""
TRUE_NOW = 0.1
"""For a prompt that takes something for granted which is so."""
BOLD, LATER = -0.15, -0.1
"""For a bold tone in a strained talk, and for what is only done after a talk."""


def worn(session: Session, history: Sequence[Session]) -> set[str]:
    """Prompts that may not come: ever dismissed, swapped today, or offered or carried in the last five sessions."""
    away = {c.prompt for s in (*history, session) for c in s.choices if c.state == "dismissed"}
    away |= {choice.prompt for choice in session.choices if choice.state == "swapped"}
    away |= {choice.prompt for choice in session.carried}
    return away | {choice.prompt for each in history[-REST:] for choice in (*each.choices, *each.carried)}


def may_come(prompt: Prompt, now: Facts, history: Sequence[Session], side: Side) -> bool:
    """Whether it applies to the pair, the session and the person, holds true, and wasn't answered already."""
    pair = now.pair
    applies = prompt.language == pair.language and prompt.fits(pair.kind, pair.phase, now.session.template, side)
    return applies and holds_true(prompt, now, history) and not answered(prompt, now)


def answered(prompt: Prompt, now: Facts) -> bool:
    """Whether the session already had what the prompt asks for: by a wording, their guesses, or the very words."""
    if any(prompt.id in ANSWERED.get(marker.id, ()) for marker in now.mirror.markers):
        return True
    if prompt.id == "guess-the-split" and len(now.session.guesses) == 2:
        return True
    words = _words(prompt.text)
    said = (_words(act.text) for act in now.mirror.acts)
    return any(len(words & each) >= ALIKE * len(words | each) for each in said if each)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", text.lower()))


def holds_true(prompt: Prompt, now: Facts, history: Sequence[Session]) -> bool:
    """Whether what the prompt takes for granted (a promise, a gap, a hurried end) is so."""
    presumed = _PRESUMES.get(prompt.id)
    return presumed is None or presumed(now, open_actions([*history, now.session]))


def _promised(owner: Side, late: bool = False) -> Callable[[Facts, Sequence[Action]], bool]:
    def check(now: Facts, waiting: Sequence[Action]) -> bool:
        owned = [action for action in waiting if action.owner in (owner, "both")]
        return any(not late or is_late(action, now.session.day) for action in owned)

    return check


def _apart(now: Facts, waiting: Sequence[Action]) -> bool:
    shares, felt = [now.guessed(side) for side in SIDES], [now.equality(side) for side in SIDES]
    far = shares[0] is not None and shares[1] is not None and abs(shares[0] - shares[1]) >= 0.15
    return far or (felt[0] is not None and felt[1] is not None and abs(felt[0] - felt[1]) >= 2)


def _felt_less_equal(now: Facts, waiting: Sequence[Action]) -> bool:
    return (now.equality("mentee") or 5) < (now.equality("mentor") or 0)


def _spoke_more(now: Facts, waiting: Sequence[Action]) -> bool:
    guess, share = now.guessed("mentor"), now.mirror.balance.share
    return guess is not None and share is not None and share > guess


_PRESUMES: Mapping[str, Callable[[Facts, Sequence[Action]], bool]] = {
    "mine-first": _promised("mentor"),
    "didnt-do-it": _promised("mentor", late=True),
    "gentle-reminder": _promised("mentor"),
    "how-did-it-go-then": _promised("mentee"),
    "i-didnt-manage": _promised("mentee", late=True),
    "stuck-and-ok": _promised("mentee"),
    "too-many-promises": lambda now, waiting: len(waiting) >= 3,
    "we-guessed-apart": _apart,
    "both-can-be-true": _apart,
    "felt-less-equal": _felt_less_equal,
    "surprised-by-the-number": _spoke_more,
    "how-did-my-idea-land": lambda now, waiting: len(now.of("mentor", "advise")) >= 2,
    "moved-on-too-fast": lambda now, waiting: bool(now.marks("mentor", CLOSING)),
    "felt-cut-short": lambda now, waiting: bool(now.marks("mentor", CLOSING)),
    "agreement-slipped": lambda now, waiting: now.agreements > 0,
}


def fit(prompt: Prompt, now: Facts, side: Side, meaning: Mapping[str, float] | None) -> float:
    """Nearness to their topics, with a little for what it is made for; ties fall by a number from day and id."""
    found = {marker.id for marker in now.mirror.markers}
    called = [prompt.id in prompts and id_ in found for id_, prompts in CALLS.items() if prompt.id in prompts]
    worth = 0.4 + (meaning or {}).get(prompt.id, 0.0)
    worth += MADE_FOR * (bool(prompt.kinds) + bool(prompt.phases) + bool(prompt.templates) + 0.5 * (prompt.by == side))
    worth += TRUE_NOW * (prompt.id in _PRESUMES)
    worth += LATER * (prompt.when == "after")
    worth += (CALLED if any(called) else UNCALLED) if called else 0.0
    strained = prompt.focus in STRAINED or any((now.comfort(each) or 5) <= 2 for each in SIDES)
    worth += BOLD * (strained and prompt.tone in ("playful", "direct"))
    return worth + crc32(f"{now.session.day} {prompt.id}".encode()) / 2**32 * 0.02
