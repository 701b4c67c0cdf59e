"""Contradictions that hardly share a word, in five texts about one ferry line, and what the queue makes of them."""

from pathlib import Path

import pytest

from annotations.review.comparison.assertions import assertions
from annotations.review.graph import Graph
from annotations.review.pair_queue import CandidatePair, queue, scoring
from annotations.review.similarity.features import features
from annotations.review.similarity.index import SimilarityIndex
from annotations.review.similarity.lexicon import stem
from annotations.text.sentences import sentences
from tests.annotations.review.making import Folder, passage, source

DATA = Path(__file__).parent / "data" / "ferry"


def indexed(texts: dict[str, str]) -> tuple[Graph, SimilarityIndex[str]]:
    """A graph without links, with one passage for each text by id, and its index."""
    pieces: SimilarityIndex[str] = SimilarityIndex()
    for one, text in texts.items():
        pieces.add(one, text)
    numbers = sorted({int(one[1 : one.index(":")]) for one in texts})
    made = tuple(passage(one, text) for one, text in texts.items())
    return Graph(Folder(tuple(map(source, numbers)), made, ()).records()), pieces


def proposed(*texts: str) -> list[CandidatePair]:
    """The queue of texts of one source each, and of sentences about something else."""
    other = ("The mill grinds rye for two villages.", "Sheep graze the lower meadow.", "A fox was seen near the coops.")
    return queue(*indexed({f"s{number}:1": text for number, text in enumerate((*texts, *other), 1)}))


@pytest.fixture(scope="module")
def ferry() -> dict[str, str]:
    """All sentences of the five texts."""
    found: dict[str, str] = {}
    for number, path in enumerate(sorted(DATA.glob("[1-5]*.txt")), 1):
        text = path.read_text("utf-8")
        found |= {f"s{number}:{at}": text[start:end] for at, (start, end) in enumerate(sentences(text))}
    return found


