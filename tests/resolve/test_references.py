"""What words point back to: from "the deployment", "Seoul's allegation" and "denied this" to the claims meant.

Each case is a text with its words in double brackets, and how the evidence of every claim meant begins; none where
nothing may be linked.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from kgraph.ids import article_id
from kgraph.types import Article

DEEDS = {
    "a deed by its own verb": (
        "Turkey has deployed 600 soldiers to Mogadishu. [[The deployment]] was approved in July.",
        "Turkey has deployed",
    ),
    "a deed by another verb of its class": (
        "Brazil sent 900 marines to Haiti on Sunday. [[The deployment]] doubles the size of its force.",
        "Brazil sent 900 marines",
    ),
    "troops that leave": (
        "Zambia pulled its troops out of Mozambique in March. [[The withdrawal]] surprised Maputo.",
        "Zambia pulled its troops",
    ),
    "a possessor that leaves": (
        "French troops left Niger in December. [[Their departure]] ended a decade of cooperation.",
        "French troops left Niger",
    ),
    "the owner did it": (
        "Ghana sent 400 soldiers to Benin, and Togo has withdrawn its contingent. "
        "[[The Ghanaian deployment]] will last a year.",
        "Ghana sent 400 soldiers",
    ),
    "the owner is not the nearest": (
        "Kenya sent 400 soldiers to Haiti in June. Jamaica sent 30 soldiers to Haiti in July. "
        "[[Kenya's deployment]] costs more.",
        "Kenya sent 400 soldiers",
    ),
    "nobody of that name did it": (
        "Kenya sent 400 soldiers to Haiti in June. [[The Jamaican deployment]] will follow.",
        None,
    ),
    "an attack by any verb of attack": (
        "Rebels stormed a barracks near Bunia on Monday, killing 12 soldiers. The army condemned [[the attack]].",
        "Rebels stormed a barracks",
    ),
    "an attack of that manner": (
        "A Ukrainian drone hit a fuel depot near Kursk on Sunday. [[The drone attack]] started a fire.",
        "A Ukrainian drone hit",
    ),
    "no attack of another manner": (
        "Gunmen shot dead two policemen in Lahore. [[The drone attack]] was the work of outsiders, an official said.",
        None,
    ),
    "a bombing is not any attack": (
        "Gunmen opened fire on a mosque in Kano, killing nine. [[The shelling]] could be heard for miles.",
        None,
    ),
    "the day named is its own": (
        "Israel bombed an airfield near Homs on Tuesday. [[Tuesday's strike]] killed two guards.",
        "Israel bombed an airfield",
    ),
    "the day named is another": (
        "Israel bombed an airfield near Homs on Tuesday. [[Sunday's strike]] had killed nobody.",
        None,
    ),
    "the latest is not the one told": (
        "Al-Shabab fighters attacked a hotel in Kismayo on Friday. [[The latest attack]] brings the toll to 40.",
        None,
    ),
    "a second one": (
        "Al-Shabab fighters attacked a hotel in Kismayo on Friday. [[The second attack]] came at dawn.",
        None,
    ),
    "a clause tells which": (
        "Al-Shabab fighters attacked a hotel in Kismayo. [[The attack]] that destroyed the port was worse.",
        None,
    ),
    "a new one between": (
        "Gunmen attacked a convoy near Gao on Monday. A week earlier there had been an attack of unknown origin in Mopti. "
        "[[The attack]] shocked the capital.",
        None,
    ),
    "two in one sentence": (
        "Rebels attacked a village near Goma and soldiers attacked a camp near Bukavu. [[The attack]] left five dead.",
        None,
    ),
    "two, and both meant": (
        "Rebels attacked a village near Goma on Sunday. On Monday they attacked a camp near Bukavu. "
        "[[The two attacks]] left five dead.",
        "Rebels attacked a village near Goma|On Monday they attacked",
    ),
    "three are not two": (
        "Rebels attacked a village near Goma on Sunday. [[The three attacks]] left five dead.",
        None,
    ),
    "what did not happen is no antecedent": (
        "Oman did not send troops to Yemen. [[The deployment]] of others went on.",
        None,
    ),
    "what may be is none either": (
        "Oman may send troops to Yemen. [[The deployment]] took a month.",
        None,
    ),
    "but is, in its own mood": (
        "Oman may send troops to Yemen. [[The deployment]] would take a month.",
        "Oman may send troops",
    ),
    "arms that were shipped": (
        "Iran has shipped missiles to the Houthis, a Western diplomat said. [[The arms shipments]] breach an embargo.",
        "Iran has shipped missiles",
    ),
    "arms that were sold": (
        "Germany sold 40 tanks to Chile in 2031. [[The sale]] made headlines.",
        "Germany sold 40 tanks",
    ),
    "a talk": (
        "The foreign ministers of Armenia and Turkey met in Vienna on Friday. [[The talks]] lasted three hours.",
        "The foreign ministers of Armenia",
    ),
    "a meeting at its place": (
        "The presidents of Kenya and Uganda met in Arusha on Friday. [[The meeting in Arusha]] ended without a statement.",
        "The presidents of Kenya",
    ),
    "a meeting elsewhere": (
        "The presidents of Kenya and Uganda met in Arusha on Friday. [[The meeting in Lagos]] was not mentioned.",
        None,
    ),
    "a visit": (
        "India's foreign minister visited Colombo on Monday. [[The visit]] was his first.",
        "India's foreign minister visited",
    ),
    "a meeting is no visit": (
        "The presidents of Kenya and Uganda met on Friday. [[The visit]] was cut short.",
        None,
    ),
    "an event of a frame": (
        "Belarus arrested three Lithuanian journalists on Thursday. Vilnius condemned [[the arrests]].",
        "Belarus arrested three",
    ),
    "an expulsion": (
        "Moldova expelled 45 Russian diplomats last week. Moscow called [[the expulsion]] a provocation.",
        "Moldova expelled",
    ),
    "troops at drill": (
        "China and Russia held naval drills near Guam in June. Washington criticised [[the exercises]].",
        "China and Russia held naval drills",
    ),
    "told long before, with its owner": (
        "Egypt sent 5,000 soldiers to Somalia. The harvest was poor. Prices rose. The rains failed again. Schools shut. "
        "Markets closed. The port stood idle. Ethiopia fears [[the Egyptian deployment]].",
        "Egypt sent 5,000 soldiers",
    ),
    "told long before, without": (
        "Egypt sent 5,000 soldiers to Somalia. The harvest was poor. Prices rose. The rains failed again. Schools shut. "
        "Markets closed. The port stood idle. Many fear [[the deployment]].",
        None,
    ),
    "its own verb stands before, in what no claim tells": (
        "A bomb killed four soldiers near Garissa, days after gunmen had raided a police post. Nobody explained [[the raid]].",
        None,
    ),
    "told by the way, with the same word, just before": (
        "Togo closed its border on Friday. Last year French jets carried out nine air strikes near Gao. "
        "[[The strikes]] destroyed two camps.",
        "Last year French jets",
    ),
    "what anybody might do": (
        "Any troop deployment to Gabon would break the law, Libreville said. [[The deployment]] of reporters went on.",
        None,
    ),
    "an occasion that was still to come": (
        "The presidents of Chile and Peru will meet in Quito in June. An aide spoke to reporters after [[the meeting]].",
        None,
    ),
    "a noun that is no deed": (
        "Turkey has deployed 600 soldiers to Mogadishu. [[The government]] fell in July.",
        None,
    ),
    "an indefinite noun": (
        "Turkey has deployed 600 soldiers to Mogadishu. [[A deployment]] to Kismayo would cost more.",
        None,
    ),
    "two matters of one kind in one sentence": (
        "Spain sent soldiers to Latvia while Italy sent soldiers to Hungary. [[The deployment]] will last a year.",
        None,
    ),
}

SAYINGS = {
    "an accusation": (
        "Sudan accused Chad of arming the rebels. Chad rejected [[the accusation]].",
        "of arming the rebels|Sudan accused Chad",
    ),
    "an allegation that was said": (
        "Seoul said that North Korea had sent 3,000 soldiers to Russia. Pyongyang denied [[the allegation]].",
        "North Korea had sent|Seoul said that",
    ),
    "whose allegation": (
        "Georgia said that Russia had sent tanks to Tskhinvali. Poland said that Belarus had sent troops to Grodno. "
        "Moscow denied [[Georgia's allegation]].",
        "Russia had sent tanks|Georgia said that",
    ),
    "nobody's allegation": (
        "Georgia said that Russia had sent tanks to Tskhinvali. Moscow denied [[Latvia's allegation]].",
        None,
    ),
    "what concerns those who deny": (
        "Georgia said that Russia had sent tanks to Tskhinvali. Poland said that Belarus had sent troops to Grodno. "
        "Moscow denied [[the allegation]].",
        "Russia had sent tanks|Georgia said that",
    ),
    "nobody denies his own words": (
        "Moscow said that Georgia had attacked a village. Moscow rejected [[the allegation]].",
        None,
    ),
    "a denial": (
        "Rwanda denied that it had sent troops to Congo. [[The denial]] convinced nobody.",
        "it had sent troops|Rwanda denied",
    ),
    "no denial was told": (
        "Rwanda said that it had sent troops to Congo. [[The denial]] convinced nobody.",
        None,
    ),
    "a warning": (
        "Japan warned China against sending ships to the islands. [[The warning]] went unheeded.",
        "Japan warned China",
    ),
    "a request": (
        "Kyiv asked Berlin to send 20 tanks. Berlin turned down [[the request]].",
        "Kyiv asked Berlin",
    ),
    "a demand is no allegation": (
        "Kyiv asked Berlin to send 20 tanks. Berlin denied [[the allegation]].",
        None,
    ),
    "a pledge": (
        "Oslo pledged to send 20 tanks to Kyiv. [[The pledge]] was welcomed in Warsaw.",
        "Oslo pledged",
    ),
    "remarks": (
        "Peru's president said that Bolivia had armed the rebels. He made [[the remarks]] in Cusco.",
        "Bolivia had armed|Peru's president said",
    ),
    "a claim that has its clause": (
        "Cairo said that Ethiopia had moved troops to Assosa. Addis Ababa rejected [[the claim]] that it wanted war.",
        None,
    ),
    "a claim to land": (
        "A Sudanese official said that 6,000 soldiers were near the border. Ethiopia bases [[its claim]] on a treaty.",
        None,
    ),
    "a report that is denied": (
        "The UN said that Malian soldiers had attacked a village near Moura. Bamako rejected [[the report]] as biased.",
        "Malian soldiers had attacked|The UN said",
    ),
    "a report that speaks is itself a source": (
        "The UN said that Eritrea had sent troops to Sudan. [[The report]] said that the war would go on.",
        None,
    ),
    "a charge behind its clause": (
        "Khartoum says that Ethiopian soldiers have crossed the border, [[a charge]] that Addis Ababa denies.",
        "Ethiopian soldiers have crossed|Khartoum says",
    ),
    "called baseless": (
        "Amnesty said that Emirati drones had reached the militia in Darfur. An Emirati minister called [[the claims]] false.",
        "Emirati drones had reached|Amnesty said",
    ),
    "denied this": (
        "Uganda has sent 1,000 soldiers to Ituri, three diplomats said. Kampala denied [[this]].",
        "Uganda has sent 1,000",
    ),
    "denied it": (
        "Cuba is training Venezuelan pilots, a defector said. Havana denies [[it]].",
        "Cuba is training",
    ),
    "it has a clause of its own": (
        "Uganda has sent 1,000 soldiers to Ituri, three diplomats said. Kampala denied [[it]] had sent any tanks.",
        None,
    ),
    "neither confirmed nor denied": (
        "Uganda has sent 1,000 soldiers to Ituri, three diplomats said. Kampala would neither confirm nor deny [[it]].",
        None,
    ),
    "what somebody asked for cannot be denied by him": (
        "The minister asked for patience. The rebels left at noon. Kampala denied [[this]].",
        None,
    ),
    "a report is confirmed": (
        "Malaysia arrested two Chinese fishermen on Monday, a newspaper reported. Beijing confirmed [[the reports]].",
        "Malaysia arrested two|Malaysia arrested two Chinese fishermen on Monday, a newspaper",
    ),
    "who makes the accusation": (
        "Days after Kyiv claimed that Iran had sent soldiers to Crimea, Lima made [[the accusation]] again.",
        None,
    ),
    "a name called": (
        "Ankara called the search of a Turkish ship an act of piracy. Athens denied [[the accusation]].",
        "Ankara called",
    ),
    "a clause before": (
        "The strikes killed 40 farmers in Darfur, according to the UN; Khartoum disputed [[the claim]].",
        "The strikes killed",
    ),
    "what a main clause says beside a denial": (
        "Oslo said that Riga was calm. Minsk wants a base at Grodno, though Latvia denies [[it]].",
        None,
    ),
    "a request is only what was asked": (
        "Kyiv, which lost 40 soldiers in a raid on Sumy, asked Berlin to send tanks. Berlin granted [[the request]].",
        "Kyiv",
    ),
    "a saying by nobody known": (
        "Both sides kept silent for a week. Lisbon rejected [[the two countries' claim]].",
        None,
    ),
}

TREATIES = {
    "a treaty": (
        "Chad and France signed a defence agreement in 2019. Chad ended [[the agreement]] on Thursday.",
        "Chad and France signed",
    ),
    "a treaty by another noun": (
        "Egypt and Somalia signed a security pact in August. Under [[the deal]], Cairo will train 2,000 soldiers.",
        "Egypt and Somalia signed",
    ),
    "one treaty of two": (
        "Chad and France signed a defence treaty in 2019. Mali and Russia signed a trade agreement in 2021. "
        "Critics say [[the pact]] has failed.",
        None,
    ),
    "another treaty described in between": (
        "Peru and Chile signed a treaty in May. It replaces the 1929 border convention. [[That accord]] settled little.",
        None,
    ),
    "no treaty was told": (
        "Chad and France have quarrelled for years. Nobody in N'Djamena mourns [[the agreement]].",
        None,
    ),
}
CASES = {**DEEDS, **SAYINGS, **TREATIES}


@pytest.fixture(scope="module")
def read():
    from kgraph.pipeline import Reader

    reader = Reader()
    return lambda text: reader(Article(article_id(text), "a.txt", text, published=date(2032, 10, 22)))


def plain(marked):
    """The text without brackets, and where the bracketed words stand."""
    start = marked.index("[[")
    return re.sub(r"\[\[|\]\]", "", marked), start, marked.index("]]") - 2


@pytest.mark.parametrize("name", CASES)
def test_reference(name, read):
    marked, expected = CASES[name]
    text, start, end = plain(marked)
    extraction = read(text)
    claims = {claim.id: claim.evidence.quote for claim in extraction.claims}
    there = [r for r in extraction.references if r.span.start < end and start < r.span.end]
    meant = [claims[i] for r in there for i in r.refers_to]
    if expected is None:
        assert meant == []
        return
    assert len(there) == 1, f"{len(there)} references"
    wanted = expected.split("|")
    assert all(any(quote.startswith(w) for w in wanted) for quote in meant), meant
    assert all(any(quote.startswith(w) for quote in meant) for w in wanted), meant
    assert text[there[0].span.start : there[0].span.end] == there[0].span.text
    assert there[0].reason


def test_the_statement_that_answers_holds_the_reference_and_its_stance(read):
    text = "Sudan accused Chad of arming the rebels. Chad rejected the accusation."
    extraction = read(text)
    (reference,) = extraction.references
    holder = next(c for c in extraction.claims if c.id == reference.claim)
    assert holder.type == "Statement"
    assert [m.text for m in holder.role("speaker")] == ["Chad"]
    assert reference.stance == "denies"


def test_references_point_back_only_and_to_claims_of_the_article(read):
    text = " ".join(plain(marked)[0] for marked, _ in list(CASES.values())[::3])
    extraction = read(text)
    claims = {claim.id: claim for claim in extraction.claims}
    assert extraction.references
    for reference in extraction.references:
        assert reference.claim is None or reference.claim in claims
        for meant in reference.refers_to:
            assert claims[meant].evidence.start < reference.span.start
            assert meant != reference.claim
    assert read(text).references == extraction.references
