"""Words that bound a number: at least, up to, more than, less than, about; and what may be between, before and behind them.

Strokes part the forms of a word: *exceed/s/ed* is *exceed*, *exceeds* and *exceeded*; *super//a/ó* is *supera* and *superó*.
"""

from itertools import product
from typing import Final

_LEAST: Final = """
at least|at the least|at the very least|no less than|not less than|no fewer than|starting at|starting from|starts at|from just|from only|as little as|as few as|as low as|minimum|minimum of|min.|min
started at|began at|from|a lower limit of|a minimum of|at a minimum|at minimum|a floor of|at or above|at or over|on or above|greater or equal to|greater or equal than|greater than or equal to|more than or equal to|higher or equal than|higher than or equal to
bigger or equal than|larger or equal than|larger than or equal to|equal to or more than|equal to or greater than|equal to or above
mindestens|mindestens aber|mindestens jedoch|mindestens allerdings|zumindest aber|minimal aber|einer untergrenze von|eine untergrenze von|allermindestens|mind.|wenigstens|zumindest|minimal|im minimum|ein minimum von|einem minimum von|ab|frühestens nach|größer oder gleich|größer gleich|gleich oder größer
au moins|au minimum|minimum de|mini|mini de|au bas mot|à tout le moins|dès|à partir de|à compter de|supérieur/e/s/es ou éga//l/le/ux/les à|plancher de
al menos|al menos a|por lo menos|a lo menos|cuando menos|como mínimo|como mínimo de|como poco|mínimo|mínimo de|a partir de|desde|no baj//a/an/ará/arán/aría/arían/e/en/ó/aron/ar de|nunca baj//a/ó/ará de|un suelo de|mayor/es o igual/es a|mayor/es o igual/es que|superior/es o igual/es a
igual/es o superior/es a|igual/es o mayor/es a|igual/es o mayor/es que|pelo menos|no mínimo|almeno|не менее
"""
_FIRST: Final = """
start at|begin/s/ning at|start/s from|begin/s/ning from|beginn/en/t/end bei|start/en/et/end bei|los geht es bei|los geht's bei
commenc//e/ent/ant à|démarr//e/ent/ant à|début//e/ent/ant à|arranc//a/an/ando en|empiez//a/an en|comienz//a/an en|inici//a/an en|empezando en|parten de|parten desde
"""
"""Words that lead to the lowest price or share, and also to times and places."""

