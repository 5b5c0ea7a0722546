"""The two commands of the README: make the environment and open the demo, or make it and run every check.

python3 scripts/dev.py demo      python3 scripts/dev.py test [--venv FOLDER]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TORCH = "torch==2.13.0"


def environment(folder: Path, extras: str) -> Path:
    """The Python of an environment with the project installed; made where it isn't there yet."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark = folder / f".installed{extras}"
    if not python.exists():
        print(f"Making an environment in {folder.name} (this takes a few minutes, once) ...", file=sys.stderr)
        venv.create(folder, with_pip=True)
    if not mark.exists() or mark.stat().st_mtime < (ROOT / "pyproject.toml").stat().st_mtime:
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        constraints = ["-c", str(ROOT / "constraints.txt")]
        subprocess.check_call([*pip, TORCH])
        subprocess.check_call([*pip, *constraints, "-e", f"{ROOT}{extras}"])
        mark.touch()
    return python


def check(python: Path) -> int:
    """Lint, format, types, import contracts, tests; all run, the first that is not content decides the status."""
    bin_folder = python.parent
    steps = [
        [str(bin_folder / "ruff"), "check", "."],
        [str(bin_folder / "ruff"), "format", "--check", "coach", "tests", "scripts"],
        [str(bin_folder / "mypy")],
        [str(bin_folder / "lint-imports")],
        [str(python), "-m", "pytest"],
    ]
    status = 0
    for step in steps:
        print("$", Path(step[0]).name, *step[1:], flush=True)
        status = subprocess.call(step, cwd=ROOT) or status
    return status


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("demo", "test"))
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv")
    args = parser.parse_args()
    if args.what == "demo":
        python = environment(args.venv, "")
        return subprocess.call([str(python), "-m", "coach", "demo"])
    return check(environment(args.venv, "[test]"))


if __name__ == "__main__":
    sys.exit(main())
