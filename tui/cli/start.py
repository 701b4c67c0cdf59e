"""``postil [PATH …]``: open the program."""

import gc
import os
import sys
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
from tui.cli.parser.plain import Opening
from tui.cli.streams import agreed
from tui.session.preload import Ahead
from tui.session.settings import load_settings

if TYPE_CHECKING:
    from argparse import Namespace

    from tui.app import Postil


WEB_DRIVER: Final = "textual.drivers.web_driver"
"""Driver that `postil serve` runs the program with: a browser is its terminal."""


def run(options: "Opening | Namespace") -> int:
    """Open the program on the given paths; by default the current folder, or the samples if it has no sources."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and WEB_DRIVER not in os.environ.get("TEXTUAL_DRIVER", ""):
        raise UsageError("The program needs a terminal. Without one, use a verb: postil --help lists them.")
    # Start-up creates no garbage worth collecting; `IdleCollector` enables the collector after the first frame.
    gc.disable()
    settings, _ = load_settings()
    paths, greeting = (options.paths, "") if options.paths else _here()
    while True:
        code, folder = _sit(paths, greeting, mouse=options.mouse and settings.mouse, theme=options.theme)
        if folder is None:
            return code
        paths, greeting = [folder], ""


def _sit(paths: Sequence[Path], greeting: str, *, mouse: bool, theme: str) -> tuple[int, Path | None]:
    """Open a library and run the program on it. Returns the exit code and the folder to open instead, if any."""
    with closing(_opened(paths)) as library, closing(Ahead(library)) as ahead:
        from tui.app import Postil

        app = Postil(library, theme, ahead)
        if greeting:
            app.announce(greeting)
        try:
            return _run(app, library, mouse=mouse)
        finally:
            _rescue(library)


def _run(app: "Postil", library: Library, *, mouse: bool) -> tuple[int, Path | None]:
    """Run the program on a library, which the caller closes. Raises what ended it."""
    app.shutdown.watch()
    code = app.run(mouse=mouse)
    failure = app._exception  # noqa: SLF001 - what ended the program, which Textual would print
    if failure is not None and not app.shutdown.code:
        raise failure
    drafts = app.reading.session.drafts
    library.flush()
    drafts.settle()
    drafts.write()
    code = app.shutdown.code or code or 0
    return code, app.next_folder if not code else None


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


def _here() -> tuple[Sequence[Path], str]:
    """Return the current folder if it has something to read, else a copy of the samples; and what to say of it."""
    here = Path()
    if is_there(here / FOLDER) or any(entry.readable for entry in scan([here]).entries):
        return [here], ""
    from tui.session.samples import samples

    folder, home = samples(), Path.home()
    where = Path("~") / folder.relative_to(home) if folder.is_relative_to(home) else folder
    return [folder], f"no sources in this folder: these are the samples, in {where}"
