"""The shipped guides to models/library/vectors.bin: the vectors that the library and the suggestions search by."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.guides import load_guides
from coach.library import items_of, key_of, pack, unpack
from coach.paths import models_folder


def main() -> None:
    """Encode what has no vector yet and write the file anew; texts that are gone lose theirs."""
    from coach.reading.meaning import Meaning

    file = models_folder() / "library" / "vectors.bin"
    texts = list(items_of(load_guides()))
    vectors: dict[str, list[float]] = {}
    if file.is_file() and "--all" not in sys.argv:
        vectors = {key: list(vector) for key, vector in unpack(file.read_bytes())._vectors.items()}
    new = {key_of(text): text for _, _, text in texts if key_of(text) not in vectors}
    print(f"{len(new)} of {len(texts)} texts to encode", file=sys.stderr)
    if new:
        vectors.update(zip(new, Meaning().vectors(list(new.values())), strict=True))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pack([(kind, id_, key_of(text)) for kind, id_, text in texts], vectors))
    print(f"{file} · {file.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
