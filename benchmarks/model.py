"""How fast the language model turns text into an annotated Doc: on all cores, on one, beside its parts and beside fp32.

    python benchmarks/model.py [PATHS...]      (by default the example articles)

Ratios are of one run; measure on a machine that does nothing else. The 32-bit graph is made from the shipped 8-bit one
by undoing its quantisation, so both compute the same network; that needs the package onnx.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import spacy

from kgraph.nlp.parser import Parser
from kgraph.nlp.runtime import DEFAULT, Model
from kgraph.read import read

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
ROUNDS = 5


def fastest(work):
    """Seconds of the fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def annotate(nlp, parser, texts):
    """Text to annotated Doc."""
    for _ in parser.pipe(nlp.pipe(texts)):
        pass


def unquantised(source: Path, target: Path) -> None:
    """Writes the 8-bit graph with its products in 32-bit floats, weights as the 8-bit ones say."""
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(source)
    graph = model.graph
    values = {i.name: i for i in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    readers: dict[str, list] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    kept, dropped = [], set()
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in dropped:
            continue
        if node.op_type != "MatMulInteger":
            kept.append(node)
            continue
        plain = makers[node.input[0]].input[0]
        weights, zero = (numpy_helper.to_array(values[node.input[k]]) for k in (1, 3))
        dropped.add(node.output[0])
        (cast,) = readers[node.output[0]]
        (scaled,) = readers[cast.output[0]]
        scales = makers[next(name for name in scaled.input if name != cast.output[0])]
        scale = numpy_helper.to_array(next(values[name] for name in scales.input if name in values))
        name = f"{node.input[1]}_float"
        graph.initializer.append(numpy_helper.from_array((weights.astype("f4") - zero.astype("f4")) * scale, name))
        kept.append(helper.make_node("MatMul", [plain, name], [f"{scaled.output[0]}_float"]))
        scaled.op_type = "Identity"
        del scaled.input[:]
        scaled.input.append(f"{scaled.output[0]}_float")
    del graph.node[:]
    graph.node.extend(kept)
    used = {name for node in kept for name in node.input}
    weights = [i for i in graph.initializer if i.name in used]
    del graph.initializer[:]
    graph.initializer.extend(weights)
    onnx.save(model, target)


def main(paths):
    texts = [article.text for article in read(paths, on_problem=lambda problem: None)] * 4
    words = sum(len(text.split()) for text in texts)
    start = time.perf_counter()
    parser = Parser(Model())
    _ = parser.model.session, parser.model.relations_session
    loading = time.perf_counter() - start
    nlp = spacy.blank("en")
    tokenizing = fastest(lambda: list(nlp.pipe(texts)))
    every = fastest(lambda: annotate(nlp, parser, texts))
    single = Parser(Model(threads=1))
    one = fastest(lambda: annotate(nlp, single, texts))
    print(f"{len(texts)} texts, {words} words; loading the model {loading:.2f} s")
    print(f"  tokenizer alone   {words / tokenizing:9.0f} words a second")
    cores = parser.model.threads
    print(
        f"  text to Doc       {words / every:9.0f} words a second on {cores} cores, {words / one:.0f} with one worker"
    )
    print(f"  beside the tokenizer: {every / tokenizing:.1f} times its time")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory {peak:.0f} MB")
    try:
        with tempfile.TemporaryDirectory() as folder:
            for path in DEFAULT.glob("en_news.*"):
                shutil.copy(path, folder)
            unquantised(DEFAULT / "en_news.int8.onnx", Path(folder) / "en_news.fp32.onnx")
            full = Parser(Model(Path(folder), precision="fp32"))
            slow = fastest(lambda: annotate(nlp, full, texts))
        print(f"  beside fp32: {slow / every:.2f} times as fast")
    except ImportError:
        print("  beside fp32: not measured (pip install onnx)")


if __name__ == "__main__":
    main(sys.argv[1:] or [EXAMPLES])
