"""Formats are found by name, by the end of a file and by its beginning."""

from pathlib import Path

import pytest

from annotations.errors import UsageError
from annotations.exchange import formats
from annotations.exchange.formats import EXPORTERS, IMPORTERS


@pytest.mark.parametrize("group", [EXPORTERS, IMPORTERS])
def test_every_format_loads_and_describes_itself(group: str) -> None:
    """The entry points lead to classes with one line about each, and options whose default is among their values."""
    names = formats.names(group)
    assert names
    for name in names:
        one = formats.exporter(name) if group == EXPORTERS else formats.importer(name)
        assert one.description.strip()
        assert "\n" not in one.description
        defaults = {option: formats.chosen({}, one.options, option) for option in one.options}
        assert formats.checked(name, one.options, defaults.items()) == defaults


def test_what_does_not_exist_is_named() -> None:
    """An unknown format, option or value gets one line with what there is."""
    with pytest.raises(UsageError, match="Did you mean jsonl"):
        formats.exporter("jsonll")
    known = formats.exporter("json").options
    for given, line in (
        (("colour", "x"), "no option “colour”; its options are text"),
        (("text", "x"), "cannot be “x”; it is one of no, yes"),
    ):
        with pytest.raises(UsageError, match=line):
            formats.checked("json", known, [given])
    with pytest.raises(UsageError, match="Write NAME=VALUE"):
        formats.given(["text"])


def test_a_file_that_no_importer_knows_needs_a_format(tmp_path: Path) -> None:
    """Nothing is guessed."""
    path = tmp_path / "x.bin"
    path.write_bytes(b"")
    with pytest.raises(UsageError, match=r"x\.bin is empty"):
        formats.importer_of(path)
    path.write_bytes(b"\x00\x01")
    with pytest.raises(UsageError, match="Give --format"):
        formats.importer_of(path)


PLUG_IN = """
class Bad:
    description = "fails"
    suffix = ".bad"
    options = {}
    def recognises(self, name, head):
        raise RuntimeError("no")
    def read(self, path, options):
        raise TypeError("two\\nlines")
"""


@pytest.mark.parametrize("entry", ["broken_formats:Bad", "broken_formats:Nothing", "no_such_module:Bad"])
def test_a_plug_in_that_fails_gets_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    """With the name of its package if it is there; the other formats work on."""
    home = tmp_path / "broken_formats-1.dist-info"
    home.mkdir()
    (home / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-formats\nVersion: 1\n")
    (home / "entry_points.txt").write_text(f"[{IMPORTERS}]\nbad = {entry}\n")
    (tmp_path / "broken_formats.py").write_text(PLUG_IN)
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "a", "label": []}\n')
    assert formats.importer_of(path) == "doccano"
    with pytest.raises(UsageError, match=r"^The format bad (failed|needs)") as error, formats.plugged(IMPORTERS, "bad"):
        formats.importer("bad").read(path, {})
    assert "\n" not in str(error.value)


LACKING = """
class NoSuffix:
    description = "has no suffix"
    options = {}
class Fails:
    description, suffix, options = "cannot be made", ".csv", {}
    def __init__(self):
        raise RuntimeError("no licence")
"""


@pytest.mark.parametrize("entry", ["lacking_formats:NoSuffix", "lacking_formats:Fails"])
def test_a_plug_in_that_cannot_be_made_leaves_the_other_formats_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    """It is not among the usable ones, the end of a name is looked up without it, and its own name gets one line."""
    home = tmp_path / "lacking_formats-1.dist-info"
    home.mkdir()
    (home / "METADATA").write_text("Metadata-Version: 2.1\nName: lacking-formats\nVersion: 1\n")
    (home / "entry_points.txt").write_text(f"[{EXPORTERS}]\nlacking = {entry}\n")
    (tmp_path / "lacking_formats.py").write_text(LACKING)
    monkeypatch.syspath_prepend(tmp_path)
    assert "lacking" in formats.names(EXPORTERS)
    assert "lacking" not in [*formats.usable(EXPORTERS)]
    assert formats.exporter_for(".csv") == "csv"
    assert "lacking" in dict(formats.unusable(EXPORTERS))
    with pytest.raises(UsageError, match=r"^The format lacking failed: .*package lacking-formats; report it there\.$"):
        formats.exporter("lacking")


@pytest.mark.parametrize(
    ("metadata", "point", "remedy"),
    [
        ("Provides-Extra: special\n", "special_formats:Special", ": pip install 'special-formats[special]'."),
        ("Provides-Extra: other\n", "special_formats:Special [other]", ": pip install 'special-formats[other]'."),
        ("", "special_formats:Special", ". Install it too."),
    ],
)
def test_a_plug_in_that_lacks_a_package_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, metadata: str, point: str, remedy: str
) -> None:
    """The extra that its entry point names, or that has its name, in the form that can be pasted into a shell."""
    home = tmp_path / "special_formats-1.dist-info"
    home.mkdir()
    (home / "METADATA").write_text(f"Metadata-Version: 2.1\nName: special-formats\nVersion: 1\n{metadata}")
    (home / "entry_points.txt").write_text(f"[{EXPORTERS}]\nspecial = {point}\n")
    (tmp_path / "special_formats.py").write_text("import a_package_that_is_missing\n")
    monkeypatch.syspath_prepend(tmp_path)
    reason = dict(formats.unusable(EXPORTERS))["special"]
    assert reason == f"The format special needs a_package_that_is_missing, which is not installed{remedy}"
