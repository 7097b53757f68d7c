"""How soon ``kgraph serve`` opens and answers over a store of 100,000 claims, as ratios to times of the same run.

    python benchmarks/serving.py [STORE] [CLAIMS]      (by default a temporary store of 100,000 claims)

A STORE that is not there is made first, of invented news in which one actor is in a third of all claims, and kept. The
start is compared with the bare start of the interpreter, everything else with a trivial query at ``/sparql``; each
figure is the median of several runs. Measure on a machine that does nothing else.
"""

import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
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
        print(f"bare interpreter: {bare * 1000:.0f} ms")
        report("start until the first page, index to be made", [start(store, fresh=True)], bare)
        report("start until the first page", [start(store) for _ in range(3)], bare)
        process, address = serve(store)
        try:
            wait_for_index(address)
            warm(address + TRIVIAL)
            base = median(lambda: get(address + TRIVIAL))
            print(f"trivial query: {base * 1000:.1f} ms")
            for name, path in PAGES.items():
                warm(address + path)
                report(name, [timed(lambda p=path: get(address + p)) for _ in range(RUNS)], base)
        finally:
            stop(process)


def report(name, times, base):
    """One line."""
    middle = statistics.median(times)
    print(f"{name:48} {middle * 1000:8.1f} ms   {middle / base:8.1f} times", flush=True)


def timed(work):
    """Seconds that some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def median(work):
    """The median of several runs, in seconds."""
    return statistics.median(timed(work) for _ in range(RUNS))


def interpreter():
    """Start Python and end it."""
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def start(store, *, fresh=False):
    """Seconds from the command to the whole front page."""
    if fresh:
        for kept in (store / "serving").glob("index-*"):
            kept.unlink()
    begin = time.perf_counter()
    process, address = serve(store)
    try:
        get(address + "/")
        return time.perf_counter() - begin
    finally:
        stop(process)


def serve(store):
    """A server of its own, and its address."""
    command = [sys.executable, "-m", "kgraph", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    return process, process.stdout.readline().split(" at ")[1].split()[0].rstrip("/")


def stop(process):
    """End a server."""
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def wait_for_index(address):
    """Ask for the graph until the server has made its index."""
    begin = time.perf_counter()
    get(f"{address}/api/graph")
    print(f"index ready after {time.perf_counter() - begin:.1f} s")


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
