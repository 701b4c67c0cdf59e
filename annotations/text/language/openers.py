"""Words that begin many sentences and are no names: a capital shows that a sentence begins with them.

Pronouns, articles, prepositions, conjunctions and the signals of citations, in small letters.
"""

from functools import cache
from typing import Final

_OPENERS: Final = {
    "en": "the a an he she it they we i you this that these those there here but and so or in on at for if when while however its his her "
    "their our my your as by with from to of under over after before since until because although though what who why how where which not no "
    "yes then next now once only some many most all each every both such another others one two three nothing nobody everyone everybody "
    "something somebody let see cf ibid both neither either thus therefore hence also again later still yet even perhaps maybe do does did "
    "is are was were has have had can could will would shall should must may let's it's he's she's they're we're i'm i've don't "
    "during between among within without upon per about above below against through despite instead meanwhile moreover furthermore "
    "nevertheless nonetheless finally first second third last today yesterday tomorrow affirmed reversed",
    "de": "der die das den dem des er sie es ich wir ihr ein eine einer einem einen dies diese dieser dieses diesem diesen jene jener doch "
    "aber und oder auch wenn als nach im am auf mit von vom zum zur da dort hier dann nun man was wer wie wo bei beim zu in an aus ab bis für "
    "durch gegen ohne um unter über vor hinter neben zwischen seit während wegen trotz laut gemäß nicht kein keine keiner niemand jemand alle "
    "alles jeder jede jedes viele einige manche mehrere beide andere anders ebenso so dabei dazu damit dafür dagegen daher darum darauf daran "
    "davon deshalb deswegen denn weil dass daß ob obwohl sondern jedoch ja nein noch nur schon sehr immer nie heute gestern morgen jetzt "
    "später früher damals zuletzt zunächst zudem außerdem allerdings vielmehr ferner insgesamt derzeit bereits erst etwa wann warum weshalb "
    "welche welcher welches sein seine seiner ihre ihrer ihren unser unsere mein meine vgl siehe s. ebd ist sind war waren hat haben hatte "
    "wird werden wurde kann können soll sollen muss muß darf sei näheres satz abs näher",
    "fr": "le la les il elle ils elles on un une ce cet cette ces cela ceci c'est c’est c mais et ou en dans je nous vous tu puis pour par sur "
    "sous avec sans chez depuis pendant avant après entre vers contre selon si quand lorsque comme que qui quoi dont où donc or ni car ne pas "
    "plus moins aucun aucune nul nulle tout toute tous toutes chaque quelque quelques plusieurs certains autre autres celui celle ceux celles "
    "ceux-ci celui-ci celle-ci son sa ses leur leurs mon ma mes notre nos votre vos au aux du des de à ainsi alors aussi cependant pourtant "
    "toutefois enfin ensuite ici là voici voilà hier demain aujourd'hui aujourd’hui oui non est sont était a ont cf v voir vu considérant sont "
    "y l d j n s qu jusqu tel telle lui eux moi même",
    "es": "el la los las un una unos unas se pero y e o u lo le les su sus este esta estos estas ese esa esos esas eso esto aquel aquella aquello "
    "dicho dicha dichos dichas en de del al a con sin por para según sobre tras desde hasta entre ante bajo contra durante mediante si cuando "
    "como que qué quien quién cual cuál donde dónde cuándo cómo porque pues aunque mientras no sí ni nada nadie ninguno ninguna todo toda todos "
    "todas cada algún alguno alguna algunos otros otras otro otra muchos varios ambos yo tú él ella ello ellos ellas nosotros usted ustedes me "
    "te nos mi tu nuestro también tampoco además así entonces luego después antes ahora hoy ayer mañana aquí allí ya aún más menos muy sin "
    "es son era fue fueron ha han hay había será está están cf véase vid asimismo igualmente",
    "it": "il lo la i gli le un uno una ma e ed o nel nella nei nelle nello nell del della dei delle dello dell dal dalla dai al alla ai alle "
    "allo all sul sulla sui di a da in con su per tra fra si se quando come che chi cosa dove perché mentre anche non né sì no nulla nessuno "
    "nessuna ogni tutto tutti tutte tutta alcuni altri altre altro questo questa questi queste quello quella quelli quelle suo sua suoi loro "
    "mio io tu lui lei noi voi esso essa essi ciò così poi dopo prima ora oggi ieri domani qui là già ancora più meno molto è sono era fu ha "
    "hanno c v vi ci l d s cfr contra conforme inoltre infatti tuttavia quindi dunque però oppure invece secondo dopo senza verso si nell",
    "pt": "o a os as um uma uns umas é mas e ou no na nos nas do da dos das ao à aos às em de com sem por pelo pela para segundo sobre após "
    "desde até entre perante sob contra durante mediante se quando como que quem qual onde porque pois embora enquanto não sim nem nada "
    "ninguém nenhum nenhuma todo toda todos todas cada algum alguma alguns outros outras outro outra muitos vários ambos eu tu ele ela eles "
    "elas nós você vocês seu sua seus suas meu minha nosso este esta estes estas esse essa esses essas isso isto aquele aquela aquilo também "
    "tampouco além assim então depois antes agora hoje ontem amanhã aqui ali já ainda mais menos muito são era foi foram há havia será está "
    "cf v ver conforme nada",
    "nl": "de het een het 't dat dit die deze hij zij ze wij we ik je jij u jullie er daar hier maar en of in op aan bij met van voor naar uit "
    "over onder tegen door om tot te na sinds tijdens volgens zonder tussen binnen als toen wanneer omdat terwijl hoewel dus want wie wat waar "
    "waarom hoe welke niet geen niemand niets iemand iedereen iets alle alles elke ieder iedere veel enkele sommige beide andere anders ook nog "
    "al nu dan toch wel zo zijn haar hun ons onze mijn vandaag gisteren morgen later eerst ja nee is was waren heeft hebben had wordt worden "
    "werd kan zal moet mag zie vgl aldus alleen daarna daarom daarbij echter bovendien daarentegen den",
    "pl": "to ten ta te ci tego tej tym tych taki taka takie on ona ono oni one ja ty my wy w we na z ze do od dla po przy przed za pod nad o u "
    "przez bez między wśród według mimo wobec i a ale lecz oraz lub albo bo gdy kiedy jeśli jeżeli aby żeby że czy kto co gdzie dlaczego jak "
    "jaki który która które nie tak już jeszcze też także również tylko nic nikt każdy każda wszyscy wszystko wszystkie inni inny inne wiele "
    "kilka jego jej ich mój moja nasz swój się są był była było byli jest być ma mają będzie zob por jednak więc dlatego potem wtedy teraz tu "
    "tam dziś wczoraj jutro ponadto natomiast zatem ponieważ",
    "ru": "он она они оно это этот эта эти тот та те то такой такая такие в во на но и а или не мы вы я ты как что кто где когда почему зачем "
    "какой который с со к ко по о об от до из у за под над при про для без через после перед между если чтобы хотя так тоже также уже ещё еще "
    "только лишь даже все всё весь вся каждый любой никто ничего ничто нет да его её ее их мой наш свой тогда теперь сейчас здесь там тут "
    "потом затем однако поэтому потому итак был была было были есть будет может можно нужно надо см ср согласно кроме благодаря среди сегодня "
    "вчера завтра",
}
DETERMINERS: Final = frozenset(
    "der die das des dem den am im zum zur vom beim ins ans ein eine einer einem einen eines jeder jede jedes jedem jeden dieser diese dieses "
    "diesem diesen sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren unser unsere unserer unserem mein meine meinem und oder bis "
    "ersten zweiten bisherige neue neuen letzte letzten".split()
)
"""German words before an ordinal: *am 3. Mai*, *der 2. Senat*."""
PARTICLES: Final = frozenset(
    "le la les de da di el los las du des van von lo li do dos das het ten ter op in 't o d l della dei".split()
)
"""Words that begin sentences and family names too: *A. Le Goff*, *M. De Vries*."""
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december januar jänner februar feber märz mai juni juli "
    "oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre".split()
)


@cache
def of(language: str) -> frozenset[str]:
    """Return the words that begin sentences of a language by its code; of `""`, those of all languages."""
    if language:
        return frozenset(_OPENERS[language].split())
    return frozenset().union(*map(of, _OPENERS))
