"""Sessions' actions to what each side promised, kept and still has open."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from coach import notes
from coach.records import Action, Pair, Session
from coach.review import wording as say
from coach.review.parts import Promise, Promises


def promises(pair: Pair, sessions: Sequence[Session]) -> tuple[Promises, ...]:
    """One entry for each side that promised anything, and one for what both did together.

    An action that stands in several sessions counts once, as it stands in the latest.
    """
    latest: dict[str, Action] = {}
    for session in sessions:
        for action in session.actions:
            made = action.made or (latest[action.id].made if action.id in latest else session.day)
            latest[action.id] = replace(action, made=made)
    found = []
    for owner in ("mentor", "mentee", "both"):
        mine = [action for action in latest.values() if action.owner == owner]
        if mine:
            found.append(_of(pair, owner, mine))
    return tuple(found)


def _of(pair: Pair, owner: str, mine: list[Action]) -> Promises:
    kept = [action for action in mine if action.done]
    let_go = [action for action in mine if action.dropped and not action.done]
    still = sorted(
        (action for action in mine if not action.done and not action.dropped), key=lambda a: (a.due or "9", a.made)
    )
    late = sum(bool(a.due and a.done and a.done[:10] > a.due[:10]) for a in kept)
    return Promises(
        owner=owner,  # type: ignore[arg-type]
        made=len(mine),
        kept=len(kept),
        let_go=len(let_go),
        open=tuple(Promise(text=notes.one_line(a.text), owner=a.owner, made=a.made, due=a.due) for a in still),
        sentence=_sentence(
            say.owner(pair, owner), owner == "both", len(mine), len(kept), late, len(let_go), len(still)
        ),
    )


def _sentence(who: str, both: bool, made: int, kept: int, late: int, let_go: int, still: int) -> str:
    if made == 1:
        became = "it's kept" if kept else "it was let go" if let_go else "it's still open"
        return f"{who} promised one thing{' together' if both else ''}; {became}."
    parts = [
        "all are kept" if kept == made else f"{say.number(kept)} {'is' if kept == 1 else 'are'} kept",
        f"{say.number(late)} of them later than planned" if late else "",
        f"{say.number(let_go)} let go" if let_go else "",
        f"{say.number(still)} still open" if still else "",
    ]
    return (
        f"{who} promised {say.counted(made, 'thing')}{' together' if both else ''}; {', '.join(filter(None, parts))}."
    )
