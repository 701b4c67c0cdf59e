"""The library's file is whole or not there, TinyDB opens it, and damage is never taken for data."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from annotations.errors import StoreError
from annotations.store.file.library_file import AtomicStorage

TABLES: dict[str, dict[str, dict[str, Any]]] = {
    "annotations": {"1": {"exact": "“ü” 🍐\n\x00"}, "12": {"exact": "b"}, "3": {"exact": "c"}},
    "links": {},
    "sources": {"1": {"path": "a.txt", "read": [[0, 3]]}},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a library is to be written; its folder does not exist."""
    return tmp_path / ".postil" / "library.json"


@pytest.fixture
def written(path: Path) -> Path:
    """A file with some records."""
    AtomicStorage(path).write(TABLES)
    return path


def test_what_was_written_is_read(written: Path) -> None:
    """All tables, and meta beside them."""
    tables = AtomicStorage(written).read()
    assert tables is not None
    meta = tables.pop("meta")
    assert tables == TABLES
    assert (meta["1"]["format"], meta["1"]["version"]) == ("postil", 2)


def test_no_file_is_an_empty_library(path: Path) -> None:
    """Reading makes nothing."""
    assert AtomicStorage(path).read() is None
    assert not path.parent.exists()


def test_the_stock_tinydb_opens_the_file(written: Path) -> None:
    """With its own storage, and what it writes back is still read by ours."""
    with TinyDB(written) as database:
        assert database.tables() == {"meta", *TABLES}
        assert [document.doc_id for document in database.table("annotations").all()] == [1, 3, 12]
        database.table("annotations").update({"exact": "b"}, doc_ids=[12])
    assert AtomicStorage(written).read() is not None


def test_tinydb_can_use_the_storage(path: Path) -> None:
    """Records that TinyDB puts in through the storage are there again."""
    with TinyDB(path, storage=AtomicStorage) as database:
        database.table("annotations").insert({"exact": "a"})
    with TinyDB(path, storage=AtomicStorage) as database:
        assert database.table("annotations").all() == [{"exact": "a"}]


def test_a_record_is_a_line(written: Path) -> None:
    """In the order of their numbers, so that two versions can be compared line by line."""
    lines = written.read_text("utf-8").splitlines()
    assert [line.split(":")[0] for line in lines if "exact" in line] == ['"1"', '"3"', '"12"']
    assert json.loads(written.read_text("utf-8"))["annotations"]["1"]["exact"] == "“ü” 🍐\n\x00"


def test_only_the_owner_can_read_what_is_new(written: Path) -> None:
    """Notes are private until their owner shares them; then that is kept."""
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert stat.S_IMODE(written.parent.stat().st_mode) == 0o700
    written.chmod(0o644)
    storage = AtomicStorage(written)
    storage.read()
    storage.write({})
    assert stat.S_IMODE(written.stat().st_mode) == 0o644


def test_a_link_is_not_followed(written: Path, tmp_path: Path) -> None:
    """Neither to read nor to write; what it leads to stays as it is."""
    before = written.read_bytes()
    link = tmp_path / "link.json"
    link.symlink_to(written)
    for use in (AtomicStorage(link).read, lambda: AtomicStorage(link).write({"tags": {"1": {"name": "x"}}})):
        with pytest.raises(StoreError, match=r"link\.json is a link and is not opened"):
            use()
    assert link.is_symlink()
    assert written.read_bytes() == before


def test_a_write_that_fails_changes_nothing(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file is there, and nothing else is left behind."""
    before = written.read_bytes()
    storage = AtomicStorage(written)
    storage.read()

    def fail(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreError, match="No space left"):
        storage.write({})
    assert written.read_bytes() == before
    assert [path.name for path in written.parent.iterdir()] == ["library.json"]


@pytest.mark.parametrize("value", ["\ud800", object()])
def test_what_cannot_be_written_down_changes_nothing(written: Path, value: object) -> None:
    """A record that JSON cannot hold is refused with one line."""
    before = written.read_bytes()
    storage = AtomicStorage(written)
    storage.read()
    with pytest.raises(StoreError, match="cannot hold"):
        storage.write({"tags": {"1": {"name": value}}})
    assert written.read_bytes() == before


def test_what_somebody_else_wrote_is_not_replaced(written: Path) -> None:
    """A storage replaces only the file that it has seen."""
    storage = AtomicStorage(written)
    storage.read()
    other = AtomicStorage(written)
    other.read()
    other.write({})
    with pytest.raises(StoreError, match="changed by another program"):
        storage.write(TABLES)
    with pytest.raises(StoreError, match="changed by another program"):
        AtomicStorage(written).write(TABLES)


DAMAGED = {
    "empty": b"",
    "blank": b" \n",
    "NUL": b"\0" * 4096,
    "no JSON": b"library",
    "a list": b"[]",
    "a number": b"1",
    "NaN": b'{"meta": {"1": {"version": NaN}}}',
    "deep": b'{"meta": ' * 100_000,
    "deep lists": b"[" * 1_000_000,
    "no UTF-8": b'{"meta": {"1": {"format": "\xff"}}}',
    "tables of nothing": b'{"meta": null}',
    "records that are no records": b'{"meta": {"1": 3}}',
    "keys that are no numbers": b'{"meta": {"one": {"format": "postil", "version": 1}}}',
    "superscript keys": '{"meta": {"²": {"format": "postil", "version": 1}}}'.encode(),
    "another format": b'{"meta": {"1": {"format": "other", "version": 1}}}',
    "no meta": b'{"annotations": {}}',
    "newer": b'{"meta": {"1": {"format": "postil", "version": 3}}}',
    "version in words": b'{"meta": {"1": {"format": "postil", "version": "1"}}}',
    "no checksum": b'{"meta": {"1": {"format": "postil", "version": 2}}}',
    "no checksum of version 1": b'{"meta": {"1": {"format": "postil", "version": 1}}}',
    "version 0": b'{"meta": {"1": {"format": "postil", "version": 0}}}',
    "doubled": b'{"meta": {"1": {}}}{"meta": {"1": {}}}',
    "conflict markers": b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_one_line_and_stays_as_it_is(path: Path, content: bytes) -> None:
    """Whatever is in it, the message names the file, and no byte of it changes."""
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"library\.json") as caught:
        AtomicStorage(path).read()
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_newer_library_says_what_to_do(written: Path) -> None:
    """It is not damaged: the program is too old for it."""
    written.write_bytes(written.read_bytes().replace(b'"version":2', b'"version":3'))
    with pytest.raises(StoreError, match="newer than 2"):
        AtomicStorage(written).read()


@given(st.data())
def test_a_changed_bit_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A file with one bit changed is refused, or says the same as before."""
    path = tmp_path_factory.mktemp("bit") / "library.json"
    AtomicStorage(path).write(TABLES)
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    try:
        tables = AtomicStorage(path).read() or {}
    except StoreError:
        return
    tables.pop("meta")
    assert {name: table for name, table in tables.items() if table} == {
        name: table for name, table in TABLES.items() if table
    }


@given(st.integers(0, 400))
def test_a_cut_file_is_refused(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    """Half a file is no library."""
    path = tmp_path_factory.mktemp("cut") / "library.json"
    AtomicStorage(path).write(TABLES)
    path.write_bytes(path.read_bytes()[:-2][:length])
    with pytest.raises(StoreError):
        AtomicStorage(path).read()
