"""Parser of the command line: verbs, options and their help."""

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
    "disputes",
    "stats",
    "map",
    "timeline",
    "tags",
    "kinds",
    "searches",
    "export",
    "undo",
    "history",
    "check",
    "set-source",
)

_HELP: Final = """\
verbs:
  list [PATH]                 list passages, all or those of --filter QUERY, --tag, --source; --json
  show ID [PATH]              print one passage with its context, note and links
  add PATH SOURCE --quote TEXT --tag TAG
                              annotate a passage and print its address
  link PATH FROM KIND TO      link two passages and print the link's id
  board [PATH]                print the claims board: --format text, csv, markdown, json; --filter
  disputes [PATH]             print what the sources dispute, each dispute with its sides; --sort, --json
  stats [PATH]                print counts of passages, tags, links and coverage: --format text, csv, json
  map [PATH]                  draw sources and claims with their links, as text or SVG; -o FILE
  timeline [PATH]             print dated claims and passages in order: --format text, csv, json
  tags [PATH]                 list the tags, or --rename, --merge, --remove one; --json
  kinds [PATH]                list the link types, or --add, --remove one; --json
  searches [PATH]             list the saved searches, or --add, --rename, --remove one; --json
  export [PATH]               export the library, or what --filter finds, as JSON; -o FILE
  undo PATH                   undo your last change; -n for several, --entry for one of the history
  history [PATH]              list the changes; --json or --csv with the values before and after
  check [PATH]                check the library and its sources for problems; --repair
  set-source PATH SOURCE      print the facts of a source, or set --author, --date, --credibility …
                              and --encoding, in which it is read

To open a folder named like a verb, write ./list. Each verb has its own --help.
Exit codes: 0 success, 1 check found problems, 2 wrong use, 3 data could not be read or written."""


def parse(argv: Sequence[str]) -> Namespace:
    """Parse the options; ``run`` is ``module:function`` of the command in `tui.cli`.

    Raises UsageError for wrong use, and SystemExit after --help and --version.
    """
    if argv and argv[0] in VERBS:
        return _VERBS[argv[0]](_Parser(prog=f"postil {argv[0]}", allow_abbrev=False)).parse_args(argv[1:])
    return _opening().parse_args(argv)


class _Parser(ArgumentParser):
    """Parser that raises UsageError instead of printing usage and exiting."""

    def error(self, message: str) -> Never:
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See “{self.prog} --help”.")


