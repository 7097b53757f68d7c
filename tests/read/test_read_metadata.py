"""Metadata tables and dates: which row describes which file, what is said of rows and dates that do not work."""

from datetime import date
from pathlib import Path

import pytest

from kgraph.read.dates import parse_date

HEADER = "path,title,publisher,published,url\n"


def write(name, text):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def dates(batch):
    return {article.path: article.published and article.published.isoformat() for article in batch.articles}


def test_all_fields(read_batch):
    write("a.txt", "text")
    write("m.csv", HEADER + 'a.txt,"A title, long",The Paper,2024-10-25,https://example.org/a\n')
    batch = read_batch("a.txt", metadata=Path("m.csv"))
    [article] = batch.articles
    assert (article.title, article.publisher) == ("A title, long", "The Paper")
    assert (article.published, article.url) == (date(2024, 10, 25), "https://example.org/a")
    assert batch.problems == []


def test_rows_are_found_by_folder_by_current_folder_and_by_name(read_batch):
    for name in ("data/x/a.txt", "b.txt", "deep/er/c.txt"):
        write(name, name)
    write(
        "data/m.csv",
        "path,published\nx/a.txt,2024-01-01\nb.txt,2024-01-02\nsome/where/c.txt,2024-01-03\n",
    )
    batch = read_batch("data", "b.txt", "deep", metadata=Path("data/m.csv"))
    assert dates(batch) == {"data/x/a.txt": "2024-01-01", "b.txt": "2024-01-02", "deep/er/c.txt": "2024-01-03"}
    assert batch.problems == []


def test_a_name_borne_twice_decides_nothing(read_batch):
    write("x/a.txt", "one")
    write("y/a.txt", "two")
    write("m.csv", "path,published\na.txt,2024-01-01\n")
    batch = read_batch("x", "y", metadata=Path("m.csv"))
    assert dates(batch) == {"x/a.txt": None, "y/a.txt": None}
    assert batch.warnings == [
        "m.csv: 1 row(s) match none of the files read: 'a.txt' (line 2); check their paths"
    ]  # fmt: skip


def test_metadata_in_the_folder_is_used_and_is_no_article(read_batch):
    write("f/a.txt", "one")
    write("f/sub/b.txt", "two")
    write("f/sub/c.txt", "three")
    write("f/metadata.csv", "path;published\na.txt;2024-01-01\nsub/b.txt;2024-01-02\nsub/c.txt;2024-01-03\n")
    write("f/sub/metadata.csv", "path,published\nc.txt,2024-01-04\n")
    batch = read_batch("f")
    assert dates(batch) == {"f/a.txt": "2024-01-01", "f/sub/b.txt": "2024-01-02", "f/sub/c.txt": "2024-01-04"}
    assert batch.errors == []


def test_a_given_table_replaces_those_in_folders(read_batch):
    write("f/a.txt", "one")
    write("f/metadata.csv", "path,published\na.txt,2024-01-01\n")
    write("f/other.csv", "path,published\na.txt,2024-02-02\n")
    batch = read_batch("f", metadata=Path("f/other.csv"))
    assert dates(batch) == {"f/a.txt": "2024-02-02"}
    assert batch.problems == []


def test_metadata_csv_with_texts_is_articles(read_batch):
    write("f/metadata.csv", "path,text\nx,An article.\n")
    assert read_batch("f").texts == ["An article."]


def test_missing_path_column(read_batch):
    write("a.txt", "one")
    write("m.csv", "file,published\na.txt,2024-01-01\n")
    batch = read_batch("a.txt", metadata=Path("m.csv"))
    assert batch.errors == [
        "m.csv: has no column 'path'; columns found: file, published; "
        "columns needed: path, and where known title, publisher, published, url"
    ]
    assert batch.texts == ["one"]


def test_missing_table_and_unknown_column_and_row_without_path(read_batch):
    write("a.txt", "one")
    assert read_batch("a.txt", metadata=Path("no.csv")).errors[0].startswith("no.csv: no such file")
    write("m.csv", "path,date\na.txt,2024-01-01\n,2024-01-01\na.txt,2024-01-02\n")
    batch = read_batch("a.txt", metadata=Path("m.csv"))
    assert batch.warnings == [
        "m.csv: columns not used: date; the known ones are path, title, publisher, published, url"
    ]
    assert batch.errors == [
        "m.csv:3: this row has no path; it is skipped",
        "m.csv:4: 'a.txt' is already described on line 2; this row is skipped",
    ]


def test_bad_date_is_one_error_and_the_article_is_kept(read_batch):
    write("a.txt", "one")
    write("m.csv", "path,published\na.txt,32 Oct 2024\n")
    batch = read_batch("a.txt", metadata=Path("m.csv"))
    assert [str(problem) for problem in batch.problems] == [
        "m.csv:2: published '32 Oct 2024' is no date that can be read in one way; write YYYY-MM-DD"
    ]
    assert dates(batch) == {"a.txt": None}


def test_no_date_is_one_warning(read_batch):
    write("a.txt", "one")
    batch = read_batch("a.txt")
    [problem] = batch.problems
    assert problem.severity == "warning"
    assert str(problem).startswith("a.txt: has no publication date; kept")


def test_metadata_wins_over_a_plain_file_and_fills_gaps_of_a_table(read_batch):
    write("a.md", "---\ntitle: Own\ndate: 2020-01-01\n---\nText.")
    write("b.jsonl", '{"text": "x", "published": "2020-01-01"}\n{"text": "y"}\n')
    write("m.csv", "path,published\na.md,2024-10-25\nb.jsonl,2024-10-26\n")
    batch = read_batch("a.md", "b.jsonl", metadata=Path("m.csv"))
    assert dates(batch) == {"a.md": "2024-10-25", "b.jsonl#1": "2020-01-01", "b.jsonl#2": "2024-10-26"}
    assert batch.articles[0].title == "Own"


def test_standard_input_has_a_row_too(read_batch):
    write("m.csv", "path,published\n-,2024-10-25\n")
    batch = read_batch("-", metadata=Path("m.csv"), stdin=b"Text.")
    assert dates(batch) == {"-": "2024-10-25"}


@pytest.mark.parametrize(
    "value",
    [
        "2024-10-25", "20241025", "2024-10-25T23:59:59Z", "2024-10-25 23:59:59.123+09:00", "25 October 2024",
        "October 25, 2024", "Fri, 25 Oct 2024 10:00:00 EST", "25/10/2024", "10/25/2024", "2024/10/25", "25.10.2024",
    ],
)  # fmt: skip
def test_dates_that_can_be_read_in_one_way(value):
    assert parse_date(value) == date(2024, 10, 25)


@pytest.mark.parametrize(
    "value",
    [
        "10/11/2024",
        "October 2024",
        "2024",
        "25 Oct 24",
        "yesterday",
        "1729814400",
        "10:30",
        "31 Feb 2024",
        "x" * 90,
        "",
    ],
)
def test_what_is_no_certain_date(value):
    assert parse_date(value) is None


def test_day_before_month_where_both_agree():
    assert parse_date("10/10/2024") == date(2024, 10, 10)


def test_a_folder_for_a_table_says_so(read_batch):
    Path("tables").mkdir()
    Path("a.txt").write_text("A good article.", encoding="utf-8")
    batch = read_batch("a.txt", metadata="tables")
    assert batch.errors == ["tables: is a folder; name a file in it"]
    assert batch.texts == ["A good article."]
