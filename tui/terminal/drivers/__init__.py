"""Drivers: what reads the input and writes the output of a sitting, in a terminal and in a browser."""

from textual.driver import Driver


def own(driver: type[Driver]) -> type[Driver]:
    """Return our driver where Textual would take `driver` for a terminal or a browser; else `driver`."""
    if driver.__module__ == "textual.drivers.linux_driver":
        from tui.terminal.drivers.terminal import TerminalDriver

        return TerminalDriver
    if driver.__module__ == "textual.drivers.web_driver":
        from tui.terminal.drivers.served import ServedDriver

        return ServedDriver
    return driver
