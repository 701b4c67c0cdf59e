"""What is recorded about sources beside their passages."""

from collections.abc import Mapping, Sequence

from annotations.library.edits import facts
from annotations.library.transactions import Transactions
from annotations.model import Source
from annotations.records.facts import Scales
from annotations.records.index import RecordIndex


class About:
    """Facts of sources. Each call that changes something is a step of undo, as those of `Library` are."""

    def __init__(self, index: RecordIndex, transactions: Transactions) -> None:
        """Read the records of an index; ``transactions`` makes every change to them."""
        self._index = index
        self._transactions = transactions

    @property
    def scales(self) -> Scales:
        """What may be set as kind and credibility of a source."""
        return self._index.scales

    def set_facts(
        self, source_id: str, given: Mapping[str, str | None], derived_from: Sequence[str] | None = None
    ) -> Source:
        """Set facts of a source by their names; see `annotations.library.edits.facts.set_facts`."""
        return self._transactions.change(facts.set_facts, source_id, given, derived_from)
