"""Link types that a library defines beside the built-in ones."""

from annotations.library.edits import link_kinds
from annotations.library.transactions import Transactions
from annotations.model import LinkKind


class LinkTypes:
    """Adds, changes and removes link types; each call is one change."""

    def __init__(self, transactions: Transactions) -> None:
        """Record them as changes of a library."""
        self._transactions = transactions

    def add(self, name: str, *, key: str = "", glyph: str = "", inverse: str = "", counts: str = "") -> LinkKind:
        """Add a link type; see `annotations.records.link_kinds.new_kind`, which also says what raises UsageError."""
        return self._transactions.change(link_kinds.add, name, key=key, glyph=glyph, inverse=inverse, counts=counts)

    def change(
        self, name: str, *, rename: str = "", key: str = "", glyph: str = "", inverse: str = "", counts: str = ""
    ) -> LinkKind:
        """Replace a link type; what is left empty is as for a new one. Its links come along.

        Raises UsageError if there is no such type, if it is one that every library has, or if what is given does not fit.
        """
        return self._transactions.change(
            link_kinds.change, name, rename=rename, key=key, glyph=glyph, inverse=inverse, counts=counts
        )

    def rename(self, name: str, new: str) -> LinkKind:
        """Rename a link type, in its links too; all else stays. Raises UsageError as `change`."""
        return self._transactions.change(link_kinds.rename, name, new)

    def merge(self, name: str, into: str) -> int:
        """Remove a link type and give its links another one; return their number.

        A link that is there with the other type already is deleted, and its note joins the one of the link that stays.
        Raises UsageError if there is no such type, or if every library has it.
        """
        return self._transactions.change(link_kinds.merge, name, into)

    def remove(self, name: str, *, delete_links: bool = False) -> int:
        """Remove a link type; return the number of its links, which are deleted if `delete_links`.

        Raises UsageError if every library has it, or if it has links that are to stay.
        """
        return self._transactions.change(link_kinds.remove, name, delete_links=delete_links)
