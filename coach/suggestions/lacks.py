"""The facts of a session, with those of earlier ones, to what it lacked against aim and purpose, largest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from coach.measures.proportions import wilson
from coach.records import Side
from coach.suggestions import slow
from coach.suggestions.facts import SIDES, Facts, called, other
from coach.suggestions.marks import CLOSING, DEFERENCE, MADE_SMALL, RANK
from coach.suggestions.purposes import weight

TOLERANCE = 0.05
"""Share points beyond the aim that are no lack, whatever the interval."""
LEAST = 0.4
"""Sizes below this aren't worth a word."""
UNEASE = 0.25
"""What a mentee's unease adds to a lack that may be what caused it."""
CAUSES = frozenset({"leave-more-room", "ask-before-you-advise", "take-rank-out", "stay-with-it"})
SURE = 1.2
"""Pieces of unasked advice by confidence (their sum) below which the reading may well be wrong."""
EXCHANGES = frozenset({"peer-exchange", "reciprocal-exchange"})


@dataclass(frozen=True)
class Lack:
    focus: str
    side: Side
    """Whose preparation it mostly belongs to."""
    size: float
    """How much it weighs: 0.4 just worth a word, 1 clear, above 1 first of all."""
    why: str
    evidence: tuple[int, ...] = ()


Rule = Callable[[Facts], Iterator[Lack]]


def lacks(now: Facts, before: Sequence[Facts] = ()) -> tuple[Lack, ...]:
    """All that counts as a lack, largest first, ties by id. ``before``: earlier sessions, oldest first."""
    found = [lack for rule in RULES for lack in rule(now)]
    found += [Lack(*each) for rule in slow.RULES for each in rule(now, before)]
    weighed = [replace(lack, size=lack.size * weight(now.session.template, lack.focus)) for lack in found]
    if min(now.comfort("mentee") or 5, now.equality("mentee") or 5) <= 2:
        weighed = [replace(lack, size=lack.size + UNEASE * (lack.focus in CAUSES)) for lack in weighed if lack.size]
    best: dict[str, Lack] = {}
    for lack in weighed:
        if lack.size >= LEAST and (lack.focus not in best or lack.size > best[lack.focus].size):
            best[lack.focus] = lack
    return tuple(sorted(best.values(), key=lambda lack: (-lack.size, lack.focus)))


def seniors(now: Facts) -> tuple[Side, ...]:
    """Whose telling, asking and rank is looked at: the mentor's, among peers both."""
    return SIDES if now.pair.kind == "peer" else ("mentor",)


def juniors(now: Facts) -> tuple[Side, ...]:
    """Whose giving way is looked at: the mentee's, among peers both."""
    return SIDES if now.pair.kind == "peer" else ("mentee",)


def _name(now: Facts, side: Side) -> str:
    return called(now.pair, side)


def too_much_or_too_little(now: Facts) -> Iterator[Lack]:
    balance, aim, mentor, mentee = now.mirror.balance, now.mirror.aim, _name(now, "mentor"), _name(now, "mentee")
    if balance.share is None:
        return
    over, under = balance.low - aim - TOLERANCE, aim - TOLERANCE - balance.high
    range_ = f"{round(balance.low * 100)} to {round(balance.high * 100)} %"
    counted = balance.high - balance.low <= 0.03
    told = f"{mentor} spoke for {f'{round(balance.share * 100)} %' if counted else range_} of the time"
    why = f"{told}, and about {round(aim * 100)} % was the aim."
    evidence = (now.of("mentor", "advise", "inform") or now.of("mentor")) if over > 0 else now.of("mentee")
    if over > 0:
        yield Lack("leave-more-room", "mentor", 0.6 + 1.5 * over, why, evidence)
    if under > 0:
        yield Lack("bring-yourself-in", "mentor", 0.5 + 1.5 * under, why, evidence)
    if now.session.template in EXCHANGES and max(over, under) > 0:
        most = mentor if over > 0 else mentee
        why = f"The time was meant to be shared, and most of it went to {most}."
        yield Lack("flow-both-ways", "mentor" if over > 0 else "mentee", 0.6 + 1.5 * max(over, under), why, evidence)


