"""The documentation: what it repeats of the code, and what it promises, is so."""

import ast
import json
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from annotations.documents.document import READER_VERSION
from annotations.library import Library
from annotations.model import Annotation, Link, LinkKind, Memo, SavedSearch, Source, Tag
from annotations.model.judgements import UNWRITTEN, Claim, Dismissal, Independence, Reckoning, Rejection, Ruling
from annotations.records.codebook.load import load
from annotations.store.file.library_file import AtomicStorage
from tests.tui.conftest import Desk
from tui.app import Postil
from tui.keys.command_table import COMMANDS, DIGITS, shown
from tui.keys.keymap import user_keys

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")),
)
README = (ROOT / "README.md").read_text("utf-8")
FOR_PROGRAMMERS = ("CONTRIBUTING.md", "docs/architecture.md", "docs/anchoring.md", "docs/exchange.md", "docs/review.md")
KEYS = (ROOT / "docs/keys.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")
FORMAT = (ROOT / "docs/format.md").read_text("utf-8")
SCHEMA = json.loads((ROOT / "docs/format.schema.json").read_text("utf-8"))


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next one of its level or a higher one."""
    found = re.search(rf"^(#+) {re.escape(title)}$(.*?)(?=^#{{1,6}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[2]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {i for i, (_, below) in enumerate(pairwise(lines)) if set(below) <= set("|- ")}
    ruled = {i + 1 for i in heads}
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for i, line in enumerate(lines) if i not in heads | ruled
    ]


def code(text: str) -> list[str]:
    """What stands in backquotes, fenced blocks left out."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


_DEFINITION = re.compile(r"^ *(?:class|def|async def) (\w+)|^ *(?:self\.)?(\w+)(?::[^=\n]+)? =", re.MULTILINE)


