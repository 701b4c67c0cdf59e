"""Words that say the opposite of each other, and names of one kind of event, in general English."""

from typing import Final

from annotations.review.similarity.lexicon import stem

_OPPOSITES: Final = """
    continue continuing continued remain remaining stay persist maintain survive survival resume ongoing endure uphold preserve retain
        / end ended ending abandon abandonment drop dropped cease cessation stop stopped discontinue withdraw withdrawal cancel
        cancellation scrap scrapped retire retirement dead disappear vanish quit halt suspend suspension terminate
        termination dismantle demise expire expiry axe shelve phase-out
    open opened opening openness unlocked unrestricted available
        / closed close shut locked proprietary private restricted unavailable
    announce disclose disclosure reveal publish
        / undisclosed unannounced unpublished unnamed withhold withheld tbd tba undetermined unspecified secret confidential
    free gratis complimentary / paid paying subscription paywall charge charged
    ahead lead leading outperform beat surpass overtake exceed outpace / trail trailing lag lagging underperform behind
    rise rising increase grow climb soar surge gain expand higher raise jump swell busier double triple
        / fall decline decrease shrink plunge sink dwindle lower reduce cut drop tumble slump slide halve wane quieter
    widen diverge divergence apart / narrow converge convergence
    improve better recover recovery / worsen deteriorate deterioration worse
    strengthen bolster boost / weaken erode undermine damage harm
    scratch anew blank ground-up from-scratch
        / extend expand fork derive evolve adapt modify upgrade lengthen enlarge rework
    succeed success successful thrive flourish / fail failure flop collapse struggle bankrupt bankruptcy
    profit profitable profitability lucrative / loss unprofitable deficit loss-making bankrupt bankruptcy insolvent
    safe safety harmless / unsafe danger dangerous risky hazardous harmful toxic
    sustainable viable affordable afford / unsustainable unviable unaffordable
    cheap cheaper inexpensive / expensive costly dear costlier pricey
    confirm affirm admit acknowledge concede / deny refute
    accept acceptance approve approval embrace welcome adopt endorse / reject rejection shun refuse refusal spurn rebuff veto
    support favour favor advocate back champion / oppose opposition opponent resist object criticize criticise condemn
    own owner owned ownership / rent rental rented lease tenant
    hire recruit recruitment / dismiss dismissal redundant redundancy layoff laid-off lose
    win victory / lose defeat
    quiet silent silence noiseless / loud noise noisy deafening
    independent independence autonomous self-sufficient / depend dependence dependent reliance rely reliant subsidy subsidize subsidise
    fast faster quick speed accelerate acceleration / slow slower sluggish delay
    punctual prompt timely / late delay delayed overdue tardy
    strong robust powerful / weak weakness fragile feeble
    allow permit authorize authorise legal lawful / forbid ban prohibit prohibition illegal unlawful outlaw
    include inclusion / exclude exclusion omit
    mandatory compulsory obligatory forced compel / voluntary optional
    temporary provisional interim / permanent
    true correct accurate / false incorrect wrong inaccurate mistaken untrue bogus fake myth
    easy easier simple simplify / hard harder difficult complicated complex
    popular popularity / unpopular unpopularity
    abundant abundance plenty surplus plentiful / scarce scarcity shortage
    unite united unity unanimous / divide divided division split fragment fragmented
    similar identical alike / unlike dissimilar
    stable stability steady / volatile unstable volatility instability
    optimistic optimism / pessimistic pessimism
    proven prove established / unproven disproven
    effective efficient efficiency / ineffective inefficient inefficiency useless futile
    necessary essential indispensable vital / unnecessary needless superfluous
    innocent acquitted / guilty convicted
    destroy demolish demolition / preserve preservation restore restoration
    deliberate intentional / accident accidental unintended
    healthy / ill sick
    full crowded / empty deserted
    clean / dirty pollute pollution contaminated
    human manual / automatic automated
    aggressive / conservative cautious
    present presence / absent absence lack
    possible feasible / impossible infeasible
    attack assail / defend defence defense
    satisfied pleased glad happy delighted / dissatisfied unhappy angry disappointed disappointment dismayed
    praise applaud commend laud / criticize criticise slam blame denounce
    love enjoy / hate dislike loathe detest
    gradual / sudden abrupt
    useful worthwhile / useless pointless worthless
    hot warm heat / cold cool freeze frozen chill refrigerate
    comfortable spacious roomy / cramped uncomfortable
    reliable dependable intact / unreliable faulty broken defective malfunction breakdown
    honest transparent transparency / dishonest secretive corrupt corruption
    join enter accede / leave quit exit secede
    solve resolve settle / unsolved unresolved unsettled pending
    flexible lenient / rigid inflexible strict harsh
    peaceful / violent violence
    natural / artificial synthetic
    ample sufficient adequate / insufficient inadequate
    equal fair impartial / unequal unfair unjust biased bias
    friendly amicable / hostile hostility
    encourage promote / discourage deter
    trust / distrust mistrust
    visible / invisible hidden conceal
    complete finish / incomplete unfinished
    genuine authentic original / counterfeit forged copied
    careful / careless reckless negligent
    smooth / bumpy uneven
    beautiful / ugly
    consult listen / ignore overlook
    warn alarm / reassure
    rare rarely seldom uncommon infrequent / common frequent widespread
    liable responsible / exempt immune
    agree agreement consensus / disagree disagreement dispute
    urban / rural
    wealthy rich affluent / poor impoverished poverty
    employ employed employment / unemployed unemployment jobless
    direct / indirect
    together jointly / separate separately
    reversible / irreversible
    relevant / irrelevant
    consistent / inconsistent
    active busy / inactive idle dormant
    honour honor fulfil fulfill / violate breach
    build erect construct / demolish dismantle raze
    resign resignation / remain
    wet / dry
    old-fashioned obsolete outdated / modern up-to-date
    protect safeguard shield / endanger threaten jeopardize jeopardise
    help aid assist benefit / hamper hinder impede obstruct hurt
    grant award / withhold refuse decline
    appoint / sack fire oust
    enable / disable prevent
    appear emerge / disappear vanish
    tighten toughen / loosen ease relax
    comply compliance obey / flout infringe violate
    attend / boycott skip miss
    certain sure certainty / uncertain unsure doubtful doubt uncertainty
    clear obvious plain / unclear vague ambiguous murky
    known familiar / unknown unfamiliar
    unharmed unhurt undamaged unscathed / injure injured hurt damaged wounded
    waterproof watertight / leak leaky leaking
    large big huge vast enormous / small tiny
    near nearby / far distant remote
    lengthy long / brief short
    early premature / late belated
    young youth youthful / old elderly
    domestic homegrown / foreign imported overseas
    in-house internal / external outsource outsourced contractor
    online digital / offline analogue
    renewable solar / coal fossil gas
    electric / diesel petrol
    nationalise nationalize / privatise privatize
    lend / borrow
    buy bought purchase acquire / sell sold divest
    recycle reuse / discard dump landfill
    die died death perish drown / survive survivor survival
    ally friend / enemy foe adversary
    arrest detain jail imprison / free freed liberate
    eager keen enthusiastic enthusiasm / reluctant unwilling reluctance sceptical skeptical scepticism skepticism
    competent skilled qualified experienced trained / incompetent unqualified inexperienced untrained
    overstate exaggerate overestimate / understate underestimate
    calm / nervous anxious worried
    alone single-handed / together jointly
    remember / forget forgotten
    gain / lose
    cause trigger / avert
    full-time / part-time
    insured covered / uninsured
    elected / unelected
    solvent / insolvent indebted
    fresh / stale
    bright / dark dim
    indoor indoors / outdoor outdoors
    deep / shallow
    rural countryside / urban
    empower / disenfranchise
    sober / drunk
    respect / disrespect disregard
    prepared ready / unprepared unready
    repair mend fix / break broken
    attract / repel
"""
"""A pair a line: words of one side, a stroke, words of the other. A longer pair goes on in lines that are indented more."""


