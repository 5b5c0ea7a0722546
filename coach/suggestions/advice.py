"""The focus for next time to up to three prompts for it: fitting, not worn, near their topics, varied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from coach import library
from coach.guides import Guides, Prompt
from coach.records import Advice, Mirror, Pair, Session, Side, Suggestion
from coach.suggestions.facts import Facts, called, facts, other
from coach.suggestions.fitting import fit, may_come, worn
from coach.suggestions.focus import FocusChoice, ranked
from coach.suggestions.places import places, sentence

MOST = 3
RELEVANCE = 0.7
"""Weight of fitting against being unlike those already chosen (MMR, Carbonell & Goldstein 1998)."""
Meaning = Mapping[str, float]


def advise(
    pair: Pair,
    session: Session,
    mirror: Mirror,
    history: Sequence[Session],
    guides: Guides,
    meaning: Meaning | None = None,
    *,
    side: Side | None = None,
    known: library.Library | None = None,
) -> Advice:
    """One focus and up to three prompts for it.

    ``meaning``: likeness of prompts to the talk's topics by prompt id (``Library.likeness`` of ``topic_query``).
    ``side``: whose preparation it is for; None: the one whom the focus is mostly about. ``known``: the library with
    vectors of own prompts; None: the shipped one. Prompts put away or swapped in this session stay away; a prompt
    ever dismissed never comes again, one offered in the last five sessions not yet.
    """
    now = facts(pair, session, mirror)
    choices = _begun(session, ranked(pair, session, mirror, history, guides))
    away = worn(session, history)
    for choice in choices:
        whose = side or choice.side
        fitting = _fitting(choice.focus, whose, now, history, guides, away)
        if fitting:
            return _advice(choice, whose, _picked(fitting, now, whose, meaning, known), now, guides)
    return _advice(choices[-1], side or choices[-1].side, [], now, guides)


def swap(
    advice: Advice,
    prompt: str,
    pair: Pair,
    session: Session,
    mirror: Mirror,
    history: Sequence[Session],
    guides: Guides,
    meaning: Meaning | None = None,
    *,
    known: library.Library | None = None,
) -> Advice:
    """The same advice with the next best prompt in the place of this one; without one more, the place falls away."""
    now = facts(pair, session, mirror)
    away = worn(session, history) | {each.prompt for each in advice.suggestions}
    fitting = _fitting(advice.focus, advice.side, now, history, guides, away)
    kept = [guides.prompts[each.prompt] for each in advice.suggestions if each.prompt != prompt]
    found = _picked(fitting, now, advice.side, meaning, known, kept)[len(kept) : len(kept) + 1]
    evidence = next((each.evidence for each in advice.suggestions if each.prompt == prompt), ())
    choice = FocusChoice(advice.focus, advice.side, advice.why, evidence, advice.general)
    new = _suggestions(found, choice, advice.side, now)
    made: list[Suggestion] = []
    for each in advice.suggestions:
        made += new if each.prompt == prompt else [each]
    return msgspec.structs.replace(advice, suggestions=tuple(made))


def _fitting(
    focus: str, side: Side, now: Facts, history: Sequence[Session], guides: Guides, away: set[str]
) -> list[Prompt]:
    mine = (prompt for prompt in guides.prompts.values() if prompt.focus == focus and prompt.id not in away)
    return [prompt for prompt in mine if may_come(prompt, now, history, side)]


def _begun(session: Session, choices: tuple[FocusChoice, ...]) -> tuple[FocusChoice, ...]:
    """The focus that was already offered after this session first, so that a swap doesn't change the subject."""
    begun = session.choices[-1].focus if session.choices else ""
    return tuple(sorted(choices, key=lambda choice: choice.focus != begun))


def _alike(one: Prompt, two: Prompt, known: library.Library) -> float:
    a, b = known.vector(one), known.vector(two)
    if a is not None and b is not None:
        return library.cosine(a, b)
    return (
        0.3 * (one.form == two.form)
        + 0.2 * (one.tone == two.tone)
        + 0.2 * (one.by == two.by)
        + 0.1 * (one.to == two.to)
    )


def _picked(
    fitting: Sequence[Prompt],
    now: Facts,
    side: Side,
    meaning: Meaning | None,
    known: library.Library | None,
    kept: Sequence[Prompt] = (),
) -> list[Prompt]:
    """The kept ones, then the best by maximal marginal relevance; ties in the order of the guides. Prompts already
    offered or kept after this very session come first, as they were."""
    books = known or library.shipped()
    shown = [choice.prompt for choice in now.session.choices if choice.state in ("offered", "kept")]
    left = sorted(fitting, key=lambda prompt: shown.index(prompt.id) if prompt.id in shown else len(shown))
    chosen = [*kept, *([] if kept else [prompt for prompt in left if prompt.id in shown][:MOST])]
    left = [prompt for prompt in left if prompt not in chosen]
    fits = {prompt.id: fit(prompt, now, side, meaning) for prompt in left}
    while left and len(chosen) < MOST:

        def worth(prompt: Prompt) -> float:
            near = max((_alike(prompt, each, books) for each in chosen), default=0.0)
            return RELEVANCE * fits[prompt.id] - (1 - RELEVANCE) * near

        best = max(left, key=worth)
        chosen.append(best)
        left.remove(best)
    return chosen


def _advice(choice: FocusChoice, side: Side, prompts: Sequence[Prompt], now: Facts, guides: Guides) -> Advice:
    focus = guides.foci.get(choice.focus)
    title = focus.title if focus else choice.focus
    made = tuple(_suggestions(prompts, choice, side, now))
    return Advice(focus=choice.focus, title=title, why=choice.why, side=side, suggestions=made, general=choice.general)


def _suggestions(prompts: Sequence[Prompt], choice: FocusChoice, side: Side, now: Facts) -> list[Suggestion]:
    spread = places(choice.evidence, now, len(prompts))
    return [
        Suggestion(
            prompt=prompt.id,
            text=prompt.text,
            say_to=says(prompt, now.pair, side),
            why=sentence(choice.focus, now, place) or choice.why,
            evidence=(place, *(i for i in choice.evidence if i != place)) if place is not None else choice.evidence,
            follow_up=prompt.follow_up,
        )
        for prompt, place in zip(prompts, spread, strict=True)
    ]


def says(prompt: Prompt, pair: Pair, side: Side) -> str:
    """Who says it to whom, or who does it, with names."""
    whose: Side = side if prompt.by == "either" else prompt.by
    name, second = called(pair, whose), called(pair, other(whose))
    if prompt.form == "do":
        return f"for {name} and {second} to do" if prompt.to == "both" else f"for {name} to do"
    return (
        f"{name}, to both"
        if prompt.to == "both"
        else f"{name} to {second}"
        if prompt.to != "self"
        else f"{name}, silently"
    )
