"""Sources with labelled stretches as doccano reads them, one per line."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, ClassVar

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options, chosen
from annotations.exchange.output import OutputFile
from annotations.export.json_text import encoded
from annotations.export.material import Content, Material
from annotations.text.plurals import count_noun


class Doccano:
    """One line a source: its text, and each tag of a passage as a label."""

    description: ClassVar = "the JSONL of doccano for sequence labelling"
    suffix: ClassVar = ""
    options: ClassVar[Mapping[str, Option]] = {
        "form": Option("labels alone, or entities with the links within a source", ("labels", "relations"))
    }

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the file."""
        relations = chosen(options, self.options, "form") == "relations"
        yield OutputFile("doccano.jsonl", _lines(material, relations=relations))

    def losses(self, material: Material) -> list[str]:
        """Return what is no label: a passage without a tag or a place, too."""
        lost = [count_noun(len(material.links), "link")] if material.links else []
        return [
            *lost,
            "passages without a tag or a place",
            "notes",
            "statuses",
            "the review",
            "memos",
            *losses.facts(material),
            *losses.codebook(material),
        ]


def _lines(material: Material, *, relations: bool) -> Iterator[bytes]:
    numbers = count(1)
    for number, content in enumerate(material.contents(), 1):
        if content.document is None:
            continue
        # A stretch has a label once: two of them are an error there.
        labels = sorted({(one.start, one.end, tag) for one in content.placed for tag in one.annotation.tags})
        line: dict[str, Any] = {"id": number, "text": content.text}
        if relations:
            line |= _related(material, content, labels, numbers)
        else:
            line["label"] = labels
        yield encoded(line) + b"\n"


def _related(
    material: Material, content: Content, labels: list[tuple[int, int, str]], numbers: Iterator[int]
) -> dict[str, Any]:
    entities = [
        {"id": next(numbers), "start_offset": start, "end_offset": end, "label": tag} for start, end, tag in labels
    ]
    first: dict[tuple[int, int], int] = {}
    for (start, end, _), entity in zip(labels, entities, strict=True):
        first.setdefault((start, end), int(str(entity["id"])))
    ends = {one.annotation.id: first.get((one.start, one.end)) for one in content.placed}
    relations = [
        {"id": next(numbers), "from_id": ends[link.source], "to_id": ends[link.target], "type": link.kind}
        for link in material.links
        if ends.get(link.source) and ends.get(link.target)
    ]
    return {"entities": entities, "relations": relations}