class _Version(Action):
    """Prints the version; the metadata of the package is read only then."""

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
    parser.add_argument(
        "--no-mouse", dest="mouse", action="store_false", help="do not use the mouse; the terminal keeps it"
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    parser.set_defaults(run="start:run")
    return parser


def _list(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List passages, one per line."
    _path(parser, optional=True)
    _filter(parser, "only passages that match, such as 'author:smith published:>2026-01'")
    parser.add_argument("--tag", default="", metavar="TAG", help="only passages with this tag")
    parser.add_argument("--source", default="", metavar="SOURCE", help="only this source: its number or its path")
    parser.add_argument("--status", default="", choices=STATUSES, help="only passages with this status")
    parser.add_argument("--saved", default="", metavar="NAME", help="only passages that the saved search finds")
    parser.add_argument("--json", action="store_true", help="print a JSON array in the format of the export")
    parser.set_defaults(run="list:list_passages")
    return parser


def _show(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print one passage with its context, note and links."
    parser.add_argument("id", metavar="ID", help="address (3:10) or id of the passage")
    _path(parser, optional=True)
    parser.set_defaults(run="list:show_passage")
    return parser


def _add(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Annotate a passage and print its address."
    _path(parser)
    parser.add_argument("source", metavar="SOURCE", help="number of the source, or its path within the library")
    parser.add_argument("--quote", required=True, metavar="TEXT", help="the exact words of the passage")
    parser.add_argument(
        "--prefix", default="", metavar="TEXT", help="the words just before it, if the quote occurs more than once"
    )
    parser.add_argument("--suffix", default="", metavar="TEXT", help="the words just after it")
    parser.add_argument(
        "--tag", dest="tags", action="append", default=[], metavar="TAG", help="tag to give it; may be repeated"
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="note on the passage")
    parser.set_defaults(run="add:add_passage")
    return parser


def _link(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Link two passages and print the id of the link."
    _path(parser)
    parser.add_argument("source", metavar="FROM", help="address or id of a passage")
    parser.add_argument("kind", metavar="KIND", help=f"{', '.join(LINK_KINDS)}, or a link type of your own")
    parser.add_argument("target", metavar="TO", help="address or id of a passage")
    parser.add_argument("--note", default="", metavar="TEXT", help="note on the link")
    parser.set_defaults(run="add:link_passages")
    return parser


def _board(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the claims board."
    from annotations.review.filters import SORTS

    _path(parser, optional=True)
    parser.add_argument("--format", default="text", choices=("text", "csv", "markdown", "json"), help="output format")
    parser.add_argument("--sort", default="", choices=SORTS, help="order of the claims; default: place")
    _filter(parser, "only claims that match, such as 'kind:primary credibility:>=B'")
    parser.add_argument("--saved", default="", metavar="NAME", help="only claims that the saved filter shows")
    parser.add_argument("--tag", default="", metavar="TAG", help="only claims with a passage that has this tag")
    parser.add_argument(
        "--source", default="", metavar="SOURCE", help="only claims that this source states or is linked to"
    )
    parser.add_argument("--status", default="", choices=STATUSES, help="only claims with this status")
    parser.add_argument("--text", default="", metavar="WORDS", help="only claims that contain these words")
    parser.add_argument("--unsettled", action="store_true", help="omit claims that are checked or dropped")
    parser.add_argument(
        "--matrix", action="store_true", help="one column for each source, even if there are more than 40"
    )
    parser.set_defaults(run="reports.board:print_board")
    return parser


def _disputes(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print what the sources dispute: claims that contradict each other, with their sides."
    from annotations.review.disputes.dispute_list import SORTS

    _path(parser, optional=True)
    parser.add_argument("--sort", default="weight", choices=SORTS, help="order of the disputes")
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.set_defaults(run="reports.disputes:print_disputes")
    return parser


def _stats(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the statistics of a library."
    from annotations.review.overview.statistics.report import NAMES

    _path(parser, optional=True)
    parser.add_argument("--format", default="text", choices=("text", "csv", "json"), help="output format")
    parser.add_argument("--table", default="", choices=NAMES, help="only this table")
    parser.set_defaults(run="reports.statistics:print_statistics")
    return parser


def _map(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Draw the map of sources and claims."
    from annotations.export.map_svg import COLOURS

    _path(parser, optional=True)
    parser.add_argument("--format", default="", choices=("text", "svg"), help="output format; svg with -o, else text")
    parser.add_argument("--around", default="", metavar="ID", help="the nearest to this passage or source first")
    parser.add_argument("--most", type=int, default=200, metavar="N", help="most sources and claims; default: 200")
    parser.add_argument("--tag", default="", metavar="TAG", help="only claims with a passage that has this tag")
    _filter(parser, "only claims that match")
    parser.add_argument("--text", default="", metavar="WORDS", help="only claims with these words or this verdict")
    parser.add_argument("--all", action="store_true", help="also claims without a link")
    parser.add_argument("--colours", default="auto", choices=COLOURS, help="of SVG: as the viewer prefers, or one")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of standard output")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(run="reports.map:draw_map")
    return parser


def _timeline(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the claims and other passages that have a date, in the order of their dates."
    _path(parser, optional=True)
    parser.add_argument("--format", default="text", choices=("text", "csv", "json"), help="output format")
    parser.set_defaults(run="reports.timeline:print_timeline")
    return parser


def _tags(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List the tags, or rename, merge or remove one."
    _path(parser, optional=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rename", nargs=2, metavar=("TAG", "NAME"), help="rename a tag on all passages")
    what.add_argument("--merge", nargs=2, metavar=("TAG", "INTO"), help="replace a tag by another on all passages")
    what.add_argument("--remove", metavar="TAG", help="remove a tag from all passages and from the codebook")
    what.add_argument("--json", action="store_true", help="print a JSON array in the format of the export")
    parser.set_defaults(run="codebook:manage_tags")
    return parser


def _kinds(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List the link types, or add or remove one."
    _path(parser, optional=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", metavar="NAME", help="add a link type")
    what.add_argument("--remove", metavar="NAME", help="remove a link type that no link uses")
    what.add_argument("--json", action="store_true", help="print a JSON array in the format of the export")
    parser.add_argument("--key", default="", metavar="KEY", help="with --add: letter or digit that chooses it")
    parser.add_argument(
        "--sign", dest="glyph", default="", metavar="SIGN", help="with --add: sign that is shown for it"
    )
    parser.add_argument("--inverse", default="", metavar="NAME", help="with --add: its name as read from the target")
    parser.add_argument(
        "--counts",
        default="",
        choices=LINK_KINDS,
        help="with --add: built-in type that it counts as on the board; none if omitted",
    )
    parser.set_defaults(run="codebook:manage_kinds")
    return parser


def _searches(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List the saved searches, or add, rename or remove one."
    from annotations.review.filters import SORTS

    _path(parser, optional=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--add", nargs=2, metavar=("NAME", "QUERY"), help="save a search, or replace the one of that name"
    )
    what.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="rename a saved search")
    what.add_argument("--remove", metavar="NAME", help="remove a saved search")
    what.add_argument("--json", action="store_true", help="print a JSON array in the format of the export")
    parser.add_argument(
        "--place", default="search", choices=("search", "board"), help="with --add: what it searches; default: search"
    )
    parser.add_argument("--sort", default="", choices=SORTS, help="with --add --place board: order of the claims")
    parser.set_defaults(run="searches:manage_searches")
    return parser


def _export(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Export the library as JSON."
    _path(parser, optional=True)
    parser.add_argument("--format", default="json", choices=("json",), help="output format")
    _filter(parser, "only passages that match, their sources and links, and the review of these passages")
    parser.add_argument("--with-text", action="store_true", help="include the reading text of each source")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of standard output")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(run="export:export_library")
    return parser


def _undo(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Undo your last changes."
    _path(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("-n", dest="count", type=int, default=1, metavar="N", help="number of changes to undo")
    which.add_argument(
        "--entry", type=int, default=0, metavar="N", help="undo the change with this number in the history"
    )
    parser.add_argument("--others", action="store_true", help="also undo changes of other authors")
    parser.set_defaults(run="undo:undo_changes")
    return parser


def _history(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List the changes of a library."
    _path(parser, optional=True)
    parser.add_argument("--about", default="", metavar="ID", help="only changes of one passage, given by address or id")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", help="print a JSON array, oldest first, with the records before and after"
    )
    form.add_argument("--csv", action="store_true", help="print one row for each changed field, oldest first")
    parser.set_defaults(run="undo:print_history")
    return parser


def _check(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Check the library and its sources for problems, and repair the library's own files."
    _path(parser, optional=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--repair", action="store_true", help="repair what can be repaired, after asking")
    parser.add_argument("--yes", action="store_true", help="with --repair: do not ask")
    parser.set_defaults(run="check:check_library")
    return parser


def _set_source(parser: ArgumentParser) -> ArgumentParser:
    from annotations.records.facts import LABELS

    parser.description = "Print the facts of a source, or set some of them; an empty text says that there is none."
    _path(parser)
    parser.add_argument("source", metavar="SOURCE", help="number of the source, or its path within the library")
    parser.add_argument("--title", metavar="TEXT", help="title of the source; empty for the one in its text")
    parser.add_argument(
        "--author", dest="authors", action="append", default=[], metavar="NAME", help="author; may be repeated"
    )
    parser.add_argument("--publisher", metavar="TEXT", help="who published it")
    parser.add_argument("--date", dest="published", metavar="DATE", help="when: 2026, 2026-04 or 2026-04-08")
    parser.add_argument("--url", metavar="ADDRESS", help="address, such as https://… or doi:…")
    parser.add_argument("--kind", metavar="KIND", help="primary, reporting, comment …, or one of the codebook")
    parser.add_argument("--credibility", metavar="GRADE", help="grade on the scale of the codebook, else any text")
    parser.add_argument(
        "--derived-from",
        action="append",
        default=[],
        metavar="SOURCE",
        help="source that it has its contents from; may be repeated; none: no source",
    )
    parser.add_argument(
        "--reset",
        action="append",
        default=[],
        choices=tuple(LABELS.values()),
        metavar="FACT",
        help=f"use what the file states again: {', '.join(LABELS.values())}; may be repeated",
    )
    parser.add_argument(
        "--encoding", default="", metavar="NAME", help="read it in this encoding, such as cp1252; auto: as it seems"
    )
    parser.set_defaults(run="set_source:set_source", author=None)
    return parser


def _filter(parser: ArgumentParser, described: str) -> None:
    parser.add_argument("--filter", default="", metavar="QUERY", help=f"{described}; see docs/facts.md")


def _path(parser: ArgumentParser, *, optional: bool = False) -> None:
    described = "folder of sources, or a file"
    if optional:
        parser.add_argument(
            "path", nargs="?", type=Path, default=Path(), metavar="PATH", help=f"{described}; default: current folder"
        )
    else:
        parser.add_argument("path", type=Path, metavar="PATH", help=described)


_VERBS: Final[dict[str, Callable[[ArgumentParser], ArgumentParser]]] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "link": _link,
    "board": _board,
    "disputes": _disputes,
    "stats": _stats,
    "map": _map,
    "timeline": _timeline,
    "tags": _tags,
    "kinds": _kinds,
    "searches": _searches,
    "export": _export,
    "undo": _undo,
    "history": _history,
    "check": _check,
    "set-source": _set_source,
}