_MOST: Final = """
at most|at the most|at the very most|up to|as much as|as many as|as high as|as long as|as far as|maximum|maximum of|max.|max|at a maximum|at maximum|capped at|a cap of|a ceiling of|an upper limit of|limited to|restricted to|max/es/ed/ing out at|top/ped out at
within|no later than|at or below|at or under|less or equal to|less or equal than|less than or equal to|smaller or equal than|smaller than or equal to|lower or equal than|lower than or equal to
equal to or lower than|equal to or less than|equal to or below
höchstens|höchstens aber|höchstens jedoch|höchstens allerdings|maximal aber|maximal jedoch|maximal allerdings|einer obergrenze von|eine obergrenze von|einer höchstgrenze von|eine höchstgrenze von|allerhöchstens|äußerstenfalls|bestenfalls|maximal|max.|längstens|allenfalls|im maximum|ein maximum von|einem maximum von|bis|bis zu|bis maximal|bis höchstens|begrenzt auf|beschränkt auf|gedeckelt auf
gedeckelt bei|spätestens nach|gleich oder kleiner|kleiner oder gleich|kleiner gleich
au plus|tout au plus|jusqu'à|jusqu'à concurrence de|à concurrence de|au maximum|au grand maximum|grand maximum|maximum de|maxi|maxi de|plafond de|au mieux|plafonn/é/ée/és/ées à|limit/é/ée/és/ées à|dans la limite de|inférieur/e/s/es ou éga//l/le/ux/les à
como máximo|como máximo de|a lo sumo|a lo más|como mucho|máximo|máx.|máximo de|un tope de|un techo de|hasta|hasta un máximo de|limitad//o/a/os/as a|menor/es o igual/es a|menor/es o igual/es que|inferior/es o igual/es a
igual/es o inferior/es a|igual/es o menor/es a|igual/es o menor/es que|no máximo|até|al massimo|не более
"""
_MORE: Final = """
more than|over|above|beyond|exceed/s/ed/ing|surpass//es/ed/ing|tops|topped|topping|to top|will top|would top|could top|may top|might top|outstrip/s/ped/ping|breach//es/ed/ing|overshoot/s|overshot|go/es beyond|in excess of|upwards of|upward of|north of|upside of|the better part of|a good
just past|well past|way past|far past|climb/s/ed/ing past|rise/s past|rose past|push//es/ed/ing past|surge/s/d past|surging past|soar/s/ed past|jump/s/ed past|went past|the wrong side of|the far side of
greater than|higher than|larger than|bigger than|older than|taller than|heavier than|faster than|further than|farther than|wider than|broader than|deeper than|thicker than|warmer than|hotter than|stronger than|longer than|better than
louder than|brighter than|richer than|later than|costlier than|pricier than|busier than|steeper than
cross//es/ed/ing|pass//es/ed/ing|break/s/ing|broke|break/s/ing through|broke through|smash//es/ed|clear/s/ed|hurdle/s/d
über|mehr als|mehr denn|oberhalb von|oberhalb der|jenseits von|jenseits der|größer als|höher als|länger als|älter als|schwerer als|schneller als|teurer als|breiter als|tiefer als|dicker als|wärmer als|heißer als|stärker als|lauter als|heller als|reicher als|weiter als|steiler als|später als|gut|gut und gerne|reichlich
übersteig/t/en/end|überstieg/en|überschreite/t/n|überschritt/en|übertreffe/n|übertrifft|übertraf/en|überbiete/t/n|überbot/en|überragt/e/en
au-dessus de|au-delà de|plus de|plus grand/e/s/es que|plus âgé/e/s/es que|plus long/s/ue/ues que|plus lourd/e/s/es que|plus haut/e/s/es que|plus élevé/e/s/es que|davantage que|supérieur/e/s/es à
dépass//e/ent/é/ée/és/ées/ait/aient/er/ant/a/èrent/era/eront/erait|excèd//e/ent|excéd//er/é/ait/ant/era|surpass//e/ent/é/ait/er/ant|franchi/t/r/e/ssent/ssait|pass//e/ent/é/ée/és/ait/er/a/ant|crev//e/é/er
por encima de|encima de|arriba de|más allá de|más de|mas de|más que|mayor/es que|mayor/es a|mayor/es de|superior/es a|pasar de|pas//a/an/aba/aban/ó/aron/ado de
super//a/an/ó/aron/aba/aban/ado/ada/ados/adas/ando/ar/e/en/ará/arán/aría/arían|exced//e/en/ió/ieron/ía/ían/ido/iendo/er/erá/erán/a/an|exced//e/er/a de|sobrepas//a/an/ó/aron/aba/aban/ado/ada/ando/ar/e/en/ará
rebas//a/an/ó/aron/aba/aban/ado/ada/ando/ar/e/en/ará|traspas//a/an/ó/aron/ado/ar/ando|cruz//a/ó/aron/ar|romp//e/ió/ieron/er|acima de|più di|oltre|mais de|более|свыше
"""
_LESS: Final = """
less than|fewer than|under|below|beneath|lower than|smaller than|shorter than|younger than|cheaper than|closer than|lighter than|thinner than|narrower than|slower than|nearer than|sooner than|earlier than|weaker than|colder than|cooler than
shallower than|quieter than|not even|not quite|yet to reach|yet to hit|nowhere near|south of|shy of|short of|sub|undershoot/s|undershot
unter|weniger als|weniger denn|unterhalb von|unterhalb der|kleiner als|kürzer als|niedriger als|jünger als|geringer als|leichter als|langsamer als|billiger als|früher als|kälter als|kühler als|dünner als|schwächer als|leiser als|schmaler als|enger als|näher als|flacher als|knapp|kaum|keine|nicht einmal|nicht mal|nicht ganz|noch nicht einmal
unterschreite/t/n|unterschritt/en|unterbiete/t/n|unterbot/en
au-dessous de|en dessous de|en-dessous de|en deçà de|en-deçà de|sous|sous les|moins de|même pas|pas même|pas tout à fait|plus jeune/s que|plus petit/e/s/es que|plus court/e/s/es que|plus bas/se/ses que|moins élevé/e/s/es que|inférieur/e/s/es à
por debajo de|debajo de|menor/es que|menor/es a|menor/es de|menos de|ni siquiera|inferior/es a|más bajo/a/os/as que|más corto/a/os/as que|abaixo de|meno di|менее
"""
_WITHIN: Final = """
plus or minus|plus minus|plus oder minus
"""
_ABOUT: Final = """
about|around|roughly|approximately|approx|approx.|some|something like|somewhere around|nearly|almost|close to|close on|circa|ca.|ca|c.|estimated|est.|near|in the region of|in the area of|of the order of
on the order of|in the order of|roughly equal to|approximately equal to|about equal to|in the neighborhood of|in the neighbourhood of|in the vicinity of|in the range of|in the ballpark of|ballpark|virtually|practically|say,|more or less|more like|just about|getting on for|approximate/s/d|approximating
nigh on|not far off|far off|not far from|give or take|barely|hardly|scarcely|approach//es/ed/ing|near/s/ed/ing|verging on|bordering on|pushing|hover/s/ed/ing at|aprox|aprox.|an average of about
etwa|rund|ungefähr|zirka|fast|beinahe|nahezu|annähernd|annäherungsweise|näherungsweise|grob|grob geschätzt|überschlägig|schätzungsweise|geschätzt/e/en|in etwa|so um die|um die|an die|nahe an|nahe bei|mehr oder weniger
in der größenordnung von|nähert sich|nähern sich|kratzt an
environ|près de|proche/s de|autour de|aux alentours de|aux environs de|dans les environs de|quelque|presque|quasi|quasiment|pratiquement|de l'ordre de|approximati//f/fs/ve/ves de|approximativement|à peine|grosso modo|plus ou moins|à peu près|à peu de chose près
pas loin de|non loin de|frôl//e/ent/é/ait/aient/er/ant|avoisin//e/ent/ait/aient/ant/er/é|voisin/e/s/es de|approch//e/ent/é/ait/aient/ant/er|approch//e/ent/ait/é de|flirt//e/ent/é/ait/er avec
casi|unos|unas|cerca de|aproximadamente|aproximadamente el|alrededor de|en torno a|del orden de|aproximad//o/a/os/as de|cercan//o/a/os/as a|próxim//o/a/os/as a|más o menos|prácticamente|algo así como|a eso de|apenas|escasamente
en el entorno de|grosso modo|roz//a/an/ó/aron/aba/aban/ando/ar|rond//a/an/aba/aban/ó/ará/arán/ando/ar/e|borde//a/an/ó/ando|acerc//ó/a/aron/an/aba a|cerca di|circa|около|примерно
"""
_REACH: Final = """
reach/es/ed/ing|hit/s|amount/s/ed to|come/s to|get/s to|erreich//t/te/ten/en|atteign//e/ent/ait/aient/ant|attei//nt/nts/nte/ndre/gnit|arriv//e/ent/ait/er à
alcanz//a/an/ó/aron/aba/aban/ado/ar/ará/arán|alcance/n|lleg//a/an/ó/aron/aba/aban/ado/ar/ará a|llegue/n a|pas//a/an/aba/aban/ó/aron
"""
"""Words that bound a number only where they are denied: *it did not reach 40*."""


