"""The recipe on corpora of a few lines that the test makes itself."""

import json

import pytest

from training import check, convert, names
from training.corpora import Document, Word, conllu, iob, redocred

CONLLU = """# newdoc id = one
# text = The U.N. doesn't trust Kim Jong Un's army.
1\tThe\tthe\tDET\tDT\tDefinite=Def\t2\tdet\t_\tEntity=(1-organization-new-n-cf1-2-coref
2\tU.N.\tU.N.\tPROPN\tNNP\t_\t5\tnsubj\t_\tEntity=1)
3-4\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdoes\tdo\tAUX\tVBZ\t_\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\ttrust\ttrust\tVERB\tVB\t_\t0\troot\t_\t_
6\tKim\tKim\tPROPN\tNNP\t_\t10\tnmod:poss\t_\tEntity=(3-organization-new-n-cf2-5-sgl(2-person-new-n-cf1-1-sgl
7\tJong\tJong\tPROPN\tNNP\t_\t6\tflat\t_\t_
8\tUn\tUn\tPROPN\tNNP\t_\t6\tflat\t_\tSpaceAfter=No
9\t's\t's\tPART\tPOS\t_\t6\tcase\t_\tEntity=2)
10\tarmy\tarmy\tNOUN\tNN\t_\t5\tobj\t_\tEntity=3)|SpaceAfter=No
11\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

"""


@pytest.fixture
def parsed(tmp_path):
    path = tmp_path / "one.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (document,) = conllu(path, "gum")
    return document


def text_of(document):
    return "".join(w.text + " " * w.space for w in document.words).strip()


def test_words_and_spaces_give_the_printed_text(parsed):
    assert text_of(parsed) == "The U.N. doesn't trust Kim Jong Un's army."
    assert [w.head for w in parsed.words][4] == -1
    assert parsed.words[4].dep == "ROOT"


def test_names_of_gum_are_the_proper_cores_of_mentions(parsed):
    found = list(names.longest(names.from_mentions(parsed)))
    spans = [(" ".join(w.text for w in parsed.words[a:b]), label) for a, b, label in found]
    assert spans == [("U.N.", "ORG"), ("Kim Jong Un", "PER")]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["B-PER", "I-PER", "O"], [(0, 2, "PER")]),
        (["I-PER", "I-PER", "I-ORG"], [(0, 2, "PER"), (2, 3, "ORG")]),
        (["B-PER", "B-PER", "O"], [(0, 1, "PER"), (1, 2, "PER")]),
        (["B-OTH", "I-OTH", "B-LOC"], [(2, 3, "LOC")]),
        (["B-O", "O", "O"], []),
    ],
)
def test_any_variant_of_iob_is_read(tags, expected):
    lines = [f"w{i}\t{tag}" for i, tag in enumerate(tags)]
    (document,) = iob(lines, text=0, tag=1, labels=convert.PLAIN, corpus="x")
    assert list(document.names) == expected


def test_a_name_does_not_run_over_a_sentence_end():
    (document,) = iob(["a\tI-ORG", "", "b\tI-ORG"], text=0, tag=1, labels=convert.PLAIN, corpus="x")
    assert list(document.names) == [(0, 1, "ORG"), (1, 2, "ORG")]


def test_the_convention_trims_articles_and_drops_demonyms(tmp_path):
    passage = {
        "title": "P",
        "sents": [["The", "German", "army", "left", "the", "United", "Nations", "'s", "base"]],
        "vertexSet": [
            [{"type": "LOC", "pos": [1, 2], "sent_id": 0}],
            [{"type": "ORG", "pos": [4, 8], "sent_id": 0}],
            [{"type": "TIME", "pos": [3, 4], "sent_id": 0}],
        ],
    }
    path = tmp_path / "dev_revised.json"
    path.write_text(json.dumps([passage]), encoding="utf-8")
    (document,) = redocred(path)
    assert list(names.conventional(document, demonyms=frozenset({"german"})).names) == [(5, 7, "ORG")]


def test_a_document_without_names_stays_unknown():
    document = Document("a", "ewt", ((Word("Paris"),),), None)
    assert names.conventional(document, demonyms=frozenset()).names is None


def test_writing_and_reading_a_split_gives_the_same_documents(tmp_path, parsed):
    from dataclasses import replace

    plain = replace(parsed, mentions=(), names=((1, 2, "ORG"),))
    counts = convert.write(iter([("train", plain)]), tmp_path)
    assert counts["train"] == 1
    assert convert.read(tmp_path / "train.jsonl.gz") == [plain]


@pytest.mark.parametrize(
    ("heads", "spans", "fault"),
    [
        ([-1, 0], ((0, 1, "PER"),), None),
        ([-1, -1], (), "no tree"),
        ([1, 0], (), "no tree"),
        ([-1, 0], ((0, 2, "PER"), (1, 2, "LOC")), "overlaps"),
        ([-1, 0], ((0, 1, "GPE"),), "unknown label"),
    ],
)
def test_faults_are_found(heads, spans, fault):
    words = tuple(Word(f"w{i}", head=h, dep="x") for i, h in enumerate(heads))
    found = list(check.faults(Document("d", "ewt", (words,), spans)))
    assert (not found) if fault is None else (found and fault in found[0])
