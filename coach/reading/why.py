"""A stretch of talk to its form, to open or closed for questions, and to one plain sentence on why it is read so."""

from __future__ import annotations

import re
from typing import Any, Literal

from coach.reading.people import Clue, Clues
from coach.records import Form

OPEN = frozenset(["what", "how", "why", "where", "when", "who", "which", "whose", "whom"])
SAYING = frozenset(
    [
        "say",
        "tell",
        "ask",
        "speak",
        "talk",
        "explain",
        "mention",
        "suggest",
        "advise",
        "recommend",
        "reply",
        "answer",
        "wonder",
        "admit",
        "confess",
        "share",
        "describe",
        "report",
        "warn",
        "offer",
        "propose",
        "thank",
        "praise",
        "agree",
        "disagree",
        "object",
        "argue",
        "insist",
        "claim",
        "think",
        "feel",
        "reckon",
        "note",
        "add",
        "point",
        "stress",
        "remind",
        "urge",
        "encourage",
        "summarize",
        "reflect",
        "acknowledge",
        "apologize",
        "complain",
        "promise",
        "raise",
        "bring",
        "inquire",
        "check",
        "challenge",
        "push",
        "counter",
        "joke",
        "call",
        "comment",
        "state",
        "announce",
        "clarify",
        "reveal",
        "disclose",
        "recall",
        "recount",
        "vent",
        "worry",
        "fear",
        "hope",
        "want",
        "need",
        "propose",
        "float",
        "pitch",
        "teach",
        "show",
        "walk",
        "talk",
        "outline",
        "go",
    ]
)
_SUBJECTS = (
    Clue.I_MENTOR,
    Clue.I_MENTEE,
    Clue.MENTOR,
    Clue.MENTEE,
    Clue.PRONOUN_MENTOR,
    Clue.PRONOUN_MENTEE,
    Clue.PRONOUN_EITHER,
)
_QUOTE = re.compile(r"[\"“”]")
_SPEAKER = {"mentor": "the mentor", "mentee": "the mentee", "third-party": "somebody else", "both": "both"}
_DOES = {
    "advise": "advice or a request to do something",
    "inform": "facts, news or an explanation",
    "ask": "a question or a request",
    "reflect": "saying back or showing that one has heard",
    "affirm": "thanks, praise or agreement",
    "share": "something of one's own",
    "other": "something that neither tells nor listens",
}


def saying_verb(span: Any) -> str:
    """The first verb of communication in a stretch, as written; an empty text without one."""
    return next((t.text for t in span if t.pos_ in ("VERB", "AUX") and t.lemma_.lower() in SAYING), "")


def form_of(span: Any, clues: Clues) -> Form:
    """Quote: most words stand in quotation marks; report: a person or a verb of saying is there; else fragment."""
    words = [t for t in span if not t.is_space and not t.is_punct]
    quoted = sum(clues.lines[t.i] >= 4 for t in words)
    if words and quoted > 0.6 * len(words):
        return "quote"
    if saying_verb(span) or any(clues.clues[t.i] in _SUBJECTS for t in words[:3]):
        return "report"
    return "fragment"


def question_of(span: Any) -> Literal["open", "closed", ""]:
    """Open: asks what, how, why ...; closed: can be answered by yes or no; empty where the words don't tell."""
    for token in span:
        low = token.lower_
        if low in OPEN:
            return "open"
        if low in ("if", "whether"):
            return "closed"
    return "closed" if any("?" in token.text for token in span) else ""


def why_of(span: Any, found: Any, form: Form, sure: float, writer: str = "") -> str:
    """What in the words led to this reading and how sure it is, 0..1; ``writer`` where it hangs on a guess who wrote."""
    verb = saying_verb(span)
    if form == "quote":
        ground = "The words in quotation marks sound like"
    elif verb:
        ground = f"The word “{verb}” and what comes with it sound like"
    else:
        ground = "Without a verb of saying, the words and their place in the note sound like"
    how = "fairly sure" if sure >= 0.75 else "more likely than not" if sure >= 0.5 else "a guess"
    guess = f" Nobody said who wrote this; it sounds like {_SPEAKER[writer]}." if writer else ""
    return f"{ground} {_DOES[found.act]}, by {_SPEAKER[found.speaker]} ({how}).{guess}"
