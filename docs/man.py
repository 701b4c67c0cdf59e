"""Write docs/postil.1, the manual page, from the parsers of the command line, ``tui/cli/parser/``.

Run by ``make man``. A test fails while the two differ.
"""

import sys
from argparse import Action
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.cli.parser.parser import VerbParser

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "postil.1"

DATE = "2026-11-29"
"""Date of the page; change it with what it says."""

DESCRIPTION = (
    (
        "Without a verb, postil opens a folder of sources, or some files, in the terminal: to read them, to highlight and tag "
        "passages, to link passages across sources, and to see what the sources agree and disagree on. Without a PATH it is the "
        "current folder. In the program, ? lists the keys."
    ),
    (
        "With a verb it works on the library of PATH without the screen. Data goes to standard output, messages go to standard "
        "error. Output that goes to a program has its columns separated by tabs."
    ),
)

ENVIRONMENT = {
    "POSTIL_AUTHOR": "Name of the author of what is recorded; default: that of the settings, else the login name.",
    "NO_COLOR": "If it is set, the program uses no colour.",
}

FILES = {
    "PATH/.postil/library.json": "Everything that was recorded, as a TinyDB file.",
    "PATH/.postil/journal.jsonl": "The changes, one per line, from which they can be undone.",
    "PATH/.postil/codebook.toml": "Tags, link types and scales, to be edited by hand.",
}

EXIT_STATUS = {
    "0": "Success.",
    "1": "postil check found problems.",
    "2": "Usage error.",
    "3": "Data could not be read or written.",
    "130": "Interrupted.",
    "141": "The reader of a pipe closed it.",
}


def page() -> str:
    """Return the manual page as roff."""
    from tui.cli.parser.parser import opening, parser_of
    from tui.cli.parser.verbs import VERBS

    program = opening()
    lines = [
        f".TH POSTIL 1 {DATE}",
        ".SH NAME",
        r"postil \- read, annotate and link sources in the terminal",
        ".SH SYNOPSIS",
    ]
    lines += [".B postil", r"[\fIoption\fR ...] [\fIPATH\fR ...]", ".br", ".B postil"]
    lines += [r"\fIVERB\fR [\fIoption\fR ...] [\fIargument\fR ...]", ".SH DESCRIPTION"]
    lines += "\n.PP\n".join(map(_text, DESCRIPTION)).split("\n")
    lines += [".SH OPTIONS", *_options(program), ".SH VERBS"]
    for verb in VERBS:
        lines += _verb(verb, parser_of(verb))
    for title, entries in (("EXIT STATUS", EXIT_STATUS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        lines.append(f".SH {title}")
        for name, about in entries.items():
            lines += [".TP", rf"\fB{_text(name)}\fR", _text(about)]
    return "\n".join([*lines, ""])


def _verb(name: str, parser: "VerbParser") -> Iterator[str]:
    arguments = [action for action in parser.actions if not action.option_strings]
    words = " ".join(_argument(action) for action in arguments)
    yield f".SS postil {_text(name)} {words}".rstrip()
    yield _text(parser.description or "")
    yield from _options(parser)
    example = (parser.epilog or "").partition("\n")[2].partition("\n")[0].strip()
    yield from (".PP", "Example:", ".PP", ".RS 4", ".nf", _text(example), ".fi", ".RE")


def _argument(action: Action) -> str:
    name = rf"\fI{_text(str(action.metavar or action.dest))}\fR"
    many = " ..." if action.nargs in {"*", "+"} else ""
    return f"[{name}{many}]" if action.nargs in {"?", "*"} else f"{name}{many}"


def _options(parser: "VerbParser") -> Iterator[str]:
    for action in parser.actions:
        if action.dest == "help":
            continue
        names = ", ".join(rf"\fB{_text(name)}\fR" for name in action.option_strings)
        yield ".TP"
        if not names:
            yield _argument(action)
        else:
            values = action.metavar if isinstance(action.metavar, tuple) else (action.metavar,)
            given = " ".join(rf"\fI{_text(value)}\fR" for value in values if value) if action.nargs != 0 else ""
            choices = " | ".join(map(str, action.choices)) if action.choices and not given else ""
            yield f"{names} {given or _text(choices)}".rstrip()
        yield _text(action.help or "")


def _text(text: str) -> str:
    """Return text in which nothing is a request or an escape of roff."""
    text = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    for sign, name in (("…", "..."), ("“", r"\(lq"), ("”", r"\(rq"), ("’", r"\(cq"), ("'", r"\(aq"), ("→", r"\(->")):
        text = text.replace(sign, name)
    return text if not text.startswith((".", "'")) else rf"\&{text}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(page(), encoding="utf-8")
