"""``postil git-setup``: git merges the library with postil, and a hook saves it before each commit."""

import os
import subprocess
import sys
import sysconfig
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from shutil import which
from typing import Final

from annotations.errors import StoreError, UsageError
from annotations.export.json_text import dumps
from annotations.sources.scan import scan
from annotations.store.files import replace_file
from annotations.store.paths import BACKUPS, FILE, FOLDER, LOCK, home_of
from tui.cli.output import one_line, write_json

_ATTRIBUTES: Final = f"{FOLDER}/{FILE}"
_IGNORED: Final = (f"{FOLDER}/{LOCK}", f"{FOLDER}/journal.*", f"{FOLDER}/{BACKUPS}/")
_NAME: Final = "postil (written by postil git-setup)"
_MARK: Final = "# Written by postil git-setup, which may write it again."

_HOOK: Final = """\
#!/bin/sh
{mark}
# Before a commit, the file of each library that "git config postil.library" names gets all changes.
with_postil() {{
    if [ -x {program} ]; then {command} "$@"
    elif command -v postil >/dev/null 2>&1; then postil "$@"
    else echo "postil is not installed: the latest changes of the library may not be in this commit" >&2
    fi
}}
clean() {{ git diff --quiet -- "$1"; }}
git config --get-all postil.library | while IFS= read -r folder; do
    file=$folder/.postil/library.json
    [ -e "$file" ] || [ -e "$folder/.postil/journal.jsonl" ] || continue
    staged=
    # What is left out of a commit on purpose stays out of it.
    case ${{GIT_INDEX_FILE##*/}} in
        next-index-*) ;;
        *) git ls-files --error-unmatch -- "$file" >/dev/null 2>&1 && clean "$file" && staged=yes ;;
    esac
    with_postil save "$folder" </dev/null >/dev/null || {{
        echo "The library was not saved; git commit --no-verify commits without it." >&2
        exit 1
    }}
    if [ "$staged" ] && ! clean "$file"; then
        git diff --cached --quiet && echo "The library was saved and staged: commit again if git had nothing to commit." >&2
        git add -- "$file"
        [ ! -d "$folder/.postil/texts" ] || git add -- "$folder/.postil/texts"
    fi
done
"""


def set_up(options: Namespace) -> int:
    """Write what git needs, and print a line for each part: what was done, or why it was left as it is."""
    folder = scan([options.path]).folder.absolute()
    if home_of(folder).parent != folder:
        raise UsageError(f"{folder} cannot be written: its library is elsewhere, and git has no part of it.")
    prefix = _git(folder, "rev-parse", "--show-prefix").rstrip("/") or "."
    done = [one_line(line) for line in (*_files(folder), *_driver(folder), *_hook(folder, prefix))]
    if options.json:
        write_json(dumps({"done": done}))
        return 0
    sys.stdout.writelines(f"{line}\n" for line in done)
    sys.stdout.write("Commit .gitattributes and .gitignore, and run postil git-setup once in each clone.\n")
    return 0


def _files(folder: Path) -> Iterator[str]:
    merge = _git(folder, "check-attr", "merge", "--", _ATTRIBUTES).rpartition(": ")[2]
    if merge == "postil":
        yield f".gitattributes: {_ATTRIBUTES} has merge=postil already."
    elif merge == "unspecified":
        _append(folder / ".gitattributes", [f"{_ATTRIBUTES} merge=postil -text"])
        yield f".gitattributes: {_ATTRIBUTES} is merged by postil."
    else:
        yield f".gitattributes: {_ATTRIBUTES} has merge={merge}, which is left as it is. Write merge=postil instead."
    ignore = folder / ".gitignore"
    known = ignore.read_bytes().decode("utf-8", "replace").splitlines() if ignore.exists() else []
    missing = [line for line in _IGNORED if line not in known]
    if missing:
        _append(ignore, missing)
        yield f".gitignore: {', '.join(missing)} stay out of git."
    else:
        yield ".gitignore: names the lock, the journal and the backups already."


