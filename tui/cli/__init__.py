"""Command line: open the program, or run one verb and exit."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import PostilError, UsageError
from tui.cli.parser.plain import only_paths
from tui.cli.streams import guard, working
from tui.error_report import record
from tui.session.settings import load_settings

if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["main"]

DONE, FOUND, WRONG_USE, FAILED, INTERRUPTED, UNREAD = 0, 1, 2, 3, 130, 141
"""Exit codes. `FOUND` is that of verbs that look for faults: `check`, `lint`, `figures --conflicts`.

The last two are those of SIGINT and SIGPIPE.
"""

_SILENT = ("start:run", "serve:serve", "completion.scripts:complete")
"""What shows no progress: it runs until the user ends it, or while the user types."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in `argv` and return the exit code."""
    try:
        _replace_closed_streams()
        # Replace characters that the terminal cannot encode, so that a list never ends in an error.
        for stream in (sys.stdout, sys.stderr):
            getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
        guard()
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _drop_unread()
        return UNREAD
    else:
        return code


def _run(argv: Sequence[str]) -> int:
    try:
        _take_author()
        options = only_paths(argv) or _parsed(argv)
        name, _, verb = options.run.partition(":")
        with nullcontext() if options.run in _SILENT else working():
            gc.disable()  # Imports create no garbage worth collecting.
            module = import_module(f"tui.cli.{name}")
            gc.enable()
            code: int = getattr(module, verb)(options)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return _print_error("Interrupted.", INTERRUPTED) if sys.stderr.isatty() else INTERRUPTED
    except PostilError as error:
        # This process exits, so the promise of a retry does not hold.
        message = str(error).removesuffix(" Saving is retried.")
        return _print_error(message, WRONG_USE if isinstance(error, UsageError) else FAILED)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except OSError as error:
        what = f"{error.filename}:" if error.filename else "The output cannot be written:"
        return _print_error(f"{what} {error.strerror or error}", FAILED)
    except Exception as error:  # noqa: BLE001 - print one line, never a traceback
        return _print_error(record(error), FAILED)
    else:
        return code


def _parsed(argv: Sequence[str]) -> "Namespace":
    from tui.cli.parser.parser import parse

    return parse(argv)


def _drop_unread() -> None:
    """Send what Python flushes at exit to the null device: the reader of a pipe has closed it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _take_author() -> None:
    """Let the author of the settings be that of new records, unless the environment names one."""
    if not os.environ.get("POSTIL_AUTHOR") and (author := load_settings()[0].author):
        os.environ["POSTIL_AUTHOR"] = author


def _replace_closed_streams() -> None:
    """Open the null device for each closed standard stream."""
    # Else the next file that is opened would get the number of a closed stream and be written to.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - stays open until the process exits


def _print_error(message: str, code: int) -> int:
    from tui.text.cells import visible

    sys.stderr.write(f"postil: {visible(message)}\n")
    return code
