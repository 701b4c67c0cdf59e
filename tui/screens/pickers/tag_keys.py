"""Commands of screens whose keys name a tag."""

from collections.abc import Callable

from annotations.errors import UsageError
from annotations.library import Library


class TagKeys:
    """Calls `give` with the built-in tag of a letter, or with the tag of the codebook that has a digit."""

    def __init__(self, library: Library, give: Callable[[str], object], hint: Callable[[], str] = str) -> None:
        """`hint` returns the end of the message that no tag has a digit."""
        self._library = library
        self._give = give
        self._hint = hint

    def do_tag_claim(self, _: int | None) -> None:
        """Give the tag claim."""
        self._give("claim")

    def do_tag_figure(self, _: int | None) -> None:
        """Give the tag figure."""
        self._give("figure")

    def do_tag_opinion(self, _: int | None) -> None:
        """Give the tag opinion."""
        self._give("opinion")

    def do_tag_own(self, digit: int | None) -> None:
        """Give the tag that has a digit. Raises UsageError if none has it."""
        tag = self._library.tag_with_key(str(digit))
        if tag is None:
            raise UsageError(f"No tag of the codebook has the digit {digit}{self._hint() or '.'}")
        self._give(tag.name)
