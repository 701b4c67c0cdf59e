"""Links of a passage as seen from it: the linked passages and how each link reads."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from rich.style import Style

from annotations.errors import UsageError
from annotations.library.queries import Queries
from annotations.model import Link, LinkKind
from tui.text.cells import visible
from tui.text.titles import source_title
from tui.theming.styles import Styles
from tui.widgets.item_list import Line


class Partner(Struct, frozen=True):
    """A link as seen from one of its passages, with the linked passage."""

    link: Link
    id: str
    """Id of the linked annotation."""
    outward: bool
    """Whether the link leads to the linked passage."""
    kind: LinkKind | None
    """The link type; None if the library does not have it."""

    @property
    def glyph(self) -> str:
        """The sign of the link type."""
        return self.kind.glyph if self.kind is not None else UNKNOWN

    @property
    def reads(self) -> str:
        """The name of the link in this direction: *supports*, *supported by*."""
        return self.kind.inverse if self.kind is not None and not self.outward else visible(self.link.kind)


UNKNOWN: Final = "?"
"""The sign of links whose type the library does not have."""


def sign_of(library: Queries, kind: str, styles: Styles) -> tuple[str, Style]:
    """Return the sign of a link type and its style."""
    known = library.kinds().get(kind)
    return known.glyph if known is not None else UNKNOWN, styles.kind(known)


def describe_link(library: Queries, link: Link) -> str:
    """Return a link in one line: *1:2 ✓ supports 3:4*."""
    known = library.kinds().get(link.kind)
    glyph = known.glyph if known is not None else UNKNOWN
    return f"{library.address(link.source)} {glyph} {visible(link.kind)} {library.address(link.target)}"


def partners(library: Queries, annotation_id: str) -> list[Partner]:
    """Return the linked passages of a passage, oldest link first, without missing ones."""
    return list(_partners(library, annotation_id))


def _partners(library: Queries, annotation_id: str) -> Iterator[Partner]:
    kinds = library.kinds()
    for link in library.links(annotation_id):
        outward = link.source == annotation_id
        other = link.target if outward else link.source
        try:
            library.annotation(other)
        except UsageError:
            continue
        yield Partner(link, other, outward, kinds.get(link.kind))


def heading(library: Queries, annotation_id: str, styles: Styles) -> Line:
    """Return the address, tag letters and source of a passage as a line."""
    annotation = library.annotation(annotation_id)
    tags = {tag.name: tag for tag in library.tags()}
    letters = [(tags[name].letter, styles.tag(tags[name].colour)) for name in annotation.tags if name in tags]
    source = library.source(annotation.source)
    title = f" {source_title(library, source, 70)}"
    gone = {"orphan": " · no longer found there", "ambiguous": " · place not certain"}
    where = gone.get(library.passage(annotation_id).anchoring, "")
    return [
        (library.address(annotation_id) + " ", styles.accent),
        *letters,
        (title, styles.muted),
        (where, styles.warning),
    ]
