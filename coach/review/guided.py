"""The review template and a pair's agreements to questions; answers to agreements, a phase and a decision."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from coach import notes
from coach.guides import Guides, Question
from coach.records import Agreement, Pair, Phase, Session, Side
from coach.review import wording as say
from coach.review.parts import Answer, Decision

REVIEW_TEMPLATE = "relationship-review"
AGREEMENT = "agreement:"
"""Questions that re-read one agreement have this before its id; its new words are kept with ``:words`` behind."""
NEW_AGREEMENTS = "new-agreements"
KEEP, CHANGE, DROP = "Keep it", "Change it", "Drop it"
CHANGE_WHAT, CHANGE_FROM, PHASE = "change-what", "change-from", "phase"
PHASES: dict[Phase, str] = {
    "initiation": "Just starting",
    "cultivation": "Well under way",
    "separation": "More and more on our own feet",
    "redefinition": "Becoming something else: peers, friends",
}
_CLOSE = re.compile(r"\b(close|end|finish|stop)\b", re.IGNORECASE)
_CHANGE = re.compile(r"\bchange\b", re.IGNORECASE)


def questions(pair: Pair, guides: Guides) -> tuple[Question, ...]:
    """The review template's questions; each standing agreement re-read after its own; phase, and what changes when."""
    template = guides.templates.get(REVIEW_TEMPLATE)
    asked: list[Question] = []
    for question in template.questions if template else ():
        asked.append(question)
        if question.id == "agreements":
            asked += _rereading(pair, question.stage)
        if question.id == "now":
            asked.append(_phase_question(question.stage))
        if question.id == "decision":
            asked += _change_questions(question.stage)
    return tuple(asked)


def _rereading(pair: Pair, stage: str) -> list[Question]:
    standing = [agreement for agreement in pair.agreements if agreement.ended is None]
    again: list[Question] = []
    for each in standing:
        text = f"You agreed: “{notes.one_line(each.text)}” Keep it, change it or drop it?"
        again.append(
            Question(id=AGREEMENT + each.id, text=text, kind="choice", choices=(KEEP, CHANGE, DROP), stage=stage)
        )
        again.append(
            Question(id=f"{AGREEMENT}{each.id}:words", text="If you change it: how shall it read?", stage=stage)
        )
    again.append(Question(id=NEW_AGREEMENTS, text="Is there anything new to agree on? One line each.", stage=stage))
    return again


def _phase_question(stage: str) -> Question:
    return Question(
        id=PHASE, text="Where are you on the way?", kind="choice", choices=tuple(PHASES.values()), stage=stage
    )


def _change_questions(stage: str) -> list[Question]:
    return [
        Question(id=CHANGE_WHAT, text="If you change something: what?", stage=stage),
        Question(id=CHANGE_FROM, text="And from when?", stage=stage),
    ]


def answer_key(question: str, side: Side | str = "") -> str:
    """The key under which an answer is kept: the question's id, with the side where each answers apart."""
    return f"{question}@{side}" if side in say.SIDES else question


def answered(pair: Pair, sessions: Sequence[Session], guides: Guides) -> tuple[Answer, ...]:
    """What was answered in these sessions, in the order of the questions."""
    asked = {question.id: question.text for question in questions(pair, guides)}
    for template in guides.templates.values():
        asked.update({q.id: q.text for q in template.questions if q.id not in asked})
    place = {id_: index for index, id_ in enumerate(asked)}
    found: list[Answer] = []
    for session in sessions:
        some = ((*key.partition("@"), text) for key, text in session.answers.items() if text.strip())
        for id_, _, side, text in sorted(some, key=lambda row: (place.get(row[0], len(place)), row[2])):
            found.append(
                Answer(day=session.day, question=id_, text=asked.get(id_, ""), answer=notes.one_line(text),
                       side=side if side in say.SIDES else "")
            )  # fmt: skip
    return tuple(found)


def latest(sessions: Sequence[Session]) -> dict[str, str]:
    """The answers of the latest session that has any."""
    return next((dict(session.answers) for session in reversed(sessions) if any(session.answers.values())), {})


