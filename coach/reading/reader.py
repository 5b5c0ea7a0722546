"""A text with its pair to a Reading: acts, turns, markers, remarks, each with exact words and confidence."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from msgspec.structs import replace

from coach.paths import reader_folder, reader_version
from coach.reading.grammar import was_not_said
from coach.reading.layout import Line, is_transcript, lines_of, problem_of
from coach.reading.people import AUTHORS, Clues, Names, clues_of, names_of
from coach.reading.quiet import spacy_without_torch
from coach.reading.remarks import Words, remarks_of
from coach.reading.voice import Voice, likelier, says_i
from coach.reading.why import form_of, question_of, why_of
from coach.records import ACT_KINDS, Act, Author, Correction, Marker, Pair, Person, Reading, Speaker

if TYPE_CHECKING:
    from coach.reading.talk import Found

THRESHOLD = 0.2
"""Below this confidence a stretch is shown as unread rather than guessed."""
CHUNK = 6000
"""Characters that are read at a time; cut at line ends, so that memory stays bounded."""
Progress = Callable[[float], None]


def pair_names(pair: Pair) -> Names:
    m, e = pair.mentor, pair.mentee
    return names_of(m.name, e.name, (m.pronouns, e.pronouns), (m.role, e.role), (m.aliases, e.aliases))


class Reader:
    """Reads notes with the shipped pipeline; loading takes about a second, so keep it.

    ``marker_rules``: id, family and token patterns of the wordings to look for (see ``guides/markers``).
    """

    def __init__(self, model: Path | None = None, marker_rules: Sequence[tuple[str, str, list[Any]]] = ()) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        spacy = spacy_without_torch()
        from coach.reading import syntax, talk

        assert syntax.make_encoder and talk.make_talk
        self.folder = model or reader_folder()
        self.nlp = spacy.load(self.folder)
        self.nlp.max_length = 20_000_000
        self.encoder, self.talk = self.nlp.get_pipe("coach_encoder"), self.nlp.get_pipe("coach_talk")
        self.version = reader_version(self.folder)
        self._matcher = self._markers(marker_rules)
        self._families = {name: family for name, family, _ in marker_rules}
        self._encoder: Any = None

    def _markers(self, rules: Sequence[tuple[str, str, list[Any]]]) -> Any:
        from spacy.matcher import Matcher

        matcher = Matcher(self.nlp.vocab)
        for name, _, patterns in rules:
            matcher.add(name, patterns, greedy="LONGEST")
        return matcher

    def read(
        self,
        text: str,
        author: Author,
        pair: Pair,
        corrections: Sequence[Correction] = (),
        on_progress: Progress | None = None,
    ) -> Reading:
        """Everything found in ``text``; never raises on any text. Offsets count characters of ``text`` itself."""
        words = len(text.split())
        problem = problem_of(text)
        if problem:
            return Reading(problem=problem, version=self.version, author=author, words=words)
        names = pair_names(pair)
        lines = lines_of(text, names, author)
        transcript = is_transcript(text, lines, author)
        voice = Voice("") if transcript else self._voice(text, author, names)
        found: dict[str, list[Any]] = {"acts": [], "turns": [], "markers": [], "remarks": [], "leans": []}
        for begin, end in chunks(text):
            part = text[begin:end]
            here = [line for line in lines if begin <= line.start < end]
            doc, clues = self.doc_of(part, names, voice.author)
            self.nlp(doc)
            if transcript:
                turns = list(self._turns(doc, text, begin, here))
                found["turns"] += turns
                found["acts"] += turns
            else:
                other = self.heard(part, names, voice.other) if voice.other else ()
                either = {(doc[f.first].idx, f.speaker) for f in other}
                found["acts"] += self._acts(doc, text, begin, clues, voice, either)
                found["leans"] += [x for x in [doc.user_data.get("coach_lean")] if x is not None]
                said = clues if voice.author == author else self.doc_of(part, names, author)[1]
                remarks = remarks_of(part, _words_of(doc, said), author)
                found["remarks"] += [replace(r, start=r.start + begin, end=r.end + begin) for r in remarks]
            found["markers"] += self._marked(doc, begin, found["acts"])
            if on_progress:
                on_progress(end / len(text))
        acts = corrected(found["acts"], corrections)
        sure = tuple(a for a in acts if a.confidence >= THRESHOLD or a.corrected)
        unread = tuple(a for a in acts if not (a.confidence >= THRESHOLD or a.corrected))
        return Reading(
            acts=tuple(acts) if transcript else sure,
            turns=tuple(corrected(found["turns"], corrections)),
            unread=() if transcript else unread,
            markers=tuple(found["markers"]),
            remarks=tuple(found["remarks"]),
            transcript=transcript,
            lean=sum(found["leans"]) / len(found["leans"]) if found["leans"] else None,
            version=self.version,
            author=author,
            words=words,
        )

    def doc_of(self, text: str, names: Names, author: str) -> tuple[Any, Clues]:
        """Tokens with the clues that the pipeline needs, not yet read."""
        doc = self.nlp.make_doc(text)
        clues = clues_of([t.text for t in doc], [t.idx for t in doc], text, names, author)
        doc.user_data["coach_clues"] = clues.clues
        doc.user_data["coach_surfaces"] = clues.surfaces
        doc.user_data["coach_lines"] = clues.lines
        doc.user_data["coach_author"] = AUTHORS[author]
        return doc, clues

    def _voice(self, text: str, author: Author, names: Names) -> Voice:
        """Who wrote a text: who is said to, or the likelier one where that is open and the text says "I"."""
        part = text[: next(chunks(text))[1]]
        if author != "both" or not says_i(self.doc_of(part, names, author)[1]):
            return Voice(author)
        mentor, mentee = (self.heard(part, names, side) for side in ("mentor", "mentee"))
        return likelier(mentor, mentee) if mentor and mentee else Voice(author)

    def heard(self, text: str, names: Names, author: str) -> Sequence[Found]:
        """The stretches of talk in a text by ``author``, without trees."""
        doc, _ = self.doc_of(text, names, author)
        heard: Sequence[Found] = self.talk.predict(self.encoder(doc))
        return heard

    def _acts(
        self, doc: Any, text: str, shift: int, clues: Clues, voice: Voice, either: Container[tuple[int, str]]
    ) -> Iterator[Act]:
        """What ``doc`` reports; where the writer was guessed, a speaker that isn't in ``either`` hangs on that guess."""
        for found in doc.user_data.get("coach_talk", ()):
            span = doc[found.first : found.last + 1]
            if was_not_said(span, clues):
                continue
            start, end = shift + span.start_char, shift + span.end_char
            guessed = bool(voice.other) and (span.start_char, found.speaker) not in either
            confidence = found.confidence * (voice.chance if guessed else 1)
            form = form_of(span, clues)
            yield Act(
                start=start,
                end=end,
                speaker=found.speaker,
                act=found.act,
                confidence=round(confidence, 3),
                text=text[start:end],
                form=form,
                question=question_of(span) if found.act == "ask" else "",
                why=why_of(span, found, form, confidence, voice.author if guessed else ""),
            )

    def _turns(self, doc: Any, text: str, shift: int, lines: Sequence[Line]) -> Iterator[Act]:
        spans, kept = [], []
        for line in lines:
            span = doc.char_span(line.body - shift, line.end - shift, alignment_mode="contract")
            tokens = [t.i for t in span if not t.is_space] if span else []
            kept.append((line, bool(tokens)))
            if tokens:
                spans.append((tokens[0], tokens[-1]))
        scores = iter(self.talk.turns(doc, spans))
        places = iter(spans)
        for line, real in kept:
            act, confidence = ACT_KINDS[-1], 1.0
            question: Literal["open", "closed", ""] = ""
            if real:
                row, (first, last) = next(scores), next(places)
                best = max(range(len(ACT_KINDS)), key=row.__getitem__)
                act, confidence = ACT_KINDS[best], row[best]
                question = question_of(doc[first : last + 1]) if act == "ask" else ""
            yield Act(
                start=line.body,
                end=line.end,
                speaker=cast(Speaker, line.speaker or "third-party"),
                act=act,
                confidence=round(confidence, 3),
                text=text[line.body : line.end],
                form="turn",
                question=question,
                why="A turn as it was spoken.",
            )

    def _marked(self, doc: Any, shift: int, acts: Sequence[Act]) -> Iterator[Marker]:
        for name, first, last in self._matcher(doc) if self._families else ():
            span = doc[first:last]
            start, end = shift + span.start_char, shift + span.end_char
            owner = next((a for a in acts if a.start < end and start < a.end), None)
            if owner is not None and owner.speaker in ("mentor", "mentee"):
                rule = self.nlp.vocab.strings[name]
                family = self._families[rule]
                yield Marker(
                    id=rule, family=cast(Family, family), speaker=owner.speaker, start=start, end=end, text=span.text
                )

    def warm(self) -> None:
        """Load what the first reading would load: weights, word lists, tables."""
        people = Pair(id="", mentor=Person(name="Jo"), mentee=Person(name="Priya"))
        self.read("Jo asked Priya what she wanted, and she said that she would like to think about it.", "both", people)

    def vectors(self, texts: Sequence[str], folder: Path | None = None) -> list[list[float]]:
        """Meanings as vectors of unit length (sentence-transformers; loaded at the first call)."""
        if self._encoder is None:
            from coach.reading.meaning import Meaning

            self._encoder = Meaning(folder)
        vectors: list[list[float]] = self._encoder.vectors(texts)
        return vectors


