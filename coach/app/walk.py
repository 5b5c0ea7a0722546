"""The acts of a mirror as a walk: which are shown, which one is next, which number they belong to."""

from __future__ import annotations

from textual.content import Content

from coach import notes
from coach.app import drawing, words
from coach.records import Act, Mirror, Pair, Session

FILTERS = ("", *(f"{side}.{stance}" for side in ("mentor", "mentee") for stance in words.STANCES))


class Walk:
    """Where we are among the acts of a session; ``opened`` names the sides whose private notes may be shown.

    With ``before``, the walk goes on where that one stood: the same number, the same words or those that took their
    place.
    """

    def __init__(self, session: Session, opened: frozenset[str], before: Walk | None = None) -> None:
        mirror = session.mirror
        closed = {note.id for note in session.notes if note.visibility != "both" and note.visibility not in opened}
        told = [act for act in (mirror.acts if mirror else ()) if act.act != "other"]
        self._all = [act for act in told if act.note not in closed]
        self._unsure = [act for act in (mirror.unread if mirror else ()) if act.note not in closed]
        self.held = len(told) - len(self._all)
        """How many acts stand in private notes that are closed."""
        self.only: str = before.only if before else ""
        self.index = 0
        if before is not None:
            self.index = min(before.index, max(0, len(self.acts) - 1))

    @property
    def acts(self) -> list[Act]:
        """The acts that are walked through: those of one number, or all and then those the reader wasn't sure of."""
        if not self.only:
            return [*self._all, *self._unsure]
        side, stance = self.only.split(".")
        return [act for act in self._all if act.speaker in (side, "both") and words.STANCE_OF[act.act] == stance]

    @property
    def act(self) -> Act | None:
        acts = self.acts
        return acts[self.index] if self.index < len(acts) else None

    @property
    def place(self) -> str:
        """``2 of 16``, or that the reader wasn't sure."""
        if not self.only and self.index >= len(self._all):
            return words.WALK_UNSURE
        return words.walk_place(self.index, len(self.acts) if self.only else len(self._all))

    def step(self, by: int) -> None:
        """Along the walk; the ends meet."""
        count = len(self.acts)
        self.index = (self.index + by) % count if count else 0

    def filter(self, only: str) -> None:
        """Walk through the words of one number (``mentor.told``), or of all."""
        old = self.act
        self.only = only
        acts = self.acts
        self.index = acts.index(old) if old in acts else 0

    def next_filter(self) -> None:
        """The next number that has words, after the last one all again."""
        start = FILTERS.index(self.only)
        for step in range(1, len(FILTERS) + 1):
            self.filter(FILTERS[(start + step) % len(FILTERS)])
            if self.acts:
                return


def marker_lines(mirror: Mirror, pair: Pair) -> Content:
    """Wordings of rank, of holding back and of give and take, a line for each family that occurs."""
    lines = []
    for family, title in words.MARKERS.items():
        found = [marker for marker in mirror.markers if marker.family == family]
        if not found:
            continue
        said = [
            Content.assemble((f"“{notes.one_line(marker.text)}”", drawing.ink(marker.speaker)),
                             (f" {words.name(pair, marker.speaker)}", "$quiet"))
            for marker in found[:3]
        ]  # fmt: skip
        more = f" +{len(found) - 3}" if len(found) > 3 else ""
        lines.append(Content.assemble((f"{title}: ", "$quiet"), Content(", ").join(said), (more, "$quiet")))
    return Content("\n").join(lines)
