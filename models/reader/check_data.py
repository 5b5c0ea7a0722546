"""Files of the recipe to their checksums: stops where the data isn't what the scores speak of.

python check_data.py DATA_FOLDER CORPUS_FOLDER [--write]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TREES = ("en_ewt-ud-train.conllu", "en_ewt-ud-dev.conllu")


def digest(files: list[Path]) -> str:
    """SHA-256 over names and contents."""
    found = hashlib.sha256()
    for file in files:
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = {name: digest([args.data / name]) for name in TREES}
    found["corpus"] = digest(sorted(args.corpus.glob("*.txt")))
    file = HERE / "checksums.json"
    if args.write:
        file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    elif (other := [k for k, v in json.loads(file.read_text(encoding="utf-8")).items() if found.get(k) != v]) != []:
        sys.exit(f"another version than the scores speak of: {', '.join(other)}")


if __name__ == "__main__":
    main()
