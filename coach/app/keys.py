"""A binding from its id: the keys are said here by the screens, the words come from ``words``."""

from __future__ import annotations

from textual.binding import Binding

from coach.app import words


def key(binding_id: str, keys: str, action: str, *, show: bool = True, priority: bool = False) -> Binding:
    """A binding whose label and tooltip stand in ``words.KEYS`` under its id."""
    label, tooltip = words.KEYS[binding_id]
    return Binding(keys, action, label, tooltip=tooltip, id=binding_id, show=show, priority=priority)
