"""What each template makes of a lack: nothing, less or more than in a plain check-in."""

from __future__ import annotations

from collections.abc import Mapping

NONE, LESS, MORE = 0.0, 0.6, 1.5

_EXCHANGE = {"tell-one-of-yours": LESS, "flow-both-ways": MORE, "leave-more-room": LESS, "bring-yourself-in": LESS}

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "mentee-leads": {
        "ask-one-more": NONE, "open-your-questions": MORE, "tell-one-of-yours": NONE, "bring-yourself-in": NONE,
        "ask-before-you-advise": MORE, "flow-both-ways": NONE, "say-what-went-well": LESS, "ask-about-the-rest": NONE,
    },
    "reverse-session": {
        "ask-before-you-advise": NONE, "tell-one-of-yours": NONE, "bring-yourself-in": NONE, "ask-one-more": LESS,
        "say-it-back": LESS, "say-what-went-well": NONE, "smaller-next-step": LESS, "ask-about-the-rest": NONE,
    },
    "mentor-opens-up": {
        "ask-one-more": NONE, "open-your-questions": NONE, "say-it-back": NONE, "tell-one-of-yours": MORE,
        "say-what-went-well": NONE, "bring-yourself-in": NONE, "flow-both-ways": LESS, "build-on-their-words": LESS,
        "ask-about-the-rest": NONE, "smaller-next-step": NONE, "start-with-promises": LESS,
    },
    "first-meeting": {
        "start-with-promises": NONE, "smaller-next-step": NONE, "flow-both-ways": NONE, "ask-about-the-rest": NONE,
        "agree-how-you-work": MORE, "plan-a-good-ending": NONE, "say-what-went-well": NONE, "say-it-back": LESS,
    },
    "ground-rules": {
        "agree-how-you-work": MORE, "smaller-next-step": NONE, "tell-one-of-yours": LESS, "say-it-back": LESS,
        "ask-before-you-advise": LESS, "flow-both-ways": NONE,
        "ask-about-the-rest": NONE, "say-what-went-well": NONE,
    },
    "goal-next-steps": {"smaller-next-step": MORE, "ask-about-the-rest": NONE, "tell-one-of-yours": LESS},
    "career-decision": {
        "ask-before-you-advise": MORE, "tell-one-of-yours": LESS, "ask-about-the-rest": LESS, "flow-both-ways": NONE,
    },
    "setback-confidence": {
        "ask-before-you-advise": MORE, "say-it-back": MORE, "say-what-went-well": MORE, "smaller-next-step": NONE,
        "start-with-promises": NONE, "ask-about-the-rest": NONE, "open-one-more-door": NONE, "flow-both-ways": NONE,
    },
    "work-and-family": {"ask-about-the-rest": NONE, "tell-one-of-yours": MORE, "smaller-next-step": LESS},
    "network-map": {"open-one-more-door": MORE, "tell-one-of-yours": LESS, "ask-about-the-rest": NONE},
    "difference-talked-about": {
        "name-the-difference": NONE, "tell-one-of-yours": MORE, "smaller-next-step": NONE, "ask-about-the-rest": NONE,
        "start-with-promises": LESS,
    },
    "feedback-both-ways": {
        "ask-how-it-lands": MORE, "ask-one-more": LESS, "open-your-questions": LESS, "tell-one-of-yours": LESS,
        "ask-about-the-rest": NONE, "smaller-next-step": NONE,
    },
    "power-check": {
        "take-rank-out": MORE, "say-what-you-think": MORE, "compare-how-it-felt": MORE, "tell-one-of-yours": LESS,
        "ask-about-the-rest": NONE, "smaller-next-step": NONE, "start-with-promises": LESS,
    },
    "repair": {
        "say-it-back": MORE, "say-when-it-pinches": MORE, "ask-before-you-advise": MORE, "tell-one-of-yours": NONE,
        "flow-both-ways": NONE, "smaller-next-step": NONE, "start-with-promises": NONE, "ask-about-the-rest": NONE,
        "say-what-went-well": NONE, "ask-one-more": LESS,
    },
    "practice-lab": dict.fromkeys(
        (
            "ask-one-more", "open-your-questions", "say-it-back", "tell-one-of-yours", "ask-before-you-advise",
            "say-what-went-well", "bring-yourself-in", "build-on-their-words", "flow-both-ways",
            "ask-about-the-rest", "smaller-next-step", "take-rank-out", "leave-more-room",
        ),
        NONE,
    ),
    "reciprocal-exchange": _EXCHANGE,
    "peer-exchange": _EXCHANGE,
    "give-and-get": {
        "flow-both-ways": MORE, "say-what-went-well": MORE, "tell-one-of-yours": LESS, "ask-one-more": LESS,
        "smaller-next-step": NONE, "start-with-promises": LESS, "ask-about-the-rest": NONE,
    },
    "midterm-check": {"compare-how-it-felt": MORE, "ask-how-it-lands": MORE, "plan-a-good-ending": NONE},
    "relationship-review": {
        "compare-how-it-felt": MORE, "ask-how-it-lands": MORE, "plan-a-good-ending": NONE, "ask-one-more": LESS,
        "ask-about-the-rest": NONE, "smaller-next-step": LESS,
    },
    "closing": {
        "plan-a-good-ending": NONE, "smaller-next-step": NONE, "start-with-promises": NONE, "agree-how-you-work": NONE,
        "ask-about-the-rest": NONE, "ask-one-more": LESS, "open-one-more-door": NONE,
    },
}  # fmt: skip
"""By template id and focus: 0: the session isn't meant to have it; above 1: it is what the session is for."""


def weight(template: str, focus: str) -> float:
    return WEIGHTS.get(template, {}).get(focus, 1.0)