def ends(ferry: dict[str, str]) -> list[tuple[str, str]]:
    """The two sentences of each contradiction that was marked by hand."""

    def having(number: str, words: str) -> str:
        return next(one for one, text in ferry.items() if one.startswith(f"s{number}:") and words in text)

    rows = [line.split(" | ") for line in (DATA / "gold.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    return [(having(*row[:2]), having(*row[2:])) for row in rows]


def test_most_of_the_hard_contradictions_are_among_the_first_pairs(ferry: dict[str, str]) -> None:
    """Twelve of fifteen in the queue, seven of them among the first ten."""
    pairs = queue(*indexed(ferry))
    marked = {frozenset(pair) for pair in ends(ferry)}
    assert sum(frozenset((pair.one, pair.other)) in marked for pair in pairs[:10]) >= 7
    assert sum(frozenset((pair.one, pair.other)) in marked for pair in pairs) >= 12


def test_the_other_end_is_among_the_first_five_of_its_source(ferry: dict[str, str]) -> None:
    """In nine of ten cases, by the ranking of the link finder."""
    pieces = indexed(ferry)[1]
    found = 0
    for pair in ends(ferry):
        for here, there in (pair, pair[::-1]):
            ranked = pieces.rank(pieces.features(here), without=frozenset({here}))
            near = [match.key for match in ranked if match.key.partition(":")[0] == there.partition(":")[0]]
            found += there in near[:5]
    assert found >= 27


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The firm abandoned it in May.", "The firm is not abandoning it.", "negated: abandoned / not abandoning"),
        ("The board retired the trams.", "The trams remain in service.", "opposite: retired / remain"),
        ("The mayor is moving away from trams.", "The trams continue to run.", "opposite: away from / continue"),
        ("The tram line opened in May 2020.", "In 2021 the tram line was opened.", "other date, May 2020 and 2021"),
        ("A tram ticket is sold for $4.", "The tram has not announced fares.", "price: $4 / no fares"),
        ("No stall in the arcade closed.", "In the arcade the stalls shut.", "negated: not closed / shut"),
        ("The choir is always on time.", "The choir was late.", "opposite: on time / late"),
        ("The fair has never been busier.", "Visits to the fair have fallen.", "opposite: busier / fallen"),
        ("The invoice is unpaid.", "The invoice was paid.", "negated: unpaid / paid"),
        ("Rehearsals of the opera go on.", "The opera was called off.", "opposite: go on / called off"),
        ("The inn dismissed the cooks.", "The inn hired the cooks.", "opposite: dismissed / hired"),
        ("Every lodge has a ramp.", "Most lodges never had one.", "all or not: every lodge / never"),
        ("Nobody at the regatta drowned.", "Two sailors drowned at the regatta.", "all or not: nobody / two sailors"),
        (
            "The crew of the liner was 120 sailors.",
            "The liner had a crew of 90 people.",
            "same metric, 120 sailors and 90 people",
        ),
        ("A jar of honey costs €3.20.", "For honey they charge four euros.", "same metric, €3.20 and four euros"),
        (
            "The fair drew 31,000 guests.",
            "To the fair came 19,000 people.",
            "same metric, 31,000 guests and 19,000 people",
        ),
        ("The mill first ran on 3 May 2021.", "In July 2021 the mill started.", "other date, 3 May 2021 and July 2021"),
        (
            "The lido opened in May 2020.",
            "The lido took no bathers until July 2020.",
            "other date, May 2020 and July 2020",
        ),
        ("Members without a card pay to swim.", "To swim is free for members.", "opposite: pay / free"),
        ("The pass costs €9 a month.", "The pass is free for pupils.", "opposite: €9 a month / free"),
        (
            "Fewer than 900 guests came to the gala.",
            "The gala had 1,200 guests.",
            "same metric, Fewer than 900 guests and 1,200 guests",
        ),
        (
            "The quay moved 3.9 million TEU.",
            "The quay moved 3.4 million TEU.",
            "same metric, 3.9 million and 3.4 million",
        ),
        ("Extension of the weir was put on ice.", "Work on the weir goes on.", "opposite: put on ice / goes on"),
        (
            "The lido went into service in May 2020.",
            "The lido stood empty until July 2020.",
            "other date, May 2020 and July 2020",
        ),
        (
            "The bill for the viaduct came to €640 million.",
            "The bill for the viaduct was over a billion.",
            "same metric, €640 million and over a billion",
        ),
        (
            "The quarry is the largest in the valley.",
            "The quarry at Skar heads the table for the valley.",
            "rank: largest / heads the table",
        ),
        ("The lawn at Skar is worse.", "The lawn at Skar never looked better.", "opposite: worse / better"),
        (
            "Half of the rangers were women.",
            "Women were one seventh of the rangers.",
            "same metric, Half and one seventh",
        ),
        (
            "The locker costs €40 a month.",
            "A year of the locker is €960 a year.",
            "same metric, €40 a month and €960 a year",
        ),
        (
            "The lido opened in the spring of 2019.",
            "The lido opened in October 2019.",
            "other date, spring of 2019 and October 2019",
        ),
        (
            "The lido opened on 3 February 2019.",
            "No bather entered the lido before May.",
            "other date, 3 February 2019 and May",
        ),
        (
            "The lido took its first bathers on 4 June 2020.",
            "Its first bathers came on the ninth of July.",
            "other date, 4 June 2020 and ninth of July",
        ),
    ],
)
def test_a_contradiction_is_found_without_a_rare_word(one: str, other: str, reason: str) -> None:
    """Each of the ways in which two sentences deny each other, with the reason in words."""
    assert [(pair.kind, pair.reason) for pair in proposed(one, other)] == [("contradicts", reason)]


@pytest.mark.parametrize(
    "words",
    [
        "The mayor wants not only trams but buses.",
        "Nobody at the tram depot was asked.",
        "The previous open tram had benches.",
        "The city abandoned open trams.",
        "Riders who are not tram staff pay.",
        "Ring the bell of the tram if it is not open.",
    ],
)
def test_what_only_looks_like_a_side_is_none(words: str) -> None:
    """*Not only*, a denial before a preposition, behind *who* and *if*, the past, and the object of what ends take no side."""
    said = assertions(words, features(words))
    assert "tram" not in said.denied
    assert not any(side.word == "open" for sides in said.sides.values() for side in sides)


