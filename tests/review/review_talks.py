"""A pair and talks made by hand, for the tests of the review and its pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from coach.records import (
    Act,
    Action,
    Agreement,
    Balance,
    Choice,
    Correction,
    Guess,
    Marker,
    Mirror,
    Note,
    Pair,
    Person,
    Proportion,
    Session,
    StageRun,
    Stance,
    Turn,
)

PAIR = Pair(
    id="jo-and-priya",
    mentor=Person(name="Jo Brandt", pronouns="he", aliases=("Jojo", "JB")),
    mentee=Person(name="Priya Raman", pronouns="she", aliases=("Pri", "P")),
    phase="cultivation",
    agreements=(
        Agreement(id="a1", text="What we say stays with Jo and Priya.", since="2026-05-04"),
        Agreement(id="a2", text="Jo asks before he advises.", since="2026-07-20"),
    ),
    programme="Matched by Hendrik in operations",
)

KEPT = Choice(prompt="let-me-check", focus="say-it-back", state="kept")


def day(index: int, step: int = 14) -> str:
    """Every second Monday from 4 May 2026 on."""
    return (date(2026, 5, 4) + timedelta(days=step * index)).isoformat()


def part(count: int, total: int) -> Proportion:
    share = count / total if total else None
    return Proportion(
        count=count, total=total, share=share, low=max(0.0, (share or 0) - 0.15), high=min(1.0, (share or 0) + 0.15)
    )


def stance(
    side: str, telling: int = 3, listening: int = 3, sharing: int = 2, opened: int = 1, asked: int = 2
) -> Stance:
    total = telling + listening + sharing
    return Stance(side=side, telling=part(telling, total), listening=part(listening, total),
                  sharing=part(sharing, total), open_questions=part(opened, asked))  # type: ignore[arg-type]  # fmt: skip


def acts(telling: int, listening: int, sharing: int) -> tuple[Act, ...]:
    kinds = ["advise"] * telling + ["ask"] * listening + ["share"] * sharing
    return tuple(
        Act(start=i, end=i + 1, speaker=side, act=kind, confidence=0.9, note="n")  # type: ignore[arg-type]
        for side in ("mentor", "mentee")
        for i, kind in enumerate(kinds)
    )


def talk(index: int, share: float | None = 0.5, tier: str = "notes", telling: int = 3, **more: Any) -> Session:
    """A talk with a mirror; ``telling`` of the mentor's eight acts tell."""
    given = dict(more)
    balance = Balance(share=share, low=max(0.0, (share or 0) - 0.15), high=min(1.0, (share or 0) + 0.15),
                      tier=tier if share is not None else "unknown")  # type: ignore[arg-type]  # fmt: skip
    mirror = Mirror(
        balance=balance,
        mentor=stance("mentor", telling, 8 - telling - 2, 2),
        mentee=stance("mentee"),
        acts=acts(3, 3, 2),
        markers=given.pop("markers", ()),
        aim=given.pop("aim", 0.4),
        version=given.pop("version", "r1"),
    )
    fields: dict[str, Any] = {
        "template": "regular-check-in",
        "state": "done",
        "mirror": mirror,
        "day": day(index),
        **given,
    }
    return Session(id=f"session-{index}-jo-and-priya", pair=PAIR.id, **fields)


def guess(by: str, share: float, equality: int, comfort: int | None = None) -> Guess:
    return Guess(by=by, share=share, equality=equality, comfort=comfort)  # type: ignore[arg-type]


def half_year() -> tuple[Session, ...]:
    """Twelve talks in which Jo's share falls and Priya's ease grows, with everything that a review can show."""
    shares = (0.68, 0.66, 0.6, 0.63, 0.58, 0.55, 0.5, 0.52, 0.47, 0.44, 0.45, 0.41)
    ease = (2, 2, 3, 2, 3, 3, 4, 3, 4, 4, 5, 4)
    found = []
    for i, share in enumerate(shares):
        note = Note(id="n", text="Jo told Priya to book the meeting. P said she'd tried.", author="mentor")
        markers = (
            Marker(id="commands", family="rank", speaker="mentor", start=0, end=4, text="you must, Pri", note="n"),
            Marker(
                id="saying-sorry", family="deference", speaker="mentee", start=0, end=4, text="sorry, Jojo", note="n"
            ),
        )
        found.append(
            talk(
                i, share, tier="words" if i in (4, 9) else "notes", telling=5 if i < 6 else 3, notes=(note,),
                markers=markers[: (1 if i % 3 else 2)],
                template="regular-check-in" if i % 4 else "goal-next-steps",
                guesses=(guess("mentor", share - 0.2, 4, 4), guess("mentee", share + 0.05, ease[i], ease[i])),
                actions=(
                    Action(id=f"m{i}", text="Send Priya the chart by Jo's friend", owner="mentor", made=day(i),
                           due=day(i + 1), done=day(i + 1) if i % 3 else None),
                    Action(id=f"p{i}", text="Talk to JB's boss", owner="mentee", made=day(i),
                           done=day(i + 1) if i < 10 else None),
                ),
                choices=(KEPT,) if i in (2, 5) else (),
                carried=(replace(KEPT, used=True),) if i in (3, 6) else (),
                stages=(StageRun(id="arrive", title="Arriving", minutes=5, spent_s=420),
                        StageRun(id="matters", title="What matters", minutes=40, spent_s=2400)),
            )
        )  # fmt: skip
    last = found[-1]
    answers = {
        "most-comfortable@mentee": "When Jo told me of his own fear",
        "least-comfortable@mentor": "When Priya Raman went quiet <script>alert(1)</script>",
        "agreement:a2": "Change it",
        "agreement:a2:words": "Jo asks twice before he advises.",
        "decision": "Go on and change something",
        "change-what": "Priya opens every talk",
        "change-from": "2026-11-01",
        "phase": "More and more on our own feet",
    }
    turns = (
        Turn(speaker="mentor", text="So, Priya, what's new?", begin_s=0.0, end_s=2.0),
        Turn(speaker="third-party", text="Coffee for Jo?", begin_s=2.0, end_s=3.0),
        Turn(speaker="mentee", text="Jo, I've talked to my boss. JB was right.", begin_s=3.0, end_s=8.0),
    )
    correction = Correction(words="Captain said so", speaker="mentor", alias="Captain")
    found[-1] = replace(last, answers=answers, turns=turns, corrections=(correction,))
    return tuple(found)
