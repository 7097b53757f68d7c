"""The table of rules tells the truth: every rule has its sentences, every frame its example, no name is missing."""

import importlib.util
from functools import cache
from pathlib import Path

import pytest

from kgraph.explain.rules import frame_place, function, rule, rules
from kgraph.explain.sentences import walked
from kgraph.explain.trace import Tracer
from kgraph.extract.frames import own_frames
from kgraph.types import Article

ROOT = Path(__file__).parents[2]
REMEDY = "kgraph/explain/rules.toml"


@pytest.fixture(scope="session")
def make_rules():
    """The program that writes the table."""
    found = importlib.util.spec_from_file_location("make_rules", ROOT / "docs" / "make_rules.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def reader(nlp):
    """From an article to what is read of it."""
    from kgraph.pipeline import Reader

    reader = Reader()
    reader.__dict__["nlp"] = nlp
    return reader


@pytest.fixture(scope="session")
def fired(reader):
    """The names of rules that claims of a sentence record, and the functions that found something in it."""

    @cache
    def read(text):
        tracer = Tracer(lambda start, end: True)
        found = tracer.run(lambda: reader(Article("article/invented", "invented.txt", text)))
        names = {name for claim in found.claims for name in claim.rules}
        return names, {call.function.called for call in walked(tracer.calls) if call.found}

    return read


def reads(fired, one, sentence):
    """Whether a rule reads a sentence: claims record it, or (not all that is read is in a claim) its function found it."""
    names, functions = fired(sentence)
    shared = {f for other in rules() if other != one for f in other.functions}
    if one.type in ("Attribution", "Role", "Affiliation") and not shared & set(one.functions):
        return bool(functions & set(one.functions))
    return any(one.is_named(name) or one.is_named(name.removeprefix("statement:")) for name in names)


@pytest.mark.parametrize("one", rules(), ids=lambda r: f"{r.type}-{r.name}")
def test_a_rule_reads_its_sentence_and_leaves_the_other_alone(fired, one):
    assert reads(fired, one, one.matches), f"{one.name} does not read: {one.matches} ({REMEDY})"
    assert not reads(fired, one, one.not_), f"{one.name} reads: {one.not_} ({REMEDY})"


@pytest.mark.parametrize("one", rules(), ids=lambda r: f"{r.type}-{r.name}")
def test_a_rule_has_its_functions_and_says_what_it_reads(one):
    for called in (*one.functions, *one.starts):
        assert function(called) is not None, f"{REMEDY}: {one.name} names {called}, which kgraph/extract lacks"
    assert one.doc, f"{one.functions[0]} has no docstring"


def test_no_sentence_and_no_name_stands_twice():
    names = [(r.name, r.type) for r in rules()]
    assert sorted(names) == sorted(set(names))
    assert all(r.matches != r.not_ for r in rules())


def test_every_rule_of_the_examples_and_the_rule_cases_is_in_the_table(reader, make_rules):
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "articles").glob("*.txt"))]
    names = {
        name
        for text in [*texts, *make_rules.sentences()]
        for claim in reader(Article("article/invented", "invented.txt", text)).claims
        for name in claim.rules
    }
    missing = sorted(name for name in names if rule(name) is None)
    assert not missing, f"add {missing} to {REMEDY}, each with a sentence that it reads and one that it leaves alone"


UNREAD = {("take", "court"), ("stand", "trial")}
"""A verb and a noun of each frame that nothing fires: its nouns stand in a phrase ("took Peru to court"), where no frame
looks while the verb has an object."""


def test_every_frame_has_a_sentence(make_rules):
    read = make_rules.examples()
    unread = [f for f in own_frames() if any(verb in f.verbs and noun in f.nouns for verb, noun in UNREAD)]
    missing = [f.name for f in own_frames() if f"frame:{f.name}" not in read and f not in unread]
    assert not missing, f"add a sentence for each of {missing} to [frames] in {REMEDY}"
    assert [f.name for f in unread if f"frame:{f.name}" in read] == [], "take it out of UNREAD"


def test_every_frame_is_found_in_its_file():
    for frame in own_frames():
        place, text = frame_place(f"frame:{frame.name}")
        assert f'event = "{frame.event}"' in text, place
        assert all(f'"{word}"' in text for word in (*frame.verbs, *frame.nouns, *frame.deeds))
    assert frame_place("frame:nowhere:1") is None
    assert frame_place("troops_by_verb") is None


def test_the_table_is_up_to_date(make_rules):
    assert make_rules.table() == make_rules.TARGET.read_text(encoding="utf-8"), "run make docs"
