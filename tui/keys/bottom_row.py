"""The keys that the bottom row of the reading screen names: what is begun or was just done first, then what fits the place.

The row shows as many as fit, in this order, so the keys of a moment are in it at every width.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from msgspec import Struct

from tui.keys.command_table import COMMANDS, shown


class Offer(Struct, frozen=True):
    """A command in the bottom row."""

    id: str
    label: str = ""
    """"" for the label of the command."""
    narrow: str = ""
    """The label in a narrow terminal; "" for the other one."""


MOMENTS: Final[Mapping[str, tuple[Offer, ...]]] = {
    "missing": (Offer("tag.delete", "remove"),),
    "linking here": (Offer("link.take", "suggest links"), Offer("select.leave", "cancel")),
    "linking": (Offer("link.take", "link to this"), Offer("link.find"), Offer("select.leave", "cancel")),
    "pairs": (Offer("find.next", "next pair", "next"), Offer("go.previous_pair", "previous pair", "previous")),
    "comparing": (Offer("go.compare", "close comparison", "close"),),
    "locked": (Offer("go.compare_lock", "follow again"),),
    "found": (Offer("find.next", "next match", "next"), Offer("find.previous", "previous match", "previous")),
    "undone": (Offer("change.redo"), Offer("change.undo")),
    "jumped": (Offer("go.back"),),
    "returned": (Offer("go.forward"),),
}
"""What matters at a moment, the most urgent first: something is begun that a key ends, or was just done and has a next step."""


def _offers(*ids: str, **labels: str) -> tuple[Offer, ...]:
    return tuple(Offer(id_, labels.get(id_.replace(".", "_"), "")) for id_ in ids)


_TAGS: Final = ("tag.claim", "tag.figure", "tag.opinion", "tag.pick")
_LAST: Final = ("go.reader", "go.next_pane", "app.palette", "app.help")
_SOURCES: Final = _offers(
    "link.follow", "find.find", "list.sort", "source.facts", "tag.note", "source.read",
    link_follow="open", find_find="filter", tag_note="memo",
)  # fmt: skip

ROWS: Final[Mapping[str, tuple[Offer, ...]]] = {
    "text": _offers(
        "select.grow", *_TAGS, "link.take", "tag.note", "change.undo", "go.next_source", "go.next_pane", "app.palette", "app.help"
    ),
    "passage": _offers(
        *_TAGS, "link.take", "link.follow", "tag.note", "tag.delete", "change.copy", "change.undo", "app.help"
    ),
    "comparing": (
        Offer("go.next_pane", "next linked passage", "next linked"),
        *_offers(
            "go.compare_lock", "panes.other", "tag.claim", "tag.figure", "tag.note", "link.take", "tag.delete",
            "change.undo", "app.help",
        ),
    ),
    "selecting": _offers(
        *_TAGS, "select.grow", "select.shrink", "select.swap", "link.take", "tag.note", "change.copy", "select.leave", "app.help"
    ),
    "no sources": _offers("app.folder", "app.settings", "app.palette", "app.help", "app.quit"),
    "no text": _offers("go.next_source", "go.sources", "change.undo", "go.next_pane", "app.palette", "app.help"),
    "sources": (*_SOURCES, *_offers(*_LAST)),
    "folders": (*_SOURCES, *_offers("list.fold", "list.unfold", "list.fold_all", *_LAST)),
    "outline": _offers("link.follow", "find.find", *_LAST, link_follow="go", find_find="filter"),
    "passages": _offers(
        "link.follow", *_TAGS, "tag.note", "tag.delete", "link.take", "find.find", "go.reader", "change.undo", "app.help",
        link_follow="go", find_find="filter",
    ),
}  # fmt: skip
"""What fits the place of the cursor, the most used first; the last one is always shown."""

_LOOKING: Final = _offers("find.find", "search.everywhere", "link.browse", "go.claims", "change.history")
"""Offered on a page in the place of what writes, while the library is read-only."""


def offered(
    row: str,
    moments: Collection[str],
    keys: Mapping[str, Sequence[str]],
    *,
    on_page: bool,
    narrow: bool = False,
    read_only: bool = False,
    take_over: bool = False,
) -> list[tuple[str, str]]:
    """Return keys with their words for a row of `ROWS` and what is true of `MOMENTS`.

    ``on_page`` is False in a panel, where keys of the page do nothing. ``take_over`` offers to write in the place of a
    program that quit.
    """
    place = "page" if on_page else "list"
    urgent = [offer for name, offers in MOMENTS.items() if name in moments for offer in offers]
    urgent = [offer for offer in urgent if COMMANDS[offer.id].where in (place, "both")]
    usual = list(ROWS[row])
    if read_only:
        urgent = [offer for offer in urgent if not COMMANDS[offer.id].writes]
        *usual, last = (offer for offer in usual if not COMMANDS[offer.id].writes)
        usual = [*_offers(*["app.take_over"] * take_over), *usual, *(_LOOKING if on_page else ()), last]
    found: dict[str, Offer] = {}
    for offer in (*urgent, *usual):
        found.setdefault(offer.id, offer)
    return [
        (shown(keys[id_][0]), (narrow and offer.narrow) or offer.label or COMMANDS[id_].label)
        for id_, offer in found.items()
        if keys[id_]
    ]


_PASSING: Final = ("move.", "go.back", "go.forward", "find.next", "find.previous", "app.help", "app.palette")
"""Commands that look on from where a jump led, by the beginnings of their ids."""


def passing(command: str) -> bool:
    """Return whether the way back from a jump still matters after a command."""
    return command.startswith(_PASSING)
