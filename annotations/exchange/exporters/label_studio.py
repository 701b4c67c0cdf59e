"""Tasks of Label Studio, one a source, and the labelling configuration that they need."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, ClassVar, Final
from xml.sax.saxutils import quoteattr

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options, chosen
from annotations.exchange.names import link_table
from annotations.exchange.output import OutputFile
from annotations.export.json_text import array
from annotations.export.material import Content, Material
from annotations.model import Link, Passage

UNTAGGED: Final = "passage"
"""Label of a passage without a tag: a region without a label is not shown there."""


class LabelStudio:
    """`tasks.json` and `config.xml`, in one folder."""

    description: ClassVar = "tasks of Label Studio with their configuration"
    suffix: ClassVar = ""
    options: ClassVar[Mapping[str, Option]] = {
        "as": Option("as finished annotations, or as predictions to be corrected", ("annotations", "predictions"))
    }

    def is_single(self, _options: Options) -> bool:
        """Return False: these are several files."""
        return False

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the tasks, the configuration, and the links that lead to another source."""
        yield OutputFile("tasks.json", chain(array(_tasks(material, chosen(options, self.options, "as"))), (b"\n",)))
        yield OutputFile("config.xml", [_configuration(material).encode("utf-8", "replace")])
        outside = _across(material)
        if outside:
            yield link_table(material, outside)

    def losses(self, material: Material) -> list[str]:
        """Return what only `links.tsv` has, and what nothing has."""
        notes, status = losses.link_notes(material), losses.statuses(material)
        return [*losses.in_table(material), *status, *notes, *losses.beside(material)]


def _across(material: Material) -> list[Link]:
    sources = {one: key for key, ids in material.passages_by_source.items() for one in ids}
    return [one for one in material.links if sources[one.source] != sources[one.target]]


def _tasks(material: Material, form: str) -> Iterator[dict[str, Any]]:
    for content in material.contents():
        if content.document is None:
            continue
        own = {one.annotation.id for one in content.placed}
        results = [result for one in content.placed for result in _results(content, one)]
        results += [_relation(one) for one in material.links if one.source in own and one.target in own]
        source = content.source
        data = {"text": content.text, "path": source.path, "title": source.title, "postil": source.id}
        yield {"data": data, form: [{"result": results}]}


def _results(content: Content, passage: Passage) -> Iterator[dict[str, Any]]:
    one = passage.annotation
    place = {"start": passage.start, "end": passage.end}
    region = {"id": one.id, "to_name": "text", "origin": "manual"}
    labels = list(one.tags) or [UNTAGGED]
    value = {**place, "text": content.words(passage), "labels": labels}
    yield {**region, "from_name": "label", "type": "labels", "value": value}
    if one.note.strip():
        yield {**region, "from_name": "note", "type": "textarea", "value": {**place, "text": [one.note]}}


def _relation(link: Link) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": link.source,
        "to_id": link.target,
        "direction": "right",
        "labels": [link.kind],
    }


def _configuration(material: Material) -> str:
    library = material.library
    labels = [*(tag.name for tag in library.tags()), UNTAGGED]
    rows = [
        "<View>",
        '  <Labels name="label" toName="text">',
        *(f"    <Label value={quoteattr(name)}/>" for name in dict.fromkeys(labels)),
        "  </Labels>",
        "  <Relations>",
        *(f"    <Relation value={quoteattr(name)}/>" for name in library.kinds()),
        "  </Relations>",
        '  <Text name="text" value="$text"/>',
        '  <TextArea name="note" toName="text" perRegion="true" editable="true"/>',
        "</View>",
    ]
    return "".join(f"{row}\n" for row in rows)
