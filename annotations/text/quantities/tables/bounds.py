"""Words that bound a number: at least, up to, more than, less than, about; and what may be between, before and behind them."""

from typing import Final

_LEAST: Final = """
at least|no less than|not less than|no fewer than|starting at|starting from|starts at|as little as|as few as|as low as|minimum of|min.|at a minimum
mindestens|mindestens aber|wenigstens|zumindest|minimal|ein minimum von|einem minimum von|ab|frühestens nach|au moins|au minimum|minimum de|mini de|au bas mot|dès|à partir de
al menos|al menos a|por lo menos|cuando menos|como mínimo|mínimo de|a partir de|pelo menos|no mínimo|almeno|не менее
greater or equal to|greater or equal than|greater than or equal to|more than or equal to|higher or equal than|higher than or equal to|bigger or equal than
larger or equal than|larger than or equal to|equal to or more than|equal to or greater than|mayor o igual a|mayor o igual que|mayores o iguales a
mayores o iguales que|superior o igual a|supérieur ou égal à|supérieure ou égale à|größer oder gleich
"""
_MOST: Final = """
at most|at the most|up to|as much as|as many as|as high as|as long as|as far as|maximum of|max.|at a maximum|capped at|limited to|within|no later than|höchstens|höchstens aber|maximal
längstens|allenfalls|ein maximum von|einem maximum von|bis|bis zu|au plus|tout au plus|jusqu'à|au maximum|maximum de|maxi|maxi de|plafonné à|plafonnée à|limité à|limitée à
como máximo|como máximo de|a lo sumo|como mucho|máximo de|un tope de|hasta|no máximo|até|al massimo|не более
less or equal to|less or equal than|less than or equal to|smaller or equal than|smaller than or equal to|lower or equal than|lower than or equal to
equal to or lower than|equal to or less than|menor o igual a|menor o igual que|menores o iguales a|menores o iguales que|inferior o igual a
inférieur ou égal à|inférieure ou égale à|gleich oder kleiner|kleiner oder gleich
"""
_MORE: Final = """
more than|over|above|beyond|exceed|exceeds|exceeded|exceeding|upwards of|upward of|north of|greater than|higher than|larger than|bigger than|older than|taller than
heavier than|faster than|further than|farther than|wider than|deeper than|thicker than|warmer than|hotter than|stronger than|in excess of|topped|topping|tops|surpass|surpasses|surpassed|surpassing|better than|longer than|upside of|the better part of|a good
über|mehr als|oberhalb von|größer als|höher als|länger als|älter als|schwerer als|schneller als|gut|reichlich|übersteigt|überschreitet|überschritt|überschreiten|überstieg|übersteigen
au-dessus de|au-delà de|plus grand que|plus âgé que|plus âgés que|plus de|supérieur à|supérieure à|supérieurs à|supérieures à|dépasse|dépassent|dépassé|dépassait
dépasser|dépassant|excède|excèdent|excéder
por encima de|mayor que|mayor a|mayores a|mayor de|mayores de|mayores que|más de|mas de|superior a|superiores a|supera|superan|superó|superaron|superaba|superaban|superado|superar
superando|excede|exceden|excedió|exceder|exceder de|excede de|exceda|exceda de|excedan|supere|superen|pasar de|sobrepasa|sobrepasan|sobrepasó|rebasa|rebasan|rebasó|acima de|più di|oltre|mais de|более|свыше
"""
_LESS: Final = """
less than|fewer than|under|below|lower than|smaller than|shorter than|younger than|cheaper than|closer than|lighter than|thinner than|narrower than|slower than|nearer than|not even|south of|shy of|short of|sub|not quite
unter|weniger als|unterhalb von|kleiner als|kürzer als|niedriger als|jünger als|knapp|kaum|nicht einmal
au-dessous de|en dessous de|en-dessous de|sous les|moins de|même pas|plus jeune que|plus jeunes que|inférieur à|inférieure à|inférieurs à|inférieures à
por debajo de|menor que|menor a|menores a|menor de|menores de|menores que|menos de|ni siquiera|inferior a|inferiores a|abaixo de|meno di|менее
"""
_ABOUT: Final = """
about|around|roughly|approximately|approx|approx.|some|nearly|almost|close to|circa|ca.|ca|c.|estimated|near|in the region of|in the area of|of the order of
on the order of|in the neighborhood of|in the neighbourhood of|in the vicinity of|in the range of|somewhere around|virtually|practically|say,|more or less|just about|getting on for
nigh on|not far off|far off|not far from|give or take|barely|hardly|scarcely|approaching|approached|nearing|neared|aprox|aprox.|an average of about
etwa|rund|ungefähr|zirka|fast|beinahe|nahezu|annähernd|schätzungsweise|geschätzt|geschätzte|geschätzten|in etwa|so um die|um die|mehr oder weniger
environ|près de|proche de|autour de|aux alentours de|aux environs de|quelque|presque|de l'ordre de|approximatif de|approximative de|à peine|grosso modo|plus ou moins|à peu près|frôle|frôlent|frôlait|avoisine
avoisinent|approche|approchent|approximativement
casi|unos|unas|cerca de|aproximadamente|aproximadamente el|alrededor de|en torno a|del orden de|aproximado de|aproximada de|cercano a|cercanos a|cercana a|más o menos|roza|rozan|rozó|rozaron|rozando|ronda
rondan|rondaba|rondará|acercó a|acerca a|próximo a|cerca di|circa|около|примерно
"""


