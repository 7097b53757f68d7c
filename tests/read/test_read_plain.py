"""Plain files: the text is exactly the file's, whatever its encoding; Markdown loses its front matter only."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kgraph.ids import article_id
from kgraph.read import read

ENGLISH = "Seoul’s spy agency said “3,000 soldiers” had left; the café owner José disagreed.\n"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
@example("a\r\nb\rc\n")
@example("a\u2028b\x0bc\x85d\x1ce")
@example("mid\ufeffdle")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_text_equals_read_text(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("utf-8"))
    expected = path.read_text(encoding="utf-8")
    articles = list(read([path], on_problem=lambda problem: None))
    if not expected.strip().strip("\ufeff\u200b").strip():
        return
    assert len(articles) == 1
    assert articles[0].text[1:] == expected[1:]
    assert articles[0].text[0] == (" " if expected[0] == "\ufeff" else expected[0])


def test_utf8_mark_moves_no_offset(read_batch):
    Path("a.txt").write_bytes(b"\xef\xbb\xbfSeoul said so.")
    [article] = read_batch("a.txt").articles
    assert article.text == " Seoul said so."
    assert Path("a.txt").read_text(encoding="utf-8").index("said") == article.text.index("said")


def test_article_of_plain_file(read_batch):
    Path("a.txt").write_text("First line\nSecond.", encoding="utf-8")
    [article] = read_batch("a.txt").articles
    assert article.path == "a.txt"
    assert article.id == article_id("First line\nSecond.")
    assert (article.title, article.publisher, article.published, article.url) == (None, None, None, None)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_marked_encodings_are_certain(read_batch, encoding):
    Path("a.txt").write_bytes(ENGLISH.encode(encoding))
    batch = read_batch("a.txt")
    assert batch.texts[0].strip() == ENGLISH.strip()
    assert batch.warnings == []


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", ENGLISH),
        ("latin-1", "The café owner José Muñoz said that Québec’s minister was in Zürich.".replace("’", "'")),
        ("mac-roman", ENGLISH),
        ("koi8-r", "Правительство России заявило, что войска КНДР не участвуют в боевых действиях."),
        ("shift-jis", "韓国の情報機関は、北朝鮮がロシアに兵士を派遣したと発表した。約三千人が到着したという。"),
    ],
)
def test_other_encodings_are_recognised_and_said(read_batch, encoding, text):
    Path("a.txt").write_bytes(text.encode(encoding))
    batch = read_batch("a.txt")
    assert batch.texts == [text]
    assert len(batch.warnings) == 1
    assert batch.warnings[0].startswith("a.txt: is not UTF-8; read as ")


def test_damaged_utf8_stays_utf8(read_batch):
    Path("a.txt").write_bytes(ENGLISH.encode() + b"cut \xe2\x80")
    batch = read_batch("a.txt")
    assert batch.texts == [ENGLISH + "cut \ufffd"]
    assert "damaged" in batch.warnings[0]


def test_control_characters_stay(read_batch):
    Path("a.txt").write_bytes(b"one\x01two\x0cthree")
    assert read_batch("a.txt").texts == ["one\x01two\x0cthree"]


def test_markdown_front_matter_is_metadata(read_batch):
    Path("a.md").write_text(
        "---\ntitle: \"Troops: an arrival\"\ndate: 2024-10-25\npublisher: 'The Ex''ample' \ntags: [a, b]\n"
        "list:\n  - x\n"
        "url: https://example.org/a # ours\n---\n# Heading\n\nText *here*.\n",
        encoding="utf-8",
    )
    [article] = read_batch("a.md").articles
    assert article.text == "# Heading\n\nText *here*.\n"
    assert article.title == "Troops: an arrival"
    assert article.publisher == "The Ex'ample"
    assert article.published == date(2024, 10, 25)
    assert article.url == "https://example.org/a"


@pytest.mark.parametrize(
    "text", ["---\nSeoul said no.\n---\nMoscow said yes.\n", "---\nno end\n", "a\n---\nb: c\n---\n"]
)
def test_markdown_rules_are_no_front_matter(read_batch, text):
    Path("a.md").write_text(text, encoding="utf-8")
    assert read_batch("a.md").texts == [text]
