"""Fixtures of all tests: an empty home folder, a fixed terminal, and a short Hypothesis profile."""

import gc
import importlib
import itertools
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

# A full collection visits all that pytest holds, which takes half a second; tests/tui/conftest.py runs those that are needed.
gc.set_threshold(10_000, 10, 1 << 30)

# Hypothesis also draws constants of the modules that are loaded, which differ with what a worker has run before.
vars(providers)["_get_local_constants"] = lambda: providers._local_constants

# No deadline, so that a slow machine does not fail a test; derandomized, so that failures repeat.
settings.register_profile(
    "postil", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("postil"), max_examples=2000, derandomize=False)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "postil")
settings.load_profile(PROFILE)

THOROUGH = PROFILE == "thorough"
"""Whether the tests that take each screen in turn combine everything with everything."""

_TERMINAL = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "COLUMNS": "120",
    "LINES": "40",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "TEXTUAL_ANIMATIONS": "none",
}


def pytest_collection(session: pytest.Session) -> None:
    """In one of several workers, import a share of the test modules first.

    Each worker imports all of them, and what one has compiled is read by the others.
    """
    worker: dict[str, Any] | None = getattr(session.config, "workerinput", None)
    if worker is None:
        return
    folders = [session.config.invocation_params.dir / argument for argument in session.config.args]
    modules = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("test_*.py"))
    for path in modules[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]]:
        with suppress(Exception):  # It is reported when the module is collected.
            importlib.import_module(".".join(path.relative_to(session.config.rootpath).with_suffix("").parts))


def pytest_sessionfinish() -> None:
    """Collect once and leave out what stays: pytest collects five times to find errors in finalizers."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


_NUMBERS = itertools.count()


def _new_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """Create a folder. That of pytest looks through the folders of all earlier tests for a free number."""
    path = factory.getbasetemp() / f"{next(_NUMBERS)}-{re.sub(r'[^a-z0-9]+', '-', name, flags=re.ASCII)[:30]}"
    path.mkdir(mode=0o700)
    return path


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Return a new empty folder."""
    return _new_folder(tmp_path_factory, request.node.name)


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the home folder and the environment, so that no test uses those of the user."""
    home = _new_folder(tmp_path_factory, "home")
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
    """Return the home folder of the test and of the programs that it starts."""
    return Path(os.environ["HOME"])
