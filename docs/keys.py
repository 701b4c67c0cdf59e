"""Writes the table of keys in README.md from the table of commands in ``tui/keys/command_table.py``.

Run by ``make keys``. A test fails as long as the two differ.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"

BEGIN = "<!-- keys: written by `make keys` -->"
END = "<!-- end of keys -->"


def table() -> str:
    """The commands by their groups, a table each, as Markdown."""
    from tui.keys.command_table import GROUPS, shown

    lines = []
    for group in GROUPS:
        lines += [f"**{group.title}**", "", "| keys | what they do | name in `keys.toml` |", "|---|---|---|"]
        for command in group.commands:
            keys = " ".join(as_code(shown(sequence)) for sequence in command.keys)
            name = f"`{command.id}`" if command.id != "tag.own" else "the `key` of the tag"
            lines.append(f"| {keys} | {command.help} | {name} |")
        lines.append("")
    return "\n".join(lines)


def as_code(text: str) -> str:
    """A text in backquotes; in two on each side if it is one itself."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def renewed(text: str) -> str:
    """A text with the table between its marks made anew. Raises ValueError if it has no such marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{README.name} has no marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{table()}\n{END}{after}"


def main() -> None:
    """Bring README.md up to date."""
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
    print(README.name)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
