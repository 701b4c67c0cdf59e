"""What `postil queue` and `postil related` print is what the queue and the link finder show."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotations.library import Library
from tui.cli import main

TEXTS = (
    "The council scrapped the night ferry to Skarholm.\nThe harbour board planted oaks.\n",
    "The night ferry to Skarholm is not being scrapped.\nSheep graze the lower meadow.\nA Skarholm ferry leaves at noon.\n",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sources that deny each other, with a passage for each line but the last one."""
    folder = tmp_path_factory.mktemp("pairs")
    for name, text in zip("ab", TEXTS, strict=True):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with closing(Library.open([folder])) as library:
        for source, lines in zip(library.sources(), (TEXTS[0].splitlines(), TEXTS[1].splitlines()[:2]), strict=True):
            text = library.document(source.id).text
            for line in lines:
                library.add(source.id, text.index(line), text.index(line) + len(line), tags=["claim"])
    return folder


def test_the_queue_is_a_list_of_two_addresses_with_score_and_reasons(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON and as a table, and no longer than wanted."""
    assert main(["queue", str(folder), "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert (pair["from"], pair["to"], pair["kind"]) == ("1:1", "2:1", "contradicts")
    assert pair["score"] > 0
    assert pair["reasons"] == ["One denies what the other says: scrapped / not scrapped"]
    assert main(["queue", str(folder)]) == 0
    assert capsys.readouterr().out.startswith(f"1:1\tcontradicts\t2:1\t{pair['score']:.2f}\tOne denies")


def test_related_passages_are_ranked_and_sentences_follow_if_wanted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Passages that share nothing are left out; a sentence has a place instead of an address."""
    assert main(["related", str(folder), "1:1", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["address"] == "2:1"
    assert found["reasons"][0].startswith("shares ")
    assert main(["related", "1:1", str(folder), "--untagged", "--json"]) == 0
    both = json.loads(capsys.readouterr().out)
    assert [one.get("address") for one in both] == ["2:1", None]
    assert TEXTS[1][both[1]["start"] : both[1]["end"]] == "A Skarholm ferry leaves at noon."


def test_a_library_without_passages_has_no_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list, and nothing related to a passage that does not exist."""
    (tmp_path / "a.txt").write_text("Pears.\n", "utf-8")
    assert main(["queue", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["related", str(tmp_path), "1:1"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
