"""Which commands each screen over the page takes, with their words there."""

from typing import Final

from tui.keys.contexts.context import Context, Use
from tui.keys.contexts.others import OTHERS
from tui.keys.contexts.review import REVIEW

__all__ = ["CONTEXTS", "OVERVIEWS", "Context", "Use"]

CONTEXTS: Final = REVIEW | OTHERS
"""Every screen over the page by its name, and the line in which a query is typed."""

OVERVIEWS: Final = tuple(context.overview for context in CONTEXTS.values() if context.overview)
"""The commands that open the overviews."""
