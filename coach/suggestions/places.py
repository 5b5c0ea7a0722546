"""An act that a lack rests on to one sentence that quotes it, by focus."""

from __future__ import annotations

from collections.abc import Sequence

from coach.records import Side
from coach.suggestions.facts import SIDES, Facts, called, other, shortened

LEAST_WORDS = 2
"""Shorter acts aren't quoted; they say nothing by themselves."""

SENTENCES = {
    "ask-before-you-advise": "“{words}”: no question of {name}'s came just before it.",
    "ask-one-more": "“{words}” was a place where a question of {name}'s could have stood.",
    "open-your-questions": "“{words}” can be answered with yes or no.",
    "say-it-back": "After “{words}” {second} could have said back first what was heard.",
    "build-on-their-words": "“{words}” was there for {second} to take up.",
    "say-what-went-well": "“{words}” has something of {name}'s in it that's worth naming.",
    "tell-one-of-yours": "“{words}”: something of {second}'s own might have answered that.",
    "say-what-you-think": "“{words}” may not have been all that {name} thinks.",
    "take-rank-out": "“{words}” can sound as if it came from above.",
    "stay-with-it": "“{words}” may have come a moment too soon.",
    "leave-more-room": "“{words}” is one of the places where {second} could have gone on.",
    "bring-yourself-in": "Beside “{words}” a word of {second}'s own could have stood.",
    "flow-both-ways": "“{words}” shows whose matters had the room.",
    "leave-time-at-the-end": "“{words}” shows how short the time was.",
    "say-when-it-pinches": "“{words}” may mean that something pinches.",
    "ask-about-the-rest": "“{words}” is about work, as most of what I find is.",
    "ask-how-it-lands": "“{words}” went one way.",
}
"""The words are those of the notes, so they're quoted without saying that somebody spoke them."""


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
    name, second = called(now.pair, side), called(now.pair, other(side))
    return SENTENCES[focus].format(name=name, second=second, words=shortened(act.text).rstrip(".!"))
