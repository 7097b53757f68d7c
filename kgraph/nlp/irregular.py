"""The irregular verbs of English: past tense and participle to base form."""

from __future__ import annotations

# base past participle [other forms]
_TABLE = """
arise arose arisen|awake awoke awoken|be was been were|bear bore borne born|beat beat beaten
become became become|begin began begun|bend bent bent|bet bet bet|bid bid bid bade bidden|bind bound bound
bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought
broadcast broadcast broadcast|build built built|burn burnt burnt|burst burst burst|buy bought bought
cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost
creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn|dream dreamt dreamt
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
fight fought fought|find found found|flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden
forecast forecast forecast|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
forgo forwent forgone|freeze froze frozen|get got gotten|give gave given|go went gone|grind ground ground
grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held
hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led|lean leant leant
leap leapt leapt|learn learnt learnt|leave left left|lend lent lent|let let let|lie lay lain|light lit lit
lose lost lost|make made made|mean meant meant|meet met met|mislead misled misled|mistake mistook mistaken
outdo outdid outdone|overcome overcame overcome|overhear overheard overheard|override overrode overridden
oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|overrun overran overrun
partake partook partaken|pay paid paid|prove proved proven|put put put|quit quit quit|read read read
rebuild rebuilt rebuilt|redo redid redone|repay repaid repaid|rid rid rid|ride rode ridden|ring rang rung
rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
set set set|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown
shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept
slide slid slid|speak spoke spoken|speed sped sped|spend spent spent|spin spun spun|split split split
spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck
sting stung stung|strike struck struck stricken|strive strove striven|swear swore sworn|sweep swept swept
swell swelled swollen|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn
tell told told|think thought thought|throw threw thrown|thrust thrust thrust|undergo underwent undergone
understand understood understood|undertake undertook undertaken|undo undid undone|uphold upheld upheld
upset upset upset|wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound
withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|write wrote written
die dying dying|lie lying lying|tie tying tying|vie vying vying
free freed freed|decree decreed decreed|referee refereed refereed|boycott boycotted boycotted boycotting
patrol patrolled patrolled patrolling|repel repelled repelled repelling|dispel dispelled dispelled dispelling
traffic trafficked trafficked trafficking|panic panicked panicked panicking|mimic mimicked mimicked mimicking
tunnel tunnelled tunnelled tunnelling|marshal marshalled marshalled marshalling|level levelled levelled levelling
quarrel quarrelled quarrelled quarrelling|eye eyed eyed|dye dyed dyed
"""

BASE: dict[str, str] = {}
for _row in _TABLE.replace("\n", "|").split("|"):
    _base, *_forms = _row.split() or [""]
    for _form in _forms:
        BASE.setdefault(_form, _base)
# Forms that are rarer as these verbs' than as another's, which the table's order would get wrong.
BASE.update({"left": "leave", "found": "find", "felt": "feel", "fell": "fall", "lay": "lie", "saw": "see"})
