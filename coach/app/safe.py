"""People's text to content that is only text: no markup, no control codes, no direction overrides."""

from __future__ import annotations

from textual.content import Content

from coach.notes import clean


def safe(text: str | Content) -> Content:
    """Text as content; content that carries unsafe characters loses them, and its styles with them."""
    if isinstance(text, Content):
        plain = clean(text.plain)
        return text if plain == text.plain else Content(plain)
    return Content(clean(text))
