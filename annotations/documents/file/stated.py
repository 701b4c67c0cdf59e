"""Facts that a text states about itself: in front matter, in `<meta>` elements, or in the lines at its head.

Everything here is data: of front matter only plain keys with texts and lists of texts are read, and whatever has another
shape is passed over.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from annotations.model.facts import is_address
from annotations.text.lazy_regex import lazy
from annotations.text.quantities.dates import read_date

_FRONT_MATTER_LINES: Final = 200
_LONGEST: Final = 300
"""Code points of the longest fact; that of several authors, and addresses, may be longer."""
_MOST: Final = 30
"""Largest number of authors."""
_OTHERS: Final = 3
"""Lines that are no facts, such as a title, among those of the head."""

_KEYS: Final = {
    **dict.fromkeys(("title", "headline", "subject", "og:title"), "title"),
    **dict.fromkeys(("author", "authors", "creator", "byline", "by", "writer", "written by", "from"), "author"),
    **dict.fromkeys(("article:author", "dc.creator", "citation_author"), "author"),
    **dict.fromkeys(("publisher", "publication", "site", "site name", "website", "newspaper", "journal"), "publisher"),
    **dict.fromkeys(("outlet", "og:site_name", "dc.publisher", "citation_journal_title"), "publisher"),
    **dict.fromkeys(("date", "published", "published on", "publication date", "date published", "posted"), "published"),
    **dict.fromkeys(("posted on", "pubdate", "datepublished", "article:published_time", "dc.date"), "published"),
    **dict.fromkeys(("citation_publication_date",), "published"),
    **dict.fromkeys(("url", "link", "address", "source url", "permalink", "canonical", "uri", "og:url"), "url"),
    **dict.fromkeys(("doi",), "doi"),
    **dict.fromkeys(("source",), "source"),
    **dict.fromkeys(("kind", "source kind", "source type"), "kind"),
}
"""The fact that a key is about, in small letters with blanks for `_` and `-`."""

_LINE: Final = lazy(
    r"(?:[>#*•\-\s]*)(?:\*\*|__|\*|_)?([^\W\d_][\w .:-]{1,24}?)(?:\*\*|__|\*|_)?:(?:\*\*|__|\*|_)?\s+(\S.*)"
)
_BYLINE: Final = lazy(
    r"[Bb][Yy]:?\s+((?:(?:[A-Z][\w.'’\-]*|and|de|van|von|der|den|di|da|la|le|bin|al|&)[,;]?\s?){1,12})"
)
_META: Final = lazy(r"<(?:meta|link)\s([^<>]{1,2000})>", 2)
_ATTRIBUTE: Final = lazy(r"""([a-z:-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", 2)
_LINKED: Final = lazy(r"\[([^\[\]]*)\]\(<?([^()\s<>]+)>?\)|<([^<>\s]+)>")
_TRAILING: Final = lazy(r"(.*?)\s*(?:[|·•—–]|\s-\s)\s*(.*)")


def stated(head: str) -> dict[str, str]:
    """Return the facts that the beginning of a text states, by the names of `annotations.model.FACTS`.

    The time that it takes grows with the length of `head`.
    """
    found: dict[str, str] = {}
    lines = head.split("\n")
    last = _end_of_front_matter(lines)
    for key, value in _front_matter(lines[1:last]) if last else ():
        _take(found, key, value)
    if "<meta" in head or "<link" in head:
        for key, value in _elements(head):
            _take(found, key, value)
    for key, value in _head_lines(lines[last + 1 if last else 0 :]):
        _take(found, key, value)
    return found


def _take(found: dict[str, str], key: str, values: Sequence[str]) -> None:
    """Take a fact if its key is known, it can be one, and nothing before it stated it."""
    name = _KEYS.get(" ".join(key.lower().replace("_", " ").replace("-", " ").split()), "") or _KEYS.get(
        key.lower(), ""
    )
    texts = [text for value in values[:_MOST] if (text := _plain(value))]
    if not name or not texts:
        return
    first = texts[0]
    if name in {"source", "url", "doi"}:
        words, address = _address(first, doi=name == "doi")
        if address:
            found.setdefault("url", address)
        if name == "source" and words:
            found.setdefault("publisher", words)
    elif name == "published":
        if date := read_date(first):
            found.setdefault("published", date)
    elif name == "author":
        if authors := "; ".join(filter(None, map(_name, texts)))[: _LONGEST * 3]:
            found.setdefault("author", authors)
    elif len(first) <= _LONGEST:
        found.setdefault(name, first)


def _plain(value: str) -> str:
    """Return a value on one line; `""` if it has control characters."""
    text = " ".join(value.split())
    return text if text.isprintable() else ""


def _name(text: str) -> str:
    """Return the name of an author without the address of a mail, or of a page; `""` if it is none."""
    linked = _LINKED.search(text)
    if linked and (linked[1] or text[: linked.start()].strip()):
        text = linked[1] or text[: linked.start()]
    text = text.strip(" \"'*_;,")
    return "" if is_address(text) or len(text) > _LONGEST or text.startswith("http") else text


def _address(text: str, *, doi: bool) -> tuple[str, str]:
    """Return the words beside an address and the address, which may be written as a Markdown link."""
    if linked := _LINKED.search(text):
        words, address = linked[1] or text[: linked.start()].strip(), linked[2] or linked[3]
    elif is_address(text):
        words, address = "", text
    elif doi and text.startswith("10."):
        words, address = "", f"doi:{text}"
    else:
        words, address = text, ""
    if not is_address(address) or len(address) > 2000:
        address = ""
    return words if len(words) <= _LONGEST else "", address


def _end_of_front_matter(lines: Sequence[str]) -> int:
    """Return the index of the line that ends front matter; 0 without any."""
    if lines[0].rstrip() != "---" or len(lines) < 3 or not lines[1].strip():
        return 0
    ends = (n for n, line in enumerate(lines[1:_FRONT_MATTER_LINES], 1) if line.rstrip() in {"---", "..."})
    return next(ends, 0)


def _front_matter(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of front matter with their texts: one, or those of a list."""
    key, values = "", list[str]()
    for line in lines:
        bare = line.strip()
        if not bare or bare[0] == "#":
            continue
        if line[0] in " \t-":
            # An item of a list, or the name of an author that is written as a mapping.
            item = bare.removeprefix("-").strip()
            name, colon, rest = item.partition(":")
            if colon and (not rest or rest[0] in " \t"):
                item = rest if name.strip().lower() == "name" else ""
            elif bare[0] != "-":
                item = ""
            values += _scalars(item)
            continue
        if key:
            yield key, values
        key, colon, rest = bare.partition(":")
        key, values = (key.strip("\"' "), _scalars(rest)) if colon and (not rest or rest[0] in " \t") else ("", [])
    if key:
        yield key, values


def _scalars(text: str) -> list[str]:
    """Return the texts of a YAML value on one line: plain, quoted, or a list of these. Tags and references give none."""
    text = text.strip()
    if not text or text[0] in "!&*|>{%@`":
        return []
    if text[0] == "[":
        inner = text[1 : text.rfind("]")] if "]" in text else ""
        return [scalar for part in _split(inner) for scalar in _scalars(part) if part.strip()[:1] != "["]
    if text[0] in "\"'":
        end = text.find(text[0], 1)
        return [text[1:end]] if end > 0 else []
    return [text.partition(" #")[0].rstrip()]


def _split(text: str) -> list[str]:
    """Split at commas that are not within quotes."""
    parts, quote, start = [], "", 0
    for place, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and not text[start:place].strip():
            quote = char
        elif char == ",":
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _elements(head: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what `<meta name=… content=…>` and `<link rel="canonical">` state; several authors come together."""
    authors = []
    for element in _META.finditer(head):
        values = {one[1].lower(): one[2] or one[3] or one[4] or "" for one in _ATTRIBUTE.finditer(element[1])}
        key = values.get("name") or values.get("property") or values.get("itemprop") or values.get("rel") or ""
        value = values.get("content") or values.get("href") or ""
        if _KEYS.get(key.lower()) == "author":
            authors.append(value)
        else:
            yield key, [value]
    yield "author", authors


def _head_lines(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the facts in the lines before the text: `Author: …`, `By …`, a date by itself; the head of a mail as well."""
    others = 0
    for line in lines:
        bare = line.strip()
        if not bare:
            continue
        fact = _fact_of(bare)
        if fact is None:
            others += 1
            if others > _OTHERS or len(bare) > _LONGEST:
                return
        else:
            yield from fact


def _fact_of(line: str) -> list[tuple[str, list[str]]] | None:
    """Return what a line at the head states; None if it is no such line."""
    if len(line) > 2 * _LONGEST:
        return None
    if (found := _LINE.fullmatch(line)) and " ".join(found[1].lower().split()) in _KEYS:
        value = found[2].strip().removesuffix("**").removesuffix("__").strip("*_ ")
        parts = _TRAILING.fullmatch(value)
        # “Published: 8 April 2026 | Source: …” states two facts.
        rest = _fact_of(parts[2]) if parts and parts[2] != line else None
        value = parts[1] if parts and rest else value
        return [(found[1], value.split(";") if ";" in value else [value]), *(rest or ())]
    bare = line.strip("*_ ")
    head, _, rest_of = bare.partition("|")
    if rest_of and (one := _fact_of(head.strip())) is not None:
        return [*one, *(_fact_of(rest_of.strip()) or ())]
    if found := _BYLINE.fullmatch(bare):
        names = found[1].replace(" and ", ";").replace("&", ";").replace(",", ";").split(";")
        return [("by", names)]
    if len(read_date(bare)) > 4:
        return [("date", [bare])]
    return None
