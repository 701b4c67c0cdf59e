"""Following links, and switching diagrams, through the keys."""

import base64
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.documents.loader import DocumentLoader
from tui.text.paint.margin import Margin

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.conftest import Desk, Sit

PAGE = """# Where to go

A [plain link](https://example.org/page?a=b), a [letter](mailto:me@example.org), and https://example.com/bare here.

The [other page](other.md#second), a [missing one](gone.md), [further down](#far-down), an [archive](ftp://example.org/x).

A trap: [https://bank.example](https://thief.example/login). Said once[^n], and a ![picture of it](cat.png).

```mermaid
flowchart TD
A[The root] --> B[Left one]
A --> C[Right one]
```

```mermaid
gitGraph
```

## Far down

The end.

[^n]: The note at the end.
"""


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A folder with two sources that point at each other."""
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "1-page.md").write_text(PAGE, encoding="utf-8")
    (folder / "other.md").write_text("# Other\n\nFirst words.\n\n## Second\n\nMore words.\n", encoding="utf-8")
    return folder


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Callable[[], list[str]]":
    """A browser that notes what it is given; gives what it noted."""
    programs, noted = tmp_path / "bin", tmp_path / "noted"
    programs.mkdir()
    noted.mkdir()
    for name in ("xdg-open", "open"):
        program = programs / name
        program.write_text(
            f'#!/bin/sh\nprintf "%s" "$1" > {noted}/$$.part && mv {noted}/$$.part {noted}/$$\necho noise\n'
        )
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    return lambda: [path.read_text() for path in noted.iterdir() if path.suffix != ".part"]


async def follow(desk: "Desk", words: str) -> None:
    await desk.go(words)
    await desk.press("g", "x")


async def test_the_target_is_told(sit: "Sit", web: Path) -> None:
    """On a link, a bare address or an image the status line says where it leads, and elsewhere nothing."""
    async with sit(web) as desk:
        for words, target in (("plain", "→ https://example.org/page?a=b"), ("picture", "image → cat.png"),
                              ("example.com", "→ https://example.com/bare")):  # fmt: skip
            await desk.go(words)
            assert target in desk.left
            assert "gx open" in desk.left
        await desk.go("and https")
        assert "→" not in desk.left


async def test_gx_opens_addresses(sit: "Sit", web: Path, opened: "Callable[[], list[str]]") -> None:
    """Http, https and mailto go to the browser, and the reading goes on."""

    def has(target: str) -> bool:
        return target in opened()

    async with sit(web) as desk:
        for count, words, target in ((1, "plain", "https://example.org/page?a=b"), (2, "letter", "mailto:me@example.org"),
                                     (3, "example.com", "https://example.com/bare")):  # fmt: skip
            await follow(desk, words)
            assert desk.left == f"opened {target}"
            await desk.until(partial(has, target))
            assert len(opened()) == count
        await desk.press("j")
        assert desk.under_cursor


async def test_a_trap_is_asked_about(sit: "Sit", web: Path, opened: "Callable[[], list[str]]") -> None:
    """Where the words name another address than the link has, the whole of it is shown before anything is opened."""
    async with sit(web) as desk:
        await follow(desk, "bank.example")
        assert (
            desk.left
            == "the text names another address · it leads to thief.example · open https://thief.example/login ?"
        )
        await desk.press("escape")
        assert not opened()
        await follow(desk, "bank.example")
        await desk.press("z")
        assert "y open" in desk.left
        await desk.press("y")
        await desk.until(opened)
        assert opened() == ["https://thief.example/login"]


async def test_a_long_trap_is_shown_to_its_host(sit: "Sit", web: Path) -> None:
    """What is asked about an address longer than the screen says first where it leads, and takes the rows it needs."""
    name = "bank.example" + "-of-the-valley" * 12
    (web / "1-page.md").write_text(f"See [the bank](https://{name}@thief.example/login?a=1) here.\n", "utf-8")
    async with sit(web, size=(60, 20)) as desk:
        await desk.go("the bank")
        await desk.press("gx")
        await desk.until(lambda: desk.rows("#notice"))
        notice = [row.strip() for row in desk.rows("#notice")]
        assert "it leads to thief.example · open" in " ".join(notice[:2])
        assert "".join(notice).endswith("@thief.example/login?a=1 ?")
        await desk.press("escape")
        assert not desk.screen.query_one("#notice").display


async def test_a_diagram_at_the_edge_of_what_is_read(sit: "Sit", web: Path) -> None:
    """A diagram that had not been read to its end is drawn once it has been, and the cursor keeps its row."""
    lines = "\n".join(f"hub --> n{number}[Station {number} {'on the way ' * 4}]" for number in range(90))
    begins = "# Long\n\nBefore.\n\n```mermaid\nflowchart TD\n"
    (web / "1-page.md").write_text(f"{begins}{lines}\n```\n\nAfter.\n" + "Filling in.\n\n" * 300, "utf-8")
    async with sit(web, size=(100, 20)) as desk:
        part = DocumentLoader((web / "1-page.md").read_bytes(), "1-page.md")
        while part.document.length < 1000:
            part.step()
        desk.page.open(part.document, Margin(), part.document.text.index("Before."))
        await desk.settle()
        assert desk.shows("hub -->")
        row = desk.page.view.row_of(desk.page.cursor)
        while part.step():
            pass
        desk.page.read_further()
        await desk.settle()
        assert desk.shows("─→ Station 1 ")
        assert not desk.shows("hub -->")
        assert desk.page.view.row_of(desk.page.cursor) == row


async def test_without_a_browser_the_address_is_copied(
    sit: "Sit", web: Path, opened: "Callable[[], list[str]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over ssh a browser would be on the wrong machine: the address goes to the terminal's clipboard."""
    monkeypatch.setenv("SSH_CONNECTION", "there")
    async with sit(web) as desk:
        written: list[str] = []
        monkeypatch.setattr(desk.driver, "write", written.append)
        await follow(desk, "plain")
        assert desk.left.startswith("no browser here · copied to the terminal's clipboard")
        (payload,) = re.findall(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", "".join(written))
        assert base64.b64decode(payload) == b"https://example.org/page?a=b"
        assert not opened()


async def test_links_within_the_library(sit: "Sit", web: Path, opened: "Callable[[], list[str]]") -> None:
    """A relative link goes to the source and heading it means, a fragment to its heading, and back by Ctrl-O."""
    async with sit(web) as desk:
        await follow(desk, "other page")
        await desk.quiet()
        assert desk.number == 2
        assert desk.here.startswith("Second")
        await desk.press("ctrl+o")
        assert desk.number == 1
        assert desk.here.startswith("other page")
        await follow(desk, "further")
        assert desk.here.startswith("Far down")
        await desk.press("ctrl+o")
        assert desk.here.startswith("further")
        for words, reason in (("missing", "gone.md is not opened: it is not a source"), ("archive", "only http, https and mailto"),
                              ("The ", "no link under the cursor"), ("picture", "it is not a source of this library")):  # fmt: skip
            await follow(desk, words)
            assert reason in desk.left
        assert not opened()


async def test_a_footnote_and_back(sit: "Sit", web: Path) -> None:
    """On the reference to a footnote gx goes to the note, and Ctrl-O comes back."""
    async with sit(web) as desk:
        await follow(desk, "[1]")
        assert desk.here.endswith("The note at the end.")
        await desk.press("ctrl+o")
        assert desk.here.startswith("[1], and")


async def test_gd_switches_a_diagram(sit: "Sit", web: Path) -> None:
    """A diagram is drawn; gd shows its text and draws it again, and the cursor stays on its label."""
    async with sit(web) as desk:
        await desk.go("Left one")
        assert desk.shows("├─→ Left one")
        assert "diagram · gd show text" in desk.left
        await desk.press("g", "d")
        assert desk.shows("A[The root] --> B[Left one]")
        assert desk.here.startswith("Left one")
        await desk.press("g", "d")
        assert desk.shows("├─→ Left one")
        assert desk.here.startswith("Left one")
        await desk.go("gitGraph")
        assert "of a kind that is not drawn" in desk.left
        await desk.press("g", "d")
        assert "stays text" in desk.left
        await desk.go("The end")
        await desk.press("g", "d")
        assert desk.left == "no diagram under the cursor"


async def test_a_passage_whose_start_is_not_drawn_keeps_its_letter(sit: "Sit", web: Path) -> None:
    """A line that was tagged as text has its letter beside what is drawn of it."""
    async with sit(web) as desk:
        await desk.go("Left one")
        await desk.press("g", "d")
        await desk.go("A --> C[Right")
        await desk.press("v", "$", "c", "g", "d")
        assert desk.annotations[0].exact.startswith("A --> C")
        assert next(row for row in desk.rows() if "Right one" in row).split()[0].startswith("C")
        assert not any("C" in row.partition("▏")[0] for row in desk.rows() if "Left one" in row)


async def test_a_passage_in_a_drawing(sit: "Sit", web: Path) -> None:
    """A label of a drawing is tagged like any words; the passage is its text, in the drawing as in the text."""
    async with sit(web) as desk:
        await desk.go("Right one")
        await desk.press("s", "c")
        await desk.quiet()
        assert desk.stored().tagged == {"Right one": ["claim"]}
        assert desk.shows("C ▏   └─→ Right one")
        await desk.press("g", "d")
        assert desk.page.current is not None
        x, y = desk.cell("Right one")
        await desk.press("g", "d", "g", "g")
        x, y = desk.cell("Right one")
        await desk.click(x + 2, y)
        assert desk.here.startswith("ght one")
        await desk.press("k")
        assert "Left one" in desk.text[desk.page.cursor - 8 : desk.page.cursor + 8]
