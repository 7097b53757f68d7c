"""Every actor of the example articles and of the seeds, listed with its mentions and read by eye, then written down.

``expected/*.txt`` are the lists as they ought to be. A line that is wrong, and known to be, stands in ``expected/wrong.txt``
with its reason, so that nobody takes it for right. After a change that is meant, write the lists anew and read the
difference: ``python tests/resolve/test_entities_by_eye.py``.
"""

from __future__ import annotations

import csv
import difflib
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from entity_rows import rows

from kgraph.types import Entity

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
EXPECTED = Path(__file__).parent / "expected"
GOVERNING = frozenset({"State", "Agency", "Ministry", "IntelligenceService", "ArmedForce", "Legislature", "Official"})


def table(folder: Path) -> Mapping[str, Entity]:
    """The entity table of the articles of a folder, by the whole chain of reading."""
    from kgraph.pipeline import Reader
    from kgraph.read import read
    from kgraph.resolve import describe, link
    from kgraph.resolve.linking import referents

    reader, days = Reader(), {}
    metadata = folder / "metadata.csv"
    if metadata.is_file():
        days = {r["path"]: r["published"] for r in csv.DictReader(metadata.read_text(encoding="utf-8").splitlines())}
    found = []
    for article in read(sorted(folder.glob("*.txt")), on_problem=lambda problem: None):
        day = days.get(Path(article.path).name)
        one = replace(article, published=date.fromisoformat(day)) if day else article
        found.append(reader(one))
    entities = link(r for e in found for r in referents(e, actors=reader.actors))
    linked = [e.relink(lambda m: replace(m, entity=entities.get(m.key or ""))) for e in found]
    return describe(linked, reader.actors)


@pytest.fixture(scope="module")
def examples():
    return table(ROOT / "examples" / "articles")


@pytest.fixture(scope="module")
def seeds():
    if not SEEDS.is_dir():
        pytest.skip(f"{SEEDS} is not at hand: the articles that the project began from are not ours to ship")
    return table(SEEDS)


def differences(name: str, found: list[str]) -> str:
    """How the lines found differ from those of a file of expected lines; empty where they do not."""
    wanted = (EXPECTED / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(difflib.unified_diff(wanted, found, f"expected/{name}", "found", lineterm="", n=1))


def test_actors_of_the_examples(examples):
    assert differences("examples.txt", rows(examples)) == ""


def test_what_is_known_to_be_wrong_still_is(examples):
    """A line that has been mended leaves the list of wrong ones."""
    listed = (EXPECTED / "wrong.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if line.split(" # ")[0] not in rows(examples)] == []


def test_actors_of_the_seeds(seeds):
    assert differences("seeds.txt", rows(seeds, aliases=False)) == ""


@pytest.mark.parametrize("articles", ["examples", "seeds"])
def test_no_actor_stands_twice(articles, request):
    """No two states, persons, bodies share a name or an alias of two words and more."""
    entities = request.getfixturevalue(articles)
    forms = Counter()
    for e in entities.values():
        if e.type not in ("Place", "UnnamedSource", "Equipment", "Treaty") and e.id.count("/") == 2:
            forms.update({f.casefold() for f in (e.name, *e.aliases) if " " in f})
    assert [form for form, count in forms.items() if count > 1] == []


@pytest.mark.parametrize("articles", ["examples", "seeds"])
def test_states_have_their_codes(articles, request):
    states = [e for e in request.getfixturevalue(articles).values() if e.type == "State"]
    assert states
    for e in states:
        assert e.iso3 == e.country
        assert e.wikidata
        assert e.sector == "GOV"
        assert e.cow or e.iso3 in ("PSE",)


def test_every_body_and_official_of_the_seeds_has_country_and_sector(seeds):
    """All that governs: its state and its sector are told by the articles or known beforehand."""
    bare = {e.name for e in seeds.values() if e.type in GOVERNING and not (e.country and e.sector)}
    local = {e.name for e in seeds.values() if e.id.count("/") > 2}
    assert bare - local == {"K battalion"}  # whose it is, its article only hints at


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    lists = {"examples.txt": rows(table(ROOT / "examples" / "articles"))}
    if SEEDS.is_dir():
        lists["seeds.txt"] = rows(table(SEEDS), aliases=False)
    for file, lines in lists.items():
        (EXPECTED / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
