"""Reads annotations of Zotero: the Better BibTeX JSON export, or items of the web API.

They have a page and no offset in a text: they are placed by their words.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from annotations.errors import UsageError
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingMemo, IncomingPassage, IncomingSource
from annotations.exchange.reading import json_of, list_of, object_of, text_in
from annotations.text.plurals import count_noun

COLOURS: Final = {
    "#ffd400": "yellow",
    "#ff6666": "red",
    "#5fb236": "green",
    "#2ea8e5": "blue",
    "#a28ae5": "purple",
    "#e56eee": "magenta",
    "#f19837": "orange",
    "#aaaaaa": "grey",
}
"""Names of the colours that the program offers."""


class Zotero:
    """Highlights and notes on PDF files, with their tags; the colour is a tag on request."""

    description: ClassVar = "annotations of Zotero: Better BibTeX JSON, or items of the web API"
    options: ClassVar[Mapping[str, Option]] = {"colours": Option("whether the colour becomes a tag", ("yes", "no"))}

    def recognises(self, _name: str, head: bytes) -> bool:
        """Return whether a file begins as one of the two does."""
        return head.lstrip()[:1] in {b"{", b"["} and (
            (b"Better BibTeX" in head or b'"translatorID"' in head)
            or (b'"itemType"' in head and (b'"parentItem"' in head or b"annotation" in head))
        )

    def read(self, path: Path, options: Options) -> Incoming:
        """Read annotations. One without words, such as a drawing, is counted and left out."""
        value = json_of(path)
        items = [object_of(one) for one in list_of(value) or list_of(object_of(value).get("items"))]
        if not any("itemType" in one or "data" in one for one in items):
            raise UsageError(f"{path.name} has no items of Zotero.")
        found, drawn = Incoming(), 0
        sources: dict[str, IncomingSource] = {}
        for source, one in _annotations(items):
            sources.setdefault(source.key, source)
            words, comment = text_in(one, "annotationText").strip(), text_in(one, "annotationComment").strip()
            if words:
                with_colour = options.get("colours", "yes") == "yes"
                found.passages.append(_passage(one, source.key, words, comment, with_colour=with_colour))
            elif comment:
                page = text_in(one, "annotationPageLabel")
                found.memos.append(
                    IncomingMemo(
                        "source", source.key, f"p. {page}: {comment}" if page else comment, text_in(one, "dateModified")
                    )
                )
            else:
                drawn += 1
        found.sources = [*sources.values()]
        if drawn:
            found.skipped.append(f"{count_noun(drawn, 'annotation')} without words")
        return found


def _annotations(items: list[dict[str, Any]]) -> Iterator[tuple[IncomingSource, dict[str, Any]]]:
    """Yield annotations with the sources that they are in."""
    by_key = {text_in(one, "key"): object_of(one.get("data")) or one for one in items}
    for one in items:
        data = object_of(one.get("data")) or one
        if data.get("itemType") == "annotation":
            file = by_key.get(text_in(data, "parentItem"), {})
            yield _source(by_key.get(text_in(file, "parentItem"), file), file), data
        for attachment in map(object_of, list_of(data.get("attachments"))):
            for annotation in map(object_of, list_of(attachment.get("annotations"))):
                yield _source(data, attachment), annotation


def _source(item: Mapping[str, Any], file: Mapping[str, Any]) -> IncomingSource:
    path = text_in(file, "path") or text_in(file, "filename") or text_in(file, "title")
    title = text_in(item, "title") or text_in(file, "title")
    names = [
        text_in(one, "name") or ", ".join(filter(None, (text_in(one, "lastName"), text_in(one, "firstName"))))
        for one in map(object_of, list_of(item.get("creators")))
        if text_in(one, "creatorType") in {"", "author"}
    ]
    facts = {
        "author": "; ".join(filter(None, names)),
        "publisher": text_in(item, "publicationTitle") or text_in(item, "publisher"),
        "published": text_in(item, "date")[:10],
    }
    key = text_in(file, "key") or text_in(item, "key") or path or title
    given = tuple((name, value) for name, value in facts.items() if value)
    return IncomingSource(key, path=path, title=title, url=text_in(item, "url"), facts=given)


def _passage(one: Mapping[str, Any], source: str, words: str, comment: str, *, with_colour: bool) -> IncomingPassage:
    tags = [text_in(object_of(tag), "tag") or (tag if isinstance(tag, str) else "") for tag in list_of(one.get("tags"))]
    colour = text_in(one, "annotationColor")
    tags += [COLOURS.get(colour.lower(), colour)] if with_colour and colour else []
    author = text_in(one, "annotationAuthorName")
    return IncomingPassage(
        key=text_in(one, "key") or f"{source} {words[:40]}",
        source=source,
        exact=words,
        tags=tuple(dict.fromkeys(filter(None, tags))),
        note=comment,
        created=text_in(one, "dateAdded"),
        modified=text_in(one, "dateModified"),
        author=author,
    )
