"""Names of files for sources, and the table of links beside a format that has none."""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from annotations.exchange.output import OutputFile
from annotations.export.material import Material
from annotations.model import Link, Source


def stems(sources: Iterable[Source]) -> dict[str, str]:
    """Return a name for the files of each source by its id: that of its own file, with its number where two are alike."""
    plain = {one.id: _plain(PurePosixPath(one.path).stem) or f"source-{one.number}" for one in sources}
    counts = Counter(map(str.casefold, plain.values()))
    numbers = {one.id: one.number for one in sources}
    return {key: name if counts[name.casefold()] == 1 else f"{name}-{numbers[key]}" for key, name in plain.items()}


def link_table(material: Material, links: Iterable[Link]) -> OutputFile:
    """Return a file `links.tsv` with a line for each link: its ends by address, its type and its note."""
    address = material.library.address
    rows = [
        ("from", "type", "to", "note"),
        *((address(one.source), one.kind, address(one.target), one.note) for one in links),
    ]
    text = "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
    return OutputFile("links.tsv", [text.encode("utf-8", "replace")])


def _plain(name: str) -> str:
    kept = "".join(char if char.isalnum() or char in " ._-()" else "_" for char in name)
    return kept.strip(" .")[:80]
