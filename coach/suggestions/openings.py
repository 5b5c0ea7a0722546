"""A pair's history to what one brings along: three openings, the template for today, the prompt kept last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.guides import Guides, Prompt, Template
from coach.promises import open_actions
from coach.records import Mirror, Pair, Session, Side, Suggestion
from coach.suggestions.advice import says
from coach.suggestions.facts import SIDES, called, days_between, other, shortened
from coach.suggestions.fitting import worn
from coach.suggestions.slow import is_late

OPENERS = (
    "since-we-met", "how-did-it-go-then", "mine-first", "worth-this-hour", "where-shall-we-start",
    "good-news-first", "since-then-on-your-mind", "how-full-is-the-tank", "what-i-want-today",
    "how-are-you-besides", "what-went-well-again", "you-first-today", "best-of-weekend", "most-useful-question",
    "what-are-you-curious-about", "home-changes-this", "tried-your-thought", "gentle-reminder",
    "what-surprised-you", "peer-check", "not-at-my-best", "what-worried-me-before", "why-us-two",
    "what-i-want-to-learn",
)  # fmt: skip
"""Prompts that a talk can begin with."""
REVIEW_EVERY = 120
"""Days after which looking back together is offered."""


def topic_query(session: Session, mirror: Mirror, pair: Pair, most: int = 600) -> str:
    """The topics of the notes and open promises as a short text for the search by meaning.

    What the mentee told and asked comes first. Private notes stay out, and so do the names of the two.
    """
    open_notes = {note.id for note in session.notes if note.visibility != "both"}
    acts = [act for act in mirror.acts if act.note not in open_notes and act.text and act.act != "other"]
    acts.sort(key=lambda act: (act.speaker != "mentee", act.act not in ("share", "ask")))
    texts = list(dict.fromkeys(act.text for act in acts)) or [n.text for n in session.notes if n.visibility == "both"]
    texts = [action.text for action in open_actions([session])][:3] + texts
    joined = " ".join(" ".join(text.split()) for text in texts)[:most]
    people = [pair.person(side) for side in SIDES]
    names = {part.lower() for person in people for name in (person.name, *person.aliases) for part in name.split()}
    return " ".join(word for word in joined.split() if word.strip(".,:;!?'’s").lower() not in names)


def carried(history: Sequence[Session], guides: Guides | None = None, pair: Pair | None = None) -> Suggestion | None:
    """The prompt kept after the last session, to try today; with guides and pair in full words, else its id alone."""
    kept = (
        next((choice for choice in reversed(history[-1].choices) if choice.state == "kept"), None) if history else None
    )
    if kept is None:
        return None
    prompt = guides.prompts.get(kept.prompt) if guides else None
    if prompt is None or pair is None:
        return Suggestion(prompt=kept.prompt, text="", say_to="", why="You kept this last time.")
    text, to = prompt.text, says(prompt, pair, kept.for_side)
    return Suggestion(
        prompt=kept.prompt, text=text, say_to=to, why="You kept this last time.", follow_up=prompt.follow_up
    )


def openings(
    pair: Pair, history: Sequence[Session], guides: Guides, side: Side, meaning: Mapping[str, float] | None = None
) -> tuple[Suggestion, ...]:
    """Three ways for this person to begin, each with why; none dismissed or offered in the last five sessions."""
    last = history[-1] if history else None
    away = worn(last, history) if last else set()
    due = [reason for reason in _reasons(pair, history, side) if reason[0] not in away]
    usable = {id_: p for id_ in OPENERS if (p := guides.prompts.get(id_)) and _opens(p, pair, side, away)}
    made: dict[str, str] = {id_: why for id_, why in due if id_ in usable}
    rest = [
        id_ for id_ in usable if id_ not in made and (history or id_ not in _NEED_HISTORY) and id_ not in _NEED_REASON
    ]
    if rest:
        turn = len(history) * 3 % len(rest)
        rest = rest[turn:] + rest[:turn]
    if meaning:
        rest.sort(key=lambda id_: -meaning.get(id_, 0.0))
    for id_ in rest:
        if len(made) >= 3:
            break
        made[id_] = _plain_why(usable[id_], pair, side)
    return tuple(_opening(usable[id_], pair, side, why) for id_, why in list(made.items())[:3])


_NEED_HISTORY = frozenset(
    {"since-then-on-your-mind", "what-went-well-again", "tried-your-thought", "since-we-met", "what-surprised-you"}
)
_NEED_REASON = frozenset(
    {
        "how-did-it-go-then",
        "mine-first",
        "gentle-reminder",
        "home-changes-this",
        "not-at-my-best",
        "how-full-is-the-tank",
    }
)


def _opens(prompt: Prompt, pair: Pair, side: Side, away: set[str]) -> bool:
    fits = prompt.fits(pair.kind, pair.phase, "", side) and prompt.language == pair.language
    return fits and prompt.id not in away


def _reasons(pair: Pair, history: Sequence[Session], side: Side) -> list[tuple[str, str]]:
    """Openings that something in the history asks for, the most pressing first."""
    if not history:
        first = "Before a first talk both are usually a little unsure; saying so helps."
        return [
            ("what-worried-me-before", first),
            ("why-us-two", "You're at the very start, and hopes are best said aloud."),
        ]
    made, waiting = [], open_actions(history)
    own = [action for action in waiting if action.owner == side]
    theirs = [action for action in waiting if action.owner == other(side)]
    second = called(pair, other(side))
    if any((guess.comfort or 5) <= 2 for guess in history[-1].guesses):
        made.append(
            ("how-full-is-the-tank", "It wasn't comfortable for everybody last time, so it's good to ask first.")
        )
    if own and side == "mentor":
        made.append(("mine-first", f"You'd promised “{shortened(own[0].text)}”, and your own promises come first."))
    if theirs and side == "mentor":
        made.append(("how-did-it-go-then", f"{second} wanted to do this: “{shortened(theirs[0].text)}”."))
    if theirs and side == "mentee":
        made.append(("gentle-reminder", f"{second} had offered “{shortened(theirs[0].text)}”."))
    share, aim = (history[-1].mirror.balance, history[-1].mirror.aim) if history[-1].mirror else (None, 0.0)
    if side == "mentor" and share and share.share is not None and share.low > aim + 0.05:
        made.append(
            ("you-first-today", f"Last time you spoke for more than you both aim for, so {second} might begin.")
        )
    return made


def _plain_why(prompt: Prompt, pair: Pair, side: Side) -> str:
    second = called(pair, other(side))
    if prompt.id in _NEED_HISTORY:
        return "It picks up the thread of last time before anything new begins."
    return {
        "warm": f"It lets {second} arrive before the matters do.",
        "plain": f"It leaves the choice of where to begin to {second}."
        if prompt.to == "other"
        else "It says early what today is for.",
        "playful": "It makes the first minutes light.",
        "direct": "It comes to the point at once.",
    }[prompt.tone]


def _opening(prompt: Prompt, pair: Pair, side: Side, why: str) -> Suggestion:
    return Suggestion(
        prompt=prompt.id, text=prompt.text, say_to=says(prompt, pair, side), why=why, follow_up=prompt.follow_up
    )


def template_for(pair: Pair, history: Sequence[Session], guides: Guides, today: str | None = None) -> tuple[str, str]:
    """The template for today by id, with why in a sentence; always one that fits the pair. ``today``: an ISO day."""
    for id_, why in (
        *_occasions(pair, history, today or ""),
        ("regular-check-in", "A light talk for what matters most today."),
    ):
        if _usable(guides.templates.get(id_), pair):
            return id_, why
    found = next((t for t in guides.templates.values() if t.fits(pair.kind, pair.phase)), None)
    return (
        (found.id, "It fits the two of you.")
        if found
        else (next(iter(guides.templates), ""), "It's the one that's there.")
    )


def _usable(template: Template | None, pair: Pair) -> bool:
    return template is not None and template.fits(pair.kind, pair.phase)


def _occasions(pair: Pair, history: Sequence[Session], today: str) -> list[tuple[str, str]]:
    """Templates that something calls for, the most pressing first."""
    if not history:
        return [("first-meeting", "It's your first talk: who you are, what you hope for, what you agree.")]
    had, last = [session.template for session in history], history[-1]
    made: list[tuple[str, str]] = []
    if any((guess.comfort or 5) <= 1 for guess in last.guesses) and last.template != "repair":
        made.append(("repair", "Last time was hard for one of you; this gives both of you room to say so."))
    if pair.phase == "initiation" and not pair.agreements and len(history) < 4 and "ground-rules" not in had[-3:]:
        made.append(("ground-rules", "Nothing is agreed yet, and it takes one talk to change that."))
    if (
        pair.phase in ("separation", "redefinition")
        and "closing" not in had
        and len(history) >= 6
        and had[-1] != "relationship-review"
    ):
        made.append(("relationship-review", "Things are changing between you; looking back together shows to what."))
    since = next(
        (s.day for s in reversed(history) if s.template in ("relationship-review", "midterm-check")), history[0].day
    )
    waited = days_between(since, today or last.day) or 0
    if waited >= REVIEW_EVERY and len(history) >= 4:
        review = "midterm-check" if pair.phase == "initiation" else "relationship-review"
        made.append((review, f"You haven't looked back together for about {round(waited / 30)} months."))
    late = [action for action in open_actions(history) if is_late(action, today or last.day)]
    if len(late) >= 3 and "goal-next-steps" not in had[-3:]:
        made.append(
            ("goal-next-steps", f"{len(late)} promises are past their day; it's worth looking at what you really want.")
        )
    offered = [each.choices[-1].focus for each in history[-3:] if each.choices]
    for focus, template, why in _BY_FOCUS:
        if offered.count(focus) >= 2 and template not in had[-6:]:
            made.append((template, why))
    if pair.kind == "peer" and had[-1] != "peer-exchange":
        made.append(("peer-exchange", "Half of the time for each, as suits two on a level."))
    if pair.kind == "reverse" and had[-1] != "reverse-session":
        made.append(("reverse-session", "The one with fewer years leads, as the two of you mean it."))
    return made


_BY_FOCUS = (
    ("leave-more-room", "mentee-leads", "More room has been the thing to try; here it's built in."),
    ("tell-one-of-yours", "mentor-opens-up", "Something of the mentor's own has been missing; this talk is for that."),
    ("say-what-you-think", "power-check", "Somebody has been holding back; this looks at it without blame."),
    ("take-rank-out", "power-check", "Rank has been in the words; this looks at it without blame."),
    ("flow-both-ways", "reciprocal-exchange", "The benefit has gone one way; here each gets half."),
    ("ask-one-more", "practice-lab", "Asking has been the thing to try; here you can practise it."),
    ("ask-how-it-lands", "feedback-both-ways", "You've had little feedback between you; this talk is for that."),
    (
        "compare-how-it-felt",
        "feedback-both-ways",
        "You've seen your talks differently; this puts both views side by side.",
    ),
    ("ask-about-the-rest", "work-and-family", "It's been work for a while; this is about the rest of life."),
    ("name-the-difference", "difference-talked-about", "What makes you different hasn't been the subject yet."),
    ("open-one-more-door", "network-map", "More people to turn to would make both of you freer."),
    ("plan-a-good-ending", "closing", "An ending is ahead, and it's better planned than slipped into."),
)
"""Focus, template that works on it, why; offered where the focus came twice in the last three sessions."""
