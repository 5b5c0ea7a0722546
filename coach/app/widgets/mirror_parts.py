"""A mirror to what is seen of it: the band of the balance, the stance bars, the words behind them, the ideas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach import notes
from coach.app import drawing, words
from coach.app.messages import Picked
from coach.app.safe import safe
from coach.records import Act, Advice, Guess, Mirror, Pair, Session, Stance


def unfold(text: Content, width: int, indent: int) -> list[Content]:
    """Wrapped lines, all but the first with an indent."""
    lines = safe(text).wrap(max(10, width - indent))
    return [line if index == 0 else Content.assemble(" " * indent, line) for index, line in enumerate(lines)]


class BalanceBand(Widget):
    """Who spoke, as a band with room in it, then the numbers, then what they rest on and what was guessed."""

    def __init__(self, pair: Pair) -> None:
        super().__init__(id="band")
        self.pair = pair
        self.mirror: Mirror | None = None
        self.guesses: Sequence[Guess] = ()
        self.plan = ""

    def show(self, mirror: Mirror, guesses: Sequence[Guess], plan: str) -> None:
        self.mirror, self.guesses, self.plan = mirror, guesses, plan
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        if self.mirror is None:
            return []
        balance = self.mirror.balance
        guessed = words.guesses_line(self.guesses, self.pair)
        if balance.share is None:
            return unfold(Content(" ".join(part for part in (balance.reason, guessed) if part)), width, 0)
        left, right = words.name(self.pair, "mentor"), words.name(self.pair, "mentee")
        room = max(10, min(72, width - Content(left).cell_length - Content(right).cell_length - 2))
        indent = " " * (Content(left).cell_length + 1)
        band = Content.assemble((f"{left} ", "bold $mentor"), drawing.band(balance.low, balance.high, room),
                                (f" {right}", "bold $mentee"))  # fmt: skip
        numbers = Content.assemble(indent, (words.band_numbers(self.mirror), "bold"),
                                   (f"   {words.band_aim(self.mirror, self.plan)}", "$quiet"))  # fmt: skip
        rests = words.TIER[balance.tier] + (f" · {guessed}" if guessed else "")
        below = [rests, words.felt_line(self.guesses, self.pair)]
        quiet = [line for text in below if text for line in unfold(Content(text).stylize("$quiet"), width, 0)]
        return [band, *unfold(numbers, width, len(indent)), *quiet]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))


class StanceBars(Widget):
    """Told, listened, shared for both, side by side; a click on a number asks for its words."""

    def __init__(self, pair: Pair) -> None:
        super().__init__(id="stance")
        self.pair = pair
        self.mirror: Mirror | None = None
        self.chosen = ""

    def show(self, mirror: Mirror, chosen: str) -> None:
        """``chosen`` is ``side.stance`` of the number whose words are walked through, or empty."""
        self.mirror, self.chosen = mirror, chosen
        self.refresh(layout=True)

    def _measures(self) -> tuple[int, int]:
        """(width of the names, width of a column)."""
        names = max(Content(words.name(self.pair, side)).cell_length for side in ("mentor", "mentee"))
        names = min(16, names) + 2
        return names, max(12, min(30, (self.size.width - names) // 3))

    def _row(self, stance: Stance, most: int) -> Content:
        names, column = self._measures()
        side = stance.side
        who = (
            Content(words.name(self.pair, side)).truncate(names - 1, ellipsis=True).stylize(f"bold {drawing.ink(side)}")
        )
        row = [who, Content(" " * (names - who.cell_length))]
        for label, part in zip(words.STANCES, (stance.telling, stance.listening, stance.sharing), strict=True):
            text = f"{label} {part.count} "
            on = self.chosen == f"{side}.{label}"
            cell = Content.assemble((text, "bold underline" if on else ""),
                                    drawing.bar(part.count, most, side, max(1, column - len(text) - 1)))  # fmt: skip
            row.append(Content.assemble(cell, " " * max(1, column - cell.cell_length)))
        return Content("").join(row)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return 2 if self.mirror else 0

    def render(self) -> Content:
        if self.mirror is None:
            return Content("")
        both = (self.mirror.mentor, self.mirror.mentee)
        most = max(1, *(part.count for stance in both for part in (stance.telling, stance.listening, stance.sharing)))
        return Content("\n").join([self._row(stance, most) for stance in both])

    def on_click(self, event: events.Click) -> None:
        names, column = self._measures()
        place = (event.x - names) // column
        if event.x >= names and 0 <= place < 3 and event.y < 2:
            side = ("mentor", "mentee")[event.y]
            self.post_message(Picked("stance", f"{side}.{words.STANCES[place]}"))


class WordsLine(Widget):
    """The words that are walked through: the quotation, what was done by whom, why it was read so."""

    def __init__(self, pair: Pair) -> None:
        super().__init__(id="walk")
        self.pair = pair
        self.act: Act | None = None
        self.place = self.empty = ""

    def show(self, act: Act | None, place: str, empty: str = "") -> None:
        self.act, self.place, self.empty = act, place, empty
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        if self.act is None:
            return unfold(Content(self.empty).stylize("$quiet"), width, 0) if self.empty else []
        act = self.act
        quote = unfold(Content(f"“{notes.one_line(act.text)}”").stylize(drawing.ink(act.speaker)), width, 1)
        did = f"{words.STANCE_OF[act.act]} · {words.name(self.pair, act.speaker)}"
        if len(quote) > 2:
            quote = [quote[0], quote[1].truncate(width - 1).append("…")]
        place = Content.assemble((did, "bold"), (f"   {self.place}", "$quiet"))
        gap = width - quote[-1].cell_length - place.cell_length
        if gap >= 3:
            quote[-1] = Content.assemble(quote[-1], " " * gap, place)
        else:
            quote.append(Content.assemble(" " * max(0, width - place.cell_length), place))
        return (
            [*quote, *unfold(Content(words.by_name(act.why, self.pair)).stylize("$quiet"), width, 0)]
            if act.why
            else quote
        )

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))


class Ideas(Widget):
    """One focus and its prompts; the one under the cursor can be swapped or put away, any can be kept by its number."""

    cursor: reactive[int] = reactive(0, layout=True)
    why: reactive[bool] = reactive(False, layout=True)

    def __init__(self) -> None:
        super().__init__(id="ideas")
        self.advice: Advice | None = None
        self.texts: Sequence[str] = ()
        self.states: Mapping[str, str] = {}

    def show(self, advice: Advice | None, session: Session, texts: Sequence[str]) -> None:
        """``texts`` are the prompts as they are shown, in the order of the suggestions."""
        self.advice, self.texts = advice, texts
        self.states = {choice.prompt: choice.state for choice in session.choices}
        self.cursor = min(self.cursor, max(0, len(advice.suggestions) - 1) if advice else 0)
        self.refresh(layout=True)

    def _rows(self, width: int) -> list[tuple[int, Content]]:
        if self.advice is None or not self.advice.suggestions:
            return []
        head = Content.assemble(
            (f"{words.MIRROR_TRY} ", "$quiet"), ("─" * (width - len(words.MIRROR_TRY) - 1), "$rule")
        )
        rows = [(-1, head)]
        rows += [(-1, line) for line in unfold(Content(self.advice.title).stylize("bold"), width, 0)]
        if self.why:
            rows += [(-1, line) for line in unfold(Content(self.advice.why).stylize("$quiet"), width, 0)]
        for index, idea in enumerate(self.advice.suggestions):
            here, kept = index == self.cursor, self.states.get(idea.prompt) == "kept"
            text = Content.assemble(
                (f"{'›' if here else ' '} {index + 1}  ", "bold" if here else "$quiet"),
                (self.texts[index], "bold" if kept else ""),
                (f"   ✓ {words.MIRROR_KEPT}" if kept else "", "$quiet"),
            )
            rows += [(index, line) for line in unfold(text, width, 5)]
            if here and self.why:
                why = Content(f"     {idea.say_to}{': ' if idea.say_to else ''}{idea.why}").stylize("$quiet")
                rows += [(index, line) for line in unfold(why, width, 5)]
        return rows

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self._rows(width))

    def render(self) -> Content:
        return Content("\n").join([row for _index, row in self._rows(self.size.width)])

    def on_click(self, event: events.Click) -> None:
        rows = self._rows(self.size.width)
        if 0 <= event.y < len(rows) and rows[event.y][0] >= 0:
            index = rows[event.y][0]
            if index == self.cursor:
                self.post_message(Picked("keep", str(index + 1)))
            self.cursor = index
