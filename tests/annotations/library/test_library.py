"""The library: what is recorded, what it costs, and what is refused."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import ReadOnlyError, SourceError, UsageError
from annotations.library import Library, Span
from annotations.model import Change

Find = Callable[[Library, int, str], tuple[str, int, int]]
Open = Callable[[], Library]


def test_opening_and_reading_write_nothing(folder: Path, library: Library) -> None:
    """A folder that was only looked at is as it was."""
    before = sorted(folder.rglob("*"))
    for source in library.sources():
        library.document(source.id)
        library.passages(source.id)
    library.close()
    assert sorted(folder.rglob("*")) == before


def test_a_missing_path_is_one_line(tmp_path: Path) -> None:
    """What does not exist cannot be opened, and the message names it."""
    with pytest.raises(SourceError, match="nowhere"):
        Library.open([tmp_path / "nowhere"])


def test_what_is_recorded_is_there_when_the_library_is_opened_again(open_library: Open, span: Find) -> None:
    """Passages, tags, notes, status, links and the reading state survive."""
    library = open_library()
    claim = library.add(*span(library, 1, "The orchard was planted in 1902."), tags=["claim"], note="really?")
    other = Span(*span(library, 2, "The orchard was planted in 1911"))
    link = library.connect(claim.id, other, "contradicts", "nine years apart")
    library.set_status(claim.id, "disputed")
    library.set_place(claim.source, 7)
    library.mark_read(claim.source, 0, 20)
    annotations, links, sources = library.all_annotations(), library.all_links(), library.sources()
    again = open_library()
    assert again.all_annotations() == annotations
    assert again.all_links() == links == [link]
    assert again.sources() == sources
    assert again.annotation("1:1").status == "disputed"
    assert again.source(claim.source).place == 7


def test_a_passage_is_known_by_its_address(library: Library, span: Find) -> None:
    """Source number and passage number name a passage, and its id does too."""
    first = library.add(*span(library, 2, "forty rows"), tags=["figure"])
    second = library.add(*span(library, 2, "half"), tags=["figure"])
    assert [library.address(first.id), library.address(second.id)] == ["2:1", "2:2"]
    assert library.annotation("2:2") == library.annotation(second.id) == second
    for nonsense in ("2:3", "9:1", "2:", ":", "no", "2:²"):
        with pytest.raises(UsageError, match="no passage"):
            library.annotation(nonsense)


def test_a_number_is_never_given_twice(open_library: Open, span: Find) -> None:
    """An address keeps its meaning when its passage is gone, also in the next session."""
    library = open_library()
    for _ in range(2):
        library.delete(library.add(*span(library, 1, "forty rows")).id)
    library.undo()
    again = open_library()
    assert again.address(again.add(*span(again, 1, "1902")).id) == "1:3"


def test_passages_stand_in_the_order_of_the_text(library: Library, span: Find) -> None:
    """Sorted by start, and of two that start together the longer one comes first."""
    words = ["1902", "planted in 1902", "planted", "The orchard was planted"]
    for one in words:
        library.add(*span(library, 1, one))
    source = library.sources()[0].id
    assert [passage.annotation.exact for passage in library.passages(source)] == [
        words[3],
        words[1],
        words[2],
        words[0],
    ]


def test_a_passage_is_trimmed_and_whole(library: Library, span: Find) -> None:
    """White space at the edges is left out."""
    source, start, end = span(library, 1, " planted in 1902. ")
    assert library.add(source, start, end).exact == "planted in 1902."


def test_blank_and_taken_places_are_refused(library: Library, span: Find) -> None:
    """There is nothing to say of a blank, and one place has one passage."""
    source, start, _ = span(library, 1, " planted")
    with pytest.raises(UsageError, match="blank"):
        library.add(source, start, start + 1)
    library.add(source, start, start + 8)
    with pytest.raises(UsageError, match=re.escape("it is 1:1")):
        library.add(source, start + 1, start + 8)
    assert len(library.passages(source)) == 1


def test_tags_are_counted_and_kept_in_the_order_of_the_codebook(library: Library, span: Find) -> None:
    """Whatever the order in which they were given."""
    one = library.add(*span(library, 1, "60%"), tags=["opinion", "claim"])
    assert one.tags == ("claim", "opinion")
    changed = library.toggle_tag(one.id, "figure")
    assert changed is not None
    assert changed.tags == ("claim", "figure", "opinion")
    assert library.counts(one.source) == {"claim": 1, "figure": 1, "opinion": 1}
    library.toggle_tag(one.id, "claim")
    assert library.counts(one.source) == {"figure": 1, "opinion": 1}


def test_the_last_tag_takes_a_bare_passage_with_it(library: Library, span: Find) -> None:
    """A passage that has nothing left to say goes; one with a note or a link stays."""
    bare = library.add(*span(library, 1, "60%"), tags=["figure"])
    noted = library.add(*span(library, 1, "1902"), tags=["figure"], note="sure?")
    linked = library.add(*span(library, 2, "1911"), tags=["figure"])
    library.connect(noted.id, linked.id, "contradicts")
    assert library.toggle_tag(bare.id, "figure") is None
    assert [library.toggle_tag(one.id, "figure") is None for one in (noted, linked)] == [False, False]
    assert [one.exact for one in library.all_annotations()] == ["1902", "1911"]


def test_deleting_takes_the_links_along_and_undo_brings_them_back(library: Library, span: Find) -> None:
    """Passage and links go in one step and come back in one."""
    one = library.add(*span(library, 1, "1902"))
    link = library.connect(one.id, Span(*span(library, 2, "1911")), "contradicts")
    assert library.delete(one.id) == [link]
    assert library.links(link.target) == []
    library.undo()
    assert library.links(link.target) == library.links(one.id) == [link]


def test_a_link_makes_the_passages_it_needs_in_one_step(library: Library, span: Find) -> None:
    """A span becomes a passage with the link, and goes with it when the link is undone."""
    ends = Span(*span(library, 1, "1902")), Span(*span(library, 2, "1911"))
    link = library.connect(*ends, "contradicts")
    assert [library.annotation(end).exact for end in (link.source, link.target)] == ["1902", "1911"]
    assert library.connect(*ends, "qualifies").source == link.source
    library.undo()
    undone = library.undo()
    assert undone is not None
    assert undone.label == "1:1 contradicts 2:1"
    assert library.all_annotations() == []


@pytest.mark.parametrize("kind", ["contradicts", "supports"])
def test_the_same_link_is_not_made_twice(library: Library, span: Find, kind: str) -> None:
    """A symmetric link is the same from either end, any other one is not."""
    one, other = Span(*span(library, 1, "1902")), Span(*span(library, 2, "1911"))
    library.connect(one, other, kind)
    with pytest.raises(UsageError, match=f"1:1 {kind} 2:1"):
        library.connect(one, other, kind)
    if kind == "contradicts":
        with pytest.raises(UsageError, match="already"):
            library.connect(other, one, kind)
    else:
        library.connect(other, one, kind, both=True)


def test_links_that_make_no_sense_are_refused_and_leave_nothing(library: Library, span: Find) -> None:
    """A failed link takes back the passages that were made for it."""
    place = Span(*span(library, 1, "1902"))
    with pytest.raises(UsageError, match="itself"):
        library.connect(place, place, "supports")
    with pytest.raises(UsageError, match="supports, contradicts"):
        library.connect(place, place, "likes")
    with pytest.raises(UsageError, match="no passage"):
        library.connect(place, "5:5", "supports")
    assert library.all_annotations() == []
    assert library.undo() is None


def test_a_batch_is_one_step_and_one_notice(library: Library, span: Find) -> None:
    """What is done in a batch is undone as one."""
    seen: list[Change] = []
    library.transactions.on_change = seen.append
    with library.transaction("both"):
        library.add(*span(library, 1, "1902"))
        library.add(*span(library, 2, "1911"))
    assert [change.label for change in seen] == ["both"]
    library.undo()
    assert library.all_annotations() == []
    assert [edit.after for edit in seen[1].edits] == [None, None]


def test_a_batch_that_fails_leaves_nothing(library: Library, span: Find) -> None:
    """An error inside takes back what was done before it."""
    place = span(library, 1, "1902")
    with pytest.raises(UsageError, match="1:1"), library.transaction("both"):  # noqa: PT012 - the first one must succeed
        library.add(*place)
        library.add(*place)
    assert library.all_annotations() == []
    assert library.undo() is None


def test_what_changes_nothing_is_no_step(library: Library, span: Find) -> None:
    """Saying again what was said, and reading, leave the history as it was."""
    one = library.add(*span(library, 1, "1902"), note="sure?")
    library.set_note(one.id, "sure?")
    library.set_status(one.id, "open")
    library.move(one.id, one.start, one.end)
    library.set_place(one.source, 3)
    library.mark_read(one.source, 0, 9)
    library.undo()
    assert library.undo() is None


def test_reading_is_summed_up(library: Library) -> None:
    """Ranges that touch are one, and the share is that of the whole text."""
    source = library.sources()[0].id
    length = library.document(source).length
    for start, end in ((0, 10), (20, 30), (10, 20)):
        library.mark_read(source, start, end)
    assert library.source(source).read == ((0, 30),)
    assert library.read_share(source) == pytest.approx(30 / length)


def test_passages_follow_an_edit_of_their_source(folder: Path, open_library: Open, span: Find) -> None:
    """What has other text before it is anchored, changed words are told, what is gone is an orphan at the end."""
    library = open_library()
    for words in ("forty rows of trees", "The pears are the better fruit.", "planted in 1902"):
        library.add(*span(library, 1, words))
    recorded = library.all_annotations()
    path = folder / "1-orchard.md"
    text = path.read_text("utf-8").replace("better", "lesser").replace("The orchard was planted in 1902. ", "")
    path.write_text(f"A new line.\n\n{text}", encoding="utf-8")
    again = open_library()
    source = again.sources()[0].id
    text = again.document(source).text
    first, second, last = again.passages(source)
    assert (first.anchoring, text[first.start : first.end]) == ("moved", "forty rows of trees")
    assert (second.anchoring, text[second.start : second.end]) == ("edited", "The pears are the lesser fruit.")
    assert (last.anchoring, last.start, last.end) == ("orphan", -1, -1)
    assert again.all_annotations() == recorded


def test_a_moved_passage_stays_found_when_more_is_recorded(folder: Path, open_library: Open, span: Find) -> None:
    """A new passage in an edited source does not make the old places count as right."""
    library = open_library()
    old = library.add(*span(library, 1, "forty rows of trees"))
    path = folder / "1-orchard.md"
    path.write_text("A new line.\n\n" + path.read_text("utf-8"), encoding="utf-8")
    new = (second := open_library()).add(*span(second, 1, "A new line."))
    third = open_library()
    text = third.document(old.source).text
    for annotation in (old, new):
        passage = third.passage(annotation.id)
        assert text[passage.start : passage.end] == annotation.exact


def test_a_moved_passage_can_be_put_right(folder: Path, open_library: Open, span: Find) -> None:
    """A passage with other words that is put there is anchored, and undo makes it an edited one again."""
    library = open_library()
    one = library.add(*span(library, 1, "the better fruit"))
    path = folder / "1-orchard.md"
    path.write_text(path.read_text("utf-8").replace("better", "lesser"), encoding="utf-8")
    again = open_library()
    _, start, end = span(again, 1, "the lesser fruit")
    again.move(one.id, start, end)
    assert again.passage(one.id)[1:4] == (start, end, "anchored")
    again.undo()
    assert again.passage(one.id).anchoring == "edited"


def test_a_renamed_source_is_recognised(folder: Path, open_library: Open, span: Find) -> None:
    """The same bytes under another name are the same source."""
    library = open_library()
    library.add(*span(library, 2, "1911"))
    library.close()
    (folder / "2-letter.txt").rename(folder / "9-letter.txt")
    again = open_library()
    assert [source.path for source in again.sources()] == ["1-orchard.md", "9-letter.txt"]
    assert again.annotation("2:1").exact == "1911"
    assert not again.is_missing(again.annotation("2:1").source)


def test_a_source_that_is_gone_keeps_its_passages(folder: Path, open_library: Open, span: Find) -> None:
    """It comes last, marked missing, and its passages are orphans; what was kept of its text can be read."""
    library = open_library()
    one = library.add(*span(library, 1, "1902"))
    library.close()
    (folder / "1-orchard.md").unlink()
    again = open_library()
    assert [source.path for source in again.sources()] == ["2-letter.txt", "1-orchard.md"]
    assert again.is_missing(one.source)
    assert [passage.anchoring for passage in again.passages(one.source)] == ["orphan"]
    text = again.document(one.source).text
    [passage] = again.passages(one.source)
    assert (passage.anchoring, text[passage.start : passage.end]) == ("orphan", "1902")
    with pytest.raises(UsageError, match="is gone"):
        again.add(one.source, 0, 10)
    again.close()
    for kept in (folder / ".postil/texts").iterdir():
        kept.unlink()
    with pytest.raises(SourceError):
        open_library().document(one.source)


def test_new_sources_get_the_next_numbers(folder: Path, open_library: Open, span: Find) -> None:
    """A file that comes later never renumbers those that were there."""
    library = open_library()
    library.add(*span(library, 1, "1902"))
    (folder / "0-first.txt").write_text("Something new.\n", encoding="utf-8")
    assert [(source.number, source.path) for source in open_library().sources()] == [
        (1, "1-orchard.md"),
        (2, "2-letter.txt"),
        (3, "0-first.txt"),
    ]


def test_a_damaged_library_opens_read_only(folder: Path, open_library: Open) -> None:
    """The sources can be read, nothing can be changed, and the file stays as it is."""
    home = folder / ".postil"
    home.mkdir()
    (home / "library.json").write_text("{", encoding="utf-8")
    library = open_library()
    source = library.sources()[0].id
    assert library.document(source).length
    with pytest.raises(ReadOnlyError, match="damaged"):
        library.add(source, 0, 3)
    library.set_place(source, 4)
    library.close()
    assert (home / "library.json").read_text("utf-8") == "{"
    assert library.read_only in library.problems


def test_two_programs_take_turns(folder: Path, library: Library, span: Find) -> None:
    """Each takes in what the other one did before it changes something: no address means two passages."""
    second = Library.open([folder], author="other")
    first = library.add(*span(library, 1, "1902"))
    other = second.add(*span(second, 1, "forty rows"))
    third = library.add(*span(library, 1, "60%"))
    assert [library.address(one.id) for one in (first, other, third)] == ["1:1", "1:2", "1:3"]
    assert second.catch_up()
    assert second.all_annotations() == library.all_annotations()
    assert not second.catch_up()
    assert second.undo() is not None
    second.close()
    library.close()
    assert [one.exact for one in Library.open([folder]).all_annotations()] == ["1902", "60%"]


def test_saving_is_told_with_the_time_of_day(library: Library, span: Find) -> None:
    """Only after the change is on disk."""
    times: list[str] = []
    library.store.on_saved = times.append
    library.add(*span(library, 1, "1902"))
    library.flush()
    assert library.store.saved
    assert re.fullmatch(r"\d\d:\d\d:\d\d", times[-1])
    assert "1902" in (library.home / "journal.jsonl").read_text("utf-8")
    library.checkpoint()
    assert "1902" in (library.home / "library.json").read_text("utf-8")


def test_a_folder_that_cannot_be_written_has_its_library_with_the_user(folder: Path, home: Path, span: Find) -> None:
    """What is recorded is kept in the user's data folder and found again there."""
    folder.chmod(0o500)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write anywhere")
        library = Library.open([folder])
        library.add(*span(library, 1, "1902"))
        library.close()
        assert home in library.home.parents
        assert [one.exact for one in Library.open([folder]).all_annotations()] == ["1902"]
    finally:
        folder.chmod(0o700)


def test_a_change_touches_no_more_than_itself(library: Library, span: Find) -> None:
    """One more tag gives a change of one record, with what was before and after."""
    one = library.add(*span(library, 1, "1902"), tags=["claim"])
    seen: list[Change] = []
    library.transactions.on_change = seen.append
    after = library.toggle_tag(one.id, "figure")
    assert [(edit.table, edit.key, edit.before, edit.after) for edit in seen[0].edits] == [
        ("annotations", one.id, one, after)
    ]
    assert (seen[0].source, seen[0].offset) == (one.source, one.start)


def test_lone_surrogates_do_not_stop_saving(library: Library, span: Find) -> None:
    """What a broken terminal sends can be written down."""
    one = library.add(*span(library, 1, "1902"), note="\ud83d!")
    library.flush()
    assert library.annotation(one.id).note == "?!"
