"""The words that act, deny, demand, plan and doubt: classes of English verbs and adverbs, as data for the rules."""

from __future__ import annotations

# What a speech act does, as a PLOVER v2 type (codebook v2.0, event types): by verb.
SPEECH_ACT: dict[str, str] = {}
for _event, _verbs in {
    "REQUEST": "urge demand ask request appeal implore beg press call plead petition insist exhort entreat beseech pressure",
    "ACCUSE": "accuse blame condemn denounce criticise criticize decry deplore charge allege slam blast lambast lambaste "
    "castigate rebuke chide fault lament deride assail protest complain censure reprimand reproach admonish upbraid berate "
    "excoriate vilify disparage scold",
    "REJECT": "reject deny dismiss refuse refute rebuff rebut decline oppose veto repudiate dispute spurn snub object disavow",
    "THREATEN": "threaten warn vow-retaliation caution",
    "SUPPORT": "praise back support welcome endorse applaud commend laud congratulate hail defend salute thank "
    "commemorate sympathise sympathize cheer compliment condone",
    "AGREE": "agree pledge promise vow commit undertake consent guarantee",
    "CONSULT": "discuss consult confer telephone phone debate brief",
    "CONCEDE": "apologise apologize concede acquiesce relent",
}.items():
    for _verb in _verbs.split():
        SPEECH_ACT[_verb] = _event

# Nouns that blame when somebody is called one or told of one.
BLAME = frozenset(
    "provocation aggression threat violation crime lie escalation blackmail terrorism genocide massacre atrocity smear "
    "fabrication rumour rumor falsehood propaganda hypocrisy outrage disgrace aggressor occupier terrorist criminal "
    "nonsense hoax betrayal bully piracy".split()
)

HEDGES = frozenset(
    "reportedly allegedly purportedly apparently supposedly seemingly ostensibly probably likely presumably "
    "evidently".split()
)
MAYBE = frozenset("possibly perhaps maybe potentially conceivably".split())
POSSIBLE_AUX = frozenset("could may might can would should".split())
PLANNED_AUX = frozenset("will shall 'll ’ll wo".split())
# Governing predicates, by what they make of the clause under them.
PLAN = frozenset(
    "plan intend prepare aim want expect schedule set vow promise pledge agree decide threaten propose order seek hope "
    "wish ready pose poise look instruct ask urge demand request authorise authorize approve commit offer arrange "
    "slate apply consider mull weigh move due".split()
)
PROBABLE = frozenset(
    "believe think suspect report say allege rumour rumor appear seem assess estimate fear suppose presume understand purport".split()
)
NEGATIVE = frozenset(
    "deny refuse decline fail reject refute dismiss stop cease forbid bar ban prohibit prevent avoid block halt "
    "abandon forgo rule-out oppose neglect".split()
)
TRY = frozenset("try attempt seek struggle".split())
NEGATORS = frozenset("not n't n’t never neither nor no without hardly barely scarcely cannot".split())