def advice_unasked(now: Facts) -> Iterator[Lack]:
    for side in seniors(now):
        advice, unasked = now.of(side, "advise"), now.unasked(side)
        asked = len(now.marks(side, {"asking-before-advising"}))
        sure = sum(now.mirror.acts[i].confidence for i in unasked)
        if len(unasked) < 2 or sure < SURE or wilson(len(unasked), len(advice))[0] < 0.35 or 2 * asked >= len(unasked):
            continue
        came = f"all {len(advice)}" if len(unasked) == len(advice) else f"{len(unasked)} of {len(advice)}"
        why = f"{_name(now, side)}'s pieces of advice, {came}, came without a question just before."
        yield Lack("ask-before-you-advise", side, 0.2 + 0.13 * min(len(unasked), 6), why, unasked)


def few_questions(now: Facts) -> Iterator[Lack]:
    for side in seniors(now):
        said, asks, telling = now.of(side), now.of(side, "ask"), now.of(side, "advise", "inform")
        high = wilson(len(asks), len(said))[1]
        if len(said) >= 5 and high < 0.4 and len(telling) > 2 * len(asks):
            count = "no question" if not asks else "one question" if len(asks) == 1 else f"{len(asks)} questions"
            why = f"Among {len(said)} things noted of {_name(now, side)} there's {count}."
            yield Lack("ask-one-more", side, 0.35 + 1.5 * (0.4 - high), why, telling)


def closed_questions(now: Facts) -> Iterator[Lack]:
    for side in seniors(now):
        opened, closed = now.questions(side, "open"), now.questions(side, "closed")
        total = len(opened) + len(closed)
        if total >= 3 and (high := wilson(len(opened), total)[1]) < 0.6:
            why = f"{len(closed)} of {_name(now, side)}'s {total} questions could be answered with yes or no."
            yield Lack("open-your-questions", side, 0.9 - high, why, closed)


def little_said_back(now: Facts) -> Iterator[Lack]:
    for side in seniors(now):
        said, back, heard = now.of(side), now.of(side, "reflect"), now.of(other(side), "share", "inform")
        name, whose = _name(now, side), _name(now, other(side))
        if len(said) >= 6 and not back and len(heard) >= 3:
            counted = now.mirror.balance.tier == "words"
            why = f"{whose} told a good deal, and nothing was noted that {name} said back."
            size = 0.35 + 0.03 * min(len(said), 10) if counted else 0.25 + 0.025 * min(len(said), 10)
            yield Lack("say-it-back", side, size, why, heard)
        uptake = (now.mirror.mentor if side == "mentor" else now.mirror.mentee).uptake
        if uptake and uptake.total >= 8 and uptake.high < 0.35:
            why = f"{uptake.count} of {name}'s {uptake.total} turns took up {whose}'s words."
            yield Lack("build-on-their-words", side, 0.45 + 1.5 * (0.35 - uptake.high), why, uptake.acts or heard)


def little_affirmed(now: Facts) -> Iterator[Lack]:
    for side in seniors(now):
        made_small, shared = now.marks(other(side), MADE_SMALL), now.of(other(side), "share")
        name, whose = _name(now, side), _name(now, other(side))
        if now.of(side, "affirm"):
            continue
        if len(made_small) >= 2:
            why = f"{whose} made something small {len(made_small)} times, and nobody said what was good about it."
            yield Lack("say-what-went-well", side, 0.45 + 0.12 * len(made_small), why, now.acts_at(made_small))
        elif len(now.of(side)) >= 8 and len(shared) >= 3:
            why = f"{whose} told of {len(shared)} things, and no word of {name}'s on what was good in them was noted."
            yield Lack("say-what-went-well", side, 0.42, why, shared)


def nothing_shared(now: Facts) -> Iterator[Lack]:
    wanted = weight(now.session.template, "tell-one-of-yours") > 1
    for side in seniors(now):
        said, told = now.of(side), now.of(other(side), "share")
        if len(said) >= 5 and not now.of(side, "share") and (len(told) >= 3 or wanted):
            whose, name = _name(now, other(side)), _name(now, side)
            why = f"Nothing of {name}'s own is in the notes"
            why += f", while {whose} told of {len(told)} things." if len(told) > 1 else "."
            yield Lack("tell-one-of-yours", side, 0.45 + 0.04 * max(0, min(len(told), 8) - 3), why, told)


def deference(now: Facts) -> Iterator[Lack]:
    for side in juniors(now):
        found = now.marks(side, DEFERENCE)
        if len(found) >= 2:
            why = f"{_name(now, side)} held back or gave way {len(found)} times{now.quoted(found)}."
            yield Lack("say-what-you-think", side, 0.3 + 0.13 * min(len(found), 6), why, now.acts_at(found))
        sharp = now.marks(side, {"sharp-answer"})
        if len(sharp) >= 2:
            why = f"{_name(now, side)} answered sharply {len(sharp)} times, which often means that something pinches."
            yield Lack("say-when-it-pinches", side, 0.5 + 0.1 * len(sharp), why, now.acts_at(sharp))


