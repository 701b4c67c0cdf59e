"""Options of the verbs that change the codebook, sources and memos, and that undo."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Final

from annotations.model import LINK_KINDS
from tui.cli.parser.common import change, path


def _import(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Import passages, tags and links from files of other programs, as one change."
    path(parser, optional=True)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="file to import")
    parser.add_argument("--format", default="", metavar="NAME", help="format; default: recognised from the file")
    parser.add_argument("--formats", action="store_true", help="list the formats with their options")
    parser.add_argument(
        "--option", dest="options", action="append", default=[], metavar="NAME=VALUE", help="option of the format"
    )
    parser.add_argument("--dry-run", action="store_true", help="report what would be imported, and change nothing")
    parser.add_argument("--json", action="store_true", help="print the report as a JSON object")
    parser.set_defaults(run="import_files:import_files")
    return parser


def _tags(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List the tags as a tree, or add, rename, move, merge or remove one."
    path(parser, optional=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", metavar="NAME", help="add a tag to the codebook")
    what.add_argument("--rename", nargs=2, metavar=("TAG", "NAME"), help="rename a tag on all passages")
    what.add_argument("--merge", nargs=2, metavar=("TAG", "INTO"), help="replace a tag by another on all passages")
    what.add_argument(
        "--parent", nargs=2, metavar=("TAG", "PARENT"), help="put a tag below another one; empty: at the top"
    )
    what.add_argument("--remove", metavar="TAG", help="remove a tag from all passages and from the codebook")
    parser.add_argument("--below", default="", metavar="TAG", help="with --add: tag that it is below")
    parser.add_argument("--about", default="", metavar="TEXT", help="with --add: what it means")
    parser.add_argument("--find", default="", metavar="WORDS", help="only tags with these words, and those above them")
    parser.add_argument("--depth", type=int, default=0, metavar="N", help="only N levels; default: all")
    parser.add_argument("--json", action="store_true", help="print JSON: the list, or what was done")
    parser.set_defaults(run="changes.codebook:manage_tags")
    return parser


def _kinds(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List the link types, or add, rename or remove one."
    path(parser, optional=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", metavar="NAME", help="add a link type")
    what.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="rename a link type on all links")
    what.add_argument("--remove", metavar="NAME", help="remove a link type")
    links = parser.add_mutually_exclusive_group()
    links.add_argument("--into", default="", metavar="NAME", help="with --remove: type that its links get instead")
    links.add_argument("--delete-links", action="store_true", help="with --remove: delete its links")
    parser.add_argument("--json", action="store_true", help="print JSON: the list, or what was done")
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
    parser.set_defaults(run="changes.codebook:manage_kinds")
    return parser


def _searches(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List the saved searches, or add, rename or remove one."
    from annotations.model import SEARCH_PLACES
    from annotations.review.arrangement import SORTS

    path(parser, optional=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--add", nargs=2, metavar=("NAME", "QUERY"), help="save a search, or replace the one of that name"
    )
    what.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="rename a saved search")
    what.add_argument("--remove", metavar="NAME", help="remove a saved search")
    parser.add_argument("--json", action="store_true", help="print JSON: the list, or what was done")
    parser.add_argument(
        "--place", default="search", choices=tuple(SEARCH_PLACES), help="with --add: what it searches; default: search"
    )
    parser.add_argument("--sort", default="", choices=SORTS, help="with --add --place board: order of the claims")
    parser.set_defaults(run="changes.searches:manage_searches")
    return parser


def _memo(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Write the memo on a library, or on a source or tag of it; list --memos prints them."
    path(parser)
    parser.add_argument("text", metavar="TEXT", help="the whole memo; - for standard input; empty: remove it")
    about = parser.add_mutually_exclusive_group()
    about.add_argument("--source", default="", metavar="SOURCE", help="number of a source, or its path")
    about.add_argument("--tag", default="", metavar="TAG", help="name of a tag")
    return change(parser, "changes.add:write_memo")


def _retag(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Rename a tag on all its passages, or merge it with another one."
    path(parser)
    parser.add_argument("old", metavar="OLD", help="name of the tag")
    parser.add_argument("new", metavar="NEW", help="its new name")
    parser.add_argument("--merge", action="store_true", help="NEW is a tag that its passages get instead")
    return change(parser, "changes.passages:rename_tag")


def _undo(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Undo your last changes."
    path(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("-n", dest="count", type=int, default=1, metavar="N", help="number of changes to undo")
    which.add_argument(
        "--entry", type=int, default=0, metavar="N", help="undo the change with this number in the history"
    )
    parser.add_argument("--others", action="store_true", help="also undo changes of other authors")
    parser.add_argument("--json", action="store_true", help="print what was undone as a JSON object")
    parser.set_defaults(run="upkeep.undo:undo_changes")
    return parser


def _set_source(parser: ArgumentParser) -> ArgumentParser:
    from annotations.records.facts import LABELS

    parser.description = "Print the facts of a source, or set some of them; an empty text says that there is none."
    path(parser)
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
        "--encoding", default="", metavar="NAME", help="read it in this encoding, such as cp1252; auto: detect it"
    )
    parser.add_argument("--json", action="store_true", help="print the source as a JSON object, as the export has it")
    parser.set_defaults(run="changes.set_source:set_source", author=None)
    return parser


def _move(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Give a source the file that it is in now; its passages are looked for there."
    path(parser)
    parser.add_argument("source", metavar="SOURCE", help="number of the source, or the path that it had")
    parser.add_argument("file", metavar="FILE", help="path of the file, or its number; it has no passages")
    return change(parser, "changes.move:move_source")


VERBS: Final[dict[str, Callable[[ArgumentParser], ArgumentParser]]] = {
    "import": _import,
    "tags": _tags,
    "kinds": _kinds,
    "searches": _searches,
    "memo": _memo,
    "retag": _retag,
    "undo": _undo,
    "set-source": _set_source,
    "move": _move,
}
"""Functions that add the options of a verb to its parser."""
