"""A codebook that git merged as text is used: what people wrote on either side counts."""

from pathlib import Path

import pytest

from annotations.records.codebook.load import load, load_kinds
from annotations.records.codebook.tags import new_tag

OURS = '[tags.place]\nkey = "1"\n'
THEIRS = '[tags.time]\ndescription = "When."\n[kinds.answers]\nkey = "a"\n'
CONFLICT = f"[tags.who]\n<<<<<<< HEAD\n{OURS}=======\n{THEIRS}>>>>>>> theirs\n[tags.why]\n"

CASES = {
    "both sides": (CONFLICT, ["who", "place", "time", "why"], "has conflict markers: both versions are used. Remove"),
    "with a base": (
        CONFLICT.replace("=======", "||||||| base\n[tags.gone]\n======="),
        ["who", "place", "time", "why"],
        "has conflict markers",
    ),
    "one field twice": (
        CONFLICT.replace("time]", 'place]\nkey = "2"'),
        ["who", "place", "why"],
        "the first is taken of what both set for tags.place",
    ),
    "one table twice": (
        f'{OURS}[tags.time]\n[tags.place]\nkey = "2"\ndescription = "Where."\n',
        ["place", "time"],
        "twice",
    ),
    "no TOML": (f"{OURS}[tags.place\n", [], "is not used"),
    "no TOML on one side": (CONFLICT.replace("[kinds.answers]", "[kinds.answers"), [], "is not used"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_both_sides_wrote_is_used(tmp_path: Path, case: str) -> None:
    """With one line that says so; what cannot be read is not used, as before."""
    content, names, line = CASES[case]
    path = tmp_path / "codebook.toml"
    path.write_text(content, encoding="utf-8")
    book, problems = load(path, ())
    assert [*book][3:] in ([*names], sorted(names, key=[*book].index))
    assert len(problems) == 1
    assert line in problems[0]
    if "place" in names:
        assert book["place"].key == "1"
    if case == "one table twice":
        assert book["place"].description == "Where."
    if case == "both sides":
        assert [*load_kinds(path, ())[0]] == ["answers"]
    assert path.read_text(encoding="utf-8") == content


def test_the_tags_of_the_file_are_in_its_order(tmp_path: Path) -> None:
    """A tag that was renamed in the library and in the file keeps its place among the others, and so does one beside them."""
    file = tmp_path / "codebook.toml"
    file.write_text("[tags.first]\n[tags.second]\n[tags.third]\n[tags.claim]\n", "utf-8")
    tags, _ = load(file, ())
    beside = new_tag("beside", tags.values())
    renamed = new_tag("other", [*tags.values(), beside])
    recorded = [tags["first"], beside, tags["third"], renamed]
    file.write_text("[tags.first]\n[tags.other]\n[tags.third]\n[tags.claim]\n", "utf-8")
    tags, problems = load(file, recorded)
    assert [*tags] == ["claim", "figure", "opinion", "first", "beside", "other", "third"]
    assert problems == []
