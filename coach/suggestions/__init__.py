"""Measures, guides and history to one focus, up to three prompts for it, openings, and what became of them."""

from coach.suggestions.focus import FocusChoice, choose_focus

__all__ = ["FocusChoice", "choose_focus"]
