"""How fast articles are read: words a second, and what each stage takes beside the language model.

    python benchmarks/speed.py [PATHS...]      (by default the example articles)

Prints one table; the language model is loaded and warmed up beforehand. Measure on a machine that does nothing else.
"""

import sys
import tempfile
import time
from pathlib import Path

from kgraph.extract.extractor import extract
from kgraph.nlp.tokens import Text
from kgraph.pipeline import Reader, build, connect
from kgraph.read import read
from kgraph.resolve import resolve_article
from kgraph.store import Dataset

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"


def stages(articles, reader):
    """Seconds of each stage over all articles, and the number of words."""
    seconds = dict.fromkeys(("nlp", "extract", "resolve", "store", "connect"), 0.0)
    words = 0
    with tempfile.TemporaryDirectory() as folder, Dataset.open(Path(folder) / "kgraph.db", create=True) as dataset:
        for article in articles:
            times = [time.perf_counter()]
            doc = reader.annotate(article)
            times.append(time.perf_counter())
            text = Text.of(doc)
            extraction = extract(text, article, reader.actors)
            times.append(time.perf_counter())
            extraction = resolve_article(text, extraction, reader.actors)
            times.append(time.perf_counter())
            dataset.replace_article(extraction)
            times.append(time.perf_counter())
            words += len(article.text.split())
            for name, start, end in zip(seconds, times, times[1:], strict=False):
                seconds[name] += end - start
        start = time.perf_counter()
        connect(dataset, reader.actors)
        seconds["connect"] = time.perf_counter() - start
    return seconds, words


def again(paths):
    """Seconds of building what is built already."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "kgraph.db"
        build(paths, store=store)
        start = time.perf_counter()
        build(paths, store=store)
        return time.perf_counter() - start


def main(paths):
    articles = list(read(paths, on_problem=lambda problem: None))
    reader = Reader()
    stages(articles[:1], reader)
    seconds, words = stages(articles, reader)
    total = sum(seconds.values())
    print(f"{len(articles)} articles, {words} words, {total:.2f} s: {words / total:.0f} words a second")
    for name, spent in seconds.items():
        print(f"  {name:8} {spent:7.3f} s  {words / spent:9.0f} words a second  {spent / seconds['nlp']:6.2f} x nlp")
    rules = (seconds["extract"] + seconds["resolve"]) / seconds["nlp"]
    print(f"extraction and resolution take {rules:.2f} times what the language model takes")
    print(f"building the same articles again: {again(paths):.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:] or [EXAMPLES])
