"""The map as an SVG picture."""

import re
from xml.etree import ElementTree as ET

import pytest

from annotations.errors import UsageError
from annotations.export.overview.map_svg import drawn
from annotations.review.overview.map.layout import laid_out
from annotations.review.overview.map.neighbourhood import around
from annotations.review.overview.map.network import Network
from tests.annotations.review.making import Folder, folder, link, passage, source

SPACE = "{http://www.w3.org/2000/svg}"
MADE = Folder(
    (source(1), source(2)),
    (passage("s1:1", '<script>alert("1")</script> & more'), passage("s2:1", "\x1b[31m]]> \ufffe \x00 end")),
    (link("s1:1", "contradicts", "s2:1"), link("s2:1", "echoes <b>", "s1:1")),
)


def picture(made: Folder = MADE, colours: str = "auto") -> str:
    """The picture of a folder."""
    network = Network(made.board())
    part = around(network, "", unlinked=True)
    words = {key: network.claims[key].words if key in network.claims else key for key in network.order}
    return "".join(drawn(laid_out(network, part), words, str, "Claims of <x>", "all", colours))


def test_texts_are_escaped_and_nothing_runs() -> None:
    """The picture is well-formed XML whatever the sources say, without script, link or reference to elsewhere."""
    text = picture()
    root = ET.fromstring(text)  # noqa: S314 - our own picture
    words = "".join(root.itertext())
    assert '<script>alert("1")</script> & more' in words
    assert not [
        one for one in root.iter() if one.tag.removeprefix(SPACE) in ("script", "a", "image", "use", "foreignObject")
    ]
    assert not re.search(r"\son\w+=|href|url\(|@import", text)
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", text)


def test_it_is_the_same_each_time() -> None:
    """So that versions of it can be compared."""
    assert picture() == picture()


def test_it_is_light_or_dark() -> None:
    """As the viewer prefers, or always the same."""
    assert "prefers-color-scheme: dark" in picture()
    assert "prefers-color-scheme" not in picture(colours="dark")
    assert picture(colours="dark") != picture(colours="light")
    with pytest.raises(UsageError, match="auto, light, dark"):
        picture(colours="red")


def test_every_kind_has_a_line_and_a_sign() -> None:
    """Named in the legend; types of links that are not known have a line of their own."""
    text = picture(folder("s1:1 s2:1", "s1:1 contradicts s2:1, s2:1 qualifies s1:1, s1:1 echoes s2:1"))
    lines = {kind: re.search(rf"\.{kind} path {{(.*?)}}", text)[1] for kind in ("contradicts", "qualifies", "other")}  # type: ignore[index]
    shapes = {re.sub(r"stroke: #\w+", "", line) for line in lines.values()}
    assert len(shapes) == 3
    root = ET.fromstring(text)  # noqa: S314 - our own picture
    words = ["".join(one.itertext()) for one in root.iter(f"{SPACE}text")]
    assert {"✗ contradicts", "~ qualifies", "? echoes", "states"} <= set(words)
    assert words.count("✗") == 2
    assert "s1:1 contradicts s2:1" in "".join(root.itertext())


def test_a_folder_of_nothing_is_a_picture() -> None:
    """With its title."""
    root = ET.fromstring(picture(Folder((), (), ())))  # noqa: S314 - our own picture
    assert "Claims of <x>" in "".join(root.itertext())
