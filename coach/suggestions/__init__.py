"""Measures, guides and history to one focus, up to three prompts for it, openings, and what became of them."""

from coach.suggestions.advice import advise, swap
from coach.suggestions.focus import FocusChoice, choose_focus
from coach.suggestions.followed import what_followed, whether_used
from coach.suggestions.openings import carried, openings, template_for, topic_query

__all__ = [
    "FocusChoice", "advise", "carried", "choose_focus", "openings", "swap", "template_for", "topic_query",
    "what_followed", "whether_used",
]  # fmt: skip
