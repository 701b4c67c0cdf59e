"""Choosing a tag of the codebook, or making one."""

from collections.abc import Sequence
from typing import ClassVar

from annotations.library import Library
from tui.screens.picker import Choice, Picker
from tui.text.styles import Styles


class TagPicker(Picker):
    """Gives the name of a tag; one that the codebook does not have yet is to be made."""

    PLACEHOLDER: ClassVar[str] = "type a tag, or a new one"

    def __init__(self, styles: Styles, library: Library, held: Sequence[str], last: str) -> None:
        tags = sorted(library.tags(), key=lambda tag: tag.name != last)
        choices = [
            Choice(
                tag.name, tag.name, tag.key, ("✓ takes it off   " if tag.name in held else "") + tag.description,
                tag.letter, tag.colour,
            )
            for tag in tags
        ]  # fmt: skip
        super().__init__(styles, "Tags", choices)

    def matching(self, typed: str) -> Sequence[Choice]:
        """The tags that fit; a name that is not among them can be made into one."""
        found = list(super().matching(typed))
        name = " ".join(typed.split())
        if name and all(choice.id != name for choice in self._choices):
            found.append(Choice(name, f"new tag “{name}”", mark="+"))
        return found
