"""The words that attribute: complete classes of English verbs, adjectives and nouns, as data for the attribution rules.

The classes follow the senses that lexicons of verbs and frames share: communication (of messages, in writing, by
manner of speaking), conjecture and belief, knowledge and perceived information, evidence, denial, command, intention
and attitude. A word stands in the class of its usual sense in news prose. That a word stands here only makes it a
candidate: the rules ask for a reported clause, a quotation or an infinitive beside it.
"""

from __future__ import annotations

# Communication: messages and their transfer, in writing, stress and answer, claims and admissions, assurances, reckoning
# and foretelling, asking and demanding, manner of speaking.
SAY = frozenset(
    "say tell state declare announce report add note explain remark comment mention reveal disclose divulge indicate "
    "inform notify brief communicate convey relay broadcast publish transmit intimate confide impart volunteer "
    "narrate relate recount detail describe outline summarise summarize recap paraphrase expound observe specify "
    "clarify stipulate teach preach advise counsel caution warn alert remind forewarn write post tweet retweet blog "
    "read cable wire telegraph email text document record chronicle stress emphasise emphasize underline underscore "
    "highlight reiterate repeat restate reaffirm recall respond reply answer retort rejoin counter interject continue "
    "conclude object protest remonstrate insist maintain contend argue assert aver avow claim allege assess affirm "
    "confirm corroborate verify signal hint suggest insinuate imply propose posit postulate submit profess proclaim "
    "pronounce decree rule hold find determine establish ascertain certify attest testify swear vouch vow pledge "
    "promise guarantee assure reassure convince persuade concede admit acknowledge confess plead boast brag gloat "
    "tout threaten charge complain moan lament bemoan grumble gripe joke quip cite quote elaborate opine lie reason "
    "concur agree denounce point estimate calculate predict forecast foretell prophesy project speculate conjecture "
    "theorise theorize hypothesise hypothesize deduce infer surmise ask inquire enquire question wonder demand "
    "request urge recommend order instruct command mandate implore beseech beg pray exclaim cry shout yell scream "
    "bellow thunder whisper mutter murmur chant intone fume rant declassify".split()
)

# Belief, conjecture, hope and fear: whoever is said to hold them may be wrong.
THINK = frozenset(
    "think believe suspect fear expect assume consider reckon feel doubt hope understand judge presume suppose worry "
    "anticipate guess imagine figure regard view conclude trust deem fancy bet wager gather envisage envision foresee "
    "dread dream wish disbelieve intuit presuppose conceive".split()
)

# Knowledge and perceived information: what is known, learned, noticed or remembered holds.
KNOW = frozenset(
    "know realise realize recognise recognize learn discover notice perceive remember recollect forget hear see sense "
    "discern detect appreciate grasp comprehend observe overhear regret resent witness accept decide resolve".split()
)

# Evidence: findings, images and documents.
SHOW = frozenset(
    "show demonstrate prove evidence suggest indicate reveal flag confirm illustrate attest substantiate betray "
    "signify expose disprove".split()
)

DENY = frozenset(
    "deny reject dismiss refute rebut dispute disavow repudiate disclaim contradict decry rebuff contest gainsay "
    "disprove".split()
)

# Verbs that report only with a clause ("found that"), never with a bare quotation's inversion.
CLAUSE_ONLY = frozenset(
    "lie find hold rule feel view consider regard establish determine record understand convince persuade ascertain "
    "verify move point decree mandate project signal certify relate mention notify impart conceive deem judge "
    "presuppose doubt dread wish trust gather foresee envisage envision".split()
)

# Verbs that report only with their particle ("pointed out", "made out").
WITH_PARTICLE = frozenset("point work spell make".split())

# Verbs that take an indirect question: "explained how", "asked why", "do not know what".
QUESTIONS = frozenset(
    "ask inquire enquire wonder question query know say tell explain show describe reveal disclose understand learn "
    "discover see remember forget recall realise realize notice hear report discuss debate indicate imagine guess "
    "predict specify clarify recount detail outline point teach demonstrate illustrate recognise recognize state "
    "mention announce investigate ponder warn remind inform read relate express".split()
)

# Verbs that tell of something seen or heard, not of information, where their clause is not finite ("saw it fall").
PERCEIVE = frozenset("see hear feel notice observe watch witness sense perceive find detect overhear discern".split())

# Verbs whose passive over an infinitive reports ("is believed to have left"); commands ("was told to leave") do not.
RAISING = frozenset(
    "say report believe think know understand allege claim rumour rumor estimate expect consider suppose presume "
    "assume find prove show hold see feel suspect purport tip predict forecast reckon acknowledge assess deem judge "
    "declare reveal project fear anticipate imagine perceive calculate confirm discover assert repute".split()
)

