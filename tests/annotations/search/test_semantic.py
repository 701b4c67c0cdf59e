"""The suggester `semantic`, with a small model that is made here: its words have one direction for each meaning."""

import json
import socket
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import UsageError
from annotations.library import Library
from annotations.model.judgements import Rejection
from annotations.review.graph import Graph
from annotations.review.judgements import fingerprint
from annotations.review.similarity.features import features
from annotations.review.similarity.index import SimilarityIndex
from annotations.search.source_names import SourceNames
from annotations.search.suggesters import End, Passages, Words, suggester
from annotations.search.suggesters.semantic import Semantic
from annotations.search.text_cache import Texts
from tests.annotations.review.making import Folder, passage, source
from tui.cli import main
from tui.session.settings import settings_file
from tui.session.similar_passages import Related

MEANINGS = (
    "ferry ship vessel boat",
    "red scarlet crimson ruby",
    "sheep lamb flock ewe",
    "mill grinds rye flour",
    "the a is are of very on was",
)
"""Words that mean the same to the model, a line each; the last ones mean nothing."""

TEXTS = {
    "s1:1": "The ferry is red.",
    "s2:1": "A vessel was scarlet.",
    "s2:2": "The mill grinds rye.",
    "s3:1": "A flock of sheep.",
    "s1:2": "The boat is crimson.",
}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model."""
    reason = "the extra semantic is not installed"
    numpy = pytest.importorskip("numpy", reason=reason)
    model2vec = pytest.importorskip("model2vec", reason=reason)
    tokenizers = import_module("tokenizers")
    words = ["[UNK]", *(word for line in MEANINGS for word in line.split())]
    vectors = numpy.zeros((len(words), len(MEANINGS)), dtype=numpy.float32)
    for number, line in enumerate(MEANINGS[:-1]):
        for word in line.split():
            vectors[words.index(word), number] = 1
    vocabulary = {word: place for place, word in enumerate(words)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token=words[0]))
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    folder = tmp_path_factory.mktemp("model")
    model2vec.StaticModel(vectors, tokenizer).save_pretrained(folder)
    return folder


@pytest.fixture
def passages() -> tuple[Passages, Graph]:
    """Passages of three sources without links."""
    pieces: SimilarityIndex[str] = SimilarityIndex()
    for one, text in TEXTS.items():
        pieces.add(one, text)
    made = tuple(passage(one, text) for one, text in TEXTS.items())
    return Passages(pieces, TEXTS.__getitem__), Graph(Folder(tuple(map(source, (1, 2, 3))), made, ()).records())


@pytest.fixture
def semantic(model: Path) -> Semantic:
    """The suggester with the passages learned."""
    made = Semantic()
    made.open(str(model))
    made.learn(TEXTS)
    return made


def test_what_is_alike_in_meaning_is_ranked_though_it_shares_no_word(
    semantic: Semantic, passages: tuple[Passages, Graph]
) -> None:
    """Words and meaning count together; what shares neither is last and has the score 0."""
    end = End("A red ship.", features("A red ship."))
    by_words = Words().neighbours(passages[0], end)
    assert [match.key for match in by_words if match.score] == ["s1:1"]
    ranked = semantic.neighbours(passages[0], end)
    assert [match.key for match in ranked[:3]] == ["s1:1", "s2:1", "s1:2"]
    assert ranked[0].reason == "shares ‘red’ · alike in meaning (1.00)"
    assert ranked[1].reason == "alike in meaning (1.00)"
    assert [match.score for match in ranked[3:]] == [0, 0]
    assert [match.key for match in semantic.neighbours(passages[0], end, "vessel")] == ["s2:1"]
    assert "s1:1" not in [match.key for match in semantic.neighbours(passages[0], end, without=frozenset({"s1:1"}))]


def test_the_nearest_of_two_sources_are_proposed(semantic: Semantic, passages: tuple[Passages, Graph]) -> None:
    """Unless the pair was rejected; passages of one source, and those that are near to nothing, are not."""
    (pair,) = semantic.pairs(*passages, ())
    assert (pair.one, pair.other) == ("s1:1", "s2:1")
    assert pair.explanation == "They seem to be about the same thing: likeness 1.00"
    one, other = (passages[1].annotations[end] for end in (pair.one, pair.other))
    rejection = Rejection(
        id="r", one=one.id, other=other.id, one_sha256=fingerprint(one), other_sha256=fingerprint(other), created=""
    )
    assert not semantic.pairs(*passages, (rejection,))


def test_each_text_is_turned_into_a_vector_once(semantic: Semantic, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its words: a passage with another id, or learned again, has the vector that is known."""
    asked: list[str] = []
    embedding: Any = semantic._embedding
    encode = embedding._model.encode

    def counted(texts: list[str], **options: Any) -> Any:
        asked.extend(texts)
        return encode(texts, **options)

    monkeypatch.setattr(embedding._model, "encode", counted)
    semantic.learn(TEXTS | {"s3:2": TEXTS["s1:1"], "s3:3": "A ruby flock."})
    assert asked == ["A ruby flock."]


def test_the_settings_name_the_model_and_nothing_is_fetched(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of a folder is enough; no connection is opened."""

    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    for name, text in (("a", "The ferry is red."), ("b", "A vessel was scarlet.")):
        (tmp_path / f"{name}.txt").write_text(f"{text}\n", "utf-8")
    library = Library.open([tmp_path])
    for one in library.sources():
        library.add(one.id, 0, library.document(one.id).length, tags=["claim"])
    library.close()
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f"[suggest]\nmodel = {json.dumps(str(model))}\n", "utf-8")
    assert main(["related", str(tmp_path), "1:1", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["address"], found["reasons"]) == ("2:1", ["alike in meaning (1.00)"])


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("", r"needs a model: name its folder in the settings, \[suggest\] model = "),
        (
            "some/model",
            "No folder “some/model”. Fetch the model: hf download some/model --local-dir FOLDER, ",
        ),
        ("/no/such/folder", "There is no folder /no/such/folder. Name the folder of a model"),
        ("BROKEN", "The model in .* cannot be used: .*. Fetch it again, or name another one."),
    ],
)
def test_a_model_that_cannot_be_used_is_one_line(model: Path, tmp_path: Path, named: str, problem: str) -> None:
    """None is named, it is no folder, or its files are broken."""
    if named == "BROKEN":
        named = str(tmp_path)
        for file in model.iterdir():
            if file.is_file():
                (tmp_path / file.name).write_bytes(file.read_bytes()[:100])
    with pytest.raises(UsageError, match=problem) as raised:
        suggester("semantic", named)
    assert "\n" not in str(raised.value)


def test_without_the_extra_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The screens go on with the built-in suggester."""
    monkeypatch.setitem(sys.modules, "model2vec", None)
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f"[suggest]\nmodel = {json.dumps(str(tmp_path))}\n", "utf-8")
    library = Library.open([tmp_path])
    related = Related(library, Texts(library), lambda: SourceNames(library.sources()))
    assert list(related.steps())
    assert isinstance(related.suggester, Words)
    assert related.trouble.endswith("which is not installed: pip install 'postil[semantic]'.")
    library.close()


def test_it_is_an_entry_point() -> None:
    """Of the group of all suggesters, as the package declares it."""
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["entry-points"]["postil.suggesters"]["semantic"].partition(":")
    assert getattr(import_module(module), name) is Semantic
