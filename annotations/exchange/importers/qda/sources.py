"""Sources of a project: their texts, and the stretches that are coded or have notes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from uuid import UUID
from xml.etree.ElementTree import Element

from annotations.exchange.archives import Archive
from annotations.exchange.importers.qda.codes import guid, refs
from annotations.exchange.importers.qda.counting import Stretch, counted
from annotations.exchange.incoming import IncomingPassage, IncomingSource
from annotations.exchange.reading import decoded
from annotations.model import CONTEXT, STATUSES
from annotations.model.facts import FACTS

_KINDS: Final = {
    "PictureSource": ("picture", ""),
    "AudioSource": ("recording", ""),
    "VideoSource": ("film", ""),
    "PDFSource": ("PDF", " without a text"),
}
"""Sources that are no plain text, as they are counted if they have none."""

_TEXTS: Final = ("Representation", "TextDescription", "Transcript")
"""Texts of a source that is none itself."""


class Selection(NamedTuple):
    """A stretch that has codes or notes."""

    passage: IncomingPassage
    codes: list[str]
    """Ids of its codes."""
    notes: list[str]
    """Ids of its notes."""


class Sources:
    """Reads the element `Sources`."""

    def __init__(self, root: Element, archive: Archive | None) -> None:
        """Read a project; `archive` has the texts that it refers to."""
        self.sources: list[IncomingSource] = []
        self.selections: list[Selection] = []
        self.notes: list[tuple[str, str]] = []
        """Id of each note on a source, with the key of that."""
        self.comments: list[tuple[str, str]] = []
        """Key of each source that has a description, with that."""
        self.skipped: Counter[tuple[str, str]] = Counter()
        """What cannot be recorded, by a noun and what follows it."""
        self.absent: list[str] = []
        """Names of the sources whose texts are not in the archive."""
        self._archive = archive
        self._members = {} if archive is None else {_base(name): name for name in archive.names}
        self._ours = root.get("origin") == "postil"
        self._one_line_end = "atlas" in (root.get("origin") or "").lower()
        self._variables = {
            guid(one.get("guid")): (one.get("name") or "").strip().lower()
            for one in root.iterfind("Variables/Variable")
        }
        self._users = {
            guid(one.get("guid")): one.get("name") or one.get("id") or "" for one in root.iterfind("Users/User")
        }
        self._taken: set[str] = set()
        for one in root.iterfind("Sources/*"):
            self._source(one)

    def author(self, one: Element) -> str:
        """Return the name of the user who made something; `""` if the file does not tell."""
        return self._users.get(guid(one.get("creatingUser")), "")

    def text_of(self, one: Element) -> str | None:
        """Return the text of a source or a note: within the project or in the archive; None if it is not there."""
        content = one.find("PlainTextContent")
        if content is not None and (content.text or not one.get("plainTextPath")):
            return content.text or ""
        name = self._members.get(_base(one.get("plainTextPath") or ""))
        return None if name is None or self._archive is None else decoded(self._archive.read(name))

    def _source(self, one: Element) -> None:
        key = self._key(one)
        texts = [one] if one.tag == "TextSource" else [text for name in _TEXTS for text in one.iterfind(name)]
        name = " ".join((one.get("name") or "").split())
        if not texts:
            self.skipped[_KINDS.get(one.tag, ("source", " of another kind"))] += 1
        for number, text in enumerate(texts):
            own = key if number == 0 else f"{key} {number}"
            self._text(one, text, own, name)
        about = (one.findtext("Description") or "").strip()
        self.notes += [(note, key) for note in refs(one, "NoteRef")]
        if about and not self._ours and texts:
            self.comments.append((key, about))
        self.skipped["code", " of a whole source"] += len(one.findall("Coding"))
        self.skipped["place", " on pages, in pictures or in recordings"] += self._places(one, key)

    def _text(self, source: Element, one: Element, key: str, name: str) -> None:
        raw = self.text_of(one)
        selections = [*one.iterfind("PlainTextSelection"), *one.iterfind("TranscriptSelection")]
        if raw is None:
            self.absent.append(name or key)
        points = {guid(point.get("guid")): _number(point.get("position")) for point in one.iterfind("SyncPoint")}
        stretches = [_stretch(selection, points) for selection in selections]
        text, places = counted(raw or "", stretches, lines_are_one=self._one_line_end)
        title = (source.findtext("Description") or "").strip() if self._ours else ""
        facts = tuple(self._facts(source))
        url = dict(facts).get("url", "")
        self.sources.append(
            IncomingSource(
                key, path=name, title=title, url=url, id=key, text=None if raw is None else text, facts=facts
            )
        )
        for selection, place in zip(selections, places, strict=True):
            self._selection(selection, key, None if raw is None else text, place)

    def _selection(self, one: Element, source: str, text: str | None, place: tuple[int, int]) -> None:
        start, end = place
        whole = text is not None and 0 <= start < end <= len(text)
        about = (one.findtext("Description") or "").strip()
        words = text[start:end] if text is not None and whole else (one.get("name") or "").strip()
        if not words.strip():
            self.skipped["selection", " without words"] += 1
            return
        before = text[max(0, start - CONTEXT) : start] if text is not None and whole else ""
        after = text[end : end + CONTEXT] if text is not None and whole else ""
        note = "" if about in STATUSES or about.split() == words.split() else about
        status = about if about in STATUSES else "open"
        self._add(one, source, words, note, status, (start, end) if whole else (-1, -1), (before, after))

    def _places(self, one: Element, source: str) -> int:
        """Read the places of a source that have words of their own; return the number of the others."""
        lost = 0
        for place in (child for child in one if child.tag.endswith("Selection") and child.tag != "PlainTextSelection"):
            inside = place.find("Representation")
            words = (self.text_of(inside) or "").strip() if inside is not None else ""
            if words and any(known.key == source for known in self.sources[-2:]):
                self._add(place, source, words, "", "open", (-1, -1), ("", ""))
            else:
                lost += 1
        return lost

    def _add(
        self,
        one: Element,
        source: str,
        words: str,
        note: str,
        status: str,
        place: tuple[int, int],
        around: Sequence[str],
    ) -> None:
        key = self._key(one)
        codings = one.findall("Coding")
        passage = IncomingPassage(
            key=key,
            source=source,
            exact=words,
            prefix=around[0],
            suffix=around[1],
            start=place[0],
            end=place[1],
            unit="code points" if place[0] >= 0 else "",
            note=note,
            status=status,
            created=one.get("creationDateTime") or "",
            modified=one.get("modifiedDateTime") or "",
            author=self.author(one) or next(filter(None, map(self.author, codings)), ""),
            id=key if _is_uuid(key) else "",
        )
        codes = [code for coding in codings for code in refs(coding, "CodeRef")]
        notes = [*refs(one, "NoteRef"), *(note for coding in codings for note in refs(coding, "NoteRef"))]
        self.selections.append(Selection(passage, codes, notes))

    def _facts(self, source: Element) -> Iterator[tuple[str, str]]:
        """Yield the facts that variables of a source tell."""
        for value in source.iterfind("VariableValue"):
            name = next((self._variables.get(one, "") for one in refs(value, "VariableRef")), "")
            words = next((child.text or "" for child in value if child.tag.endswith("Value")), "").strip()
            if name in FACTS:
                yield name, words
            elif words:
                self.skipped["value", " of a variable"] += 1

    def _key(self, one: Element) -> str:
        """Return the id of an element, with a number if another one has it: some programs give an id twice."""
        wanted = guid(one.get("guid")) or f"{one.tag} without an id"
        key, count = wanted, 1
        while key in self._taken:
            count += 1
            key = f"{wanted} {count}"
        self._taken.add(key)
        return key


def _stretch(one: Element, points: dict[str, int]) -> Stretch:
    hint = one.get("name") or ""
    if one.tag == "TranscriptSelection":
        start, end = (points.get(guid(one.get(name)), -1) for name in ("fromSyncPoint", "toSyncPoint"))
        return Stretch(start, end, hint)
    return Stretch(_number(one.get("startPosition")), _number(one.get("endPosition")), hint)


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.strip().isdecimal() and len(text) < 16 else -1


def _base(path: str) -> str:
    """Return the name of a member by what refers to it, such as `internal://ID.txt`, in lower case and without braces."""
    return path.replace("\\", "/").rpartition("/")[2].replace("{", "").replace("}", "").lower()


def _is_uuid(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False
