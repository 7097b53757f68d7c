"""Dates and periods of news, anchored to Friday 25 October 2024."""

from __future__ import annotations

import random
from datetime import date

import pytest

from kgraph.nlp.dates import find_times

FRIDAY = date(2024, 10, 25)


def read(text, anchor=FRIDAY, tense=None):
    return [
        (f.value.text, f.value.start and f.value.start.isoformat(), f.value.end and f.value.end.isoformat())
        for f in find_times(text, anchor=anchor, tense=tense)
    ]


@pytest.mark.parametrize(
    ("text", "printed", "start", "end"),
    [
        # by name and figures
        ("on 27-28 October, Russia will use them", "27-28 October", "2024-10-27", "2024-10-28"),
        ("They will meet on 27 and 28 October", "27 and 28 October", "2024-10-27", "2024-10-28"),
        ("It will be held October 27-28", "October 27-28", "2024-10-27", "2024-10-28"),
        ("They will be ready on 1 November", "1 November", "2024-11-01", "2024-11-01"),
        ("The ship sank on Nov. 3, 2023", "Nov. 3, 2023", "2023-11-03", "2023-11-03"),
        ("signed on 3 November 2023", "3 November 2023", "2023-11-03", "2023-11-03"),
        ("as of 2024-10-25", "2024-10-25", "2024-10-25", "2024-10-25"),
        ("dated 25/10/2024", "25/10/2024", "2024-10-25", "2024-10-25"),
        ("dated 10/25/2024", "10/25/2024", "2024-10-25", "2024-10-25"),
        ("dated 25.10.2024", "25.10.2024", "2024-10-25", "2024-10-25"),
        ("the 1st of June was cold", "the 1st of June", "2024-06-01", "2024-06-01"),
        ("held on the first of May 2021", "the first of May 2021", "2021-05-01", "2021-05-01"),
        ("It ran from 27 September to 3 October", "from 27 September to 3 October", "2024-09-27", "2024-10-03"),
        ("between 5 and 9 May they met", "between 5 and 9 May", "2024-05-05", "2024-05-09"),
        ("from 29 February to 2 March 2024", "from 29 February to 2 March 2024", "2024-02-29", "2024-03-02"),
        ("Friday, 18 October 2024", "Friday, 18 October 2024", "2024-10-18", "2024-10-18"),
        ("on Tuesday (Oct. 22)", "Tuesday (Oct. 22)", "2024-10-22", "2024-10-22"),
        # months
        ("the visit took place in June", "June", "2024-06-01", "2024-06-30"),
        ("signed last June", "last June", "2024-06-01", "2024-06-30"),
        ("in June 2023", "June 2023", "2023-06-01", "2023-06-30"),
        ("In June, Seoul agreed to sell tanks", "June", "2024-06-01", "2024-06-30"),
        ("It will open in June", "June", "2025-06-01", "2025-06-30"),
        ("talks in early March failed", "early March", "2024-03-01", "2024-03-10"),
        ("it began in mid-September", "mid-September", "2024-09-11", "2024-09-20"),
        ("they fell in late August", "late August", "2024-08-21", "2024-08-31"),
        ("the incursion in August last year", "August last year", "2023-08-01", "2023-08-31"),
        ("from August to October", "from August to October", "2024-08-01", "2024-10-31"),
        ("a May deal, said in May", "May", "2024-05-01", "2024-05-31"),
        ("elections next March", "next March", "2025-03-01", "2025-03-31"),
        # weekdays
        ("He said on Friday that it was over", "Friday", "2024-10-25", "2024-10-25"),
        ("She arrived on Thursday", "Thursday", "2024-10-24", "2024-10-24"),
        ("They met on Saturday", "Saturday", "2024-10-19", "2024-10-19"),
        ("The summit will begin on Monday", "Monday", "2024-10-28", "2024-10-28"),
        ("could be deployed as early as Sunday", "as early as Sunday", "2024-10-27", "2024-10-27"),
        ("he said last Friday", "last Friday", "2024-10-18", "2024-10-18"),
        ("it starts next Monday", "next Monday", "2024-10-28", "2024-10-28"),
        ("Monday's strike killed nine", "Monday", "2024-10-21", "2024-10-21"),
        ("shelling on Friday morning", "Friday morning", "2024-10-25", "2024-10-25"),
        ("It hit the port late on Thursday", "late on Thursday", "2024-10-24", "2024-10-24"),
        ("They fought from Monday to Wednesday", "from Monday to Wednesday", "2024-10-21", "2024-10-23"),
        ("The court will sit Monday of next week", "Monday of next week", "2024-10-28", "2024-10-28"),
        ("It hit on Friday at 10:30 GMT", "Friday at 10:30 GMT", "2024-10-25", "2024-10-25"),
        # told from the day of publication
        ("troops could go this weekend", "this weekend", "2024-10-26", "2024-10-27"),
        ("They met over the weekend", "the weekend", "2024-10-19", "2024-10-20"),
        ("blown up last week", "last week", "2024-10-14", "2024-10-20"),
        ("a measure introduced earlier this week", "earlier this week", "2024-10-21", "2024-10-25"),
        ("It will vote later this week", "later this week", "2024-10-25", "2024-10-27"),
        ("earlier this month", "earlier this month", "2024-10-01", "2024-10-25"),
        ("earlier this year", "earlier this year", "2024-01-01", "2024-10-25"),
        ("later this year", "later this year", "2024-10-25", "2024-12-31"),
        ("said this week", "this week", "2024-10-21", "2024-10-27"),
        ("this year", "this year", "2024-01-01", "2024-12-31"),
        ("next month", "next month", "2024-11-01", "2024-11-30"),
        ("early next month", "early next month", "2024-11-01", "2024-11-10"),
        ("late last year", "late last year", "2023-09-01", "2023-12-31"),
        ("captured two days ago", "two days ago", "2024-10-23", "2024-10-23"),
        ("seized three weeks ago", "three weeks ago", "2024-09-30", "2024-10-06"),
        ("a month ago", "a month ago", "2024-09-01", "2024-09-30"),
        ("two years ago", "two years ago", "2022-01-01", "2022-12-31"),
        ("in the past two months", "the past two months", "2024-08-25", "2024-10-25"),
        ("in the last 24 hours", "the last 24 hours", "2024-10-24", "2024-10-25"),
        ("It must leave within 48 hours", "within 48 hours", "2024-10-25", "2024-10-27"),
        ("They will return in two weeks", "in two weeks", "2024-11-08", "2024-11-08"),
        ("over the next three days", "the next three days", "2024-10-25", "2024-10-28"),
        ("in the coming weeks", "the coming weeks", "2024-10-25", None),
        ("in recent months", "recent months", None, "2024-10-25"),
        ("tomorrow", "tomorrow", "2024-10-26", "2024-10-26"),
        ("yesterday evening", "yesterday evening", "2024-10-24", "2024-10-24"),
        ("the day before yesterday", "the day before yesterday", "2024-10-23", "2024-10-23"),
        ("voiced concern this morning", "this morning", "2024-10-25", "2024-10-25"),
        ("last night", "last night", "2024-10-24", "2024-10-24"),
        ("tonight", "tonight", "2024-10-25", "2024-10-25"),
        ("drones attacked overnight", "overnight", "2024-10-24", "2024-10-25"),
        # open sides
        ("since August, it has shipped arms", "since August", "2024-08-01", None),
        ("at war since 2014", "since 2014", "2014-01-01", None),
        ("since 24 February 2022", "since 24 February 2022", "2022-02-24", None),
        ("it will stay shut until Monday", "until Monday", None, "2024-10-28"),
        ("by the end of the year", "by the end of the year", None, "2024-12-31"),
        ("must leave by 2030", "by 2030", None, "2030-12-31"),
        ("no later than 5 November", "no later than 5 November", None, "2024-11-05"),
        ("It will end before Christmas", "before Christmas", None, "2024-12-24"),
        ("the law expires after 2026", "after 2026", "2027-01-01", None),
        ("After Thursday's attack", "Thursday", "2024-10-24", "2024-10-24"),
        ("starting on 3 November", "starting on 3 November", "2024-11-03", None),
        # years and what divides or gathers them
        ("invaded in 2022", "2022", "2022-01-01", "2022-12-31"),
        ("the 2014 annexation", "2014", "2014-01-01", "2014-12-31"),
        ("Russia's 2022 invasion", "2022", "2022-01-01", "2022-12-31"),
        ("between 2014 and 2016", "between 2014 and 2016", "2014-01-01", "2016-12-31"),
        ("the 2014-16 talks", "2014-16", "2014-01-01", "2016-12-31"),
        ("in mid-2024", "mid-2024", "2024-05-01", "2024-08-31"),
        ("in early 2025", "early 2025", "2025-01-01", "2025-04-30"),
        ("wars of the 1990s", "the 1990s", "1990-01-01", "1999-12-31"),
        ("in the third quarter of 2023", "the third quarter of 2023", "2023-07-01", "2023-09-30"),
        ("in Q3 2024", "Q3 2024", "2024-07-01", "2024-09-30"),
        ("in the first half of 2025", "the first half of 2025", "2025-01-01", "2025-06-30"),
        ("in spring 2022", "spring 2022", "2022-03-01", "2022-05-31"),
        ("a drive planned last summer", "last summer", "2024-06-01", "2024-08-31"),
        ("the fall of 2021", "the fall of 2021", "2021-09-01", "2021-11-30"),
        ("in the last week of July", "the last week of July", "2024-07-22", "2024-07-28"),
        ("the 19th century", "the 19th century", "1800-01-01", "1899-12-31"),
        # feasts
        ("two weeks before Christmas 2023", "two weeks before Christmas 2023", "2023-12-11", "2023-12-11"),
        ("the Easter 2024 truce", "Easter 2024", "2024-03-31", "2024-03-31"),
        ("on New Year's Eve 2022", "New Year's Eve 2022", "2022-12-31", "2022-12-31"),
        # unknown, but found
        ("the day after the vote", "the day after", None, None),
        ("Days after Kyiv's claim", "Days after", None, None),
        ("Two weeks later they left", "Two weeks later", None, None),
        ("He left the following day", "the following day", None, None),
        ("during Ramadan", "Ramadan", None, None),
    ],
)
def test_one_date(text, printed, start, end):
    assert read(text) == [(printed, start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May may march",
        "Mrs May said no",
        "August Wilson wrote plays",
        "the Great March of Return",
        "troops march on the capital",
        "the fall of Kabul",
        "the Arab Spring",
        "the 25th anniversary",
        "the 38th parallel",
        "the 5th Brigade",
        "2000 soldiers",
        "Resolution 1701",
        "the 9/11 attacks",
        "a two-year war",
        "for three days",
        "every Monday",
        "at 5pm",
        "at 10:30 GMT",
        "the first quarter of the match",
        "one day he will",
        "the biggest in 20 years",
        "the Sunday Times wrote",
        "USA Today reported",
        "sat and wed the second time",
        "K2 and Su-35",
        "a quarter of the men",
        "in his 40s",
        "rose from 1900 people to 2000 people",
    ],
)
def test_no_date(text):
    assert read(text) == []


