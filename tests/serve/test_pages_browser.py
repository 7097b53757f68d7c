"""The server's pages in a real browser: keyboard and mouse, places in a text, hostile texts, and a quiet console."""

import newsroom
import pytest
from browsing import Browser
from running import Server

PAGES = [
    "/",
    "/entities",
    "/articles",
    "/query?stock=roles",
    f"/{newsroom.FIRST}",
    "/entity/state/COR",
    "/article/aa11",
]
HOSTILE = [f"/{kind}{n}" for n in range(7) for kind in ("article/h", "entity/hostile/")]
FLAWS = """
const found = [];
const named = (e) => (e.getAttribute('aria-label') || e.innerText || e.value || e.title || '').trim() ||
  (e.labels && e.labels.length && e.labels[0].innerText.trim()) ||
  (e.getAttribute('aria-labelledby') && document.getElementById(e.getAttribute('aria-labelledby')));
for (const e of document.querySelectorAll('a, button, input, select, textarea')) if (!named(e)) found.push('no name: ' + e.outerHTML);
const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
for (const id of ids) if (ids.filter((other) => other === id).length > 1) found.push('twice: ' + id);
for (const e of document.querySelectorAll('[aria-labelledby], [aria-describedby]'))
  for (const id of (e.getAttribute('aria-labelledby') || e.getAttribute('aria-describedby')).split(' '))
    if (!ids.includes(id)) found.push('names nothing: ' + id);
if (document.querySelectorAll('h1').length !== 1) found.push('headings of the first level: ' + document.querySelectorAll('h1').length);
if (document.querySelectorAll('main').length !== 1) found.push('no main part');
const levels = [...document.querySelectorAll('h1, h2, h3')].map((e) => Number(e.tagName[1]));
levels.forEach((level, n) => { if (n && level > levels[n - 1] + 1) found.push('a level is left out: ' + n); });
for (const t of document.querySelectorAll('th')) if (!t.scope) found.push('th without scope');
return found;
"""
CONTRAST = """
const channel = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parse = (text) => (text.match(/[0-9.]+/g) || []).map(Number);
const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c; } return [255, 255, 255]; };
const low = [];
for (const e of document.querySelectorAll('body *')) {
  if (!e.offsetParent || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || e.closest('svg, .hidden, .skip')) continue;
  const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) low.push(e.className + ' ' + e.innerText.slice(0, 40));
}
return low;
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    store = newsroom.write(tmp_path_factory.mktemp("browser") / "kgraph.db")
    server = Server(store).indexed()
    yield server.address
    server.stop()


@pytest.fixture
def browser(chromium, address):
    return Browser(chromium, address)


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_names_headings_and_contrast_and_say_nothing_to_the_console(browser, path):
    browser.open(path)
    assert browser(FLAWS) == []
    assert browser(CONTRAST) == []
    assert browser.console() == []
    assert browser("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("path", PAGES)
def test_dark_pages_have_contrast_too(browser, path):
    scheme = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme)
    try:
        browser.open(path)
        assert browser(CONTRAST) == []
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("path", HOSTILE)
def test_what_is_hostile_stays_text(browser, path):
    browser.open(path)
    words = newsroom.ATTACKS[int(path[-1])]
    assert browser("return window.hacked") is None
    assert browser("return document.querySelectorAll('main img, main b, main iframe, main script').length") == 0
    assert browser("return document.querySelector('h1').textContent").strip()[:30] == words.strip()[:30]
    links = browser("return [...document.querySelectorAll('main a')].map(a => a.protocol)")
    assert set(links) <= {"http:", "https:"}
    assert browser.console() == []
    assert browser("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_hostile_words_in_a_query_stay_text(browser):
    browser.open("/query")
    attack = "</textarea><script>window.hacked=8</script>"
    browser("document.getElementById('editor').value = arguments[0]", f"SELECT ('{attack}' AS ?x) {{}}")
    browser.click("#form .primary")
    browser.until("document.querySelector('td')")
    assert browser("return document.querySelector('td').textContent") == attack
    assert attack in browser("return document.getElementById('editor').value")
    assert browser("return window.hacked") is None
    assert browser.console() == []


def test_the_policy_stops_what_an_injection_would_do(browser):
    browser.open("/")
    browser(
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s);"
        "const i = new Image(); i.src = 'https://tracker.invalid/x.png'; document.body.append(i);"
    )
    assert browser("return window.hacked") is None
    assert len([message for message in browser.console() if "Content Security Policy" in message]) == 2


def test_an_address_names_a_place_in_the_text(browser):
    evidence = newsroom.news().claims[0].evidence
    browser.open(f"/article/aa11#char={evidence.start},{evidence.end}")
    shown = "return [...document.querySelectorAll('mark.target')].map(m => m.textContent).join('')"
    assert browser(shown) == evidence.quote  # behind a character of two UTF-16 units
    assert browser(
        "const r = document.querySelector('mark.target').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight"
    )
    browser("location.hash = '#char=2,9'")
    browser.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert browser(shown) == newsroom.NEWS[2:9]
    assert browser("return document.getElementById('text').textContent") == newsroom.NEWS
    assert browser.console() == []


@pytest.mark.parametrize("hash", ["#char=99999,100000", "#char=9,2", "#char=x,y", "#nothing"])
def test_addresses_that_name_no_place_do_no_harm(browser, hash):
    browser.open(f"/article/aa11{hash}")
    assert browser("return document.querySelectorAll('mark.target').length") == 0
    assert browser.console() == []


def test_the_legend_takes_marks_away(browser):
    browser.open("/article/aa11")
    look = "return getComputedStyle(document.querySelector('.text .k-claim')).backgroundColor"
    before = browser(look)
    browser("document.getElementById('show-claim').focus()")
    browser.keys(" ")
    assert browser(look) != before
    assert browser("return document.getElementById('show-claim').checked") is False
    decoration = "return getComputedStyle(document.querySelector('.text .k-mention a')).textDecorationLine"
    assert browser(decoration) == "underline"
    browser.click("#show-mention")
    assert browser(decoration) == "none"


def test_a_claim_lights_up_in_the_text_and_in_the_margin(browser):
    browser.open("/article/aa11")
    browser("document.querySelectorAll('.item .words a')[1].focus()")
    lit = "return [...document.querySelectorAll('.text .hot')].map(s => s.textContent).join('')"
    assert browser(lit) == "it had sent soldiers to Tarn Valley"
    plain = (
        "[...document.querySelectorAll('.text .s[data-claims]')].find(s => s.textContent.includes('the denial a lie'))"
    )
    browser(f"{plain}.click()")
    assert browser("return document.querySelector('.item.hot').dataset.claim") == "2"
    assert browser("return document.activeElement.closest('.item').dataset.claim") == "2"


def test_mentions_lead_to_their_entities_and_claims_to_theirs(browser):
    browser.open("/article/aa11")
    browser.click(".text a[href='/entity/state/COR']")
    browser.until("location.pathname === '/entity/state/COR'")
    assert browser("return document.querySelector('h1').textContent") == "Corvia"
    browser.click(f".card a.open[href='/{newsroom.FIRST}']")
    browser.until("document.querySelector('.print mark')")
    assert "Corvia had sent up to" in browser("return document.querySelector('.print mark').textContent")
    browser.click(".print .where a")
    browser.until("document.querySelector('mark.target')")
    assert browser("return location.pathname + location.hash.slice(0, 6)") == "/article/aa11#char="
    assert browser("return document.querySelectorAll('mark.target').length") > 0


def test_a_name_is_found_from_every_page(browser):
    from selenium.webdriver.common.keys import Keys

    browser.open("/articles")
    browser.click("#find")
    browser.keys("orlova", Keys.ENTER)
    browser.until("location.pathname === '/entities'")
    assert browser("return document.querySelector('tbody a').textContent") == "Irina Orlova"
    assert browser("return document.getElementById('q').value") == "orlova"


def test_the_keyboard_reaches_the_content_first(browser):
    from selenium.webdriver.common.keys import Keys

    browser.open("/entities")
    browser.keys(Keys.TAB)
    assert browser("return document.activeElement.className") == "skip"
    browser.keys(Keys.ENTER)
    assert browser("return location.hash") == "#content"


def test_a_query_is_asked_by_keyboard_and_a_mistake_is_where_the_cursor_is(browser):
    from selenium.webdriver.common.keys import Keys

    browser.open("/query")
    browser("const e = document.getElementById('editor'); e.value = 'ASK {}'; e.focus()")
    browser.element("#editor").send_keys(Keys.CONTROL, Keys.ENTER)
    browser.until("document.querySelector('#answer')")
    assert browser.element("#answer").text == "Yes"
    browser("const e = document.getElementById('editor'); e.value = 'SELECT *\\nWHERE { ?s no:such ?o }'; e.focus()")
    browser.element("#editor").send_keys(Keys.CONTROL, Keys.ENTER)
    browser.until("document.querySelector('#error')")
    assert "line 2" in browser.element("#error").text
    where = "const e = document.getElementById('editor'); return [document.activeElement === e, e.value.slice(0, e.selectionStart)]"
    focused, before = browser(where)
    assert focused
    assert before.startswith("SELECT *\nWHERE { ?s no:such")
    assert browser.console() == []


def test_a_picture_of_triples_leads_to_its_nodes(browser):
    browser.open("/query?q=CONSTRUCT%20WHERE%20%7B%20?a%20kg:conflictsWith%20?b%20%7D")
    browser(
        "document.querySelector('.picture a[href=\"/entity/state/COR\"] circle').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    browser.until("location.pathname === '/entity/state/COR'")
    assert browser("return document.querySelector('h1').textContent") == "Corvia"
