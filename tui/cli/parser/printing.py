"""Options of the verbs that print something."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tui.cli.parser.common import amount, array, as_json, most, output, passage, path, selection


def _list(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List passages, one per line."
    path(parser, optional=True)
    parser.add_argument(
        "--memos", action="store_true", help="list the memos on the library, its sources and tags instead"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array in the format of the export")
    selection(parser)
    parser.set_defaults(run="reports.passages:list_passages")
    return parser


def _show(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print one passage with its context, note and links."
    path(parser, optional=True)
    passage(parser)
    parser.add_argument("--json", action="store_true", help="print the passage and its links as a JSON object")
    parser.set_defaults(run="reports.passages:show_passage")
    return parser


def _cite(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print passages as citations."
    from annotations.export.citation import STYLES

    path(parser)
    parser.add_argument("ids", nargs="+", metavar="ID", help="address (3:10) or id of a passage")
    parser.add_argument("--style", default="plain", choices=STYLES, help="style of the citation; default: plain")
    array(parser)
    parser.set_defaults(run="reports.passages:cite_passages")
    return parser


def _board(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the claims board."
    from annotations.review.arrangement import SORTS

    path(parser, optional=True)
    parser.add_argument("--format", default="text", choices=("text", "csv", "markdown", "json"), help="output format")
    as_json(parser)
    parser.add_argument("--sort", default="", choices=SORTS, help="order of the claims; default: place")
    parser.add_argument("--unsettled", action="store_true", help="omit claims that are checked or excluded")
    parser.add_argument(
        "--matrix", action="store_true", help="one column for each source, even if there are more than 40"
    )
    selection(parser, "claims")
    parser.set_defaults(run="reports.board:print_board")
    return parser


def _links(parser: ArgumentParser) -> ArgumentParser:
    parser.description = (
        "List links, one per line: from, type, to, note, and the words of both passages. --json has their ids."
    )
    path(parser, optional=True)
    parser.add_argument("--kind", default="", metavar="KIND", help="only links of this type")
    parser.add_argument("--json", action="store_true", help="print a JSON array in the format of the export")
    selection(parser, "links with one of the passages")
    parser.set_defaults(run="reports.links:list_links")
    return parser


def _search(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Search the texts of all sources, passages, notes, tags and memos; the best hits come first."
    path(parser)
    parser.add_argument(
        "words", nargs="+", metavar="WORDS", help="words and filters as in the program; see docs/facts.md"
    )
    most(parser, "hits")
    array(parser)
    parser.set_defaults(run="reports.search:search_library")
    return parser


def _disputes(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print what the sources dispute: claims that contradict each other, with their sides."
    from annotations.review.disputes.dispute_list import SORTS

    path(parser, optional=True)
    parser.add_argument("--sort", default="weight", choices=SORTS, help="order of the disputes")
    array(parser)
    selection(parser, "disputes of claims")
    parser.set_defaults(run="reports.disputes:print_disputes")
    return parser


def _queue(parser: ArgumentParser) -> ArgumentParser:
    parser.description = (
        "Print pairs of passages that may be linked, as the queue shows them: contradictions first, the best first."
    )
    path(parser, optional=True)
    most(parser, "pairs")
    array(parser)
    parser.set_defaults(run="reports.pairs:print_queue")
    return parser


def _related(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the passages that may be linked to one, as the link finder ranks them."
    path(parser, optional=True)
    passage(parser)
    parser.add_argument("--untagged", action="store_true", help="also untagged sentences, after the passages")
    most(parser, "passages")
    array(parser)
    parser.set_defaults(run="reports.pairs:print_related")
    return parser


def _suggest(parser: ArgumentParser) -> ArgumentParser:
    from annotations.library.issues.untagged import TAGS

    parser.description = (
        "Print numbers and sentences that may deserve a tag and have none, the best first, each with its reasons."
    )
    path(parser, optional=True)
    parser.add_argument(
        "--source",
        dest="sources",
        action="append",
        default=[],
        metavar="SOURCE",
        help="only of this source, by its number or path; may be repeated",
    )
    parser.add_argument(
        "--tag", dest="tags", action="append", default=[], choices=TAGS, help="only for this tag; may be repeated"
    )
    most(parser, "suggestions")
    array(parser)
    parser.set_defaults(run="reports.untagged:print_suggestions")
    return parser


def _stats(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the statistics of a library."
    from annotations.review.overview.statistics.report import NAMES

    path(parser, optional=True)
    parser.add_argument("--format", default="text", choices=("text", "csv", "json"), help="output format")
    as_json(parser)
    parser.add_argument("--table", default="", choices=NAMES, help="only this table")
    selection(parser)
    parser.set_defaults(run="reports.statistics:print_statistics")
    return parser


def _map(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Draw the map of sources and claims."
    from annotations.export.overview.map_svg import COLOURS

    path(parser, optional=True)
    parser.add_argument(
        "--format", default="", choices=("text", "svg", "json"), help="output format; svg with -o, else text"
    )
    as_json(parser)
    parser.add_argument("--around", default="", metavar="ID", help="the nearest to this passage or source first")
    parser.add_argument("--most", type=amount, default=200, metavar="N", help="most sources and claims; default: 200")
    parser.add_argument("--all", action="store_true", help="also claims without a link")
    parser.add_argument("--colours", default="auto", choices=COLOURS, help="of SVG: as the viewer prefers, or one")
    output(parser)
    selection(parser, "claims")
    parser.set_defaults(run="reports.map:draw_map")
    return parser


def _timeline(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the claims and other passages that have a date, in the order of their dates."
    path(parser, optional=True)
    parser.add_argument("--format", default="text", choices=("text", "csv", "json"), help="output format")
    as_json(parser)
    selection(parser, "claims and passages")
    parser.set_defaults(run="reports.timeline:print_timeline")
    return parser


def _figures(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the figures of each metric and period, compared by value, with the verdict on them."
    from annotations.review.ledger.ledger import SORTS

    path(parser, optional=True)
    parser.add_argument("--format", default="text", choices=("text", "csv", "json", "markdown"), help="output format")
    as_json(parser)
    parser.add_argument("--conflicts", action="store_true", help="only open conflicts; exit code 1 if there are any")
    parser.add_argument("--sort", default="conflict", choices=SORTS, help="order of the rows; default: conflict")
    selection(parser, "figures")
    parser.set_defaults(run="reports.figures:print_figures")
    return parser


def _export(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Export the library in one of many formats."
    path(parser, optional=True)
    parser.add_argument("--format", default="", metavar="NAME", help="format; default: by the end of FILE, else json")
    as_json(parser)
    parser.add_argument("--formats", action="store_true", help="list the formats with their options")
    parser.add_argument("--with-text", action="store_true", help="include the reading text of each source")
    parser.add_argument("--table", default="", metavar="NAME", help="with --format csv: only this table, as one file")
    parser.add_argument("--flavour", default="", metavar="NAME", help="with --format markdown: plain or obsidian")
    parser.add_argument(
        "--option", dest="options", action="append", default=[], metavar="NAME=VALUE", help="option of the format"
    )
    output(parser, "FILE, or FOLDER,")
    selection(parser)
    parser.set_defaults(run="export:export_library")
    return parser


def _report(parser: ArgumentParser) -> ArgumentParser:
    parser.description = (
        "Write a report that can be sent: disputes, claims, figures, sources, with every quote in its place."
    )
    path(parser, optional=True)
    parser.add_argument(
        "--format",
        default="",
        choices=("html", "markdown", "docx", "pdf"),
        help="format; default: by the end of FILE, else html",
    )
    parser.add_argument("--title", default="", metavar="TEXT", help="title of the report")
    parser.add_argument(
        "--sections",
        default="",
        metavar="NAMES",
        help="only these, with commas: summary, disputes, claims, board, figures, sources, map, notes, method, texts",
    )
    parser.add_argument("--quotes-only", action="store_true", help="quote passages, and leave out the texts of sources")
    parser.add_argument("--template", type=Path, metavar="FILE", help="a template of your own; see docs/exchange.md")
    parser.add_argument("--json", action="store_true", help="with -o: print what was written as a JSON object")
    output(parser)
    selection(parser)
    parser.set_defaults(run="reports.report:write_report")
    return parser


def _history(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "List the changes of a library."
    path(parser, optional=True)
    parser.add_argument("--about", default="", metavar="ID", help="only changes of one passage, given by address or id")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", help="print a JSON array, oldest first, with the records before and after"
    )
    form.add_argument("--csv", action="store_true", help="print one row for each changed field, oldest first")
    parser.set_defaults(run="upkeep.undo:print_history")
    return parser


def _check(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Check the library and its sources for problems, and repair the library's own files."
    path(parser, optional=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--repair", action="store_true", help="repair what can be repaired, after asking")
    parser.add_argument("--yes", action="store_true", help="with --repair: do not ask")
    parser.set_defaults(run="upkeep.check:check_library")
    return parser


def _lint(parser: ArgumentParser) -> ArgumentParser:
    from annotations.library.issues.lint import KINDS

    parser.description = (
        "List what the coding of a library lacks: numbers without a figure, figures without unit or period, claims of one"
        " source or of opinions only, contradictions without a note, sources not read to their end, orphans."
    )
    path(parser, optional=True)
    parser.add_argument(
        "--kind", action="append", default=[], choices=tuple(KINDS), help="only remarks of this kind; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run="upkeep.lint:lint_library")
    return parser


def _completion(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Print the script that completes postil's verbs, options and values in a shell."
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")
    parser.add_argument("--line", metavar="TEXT", help="print what may come at the end of a line, as the script asks")
    parser.set_defaults(run="completion.scripts:complete")
    return parser


VERBS: Final[dict[str, Callable[[ArgumentParser], ArgumentParser]]] = {
    "list": _list,
    "show": _show,
    "cite": _cite,
    "search": _search,
    "links": _links,
    "board": _board,
    "disputes": _disputes,
    "queue": _queue,
    "related": _related,
    "suggest": _suggest,
    "stats": _stats,
    "map": _map,
    "timeline": _timeline,
    "figures": _figures,
    "export": _export,
    "report": _report,
    "history": _history,
    "check": _check,
    "lint": _lint,
    "completion": _completion,
}
"""Functions that add the options of a verb to its parser."""
