"""Save a search or a filter under a name, from the screen where it is typed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from annotations.errors import UsageError
from annotations.library import Library
from tui.keys.command_table import tip
from tui.screens.overview.name_form import NameForm
from tui.theming.styles import Styles


class Typed(Protocol):
    """The screen where the search is typed."""

    @property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The sequences of each command."""

    def say(self, text: str, kind: str = "") -> None:
        """Show a message until the next key."""


class Arrangement(Protocol):
    """Order and groups of a filtered list, such as the board or the ledger, and whether settled items are hidden."""

    @property
    def sort(self) -> str:
        """The name of the order."""

    @property
    def group(self) -> str:
        """The groups; `""` for none."""

    @property
    def hide(self) -> bool:
        """Whether settled items are hidden."""

    @property
    def arranged(self) -> bool:
        """Whether it is worth saving without any words."""


def save_search(
    screen: Typed,
    show: Callable[[Any, Callable[[str | None], None]], object],
    styles: Styles,
    library: Library,
    query: str,
    *,
    place: str = "search",
    view: Arrangement | None = None,
) -> None:
    """Ask for a name, and save a query of a list under it; a filter of the board or the ledger with its order and groups.

    ``show`` shows the box for the name over the screen. Raises UsageError if there is nothing to save, and ReadOnlyError if
    the library cannot be written.
    """
    what = "search" if place == "search" else "filter"
    if not query.strip() and not (view is not None and view.arranged):
        raise UsageError(f"There is nothing to save: type a {what} first.")
    library.transactions.require_writable()

    def save(name: str) -> None:
        if view is None:
            library.searches.save(name, place, query)
        else:
            library.searches.save(name, place, query, sort=view.sort, group=view.group, unsettled=view.hide)

    def done(name: str | None) -> None:
        if name is not None:
            listed = tip("search.saved", "list saved searches", screen.keys)
            screen.say(f"{what} saved as {library.searches.named(name).name}{listed}")

    words = " ".join(query.split())
    known = next((one.name for one in library.searches.all() if (one.place, one.query) == (place, words)), "")
    show(NameForm(styles, f"Save the {what} as", known, save), done)
