"""Opening the program on paths alone. It needs no parser: argparse and its translations would delay the first screen."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from annotations.store.access import is_there
from tui.cli.parser.verbs import VERBS


class Opening(Struct, frozen=True):
    """The options with which the program is opened, as `tui.cli.parser.parser.opening` has them."""

    paths: list[Path]
    theme: str = ""
    mouse: bool = True
    run: str = "start:run"


def only_paths(argv: Sequence[str]) -> Opening | None:
    """Return the options if there is nothing but paths that exist, and no verb; None for what is to be parsed."""
    if argv and argv[0] in VERBS:
        return None
    if any(one.startswith("-") or not is_there(Path(one)) for one in argv):
        return None
    return Opening([*map(Path, argv)])
