"""The bindings of a page to commands that can be found by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode

from coach.app import words


class EverythingProvider(Provider):
    """All that can be done on the page beneath the palette, and everywhere."""

    def _entries(self) -> Iterator[tuple[str, str, Callable[[], Awaitable[None]]]]:
        """(label, what it does, the doing) for every binding of the page and the app."""
        seen: set[str] = set()
        pair = getattr(self.screen, "pair", None)
        for node, binding, enabled, _tip in self.screen.active_bindings.values():
            own = node in (self.screen, self.app) or binding.show
            if not own or not enabled or binding.action in seen or binding.action.endswith("command_palette"):
                continue
            seen.add(binding.action)
            texts = binding.description, binding.tooltip or binding.description
            label, tip = (words.with_names(text, pair) if pair else text for text in texts)
            yield label, tip, self._runner(binding.action, node)

    async def discover(self) -> Hits:
        for label, tip, run in self._entries():
            yield DiscoveryHit(self._display(label, tip), run, text=label)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for label, tip, run in self._entries():
            score = max(matcher.match(label), matcher.match(tip) * 0.8)
            if score > 0:
                yield Hit(score, self._display(label, tip), run, text=label)

    def _display(self, label: str, tip: str) -> Content:
        """Label and explanation as one content: the palette would read a help text as markup."""
        return Content.assemble((label, "bold"), (f"  {tip}", "$quiet"))

    def _runner(self, action: str, node: DOMNode) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await self.app.run_action(action, node)

        return run
