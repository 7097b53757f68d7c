"""What the explorer asks of the whole store, most of which it has not loaded: shortest paths and worlds."""

from datetime import date

import crowd
import pytest
from browsing import Browser
from running import Server, application

from kgraph.analyse.edges import edges
from kgraph.store import Dataset
from kgraph.store.edges import edges_to_quads
from kgraph.store.entities import entities_to_quads
from kgraph.store.extraction import extraction_to_quads
from kgraph.types import Article, Claim, Evidence, Extraction, Mention, Participant, Source, Span

READY = "window.kgraph && window.kgraph.ready"
A, B, C, D, ALONE = (f"entity/person/p{n}" for n in (1001, 1002, 1003, 1004, 2000))
X, Y = "entity/person/p1500", "entity/person/p1501"
MANY = 130  # pairs that X speaks of


def told(number, source, event, verb, one, other, polarity="+"):
    """One sentence in an article of its own: somebody says that one did something to another."""
    said = f"{source.name} said "
    text = f"{said}{one.name} {verb} {other.name} in {number}."
    id_ = f"article/ff{number:04x}"
    at, end = len(said), len(said) + len(one.name) + len(verb) + 2

    def mention(start, who):
        return Mention(start, start + len(who.name), who.name, "name", "Person", key=who.id, entity=who.id)

    three = mention(0, source), mention(at, one), mention(end, other)
    claim = Claim(
        f"claim/ff{number:014x}", id_, "EventClaim", Evidence(at, len(text) - 1, text[at:-1], text),
        (Source(three[0], Span(len(source.name) + 1, len(source.name) + 5, "said")),),
        (Participant("actor", three[1]), Participant("recipient", three[2])), event=event, polarity=polarity,
        rules=("event",),
    )  # fmt: skip
    article = Article(id_, f"w/{number}.txt", text, f"Report {number}", "Wire", date(2023, 1, 1))
    return Extraction(article=article, mentions=three, claims=(claim,))


