"""Searches and filters that are saved under a name."""

from collections.abc import Sequence

from annotations.library.edits import searches
from annotations.library.transactions import Transactions
from annotations.model import SavedSearch
from annotations.records.index import RecordIndex
from annotations.text.alphabet import alphabetical


class SavedSearches:
    """Saved searches of a library. Each call that changes something is a step of undo, as those of `Library` are."""

    def __init__(self, index: RecordIndex, transactions: Transactions) -> None:
        """Read the records of an index; ``transactions`` makes every change to them."""
        self._index = index
        self._transactions = transactions

    def all(self) -> Sequence[SavedSearch]:
        """Return the saved searches by the alphabet."""
        return sorted(self._index.searches.values(), key=lambda one: alphabetical(one.name))

    def named(self, name: str) -> SavedSearch:
        """Return a saved search by its name, ignoring case if no name is equal. Raises UsageError if there is none."""
        return searches.named(self._index, name)

    def save(
        self, name: str, place: str, query: str, *, sort: str = "", group: str = "", unsettled: bool = False
    ) -> SavedSearch:
        """Save a search under a name; one of that name and place is replaced.

        Raises UsageError if the name cannot be one, or if a search of another place has it.
        """
        author = self._transactions.author
        return self._transactions.change(
            searches.save, name, place, query, sort=sort, group=group, unsettled=unsettled, author=author
        )

    def rename(self, name: str, new: str) -> SavedSearch:
        """Rename a saved search. Raises UsageError if there is none, or if the new name is taken or cannot be one."""
        return self._transactions.change(searches.rename, name, new)

    def remove(self, name: str) -> SavedSearch:
        """Delete a saved search. Raises UsageError if there is none."""
        return self._transactions.change(searches.remove, name)