def test_several_dates_of_one_sentence_take_their_own_direction():
    assert read("He said on Thursday that the attack would come on Sunday, not last week.") == [
        ("Thursday", "2024-10-24", "2024-10-24"),
        ("Sunday", "2024-10-27", "2024-10-27"),
        ("last week", "2024-10-14", "2024-10-20"),
    ]


def test_counted_nouns_are_kept_out_of_dates():
    assert read("In October 27 people died") == [("October", "2024-10-01", "2024-10-31")]
    assert read("On 12 May 300 soldiers came") == [("12 May", "2024-05-12", "2024-05-12")]


def test_without_an_anchor_only_full_dates_are_placed():
    text = "On Friday, 3 May 2019, in June, last week and in 2022"
    assert read(text, anchor=None) == [
        ("Friday, 3 May 2019", "2019-05-03", "2019-05-03"),
        ("June", None, None),
        ("last week", None, None),
        ("2022", "2022-01-01", "2022-12-31"),
    ]


def test_the_order_of_bare_figures_is_left_to_the_anchor():
    assert read("05/06/2024", anchor=date(2024, 6, 7)) == [("05/06/2024", "2024-06-05", "2024-06-05")]
    assert read("05/06/2024", anchor=date(2024, 5, 7)) == [("05/06/2024", "2024-05-06", "2024-05-06")]
    assert read("05/06/2024", anchor=None) == [("05/06/2024", None, None)]


