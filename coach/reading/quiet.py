"""spaCy's import without torch, and without a word on the terminal."""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType


def spacy_without_torch() -> ModuleType:
    """Import spaCy; torch, which thinc would import only because it is installed, stays away.

    A module that is None in ``sys.modules`` counts as not installed while the import runs; if torch is loaded already,
    nothing is changed.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    # Set before numpy comes up: one thread is faster here than two, and leaves the other core to the screen.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    hidden = [name for name in ("torch", "tensorflow", "mxnet", "cupy") if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        return importlib.import_module("spacy")
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
