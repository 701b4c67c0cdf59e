"""What may stand on the command line."""

import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Never

from annotations.errors import UsageError
from annotations.model import LINK_KINDS, STATUSES

VERBS: Final = (
    "list",
    "show",
    "add",
    "link",
    "board",
    "tags",
    "kinds",
    "export",
    "undo",
    "history",
    "check",
    "set-source",
)

_HELP: Final = """\
verbs:
  list [PATH]                 passages: by --tag, --source, --status; --json
  show ID [PATH]              one passage with its context, note and links
  add PATH SOURCE --quote TEXT --tag TAG
                              annotate a passage; prints its address
  link PATH FROM KIND TO      link two passages; prints the link's id
  board [PATH]                the claims by sources: --format text, csv, markdown, json; --sort
  tags [PATH]                 the tags: --rename, --merge, --remove; --json
  kinds [PATH]                the kinds of links: --add, --remove; --json
  export [PATH]               everything as JSON; -o FILE
  undo PATH                   take back your last change; -n for several, --entry for one of the history
  history [PATH]              who did what and when; --json or --csv with what was before and after
  check [PATH]                what is wrong with the library and its sources; --repair
  set-source PATH SOURCE --encoding NAME
                              how a source is read: an encoding, or auto

A folder that is called like a verb is opened as ./list. Each verb has its own --help.
Exit codes: 0 done, 1 the check found something, 2 wrong use, 3 the data could not be read or written."""


def parse(argv: Sequence[str]) -> Namespace:
    """The options, with ``run``, ``module:function`` of what does what was asked and returns the exit code.

    Leaves with SystemExit after --help and --version. Raises UsageError for a mistake.
    """
    if argv and argv[0] in VERBS:
        return _VERBS[argv[0]](_Parser(prog=f"postil {argv[0]}", allow_abbrev=False)).parse_args(argv[1:])
    return _opening().parse_args(argv)


class _Parser(ArgumentParser):
    """Tells a mistake as everything else is told: in one line, with nothing in it that a terminal would obey."""

    def error(self, message: str) -> Never:
        raise UsageError(f"{message[:1].upper()}{message[1:]}. {self.prog} --help says what can be given.")


class _Version(Action):
    """Prints the version; the package's metadata is only looked up when it is asked for."""

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"postil {version('postil')}\n")
        parser.exit()


