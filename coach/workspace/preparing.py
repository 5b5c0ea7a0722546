"""A pair's history to what one person reads in three minutes before the next session."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from coach import suggestions
from coach.guides import Guides
from coach.measures.words import balance_sentence
from coach.promises import open_actions
from coach.records import Action, Pair, Session, Side, Suggestion
from coach.review import remembered

ROOM = (
    "A place that belongs to neither of you: not your office, not your desk.",
    "Two seats at an angle, the same height, nothing between you.",
    "Phones away, and the time where both can see it.",
    "Ten minutes free afterwards, so that nobody has to rush.",
)
CALL = "On a call: cameras level, messages off, and no meeting straight after."


class Preparation(msgspec.Struct, frozen=True, kw_only=True):
    """Last time in one glance, promises (one's own first), the balance so far, one thing to try, three openings."""

    last: Session | None
    glance: str
    own_promises: tuple[Action, ...]
    other_promises: tuple[Action, ...]
    balance: str
    try_one: Suggestion | None
    try_title: str
    openings: tuple[Suggestion, ...]
    room: tuple[str, ...]
    template: str
    template_why: str


def prepare(pair: Pair, sessions: Sequence[Session], guides: Guides, side: Side) -> Preparation:
    done = [s for s in sessions if s.state == "done"]
    last = done[-1] if done else None
    other: Side = "mentee" if side == "mentor" else "mentor"
    promises = open_actions(sessions)
    carried = suggestions.carried(done, guides, pair)
    template, why = suggestions.template_for(pair, done, guides)
    kept = next((c for c in reversed(last.choices) if c.state == "kept"), None) if last else None
    focus = guides.foci.get(kept.focus) if kept else None
    return Preparation(
        last=last,
        glance=" ".join([glance(pair, last, guides), *remembered(done)]),
        own_promises=tuple(a for a in promises if a.owner in (side, "both")),
        other_promises=tuple(a for a in promises if a.owner == other),
        balance=balance_so_far(pair, done),
        try_one=carried,
        try_title=focus.title if focus else "",
        openings=suggestions.openings(pair, done, guides, side),
        room=(*ROOM, CALL),
        template=template,
        template_why=why,
    )


def glance(pair: Pair, last: Session | None, guides: Guides) -> str:
    """Last time in one or two sentences."""
    if last is None:
        return "You haven't had a talk here yet."
    template = guides.templates.get(last.template)
    said = f"On {last.day} you had “{template.title}”." if template else f"You last met on {last.day}."
    if last.mirror is not None:
        said += " " + balance_sentence(last.mirror.balance, pair)
    return said


def balance_so_far(pair: Pair, done: Sequence[Session]) -> str:
    """The last balances in one sentence; the middle one of the last five, as nothing finer can be said."""
    shares = [s.mirror.balance.share for s in done if s.mirror is not None and s.mirror.balance.share is not None][-5:]
    if not shares:
        return "I can't tell yet how you share the talk."
    from coach.measures.words import share_words

    middle = sorted(shares)[len(shares) // 2]
    name = pair.mentor.name.split()[0]
    if len(shares) < 3:
        return f"So far {name} spoke for {share_words(middle)} of the talk (from {len(shares)} talk{'s' if len(shares) > 1 else ''})."
    return f"Over your last {len(shares)} talks {name} mostly spoke for {share_words(middle)} of the talk."
