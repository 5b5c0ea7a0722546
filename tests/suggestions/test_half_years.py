"""Ten simulated pairs over eighteen sessions each: no prompt too soon, no nagging, nothing that was done already."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from suggestion_scenarios import guides, replace, session_of

from coach.records import Agreement, Choice, Mirror, Pair, Person, Session
from coach.suggestions import advise, swap
from coach.suggestions.facts import facts

LIVES = range(10)
SESSIONS = 18
TEMPLATES = (
    "regular-check-in",
    "regular-check-in",
    "goal-next-steps",
    "mentee-leads",
    "setback-confidence",
    "work-and-family",
)
LINES = {
    "advise": "You should ring them", "inform": "That's how it is done", "ask-open": "What makes it hard",
    "ask-closed": "Did you send it", "reflect": "So it's the waiting", "affirm": "That took nerve",
    "share": "I was lost once",
}  # fmt: skip
HABITS = (
    {"inform": 6, "advise": 3, "ask-closed": 1},
    {"advise": 6, "inform": 1, "affirm": 1},
    {"ask-closed": 5, "inform": 2, "share": 1},
    {"ask-open": 4, "reflect": 2, "affirm": 1},
    {"ask-open": 2, "inform": 2, "share": 2, "reflect": 1, "affirm": 1},
)


def one_session(random: Random, pair: Pair, habit: dict[str, int], day: date) -> Session:
    lines = []
    for _ in range(random.randint(3, 9)):
        kind = random.choices(list(habit), list(habit.values()))[0]
        lines += [f"M {kind} {LINES[kind]}", f"E {random.choice(('share', 'inform'))} My week was long"]
    share = min(0.9, max(0.1, random.gauss(0.3 + 0.03 * habit.get("inform", 0) + 0.03 * habit.get("advise", 0), 0.08)))
    marks = random.choices(
        ["E quick-agreement", "E hedging-own-view", "M commands", "M in-my-day", "M closing-a-topic"], k=3
    )
    data = {
        "template": random.choice(TEMPLATES),
        "acts": "\n".join(lines),
        "balance": [share, max(0.0, share - 0.11), min(1.0, share + 0.11)],
        "markers": marks if random.random() < 0.5 else [],
        "guesses": [
            f"M 0.4 {random.randint(3, 5)} {random.randint(3, 5)}",
            f"E 0.5 {random.randint(2, 5)} {random.randint(2, 5)}",
        ],
    }
    if random.random() < 0.4:
        data["actions"] = [f"{random.choice('ME')} {day} open {day + timedelta(days=21)} Promise of {day}"]
    return session_of(data, pair, day)


@cache
def half_year(life: int) -> tuple[tuple[Session, frozenset[str]], ...]:
    """Sessions in order, each with the prompts that were shown after it (swapped and put away ones too)."""
    random = Random(life)
    kind = ("traditional", "reciprocal", "reverse", "peer")[life % 4]
    phase = ("initiation", "cultivation", "separation")[life % 3]
    agreed = (Agreement(id="a", text="It stays here.", since="2026-01-01"),)
    pair = Pair(
        id="p", mentor=Person(name="Jo"), mentee=Person(name="Priya"), kind=kind, phase=phase, agreements=agreed
    )
    lived: list[tuple[Session, frozenset[str]]] = []
    for week in range(SESSIONS):
        habit = HABITS[(life + week // 6) % len(HABITS)]
        session = one_session(random, pair, habit, date(2026, 1, 5) + timedelta(days=10 * week))
        history, mirror = [each for each, _ in lived], session.mirror
        assert isinstance(mirror, Mirror)
        advice = advise(pair, session, mirror, history, guides())
        shown = {each.prompt for each in advice.suggestions}
        choices: list[Choice] = []
        if random.random() < 0.3 and advice.suggestions:
            gone = advice.suggestions[0].prompt
            choices.append(Choice(prompt=gone, focus=advice.focus, state=random.choice(("swapped", "dismissed"))))
            advice = swap(advice, gone, pair, session, mirror, history, guides())
            shown |= {each.prompt for each in advice.suggestions}
        for i, each in enumerate(advice.suggestions):
            state = "kept" if i == 0 and random.random() < 0.6 else "offered"
            choices.append(Choice(prompt=each.prompt, focus=advice.focus, state=state))
        lived.append((replace(session, choices=tuple(choices)), frozenset(shown)))
    return tuple(lived)


@pytest.mark.parametrize("life", LIVES)
def test_no_prompt_comes_again_within_five_sessions(life: int) -> None:
    lived = half_year(life)
    for i, (_, shown) in enumerate(lived):
        for _, earlier in lived[max(0, i - 5) : i]:
            assert not shown & earlier


@pytest.mark.parametrize("life", LIVES)
def test_what_was_put_away_never_comes_again(life: int) -> None:
    away: set[str] = set()
    for session, shown in half_year(life):
        assert not shown & away
        away |= {choice.prompt for choice in session.choices if choice.state == "dismissed"}


@pytest.mark.parametrize("life", LIVES)
def test_no_focus_comes_more_than_three_times_in_a_row(life: int) -> None:
    foci = [session.choices[-1].focus for session, _ in half_year(life) if session.choices]
    lacks = [focus for focus in foci if focus != "try-one-small-thing"]
    assert lacks, "a half year without any focus shows nothing"
    assert not any(len(set(foci[i : i + 4])) == 1 for i in range(len(foci) - 3))


@pytest.mark.parametrize("life", LIVES)
def test_nothing_is_suggested_that_the_session_had(life: int) -> None:
    for session, _ in half_year(life):
        assert session.mirror is not None
        focus = session.choices[-1].focus if session.choices else ""
        pair = Pair(id="p", mentor=Person(name="Jo"), mentee=Person(name="Priya"))
        had = facts(pair, session, session.mirror)
        asks, said, balance = had.of("mentor", "ask"), had.of("mentor"), session.mirror.balance
        peers = life % 4 == 3
        done = {
            "say-it-back": bool(had.of("mentor", "reflect")) and not peers,
            "tell-one-of-yours": bool(had.of("mentor", "share")) and not peers,
            "say-what-went-well": bool(had.of("mentor", "affirm")) and not peers,
            "ask-one-more": 3 * len(asks) > len(said) and not peers,
            "open-your-questions": len(had.questions("mentor", "open")) > len(had.questions("mentor", "closed"))
            and not peers,
            "ask-before-you-advise": not had.unasked("mentor") and not peers,
            "leave-more-room": balance.share is not None and balance.share <= session.mirror.aim,
            "bring-yourself-in": balance.share is not None and balance.share >= session.mirror.aim,
        }
        assert not done.get(focus, False), (session.day, focus)
