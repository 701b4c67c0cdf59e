"""What the two bottom rows say: made from the state, in one place."""

from typing import TYPE_CHECKING

from annotations.documents.document import BlockKind, Manner
from annotations.model import LINK_KINDS, Annotation
from tui.commands import COMMANDS, shown
from tui.text.cells import shorten, visible
from tui.text.links import link_at
from tui.widgets.bars import Part

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

MANNERS = {Manner.MARKDOWN: "Markdown", Manner.SHAPE: "by shape", Manner.MIXED: "part by shape"}
"""How a source was read, as the status bar says it."""

_READING = (
    "select.grow", "tag.claim", "tag.figure", "tag.opinion", "tag.pick", "link.take", "tag.note",
    "change.undo", "go.next_source", "go.next_pane", "app.palette", "app.help",
)  # fmt: skip
_ON_PASSAGE = (
    "tag.claim", "tag.figure", "tag.opinion", "tag.pick", "link.take", "link.follow", "tag.note", "tag.delete",
    "change.copy", "change.undo", "app.help",
)  # fmt: skip
_SELECTING = (
    "tag.claim", "tag.figure", "tag.opinion", "tag.pick", "select.grow", "select.shrink", "select.swap", "link.take",
    "tag.note", "change.copy", "select.leave", "app.help",
)  # fmt: skip
_SOURCES = ("link.follow", "move.down", "move.up", "go.reader", "go.next_pane", "app.palette", "app.help")
_PASSAGES = (
    "link.follow", "tag.claim", "tag.figure", "tag.opinion", "tag.pick", "tag.note", "tag.delete", "link.take",
    "go.reader", "change.undo", "app.help",
)  # fmt: skip


def status(reader: "ReadingScreen") -> tuple[list[Part], list[Part]]:
    """The left and the right part of the status bar."""
    return _left(reader), _right(reader)


def hints(reader: "ReadingScreen") -> list[tuple[str, str]]:
    """The keys of use now, with what they do."""
    dispatcher, session = reader.dispatcher, reader.session
    if dispatcher.answer is not None:
        return [*dispatcher.answers]
    if session.adjusting is not None:
        return [("h l w b e ( )", "move the bound"), ("Enter", "take it"), ("Esc", "leave it as it was")]
    chosen: tuple[str, ...] = _READING
    if reader.pane in ("sources", "outline"):
        chosen = _SOURCES
    elif reader.pane == "passages":
        chosen = _PASSAGES
    elif reader.page.selection is not None:
        chosen = _SELECTING
    elif reader.page.current is not None:
        chosen = _ON_PASSAGE
    keys = reader.keys
    found = [(shown(keys[id_][0]), COMMANDS[id_].label) for id_ in chosen if keys[id_]]
    if session.held is not None and keys["link.take"] and reader.pane not in ("sources", "outline"):
        take = (shown(keys["link.take"][0]), COMMANDS["link.take"].label)
        found = [(take[0], "link to this"), *(hint for hint in found if hint != take)]
    return found


def _left(reader: "ReadingScreen") -> list[Part]:
    dispatcher, session = reader.dispatcher, reader.session
    parts: list[Part] = []
    if dispatcher.answer is not None and not reader.message:
        return [(dispatcher.question, "strong")]
    if dispatcher.typed:
        parts.append((f"{visible(dispatcher.typed)}  ", "strong"))
    if reader.message:
        text, kind = reader.message
        return [*parts, (f" {text} " if kind == "warning" else text, kind)]
    if session.held is not None:
        parts.append((f"in hand: {session.held.label} →  ", "strong"))
    if session.adjusting is not None:
        address = reader.library.address(session.adjusting.annotation)
        return [*parts, (f"{address}: moving its {session.adjusting.edge}", "strong")]
    span = reader.page.span()
    if span is not None:
        words = len(reader.page.document.text[span[0] : span[1]].split())
        parts.append((f"selected {words} word{'s' if words != 1 else ''}", ""))
    elif reader.page.current is not None:
        parts += _passage(reader, reader.page.current.annotation)
        parts += _target(reader, "  ")
    elif led := _target(reader):
        parts += led
    elif reader.session.source and not reader.page.view.empty:
        path = reader.page.document.heading_path(reader.page.cursor)
        title = reader.library.source(session.source).title
        trail = [shorten(step, 40) for step in path if step != title] or [shorten(title, 60)]
        parts.append((" › ".join(trail), ""))
        parts += _diagram(reader)
    return parts


def _diagram(reader: "ReadingScreen") -> list[Part]:
    """How the diagram under the cursor is shown, if it is in one."""
    document, layout = reader.page.document, reader.page.view.layout
    index = document.block_index(reader.page.cursor)
    if document.blocks[index].kind is not BlockKind.DIAGRAM:
        return []
    keys = reader.keys["view.diagram"]
    if reason := layout.why_no_drawing(index):
        return [(f"  diagram as text: {reason}", "muted")]
    other = "shows its text" if layout.drawing(index) else "draws it"
    return [(f"  diagram · {shown(keys[0])} {other}" if keys else "  diagram", "muted")]


def _target(reader: "ReadingScreen", before: str = "") -> list[Part]:
    """Where the link or the image under the cursor leads."""
    if reader.page.view.empty or (link := link_at(reader.page.document, reader.page.cursor)) is None:
        return []
    keys = reader.keys["open.link"]
    return [
        (f"{before}{'image ' if link.image else ''}→ {shorten(link.target, 120)}", "strong"),
        (f"  {shown(keys[0])} opens it" if keys else "", "muted"),
    ]


def _passage(reader: "ReadingScreen", annotation: Annotation) -> list[Part]:
    library = reader.library
    parts: list[Part] = [(library.address(annotation.id) + " ", "strong")]
    parts.append((" ".join(annotation.tags) or "no tag", ""))
    counted: dict[str, int] = {}
    for link in library.links(annotation.id):
        counted[link.kind] = counted.get(link.kind, 0) + 1
    glyphs = [
        f"{LINK_KINDS[kind].glyph}{count if count > 1 else ''}" for kind, count in counted.items() if kind in LINK_KINDS
    ]
    if glyphs:
        parts.append(("  " + " ".join(glyphs), "strong"))
    place, count = reader.page.rank
    if count > 1:
        parts.append((f"  {place} of {count}, gn next", ""))
    if annotation.note:
        parts.append((f"  ✎ {shorten(annotation.note, 60)}", ""))
    return parts


def _right(reader: "ReadingScreen") -> list[Part]:
    library, page = reader.library, reader.page
    parts: list[Part] = []
    if library.read_only:
        parts.append((" read-only ", "warning"))
    elif reader.save_problem:
        parts.append((" NOT SAVED ", "warning"))
    elif not library.saved:
        parts.append(("saving…", ""))
    elif reader.saved_at:
        parts.append((f"✓ saved {reader.saved_at}", ""))
    if reader.reading_on is not None:
        parts.append((f"  reading {reader.reading_on:.0%}", ""))
    elif not page.view.empty:
        parts.append((f"  {MANNERS[page.document.manner]}  {page.view.progress():.0%}", ""))
    return parts
