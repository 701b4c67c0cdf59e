"""Files whose names are no text."""

import errno
import os
from pathlib import Path

import pytest


def write_undecodable(folder: Path, *names: bytes, text: str = "text\n") -> list[str]:
    """Write files whose names are not UTF-8 and return the names; skip the test where the file system refuses them."""
    decoded = [os.fsdecode(name) for name in names]
    try:
        for name in decoded:
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        if error.errno != errno.EILSEQ:
            raise
        pytest.skip("this file system has only names that are text")
    return decoded