HOMOGRAPHS: Final = frozenset(
    """
    back present presently presentation stops leads likes rent rents unit units terminal terminals
    absently accelerator activity activities activate apartment apartments author authors authority authorities appearance
    automatically attendant attendants briefing business businesses busily certainly champ charger chilling clearly clearance
    closely closing commonly completely complexion compliment compliments conceive consist consists consistently constructive
    copy correctly cooler crowd cutting desert direction directions directed directive directly directors dropping
    early effect effects effectively emergency emergencies emergent equally establishment exclusively extern fairly
    fairy fault finally force forces fragment frequency fully graduate graduates grower growers halter hardly hardy health
    highly impose imposes imposed imposing important importance importantly improvise intention intentions intently interne
    international internationally joint joints lackey lately longer longing longest lovely major majors manned missing
    modernization nation nations national nationally nationality nature natures nearly objective objectives object objects
    optimal original originally origin origins paper papers please plainly prompt promptly provision
    provisions punctuate quite quickly read reads reading readings reader readers readily respective respectively
    response responses roomy room rooms secretion separately settler shortly shorts shutter skeptic sliding
    stead steam subside succession successive successively suddenly surely surgery surgeries surgeon suspense swell time times
    timing timed train trains tumbler unavailing victor vitals wind winds winding wound windy younger
    """.split()
)
"""Words that usually mean something else than the side that their stem is on: *on the way back*, *eighteen stops*."""


