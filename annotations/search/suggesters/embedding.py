"""The border to model2vec, which turns texts into vectors by a static embedding model in a folder.

It is an optional extra and is imported late. Nothing is fetched: a model is a folder of this machine.
"""

import os
from collections.abc import Sequence
from hashlib import blake2b
from importlib import import_module
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Final

from annotations.errors import UsageError

_EXTRA: Final = "postil[semantic]"

_LONGEST: Final = 4000
"""Code points of a text that are looked at."""

_BATCH: Final = 256
"""Texts that are turned into vectors at once; another thread waits for as many."""

_FEW: Final = 20
"""Pairs that are taken to be unlike, beside those that there are."""

_ROWS: Final = 512
"""Rows that are compared with all others at once."""


class Embedding:
    """A static embedding model; each text is turned into a vector of length 1 once."""

    def __init__(self, model: str) -> None:
        """Load a model from a folder. Raises UsageError, in one line, if it or the extra is missing, or if it is broken."""
        folder = _folder(model)
        # Set before its import: threads of its own would be reported on the terminal when the program starts another one.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            self._numpy: Any = import_module("numpy")
            load = import_module("model2vec").StaticModel.from_pretrained
        except ImportError as error:
            missing = error.name or "model2vec"
            raise UsageError(
                f"The suggester semantic needs {missing}, which is not installed: pip install '{_EXTRA}'."
            ) from error
        try:
            self._model: Any = load(folder, force_download=False)
            self._model.encode(["a word"], use_multiprocessing=False)
        # A model that another program wrote may break in any way.
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(".")
            raise UsageError(
                f"The model in {folder} cannot be used: {what}. Fetch it again, or name another one."
            ) from error
        self._known: dict[bytes, Any] = {}
        """Vectors by the hash of their text."""
        self._lock = Lock()

    def vectors(self, texts: Sequence[str]) -> Any:
        """Return a matrix with a row for each text; a text without a known word has the row 0."""
        keys = [blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
        new = {key: text[:_LONGEST] for key, text in zip(keys, texts, strict=True) if key not in self._known}
        waiting = iter(new.items())
        while batch := [*islice(waiting, _BATCH)]:
            with self._lock:  # Its tokenizer serves one thread at a time.
                made = self._model.encode([text for _, text in batch], use_multiprocessing=False)
            rows = self._numpy.nan_to_num(made.astype(self._numpy.float32))
            lengths = self._numpy.linalg.norm(rows, axis=1, keepdims=True)
            rows /= self._numpy.where(lengths > 0, lengths, 1)
            self._known.update(zip((key for key, _ in batch), rows, strict=True))
        return self._numpy.stack([self._known[key] for key in keys])

    def usual(self, matrix: Any) -> float:
        """Return how alike two different rows of a matrix are on average; less if there are few, which tell little."""
        total, count = matrix.sum(0), len(matrix)
        return max(0.0, float(total @ total) - count) / (count * (count - 1) + _FEW)

    def likeness(self, matrix: Any, text: str) -> list[float]:
        """Return how alike each row of a matrix is to a text, from -1 to 1."""
        found: list[float] = (matrix @ self.vectors([text])[0]).tolist()
        return found

    def nearest(self, matrix: Any, groups: Sequence[int]) -> list[tuple[int, float]]:
        """Return for each row of a matrix the nearest row of another group, and how alike the two are."""
        numpy, found = self._numpy, list[tuple[int, float]]()
        of = numpy.array(groups)
        for first in range(0, len(groups), _ROWS):
            block = matrix[first : first + _ROWS] @ matrix.T
            block[of[first : first + _ROWS, None] == of[None]] = -1
            found += zip(block.argmax(1).tolist(), block.max(1).tolist(), strict=True)
        return found


def _folder(model: str) -> Path:
    """Return the folder of a model. Raises UsageError if there is none."""
    if not model:
        raise UsageError(
            'The suggester semantic needs a model: name its folder in the settings, [suggest] model = "FOLDER".'
        )
    folder = Path(model).expanduser()
    if not folder.is_dir() and model[0] in "/~.\\":
        raise UsageError(f"There is no folder {folder}. Name the folder of a model in the settings, [suggest] model.")
    if not folder.is_dir():
        raise UsageError(
            f"No folder “{model}”. Fetch the model: hf download {model} --local-dir FOLDER, then name FOLDER in the settings."
        )
    return folder
