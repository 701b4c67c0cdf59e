"""Options of the verbs for libraries under version control."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tui.cli.parser.common import path


def _merge(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Merge two versions of a library's file, as git does with the driver of git-setup."
    parser.add_argument("base", type=Path, metavar="BASE", help="the file that both come from; empty if there is none")
    parser.add_argument("ours", type=Path, metavar="OURS", help="one version; the result replaces it without -o")
    parser.add_argument("theirs", type=Path, metavar="THEIRS", help="the other version")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of OURS")
    parser.add_argument("--json", action="store_true", help="print a JSON object with the conflicts")
    parser.set_defaults(run="upkeep.merge:merge_three")
    return parser


def _save(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Write all changes to the library's file, which git commits."
    path(parser, optional=True)
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    parser.set_defaults(run="upkeep.merge:save_library")
    return parser


def _git_setup(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Let git merge the library with postil, and save it before each commit."
    path(parser, optional=True)
    parser.add_argument("--json", action="store_true", help="print what was done as a JSON object")
    parser.set_defaults(run="upkeep.git_setup:set_up")
    return parser


def _serve(parser: ArgumentParser) -> ArgumentParser:
    parser.description = "Serve the program to a browser on this machine; the address that is printed has a token."
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a folder of sources, or files")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="HOST", help="address to listen on; default: this machine"
    )
    parser.add_argument("--port", type=int, default=8373, metavar="N", help="port to listen on; default: 8373")
    parser.add_argument(
        "--public-url", default="", metavar="URL", help="address by which browsers reach it, if it is behind a proxy"
    )
    parser.set_defaults(run="serve:serve")
    return parser


VERBS: Final[dict[str, Callable[[ArgumentParser], ArgumentParser]]] = {
    "merge": _merge,
    "save": _save,
    "git-setup": _git_setup,
    "serve": _serve,
}
"""Functions that add the options of a verb to its parser."""