def _opening() -> ArgumentParser:
    from argparse import RawDescriptionHelpFormatter

    parser = _Parser(
        prog="postil",
        usage="postil [--theme NAME] [--no-mouse] [PATH …]\n       postil VERB …",
        description="Read, highlight, tag and link sources in the terminal.",
        epilog=_HELP,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a folder of sources, or files")
    parser.add_argument("--theme", default="", metavar="NAME", help="the theme to start with")
    parser.add_argument("--no-mouse", dest="mouse", action="store_false", help="leave the mouse to the terminal")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    parser.set_defaults(run="start:run")
    return parser


def _list(parser: ArgumentParser) -> ArgumentParser:
    _path(parser, optional=True)
    parser.add_argument("--tag", default="", metavar="TAG", help="only passages with this tag")
    parser.add_argument("--source", default="", metavar="SOURCE", help="only this source: its number or its path")
    parser.add_argument("--status", default="", choices=STATUSES, help="only passages with this status")
    parser.add_argument("--json", action="store_true", help="as a JSON array, in the shape of the export")
    parser.set_defaults(run="list:list_passages")
    return parser


def _show(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("id", metavar="ID", help="address (3:10) or id of the passage")
    _path(parser, optional=True)
    parser.set_defaults(run="list:show_passage")
    return parser


def _add(parser: ArgumentParser) -> ArgumentParser:
    _path(parser)
    parser.add_argument("source", metavar="SOURCE", help="number of the source, or its path within the library")
    parser.add_argument("--quote", required=True, metavar="TEXT", help="the words of the passage")
    parser.add_argument("--prefix", default="", metavar="TEXT", help="the words right before it")
    parser.add_argument("--suffix", default="", metavar="TEXT", help="the words right after it")
    parser.add_argument("--tag", dest="tags", action="append", default=[], metavar="TAG", help="may be repeated")
    parser.add_argument("--note", default="", metavar="TEXT")
    parser.set_defaults(run="add:add_passage")
    return parser


def _link(parser: ArgumentParser) -> ArgumentParser:
    _path(parser)
    parser.add_argument("source", metavar="FROM", help="address or id of a passage")
    parser.add_argument("kind", metavar="KIND", help=f"{', '.join(LINK_KINDS)}, or a kind of your own")
    parser.add_argument("target", metavar="TO", help="address or id of a passage")
    parser.add_argument("--note", default="", metavar="TEXT")
    parser.set_defaults(run="add:link_passages")
    return parser


def _board(parser: ArgumentParser) -> ArgumentParser:
    from annotations.review.filters import SORTS

    _path(parser, optional=True)
    parser.add_argument("--format", default="text", choices=("text", "csv", "markdown", "json"))
    parser.add_argument("--sort", default="place", choices=SORTS, help="the order of the claims")
    parser.add_argument("--tag", default="", metavar="TAG", help="only claims that have a passage with this tag")
    parser.add_argument("--source", default="", metavar="SOURCE", help="only claims that this source has to do with")
    parser.add_argument("--status", default="", choices=STATUSES, help="only claims with this status")
    parser.add_argument("--text", default="", metavar="WORDS", help="only claims with these words")
    parser.add_argument("--unsettled", action="store_true", help="without claims that are checked or dropped")
    parser.add_argument("--matrix", action="store_true", help="a column for each source, also of more than 40")
    parser.set_defaults(run="board:print_board")
    return parser


def _tags(parser: ArgumentParser) -> ArgumentParser:
    _path(parser, optional=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rename", nargs=2, metavar=("TAG", "NAME"), help="call a tag otherwise, wherever it is")
    what.add_argument("--merge", nargs=2, metavar=("TAG", "INTO"), help="give its passages another tag instead")
    what.add_argument("--remove", metavar="TAG", help="take a tag from all passages, and away")
    what.add_argument("--json", action="store_true", help="as a JSON array, in the shape of the export")
    parser.set_defaults(run="codebook:manage_tags")
    return parser


def _kinds(parser: ArgumentParser) -> ArgumentParser:
    _path(parser, optional=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", metavar="NAME", help="add a kind of link")
    what.add_argument("--remove", metavar="NAME", help="remove one that no link is of")
    what.add_argument("--json", action="store_true", help="as a JSON array, in the shape of the export")
    parser.add_argument("--key", default="", metavar="KEY", help="with --add: the letter or digit that gives it")
    parser.add_argument("--sign", dest="glyph", default="", metavar="SIGN", help="with --add: what stands for it")
    parser.add_argument("--inverse", default="", metavar="NAME", help="with --add: how it reads from the target")
    parser.add_argument(
        "--counts", default="", choices=LINK_KINDS, help="with --add: what it counts like on the board; else no side"
    )
    parser.set_defaults(run="codebook:manage_kinds")
    return parser


def _export(parser: ArgumentParser) -> ArgumentParser:
    _path(parser, optional=True)
    parser.add_argument("--format", default="json", choices=("json",))
    parser.add_argument("--with-text", action="store_true", help="with the reading text of each source")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file, not to standard output")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(run="export:export_library")
    return parser


def _undo(parser: ArgumentParser) -> ArgumentParser:
    _path(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("-n", dest="count", type=int, default=1, metavar="N", help="how many changes")
    which.add_argument("--entry", type=int, default=0, metavar="N", help="the change with this number in the history")
    parser.add_argument("--others", action="store_true", help="also changes of other authors")
    parser.set_defaults(run="undo:undo_changes")
    return parser


def _history(parser: ArgumentParser) -> ArgumentParser:
    _path(parser, optional=True)
    parser.add_argument("--about", default="", metavar="ID", help="only changes of one passage: its address or id")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as a JSON array, oldest first, with all that was changed")
    form.add_argument("--csv", action="store_true", help="one row for each field that was changed, oldest first")
    parser.set_defaults(run="undo:print_history")
    return parser


def _check(parser: ArgumentParser) -> ArgumentParser:
    _path(parser, optional=True)
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    parser.add_argument("--repair", action="store_true", help="put right what can be, after asking")
    parser.add_argument("--yes", action="store_true", help="with --repair: do not ask")
    parser.set_defaults(run="check:check_library")
    return parser


def _set_source(parser: ArgumentParser) -> ArgumentParser:
    _path(parser)
    parser.add_argument("source", metavar="SOURCE", help="its number or its path")
    parser.add_argument("--encoding", required=True, metavar="NAME", help="such as cp1252 or koi8-r; auto: as it seems")
    parser.set_defaults(run="set_source:set_source")
    return parser


def _path(parser: ArgumentParser, *, optional: bool = False) -> None:
    helped = "folder of sources, or a file"
    if optional:
        parser.add_argument("path", nargs="?", type=Path, default=Path(), metavar="PATH", help=f"{helped}; this folder")
    else:
        parser.add_argument("path", type=Path, metavar="PATH", help=helped)


_VERBS: Final[dict[str, Callable[[ArgumentParser], ArgumentParser]]] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "link": _link,
    "board": _board,
    "tags": _tags,
    "kinds": _kinds,
    "export": _export,
    "undo": _undo,
    "history": _history,
    "check": _check,
    "set-source": _set_source,
}
