"""What every test starts from: a home of its own, a fixed terminal, and Hypothesis kept short."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Read when Textual is imported: a test that waits for a frame after each of its keys waits a millisecond, and not sixteen.
os.environ["TEXTUAL_FPS"] = "1000"

# A slow machine must not fail a test for being slow; a failing example is found again by its seed.
settings.register_profile(
    "postil", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("postil"), max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "postil"))

_TERMINAL = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "COLUMNS": "120",
    "LINES": "40",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "TEXTUAL_ANIMATIONS": "none",
}


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the settings of the person who runs it, or writes into their home."""
    home = tmp_path_factory.mktemp("home")
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "TMUX", "EDITOR", "VISUAL", "TEXTUAL_FPS"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("POSTIL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (("CONFIG", ".config"), ("DATA", ".local/share"), ("CACHE", ".cache"), ("STATE", ".state")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    for name, value in _TERMINAL.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def home() -> Path:
    """The home folder that the test and the programs it starts see."""
    return Path(os.environ["HOME"])
