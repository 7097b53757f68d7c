"""kgraph explain: why a claim was made, and what blocked the rules where none was."""

import json
import sys

import pytest

from kgraph import open as open_store
from kgraph.explain import explain_claim, explain_sentence
from kgraph.explain.text import claim_text, sentence_text
from kgraph.types import Article


@pytest.fixture(scope="session")
def reader(nlp):
    """From an article to what is read of it."""
    from kgraph.pipeline import Reader

    reader = Reader()
    reader.__dict__["nlp"] = nlp
    return reader


@pytest.fixture(autouse=True)
def one_model(nlp, monkeypatch):
    monkeypatch.setattr("kgraph.nlp.load", lambda model=None: nlp)


def why(reader, text, type_, activity=None):
    """How the first claim of that type in a text came to be made."""
    article = Article("article/invented", "invented.txt", text)
    claims = [c for c in reader(article).claims if c.type == type_ and activity in (None, c.activity)]
    assert claims, f"no {type_}"
    return explain_claim(claims[0], article, reader)


def texts(reasons):
    """Every text of the reasons, with those behind them."""
    return " | ".join(f"{r.text} {texts(r.because)}" for r in reasons)


# A claim of a store


def test_a_claim_is_explained_with_its_rule_words_guards_and_source(run, built):
    with open_store(built) as graph:
        claim = next(c for c in graph.claims() if "10,000 soldiers" in c.evidence.quote and c.type == "TroopClaim")
    done = run("explain", claim.id[:14], "--store", built)
    assert (done.status, done.err) == (0, "")
    assert ">>North Korea had" in done.out
    assert "rule          troops_by_verb: Troops as subject or object of a verb" in done.out
    assert 'force         "North Korea"' in done.out
    assert 'the subject of "sent"' in done.out
    assert '- activity is "deploy" [troops.py:' in done.out
    assert '"Sabrina Singh", cue "said"' in done.out
    assert "reported_clause: A reporting verb" in done.out
    assert "note" not in done.out


def test_every_claim_of_the_store_is_explained(built, reader):
    with open_store(built) as graph:
        for claim in list(graph.claims())[::7]:
            told = explain_claim(claim, graph.dataset.article(claim.article), reader)
            assert told.read is not None, claim.id
            assert told.rules[0].doc, claim.id
            assert told.guards or told.way, claim.id
            assert len(told.links) >= len(claim.rules) - 1 or claim.type == "Statement"
            text = told.article.text
            for matched in told.matched:
                assert text[matched.start : matched.end] == matched.words
            for effect in told.effects:
                assert text[effect.start : effect.end] == effect.word


def test_json_says_the_same(run, built):
    with open_store(built) as graph:
        claim = next(c for c in graph.claims() if c.type == "TroopClaim")
    told = json.loads(run("explain", claim.id, "--store", built, "--json").out)
    assert told["claim"] == told["again"]
    assert told["rules"][0]["name"] == claim.rules[0]
    assert {m["role"] for m in told["matched"]} == {p.role for p in claim.participants}
    assert all(g["place"] and g["condition"] for g in told["guards"])


def test_an_unknown_claim_is_one_line(run, built):
    done = run("explain", "claim/nowhere", "--store", built)
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "claim/nowhere" in done.err


def test_a_claim_that_is_not_made_any_more_is_said_to_be_so(built, reader):
    with open_store(built) as graph:
        claim = next(c for c in graph.claims() if c.type == "TroopClaim")
        article = graph.dataset.article(claim.article)
    told = explain_claim(claim, Article(article.id, article.path, "Nothing happened in Oslo on Monday."), reader)
    assert told.read is None
    assert "does not make this claim any more" in claim_text(told)


def test_another_reading_is_named(built, tmp_path):
    actors = tmp_path / "mine.ttl"
    actors.write_text("# nobody\n", encoding="utf-8")
    with open_store(built) as graph:
        claim = next(iter(graph.claims()))
        assert graph.explain_claim(claim.id)[1] == ""
        assert "another reading" in graph.explain_claim(claim.id, actors=[actors])[1]


# What made of a claim what it is


def test_words_that_settle_polarity_certainty_and_phase_are_told(reader):
    told = why(reader, "Oslo denied that its troops might have entered Latvia in March.", "TroopClaim")
    did = {e.word: e.did for e in told.effects}
    assert did["denied"] == "turns the polarity round"
    assert did["might"] == "lowers the certainty to possible"
    (link,) = told.links
    assert (link.rule.name, link.sources, link.cue, link.denied) == ("reported_clause", ("Oslo",), "denied", True)


def test_a_frame_is_shown_with_its_file_and_line(reader):
    told = why(reader, "Norway imposed sanctions on Latvia.", "EventClaim")
    place, text = told.frame
    assert 'event = "SANCTION"' in text
    assert '"impose"' in text
    assert place.split(":")[0].endswith(".toml")
    assert place.split(":")[1].isdigit()
    assert place in claim_text(told)


