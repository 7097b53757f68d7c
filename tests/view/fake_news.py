"""Invented news for the page's tests: a realistic small graph, a large one, and a hostile one."""

import random
from datetime import date, timedelta

from kgraph.types import (
    Article,
    Casualties,
    Claim,
    Entity,
    Evidence,
    Mention,
    Money,
    Participant,
    Quantity,
    Range,
    Source,
    Span,
    Tenure,
    Time,
)

STATES = {"ARD": "Ardania", "BEL": "Belmora", "COR": "Corvia", "DUN": "Dunmark", "EST": "Estavia", "FEN": "Fenland"}


def state(code):
    return f"state/{code}"


def entities():
    found = [
        Entity(
            state(code), "State", name, (name[:4] + "land", code), country=code, iso3=code, sector="GOV",
            mentions=40, articles=("article/0",), wikidata=f"Q{100 + n}",
        )
        for n, (code, name) in enumerate(STATES.items())
    ]  # fmt: skip

    def member(id, type_, name, code, *aliases, title=None):
        roles = (Tenure(title, state(code), date(2024, 9, 1), None, "article/0"),) if title else ()
        part = (state(code),) if type_ not in ("Official", "Person", "Place", "UnnamedSource") and code else ()
        return Entity(id, type_, name, aliases, country=code, roles=roles, part_of=part, mentions=6)

    found += [
        member("p/orlova", "Official", "Irina Orlova", "ARD", "Orlova", "President Orlova", title="president"),
        member("p/haas", "Official", "Tomas Haas", "BEL", "Haas", title="prime minister"),
        member("p/quint", "Official", "Mara Quint", "COR", "Quint", title="defence minister"),
        member("p/deloach", "Person", "Ruben Deloach", "DUN", "Deloach"),
        member("p/senior", "UnnamedSource", "a senior Corvian official", "COR"),
        member("p/diplomat", "UnnamedSource", "two western diplomats", None),
        member("a/bis", "IntelligenceService", "Belmoran Intelligence Service", "BEL", "BIS", "the spy agency"),
        member("a/cmod", "Ministry", "Corvian Ministry of Defence", "COR", "defence ministry"),
        member("a/amfa", "Ministry", "Ardanian Foreign Ministry", "ARD"),
        member("a/senate", "Legislature", "Dunmark Senate", "DUN"),
        member("f/guard", "ArmedForce", "Ardanian Northern Guard", "ARD", "Northern Guard"),
        member("f/navy", "ArmedForce", "Fenland Navy", "FEN"),
        member("g/front", "ArmedGroup", "Marsh Liberation Front", None, "MLF", "the Front"),
        member("o/un", "IGO", "United Assembly", None, "UA"),
        member("o/league", "IGO", "Northern League", None),
        member("o/arms", "Company", "Halvorsen Dynamics", "DUN"),
        member("m/wire", "MediaOutlet", "Northwire", None),
        member("l/tarn", "Place", "Tarn Valley", "BEL"),
        member("l/port", "Place", "Port Selby", "COR"),
        member("e/drones", "Equipment", "drones", None),
        member("t/pact", "Treaty", "Mutual Defence Pact", None, "the pact"),
        Entity("o/idle", "Organization", "Institute That Is Only Mentioned", mentions=1),
    ]
    return {e.id: e for e in found}


def articles():
    papers = ["The Meridian", "Northwire", "Daily Sentinel", "Corvia Today"]
    heads = [
        "Troops reported near Tarn Valley",
        "Pact signed as ministers meet",
        "Spy agency points at Ardania",
        "Arms for Corvia",
    ]
    return {
        f"article/{n}": Article(
            f"article/{n}", f"/home/someone/news/item{n}.txt", "…", heads[n % 4], papers[n % 4],
            date(2024, 10, 1) + timedelta(days=3 * n), f"https://news.example/{n}" if n % 3 else None,
        )
        for n in range(9)
    }  # fmt: skip


def mention(entity, text=None):
    return Mention(0, 1, text or entity, "name", "State", entity=entity)


def claim(n, type_, sentence, quote, roles, sources=(), **rest):
    assert quote in sentence
    return Claim(
        f"claim/{n:04d}", f"article/{n % 9}", type_, Evidence(0, len(quote), quote, sentence),
        sources=tuple(Source(mention(s), Span(0, 4, cue)) for s, cue in sources),
        participants=tuple(Participant(role, mention(e)) for role, e in roles),
        rules=("troops.deploy",), confidence=0.85, **rest,
    )  # fmt: skip


