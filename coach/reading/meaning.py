"""Texts to vectors of their meaning, by sentence-transformers with all-MiniLM-L6-v2."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TQDM_DISABLE": "1",
}


class Meaning:
    """The sentence encoder; loading it imports torch, which takes seconds.

    ``folder``: another local model folder of the person's choice; by default the package's own, whose checksum is checked.
    """

    def __init__(self, folder: Path | None = None) -> None:
        os.environ.update(OFFLINE)
        from coach.reading.syntax import check_minilm, minilm_folder

        if folder is None:
            folder = minilm_folder()
            check_minilm(folder / "model.safetensors")
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)
        self.model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of unit length a text, in the same order."""
        if not texts:
            return []
        found = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False, batch_size=32)
        rows: list[list[float]] = found.tolist()
        return rows
