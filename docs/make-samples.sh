#!/bin/sh
# Builds seeds/.postil, the library that ships with the samples, with postil's own command line.
#
#     sh docs/make-samples.sh          an existing seeds/.postil is replaced
#
# POSTIL names another postil than the one in .venv, SEEDS another copy of the samples.
# Passages are given in the order of their source, and by name here, so that one
# more does not renumber the links. An address such as 5:12 is what `postil add` printed.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
seeds=$(cd "${SEEDS:-$root/seeds}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
POSTIL_AUTHOR=postil
export POSTIL_AUTHOR

# The program of this checkout, unless another one is named.
postil() {
    if [ -n "${POSTIL:-}" ]; then
        "$POSTIL" "$@"
    else
        (cd "$root" && .venv/bin/python -m tui "$@")
    fi
}

# passage TAGS QUOTE [NOTE [PREFIX]]: a passage of $source; prints its address. TAGS are separated by spaces.
passage() {
    tags=$1 quote=$2 note=${3:-} prefix=${4:-}
    set -- add "$work" "$source" --quote "$quote"
    for tag in $tags; do set -- "$@" --tag "$tag"; done
    [ -z "$note" ] || set -- "$@" --note "$note"
    [ -z "$prefix" ] || set -- "$@" --prefix "$prefix"
    postil "$@"
}

# relate FROM KIND TO [NOTE]: a link between two passages.
relate() {
    from=$1 kind=$2 to=$3 note=${4:-}
    set -- link "$work" "$from" "$kind" "$to"
    [ -z "$note" ] || set -- "$@" --note "$note"
    postil "$@" >/dev/null
}

echo "The library of the samples is built again in $seeds/.postil"
cp "$seeds"/[0-9]-* "$work"
mkdir -m 700 "$work/.postil"
cat >"$work/.postil/codebook.toml" <<'TOML'
# Tags of this library beside claim, figure and opinion.

[tags.date]
key = "1"
letter = "D"
colour = "tag1"
description = "When something happened, or is said to have happened."

[tags.source-named]
key = "2"
letter = "S"
colour = "tag2"
description = "The passage says where its knowledge comes from."

[tags.forecast]
key = "3"
letter = "P"
colour = "tag3"
description = "Says what will happen. To be looked at again when it has, or has not."
TOML

source=1-strategy.txt
worked=$(passage opinion 'Meta is walking away from something that succeeded' \
    'The premise of the whole piece. It rests on downloads, and downloads are not use.')
growth=$(passage 'figure source-named' '187%' \
    'The only growth figure in the folder, at second hand through Reuters, and without the amount it grew from. Ask for the base before quoting it.' \
    'revenue from AI stood ')
share=$(passage figure 'more than 40%')
payback=$(passage 'claim source-named' 'open AI does not return enough on what it costs' \
    'Attributed to the technology chief, without date or place. Find the interview.')
yardstick=$(passage opinion 'Once the yardstick is margin and not reach, a free flagship is the first thing to go.')
october=$(passage date 'October 2025')
opened=$(passage claim 'Muse Spark comes out as an open-source model of 13B parameters' \
    'The knot of this folder. No other source of the five has an open Muse Spark on its own account; either there are two things of that name or one account is wrong.')
downloads=$(passage figure 'more than 12 million downloads')
developers=$(passage figure 'above 270,000 developers')
plugins=$(passage figure 'over 23,000 plug-ins')
stopped=$(passage claim 'Work on the open line ends.')
grew=$(passage claim 'a closed model that grew to 72B parameters')
speed=$(passage 'figure source-named' 'from 100 to 520 tokens per second' \
    'From the maker’s own white paper, on one A100. The card is two generations old; the ratio may not survive a newer one.')
percent=$(passage figure '420% more')
latency=$(passage figure '68%' '' 'from request to answer shrinks by ')
price=$(passage figure '$9.9 a month' \
    'The one price anybody names. The technical piece says that nothing was announced: is this a plan for the app, and that about the API?')
unpublished=$(passage claim 'their price is unpublished')
uptime=$(passage figure '99.95%' 'About four hours and twenty minutes a year in which the service may be down.')
floor=$(passage 'claim source-named' 'the ground floor, meaning Llama, remains open')
promise=$(passage claim 'a promise of openness was withdrawn within half a year')
remain=$(passage 'claim forecast' 'many will complain and remain')
times=$(passage figure '5.2 times the throughput of the free version' \
    'The same figure as the 420%: 520 over 100. Not a second witness.')
moat=$(passage claim 'it is made of social data that is expensive to clean and of an engine designed together with its hardware')
next=$(passage 'opinion forecast' 'Is Llama next? Not soon.')

source=2-launch.txt
quarter=$(passage date 'As the second quarter began')
inside=$(passage claim 'a model whose inner workings stay inside the building')
access=$(passage claim 'outside developers are to pay for access')
budget=$(passage claim 'a budget of many billions')
comeback=$(passage opinion 'analysts who follow the company read the launch as a way back into a conversation that others had been leading' \
    'Which analysts? None is named anywhere in the item.')
targeting=$(passage claim 'machine-made targeting has been lifting sales for some time')
useful=$(passage claim 'it would rather be useful than ranked' \
    'Convenient for whoever is not first. Compare the scores that Meta published all the same.')
apps=$(passage claim 'the model goes into the apps that people already open')
left=$(passage claim 'the Llama way of publishing models is being left behind')
serve=$(passage opinion 'Advertising remains the business that AI has to serve.')
cause=$(passage opinion 'The likeliest cause is cost')
lunch=$(passage 'opinion forecast' 'developers who came for a free lunch have no reason to stay for the bill')
silent=$(passage claim 'No price is given in this report')
check=$(passage claim 'an automated check compared every figure with its origin' \
    'There is hardly a figure here to compare, and no origin is named. Treat as decoration.')

source=3-brief.md
april=$(passage date 'April 8' '' 'On ')
first=$(passage claim 'the first of its models to be closed from end to end')
commercial=$(passage opinion 'it is best read as a commercial decision')
stayed=$(passage claim 'What it did not bring was an advantage that stayed at home.')
billions=$(passage claim 'Billions went into data centres and research')
everybody=$(passage claim 'an open release hands the result to everybody at once')
middle=$(passage claim 'they publish some models and guard the flagship')
forgive=$(passage 'opinion forecast' 'a community that was praised for years may not forgive being dropped')
unknown=$(passage claim 'We do not know yet whether this is a turn for good or one half of a double strategy.' \
    'The most careful sentence in the brief, and its own bullets forget it: they say that the open strategy is over.')
over=$(passage claim "Llama's open strategy is over")
gain=$(passage 'claim forecast' 'other open projects stand to gain developers')

source=4-blog.md
eighth=$(passage date 'April 8th')
weights=$(passage claim 'no weights to download')
gift=$(passage opinion 'Open weights are a way to buy a market without paying for it in cash')
derived=$(passage claim 'the models tuned from Llama on Hugging Face were more numerous than everything descended from GPT' \
    'Countable, and not counted here. The hub’s own statistics would settle it.')
forever=$(passage 'claim forecast' 'the habit of letting advertising pay for research cannot go on forever')
ahead=$(passage claim 'GPT-5, Claude Opus and Gemini are ahead, and all of them are shut.')
bent=$(passage claim 'Anything open can be bent')
reason=$(passage opinion 'I think it is the excuse, and the first is the reason')
pieces=$(passage 'opinion forecast' 'it breaks into pieces')
publishing=$(passage 'claim forecast' 'Qwen at Alibaba and DeepSeek will go on publishing, because for them it pays')
machines=$(passage claim 'no weights means nothing on your own machines' \
    'Slides from Muse Spark, which is closed, to Llama, whose weights are out already and cannot be called back.')
plan=$(passage 'claim source-named' "Llama's strategy is over, while the long piece has Meta promising open weights as before")
mood=$(passage opinion "never again let one company's mood be your roadmap")

source=5-deep-dive.txt
day=$(passage date 'April 8, 2026')
strongest=$(passage claim 'by several measures it is the strongest thing the company has made')
nothing=$(passage claim 'Muse Spark owes nothing to Llama’s code.')
scratch=$(passage claim 'wrote it from scratch in nine months' \
    'Nine months before April 2026 is July 2025, which fits the founding of MSL and leaves no room for a release in October.')
founded=$(passage date 'the middle of 2025')
differently=$(passage 'claim source-named' 'lets the model grow out of an open one with 13B parameters')
exam=$(passage 'figure source-named' '58%' '' 'the model solves ')
science=$(passage 'figure source-named' '38%' '' 'Humanity’s Last Exam and ')
level=$(passage claim 'level with the best that Anthropic and OpenAI offer' \
    'The table further down has Claude ahead on both tests, 61% and 42%. Level with OpenAI, yes; with Anthropic, nearly.')
physicians=$(passage figure 'more than 1,000 physicians')
sticky=$(passage opinion 'Trust in matters of health is the stickiest trust there is.')
others=$(passage opinion 'it went right for everybody else')
invested=$(passage figure '$15 billion' 'An estimate, and research and machines in one sum. Not comparable with the price of one training run.')
charity=$(passage opinion 'a charity, with advertisers as the donors')
away=$(passage claim 'the closed models were drawing away, not coming closer')
abandoned=$(passage claim 'Llama is not being abandoned.')
open_weights=$(passage 'claim forecast' 'their weights will be open as before')
google=$(passage claim 'Google does the same with Gemini shut and Gemma open')
preview=$(passage claim 'a private API preview is there for partners whom Meta picks')
unpriced=$(passage claim 'No price for the API has been announced')
custom=$(passage figure '94%' \
    'The widest lead in the table is on the one test that is not a public one. Leave it out and the model leads nowhere.')
trails=$(passage claim 'in programming it trails Claude by eleven points')
widely=$(passage 'claim forecast' 'it will become the most widely used frontier model ever')
lasts=$(passage 'opinion forecast' 'If one advantage of Meta’s lasts, it will be this one.')
undercut=$(passage 'figure forecast' '20–30% below Google' \
    'On Google’s $10 and $40 that would be $7 to $8 in and $28 to $32 out. Analysts again without names.')
afford=$(passage claim 'it could afford to: advertising brings in more than $130 billion a year')
purse=$(passage figure 'more than $130 billion a year')
training=$(passage figure '$500 million at least and perhaps $2 billion')
cheaper=$(passage claim 'an API at $15 to $30 per million tokens comes out cheaper than their own machines' \
    'Dollars an hour against dollars a million tokens: it holds only below a certain load, and the load is not given.')
guard=$(passage claim 'a published model carries no guard that a stranger cannot remove')
market=$(passage 'figure forecast' '$150 billion by 2028')
creed=$(passage opinion 'Openness in AI was a tactic before it was a creed.')
foundation=$(passage opinion 'research in the open needs a foundation that no single company’s mood can remove')

# Was Muse Spark ever open, and where did it come from?
relate "$first" contradicts "$opened" 'A model cannot be the first closed one and the heir of its own open release, unless the brief counts from 72B.'
relate "$scratch" contradicts "$grew" 'Grown from 13B or written anew: the two accounts of its origin exclude each other.'
relate "$day" contradicts "$october" 'Two birthdays, six months apart.'
relate "$differently" cites "$opened"
relate "$weights" restates "$inside"

# When
relate "$april" restates "$day"
relate "$eighth" restates "$april"
relate "$quarter" supports "$april" 'Vaguer, but it agrees: the quarter was a week old.'

# Is Llama given up?
relate "$over" contradicts "$abandoned" 'The plainest contradiction of the five. Only one of them says whom it heard.'
relate "$left" contradicts "$open_weights"
relate "$abandoned" supports "$next"
relate "$open_weights" restates "$floor"
relate "$unknown" qualifies "$left" 'What the news item reports as done is still an open question to the brief.'
relate "$plan" cites "$over"
relate "$plan" cites "$open_weights"
relate "$open_weights" contradicts "$machines" 'If Llama stays open, local use of Llama stays possible; the blog closes it by inference.'

# Why: who pays for it
relate "$payback" supports "$commercial"
relate "$reason" restates "$commercial"
relate "$cause" restates "$payback" 'The same explanation, without the witness.'
relate "$afford" contradicts "$forever" 'Can advertising pay for AI? Here it is a purse without a bottom, there a habit that has to end.'
relate "$targeting" supports "$afford"
relate "$serve" qualifies "$forever" 'Turns the question round: it is not advertising that feeds AI, AI is there to feed advertising.'
relate "$charity" supports "$forever"
relate "$gift" contradicts "$charity"
relate "$creed" restates "$gift"
relate "$everybody" supports "$others"
relate "$stayed" restates "$others"
relate "$invested" supports "$billions" 'Puts a number on the billions.'
relate "$budget" restates "$billions"

# What it costs, who gets it
relate "$unpriced" contradicts "$price" 'Perhaps both are right, of different things: a plan for persons and an API for firms.'
relate "$silent" supports "$unpriced"
relate "$preview" qualifies "$access" 'Not developers at large: chosen partners.'

# How good it is, and what protects it
relate "$level" contradicts "$ahead" 'Level by April, behind in the blog: it reasons from the models of last year.'
relate "$ahead" supports "$away"
relate "$useful" qualifies "$level"
relate "$apps" supports "$widely"
relate "$lasts" contradicts "$moat" 'Two answers to what rivals cannot copy: data and engine, or being worn on the nose.'

# What becomes of open models and of their users
relate "$google" supports "$middle"
relate "$lunch" contradicts "$remain"
relate "$promise" supports "$forgive"
relate "$publishing" supports "$gain"
relate "$bent" restates "$guard"
relate "$cheaper" qualifies "$machines" 'One may run it at home, and pay more for doing so.'
relate "$foundation" restates "$mood"

postil check "$work"

# Only a whole library takes the place of the old one: its file has all that the journal says.
rm -rf "$work/.postil/lock" "$work/.postil/journal.lock" "$work/.postil/journal.jsonl" "$work/.postil/backups"
rm -rf "$seeds/.postil"
cp -R "$work/.postil" "$seeds/.postil"
