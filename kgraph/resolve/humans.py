"""Nouns that mean human beings, one or several, and of which gender they say that they are."""

from __future__ import annotations

from kgraph.extract.nouns import PERSONS
from kgraph.extract.titles import ROLE_NOUNS

KIN = frozenset(
    "father mother mum mom mummy dad daddy mama papa grandma grandpa brother sister son daughter wife husband parent child "
    "uncle aunt cousin nephew niece spouse sibling twin grandson granddaughter grandchild grandfather grandmother "
    "grandparent stepfather stepmother stepson stepdaughter father-in-law mother-in-law brother-in-law sister-in-law "
    "son-in-law daughter-in-law ex-husband ex-wife fiance fiancé fiancee fiancée girlfriend boyfriend widow widower heir "
    "friend partner neighbor neighbour companion colleague classmate successor predecessor".split()
)
_AGES = frozenset(
    "boy girl lady gentleman baby kid teenager teen youth youngster toddler infant guy bloke fellow pensioner adult".split()
)
_CALLINGS = frozenset(
    "accountant activist actor actress administrator apprentice architect artist assistant astronaut astronomer athlete "
    "auditor author baker banker barrister biologist blogger bookseller boxer broadcaster broker builder businessman "
    "businesswoman businessperson butcher candidate captain carpenter cartoonist chairman chairwoman champion chef chemist choreographer "
    "cleaner cleric climber clerk coach comedian composer conductor consultant contractor cook courier critic cyclist "
    "dancer dealer dentist designer detective developer diplomat director doctor driver editor educator electrician "
    "employee engineer entrepreneur environmentalist essayist farmer filmmaker film-maker firefighter fisherman "
    "footballer founder gardener geologist goalkeeper golfer graduate guard guest hacker homeopath host hunter "
    "illustrator immigrant instructor interpreter interviewer inventor investor jockey journalist judge juror "
    "labourer laborer landlord lawyer lecturer librarian linguist maker manager mathematician mechanic merchant migrant "
    "miner minister missionary model monk musician novelist nun nurse nutritionist officer operator organiser organizer "
    "owner painter pastor patient pediatrician performer pharmacist philanthropist philosopher photographer physician "
    "physicist pianist pilot pioneer plaintiff player playwright plumber poet policeman policewoman politician porter "
    "prefect preacher presenter priest principal producer professor programmer promoter psychiatrist psychologist "
    "publicist rabbi racer rapper referee registrar rider runner salesman screenwriter sculptor secretary sergeant "
    "shepherd shopkeeper singer skier soldier solicitor songwriter sportsman sportswoman star statistician steward "
    "storyteller striker student surgeon surveyor swimmer tailor teacher technician theologian therapist trader trainee "
    "trainer translator trustee tutor umpire user vet veterinarian vicar violinist virologist waiter waitress "
    "whistleblower writer midfielder winger batsman bowler billionaire millionaire magnate mogul tycoon idealist "
    "humanitarian orator wrestler bishop archbishop cardinal".split()
)
_STATIONS = frozenset(
    "accomplice amputee applicant assassin attacker attendee beneficiary bystander captive captor casualty citizen "
    "civilian claimant client convict criminal culprit customer defendant defector deserter detainee dissident donor "
    "enemy exile expatriate fan fugitive hero heroine hostage idol immigrant informant inhabitant inmate islander "
    "kidnapper killer leader legend loser martyr mastermind member murderer native newcomer onlooker orphan participant "
    "passenger passer-by patron pedestrian peer perpetrator prisoner protester pupil rapist recipient recruit refugee "
    "resident rival robber saint scapegoat settler shooter shopper slave smuggler spectator sponsor spy subscriber "
    "supporter survivor suspect taxpayer terrorist thief tourist traitor traveller traveler user victim villager "
    "visitor volunteer voter winner witness worker".split()
)
# Nouns for several people together.
COLLECTIVES = frozenset("team delegation family people staff crew police couple public".split())
PEOPLE = PERSONS | KIN | _AGES | _CALLINGS | _STATIONS | ROLE_NOUNS
MALE = frozenset(
    "father dad daddy papa grandpa brother son husband uncle nephew boy gentleman grandfather king prince man businessman "
    "guy actor bloke monk widower boyfriend ex-husband stepfather stepson grandson father-in-law brother-in-law "
    "son-in-law fiancé hero waiter emperor duke sultan emir imam pope priest".split()
)
FEMALE = frozenset(
    "mother mum mom mummy mama grandma sister daughter wife aunt niece girl lady grandmother queen princess woman actress "
    "widow nun girlfriend ex-wife stepmother stepdaughter granddaughter mother-in-law sister-in-law daughter-in-law "
    "fiancée heroine waitress empress duchess".split()
)


_NO_ISTS = frozenset(
    "list checklist playlist shortlist blacklist waitlist wishlist hitlist watchlist mist fist twist wrist waist gist heist "
    "grist assist".split()
)


# Words in -man that are no compounds of "man", and may mean women.
_NO_MEN = frozenset("human german roman norman ottoman turkoman shaman talisman caiman".split())


def is_human(lemma: str) -> bool:
    """Whether a noun (its lemma, lower case) means people: "coach", "anchorwoman", "virologist"."""
    return (
        lemma in PEOPLE
        or lemma.endswith(("man", "woman", "person"))
        or (lemma.endswith("ist") and lemma not in _NO_ISTS)
    )


def gender_of_noun(lemma: str) -> str | None:
    """ "f" or "m" where a noun says it: "sister", "chairman"; None where it does not."""
    if lemma in FEMALE or lemma.endswith("woman"):
        return "f"
    return "m" if lemma in MALE or (lemma.endswith("man") and lemma not in _NO_MEN) else None
