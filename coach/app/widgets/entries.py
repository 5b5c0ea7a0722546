"""A list to walk through with the arrow keys; enter is left to the page, which knows the obvious thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.app.keys import key
from coach.app.safe import safe


def as_options(entries: Sequence[tuple[str, str | Content]]) -> list[Option]:
    """Entries as options whose text is never read as markup."""
    return [Option(safe(text), id=entry) for entry, text in entries]


class Entries(OptionList, inherit_bindings=False):
    """An OptionList of people's own words: never markup, enter not taken, clicks select."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("list.up", "up", "cursor_up", show=False),
        key("list.down", "down", "cursor_down", show=False),
        key("list.first", "home", "first", show=False),
        key("list.last", "end", "last", show=False),
        key("list.page_up", "pageup", "page_up", show=False),
        key("list.page_down", "pagedown", "page_down", show=False),
    ]

    def __init__(
        self, entries: Sequence[tuple[str, str | Content]] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        """``entries`` are (id, what is shown)."""
        super().__init__(*as_options(entries), id=id, classes=classes, markup=False)

    def show(self, entries: Sequence[tuple[str, str | Content]], chosen: str | None = None) -> None:
        """Other entries; the one with id ``chosen``, or else the first, is highlighted."""
        self.clear_options()
        self.add_options(as_options(entries))
        places = [entry for entry, _text in entries]
        if places:
            self.highlighted = places.index(chosen) if chosen in places else 0

    @property
    def chosen(self) -> str | None:
        """Id of the highlighted entry; None in an empty list."""
        option = self.highlighted_option
        return option.id if option else None
