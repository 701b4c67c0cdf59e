"""The program as its screens know it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from annotations.model import Change
from annotations.store.journal.format import JournalEntry
from tui.keys.keyboard import Keyboard
from tui.keys.trail import Trail
from tui.session.settings import Settings
from tui.terminal.error_boundary import Boundary
from tui.terminal.host import Host
from tui.theming.styles import Styles
from tui.theming.theme_file import ThemeFile


class Timed(Protocol):
    """A service that works at times of its own choice."""

    def start(self) -> None:
        """Start the timers of the service."""

    def stop(self) -> None:
        """End the work of the service; it does not start again."""


class Follower(Protocol):
    """Applies the changes of other programs to the library."""

    @property
    def read_only(self) -> str:
        """Why the library cannot be changed, in one line; "" if it can."""

    @property
    def redoable(self) -> bool:
        """Whether the current author has just undone something that can be redone."""

    @property
    def undoable(self) -> bool:
        """Whether there may be a change that can be undone."""

    def made_on(self, context: str) -> list[JournalEntry]:
        """Return the changes that were made on the screen with a context in this sitting, oldest first; it adds its own."""

    @property
    def abandoned(self) -> bool:
        """Whether the program that writes is gone, and this one may take its place."""

    @property
    def stale(self) -> bool:
        """Whether the page has to be refreshed."""

    def look(self) -> None:
        """Apply the changes of other programs at once."""

    def start(self) -> None:
        """Start to look for changes at intervals."""

    def changed(self, change: Change) -> None:
        """Called after a change, here or by another program."""

    def cover(self) -> None:
        """Called when a screen hides the whole page."""

    def uncover(self) -> None:
        """Called when the page is visible again."""


class Watcher(Protocol):
    """Re-anchors the passages of changed sources."""

    async def find(self) -> None:
        """Look for the passages of sources that were read and are not those that were annotated."""

    async def read_others(self) -> None:
        """Read the sources that were never read here, in the background."""

    async def look_at_all(self) -> None:
        """Look at the files of the sources that are not open."""


class ThemeChoice(Protocol):
    """The themes and the one that is used."""

    @property
    def name(self) -> str:
        """The theme that is used; a preview may show another one."""

    @property
    def all(self) -> Mapping[str, ThemeFile]:
        """All themes by their names."""

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of each theme by its name."""

    def preview(self, name: str) -> Styles:
        """Show a theme without keeping it, and return its styles."""

    def use(self, name: str) -> None:
        """Show a theme and keep it for the next time. Raises UsageError if there is none of this name."""

    def cancel(self) -> None:
        """Show the used theme again."""


class SettingsOwner(Protocol):
    """Reads and changes the settings of the user."""

    @property
    def file(self) -> Path:
        """The file of the settings."""

    @property
    def current(self) -> Settings:
        """The settings as they are in the file. Raises UsageError if it cannot be used."""

    def set_width(self, cells: int) -> None:
        """Change the width of the column of text, within its limits."""

    def set_mouse(self, *, use: bool) -> None:
        """Use the mouse or leave it to the terminal."""

    def set_citation(self, style: str) -> None:
        """Set the style in which passages are copied with their source."""

    def set_language(self, code: str) -> None:
        """Set the language of sentences by its code; "" to tell it from each text."""

    def set_author(self, name: str) -> None:
        """Change the name for new records, from the next start on. Raises UsageError if it cannot be one."""

    def describe_keys(self) -> str:
        """Return how many keys are the user's own, or one line about what is wrong with them."""

    def edit_keys(self, edit: Callable[[Path], str]) -> str:
        """Let the user edit the keys; ``edit`` returns an error message or "". Returns one line about the result."""


class Program(Host, Protocol):
    """The App, as screens use it."""

    keyboard: Keyboard
    trail: Trail
    keys: Mapping[str, Sequence[str]]
    """The sequences of each command."""

    @property
    def boundary(self) -> Boundary:
        """Contains unexpected errors."""

    def announce(self, text: str, kind: str = "") -> None:
        """Show a message at the bottom of the reading screen, as soon as it does not replace an unread one."""

    @property
    def idle_collector(self) -> Timed:
        """Collects garbage while the user is idle."""

    @property
    def preparing(self) -> Timed:
        """Makes the board and the index while the user is idle."""

    @property
    def following(self) -> Follower:
        """Applies the changes of other programs to the library."""

    @property
    def watching(self) -> Watcher:
        """Watches the files of sources."""

    def run_command(self, command: str, count: int | None) -> None:
        """Run a command by its id."""

    def run_with(self, command: str, argument: str) -> None:
        """Run a command by its id with the argument that was typed behind its name."""

    def load_ahead(self) -> Iterator[None]:
        """Read the styles of overlays, then import the commands one by one while the user is idle: no key waits for it."""

    def open_item(self, item: object) -> None:
        """Go to the item that was chosen in a panel."""

    def find_again(self) -> None:
        """Look for the query in the source on the page, and show where it is; nothing moves."""

    def offer_draft(self) -> None:
        """Report a draft of an earlier sitting, with the key that opens it."""

    def write_drafts(self) -> None:
        """Bring the drafts of notes to the disk, in the background."""

    def open_folder(self, folder: Path) -> None:
        """End, and open another folder then."""

    @property
    def preferences(self) -> SettingsOwner:
        """The settings of the user."""

    @property
    def themes(self) -> ThemeChoice:
        """The themes and the one that is used."""

    def write_to_terminal(self, sequence: str) -> None:
        """Send a sequence of ours to the terminal."""