def remembered(sessions: Sequence[Session]) -> tuple[str, ...]:
    """What the next preparation may quote of the latest guided review: its decision and new agreements, with the day."""
    session = next((s for s in reversed(sessions) if any(s.answers.values())), None)
    if session is None:
        return ()
    when, made = say.day(session.day), decision(session.answers)
    new = [agreement.text for agreement in agreements_from(session.answers, (), session.day)]
    said = [f"On {when}: {made.sentence}"] if made.sentence else []
    return (*said, *(f"Agreed on {when}: “{text}”" for text in new if text != made.what))


def _said(answers: Mapping[str, str], question: str) -> str:
    """An answer, whoever gave it; both answers where they differ."""
    keys = (question, answer_key(question, "mentor"), answer_key(question, "mentee"))
    said = dict.fromkeys(text for key in keys if (text := notes.one_line(answers.get(key, ""))))
    return " / ".join(said)


def agreements_from(
    answers: Mapping[str, str], agreements: Sequence[Agreement] = (), day: str = ""
) -> tuple[Agreement, ...]:
    """The pair's agreements as they stand after the answers, old ones first, ended ones with their day.

    A changed agreement ends on ``day`` and its new words begin on it; new ones and the change that was decided on are
    added. Agreements that nobody answered about stay as they are.
    """
    day = day or notes.today()
    after: list[Agreement] = []
    new: list[str] = []
    for each in agreements:
        said = _said(answers, AGREEMENT + each.id)
        words = _said(answers, f"{AGREEMENT}{each.id}:words")
        changed = said == CHANGE and words and words != each.text
        ends = each.ended is None and (said == DROP or changed)
        after.append(replace(each, ended=day) if ends else each)
        new += [words] if changed else []
    new += [line for text in _lines(answers, NEW_AGREEMENTS) if (line := notes.one_line(text).lstrip("-*• "))]
    chosen = decision(answers)
    new += [chosen.what] if chosen.kind == "change" and chosen.what else []
    standing = {each.text.casefold() for each in after if each.ended is None}
    since = chosen.since if say.as_date(chosen.since) else day
    for text in dict.fromkeys(new):
        if text.casefold() not in standing:
            begins = since if text == chosen.what else day
            after.append(Agreement(id=notes.new_id(), text=text, since=begins[:10]))
    return tuple(after)


def _lines(answers: Mapping[str, str], question: str) -> list[str]:
    keys = (question, answer_key(question, "mentor"), answer_key(question, "mentee"))
    return [line for key in keys for line in notes.clean(answers.get(key, "")).split("\n")]


def decision(answers: Mapping[str, str]) -> Decision:
    """How the pair decided to go on; open where nobody answered or the two answers differ in kind."""
    keys = ("decision", answer_key("decision", "mentor"), answer_key("decision", "mentee"))
    kinds = {_kind(text) for key in keys if (text := answers.get(key, "").strip())}
    what, since = _said(answers, CHANGE_WHAT), _said(answers, CHANGE_FROM)
    if len(kinds) != 1:
        return Decision(kind="open", sentence="You haven't decided the same yet." if kinds else "")
    kind = kinds.pop()
    if kind == "change":
        text = f"You decided to go on and change something{f': {what}' if what else ''}"
        text = text.rstrip(".") + (f", from {say.day(since)}" if since else "")
        return Decision(kind="change", what=what, since=since, sentence=f"{text.rstrip('.')}.")
    if kind == "close well":
        return Decision(kind="close well", what=what, since=since, sentence="You decided to close well.")
    return Decision(kind="go on", sentence="You decided to go on as you are.")


def _kind(answer: str) -> Literal["go on", "change", "close well"]:
    if _CHANGE.search(answer):
        return "change"
    return "close well" if _CLOSE.search(answer) else "go on"


def phase(answers: Mapping[str, str]) -> Phase | None:
    """The phase that the answers name; None where none is, or the two differ."""
    said = _said(answers, PHASE)
    return next((phase for phase, words in PHASES.items() if said == words), None)