def _phrases(table: str) -> list[str]:
    return [phrase for line in table.strip().split("\n") for phrase in line.split("|")]


BEFORE: Final = {
    phrase: sign
    for sign, table in (("≥", _LEAST), ("≤", _MOST), (">", _MORE), ("<", _LESS), ("~", _ABOUT))
    for phrase in _phrases(table)
}
"""Signs of the words before a number."""

OF: Final = {
    **dict.fromkeys(("d'", "du", "des", "del"), "de"),
    "al": "a",
    **dict.fromkeys(("au", "aux"), "à"),
    **dict.fromkeys(("jusqu'au", "jusqu'aux"), "jusqu'à"),
}
"""Words that have an article in them, or none, and the words of the phrases."""

ARTICLES: Final = frozenset(
    "einem einer einen eine un una une el la los las le les l' lo a an die der den dem das".split()
)
"""Words that may be between a bound and its number."""

ADVERBS: Final = frozenset("ya por fin déjà enfin bereits schon already now".split())
"""Words that may be between a bound and the article of its number."""

PREPOSITIONS: Final = frozenset(
    "over|about|around|under|within|near|some|über|um die|bis|ab|unter|approche|gut|a good".split("|")
)
"""Bounds that are something else before an article: *over the 5 years*."""

NEGATIONS: Final = frozenset(
    "not no never cannot pas ne nicht nie kein keine keinen nunca jamás sin sans ohne ni".split()
)
"""Words that turn a bound: *not exceed*."""

LACKING: Final = frozenset("sin sans ohne kein keine keinen".split())
"""Negations of the noun behind them only: *sans dénivelé* says nothing about a bound after it."""

BETWEEN: Final = frozenset(
    "to be been much any far even doit doivent peut peuvent debe deben puede pueden podrá podrán podría pourra pourront could can should must shall will would de et y".split()
)
"""Words that may be between a negation and what it turns."""

FAR_TURNED: Final = frozenset(
    ("plus de", "más de", "more than", "less than", "fewer than", "longer than", "moins de", "menos de")
)
"""Bounds whose negation may be before a verb: *did not last more than*."""

JOINING: Final = frozenset("only because that but and or sólo solo seulement que sino porque parce et y o".split())
"""Words over which a negation does not reach."""

FILLING: Final = frozenset(
    "value total amount sum height length depth weight wert betrag höhe länge summe preis gewicht gesamtwert montant valeur hauteur longueur somme total importe valor altura suma cantidad".split()
)
"""Nouns that may be between a bound and its number: *up to a total of*."""

