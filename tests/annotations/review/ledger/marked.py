"""Texts whose figures have their metric beside them, by hand."""

import re
from pathlib import Path

from annotations.library import Library

_MARKED = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


def marked(folder: Path, name: str) -> tuple[Library, dict[str, str]]:
    """Return a library of the texts of a data file, and the metric of each passage."""
    texts = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").split("===\n")[1:]
    for number, text in enumerate(texts, 1):
        (folder / f"{number}.md").write_text(_MARKED.sub(r"\1", text), encoding="utf-8")
    library = Library.open([folder], author="tester")
    metric: dict[str, str] = {}
    for source, text in zip(library.sources(), texts, strict=True):
        read, end = library.document(source.id).text, 0
        for written, what in _MARKED.findall(text):
            start = read.index(written, end)
            end = start + len(written)
            metric[library.add(source.id, start, end, tags=["figure"]).id] = what
    return library, metric
