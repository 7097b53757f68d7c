"""The explorer of the server in a real browser: all of a small store, a large one part by part."""

import crowd
import newsroom
import pytest
from browsing import Browser
from running import Server, application

READY = "window.kgraph && window.kgraph.ready"
PAGES = [
    "/",
    "/entities",
    "/articles",
    "/query?stock=roles",
    f"/{newsroom.FIRST}",
    "/entity/state/COR",
    "/article/aa11",
]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    return crowd.write(tmp_path_factory.mktemp("crowd") / "kgraph.db")


@pytest.fixture(scope="module")
def small_address(tmp_path_factory):
    server = Server(newsroom.write(tmp_path_factory.mktemp("small") / "kgraph.db")).indexed()
    yield server.address
    server.stop()


@pytest.fixture(scope="module")
def large_address(crowded):
    server = Server(crowded).indexed()
    yield server.address
    server.stop()


@pytest.fixture
def small(chromium, small_address):
    return opened(Browser(chromium, small_address))


@pytest.fixture
def large(chromium, large_address):
    return opened(Browser(chromium, large_address))


def opened(browser, hash=""):
    browser.open("/graph" + hash)
    browser.until(READY)
    return browser


def choose(browser, words):
    """Find an actor by keyboard alone."""
    from selenium.webdriver.common.keys import Keys

    browser.keys("/")
    browser.keys(words)
    browser.until("document.querySelector('#found [aria-selected=true] .text')")
    browser.keys(Keys.ENTER)


