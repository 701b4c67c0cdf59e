"""``postil set-source``."""

import sys
from argparse import Namespace
from contextlib import closing

from annotations.documents.manner import ReadAs, known
from annotations.errors import UsageError
from annotations.library import Library
from tui.cli.output import one_line, source_named, usable


def set_source(options: Namespace) -> int:
    """Have a source read in another encoding, as one change, and print how it is read now."""
    encoding = "" if options.encoding == "auto" else known(options.encoding)
    if not encoding and options.encoding != "auto":
        raise UsageError(
            f"There is no encoding “{options.encoding}”. Give one such as cp1252, iso8859-2, koi8-r or auto."
        )
    with closing(usable(Library.open([options.path]), changing=True)) as library:
        source = source_named(library, options.source)
        asked = ReadAs.of(source.manner)._replace(encoding=encoding)
        library.set_manner(source.id, asked.recorded())
        found = library.document(source.id).encoding
        library.flush()
    sys.stdout.write(f"{one_line(source.path)} is read as {found}\n")
    return 0