Family = Literal["rank", "deference", "reciprocity"]


def _words_of(doc: Any, clues: Clues) -> Words:
    keep = [t.i for t in doc if not t.is_space]
    return Words([doc[i].text for i in keep], [doc[i].idx for i in keep], [clues.clues[i] for i in keep])


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most about ``CHUNK`` characters, cut behind a line or else behind a sentence or a word."""
    begin = 0
    while begin < len(text):
        end = min(begin + CHUNK, len(text))
        if end < len(text):
            for mark in ("\n", ". ", " "):
                cut = text.rfind(mark, begin + CHUNK // 2, end)
                if cut > begin:
                    end = cut + len(mark)
                    break
        yield begin, end
        begin = end


def words_key(text: str) -> str:
    """Words without case, signs and blanks: what makes two stretches the same words."""
    return " ".join(re.findall(r"\w+", text.lower()))


def corrected(acts: Sequence[Act], corrections: Sequence[Correction]) -> list[Act]:
    """Acts with a person's own readings applied wherever the same words stand."""
    if not corrections:
        return list(acts)
    known = {words_key(c.words): c for c in corrections}
    out = []
    for act in acts:
        own = known.get(words_key(act.text))
        if own is None:
            out.append(act)
        elif not own.not_talk:
            out.append(
                replace(
                    act,
                    speaker=own.speaker or act.speaker,
                    act=own.act or act.act,
                    confidence=1.0,
                    corrected=True,
                    why="You said so.",
                )
            )
    return out