@pytest.mark.parametrize(
    ("type_", "text", "guard"),
    [
        ("ArmsClaim", "Poland bought 80 tanks from South Korea last year.", 'item is "tanks"'),
        ("TreatyClaim", "Peru signed a border treaty with Chile in May.", "agreement between actors"),
        ("AttackClaim", "Norwegian aircraft bombed a depot in Latvia on Monday.", '"bombed" is'),
        ("MeetingClaim", "The foreign ministers of Norway and Latvia met in Oslo on Monday.", '"met" is among'),
        ("Statement", "Peru condemned the strike on the harbour.", "Peru"),
    ],
)
def test_claims_of_every_family_tell_their_guards(reader, type_, text, guard):
    told = why(reader, text, type_)
    assert guard in texts(told.guards)
    assert told.predicate is not None


# What blocked a rule


def blocked(reader, text, rule, type_=None):
    """Why a rule gave the words of a sentence up, by word."""
    told = explain_sentence(text, reader, type_=type_)
    return {b.word: texts([b.reason]) for b in told.blocked if b.rule == rule}


@pytest.mark.parametrize(
    ("rule", "text", "word", "why"),
    [
        ("arms_by_verb", "Poland bought 80 buses from South Korea last year.", "bought", 'the noun means arms ("buses")'),
        ("troops_by_verb", "Norway has thanked 300 soldiers in Finland.", "soldiers", "no activity"),
        ("troops_by_verb", "Norway's right to deploy soldiers in Latvia was questioned.", "soldiers", "somebody can or may do"),
        ("troops_by_noun", "Officials dreaded the deployment of 2,000 Polish troops to Latvia.", "troops", '"dreaded" is not among'),
        ("accusation", "Kenya accused Uganda of aggression.", "accused", '"aggression" is a singular noun, not'),
        ("raising", "Oslo said nothing.", "said", "the clause is passive"),
        ("meeting_by_verb", "The foreign minister of Norway met the deadline on Monday.", "met", '"deadline"'),
        ("treaty_act", "Abkhazia's rulers backed the National Alliance.", "Alliance", "name of a body"),
    ],
)  # fmt: skip
def test_what_blocked_a_rule_is_said_in_words(reader, rule, text, word, why):
    found = blocked(reader, text, rule)
    assert why in found[word], found


def test_posts_and_affiliations_are_told_where_asked_for(reader):
    text = "Ana Lopez, a native of Spain, resigned."
    assert not blocked(reader, text, "title_behind")
    assert "Ana Lopez" in blocked(reader, text, "title_behind", "Role")
    assert "the foreign ministry" in " ".join(
        blocked(reader, "On Monday the foreign ministry said nothing.", "owner_before", "Affiliation")
    ).lower()  # fmt: skip


def test_claims_that_were_made_come_first_and_a_rule_that_made_one_is_not_blocked(reader):
    told = explain_sentence("Norway has sent 300 soldiers to Finland.", reader)
    assert [c.activity for c in told.made] == ["deploy"]
    assert not [b for b in told.blocked if b.rule == "troops_by_verb"]
    text = sentence_text(told)
    assert text.startswith("Made of it\nTroopClaim    deploy · MOBILIZE")


def test_a_sentence_that_no_rule_looks_at(run):
    done = run("explain", "--why-not", "The pudding was warm.")
    assert (done.status, done.out) == (0, "No claim was made.\n\nNo rule looks at any word of this sentence.\n")


def test_only_rules_of_one_type(run):
    done = run("explain", "--why-not", "Oslo said nothing about the Latvian troops.", "--type", "Attribution", "--json")
    names = {b["rule"] for b in json.loads(done.out)["blocked"]}
    assert "reported_clause" in names
    assert "troops_by_verb" not in names


def test_the_parse_is_shown_in_words(run):
    done = run("explain", "--why-not", "Oslo slept.", "--parse")
    row = next(line for line in done.out.splitlines() if line.startswith("Oslo "))
    assert row.split() == ["Oslo", "Oslo", "a", "name", "the", "subject", "nsubj", "slept"]


@pytest.mark.parametrize(
    "arguments",
    [(), ("claim/a", "--why-not", "Oslo slept."), ("claim/a", "--parse"), ("--why-not", " "), ("--why-not", "Oslo.", "--type", "No")],
)  # fmt: skip
def test_wrong_usage_is_told(run, arguments):
    assert run("explain", *arguments).status == 2


def test_nothing_that_a_terminal_would_obey_is_printed(run):
    hostile = "Norway \x1b[31mthanked \u202e300 soldiers\x07 in Finland."
    done = run("explain", "--why-not", hostile, "--parse")
    assert done.status == 0
    assert not set(done.out) & {"\x1b", "\x07", "\u202e"}


# Watching changes nothing


def test_the_rules_read_the_same_watched_or_not(reader):
    text = (
        "Kenya accused Uganda of arming the rebels with drones. “They sent tanks,” the minister said. Norway and Latvia, "
        "which signed a treaty in May, imposed sanctions on Chile after talks in Oslo killed nobody."
    )
    article = Article("article/invented", "invented.txt", text)
    told = explain_sentence(text, reader)
    assert [c.evidence for c in told.made] == [c.evidence for c in reader(article).claims]
    assert sys.gettrace() is None