def _driver(folder: Path) -> Iterator[str]:
    program, command = _command()
    # The last resort leaves conflict markers, which postil merges when it opens the folder.
    driver = (
        f"if [ -x {program} ]; then {command} merge %O %A %B; "
        "elif command -v postil >/dev/null; then postil merge %O %A %B; else git merge-file %A %O %B; fi"
    )
    name, known = _config(folder, "merge.postil.name"), _config(folder, "merge.postil.driver")
    if known and name != _NAME:
        yield f"merge.postil.driver: is {known}, which is left as it is."
    elif (name, known) == (_NAME, driver):
        yield "merge.postil.driver: is set already."
    else:
        _git(folder, "config", "--local", "merge.postil.name", _NAME)
        _git(folder, "config", "--local", "merge.postil.driver", driver)
        yield f"merge.postil.driver: git merges with {command.replace('%%', '%')} merge %O %A %B."


def _hook(folder: Path, prefix: str) -> Iterator[str]:
    program, command = (one.replace("%%", "%") for one in _command())
    content = _HOOK.format(mark=_MARK, program=program, command=command)
    hooks = Path(os.path.normpath(folder / _git(folder, "rev-parse", "--git-path", "hooks")))
    hook = hooks / "pre-commit"
    if prefix not in _config(folder, "postil.library").split("\n"):
        _git(folder, "config", "--local", "--add", "postil.library", prefix)
    if os.path.lexists(hook) and (hook.is_symlink() or _MARK not in _text(hook)):
        line = f"{command} save {quote(prefix)}"
        yield f"{hook}: is left as it is. Add to it: {line}"
        return
    if hook.exists() and _text(hook) == content and os.access(hook, os.X_OK):
        yield f"{hook}: saves the library before each commit already."
        return
    try:
        hooks.mkdir(parents=True, exist_ok=True)
        replace_file(hook, content.encode("utf-8", "surrogateescape"))
        hook.chmod(0o755)
    except OSError as error:
        raise StoreError(f"{hook} cannot be written: {error.strerror or error}.") from error
    yield f"{hook}: saves the library before each commit."


def _command() -> tuple[str, str]:
    """The program of this installation and the command that starts it, quoted for a shell and for git's ``%``."""
    own = Path(sys.argv[0])
    scripts = Path(sysconfig.get_path("scripts")) / "postil"
    found = which("postil")
    for path in (own, scripts, *([Path(found)] if found else [])):
        if path.name == "postil" and path.is_file() and os.access(path, os.X_OK):
            program = quote(str(path.absolute())).replace("%", "%%")
            return program, program
    program = quote(sys.executable).replace("%", "%%")
    # -P: a folder of sources may have a file named like a module.
    return program, f"{program} -P -m tui"


def _append(path: Path, lines: list[str]) -> None:
    """Add lines to a file of git's, which may not be there. Raises StoreError."""
    if path.is_symlink():
        raise StoreError(f"{path} is a link and is not written. Add to it: {' '.join(lines)}")
    try:
        before = path.read_bytes() if path.exists() else b""
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        path.touch(mode=0o644)
        replace_file(path, before + gap + "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}.") from error


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _config(folder: Path, name: str) -> str:
    """All values of a setting of the repository, one a line; empty if it has none."""
    return _run(folder, "config", "--local", "--get-all", name).stdout.strip("\n")


def _git(folder: Path, *arguments: str) -> str:
    """What git prints. Raises StoreError with its message if it fails."""
    done = _run(folder, *arguments)
    if done.returncode:
        if "not a git repository" in done.stderr:
            raise UsageError(f"{folder} is in no git repository. Run “git init” there first.")
        raise StoreError(f"git {arguments[0]} failed: {' '.join(done.stderr.split())}")
    return done.stdout.strip("\n")


def _run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=os.environ | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError as error:
        raise StoreError("git is not installed.") from error
