"""The parts of a library that the first screen does not need; each is imported and made at its first use."""

from functools import cached_property
from typing import TYPE_CHECKING

from annotations.library.open import Opened
from annotations.library.transactions import Transactions

if TYPE_CHECKING:
    from annotations.library.parts.about import About
    from annotations.library.parts.files import Files
    from annotations.library.parts.intake import Intake
    from annotations.library.parts.link_types import LinkTypes
    from annotations.library.parts.review import Review
    from annotations.library.parts.saved_searches import SavedSearches


class LateParts:
    """What is recorded beside passages, links and tags, and intake from other programs."""

    def __init__(self, opened: Opened, transactions: Transactions) -> None:
        """Make the parts from what `open_library` returned; ``transactions`` makes every change to them."""
        self.transactions = transactions
        """Makes and undoes changes."""
        self._opened = opened

    @cached_property
    def about(self) -> "About":
        """Facts of sources, memos, marks of reading."""
        from annotations.library.parts.about import About

        return About(self._opened, self.transactions)

    @cached_property
    def intake(self) -> "Intake":
        """Records of other programs."""
        from annotations.library.parts.intake import Intake

        return Intake(self._opened, self.transactions)

    @cached_property
    def files(self) -> "Files":
        """Finds the files of sources that were renamed."""
        from annotations.library.parts.files import Files

        return Files(self._opened, self.transactions)

    @cached_property
    def review(self) -> "Review":
        """Decisions about independence and disputes."""
        from annotations.library.parts.review import Review

        return Review(self._opened.index, self._opened.store, self.transactions)

    @cached_property
    def searches(self) -> "SavedSearches":
        """Searches and filters that are saved under a name."""
        from annotations.library.parts.saved_searches import SavedSearches

        return SavedSearches(self._opened.index, self.transactions)

    @cached_property
    def link_types(self) -> "LinkTypes":
        """Link types of the library's own."""
        from annotations.library.parts.link_types import LinkTypes

        return LinkTypes(self.transactions)
