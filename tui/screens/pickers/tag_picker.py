"""Screens that ask for a tag: choose, create, rename or move one of the codebook."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from annotations.library import Library
from annotations.model import Tag
from annotations.records.codebook.tags import DEFAULT
from annotations.text.plurals import count_noun
from tui.screens.base.choice_box import Choice
from tui.screens.base.overlay import Overlay
from tui.screens.pickers.tag_box import TagBox
from tui.session.tag_folds import TagFolds
from tui.theming import signs
from tui.theming.styles import Styles

_GIVEN = frozenset(tag.name for tag in DEFAULT)


def is_own(tag: Tag) -> bool:
    """Return whether a tag can be changed."""
    return tag.name not in _GIVEN


def counted(library: Library) -> Callable[[Tag], str]:
    """Return a function that tells how many passages have a tag, and describes it."""
    counts = library.tag_counts().own
    return lambda tag: f"{count_noun(counts.get(tag.name, 0), 'passage')}   {tag.description}"


class OwnTagPicker(Overlay[str | None]):
    """Returns the name of one of the tags that are allowed."""

    CONTEXT: ClassVar[str] = "tags"

    def __init__(
        self,
        styles: Styles,
        title: str,
        library: Library,
        folds: TagFolds,
        detail: Callable[[Tag], str],
        allowed: Callable[[Tag], bool] = is_own,
        *,
        extra: str = "",
    ) -> None:
        super().__init__(styles)
        self.body = self.box = TagBox(
            self,
            title,
            library,
            folds,
            choose=self.close,
            placeholder="type a tag",
            detail=detail,
            allowed=allowed,
            extra=extra,
        )

    def say_keys(self) -> None:
        """Show the keys."""
        self.box.say_keys()


class TagNamePicker(Overlay[str | None]):
    """Returns the new name of a tag, or the tag to merge it into."""

    CONTEXT: ClassVar[str] = "tags"

    def __init__(self, styles: Styles, library: Library, folds: TagFolds, name: str) -> None:
        super().__init__(styles)
        self.body = self.box = TagBox(
            self,
            f"Rename {name}",
            library,
            folds,
            choose=self.close,
            placeholder="type a new name, or choose the tag to merge it with",
            detail=lambda tag: tag.description,
            hint=lambda _: "merge",
            allowed=lambda tag: tag.name != name,
            new=lambda typed: Choice(typed, f"rename to “{typed}”", mark="+"),
            new_first=True,
        )

    def say_keys(self) -> None:
        """Show the keys."""
        self.box.say_keys()


class TagPicker(Overlay[str | None]):
    """Returns the name of a tag, which may be missing in the codebook."""

    CONTEXT: ClassVar[str] = "tags"

    def __init__(self, styles: Styles, library: Library, folds: TagFolds, held: Sequence[str], last: str) -> None:
        super().__init__(styles)
        noted = library.about.noted("tag")

        def detail(tag: Tag) -> str:
            return f"{f'{signs.CHOSEN.char} remove · ' * (tag.name in held)}{f'{signs.NOTE.char} ' * (tag.name in noted)}{tag.description}"

        self.body = self.box = TagBox(
            self,
            "Tags",
            library,
            folds,
            choose=self.close,
            placeholder="type a tag, or a new one",
            detail=detail,
            new=lambda typed: Choice(typed, f"new tag “{typed}”", mark="+"),
            first=last,
        )

    def say_keys(self) -> None:
        """Show the keys."""
        self.box.say_keys()
