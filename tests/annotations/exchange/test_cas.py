"""Analyses of UIMA: what other tools write comes in, and what may be hostile is refused in one line."""

import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from annotations.errors import UsageError
from annotations.exchange import formats, uima
from annotations.exchange.intake import plan, take
from annotations.exchange.output import write_folder
from annotations.export.material import Material
from annotations.library import Library

pytest.importorskip("cassis", reason="dkpro-cassis is not installed")

TYPES = '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>{types}</types></typeSystemDescription>'
TYPE = (
    "<typeDescription><name>{name}</name><description/><supertypeName>{base}</supertypeName>"
    "<features>{features}</features></typeDescription>"
)
BASES = {"webanno.custom.Slot": "uima.cas.TOP"}
FEATURE = "<featureDescription><name>{0}</name><description/><rangeTypeName>{1}</rangeTypeName></featureDescription>"
STRING = "uima.cas.String"
LAYERS = {
    "webanno.custom.Claim": {"label": STRING, "comment": STRING, "certainty": STRING},
    "webanno.custom.Relation": {
        "Governor": "webanno.custom.Claim",
        "Dependent": "webanno.custom.Claim",
        "label": STRING,
    },
    "webanno.custom.Host": {"slots": "uima.cas.FSArray"},
    "webanno.custom.Slot": {"role": STRING, "target": "webanno.custom.Claim"},
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token": {},
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData": {"documentTitle": STRING},
}
XMI = (
    '<?xml version="1.1" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:custom="http:///webanno/custom.ecore" '
    'xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0" '
    'xmlns:meta="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore">'
    '<cas:NULL xmi:id="0"/><type:Token xmi:id="2" sofa="1" begin="0" end="3"/>'
    '<custom:Claim xmi:id="3" sofa="1" begin="4" end="6" label="tree" comment="green" certainty="high"/>'
    '<custom:Claim xmi:id="4" sofa="1" begin="7" end="10"/><custom:Claim xmi:id="6" sofa="1" begin="5" end="5"/>'
    '<custom:Relation xmi:id="5" sofa="1" begin="7" end="10" Governor="3" Dependent="4" label="is"/>'
    '<custom:Slot xmi:id="7" role="cause" target="3"/><custom:Host xmi:id="8" sofa="1" begin="0" end="3" slots="7"/>'
    '<meta:DocumentMetaData xmi:id="9" sofa="1" begin="0" end="10" documentTitle="fire.txt"/>'
    '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString="The 🌳 old"/>'
    '<cas:View sofa="1" members="2 3 4 5 6 7 8 9"/></xmi:XMI>'
)


def type_system() -> str:
    """Return the types of a project of INCEpTION."""
    types = (
        TYPE.format(
            name=name,
            base=BASES.get(name, "uima.tcas.Annotation"),
            features="".join(FEATURE.format(*one) for one in features.items()),
        )
        for name, features in LAYERS.items()
    )
    return TYPES.format(types="".join(types))


@pytest.mark.parametrize("form", ["beside", "zip"])
def test_an_analysis_of_inception_comes_in(make_folder: Callable[..., Path], tmp_path: Path, form: str) -> None:
    """Layers that people make are passages and links, words are counted, offsets are UTF-16."""
    library = Library.open([make_folder("in", {"fire.txt": "The 🌳 old\n"})], author="ben")
    path = tmp_path / ("admin.xmi" if form == "beside" else "export.zip")
    if form == "beside":
        path.write_text(XMI, "utf-8")
        (tmp_path / "TypeSystem.xml").write_text(type_system(), "utf-8")
    else:
        with ZipFile(path, "w") as archive:
            archive.writestr("TypeSystem.xml", type_system())
            archive.writestr("source/admin.xmi", XMI)
    assert formats.importer_of(path) == "cas"
    planned = plan(library, formats.importer("cas").read(path, {}))
    take(library, planned, "x")
    host, first, second = (one.annotation for one in library.passages(library.sources()[0].id))
    assert (first.exact, first.tags, first.note) == ("🌳", ("tree",), "green\n\ncertainty: high")
    assert (second.exact, second.tags) == ("old", ("claim",))
    links = {(one.source, one.kind, one.target) for one in library.all_links()}
    assert links == {(first.id, "is", second.id), (host.id, "cause", first.id)}
    assert planned.skipped == ["1 annotation of the layer Token", "1 annotation of no length"]


def test_xmi_goes_out_with_its_types(rich: Library, bare: Library, tmp_path: Path) -> None:
    """The other form of the export says the same as JSON."""
    exporter = formats.exporter("cas")
    write_folder(tmp_path, "cas", exporter.files(Material(rich), {"as": "xmi"}))
    assert sorted(one.name for one in tmp_path.iterdir() if not one.is_dir())[1:] == [
        "TypeSystem.xml",
        "estate.xmi",
        "links.tsv",
        "orchard.xmi",
    ]
    for name in ("orchard.xmi", "estate.xmi"):
        take(bare, plan(bare, formats.importer("cas").read(tmp_path / name, {})), name)
    about = [
        {(one.id, one.exact, one.note, one.status, one.author) for one in of.all_annotations()} for of in (rich, bare)
    ]
    assert about[0] == about[1]


def test_a_text_that_is_too_long_is_named(rich: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is left out, for an analysis of it would take all memory."""
    monkeypatch.setattr("annotations.exchange.exporters.cas.LONGEST", 85)
    exporter, material = formats.exporter("cas"), Material(rich)
    assert [one.name for one in exporter.files(material, {})] == ["estate.json", "links.tsv"]
    assert exporter.losses(material)[0].startswith("orchard.md, whose text is longer than 85")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.xmi", XMI, "needs the file TypeSystem.xml"),
        ("x.xmi", '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', "document type"),
        ("x.xmi", "<a/>", "no UIMA CAS"),
        ("x.xmi", XMI.replace("🌳", "&#x1f;"), "invalid character"),
        ("x.json", '{"%TYPES": ' + "[" * 5000, "as JSON"),
        (
            "x.json",
            '{"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"nothing"}],"%VIEWS":{"a":7}}',
            "as a UIMA CAS",
        ),
        ("x.json", '{"%FEATURE_STRUCTURES":[{"sofaString":"' + "x" * 2_000_001 + '"}]}', "too long"),
    ],
    ids=["no types", "document type", "other markup", "control character", "deep", "broken", "long"],
)
def test_what_is_no_analysis_is_refused_in_one_line(tmp_path: Path, name: str, content: str, why: str) -> None:
    """Missing types, document types, depth, broken structures and texts that would take all memory."""
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=why) as caught:
        formats.importer("cas").read(path, {})
    assert "\n" not in str(caught.value)


def test_without_the_optional_dependency_there_is_one_line(rich: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names what to install; the format is listed all the same."""
    monkeypatch.setitem(sys.modules, "cassis", None)
    assert "cas" in [*formats.usable(formats.EXPORTERS)]
    with pytest.raises(UsageError, match=r"pip install 'postil\[cas\]'"):
        [*formats.exporter("cas").files(Material(rich), {})]
    with pytest.raises(UsageError, match=r"pip install 'postil\[cas\]'"):
        uima.from_json(b"{}", "x")
