"""Runs the rule cases: the documents beside this file say what sentences claim (README.md explains the lines)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kgraph.types import Article

HERE = Path(__file__).parent
DOCUMENTS = sorted(path for path in HERE.glob("*.md") if path.name != "README.md")
PUBLISHED = date(2024, 10, 25)
ROLES = {
    "force", "location", "origin", "ally", "opponent", "operator", "supplier", "recipient", "item", "party", "actor",
    "treaty", "attacker", "target", "participant", "speaker",
}  # fmt: skip
CASUALTIES = {"killed", "injured"}
PLAIN = {"polarity", "certainty", "phase", "event", "mode", "context"}
FIELDS = ROLES | PLAIN | CASUALTIES | {"quantity", "money", "time", "time.text", "source", "cue", "quote"}
QUOTE_FIELDS = {"kind", "source", "cue", "content", "speaker"}
TYPES = {
    "TroopClaim", "ArmsClaim", "TreatyClaim", "ClauseClaim", "AttackClaim", "MeetingClaim", "Statement", "EventClaim",
}  # fmt: skip
SCALES = {"m": 1e6, "bn": 1e9}


@dataclass(frozen=True)
class Expected:
    """One line: a claim or a quotation that the text must give, or (``absent``) must not."""

    type: str
    act: str | None
    fields: tuple[tuple[str, str], ...]
    absent: bool
    xfail: str | None
    line: str


@dataclass(frozen=True)
class Case:
    """A text with its expected lines, under the heading of its construction."""

    place: str
    published: date
    text: str
    expected: tuple[Expected, ...]


# Reading the documents


def cases(document):
    """The cases of a document, in order."""
    heading, quoted, lines, start = "", [], [], 0
    published = PUBLISHED

    def done():
        if quoted or lines:
            assert quoted, f"{document.name}:{start}: expectations without a text"
            assert lines, f"{document.name}:{start}: a text without expectations"
            paragraphs = "\n".join(quoted).split("\n\n")
            text = "\n\n".join(" ".join(p.split("\n")) for p in paragraphs)
            yield Case(f"{document.stem}:{start} {heading}", published, text, tuple(lines))

    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith(">"):
            if lines:
                yield from done()
                quoted, lines, published = [], [], PUBLISHED
            start = start if quoted else number
            quoted.append(line.removeprefix(">").strip())
        elif line.startswith("- ") and quoted:
            lines.append(expected(line[2:].strip(), f"{document.name}:{number}"))
        elif line.startswith("published: "):
            yield from done()
            quoted, lines = [], []
            published = date.fromisoformat(line.removeprefix("published: ").strip())
        elif line.startswith("#"):
            yield from done()
            quoted, lines, published = [], [], PUBLISHED
            heading = line.lstrip("# ").strip()
    yield from done()


def expected(line, place):
    """One expectation: ``[xfail (reason): ][no ]TYPE [activity or EVENT][; field=value]...``."""
    marked = re.fullmatch(r"xfail \((.+?)\): (.+)", line)
    reason, rest = (marked[1], marked[2]) if marked else (None, line)
    absent = rest.startswith("no ")
    head, *parts = [part.strip() for part in rest.removeprefix("no ").split(";")]
    type_, _, act = head.partition(" ")
    fields = tuple(tuple(p.strip() for p in part.split("=", 1)) for part in parts)
    known = QUOTE_FIELDS if type_ == "Quote" else FIELDS
    assert type_ in TYPES | {"Quote"}, f"{place}: no such type: {type_}"
    assert all(len(f) == 2 and f[0] in known for f in fields), f"{place}: no such field in: {line}"
    return Expected(type_, act or None, fields, absent, reason, f"{place} {rest}")


ALL = [case for document in DOCUMENTS for case in cases(document)]
CHECKS = [
    pytest.param(
        case,
        wanted,
        id=wanted.line,
        marks=[pytest.mark.xfail(reason=wanted.xfail, strict=True, raises=pytest.fail.Exception)]
        if wanted.xfail
        else [],
    )
    for case in ALL
    for wanted in case.expected
]


# Reading the texts


@pytest.fixture(scope="session")
def reading(nlp, actors):
    """From a case to its linked extraction and its entities, each read once."""
    from kgraph.extract.extractor import extract
    from kgraph.resolve import describe, link, resolve_article
    from kgraph.resolve.linking import referents

    @cache
    def read(case):
        from dataclasses import replace

        article = Article("article/case", "case.txt", case.text, published=case.published)
        doc = nlp.make_doc(case.text)
        doc._.published = article.published
        doc = nlp(doc)
        keyed = resolve_article(doc, extract(doc, article, actors), actors)
        table = link(list(referents(keyed, actors=actors)))
        linked = keyed.relink(lambda m: replace(m, entity=table.get(m.key) if m.key else None))
        return linked, describe([linked], actors)

    return read


# Comparing


def bare(name):
    return re.sub(r"^(the|a|an) ", "", " ".join(name.split()), flags=re.IGNORECASE).casefold()


def names(mention, entities):
    """What a line may call a mention: as printed, or by its entity's name."""
    entity = entities.get(mention.entity)
    return {bare(mention.text), *([bare(entity.name)] if entity else [])}


def filled(value, mentions, entities):
    """Whether the mentions are those that the value lists, no more and no fewer."""
    wanted = [] if value == "none" else [bare(v) for v in value.split(",")]
    offered = [names(m, entities) for m in mentions]
    everyone = all(any(w in o for o in offered) for w in wanted)
    return everyone and all(any(w in o for w in wanted) for o in offered)


def number(text):
    factor = next((f for suffix, f in SCALES.items() if text.endswith(suffix)), 1)
    return float(text.removesuffix("bn").removesuffix("m")) * factor if text else None


