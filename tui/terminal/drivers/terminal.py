"""Terminal driver that survives broken input, blocked output and a terminal that is gone.

Written against Textual 8.2.8, the pinned version. In its driver

- the input thread exits on the first byte that is not UTF-8 and on a key code that is no character, and loops at full
  load when the terminal is gone;
- a terminal that is not read blocks the program after thirty writes;
- SIGCONT without SIGTSTP, as after ``kill -STOP``, starts a second input thread.
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
from tui.theming.background import from_answer

_CHUNK: Final = 4096
"""Bytes of one read."""

_TYPED: Final = 64
"""Bytes that one read may hold of typed keys; a longer read that is not UTF-8 is noise."""

_CROWD: Final = 512
"""Length of the app's message queue above which input is not read."""

_LONGEST_PASTE: Final = 1_000_000
"""Characters of a paste; the rest is dropped."""

_LOOK: Final = 0.1
"""Seconds between two checks whether to stop reading."""

_PATIENCE: Final = 0.3
"""Seconds to write pending output on exit."""

_CELL: Final = 8
"""Characters of output that one repainted cell may take."""

_RESTORE: Final = (
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Resets all modes that the driver sets."""

_SEQUENCES: Final = re.compile("(?=\x1b)")
_STRING: Final = re.compile("\x1b[]PX^_].")
"""Start of a control string that only a terminal sends. Without the dot it may be Alt and a key."""
_PASTED: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"


class TerminalDriver(LinuxDriver):
    """Reads input and writes output; ends the program when the terminal is gone."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Textual draws on standard error: with errors redirected to a file, the screen would go there.
        if sys.__stderr__ is None or not sys.__stderr__.isatty():
            self._file = sys.__stdout__
        self._writer: TerminalWriter | None = None
        self._has_terminal = False
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._noise = False
        """Whether input is ignored until the next pause, since it was not typed."""
        self._in_string = False
        """Whether input continues an unfinished control string of the terminal."""
        self._paste: list[str] | None = None
        """Pieces of an unfinished paste; the last one may be the start of its end marker."""

    @property
    def _host(self) -> Host:
        return cast("Host", self._app)

    # --- taking and restoring the terminal

    def start_application_mode(self) -> None:
        """Switch the terminal to the program."""
        if self._writer is None:
            file = self._file
            assert file is not None  # noqa: S101 - the program is not opened without a terminal
            self._writer = TerminalWriter(file.fileno(), self._room, self._repaint)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._has_terminal = True

    def stop_application_mode(self) -> None:
        """Restore the terminal, once."""
        if self._has_terminal:
            self._has_terminal = False
            if self._writer is not None:
                self._writer.take_all()
            super().stop_application_mode()

    def use_mouse(self, use: bool) -> None:  # noqa: FBT001 - the setting itself
        """Take the mouse, or leave it to the terminal."""
        if not use:
            self._disable_mouse_support()
        self._mouse = use
        if use:
            self._enable_mouse_support()

    def close(self) -> None:
        """Close the terminal; output that it does not take in time is dropped."""
        super().close()
        if self._writer is not None:
            if not self._writer.stop(_PATIENCE):
                self._force()
            self._writer.close()
            self._writer = None

    def restore(self) -> None:
        """Restore the terminal at once, whatever its state. Callable from any thread; nothing may be written later."""
        if self._has_terminal:
            self._has_terminal = False
            self._force()

    def _force(self) -> None:
        if self._writer is not None:
            self._writer.give_up()  # Else it fills the room that is made here.
        with suppress(termios.error):
            # Unread output would delay the reset, and the shell paints over it.
            termios.tcflush(self.fileno, termios.TCOFLUSH)
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._writer is not None:
            self._writer.force(_RESTORE)

    def _sigcont_application(self, *_: object) -> None:
        if not self._auto_restart or self._host.exit_code or not self._app.is_running:
            return
        if self._has_terminal:
            # Stopped by SIGSTOP, without a handler: the shell has used the terminal meanwhile.
            self.suspend_application_mode()
        self.resume_application_mode()
        self._repaint()

    # --- output

    def write(self, data: str) -> None:
        """Queue output. Does nothing after `close`."""
        if self._writer is not None:
            self._writer.write(data)

    def _room(self) -> int:
        width, height = self._app.size
        return max(16_384, _CELL * width * height)

    def _repaint(self) -> None:
        self._host.call_soon(self._host.send_whole_screen)

    # --- input

    def run_input_thread(self) -> None:
        """Read input until `disable_input` is called or the terminal is gone."""
        while not self.exit_event.is_set():
            if self._app.message_queue_size > _CROWD:
                # A megabyte pasted without bracketed paste is a million keys: leave them in the terminal's buffer.
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
        """Turn bytes into events for keys, mouse and pastes."""
        text = self._decode(data)
        broken = "\ufffd" in text and b"\xef\xbf\xbd" not in data
        if broken and len(data) > _TYPED and self._paste is None and _PASTED not in text:
            self._noise = True
        if self._noise:
            return  # Each letter of it would run a command.
        while text:
            if self._paste is None:
                typed, begun, text = text.partition(_PASTED)
                self._parse(typed)
                self._paste = [""] if begun else None
            else:
                text = self._paste_on(self._paste, text)

    def _paste_on(self, pieces: list[str], text: str) -> str:
        """Add `text` to the paste and return what follows its end."""
        # Textual's parser reads a paste character by character.
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
        """Return `piece` without the control strings of the terminal, which Textual would read as keys."""
        if self._in_string and piece.startswith("\x1b"):
            self._in_string = False
            piece = piece.removeprefix("\x1b\\")
        if not self._in_string and _STRING.match(piece) is None:
            return piece
        if (light := from_answer(piece)) is not None:
            self._host.call_soon(lambda: self._host.take_background(light))
        _, ended, rest = piece.partition("\a")
        self._in_string = not ended
        return rest

    def _parse(self, text: str) -> None:
        """Turn text outside of pastes into events for keys and mouse."""
        for piece in filter(None, map(self._without_string, _SEQUENCES.split(text))):
            try:
                for message in self._parser.feed(piece):
                    self.process_message(message)
            except Exception:  # noqa: BLE001 - an error would end the input thread
                # An invalid sequence, such as a key code that is no character, leaves the parser unusable.
                self._parser = XTermParser(self._debug)
