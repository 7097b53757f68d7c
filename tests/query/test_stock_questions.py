"""Every stock question has a header, parses, and answers on the sample as a reader of its articles would."""

import pytest

from kgraph.errors import NotFound
from kgraph.query import run, stock, stock_questions


def rows(dataset, name):
    result = run(dataset, stock(name).sparql)
    values = [[None if cell is None else cell.value for cell in row] for row in result.rows]
    return [dict(zip(result.variables, row, strict=True)) for row in values]


def test_the_list_holds_the_questions_that_users_ask():
    names = {question.name for question in stock_questions()}
    assert names >= {
        "troop-claims",
        "arms-claims",
        "treaties",
        "denials",
        "sources",
        "roles",
        "statements-between",
        "contradictions",
    }
    assert all(question.title and question.about for question in stock_questions())


@pytest.mark.parametrize("name", [question.name for question in stock_questions()])
def test_each_answers_on_the_sample(dataset, name):
    assert rows(dataset, name)


def test_an_unknown_name_lists_the_known():
    with pytest.raises(NotFound, match="no stock question 'troops': one of arms-claims, "):
        stock("troops")


def test_troop_claims(dataset):
    first, second, third = rows(dataset, "troop-claims")
    assert first == {
        "source": "Westland",
        "force": "Eastland",
        "activity": "arrive",
        "number": "up to 3,000",
        "place": "Port Sorrel",
        "time": "2031-05-03",
        "polarity": "+",
        "certainty": "certain",
        "phase": "completed",
        "quotation": "up to 3,000 Eastland soldiers had arrived in Port Sorrel on 3 May",
        "article": "news/1.txt",
    }
    assert (second["source"], second["polarity"]) == ("Ana Ruiz", "-")
    assert third["source"] == "Southland"


def test_denials_name_what_they_deny(dataset):
    found = rows(dataset, "denials")
    assert [(row["denier"], row["otherwise"]) for row in found] == [
        ("Ana Ruiz", "Southland"),
        ("Ana Ruiz", "Westland"),
        ("Westland & Southland > Port Sorrel & Northland", None),
    ]


def test_a_statement_that_rejects_is_a_denial(dataset):
    last = rows(dataset, "denials")[-1]
    assert (last["target"], last["denial"], last["certainty"]) == ("Eastland", "nothing more than rumours", "certain")
    assert [row["target"] for row in rows(dataset, "denials")[:-1]] == [None, None]


def test_treaties_give_parties_and_clauses(dataset):
    found = [(row["treaty"], row["parties"], row["what"]) for row in rows(dataset, "treaties")]
    assert found == [
        ("Sorrel Pact", "Eastland, Northland", "sign"),
        ("Sorrel Pact", "Eastland, Northland", "clause"),
    ]


def test_sources_count_claims_and_denials(dataset):
    found = {(row["article"], row["source"]): (row["claims"], row["denials"]) for row in rows(dataset, "sources")}
    assert found["news/1.txt", "Ana Ruiz"] == ("2", "1")  # one of them is her statement
    assert found["news/1.txt", "(the article)"] == ("2", "0")


def test_arms_roles_and_statements(dataset):
    (arms,) = rows(dataset, "arms-claims")
    assert (arms["supplier"], arms["activity"], arms["item"], arms["recipient"]) == (
        "Westland",
        "sell",
        "tanks",
        "Southland",
    )
    (post,) = rows(dataset, "roles")
    assert (post["person"], post["post"], post["of"]) == ("Ana Ruiz", "envoy", "Eastland")
    said, rejected = rows(dataset, "statements-between")
    assert (said["speaker"], said["event"], said["target"]) == ("Ana Ruiz", "ACCUSE", "Westland")
    assert rejected["source"] == "Westland & Southland"  # they speak together
