"""The settings: what each is, what it does, and its change."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style

from annotations.errors import PostilError
from annotations.export.citation import STYLES
from annotations.text.language.detection import LANGUAGES
from tui.screens.base.overlay import Overlay
from tui.screens.base.program import SettingsOwner
from tui.screens.base.record_list import RecordList
from tui.session.settings import Settings
from tui.text.cells import cell_len, shorten
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line


class Setting(NamedTuple):
    """A row of the list."""

    name: str
    """Its name in the file."""
    label: str
    value: str
    about: str
    """One sentence."""


class SettingList(ItemList[Setting]):
    """Settings, one row each: the label and the value."""

    def draw(self, item: Setting, width: int) -> list[Line]:
        """The label, and the value in a column of its own."""
        column = min(24, width // 2)
        label = shorten(item.label, column - 1)
        value = shorten(item.value, max(1, width - column))
        return [
            [
                (label + " " * (column - cell_len(label)), self.theme_styles.bold),
                (value, Style.null()),
            ]
        ]


class SettingsScreen(Overlay[str | None]):
    """Changes what has two values or a number; returns the name of another setting that is to be changed."""

    CONTEXT: ClassVar[str] = "settings"

    def __init__(
        self,
        styles: Styles,
        preferences: SettingsOwner,
        theme: Callable[[], str],
        author: str,
        file: str,
        first: str = "",
    ) -> None:
        """``theme`` returns the title of the theme; ``author`` is the name that is used now; `first` is selected."""
        super().__init__(styles)
        self._preferences = preferences
        self._theme = theme
        self._author = author
        self._file = file
        self._first = first
        self.body = self._records = RecordList[Setting](
            self,
            SettingList(styles, "", id="entries"),
            open_=self._change,
            describe=self._describe,
            identity=lambda setting: setting.name,
        )

    def open(self) -> None:
        """Show the settings, the last changed one first."""
        super().open()
        if self._first:
            self._records.point_at(self._first)

    def renew(self) -> None:
        """Show the settings as they are."""
        try:
            self._records.show(self._rows(self._preferences.current), f"Settings · {self._file}")
        except PostilError as error:
            self._records.nothing = (str(error), "", "Correct the file, or delete it.")
            self._records.show([], f"Settings · {self._file}")

    def _rows(self, settings: Settings) -> list[Setting]:
        author = settings.author or f"{self._author} (login name)"
        return [
            Setting("theme", "Theme", self._theme(), "Each theme is shown as you select it."),
            Setting(
                "column_width", "Column width", f"{settings.column_width} cells",
                "The measure: the largest width of the text. Narrow lines are easier to read.",
            ),
            Setting(
                "mouse", "Mouse", "on" if settings.mouse else "off",
                "Off leaves the mouse to the terminal, for selecting text there.",
            ),
            Setting("author", "Author", author, "The name in new records. It applies from the next start."),
            Setting(
                "language", "Language of sentences", LANGUAGES.get(settings.language, "detected in each text"),
                "Its abbreviations do not end a sentence. Choose one if your texts mix languages.",
            ),
            Setting("citation", "Citations", settings.citation, f"`y` copies a {STYLES[settings.citation]}."),
            Setting("keys", "Keys", self._preferences.describe_keys(), "Opens your keys.toml in your editor."),
        ]  # fmt: skip

    def _describe(self, item: Setting, _: int) -> Sequence[Line]:
        """The whole value and the sentence."""
        return [[(item.value, Style.null())], [(item.about, self.theme_styles.muted)]]

    def _change(self, item: Setting) -> None:
        if item.name == "mouse":
            self._preferences.set_mouse(use=item.value == "off")
            self.renew()
        elif item.name == "column_width":
            self._widen(4)
        elif item.name == "citation":
            styles = list(STYLES)
            self._preferences.set_citation(styles[(styles.index(item.value) + 1) % len(styles)])
            self.renew()
        else:
            self.close(item.name)

    def _widen(self, by: int) -> None:
        chosen = self._records.selected
        if chosen is not None and chosen.name == "column_width":
            self._preferences.set_width(self._preferences.current.column_width + by)
            self.renew()

    def do_move_wider(self, _: int | None) -> None:
        """Make the column of text wider."""
        self._records.point_at("column_width")
        self._widen(4)

    def do_move_narrower(self, _: int | None) -> None:
        """Make the column of text narrower."""
        self._records.point_at("column_width")
        self._widen(-4)
