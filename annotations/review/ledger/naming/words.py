"""Classes of words that divide a sentence into phrases, and verbs and adjectives that say what a figure measures.

Words of English, German, French and Spanish are together: they only part phrases.
"""

from typing import Final

from annotations.review.ledger.naming.grammar import AND, LINK, OF, PREPOSITION, PRONOUN, VERB
from annotations.text.folding import fold
from annotations.text.quantities.tables import units

ADVERB, ARTICLE = "", "a"
"""Kinds of words that are in no chunk, beside the kinds of chunks."""


def _set(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _forms(verbs: str) -> frozenset[str]:
    """Return regular forms of English verbs beside the given words."""
    words = set(map(fold, verbs.split()))
    bases = {verb[:-1] if verb.endswith(("e", "y")) else verb for verb in words}
    return frozenset(
        {verb + ending for verb in words for ending in ("", "s", "es", "ed", "ing")}
        | {base + ending for base in bases for ending in ("ed", "ied", "ies", "ing")}
    )


def _by_form(table: str) -> dict[str, str]:
    """Return the nouns of a table by the forms of their verbs."""
    lines = (entry.split(":") for entry in table.split(";"))
    return {form: noun.strip() for noun, verbs in lines for form in _forms(verbs)}


# --- words that part phrases

BE: Final = _set(
    "'s 're 'm is was are were be been being isn't wasn't ist sind war waren wird werden wurde wurden est sont était étaient être es son fue fueron eran sei wäre wären würde würden worden gewesen sera seront serait fut été está están estaba estaban estuvo sido será serán"
)
MODAL: Final = _set(
    "will would may might can could should must shall peut peuvent doit doivent kann können muss müssen soll sollen puede pueden debe deben do does did cannot can't won't wouldn't"
)
HELPING: Final = MODAL | _set(
    "'ve 'd 'll has have had having hat haben hatte hatten a ont avait aura ha han había habe hätte hätten konnte konnten sollte sollten wollte musste mussten darf dürfen avons avez avoir avaient auront eu habían hemos"
)
ACTING: Final = _set("who i you we they he she")
SEVERAL: Final = _set("them whom these those")
"""Pronouns of several things."""
TO: Final = _set("to zu")
ENGLISH_ARTICLES: Final = _set(
    "a an the this that these its their our my your his her each every some any another all both such what one"
)
_CLASSES: Final = {
    ADVERB: "not se s sich ne pas upwards upward fewer most now then just only already still also even up down again almost nearly about roughly around exactly "
    "currently today later further ago rather quite either neither halfway everywhere elsewhere once ever often never well far less more least yet perhaps alone together here away too enough given aside "
    "jetzt rund etwa nur noch bereits auch mehr als sur environ plus près más casi menos likely due expected estimated projected forecast leicht inzwischen damit hingegen insgesamt etwas knapp gut deutlich mittlerweile heute dann dort hier daher somit davon dabei derzeit zuletzt kaum jeweils meist zwar allerdings immer wieder weiterhin sogar zurück très nettement aussi encore désormais déjà souvent toujours ainsi donc alors plutôt presque seulement surtout ensuite peu beaucoup trop ici moins muy también ya aún todavía solo solamente además así luego entonces poco mucho nunca siempre",
    LINK: "but while whereas which who whom whose when where if because although though so nor since soit compared versus vs including "
    "excluding according like unlike aber während dass wobei mais qui que qu dont pero mientras how weil wenn damals sowie obwohl si lorsque quand comme puisque où cuando donde porque aunque como cuyo cuya quien quienes sino",
    AND: "and or plus und oder et ou y o",
    VERB: " ".join((*BE, *HELPING, "never")),
    PRONOUN: "it he she they we you i there them those him me us itself himself themselves anybody anyone anything nothing somebody someone something everybody everyone everything er sie wir il elle ils elles ello ella ellos nosotros "
    "ich uns euch ihnen ihm ihn nous vous lui eux cela celui celle ceux celles yo ellas usted ustedes eso esto",
    PREPOSITION: "in on at to for from with by among between within after before during over under until through across against than as into onto about around via despite without toward towards above below beyond near beneath out off upon amid throughout alongside regarding besides except aged "
    "von vom mit bei für auf aus nach um zu zum zur im am pro je bis über unter seit zwischen vor hinter neben gegen ohne durch ab ins ans beim aufgrund wegen trotz laut innerhalb gegenüber "
    "à au aux en dans sur pour par chez avec depuis après avant dès pendant lors contre vers sous sans parmi malgré auprès devant jusque jusqu selon con por para sobre entre al hasta desde según tras durante ante bajo contra hacia mediante respecto después antes hace",
    OF: "of per des du del d de di da",
    ARTICLE: "der die das den dem ein eine einen einem einer eines seine ihre dieser diese dieses jeder jede le la les l un une ce cette ces son sa ses leur leurs el los las lo una unos unas su sus esta este "
    "ihrer ihrem ihren ihr unser unsere unseren unserem unserer seiner seinem seinen diesem diesen jeden jedem alle allen aller kein keine keinen notre nos votre vos mon ma mes cet chaque plusieurs tout toute tous toutes certains certaines quelques "
    "estos estas ese esa esos esas nuestro nuestra nuestros nuestras cada todo toda todos todas algunos algunas "
    + " ".join(ENGLISH_ARTICLES),
}
CLASSES: Final = {fold(word): letter for letter, words in _CLASSES.items() for word in words.split()}
"""Kinds of the words that are of one class wherever they are."""
PREPOSITIONS: Final = frozenset(word for word, letter in CLASSES.items() if letter in {PREPOSITION, OF})
AFTER_NOUN: Final = {"that": LINK, "der": OF}
"""Kinds of articles that follow a noun."""
PLURAL: Final = ("s", "people", "men", "children")
"""Endings of nouns for several."""
OF_NOUNS: Final = ("s", "tion", "ment", "ness", "ity", "ance", "ence", "ing", "age", "staff")
"""Endings of words that are no verbs behind a noun for several."""
PARTICIPLES: Final = ("ing", "é", "és", "ée", "ées", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas")
"""Endings of words that are verbs behind one."""
GERMAN: Final = _set(
    "der das dem eine einer einen und ist sind wird werden wurde wurden vom beim für auf mit nicht sich einem zur zum mehr"
)
"""Words that show a sentence to be German, in which a word without a capital behind a noun is none."""
NEGATED: Final = frozenset("not never cannot can't won't wouldn't isn't wasn't".split())

NAMED: Final = _set("pro la le el los las des son max per al")
"""Words of these classes that are nouns or parts of names if they have a capital: *the Pro plan*, *Los Angeles*."""

TIMES: Final = _set(
    "second seconds minute minutes hour hours day days week weeks month months quarter quarters year years decade decades century season seasons time times today yesterday tomorrow night morning january february march april may june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter weekend period average total sum maximum minimum mean median record peak level rate whole end start beginning last next previous past current "
    "first third fourth full single whole fiscal same dernier pasado letzten letztes letzter derniers dernière dernières prochain prochains précédents últimos última últimas posteriores"
)
"""Words that say when, or how many are put together; alone they name nothing."""

VAGUE: Final = _set(
    "top back present rest end lot way point thing things kind sort number figure part place fact example case course order favour favor other others many such more most less fewer higher lower larger greater smaller bigger longer shorter faster slower "
    "cheaper better worse older younger earlier upwards downwards good bad new old big small late early able fair full likely possible ready sure working same own clear open serious ordinary dangerous background introduction summary conclusion overview contents details notes"
)
"""Nouns and adjectives that alone name nothing, also as a heading."""
UNNAMED: Final = (TIMES | VAGUE | units.words("").keys()) - _set("yard yards metro metros")

HEADS: Final = _set("time times rate rates level levels total average season record peak")
"""Those of `TIMES` that are the noun of a phrase if another noun is before them: *waiting time*."""

COMPARING: Final = frozenset("more fewer less mehr weniger plus moins más menos".split())
"""Words between a change and what has changed: *5 % more visits*."""

ROUND: Final = _set(
    "about around peak high low average total record maximum minimum median mean combined whopping mere sum estimated no"
)
"""Words right before a figure that say how it was found."""

# --- verbs

CHANGES: Final = _by_form(
    """
    growth: grow grew grown growth expand expansion; rise: rise rose risen rising climb jump surge soar gained gains advanced widen;
    fall: fall fell fallen drop dropped dropping decline plunge slide slid sank shrink shrank tumble slipped narrow;
    increase: increase raise boost lift; reduction: shorten reduce reduction lower cut cutting slash trimmed; improvement: improve improvement;
    Wachstum: wuchs wuchsen wachsen gewachsen wächst; Anstieg: stieg stiegen gestiegen steigt steigen erhöht erhöhte erhöhten;
    Rückgang: sank sanken gesunken fiel fielen gefallen sinkt schrumpfte zurückgegangen verringert verringerte;
    hausse: augmenté augmenter augmente augmentent progressé hausse grimpé; baisse: baissé reculé chuté diminué baisse recule réduit;
    crecimiento: crecieron creció crecer crece; aumento: aumentó aumentaron aumentado subió subieron;
    caída: cayó cayeron bajó bajaron disminuyó disminuyeron disminuido redujo redujeron
    """
)
"""Nouns for a change, by the folded forms of the verbs."""
MEASURES: Final = _by_form(
    """
    cost: cost costing; price: price sell sold charge start; score: score; spending: spend spent; investment: invest; payment: pay paid;
    earnings: earn bring brought; loss: lose lost losing; weight: weigh; savings: save; budget: budget; production: produce;
    generation: generate; emissions: emit emitted; consumption: consumes consumed; duration: last take took; wait: wait; allocation: allocate;
    value: worth valued; contribution: contribute; Kosten: kostet kosten kostete; Gewicht: wiegt wog; Dauer: dauert dauerte;
    coût: coûté coûte coûtent coûtait; durée: dure durait; coste: cuesta cuestan costó
    """
)
"""Nouns for what a figure measures, by the folded forms of the verbs before it."""
LEVEL: Final = BE | _forms(
    "peak stood reach hit total amount remain average exceed surpass top sat equal came come became stay number count measures make made account represent constitute form comprise go went approach near absorb cover worth stand sit run ran "
    "betragen beträgt betrug betrugen liegt liegen lag lagen erreicht erreichte beläuft belief umfasst zählt atteint atteignait élève représente représentent "
    "compte comptait alcanza alcanzó asciende passe passé passait pasó verbesserte ascendió representa suma sumó sumaron sitúa situó encuentra mantiene valued estimated ging gingen nahm nahmen steht standen put based located"
)
"""Verbs after which a figure is the measure of their subject."""
SHARING: Final = _forms(
    "make made account represent constitute form comprise consume absorb contribute provide supply cover carry carries carried représente representa macht"
)
"""Verbs after which a per cent is a share of what follows it."""
HAVING: Final = HELPING | _forms(
    "hold held store contain include carry attract employ serve offer use own gain won win need require get got getting receive operate host house atiende tiene cuenta emploie compte beschäftigt hat zählt"
)
"""Verbs that say no more about what is counted than that there are some."""
SAYING: Final = _forms("say speak report claim estimate said spoke sprach sprachen")
"""Verbs of one who gives another figure for the same."""
PLAIN: Final = _forms(
    "begin began rely say said believe report want live work think thought go see saw make take come know find found buy bought prefer expect "
    "support oppose agree depend suffer die leave compare accept vote lead led build built write wrote give gave bring brought keep kept face add show treat let set hurt remove train plan register foresee aim continue form disappear appear happen occur differ arrive travel sleep eat drink hear feel decide refuse fail succeed manage attend join enter expire retire survive recover respond complain admit deny reject propose announce warn argue publish deliver install connect protect prevent allow become remember receive"
)
NOUNS_TOO: Final = frozenset(
    form
    for word in "cost price charge fall rise increase cut gain score budget use house drop jump decline value total number count offer "
    "support vote run need leave work report start average form cover account move sale win hit top peak growth pay wait lead loss live plunge surge climb show stand sit host treat want match last lower plan aim train register store pass".split()
    for form in (word, f"{word}s")
) | _set("growth expansion reduction improvement matches losses")
"""Forms of verbs that are nouns more often, unless a figure or a preposition follows."""
PAST: Final = _set(
    "caught taught sought told met lost sent spent felt heard meant drew drawn drove driven flew flown broke broken chose chosen spoke forgot froze shot sued stole stolen swore threw thrown wore beaten bitten eaten hidden ridden shown taken written gone done "
    "bought took made went came gave grew grown rose risen fell fallen sold paid won lost ran led built spent wrote did became began stood held shrank sank slid got saw brought kept lay laid set hurt"
)
VERBS: Final = frozenset(CHANGES) | frozenset(MEASURES) | LEVEL | SHARING | HAVING | PLAIN
TRANSITIVE: Final = _forms("raise boost lift")
"""Verbs of `CHANGES` that need an object: *raised $5 million* is no increase."""
WITH_IN: Final = frozenset("fall rise increase reduction decline improvement".split())
"""Nouns of `CHANGES` before *in*."""
WITH_OBJECT: Final = frozenset("score spending investment payment budget allocation loss savings time wait".split())
"""Nouns of `MEASURES` that a preposition follows: *spending on repairs*."""
FOREIGN: Final = frozenset(
    one for one in {*CHANGES.values(), *MEASURES.values()} if one[0].isupper() or not one.isascii()
) | _set("hausse baisse crecimiento aumento coste")
"""Nouns that no English *of* joins to another one."""

DURING: Final = _set("for in within after over during until since pendant durant während binnen durante")
"""Prepositions between what happens and how long."""

# --- nouns and adjectives

AMOUNTS: Final = _set("number numbers count amount zahl anzahl nombre número")
PERSONS: Final = _set(
    "i he she you who man woman boy girl child son daughter mother father husband wife brother sister patient"
)
"""Those whose bare number is an age."""
TITLES: Final = _set("mr mrs ms dr prof professor herr frau madame monsieur señor señora")
PLACES: Final = _set(
    "city town village country state island county region district nation suburb port community parish"
)
"""Those whose bare number is a population."""
EXTENTS: Final = _set("capacity output volume demand throughput turnover production size")
"""Nouns that are measured in what is counted: *capacity in cars*."""

DIMENSIONS: Final = {
    "time": "time", "length": "length", "mass": "weight", "volume": "volume", "area": "area", "speed": "speed",
    "energy": "energy", "power": "power", "temperature": "temperature", "pressure": "pressure", "data": "amount of data",
}  # fmt: skip
"""Names of what is measured, if the sentence has no other."""
SIZES: Final = {
    "long": "length", "high": "height", "tall": "height", "wide": "width", "deep": "depth", "thick": "thickness", "old": "age",
    "heavy": "weight", "large": "size", "lang": "Länge", "hoch": "Höhe", "breit": "Breite", "tief": "Tiefe", "alt": "Alter",
    "read": "reading time", "apart": "distance", "away": "distance",
}  # fmt: skip
"""Nouns for adjectives behind a measure."""
MONEY: Final = _forms(
    "price cost fee fare wage rent salary pay payment income revenue budget spending debt loss profit sales tariff premium subsidy grant benefit tax charge rate bill value turnover earnings funding investment toll deposit expense salaries prix coût salaire loyer precio coste salario "
    "alquiler preis kosten miete lohn gehalt umsatz tarif contract subscription dividend dividende"
)
"""Forms of nouns that are amounts of money."""
_LY_ADJECTIVES: Final = _set("monthly weekly daily yearly hourly quarterly early family supply")


def is_money(word: str) -> bool:
    """Return whether a folded word is an amount of money, also at the end of a compound: *Strompreis*."""
    return word in MONEY or word.endswith(("preis", "preise", "kosten", "lohn", "miete", "gebühr"))


def is_adverb(word: str) -> bool:
    """Return whether the ending of a word is that of an adverb."""
    return len(word) > 4 and word.endswith(("ly", "mente")) and word[0].islower() and word not in _LY_ADJECTIVES


def is_past(word: str) -> bool:
    """Return whether a word has the form of a participle or a verb in the past."""
    if word.lower() in PAST:
        return True
    if not word.islower() or "-" in word or len(word) < 4:
        return False
    if word.endswith("eed"):  # *speed*, *need*
        return word in {"agreed", "guaranteed", "freed"}
    return word.endswith(("ed", "erte", "ierte", "aron", "ieron", "ó", "èrent"))
