"""Every step of the model's recipe on a corpus and an encoder of a few words that the test makes itself."""

# ruff: noqa: E402  (the imports below need packages that may be missing)
import json
import random
import re

import pytest

torch = pytest.importorskip("torch", reason="the recipe's packages are not installed (training/requirements.txt)")
for package in ("onnx", "safetensors"):
    pytest.importorskip(package, reason="the recipe's packages are not installed (training/requirements.txt)")

import itertools
from dataclasses import replace

import numpy as np
import spacy
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from kgraph.nlp.parser import Parser
from kgraph.nlp.runtime import Model
from training import average as averaging
from training import evaluate, export, package, silver
from training import train as training
from training.convert import write
from training.corpora import Document, Word
from training.data import Window, batches, collate, collect, cut, encode
from training.measure import measure
from training.net import Encoder, Net

STATES, VERBS, PLURALS = (
    ["Peru", "Chad", "Oman", "Fiji"],
    {"sent": "send", "lost": "lose"},
    {"ships": "ship", "guns": "gun"},
)


def sentence(chance):
    """ "Peru sent ships ." and the like, with its tree."""
    verb, plural = chance.choice(sorted(VERBS)), chance.choice(sorted(PLURALS))
    return (
        Word(chance.choice(STATES), True, "PROPN", "NNP", "Number=Sing", None, 1, "nsubj"),
        Word(verb, True, "VERB", "VBD", "Tense=Past", VERBS[verb], -1, "ROOT"),
        Word(plural, False, "NOUN", "NNS", "Number=Plur", PLURALS[plural], 1, "obj"),
        Word(".", True, "PUNCT", ".", "", ".", 1, "punct"),
    )