TURNED: Final = {">": "≤", "<": "≥"}
"""Signs that are denied."""

DEGREES: Final = frozenset(
    "just well slightly little bit barely far much only considerably marginally somewhat significantly comfortably even etwas deutlich weit leicht peu bien largement "
    "légèrement nettement poco algo bastante ligeramente muy".split()
)
"""Words that say by how much a bound is missed, without a number."""

OPENING: Final = frozenset("a an ein un".split())
"""Articles of a degree: *a little over*."""

NEGATIVE: Final = frozenset("minus minus- negative negativ negativo moins menos meno".split())
LAST: Final = frozenset(phrase.rpartition(" ")[2] for phrase in BEFORE) | NEGATIVE
"""Words that end what bounds a number, or make it negative."""

ENDS: Final = LAST | ARTICLES | OF.keys() | {"of", "von", "de", "pas"}
"""Words that may be before a bounded number."""

TOPICS: Final = {
    "about": frozenset(
        "talk talks talked talking book books film films movie movies story stories tale novel song songs documentary article articles worry worries worried worrying complain "
        "complains complained complaint complaints read reads reading heard hear hears debate debates concerned lecture news joke jokes question questions wrote write writes "
        "writing written argue argued arguing discussion report reports reported facts fact".split()
    ),
    "around": frozenset("revolve revolves revolved revolving built centered centred wrapped".split()),
    "above": frozenset(("the", "see", "as")),
    "below": frozenset(("the", "see", "as")),
    "über": frozenset(
        "verfügt verfügen verfügte verfügten verfüge verfügend diskutiert diskutierte diskutierten diskutieren debattiert debattierte debattierten sprach sprachen spricht sprechen "
        "berichtet berichtete berichteten berichten informiert informierte verhandelt verhandelten abstimmen stimmt stimmte stimmten entscheidet entscheiden kredit kredite kredits "
        "darlehen vertrag vertrags verträge scheck rechnung antrag gutschein auftrag aufträge bürgschaft anleihe anleihen bericht artikel buch film streit debatte verteilt laufzeit "
        "läuft laufen lief zeitraum gestreckt".split()
    ),
    "unter": frozenset("umfrage umfragen befragung studie erhebung untersuchung verteilt auswahl".split()),
    "um die": frozenset("streit kampf debatte rund ringen bewerbung rennen".split()),
}
"""Words before a preposition that make it no bound: *a book about two brothers*."""

FAR: Final = frozenset(("about", "über", "um die", "unter"))
"""Prepositions whose topic may be some words before them: *diskutierte der Rat über*."""

LASTING: Final = frozenset(
    "for in after took takes take taking taken lasted lasts last lasting lasting spent spend spends spending wait waited waiting with has have had having is was were are been be than just well slightly little bit "
    "to requires required needs needed at by from served serve serving remains lived live living aged and now already still being the seit nach vor von mit".split()
)
"""Words between which and a duration *over* is a bound."""

PERIODS: Final = frozenset(
    "season game match round session generation set leg stage inning decade lap race episode evening night weekend semester term visit".split()
)
"""Nouns that are counted in time as units are: *over two seasons*."""

LEADING: Final = frozenset(("hasta", "até", "bis"))
"""Bounds that lead to a new value behind a word of growth or decline."""

GROWTH: Final = frozenset(
    "creció crecieron crece crecer crecido subió subieron sube subir subido aumentó aumentaron aumenta aumentar aumentado elevó elevaron eleva cayó cayeron cae caer bajó bajaron baja bajar "
    "redujo redujeron reduce reducir reducido disminuyó descendió descendieron incrementó incrementaron mejoró retrocedió avanzó llegó pasó alza caída aumento subida descenso incremento "
    "disparó repuntó escaló trepó ascendió multiplicó dobló duplicó triplicó cresceu subiu aumentou caiu "
    "sinkt sinken sank sanken steigt steigen stieg stiegen fällt fallen fiel fielen kletterte klettert klettern wächst wuchs".split()
)
"""Words behind which these lead to the new value, which is no bound."""