def defined(tree: ast.AST) -> set[str]:
    """The names of classes, functions, constants and attributes that are defined in a module or a class."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.id if isinstance(node, ast.Name) else node.attr)
    return found


def fenced(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A folder of our own with a copy of the samples in it, as ``seeds``."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns("lock"))
    return tmp_path


# --- keys


def test_the_table_of_keys_is_the_one_of_the_code() -> None:
    """docs/keys.md is the page that `make keys` would write."""
    assert runpy.run_path(str(ROOT / "docs/keys.py"))["page"]() == KEYS, "run: make keys"


def test_each_command_has_its_row() -> None:
    """Each command has a row in the table, the first one with all of its keys."""
    told: dict[str, list[list[str]]] = {}
    for row in rows(KEYS):
        told.setdefault(row[2].strip("`"), []).append(row)
    fixed = {command.id for command in COMMANDS.values() if command.keys == (DIGITS,)}
    assert told.keys() == COMMANDS.keys() - fixed | {"always a digit"}
    for id_ in COMMANDS.keys() - fixed:
        inline = MarkdownIt().parseInline(told[id_][0][0])[0].children or []
        keys = [token.content for token in inline if token.type == "code_inline"]
        assert keys == [shown(sequence) for sequence in COMMANDS[id_].keys]


def test_the_keys_of_the_readme_are_keys() -> None:
    """Each key in the short table of the README is bound to a command, and its row in docs/keys.md exists."""
    known = {shown(sequence) for command in COMMANDS.values() for sequence in command.keys}
    table = rows(section(README, "Keys"))
    keys = [key for row in table for key in code(row[0])]
    assert len(table) == 15
    assert not [key for key in keys if key not in known]


def test_the_readme_stays_short() -> None:
    """A newcomer reads the README in one sitting; reference material belongs in docs/."""
    assert len(README.splitlines()) <= 250


def test_the_example_of_own_keys_is_taken(tmp_path: Path) -> None:
    """The `keys.toml` that is shown gives the commands the keys that it names."""
    [text] = [block for block in fenced(README, "toml") if "move.down" in block]
    (tmp_path / "keys.toml").write_text(text, "utf-8")
    keys = user_keys(tmp_path / "keys.toml")
    assert (keys["move.down"], keys["go.next_passage"], keys["tag.repeat"]) == (("&", "down"), ("g +",), ())


def test_the_example_of_own_tags_is_that_of_the_samples(tmp_path: Path) -> None:
    """The `codebook.toml` that is shown gives the tag that the samples have."""
    [text] = [block for block in fenced(README, "toml") if "[tags." in block]
    (tmp_path / "codebook.toml").write_text(text, "utf-8")
    book, problems = load(tmp_path / "codebook.toml", ())
    samples_book, _ = load(ROOT / "seeds/.postil/codebook.toml", ())
    assert not problems
    assert book["forecast"] == samples_book["forecast"]


# --- the tour


def tour() -> Iterator[tuple[list[str], list[str]]]:
    """Of each step: the keys as Textual names them, and what the status line then says."""
    names = {"Enter": "enter", "Esc": "escape", "Ctrl-O": "ctrl+o"}
    for pressed, text in rows(section(README, "Five minutes with the samples")):
        keys = [key for group in code(pressed) for key in ([names[group]] if group in names else group)]
        yield keys, re.findall(r"says:? `([^`]+)`", text)


def says(desk: Desk, told: list[str]) -> bool:
    """Whether the status line has all of some words."""
    return all(words in desk.left + desk.right for words in told)


async def test_the_tour_goes_as_it_is_told(samples: Path) -> None:
    """Each step of the tour, on a terminal of 100×30, brings what the README says it brings."""
    library = Library.open([samples / "seeds"], author="you")
    app = Postil(library)
    steps = 0
    async with app.run_test(size=(100, 30)) as pilot:
        desk = Desk(app, pilot, library)
        await desk.quiet()
        for keys, told in tour():
            await desk.press(*keys)
            library.flush()
            if app.is_running:
                await desk.until(partial(says, desk, told))
            steps += len(told)
    assert steps >= 10
    assert app.return_value == 0
    library.close()
    again = Library.open([samples / "seeds"])
    kinds = [(again.address(link.source), link.kind, again.address(link.target)) for link in again.all_links()]
    assert ("2:2", "restates", "3:2") in kinds


# --- the command line and the files


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines that it is said to write."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *output = part.splitlines()
        yield command, [" ".join(line.split()) for line in output if line.strip()]


def test_the_examples_of_the_command_line_do_what_they_show(samples: Path) -> None:
    """Each command, run by a shell in their order, exits as it says and writes the lines that are shown."""
    program = samples / "bin" / "postil"
    program.parent.mkdir()
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tui.cli import main; sys.exit(main())"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(start)} "$@"\n')
    program.chmod(0o755)
    examples = [example for block in fenced(README, "console") for example in commands(block)]
    assert len(examples) >= 10
    for command, wanted in examples:
        code_wanted = re.search(r"# exits with (\d)$", command)
        done = subprocess.run(
            ["/bin/sh", "-c", f'PATH="$PWD/bin:$PATH"; {command}'],
            cwd=samples, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == int(code_wanted[1] if code_wanted else 0), (command, done.stderr)
        written = [" ".join(line.split()) for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        assert len(written) == len(wanted), (command, written)
        for line, pattern in zip(written, wanted, strict=True):
            assert re.fullmatch(".*".join(map(re.escape, pattern.split("…"))), line), (command, line)
    assert json.loads((samples / "claims.json").read_text("utf-8"))


def test_the_stock_tinydb_opens_the_library(samples: Path) -> None:
    """The example in Python runs on the samples and finds their claims."""
    [example] = fenced(README, "python")
    done = subprocess.run([sys.executable, "-c", example], cwd=samples, capture_output=True, text=True, check=True)
    claims = [one for one in Library.open([samples / "seeds"]).all_annotations() if "claim" in one.tags]
    assert done.stdout.startswith(f"{len(claims)} claims;")


def test_the_numbers_are_those_of_the_samples() -> None:
    """How many passages, links, notes and sources there are is counted, not remembered."""
    tables = AtomicStorage(ROOT / "seeds/.postil/library.json").read()
    assert tables is not None
    annotations = tables["annotations"].values()
    notes = sum(bool(one["note"]) for one in annotations)
    told = re.search(r"a library of (\d+) passages, (\d+) links and (\d+)\s+notes", README)
    assert told
    assert [*map(int, told.groups())] == [len(annotations), len(tables["links"]), notes]
    assert len(tables["sources"]) == len([*(ROOT / "seeds").glob("[0-9]*")]) == 5
    assert {source["reader"] for source in tables["sources"].values()} == {READER_VERSION}


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("sources", Source),
        ("annotations", Annotation),
        ("links", Link),
        ("tags", Tag),
        ("kinds", LinkKind),
        ("claims", Claim),
        ("rejections", Rejection),
        ("independence", Independence),
        ("rulings", Ruling),
        ("reckonings", Reckoning),
        ("dismissals", Dismissal),
        ("searches", SavedSearch),
        ("memos", Memo),
    ],
)
def test_the_fields_of_the_file_are_those_of_the_records(table: str, kind: type[Any]) -> None:
    """docs/format.md lists the fields of a record, each once and in their order."""
    told = [row[0].strip("`") for row in rows(section(FORMAT, f"`{table}`"))]
    assert told == [name for name in kind.__struct_encode_fields__ if name != UNWRITTEN]


@pytest.mark.parametrize(
    "part",
    [
        "The export",
        "Source",
        "Annotation",
        "Link",
        "Tag",
        "Kind",
        "Claim",
        "Search",
        "Memo",
        "Rejection",
        "Independence",
        "Ruling",
        "Reckoning",
        "Dismissal",
        "Metric",
        "Row",
        "Dispute",
    ],
)
def test_the_fields_of_the_export_are_those_of_its_schema(part: str) -> None:
    """docs/format.md lists the fields of the schema, each once and in their order."""
    shape = SCHEMA if part == "The export" else SCHEMA["$defs"][part.lower()]
    assert [row[0].strip("`") for row in rows(section(FORMAT, part))] == [*shape["properties"]]


# --- what is named is there


def test_what_is_named_is_there() -> None:
    """Each file, folder and make target that a page names exists."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    paths, made = set(), set()
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        paths |= {span for span in code(text) if re.match(r"(annotations|tui|themes|seeds|tests|bench|docs)/", span)}
        made |= set(re.findall(r"(?:`|^ +)make ([a-z]+)", text, re.MULTILINE))
    assert len(paths) > 10
    assert not [path for path in paths if not (ROOT / path).exists()]
    assert {"read", "test", "check", "keys"} <= made <= targets