def rank(now: Facts) -> Iterator[Lack]:
    unequal = all((now.equality(side) or 5) <= 2 for side in SIDES)
    for side in seniors(now):
        found, name = now.marks(side, RANK), _name(now, side)
        if len(found) >= 2:
            why = f"{len(found)} of {name}'s wordings speak from above{now.quoted(found)}."
            size = 0.3 + 0.13 * min(len(found), 6) + (0.2 if unequal else 0.0)
            yield Lack("take-rank-out", side, size, why, now.acts_at(found))
        closed = now.marks(side, CLOSING)
        if len(closed) >= 2:
            why = (
                f"{name} ended a topic {len(closed)} times, perhaps before {_name(now, other(side))} was done with it."
            )
            yield Lack("stay-with-it", side, 0.35 + 0.13 * min(len(closed), 6), why, now.acts_at(closed))


def time_ran_out(now: Facts) -> Iterator[Lack]:
    stages = now.session.stages
    hurried = now.marks("mentor", {"eye-on-the-clock"})
    reached = [not stage.skipped and stage.spent_s >= 15 * stage.minutes for stage in stages]
    unreached = 0
    for was in reversed(reached):
        if was:
            break
        unreached += 1
    late = any(stage.spent_s > 72 * stage.minutes for stage in stages)
    if any(stage.spent_s for stage in stages) and unreached and (late or hurried):
        why = f"There was no time left for the end: {stages[-unreached].title.lower()} had to be left out."
        yield Lack(
            "leave-time-at-the-end", "mentor", 0.55 + 0.08 * (unreached + len(hurried)), why, now.acts_at(hurried)
        )
    elif len(hurried) >= 2:
        why = f"{_name(now, 'mentor')} spoke of the time or of having to go {len(hurried)} times."
        yield Lack("leave-time-at-the-end", "mentor", 0.6, why, now.acts_at(hurried))


def how_it_felt(now: Facts) -> Iterator[Lack]:
    low = [side for side in SIDES if (now.comfort(side) or 5) <= 2]
    if low:
        side = min(low, key=lambda each: (now.comfort(each) or 5, each == "mentor"))
        worst, felt_equal = now.comfort(side) or 5, (now.equality(side) or 0) >= 4
        who = "Both of you" if len(low) == 2 else _name(now, side)
        why = f"{who} gave {worst} of 5 for how comfortable it was."
        size = (1.3 if worst == 1 else 0.8) * (0.85 if side == "mentor" else 1.0)
        if felt_equal:
            yield Lack("check-how-you-both-are", side, 0.95 * size, why)
        yield Lack("say-when-it-pinches", side, size * (0.7 if felt_equal else 1.0), why)
    mentor, mentee, shares = now.equality("mentor"), now.equality("mentee"), [now.guessed(side) for side in SIDES]
    apart = abs(mentor - mentee) if mentor and mentee else 0
    share_apart = abs(shares[0] - shares[1]) if shares[0] is not None and shares[1] is not None else 0.0
    if apart >= 2 or share_apart >= 0.25:
        percents = " and ".join(f"{round((share or 0) * 100)} %" for share in shares)
        felt = f"You gave {mentor} and {mentee} of 5 for how equal it felt."
        why = felt if apart >= 2 else f"You guessed {percents} for {_name(now, 'mentor')}'s share."
        size = (0.35 + 0.1 * apart if apart >= 2 else 0.3) + (0.2 if share_apart >= 0.25 else 0.0)
        yield Lack("compare-how-it-felt", "mentor", size, why)
    guess, balance = shares[0], now.mirror.balance
    if guess is not None and balance.share is not None and guess < balance.low - 0.15:
        why = f"{_name(now, 'mentor')} guessed {round(guess * 100)} % for their own share, and it was more than that."
        yield Lack("ask-how-it-lands", "mentor", 0.45, why)


RULES: tuple[Rule, ...] = (
    too_much_or_too_little, advice_unasked, few_questions, closed_questions, little_said_back, little_affirmed,
    nothing_shared, deference, rank, time_ran_out, how_it_felt,
)  # fmt: skip
