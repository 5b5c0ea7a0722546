"""Words of a note to clues on whom they may mean: names, roles, pronouns, line tags, quotation marks.

The clues are facts of spelling, not decisions: the network weighs them together with everything else. Names of the
pair are replaced by two fixed ones on the way to the network, so that no act hangs on what people are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from coach.reading.names import MENTEE_ROLES, MENTOR_ROLES, NAME_WORDS, nicknames_of


class Clue(IntEnum):
    """What the spelling of a word says about whom it means."""

    NONE = 0
    MENTOR = 1
    MENTEE = 2
    I_MENTOR = 3
    I_MENTEE = 4
    I_UNKNOWN = 5
    PRONOUN_MENTOR = 6
    PRONOUN_MENTEE = 7
    PRONOUN_EITHER = 8
    PRONOUN_OTHER = 9
    WE = 10
    YOU = 11
    TAG_MENTOR = 12
    TAG_MENTEE = 13
    TAG_OTHER = 14
    UNSURE = 15


STAND_IN = {"mentor": "Robin", "mentee": "Casey"}
AUTHORS = {"": 0, "mentor": 1, "mentee": 2, "both": 3}
"""0 is for texts without an author: transcripts and plain English."""

I_WORDS = frozenset(["i", "me", "my", "mine", "myself", "i'm", "im", "i've", "ive", "i'd", "i'll", "ill"])
WE_WORDS = frozenset(["we", "us", "our", "ours", "ourselves", "we're", "weve", "we've", "we'd", "we'll"])
YOU_WORDS = frozenset(["you", "your", "yours", "yourself", "u", "ur", "ya"])
PRONOUNS = {
    "she": frozenset(["she", "her", "hers", "herself", "shes", "she's", "shed", "she'd"]),
    "he": frozenset(["he", "him", "his", "himself", "hes", "he's", "hed", "he'd"]),
    "they": frozenset(["they", "them", "their", "theirs", "themself", "themselves", "theyre", "they're", "theyd"]),
}
_VERBS = frozenset(["will", "may", "mark", "hope", "chase", "grant"])
"""Names that open a sentence as verbs, too ("Will be fine", "Hope to see him")."""
_AFTER_VERB = frozenset(["not", "have", "be", "to", "that", "her", "his", "him", "them", "should"])
_NOT_NAME_NEXT = frozenset(
    ["i", "you", "he", "she", "they", "we", "it", "the", "this", "that", "these", "those", "there", "someone"]
)
_LABEL = r"[^\W\d_][\w.'’\- ]{0,40}?"
TAG = re.compile(
    rf"^\s*(?:[-*•–·]\s+)?(?:[\[(<*_]{{1,2}}(?P<framed>{_LABEL}):?[\])>*_]{{1,2}}\s*(?::|[-–—]\s|>|=>)?"
    rf"|(?P<plain>{_LABEL})\s*(?::|[-–—]\s|>|=>))\s*"
)
"""The tag of a line: ``Jo:``, ``JB -``, ``Jo >``, ``[Jo]``, ``**Jo:**``."""


@dataclass(frozen=True)
class Names:
    """How a pair is named in notes: lower-cased whole names, and single words for either side."""

    words: dict[str, str]
    """Lower-cased word or initials -> ``mentor``, ``mentee`` or ``unsure`` (both could be meant)."""
    parts: dict[str, str] = field(default_factory=dict)
    """Full names as lower-cased text -> side, for line tags."""
    pronouns: dict[str, str] = field(default_factory=dict)


def names_of(
    mentor: str,
    mentee: str,
    pronouns: tuple[str, str],
    roles: tuple[str, str] = ("", ""),
    aliases: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Names:
    """Every usual way to name either side; what fits both is ``unsure``."""
    words: dict[str, str] = {}
    parts: dict[str, str] = {}
    for side, name, role, also in (("mentor", mentor, roles[0], aliases[0]), ("mentee", mentee, roles[1], aliases[1])):
        for word in _name_words(name, also):
            words[word] = side if words.get(word, side) == side else "unsure"
        for whole in (name, role, *also):
            if whole.strip():
                parts[" ".join(whole.lower().split())] = side
    for side, role, usual in (("mentor", roles[0], MENTOR_ROLES), ("mentee", roles[1], MENTEE_ROLES)):
        own = {role.lower()} if role and " " not in role else set()
        for word in usual | own:
            words.setdefault(word, side)
    return Names(words, parts, {"mentor": _usual(pronouns[0]), "mentee": _usual(pronouns[1])})


def _usual(pronouns: str) -> str:
    first = re.split(r"[/, ]", pronouns.lower().strip())[0]
    return first if first in PRONOUNS else "they"


def _name_words(name: str, also: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for whole in (name, *also):
        words = [w.strip(".,").lower() for w in re.split(r"[\s\-]+", whole) if w.strip(".,")]
        found.update(w for w in words if len(w) > 1 or whole is not name)
        found.update(w.strip(".,").lower() for w in whole.split() if len(w.strip(".,")) > 1)
        if words:
            initials = "".join(w[0] for w in words)
            found.update({initials, ".".join(initials) + ".", words[0][0], words[0][0] + "."})
            found.update(nicknames_of(words[0]))
    found.update(alias.lower() for alias in also)
    return found


@dataclass(frozen=True)
class Clues:
    """One entry a word: the clue, the words as the network sees them, who the line is tagged for with quotation marks."""

    clues: list[int]
    surfaces: list[str]
    lines: list[int]
    """``tag + 4 * inside quotation marks``; tag 0 none, 1 mentor, 2 mentee, 3 somebody else."""


def side_of_tag(label: str, names: Names, author: str) -> str:
    """Whom a line's tag names: ``mentor``, ``mentee``, ``other`` (a third name) or ``""`` (no speaker: a heading)."""
    text = " ".join(label.lower().replace("’", "'").split()).strip(" .*_[]()<>")
    if text in ("me", "i", "myself") and author in ("mentor", "mentee"):
        return author
    if text in ("my mentor", "my mentee"):
        return text[3:]
    if text == "somebody else":
        return "other"
    if text in names.parts:
        return names.parts[text]
    sides = {names.words.get(word.strip(".")) or names.words.get(word) for word in text.split()}
    if len(sides) == 1 and len(text.split()) <= 3:
        side = next(iter(sides))
        return side if side in ("mentor", "mentee") else ""
    if text in PRONOUNS and author in ("mentor", "mentee"):
        other = "mentee" if author == "mentor" else "mentor"
        return other if names.pronouns[other] == text else ""
    return ""