TEMPLATES = [
    ("TroopClaim", "Ardania has sent up to 4,000 soldiers of its Northern Guard to Tarn Valley, the spy agency said on Friday.",
     "Ardania has sent up to 4,000 soldiers of its Northern Guard to Tarn Valley",
     [("force", "f/guard"), ("location", "l/tarn"), ("ally", state("FEN")), ("opponent", state("BEL"))], [("a/bis", "said")],
     {"event": "MOBILIZE", "activity": "deploy", "quantity": Quantity(None, 4000, "up to 4,000 soldiers", "soldiers"),
      "time": Time(date(2024, 10, 4), date(2024, 10, 4), "day", "on Friday")}),
    ("TroopClaim", "“There are no Ardanian troops in Belmora,” President Orlova said.", "There are no Ardanian troops in Belmora",
     [("force", state("ARD")), ("location", state("BEL"))], [("p/orlova", "said")], {"polarity": "-", "activity": "present", "event": "MOBILIZE"}),
    ("ArmsClaim", "According to two western diplomats, Dunmark may ship air defences worth 300 million crowns to Corvia.",
     "Dunmark may ship air defences worth 300 million crowns to Corvia", [("supplier", state("DUN")), ("recipient", state("COR"))],
     [("p/diplomat", "According to")], {"event": "AID", "activity": "ship", "certainty": "possible", "phase": "planned", "money": Money(3e8, "DKK", "300 million crowns")}),
    ("ArmsClaim", "Halvorsen Dynamics probably sold drones to the Marsh Liberation Front, Northwire reported.", "Halvorsen Dynamics probably sold drones to the Marsh Liberation Front",
     [("supplier", "o/arms"), ("recipient", "g/front"), ("item", "e/drones")], [("m/wire", "reported")], {"activity": "sell", "event": "COOPERATE", "certainty": "probable"}),
    ("TreatyClaim", "Ardania and Fenland signed the Mutual Defence Pact.", "Ardania and Fenland signed the Mutual Defence Pact",
     [("party", state("ARD")), ("party", state("FEN")), ("treaty", "t/pact")], [], {"event": "AGREE", "activity": "sign", "phase": "completed"}),
    ("ClauseClaim", "Under the pact, Ardania and Fenland must aid each other if attacked.", "Ardania and Fenland must aid each other if attacked",
     [("party", state("ARD")), ("party", state("FEN")), ("treaty", "t/pact")], [], {}),
    ("AttackClaim", "The Front attacked Port Selby, killing at least 12 people, the Corvian defence ministry said, citing a senior official.",
     "The Front attacked Port Selby, killing at least 12 people", [("attacker", "g/front"), ("target", state("COR")), ("location", "l/port")],
     [("a/cmod", "said"), ("p/senior", "citing")], {"event": "ASSAULT", "casualties": Casualties(Range(12, None), Range(30, 40)),
      "time": Time(date(2024, 9, 30), date(2024, 10, 2), "range", "over the weekend")}),
    ("MeetingClaim", "Orlova met Haas in Estavia on neutral ground.", "Orlova met Haas in Estavia",
     [("participant", "p/orlova"), ("participant", "p/haas")], [], {"event": "CONSULT", "time": Time(date(2024, 10, 14), date(2024, 10, 14), "day", "on Monday")}),
    ("MeetingClaim", "Mara Quint, Tomas Haas and Ruben Deloach met in Port Selby.", "Mara Quint, Tomas Haas and Ruben Deloach met",
     [("participant", "p/quint"), ("participant", "p/haas"), ("participant", "p/deloach")], [("a/cmod", "said")] , {"event": "CONSULT"}),
    ("Statement", "“Ardania is lying to the world,” said Tomas Haas.", "Ardania is lying to the world",
     [("speaker", "p/haas"), ("target", state("ARD"))], [("p/haas", "said")], {"event": "ACCUSE"}),
    ("Statement", "The Ardanian Foreign Ministry rejected the claims of Belmora as fantasy.", "rejected the claims of Belmora as fantasy",
     [("speaker", "a/amfa"), ("target", state("BEL"))], [("a/amfa", "rejected")], {"event": "REJECT"}),
    ("EventClaim", "The United Assembly sanctioned Ardania over the deployment.", "The United Assembly sanctioned Ardania",
     [("actor", "o/un"), ("recipient", state("ARD"))], [], {"event": "SANCTION", "phase": "completed"}),
    ("EventClaim", "Estavia supports Belmora, the Northern League said.", "Estavia supports Belmora",
     [("actor", state("EST")), ("recipient", state("BEL"))], [("o/league", "said")], {"event": "SUPPORT"}),
    ("EventClaim", "The Dunmark Senate urged Dunmark to aid Corvia.", "The Dunmark Senate urged Dunmark",
     [("actor", "a/senate"), ("recipient", state("DUN"))], [], {"event": "REQUEST"}),
    ("EventClaim", "The Fenland Navy threatened Estavia, a senior Corvian official said.", "The Fenland Navy threatened Estavia",
     [("actor", "f/navy"), ("recipient", state("EST"))], [("p/senior", "said")], {"event": "THREATEN"}),
]  # fmt: skip


