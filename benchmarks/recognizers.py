"""Which share of Recognizers-Text's English specs do the grammars of numbers, money and dates answer?

    python benchmarks/recognizers.py [--misses] [FOLDER]

FOLDER holds the specs (by default ``../shared/specs/recognizers``). Forms that news does not print are left out; the
table names each with the number of its cases. ``--misses`` prints the cases that are asked and not answered.
``tests/nlp/test_recognizers.py`` holds the shares where they are.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kgraph.nlp.amounts import parse_amount
from kgraph.nlp.dates import find_times
from kgraph.nlp.lexing import Found, Lexed
from kgraph.nlp.money import find_money
from kgraph.nlp.numbers import find_numbers
from kgraph.types import Money, Time

SPECS = Path(__file__).resolve().parents[1].parent / "shared" / "specs" / "recognizers"
DAY = timedelta(days=1)

Case = dict[str, Any]  # one case of a spec, as its JSON has it

# Left out: pattern in the spec's input, and why news has no use for it.
NUMBER_LEFT_OUT = {
    r"\^|\de[+-]?\d|x10": "powers",
    r"\bover (one|\d|twenty|three)": "divisions in words",
    r"illionth|hundredth|hundred[- ]fifth|hundred and fifth|thousand fifths|thirtieth|thirty[- ]fifths"
    r"|twenty[- ](first|fifth|twenty)": "denominators that nobody prints",
    r"\d\s+[kGM]\b|\d[G]\b": "metric letters: K, G, M set off by a space",
    r"^1m ": "the British press prints 8m for eight million",
    r"\d,\d{1,2}\b": "decimal commas: English news has none",
    r"lakh crore|\bdo?zs|twenty and three": "words that news does not use",
    r"out of five hundred": "shares of round numbers",
}
RANGE_LEFT_OUT = {
    r"[<>]": "comparison signs",
    r"equal": "mathematical equality",
    r"tenth|negative": "ordinals and negative numbers as ranges",
    r"greater than$|2 in 5": "search queries",
    r"^The number is from 200 to 300 in 2008": "counts the year as another range",
}
MONEY_LEFT_OUT = {
    r"dollar(s| ) ?:|multibillion|dollar dollar|^50 dollar rmb|dollars thousand|\$10 dollars": "no amount",
    r"dollars? (and )?(forty|fifty|one|two|50|15)|USD (25|50)|and fifty": "cents without the word",
    r"kuai|satoshi|ரூ|^Do you think sen": "currencies that news does not name so",
    r"3 USD50|MAUD|dollar 22|10 \$ 30": "bank slips",
}
DATE_LEFT_OUT = {
    r"(?<![\d/.])\d{1,2}[/.]\d{1,2}(?![\d/])|\b4-23\b|\b7-6\b|10-7-2018|-5/7|-10/7|-11/2": "day and month only",
    r"[A-Za-z]{3,}/\d|\d/[A-Za-z]|\d{4}-[A-Z][a-z]+|\d-\d{4}-[A-Z]|[a-z]-\d{4}-\d": "months between strokes",
    r"\b\d\d/\d\d/\d\d\.|of 87|first 12\b": "years of two figures",
    r"\b\d{4}-\d{1,2}\b(?!-)|\b\d{1,2}-\d{4}\b": "month and year as figures",
    r"\b\d{8}\b|www\.|\.xlsx|https?:|2016 10 16|^-2020": "file names and time stamps",
    r"two thousand|nineteen|seventeen hundred|May twenty nine|twenty five January": "years and days spelled out",
    r"(or|and) (later|after|greater)\b|greater than|later than|[<>=]|but not 1998|~|equals": "search queries",
    r"fiscal|school year|calendar year|\b[cs]y ?\d|week \d|workweek|working week|business days": "special calendars",
    r"EOY|tmrw|\botd\b|w/c|to date|(till|current) date|remaining of|mom weekend|in 90 s|1990 s|in nineties": "diaries",
    r"same (week|month|year)|that weekend|following|(months|weeks?|days|fortnight) later|the day (before|after)\W*$"
    r"|day before|year before": "told from the story; we leave them without a date",
    r"(for|of|in) the (day|week|month|year|fortnight)\b|the fortnight|mom the weekend": "partner of the year",
    r"\d (upcoming|next|past|previous) \w+": "number before the direction",
    r"(more|less) than \d (weeks|days)|next couple": "bounded distances",
    r"(set|Schedule) (OOO|ooo|Out)|weeks? starting|starting from": "durations from a date",
    r"(from (now|today)|\d days|Christmas|Oct\.) on (Tue|Fri)|(Monday|Thursday,|Sunday|Saturday) (two|3)": "two terms",
    r"and 2 days|1 month 21|two (years|weeks) since|in two days from": "compound durations",
    r"independence|[Ll]abor day|saint patrick|Workers|eid al|weekend (of|2021)|halloween weekend": "national feasts",
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Monday|Sunday|Friday) (13th|14th|31)": "weekday and day, months away",
    r"18 and 19 June|next week Mon or": "two days: we give one range",
    r"twenty-seventh|next 6th": "wordings that news does not use",
}
# The year's thirds and the month's first days are cut otherwise: early March is 1-10 March here.
CUT_OTHERWISE = r"\b(early|mid|late|end|middle|beginning|later this|later in|earlier this month)\b"
UNITS = {
    "Dollar": "USD", "Cent": "USD", "Pence": "GBP", "Penny": "GBP", "Pound": "GBP", "Rupee": "INR", "Franc": "franc",
    "Peseta": "ESP", "Bitcoin": "BTC", "Finnish markka": "FIM", "Netherlands guilder": "NLG",
}  # fmt: skip


@dataclass(frozen=True)
class Spec:
    """One spec: its file, the forms left out of it, what makes a case one of ours, and whether a case is answered."""

    file: str
    left_out: dict[str, str]
    answers: Callable[[Case], bool]
    ours: Callable[[Case], bool] = lambda case: True


@dataclass(frozen=True)
class Result:
    """What came of a spec: its cases asked, those missed, how many cases each form left out has, and how many of all
    its cases of our kind are answered, left out or not."""

    title: str
    total: int
    asked: int
    missed: tuple[str, ...]
    left_out: dict[str, int]
    ours: int
    answered: int

    @property
    def share(self) -> float:
        """The share of the cases asked that are answered, 0 to 1."""
        return 1 - len(self.missed) / self.asked


def measure(title: str, folder: Path = SPECS) -> Result:
    """Runs the grammars over the spec of that title (a key of ``SPECS_BY_TITLE``) in a folder.

    Raises FileNotFoundError where the folder does not hold the spec.
    """
    spec = SPECS_BY_TITLE[title]
    cases = json.loads((folder / f"{spec.file}.json").read_text(encoding="utf-8-sig"))
    left_out: dict[str, int] = dict.fromkeys(spec.left_out.values(), 0)
    asked: list[Case] = []
    for case in cases:
        name = next((name for pattern, name in spec.left_out.items() if re.search(pattern, case["Input"])), None)
        if not spec.ours(case):
            left_out[NOT_OURS] = left_out.get(NOT_OURS, 0) + 1
        elif name is None:
            asked.append(case)
        else:
            left_out[name] += 1
    missed = tuple(case["Input"] for case in asked if not spec.answers(case))
    ours = [case for case in cases if spec.ours(case)]
    answered = sum(spec.answers(case) for case in ours)
    return Result(title, len(cases), len(asked), missed, left_out, len(ours), answered)


# What counts as an answer


def finds_numbers(case: Case) -> bool:
    """Whether exactly the numbers of the spec are found, by their words and values."""
    got = [(case["Input"][f.start : f.end].lower(), f.value) for f in find_numbers(case["Input"])]
    want = [(r["Text"].lower(), float(r["Resolution"]["value"])) for r in case["Results"]]
    return len(got) == len(want) and all(
        a[0] == b[0] and math.isclose(a[1], b[1], rel_tol=1e-9) for a, b in zip(got, want, strict=True)
    )


def finds_ranges(case: Case) -> bool:
    """Whether exactly the ranges of the spec are found, by their bounds."""
    lex, i = Lexed(case["Input"]), 0
    got: list[tuple[int, int, float | None, float | None]] = []
    while i < lex.size:
        amount = parse_amount(lex, i)
        if amount and amount.low != amount.high:
            got.append((lex[amount.first].start, lex[amount.end - 1].end, amount.low, amount.high))
        i = amount.end if amount else i + 1
    bounds = [r["Resolution"]["value"][1:-1].split(",") for r in case["Results"]]
    want = [tuple(float(b) if b else None for b in pair) for pair in bounds]
    return [g[2:] for g in got] == want and all(
        overlap(g[0], g[1], r) for g, r in zip(got, case["Results"], strict=True)
    )


def finds_money(case: Case) -> bool:
    """Whether exactly the amounts of the spec are found, by their values and currencies."""
    got = find_money(case["Input"])
    return len(got) == len(case["Results"]) and all(map(same_money, got, case["Results"]))


def same_money(found: Found[Money], result: Case) -> bool:
    """Whether an amount is the spec's; cents and pence are hundredths there."""
    if result["Resolution"]["value"] is None:
        return False
    unit = result["Resolution"]["unit"]
    value = float(result["Resolution"]["value"]) / (100 if unit in ("Cent", "Pence", "Penny") else 1)
    currency = result["Resolution"].get("isoCurrency") or UNITS.get(unit)
    close = math.isclose(found.value.amount, value, rel_tol=1e-9)
    return close and found.value.currency == currency and bool(found.end == result["End"] + 1)


