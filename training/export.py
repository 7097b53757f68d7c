"""Step 5: the trained network as the package runs it: two ONNX graphs, 8-bit integers, and what their numbers mean.

    python -m training.export build/model build/export --encoder FOLDER --corpus build/corpus

Writes ``en_news.fp32.onnx`` (to compare with), ``en_news.int8.onnx`` (words to scores), ``en_news.relations.onnx``
(chosen heads to relations), ``en_news.labels.json``, ``en_news.tokenizer.json``, ``en_news.verbs.txt`` and
``en_news.lemmas.tsv``.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import warnings
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor, nn

from training.convert import read
from training.corpora import Document
from training.data import Labels
from training.net import Encoder, Net, with_constant

NAME = "en_news"
OUTPUTS = ("tag", "pos", "feats", "lemma", "start", "ner", "head", "rel_of", "rel_to")


class Words(nn.Module):
    """One window in, without padding: pieces (l) and words (n) to the scores of every word."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shape: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Classes of the first four tasks, probability of a sentence start, name emissions, arcs, relation vectors."""
        one = [x[None] for x in (ids, torch.ones_like(ids), shape, first, last, torch.ones_like(first))]
        scores = {task: x[0] for task, x in self.net(*one).items()}
        best = [scores[task].argmax(-1) for task in OUTPUTS[:4]]
        return (*best, scores["start"].softmax(-1)[:, 1], *(scores[task] for task in OUTPUTS[5:]))


class Relations(nn.Module):
    """The best relation of each word to its head; the same products as ``Net.labels``, with the weights as a table."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.count, width, _ = net.rel.weight.shape
        self.register_buffer("table", net.rel.weight.detach().permute(1, 0, 2).reshape(width, -1))

    def forward(self, rel_of: Tensor, rel_to: Tensor, heads: Tensor) -> Tensor:
        """``heads`` (n) counts the root as 0; gives relation numbers (n)."""
        left = (with_constant(rel_of) @ self.table).view(-1, self.count, self.table.shape[0])
        best: Tensor = (left @ with_constant(rel_to[heads])[..., None])[..., 0].argmax(-1)
        return best


def load(folder: Path, encoder: Path) -> tuple[Net, Labels]:
    """The network of ``model.pt``, ready to run."""
    state = torch.load(folder / "model.pt", map_location="cpu", weights_only=True)
    labels = Labels(**state["labels"])
    net = Net(Encoder.pretrained(encoder), labels, crf="field.learnt" in state["net"])
    net.load_state_dict(state["net"])
    return net.eval(), labels


def graphs(net: Net, out: Path) -> None:
    """Writes both graphs in 32-bit floats, and the first in 8-bit integers."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    n, pieces = 7, 11
    places = torch.arange(1, n + 1)
    width = net.rel_of.out_features
    words = (torch.randint(5, 20, (pieces,)), torch.zeros(pieces, dtype=torch.long), places, places + 1)
    pairs = (torch.zeros(n, width), torch.zeros(n + 1, width), torch.zeros(n, dtype=torch.long))
    full, small = out / f"{NAME}.fp32.onnx", out / f"{NAME}.int8.onnx"
    _export(Words(net), words, full, {"ids": "l", "shape": "l", "first": "n", "last": "n"}, list(OUTPUTS))
    relations = out / f"{NAME}.relations.fp32.onnx"
    _export(Relations(net), pairs, relations, {"rel_of": "n", "rel_to": "m", "heads": "n"}, ["rel"])
    # Seven bits of the weights: on processors without VNNI the products of eight bits overflow.
    how = {"weight_type": QuantType.QInt8, "per_channel": True, "reduce_range": True}
    quantize_dynamic(full, small, **how)
    quantize_dynamic(relations, out / f"{NAME}.relations.onnx", **how)


def _export(
    module: nn.Module, sample: tuple[Tensor, ...], path: Path, inputs: dict[str, str], outputs: list[str]
) -> None:
    """Writes a module as ONNX; ``inputs`` names each input's first axis, which varies."""
    with warnings.catch_warnings():  # the exporter by tracing is deprecated, and traces what is constant here
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            sample,
            str(path),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes={name: {0: axis} for name, axis in inputs.items()},
            opset_version=17,
            dynamo=False,
        )


def verbs(documents: list[Document]) -> list[str]:
    """Base forms of the verbs in the training parts, which decide between two lemmas that spelling allows."""
    counts = Counter(
        w.lemma.lower()
        for d in documents
        for w in d.words
        if w.upos in ("VERB", "AUX") and w.lemma and w.lemma.isalpha()
    )
    return sorted(v for v in counts if len(v) > 1 or v == "a")


_CLASSES = re.compile(r"NNS?|JJ[RS]?|RB[RS]?|VB[DGNPZ]?|MD|IN|DT|PDT|WDT|WP|WRB|PRP|CC|RP|EX|UH")


def lexicon(documents: list[Document]) -> list[str]:
    """Forms with their tag and lemma, as far as the training parts agree on it; tab-separated.

    Where they differ ("people" and "person") the network chooses by the context; so it does for proper nouns.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for word in (w for d in documents for w in d.words):
        if word.lemma and word.xpos and _CLASSES.fullmatch(word.xpos) and word.lemma.islower():
            counts.setdefault((word.text.lower(), word.xpos), Counter())[word.lemma] += 1
    lines = []
    for (form, tag), found in counts.items():
        (lemma, n), total = found.most_common(1)[0], sum(found.values())
        if total > 1 and n >= 0.95 * total:
            lines.append(f"{form}\t{tag}\t{lemma}")
    return sorted(lines)


def export(model: Path, out: Path, encoder: Path, corpus: Path) -> None:
    """All files of the model's folder."""
    out.mkdir(parents=True, exist_ok=True)
    net, labels = load(model, encoder)
    graphs(net, out)
    table: dict[str, object] = {"tags": labels.tags, "pos": labels.pos, "feats": labels.feats, "lem": labels.lemma}
    table |= {"deps": labels.deps, "ner": labels.ner}
    if net.field is not None:
        table["transitions"] = [[round(x, 4) for x in row] for row in net.field.learnt.tolist()]
    (out / f"{NAME}.labels.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    shutil.copyfile(encoder / "tokenizer.json", out / f"{NAME}.tokenizer.json")
    documents = read(corpus / "train.jsonl.gz")
    for name, lines in (("verbs.txt", verbs(documents)), ("lemmas.tsv", lexicon(documents))):
        (out / f"{NAME}.{name}").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    args = parser.parse_args()
    export(args.model, args.out, args.encoder, args.corpus)
    for path in sorted(args.out.iterdir()):
        print(f"{path.stat().st_size:12,} {path}")


if __name__ == "__main__":
    main()
