"""One TOML file to one checked item, or to a sentence that names file, key and nearest right key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from coach.errors import CoachError
from coach.guides.items import (
    Aim,
    By,
    FocusFile,
    MarkerRule,
    Prompt,
    Question,
    Source,
    Stage,
    Template,
    To,
    Tone,
    When,
    nearest,
)
from coach.notes import clean
from coach.records import Kind, Phase

LARGEST = 500_000
"""Bytes; a guide longer than this is no guide."""
ANY = TypeVar("ANY", Template, FocusFile, MarkerRule)


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def read(path: Path, shape: type[ANY], own: bool = False) -> ANY:
    """One checked item; its id is the name of its file. Raises CoachError naming file, key and nearest right key."""
    name = _name(path)
    data = parsed(path)
    data = _cleaned(data) if own else data
    if data.setdefault("id", path.stem) != path.stem:
        raise _unusable(
            name, f"the id is `{data['id']}`, but the file is called {path.name}", "Give both the same name."
        )
    prompts = data.get("prompt") if shape is FocusFile else None
    for prompt in prompts if isinstance(prompts, list) else ():
        if isinstance(prompt, dict):
            prompt["focus"] = path.stem
            prompt.setdefault("language", data.get("language", "en"))
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        raise _unusable(name, *_explained(str(error), shape)) from None


def parsed(path: Path) -> dict[str, Any]:
    """The file's own tables, unchecked. Raises CoachError naming the file and the place in it."""
    name = _name(path)
    try:
        if path.stat().st_size > LARGEST:
            raise _unusable(name, "there's far more text than a guide can hold", "Split it into smaller files.")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at (line \d+, column \d+|end of document)", str(error))
        where = f"something isn't TOML at {place[1]}" if place else "something isn't TOML"
        raise _unusable(name, where, "A missing quotation mark or bracket just before is the usual reason.") from None
    except UnicodeDecodeError:
        raise _unusable(name, "the text isn't UTF-8", "Save it again as UTF-8.") from None
    except OSError as error:
        raise _unusable(name, f"the file can't be opened ({error.strerror})", "Look at its permissions.") from None


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value


def _unusable(name: str, what: str, remedy: str = "") -> CoachError:
    return CoachError("A guide to look at", f"In {name} {what}.", remedy)


_INNER: dict[str, type[msgspec.Struct]] = {"stage": Stage, "question": Question, "prompt": Prompt}
_VALUES: dict[str, tuple[str, ...]] = {
    "source": get_args(Source), "kinds": get_args(Kind), "phases": get_args(Phase), "by": get_args(By),
    "to": get_args(To), "tone": get_args(Tone), "when": get_args(When), "aim": get_args(Aim), "form": ("say", "do"),
    "side": ("mentor", "mentee", "both"), "for": ("mentor", "mentee", "both"), "kind": ("text", "choice", "scale"),
    "family": ("rank", "deference", "reciprocity"),
}  # fmt: skip


def _explained(error: str, shape: type[msgspec.Struct]) -> tuple[str, str]:
    """What msgspec found, in plain words: where and which key, and the nearest right one."""
    what, _, path = error.partition(" - at `$")
    steps = re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", path.rstrip("`"))
    keys = [key for key, _ in steps if key]
    inside = next((_INNER[key] for key in reversed(keys) if key in _INNER), shape)
    number = next((int(n) + 1 for _, n in steps if n.isdigit()), 0)
    where = f" in {keys[0]} {number}" if keys and keys[0] in _INNER and number else ""
    key = next(iter(re.findall(r"`([^`]+)`", what)), "")
    if "unknown field" in what:
        known = tuple(field.encode_name for field in msgspec.structs.fields(inside))
        return f"there's a key `{key}`{where} that I don't know", nearest(key, known).strip()
    if "missing required" in what:
        return f"the key `{key}` is missing{where}", "Add it; `coach guides show` has examples."
    if "Invalid enum value" in what:
        value = what.partition("'")[2].rstrip("'")
        known = _VALUES.get(keys[-1] if keys else "", ())
        return f"`{keys[-1]}`{where} can't be `{value}`", f"It can be {', '.join(f'`{v}`' for v in known if v)}."
    if what.startswith("Expected"):
        wanted, _, got = what.removeprefix("Expected ").partition(", got ")
        return f"`{keys[-1] if keys else 'the file'}`{where} should be {_kind_of(wanted)}, not {_kind_of(got)}", ""
    return f"{what}{where}", ""


def _kind_of(name: str) -> str:
    words = {"str": "text", "int": "a whole number", "float": "a number", "array": "a list", "object": "a table"}
    return next((words[part] for part in re.findall(r"\w+", name) if part in words), name)
