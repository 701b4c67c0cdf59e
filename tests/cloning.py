"""Two clones of a folder of sources under git, in which different things were recorded."""

import os
import subprocess
from pathlib import Path
from shutil import copytree, which

import pytest

from annotations.library import Library

needs_git = pytest.mark.skipif(which("git") is None, reason="git is not installed")
"""For the tests of a module that start git; `.ci/run` does not start without it."""

NAMES = ("anna", "ben")

_PLAIN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    """What git prints; a failure is one of the test, unless it may fail."""
    who = ["-c", f"user.name={folder.name}", "-c", f"user.email={folder.name}@example.org", "-c", "core.editor=true"]
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=os.environ | _PLAIN, capture_output=True, text=True, check=False
    )
    assert fails or done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def opened(folder: Path, author: str = "") -> Library:
    """The library in a clone, by its owner."""
    library = Library.open([folder], author=author or folder.name)
    library.document(library.sources()[0].id)
    return library


def add(library: Library, place: int, note: str) -> None:
    """Record a passage of its own place."""
    library.add(library.sources()[0].id, place * 6, place * 6 + 5, note=note)


def commit(folder: Path, *, journal: bool) -> None:
    """Commit the library, and with it the journal if that is kept there too."""
    git(folder, "add", "-A", *([] if journal else [":!.postil/journal.*"]))
    if journal:
        git(folder, "add", "-f", ".postil/journal.jsonl", ".postil/journal.lock")
    git(folder, "commit", "-qm", "work", fails=True)


def clones(root: Path, *, journal: bool) -> tuple[Path, Path]:
    """Two clones with three passages in common, after which each recorded something."""
    first, second = (root / name for name in NAMES)
    first.mkdir(parents=True)
    (first / "a.txt").write_text("words " * 400 + "and the very end", encoding="utf-8")
    library = opened(first)
    for place in range(3):
        add(library, place, f"common {place}")
    library.close()
    git(first, "init", "-q", "-b", "main")
    commit(first, journal=journal)
    git(root, "clone", "-q", str(first), str(second))
    for folder, begin in ((first, 10), (second, 20)):
        library = opened(folder)
        add(library, begin, f"{folder.name} one")
        add(library, begin + 1, f"{folder.name} two")
        library.set_note(library.annotation("1:1").id, f"{folder.name} changed")
        library.set_status(library.annotation("1:2").id, "checked" if folder == first else "dropped")
        if folder == second:
            library.delete(library.annotation("1:3").id)
        library.close()
        commit(folder, journal=journal)
    git(second, "fetch", "-q")
    return first, second


def copied(folder: Path, target: Path) -> Path:
    """A copy of a clone, under the same name."""
    copytree(folder, target / folder.name, symlinks=True)
    return target / folder.name


def notes(library: Library) -> list[str]:
    """The notes of all passages."""
    return sorted(one.note for one in library.all_annotations())
