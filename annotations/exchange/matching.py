"""Which source of a library a file means: by its id, its path, its text, its address or its title."""

from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import sha256

from annotations.errors import SourceError
from annotations.exchange.incoming import IncomingSource
from annotations.library.library import Library
from annotations.model import Source
from annotations.text.folding import fold


class SourceMatcher:
    """Finds the sources of a library that those of a file are."""

    def __init__(self, library: Library) -> None:
        """Prepare to match against the sources that a library has now."""
        self._library = library
        self._sources = library.sources()

    def match(self, wanted: IncomingSource) -> Source | None:
        """Return the one source that is meant by the surest sign that fits any; None if none fits, or several alike."""
        signs: Iterable[tuple[object, Callable[[], dict[object, list[Source]]]]] = (
            (wanted.id, lambda: self._by_id),
            (wanted.path, lambda: self._by_path),
            (_hash(wanted.text), lambda: self._by_text),
            (_address(wanted.url), lambda: self._by_address),
            (_name(wanted.path), lambda: self._by_name),
            (fold(" ".join(wanted.title.split())), lambda: self._by_title),
        )
        for sign, table in signs:
            found = table().get(sign, []) if sign else []
            if len(found) == 1:
                return found[0]
        return None

    @cached_property
    def _by_id(self) -> dict[object, list[Source]]:
        return self._grouped(lambda one: one.id)

    @cached_property
    def _by_path(self) -> dict[object, list[Source]]:
        return self._grouped(lambda one: one.path)

    @cached_property
    def _by_text(self) -> dict[object, list[Source]]:
        return self._grouped(self._text_hash)

    @cached_property
    def _by_address(self) -> dict[object, list[Source]]:
        self._library.about.read_heads()
        self._sources = self._library.sources()
        return self._grouped(lambda one: _address(one.fact("url")))

    @cached_property
    def _by_name(self) -> dict[object, list[Source]]:
        return self._grouped(lambda one: _name(one.path))

    @cached_property
    def _by_title(self) -> dict[object, list[Source]]:
        self._library.about.read_heads()
        for source in self._library.sources():
            if not source.title:
                self._text_hash(source)  # The title of a source that was never read is known only then.
        self._sources = self._library.sources()
        return self._grouped(lambda one: fold(" ".join(one.title.split())))

    def _text_hash(self, source: Source) -> str:
        """Return the hash of the text of a source, which is read for it."""
        if self._library.is_missing(source.id):
            return ""
        try:
            return _hash(self._library.document(source.id).text)
        except SourceError:
            return ""
        finally:
            self._library.let_go(source.id)

    def _grouped(self, key: Callable[[Source], str]) -> dict[object, list[Source]]:
        grouped: dict[object, list[Source]] = {}
        for one in self._sources:
            grouped.setdefault(key(one), []).append(one)
        return grouped


def _hash(text: str | None) -> str:
    """Return a hash of a text without its white space, which other programs alter; `""` if there is none."""
    letters = "".join((text or "").split())
    return sha256(letters.encode("utf-8", "surrogatepass")).hexdigest() if letters else ""


def _address(url: str) -> str:
    """Return an address without what does not tell pages apart: its scheme, a fragment, a slash at its end."""
    rest = url.strip().partition("#")[0].partition("://")[2] or url.strip()
    return rest.removeprefix("www.").rstrip("/").casefold() if rest else ""


def _name(path: str) -> str:
    """Return the name of a file without its folder and the end of the name."""
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return fold(name.rpartition(".")[0] or name)
