"""The keys of a page, read off its bindings."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from coach.app import words
from coach.app.screens.page import Dialog
from coach.app.widgets.plain import Plain, bindings_of

SMALL = ("list.", "pick.", "ticks.", "slider.", "page.up", "page.down")
"""Keys that go without saying."""


class HelpScreen(Dialog[None]):
    title_text = words.HELP_TITLE

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self.about = about

    def body(self) -> ComposeResult:
        here, everywhere = self._rows()
        yield from (Plain(row) for row in here)
        yield Plain(words.HELP_EVERYWHERE, classes="section title")
        yield from (Plain(row) for row in everywhere)
        yield Plain(words.HELP_WORDS, classes="section quiet")

    def _rows(self) -> tuple[list[Content], list[Content]]:
        """(key, what it does) of the page and of the app, one line for each action."""
        rows: dict[bool, dict[str, tuple[list[str], str]]] = {True: {}, False: {}}
        pair = getattr(self.about, "pair", None)
        order = {binding.id: place for place, binding in enumerate(bindings_of(type(self.about)))}
        active = self.about.active_bindings.values()
        for node, binding, _enabled, _tip in sorted(active, key=lambda each: order.get(each.binding.id, len(order))):
            if binding.action in ("nothing", "wait") or not binding.id or binding.id.startswith(SMALL):
                continue
            text = binding.tooltip or binding.description
            text = words.with_names(text, pair) if pair else text
            keys, _ = rows[node is self.app].setdefault(binding.action, ([], text))
            keys.append(self.app.get_key_display(binding))
        here, everywhere = (
            [Content.assemble((f"{' '.join(keys):>9}", "bold"), f"   {text}") for keys, text in part.values()]
            for part in (rows[False], rows[True])
        )
        return here, everywhere