def on_canvas(browser, script):
    """Click the drawing where a script says, in CSS pixels of the window."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.actions.action_builder import ActionBuilder

    place = browser(script)
    actions = ActionBuilder(browser.driver)
    actions.pointer_action.move_to_location(round(place["x"]), round(place["y"])).click()
    actions.perform()
    ActionChains(browser.driver).reset_actions()


def test_a_small_store_is_loaded_whole(small):
    assert small("return kgraph.partial()") is False
    known = small("return [...kgraph.actors.keys()]")
    assert set(newsroom.people()) == set(known)
    assert small("return kgraph.claims.length") == 3 + len(newsroom.ATTACKS)
    assert small("return document.querySelectorAll('[role=tab]').length") == 4
    assert small("return window.hacked") is None
    assert small.console() == []


def test_a_large_store_shows_its_most_central_and_says_so(large):
    assert "Shown 150 of 2,100 actors" in large("return document.getElementById('note').textContent")
    assert "of 2,100 actors" in large("return document.getElementById('counts').textContent")
    assert large(f"return kgraph.isDrawn('{crowd.HUB}')")
    assert not large(f"return kgraph.isDrawn('{crowd.FAR}')")
    assert large.console() == []


@pytest.mark.parametrize(("words", "found"), [("corin vale 99", crowd.FAR), ("nickname 99", crowd.FAR)])
def test_the_search_finds_who_is_not_loaded_and_draws_them(large, words, found):
    before = large("return Object.fromEntries([...kgraph.spots].map(([id, at]) => [id, [at.x, at.y]]))")
    choose(large, words)
    large.until(f"kgraph.isDrawn('{found}') && kgraph.state.selection && kgraph.state.selection.id === '{found}'")
    after = large("return Object.fromEntries([...kgraph.spots].map(([id, at]) => [id, [at.x, at.y]]))")
    assert {id: after[id] for id in before} == before
    assert large("return document.querySelector('#detail h2').textContent") == "Córin Vale 99"
    assert f"/{found}" in large("return [...document.querySelectorAll('#detail a')].map(a => a.pathname)")
    assert large.console() == []


def test_expanding_loads_neighbours_and_moves_nobody(large):
    choose(large, "hubland")
    large.until(f"kgraph.actors.get('{crowd.HUB}').told")
    assert f"Tied to {crowd.NEIGHBOURS} actors" in large("return document.getElementById('detail').textContent")
    choose(large, "corin vale 99")
    large.until(f"kgraph.isDrawn('{crowd.FAR}')")
    before = large("return Object.fromEntries([...kgraph.spots].map(([id, at]) => [id, [at.x, at.y]]))")
    large.keys("e")
    large.until("document.getElementById('live').textContent.startsWith('Drawn with')")
    after = large("return Object.fromEntries([...kgraph.spots].map(([id, at]) => [id, [at.x, at.y]]))")
    assert {id: after[id] for id in before} == before
    assert large.console() == []


def test_an_edge_shows_its_sentences_and_leads_to_the_claim_and_back(large):
    choose(large, "hubland")
    large.until(f"kgraph.actors.get('{crowd.HUB}').told")
    large(f"kgraph.reveal(['{crowd.HUB}', '{crowd.FIRST}']); kgraph.fit(['{crowd.HUB}', '{crowd.FIRST}'])")
    large.driver.execute_async_script("setTimeout(arguments[0], 600)")
    on_canvas(
        large,
        f"const [a, b] = [kgraph.place('{crowd.HUB}'), kgraph.place('{crowd.FIRST}')];"
        "return {x: a.x + (b.x - a.x) * 0.6, y: a.y + (b.y - a.y) * 0.6}",
    )
    large.until("kgraph.state.selection && kgraph.state.selection.kind === 'line'")
    line = large("const l = kgraph.lines[kgraph.state.selection.index]; return [l.a, l.b]")
    large.until("kgraph.lines[kgraph.state.selection.index].asked")
    assert crowd.HUB in line
    words = large("return document.querySelector('#detail blockquote').textContent")
    assert "Hubland had threatened" in words
    address = large("return location.href")
    large.click("#detail .page-link")
    large.until("location.pathname.startsWith('/claim/')")
    assert large("return document.querySelector('.print').textContent").strip().startswith(words[:20])
    large.driver.back()
    large.until(READY)
    assert large("return location.href") == address
    large.until("document.querySelector('#detail blockquote')")
    assert large("return document.querySelector('#detail blockquote').textContent") == words
    assert large.console() == []


def test_all_claims_between_two_are_loaded_when_they_are_chosen(large):
    tie = f"kgraph.lineBetween('{crowd.HUB}', '{crowd.FIRST}')"
    assert large(f"return {tie}.edges.some(n => kgraph.rest(kgraph.edges[n]) > 0)")
    weight = large(f"return kgraph.visible.lines[{tie}.index].weight")
    large(f"kgraph.select({{kind: 'line', index: {tie}.index}})")
    large.until(f"{tie}.asked")
    assert large(f"return kgraph.visible.lines[{tie}.index].claims.size") == weight == 11


def test_a_filter_keeps_claims_that_are_not_loaded_where_the_edge_tells(large):
    shown = "return kgraph.visible.lines.filter(Boolean).reduce((sum, line) => sum + line.weight, 0)"
    before = large(shown)
    large("kgraph.toggle('event', 'THREATEN', true)")
    assert large(shown) == before
    large("kgraph.toggle('publisher', 'Wire', true)")
    assert 0 < large(shown) < before
    large("kgraph.clearFilters()")
    large("kgraph.toggle('polarity', '-', true)")
    assert large(shown) == 0


def test_an_address_opens_at_an_actor(large):
    opened(large, f"#entity={crowd.FAR}")
    large.until(f"kgraph.isDrawn('{crowd.FAR}')")
    assert large("return document.querySelector('#detail h2').textContent") == "Córin Vale 99"
    large.open(f"/{crowd.FAR}")
    large.click(".to-graph a")
    large.until(f"{READY} && kgraph.state.selection && kgraph.isDrawn('{crowd.FAR}')")
    assert large.console() == []


def test_a_hostile_name_is_text(large):
    choose(large, "nickname 7")
    large.until("document.querySelector('#detail h2')")
    large("kgraph.select({kind: 'actor', id: 'entity/person/p7'})")
    large.until("kgraph.actors.get('entity/person/p7').told")
    assert large("return document.querySelector('#detail h2').textContent") == crowd.ATTACK
    assert large("return document.querySelectorAll('#detail img').length") == 0
    assert large("return window.hacked") is None


def test_axe_finds_no_serious_fault_in_the_graph(large):
    assert large.faults() == []
    choose(large, "hubland")
    large.until(f"kgraph.actors.get('{crowd.HUB}').told")
    assert large.faults() == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_serious_fault_in_the_other_pages(small, path):
    small.open(path)
    assert small.faults() == []


def test_the_parts_are_bounded_and_wrong_questions_refused(crowded):
    with application(crowded) as client:
        first = client.get("/api/graph").json()
        assert len(first["network"]["nodes"]) == 150
        assert first["store"] == {"actors": crowd.EVERYBODY, "claims": 400, "articles": 400}
        part = client.get("/api/actor", params={"entity": crowd.HUB}).json()
        assert part["actors"][crowd.HUB]["told"] == {"made": 0, "about": 400}
        assert len(part["claims"]) == 15
        newest = [part["articles"][claim["article"]]["published"] for claim in part["claims"]]
        assert newest == sorted(newest, reverse=True)
        tie = client.get("/api/tie", params={"a": crowd.FIRST, "b": crowd.HUB}).json()
        assert tie["pairs"] == [[crowd.FIRST, crowd.HUB, 11]]
        for address, status in (("/api/actor", 400), ("/api/tie?a=x", 400), ("/api/actor?entity=entity/none", 404),
                                ("/api/tie?a=entity/none&b=entity/state/HUB", 404), ("/static/explorer/none.js", 404)):  # fmt: skip
            assert client.get(address).status_code == status


def test_the_index_of_a_large_store_is_kept_and_made_anew_after_a_change(tmp_path):
    store = crowd.write(tmp_path / "kgraph.db")
    for _ in range(2):
        with application(store) as client:
            assert client.get("/api/search", params={"q": "nickname 2099"}).json()["count"] == 1
        kept = list((store / "serving").glob("index-*.sqlite"))
        assert len(kept) == 1
    from kgraph.store import Dataset
    from kgraph.store.entities import entity_to_quads
    from kgraph.types import Entity

    with Dataset.open(store, read_only=False) as dataset:
        dataset.store.extend(entity_to_quads(Entity("entity/person/new", "Person", "Newcomer"), dataset.terms))
    with application(store) as client:
        assert client.get("/api/search", params={"q": "newcomer"}).json()["count"] == 1
    assert len(list((store / "serving").glob("index-*.sqlite"))) == 1
    assert not kept[0].exists()
