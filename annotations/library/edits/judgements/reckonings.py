"""Decisions on figures of the ledger: which are of one metric and which are not, its name, and conflicts that are none."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Edit, new_id
from annotations.model.judgements import Reckoning
from annotations.records.index import RecordIndex
from annotations.store.codec import now, writable

Figure = tuple[str, str]
"""An annotation by id or address, and the words of a figure in it."""

Figures = tuple[Figure, ...]
"""Figures of the row of another one, by ids of their annotations."""


def put_together(
    index: RecordIndex, one: Figure, other: Figure, author: str, beside: Figures = (), other_beside: Figures = ()
) -> Planned[Reckoning]:
    """Record that two figures are of one metric. Raises UsageError if they are one figure."""
    first, second = _figure(index, one), _figure(index, other)
    if first == second:
        raise UsageError(f"A figure cannot be put together with itself ({_label(index, first)}).")
    if (found := _of_pair(index, "together", first, second)) is not None:
        return Planned(found, "")
    after = _new("together", first, author, beside, other=second[0], other_figure=second[1])
    after = replace(after, other_beside=other_beside)
    label = f"one metric: {_label(index, first)} and {_label(index, second)}"
    edits = [edit_of("reckonings", None, after)]
    if (contrary := _of_pair(index, "different", first, second)) is not None:
        edits.insert(0, edit_of("reckonings", contrary, None))
    return Planned(after, label, edits, index.place(index.annotation(first[0])))


def reject_merge(
    index: RecordIndex,
    one: Figure,
    other: Figure,
    evidence: str,
    author: str,
    beside: Figures = (),
    other_beside: Figures = (),
) -> Planned[Reckoning]:
    """Record that two figures are of different metrics, as long as they have this evidence. Raises UsageError if they are one figure."""
    first, second = _figure(index, one), _figure(index, other)
    if first == second:
        raise UsageError(f"A figure is not different from itself ({_label(index, first)}).")
    before = _of_pair(index, "different", first, second)
    if before is not None and before.evidence == evidence:
        return Planned(before, "")
    after = before or _new("different", first, author, other=second[0], other_figure=second[1])
    turned = (after.passage, after.figure) != first
    sides = (other_beside, beside) if turned else (beside, other_beside)
    after = replace(after, evidence=evidence, beside=sides[0], other_beside=sides[1], modified=now())
    label = f"different metrics: {_label(index, first)} and {_label(index, second)}"
    return Planned(after, label, [edit_of("reckonings", before, after)], index.place(index.annotation(first[0])))


def take_apart(index: RecordIndex, figure: Figure, author: str) -> Planned[Reckoning]:
    """Record that a figure is not of the metric of those that it is with, proposed or put together."""
    wanted = _figure(index, figure)
    pairs = [
        each
        for each in index.reckonings.values()
        if each.kind == "together" and wanted in {(each.passage, each.figure), (each.other, each.other_figure)}
    ]
    edits = [edit_of("reckonings", each, None) for each in pairs]
    after = _own(index, wanted, "apart")
    if after is None:
        after = _new("apart", wanted, author)
        edits.append(edit_of("reckonings", None, after))
    return Planned(after, f"apart: {_label(index, wanted)}", edits, index.place(index.annotation(wanted[0])))


def name_metric(
    index: RecordIndex, figure: Figure, name: str, former: Sequence[str], author: str, beside: Figures = ()
) -> Planned[Reckoning | None]:
    """Name the metric of a figure and delete the names with the ids `former`; an empty name only deletes."""
    wanted = _figure(index, figure)
    text = " ".join(writable(name).split())
    before = _own(index, wanted, "name")
    others = [each for one in former if (each := index.reckonings.get(one)) is not None and each is not before]
    edits = [edit_of("reckonings", each, None) for each in others]
    after = before
    if not text and before is not None:
        edits.append(edit_of("reckonings", before, None))
        after = None
    elif text and (before is None or before.text != text):
        after = before or _new("name", wanted, author)
        after = replace(after, text=text, beside=beside, modified=now())
        edits.append(edit_of("reckonings", before, after))
    return Planned(after, f"name of {_label(index, wanted)}", edits, index.place(index.annotation(wanted[0])))


def resolve(
    index: RecordIndex, figure: Figure, note: str, evidence: str, author: str, beside: Figures = ()
) -> Planned[Reckoning]:
    """Record that a figure and those with it do not contradict each other, as long as they have this evidence."""
    wanted, text = _figure(index, figure), writable(note).strip()
    before = _own(index, wanted, "resolved")
    if before is not None and (before.text, before.evidence) == (text, evidence):
        return Planned(before, "")
    after = before or _new("resolved", wanted, author)
    after = replace(after, text=text, evidence=evidence, beside=beside, modified=now())
    edits = [edit_of("reckonings", before, after)]
    return Planned(after, f"resolve {_label(index, wanted)}", edits, index.place(index.annotation(wanted[0])))


def reopen(index: RecordIndex, reckoning_ids: Collection[str]) -> Planned[None]:
    """Delete decisions that there is no conflict in a row. Raises UsageError if there are none with these ids."""
    found = [one for each in reckoning_ids if (one := index.reckonings.get(each)) is not None]
    if not found:
        raise UsageError("The conflict is not resolved.")
    edits = [edit_of("reckonings", one, None) for one in found]
    figure = found[-1].passage, found[-1].figure
    return Planned(None, f"open again {_label(index, figure)}", edits, index.place(index.annotation(figure[0])))


def follow_deletion(index: RecordIndex, gone: Collection[str]) -> list[Edit]:
    """Return what becomes of decisions when annotations are deleted: each moves to a figure that was beside those deleted.

    It is deleted with the last of them. That a figure is apart is of no use to others.
    """
    found = [one for one in index.reckonings.values() if one.passage in gone or one.other in gone]
    return [Edit("reckonings", one.id, one, _followed(index, one, gone)) for one in found]


def rename(index: RecordIndex, names: Mapping[str, Mapping[str, str]]) -> list[Edit]:
    """Return what becomes of decisions when figures of some annotations have other words, by their present ones."""

    def now(figure: Figure) -> Figure:
        return figure[0], names.get(figure[0], {}).get(figure[1], figure[1])

    edits = []
    for one in index.reckonings.values():
        after = replace(
            one,
            figure=now((one.passage, one.figure))[1],
            other_figure=now((one.other, one.other_figure))[1],
            beside=tuple(map(now, one.beside)),
            other_beside=tuple(map(now, one.other_beside)),
        )
        if after != one:
            edits.append(edit_of("reckonings", one, after))
    return edits


def _followed(index: RecordIndex, one: Reckoning, gone: Collection[str]) -> Reckoning | None:
    def left(figure: Figure, beside: Figures) -> Figure | None:
        here = (each for each in (figure, *beside) if each[0] in index.annotations and each[0] not in gone)
        return next(here, None)

    if one.kind == "apart" or (own := left((one.passage, one.figure), one.beside)) is None:
        return None
    after = replace(one, passage=own[0], figure=own[1])
    if not one.other:
        return after
    if one.kind == "different":
        after = replace(after, evidence="")
    other = left((one.other, one.other_figure), one.other_beside)
    return replace(after, other=other[0], other_figure=other[1]) if other is not None and other != own else None


def _figure(index: RecordIndex, figure: Figure) -> Figure:
    return index.annotation(figure[0]).id, writable(figure[1])


def _label(index: RecordIndex, figure: Figure) -> str:
    return f"{figure[1]} in {index.address(figure[0])}"


def _of_pair(index: RecordIndex, kind: str, one: Figure, other: Figure) -> Reckoning | None:
    """Return the decision of a kind on two figures, whose order makes no difference."""
    pair = {one, other}
    return next(
        (
            each
            for each in index.reckonings.values()
            if each.kind == kind and {(each.passage, each.figure), (each.other, each.other_figure)} == pair
        ),
        None,
    )


def _own(index: RecordIndex, figure: Figure, kind: str) -> Reckoning | None:
    """Return the decision of a kind on a figure; of several the latest."""
    found = [one for one in index.reckonings.values() if one.kind == kind and (one.passage, one.figure) == figure]
    return max(found, key=lambda one: (one.modified, one.created, one.id), default=None)


def _new(kind: str, figure: Figure, author: str, beside: Figures = (), **fields: str) -> Reckoning:
    time = now()
    return Reckoning(
        id=new_id(),
        kind=kind,
        passage=figure[0],
        figure=figure[1],
        created=time,
        modified=time,
        author=author,
        other=fields.get("other", ""),
        other_figure=fields.get("other_figure", ""),
        text=fields.get("text", ""),
        evidence=fields.get("evidence", ""),
        beside=beside,
    )
