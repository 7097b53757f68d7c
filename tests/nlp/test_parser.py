"""The language model as a component: the same text gives the same Doc, and no text breaks it."""

import shutil

import numpy as np
import pytest
import spacy

from kgraph.errors import ModelError
from kgraph.nlp import load
from kgraph.nlp.runtime import DEFAULT, Model, case_shape
from kgraph.nlp.windows import LONGEST

NEWS = [
    "Kenya sent 400 soldiers to Haiti on Monday. President William Ruto said they would stay for a year.",
    "“We will not wait,” Chile's foreign minister told reporters in Lima.",
    "Troops from Chad, Niger and Benin have crossed the river, according to the army.\n\nNobody was hurt.",
]


def columns(doc):
    """Everything that the model writes."""
    tokens = [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, str(t.morph)) for t in doc]
    return tokens, [(e.start, e.end, e.label_) for e in doc.ents]


def test_an_article_reads_the_same_alone_and_in_a_batch(nlp):
    alone = [columns(nlp(text)) for text in NEWS]
    assert [columns(doc) for doc in nlp.pipe(NEWS)] == alone
    assert [columns(doc) for doc in nlp.pipe(NEWS[::-1], batch_size=1)] == alone[::-1]


def test_what_is_written_is_plain_english(nlp):
    doc = nlp(NEWS[0])
    assert [s.root.lemma_ for s in doc.sents] == ["send", "say"]
    assert [(t.lemma_, t.dep_) for t in next(doc.sents).root.children if t.dep_ in ("nsubj", "obj")] == [
        ("Kenya", "nsubj"),
        ("soldier", "obj"),
    ]
    assert [(e.text, e.label_) for e in doc.ents if e.label_ == "PER"] == [("William Ruto", "PER")]
    assert doc[3].morph.get("Number") == ["Plur"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        " \n\t \n ",
        "\u00a0\u2003",
        "Yes",
        "?",
        "…",
        "🕊️",
        "🇺🇦🔥 missiles 🚀",
        "\ufeff",
        "a" * 3_000,
        "“" * 50,
        "停火",
    ],
)
def test_odd_texts_are_read(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert sum(len(s) for s in doc.sents) == len(doc)


def test_text_around_white_space_keeps_its_tree(nlp):
    doc = nlp("\n\n  Chad   left \t Mali . \n")
    assert [t.text for t in doc if t.dep_ == "ROOT"] == ["left"]
    assert all(t.head != t for t in doc if t.is_space)


def test_a_long_text_is_read_whole(nlp):
    text = "Peru sent soldiers to Chile , " * 830 + "and left ."
    doc = nlp(text)
    assert len(doc) > 4_950
    assert all(t.tag_ and t.dep_ and t.lemma_ for t in doc)
    assert all(t.tag_ == "NNP" for t in doc if t.text == "Peru")


def test_no_sentence_begins_behind_a_comma_or_a_word(nlp):
    texts = [
        *NEWS,
        "Oslo, Riga, Lima, Quito, Accra, Dakar, they all agreed, and nobody, not even Bonn, said No.",
        "The envoy, Li Hui, left. China, Russia, Iran, Cuba and Mali, We were told, voted No, He said.",
    ]
    for doc in nlp.pipe(texts):
        for sentence in list(doc.sents)[1:]:
            before = doc[sentence.start - 1]
            assert before.is_space or not (before.text[-1].isalnum() or before.text in (",", ";", "-", "–")), doc.text


@pytest.mark.parametrize(
    ("text", "firsts"),
    [
        ("Rwanda sent 1,000 soldiers in 2021. They stayed.", ["Rwanda", "They"]),
        ("“Why now?” Smith asked. Nobody knew.", ["“", "Nobody"]),
        ("Lt. Gen. Brown left. Col. Jones stayed.", ["Lt", "Col"]),
        ("The U.S. Army left Mt. Elgon at 5 p.m. on Friday.", ["The"]),
        ("KYIV, Oct 25 – Drones hit a depot. It burned.", ["KYIV", "Drones", "It"]),
        ("Headline without a stop\n\nTroops left.", ["Headline", "Troops"]),
    ],
)
def test_sentences(nlp, text, firsts):
    assert [s[0].text.rstrip(".") for s in nlp(text).sents] == firsts


def test_single_quotation_marks_are_read_as_quotation(nlp):
    marked = nlp("‘We will stay,’ he said.")
    assert [t.lemma_ for t in marked if t.dep_ == "ROOT"] == ["say"]
    assert marked.text == "‘We will stay,’ he said."


def test_a_missing_model_is_told(tmp_path):
    with pytest.raises(ModelError, match="incomplete; install kgraph again"):
        Model(tmp_path)


def copy_of_model(folder):
    for path in DEFAULT.glob("en_news.*"):
        shutil.copy(path, folder / path.name)
    return folder


def test_a_corrupt_model_is_told(tmp_path):
    folder = copy_of_model(tmp_path)
    (folder / "en_news.int8.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"not a readable language model .*; install kgraph again") as caught:
        _ = Model(folder).session
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("part", ["labels.json", "tokenizer.json"])
def test_a_corrupt_part_of_the_model_is_told(tmp_path, part):
    folder = copy_of_model(tmp_path)
    (folder / f"en_news.{part}").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="install kgraph again"):
        Model(folder)


def test_a_pipeline_that_is_not_installed_is_told():
    with pytest.raises(ModelError, match="xx_no_such_pipeline"):
        load("xx_no_such_pipeline")


def test_the_component_takes_a_folder(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("kgraph_parser", config={"folder": str(copy_of_model(tmp_path)), "threads": 1})
    assert [t.lemma_ for t in nlp("Troops left.")] == ["troop", "leave", "."]


def test_windows_do_not_depend_on_their_order():
    model = Model(threads=2)
    words = [["Troops", "left", "."], ["Peru", "and", "Chile", "signed", "a", "pact", "."], ["Yes"]]
    inputs = [model.window(model.pieces(w), np.array([case_shape(x) for x in w])) for w in words]
    forward = [f.result() for f in [model.submit(x) for x in inputs]]
    backward = [f.result() for f in [model.submit(x) for x in inputs[::-1]]][::-1]
    for one, other in zip(forward, backward, strict=True):
        assert (one.tag == other.tag).all()
        assert np.array_equal(one.head, other.head)


def test_a_sentence_without_end_is_one_sentence(nlp):
    doc = nlp("The ministry said that " + "Peru and Chile and " * 130 + "Oman signed the pact.")
    assert len(doc) > LONGEST
    assert [t.text for t in doc if t.dep_ == "ROOT"] == ["said"]


@pytest.mark.parametrize(
    ("word", "shape"), [("NATO", 1), ("Kyiv", 2), ("A", 2), ("McConnell", 3), ("troops", 4), ("122", 5), ("…", 6)]
)
def test_case_classes(word, shape):
    assert case_shape(word) == shape