# Verbs that an "as" clause sets beside what it reports: "as the minister said". Others tell of a time: "as it continued".
AS_CLAUSES = frozenset(
    "say tell state declare announce report note explain remark mention reveal argue claim allege assert maintain "
    "contend suggest observe warn caution point stress emphasise emphasize underline underscore acknowledge admit "
    "concede insist recall confirm predict forecast believe think know expect suspect hope fear understand imagine "
    "indicate show demonstrate see hear complain quip joke tweet promise pledge describe outline".split()
)

# Adjectives and participles with a clause that is held, hoped or felt: "is sure that", "were concerned that".
ATTITUDES = frozenset(
    "sure certain aware unaware confident convinced unconvinced persuaded satisfied hopeful optimistic pessimistic "
    "doubtful sceptical skeptical dubious unsure uncertain suspicious wary adamant positive emphatic insistent "
    "determined resolved conscious mindful cognisant cognizant ignorant concerned worried anxious afraid fearful "
    "frightened scared terrified apprehensive alarmed nervous proud ashamed embarrassed pleased happy unhappy glad "
    "delighted thrilled excited relieved grateful thankful honoured honored sorry sad saddened upset angry furious "
    "annoyed outraged incensed resentful bitter disappointed frustrated dismayed surprised shocked stunned amazed "
    "astonished astounded puzzled encouraged heartened reassured troubled disturbed impressed impatient jealous "
    "content realistic".split()
)

# To see to it that something is so: an intention, with a clause.
ENSURE = frozenset("ensure".split())

# Intention and commitment, with an infinitive: "plans to", "has vowed to", "refused to".
INTEND = frozenset(
    "plan intend aim want wish hope desire propose vow promise pledge swear undertake commit agree consent offer "
    "volunteer threaten refuse decline decide resolve determine choose opt elect expect demand seek".split()
)

# Command, request and advice, with whom and an infinitive: "urged Peru to withdraw".
DIRECT = frozenset(
    "urge ask order tell command instruct advise warn request beg implore beseech exhort encourage invite direct "
    "summon recommend want press petition remind challenge call".split()
)

# Verbs that ask for something with "for": "called for talks".
CALLS_FOR = frozenset("call appeal press push plead lobby campaign clamour clamor beg ask".split())

# Adjectives of intention, with an infinitive: "is ready to", "were reluctant to".
WILLING = frozenset(
    "ready willing unwilling eager keen reluctant determined prepared committed anxious resolved loath hesitant".split()
)

# Nouns that hold a reported clause: "the claim that", "the accusation", "a warning that".
NOUNS = frozenset(
    "claim allegation accusation assertion statement report warning announcement declaration suggestion belief fear "
    "concern suspicion denial argument view conclusion assessment estimate evidence indication sign rumour rumor "
    "confirmation admission charge alarm speculation prediction forecast hope complaint reminder revelation finding "
    "proof message word news notion idea contention insistence promise pledge threat vow guarantee assurance demand "
    "acknowledgement acknowledgment affirmation anxiety anticipation apprehension assumption avowal awareness boast "
    "certainty comment concession confession confidence consensus conviction counterclaim criticism decision decree "
    "deduction discovery disclosure doctrine doubt dread expectation explanation faith feeling foreboding gossip "
    "guess hint hunch hypothesis illusion impression inference insinuation intelligence intimation judgement judgment "
    "knowledge lie line maxim myth narrative oath observation opinion perception point position premise presentiment "
    "presumption pretence pretext proclamation prognosis proposal proposition protest realisation realization "
    "reasoning recognition recommendation remark reply response retort ruling sensation sense sentiment stance "
    "stipulation story supposition testimony theory thesis thought tip tip-off understanding verdict version "
    "viewpoint whisper wish worry case conjecture principle reassurance signal tale ultimatum".split()
)

# Nouns of intention with an infinitive: "its promise to leave", "the refusal to talk".
PLANS = frozenset(
    "plan intention aim promise pledge vow offer threat decision determination willingness unwillingness readiness "
    "reluctance desire wish ambition refusal proposal commitment undertaking order request call demand appeal plea".split()
)

# Verbs that only make, hold or answer what the noun names: "issued a warning that", "came to the conclusion that".
LIGHT = frozenset(
    "make issue give sound voice express repeat reiterate reject dismiss deny raise level face echo publish release "
    "refute rebut confirm have hold take come reach draw form share offer present deliver submit advance send lodge "
    "spread put leave support endorse back defend dispute question challenge see find".split()
)
