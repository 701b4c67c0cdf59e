"""Pickers of tags: choose, create or rename a tag of the codebook."""

from collections.abc import Sequence
from typing import ClassVar

from annotations.library import Library
from annotations.records.codebook import DEFAULT
from annotations.text.plurals import count_noun
from tui.screens.base.picker import Choice, Picker
from tui.theming.styles import Styles


class OwnTagPicker(Picker):
    """Gives the name of a tag that can be changed."""

    PLACEHOLDER: ClassVar[str] = "type a tag"

    def __init__(self, styles: Styles, library: Library, title: str) -> None:
        given = {tag.name for tag in DEFAULT}
        choices = []
        for tag in library.tags():
            if tag.name not in given:
                count = library.tag_count(tag.name)
                detail = f"{count_noun(count, 'passage')}   {tag.description}"
                choices.append(Choice(tag.name, tag.name, tag.key, detail, tag.letter, tag.colour))
        super().__init__(styles, title, choices)


class TagNamePicker(Picker):
    """Returns the new name of a tag, or the tag to merge it into."""

    PLACEHOLDER: ClassVar[str] = "type a new name, or choose the tag to merge it with"

    def __init__(self, styles: Styles, library: Library, name: str) -> None:
        others = [tag for tag in library.tags() if tag.name != name]
        choices = [Choice(tag.name, tag.name, "merge", tag.description, tag.letter, tag.colour) for tag in others]
        super().__init__(styles, f"{name} is to be", choices)

    def matching(self, typed: str) -> Sequence[Choice]:
        """Return the typed text as a new name, then the matching tags."""
        name = " ".join(typed.split())
        known = {choice.id.casefold() for choice in self._choices}
        new = [Choice(name, f"rename to “{name}”", mark="+")] if name and name.casefold() not in known else []
        return [*new, *super().matching(typed)]


class TagPicker(Picker):
    """Returns the name of a tag, which may be missing in the codebook."""

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
