"""Files are opened in few modules, each for one kind of file."""

import re
from pathlib import Path

from annotations.store import access


def test_nobody_else_opens_a_file_or_makes_a_folder() -> None:
    """There is one way to the files of a library, one to its sources, and one each way to files that the user names."""
    ways = re.compile(
        r"\bos\.open\(|\.open\(\"|(?<![.\w])open\(|\.(?:read|write)_(?:bytes|text)\(|\bmkdir\(|\bcopyfile|realpath\("
    )
    allowed = {
        "store/access.py",
        "documents/file/regular_file.py",
        "sources/fence.py",
        # What the user names is neither of these, and may be a link: a file to import, one to write, a template.
        "exchange/reading.py",
        "exchange/output.py",
        "export/report/rendering.py",
        "export/report/pdf.py",  # Its own file, in a temporary folder.
        "text/quantities/tables/currencies.py",  # A table that is part of the program.
    }
    root = Path(access.__file__).parents[1]
    found = {
        f"{path.relative_to(root).as_posix()}: {line.strip()}"
        for path in root.rglob("*.py")
        if path.relative_to(root).as_posix() not in allowed
        for line in path.read_text("utf-8").splitlines()
        if ways.search(line) and "def " not in line
    }
    # Folders are opened to have the names in them made durable, and to find that of the sources again.
    assert found == {
        "store/files.py: descriptor = os.open(one, os.O_RDONLY)",
        'store/library_folder.py: self._descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))',
    }
