"""Whoever works by keyboard is never thrown back to the beginning of the page."""

import fake_news
import pytest
from browser_keys import DOWN, ENTER, ESCAPE, TAB

from kgraph.view import render


@pytest.fixture(scope="module")
def html():
    return render(*fake_news.small(), title="Northern crisis")


@pytest.fixture
def page(open_page, html):
    return open_page(html)


def press(page, selector):
    """Enter on a control that has the focus."""
    page("document.querySelector(arguments[0]).focus()", selector)
    page.keys(ENTER)
    page.settle()


def focus(page):
    """What has the focus: its id, or its data-key, or its tag."""
    return page("const e = document.activeElement; return e.id || e.dataset.key || e.tagName")


def test_the_skip_link_goes_to_the_details_and_leaves_the_view_as_it_is(page):
    page.click("[data-facet=claim][data-value=AttackClaim]")
    before = page.hash
    press(page, ".skip[href='#detail']")
    assert focus(page) == "detail"
    assert page("return kgraph.visible.claims.length") == 4
    assert page.hash == before


def test_the_skip_link_brings_the_details_into_sight_in_a_narrow_window(open_page, html):
    page = open_page(html, width=400)
    assert page("return scrollY") == 0
    press(page, ".skip[href='#detail']")
    assert page("return document.activeElement.id") == "detail"
    assert page("return scrollY") > 100


def test_details_take_the_focus_and_give_it_back(page):
    press(page, "#detail .ranking .actor")
    assert page.text("#detail h2") == "Ardania"
    assert focus(page) == "detail"
    page.keys(TAB)
    assert focus(page) == "close"
    page.keys(ENTER)
    assert page.text("#detail h2") == "Overview"
    assert focus(page) == "detail"


@pytest.mark.parametrize("leave", ["close", "escape"])
def test_details_of_a_row_give_the_focus_back_to_the_row(page, leave):
    page.click("#tab-claims")
    press(page, "#view-claims tbody tr:nth-child(3) button.row")
    row = focus(page)
    assert row.startswith('{"kind":"claim"')
    if leave == "close":
        press(page, "#detail .close")
    else:
        page("document.querySelector('#detail summary').focus()")
        page.keys(ESCAPE)
    assert page("return kgraph.state.selection") is None
    assert focus(page) == row


def test_escape_leaves_the_search_for_where_one_was(page):
    page("document.getElementById('zoom-fit').focus()")
    page.keys("/", "ard", ESCAPE)
    assert focus(page) == "zoom-fit"


def test_arrows_do_nothing_where_nothing_is_found(page):
    page.keys("/", "nobody", DOWN)
    assert page("return document.getElementById('search').hasAttribute('aria-activedescendant')") is False
    page.keys(ENTER, ESCAPE)
    assert page.text("#detail h2") == "Overview"


def test_a_long_list_of_filters_is_narrowed_by_typing(open_page):
    page = open_page(render(*fake_news.large()))
    press(page, "[data-key=more-source]")
    page("document.querySelector('[data-key=narrow-source]').focus()")
    page.keys("old v")
    assert page("return document.querySelector('[data-key=narrow-source]').value") == "old v"
    labels = page("return [...document.querySelectorAll('[data-facet=source]')].map(b => b.parentNode.innerText)")
    assert labels
    assert all("Old V" in label for label in labels)


@pytest.mark.parametrize(
    ("before", "control"),
    [
        ("kgraph.toggle('claim', 'AttackClaim', true)", "#clear"),
        ("kgraph.toggle('claim', 'MeetingClaim', true); kgraph.toggle('polarity', '-', true)", "#empty button"),
        ("kgraph.hide('state/ARD')", "#note button"),
        ("kgraph.setWorld('a/bis', null); kgraph.select(null)", "#banner button:last-child"),
        ("kgraph.setDates('published', {from: '2024-10-04', to: ''})", "#dates .more:not([hidden])"),
    ],
)
def test_a_control_that_goes_away_hands_the_focus_on(page, before, control):
    page(before)
    press(page, control)
    assert page("return kgraph.visible.claims.length") == 60
    assert focus(page) != "BODY"
    assert page("return document.activeElement.getClientRects().length") > 0


def hub(count=150):
    """One state that many others speak of."""
    entities = {f"s/{n}": fake_news.Entity(f"s/{n}", "State", f"State {n}") for n in range(count + 1)}
    claims = [
        fake_news.claim(n, "EventClaim", f"State {n} threatens.", f"State {n} threatens", [("actor", f"s/{n}"), ("recipient", "s/0")], event="THREATEN")
        for n in range(1, count + 1)
    ]  # fmt: skip
    return claims, entities, fake_news.articles()


def test_more_of_a_list_is_shown_in_the_list(open_page):
    page = open_page(render(*hub()))
    page("kgraph.select({kind: 'actor', id: 's/0'})")
    assert len(page.all("#detail ul.pairs > li")) == 60
    press(page, "#detail .section .more")
    assert len(page.all("#detail ul.pairs > li")) == 150
    assert page("return [...document.querySelectorAll('#detail li')].every(e => e.parentNode.tagName === 'UL')")
    assert page("return document.activeElement.closest('li') === document.querySelectorAll('#detail li')[60]")
    assert "Show more" not in page.text("#detail")


def test_a_field_of_a_form_tells_who_is_chosen_until_another_is(page):
    page("kgraph.select({kind: 'path', a: 'o/arms', b: 'g/front'})")
    page("document.querySelector('[data-key=pick-To]').focus()")
    page.keys("orl", ESCAPE)
    assert focus(page).startswith("pick")
    assert page("return document.activeElement.value") == "Marsh Liberation Front"
    page.keys(ESCAPE)
    assert page.text("#detail h2") == "Overview"


def test_a_menu_closes_by_escape_and_when_the_focus_goes_on(page):
    is_open = "return document.getElementById('download').open"
    press(page, "#download summary")
    assert page(is_open)
    page.keys(TAB, ESCAPE)
    assert not page(is_open)
    assert page("return document.activeElement.tagName") == "SUMMARY"
    page.keys(ENTER)
    assert page(is_open)
    page.keys(TAB * 5)
    assert not page(is_open)
