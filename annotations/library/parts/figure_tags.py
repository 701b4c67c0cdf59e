"""Tags whose passages are figures. It imports nothing of the ledger, which the first screen does not need."""

from typing import Final

from annotations.library.queries import Queries

FIGURE: Final = "figure"
"""Tag of figures; tags below it in the codebook count as well."""


def figure_tags(library: Queries) -> frozenset[str]:
    """Return the tags whose passages are figures."""
    return library.tag_tree.with_below(FIGURE)