def clues_of(words: Sequence[str], starts: Sequence[int], text: str, names: Names, author: str) -> Clues:
    """Clues for words that begin at ``starts`` in ``text``; ``author`` is ``mentor``, ``mentee``, ``both`` or empty."""
    tags = line_tags(text, names, author)
    quoted = _quoted(text)
    clues, surfaces, lines = [], [], []
    for i, word in enumerate(words):
        line = tags[text.count("\n", 0, starts[i])]
        inside = line.begin <= starts[i] < line.end
        side = _named(i, words, names)
        if inside and line.side:
            clue = {"mentor": Clue.TAG_MENTOR, "mentee": Clue.TAG_MENTEE}.get(line.side, Clue.TAG_OTHER)
            side = line.side if word[:1].isalpha() else ""
        elif side:
            clue = {"mentor": Clue.MENTOR, "mentee": Clue.MENTEE}.get(side, Clue.UNSURE)
        else:
            clue = _pronoun(word.lower().replace("’", "'"), names, author)
        clues.append(int(clue))
        surfaces.append(STAND_IN.get(side, word))
        code = {"mentor": 1, "mentee": 2, "other": 3}.get(line.side, 0)
        lines.append((0 if inside else code) + 4 * quoted[starts[i]])
    return Clues(clues, surfaces, lines)


@dataclass(frozen=True)
class Tag:
    """Where the tag of a line stands (characters of the text) and whom it names: a side, ``other`` or nobody."""

    begin: int
    end: int
    side: str


def line_tags(text: str, names: Names, author: str) -> list[Tag]:
    """For each line: where its tag stands and whom it names; a colon or a frame makes a tag by itself, "Robin - closing"
    may be a heading unless more lines are written so."""
    tags, at = [], 0
    for line in text.split("\n"):
        match = TAG.match(line)
        label = (match.group("framed") or match.group("plain")) if match else ""
        side = side_of_tag(label, names, author) if label else ""
        tags.append(Tag(at, at + match.end(), side) if match and side else Tag(at, at, ""))
        at += len(line) + 1
    weak = [tag for tag in tags if tag.side and not set(text[tag.begin : tag.end]) & set(":[(<*>")]
    if len(weak) == 1:
        tags = [Tag(tag.begin, tag.begin, "") if tag is weak[0] else tag for tag in tags]
    return tags


def _quoted(text: str) -> list[int]:
    """1 for each character inside double quotation marks of its line."""
    inside, out = False, []
    for char in text:
        if char == "\n":
            inside = False
        if char in "“" or (char == '"' and not inside):
            inside = True
            out.append(1)
            continue
        out.append(int(inside))
        if char in '”"':
            inside = False
    return out


def _named(i: int, words: Sequence[str], names: Names) -> str:
    """Whom a word names: ``mentor``, ``mentee``, ``unsure`` or ``""``."""
    word = words[i]
    low = word.lower()
    side = names.words.get(low)
    if side is None:
        return ""
    capital = word[0].isupper()
    after = words[i + 1].lower() if i + 1 < len(words) else ""
    before = words[i - 1] if i else ""
    if len(low.strip(".")) == 1:
        apart = (before[-1:] not in "'’&" and after[:1] not in ("'", "’")) or after in ("'s", "’s")
        return side if capital and low not in ("i", "a") and apart else ""
    if low in NAME_WORDS:
        opens = i == 0 or before in (".", "!", "?", "\n", ":", "-", "*", "•")
        if not capital or (opens and (after in _NOT_NAME_NEXT or (low in _VERBS and after in _AFTER_VERB))):
            return ""
    if len(low) == 2 and not word.isupper() and (word.islower() or low in NAME_WORDS):
        return ""
    return side


def _pronoun(low: str, names: Names, author: str) -> Clue:
    if low in I_WORDS:
        return {"mentor": Clue.I_MENTOR, "mentee": Clue.I_MENTEE}.get(author, Clue.I_UNKNOWN)
    if low in WE_WORDS:
        return Clue.WE
    if low in YOU_WORDS:
        return Clue.YOU
    for pronoun, forms in PRONOUNS.items():
        if low in forms:
            fits = [s for s in ("mentor", "mentee") if s != author and names.pronouns[s] == pronoun]
            if len(fits) == 2:
                return Clue.PRONOUN_EITHER
            if fits:
                return Clue.PRONOUN_MENTOR if fits[0] == "mentor" else Clue.PRONOUN_MENTEE
            return Clue.PRONOUN_OTHER
    return Clue.NONE
