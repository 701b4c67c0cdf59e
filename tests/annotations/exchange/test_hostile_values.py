"""Files of JSON whose values are of another type than the format has: they may come from anybody."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.exchange import formats
from annotations.exchange.intake import plan
from annotations.export.material import Material
from annotations.library import Library

OTHER: list[object] = [None, 5, -1, True, "", "x" * 50, [], {}, [[]], [None], ["a", 5], {"a": 1}, 10**30, 1e300]
"""Values that take the place of others."""

Path_ = tuple[str | int, ...]


def places(value: object, at: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of each value in a value of JSON."""
    yield at
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from places(one, (*at, key))


def put(value: Any, at: Path_, other: object) -> None:
    """Replace the value at a path, unless what leads there was replaced."""
    try:
        for key in at[:-1]:
            value = value[key]
        if value[at[-1]] is not None:
            value[at[-1]] = other
    except (KeyError, IndexError, TypeError):
        return


@pytest.mark.parametrize("name", ["json", "jsonl", "w3c", "hypothesis", "doccano", "label-studio"])
def test_values_of_another_type_are_left_out_or_refused_in_a_line(
    name: str, rich: Library, bare: Library, tmp_path: Path
) -> None:
    """Whatever values an export has in other places, it is read and planned, or refused in one line."""
    file = next(one for one in formats.exporter(name).files(Material(rich), {}) if ".json" in one.name)
    written = b"".join(file.pieces).decode("utf-8")
    try:
        rows, whole = json.loads(written), True
    except ValueError:
        rows, whole = [json.loads(line) for line in written.splitlines()], False
    paths = list(places(rows))[1:]
    target = tmp_path / file.name

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(st.sampled_from(paths), st.sampled_from(OTHER)), min_size=1, max_size=12))
    def check(changes: list[tuple[Path_, object]]) -> None:
        changed = json.loads(json.dumps(rows))
        for at, other in changes:
            put(changed, at, other)
        target.write_text(json.dumps(changed) if whole else "\n".join(map(json.dumps, changed)), "utf-8")
        refused = ""
        try:
            plan(bare, formats.importer(name).read(target, {})).lines()
        except UsageError as error:
            refused = str(error)
        assert "\n" not in refused

    check()
