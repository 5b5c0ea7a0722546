"""Turns to how often one person's next words build on what the other has just said.

Uptake as Demszky et al. describe it (Measuring Conversational Uptake, ACL 2021): acknowledging, repeating,
reformulating, asking on. Counted here by plain cues: words taken up, and turns of phrase that point back. Building on
something in quite other words goes unseen, so the figure is rather too low.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coach.measures.proportions import proportion
from coach.records import Act, Proportion, Side

LEAST_HEARD = 5
"""Words of the other's turn below which there is nothing to build on."""
LEAST_SAID = 3
"""Words below which a turn is an interjection."""
SHORT = 12
"""Words up to which a single word taken up counts; longer turns need two."""
_STOP_WORDS = """
a about actually after again all also always am an and any anything are as ask at away back be because been before
being bit both but by can could day did do does doing done don down each else even ever every everything few first for
from get gets getting give go goes going gone good got great had has have having he her here him his how i if in into
is it its just keep kind know last least less let like little ll look lot made make many may maybe me mean might mind
more most much must my need never new next nice no not nothing now of off oh ok okay on once one only or other our out
over own people perhaps please point pretty put quite rather re really right s said same say saying see seem seems she
should since so some someone something sort sound sounds still stuff such sure t take talk tell than thank thanks that
the their them then there these they thing things think this those though thought through time to today together told
too try trying two um up us use ve very want wanted was way we week well went were what when where which while who why
will with without won work would yeah year yes yet you your
"""
_STOP = frozenset(_STOP_WORDS.split())
_BACK = re.compile(
    r"^(?:(?:oh|ah|okay|ok|right|yeah|yes|mm|hm|and) )*"
    r"(?:so (?:you(?! (?:should|could|need|must|might|can|have to|ought)\b)|what you|if i|for you)|go on)\b"
    r"|\byou(?: just| also)? (?:said|say|mentioned|told me|described|spoke of|were saying)\b"
    r"|^(?:(?:oh|ah|okay|ok|right|yeah|yes|mm|hm|and|but|so) )*"
    r"you(?:'re|'ve| feel| felt| want| wanted| were| don't| didn't)\b"
    r"|\b(?:sounds|seems|feels|looks) like\b"
    r"|\b(?:what i hear|what i'm hearing|what you're saying|i hear you|i heard you|i hear that)\b"
    r"|\b(?:tell me|say) (?:a (?:bit|little) )?more\b"
    r"|\bwhat (?:else|happened (?:then|next|after that))\b"
    r"|\b(?:what|how|why|when|where|who) (?:did|does|do|is|was|would|makes?|made) "
    r"(?:you (?:think|feel|do) (?:about )?)?"
    r"(?:that|this|it)\b"
    r"|\bthat (?:must|sounds|makes|seems|feels|would have|took)\b"
    r"|\b(?:like|as) you (?:said|say)\b"
    r"|\byou(?:'re| are) (?:saying|feeling|telling)\b"
)
"""Turns of phrase that point back to the turn before."""


def words_of(text: str) -> list[str]:
    """Lower-cased words, apostrophes kept."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower().replace("’", "'"))


def content_of(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    return frozenset(_stem(w) for w in words_of(text) if w.split("'")[0] not in _STOP and len(w) > 2)


def _stem(word: str) -> str:
    """The word without its commonest endings: enough to see ``deadline`` in ``deadlines``."""
    word = word.split("'")[0]
    for ending in ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def builds_on(said: str, heard: str) -> bool:
    """Whether a turn points back to the one before, or takes up its words (one in a short turn, else two)."""
    if _BACK.search(" ".join(words_of(said))):
        return True
    taken = content_of(said) & content_of(heard)
    return len(taken) >= (1 if len(words_of(said)) <= SHORT else 2)


def uptake(side: Side, acts: Sequence[Act]) -> Proportion | None:
    """The share of this person's turns, straight after the other's, that build on them; None without turns.

    ``acts``: all acts; those of form ``turn`` are the turns, in order. Interjections, and turns after them, count
    neither way. Definition and source in the head of this module; range 0 to 1 with Wilson's interval.
    """
    turns = [(i, act) for i, act in enumerate(acts) if act.form == "turn"]
    if not turns:
        return None
    could, did = [], []
    for (_, before), (i, act) in pairwise(turns):
        answers = act.speaker == side and before.speaker in ("mentor", "mentee") and before.speaker != side
        if answers and before.note == act.note and _long_enough(before, act):
            could.append(i)
            if builds_on(act.text, before.text):
                did.append(i)
    return proportion(did, could)


def _long_enough(before: Act, act: Act) -> bool:
    return len(words_of(before.text)) >= LEAST_HEARD and len(words_of(act.text)) >= LEAST_SAID