def _axes() -> dict[str, tuple[tuple[int, bool], ...]]:
    found: dict[str, dict[tuple[int, bool], None]] = {}
    whole = _OPPOSITES.replace("\n        ", " ").strip().splitlines()
    for axis, line in enumerate(whole):
        for side, words in enumerate(line.split("/")):
            for word in words.split():
                found.setdefault(stem(word), {})[axis, not side] = None
    return {word: tuple(places) for word, places in found.items()}


AXES: Final = _axes()
"""Number of each pair that a stem belongs to, and whether it is on its first side."""

ENDS: Final = 0
"""The pair of what continues and what ends."""

FREE: Final = AXES["free"][0][0]
"""The pair of what is free and what is paid for."""

BOTH_AT_ONCE: Final = frozenset(
    AXES[stem(word)][0][0]
    for word in """
    open announce ahead fast buy lend join hire young urban near lengthy large early full electric manual domestic online indoor deep
    bright hot
    """.split()
)
"""Pairs whose sides may hold at once, of different things: one buys what another sells."""

_PHRASES: Final = """
    continue: go on, goes on, going on, went on, gone on, go ahead, goes ahead, going ahead, went ahead, carry on, carries on,
        carried on, carrying on, keep on, keeps on, kept on, press on, pressed on, pushes on, under way, live on, lives on
    abandon: away from, give up, gives up, giving up, gave up, given up, call off, called off, phase out, phased out, phasing out,
        do away, does away, did away, doing away, pull out, pulled out, pulls out
    stop: is over, be over, was over, are over, been over
    close: shut down, shuts down, shutting down, closed down, closes down
    bankrupt: went under, go under, goes under, gone under, going under, went bust, gone bust, went bankrupt
    punctual: on time, on schedule
    late: behind schedule, running late
    reject: turn down, turned down, turns down, turning down, rule out, ruled out, rules out, vote down, voted down
    approve: sign off, signed off, wave through, waved through
    dismiss: lay off, laid off, lays off, laying off, let go
    resign: step down, stepped down, steps down, stepping down, stand down, stood down
    faulty: out of order, break down, breaks down, broke down, broken down
    raise: go up, goes up, went up, gone up, going up, is up, are up
    fall: go down, goes down, went down, gone down, going down, is down, are down
    loss-making: in the red
    profitable: in the black
    free: for nothing, no charge, no cost, without charge
    stop: fall silent, falls silent, fell silent, fallen silent, falling silent, wind up, wound up, winding up, wind down, wound down,
        winding down, pull the plug, pulled the plug, shut up shop, put on ice, ground to a halt, grinds to a halt, has had its day
    remain: hold on, holds on, held on, stick with, sticks with, stuck with, stand by, stands by, stood by, here to stay
    cut: scale back, scaled back, scaling back, cut back, cuts back, cutting back, trim back, trimmed back
    rise: step up, stepped up, ramp up, ramped up, shoot up, shot up
    delay: put off, puts off, putting off, held up
    succeed: pay off, paid off, pays off, catch on, caught on, takes off, took off
    fail: fall through, falls through, fell through, fall short, falls short, fell short, fall flat, fell flat, come to nothing, came to nothing
    withdraw: back out, backed out, drop out, dropped out, walked away, walk away, pulls back, pulled back
    hire: take on, taken on, took on, takes on
    violate: fall foul, fell foul
    punctual: in time, ahead of schedule
    refuse: fend off, fended off, brush aside, brushed aside
    ignore: turn a blind eye, turned a blind eye, look away, looked away
    demolish: tear down, torn down, tore down, pull down, pulled down, knock down, knocked down
"""
"""What phrases of two or three words mean, by a word that means the same."""


def _phrases() -> dict[tuple[str, str], tuple[tuple[str, ...], str]]:
    found: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {}
    for line in _PHRASES.replace("\n        ", " ").strip().splitlines():
        meaning, _, phrases = line.strip().partition(": ")
        for phrase in phrases.split(", "):
            first, second, *rest = phrase.split()
            found[first, second] = tuple(rest), meaning
    return found


PHRASES: Final = _phrases()
"""The rest of each phrase and the word that means the same, by its first two words."""

_EVENTS: Final = """
    release launch unveil introduce introduction debut premiere ship maiden enter inaugurate inauguration
        found establish start begin began open opening create creation first commence inception
    buy bought acquire acquisition purchase takeover
    close shut end cease closure abolish stop retire
    die died death kill
    born birth
    sign signed agree agreement treaty
    elect election appoint appointment hire join
    resign resignation leave dismiss
    build built complete completion finish construct
    meet meeting summit conference
    sell sold sale
    arrive arrival reach land
    announce announcement publish
    win won victory defeat
"""

STARTS: Final = 0
"""The kind of event by which something starts."""

EVENTS: Final = {
    stem(word): row
    for row, line in enumerate(_EVENTS.replace("\n        ", " ").strip().splitlines())
    for word in line.split()
}
"""Number of the kind of event that a stem names: *launched* and *debut* are of one kind."""
