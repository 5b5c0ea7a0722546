"""Plans for talks and things to say: browse, search by meaning, read, copy to one's own and change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from coach.app import guide_pages, words
from coach.app.keys import key
from coach.app.screens.page import Page, wide_from
from coach.app.widgets.entries import Entries
from coach.app.widgets.line import Line
from coach.app.widgets.plain import KeyLine, Masthead, Plain
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.app.ports import GuideKind

SEARCH_AFTER_S = 0.25
HITS = 12


class LibraryScreen(Page):
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = wide_from(100)
    BINDINGS: ClassVar[list[BindingType]] = [
        key("library.open", "enter", "open", priority=True),
        key("library.search", "slash", "search"),
        key("library.switch", "tab", "switch", priority=True),
        key("library.copy", "c", "copy"),
        key("library.edit", "e", "edit"),
        key("page.back", "escape", "back", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.kind: GuideKind = "template"
        self._pause: Timer | None = None

    def heading(self) -> str | Content:
        return f"{words.LIBRARY_TITLE} · {words.LIBRARY_KINDS[self.kind]}"

    def compose(self) -> ComposeResult:
        yield Masthead(self.heading())
        yield Line(hint=words.LIBRARY_SEARCH_HINT, id="search")
        with Horizontal(id="library"):
            yield Entries(id="guides")
            with VerticalScroll(id="reading"):
                yield Plain("", id="guide")
        yield KeyLine()

    def on_mount(self) -> None:
        self._browse()

    # What is listed.

    def _browse(self, chosen: str | None = None) -> None:
        """All guides of this kind, one's own marked."""
        guides = self.workspace.guides
        items = guides.templates.values() if self.kind == "template" else guides.foci.values()
        entries: list[tuple[str, str | Content]] = []
        for item in items:
            own = self.workspace.is_own_guide(self.kind, item.id)
            mark = (f"  {words.LIBRARY_OWN}", "$quiet") if own else ""
            entries.append((f"{self.kind}:{item.id}", Content.assemble(item.title, mark)))
        self._list(entries, chosen)
        self.say_heading()

    def _list(self, entries: Sequence[tuple[str, str | Content]], chosen: str | None = None) -> None:
        listed = self.query_one(Entries)
        listed.show(entries, chosen)
        if not self.query_one(Input).has_focus:
            listed.focus()
        if not entries:
            self.query_one("#guide", Plain).say(words.LIBRARY_NONE)
        self._show_guide()

    @property
    def chosen(self) -> tuple[str, str]:
        """(kind, id) of what is highlighted; empty texts where nothing is."""
        kind, _, guide = (self.query_one(Entries).chosen or ":").partition(":")
        return kind, guide

    def _own_kind(self) -> tuple[GuideKind, str]:
        """What can be copied: a plan, or the focus that holds the highlighted thing to say."""
        kind, guide = self.chosen
        if kind == "prompt" and guide in self.workspace.guides.prompts:
            return "focus", self.workspace.guides.prompts[guide].focus
        return cast("GuideKind", kind), guide

    @on(Entries.OptionHighlighted)
    def _show_guide(self) -> None:
        kind, guide = self.chosen
        if guide:
            self.query_one("#guide", Plain).say(guide_pages.page(self.workspace.guides, kind, guide))
            self.query_one("#reading", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted or action not in ("copy", "edit"):
            return True
        kind, guide = self._own_kind()
        return bool(guide) and self.workspace.is_own_guide(kind, guide) == (action == "edit")

    # Search.

    def action_search(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(SEARCH_AFTER_S, self._search)

    def _search(self) -> None:
        query = self.query_one(Input).value.strip()
        if query:
            self._find(query)
        else:
            self._browse()

    def _clear_search(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        with self.prevent(Input.Changed):
            self.query_one(Input).clear()

    @work(exclusive=True, group="search")
    async def _find(self, query: str) -> None:
        try:
            found = await self.workspace.search(query, HITS)
        except CoachError as problem:
            self.query_one("#guide", Plain).say(str(problem))
            return
        self._list([(f"{hit.kind}:{hit.id}", hit.text) for hit in found])

    # Keys.

    @on(Entries.OptionSelected)
    def action_open(self) -> None:
        where = Entries if self.query_one(Input).has_focus else "#reading"
        self.query_one(where).focus()

    def action_switch(self) -> None:
        self.kind = "focus" if self.kind == "template" else "template"
        self._clear_search()
        self._browse()
        self.query_one(Entries).focus()

    async def action_back(self) -> None:
        """From reading or searching back to the list, from there to the page before."""
        search = self.query_one(Input)
        if self.query_one(Entries).has_focus and not search.value:
            self.dismiss()
            return
        self._clear_search()
        self.query_one(Entries).focus()
        self._browse(":".join(self.chosen))

    def action_copy(self) -> None:
        kind, guide = self._own_kind()
        try:
            copied = self.workspace.copy_guide(kind, guide)
        except CoachError as problem:
            self.coach.tell(problem)
            return
        self.kind = kind
        self._browse(f"{kind}:{copied}")
        self.coach.whisper(words.LIBRARY_COPIED)

    def action_edit(self) -> None:
        from coach.app.screens.edit import EditDialog

        kind, guide = self._own_kind()

        def kept(yes: bool | None) -> None:
            if yes:
                self._browse(f"{kind}:{guide}")
                self.coach.whisper(words.LIBRARY_EDIT_KEPT)

        self.app.push_screen(EditDialog(kind, guide), kept)