def _phrases(table: str) -> list[str]:
    found = []
    for phrase in table.strip().replace("\n", "|").split("|"):
        found += [" ".join(words) for words in product(*map(_forms, phrase.split()))]
    return found


def _forms(written: str) -> list[str]:
    stem, *endings = written.split("/")
    if endings[:1] == [""]:
        return [stem + ending for ending in endings[1:]]
    return [stem, *(stem + ending for ending in endings)]


BEFORE: Final = {
    phrase: sign
    for sign, table in (
        ("≥", _LEAST),
        ("≥", _FIRST),
        ("±", _WITHIN),
        ("≤", _MOST),
        (">", _MORE),
        ("<", _LESS),
        ("~", _ABOUT),
        ("", _REACH),
    )
    for phrase in _phrases(table)
}
"""Signs of the words before a number; `""` for those that bound it only where they are denied."""

FIRST: Final = frozenset(_phrases(_FIRST))
EXTREMES: Final = frozenset("minimum maximum mínimo máximo minimal maximal mini maxi".split())
"""Words that are also nouns or adjectives of what is before them: *the minimum, 40*."""

COMPARING: Final = {"than", "que", "qu'", "als"}
"""Words before what something is compared with."""

DEGREE: Final = {
    **dict.fromkeys("more más plus mehr".split(), ">"),
    **dict.fromkeys("less menos moins weniger".split(), "<"),
}
"""Words before the adjective of a comparison: *more expensive than*, *más alto que*."""

