"""Paths of a library: beside its sources, or in the user's data folder if that folder cannot be written."""

import os
import re
from pathlib import Path
from typing import Final

FOLDER: Final = ".postil"
FILE: Final = "library.json"
CODEBOOK: Final = "codebook.toml"
LOCK: Final = "lock"
JOURNAL: Final = "journal.jsonl"
JOURNAL_LOCK: Final = "journal.lock"
DRAFTS: Final = "drafts.json"
BACKUPS: Final = "backups"
TEXTS: Final = "texts"


def home_of(folder: Path) -> Path:
    """The folder of the library on a folder of sources; it need not exist."""
    home = folder / FOLDER
    if os.path.lexists(home) or os.access(folder, os.W_OK):
        return home
    from hashlib import sha256

    from platformdirs import user_data_path  # slow to import and hardly ever needed

    return user_data_path("postil") / "libraries" / f"{slug_of(folder)}-{sha256(os.fsencode(folder)).hexdigest()[:12]}"


def slug_of(folder: Path) -> str:
    """The name of a folder as part of a file's name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", folder.name).strip("-").lower() or "library"


def unwritable(home: Path) -> str:
    """Return the reason why the library in a folder cannot be written; `""` if it can."""
    nearest = next(path for path in (home, *home.parents) if path.exists())
    for path in (nearest, home / FILE, home / JOURNAL):
        if path.exists() and not os.access(path, os.W_OK):
            return f"The library is open read-only: {path} cannot be written. Check its permissions."
    return ""


def author() -> str:
    """The author of changes: POSTIL_AUTHOR, else the login name, else an empty string."""
    if name := os.environ.get("POSTIL_AUTHOR"):
        return name
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return ""
