"""Prompts kept last time to what became of them: what was said, what the notes look like, what moved since."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from coach import suggestions
from coach.app import words
from coach.guides import Guides
from coach.records import Choice, Mirror, Pair, Session


def text_of(choice: Choice, guides: Guides, pair: Pair) -> str:
    """The prompt as it is shown: something to say in quotation marks, something to do without."""
    prompt = guides.prompts.get(choice.prompt)
    if prompt is None:
        return ""
    text = words.by_name(prompt.text, pair)
    return text if prompt.form == "do" else f"“{text}”"


def shown(session: Session, guides: Guides) -> tuple[Choice, ...]:
    """The prompts carried into a session that the guides still know."""
    return tuple(choice for choice in session.carried if choice.prompt in guides.prompts)


def lines(session: Session, earlier: Sequence[Session], guides: Guides, pair: Pair) -> Content:
    """Each prompt that was carried along, whether it was used, and what moved; empty where there is none."""
    if session.mirror is None:
        return Content("")
    parts: list[Content] = []
    told: set[str] = set()
    for choice in shown(session, guides):
        used = Content(f" {_used(choice, session.mirror, session, pair)}").stylize("$quiet")
        parts.append(Content.assemble(text_of(choice, guides, pair), used))
        since = "" if choice.focus in told else _followed(choice, session.mirror, earlier, guides, pair)
        told.add(choice.focus)
        if since:
            parts.append(Content(since).stylize("$quiet"))
    head = [Content(words.MIRROR_CARRIED).stylize("bold")] if parts else []
    return Content("\n").join([*head, *parts])


def _used(choice: Choice, mirror: Mirror, session: Session, pair: Pair) -> str:
    found = suggestions.whether_used(choice, mirror, session)
    if found is None:
        text = words.CARRIED_ASK
    elif choice.used is not None:
        text = words.CARRIED_USED if found else words.CARRIED_UNUSED
    else:
        text = words.CARRIED_SEEMS if found else words.CARRIED_UNSEEN
    return text.format(name=words.name(pair, choice.for_side))


def _followed(choice: Choice, mirror: Mirror, earlier: Sequence[Session], guides: Guides, pair: Pair) -> str:
    """What the number did that the focus of this prompt aims at, since the talk after which it was kept."""
    focus = guides.foci.get(choice.focus)
    kept = (
        session.mirror
        for session in reversed(earlier)
        if any(each.prompt == choice.prompt and each.state == "kept" for each in session.choices)
    )
    before = next((found for found in kept if found is not None), None)
    return suggestions.what_followed(choice, focus, before, mirror, pair) if focus and before else ""