SMALL: Final = frozenset(
    "bajo baja bajos bajas corto corta cortos cortas pequeño pequeña pequeños pequeñas barato barata baratos baratas joven jóvenes delgado delgada delgados fino fina frío fría fríos lento lenta ligero ligera "
    "estrecho estrecha débil cerca bas basse basses court courte courts courtes petit petite petits petites mince minces fin fine froid froide froids lent lente léger légère légers étroit étroite faible faibles "
    "jeune jeunes proche proches recent affordable modest compact shallow narrow".split()
)
"""Adjectives that turn a comparison: *más bajo que* is *less than*."""

MARKED: Final = frozenset(
    _phrases(
        "cross//es/ed/ing|pass//es/ed/ing|break/s/ing|broke|break/s/ing through|broke through|smash//es/ed|clear/s/ed|hurdle/s/d|franchi/t/r/e/ssent/ssait|pass//e/ent/é/ée/és/ait/er/a/ant|crev//e/é/er|cruz//a/ó/aron/ar|romp//e/ió/ieron/er"
    )
)
"""Words that bound a number only where it is a mark: *crossed the 40 % mark*, *franchi la barre des 40 %*."""

MARKS: Final = frozenset(
    "barre cap seuil plafond palier marke schwelle grenze hürde barrera umbral listón cota techo suelo threshold level mark barrier milestone".split()
)
"""Nouns of marks between a word and its number."""

ARTICLED: Final = frozenset(_phrases("pas//a/an/aba/aban/ó/aron/ado de"))
"""Words that bound a number only where its article is between: *pasa de los 40*."""

OF: Final = {
    **dict.fromkeys(("d'", "du", "des", "del"), "de"),
    "al": "a",
    **dict.fromkeys(("au", "aux"), "à"),
    **dict.fromkeys(("jusqu'au", "jusqu'aux"), "jusqu'à"),
}
"""Words that have an article in them, or none, and the words of the phrases."""

ARTICLES: Final = frozenset(
    "einem einer einen eine un una une el la los las le les l' lo a the die der den dem das".split()
)
"""Words that may be between a bound and its number."""

ADVERBS: Final = frozenset("ya por fin déjà enfin bereits schon already now".split())
"""Words that may be between a bound and the article of its number."""

SINCE: Final = frozenset("erstmals bereits schon damit inzwischen mittlerweile nun already déjà désormais ya".split())
"""Words that may be between a verb and its number: *überstieg erstmals 3*."""

LIMITING: Final = frozenset(
    _phrases(
        "mindestens|mindestens aber|mindestens jedoch|wenigstens|zumindest|höchstens|höchstens aber|maximal|maximal aber|allenfalls|at least|at most|at the most|at the very least"
        "|au moins|au plus|tout au plus|au maximum|au minimum|al menos|por lo menos|como mínimo|como máximo|como mucho|a lo sumo|cuando menos"
    )
)
"""Adverbs that bound a number over a preposition: *mindestens bei 3*."""

LIMITERS: Final = frozenset(phrase.rpartition(" ")[2] for phrase in LIMITING)
PREPOSED: Final = frozenset("bei auf um zu in für mit à pendant dans en a by for to".split())
"""Prepositions that may be between such an adverb and its number."""

PREPOSITIONS: Final = frozenset(
    "over|about|around|under|within|near|some|über|um die|bis|ab|unter|gut|a good".split("|")
)
"""Bounds that are something else before an article: *over the 5 years*."""

NEGATIONS: Final = frozenset(
    "not no never cannot unlikely fail fails failed failing n' pas ne jamais nicht nie niemals kein keine keinen nunca jamás sin sans ohne without ni".split()
)
"""Words that turn a bound: *not exceed*."""

LACKING: Final = frozenset("sin sans ohne kein keine keinen".split())
"""Negations of the noun behind them only: *sans dénivelé* says nothing about a bound after it."""

