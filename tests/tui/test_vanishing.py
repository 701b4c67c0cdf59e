"""Screens outlive what they show: records that are undone, deleted by another program, or whose sources go."""

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

OVERLAYS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "data" / "overlays.toml").read_text(encoding="utf-8")
)

WRONG = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|cannot be shown|went wrong")
"""What no screen may show: an id, a widget that could not be drawn, an unexpected error."""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are looked for more often than a person needs."""
    monkeypatch.setattr("tui.following.EVERY", 0.02)
    monkeypatch.setattr("tui.watching.EVERY", 0.02)


def quote(library: Library, number: int, words: str, note: str = "") -> str:
    """Add a claim on some words of a source, and return its id."""
    source = next(one.id for one in library.sources() if one.path.startswith(str(number)))
    start = library.document(source).text.index(words)
    return library.add(source, start, start + len(words), tags=["claim"], note=note).id


async def fill(desk: "Desk") -> None:
    """Have linked claims, a kind of link, and a passage whose words are not in its source any more; nothing else."""
    library, long = desk.library, desk.library.folder / "3-long.md"
    library.meet(library.scan())
    for annotation in desk.annotations:
        library.delete(annotation.id)
    apples = quote(library, 1, "Apples bring in 60% of the income, pears the rest.")
    half = quote(library, 2, "Apples bring in half of the income.", note="less")
    rows = quote(library, 1, "It has forty rows of trees.")
    also = quote(library, 2, "It has forty rows.")
    quote(library, 1, "Then they fell.")
    text = long.read_text(encoding="utf-8")
    words = text[text.index("Paragraph") :].split(".")[0]
    lost = quote(library, 3, words)
    if "answers" not in library.kinds():
        library.add_kind("answers")
    library.connect(apples, half, "contradicts")
    library.connect(rows, also, "restates")
    library.connect(apples, also, "answers")
    library.set_claim(apples, title="Of apples")
    long.write_text(text.replace(words, "Nothing", 1), encoding="utf-8")
    await desk.until(lambda: library.passage(lost).anchoring != "anchored")
    await desk.to_source(1)
    await desk.go("Apples bring")
    await desk.press("escape")


def undone(desk: "Desk") -> None:
    """The program takes back all that was done."""
    while desk.annotations and desk.library.undo() is not None:
        pass


def deleted(desk: "Desk") -> None:
    """Another program deletes the passages, and with them the links."""
    other = Library.open([desk.library.folder], author="anna")
    for annotation in other.all_annotations():
        other.delete(annotation.id)
    other.close()


def files_gone(desk: "Desk") -> None:
    """The files of the sources are deleted."""
    for path in desk.library.folder.glob("[0-9]*"):
        path.unlink()


def all_gone(desk: "Desk") -> None:
    """Another program takes the sources, whose files are gone, out of the library."""
    files_gone(desk)
    other = Library.open([desk.library.folder], author="anna")
    for source in other.sources():
        other.remove_source(source.id)
    other.close()


@pytest.fixture
def whole(home: Path) -> Iterator[None]:
    """Nothing unexpected happened behind the screen."""
    yield
    reports = [path.read_text(encoding="utf-8") for path in (home / ".state" / "postil").glob("crash-*")]
    assert not reports, "\n".join(reports)


async def let_go(desk: "Desk") -> None:
    """Leave whatever is open."""
    for _ in range(5):
        if not desk.bare:
            await desk.press("escape")
    await desk.press("escape", "escape")
    assert desk.bare


def shown(desk: "Desk") -> str:
    """All rows of the screen."""
    top = desk.app.screen
    return "\n".join(strip.text for strip in top._compositor.rows(top.size.region))  # type: ignore[attr-defined]


async def outlives(desk: "Desk", name: str, vanish: Callable[["Desk"], None]) -> None:
    """Have records go beneath a screen, which shows what is left, takes its keys, and closes."""
    await fill(desk)
    await desk.press(*OVERLAYS[name])
    assert not desk.bare, name
    vanish(desk)
    await desk.until(lambda: vanish is files_gone or not desk.annotations)
    assert not WRONG.search(shown(desk)), (name, shown(desk))
    for keys in (["j", "k", "tab", "space"], ["enter", "x", "u"]):
        await desk.press_at_once(*keys)
        assert not WRONG.search(shown(desk)), (name, keys, shown(desk))
    await let_go(desk)
    await desk.press("f1")
    assert not desk.bare, name
    await desk.press("escape")


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("vanish", [undone, deleted])
async def test_screens_outlive_the_records_they_show(sit: "Sit", vanish: Callable[["Desk"], None]) -> None:
    """Passages and links are undone here, or deleted by another program, beneath each screen in turn."""
    async with sit(size=(80, 24)) as desk:
        for name in OVERLAYS:
            await outlives(desk, name, vanish)


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("vanish", [files_gone, all_gone])
async def test_screens_outlive_the_sources_they_show(
    sit: "Sit", folder: Path, vanish: Callable[["Desk"], None]
) -> None:
    """The files of all sources go, and another program may take them out of the library, beneath each screen."""
    for name in OVERLAYS:
        async with sit(shutil.copytree(folder, folder.with_name(name)), size=(80, 24)) as desk:
            await outlives(desk, name, vanish)
