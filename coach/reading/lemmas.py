"""Forms to lemmas by scripts: how many letters to cut, what to add, whether to lower the case."""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """The script that makes ``lemma`` out of ``form``: ``l|2|y`` lowers, cuts two letters, adds a y; ``=be`` replaces all."""
    best = f"={lemma}"
    for way, base in (("l", form.lower()), ("k", form)):
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        found = f"{way}|{len(base) - same}|{lemma[same:]}"
        if same and (len(found) < len(best) or best.startswith("=")):
            best = found
    return best


def apply(rule: str, form: str) -> str:
    """The lemma that a script makes of a form; a script that doesn't fit leaves the form as it is."""
    if rule.startswith("="):
        return rule[1:]
    way, cut, add = rule.split("|", 2)
    base = form.lower() if way == "l" else form
    count = int(cut)
    return base[: len(base) - count] + add if count < len(base) or add else base
