"""The kinds of links of a library: what there is, and adding, altering and removing kinds of one's own."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from annotations.errors import PostilError, UsageError
from annotations.library import Library
from annotations.library.describe_change import named
from annotations.model import LINK_KINDS, LinkKind
from tui.keys.dispatcher import token_of
from tui.screens.base.list_screen import RecordsScreen
from tui.screens.base.overlay import Overlay
from tui.text.cells import shorten
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.message_line import Caption

FIELDS: Final = (
    ("rename", "name", "how it reads forwards: answers"),
    ("inverse", "backwards", "answered by; empty: the same both ways"),
    ("key", "key", "a letter or digit; empty: the next free one"),
    ("glyph", "sign", "one character; empty: the next free one"),
    ("counts", "counts like", f"{', '.join(LINK_KINDS)}; empty: takes no side"),
)
"""What is asked of a kind: the name that `Library.change_kind` has for it, its label, and what may stand there."""

_LABEL: Final = 12
"""Cells of the longest label, and a blank."""


class KindList(ItemList[LinkKind]):
    """Kinds, one row each."""

    def draw(self, item: LinkKind, width: int) -> list[Line]:
        """Key, sign, both names, what it counts like."""
        styles = self.theme_styles
        own = item.name not in LINK_KINDS
        names = item.name if item.symmetric else f"{item.name} · {item.inverse}"
        line: Line = [(f"{item.key or ' '} ", styles.bold), (f"{item.glyph} ", styles.kind(item))]
        line.append((f"{shorten(names, 40):<40}"[: max(0, width - 4)], Style.null()))
        if own and width > 60:
            told = f"counts like {item.counts}" if item.counts else "takes no side"
            line.append((shorten(told, width - 44), styles.muted))
        return [line]


class KindsScreen(RecordsScreen[LinkKind]):
    """Changes kinds by itself; gives nothing."""

    KEYS: ClassVar[str] = "a adds  Enter alters  dd removes  u undoes  Esc leaves"

    def __init__(self, styles: Styles, library: Library, changed: Callable[[], None]) -> None:
        """The kinds of a library; changed is called after each change."""
        super().__init__(styles, KindList(styles, "Kinds of links", id="entries"))
        self._library = library
        self._changed = changed
        self._made = 0
        """Changes that were made here and not taken back: what ``u`` takes back is ours."""

    def renew(self) -> None:
        """Show the kinds there are."""
        found = [*self._library.kinds().values()]
        chosen = self.items.selected
        names = [kind.name for kind in found]
        self.items.title = f"Kinds of links · {len(found) - len(LINK_KINDS)} of your own"
        self.items.show(found, names.index(chosen.name) if chosen is not None and chosen.name in names else None)
        self.tell()

    def describe(self, item: LinkKind, width: int) -> Sequence[Line]:  # noqa: ARG002 - lines are broken by whoever shows them
        """How it reads, what it counts like, and how often it is used."""
        styles = self.theme_styles
        used = self._library.kind_count(item.name)
        reads = f"A {item.glyph} {item.name} B" + ("" if item.symmetric else f"   B {item.inverse} A")
        counts = f"On the board it counts like {item.counts}." if item.counts else "On the board it takes no side."
        own = "" if item.name not in LINK_KINDS else "Every library has it: it stays as it is."
        return [
            [(reads, styles.accent)],
            [(f"{used:,} link{'s' if used != 1 else ''} of this kind", styles.muted)],
            [(own or counts, styles.muted)],
        ]

    def act(self, token: str) -> None:
        """Add, alter, remove or undo."""
        kind, twice = self.items.selected, self.deleting
        self.deleting = token == "d" and not twice
        if token == "a":
            self._ask(None)
        elif token == "e":
            self.open_item()
        elif token == "d" and kind is not None and twice:
            self.attempt(lambda: self._remove(kind))
        elif token == "d":
            self.caption.say("d again removes this kind")
        elif token == "u":
            self.attempt(self._undo)

    def open_item(self) -> None:
        """Alter the kind under the cursor."""
        kind = self.items.selected
        if kind is not None and kind.name in LINK_KINDS:
            self.caption.say("every library has this kind: it stays as it is; a adds one")
        elif kind is not None:
            self._ask(kind)

    def _ask(self, kind: LinkKind | None) -> None:
        library = self._library

        def save(said: dict[str, str]) -> None:
            if kind is None:
                library.add_kind(said.pop("rename"), **said)
            else:
                library.change_kind(kind.name, **said)

        def done(name: str | None) -> None:
            if name is not None:
                self._changed_here(f"{name} is a kind of link now" if kind is None else f"{name} altered", by=1)
                names = [one.name for one in self.items.items]
                self.items.go(names.index(name) if name in names else 0, tell=False)
                self.tell()

        self.app.push_screen(KindForm(self.theme_styles, kind, save), done)

    def _remove(self, kind: LinkKind) -> None:
        self._library.remove_kind(kind.name)
        self._changed_here(f"{kind.name} is no kind of link any more", by=1)

    def _undo(self) -> None:
        if not self._made:
            self.caption.say("nothing was changed here")
            return
        change = self._library.undo()
        self._changed_here(f"undone: {named(self._library, change)}" if change else "nothing to undo", by=-1)

    def _changed_here(self, said: str, *, by: int) -> None:
        """Show and say what a change made of the kinds, where so many more can be taken back."""
        self._made += by
        self._changed()
        self.renew()
        self.caption.say(f"{said} · u undoes" if self._made else said)


class KindForm(Overlay[str | None]):
    """Asks what a kind is. Gives its name once it is saved, or None after Esc."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - an instance variable of Textual
    KEYS: ClassVar[str] = "Enter saves  Tab next  Esc leaves"

    def __init__(self, styles: Styles, kind: LinkKind | None, save: Callable[[dict[str, str]], None]) -> None:
        """What is known of a kind, or of a new one nothing; save raises a PostilError if something does not fit."""
        super().__init__()
        self._theme_styles = styles
        self._kind = kind
        self._save = save
        self._caption = Caption(styles, self.KEYS)

    def compose(self) -> ComposeResult:
        """A row for each thing that is asked."""
        with Vertical(id="form"):
            yield Caption(
                self._theme_styles, f"Kind {self._kind.name}" if self._kind else "A new kind of link", strong=True
            )
            for field, label, help_ in FIELDS:
                with Horizontal(classes="field"):
                    yield Caption(self._theme_styles, f"{label:<{_LABEL}}")
                    yield Input(self._known(field), placeholder=help_, id=f"field-{field}")
            yield self._caption

    def on_mount(self) -> None:
        """Begin with the name."""
        self.take_keys(self.query(Input).first())

    def _known(self, field: str) -> str:
        if self._kind is None or (field == "inverse" and self._kind.symmetric):
            return ""
        return str(getattr(self._kind, "name" if field == "rename" else field))

    def _submit(self) -> None:
        said = {field: self.query_one(f"#field-{field}", Input).value.strip() for field, _, _ in FIELDS}
        try:
            said["counts"] = _counted(said["counts"])
            name = " ".join(said["rename"].split())
            self._save(said)
        except PostilError as error:
            self._caption.say(str(error))
        else:
            self.dismiss(name)

    def on_key(self, event: events.Key) -> None:
        """Keys that go from row to row, save or leave."""
        token = token_of(event)
        steps = {"tab": 1, "down": 1, "shift+tab": -1, "up": -1}
        if token in steps:
            boxes = [*self.query(Input)]
            here = next((i for i, box in enumerate(boxes) if box is self.focused), 0)
            self.set_focus(boxes[(here + steps[token]) % len(boxes)])
        elif token == "enter":
            self._submit()
        elif token == "escape":
            self.dismiss(None)
        else:
            return
        event.stop()
        event.prevent_default()


def _counted(said: str) -> str:
    """The kind that is meant by the beginning of its name; empty for nothing. Raises UsageError."""
    if said.casefold() in ("", "nothing"):
        return ""
    found = next((name for name in LINK_KINDS if name.startswith(said.casefold())), "")
    if not found:
        raise UsageError(f"It cannot count like “{shorten(said, 20)}”: {', '.join(LINK_KINDS)}, or nothing.")
    return found