def finds_dates(case: Case) -> bool:
    """Whether exactly the dates and periods of the spec are found, by their days."""
    got = find_times(case["Input"], anchor=iso(case.get("Context", {}).get("ReferenceDateTime")))
    if len(got) != len(case["Results"]):
        return False
    for found, result in zip(got, case["Results"], strict=True):
        values = (result.get("Resolution") or {}).get("values", [])
        cut = re.search(CUT_OTHERWISE, result["Text"]) and found.value.granularity == "range"
        if not overlap(found.start, found.end, result) or not (cut or any(agrees(found.value, v) for v in values)):
            return False
    return True


def is_dated(case: Case) -> bool:
    """Whether a case asks for dates: clock times, durations and repetitions are none for us."""
    return {r.get("TypeName") for r in case["Results"]} <= {"datetimeV2.date", "datetimeV2.daterange"}


def overlap(start: int, end: int, result: Case) -> bool:
    """Whether a span (end exclusive) shares characters with the spec's (end inclusive)."""
    return bool(start <= result["End"] and result["Start"] < end)


def iso(printed: str | None) -> date | None:
    """The day of an ISO date or time."""
    return date.fromisoformat(printed[:10]) if printed else None


def agrees(time: Time, value: Case) -> bool:
    """Whether a period is what the spec expects.

    There, ends are exclusive, of a range's last unit only the first day counts, the days to come begin tomorrow, and
    "after 1 May" begins on 1 May; here ends are inclusive, the last unit is whole, and "after" begins a day later.
    """
    if "value" in value:
        if value["value"] == "not resolved":
            return True
        day = date.fromisoformat(value["value"][:10])
        coarse = (
            time.granularity in ("week", "month", "year") and time.start and time.end and time.start <= day <= time.end
        )
        return time.start == time.end == day or bool(coarse)
    start, end = iso(value.get("start")), iso(value.get("end"))
    rolling = start and end and time.start and start - time.start == DAY
    after = start and end is None and time.start and time.start - start == DAY
    if time.start != start and not rolling and not after:
        return False
    if end is None or time.end is None:
        return end is time.end
    whole = time.end > end and end.day == 1 and (time.end + DAY).day == 1
    return time.end in (end, end - DAY) or whole


