"""Options of the verbs that change passages and links."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Final

from annotations.model import LINK_KINDS, STATUSES, status_name
from tui.cli.parser.common import change, path

_ID: Final = "address (3:10) or id of a passage"


def _add(parser: ArgumentParser) -> ArgumentParser:
    parser.description = (
        "Annotate a passage and print its address. One that is annotated already gets the tags and the note."
    )
    path(parser)
    parser.add_argument("source", metavar="SOURCE", help="number of the source, or its path within the library")
    parser.add_argument(
        "--quote",
        required=True,
        metavar="TEXT",
        help="the words of the passage; case and accents count if you type some",
    )
    parser.add_argument(
        "--prefix", default="", metavar="TEXT", help="the words just before it, if the quote occurs more than once"
    )
    parser.add_argument("--suffix", default="", metavar="TEXT", help="the words just after it")
    parser.add_argument(
        "--tag", dest="tags", action="append", default=[], metavar="TAG", help="tag to give it; may be repeated"
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="note on the passage")
    return change(parser, "changes.add:add_passage")


def _link(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Link two passages and print the id of the link."
    path(parser)
    parser.add_argument("source", metavar="FROM", help="address or id of a passage")
    parser.add_argument("kind", metavar="KIND", help=f"{', '.join(LINK_KINDS)}, or a link type of your own")
    parser.add_argument("target", metavar="TO", help="address or id of a passage")
    parser.add_argument("--note", default="", metavar="TEXT", help="note on the link")
    parser.add_argument("--both", action="store_true", help="keep a link that says the opposite, too")
    return change(parser, "changes.links:link_passages")


def _relink(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Give a link another type, direction or ends; its note stays."
    path(parser)
    parser.add_argument(
        "words", nargs="+", metavar="LINK … KIND", help="id of the link, or FROM TO or FROM KIND TO; then its new type"
    )
    parser.add_argument("--reverse", action="store_true", help="exchange its ends")
    parser.add_argument("--from", dest="source", default="", metavar="ID", help="passage where it is to start")
    parser.add_argument("--to", dest="target", default="", metavar="ID", help="passage where it is to end")
    parser.add_argument("--both", action="store_true", help="keep a link that says the opposite, too")
    return change(parser, "changes.links:relink")


def _tag(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Add tags to passages, as one change."
    return _of_words(parser, "changes.passages:tag_passages")


def _untag(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Remove tags from passages, as one change. A passage without a tag stays."
    return _of_words(parser, "changes.passages:untag_passages")


def _of_words(parser: ArgumentParser, run: str) -> ArgumentParser:
    path(parser)
    parser.add_argument("words", nargs="+", metavar="ID … TAG", help="passages by address or id, then tags")
    return change(parser, run)


def _note(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Write the note on a passage."
    path(parser)
    parser.add_argument("id", metavar="ID", help=_ID)
    parser.add_argument("text", metavar="TEXT", help="the note; - for standard input; empty: remove it")
    parser.add_argument("--append", action="store_true", help="add to the note instead of replacing it")
    return change(parser, "changes.passages:write_note")


def _status(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Give passages a status, as one change."
    names = tuple(map(status_name, STATUSES))
    path(parser)
    parser.add_argument("ids", nargs="+", metavar="ID", help=_ID)
    parser.add_argument("status", type=status_name, choices=names, metavar="STATUS", help=", ".join(names))
    return change(parser, "changes.passages:set_status")


def _set_figure(parser: ArgumentParser) -> ArgumentParser:
    parser.description = (
        "Choose which reading of a number is meant, or set what a figure is about, as one change. "
        "An empty text takes back what was set."
    )
    path(parser)
    parser.add_argument("id", metavar="ID", help=_ID)
    parser.add_argument("--number", metavar="NUMBER", default="", help="the number, if the passage has several")
    parser.add_argument("--reading", metavar="VALUE", help="one of the values between which it is in doubt: 94000")
    parser.add_argument("--metric", metavar="TEXT", help="what is measured")
    parser.add_argument("--subject", metavar="TEXT", help="of whom or what")
    parser.add_argument("--period", metavar="DATE", help="what it is for: 2026, 2026-Q1, 2026-04")
    parser.add_argument("--basis", metavar="TEXT", help="how it is measured: gross, median, per capita")
    parser.add_argument("--attribution", metavar="TEXT", help="who says it")
    return change(parser, "changes.figures:set_figure")


def _delete(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Delete passages with their notes and links, as one change."
    path(parser)
    parser.add_argument("ids", nargs="+", metavar="ID", help=_ID)
    return change(parser, "changes.passages:delete_passages")


def _unlink(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Delete links, as one change; their passages stay."
    path(parser)
    parser.add_argument("links", nargs="+", metavar="LINK", help="ids of links; or FROM TO or FROM KIND TO, of one")
    return change(parser, "changes.passages:unlink_passages")


VERBS: Final[dict[str, Callable[[ArgumentParser], ArgumentParser]]] = {
    "add": _add,
    "link": _link,
    "tag": _tag,
    "untag": _untag,
    "note": _note,
    "status": _status,
    "set-figure": _set_figure,
    "delete": _delete,
    "unlink": _unlink,
    "relink": _relink,
}
"""Functions that add the options of a verb to its parser."""
