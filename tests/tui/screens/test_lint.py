"""Lint on the screen and on the command line: a list to walk."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.library.issues.lint import KINDS, Remark, lint
from annotations.library.issues.steps import Step
from tests.tui.overlays import quote
from tui.cli import main
from tui.screens.overview.lint import REMEDIES, LintList

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_enter_goes_to_what_a_remark_is_about(sit: "Sit", size: tuple[int, int]) -> None:
    """To the number itself in its source, after the filter by a kind."""
    async with sit(size=size) as desk:
        await desk.press(":", *"lint", "enter")
        await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
        await desk.settle()
        rows = desk.rows("#entries")
        assert "Lint · " in rows[0]
        assert REMEDIES.keys() == KINDS.keys()
        assert rows[1].strip().lstrip("▌").startswith("# 1, line 3: forty rows")
        assert desk.shows("f there tags it", "#detail") or size[1] == 12
        await desk.press("/", *"number", "enter", "enter")
        await desk.settle()
        assert len(desk.app.screen_stack) == 1
        assert desk.page.cursor == desk.at("forty rows")


async def test_a_remark_goes_with_its_passage(sit: "Sit") -> None:
    """Those on other passages and on sources stay."""
    async with sit() as desk:
        one = quote(desk.library, 1, "It has forty rows of trees.")
        desk.library.set_tags(one, ("figure",))
        await desk.press(":", *"lint", "enter")
        await desk.worked()
        listed = desk.app.screen.query_one(LintList)
        remarks = listed.items
        about = [remark for remark in remarks if remark.passage == one]
        assert [remark.kind for remark in about] == ["figure"]
        desk.library.delete(one)
        await desk.until(lambda: len(listed.items) == len(remarks) - 1)
        assert [remark for remark in remarks if remark not in about] == [*listed.items]


async def test_passages_that_are_deleted_while_sources_are_read_have_no_remarks(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those on claims neither, which are found first; the title says that sources are read."""
    deleted = list[str]()

    def held(library: Library) -> Iterator[Step[Remark]]:
        steps = lint(library)
        yield next(steps)
        while not deleted:
            yield Step((), 0, 0.0)
        yield from steps

    monkeypatch.setattr("tui.tasks.SLICE", -1.0)
    monkeypatch.setattr("tui.screens.overview.lint.lint", held)
    async with sit() as desk:
        one, other = quote(desk.library, 1, "It has forty rows of trees."), quote(desk.library, 2, "It has forty rows.")
        desk.library.connect(one, other, "contradicts")
        assert one in {remark.passage for remark in next(lint(desk.library)).found}
        await desk.press(":", *"lint", "enter")
        listed = desk.app.screen.query_one(LintList)
        desk.library.delete(one)
        await desk.settle()
        assert "remark" not in listed.title
        deleted.append(one)
        await desk.worked()
        assert listed.items
        assert one not in {remark.passage for remark in listed.items}


def test_remarks_make_the_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the kinds that are asked for; without any it is 0."""
    (tmp_path / "a.txt").write_text("It has 17 cats.\n", "utf-8")
    assert main(["lint", str(tmp_path), "--kind", "number", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert not found["ok"]
    assert [(one["kind"], one["source"], one["start"]) for one in found["remarks"]] == [("number", 1, 7)]
    assert main(["lint", str(tmp_path), "--kind", "figure"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "postil: 0 remarks on 1 source.\n")
