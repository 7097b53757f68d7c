"""Whose post a bare title is: found where the text leaves one state, open where it leaves none or several."""

import pytest

CHILE = "LIMA, May 3 (Press) - Peru and Chile agreed on Monday to reopen the border. Peru wants talks with Chile soon."

FOUND = [
    # the state that acts in the sentence before
    ("Peru closed the border with Chile. Peru feared smugglers. Foreign Minister Ana Roa said it would stay shut.",
     "Ana Roa", "PER"),
    ("Chile and Peru met. Peruvian officials have complained of Chile. Foreign Minister Ana Roa called it a scandal.",
     "Ana Roa", "PER"),
    # an office that only one of them has
    ("The United States and Japan held drills on Monday. Japan sent ships. The United States and Japan will hold more. "
     "President Ana Roa said they had gone well.", "Ana Roa", "USA"),
    ("The United States and Japan held drills on Monday. Japan sent ships. The United States and Japan will hold more. "
     "Prime Minister Ana Roa said they had gone well.", "Ana Roa", "JPN"),
    # where the sentence is placed, and within the title
    ("Peru closed the border. In Bolivia, President Ana Roa called the move a mistake.", "Ana Roa", "BOL"),
    ("Peru shut its border. The opposition leader in Lima, Ana Roa, said it was a mistake.", "Ana Roa", "PER"),
    # what their own sentence is about
    ("Norway will send tanks as well, Defence Minister Ola Dahl told reporters.", "Ola Dahl", "NOR"),
    # the state's answer before a quotation
    ("Peru accused Chile of spying.\n\nChile denied the charge.\n\n\"These are dreams,\" Foreign Minister Ana Roa said.",
     "Ana Roa", "CHL"),
    # where the article is at home
    (f"{CHILE}\n\nThe plan was drawn up in May by Interior Minister Ana Roa and others.", "Ana Roa", "PER"),
    # whom others travel to
    ("Peru closed the border. Peru and Chile will talk. Rossi is to travel to Santiago to meet President Ana Roa.",
     "Ana Roa", "CHL"),
]  # fmt: skip

OPEN = [
    # a state named in passing, two states, a state that has no such office
    ("Italy has declined to send ships. President Ana Roa said that he was not surprised.", "Ana Roa"),
    ("Peru and Chile closed the border. Foreign Minister Ana Roa said it would stay shut.", "Ana Roa"),
    ("Japan closed the port. Japan feared smugglers. President Ana Roa said it would stay shut.", "Ana Roa"),
    # the state that they accuse is not theirs
    ("Peru shut the border. Peru feared smugglers. Foreign Minister Ana Roa accused Peru of lying.", "Ana Roa"),
    # the post has another holder
    ("Peruvian President Luz Vega left. Peru shut the border with Chile. President Ana Roa was surprised.", "Ana Roa"),
    # leaders of what no state is
    ("Peru shut the border. Peru feared smugglers. Gang leader Ana Roa was surprised.", "Ana Roa"),
    # an article at home in one state, a sentence about another
    (f"{CHILE}\n\nChile wants more. Foreign Minister Ana Roa said that much was left to do.", "Ana Roa"),
]  # fmt: skip


def owner(extraction, name):
    (role,) = [r for r in extraction.roles if r.person.text == name]
    return role.of and role.of.key


@pytest.mark.parametrize(("text", "name", "state"), FOUND)
def test_takes_the_one_state_that_the_text_leaves(resolved, text, name, state):
    assert owner(resolved(text), name) == f"state/{state}"


@pytest.mark.parametrize(("text", "name"), OPEN)
def test_stays_open(resolved, text, name):
    assert owner(resolved(text), name) is None


def test_a_bare_spokesman_speaks_for_the_body_before(resolved):
    e = resolved("The Kremlin brushed off the pledges. Spokesman Ivan Orlov said the tanks would burn.")
    assert owner(e, "Ivan Orlov") == "state/RUS"


@pytest.mark.parametrize(
    ("text", "member", "whole"),
    [
        ("Planes of the Guyana Defence Force took off.", "Guyana Defence Force", "state/GUY"),
        ("The UN Security Council met on Monday.", "UN Security Council", "organization/united-nations"),
        ("The Free Syrian Army took the town on Monday.", "Free Syrian Army", None),
    ],
)
def test_a_name_tells_whose_the_body_is(resolved, text, member, whole):
    found = {a.whole.key for a in resolved(text).affiliations if a.member.text == member}
    assert found == ({whole} if whole else set())
