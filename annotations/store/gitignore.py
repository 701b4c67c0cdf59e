"""The ``.gitignore`` of a library: what belongs to one machine stays out of the repository that the library is in."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from annotations.store import access

IGNORE: Final = ".gitignore"

_LOCAL: Final = """# What belongs to this machine alone. postil writes this file once; change it as you like.
lock
journal.*
backups/
drafts.json
exports/
*.tmp
"""


def keep_local(home: Path) -> None:
    """Write the file, unless something is there: a file that is there already is never changed."""
    with (
        suppress(OSError),
        os.fdopen(access.open_file(home / IGNORE, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file,
    ):
        file.write(_LOCAL.encode())
