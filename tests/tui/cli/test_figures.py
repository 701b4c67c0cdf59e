"""``postil figures``."""

import csv
import io
import json
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.library.parts.ledger import ledger_of
from tui.cli import main


def test_figures_are_printed_and_conflicts_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In every format; with --conflicts only open conflicts, and the exit code says whether there are any."""
    for number, text in ((1, "The orchard has 4000 trees.\n"), (2, "The orchard has 5500 trees; =1+1 \x1b[31m.\n")):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    library = Library.open([tmp_path], author="tester")
    for source in library.sources():
        library.add(source.id, 16, 26, tags=["figure"])
    library.close()

    def printed(*options: str) -> tuple[int, str]:
        return main(["figures", str(tmp_path), *options]), capsys.readouterr().out

    code, text = printed()
    assert code == 0
    assert text.splitlines() == [
        "≠ trees · orchard · conflict 27%",
        "    = 1:1     4000 trees  = 4,000",
        "    ≠ 2:1     5500 trees  = 5,500  4000 trees and 5500 trees: differ by 27.3 %",
        "1 conflict, 1 not resolved",
    ]
    code, text = printed("--json", "--conflicts")
    (row,) = json.loads(text)["rows"]
    assert (code, row["verdict"], [one["low"] for one in row["figures"]]) == (1, "conflict", [4000, 5500])
    lines = list(csv.DictReader(io.StringIO(printed("--format", "csv")[1])))
    assert [(one["address"], one["low"], one["sign"]) for one in lines] == [
        ("1:1", "4000", "equal"),
        ("2:1", "5500", "conflict"),
    ]
    assert (
        "| trees · orchard |  | conflict | 4000 trees (1:1); 5500 trees (2:1) |" in printed("--format", "markdown")[1]
    )
    assert printed("--source", "1", "--conflicts") == (0, "0 conflicts, 0 not resolved\n")
    library = Library.open([tmp_path], author="tester")
    (row_,) = ledger_of(library, []).rows
    library.review.resolve(row_.key, "another\norchard", row_.evidence)
    library.close()
    assert printed("--conflicts") == (0, "1 conflict, 0 not resolved\n")
    assert "resolved 27% · another orchard" in printed()[1]


def test_rows_that_are_perhaps_one_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the other row and the reason in each format, until the pair is rejected."""
    for number, text in (
        (1, "A cafe with 40 seats is beside the boathouse.\n"),
        (2, "The boathouse cafe has forty.\n"),
    ):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    library = Library.open([tmp_path], author="tester")
    for source, start, end in zip(library.sources(), (12, 23), (20, 28), strict=True):
        library.add(source.id, start, end, tags=["figure"])
    library.close()

    def printed(*options: str) -> str:
        assert main(["figures", str(tmp_path), *options]) == 0
        return capsys.readouterr().out

    assert "    ? perhaps the same as “boathouse cafe” (2:1 forty): equal value; shared words: cafe" in printed()
    assert printed().endswith("0 conflicts, 0 not resolved, 1 proposal\n")
    table = list(csv.DictReader(io.StringIO(printed("--format", "csv"))))
    assert [(row["address"], row["near"]) for row in table] == [("1:1", "2:1"), ("2:1", "1:1")]
    assert "| perhaps the same as “boathouse cafe” (2:1 forty): equal value; " in printed("--format", "markdown")
    made = json.loads(printed("--json"))
    near = made["rows"][1]["near"]
    assert (made["proposals"], near["reason"]) == (1, "equal value; shared words: boathouse, cafe")
    assert (near["figure"]["passage"], near["other"]) == ("2:1", {"passage": "1:1", "written": "40 seats"})
    library = Library.open([tmp_path], author="tester")
    ledger = ledger_of(library, [])
    found = ledger.proposals.of(ledger.rows[0])
    assert found is not None
    library.review.reject_merge(found.one.key, found.other.key, found.evidence)
    library.close()
    made = json.loads(printed("--json"))
    assert (made["proposals"], [row["near"] for row in made["rows"]]) == (0, [None, None])
    assert all(not row["near"] for row in csv.DictReader(io.StringIO(printed("--format", "csv"))))
