"""Scenario files to pairs, sessions, mirrors and history, and what should and must not come of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from coach.guides import Guides, load_guides
from coach.measures.proportions import wilson
from coach.records import (
    Act,
    Action,
    Agreement,
    Balance,
    Choice,
    Guess,
    Marker,
    Mirror,
    Pair,
    Person,
    Proportion,
    Session,
    StageRun,
    Stance,
)  # fmt: skip

FOLDER = Path(__file__).parent / "scenarios"
DAY = date(2026, 6, 15)
SEATS = {"M": "mentor", "E": "mentee", "T": "third-party", "B": "both"}
replace = msgspec.structs.replace


@cache
def guides() -> Guides:
    return load_guides()


@dataclass(frozen=True)
class Scenario:
    id: str
    pair: Pair
    session: Session
    mirror: Mirror
    history: tuple[Session, ...]
    right: frozenset[str]
    fine: frozenset[str]
    wrong: frozenset[str]
    wrong_prompts: frozenset[str]


def acts_of(text: str) -> tuple[Act, ...]:
    """Lines such as ``M ask-open x3 What happened`` as acts of one note."""
    acts, at = [], 0
    for line in text.strip().splitlines():
        who, kind, *words = line.split()
        times = int(words.pop(0)[1:]) if words and words[0][:1] == "x" and words[0][1:].isdigit() else 1
        kind, _, question = kind.partition("-")
        said = " ".join(words)
        for _ in range(times):
            acts.append(Act(
                start=at, end=at + len(said), speaker=SEATS[who], act=kind, confidence=0.9, text=said, note="n",
                question=question or ("open" if kind == "ask" else ""),
            ))  # fmt: skip
            at += len(said) + 1
    return tuple(acts)


def _proportion(acts: tuple[Act, ...], side: str, kinds: tuple[str, ...], total: int) -> Proportion:
    found = tuple(i for i, act in enumerate(acts) if act.speaker == side and act.act in kinds)
    low, high = wilson(len(found), total)
    return Proportion(
        count=len(found), total=total, share=len(found) / total if total else None, low=low, high=high, acts=found
    )


def _stance(acts: tuple[Act, ...], side: str, uptake: list[int] | None) -> Stance:
    total = sum(act.speaker == side and act.act != "other" for act in acts)
    asks = [act for act in acts if act.speaker == side and act.act == "ask"]
    opened = sum(act.question == "open" for act in asks)
    low, high = wilson(opened, len(asks))
    took = wilson(*uptake) if uptake else (0.0, 1.0)
    return Stance(
        side=side,
        telling=_proportion(acts, side, ("advise", "inform"), total),
        listening=_proportion(acts, side, ("ask", "reflect", "affirm"), total),
        sharing=_proportion(acts, side, ("share",), total),
        open_questions=Proportion(
            count=opened, total=len(asks), share=opened / len(asks) if asks else None, low=low, high=high
        ),
        uptake=Proportion(count=uptake[0], total=uptake[1], share=uptake[0] / uptake[1], low=took[0], high=took[1])
        if uptake
        else None,
    )


def mirror_of(data: dict[str, Any], aim: float) -> Mirror:
    acts = acts_of(data.get("acts", ""))
    told = data.get("balance", [0.4, 0.3, 0.51])
    balance = (
        Balance(share=told[0], low=told[1], high=told[2], tier=data.get("tier", "notes"))
        if told
        else Balance(share=None)
    )
    markers = []
    for i, each in enumerate(data.get("markers", ())):
        who, id_ = each.split()
        family = "rank" if who == "M" else "deference"
        family = "reciprocity" if id_ in ("asking-before-advising", "asking-for-feedback") else family
        at = next((act.start for act in acts if act.speaker == SEATS[who]), 0)
        text = f"{id_.replace('-', ' ')} {i}"
        markers.append(Marker(id=id_, family=family, speaker=SEATS[who], start=at, end=at + 1, text=text, note="n"))
    uptake = data.get("uptake", {})
    return Mirror(
        balance=balance,
        mentor=_stance(acts, "mentor", uptake.get("M")),
        mentee=_stance(acts, "mentee", uptake.get("E")),
        acts=acts, markers=tuple(markers), aim=aim, version="scenario",
    )  # fmt: skip


def _actions(lines: list[str]) -> tuple[Action, ...]:
    made = []
    for line in lines:
        who, since, state, day, text = line.split(maxsplit=4)
        done = day if state == "done" else None
        due = None if state == "done" or day == "-" else day
        made.append(Action(id=text, text=text, owner=SEATS.get(who, "both"), made=since, done=done, due=due))
    return tuple(made)


def _stages(lines: list[str]) -> tuple[StageRun, ...]:
    runs = []
    for line in lines:
        name, minutes, spent = line.split()
        skipped = spent == "skipped"
        runs.append(
            StageRun(
                id=name, title=name, minutes=int(minutes), spent_s=0 if skipped else 60 * int(spent), skipped=skipped
            )
        )
    return tuple(runs)


def _guesses(lines: list[str]) -> tuple[Guess, ...]:
    parts = (line.split() for line in lines)
    return tuple(Guess(by=SEATS[w], share=float(s), equality=int(e), comfort=int(c)) for w, s, e, c in parts)


def session_of(data: dict[str, Any], pair: Pair, day: date) -> Session:
    template = data.get("template", "regular-check-in")
    share = guides().templates[template].share
    aim = data.get("aim") or (share if template != "regular-check-in" else pair.aim)
    return Session(
        id=f"s{day}", pair=pair.id, template=template, day=day.isoformat(), state="done",
        stages=_stages(data.get("stages", [])), guesses=_guesses(data.get("guesses", [])),
        actions=_actions(data.get("actions", [])), mirror=mirror_of(data, aim),
    )  # fmt: skip


def _offered(focus: str, state: str, nth: int) -> tuple[Choice, ...]:
    prompts = [each.id for each in guides().prompts.values() if each.focus == focus and each.by != "mentee"]
    some = prompts[3 * nth % len(prompts) :][:3]
    states = [state, "offered", "offered"] if state == "kept" else [state] * 3
    return tuple(Choice(prompt=prompt, focus=focus, state=each) for prompt, each in zip(some, states, strict=False))


def scenario_of(data: dict[str, Any]) -> Scenario:
    agreements = tuple(
        Agreement(id=str(i), text="What's said here stays here.", since="2026-01-01")
        for i in range(data.get("agreements", 2))
    )
    pair = Pair(
        id="p", mentor=Person(name="Jo"), mentee=Person(name="Priya"), kind=data.get("kind", "traditional"),
        phase=data.get("phase", "cultivation"), aim=data.get("aim", 0.4), agreements=agreements,
    )  # fmt: skip
    session = session_of(data, pair, DAY)
    history = []
    for nth, past in enumerate(data.get("history", [])):
        each = session_of(past, pair, DAY - timedelta(days=past["days_ago"]))
        history.append(replace(each, choices=_offered(past["focus"], past.get("state", "offered"), nth)))
    assert session.mirror is not None
    return Scenario(
        id=data["id"], pair=pair, session=session, mirror=session.mirror, history=tuple(history),
        right=frozenset(data["right"]), fine=frozenset(data.get("fine", ())), wrong=frozenset(data["not"]),
        wrong_prompts=frozenset(data.get("not_prompts", ())),
    )  # fmt: skip


@cache
def scenarios() -> tuple[Scenario, ...]:
    files = sorted(FOLDER.glob("*.toml"))
    return tuple(scenario_of(each) for file in files for each in tomllib.loads(file.read_text("utf-8"))["scenario"])
