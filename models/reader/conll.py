"""Gold and found words of a raw text to the figures of the CoNLL 2018 shared task (Zeman et al. 2018).

Words are matched by their characters; every figure is an F1 over words (sentences: over sentence spans). Labels are
compared without their subtypes, as in the shared task.
"""

from __future__ import annotations

from dataclasses import dataclass

from trees import Sentence


@dataclass(frozen=True)
class Word:
    start: int
    """Offsets among the characters that aren't blank."""
    end: int
    head: tuple[int, int] | None
    """Span of the head; None for the root."""
    rel: str
    upos: str
    xpos: str
    feats: str
    lemma: str


def gold_words(sentences: list[Sentence]) -> tuple[list[Word], list[tuple[int, int]]]:
    """Words and sentence spans; offsets run on over the sentences."""
    words, spans, at = [], [], 0
    for s in sentences:
        places = []
        for form in s.words:
            size = len("".join(form.split()))
            places.append((at, at + size))
            at += size
        spans.append((places[0][0], places[-1][1]))
        for i, place in enumerate(places):
            head = places[s.heads[i] - 1] if s.heads[i] else None
            upos, _, feats = s.tags[i].partition("|")
            words.append(Word(*place, head, s.rels[i].split(":")[0], upos, s.xpos[i], feats, s.lemmas[i]))
    return words, spans


def found_words(doc, shift: int = 0) -> tuple[list[Word], list[tuple[int, int]]]:
    """The same for a spaCy Doc; ``shift`` is added to every offset."""
    place, at = {}, shift
    for token in doc:
        if not token.is_space:
            size = len("".join(token.text.split()))
            place[token.i] = (at, at + size)
            at += size
    words = []
    for i, span in place.items():
        t = doc[i]
        head = None if t.head.i == t.i else place.get(t.head.i)
        rel = "root" if t.dep_ == "ROOT" else t.dep_.split(":")[0]
        words.append(Word(*span, head, rel, t.pos_, t.tag_, str(t.morph), t.lemma_))
    spans = []
    for sent in doc.sents:
        inside = [place[t.i] for t in sent if t.i in place]
        if inside:
            spans.append((inside[0][0], inside[-1][1]))
    return words, spans


def f1(right: int, gold: int, found: int) -> float:
    return round(200 * right / (gold + found), 2) if gold + found else 0.0


def figures(
    gold: tuple[list[Word], list[tuple[int, int]]], found: tuple[list[Word], list[tuple[int, int]]]
) -> dict[str, float]:
    """Percentages: words, sentences, upos, xpos, feats, lemma, uas, las."""
    g, f = gold[0], found[0]
    by_place = {(w.start, w.end): w for w in g}
    pairs = [(by_place[w.start, w.end], w) for w in f if (w.start, w.end) in by_place]

    def count(same) -> float:
        return f1(sum(same(a, b) for a, b in pairs), len(g), len(f))

    return {
        "words": f1(len(pairs), len(g), len(f)),
        "sentences": f1(len(set(gold[1]) & set(found[1])), len(gold[1]), len(found[1])),
        "upos": count(lambda a, b: a.upos == b.upos),
        "xpos": count(lambda a, b: a.xpos == b.xpos),
        "feats": count(lambda a, b: a.feats == b.feats),
        "lemma": count(lambda a, b: a.lemma == b.lemma),
        "uas": count(lambda a, b: a.head == b.head),
        "las": count(lambda a, b: a.head == b.head and a.rel == b.rel),
    }
