"""A library that somebody made to harm: every field of every record is a payload, under checksums that are right."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from annotations.library import Library
from annotations.library.edits.plan import Planned
from annotations.model import Edit, LinkKind, SavedSearch, Tag, new_id
from annotations.model.judgements import Rejection
from annotations.review.judgements import fingerprint
from annotations.store.codec import TYPES, now

SEQUENCES = (
    "\x1b]52;c;cHduZWQ=\x07", "\x1b]0;pwned\x07", "\x1b[2J", "\x1b[8;5m", "\x1b[999;999H", "\x1bPpwned\x1b\\",
    "\x9b2J", "\x9d52;c;cHduZWQ=\x9c", "\x90q\x9c", "\x07", "\x08\x08", "\u202e", "\u2066", "\r", "\x1bc", "\x7f",
    "\x1b[6n", "\x1b[?1049l", "\x0e", "\u2028", "[@click=app.quit]", "[/x]",
)  # fmt: skip
"""What a terminal would obey, as OSC, CSI, DCS, C1 of one byte and of two, C0 and bidi controls; and what markup is."""

TEXT = "Alpha beta gamma one. Delta epsilon zeta two. Eta theta iota three. Kappa lambda mu four."


class Payloads:
    """Gives each field a payload of its own, with a word by which it is known on the screen."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        """The word of each field."""
        self._numbers = count()

    def __call__(self, field: str) -> str:
        """The payload for a field: every sequence, another one first each time, for much is cut off."""
        number = next(self._numbers)
        word = self.words[field] = f"pw{number:02}"
        first = number * 5 % len(SEQUENCES)
        return word + "".join(f"{sequence}." for sequence in (*SEQUENCES[first:], *SEQUENCES[:first]))


def library(folder: Path) -> dict[str, str]:
    """Make the folder of such a library. Returns the word of each field."""
    payload = Payloads()
    for number, name in enumerate(("1 a\x1b]0;pwned\x07\u202e.md", "2 b\x1b[2J.txt")):
        text = f"{TEXT}\n\n{payload(f'text {number}')} is 5% of it.\n\n{TEXT.upper()}\n"
        (folder / name).write_text(f"# {payload(f'title {number}')}\n\n{text}", encoding="utf-8", newline="")
    made = Library.open([folder], author=payload("author"))
    try:
        forged = [*_edits(made, payload)]
        plan = Planned(None, payload("label"), forged, (made.sources()[0].id, 0))
        made.transactions.change(lambda _: plan)
        made.flush()
    finally:
        made.close()
    changed = folder / "2 b\x1b[2J.txt"  # Passages of it are found again, and lost.
    text = (
        changed.read_bytes().decode().replace("Delta epsilon zeta two.", "Delta epsilon 2.").replace("lambda mu", "nu")
    )
    changed.write_bytes(f"First.\n\n{text}".encode())
    codebook = (
        '[tags."date\\u001b]0;pwned\\u0007"]\ndescription = "a\\u009b2J"\n[kinds."asks\\u001b[2J"]\ninverse = "b"\n'
    )
    (folder / ".postil" / "codebook.toml").write_text(codebook, encoding="utf-8")
    return payload.words


def _edits(made: Library, payload: Payloads) -> Iterator[Edit]:
    """Records whose every text is a payload, past everything that would refuse one."""
    time, author = now(), payload("author of records")
    parent = Tag(name="parent", key="8", letter="P", colour="tag1")
    tag = Tag(
        name=payload("tag"), key=payload("key"), letter=payload("letter"), colour=payload("colour"),
        description=payload("description"), parent=payload("parent"),
    )  # fmt: skip
    kind = LinkKind(name=payload("kind"), key="w", glyph=payload("sign"), inverse=payload("inverse"), counts="supports")
    for table, record in (("tags", parent), ("tags", tag), ("kinds", kind)):
        yield Edit(table, record.name, None, record)
    passages = []
    for source in made.sources():
        text = made.document(source.id).text
        for place, words in enumerate(
            ("Alpha beta gamma one.", "Delta epsilon zeta two.", "5%", "Kappa lambda mu four.")
        ):
            start = text.index(words)
            before = made.add(source.id, start, start + len(words))
            after = replace(
                before, exact=words if place else payload(f"quote {source.number}"), prefix=payload("prefix"),
                suffix=payload("suffix"), tags=("claim", tag.name), note=payload("note"), author=author,
                status=payload("status") if place == 1 else "disputed",
            )  # fmt: skip
            passages.append(after)
            yield Edit("annotations", after.id, before, after)
        known = made.source(source.id)
        yield Edit("sources", source.id, known, replace(known, **_facts(payload)))
    ends: list[tuple[int, int, str]] = [(0, 4, kind.name), (1, 5, "supports"), (2, 6, payload("unknown kind"))]
    for one, other, name in ends:
        yield _made("links", source=passages[one].id, target=passages[other].id, kind=name, note=payload("link note"))
    yield _made(
        "claims", anchor=passages[0].id, title=payload("claim title"), note=payload("claim note"), modified=time
    )
    yield _made("claims", anchor=passages[1].id, status=payload("verdict"), reviewed=payload("reviewed"), modified=time)
    refused = Rejection(
        id=new_id(), one=passages[3].id, other=passages[7].id, one_sha256=fingerprint(passages[3]),
        other_sha256=fingerprint(passages[7]), reason=payload("rejection"), created=time, author=author,
    )  # fmt: skip
    yield Edit("rejections", refused.id, None, refused)
    for about, key in (("source", made.sources()[0].id), ("tag", tag.name), ("library", "")):
        yield _made("memos", about=about, key=key, note=payload(f"memo on {about}"), modified=time)
    yield _made("links", source=passages[0].id, target=passages[4].id, kind="contradicts")
    yield _made(
        "independence", one=passages[1].id, other=passages[5].id, count="once", note=payload("why once"), modified=time
    )
    yield _made(
        "rulings", anchor=passages[0].id, side=passages[4].id, title=payload("dispute title"), note=payload("reason"),
        questions=payload("questions"), confidence=payload("confidence"), decided=time, modified=time,
    )  # fmt: skip
    for where in ("search", "board", payload("place of a search")):
        saved = SavedSearch(
            name=payload(f"search {where[:6]}"), place=where, query=payload("query"), sort=payload("sort"),
            group=payload("group"), created=time, modified=time, author=author,
        )  # fmt: skip
        yield Edit("searches", saved.name, None, saved)


def _facts(payload: Payloads) -> dict[str, Any]:
    """Facts of a source, past what checks them."""
    names = ("author", "publisher", "published", "url", "kind", "credibility")
    facts = {name: payload(f"{name} set") for name in names}
    stated = {name: payload(f"{name} stated") for name in ("author", "publisher")}
    return {"found_title": payload("title recorded"), "facts": facts, "stated": stated}


def _made(table: str, **fields: Any) -> Edit:
    kind: Any = TYPES[table]
    record = kind(id=new_id(), created=now(), author="pwned\x1b[2J", **fields)
    return Edit(table, record.id, None, record)
