"""What was kept last time, and whether there was a moment for it, as the one says whom it was for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual.app import ComposeResult

from coach.app import words
from coach.app.screens.page import Dialog
from coach.app.widgets.pick import Pick
from coach.app.widgets.plain import Plain
from coach.records import Choice, Pair

SAID = {None: "", True: "yes", False: "no"}


class TriedDialog(Dialog[tuple[Choice, ...]]):
    """Answers the choices with ``used`` as it was said; ``texts`` are the prompts as they are shown."""

    title_text = words.TRIED_TITLE

    def __init__(self, pair: Pair, carried: Sequence[Choice], texts: Sequence[str]) -> None:
        super().__init__()
        self.pair, self.carried, self.texts = pair, tuple(carried), texts

    def body(self) -> ComposeResult:
        for index, (choice, text) in enumerate(zip(self.carried, self.texts, strict=True)):
            yield Plain(text, classes="after" if index else "")
            yield Plain(words.TRIED_ASK.format(name=words.name(self.pair, choice.for_side)), classes="quiet")
            yield Pick(words.TRIED_OPTIONS, SAID[choice.used], id=f"used-{index}")

    def on_mount(self) -> None:
        self.query(Pick).first().focus()

    def action_yes(self) -> None:
        answers = {said: used for used, said in SAID.items()}
        picks = self.query(Pick).results(Pick)
        said = zip(self.carried, picks, strict=True)
        self.dismiss(tuple(replace(choice, used=answers[pick.value]) for choice, pick in said))
