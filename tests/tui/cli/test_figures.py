"""A figure that says something else is an alarm in each answer of the command line."""

import json
from pathlib import Path

import pytest

from tui.cli import main


@pytest.mark.parametrize(
    ("quote", "after", "now", "shown"),
    [
        ("7", "fell by 70 boxes", "70", "[-7-] {+70+}"),
        ("7 boxes", "fell by 17 boxes", "17 boxes", "[-7-] {+17+} boxes"),
        ("7", "fell by over 7 boxes", "7", "levies fell by {+over+} 7 boxes in the"),
        ("7", "fell by 7 million boxes", "7 million", "[-7-] {+7 million+}"),
    ],
)
def test_every_verb_tells_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], quote: str, after: str, now: str, shown: str
) -> None:
    """`check` finds it and shows the change, `list` and `show` name it."""
    source, folder = tmp_path / "levies.md", str(tmp_path)
    source.write_text("The levies fell by 7 boxes in the valley, as the clerk wrote.\n", "utf-8")
    assert main(["add", folder, "1", "--quote", quote, "--tag", "figure"]) == 0
    assert main(["check", folder]) == 0
    source.write_text(f"The levies {after} in the valley, as the clerk wrote.\n", "utf-8")
    capsys.readouterr()
    assert main(["check", folder]) == 1
    out = capsys.readouterr().out
    assert "figure" in out
    assert shown in out
    assert main(["list", folder, "--json"]) == 0
    [one] = json.loads(capsys.readouterr().out)
    assert (one["anchoring"], one["figure_changed"], one["now"]) == ("edited", True, now)
    assert main(["list", folder]) == 0
    assert "FIGURE CHANGED" in capsys.readouterr().out
    assert main(["show", "1:1", folder]) == 0
    out = capsys.readouterr().out
    assert "FIGURE CHANGED" in out
    assert f"【{now}】" in out


def test_equal_figures_are_no_alarm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number written otherwise is edited, as other words are, and nothing more."""
    source, folder = tmp_path / "levies.md", str(tmp_path)
    source.write_text("The levies fell by 1,300 boxes in the valley, as the clerk wrote.\n", "utf-8")
    assert main(["add", folder, "1", "--quote", "1,300"]) == 0
    source.write_text("The levies fell by 1300 boxes in the valley, as the clerk wrote.\n", "utf-8")
    capsys.readouterr()
    assert main(["list", folder, "--json"]) == 0
    [one] = json.loads(capsys.readouterr().out)
    assert (one["anchoring"], one["figure_changed"]) == ("edited", False)
