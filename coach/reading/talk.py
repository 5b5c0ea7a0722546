"""Word states to stretches of talk with speaker, act and confidence: the spaCy component behind every act."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from coach.reading.network import Array, TalkHeads, load_weights, save_weights, softmax
from coach.reading.syntax import breaks_of, states_of

ACTS = ("advise", "inform", "ask", "reflect", "affirm", "share", "other", "none")
SPEAKERS = ("mentor", "mentee", "third-party", "both")
KEY = "talk"


@dataclass(frozen=True)
class Found:
    """A stretch of tokens ``first`` to ``last`` with the probabilities of its acts and speakers."""

    first: int
    last: int
    acts: tuple[float, ...]
    speakers: tuple[float, ...]

    @property
    def act(self) -> str:
        return ACTS[int(np.argmax(self.acts[: len(ACTS) - 1]))]

    @property
    def speaker(self) -> str:
        return SPEAKERS[int(np.argmax(self.speakers))]

    @property
    def confidence(self) -> float:
        """Probability that both are right, taking act and speaker as independent."""
        return float(max(self.acts[: len(ACTS) - 1]) * max(self.speakers))


def stretches_of(edges: Array, breaks: Sequence[bool], outside_bias: float) -> list[tuple[int, int]]:
    """Stretches (first, last) by the best path over outside, begin, inside; none crosses a line break.

    ``edges``: (words, 3) scores; ``breaks``: whether a line begins at the word; ``outside_bias`` is added to outside.
    """
    n = len(edges)
    if not n:
        return []
    scores = edges.copy()
    scores[:, 0] += outside_bias
    never = -math.inf
    rows: list[list[float]] = scores.tolist()
    best = [*rows[0][:2], never]
    back = [(0, 0, 0)]
    for row, line_begins in zip(rows[1:], breaks[1:], strict=True):
        top, inner = best.index(max(best)), 1 if best[1] >= best[2] else 2
        back.append((top, top, inner))
        best = [best[top] + row[0], best[top] + row[1], never if line_begins else best[inner] + row[2]]
    path = [best.index(max(best))]
    for before in reversed(back[1:]):
        path.append(before[path[-1]])
    path.reverse()
    found: list[tuple[int, int]] = []
    for i, state in enumerate(path):
        if state == 1:
            found.append((i, i))
        elif state == 2 and found:
            found[-1] = (found[-1][0], i)
    return found


SURER = 2.0
"""How much a surer reading of two parts counts against the edges. On the corpus' held-out units, cuts made with 2 were right more
often than wrong, with 4 no longer."""
LEAST_BEGIN = 0.02
"""How likely, at least, a stretch begins at a word where another is cut."""


def cut_where_surer(
    found: Sequence[tuple[int, int]], edges: Array, sureness: Callable[[list[tuple[int, int]]], Array]
) -> list[tuple[int, int]]:
    """The stretches, each cut in two (and on) where the parts are read so surely that it outweighs what the edges say.

    ``edges``: (words, 3) scores; ``sureness`` gives log chances (n,) of the likeliest act and speaker of each stretch.
    """
    likely, out, left = softmax(edges)[:, 1] > LEAST_BEGIN, [], list(reversed(found))
    while left:
        first, last = left.pop()
        places = (np.flatnonzero(likely[first + 1 : last + 1]) + first + 1).tolist()
        best, place = 0.0, None
        if places:
            whole, *parts = sureness(
                [(first, last), *((first, i - 1) for i in places), *((i, last) for i in places)]
            ).tolist()
            for i, before, after in zip(places, parts[: len(places)], parts[len(places) :], strict=True):
                gain = edges[i, 1] - max(edges[i, 0], edges[i, 2]) + SURER * ((before + after) / 2 - whole)
                if gain > best:
                    best, place = gain, i
        if place is None:
            out.append((first, last))
        else:
            left += [(place, last), (first, place - 1)]
    return out


class TalkPipe:
    """Finds stretches of talk and writes them to ``doc.spans["talk"]`` with their decisions as attributes.

    ``predict`` decides from ``doc.tensor``; ``turns`` reads given stretches as full turns.
    """

    def __init__(
        self, nlp: Language, name: str, outside_bias: float, none_threshold: float, temperature: float
    ) -> None:
        self.name = name
        self.outside_bias, self.none_threshold, self.temperature = outside_bias, none_threshold, temperature
        self.weights: dict[str, Array] = {}

    def predict(self, doc: Doc) -> list[Found]:
        words = [t.i for t in doc if not t.is_space]
        if not words:
            return []
        heads = TalkHeads(self.weights)
        states = states_of(doc, words)
        breaks = [kind == 2 for kind in breaks_of(doc, words)]
        edges = heads.edges(states)

        def read(found: Sequence[tuple[int, int]]) -> tuple[Array, Array, Array]:
            first, last = np.array([f for f, _ in found]), np.array([t for _, t in found])
            hidden = heads.spans(states, first, last)
            return hidden, heads.scores(hidden, "act"), heads.scores(hidden, "speaker")

        def sureness(found: list[tuple[int, int]]) -> Array:
            _, acts, speakers = read(found)
            return np.asarray(np.log(softmax(acts).max(axis=1) * softmax(speakers).max(axis=1)))

        found = cut_where_surer(stretches_of(edges, breaks, self.outside_bias), edges, sureness)
        found = _trimmed(doc, words, found)
        if not found:
            return []
        hidden, acts, speakers = read(found)
        acts, speakers = softmax(acts / self.temperature), softmax(speakers / self.temperature)
        doc.user_data["coach_lean"] = heads.lean(hidden, speakers, states) if "mass.weight" in self.weights else None
        return [
            Found(words[f], words[t], tuple(a.tolist()), tuple(s.tolist()))
            for (f, t), a, s in zip(found, acts, speakers, strict=True)
            if a[-1] < self.none_threshold
        ]

    def turns(self, doc: Doc, spans: Sequence[tuple[int, int]]) -> list[tuple[float, ...]]:
        """Probabilities of the acts of full turns, given by their first and last tokens (no blanks)."""
        heads = TalkHeads(self.weights)
        if not spans:
            return []
        words = [t.i for t in doc if not t.is_space]
        place = {token: i for i, token in enumerate(words)}
        first, last = np.array([place[a] for a, _ in spans]), np.array([place[b] for _, b in spans])
        scores = heads.scores(heads.spans(states_of(doc, words), first, last), "turn")
        return [tuple(row) for row in softmax(scores / self.temperature).tolist()]

    def set_annotations(self, doc: Doc, found: Sequence[Found]) -> None:
        group = SpanGroup(doc, name=KEY)
        for f in found:
            group.append(Span(doc, f.first, f.last + 1, label=f.act, kb_id=f.speaker))
        doc.spans[KEY] = group
        doc.user_data["coach_talk"] = list(found)

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            self.set_annotations(doc, self.predict(doc))
        return doc

    def to_disk(self, path: Path | str, *, exclude: object = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        save_weights(self.weights, folder / "weights.safetensors")
        numbers = {
            "outside_bias": self.outside_bias,
            "none_threshold": self.none_threshold,
            "temperature": self.temperature,
        }
        (folder / "numbers.json").write_text(json.dumps(numbers), encoding="utf-8")

    def from_disk(self, path: Path | str, *, exclude: object = ()) -> TalkPipe:
        folder = Path(path)
        self.weights = load_weights(folder / "weights.safetensors")
        numbers = json.loads((folder / "numbers.json").read_text(encoding="utf-8"))
        self.outside_bias, self.none_threshold = numbers["outside_bias"], numbers["none_threshold"]
        self.temperature = numbers["temperature"]
        return self


def _trimmed(doc: Doc, words: Sequence[int], found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches without signs at their ends and without those that hold no letter or digit."""
    out = []
    for first, last in found:
        while first < last and not _says(doc[words[first]].text) and doc[words[first]].text not in ('"', "“", "'", "‘"):
            first += 1
        while last > first and doc[words[last]].text in (".", ",", ";", ":", "-", "–", "->", "("):
            last -= 1
        if any(_says(doc[words[i]].text) for i in range(first, last + 1)):
            out.append((first, last))
    return out


def _says(word: str) -> bool:
    return any(c.isalnum() for c in word)


@Language.factory(
    "coach_talk",
    default_config={"outside_bias": 0.0, "none_threshold": 0.6, "temperature": 1.0},
    requires=["doc.tensor"],
    assigns=["doc.spans"],
)
def make_talk(nlp: Language, name: str, outside_bias: float, none_threshold: float, temperature: float) -> TalkPipe:
    return TalkPipe(nlp, name, outside_bias, none_threshold, temperature)