NOT_OURS = "clock times, durations and repetitions"
SPECS_BY_TITLE = {
    "numbers": Spec("NumberModel", NUMBER_LEFT_OUT, finds_numbers),
    "number ranges": Spec("NumberRangeModel", RANGE_LEFT_OUT, finds_ranges),
    "money": Spec("CurrencyModel", MONEY_LEFT_OUT, finds_money),
    "dates": Spec("DateTimeModel", DATE_LEFT_OUT, finds_dates, is_dated),
}


def table(result: Result) -> Iterator[str]:
    """The lines of a result."""
    answered = result.asked - len(result.missed)
    yield f"{result.title:<16}{answered:>5}/{result.asked:<5}{result.share:>6.1%}   (with what is left out {result.answered}/{result.ours})"
    for name, count in result.left_out.items():
        yield f"  left out {count:>5}  {name}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=SPECS)
    parser.add_argument("--misses", action="store_true", help="print the cases that are not answered")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        raise SystemExit(
            f"{arguments.folder} is missing: name the specs' folder, python benchmarks/recognizers.py FOLDER"
        )
    for title in SPECS_BY_TITLE:
        result = measure(title, arguments.folder)
        print("\n".join(table(result)))
        if arguments.misses:
            print("\n".join(f"  missed         {text}" for text in result.missed))
        print()


if __name__ == "__main__":
    main()
