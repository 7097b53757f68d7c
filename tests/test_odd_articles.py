"""Articles that no newspaper would print: whatever the text is, reading ends, quotes rightly and stores what it says it does."""

import json
import random
from pathlib import Path

import pytest

import kgraph
from kgraph.store import Dataset
from kgraph.store.validate import validate

ARTICLES = Path(__file__).parent / "gold" / "news" / "articles"
ODD = [
    ".", "”", "the", "He", "said", "Ukraine", "Peru said", "said Peru", "President", "\u200f", "\u202e", "\x07", "- Oslo\n- Riga",
    "A" * 3_000, "Chad " * 300, "the president of " * 60 + "France", "— " * 200, "1 " * 400, "😀" * 100, "e\u0301" * 100,
    "قال وزير الخارجية إن القوات ستنسحب من بغداد يوم الجمعة.", "שר הביטחון אמר כי הכוחות ייסוגו מעזה.",
    "The minister قال said troops הכוחות left بغداد on Friday.", "LIMA, Peru (Wire) —", "of of of and and and its its its army",
    "THE MINISTER SAID TROOPS WILL LEAVE KIDAL ON FRIDAY.", "the minister said troops will leave kidal on friday.",
    "He said he said he said he said.", "(((((The army left", "African Union (AU", "(AU)", "Mr. Mr. Gen. Lt. Col.", "U.S.-",
    "Russia's Russia's Russia's", "both countries and the two ministers and the latter", "former former ex-president of ex-",
    "İzmir's governor of the Province met IŞİK", "1e400 soldiers", "9" * 400 + " soldiers", "two to one thousand soldiers",
    "since 2014 until 2010 president", "on 32 May 2023 and 31 February 99999", "Ana Ruiz, who took office in 3000, said so",
    "| a | b |\n|---|---|\n| Mali | 2 |", "http://example.org/a?b=c @user #tag", "Wins vote\n\nTroops left Mali",
]  # fmt: skip


def jumbled(seed):
    """Sentences of real articles with words shuffled, left out, in capitals or with stray signs."""
    chance = random.Random(seed)
    text = chance.choice(sorted(ARTICLES.glob("*.txt"))).read_text(encoding="utf-8")
    start = chance.randrange(len(text) // 2)
    words = text[start : start + 700].split(" ")
    match seed % 4:
        case 0:
            chance.shuffle(words)
        case 1:
            words = [word for word in words if chance.random() > 0.3]
        case 2:
            words = [word.upper() for word in words]
        case _:
            words = [word + chance.choice(["", "", "", '"', "“", "'", "\n\n", " —", "(", "\u202e"]) for word in words]
    return " ".join(words)


@pytest.mark.parametrize("title", ["", "Chad"])
def test_any_text_is_read_and_stored(tmp_path, title):
    texts = ODD if title else [jumbled(seed) for seed in range(12)]
    rows = [
        json.dumps({"id": str(i), "text": text, "title": title} if title else {"text": text})
        for i, text in enumerate(texts)
    ]
    (tmp_path / "odd.jsonl").write_text("\n".join(rows), encoding="utf-8")
    report = kgraph.build([tmp_path / "odd.jsonl"], store=tmp_path / "odd.db")
    assert [str(problem) for problem in report.errors] == []
    assert report.new == len(texts)
    with Dataset.open(tmp_path / "odd.db") as dataset:
        assert list(validate(dataset)) == []
        for extraction in dataset.extractions():
            text = extraction.article.text
            for mention in extraction.anywhere():
                assert text[mention.start : mention.end] == mention.text
            for claim in extraction.claims:
                assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
