"""Options that several verbs have."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Final

from annotations.model import STATUSES, status_name

_DIGITS: Final = 10
"""Digits that a number on the command line has less than."""


def path(parser: ArgumentParser, *, optional: bool = False) -> None:
    """Add the path of the library; without one that is `optional` it is the current folder."""
    described = "folder of sources, or a file"
    if optional:
        parser.add_argument(
            "path", nargs="?", type=Path, default=Path(), metavar="PATH", help=f"{described}; default: current folder"
        )
    else:
        parser.add_argument("path", type=Path, metavar="PATH", help=described)


def as_json(parser: ArgumentParser) -> None:
    """Add ``--json`` to a verb with ``--format``."""
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")


def array(parser: ArgumentParser) -> None:
    """Add ``--json`` to a verb that prints a list."""
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def most(parser: ArgumentParser, noun: str) -> None:
    """Add ``--most`` to a verb that prints a list, whose elements are called `noun`; 0, the default, stands for all."""
    parser.add_argument("--most", type=amount, default=0, metavar="N", help=f"most {noun} to print; default: all")


def passage(parser: ArgumentParser) -> None:
    """Add the passage that a verb with an optional path is about; `tui.cli.output.in_order` tells them apart."""
    parser.add_argument("id", metavar="ID", help="address (3:10) or id of the passage; ID PATH is accepted as well")


def output(parser: ArgumentParser, where: str = "FILE") -> None:
    """Add ``-o`` and ``--force`` to a verb that writes to a file instead of standard output; `tui.cli.output_file` writes it."""
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help=f"write to {where} instead of standard output"
    )
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")


def change(parser: ArgumentParser, run: str) -> ArgumentParser:
    """Add the options of a verb that makes a change, which `run` does, and return the parser."""
    parser.add_argument("--json", action="store_true", help="print what was done as a JSON object")
    parser.set_defaults(run=run)
    return parser


def amount(text: str) -> int:
    """Return a whole number from 0 on. Raises ArgumentTypeError if a text is none."""
    if not (text.isascii() and text.isdigit() and len(text) < _DIGITS):
        raise ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    return int(text)


def selection(parser: ArgumentParser, noun: str = "passages") -> None:
    """Add the options that choose passages, or what has such passages; `tui.cli.selection` reads them."""
    group = parser.add_argument_group(f"{noun} chosen")
    add = group.add_argument
    add("--tag", dest="tags", action="append", default=[], metavar="TAG", help="with this tag; repeated: with all")
    add("--any", action="store_true", help="with one of the tags of several --tag, not all")
    add("--not", dest="without", action="append", default=[], metavar="TAG", help="without this tag; may be repeated")
    add(
        "--source",
        dest="sources",
        action="append",
        default=[],
        metavar="SOURCE",
        help="in this source, by its number or path; repeated: in one of them",
    )
    add(
        "--status",
        dest="statuses",
        action="append",
        default=[],
        type=status_name,
        choices=tuple(map(status_name, STATUSES)),
        metavar="STATUS",
        help=f"with this status: {', '.join(map(status_name, STATUSES))}; repeated: with one of them",
    )
    add("--by", action="append", default=[], metavar="NAME", help="annotated by NAME; repeated: by one of them")
    add("--since", default="", metavar="DATE", help="made or changed since DATE, or an age such as 12h, 7d, 2w")
    add("--text", default="", metavar="WORDS", help="with all of these words")
    add("--filter", default="", metavar="QUERY", help="that match a query as in the program; see docs/facts.md")
    add("--saved", default="", metavar="NAME", help="that a saved search finds, or a saved filter of the board")
