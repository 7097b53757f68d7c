"""Who holds which post of what, pattern by pattern, on Docs written by hand."""

import pytest
from by_hand import Marked, doc_of

from kgraph.extract.roles import find_roles

CASES = [
    # a title before the name
    ("Ukrainian/JJ President/NNP Volodymyr/NNP Zelensky/NNP spoke/VBD ./.",
     {"Ukrainian": "demonym State", "Volodymyr Zelensky": "name Person"},
     [("Volodymyr Zelensky", "president", "Ukrainian")]),
    ("South/NNP Korean/NNP Foreign/NNP Minister/NNP Cho/NNP Tae-yul/NNP left/VBD ./.",
     {"South Korean": "demonym State", "Cho Tae-yul": "name Person"},
     [("Cho Tae-yul", "foreign minister", "South Korean")]),
    ("NATO/NNP Secretary/NNP General/NNP Mark/NNP Rutte/NNP said/VBD",
     {"NATO": "name IGO", "Mark Rutte": "name Person"}, [("Mark Rutte", "secretary general", "NATO")]),
    ("US/NNP Secretary/NNP of/IN State/NNP Antony/NNP Blinken/NNP said/VBD",
     {"US": "name State", "Antony Blinken": "name Person"}, [("Antony Blinken", "secretary of state", "US")]),
    ("another/DT move/NN will/MD further/JJR leader/NN Kim/NNP Jong/NNP Un/NNP _’s/POS drive/NN",
     {"Kim Jong Un": "name Person"}, [("Kim Jong Un", "leader", None)]),
    ("the/DT agency/NN chief/NN Lt/NNP Gen/NNP Budanov/NNP said/VBD",
     {"Budanov": "name Person"}, [("Budanov", "agency chief", None)]),
    ("Prime/NNP Minister/NNP Benjamin/NNP Netanyahu/NNP of/IN Israel/NNP said/VBD",
     {"Benjamin Netanyahu": "name Person", "Israel": "name State"},
     [("Benjamin Netanyahu", "prime minister", "Israel")]),
    # no longer held
    ("former/JJ US/NNP president/NN Jimmy/NNP Carter/NNP died/VBD",
     {"US": "name State", "Jimmy Carter": "name Person"}, [("Jimmy Carter", "former president", "US")]),
    ("South/NNP Korea/NNP _'s/POS then/RB defence/NN minister/NN _,/, Shin/NNP Won-sik/NNP _,/, estimated/VBD",
     {"South Korea": "name State", "Shin Won-sik": "name Person"},
     [("Shin Won-sik", "former defence minister", "South Korea")]),
    # apposition
    ("Kyrylo/NNP Budanov/NNP _,/, the/DT head/NN of/IN Ukraine/NNP _’s/POS spy/NN service/NN _,/, asserted/VBD",
     {"Kyrylo Budanov": "name Person", "Ukraine": "name State", "Ukraine’s spy service": "nominal Agency"},
     [("Kyrylo Budanov", "head", "Ukraine’s spy service")]),
    ("Kim/NNP Jong/NNP Gyu/NNP _,/, vice/NN foreign/JJ minister/NN in/IN charge/NN of/IN Russian/NNP Affairs/NNPS ./.",
     {"Kim Jong Gyu": "name Person", "Russian": "demonym State"}, [("Kim Jong Gyu", "vice foreign minister", None)]),
    ("Its/PRP$ spokesman/NN _,/, Lin/NNP Jian/NNP _,/, called/VBD",
     {"Its": "pronoun Person", "Lin Jian": "name Person"}, [("Lin Jian", "spokesman", "Its")]),
    ("the/DT army/NN chief/NN _,/, General/NNP Abdel/NNP Burhan/NNP _,/, fell/VBD out/RP",
     {"Abdel Burhan": "name Person", "army": "nominal ArmedForce"}, [("Abdel Burhan", "army chief", "army")]),
    ("James/NNP Kabarebe/NNP _,/, a/DT Rwandan/JJ minister/NN and/CC former/JJ army/NN chief/NN _,/, said/VBD",
     {"James Kabarebe": "name Person", "Rwandan": "demonym State"},
     [("James Kabarebe", "minister", "Rwandan"), ("James Kabarebe", "former army chief", None)]),
    # copula, appointment, heading
    ("Li/NNP Hui/NNP is/VBZ the/DT director/NN of/IN the/DT NIS/NNP ./.",
     {"Li Hui": "name Person", "NIS": "name Agency"}, [("Li Hui", "director", "NIS")]),
    ("Li/NNP Hui/NNP was/VBD appointed/VBN prime/JJ minister/NN of/IN China/NNP ./.",
     {"Li Hui": "name Person", "China": "name State"}, [("Li Hui", "prime minister", "China")]),
    ("Li/NNP Hui/NNP _,/, who/WP heads/VBZ the/DT NIS/NNP _,/, left/VBD",
     {"Li Hui": "name Person", "NIS": "name Agency"}, [("Li Hui", "head", "NIS")]),
    ("the/DT Wagner/NNP group/NN _,/, led/VBN by/IN Yevgeny/NNP Prigozhin/NNP ./.",
     {"Wagner group": "name ArmedGroup", "Yevgeny Prigozhin": "name Person"},
     [("Yevgeny Prigozhin", "leader", "Wagner group")]),
    # complements before the comma, portfolios, indefinite descriptions, ranks
    ("Peru/NNP _’s/POS ambassador/NN to/IN Lima/NNP _,/, Li/NNP Hui/NNP _,/, left/VBD",
     {"Peru": "name State", "Lima": "name State", "Li Hui": "name Person"}, [("Li Hui", "ambassador", "Peru")]),
    ("the/DT AU/NNP _’s/POS peace/NN and/CC security/NN commissioner/NN _,/, Li/NNP Hui/NNP _,/, left/VBD",
     {"AU": "name IGO", "Li Hui": "name Person"}, [("Li Hui", "peace and security commissioner", "AU")]),
    ("A/DT Peruvian/JJ police/NN spokeswoman/NN _,/, Li/NNP Hui/NNP _,/, left/VBD",
     {"Peruvian": "demonym State", "Li Hui": "name Person"}, [("Li Hui", "police spokeswoman", "Peruvian")]),
    ("Chilean/JJ Minister/NNP of/IN Water/NNP Affairs/NNPS Li/NNP Hui/NNP left/VBD",
     {"Chilean": "demonym State", "Water Affairs": "name Organization", "Li Hui": "name Person"},
     [("Li Hui", "minister of water affairs", "Chilean")]),
    ("Li/NNP Hui/NNP _,/, chief/NN of/IN staff/NN of/IN the/DT Malian/JJ army/NN _,/, left/VBD",
     {"Li Hui": "name Person", "Malian": "demonym State", "army": "nominal ArmedForce"},
     [("Li Hui", "chief of staff", "army")]),
    ("Li/NNP Hui/NNP _,/, security/NN adviser/NN to/IN President/NNP Ana/NNP Roa/NNP _,/, left/VBD",
     {"Li Hui": "name Person", "Ana Roa": "name Person"},
     [("Li Hui", "security adviser", "Ana Roa"), ("Ana Roa", "president", None)]),
    ("Chile/NNP _’s/POS top/JJ diplomat/NN _,/, Li/NNP Hui/NNP _,/, left/VBD",
     {"Chile": "name State", "Li Hui": "name Person"}, [("Li Hui", "top diplomat", "Chile")]),
    ("Last/JJ month/NN President/NNP Li/NNP Hui/NNP left/VBD", {"Li Hui": "name Person"},
     [("Li Hui", "president", None)]),
    # the same post elsewhere, or before
    ("Chilean/JJ President/NNP Ana/NNP Roa/NNP met/VBD her/PRP$ Malian/JJ counterpart/NN _,/, Li/NNP Hui/NNP ./.",
     {"Chilean": "demonym State", "Ana Roa": "name Person", "Malian": "demonym State", "Li Hui": "name Person"},
     [("Ana Roa", "president", "Chilean"), ("Li Hui", "president", "Malian")]),
    ("Chilean/JJ President/NNP Ana/NNP Roa/NNP praised/VBD her/PRP$ predecessor/NN _,/, Li/NNP Hui/NNP ./.",
     {"Chilean": "demonym State", "Ana Roa": "name Person", "Li Hui": "name Person"},
     [("Ana Roa", "president", "Chilean"), ("Li Hui", "former president", "Chilean")]),
    # what only describes is no owner
    ("Li/NNP Hui/NNP _,/, the/DT Russian/JJ _-/HYPH _installed/VBN leader/NN of/IN Donetsk/NNP _,/, left/VBD",
     {"Li Hui": "name Person", "Russian": "demonym State", "Donetsk": "name Place"}, [("Li Hui", "leader", "Donetsk")]),
    ("Li/NNP Hui/NNP _,/, co/NN _-/HYPH _leader/NN of/IN the/DT Alternative/NNP for/IN Germany/NNP _,/, left/VBD",
     {"Li Hui": "name Person", "Germany": "name State"}, [("Li Hui", "co-leader", "Alternative for Germany")]),
    ("the/DT Chinese/JJ army/NN _’s/POS Eastern/NNP Command/NNP spokesman/NN Li/NNP Hui/NNP left/VBD",
     {"Chinese": "demonym State", "Chinese army": "nominal ArmedForce", "Eastern Command": "name ArmedForce",
      "Li Hui": "name Person"}, [("Li Hui", "spokesman", "Eastern Command")]),
    # described in one sentence, named in the next
    ("A/DT Chinese/JJ envoy/NN said/VBD it/PRP was/VBD false/JJ ./. | “/`` Lies/NNS _,/, ”/'' Wu/NNP Hao/NNP said/VBD ./.",
     {"Chinese": "demonym State", "Wu Hao": "name Person"}, [("Wu Hao", "envoy", "Chinese")]),
]  # fmt: skip

