"""The link types of a library: list, add, edit and delete."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import ClassVar, Final

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from annotations.errors import UsageError
from annotations.library import Library
from annotations.model import LINK_KINDS, LinkKind
from annotations.text.plurals import count_noun
from tui.keys import link_kind_keys
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import OwnUndo
from tui.screens.base.record_list import RecordList
from tui.text.cells import padded, shorten
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
"""Fields of a link type: the parameter of `LinkTypes.change`, the label, and a hint at the values."""

_NAMES: Final = 40
"""Cells of both names of a link type."""

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
        line.append((padded(shorten(names, min(_NAMES, width - 4)), min(_NAMES, width - 4)), Style.null()))
        if own and width > 60:
            effect = f"counts like {item.counts}" if item.counts else "takes no side"
            line.append((shorten(effect, width - 44), styles.muted))
        return [line]


class KindsScreen(Overlay[None]):
    """Changes link types; returns nothing."""

    CONTEXT: ClassVar[str] = "kinds"

    def __init__(self, styles: Styles, library: Library, changed: Callable[[], None]) -> None:
        """The kinds of a library; changed is called after each change."""
        super().__init__(styles)
        self.body = self._records = RecordList[LinkKind](
            self,
            KindList(styles, "", id="entries"),
            open_=self._edit,
            describe=self._describe,
            words=lambda kind: f"{kind.name} {kind.inverse} {kind.counts} {kind.glyph}",
            placeholder="a name, or what it counts as",
            identity=attrgetter("name"),
        )
        self._library = library
        self._changed = changed
        self._undo = OwnUndo(self, library, self._show_changed)

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return *super().handlers, self._undo

    def renew(self) -> None:
        """Show the current kinds."""
        found = [*self._library.kinds().values()]
        self._records.show(found, f"Link types · {len(found) - len(LINK_KINDS)} of your own")

    def _describe(self, item: LinkKind, _: int) -> Sequence[Line]:
        """Return the reading of a link type, its effect on the board, and the number of its links."""
        styles = self.theme_styles
        used = self._library.kind_count(item.name)
        reads = f"A {item.glyph} {item.name} B" + ("" if item.symmetric else f"   B {item.inverse} A")
        counts = f"On the board it counts like {item.counts}." if item.counts else "On the board it takes no side."
        own = "" if item.name not in LINK_KINDS else "It is built in and cannot be changed."
        return [
            [(reads, styles.accent)],
            [(f"{count_noun(used, 'link')} of this type", styles.muted)],
            [(own or counts, styles.muted)],
        ]

    def do_kinds_add(self, _: int | None) -> None:
        """Add a link type."""
        self._ask(None)

    def do_kinds_edit(self, _: int | None) -> None:
        """Edit the link type under the cursor."""
        self._records.open()

    def _edit(self, kind: LinkKind) -> None:
        if kind.name in LINK_KINDS:
            self.say(f"this link type is built in and cannot be changed{tip('kinds.add', 'add one', self.keys)}")
        else:
            self._ask(kind)

    def do_tag_delete(self, _: int | None) -> None:
        """Delete the link type under the cursor; ask what becomes of its links."""
        kind = self._records.selected
        if kind is None:
            return
        used = self._library.kind_count(kind.name)
        if not used or kind.name in LINK_KINDS:
            self._library.link_types.remove(kind.name)
            self._report(f"deleted the link type {kind.name}")
            return
        links = count_noun(used, "link")

        def answer(token: str) -> bool:
            if token == "t":
                self._ask_into(kind.name)
            elif token == "d":
                self._library.link_types.remove(kind.name, delete_links=True)
                self._report(f"deleted the link type {kind.name} and its {links}")
            elif token != "escape":
                self.say("t turn, d delete, Esc cancel", "warning")
                return True
            return False

        answers = [("t", "turn into another type"), ("d", f"delete {'it' if used == 1 else 'them'}"), ("Esc", "cancel")]
        self.ask(answer, f"{links} of the type {kind.name}:", answers)

    def _ask_into(self, name: str) -> None:
        """Ask for the type that the links of a type that goes get."""
        letters = {key: kind for key, kind in link_kind_keys.letters(self._library, self.keys).items() if kind != name}
        hints = [one for one in link_kind_keys.hints(self._library, self.keys) if one[0] in letters]

        def answer(token: str) -> bool:
            if token in letters:
                links = count_noun(self._library.link_types.merge(name, letters[token]), "link")
                self._report(f"{links} turned from {name} into {letters[token]}")
            elif token != "escape":
                self.say(f"{', '.join(f'{key} {kind}' for key, kind in letters.items())}, Esc cancel", "warning")
                return True
            return False

        self.ask(answer, "Turn into:", [*hints, ("Esc", "cancel")])

    def _ask(self, kind: LinkKind | None) -> None:
        library = self._library
        library.transactions.require_writable()

        def save(fields: dict[str, str]) -> None:
            if kind is None:
                library.link_types.add(fields.pop("rename"), **fields)
            else:
                library.link_types.change(kind.name, **fields)

        def done(name: str | None) -> None:
            if name is not None:
                self._report(f"added the link type {name}" if kind is None else f"changed {name}")
                self._records.point_at(name)

        self.app.push_screen(KindForm(self.theme_styles, kind, save), done)

    def _report(self, message: str) -> None:
        """Show the link types after a change."""
        self._undo.count()
        self._show_changed()
        self.say(f"{message}{tip('change.undo', 'undo', self.keys)}")

    def _show_changed(self) -> None:
        self._changed()
        self.renew()


class KindForm(Overlay[str | None]):
    """Edits a link type. Returns its name once it is saved, or None after Esc."""

    CONTEXT: ClassVar[str] = "form"

    def __init__(self, styles: Styles, kind: LinkKind | None, save: Callable[[dict[str, str]], None]) -> None:
        """Show a link type, or the fields of a new one; save raises a PostilError if a value does not fit."""
        super().__init__(styles)
        self._kind = kind
        self._save = save

    def compose(self) -> ComposeResult:
        """A row for each field."""
        with Vertical(id="form"):
            yield Caption(
                self.theme_styles, f"Link type {self._kind.name}" if self._kind else "A new link type", strong=True
            )
            for field, label, help_ in FIELDS:
                with Horizontal(classes="field"):
                    yield Caption(self.theme_styles, f"{label:<{_LABEL}}")
                    yield Input(self._known(field), placeholder=help_, id=f"field-{field}")
            yield self.caption

    def _known(self, field: str) -> str:
        if self._kind is None or (field == "inverse" and self._kind.symmetric):
            return ""
        return str(getattr(self._kind, "name" if field == "rename" else field))

    def do_type_accept(self, _: int | None) -> None:
        """Save."""
        fields = {field: self.query_one(f"#field-{field}", Input).value.strip() for field, _, _ in FIELDS}
        fields["counts"] = _counted(fields["counts"])
        name = " ".join(fields["rename"].split())
        self._save(fields)
        self.dismiss(name)

    def do_type_next(self, _: int | None) -> None:
        """Focus the next field."""
        self.move(1)

    def do_type_previous(self, _: int | None) -> None:
        """Focus the field before."""
        self.move(-1)

    def move(self, by: int) -> None:
        """Move the focus by some fields."""
        boxes = [*self.query(Input)]
        here = next((i for i, box in enumerate(boxes) if box is self.focused), 0)
        self.set_focus(boxes[(here + by) % len(boxes)])


def _counted(typed: str) -> str:
    """Return the kind whose name begins with `typed`; "" for nothing. Raises UsageError if there is none."""
    if typed.casefold() in ("", "nothing"):
        return ""
    found = next((name for name in LINK_KINDS if name.startswith(typed.casefold())), "")
    if not found:
        raise UsageError(f"It cannot count like “{shorten(typed, 20)}”: {', '.join(LINK_KINDS)}, or nothing.")
    return found
