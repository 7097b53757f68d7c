"""How soon ``kgraph serve`` opens and answers over a store of 100,000 claims, as ratios to times of the same run.

    python benchmarks/serving.py [STORE] [CLAIMS]      (by default a temporary store of 100,000 claims)

A STORE that is not there is made first, of invented news in which one actor is in a third of all claims, and kept. The
start is compared with the bare start of an interpreter that imports rdflib, everything else with a trivial query at
``/sparql``; each figure is the median of several runs. With Chromium and its driver it is also measured when a page is
drawn. Beside the start stands the computing that the server and its processes had done by then, which other work on
the machine changes less than the time. Measure on a machine that does nothing else.
"""

import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import date, timedelta
from pathlib import Path

from kgraph.analyse.edges import edges
from kgraph.store import Dataset
from kgraph.store.edges import edges_to_quads
from kgraph.store.entities import entities_to_quads
from kgraph.store.extraction import extraction_to_quads
from kgraph.types import Article, Claim, Entity, Evidence, Extraction, Mention, Participant, Source, Span

RUNS = 7
WORKERS = 4
AN_ARTICLE = 40  # claims
TYPES = ("State", "Person", "Organization", "Agency")
DEEDS = (("attacked", "ASSAULT"), ("threatened", "THREATEN"), ("aided", "AID"), ("met", "CONSULT"))
HUB = "entity/organization/e0"
TRIVIAL = "/sparql?" + urllib.parse.urlencode({"query": "ASK {}"})
PAGES = {
    "front page": "/",
    "the graph's page": "/graph",
    "the graph's first actors": "/api/graph",
    "search": "/api/search?q=markdale",
    "search of one letter": "/api/search?q=a",
    "neighbourhood of the hub": f"/api/neighbourhood?entity={HUB}",
    "what is drawn around the hub": f"/api/actor?entity={HUB}",
    "claims between two": f"/api/tie?a={HUB}&b=entity/organization/e1",
    "path between two": "/api/path?a=entity/organization/e4000&b=entity/organization/e9000",
    "the world of the hub": f"/api/world?x={HUB}",
    "two worlds": f"/api/world?x={HUB}&y=entity/organization/e1",
    "entity page of the hub": f"/{HUB}",
    "its last claims": f"/{HUB}?made=100&about=100",
    "entity page of another": "/entity/organization/e4000",
}


def main():
    """Make the store where there is none, start the server, and ask."""
    claims = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        store = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "kgraph.db"
        if not store.exists():
            make(store, claims)
        bare = median(interpreter)
        print(f"python -c 'import rdflib': {bare * 1000:.0f} ms")
        starts(store, bare)
        process, address = serve(store)
        try:
            wait_for_index(address)
            warm(address + TRIVIAL)
            base = median(lambda: get(address + TRIVIAL))
            print(f"trivial query: {base * 1000:.1f} ms")
            for name, path in PAGES.items():
                warm(address + path)
                report(name, [timed(lambda p=path: get(address + p)) for _ in range(RUNS)], None, base)
        finally:
            stop(process)
        renewed(store)


def starts(store, bare):
    """How long until the first page, the index to be made and with it at hand, as a program and in a browser."""
    report("start until the first page, index to be made", *zip(start(store, fresh=True), strict=True), bare)
    process, address = serve(store)
    wait_for_index(address, process)
    stop(process)
    report("start until the first page", *zip(*(start(store) for _ in range(3)), strict=True), bare)
    driver = browser()
    if driver is None:
        return print("no Chromium with its driver: nothing is measured in a browser")
    try:
        for name, path, ready in (
            ("the first page drawn in Chromium", "", "true"),
            ("the explorer drawn in Chromium", "graph", "window.kgraph && kgraph.ready"),
        ):
            report(
                f"start until {name}", *zip(*(start(store, driver, path, ready) for _ in range(3)), strict=True), bare
            )
        process, address = serve(store)
        drawn(driver, address + "/", "true")
        for path in ("graph", HUB, "entities", "articles", "query"):
            ready = "window.kgraph && kgraph.ready" if path == "graph" else "true"
            later = [timed(lambda p=path, r=ready: drawn(driver, f"{address}/{p}", r)) for _ in range(3)]
            report(f"a later page in Chromium: /{path}", later, None, bare)
        stop(process)
    finally:
        driver.quit()
    return None


def renewed(store):
    """How long the index takes to be brought up to date after an actor was given another name."""
    from kgraph.serve.indexing import make_index, renew_index
    from kgraph.store.changes import Changes

    with tempfile.TemporaryDirectory() as folder, Dataset.open(store) as dataset:
        before, after = Path(folder) / "before.sqlite", Path(folder) / "after.sqlite"
        articles = {f"article/{n:016x}" for n in range(10)}
        changes = Changes(articles, {"actors": {HUB, "entity/organization/e1"}, "edges": set()})
        whole = timed(lambda: make_index(dataset, before))
        some = timed(lambda: renew_index(dataset, after, before=before, changes=changes))
        print(f"{'index of the whole store':48} {whole:8.1f} s")
        report("index brought up to date: two actors, ten articles", [some], None, whole)


def report(name, times, computed, base):
    """One line."""
    middle = statistics.median(times)
    rest = "" if computed is None else f"   {statistics.median(computed) * 1000:6.0f} ms computing"
    print(f"{name:48} {middle * 1000:8.1f} ms   {middle / base:8.1f} times{rest}", flush=True)


