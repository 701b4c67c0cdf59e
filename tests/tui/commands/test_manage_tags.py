"""Tags of one's own are renamed, merged and removed from the palette, over all passages at once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def tagged(desk: "Desk", *names: str) -> None:
    """Give each of the next sentences a tag of its own that is new."""
    for name in names:
        await desk.press("t")
        await desk.type(name)
        await desk.press("enter", ")")


async def run(desk: "Desk", command: str) -> None:
    """Run a command from the palette."""
    await desk.press("ctrl+p")
    await desk.type(command)
    await desk.press("enter")


async def test_a_tag_is_renamed_and_merged(sit: "Sit") -> None:
    """The list asks which tag and what it is to be; the name of another tag merges both; u brings each back."""
    async with sit() as desk:
        await run(desk, "rename tag")
        assert desk.bare
        assert desk.left.startswith("no tags of your own yet")
        await desk.go("Planted")
        await tagged(desk, "fruit", "tree")
        assert [one.tags for one in desk.annotations] == [("fruit",), ("tree",)]
        await run(desk, "rename tag")
        assert [choice.id for choice in desk.choices.items] == ["fruit", "tree"]
        await desk.type("fruit")
        await desk.press("enter")
        await desk.type("plant")
        assert desk.shows("rename to “plant”", "#choices")
        await desk.press("enter")
        assert desk.bare
        assert [one.tags for one in desk.annotations] == [("plant",), ("tree",)]
        await run(desk, "rename tag")
        await desk.type("tree")
        await desk.press("enter")
        await desk.type("plant")
        await desk.press("enter")
        assert [one.tags for one in desk.annotations] == [("plant",), ("plant",)]
        await desk.quiet()
        assert "tree" not in desk.stored().tags
        await desk.press("u", "u")
        assert [one.tags for one in desk.annotations] == [("fruit",), ("tree",)]


async def test_a_tag_is_removed(sit: "Sit") -> None:
    """It goes from the codebook and from its passages, which stay; Esc leaves all as it is."""
    async with sit() as desk:
        await desk.go("Planted")
        await tagged(desk, "fruit")
        await run(desk, "remove tag")
        await desk.press("escape")
        assert [one.tags for one in desk.annotations] == [("fruit",)]
        await run(desk, "remove tag")
        await desk.press("enter")
        assert desk.bare
        assert [one.tags for one in desk.annotations] == [()]
        await desk.press("u")
        assert [one.tags for one in desk.annotations] == [("fruit",)]
