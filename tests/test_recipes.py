"""The recipes of docs/python.md print what the page says."""

import contextlib
import io
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/python.md").read_text("utf-8")
RECIPES = re.findall(r"^## (\d+)\. [^\n]*\n+```python\n(.*?)```\n+```text\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)


def test_each_recipe_of_the_page_is_run() -> None:
    """There are ten, each with its output."""
    assert [number for number, _, _ in RECIPES] == [str(number) for number in range(1, 11)]
    assert PAGE.count("```python") == len(RECIPES)


@pytest.mark.parametrize(("number", "code", "printed"), RECIPES)
def test_a_recipe_prints_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, code: str, printed: str
) -> None:
    """Run by itself on a copy of the samples; … is any text."""
    shutil.copytree(ROOT / "seeds", tmp_path / "notes")
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, f"recipe {number}", "exec"), {})  # noqa: S102 - the code of our own page
    wanted = re.escape(printed).replace("…", ".*")
    assert re.fullmatch(wanted, out.getvalue(), re.DOTALL), out.getvalue()
