"""One session to one point of each measure: the figures are read from its stored mirror, guesses and promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from coach.measures.proportions import wilson
from coach.records import ActKind, Marker, Mirror, Proportion, Record, Session, Side
from coach.review.parts import Basis, Point, Unit

LEAST_ACTS = 3
"""Things that a person did, of all noted, below which their kinds say nothing about a talk."""
Reader = Callable[[Session, Side], Point | None]


class Gauge(Record, frozen=True, kw_only=True):
    """A measure that can be followed over time."""

    id: str
    title: str
    noun: str
    """With ``{name}`` where the person stands; fits before "went up"."""
    read: Reader
    unit: Unit = "share"
    sides: tuple[Side, ...] = ("mentor", "mentee")
    of_pair: bool = False
    watched: bool = True
    """Whether it is followed over time; the others only serve what came after a prompt."""
    headline: bool = False
    """Whether it is looked at before and after agreements."""


def basis_of(session: Session, mirror: Mirror) -> Basis:
    """Whether a session's acts come from full turns or from notes."""
    return "words" if session.turns or mirror.dynamics else "notes"


def balance(session: Session, side: Side) -> Point | None:
    """The mentor's share, whoever asks."""
    mirror = session.mirror
    if mirror is None or mirror.balance.share is None or mirror.balance.tier == "unknown":
        return None
    of = mirror.balance
    return Point(session=session.id, day=session.day, value=of.share or 0.0, low=of.low, high=of.high,
                 basis=mirror.balance.tier, aim=mirror.aim)  # fmt: skip


def _proportion(session: Session, found: Proportion | None) -> Point | None:
    if session.mirror is None or found is None or found.share is None or found.total < 1:
        return None
    return Point(
        session=session.id, day=session.day, value=found.share, low=found.low, high=found.high,
        basis=basis_of(session, session.mirror), count=found.count, total=found.total,
    )  # fmt: skip


def stance(part: str, least: int = LEAST_ACTS) -> Reader:
    """A proportion of a person's stance; nothing where it rests on fewer than ``least`` things."""

    def read(session: Session, side: Side) -> Point | None:
        if session.mirror is None:
            return None
        of = session.mirror.mentor if side == "mentor" else session.mirror.mentee
        found: Proportion | None = getattr(of, part)
        return _proportion(session, found) if found and found.total >= least else None

    return read


def acts(kinds: Iterable[ActKind]) -> Reader:
    """The share of some kinds among all that a person did."""
    wanted = frozenset(kinds)

    def read(session: Session, side: Side) -> Point | None:
        done = [act.act for act in session.mirror.acts if act.speaker == side] if session.mirror else []
        if len(done) < LEAST_ACTS:
            return None
        count = sum(map(wanted.__contains__, done))
        low, high = wilson(count, len(done))
        found = Proportion(count=count, total=len(done), share=count / len(done), low=low, high=high)
        return _proportion(session, found)

    return read


def wording(family: str) -> Reader:
    """Wordings of a family by one person, beside all that this person did (never more than one for each)."""

    def read(session: Session, side: Side) -> Point | None:
        if session.mirror is None:
            return None
        count = len(wordings(session.mirror, family, side))
        total = max(count, len([act for act in session.mirror.acts if act.speaker == side]))
        if total < LEAST_ACTS:
            return None
        low, high = wilson(count, total)
        return _proportion(session, Proportion(count=count, total=total, share=count / total, low=low, high=high))

    return read


def wordings(mirror: Mirror, family: str, side: Side) -> list[Marker]:
    return [marker for marker in mirror.markers if marker.family == family and marker.speaker == side]


def felt(part: str) -> Reader:
    """What a person said of the talk, from 1 to 5, brought to 0 to 1; half a step of room either way."""

    def read(session: Session, side: Side) -> Point | None:
        said = [getattr(guess, part) for guess in session.guesses if guess.by == side]
        if not said or said[-1] is None:
            return None
        value = (said[-1] - 1) / 4
        return Point(session=session.id, day=session.day, value=value, low=max(0.0, value - 0.125),
                     high=min(1.0, value + 0.125), basis="felt")  # fmt: skip

    return read


def guess_gap(session: Session, side: Side) -> Point | None:
    """How far a person's guess lay from the figure, in shares."""
    of = balance(session, side)
    said = [guess.share for guess in session.guesses if guess.by == side]
    if of is None or not said:
        return None
    guess = said[-1]
    low = 0.0 if of.low <= guess <= of.high else min(abs(guess - of.low), abs(guess - of.high))
    return Point(session=session.id, day=session.day, value=abs(guess - of.value), low=low,
                 high=max(abs(guess - of.low), abs(guess - of.high)), basis=of.basis)  # fmt: skip


GAUGES: tuple[Gauge, ...] = (
    Gauge(id="balance", title="How the talk was shared", noun="{name}'s share of the talk", read=balance,
          sides=("mentor",), of_pair=True, headline=True),
    Gauge(id="telling", title="Telling", noun="{name}'s telling (advice and facts)", read=stance("telling"),
          headline=True),
    Gauge(id="listening", title="Listening", noun="{name}'s listening (asking, saying back, affirming)",
          read=stance("listening")),
    Gauge(id="sharing", title="Sharing", noun="{name}'s sharing (own stories, doubts, feelings)",
          read=stance("sharing")),
    Gauge(id="open_questions", title="Open questions", noun="the part of {name}'s questions that were open",
          read=stance("open_questions", 2)),
    Gauge(id="uptake", title="Building on the other's words", noun="{name}'s building on what the other had said",
          read=stance("uptake")),
    Gauge(id="rank", title="Words of rank", noun="how often {name} used words of rank", read=wording("rank")),
    Gauge(id="deference", title="Words of giving way", noun="how often {name} used words of giving way",
          read=wording("deference")),
    Gauge(id="reciprocity", title="Words of give and take", noun="how often {name} used words of give and take",
          read=wording("reciprocity")),
    Gauge(id="comfort", title="How comfortable it felt", noun="{name}'s ease", read=felt("comfort"), unit="scale",
          headline=True),
    Gauge(id="equality", title="How equal it felt", noun="{name}'s sense of talking as equals", read=felt("equality"),
          unit="scale", headline=True),
    Gauge(id="asking", title="Asking", noun="{name}'s asking", read=acts(("ask",)), watched=False),
    Gauge(id="reflecting", title="Saying back", noun="{name}'s saying back", read=acts(("reflect",)), watched=False),
    Gauge(id="affirming", title="Affirming", noun="{name}'s affirming", read=acts(("affirm",)), watched=False),
    Gauge(id="guesses", title="Guess beside figure", noun="the distance between {name}'s guess and the figure",
          read=guess_gap, watched=False),
)  # fmt: skip
BY_ID = {gauge.id: gauge for gauge in GAUGES}
