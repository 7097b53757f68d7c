"""The words that report, deny, demand, plan and doubt: classes of English verbs and nouns, as data for the rules.

The classes follow the senses that lexicons of reporting verbs share (speech, writing, cognition, attitude,
demonstration); a word stands in the class of its usual sense in news prose.
"""

from __future__ import annotations

SAY = frozenset(
    "say tell state declare announce report add note explain remark comment mention reveal disclose write post tweet "
    "read stress emphasise emphasize underline underscore reiterate repeat recall respond reply answer retort quip "
    "testify observe estimate calculate predict forecast specify clarify indicate inform notify brief stipulate "
    "proclaim pronounce outline describe detail recount relate continue conclude concede admit acknowledge confess "
    "joke complain moan lament boast cite quote caution elaborate opine counter interject insist maintain contend "
    "argue assert claim allege assess affirm confirm verify signal hint suggest imply propose charge swear tout "
    "whisper shout cry plead pledge promise vow guarantee assure reassure threaten warn alert rule find hold "
    "determine document establish record relay convey broadcast publish speculate summarise summarize concur agree "
    "remind urge demand advise recommend order request ask declassify transmit attest certify denounce".split()
)
THINK = frozenset(
    "think believe suspect fear expect assume consider reckon feel doubt hope know understand judge presume suppose "
    "worry anticipate guess see imagine figure regard view conclude".split()
)
SHOW = frozenset("show demonstrate prove evidence suggest indicate reveal flag confirm".split())
DENY = frozenset("deny reject dismiss refute rebut dispute disavow repudiate disclaim contradict decry rebuff".split())
# Verbs that report only with a clause ("found that"), never with a bare quotation's inversion.
CLAUSE_ONLY = frozenset(
    "find hold rule know see feel view consider regard establish determine record understand".split()
)

# Nouns that hold a reported clause: "the claim that", "the accusation", "a warning that".
NOUNS = frozenset(
    "claim allegation accusation assertion statement report warning announcement declaration suggestion belief fear "
    "concern suspicion denial argument view conclusion assessment estimate evidence indication sign rumour rumor "
    "confirmation admission charge alarm speculation prediction forecast hope complaint reminder revelation finding "
    "proof message word news notion idea contention insistence promise pledge threat vow guarantee assurance demand".split()
)

# What a speech act does, as a PLOVER v2 type (codebook v2.0, event types): by verb.
SPEECH_ACT: dict[str, str] = {}
for _event, _verbs in {
    "REQUEST": "urge demand ask request appeal implore beg press call plead petition insist exhort entreat beseech pressure",
    "ACCUSE": "accuse blame condemn denounce criticise criticize decry deplore charge allege slam blast lambast "
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
    "slate consider mull weigh move due".split()
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