NOTHING = [
    # a counterpart of nobody known
    ("His/PRP$ Malian/JJ counterpart/NN _,/, Li/NNP Hui/NNP _,/, left/VBD",
     {"Malian": "demonym State", "Li Hui": "name Person"}),
    ("Zelensky/NNP _,/, President/NNP Emmanuel/NNP Macron/NNP and/CC others/NNS",
     {"Zelensky": "name Person"}),
    ("the/DT president/NN met/VBD Zelensky/NNP ./.", {"Zelensky": "name Person"}),
    ("Yoon/NNP _’s/POS office/NN said/VBD", {"Yoon": "name Person"}),
    ("Li/NNP Hui/NNP was/VBD president/NN ./.", {"Li Hui": "name Person"}),
    ("Zelensky/NNP _,/, leader/NN election/NN winners/NNS", {"Zelensky": "name Person"}),
    ("the/DT party/NN leader/NN election/NN Li/NNP Hui/NNP won/VBD", {"Li Hui": "name Person"}),
]  # fmt: skip


@pytest.mark.parametrize(("tagged", "marks", "expected"), CASES)
def test_reads_the_post(tagged, marks, expected):
    doc = doc_of(tagged)
    found = [(r.person.text, r.title, r.of and r.of.text) for r in find_roles(doc, Marked(doc, marks))]
    assert found == expected