@pytest.mark.parametrize(
    "words",
    [
        "Hardly a tram goes by without a bell.",
        "The tram has nineteen stops on the way back.",
        "The tram is on air at present.",
        "The tram takes surgeons to an emergency in important business.",
        "The tram remains the pride of the town.",
        "By the end of the line the tram has a bell.",
        "Allowing for rain, the tram breaks even.",
        "The tram passes the growers.",
    ],
)
def test_a_phrase_takes_no_side(words: str) -> None:
    """*Hardly a day* denies nothing, a stop does not end anything, *back* and *present* are no verbs."""
    said = assertions(words, features(words))
    assert not said.denied
    assert not said.sides


def test_pairs_that_contradict_each_other_by_the_same_words_do_not_follow_each_other() -> None:
    """The second sinks below a fainter contradiction of other words."""
    pairs = proposed(
        "The council scrapped the tunnel.",
        "The tunnel is not being scrapped, says the council.",
        "The guild scrapped the viaduct.",
        "The viaduct is not being scrapped, says the guild.",
        "The regatta of Skarholm may have been dull.",
        "The regatta of Skarholm was not dull, it is held.",
    )
    assert [pair.reason for pair in pairs].index("negated: scrapped / not scrapped") == 0
    assert pairs[1].reason == "negated: dull / not dull"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The gala had 3.1 million guests.", "Three million people came to the gala."),
        ("The park has 32 traders.", "The park has 30 trees."),
        ("No analyst slept on the ferry.", "Some analysts drank tea."),
        ("The guild of Skarholm declined to comment.", "The guild of Skarholm was cut."),
        ("The lido opened in the spring of 2019.", "The lido opened in April 2019."),
        ("The locker costs €40 a month.", "The locker costs €400 a year."),
        ("The lido opened on 3 February 2019.", "It may open, and the guides march to the lido."),
        ("The quarry of Skar is the third-largest in the valley.", "The quarry heads the table for the valley."),
        ("The press gave no cause for worry.", "The press ran all the same."),
        ("The lido needs no lifeguard.", "The lido does not need a lifeguard."),
        ("The lido never had a year like it.", "In the year of its jubilee the lido was painted."),
        ("The annex will be half as big as the lido.", "Of the lido, 88 percent is tiled."),
        ("The lido had 1,900 bathers.", "The lido drew 3,000 swimmers a month."),
        ("The lido prints a leaflet each quarter.", "The lido was never painted."),
    ],
)
def test_what_may_hold_at_once_is_no_contradiction(one: str, other: str) -> None:
    """Figures that are rounded, of other things or at another rate, and words in another sense do not contradict each other."""
    assert not any(pair.kind == "contradicts" and pair.score >= scoring.CLEAR for pair in proposed(one, other))


def test_a_turnover_is_no_price() -> None:
    """An amount of millions does not contradict that no price is known."""
    assert not proposed("The tram earns $30 million a year.", "The tram has not announced fares.")


def test_contradictions_then_agreements_then_equal_dates() -> None:
    """However much the others share."""
    pairs = proposed(
        "Pears, plums, quinces and medlars ripen late in the valley.",
        "Late ripen pears, medlars, quinces and plums in the valley.",
        "The council scrapped the tunnel.",
        "The tunnel is not being scrapped by the council, says Lovelace.",
        "The bridge of Skarholm opened on 4 May 2020.",
        "On May 4, 2020 the bridge of Skarholm opened.",
    )
    assert [pair.one for pair in pairs] == ["s3:1", "s1:1", "s5:1"]


@pytest.mark.parametrize(
    "family",
    [
        "depend depends dependence dependent",
        "monetize monetization monetise",
        "announce announced announcement announcements",
        "expand expansion expanding",
        "withdraw withdrew withdrawal",
        "approve approval approved",
        "price pricing fare fees",
        "own owns owned",
        "hire hires hired hiring",
        "dismiss dismisses dismissed dismissing",
        "ban bans banned banning",
        "reduce reduces reduced reducing reduction",
        "strengthen strengthened strength",
    ],
)
def test_words_of_a_family_have_one_stem(family: str) -> None:
    """Derived and irregular forms count as one word."""
    assert len({stem(word) for word in family.split()}) == 1


def test_a_name_is_shared_with_its_initials() -> None:
    """A name of three words and its short form."""
    long, short = features("the Harbour Transit Authority"), features("as HTA says")
    assert long.signs.keys() & short.signs.keys() == {"w:hta"}
