"""Nouns that mean human beings, one or several, and of which gender they say that they are."""

from __future__ import annotations

from kgraph.extract.nouns import PERSONS
from kgraph.extract.titles import ROLE_NOUNS

# Each word stands once: those of PERSONS and ROLE_NOUNS, and those that end in "-man", "-woman", "-person" or "-ist", in
# none of these lists.
_MALE_KIN = frozenset(
    "father dad daddy papa grandpa brother son husband uncle nephew grandson grandfather stepfather stepson "
    "father-in-law brother-in-law son-in-law ex-husband fiancé boyfriend widower".split()
)
_FEMALE_KIN = frozenset(
    "mother mum mom mummy mama grandma sister daughter wife aunt niece granddaughter grandmother stepmother "
    "stepdaughter mother-in-law sister-in-law daughter-in-law ex-wife fiancée girlfriend widow".split()
)
KIN = (
    _MALE_KIN
    | _FEMALE_KIN
    | frozenset(
        "parent child cousin spouse sibling twin grandchild grandparent fiance fiancee heir friend partner neighbor "
        "neighbour companion colleague classmate successor predecessor".split()
    )
)
MALE = _MALE_KIN | frozenset(
    "boy king prince guy actor bloke monk hero waiter emperor duke sultan emir imam pope priest".split()
)
FEMALE = _FEMALE_KIN | frozenset("girl lady queen princess actress nun heroine waitress empress duchess".split())
_AGES = frozenset("baby kid teenager teen youth youngster toddler infant pensioner adult".split())
_CALLINGS = frozenset(
    "accountant administrator apprentice architect assistant astronaut astronomer athlete auditor baker banker "
    "barrister blogger bookseller boxer broadcaster broker builder butcher candidate carpenter champion chef "
    "choreographer cleaner cleric climber coach comedian composer conductor consultant contractor cook courier dancer "
    "dealer designer detective developer driver educator electrician employee engineer entrepreneur farmer filmmaker "
    "film-maker firefighter footballer gardener goalkeeper golfer graduate guard guest hacker homeopath host hunter "
    "illustrator immigrant instructor interpreter interviewer inventor investor jockey juror labourer laborer "
    "landlord lecturer librarian maker mathematician mechanic merchant migrant miner missionary model musician nurse "
    "operator organiser organizer painter pastor patient pediatrician performer philosopher photographer physician "
    "pioneer plaintiff player playwright plumber poet porter prefect preacher presenter producer programmer promoter "
    "rabbi racer rapper referee registrar rider runner screenwriter sculptor shepherd shopkeeper singer skier "
    "songwriter star statistician steward storyteller striker student surgeon surveyor swimmer tailor teacher "
    "technician theologian trainee trainer translator trustee tutor umpire user vet veterinarian vicar whistleblower "
    "midfielder winger bowler billionaire millionaire magnate mogul humanitarian orator wrestler cardinal".split()
)
_STATIONS = frozenset(
    "accomplice amputee applicant assassin attacker attendee beneficiary bystander captive captor casualty citizen "
    "claimant client convict criminal culprit customer defendant deserter detainee donor enemy exile expatriate fan "
    "fugitive hostage idol informant inhabitant inmate islander kidnapper killer legend loser martyr mastermind "
    "murderer native newcomer onlooker orphan passenger passer-by patron pedestrian peer perpetrator pupil recipient "
    "recruit robber saint scapegoat settler shooter shopper slave smuggler spectator sponsor spy subscriber suspect "
    "taxpayer thief traitor traveller traveler visitor volunteer voter winner".split()
)
# Nouns for several people together.
COLLECTIVES = frozenset("team delegation family people staff crew police couple public".split())
_PEOPLE = PERSONS | ROLE_NOUNS | KIN | MALE | FEMALE | _AGES | _CALLINGS | _STATIONS
# Words in -ist that mean no people.
_NO_ISTS = frozenset(
    "list checklist playlist shortlist blacklist waitlist wishlist hitlist watchlist mist fist twist wrist waist gist heist "
    "grist assist".split()
)
# Words in -man that are no compounds of "man", and may mean women.
_NO_MEN = frozenset("human german roman norman ottoman turkoman shaman talisman caiman".split())


def is_human(lemma: str) -> bool:
    """Whether a noun (its lemma, lower case) means people: "coach", "anchorwoman", "virologist"."""
    return (
        lemma in _PEOPLE
        or lemma.endswith(("man", "woman", "person"))
        or (lemma.endswith("ist") and lemma not in _NO_ISTS)
    )


def gender_of_noun(lemma: str) -> str | None:
    """ "f" or "m" where a noun says it: "sister", "chairman"; None where it does not."""
    if lemma in FEMALE or lemma.endswith("woman"):
        return "f"
    return "m" if lemma in MALE or (lemma.endswith("man") and lemma not in _NO_MEN) else None
