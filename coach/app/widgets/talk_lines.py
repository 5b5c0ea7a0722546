"""The two thin lines of a running talk: the part with its time, and who speaks for how long."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widget import Widget

from coach.app import drawing, words
from coach.app.messages import SpeakerPressed
from coach.app.safe import safe
from coach.app.talk import Talk
from coach.records import Pair


class StageLine(Widget):
    """The part of the talk on the left; the time of the whole as words and a thin line on the right."""

    def __init__(self, talk: Talk, pair: Pair) -> None:
        super().__init__(id="stage-line")
        self.talk, self.pair = talk, pair

    def render(self) -> Content:
        session, width = self.talk.session, self.size.width
        time = words.session_time(self.talk.spent, session.minutes)
        bar = drawing.time_bar(self.talk.spent / max(1, session.minutes * 60), max(8, min(30, width // 4)))
        stage = session.stages[session.stage] if session.stages else None
        title = words.session_stage(stage.title, session.stage, len(session.stages)) if stage else ""
        right = Content.assemble((f"{time} ", "$quiet"), bar)
        left = (
            safe(words.by_name(title, self.pair))
            .stylize("bold")
            .truncate(max(1, width - right.cell_length - 2), ellipsis=True)
        )
        about = words.stage_time(self.talk.stage_spent, stage.minutes) if stage else ""
        if left.cell_length + right.cell_length + len(about) + 6 < width:
            left = Content.assemble(left, (f"   {about}", "$quiet"))
        return Content.assemble(left, " " * max(1, width - left.cell_length - right.cell_length), right)


class TalkLine(Widget):
    """Who speaks, with the talk clock of both; a click on a name lets that one speak. On the right what was kept."""

    def __init__(self, talk: Talk, pair: Pair) -> None:
        super().__init__(id="talk-line")
        self.talk, self.pair = talk, pair
        self.aside = ""
        self.saved = ""

    def say(self, *, aside: str | None = None, saved: str | None = None) -> None:
        """``aside``: who sees and who writes; ``saved``: whether all is on disk."""
        self.aside = self.aside if aside is None else aside
        self.saved = self.saved if saved is None else saved
        self.refresh()

    def _clocks(self) -> tuple[Content, Content]:
        mentor, mentee = self.talk.totals()
        clocks = []
        for side, seconds in (("mentor", mentor), ("mentee", mentee)):
            on = self.talk.speaker == side
            text = f"{words.name(self.pair, side)} {drawing.clock(seconds)}"
            ink = drawing.ink(side)
            clocks.append(
                Content.assemble((f"{drawing.stroke(side)} ", ink), (text, f"{ink} bold underline" if on else ink))
            )
        return clocks[0], clocks[1]

    def render(self) -> Content:
        mentor, mentee = self._clocks()
        left = Content.assemble(mentor, "   ", mentee)
        right = Content.assemble((self.aside, ""), ("   ", ""), (f"{self.saved:>5}", "$quiet"))
        room = self.size.width - left.cell_length - 2
        if right.cell_length > room:
            right = right.truncate(max(1, room))
        gap = " " * max(1, self.size.width - left.cell_length - right.cell_length)
        return Content.assemble(left, gap, right)

    def on_click(self, event: events.Click) -> None:
        mentor, mentee = self._clocks()
        if event.x < mentor.cell_length:
            self.post_message(SpeakerPressed("mentor"))
        elif mentor.cell_length + 3 <= event.x < mentor.cell_length + 3 + mentee.cell_length:
            self.post_message(SpeakerPressed("mentee"))
