"""Text of a source is data: whatever it holds, the screen stays whole and the program lives."""

from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tui.commands import move as moving
from tui.commands import tag as tagging

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit

HOSTILE = {
    "markup": "[bold]loud[/bold] [/x] [[ ]] [link=x] \\[ [@click=app.quit]do[/] {braces} $var",
    "escapes": "\x1b[31mred\x1b[0m \x1b]52;c;aGk=\x07 \x1b]0;title\x1b\\ \x1bP+q\x1b\\ \x9b31m \x90x\x9c",
    "controls": "bell \x07 back \x08\x08 return\x0bfeed \x0c del \x7f next\x85line \x1e\x1f",
    "bidi": "abc \u202egnp.exe\u202c \u2066iso\u2069 \u200fmark\u200e שלום עולם مرحبا",
    "invisible": "zero\u200bwidth\ufeff so\xadft \u2060 tag\U000e0041\U000e007f join\u200d \u2028line\u2029para",
    "wide": "漢字かな交じり文 e\u0301\u0302 👩‍👩‍👧‍👦 🇩🇪 🏴\U000e0067\U000e007f ｆｕｌｌ \u0300alone " + "z\u0301" * 40,
    "unbroken": "x" * 3000 + " " + "漢" * 400,
    "private": "\ue000 \ufffe \U0010ffff \ud7ff ￼",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_is_shown_and_worked_on(sit: "Sit", tmp_path: "Path", text: str) -> None:
    """Any text in title, page, panels, status, pickers and notes keeps the screen whole, and its offsets true."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "1 [b] & co.md").write_text(f"# Title {text}\n\nBefore. {text} After it.\n\n- {text}\n", encoding="utf-8")
    (folder / "2.txt").write_text(f"{text}\n\n| a | {text[:80]} |\n|---|---|\n| {text[:80]} | b |\n", encoding="utf-8")
    async with sit(folder, size=(130, 24)) as desk:
        for _ in range(2):
            await desk.press(
                "j", "f", "i", "note", "enter", "G", "V", "k", "L", "gg", "L", "s", "ctrl+p", "escape", "gg"
            )
            for pane in ("#page", "#sources", "#passages", "#status", "#footer"):
                widget = desk.screen.query_one(pane)
                for y in range(widget.size.height):
                    strip = widget.render_line(y)
                    assert strip.cell_length == widget.size.width
                    assert not set(strip.text) & _NEVER, (pane, y)
            assert "Internal error" not in desk.left
            assert desk.app.is_running
            await desk.press("]s")
        await desk.quiet()
    library = Library.open([folder])
    try:
        kept = library.all_annotations()
        assert {library.source(annotation.source).number for annotation in kept} == {1, 2}
        assert len(library.all_links()) == 2
        for annotation in kept:
            assert library.document(annotation.source).text[annotation.start : annotation.end] == annotation.exact
    finally:
        library.close()


async def test_markup_is_read_as_it_is_written(sit: "Sit", tmp_path: "Path") -> None:
    """Square brackets in a title, a quote or a tag are shown as they are."""
    (tmp_path / "a.txt").write_text("Of [bold]brackets[/bold]\n\nHe said [red]x[/] and [/y].\n", encoding="utf-8")
    async with sit(tmp_path) as desk:
        assert desk.shows("Of [bold]brackets[/bold]")
        assert desk.shows("[bold]", "#sources")
        await desk.go("He said")
        await desk.press("t")
        await desk.type("[i]own[/")
        assert desk.shows("“[i]own[/”", "#choices")
        await desk.press("enter")
        assert desk.shows("He said [red]x[/] and", "#passages")
        assert "[i]own[/" in desk.left


@pytest.mark.parametrize("error", [RuntimeError("secret [x] words"), RecursionError(), KeyError("k"), OSError(5, "io")])
async def test_a_fault_in_a_command_is_one_line(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch, home: "Path", error: Exception
) -> None:
    """A command that fails says so in one line and leaves a report without any text; everything else goes on."""

    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(moving, "down", broken)
    async with sit() as desk:
        await desk.press("j")
        assert "Internal error" in desk.left
        assert "secret" not in desk.left
        (report,) = (home / ".state" / "postil").glob("crash-*.txt")
        assert "secret" not in report.read_text(encoding="utf-8")
        assert "broken" in report.read_text(encoding="utf-8")
        await desk.press("}", "c")
        assert len(desk.annotations) == 1
        await desk.quiet()
        assert len(desk.stored().annotations) == 1


async def test_a_fault_behind_a_picker_is_one_line(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails after a picker or an editor closed is one line too."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tagging, "give", broken)
    monkeypatch.setattr("tui.commands.note._save", broken)
    async with sit() as desk:
        for keys in (("t", "enter"), ("i", "x", "enter"), ("ctrl+p", "claim", "enter"), ("c",)):
            await desk.press("escape", *keys)
            assert "Internal error" in desk.left, keys
        assert desk.app.is_running


_NEVER = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
"""What no row of the screen may hold: controls, C1 controls, bidi overrides and isolates."""