def document(k, *, named=True):
    chance = random.Random(k)
    sentences = tuple(sentence(chance) for _ in range(chance.randint(1, 6)))
    starts = [sum(map(len, sentences[:i])) for i in range(len(sentences))]
    return Document(
        f"d{k}", "gum" if named else "ewt", sentences, tuple((s, s + 1, "LOC") for s in starts) if named else None
    )


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    """A folder like the pretrained encoder's: two layers, 24 wide, with a vocabulary of a few words."""
    folder = tmp_path_factory.mktemp("encoder")
    pieces = ["[PAD]", *(f"[unused{k}]" for k in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    pieces += [w.lower() for w in (*STATES, *VERBS, *PLURALS, ".", ",", "and", "p", "c", "o", "f")]
    pieces += [f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"]
    tokenizer = Tokenizer(models.WordPiece({p: k for k, p in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 101), ("[SEP]", 102)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    width, inner = 24, 48
    config = {
        "hidden_size": width,
        "intermediate_size": inner,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "vocab_size": len(pieces),
        "max_position_embeddings": 512,
    }
    (folder / "config.json").write_text(json.dumps(config))
    torch.manual_seed(0)
    shapes = {
        "embeddings.word_embeddings.weight": (len(pieces), width),
        "embeddings.position_embeddings.weight": (512, width),
        "embeddings.token_type_embeddings.weight": (2, width),
        "embeddings.LayerNorm.weight": (width,),
        "embeddings.LayerNorm.bias": (width,),
    }
    for k in range(2):
        for name, size in {
            "attention.self.query": (width, width),
            "attention.self.key": (width, width),
            "attention.self.value": (width, width),
            "attention.output.dense": (width, width),
            "attention.output.LayerNorm": (width,),
            "intermediate.dense": (inner, width),
            "output.dense": (width, inner),
            "output.LayerNorm": (width,),
        }.items():
            shapes[f"encoder.layer.{k}.{name}.weight"], shapes[f"encoder.layer.{k}.{name}.bias"] = size, size[:1]
    weights = {
        name: torch.ones(size) if "LayerNorm.weight" in name else torch.randn(size) * 0.05
        for name, size in shapes.items()
    }
    save_file(weights, folder / "model.safetensors")
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    found = [("train", document(k, named=k % 3 > 0)) for k in range(90)]
    found += [(part, document(1000 + k)) for part in ("dev", "test_gum", "test_uner") for k in range(5)]
    found += [("test_ewt", document(2000 + k, named=False)) for k in range(5)]
    write(iter(found), folder)
    return folder


SETTINGS = ["--epochs", "14", "--pieces", "200", "--rate", "0.005", "--heads-rate", "0.005", "--dropout", "0"]


def train(corpus, encoder, out, *more):
    training.main([str(corpus), str(out), "--encoder", str(encoder), "--device", "cpu", *SETTINGS, *more])
    return out


@pytest.fixture(scope="module")
def trained(corpus, encoder, tmp_path_factory):
    return train(corpus, encoder, tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def exported(corpus, encoder, trained, tmp_path_factory):
    out = tmp_path_factory.mktemp("export")
    export.export(trained, out, encoder, corpus)
    return out


def test_the_network_learns_the_sample(trained):
    last = [json.loads(line) for line in (trained / "log.jsonl").read_text().splitlines()][-1]
    assert min(last[k] for k in ("tag", "pos", "feats", "lemma", "uas", "las", "start", "ner")) > 85, last


def test_an_interrupted_training_ends_where_a_whole_one_does(corpus, encoder, trained, tmp_path, monkeypatch):
    steps = training.Run.steps

    def interrupted(run):
        for parts in steps(run):
            yield parts
            if run.step == 20:
                run.save()
                raise KeyboardInterrupt

    monkeypatch.setattr(training.Run, "steps", interrupted)
    with pytest.raises(KeyboardInterrupt):
        train(corpus, encoder, tmp_path)
    monkeypatch.undo()
    train(corpus, encoder, tmp_path)
    whole, parts = (torch.load(f / "model.pt", weights_only=True)["net"] for f in (trained, tmp_path))
    assert all(torch.allclose(whole[k], parts[k], atol=1e-4) for k in whole)


def test_a_checkpoint_of_other_settings_is_refused(corpus, encoder, trained):
    with pytest.raises(SystemExit, match="other settings"):
        train(corpus, encoder, trained, "--seed", "7")


def test_the_exported_model_reads_text(exported):
    nlp = spacy.blank("en")
    nlp.add_pipe("kgraph_parser", config={"folder": str(exported)})
    doc = nlp("Oman lost guns. Chad sent ships.")
    assert [(t.tag_, t.lemma_, t.dep_) for t in doc][:4] == [
        ("NNP", "Oman", "nsubj"),
        ("VBD", "lose", "ROOT"),
        ("NNS", "gun", "obj"),
        (".", ".", "punct"),
    ]
    assert [e.text for e in doc.ents] == ["Oman", "Chad"]
    assert len(list(doc.sents)) == 2


def test_the_8_bit_graph_says_what_the_network_says(exported, encoder, trained):
    net, labels = export.load(trained, encoder)
    full = Model(exported, precision="fp32")
    words = ["Peru", "sent", "ships", ".", "Oman", "lost", "guns", "."]
    source = Document("x", "x", (tuple(Word(w) for w in words),))
    encoded = encode(source, full.tokenizer, labels)
    batch = {k: torch.from_numpy(v) for k, v in collate([Window(encoded, 0, len(words))]).items()}
    with torch.no_grad():
        expected = net(*(batch[k] for k in ("ids", "att", "shape", "first", "last", "mask")))
    pieces = full.pieces(words)
    shapes = batch["shape"][0, 1:-1].numpy()[np.array([0, *np.cumsum([len(p) for p in pieces])[:-1]])]
    scores = full.submit(full.window(pieces, shapes)).result()
    assert np.allclose(scores.head, expected["head"][0].numpy(), atol=1e-3)
    assert np.allclose(scores.ner, expected["ner"][0].numpy(), atol=1e-3)
    small = Model(exported).submit(full.window(pieces, shapes)).result()
    assert (small.tag == scores.tag).all()


def test_evaluation_of_the_exported_model(exported, corpus):
    found = evaluate.table(Parser(Model(exported)), corpus)
    assert found["test_ewt"]["las"] > 90
    assert found["test_uner"]["names"] > 90
    assert found["test_gum"]["sentences"] > 90


def test_silver_names_are_what_the_model_finds(exported, corpus):
    bare = document(3000, named=False)
    (found,) = silver.silver([bare], Model(exported))
    assert {found.words[a].text for a, _, _ in found.names} | {found.words[i].text for i in found.unsure} == {
        w.text for w in bare.words if w.upos == "PROPN"
    }


def test_a_model_too_large_is_not_packaged(exported, tmp_path, monkeypatch):
    assert package.package(exported, tmp_path) < package.LIMIT
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"en_news.{part}" for part in package.SHIPPED)
    monkeypatch.setattr(package, "LIMIT", 10)
    with pytest.raises(SystemExit, match="more than the 10"):
        package.package(exported, tmp_path)


def test_padding_does_not_change_a_window(encoder):
    documents = [document(k) for k in range(40)]
    labels = collect(documents)
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    windows = [Window(e, 0, e.starts[-1]) for e in (encode(d, tokenizer, labels) for d in documents[:4])]
    net = Net(Encoder.pretrained(encoder), labels).eval()

    def scores(some):
        batch = {k: torch.from_numpy(v) for k, v in collate(some).items()}
        with torch.no_grad():
            return net(*(batch[k] for k in ("ids", "att", "shape", "first", "last", "mask")))

    together = scores(windows)
    for k, window in enumerate(windows):
        alone, n = scores([window]), window.end
        assert torch.allclose(together["ner"][k, :n], alone["ner"][0], atol=1e-4)
        assert torch.allclose(together["head"][k, :n, : n + 1], alone["head"][0], atol=1e-4)


def test_measure_of_a_network_that_knows_nothing(encoder):
    documents = [document(k) for k in range(40)]
    labels = collect(documents)
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    found = measure(Net(Encoder.pretrained(encoder), labels), [encode(d, tokenizer, labels) for d in documents], labels)
    assert all(0 <= value <= 100 for value in found.values())


def test_windows_hold_every_word_once(encoder):
    documents = [document(k) for k in range(30)]
    tokenizer, labels = Tokenizer.from_file(str(encoder / "tokenizer.json")), collect(documents)
    encoded = [encode(d, tokenizer, labels) for d in documents]
    for seed in range(5):
        chance = random.Random(seed)
        groups = batches(cut(encoded, chance), 120, chance)
        seen = sorted((id(w.document), i) for group in groups for w in group for i in range(w.start, w.end))
        assert seen == sorted((id(e), i) for e in encoded for i in range(e.starts[-1]))
        for group in groups:
            assert len(group) == 1 or collate(group)["ids"].size <= 120


def test_the_readme_names_every_step():
    import tomllib
    from pathlib import Path

    folder = Path(training.__file__).parent
    steps = tomllib.loads((folder / "recipe.toml").read_text())["steps"]
    text = (folder / "README.md").read_text()
    assert [s["name"] for s in steps if not re.search(rf"\| {s['name']} \|", text)] == []


def test_the_field_shares_out_all_well_formed_sequences():
    from itertools import product

    from kgraph.nlp.names import transitions
    from training.crf import Field

    tags = ["O", "B-PER", "I-PER", "L-PER", "U-PER"]
    torch.manual_seed(1)
    field, emissions = Field(tags), torch.randn(1, 4, len(tags))
    field.learnt.data = torch.randn(len(tags), len(tags))
    allowed = transitions(tags)

    def weight(path):
        ends = tags[path[0]][0] in "OBU" and tags[path[-1]][0] in "OLU"
        if not ends or any(allowed[a, b] for a, b in itertools.pairwise(path)):
            return 0.0
        steps = sum(field.learnt[a, b].item() for a, b in itertools.pairwise(path))
        return float(np.exp(steps + sum(emissions[0, i, t].item() for i, t in enumerate(path))))

    paths = list(product(range(len(tags)), repeat=4))
    total = sum(map(weight, paths))
    mask = torch.ones(1, 4)
    for gold in ([0, 1, 3, 0], [0, -100, 3, -100], [-100, -100, -100, 4]):
        held = sum(weight(p) for p in paths if all(g in (-100, t) for g, t in zip(gold, p, strict=True)))
        found = field.loss(emissions, torch.tensor([gold]), mask).detach()
        assert float(found) == pytest.approx(-np.log(held / total), abs=1e-4)
    assert float(field.loss(emissions, torch.full((1, 4), -100), mask).detach()) == 0


def test_a_network_with_a_field_begins_from_one_without_and_is_averaged_with_it(corpus, encoder, trained, tmp_path):
    start = ["--crf", "1", "--start", str(trained / "model.pt"), "--epochs", "3", "--seed", "1"]
    on = train(corpus, encoder, tmp_path / "on", *start)
    averaging.main([str(trained), str(on), "--out", str(tmp_path / "mean")])
    before, after, mean = (
        torch.load(f / "model.pt", weights_only=True)["net"] for f in (trained, on, tmp_path / "mean")
    )
    assert all(torch.allclose(mean[k], (before[k] + after[k]) / 2, atol=1e-6) for k in before)
    assert torch.equal(mean["field.learnt"], after["field.learnt"])
    export.export(tmp_path / "mean", tmp_path / "export", encoder, corpus)
    parser = Parser(Model(tmp_path / "export"))
    assert (parser.table != 0).any()
    found = evaluate.table(parser, corpus)
    assert found["test_uner"]["names"] > 90
    assert found["test_ewt"]["uas"] > 90


def test_only_runs_on_the_same_corpora_are_averaged(trained):
    state = torch.load(trained / "model.pt", weights_only=True)
    with pytest.raises(SystemExit, match="other labels"):
        averaging.average([state, {**state, "labels": {**state["labels"], "ner": ["O"]}}])


def test_what_a_sure_model_contradicts_trains_as_unknown(exported):
    right = document(1)
    words = right.words
    verb = next(i for i, w in enumerate(words) if w.upos == "VERB")
    wrong = replace(right, names=tuple(sorted([*right.names, (verb, verb + 1, "ORG")])))
    filtered = silver.filtered(Model(exported), wrong)
    assert filtered.names == right.names
    assert filtered.unsure == (verb,)
