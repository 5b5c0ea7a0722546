"""spaCy's English tokenizer brought to the words of UD English EWT, and to what people write in notes."""

from __future__ import annotations

import re
from typing import Any

from spacy.lang.punctuation import TOKENIZER_INFIXES
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RUNS = [r"[!?]{2,}", r"([=_*~#+$^|\\])\1+", r"<<+", r">>+", r"-{2,}>?", r"->", r"=>", r"<-", r"\.\?", r"‘’"]
"""What stands together as one sign."""
WHOLE = r"^(\d{3}[-.]\d{3}[-.]\d{4}|\(?\d{3}\)?[-.]\d{4}|e-mails?|E-mails?|e-mailed|:-?[()DPp/]|;-?\)|<3)$"
KEPT = (
    "w/",
    "w/o",
    "b/c",
    "s/he",
    "c/o",
    "etc.",
    "e.g.",
    "i.e.",
    "vs.",
    "approx.",
    "min.",
    "hrs.",
    "mtg.",
    "re:",
    "no.",
    "Ft.",
    "wk.",
)


def tune(nlp: Language) -> Language:
    """Change the tokenizer of a blank English pipeline in place and return the pipeline."""
    defaults = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *(defaults.prefixes or [])]).search
    suffixes = [*RUNS, r"(?<=\d)(?:am|pm|AM|PM|a\.m\.|p\.m\.)", *(defaults.suffixes or [])]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    infixes = [*RUNS, r"(?<=[A-Za-z])/(?=[A-Za-z])", *(defaults.infixes or TOKENIZER_INFIXES)]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = re.compile(WHOLE).match
    for word in KEPT:
        tokenizer.add_special_case(word, [{ORTH: word}])
    rules = dict(tokenizer.rules)
    for word in ("and/or", "wed", "Wed"):
        rules.pop(word, None)
    tokenizer.rules = rules
    return nlp
