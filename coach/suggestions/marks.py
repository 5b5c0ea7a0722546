"""Which marker rules count for which focus, and which prompts a wording has answered already."""

from __future__ import annotations

RANK = frozenset({
    "absolutes", "commands", "deciding-for-the-other", "in-my-day", "in-my-position", "on-own-ground",
    "one-day-youll-see", "testing", "through-the-office", "trust-me",
})  # fmt: skip
CLOSING = frozenset({"closing-a-topic", "waving-it-away", "cutting-in", "making-wait"})
MADE_SMALL = frozenset({"playing-down-success", "making-it-small", "blaming-oneself"})
DEFERENCE = frozenset({
    "asking-leave", "hedging-own-view", "making-it-small", "quick-agreement", "saying-sorry", "swallowing-words",
    "taking-your-time", "whatever-you-think",
})  # fmt: skip
TAKING = frozenset({"learning-from-the-other", "seeking-opinion", "owning-a-mistake", "owning-doubt"})
"""Wordings by which a mentor takes something away too."""

ANSWERED: dict[str, frozenset[str]] = {
    "asking-before-advising": frozenset(
        {"tried-or-think-yours", "want-an-idea", "what-kind-of-help", "advice-swap-peers"}
    ),
    "asking-for-feedback": frozenset(
        {"more-less-same", "one-thing-helped-today", "what-do-i-do-badly", "tell-me-where-i-miss"}
    ),
    "inviting-a-no": frozenset({"a-no-is-fine"}),
    "handing-over-the-choice": frozenset({"your-call", "who-decides-next"}),
    "seeking-opinion": frozenset({"your-opinion-first"}),
    "owning-a-mistake": frozenset({"i-got-that-wrong-once"}),
    "owning-doubt": frozenset({"my-current-doubt", "dont-know-either"}),
    "making-room": frozenset({"you-first-today"}),
    "building-on-words": frozenset({"you-said-something", "use-their-word"}),
    "thanks-for-honesty": frozenset({"thank-then-silence"}),
    "opening-doors": frozenset({"use-my-rank-well"}),
    "learning-from-the-other": frozenset({"you-taught-me-that"}),
}
"""By marker: prompts that ask for what such a wording already did."""

CALLS: dict[str, frozenset[str]] = {
    "on-own-ground": frozenset({"neutral-place", "same-chairs"}),
    "through-the-office": frozenset({"write-to-me-directly"}),
    "making-wait": frozenset({"no-waiting-a-month"}),
    "eye-on-the-clock": frozenset({"phone-in-the-bag", "say-when-you-must-go"}),
    "absolutes": frozenset({"always-never-out"}),
    "commands": frozenset({"boss-voice", "felt-like-an-order"}),
    "deciding-for-the-other": frozenset({"your-call"}),
    "in-my-position": frozenset({"what-rank-does", "no-wiser-just-longer"}),
    "in-my-day": frozenset({"no-wiser-just-longer"}),
    "sharp-answer": frozenset({"sharp-tone"}),
    "saying-sorry": frozenset({"leave-out-the-sorry"}),
    "making-it-small": frozenset({"harder-than-i-said", "let-it-count"}),
    "playing-down-success": frozenset({"take-the-praise", "let-it-count"}),
    "quick-agreement": frozenset({"yes-or-yes-but"}),
    "whatever-you-think": frozenset({"your-opinion-first", "yes-or-yes-but"}),
    "closing-a-topic": frozenset({"notice-the-hurry"}),
}
"""By marker: prompts that answer just such a wording."""
