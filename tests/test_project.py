"""The project itself: what its files keep to."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("annotations", "tui", "tests", "bench", "docs")
MODULES = sorted(path for folder in CODE for path in (ROOT / folder).rglob("*.py"))
TEXT_SUFFIXES = {".py", ".md", ".toml", ".txt", ".sh", ".json", ".jsonl", ".tcss", ".tsv", ".yml", ".yaml"}
SKIPPED = {".git", ".venv", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}

# Spelt in pieces, so that this file does not hold what it looks for.
FOREIGN = re.compile("/" + r"(?:work|home|root|Users|opt|workspace)/\w|" + "/" + r"tmp/\w|file:" + "//|/simple" + "/")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fresh(code: str) -> str:
    """What code prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_no_module_is_long() -> None:
    """No module has more than 400 lines."""
    long = {name(path): count for path in MODULES if (count := len(path.read_text().splitlines())) > 400}
    assert MODULES
    assert not long


def test_no_folder_is_wide() -> None:
    """No folder of the two packages has more than fourteen modules and packages."""
    own = [path for path in MODULES if name(path).startswith(("annotations/", "tui/"))]
    counts = Counter(path.parent if path.name != "__init__.py" else path.parent.parent for path in own)
    assert len(counts) > 2
    assert not {name(folder): count for folder, count in counts.items() if count > 14}


def test_each_test_says_what_holds() -> None:
    """Each test function has a docstring of a sentence."""
    silent = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in MODULES
        if name(path).startswith("tests/")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
        if not (ast.get_docstring(node) or "").rstrip().endswith((".", "?", "!"))
    ]
    assert not silent


@pytest.mark.parametrize("package", ["annotations", "tui.text", "tui.cli"])
def test_what_needs_no_screen_loads_none(package: str) -> None:
    """A fresh process that loads every module of the package has loaded no Textual; the library, no Rich either."""
    code = f"""
import importlib, pkgutil, sys
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print(len([name for name in sys.modules if name.startswith(package.__name__)]))
print(sorted({{name.partition(".")[0] for name in sys.modules}} & {{"textual", "rich", "tui"}}))
"""
    count, found = fresh(code).splitlines()
    assert int(count) > 1
    allowed = set() if package == "annotations" else {"rich", "tui"}
    assert set(ast.literal_eval(found)) <= allowed


def test_nothing_imports_the_package_by_its_bare_name() -> None:
    """No module writes `import annotations` or the future import that is named like it."""
    bare = re.compile(r"^\s*(import annotations\b|from __future__ import)", re.MULTILINE)
    assert not [name(path) for path in MODULES if bare.search(path.read_text())]


@pytest.mark.parametrize("path", ["LICENSE", "README.md", "CHANGELOG.md", "Makefile", ".gitignore", ".ci/run"])
def test_the_usual_files_are_there(path: str) -> None:
    """What a newcomer looks for is there and says something."""
    assert (ROOT / path).read_text().strip()


def test_the_version_is_in_the_changelog() -> None:
    """The changelog has an entry for the version of the package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert f"## [{project['version']}]" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("pins", ["run", "dev"])
def test_pins_are_exact_and_hashed(pins: str) -> None:
    """Each pinned package has one version and at least one hash, and no file names a place to fetch it from."""
    text = (ROOT / "requirements" / f"{pins}.txt").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 10
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+( ;.*)? \\\n +--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]
    assert "://" not in text


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    """What pyproject.toml asks for is in the pins, and what both files pin they pin alike."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = {
        kind: dict(
            re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", (ROOT / "requirements" / f"{kind}.txt").read_text(), re.MULTILINE)
        )
        for kind in ("run", "dev")
    }
    wanted = {re.split(r"[<>=~! ]", dependency)[0] for dependency in project["dependencies"]}
    assert wanted <= set(pins["run"])
    assert pins["run"].items() <= pins["dev"].items()
    assert f"textual=={pins['run']['textual']}" in project["dependencies"]


def test_no_path_of_a_machine_is_in_the_project() -> None:
    """No text of the project names a folder of the machine it was made on, or where packages came from."""
    found = [
        f"{name(path)}:{number}"
        for path in sorted(ROOT.rglob("*"))
        if not SKIPPED.intersection(path.relative_to(ROOT).parts)
        if path.is_file() and (path.suffix in TEXT_SUFFIXES or path.name in {"Makefile", "run", "LICENSE"})
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert not found


def test_the_wheel_is_whole(tmp_path: Path) -> None:
    """A wheel holds each module, style sheet, theme and sample, and of the samples' library the hidden folder; also the manual page."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        name(path)
        for folder in ("annotations", "tui", "themes", "seeds")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not {"__pycache__", "backups", "lock"}.intersection(path.relative_to(ROOT).parts)
    }
    assert any(path.endswith(".tcss") for path in wanted)
    assert {"annotations/py.typed", "tui/py.typed"} <= wanted
    assert any(path.endswith(".data/data/share/man/man1/postil.1") for path in packed)
    assert "seeds/.postil/library.json" in wanted
    assert wanted <= packed
    assert {path.partition("/")[0] for path in packed} == {
        *("annotations", "tui", "themes", "seeds"),
        *_metadata(packed),
    }


def _metadata(packed: set[str]) -> set[str]:
    return {path.partition("/")[0] for path in packed if ".dist-info/" in path or ".data/" in path}


def test_make_help_names_each_target() -> None:
    """`make help` shows a line for each thing that can be made."""
    text = (ROOT / "Makefile").read_text()
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    told = set(re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE))
    assert told == set(phony.split())
