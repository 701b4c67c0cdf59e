"""``postil [PATH …]``: open the program."""

import gc
import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from shutil import copyfile

from annotations.errors import StoreError, UsageError
from annotations.library import Library
from annotations.sources.scan import scan
from annotations.store.access import is_there
from annotations.store.paths import FILE, FOLDER
from annotations.text.plurals import count_noun
from tui.cli.output import print_message
from tui.session.preload import Ahead


def run(options: Namespace) -> int:
    """Open the program on the given paths; by default the current folder, or the samples if it has no sources."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The program needs a terminal. Without one, use a verb: postil --help lists them.")
    # Start-up creates no garbage worth collecting; `IdleCollector` enables the collector after the first frame.
    gc.disable()
    with closing(Library.open(options.paths or [_here()], alone=True)) as library, closing(Ahead(library)) as ahead:
        from tui.app import run as run_app

        try:
            return run_app(library, mouse=options.mouse, theme=options.theme, ahead=ahead)
        finally:
            _rescue(library)


def _rescue(library: Library) -> None:
    """Write unsaved changes to a rescue file and print its path."""
    try:
        library.flush()
    except StoreError:
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
    from platformdirs import user_data_path

    samples = user_data_path("postil") / "samples"
    if not (samples / FOLDER / FILE).exists():
        _copy(Path(__file__).parents[2] / "seeds", samples)
    return samples


def _copy(seeds: Path, samples: Path) -> None:
    """Copy the samples and their library to a folder that the user may change.

    Raises StoreError if a file cannot be copied.
    """
    try:
        for path in sorted(path for path in seeds.rglob("*") if path.is_file()):
            target = samples / path.relative_to(seeds)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            copyfile(path, target)
    except OSError as error:
        raise StoreError(
            f"The samples cannot be copied to {samples}: {error.strerror}. Give a folder of sources to open."
        ) from error
