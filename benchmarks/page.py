"""How soon the page opens and answers, beside stock pyvis with the same graph in the same browser.

    python benchmarks/page.py [ACTORS] [TIES]      (by default 2000 and 5000)

Needs Chromium, its driver and selenium (pip install '.[browser]'). Each figure is the median of several runs; the
ratio to pyvis is what can be compared between machines. Measure on a machine that does nothing else.
"""

import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from pyvis.network import Network
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from urllib3.exceptions import ReadTimeoutError

from kgraph.types import Article, Claim, Entity, Evidence, Mention, Participant
from kgraph.view import render

RUNS = 5
PATIENCE = 60
EVENTS = ["AID", "ASSAULT", "CONSULT", "ACCUSE", "SUPPORT", "SANCTION", "THREATEN", "COOPERATE"]
KINDS = ["State", "Official", "Person", "Ministry", "ArmedForce", "Organization", "Company", "MediaOutlet"]
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--window-size=1400,900",
)  # fmt: skip
# Every script takes the callback that selenium adds and hands it milliseconds.
FRAMES = "const done = arguments[arguments.length - 1]; const after = f => requestAnimationFrame(() => requestAnimationFrame(f));"
OPENED = FRAMES + "after(() => done(performance.now()))"
CHANGE = (
    FRAMES + "const start = performance.now(); const box = document.querySelector('[data-facet=event]'); box.click();"
    "requestAnimationFrame(() => setTimeout(() => { const spent = performance.now() - start;"
    "document.querySelector('[data-facet=event]:checked').click(); after(() => done(spent)) }))"
)
SEARCH = (
    FRAMES
    + "const field = document.getElementById('search'); const start = performance.now(); field.value = arguments[0];"
    "field.dispatchEvent(new Event('input')); requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))"
)
PAN = (
    FRAMES
    + "const start = performance.now(); let n = 0; const step = () => { {MOVE}; if (++n < 30) requestAnimationFrame(step);"
    "else done((performance.now() - start) / 30) }; requestAnimationFrame(step)"
)
OUR_MOVE = "document.getElementById('canvas').dispatchEvent(new KeyboardEvent('keydown', {key: n % 2 ? 'ArrowLeft' : 'ArrowRight'}))"
THEIR_MOVE = "network.moveTo({position: {x: n % 2 ? 0 : 60, y: 0}})"


def graph(actors, ties):
    """Claims among actors in camps, each between two other actors than the rest."""
    rng = random.Random(5)
    entities = {f"e/{n}": Entity(f"e/{n}", KINDS[n % 8], f"Northern Assembly {n}", mentions=3) for n in range(actors)}
    pairs = {}
    camps = max(1, actors // 220)
    for n in range(actors):
        pairs[tuple(sorted((n, (n + camps) % actors)))] = None
    while len(pairs) < ties:
        a = rng.randrange(actors)
        same = rng.random() < 0.85
        b = (a % camps + camps * int(rng.paretovariate(0.8) % (actors // camps))) if same else rng.randrange(actors)
        if a != b and b < actors:
            pairs[min(a, b), max(a, b)] = None
    claims = []
    for n, (a, b) in enumerate(list(pairs)[:ties]):
        quote = f"Assembly {a} did something to assembly {b}"
        mentions = [Mention(0, 1, f"Assembly {x}", "name", "State", entity=f"e/{x}") for x in (a, b)]
        filled = tuple(Participant(role, m) for role, m in zip(("actor", "recipient"), mentions, strict=True))
        evidence = Evidence(0, len(quote), quote, quote + ".")
        claims.append(Claim(f"claim/{n:05d}", "article/1", "EventClaim", evidence, (), filled, event=EVENTS[n % 8]))
    return claims, entities, {"article/1": Article("article/1", "news.txt", "", "News")}


def stock(claims, entities, *, physics):
    """The same graph as pyvis draws it, with its script in the file."""
    network = Network(height="880px", width="100%", directed=True, cdn_resources="in_line")
    for entity in entities.values():
        network.add_node(entity.id, label=entity.name, title=entity.name)
    for claim in claims:
        a, b = (p.mention.entity for p in claim.participants)
        network.add_edge(a, b, title=claim.evidence.sentence)
    if not physics:
        rng = random.Random(1)
        for node in network.nodes:
            node.update(x=rng.uniform(-4000, 4000), y=rng.uniform(-4000, 4000))
        network.toggle_physics(False)
    return network.generate_html(notebook=False)


def browser():
    """A Chromium that can reach nothing."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(
        options=options, service=Service(shutil.which("chromedriver"), popen_kw={"start_new_session": True})
    )
    driver.set_script_timeout(PATIENCE)
    driver.command_executor.client_config.timeout = PATIENCE
    return driver


def opening(driver, page, ready):
    """Seconds from the start of the navigation until the page is drawn and answers; None where patience ended."""
    start = time.perf_counter()
    try:
        driver.get("about:blank")
        driver.get(page.as_uri())
        while not driver.execute_script(f"return {ready}"):
            if time.perf_counter() - start > PATIENCE:
                return None
            time.sleep(0.05)
        return driver.execute_async_script(OPENED) / 1000
    except ReadTimeoutError:
        return None


def median(measure):
    return statistics.median(measure() for _ in range(RUNS))


def told(name, ours, theirs=None, *, unit="s", aim=None):
    line = f"{name:34} {ours:8.3f} {unit:2}"
    if theirs is not None:
        line += f"   pyvis {theirs:8.3f} {unit}   {theirs / ours:6.1f} times as long"
    print(line + (f"   (aim: {aim})" if aim else ""), flush=True)


def main(actors=2000, ties=5000):
    claims, entities, articles = graph(actors, ties)
    driver = browser()
    with tempfile.TemporaryDirectory() as folder:
        ours, still, moving = (Path(folder) / f"{name}.html" for name in ("ours", "still", "moving"))
        start = time.process_time()
        ours.write_text(render(claims, entities, articles), encoding="utf-8")
        print(
            f"{actors:,} actors, {len(claims):,} ties: page made in {time.process_time() - start:.1f} s of processor time"
        )
        still.write_text(stock(claims, entities, physics=False), encoding="utf-8")
        moving.write_text(stock(claims, entities, physics=True), encoding="utf-8")
        settled = None
        try:
            ready, drawn = "window.kgraph.ready", "document.querySelector('canvas') !== null"
            without = median(lambda: opening(driver, still, drawn))
            pan_without = median(lambda: driver.execute_async_script(PAN.replace("{MOVE}", THEIR_MOVE)))
            told("open", median(lambda: opening(driver, ours, ready)), without, aim="2 s")
            told(
                "move, a frame",
                median(lambda: driver.execute_async_script(PAN.replace("{MOVE}", OUR_MOVE))),
                pan_without,
                unit="ms",
            )
            told("filter", median(lambda: driver.execute_async_script(CHANGE)), unit="ms", aim="100 ms")
            told("search", median(lambda: driver.execute_async_script(SEARCH, "assembly 19")), unit="ms", aim="100 ms")
            again = opening(driver, ours, ready)
            settled = opening(driver, moving, "typeof network !== 'undefined' && network.physics.stabilized")
            if settled is None:
                print(f"open, pyvis as it comes: does not answer after {PATIENCE} s; this page {again:.3f} s")
            else:
                told("open, pyvis as it comes", again, settled)
        finally:
            if settled is None:  # a page that hangs keeps its browser from quitting
                os.killpg(driver.service.process.pid, signal.SIGKILL)
            else:
                driver.quit()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
