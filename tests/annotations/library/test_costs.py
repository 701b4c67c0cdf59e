"""What one change costs: how many functions of the library it runs through, and in how many files."""

import sys
from pathlib import Path
from types import FrameType

from annotations import model
from annotations.library import Library

ROOT = str(Path(model.__file__).parent)


def calls_of(library: Library, annotation_id: str, tag: str) -> list[tuple[str, str]]:
    """File and name of each function of the package that a change of a tag calls in this thread."""
    found: list[tuple[str, str]] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(ROOT):
            found.append((frame.f_code.co_filename.removeprefix(ROOT), frame.f_code.co_qualname))

    sys.setprofile(note)
    try:
        library.toggle_tag(annotation_id, tag)
    finally:
        sys.setprofile(None)
    return found


def test_a_change_of_a_tag_goes_through_few_functions_in_few_files(tmp_path: Path) -> None:
    """In a library of one passage, giving a tag and removing it are at most 70 calls over at most 12 files each."""
    (tmp_path / "a.txt").write_text("The harbour opened in 1902. It was rebuilt later.\n")
    library = Library.open([tmp_path], author="tester")
    passage = library.add(library.sources()[0].id, 4, 11, tags=["claim"]).id
    library.flush()
    for _ in range(2):
        found = calls_of(library, passage, "opinion")
        assert 0 < len(found) <= 70, "\n".join(map(str, found))
        assert len({file for file, _ in found}) <= 12, sorted({file for file, _ in found})
        library.flush()
    library.close()
