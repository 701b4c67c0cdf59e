"""A report as PDF, by a program that prints HTML and is on the machine; postil has none of its own."""

import os
import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Final

from annotations.errors import UsageError
from annotations.export.report.contents import Contents
from annotations.export.report.rendering import rendered

BROWSERS: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "brave-browser",
)
"""Browsers that print a page without a window."""

_SECONDS: Final = 120


def pdf(report: Contents) -> bytes:
    """Return a report as PDF. Raises UsageError, with one line, if no program can make it, or the one that is there fails."""
    with TemporaryDirectory(prefix="postil-") as folder:
        page, made = Path(folder, "report.html"), Path(folder, "report.pdf")
        with page.open("w", encoding="utf-8", errors="replace") as file:
            file.writelines(rendered(report, "html"))
        command = _command(page, made, Path(folder, "profile"))
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UsageError(f"{command[0]} could not print the report: {error}.") from error
        if done.returncode or not made.is_file():
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it gave no reason"]
            raise UsageError(f"{command[0]} could not print the report: {lines[-1][:200]}.")
        return made.read_bytes()


def _command(page: Path, made: Path, profile: Path) -> list[str]:
    """Return the command that prints a page. Raises UsageError if there is no program for it."""
    if weasyprint := which("weasyprint"):
        return [weasyprint, str(page), str(made)]
    browser = next(filter(None, map(which, BROWSERS)), None)
    if browser is None:
        raise UsageError(
            "A report as PDF needs weasyprint, Chromium or Chrome, and none is installed. "
            "Write it as HTML and print that from a browser."
        )
    # The page has neither scripts nor outside resources. A browser that the superuser starts refuses its sandbox.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        browser,
        "--headless",
        *sandbox,
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-sync",
        "--no-first-run",
        f"--user-data-dir={profile}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={made}",
        page.as_uri(),
    ]