def counted(value, quantity):
    if value == "none" or quantity is None:
        return value == "none" and quantity is None
    low, dots, high = value.partition("..")
    return (quantity.min, quantity.max) == (number(low), number(high if dots else low))


def when(value, time):
    if value == "none" or time is None:
        return value == "none" and time is None
    first, dots, last = value.partition("..")
    day = date.fromisoformat
    return (time.start, time.end) == (
        day(first) if first else None,
        day(last if dots else first) if last or first else None,
    )


def paid(value, money):
    if value == "none" or money is None:
        return value == "none" and money is None
    amount, currency = value.split()
    return (money.amount, money.currency) == (number(amount), currency)


def chained(value, sources, entities):
    wanted = [] if value == "none" else [bare(v) for v in value.split(">")]
    wanted = [w.strip() for w in wanted]
    return len(wanted) == len(sources) and all(
        w in names(s.mention, entities) for w, s in zip(wanted, sources, strict=True)
    )


def fits(wanted, claim, entities):
    """Whether a claim is the expected one, in the fields that the line names."""
    if claim.type != wanted.type or (wanted.act and wanted.act not in (claim.activity, claim.event)):
        return False
    for key, value in wanted.fields:
        if key in ROLES:
            same = filled(value, claim.role(key), entities)
        elif key in CASUALTIES:
            same = counted(value, getattr(claim.casualties, key) if claim.casualties else None)
        elif key == "source":
            same = chained(value, claim.sources, entities)
        elif key == "cue":
            same = any(s.cue is not None and s.cue.text == value for s in claim.sources)
        elif key == "quote":
            same = claim.evidence.quote == value
        elif key == "quantity":
            same = counted(value, claim.quantity)
        elif key == "money":
            same = paid(value, claim.money)
        elif key == "time":
            same = when(value, claim.time)
        elif key == "time.text":
            same = claim.time is not None and claim.time.text == value
        else:
            same = (getattr(claim, key) or "none") == value
        if not same:
            return False
    return True


def fits_quote(wanted, quote, entities):
    """Whether a row of the quotes table is the expected one; pieces of content are kept apart by "|"."""
    pieces = " | ".join(" ".join(s.text.split()) for s in quote.content)
    found = {
        "kind": quote.kind,
        "source": quote.source.text if quote.source else "none",
        "cue": quote.cue.text if quote.cue else "none",
        "content": pieces,
    }
    for key, value in wanted.fields:
        if key == "speaker":
            if quote.speaker is None or bare(value) not in names(quote.speaker, entities):
                return False
        elif found[key] != value:
            return False
    return True


# What came out, in the words of the documents, for the report of a failure


def shown(claim, entities):
    def called(mention):
        entity = entities.get(mention.entity)
        return mention.text if entity is None or entity.name == mention.text else f"{mention.text} [{entity.name}]"

    parts = [f"{claim.type} {claim.activity or claim.event or ''}".strip()]
    for role in dict.fromkeys(p.role for p in claim.participants):
        parts.append(f"{role}={', '.join(called(m) for m in claim.role(role))}")
    if claim.quantity:
        parts.append(f"quantity={claim.quantity.min}..{claim.quantity.max}")
    if claim.casualties:
        for fate, persons in (("killed", claim.casualties.killed), ("injured", claim.casualties.injured)):
            parts += [f"{fate}={persons.min}..{persons.max}"] if persons else []
    if claim.money:
        parts.append(f"money={claim.money.amount} {claim.money.currency}")
    if claim.time:
        parts.append(f"time={claim.time.start}..{claim.time.end} ({claim.time.text})")
    parts.append(f"source={' > '.join(called(s.mention) for s in claim.sources) or 'none'}")
    parts += [
        f"polarity={claim.polarity}",
        f"certainty={claim.certainty}",
        f"phase={claim.phase}",
        f"quote={claim.evidence.quote}",
    ]
    return "; ".join(parts)


def shown_quote(quote):
    source, cue = quote.source and quote.source.text, quote.cue and quote.cue.text
    return f"Quote; kind={quote.kind}; source={source}; cue={cue}; content={' | '.join(s.text for s in quote.content)}"


@pytest.mark.parametrize(("case", "wanted"), CHECKS)
def test_case(reading, case, wanted):
    extraction, entities = reading(case)
    if wanted.type == "Quote":
        found = [q for q in extraction.quotes if fits_quote(wanted, q, entities)]
        came = [shown_quote(q) for q in extraction.quotes]
    else:
        found = [c for c in extraction.claims if fits(wanted, c, entities)]
        came = [shown(c, entities) for c in extraction.claims]
    if bool(found) == wanted.absent:
        pytest.fail("\n".join([wanted.line, case.text, *came]), pytrace=False)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.place)
def test_evidence_is_in_the_text(reading, case):
    for claim in reading(case)[0].claims:
        assert case.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_there_are_cases_enough_and_most_of_them_pass():
    assert len(ALL) >= 150
    failing = [case for case in ALL if any(e.xfail for e in case.expected)]
    assert len(failing) <= len(ALL) / 4


def test_no_text_is_used_twice():
    texts = [case.text for case in ALL]
    assert sorted(texts) == sorted(set(texts))


def test_no_sentence_is_of_the_seeds():
    folder = HERE / ".." / ".." / ".." / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the seed articles are not here")

    def runs(text):
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + 6]) for i in range(len(words) - 5)}

    seeds = set().union(*(runs(p.read_text(encoding="utf-8")) for p in folder.glob("*.txt")))
    assert [case.place for case in ALL if runs(case.text) & seeds] == []
