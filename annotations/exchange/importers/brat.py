"""Reads standoff files of brat (https://brat.nlplab.org/standoff.html), and their texts beside them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from annotations.errors import UsageError
from annotations.exchange.exporters.brat import UNTAGGED
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingLink, IncomingPassage, IncomingSource
from annotations.exchange.reading import text_of
from annotations.model import STATUSES
from annotations.text.plurals import count_noun

_SPAN: Final = re.compile(r"(\S.*?) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)")
"""Type and offsets of a stretch; a type may have semicolons."""

_LINE: Final = re.compile(r"^(?:[TEARMN]\d+|#\d+|\*)\t", re.MULTILINE)


class Brat:
    """One `.ann` file; the text is that of the `.txt` file of the same name, if it is there."""

    description: ClassVar = "standoff files of brat: an .ann with its .txt beside it"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether a file is called `.ann` and has lines of the format, or none."""
        return name.lower().endswith(".ann") and (
            not head.strip() or bool(_LINE.search(head.decode("utf-8", "replace")))
        )

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read a file. Stretches with the same offsets are one passage with several tags."""
        beside = path.with_suffix(".txt")
        text = text_of(beside) if beside.is_file() else None
        source = IncomingSource(path.stem, path=beside.name, text=text)
        return _Reader(text, source).read(text_of(path), path.name)


class _Reader:
    def __init__(self, text: str | None, source: IncomingSource) -> None:
        self._text = text
        self._source = source
        self._passages: dict[tuple[int, int], IncomingPassage] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._links: dict[str, IncomingLink] = {}
        self._gaps = self._unread = 0

    def read(self, lines: str, name: str) -> Incoming:
        rows = [line.split("\t", 2) for line in lines.split("\n") if line.strip()]
        if rows and all(len(row) < 2 for row in rows):
            raise UsageError(f"{name} has no lines of brat.")
        # What refers to a stretch may come before it, and an event may be an argument of one before it.
        for row in rows:
            if row[0][:1] == "T" and not (len(row) > 1 and self._take("T", row)):
                self._unread += 1
        for row in rows:
            self._trigger(row)
        for kind in ("E", "R", "*", "A", "M", "N", "#"):
            for row in rows:
                if row[0][:1] == kind and not (len(row) > 1 and self._take(kind, row)):
                    self._unread += 1
        skipped = [f"{count_noun(self._unread, 'line')} of another form"] if self._unread else []
        if self._gaps:
            skipped.append(f"the gaps in {count_noun(self._gaps, 'passage')} of several pieces")
        return Incoming([self._source], [*self._passages.values()], [*self._links.values()], skipped=skipped)

    def _take(self, kind: str, row: list[str]) -> bool:
        words, rest = row[1].split(), row[2] if len(row) > 2 else ""
        if kind == "T":
            return self._stretch(row[0], row[1], rest)
        if kind == "E":
            return row[0] in self._places and self._event(row[0], words)
        if kind == "R":
            if len(words) < 3:
                return False
            return self._link(row[0], words[1].partition(":")[2], words[2].partition(":")[2], words[0])
        if kind == "*":
            taken = [self._link(f"*{one}{words[1]}", one, words[1], "restates") for one in words[2:]]
            return all(taken)
        if kind in "AM":
            return self._attribute(words)
        return len(words) > 1 and self._note(words[1], f"{words[2]} {rest}".strip() if kind == "N" else rest)

    def _stretch(self, key: str, about: str, words: str) -> bool:
        found = _SPAN.fullmatch(about)
        if found is None:
            return False
        pieces = [(int(start), int(end)) for start, end in (piece.split(" ") for piece in found[2].split(";"))]
        start, end = min(pieces)[0], max(end for _, end in pieces)
        if start >= end:
            return False
        if self._text is not None:
            between = zip(sorted(pieces), sorted(pieces)[1:], strict=False)
            self._gaps += any(self._text[one[1] : other[0]].strip() for one, other in between)
            words = self._text[start:end]
        elif len(pieces) > 1:
            self._gaps += 1
        old = self._passages.get((start, end))
        tag = () if found[1] == UNTAGGED else (found[1],)
        if old is None:
            self._passages[start, end] = IncomingPassage(
                f"{start}-{end}", self._source.key, words, start=start, end=end, tags=tag
            )
        else:
            self._passages[start, end] = old._replace(tags=tuple(dict.fromkeys((*old.tags, *tag))))
        self._places[key] = (start, end)
        return True

    def _trigger(self, row: list[str]) -> None:
        """Let the trigger of an event stand for it."""
        trigger = row[1].partition(" ")[0].partition(":")[2] if row[0][:1] == "E" and len(row) > 1 else ""
        if trigger in self._places:
            self._places[row[0]] = self._places[trigger]

    def _event(self, key: str, words: list[str]) -> bool:
        """Link an event with its arguments by their roles."""
        roles = [one.partition(":") for one in words[1:]]
        taken = [self._link(f"{key}{role}{end}", key, end, role.rstrip("0123456789")) for role, _, end in roles]
        return all(taken)

    def _link(self, key: str, one: str, other: str, kind: str) -> bool:
        if one not in self._places or other not in self._places or not kind:
            return False
        ends = ["-".join(map(str, self._places[end])) for end in (one, other)]
        if ends[0] != ends[1]:
            self._links[key] = IncomingLink(ends[0], ends[1], kind)
        return True

    def _attribute(self, words: list[str]) -> bool:
        """Take in an attribute: the status that we wrote, else a tag."""
        if len(words) < 2 or words[1] not in self._places:
            return False
        place = self._places[words[1]]
        old, value = self._passages[place], " ".join(words[2:])
        if words[0] == "Status" and value in STATUSES:
            self._passages[place] = old._replace(status=value)
        else:
            tag = f"{words[0]}: {value}" if value else words[0]
            self._passages[place] = old._replace(tags=tuple(dict.fromkeys((*old.tags, tag))))
        return True

    def _note(self, about: str, note: str) -> bool:
        if about in self._links:
            self._links[about] = self._links[about]._replace(note=note)
            return True
        if about not in self._places:
            return False
        old = self._passages[self._places[about]]
        self._passages[self._places[about]] = old._replace(note="\n\n".join(filter(None, (old.note, note))))
        return True
