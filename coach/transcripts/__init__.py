"""Transcript files to turns of the pair: read, match the speakers, choose, keep as tagged text."""

from coach.transcripts.matching import Match, match
from coach.transcripts.parsing import parse
from coach.transcripts.said import Said, Transcript
from coach.transcripts.turns import as_text, placed, turns_of

__all__ = ["Match", "Said", "Transcript", "as_text", "match", "parse", "placed", "turns_of"]
