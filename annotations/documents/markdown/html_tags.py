"""HTML cut into tags and text by turbohtml's tokenizer, each piece with its offset; what the elements are.

The tokenizer follows the HTML standard, so that the same text gives the same pieces everywhere, and takes time in
proportion to the text, whatever is left open in it. It fetches nothing and runs nothing.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from annotations.documents.blocks import MarkKind
from annotations.text.lazy_regex import lazy

if TYPE_CHECKING:
    from turbohtml import Token

MARKS: Final = {
    **dict.fromkeys(("b", "strong", "mark"), MarkKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), MarkKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
    **dict.fromkeys(("s", "del", "strike"), MarkKind.STRIKE),
    **dict.fromkeys(("summary", "dt"), MarkKind.TERM),
    "a": MarkKind.LINK,
    "sub": MarkKind.SUBSCRIPT,
    "sup": MarkKind.SUPERSCRIPT,
}
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS: Final = HEADINGS | frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
"""Elements that begin a line; any other is part of one."""
UNSHOWN: Final = frozenset(
    ("head", "iframe", "noembed", "noframes", "object", "script", "style", "svg", "template", "title")
)
"""Elements without words of the page."""
LITERAL: Final = frozenset(
    ("iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp")
)
"""Elements that would change how all that follows is read. Where one is not closed, its tag is text, as on GitHub."""
_LITERAL_TAG: Final = lazy(rf"<(/?)({'|'.join(sorted(LITERAL))})\b", re.IGNORECASE)
_MASK: Final = "\ufdd0"
"""Takes the place of the ``<`` of a tag that is text: a code point that is no character."""
_ATTRIBUTE: Final = lazy(r"""[\s"'/]([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)


class Tag(NamedTuple):
    """The tag that an element begins or ends with."""

    name: str
    """In lower case."""
    closes: bool
    attributes: Mapping[str, str]
    at: int
    """Offset at which it begins."""
    source: str


class Text(NamedTuple):
    """Text between tags; that of a character reference differs in length from its source."""

    text: str
    at: int
    written: int
    """Its length in the source."""


def pieces(source: str) -> Iterator[Tag | Text]:
    """Yield the tags and texts of HTML, in order; comments and declarations are left out.

    A tag without an end comes last, without a name.
    """
    return _cut(source, _masked(source))


def _cut(source: str, masked: str) -> Iterator[Tag | Text]:
    from turbohtml import TokenType, tokenize  # takes 30 ms to import, and only files with HTML need it

    starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
    end = 0
    for token in tokenize(masked, resolve_references=False, capture_source=True):
        at = starts[token.line - 1] + token.col
        if token.type == TokenType.TEXT:
            end = at + len(token.data or "")
            yield Text(source[at:end].replace("\x00", "\ufffd"), at, end - at)
            continue
        end = at + len(token.source or "")
        if token.type == TokenType.CHARACTER_REFERENCE:
            yield from _reference(token.data or "", token.source or "", at)
        elif token.type in (TokenType.START_TAG, TokenType.END_TAG):
            yield _tag(token, at, closes=token.type == TokenType.END_TAG)
    if source.startswith("<", end):
        yield Tag("", False, {}, end, source[end:])


def tag(source: str) -> Tag | None:
    """The one tag that a text is; None if it is a comment or a declaration."""
    return next((piece for piece in _cut(source, source) if isinstance(piece, Tag)), None)


def described(image: Tag) -> Iterator[Text]:
    """The description of an image, else the name of its file, each piece with its offset.

    Unlike an image without a description, one whose description is empty is there for its looks alone.
    """
    places = {found[1].lower(): (found, n) for found in _ATTRIBUTE.finditer(image.source) if (n := _value(found))}
    if "alt" in image.attributes:
        text, name = image.attributes["alt"], "alt"
    else:
        text, name = image.attributes.get("src", "").rstrip("/").rpartition("/")[2] or "image", "src"
    found, group = places.get(name, (None, 0))
    if found is None:
        yield Text(text, image.at, 0)
        return
    written, at = found[group], image.at + found.start(group)
    if name == "src" and text in written:
        yield Text(text, at + written.rfind(text), len(text))
        return
    for piece in pieces(written.replace("<", _MASK)):
        yield Text(piece[0].replace(_MASK, "<"), at + piece.at, 0)


def _value(found: re.Match[str]) -> int:
    return next((n for n in (2, 3, 4) if found[n] is not None), 0)


def _tag(token: "Token", at: int, *, closes: bool) -> Tag:
    return Tag(token.tag or "", closes, dict(token.attrs or ()), at, token.source or "")


def _reference(data: str, source: str, at: int) -> Iterator[Text]:
    """A character reference; letters that were run together with its name are a text of their own."""
    rest = 0
    while rest < len(data) - 1 and not source.endswith(";") and source.endswith(data[len(data) - rest - 1 :]):
        rest += 1
    cut = len(data) - rest
    yield Text(data[:cut].replace("\t", " "), at, len(source) - rest)
    if rest:
        yield Text(data[cut:], at + len(source) - rest, rest)


def _masked(source: str) -> str:
    """The source, with such tags masked as are text: those of elements of text that nothing closes."""
    if _LITERAL_TAG.search(source) is None:
        return source
    found = list(_LITERAL_TAG.finditer(source))
    closed = {tag[2].lower(): tag.start() for tag in found if tag[1]}
    opened = {tag.start() for tag in found if not tag[1] and tag.start() > closed.get(tag[2].lower(), -1)}
    opened |= {tag.start() for tag in found if tag[2].lower() == "plaintext"}
    masked = list(source)
    for at in opened:
        masked[at] = _MASK
    return "".join(masked)