def reports(known):
    """A chain from A to D, and what X and Y say: alike, against each other, and alone."""
    who = known.__getitem__
    chain = [("THREATEN", "threatened", A, B), ("AID", "aided", B, C), ("CONSULT", "met", C, D)]
    rows = [(one, event, verb, one, other, "+") for event, verb, one, other in chain]
    rows += [(X, "AID", "aided", A, C, "+"), (Y, "AID", "aided", A, C, "+")]
    rows += [(X, "AID", "aided", B, D, "+"), (Y, "AID", "aided", B, D, "-")]
    rows += [(Y, "THREATEN", "threatened", D, A, "+")]
    rows += [
        (X, "CONSULT", "met", f"entity/person/p{1600 + n}", f"entity/person/p{1800 + n}", "+") for n in range(MANY)
    ]
    return [
        told(number, who(source), event, verb, who(one), who(other), polarity)
        for number, (source, event, verb, one, other, polarity) in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    known = crowd.people()
    found = [crowd.article(n, known) for n in range(2 * crowd.NEIGHBOURS)] + reports(known)
    articles = {e.article.id: e.article for e in found}
    with Dataset.open(tmp_path_factory.mktemp("whole") / "kgraph.db", create=True) as dataset:
        for extraction in found:
            dataset.store.extend(extraction_to_quads(extraction, dataset.terms))
        dataset.store.extend(entities_to_quads(known.values(), dataset.terms))
        claims = [claim for extraction in found for claim in extraction.claims]
        dataset.store.extend(edges_to_quads(edges(claims, known, articles), dataset.terms))
        return dataset.path


@pytest.fixture(scope="module")
def client(store):
    with application(store) as client:
        yield client


@pytest.fixture(scope="module")
def address(store):
    server = Server(store).indexed()
    yield server.address
    server.stop()


@pytest.fixture
def page(chromium, address):
    browser = Browser(chromium, address).open("/graph")
    browser.until(READY)
    assert browser("return kgraph.partial()")
    return browser


def path(client, a, b):
    return client.get("/api/path", params={"a": a, "b": b}).json()


def test_a_path_leads_through_the_whole_store_with_the_claims_of_each_step(client):
    found = path(client, A, D)
    # A and C are tied by what X and Y say of them.
    assert found["path"] == [A, C, D] or found["path"] == [A, D]
    assert found["path"] == [A, D]  # Y says that D threatened A
    assert found["direct"]
    assert {claim["quote"] for claim in found["claims"]} >= {"Córin Vale 1004 threatened Córin Vale 1001 in 7"}
    far = path(client, "entity/person/p1600", "entity/person/p1800")
    assert far["path"] == ["entity/person/p1600", "entity/person/p1800"]
    assert all(set(found["actors"]) >= set(found["path"]) for found in (found, far))


def test_a_path_of_several_steps(client):
    found = path(client, crowd.FIRST, crowd.FAR)
    assert found["path"] == [crowd.FIRST, crowd.HUB, crowd.FAR]
    between = {frozenset((edge["source"], edge["target"])) for edge in found["edges"]}
    assert between == {frozenset((crowd.FIRST, crowd.HUB)), frozenset((crowd.HUB, crowd.FAR))}
    assert path(client, crowd.FAR, crowd.FIRST)["path"] == found["path"][::-1]


def test_no_path_and_wrong_questions(client):
    assert path(client, A, ALONE)["path"] == []
    for address, status in (("/api/path?a=x", 400), (f"/api/path?a={A}&b=entity/none", 404), ("/api/world", 400),
                            ("/api/world?x=entity/none", 404)):  # fmt: skip
        assert client.get(address).status_code == status


def test_the_world_of_one_counts_over_the_whole_store(client):
    part = client.get("/api/world", params={"x": X}).json()
    world = part["world"]
    assert world["claims"] == [MANY + 2]
    assert world["ties"] == MANY + 2
    assert len(world["drawn"]) == 120
    assert {end for pair in world["drawn"] for end in pair} <= set(part["actors"])
    assert set(world["said"]) == {edge["id"] for edge in part["edges"]}
    assert all(counts == [1, 0, 0] for counts in world["said"].values())
    makers = {source["id"] for claim in part["claims"] for source in claim["sources"]}
    assert makers == {X}


def test_the_difference_of_two_worlds_is_over_the_whole_store(client):
    world = client.get("/api/world", params={"x": X, "y": Y}).json()["world"]
    lists = {name: [(row["source"], row["target"]) for row in told["first"]] for name, told in world["lists"].items()}
    assert lists["agree"] == [(A, C)]
    assert lists["differ"] == [(B, D)]
    assert lists["onlyy"] == [(D, A)]
    assert world["lists"]["onlyx"]["count"] == MANY
    assert len(lists["onlyx"]) == 50
    assert world["claims"] == [MANY + 2, 3]


def select(page, script):
    page(f"window.waited = null; Promise.resolve({script}).then(() => {{ window.waited = true; }})")
    page.until("window.waited")


def load(page, *ids):
    for id in ids:
        select(page, f"kgraph.loader.actor('{id}')")


def test_the_page_finds_a_path_through_what_it_has_not_loaded(page):
    load(page, crowd.FAR, "entity/person/p150")
    select(page, f"kgraph.select({{kind: 'path', a: '{crowd.FAR}', b: 'entity/person/p150'}})")
    page.until("kgraph.found && kgraph.found.whole")
    assert page("return kgraph.found.actors") == [crowd.FAR, crowd.HUB, "entity/person/p150"]
    words = page("return document.getElementById('detail').textContent")
    assert "2 steps" in words
    assert "in the whole store" in words
    page("document.querySelectorAll('#detail details').forEach((one) => { one.open = true; })")
    page.until("document.querySelectorAll('#detail .step blockquote').length >= 2")
    page("kgraph.toggle('polarity', '+', true)")
    assert "in what is loaded alone" in page("return document.getElementById('detail').textContent")
    page("kgraph.clearFilters()")
    load(page, ALONE)
    select(page, f"kgraph.select({{kind: 'path', a: '{crowd.FAR}', b: '{ALONE}'}})")
    page.until("document.getElementById('detail').textContent.includes('The whole store was looked through')")
    assert page.console() == []


def test_a_path_in_the_address_is_asked_for(page):
    page.open(f"/graph#path={crowd.FAR}&path=entity/person/p150")
    page.until(f"{READY} && kgraph.found && kgraph.found.whole")
    assert page("return kgraph.found.actors.length") == 3


def test_the_page_shows_a_world_with_how_much_of_it_there_is(page):
    load(page, X)
    page("[...document.querySelectorAll('#search')].length")
    select(page, f"kgraph.setWorld('{X}', null)")
    page.until("kgraph.worldTold()")
    words = page("return document.getElementById('detail').textContent")
    assert f"makes {MANY + 2} claims in the store" in words
    assert f"They tie {MANY + 2} pairs of actors, of which the 120 with most claims are drawn." in words
    assert page("return kgraph.visible.lines.filter(Boolean).length") >= 120
    assert page("return kgraph.visible.lines.filter(Boolean).every((line) => line.weight === 1)")
    drawn = page("return kgraph.worldTold().drawn.flat().every((id) => kgraph.isDrawn(id))")
    assert drawn
    note = page("return document.getElementById('note').textContent")
    assert f"Of the {MANY + 2} ties in this world the 120 with most claims are drawn." in note
    assert page.faults() == []
    assert page.console() == []


def test_the_page_compares_two_worlds_over_the_whole_store(page):
    page.open(f"/graph#world={X}&world={Y}&compare=1")
    page.until(f"{READY} && kgraph.worldTold() && document.querySelector('#detail .whole')")
    words = page("return document.getElementById('detail').textContent")
    assert f"makes {MANY + 2} claims in the store" in words
    assert "makes 3 claims in the store" in words
    assert f"The 50 with most claims of {MANY}." in words
    heads = page("return [...document.querySelectorAll('#detail summary')].map((one) => one.textContent)")
    assert heads[:4] == [
        "They contradict each other1", "Both say1", f"Only Córin Vale 1500{MANY}", "Only Córin Vale 15011",
    ]  # fmt: skip
    page("kgraph.toggle('polarity', '+', true)")
    assert "of what is loaded" in page("return document.getElementById('detail').textContent")
    assert page.console() == []


def test_what_counts_only_what_is_loaded_says_so(page):
    loaded = page("return kgraph.claims.length.toLocaleString('en')")
    assert f"of what is loaded: {loaded} of 538 claims" in page("return document.getElementById('facets').textContent")
    for tab in ("actors", "claims", "timeline"):
        page(f"kgraph.showTab('{tab}')")
        assert f"of what is loaded: {loaded} of 538 claims" in page(
            f"return document.getElementById('view-{tab}').textContent"
        )
    assert page.console() == []
