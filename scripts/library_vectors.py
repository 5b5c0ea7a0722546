"""The shipped guides to models/library/vectors.bin: the vectors that the library and the suggestions search by."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.guides import load_guides
from coach.library import Item, key_of, pack, texts_of, unpack
from coach.paths import models_folder


def situations(file: Path) -> list[tuple[Item, str]]:
    """The sentences in which people look for a focus or a template."""
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        (Item(kind, id_, key_of(text), situation=True), text)
        for kind, by_id in found.items()
        for id_, texts in by_id.items()
        for text in texts
    ]


def main() -> None:
    """Encode what has no vector yet and write the file anew; texts that are gone lose theirs."""
    from coach.reading.meaning import Meaning

    folder = models_folder() / "library"
    file = folder / "vectors.bin"
    texts = [*texts_of(load_guides()), *situations(folder / "situations.toml")]
    vectors: dict[str, list[float]] = {}
    if file.is_file() and "--all" not in sys.argv:
        vectors = {key: list(vector) for key, vector in unpack(file.read_bytes()).vectors.items()}
    new = {item.key: text for item, text in texts if item.key not in vectors}
    print(f"{len(new)} of {len(texts)} texts to encode", file=sys.stderr)
    if new:
        vectors.update(zip(new, Meaning().vectors(list(new.values())), strict=True))
    file.write_bytes(pack([item for item, _ in texts], vectors))
    print(f"{file} · {file.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
