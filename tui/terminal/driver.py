"""The terminal, dealt with more sturdily than by Textual's driver.

Written against the driver of Textual 8.2.8, to which the program is pinned. There

- the input thread ends the program at the first byte that is not UTF-8 and at a key code that is no character,
  and runs in a circle at full load when the terminal is gone;
- a terminal that nobody reads holds up the whole program after thirty writes;
- SIGCONT without a SIGTSTP before it, as after ``kill -STOP``, starts a second input thread beside the first.
"""

import os
import re
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any, Final, cast

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.host import Host
from tui.terminal.output_thread import TerminalWriter

_CHUNK: Final = 4096
"""Bytes that are read at a time."""

_TYPED: Final = 64
"""Bytes that may be typed at once; more of them that are no UTF-8 are noise."""

_CROWD: Final = 512
"""Messages that may wait in the program before no more keys are read."""

_LONGEST_PASTE: Final = 1_000_000
"""Characters of a paste after which the rest of it is left out."""

_LOOK: Final = 0.1
"""Seconds between looks whether the input is to end."""

_PATIENCE: Final = 0.3
"""Seconds that the terminal has to take what is left when it is given back."""

_CELL: Final = 8
"""Characters that painting a cell anew may take."""

_RESTORE: Final = (
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""All that the driver sets, taken back."""

_SEQUENCES: Final = re.compile("(?=\x1b)")
_STRING: Final = re.compile("\x1b[]PX^_].")
"""The beginning of a string that only a terminal sends; without the dot it may be Alt and a key."""
_PASTED: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"


class TerminalDriver(LinuxDriver):
    """Reads from and writes to the terminal; ends the program when the terminal is gone."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Textual draws on standard error: who has errors written to a file would get the screen there.
        if sys.__stderr__ is None or not sys.__stderr__.isatty():
            self._file = sys.__stdout__
        self._writer: TerminalWriter | None = None
        self._has_terminal = False
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._noise = False
        """Whether what comes, until there is a pause, is nothing that anybody typed."""
        self._in_string = False
        """Whether what comes belongs to a report of the terminal that has not ended."""
        self._paste: list[str] | None = None
        """The pieces of a paste that has not ended, the last one no longer than what may be a part of its end."""

    @property
    def _host(self) -> Host:
        return cast("Host", self._app)

    # --- taking the terminal and giving it back

    def start_application_mode(self) -> None:
        """Take the terminal."""
        if self._writer is None:
            file = self._file
            assert file is not None  # noqa: S101 - the program is not opened without a terminal
            self._writer = TerminalWriter(file.fileno(), self._room, self._repaint)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._has_terminal = True

    def stop_application_mode(self) -> None:
        """Give the terminal back, once."""
        if self._has_terminal:
            self._has_terminal = False
            if self._writer is not None:
                self._writer.take_all()
            super().stop_application_mode()

    def close(self) -> None:
        """Let go of the terminal; what it does not take is left out."""
        super().close()
        if self._writer is not None:
            if not self._writer.stop(_PATIENCE):
                self._force()
            self._writer.close()
            self._writer = None

    def restore(self) -> None:
        """Give the terminal back at once, in whatever state it is. From any thread, as the last thing that is done."""
        if self._has_terminal:
            self._has_terminal = False
            self._force()

    def _force(self) -> None:
        with suppress(termios.error):
            # What the terminal did not read will be painted over, and stands in the way.
            termios.tcflush(self.fileno, termios.TCOFLUSH)
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._writer is not None:
            self._writer.force(_RESTORE)

    def _sigcont_application(self, *_: object) -> None:
        if not self._auto_restart or self._host.exit_code:
            return
        if self._has_terminal:
            # Stopped without having been asked, so that the shell has had the terminal meanwhile.
            self.suspend_application_mode()
        self.resume_application_mode()
        self._repaint()

    # --- output

    def write(self, data: str) -> None:
        """Have something written; after `close` nothing is."""
        if self._writer is not None:
            self._writer.write(data)

    def _room(self) -> int:
        width, height = self._app.size
        return max(16_384, _CELL * width * height)

    def _repaint(self) -> None:
        self._host.call_soon(self._host.send_whole_screen)

    # --- input

    def run_input_thread(self) -> None:
        """Read what is typed until `disable_input`, or until the terminal is gone."""
        while not self.exit_event.is_set():
            if self._app.message_queue_size > _CROWD:
                # A paste of a megabyte into a terminal that does not say so is a million keys: they wait outside.
                self.exit_event.wait(_LOOK / 10)
                continue
            try:
                data = os.read(self.fileno, _CHUNK) if select.select([self.fileno], [], [], _LOOK)[0] else None
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if data == b"":
                self._host.ask_to_exit(128 + signal.SIGHUP)
                return
            if data:
                self._take(data)
            else:
                self._in_string = self._noise = False
            for message in self._parser.tick():
                self.process_message(message)

    def _take(self, data: bytes) -> None:
        """Make keys, clicks and pastes of what was read."""
        text = self._decode(data)
        broken = "\ufffd" in text and b"\xef\xbf\xbd" not in data
        if broken and len(data) > _TYPED and self._paste is None and _PASTED not in text:
            self._noise = True
        if self._noise:
            return  # Nobody typed that: each letter in it would be obeyed as a command.
        while text:
            if self._paste is None:
                typed, begun, text = text.partition(_PASTED)
                self._parse(typed)
                self._paste = [""] if begun else None
            else:
                text = self._paste_on(self._paste, text)

    def _paste_on(self, pieces: list[str], text: str) -> str:
        """Take up what is pasted, of which Textual would look at each character; returns what comes behind it."""
        last = pieces.pop() + text
        end, ended, rest = last.partition(_PASTE_ENDS)
        if ended:
            self._paste = None
            self.process_message(events.Paste("".join([*pieces, end]).replace("\0", "")))
            return rest
        may_be_end = 1 - len(_PASTE_ENDS)
        if sum(map(len, pieces)) < _LONGEST_PASTE:
            pieces.append(last[:may_be_end])
        pieces.append(last[may_be_end:])
        return ""

    def _without_string(self, piece: str) -> str:
        """What is left of a sequence when a terminal's report is taken out, which Textual would take for keys."""
        if self._in_string and piece.startswith("\x1b"):
            self._in_string = False
            piece = piece.removeprefix("\x1b\\")
        if not self._in_string and _STRING.match(piece) is None:
            return piece
        _, ended, rest = piece.partition("\a")
        self._in_string = not ended
        return rest

    def _parse(self, text: str) -> None:
        """Make keys and clicks of what was typed."""
        for piece in filter(None, map(self._without_string, _SEQUENCES.split(text))):
            try:
                for message in self._parser.feed(piece):
                    self.process_message(message)
            except Exception:  # noqa: BLE001 - without this thread no key would be heard any more
                # A sequence that means nothing, such as a key without a character: the parser is beyond use.
                self._parser = XTermParser(self._debug)