BETWEEN: Final = frozenset(
    "to be been s' is are was being much any far even doit doivent peut peuvent saurait saurai pouvait être sera seront soit est sont a ont avait encore debe deben puede pueden podrá podrán podría pourra pourront could can should must shall will would has have had yet quite de et y ser será serán sea sean es son fue ha han había haya hayan se sein hat haben zu fall fell fallen drop drops dropped dip dips dipped sink sank go goes went gone rise rises rose risen climb climbed get gets got come comes stay stays kept keep descend descendre descendu tomber tombé tombée passer passé baisser monter monté aller rester caer cayó caído cae bajar bajó bajado baja subir subió subido sube descender descendió quedar quedó estar estuvo está".split()
)
"""Words that may be between a negation and what it turns."""

FAR_TURNED: Final = frozenset(
    ("plus de", "más de", "more than", "less than", "fewer than", "longer than", "moins de", "menos de")
)
"""Bounds whose negation may be before a verb: *did not last more than*."""

JOINING: Final = frozenset("only because that but and or sólo solo seulement que sino porque parce et y o".split())
"""Words over which a negation does not reach."""

FILLING: Final = (
    frozenset(
        "value total amount sum height length depth weight wert betrag höhe länge summe preis gewicht gesamtwert montant valeur hauteur longueur somme importe valor altura suma cantidad cifra".split()
    )
    | MARKS
)
"""Nouns that may be between a bound and its number: *up to a total of*."""

TURNED: Final = {">": "≤", "<": "≥", "": "<"}
"""Signs that are denied."""

DEGREES: Final = frozenset(
    "just well slightly little bit barely far much way only considerably marginally fractionally substantially easily somewhat significantly comfortably even still etwas deutlich weit leicht geringfügig erheblich wesentlich nur peu bien largement "
    "légèrement nettement juste sensiblement tout ampliamente holgadamente claramente mucho poco algo bastante ligeramente muy viel beaucoup".split()
)
"""Words that say by how much a bound is missed, without a number."""

MUCH: Final = frozenset("much far mucho viel weit beaucoup".split())
"""Those behind which a denied bound is about a number: *not much more than 40*."""

OPENING: Final = frozenset("a an ein un".split())
"""Articles of a degree: *a little over*."""

NEGATIVE: Final = frozenset("minus minus- negative negativ negativo moins menos meno".split())
LAST: Final = frozenset(phrase.rpartition(" ")[2] for phrase in BEFORE) | NEGATIVE
"""Words that end what bounds a number, or make it negative."""

DENYING: Final = frozenset("pas jamais guère nicht".split())
"""Words that deny the verb before them: *ne dépasse pas 5*."""

ENDS: Final = LAST | ARTICLES | OF.keys() | DENYING | SINCE | {"of", "von", "de"}
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
    "for in after took takes take taking taken lasted lasts last lasting spent spend spends spending wait waited waiting with has have had having is was were are been be than just well slightly little bit "
    "to requires required needs needed at by from served serve serving remains lived live living aged and now already still being the seit nach vor von mit".split()
)
"""Words between which and a duration *over* is a bound."""

PERIODS: Final = frozenset(
    "season game match round session generation set leg stage inning decade lap race episode evening night weekend semester term visit".split()
)
"""Nouns that are counted in time as units are: *over two seasons*."""

LEADING: Final = frozenset(("hasta", "até", "bis"))
"""Bounds that lead to a new value behind a word of growth or decline."""

INFINITIVES: Final = ("ar", "er", "ir")
"""Ends of Spanish verbs whose own limit *hasta* leads to."""

GROWTH: Final = frozenset(
    "creció crecieron crece crecer crecido subió subieron sube subir subido aumentó aumentaron aumenta aumentar aumentado elevó elevaron eleva cayó cayeron cae caer bajó bajaron baja bajar "
    "redujo redujeron reduce reducir reducido disminuyó descendió descendieron incrementó incrementaron mejoró retrocedió avanzó llegó pasó alza caída aumento subida descenso incremento "
    "descenderán bajarán subirán caerán aumentarán crecerá subirá bajará descenderá reduciendo aumentando subiendo bajando cayendo creciendo disminuyendo disparó repuntó escaló trepó ascendió multiplicó dobló duplicó triplicó cresceu subiu aumentou caiu "
    "sinkt sinken sank sanken steigt steigen stieg stiegen fällt fallen fiel fielen kletterte klettert klettern wächst wuchs".split()
)
"""Words behind which these lead to the new value, which is no bound."""