def test_what_the_pages_for_programmers_name_is_in_the_code() -> None:
    """Each class, constant and function that they name is defined, a method in its class or a base of it."""
    texts = [path.read_text("utf-8") for name in ("annotations", "tui") for path in (ROOT / name).rglob("*.py")]
    names = {name for text in texts for pair in _DEFINITION.findall(text) for name in pair}
    pages = "\n".join((ROOT / page).read_text("utf-8") for page in FOR_PROGRAMMERS)
    spans = [span for span in code(pages) if re.fullmatch(r"[A-Z]\w+(\.\w+)?|[a-z]+_[a-z_]+", span)]
    # Parsing all modules takes seconds: only those with one of these classes, or with a base of them.
    owners = "|".join({owner for owner, dot, _ in (span.partition(".") for span in spans) if dot})
    bases_of = re.compile(rf"^class (?:{owners})\((\w+)", re.MULTILINE)
    owners = "|".join({owners, *(base for text in texts for base in bases_of.findall(text))})
    trees = [ast.parse(text) for text in texts if re.search(rf"^class (?:{owners})\b", text, re.MULTILINE)]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]

    def missing(span: str) -> bool:
        owner, _, member = span.rpartition(".")
        if not owner:
            return member not in names
        bases = [node for node in classes if node.name == owner]
        for base in bases:
            names_of_bases = [ast.unparse(one) for one in base.bases]
            bases += [node for node in classes if node.name in names_of_bases and node not in bases]
        return not any(member in defined(base) for base in bases)

    assert len(spans) > 60
    others = {"do_", "Space", "Tab", "TypeSystem.xml"}
    assert not [span for span in spans if span not in others and missing(span)]


def test_the_architecture_says_where_a_function_is() -> None:
    """A function that is named with its file is defined there."""
    places = re.findall(r"`(\w+)`\s+in\s+`([\w/]+\.py)`", ARCHITECTURE)
    assert len(places) > 2
    for name, path in places:
        assert name in defined(ast.parse((ROOT / path).read_text("utf-8"))), path


def test_the_walks_are_short() -> None:
    """The architecture page has at most 150 lines, and six walks of at most ten steps each that name functions."""
    assert len(ARCHITECTURE.splitlines()) <= 150
    walks = re.split(r"^### ", ARCHITECTURE[ARCHITECTURE.index("## Six walks") :].split("\n## ")[0], flags=re.MULTILINE)
    assert len(walks[1:]) == 6
    for walk in walks[1:]:
        steps = re.findall(r"^\d+\. ", walk, re.MULTILINE)
        assert 4 < len(steps) <= 10
        assert len(code(walk)) >= len(steps)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """Each link within the project leads to a file that is there, and to a heading that it has."""
    path = ROOT / page
    tokens = [child for token in MarkdownIt().parse(path.read_text("utf-8")) for child in token.children or ()]
    targets = [str(token.attrs[key]) for token in tokens for key in ("href", "src") if key in token.attrs]
    for target in (target for target in targets if "://" not in target):
        name, _, anchor = target.partition("#")
        aim = (path.parent / name).resolve() if name else path
        assert aim.exists(), target
        titles = re.findall(r"^#+ (.+)$", aim.read_text("utf-8"), re.MULTILINE) if anchor else ()
        assert not anchor or anchor in {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def test_pictures_fetch_nothing() -> None:
    """The pictures are there and name no other place to take a font or an image from."""
    pictures = sorted((ROOT / "docs").glob("*.svg"))
    assert {picture.name for picture in pictures} == set(re.findall(r"\(docs/(\w+\.svg)\)", README))
    for picture in pictures:
        assert not re.search(r"url\(.?https?:|@import|@font-face|href=.https?:", picture.read_text("utf-8"))


def test_pictures_have_the_colours_of_their_theme() -> None:
    """The picture of the light theme has its background, the others that of the dark one."""
    for picture in sorted((ROOT / "docs").glob("*.svg")):
        theme = "paper" if picture.name == "light.svg" else "ink"
        ground = tomllib.loads((ROOT / f"themes/{theme}.toml").read_text("utf-8"))["base"]["background"]
        assert f'fill="{ground}"' in picture.read_text("utf-8"), picture.name


def test_the_ways_to_install_name_the_program() -> None:
    """What is installed is called as the README calls it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"postil": "tui.cli:main"}
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in README
