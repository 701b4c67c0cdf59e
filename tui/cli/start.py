"""``postil [PATH …]``: open the program."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotations.errors import StoreError, UsageError
from annotations.library import Library
from annotations.sources.scan import scan
from annotations.store.access import is_there
from annotations.store.paths import FILE, FOLDER
from annotations.text.plurals import count_noun
from tui.cli.streams import agreed
from tui.session.preload import Ahead
from tui.session.settings import load_settings

if TYPE_CHECKING:
    from tui.app import Ended


WEB_DRIVER: Final = "textual.drivers.web_driver"
"""Driver that `postil serve` runs the program with: a browser is its terminal."""


def run(options: Namespace) -> int:
    """Open the program on the given paths; by default the current folder, or the samples if it has no sources."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and WEB_DRIVER not in os.environ.get("TEXTUAL_DRIVER", ""):
        raise UsageError("The program needs a terminal. Without one, use a verb: postil --help lists them.")
    # Start-up creates no garbage worth collecting; `IdleCollector` enables the collector after the first frame.
    gc.disable()
    settings, _ = load_settings()
    paths = options.paths or [_here()]
    while True:
        ended = _sit(paths, mouse=options.mouse and settings.mouse, theme=options.theme)
        if ended.folder is None:
            return ended.code
        paths = [ended.folder]


def _sit(paths: Sequence[Path], *, mouse: bool, theme: str) -> "Ended":
    """Open a library and run the program on it."""
    with closing(_opened(paths)) as library, closing(Ahead(library)) as ahead:
        from tui.app import run as run_app

        try:
            return run_app(library, mouse=mouse, theme=theme, ahead=ahead)
        finally:
            _rescue(library)


def _opened(paths: Sequence[Path]) -> Library:
    """Open a library. If its file is empty and nothing is known that was in it, ask whether to start an empty one."""
    library = Library.open(paths, alone=True)
    if not library.broken:
        return library
    from annotations.library.repair import repairs  # seldom needed

    blank = next((one for one in repairs(paths) if one.blank), None)
    if blank is None or not agreed(f"{library.home / FILE} is empty. Start an empty library in its place?"):
        return library
    library.close()
    blank.do()
    return Library.open(paths, alone=True)


def _rescue(library: Library) -> None:
    """Write unsaved changes to a rescue file and print its path."""
    try:
        library.flush()
    except StoreError:
        from tui.cli.output import print_message

        if count := library.store.unsaved:
            try:
                file = library.location.rescue()
            except StoreError as error:
                print_message(
                    f"{count_noun(count, 'change')} could not be saved, nor written to a rescue file: {error}"
                )
                return
            print_message(
                f"{count_noun(count, 'change')} could not be saved. The whole library was written to {file}: "
                f"copy it into {FOLDER} beside the sources and run “postil check --repair”."
            )


def _here() -> Path:
    """Return the current folder if it has something to read, else a copy of the samples."""
    here = Path()
    if is_there(here / FOLDER) or any(entry.readable for entry in scan([here]).entries):
        return here
    from tui.session.samples import samples

    return samples()
