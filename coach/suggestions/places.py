"""An act that a lack rests on to one sentence that quotes it, by focus."""

from __future__ import annotations

from collections.abc import Sequence

from coach.records import Side
from coach.suggestions.facts import SIDES, Facts, other, shortened

LEAST_WORDS = 2
"""Shorter acts aren't quoted; they say nothing by themselves."""

SENTENCES = {
    "ask-before-you-advise": "{name}'s “{words}” came without a question just before it.",
    "ask-one-more": "{name}'s “{words}” was a place where a question could have stood.",
    "open-your-questions": "{name}'s “{words}” can be answered with yes or no.",
    "say-it-back": "{name}'s “{words}” could have been said back first.",
    "build-on-their-words": "{name}'s “{words}” was there to be taken up.",
    "say-what-went-well": "{name}'s “{words}” had something in it worth naming.",
    "tell-one-of-yours": "{name} told “{words}”, and something of {second}'s own might have answered it.",
    "say-what-you-think": "{name}'s “{words}” may not have been all that {name} thinks.",
    "take-rank-out": "{name}'s “{words}” can sound as if it came from above.",
    "stay-with-it": "{name}'s “{words}” may have come a moment too soon.",
    "leave-more-room": "{name}'s “{words}” is one of the places where {second} could have gone on.",
    "bring-yourself-in": "{name}'s “{words}” could have had a word of {second}'s own beside it.",
    "flow-both-ways": "{name}'s “{words}” shows whose matters had the room.",
    "leave-time-at-the-end": "{name}'s “{words}” shows how short the time was.",
    "say-when-it-pinches": "{name}'s “{words}” may mean that something pinches.",
    "ask-about-the-rest": "{name}'s “{words}” is about work, as most of what I find is.",
    "ask-how-it-lands": "{name}'s “{words}” went one way.",
}


def places(evidence: Sequence[int], now: Facts, count: int) -> list[int | None]:
    """An act to quote for each prompt, another each time and spread over the talk; None where there's none left."""
    acts = now.mirror.acts
    by_text = {acts[i].text.lower(): i for i in reversed(evidence) if _quotable(now, i)}
    usable = sorted(by_text.values())
    step = max(1, len(usable) // max(1, count))
    picked = usable[::step][:count]
    return [*picked, *[None] * (count - len(picked))]


def _quotable(now: Facts, i: int) -> bool:
    act = now.mirror.acts[i]
    return act.speaker in SIDES and now.may_quote(act.note) and len(act.text.split()) >= LEAST_WORDS


def sentence(focus: str, now: Facts, place: int | None) -> str:
    """The sentence that quotes this act for this focus; empty where there's none."""
    if place is None or focus not in SENTENCES:
        return ""
    act = now.mirror.acts[place]
    side: Side = "mentor" if act.speaker == "mentor" else "mentee"
    name, second = now.pair.person(side).name, now.pair.person(other(side)).name
    return SENTENCES[focus].format(name=name, second=second, words=shortened(act.text).rstrip(".!"))