def test_the_callers_tense_goes_before_the_words():
    assert read("on Monday", tense=lambda offset: "future") == [("Monday", "2024-10-28", "2024-10-28")]
    assert read("on Monday", tense=lambda offset: "past") == [("Monday", "2024-10-21", "2024-10-21")]
    assert read("on 1 June", tense=lambda offset: "future") == [("1 June", "2025-06-01", "2025-06-01")]


def test_a_tense_that_leads_a_year_away_yields_to_a_date_close_by():
    assert read("on 1 November", tense=lambda offset: "past") == [("1 November", "2024-11-01", "2024-11-01")]
    assert read("on 7 October", tense=lambda offset: "future") == [("7 October", "2024-10-07", "2024-10-07")]


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("on 3 May", "day"),
        ("last week", "week"),
        ("in June", "month"),
        ("in spring 2022", "season"),
        ("in Q3 2024", "quarter"),
        ("in 2022", "year"),
        ("the 1990s", "decade"),
        ("since August", "range"),
        ("27-28 October", "range"),
        ("this weekend", "range"),
    ],
)
def test_granularity(text, grain):
    assert [found.value.granularity for found in find_times(text, anchor=FRIDAY)] == [grain]


def test_any_string_keeps_its_offsets_and_order():
    random.seed(5)
    words = (
        "1 27 3rd 2014 October May Friday last next this week weekend ago in within the a of and to - – . , ' s half "
        "two first quarter early mid late end since until by before after from between 9 / 11 : am days weeks at noon "
        "now Christmas New Year's Q3 99999999999999999999 0 31 February century 1990s few several one March tomorrow"
    ).split()
    for _ in range(1500):
        text = "".join(random.choice(words) + random.choice(["", " "]) for _ in range(random.randint(1, 12)))
        for anchor in (FRIDAY, None, date.min, date.max):
            for found in find_times(text, anchor=anchor):
                start, end = found.value.start, found.value.end
                assert text[found.start : found.end] == found.value.text
                assert start is None or end is None or start <= end
