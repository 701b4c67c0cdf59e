"""Hashes of texts and files: made while a source is read, never while a key waits."""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from annotations.documents.file.regular_file import opened
from annotations.documents.loader import DocumentLoader
from annotations.library import Library
from annotations.model import TEXT_DIGITS
from annotations.sources.text_versions import text_hash

TEXT = "The harbour opened in 1902. It was rebuilt after the fire.\n\n" * 20_000


@contextmanager
def hashed_bytes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The sizes of what is hashed in this thread or another one, and of the files that are opened to be read whole."""
    sizes: list[int] = []

    class Counting:
        def __init__(self, data: bytes = b"") -> None:
            self._digest = real(data)
            sizes.append(len(data))

        def update(self, data: bytes) -> None:
            sizes.append(len(data))
            self._digest.update(data)

        def hexdigest(self) -> str:
            return self._digest.hexdigest()

    def opening(path: Path) -> Any:
        sizes.append(path.stat().st_size)
        return opened(path)

    real = hashlib.sha256
    with monkeypatch.context() as patch:
        patch.setattr(hashlib, "sha256", Counting)
        patch.setattr("annotations.sources.scan.opened", opening)
        yield sizes


def test_the_first_passage_of_a_source_hashes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a source hashes its text and its bytes once; the first and the second passage in it, nothing at all."""
    (tmp_path / "a.txt").write_text(TEXT)
    with closing(Library.open([tmp_path])) as library:
        source = library.sources()[0].id
        with hashed_bytes(monkeypatch) as sizes:
            loader = library.reading(source)
            while loader.step():
                pass
            size = len(loader.document.text)
            assert sum(sizes) == size + 2 * len(TEXT)
        with hashed_bytes(monkeypatch) as sizes:
            first = library.add(source, 4, 11, tags=["claim"])
            library.add(source, 40, 47)
            library.source(source)
            assert not sizes
        assert first.text == text_hash(loader.document.text)[:TEXT_DIGITS]
        assert library.source(source).text_sha256 == text_hash(loader.document.text)
        assert library.source(source).bytes_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text", ["", "one", "# One\n\ntwo\n", "\U0001f600 no BMP\r\n\r\nx\n" * 3000, "caf\u00e9 \n" * 9000]
)
def test_the_hashes_are_those_of_the_text_and_of_the_bytes(name: str, text: str) -> None:
    """They are the same as if all of it were hashed at once, and empty before the source has been read to its end."""
    loader = DocumentLoader(text.encode(), name)
    while loader.step():
        assert (loader.text_sha256, loader.file_sha256) == ("", "")
    assert loader.text_sha256 == text_hash(loader.document.text)
    assert loader.file_sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_document_that_goes_on_with_its_beginning_has_the_same_hash() -> None:
    """What was read by itself before is hashed as well."""
    begun = DocumentLoader(TEXT[:600].encode(), "a.txt")
    begun.step()
    loader = DocumentLoader(TEXT.encode(), "a.txt")
    begun.document.complete = False
    loader.continue_from(begun.document)
    while loader.step():
        pass
    assert loader.text_sha256 == text_hash(loader.document.text)
