"""Quick measures of a network in training, over windows of the development part cut at the corpora's sentences."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import torch

from kgraph.nlp import names
from training.data import MISSING, TASKS, Encoded, Labels, batches, collate, cut
from training.net import Net


@torch.no_grad()
def measure(net: Net, documents: Sequence[Encoded], labels: Labels, device: str = "cpu") -> dict[str, float]:
    """Shares in percent of right classes by task, ``uas``, ``las`` (greedy heads), and F1 of sentence starts and names."""
    was_training = net.training
    net.eval()
    chance = random.Random(0)
    windows = [w for w in cut(documents, chance) if not w.case]
    n, right = Counter[str](), Counter[str]()
    table = names.transitions(labels.ner)
    if net.field is not None:
        table = table + net.field.learnt.cpu().numpy()
    for group in batches(windows, 5000, chance):
        arrays = collate(group)
        batch = {k: torch.from_numpy(v).to(device) for k, v in arrays.items()}
        with torch.autocast(device, dtype=torch.bfloat16):
            scores = net(*(batch[k] for k in ("ids", "att", "shape", "first", "last", "mask")))
            best = scores["head"].argmax(-1)
            scores["dep"] = net.labels(scores["rel_of"], scores["rel_to"], best)
        found = {task: scores[task].argmax(-1).cpu().numpy() for task in TASKS}
        for task in ("tag", "pos", "feats", "lemma", "head"):
            known = arrays[task] != MISSING
            n[task] += int(known.sum())
            right[task] += int((found[task] == arrays[task])[known].sum())
        both = (found["head"] == arrays["head"]) & (found["dep"] == arrays["dep"])
        right["las"] += int(both[arrays["head"] != MISSING].sum())
        known = (arrays["start"] != MISSING) & (arrays["mask"] > 0)
        known[:, 0] = False  # a window's first word begins a sentence always
        right["start"] += int(((found["start"] == 1) & (arrays["start"] == 1))[known].sum())
        n["start"] += int((found["start"] == 1)[known].sum() + (arrays["start"] == 1)[known].sum())
        emissions = scores["ner"].float().cpu().numpy()
        for row, window in enumerate(group):
            gold = arrays["ner"][row, : window.end - window.start]
            if (gold != MISSING).all():
                mine = set(names.spans(names.decode(emissions[row, : len(gold)], labels.ner, table), labels.ner))
                theirs = set(names.spans([int(k) for k in gold], labels.ner))
                right["ner"] += len(mine & theirs)
                n["ner"] += len(mine) + len(theirs)
    net.train(was_training)
    result = {task: 100 * right[task] / max(1, n[task]) for task in ("tag", "pos", "feats", "lemma")}
    result |= {"uas": 100 * right["head"] / max(1, n["head"]), "las": 100 * right["las"] / max(1, n["head"])}
    result |= {task: 200 * right[task] / max(1, n[task]) for task in ("start", "ner")}
    return {k: round(v, 2) for k, v in result.items()}
