"""Days: open ends, far-off years, ranges of an address that no bar begins or ends with."""

import csv
import io
from dataclasses import replace
from datetime import date

import fake_news
import pytest
from browser_keys import LEFT, RIGHT

from kgraph.types import Money, Time
from kgraph.view import render


def printed_on(days):
    """The small graph with articles of these days."""
    claims, entities, articles = fake_news.small()
    found = {
        id: replace(article, published=days[n % len(days)]) for n, (id, article) in enumerate(sorted(articles.items()))
    }
    return render(claims, entities, found)


def told(*times):
    """The small graph whose first claims tell these times, and no other."""
    claims, entities, articles = fake_news.small()
    claims = [replace(c, time=times[n] if n < len(times) else None) for n, c in enumerate(claims)]
    return render(claims, entities, articles)


@pytest.fixture(scope="module")
def html():
    return render(*fake_news.small())


@pytest.mark.parametrize(
    "days",
    [
        [date(9999, 12, 31)],
        [date(9999, 12, 31), date(2024, 10, 1)],
        [date(9990 + n, 1, 1) for n in range(9)],
        [date(1, 1, 1), date(9999, 12, 31)],
        [date(40, n, 1) for n in range(1, 10)],
        [date(1, 1, 1)],
        [date(2024, 2, 29), None],
        [None],
    ],
)
def test_any_day_of_the_calendar_is_drawn_and_found(open_page, days):
    page = open_page(printed_on(days))
    known = [day for day in days if day]
    for slot in page("return kgraph.axisBins('published').starts.concat(kgraph.axisBins('published').ends)"):
        assert date.fromisoformat(slot)
    page("kgraph.showTab('timeline')")
    dots = page(
        "return [...document.querySelectorAll('.dot-button')].map(b => Number(/: (\\d+) claim/.exec(b.getAttribute('aria-label'))[1]))"
    )
    assert sum(dots) == page("return kgraph.claims.filter(c => c.published).length")
    assert sorted(set(page("return [...document.querySelectorAll('.day time')].map(t => t.dateTime)"))) == sorted(
        {day.isoformat() for day in known}
    )
    for day in known:
        page("kgraph.setDates('published', {from: arguments[0], to: arguments[0]})", day.isoformat())
        assert page(
            "return kgraph.visible.claims.length && kgraph.visible.claims.every(c => c.published === arguments[0])",
            day.isoformat(),
        )
    assert page.console() == []


def test_the_sliders_stand_where_the_range_of_the_address_is(open_page, html):
    def sliders(page):
        return page("return [...document.querySelectorAll('[data-date^=published]')].map(i => Number(i.value))")

    last = open_page(html)("return kgraph.axisBins('published').starts.length - 1")
    page = open_page(html, hash="d.published=2099-01-01..")
    assert sliders(page) == [last, last]
    assert page.all("#dates .range")[-1] == "from 1 Jan 2099"
    page = open_page(html, hash="d.published=..1999-05-02")
    assert sliders(page) == [0, 0]
    assert page.all("#dates .range")[-1] == "until 2 May 1999"
    page = open_page(html, hash="d.published=2024-10-04..2024-10-10")
    assert page.all("#dates .range")[-1] == "4 Oct 2024 – 10 Oct 2024"


def test_a_slider_that_is_not_moved_leaves_its_end_open(open_page, html):
    page = open_page(html)
    page("document.querySelector('[data-date=published-from]').focus()")
    page.keys(RIGHT * 3)
    assert page("return kgraph.state.dates.published") == {"from": "2024-10-04", "to": ""}
    page.keys(LEFT * 3)
    assert page("return kgraph.state.dates.published") is None


@pytest.mark.parametrize("range", ["2024-13-45..", "2024-02-30..", "..0000-00-00", "2024-10-01..2024-1-1"])
def test_a_day_that_no_calendar_has_is_passed_over(open_page, html, range):
    page = open_page(html, hash="d.published=" + range)
    assert page("return kgraph.state.dates.published") is None
    assert page("return kgraph.visible.claims.length") == 60


OPEN = {
    "since": (Time(date(2022, 3, 1), None, "day", "since March 2022"), "“since March 2022”: since 1 Mar 2022"),
    "until": (Time(None, date(2025, 12, 31), "year", "until 2025"), "“until 2025”: until 31 Dec 2025"),
    "during": (Time(date(2024, 1, 1), date(2024, 12, 31), "year", "in 2024"), "“in 2024”: 2024"),
    "on": (Time(date(2024, 10, 4), date(2024, 10, 4), "day", "on Friday"), "“on Friday”: 4 Oct 2024"),
    "undated": (Time(None, None, "day", "at dawn"), "“at dawn”, no date known"),
}


def test_times_that_are_open_at_an_end_are_told_as_such(open_page):
    page = open_page(told(*(time for time, _ in OPEN.values())))
    order = page("return kgraph.claims.map(c => c.time ? c.time.text : null)")
    for time, words in OPEN.values():
        page("kgraph.select({kind: 'claim', index: arguments[0]})", order.index(time.text))
        assert words in page.all("#detail .facts dd")
    rows = {row["time_text"]: row for row in csv.DictReader(io.StringIO(page("return kgraph.claimsCsv()"), newline=""))}
    for time, _ in OPEN.values():
        row = rows[time.text]
        assert row["time_start"] == (time.start.isoformat() if time.start else "")
        assert row["time_end"] == (time.end.isoformat() if time.end else "")
    page("kgraph.showTab('claims')")
    page("kgraph.select(null)")  # beside open details the table has no room for the column
    cells = set(page.all("#view-claims tbody .col-time"))
    assert {"since 1 Mar 2022", "until 31 Dec 2025", "2024", "4 Oct 2024"} <= cells


def test_a_claim_counts_on_every_day_of_its_time(open_page):
    page = open_page(told(*(time for time, _ in OPEN.values())))

    def passing(first, last):
        page("kgraph.setDates('event', {from: arguments[0], to: arguments[1]})", first, last)
        return sorted(page("return kgraph.visible.claims.map(c => c.time.text)"))

    assert passing("2024-06-01", "2024-06-30") == ["in 2024"]
    assert passing("2024-10-04", "") == ["in 2024", "on Friday", "until 2025"]
    assert passing("", "2024-10-03") == ["in 2024", "since March 2022"]


@pytest.mark.parametrize(
    ("amount", "read"), [(3e8, "300,000,000"), (1.5, "1.5"), (0.4, "0.4"), (12, "12"), (2.25e6, "2,250,000")]
)
def test_money_is_told_to_the_last_decimal(open_page, amount, read):
    claims, entities, articles = fake_news.small()
    claims = [replace(claims[0], money=Money(amount, "USD", "so much"))]
    page = open_page(render(claims, entities, articles))
    page("kgraph.select({kind: 'claim', index: 0})")
    assert f"so much ({read} USD)" in page.all("#detail .facts dd")
