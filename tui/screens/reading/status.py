"""Text of the two bottom rows, made from the state."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from annotations.documents.blocks import BlockKind
from annotations.library import Library
from annotations.model import Annotation, status_name
from annotations.text.plurals import count_noun
from annotations.text.words.count import count_words
from tui.keys.bottom_row import offered
from tui.keys.command_table import key_of, shown, tip
from tui.keys.dispatcher import Dispatcher
from tui.screens.base.program import Program
from tui.screens.reading.pages import Pages
from tui.screens.reading.where import trail, unusual_manner
from tui.session.notifications import Notifications
from tui.session.session import Held, Session
from tui.text.cells import cell_len, shorten, visible
from tui.text.links import link_at
from tui.text.motion import likely_column
from tui.text.paint.margin import STATUS_SIGNS
from tui.theming import signs
from tui.widgets.page import Page
from tui.widgets.pane_layout import Panes
from tui.widgets.sources import SourceItem
from tui.widgets.status_bar import Part

if TYPE_CHECKING:
    from tui.screens.reading.compare import Comparison
    from tui.screens.reading.find_bar import FindLine

_MOST_COUNTED = 50_000
"""Code points of the longest selection whose words are counted: they are counted for each key."""

_FEWEST = 10
"""Fewest cells for the source behind other words."""

_ROOMY = 60
"""Least width in cells for the reading mode, the time of the save and the start of the link in the status bar."""

_SELECT = ("select.grow", "select.chars")
_MOVE_EDGE = (
    "move.left", "move.right", "move.word", "move.word_back", "move.word_end", "move.sentence_back", "move.sentence",
)  # fmt: skip


class StatusSource(Protocol):
    """The state that the two rows are made from."""

    library: Library
    session: Session
    panes: Panes
    dispatcher: Dispatcher
    pages: Pages
    notifications: Notifications
    finding: "FindLine | None"
    comparing: "Comparison | None"
    saved_at: str
    save_problem: str

    @property
    def app(self) -> App[object]:
        """For the size of the terminal."""

    @property
    def program(self) -> Program:
        """For what follows other programs."""

    @property
    def page(self) -> Page:
        """The page that is focused, or was last."""

    @property
    def pane(self) -> str:
        """The name of the focused pane."""


def status(reader: StatusSource) -> tuple[list[Part], list[Part]]:
    """Return the left and the right part of the status bar. Anything but a warning gives way to a message."""
    if reader.finding is not None and not reader.finding.in_panel:
        return _finding(reader.finding, reader.app.size.width)
    width = reader.app.size.width
    left, kept, place = _left(reader), _kept(reader), _place(reader)
    if not shown_text(reader):
        return [*left, *_where(reader, width - _cells((*left, *kept, *place)) - 3)], [*kept, *place]
    if fits(left, [*kept, *place], width):
        return left, [*kept, *place]
    warned = any(kind == "warning" for _, kind in kept)
    return left, kept if warned or fits(left, kept, width) else []


def shown_text(reader: StatusSource) -> str:
    """Return the message or the question that is shown; "" if there is none."""
    notifications = reader.notifications
    if notifications.message is not None:
        return notifications.message.line
    return notifications.question.text if notifications.question is not None else ""


def fits(left: Sequence[Part], right: Sequence[Part], width: int) -> bool:
    """Return whether the status bar shows both parts whole at a width in cells."""
    return _cells((*left, *right)) + 3 <= width


def _cells(parts: Sequence[Part]) -> int:
    return sum(cell_len(visible(text)) for text, _ in parts)


def notice(reader: StatusSource, left: Sequence[Part], right: Sequence[Part]) -> str:
    """Return the message that has no room in the status bar; "" if there is none."""
    if (finding := reader.finding) is not None and not finding.in_panel:
        return finding.result if finding.wrong and not right else ""
    if fits(left, right, reader.app.size.width):
        return ""
    # It covers the status bar, so it repeats its warnings.
    return " · ".join([*(text.strip() for text, kind in right if kind == "warning"), shown_text(reader)])


def hints(reader: StatusSource) -> list[tuple[str, str]]:
    """Return the usable keys with their commands."""
    question, session = reader.notifications.question, reader.session
    if reader.finding is not None:
        return reader.finding.hints
    if question is not None:
        return [*question.answers]
    if session.adjusting is not None:
        words = session.adjusting.edge == "words"
        motions = _SELECT if words else _MOVE_EDGE
        listed = " ".join(key_of(id_, session.keys) for id_ in motions if session.keys[id_])
        save = key_of("link.follow", session.keys)
        return [(listed, "select its words" if words else "move the edge"), (save, "save"), ("Esc", "cancel")]
    return offered(
        _row(reader),
        frozenset(_moments(reader)),
        session.keys,
        on_page=reader.pane == "page",
        narrow=reader.app.size.width < _ROOMY,
        read_only=bool(reader.library.read_only),
        take_over=reader.program.following.abandoned,
    )


def _row(reader: StatusSource) -> str:
    """Return the name in `ROWS` of what fits the place of the cursor."""
    page = reader.page
    if reader.pane == "sources":
        return "folders" if reader.panes.sources.nested else "sources"
    if reader.pane in ("outline", "passages"):
        return reader.pane
    if reader.comparing is not None and page.selection is None:
        return "comparing"
    if page.view.empty:
        return "no text" if reader.library.sources() else "no sources"
    if page.selection is not None:
        return "selecting"
    return "passage" if page.current is not None else "text"


def _moments(reader: StatusSource) -> Iterator[str]:
    """Yield the names in `MOMENTS` of what is true now."""
    session, library = reader.session, reader.library
    item = reader.panes.sources.selected if reader.pane == "sources" else None
    if isinstance(item, SourceItem) and item.source is not None and library.is_missing(item.source.id):
        yield "missing"
    if session.held is not None and reader.pane not in ("sources", "outline"):
        yield "linking here" if _on_held(reader) else "linking"
    if reader.comparing is not None:
        yield "comparing"
        if reader.comparing.locked:
            yield "locked"
    if session.pairs is not None:
        yield "pairs"
    elif reader.page.finding:
        yield "found"
    if library.transactions.redoable:
        yield "undone"
    if session.jumped:
        here = session.spot
        if session.jumps.leads_back(here):
            yield "jumped"
        if session.jumps.leads_forward(here):
            yield "returned"


def _finding(line: "FindLine", width: int) -> tuple[list[Part], list[Part]]:
    """Return the query line and the number of matches in ``width`` cells; a problem only if all of it fits."""
    cells, half = cell_len(visible(line.result)), max(width // 2, 12)
    beside = bool(line.result) and (cells <= half or not line.wrong)
    right = [(line.result, "strong" if line.wrong else "")] if beside else []
    return line.parts(width - 3 - (min(cells, half) if beside else 0)), right


def _left(reader: StatusSource) -> list[Part]:
    typed, session = reader.dispatcher.typed, reader.session
    message, question = reader.notifications.message, reader.notifications.question
    parts: list[Part] = []
    if question is not None and message is None:
        return [(f" {question.text} ", "warning") if question.level == "warning" else (question.text, "strong")]
    if typed:
        parts.append((f"{visible(typed)}  ", "strong"))
    if message is not None:
        return [*parts, (f" {message.line} ", "warning") if message.level == "warning" else (message.line, "")]
    if session.held is not None:
        arrow = "" if _on_held(reader) else " →"
        parts.append((f"link from {_held(session.held, reader.app.size.width)}{arrow}  ", "strong"))
    if session.adjusting is not None:
        address = reader.library.address(session.adjusting.annotation)
        what = (
            "selecting its words again" if session.adjusting.edge == "words" else f"moving its {session.adjusting.edge}"
        )
        return [*parts, (f"{address}: {what}", "strong")]
    span = reader.page.span()
    if reader.pane == "sources":
        return parts  # Followed by what the cursor of the list is on.
    if span is not None:
        parts.append((f"selected {_size(reader.page.document.text, *span)}", ""))
    elif reader.page.current is not None:
        named, *about = _passage(reader, reader.page.current.annotation)
        if _on_held(reader):
            return [*parts, *about]
        compared = [(f"{reader.comparing.describe()}  ", "strong")] if reader.comparing is not None else []
        parts += [named, *compared, *about]
        parts += _target(reader, "  ")
    elif led := _target(reader):
        parts += led
    return parts


def _where(reader: StatusSource, room: int) -> list[Part]:
    """Return the source on the page and the headings above the cursor; in the list of sources what the cursor is on.

    ``room`` is the number of cells beside the other parts; without them there is always something.
    """
    page, source = reader.page, reader.session.source
    busy = reader.session.held is not None or page.span() is not None or page.current is not None
    if reader.pane == "sources":
        text = reader.panes.sources.describe()
        return [(shorten(text, max(_FEWEST, room)), "")] if text else []
    if not source:
        return []
    if reader.session.adjusting is not None or (busy and room < _FEWEST):
        return []
    about = [] if busy or page.view.empty else [*_diagram(reader), *_column(reader)]
    gap = "  " if busy else ""
    room = max(_FEWEST, room - len(gap) - _cells(about))
    return [(gap + trail(reader.library, source, page.document, page.cursor, room), "muted" if gap else ""), *about]


def _held(held: Held, width: int) -> str:
    """Return where the link starts, short enough that its other end has room beside it."""
    return shorten(held.label, width * 2 // 7) if width >= _ROOMY else held.label.partition(" ")[0]


def _on_held(reader: StatusSource) -> bool:
    """Return whether the link starts at the passage under the cursor, which cannot be linked to itself."""
    current, held = reader.page.current, reader.session.held
    return held is not None and current is not None and held.end == current.annotation.id


def _size(text: str, start: int, end: int) -> str:
    """Return the size of a stretch of text in words, or in characters if it is too long to count its words."""
    if end - start > _MOST_COUNTED:
        return f"{end - start:,} characters"
    words = count_words(text, start, end)
    return count_noun(words, "word")


def _diagram(reader: StatusSource) -> list[Part]:
    """Describe the diagram under the cursor, if there is one."""
    document, layout = reader.page.document, reader.page.view.layout
    index = document.block_index(reader.page.cursor)
    if document.blocks[index].kind is not BlockKind.DIAGRAM:
        return []
    keys = reader.session.keys["view.diagram"]
    if reason := layout.why_no_drawing(index):
        return [(f"  diagram as text: {reason}", "muted")]
    other = "show text" if layout.drawing(index) else "draw"
    return [(f"  diagram · {shown(keys[0])} {other}" if keys else "  diagram", "muted")]


def _column(reader: StatusSource) -> list[Part]:
    """The column that the cursor is likely in, in a table whose cells were run together on copying."""
    number, name = likely_column(reader.page.document, reader.page.cursor)
    return [(f"  likely column {number}: {shorten(visible(name), 40)}", "muted")] if number else []


def _target(reader: StatusSource, before: str = "") -> list[Part]:
    """Describe the target of the link or the image under the cursor."""
    if reader.page.view.empty or (link := link_at(reader.page.document, reader.page.cursor)) is None:
        return []
    keys = reader.session.keys["open.link"]
    return [
        (f"{before}{'image ' if link.image else ''}{signs.LEADS.char} {shorten(link.target, 120)}", "strong"),
        (f"  {shown(keys[0])} open" if keys else "", "muted"),
    ]


def _passage(reader: StatusSource, annotation: Annotation) -> list[Part]:
    library = reader.library
    parts: list[Part] = [(library.address(annotation.id) + " ", "strong")]
    parts.append((" ".join(annotation.tags) or "no tag", ""))
    if sign := STATUS_SIGNS.get(annotation.status):
        parts.append((f" {sign} {status_name(annotation.status)}", "strong"))
    counted: dict[str, int] = {}
    for link in library.links(annotation.id):
        counted[link.kind] = counted.get(link.kind, 0) + 1
    kinds = library.kinds()
    glyphs = [f"{kinds[kind].glyph}{count if count > 1 else ''}" for kind, count in counted.items() if kind in kinds]
    if glyphs:
        parts.append(("  " + " ".join(glyphs), "strong"))
    place, count = reader.page.rank
    if count > 1:
        parts.append((f"  {place} of {count}{tip('tag.cycle', 'next', reader.session.keys)}", ""))
    if annotation.note:
        parts.append((f"  {signs.NOTE.char} {shorten(annotation.note, 60)}", ""))
    return parts


def _kept(reader: StatusSource) -> list[Part]:
    """Return whether the changes are on disk, or the reason that they are not."""
    library = reader.library
    parts: list[Part] = []
    if reader.session.source and library.is_missing(reader.session.source):
        parts.append((" kept text ", "warning"))
    if library.gone:
        parts.append((" FOLDER GONE ", "warning"))
        if count := library.store.unsaved:
            parts.append((f"  {count} not saved", "strong"))
    elif library.read_only:
        parts.append((" read-only ", "warning"))
        if library.sync.follows and reader.app.size.width >= _ROOMY:
            parts.append(("  other postil has quit" if reader.program.following.abandoned else "  following", ""))
    elif reader.save_problem:
        parts.append((" NOT SAVED ", "warning"))
    elif not library.store.saved:
        parts.append(("saving…", ""))
    elif reader.saved_at:
        parts.append((f"✓ saved {reader.saved_at}" if reader.app.size.width >= _ROOMY else "✓ saved", ""))
    return parts


def _place(reader: StatusSource) -> list[Part]:
    """Describe the progress of loading, or the reading mode and the position of the cursor."""
    page = reader.page
    if reader.pages.active.reading_on is not None:
        return [(f"  reading {reader.pages.active.reading_on:.0%}", "")]
    if page.view.empty:
        return []
    words = [f"{page.document.encoding}?"] if page.document.guessed else []
    if reader.session.source and reader.app.size.width >= _ROOMY:  # Else the state of the save is more important.
        words.append(unusual_manner(page.document, reader.library.source(reader.session.source).path))
    return [("".join(f"  {one}" for one in (*words, f"{int(100 * page.view.progress())}%") if one), "")]
