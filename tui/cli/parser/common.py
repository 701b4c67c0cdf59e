"""Options that several verbs have."""

from argparse import ArgumentParser
from pathlib import Path


def path(parser: ArgumentParser, *, optional: bool = False) -> None:
    """Add the path of the library; without one that is `optional` it is the current folder."""
    described = "folder of sources, or a file"
    if optional:
        parser.add_argument(
            "path", nargs="?", type=Path, default=Path(), metavar="PATH", help=f"{described}; default: current folder"
        )
    else:
        parser.add_argument("path", type=Path, metavar="PATH", help=described)


def query(parser: ArgumentParser, described: str) -> None:
    """Add a query that limits what the verb prints."""
    parser.add_argument("--filter", default="", metavar="QUERY", help=f"{described}; see docs/facts.md")
