"""Screens that ask for a tag: choose, create or rename one of the codebook."""

from collections.abc import Sequence

from annotations.library import Library
from annotations.records.codebook.tags import DEFAULT
from annotations.text.canonical import key
from annotations.text.plurals import count_noun
from tui.screens.base.choice_box import Choice, ChoiceBox, matching
from tui.screens.base.overlay import Overlay
from tui.theming.styles import Styles


def own_tags(library: Library) -> list[Choice]:
    """Return the tags that can be changed."""
    given = {tag.name for tag in DEFAULT}
    choices = []
    for tag in library.tags():
        if tag.name not in given:
            count = library.tag_count(tag.name)
            detail = f"{count_noun(count, 'passage')}   {tag.description}"
            choices.append(Choice(tag.name, tag.name, tag.key, detail, tag.letter, tag.colour))
    return choices


class OwnTagPicker(Overlay[str | None]):
    """Returns the name of one of some tags."""

    def __init__(self, styles: Styles, title: str, tags: Sequence[Choice]) -> None:
        super().__init__(styles)
        self.body = ChoiceBox(self, title, tags, choose=self.close, placeholder="type a tag")


class TagNamePicker(Overlay[str | None]):
    """Returns the new name of a tag, or the tag to merge it into."""

    def __init__(self, styles: Styles, library: Library, name: str) -> None:
        super().__init__(styles)
        others = [tag for tag in library.tags() if tag.name != name]
        choices = [Choice(tag.name, tag.name, "merge", tag.description, tag.letter, tag.colour) for tag in others]
        self.body = ChoiceBox(
            self,
            f"Rename {name}",
            choices,
            choose=self.close,
            placeholder="type a new name, or choose the tag to merge it with",
            match=_names,
        )


class TagPicker(Overlay[str | None]):
    """Returns the name of a tag, which may be missing in the codebook."""

    def __init__(self, styles: Styles, library: Library, held: Sequence[str], last: str) -> None:
        super().__init__(styles)
        tags = sorted(library.tags(), key=lambda tag: tag.name != last)
        noted = library.about.noted("tag")
        choices = [
            Choice(
                tag.name, tag.name, tag.key, ("✓ remove · " if tag.name in held else "") + ("✎ " if tag.name in noted else "") + tag.description,
                tag.letter, tag.colour,
            )
            for tag in tags
        ]  # fmt: skip
        self.body = ChoiceBox(
            self, "Tags", choices, choose=self.close, placeholder="type a tag, or a new one", match=_tags
        )


def _names(choices: Sequence[Choice], typed: str) -> Sequence[Choice]:
    """Return the typed text as a new name, then the matching tags."""
    name = " ".join(typed.split())
    known = {key(choice.id) for choice in choices}
    new = [Choice(name, f"rename to “{name}”", mark="+")] if name and key(name) not in known else []
    return [*new, *matching(choices, typed)]


def _tags(choices: Sequence[Choice], typed: str) -> Sequence[Choice]:
    """Return the matching tags, then the typed text as a new tag if there is no such tag."""
    found = list(matching(choices, typed))
    name = " ".join(typed.split())
    if name and all(key(choice.id) != key(name) for choice in choices):
        found.append(Choice(name, f"new tag “{name}”", mark="+"))
    return found
