"""What the queue proposes, and what it never does."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Passage
from annotations.review.graph import Graph
from annotations.review.judgements import Rejection, fingerprint
from annotations.review.pair_queue import CandidatePair, queue
from annotations.review.pair_queue.scoring import OFTEN
from annotations.review.similarity.index import SimilarityIndex
from tests.annotations.review.making import EARLY, Folder, link, passage, source

SAID = (
    "The orchard keeps forty rows of trees.",
    "The orchard keeps fifty rows of trees.",
    "The owner abandons the northern vineyard.",
    "The owner is not abandoning the northern vineyard.",
    "Wasps spoiled the harvest of pears, says Ada Lovelace.",
    "The harvest of pears was spoiled by wasps.",
    "Nobody has measured the well.",
)

VALLEY = (
    "Bees visited each hive of the valley in May.",
    "The mill grinds rye for two villages.",
    "Rain came late to the terraces.",
    "Sheep graze the lower meadow.",
    "A fox was seen near the coops.",
    "The bridge needs new planks.",
)
"""What has nothing to do with anything."""


def proposed(made: Folder, rejections: tuple[Rejection, ...] = ()) -> list[CandidatePair]:
    pieces: SimilarityIndex[str] = SimilarityIndex()
    for one in made.passages:
        pieces.add(one.annotation.id, one.annotation.exact)
    return queue(Graph(made.records()), pieces, rejections)


def farm(*texts: str) -> Folder:
    """One passage in each source."""
    passages = tuple(passage(f"s{number}:1", text) for number, text in enumerate(texts, 1))
    return Folder(tuple(source(number) for number in range(1, len(texts) + 1)), passages, ())


def rejected(one: Passage, other: Passage) -> Rejection:
    a, b = one.annotation, other.annotation
    return Rejection(
        id="r", one=b.id, other=a.id, one_sha256=fingerprint(b), other_sha256=fingerprint(a), created=EARLY
    )


def test_figures_opposites_and_rare_words_are_proposed_with_their_reasons() -> None:
    """And nothing else of seven sentences."""
    found = {(pair.one, pair.other): (pair.kind, pair.reason) for pair in proposed(farm(*SAID))}
    assert found == {
        ("s1:1", "s2:1"): ("contradicts", "same metric, forty rows and fifty rows"),
        ("s3:1", "s4:1"): ("contradicts", "negated: abandons / not abandoning"),
        ("s5:1", "s6:1"): ("restates", "shares ‘harvest’, ‘pears’, ‘spoiled’"),
    }


def test_everyday_words_bring_no_pair_about() -> None:
    """However rare they are among a few passages; with words that say what it is about there is a pair."""
    one = "The company's move represents a direct departure, with a potentially long-term impact."
    other = "What remains is a direct impact on every company: potentially, a move that represents departure."
    assert ("s1:1", "s2:1") not in {(pair.one, pair.other) for pair in proposed(farm(one, other, *SAID))}
    about = farm(f"{one} Wasps ruin vineyards.", f"{other} Vineyards have wasps.", *SAID[:2])
    assert ("s1:1", "s2:1") in {(pair.one, pair.other) for pair in proposed(about)}


def test_many_ordinary_words_count_more_than_two_rare_ones() -> None:
    """Of two pairs that share equally much by rarity, the one that shares more words comes first."""
    broad = "The owner sells pears, plums and quinces.", "Pears, plums and quinces bring the owner nothing."
    narrow = "Wasps spoiled many boxes of that fruit there.", "Wasps seldom spoiled any wine here, to our eyes."
    pairs = proposed(farm(*broad, *narrow, *VALLEY))
    assert [pair.one for pair in pairs] == ["s1:1", "s3:1"]
    assert pairs[0].score > 2 * pairs[1].score


def test_a_compound_is_one_word() -> None:
    """Two passages that share *gold-plated* share one word and not three, which is too little."""
    said = "Gold-plated hinges adorn the northern gate.", "Somebody ordered gold-plated spoons for dinner."
    assert not proposed(farm(*said, *VALLEY))


def test_a_coincidence_is_not_proposed() -> None:
    """Long passages that share two words have little in common."""
    one = "Ada Lovelace inherited twelve acres, a ruined press, an old ladder, debts, and nine geese from an uncle."
    other = "Storms broke a ladder, scared geese, drowned moles, emptied nests and tore shutters off chapels nearby."
    assert not proposed(farm(one, other, *VALLEY))


def test_a_negation_ends_with_its_clause() -> None:
    """*No lid, and locked* says that it is locked."""
    said = "No lid, and locked is the cellar with its barrel.", "The barrel waits, the cellar is locked."
    assert [pair.kind for pair in proposed(farm(*said, *VALLEY))] == ["restates"]


def test_what_ends_for_one_and_goes_on_for_the_other_comes_first() -> None:
    """Before a pair that shares more words and agrees."""
    agree = "Pears, plums, quinces and medlars ripen late.", "Late ripen pears, medlars, quinces and plums."
    deny = "The owner abandons the northern vineyard.", "Nobody means to abandon the vineyard, says its owner."
    assert [pair.one for pair in proposed(farm(*agree, *deny, *VALLEY))] == ["s3:1", "s1:1"]


def test_a_question_comes_after_what_is_said() -> None:
    """It says nothing that could be denied."""
    stated, asked = (
        proposed(farm(f"The owner abandons the northern vineyard{end}", SAID[3], *VALLEY))[0].score for end in ".?"
    )
    assert asked < stated


def test_equal_figures_written_in_two_ways_are_proposed() -> None:
    """By what they come to."""
    (pair,) = proposed(farm("Apples earn forty percent of the income.", "40 % of the income is from apples."))
    assert (pair.kind, pair.reason) == ("restates", "same figure, forty percent and 40 %")


def test_only_what_has_largely_the_same_words_restates() -> None:
    """Two sources that share a figure or a date in words of their own may be two origins: one supports the other."""
    said = (
        "Losses of the northern orchard came to 187% in the spring of frost.",
        "Frost: auditors found that damage, 187%, to be without precedent for any grower of pears.",
        "Losses of the northern orchard were 187% in a spring of frost.",
    )
    found = {(pair.one, pair.other): pair.kind for pair in proposed(farm(*said))}
    assert found == {("s1:1", "s2:1"): "supports", ("s1:1", "s3:1"): "restates", ("s2:1", "s3:1"): "supports"}


def test_a_rejected_pair_comes_back_when_a_passage_changes() -> None:
    """And only then."""
    made = farm(*SAID[:2])
    no = rejected(*made.passages)
    assert not proposed(made, (no,))
    changed = farm(SAID[0], "The orchard keeps sixty rows of trees.")
    assert [pair.reason for pair in proposed(changed, (no,))] == ["same metric, forty rows and sixty rows"]


def test_what_is_joined_through_others_is_not_proposed() -> None:
    """A pair of clusters with a link between them, and a cluster, have been looked at."""
    made = farm(*SAID[:2], "Quite another thing.")
    through = (link("s3:1", "restates", "s2:1"), link("s3:1", "contradicts", "s1:1"))
    assert not proposed(made._replace(links=through))
    assert not proposed(made._replace(links=(through[0], link("s3:1", "restates", "s1:1"))))
    assert proposed(made._replace(links=through[:1]))


def test_passages_of_one_source_are_not_proposed() -> None:
    """A source that says a thing twice is no news."""
    passages = passage("s1:1", SAID[0]), passage("s1:2", SAID[1])
    assert not proposed(Folder((source(1),), passages, ()))


def test_one_passage_is_not_proposed_over_and_over() -> None:
    """The same words in many sources do not fill the queue."""
    pairs = proposed(farm(*[SAID[4]] * 9))
    for one in {end for pair in pairs for end in (pair.one, pair.other)}:
        assert 0 < sum(one in {pair.one, pair.other} for pair in pairs) <= OFTEN


@given(st.data())
def test_nothing_is_proposed_that_is_linked_or_rejected(data: st.DataObject) -> None:
    """Whatever is linked, dropped and rejected: each pair is of two sources, open, and proposed once."""
    texts = data.draw(st.lists(st.sampled_from(SAID), min_size=2, max_size=7))
    made = farm(*texts)
    ends = st.sampled_from([one.annotation.id for one in made.passages])
    kinds = st.sampled_from(["restates", "contradicts", "cites"])
    links = tuple(link(*pair) for pair in data.draw(st.lists(st.tuples(ends, kinds, ends), max_size=4, unique=True)))
    any_two = st.tuples(st.sampled_from(made.passages), st.sampled_from(made.passages))
    no = tuple(rejected(*pair) for pair in data.draw(st.lists(any_two, max_size=4)))
    pairs = proposed(made._replace(links=links), no)
    closed = [{one.source, one.target} for one in links] + [{one.one, one.other} for one in no]
    found = [{pair.one, pair.other} for pair in pairs]
    assert all(pair not in closed and len(pair) == 2 for pair in found)
    assert len(found) == len({frozenset(pair) for pair in found})
    assert list(pairs) == sorted(pairs, key=lambda pair: (pair.kind != "contradicts", -pair.score))
    assert all(": " in pair.explanation and pair.likely.endswith("related") for pair in pairs)
