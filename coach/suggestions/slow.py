"""What only several sessions show: waiting promises, benefit one way, endings and agreements left unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from coach.promises import open_actions
from coach.records import Action, Side
from coach.suggestions.facts import SIDES, Facts, called, days_between, shortened
from coach.suggestions.marks import DEFERENCE, TAKING

Found = tuple[str, Side, float, str, tuple[int, ...]]
Rule = Callable[[Facts, Sequence[Facts]], Iterator[Found]]
STUCK = 60
"""Days after which a mentee's open promise counts as stuck rather than forgotten."""
FADES, FADED = 90, 0.75
"""Days after which a mentor's open promise weighs less, and how much: by then both have come to live with it."""
LATE = 42
"""Days after which a promise without a date counts as late."""
ENDINGS = frozenset({"closing", "relationship-review"})
LIFE = re.compile(
    r"\b(famil\w+|child\w*|kids?|sons?|daughters?|partner|wife|husband|mother|father|mum|dad|parents?|sister|brother|home|"
    r"weekend|holiday\w*|sleep\w*|health\w*|tired|friends?|hobb\w+|garden|sport\w*|life|house|flat|ill)\b",
    re.IGNORECASE,
)
"""Words of the rest of life, English."""


def is_late(action: Action, day: str) -> bool:
    waited = days_between(action.made, day)
    return action.due < day if action.due else waited is not None and waited > LATE


def promises(now: Facts, before: Sequence[Facts]) -> Iterator[Found]:
    day, template = now.session.day, now.session.template
    waiting = open_actions([*(each.session for each in before), now.session])
    late = [action for action in waiting if is_late(action, day)]
    stuck = [a for a in late if a.owner != "mentor" and (days_between(a.made, day) or 0) >= STUCK]
    mentors = [action for action in late if action.owner == "mentor"]
    mentor, mentee = (called(now.pair, side) for side in SIDES)
    if mentors:
        waited = min(days_between(action.made, day) or 0 for action in mentors)
        why = f"“{shortened(mentors[0].text)}” is something that {mentor} promised, and it's still open."
        size = (0.5 + 0.1 * min(len(late), 4)) * (FADED if waited > FADES else 1.0)
        yield "start-with-promises", "mentor", size, why, ()
    elif len(late) >= 2:
        why = f"{len(late)} promises are past their day."
        yield "start-with-promises", "mentee", 0.4 + 0.08 * min(len(late), 5), why, ()
    if stuck:
        weeks = (days_between(stuck[0].made, day) or 0) // 7
        why = f"“{shortened(stuck[0].text)}” has been open for {weeks} weeks."
        yield "smaller-next-step", "mentee", 0.55 + 0.06 * min(len(stuck), 4), why, ()
    if not now.session.actions and now.said >= 4:
        if template == "goal-next-steps":
            yield (
                "smaller-next-step",
                "mentee",
                0.5,
                f"You talked about {mentee}'s goals, and no next step was written down.",
                (),
            )
        if template == "network-map":
            yield "open-one-more-door", "mentor", 0.5, "You drew the map, and no introduction was agreed.", ()


def one_way(now: Facts, before: Sequence[Facts]) -> Iterator[Found]:
    mentor, mentee = (called(now.pair, side) for side in SIDES)
    if now.session.template == "give-and-get" and now.said >= 5 and not _takes(now):
        yield (
            "flow-both-ways",
            "mentor",
            0.5,
            f"What {mentor} got from it isn't in the notes.",
            now.of("mentee", "share"),
        )
    recent = [*before[-3:], now]
    if len(recent) == 4 and all(each.said >= 5 and not _takes(each) and each.of("mentee", "share") for each in recent):
        size = 0.6 if now.pair.kind == "reciprocal" else 0.5
        why = f"In four talks the notes speak of {mentee}'s matters, and of nothing that {mentor} took away."
        yield "flow-both-ways", "mentor", size, why, now.of("mentee", "share")


def _takes(each: Facts) -> bool:
    """Whether the mentor told something of their own or said that they took something away."""
    return bool(each.of("mentor", "share") or each.marks("mentor", TAKING))


def no_feedback_up(now: Facts, before: Sequence[Facts]) -> Iterator[Found]:
    if (
        now.session.template == "feedback-both-ways"
        and now.said >= 5
        and not now.marks("mentor", {"asking-for-feedback"})
    ):
        told = now.of("mentor", "inform", "advise", "affirm")
        if not now.of("mentee", "affirm", "advise") and len(told) > len(now.of("mentee", "inform", "share")):
            mentor = called(now.pair, "mentor")
            yield (
                "ask-how-it-lands",
                "mentor",
                0.5,
                f"{mentor} gave feedback, and none for {mentor} is in the notes.",
                told,
            )


def nothing_agreed(now: Facts, before: Sequence[Facts]) -> Iterator[Found]:
    early = now.session.template in ("first-meeting", "ground-rules") or len(before) >= 2
    if now.pair.phase == "initiation" and not now.agreements and early:
        yield "agree-how-you-work", "mentor", 0.5, "Nothing is written down yet of what the two of you agree on.", ()


def ending_ahead(now: Facts, before: Sequence[Facts]) -> Iterator[Found]:
    recent = [*(each.session.template for each in before[-6:]), now.session.template]
    if now.pair.phase in ("separation", "redefinition") and len(before) >= 3 and not ENDINGS & set(recent):
        size = 0.5 if now.pair.phase == "separation" else 0.42
        why = f"You've named your phase {now.pair.phase}, and no talk about an ending is among the last {len(recent)}."
        yield "plan-a-good-ending", "mentor", size, why, ()


def difference_unspoken(now: Facts, before: Sequence[Facts]) -> Iterator[Found]:
    def uneasy(each: Facts) -> bool:
        return len(each.marks("mentee", DEFERENCE)) >= 2 or any((each.comfort(side) or 5) <= 2 for side in SIDES)

    talked = any(each.session.template == "difference-talked-about" for each in (*before, now))
    if len(before) >= 3 and not talked and all(uneasy(each) for each in (*before[-3:], now)):
        why = "Four talks had something uneasy in them, and what makes you different hasn't been the subject yet."
        yield "name-the-difference", "mentor", 0.5, why, now.acts_at(now.marks("mentee", DEFERENCE))


def only_work(now: Facts, before: Sequence[Facts]) -> Iterator[Found]:
    recent = [*before[-3:], now]
    texts = [act.text for each in recent for act in each.mirror.acts]
    texts += [note.text for each in recent for note in each.session.notes if note.visibility == "both"]
    settled = now.pair.phase != "initiation" and now.pair.language == "en"
    if settled and len(recent) == 4 and sum(each.said for each in recent) >= 20 and not any(map(LIFE.search, texts)):
        why = "In the notes of four talks I find work, and nothing of the rest of life."
        yield "ask-about-the-rest", "mentor", 0.42, why, now.of("mentor", "ask")


RULES: tuple[Rule, ...] = (
    promises, one_way, no_feedback_up, nothing_agreed, ending_ahead, difference_unspoken, only_work,
)  # fmt: skip