def small():
    """25 actors and 60 claims."""
    claims = []
    for n in range(60):
        type_, sentence, quote, roles, sources, rest = TEMPLATES[(n * 7 if n % 4 else n // 4) % len(TEMPLATES)]
        claims.append(claim(n, type_, sentence, quote, roles, sources, **rest))
    return claims, entities(), articles()


def quarrel():
    """Two states that agree in part and contradict each other in part."""
    said = [
        ("TroopClaim", "FEN", "COR", "state/ARD", {"activity": "present", "event": "MOBILIZE"}),
        ("TroopClaim", "FEN", "COR", "state/BEL", {"activity": "present", "event": "MOBILIZE", "polarity": "-"}),
        ("EventClaim", "DUN", "COR", "state/ARD", {"event": "AID"}),
        ("EventClaim", "DUN", "COR", "state/BEL", {"event": "AID"}),
        ("EventClaim", "EST", "FEN", "state/ARD", {"event": "THREATEN"}),
        ("EventClaim", "EST", "FEN", "state/BEL", {"event": "SUPPORT"}),
    ]
    claims = []
    for n, (kind, one, other, speaker, rest) in enumerate(said):
        roles = ("force", "location") if kind == "TroopClaim" else ("actor", "recipient")
        sentence = f"{STATES[one]} did it to {STATES[other]} in case {n}."
        filled = list(zip(roles, (state(one), state(other)), strict=True))
        claims.append(claim(n, kind, sentence, sentence, filled, [(speaker, "said")], **rest))
    return claims, entities(), articles()


def large(count=300, ties=700):
    """Camps of actors, with most ties within a camp."""
    rng = random.Random(3)
    kinds = ["State", "Official", "Official", "Ministry", "ArmedForce", "Organization", "Person", "MediaOutlet"]
    first, last = (
        ["Northern", "Greater", "Old", "Upper", "United", "Free"],
        ["Valley", "Coast", "Assembly", "Union", "Guard", "Council"],
    )
    found = {}
    for n in range(count):
        name = f"{first[n % 6]} {last[n // 6 % 6]} {n}"
        found[f"e/{n}"] = Entity(f"e/{n}", kinds[n % 8], name, mentions=3)
    events = ["AID", "ASSAULT", "CONSULT", "ACCUSE", "SUPPORT", "SANCTION", "THREATEN", "COOPERATE"]
    claims = []
    for n in range(ties):
        camp = rng.randrange(9)
        a = int(camp + 9 * int(rng.paretovariate(0.7) % (count // 9)))
        b = int((camp if rng.random() < 0.85 else rng.randrange(9)) + 9 * rng.randrange(count // 9))
        sentence = f"Actor {a} did something to actor {b} in the report of day {n}."
        claims.append(
            claim(n, "EventClaim", sentence, f"Actor {a} did something to actor {b}", [("actor", f"e/{a}"), ("recipient", f"e/{b}")],
                  [(f"e/{rng.randrange(count)}", "said")] if n % 5 == 0 else [], event=events[n % 8])
        )  # fmt: skip
    return claims, found, articles()


HOSTILE = [
    "<script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=2">',
    "</script><script>window.hacked=3</script><!-- <script>",
    "\u202egnorts\u202c \u200fright to left\u2028line\u2029end",
    "href javascript:window.hacked=4",
    "long " + "name" * 2500,
    "{{ 7*7 }} {% raw %} \x00\x1b\ud800 __proto__",
]


def hostile():
    """Every text of every record is an attack."""
    found = {
        f"h/{n}": Entity(f"h/{n}", "State", text, (text, "constructor"), country=text, sector=text, wikidata=text,
                         iso3=str(n), roles=(Tenure(text, "h/0", None, None, "article/0"),))
        for n, text in enumerate(HOSTILE)
    }  # fmt: skip
    news = {
        f"article/{n}": Article(f"article/{n}", HOSTILE[n], "", HOSTILE[n], HOSTILE[n], date(2024, 1, 1), url)
        for n, url in enumerate(
            ["javascript:window.hacked=5", "data:text/html,<script>window.hacked=6</script>", "https://ok.example/?a=1&b=<x>", "  jAvAscript:window.hacked=7",
             "//host.example/x", "file:///etc/passwd", "http://[broken"]
        )
    }  # fmt: skip
    claims = []
    for n, text in enumerate(HOSTILE):
        made = claim(n, "Statement", f"{text} and {text}", text, [("speaker", f"h/{n}"), ("target", f"h/{(n + 1) % 7}")],
                     [(f"h/{(n + 2) % 7}", text)], event="ACCUSE", quantity=Quantity(1, 2, text, text))  # fmt: skip
        claims.append(made)
    return claims, found, news