@pytest.mark.parametrize(("tagged", "marks"), NOTHING)
def test_reads_no_post(tagged, marks):
    doc = doc_of(tagged)
    assert list(find_roles(doc, Marked(doc, marks))) == []


@pytest.mark.parametrize(("tagged", "marks", "expected"), CASES)
def test_evidence_is_quoted_from_the_text(tagged, marks, expected):
    doc = doc_of(tagged)
    for role in find_roles(doc, Marked(doc, marks)):
        assert doc.text[role.evidence.start : role.evidence.end] == role.evidence.quote
        words = {role.title.split()[-1], "counterpart", "predecessor"}
        assert any(w in role.evidence.quote.lower() for w in words) or role.title in ("head", "leader")


def test_ambassador_is_not_of_the_state_he_is_sent_to():
    doc = doc_of("Li/NNP Hui/NNP _,/, China/NNP _’s/POS ambassador/NN to/TO Russia/NNP _,/, said/VBD")
    marks = {"Li Hui": "name Person", "China": "name State", "Russia": "name State"}
    assert [r.of.text for r in find_roles(doc, Marked(doc, marks))] == ["China"]


def test_the_next_ones_portfolio_is_not_the_first_ones_post():
    doc = doc_of(
        "Ana/NNP Roa/NNP _,/, Chilean/JJ Minister/NNP of/IN Water/NNP Affairs/NNPS Li/NNP Hui/NNP and/CC others/NNS met/VBD"
    )
    marks = {"Ana Roa": "name Person", "Chilean": "demonym State", "Li Hui": "name Person"}
    assert [r.person.text for r in find_roles(doc, Marked(doc, marks))] == ["Li Hui"]


def test_a_mayor_is_of_the_city_not_of_its_state():
    doc = doc_of("the/DT mayor/NN of/IN Riga/NNP _,/, Li/NNP Hui/NNP _,/, left/VBD")
    (role,) = find_roles(doc, Marked(doc, {"Riga": "name Place", "Li Hui": "name Person"}))
    assert (role.title, role.of.text, role.of.type) == ("mayor", "Riga", "Place")
