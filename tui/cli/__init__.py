"""The command line: open the program, or answer one question and leave."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from annotations.errors import PostilError, UsageError
from tui.cli.parser import parse
from tui.cli.streams import guard
from tui.error_report import record

__all__ = ["main"]

DONE, FOUND, WRONG_USE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
"""What the exit codes mean; `FOUND` is the verdict of `postil check`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say and return the exit code."""
    try:
        _replace_closed_streams()
        # A terminal that cannot show a character shows a question mark: no error in the middle of a list.
        for stream in (sys.stdout, sys.stderr):
            getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
        guard()
        options = parse(sys.argv[1:] if argv is None else argv)
        module, _, verb = options.run.partition(":")
        code: int = getattr(import_module(f"tui.cli.{module}"), verb)(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough. What Python still wants to flush at exit goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except PostilError as error:
        # This process ends: only a program that stays tries anything again.
        message = str(error).removesuffix(" It is tried again.")
        return _print_error(message, WRONG_USE if isinstance(error, UsageError) else FAILED)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except OSError as error:
        what = f"{error.filename}:" if error.filename else "What was to be printed cannot be:"
        return _print_error(f"{what} {error.strerror or error}", FAILED)
    except Exception as error:  # noqa: BLE001 - the last line of defence: one line, never a traceback
        return _print_error(record(error), FAILED)
    else:
        return code


def _replace_closed_streams() -> None:
    """Have all three streams: the next file that is opened would take the number of a closed one, and be written to."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it stays


def _print_error(message: str, code: int) -> int:
    from tui.text.cells import visible

    sys.stderr.write(f"postil: {visible(message)}\n")
    return code
