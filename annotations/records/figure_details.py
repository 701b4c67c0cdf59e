"""Merge of the details of figures that were set in two versions of a passage, detail by detail."""

from collections.abc import Mapping

Details = dict[str, dict[str, str]]
"""Value by the name of the detail, by figure; see `Annotation.figures`."""

_Flat = dict[tuple[str, str], str]


def with_details(held: Mapping[str, Mapping[str, str]], figure: str, details: Mapping[str, str]) -> Details:
    """Return details with some of one figure replaced; `""` removes one."""
    flat = _flat(held)
    for name, value in details.items():
        flat[figure, name] = value
    return _nested(flat)


def merge_details(before: Details, older: Details, newer: Details) -> Details:
    """Return the details of two versions of a passage; of two values of one detail that of the newer version."""
    was, old, new = _flat(before), _flat(older), _flat(newer)
    return _nested(
        {key: (old if new.get(key, "") == was.get(key, "") else new).get(key, "") for key in {**was, **old, **new}}
    )


def rebase_details(was: Details, wanted: Details, there: Details) -> Details | None:
    """Return `there` with the change from `was` to `wanted`; None if one of the changed details differs from `was`."""
    old, new, now = _flat(was), _flat(wanted), _flat(there)
    for key in {**old, **new}:
        if old.get(key, "") != new.get(key, ""):
            if now.get(key, "") != old.get(key, ""):
                return None
            now[key] = new.get(key, "")
    return _nested(now)


def _flat(details: Mapping[str, Mapping[str, str]]) -> _Flat:
    return {(figure, name): value for figure, values in details.items() for name, value in values.items()}


def _nested(flat: _Flat) -> Details:
    """Return details in the order of their names, so that equal ones are written alike; empty ones are left out."""
    found: Details = {}
    for (figure, name), value in sorted(flat.items()):
        if value:
            found.setdefault(figure, {})[name] = value
    return found
