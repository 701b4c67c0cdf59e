"""A codebook of a real size: 441 tags in three levels."""

from pathlib import Path
from typing import Final

AREAS: Final = ("Water", "Land", "Work", "Trade", "Health", "Schooling", "Travel", "Rule", "Memory")
TOPICS: Final = ("access", "cost", "quality", "change", "conflict", "people", "place", "season")
WAYS: Final = ("before", "after", "counted", "doubted", "retold")


def entries() -> list[tuple[str, str]]:
    """Return the names of the tags with those of their parents, each behind its parent."""
    found = [(area, "") for area in AREAS]
    for area in AREAS:
        for topic in TOPICS:
            found.append((f"{area} {topic}", area))
            found += [(f"{area} {topic}, {way}", f"{area} {topic}") for way in WAYS]
    return found


def text(described: str = "") -> str:
    """Return the file of the codebook; with a description for each tag."""
    lines = []
    for name, parent in entries():
        lines.append(f'[tags."{name}"]')
        if parent:
            lines.append(f'parent = "{parent}"')
        if described:
            lines.append(f'description = "{described}"')
    return "\n".join(lines) + "\n"


def write(folder: Path) -> Path:
    """Write the codebook into a folder of sources."""
    path = folder / ".postil" / "codebook.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text(), encoding="utf-8")
    return path
