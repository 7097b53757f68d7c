"""The recipe on corpora of a few lines that the test makes itself."""

import json

import pytest

from training import check, convert, names
from training.corpora import Document, Word, conllu, iob, paragraph_starts, printed, redocred, uner

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


def parsed_words(*rows):
    """Words from (text, xpos, head, dep)."""
    upos = {"NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "IN": "ADP", "DT": "DET", "JJ": "ADJ", "VBD": "VERB"}
    return tuple(Word(t, upos=upos.get(x, "X"), xpos=x, head=h, dep=d) for t, x, h, d in rows)


NOMINEE = parsed_words(
    ("The", "DT", 1, "det"),
    ("nominee", "NN", 4, "nsubj"),
    ("Ana", "NNP", 1, "flat"),
    ("Sousa", "NNP", 1, "flat"),
    ("left", "VBD", -1, "ROOT"),
)
VILLAGE = parsed_words(
    ("the", "DT", 1, "det"),
    ("village", "NN", -1, "ROOT"),
    ("of", "IN", 3, "case"),
    ("Puerto", "NNP", 1, "nmod"),
    ("Lindo", "NNP", 3, "flat"),
)
OFFICE = parsed_words(("Attorney", "NNP", 1, "compound"), ("General", "NNP", -1, "ROOT"))
GROUP = parsed_words(("Senate", "NNP", 1, "compound"), ("Democrats", "NNPS", -1, "ROOT"))
TITLED = parsed_words(("President", "NNP", -1, "ROOT"), ("Ana", "NNP", 0, "flat"), ("Sousa", "NNP", 0, "flat"))


@pytest.mark.parametrize(
    ("words", "mention", "expected"),
    [
        (NOMINEE, (0, 4, "person"), ["Ana Sousa"]),
        (VILLAGE, (0, 5, "place"), ["Puerto Lindo"]),
        (VILLAGE, (0, 5, "organization"), []),
        (OFFICE, (0, 2, "person"), []),
        (GROUP, (0, 2, "person"), []),
        (TITLED, (0, 3, "person"), ["Ana Sousa"]),
    ],
)
def test_what_is_a_name_in_a_mention(words, mention, expected):
    document = Document("d", "gum", (words,), mentions=(mention,))
    assert [" ".join(w.text for w in words[a:b]) for a, b, _ in names.from_mentions(document)] == expected


def test_a_proper_noun_that_no_mention_explains_is_unsure():
    words = parsed_words(("Kestrel", "NNP", -1, "ROOT"), ("Lima", "NNP", 0, "flat"), ("Peru", "NNP", 0, "list"))
    ship = Document("d", "gum", (words,), names=((2, 3, "LOC"),), mentions=((0, 2, "object"),))
    assert list(names.unsure(ship)) == []
    unknown = Document("d", "gum", (words,), names=((2, 3, "LOC"),))
    assert list(names.unsure(unknown)) == [0, 1]


UNER = """# newdoc id = letter
# sent_id = letter-1
# text = Ask Ana's team.
1\tAsk\tO\t-\t-
2\tAna\tB-PER\t-\t-
3\t's\tO\t-\t-
4\tteam\tO\t-\t-
5\t.\tO\t-\t-

# sent_id = letter-2
# text = Lima, Peru
1\tLima\tB-LOC\t-\t-
2\t,\tO\t-\t-
3\tPeru\tB-O\t-\t-

"""


def test_universal_ner_becomes_documents_again(tmp_path):
    path = tmp_path / "x.iob2"
    path.write_text(UNER, encoding="utf-8")
    (document,) = uner(path, frozenset({"letter-1", "letter-2"}))
    assert document.id == "letter"
    assert text_of(document) == "Ask Ana's team. Lima, Peru"
    assert document.names == ((1, 2, "PER"), (5, 6, "LOC"))
    assert document.paragraphs == (5,)


def test_where_paragraphs_begin(tmp_path):
    path = tmp_path / "x.conllu"
    text = CONLLU.replace("# text", "# newpar\n# newpar_block = head\n# sent_id = a-1\n# text")
    path.write_text(text + CONLLU.replace("# newdoc id = one\n# text", "# newpar\n# sent_id = a-2\n# text"))
    assert list(paragraph_starts([path])) == ["a-1", "a-2"]
    (document,) = conllu(path, "gum")
    assert document.paragraphs == (11,)


def test_words_get_the_spaces_of_print():
    row = ["He", "said", ":", '"', "Ana", "'s", "team", "(", "Lima", ")", "wo", "n't", "go", '"', "."]
    assert text_of(Document("d", "x", (tuple(printed(row)),))) == "He said: \"Ana's team (Lima) won't go\"."
