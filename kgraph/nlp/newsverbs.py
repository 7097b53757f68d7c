"""Base forms of verbs that news uses and the training corpora lack: how "deplored" is told from a verb "deplor"."""

from __future__ import annotations

NEWS_VERBS = frozenset(
    """
    abduct abhor abrogate accede adjourn alleviate ambush anchor annihilate annul arbitrate armour arraign ascribe
    atone audit authorise ballot barricade barter behead belie bemoan berate bestow bewail blacklist blockade brandish
    brawl bribe bristle bulldoze bully buzz cajole cascade castigate cede censure certify champion characterise
    chastise chide choke circumvent clamour collude commandeer conciliate confer conscript conspire contravene cordon
    corroborate corrode countersign crater crew criminalise crusade deadlock debrief debunk decimate decommission
    decry defuse degrade demobilise demote denounce deplete deplore depose derail deride detest dethrone devastate
    disable disavow disburse disclaim disengage dislodge dissuade dither divulge dodge earmark electrocute elude
    embargo embezzle emphasise endeavour enrage entrench erode escalate escort espouse evade excoriate expropriate
    extol fine flout foil foment fortify fume garrison gripe haggle halve hammer headline heckle hijack hobble hone
    humour impeach impede implode implore impound impute incline indict inflame inhibit insinuate intimate intimidate
    intone intrude invalidate irk jail jeer jostle lambaste lament launder levy loathe lynch maim malign maneuver
    manoeuvre masquerade mass mastermind menace mine mock modernise moor mortar mothball murmur mutiny muzzle
    nationalise neutralise normalise nuke opine orchestrate organise ostracise oust outflank outgun outlast outlaw
    outvote overfly overhaul overrule parachute paralyse parole penalise pillage pivot police postulate preclude
    privatise proscribe protrude pulverise pummel quadruple ram ransack ration raze rearm rebuke rebut recant
    recapture refuel rehouse reinstate rejoin relinquish repatriate repose reprimand repudiate repute resettle restate
    resupply retort ricochet rile riot rocket rumour safeguard savour scrap scrutinise scuffle scupper scuttle secede
    shelve shield shore shutter sideline sideswipe skirmish skirt slander sneer spar spearhead stampede stipulate
    stockpile stoke stone strafe streamline stymie subpoena subsidise supervene surveil swap swoop tape taunt
    telephone torch torpedo transcribe triple underline unseat upgrade uproot usurp vandalise vapour vilify vouch
    """.split()
)