def timed(work):
    """Seconds that some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def median(work):
    """The median of several runs, in seconds."""
    return statistics.median(timed(work) for _ in range(RUNS))


def interpreter():
    """Start Python, import what a small program of the kind would, and end it."""
    subprocess.run([sys.executable, "-c", "import rdflib"], check=True)


def start(store, driver=None, path="", ready="true", *, fresh=False):
    """Seconds from the command to a whole page, drawn where there is a browser, and seconds of computing."""
    if fresh:
        for kept in (store / "serving").glob("index-*"):
            kept.unlink()
    begin = time.perf_counter()
    process, address = serve(store)
    try:
        if driver is None:
            get(f"{address}/{path}")
        else:
            drawn(driver, f"{address}/{path}", ready)
        return time.perf_counter() - begin, computing(process.pid)
    finally:
        stop(process)


def computing(process):
    """Seconds that a process and its children have computed, where Linux tells."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(computing(int(child)) for child in children)


def browser():
    """A Chromium, or None."""
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        return None
    binary, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if binary is None or driver is None:
        return None
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,900"):
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=Service(driver))


def drawn(driver, address, ready):
    """Open a page and wait until it is drawn and answers."""
    driver.get(address)
    while not driver.execute_script(f"return document.readyState === 'complete' && Boolean({ready})"):
        time.sleep(0.01)
    driver.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 0))")


def serve(store):
    """A server of its own, and its address."""
    command = [sys.executable, "-m", "kgraph", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    return process, process.stdout.readline().split(" at ")[1].split()[0].rstrip("/")


def stop(process):
    """End a server."""
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def wait_for_index(address, process=None):
    """Ask for the graph until the server has made its index."""
    begin = time.perf_counter()
    while True:
        try:
            get(f"{address}/api/graph")
            break
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(0.2)
    if process is not None:
        print(f"index ready after {time.perf_counter() - begin:.1f} s, {computing(process.pid):.1f} s computing")


def warm(address):
    """Have every worker answer once, so that the time to open the store is not counted."""
    for _ in range(WORKERS):
        get(address)


def get(address):
    """The whole answer at an address."""
    with urllib.request.urlopen(address, timeout=600) as response:
        return response.read()


def make(path, claims):
    """A store of invented news."""
    rng = random.Random(1)
    people = actors(rng, max(10, claims * 3 // 10))
    articles, all_claims = {}, []

    def anybody():
        return people[min(len(people), int(rng.paretovariate(0.6))) - 1]

    def quads(terms):
        for number in range(-(-claims // AN_ARTICLE)):
            extraction = article(number, rng, anybody)
            articles[extraction.article.id] = extraction.article
            all_claims.extend(extraction.claims)
            yield from extraction_to_quads(extraction, terms)
        known = {person.id: person for person in people}
        yield from entities_to_quads(people, terms)
        yield from edges_to_quads(edges(all_claims, known, articles), terms)

    with Dataset.open(path, create=True) as dataset:
        # In one go, so that the store has about as many tables as one that was built.
        dataset.store.bulk_extend(quads(dataset.terms))


def actors(rng, count):
    """Actors with names that are put together."""
    first, middle = ("North", "South", "Upper", "Lower", "New"), ("Ardan", "Bel", "Cor", "Dun", "Mark")
    last = ("ia", "land", "dale", "stan")
    found = []
    for n in range(count):
        type_ = "Organization" if n < 10_000 else rng.choice(TYPES)
        name = f"{rng.choice(first)} {rng.choice(middle)}{rng.choice(last)} {n}"
        found.append(
            Entity(f"entity/{type_.lower()}/e{n}", type_, name, (f"Alias {n}",), mentions=max(1, 90_000 // (n + 1)))
        )
    return found


def article(number, rng, anybody):
    """One article: who said what of whom, sentence by sentence."""
    id_ = f"article/{number:016x}"
    sentences, claims, mentions, at = [], [], [], 0
    for n in range(AN_ARTICLE):
        source, one, other = anybody(), anybody(), anybody()
        deed, event = rng.choice(DEEDS)
        said = f"{source.name} said "
        sentence = f"{said}{one.name} had {deed} {other.name} on Monday."
        quote = sentence[len(said) : -1]

        def mention(who, place, at=at):
            return Mention(at + place, at + place + len(who.name), who.name, "name", "State", key=who.id, entity=who.id)

        three = [mention(source, 0), mention(one, len(said)), mention(other, len(said) + len(one.name) + len(deed) + 6)]
        cue = at + len(source.name) + 1
        claims.append(
            Claim(
                f"claim/{number * AN_ARTICLE + n:016x}",
                id_,
                "EventClaim",
                Evidence(at + len(said), at + len(sentence) - 1, quote, sentence),
                (Source(three[0], Span(cue, cue + 4, "said")),),
                (Participant("actor", three[1]), Participant("recipient", three[2])),
                event=event,
                rules=("event",),
                confidence=0.8,
            )
        )
        mentions += three
        sentences.append(sentence)
        at += len(sentence) + 1
    told = Article(
        id_, f"news/{number}.txt", " ".join(sentences), f"Article {number}", f"Wire {number % 9}",
        date(2024, 1, 1) + timedelta(days=number % 500),
    )  # fmt: skip
    return Extraction(article=told, mentions=tuple(mentions), claims=tuple(claims))


if __name__ == "__main__":
    main()
