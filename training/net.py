"""The network: one BERT-like encoder, a head for each task. torch is needed for training only, never to read articles.

Shapes: b windows, l word pieces, n words, h the encoder's width.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from kgraph.nlp.runtime import SHAPES
from training.crf import Field
from training.data import MISSING, Labels

# Widths of the two biaffine scorers; with the constant that each appends they are what a processor multiplies fastest.
ARC, REL = 319, 127
# Weights of the losses, each a sum over the annotated words divided by all words of the batch.
WEIGHTS = {"tag": 0.8, "pos": 0.4, "feats": 0.4, "lemma": 0.6, "start": 1.0, "ner": 3.0, "head": 2.0, "dep": 1.6}


class Dropout(nn.Module):
    """Dropout with masks cut from a pool of random numbers drawn once: on a processor, drawing them is what costs."""

    pools: dict[tuple[float, torch.device, torch.dtype], Tensor] = {}  # noqa: RUF012  # shared on purpose

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """x with a share p of its numbers zero, the others scaled up."""
        if not self.training or not self.p:
            return x
        size = 1 << 23
        if x.device.type != "cpu" or x.numel() >= size:
            return nn.functional.dropout(x, self.p)
        key = (self.p, x.device, x.dtype)
        if key not in self.pools:
            drawn = torch.rand(size, generator=torch.Generator().manual_seed(0))  # the same in a resumed run
            self.pools[key] = (drawn >= self.p).to(x.dtype) / (1 - self.p)
        start = int(torch.randint(size - x.numel(), ()))
        return x * self.pools[key][start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One encoder layer, as in BERT: attention and a feed-forward block, each with its sum and norm."""

    def __init__(self, h: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(h, 3 * h), nn.Linear(h, h)
        self.up, self.down = nn.Linear(h, inner), nn.Linear(inner, h)
        self.norm1, self.norm2 = nn.LayerNorm(h, eps=1e-12), nn.LayerNorm(h, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x (b, l, h); bias (b, 1, 1, l) is added to the attention scores."""
        b, pieces, h = x.shape[0], x.shape[1], self.out.in_features
        q, k, v = self.qkv(x).view(b, pieces, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4).unbind()
        # The plain products: on a processor the fused kernel's backward pass is slower by far. Softmax sums in float32
        # inside; autocast would copy the scores there and back.
        with torch.autocast(x.device.type, enabled=False):
            scores = (q * (1 / math.sqrt(h // self.heads))) @ k.transpose(-1, -2) + bias.to(q.dtype)
            attended = (torch.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(b, pieces, h)
        x = self.norm1(x + self.drop(self.out(attended)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Embeddings of pieces, positions and case-and-space classes, then the layers."""

    def __init__(self, config: dict[str, Any], dropout: float) -> None:
        super().__init__()
        h = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], h)
        self.positions = nn.Embedding(config["max_position_embeddings"], h)
        self.shapes = nn.Embedding(SHAPES, h)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm, self.drop = nn.LayerNorm(h, eps=1e-12), Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(h, config["intermediate_size"], config["num_attention_heads"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, att: Tensor, shape: Tensor) -> Tensor:
        """The last layer's output: (b, l, h)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.positions(places) + self.shapes(shape)))
        bias = (1.0 - att[:, None, None].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @staticmethod
    def pretrained(folder: Path, dropout: float = 0.1) -> Encoder:
        """The encoder of a folder in the sentence-transformers layout (``config.json``, ``model.safetensors``)."""
        from safetensors.torch import load_file

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        encoder, given = Encoder(config, dropout), load_file(folder / "model.safetensors")
        state = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "positions.weight": given["embeddings.position_embeddings.weight"]
            + given["embeddings.token_type_embeddings.weight"][0],
            "shapes.weight": encoder.shapes.weight.detach(),
        }
        for part in ("weight", "bias"):
            state[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
            for k in range(config["num_hidden_layers"]):
                old, new = f"encoder.layer.{k}", f"layers.{k}"
                qkv = [given[f"{old}.attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                state |= {
                    f"{new}.qkv.{part}": torch.cat(qkv),
                    f"{new}.out.{part}": given[f"{old}.attention.output.dense.{part}"],
                    f"{new}.norm1.{part}": given[f"{old}.attention.output.LayerNorm.{part}"],
                    f"{new}.up.{part}": given[f"{old}.intermediate.dense.{part}"],
                    f"{new}.down.{part}": given[f"{old}.output.dense.{part}"],
                    f"{new}.norm2.{part}": given[f"{old}.output.LayerNorm.{part}"],
                }
        encoder.load_state_dict(state)
        return encoder


class Biaffine(nn.Module):
    """o bilinear forms over pairs of vectors, each with a constant appended (Dozat and Manning 2017)."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, width + 1, width + 1) * 0.01)

    def all_pairs(self, x: Tensor, y: Tensor) -> Tensor:
        """(b, n, w) and (b, m, w) to (b, n, m), for one output."""
        return with_constant(x) @ self.weight[0].to(x.dtype) @ with_constant(y).transpose(-1, -2)

    def pairs(self, x: Tensor, y: Tensor) -> Tensor:
        """(b, n, w) twice, paired word by word, to (b, n, o)."""
        b, n, w = x.shape
        o = self.weight.shape[0]
        left = with_constant(x) @ self.weight.permute(1, 0, 2).reshape(w + 1, -1).to(x.dtype)
        return (left.view(b, n, o, w + 1) @ with_constant(y)[..., None])[..., 0]


def with_constant(x: Tensor) -> Tensor:
    """x with a 1 appended to each vector."""
    return torch.cat([x, torch.ones_like(x[..., :1])], dim=-1)


class Net(nn.Module):
    """Encoder and heads. A word is read from its first piece and, at a share learnt for each task, its last."""

    def __init__(self, encoder: Encoder, labels: Labels, dropout: float = 0.25, *, crf: bool = False) -> None:
        super().__init__()
        h = encoder.words.embedding_dim
        self.encoder, self.drop = encoder, Dropout(dropout)
        self.tail = nn.Parameter(torch.full((3,), 0.1))
        self.word, self.name = nn.Linear(h, h), nn.Linear(h, h)
        sizes = {"tag": labels.tags, "pos": labels.pos, "feats": labels.feats, "lemma": labels.lemma, "start": "01"}
        self.outputs = nn.ModuleDict({task: nn.Linear(h, len(classes)) for task, classes in sizes.items()})
        self.ner = nn.Linear(h, len(labels.ner))
        self.field = Field(labels.ner) if crf else None
        self.root = nn.Parameter(torch.randn(h) * 0.02)
        self.arc_of, self.arc_to = nn.Linear(h, ARC), nn.Linear(h, ARC)
        self.rel_of, self.rel_to = nn.Linear(h, REL), nn.Linear(h, REL)
        self.arc, self.rel = Biaffine(ARC, 1), Biaffine(REL, len(labels.deps))

    def forward(
        self, ids: Tensor, att: Tensor, shape: Tensor, first: Tensor, last: Tensor, mask: Tensor
    ) -> dict[str, Tensor]:
        """Scores by task; ``head`` (b, n, n + 1) with the root in column 0; ``rel_of``, ``rel_to`` for ``labels``."""
        x = self.encoder(ids, att, shape)
        begin, end = (x.gather(1, place[..., None].expand(-1, -1, x.shape[-1])) for place in (first, last))
        word, tree, name = (begin + share * end for share in self.tail.unbind())
        inner = self.drop(nn.functional.gelu(self.word(self.drop(word))))
        scores: dict[str, Tensor] = {task: layer(inner) for task, layer in self.outputs.items()}
        scores["ner"] = self.ner(self.drop(nn.functional.gelu(self.name(self.drop(name)))))
        tree = self.drop(tree)
        rooted = torch.cat([self.root.to(tree.dtype).expand(tree.shape[0], 1, -1), tree], dim=1)
        of, to = self.drop(nn.functional.gelu(self.arc_of(tree))), self.drop(nn.functional.gelu(self.arc_to(rooted)))
        hidden = (1.0 - torch.cat([torch.ones_like(mask[:, :1]), mask], dim=1)[:, None].to(torch.float32)) * -1e4
        scores["head"] = self.arc.all_pairs(of, to).float() + hidden
        scores["rel_of"] = self.drop(nn.functional.gelu(self.rel_of(tree)))
        scores["rel_to"] = self.drop(nn.functional.gelu(self.rel_to(rooted)))
        return scores

    def labels(self, rel_of: Tensor, rel_to: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations of each word to the head given: ``heads`` (b, n) counts the root as 0."""
        return self.rel.pairs(rel_of, rel_to.gather(1, heads[..., None].expand(-1, -1, rel_to.shape[-1])))


def losses(net: Net, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of each task over a batch; what is not annotated costs nothing."""
    scores = net(*(batch[k] for k in ("ids", "att", "shape", "first", "last", "mask")))
    scores["dep"] = net.labels(scores["rel_of"], scores["rel_to"], batch["head"].clamp(min=0))
    words = batch["mask"].sum()
    found = {
        task: WEIGHTS[task]
        * nn.functional.cross_entropy(
            scores[task].flatten(0, 1).float(), batch[task].flatten(), ignore_index=MISSING, reduction="sum"
        )
        / words
        for task in WEIGHTS
        if task != "ner" or net.field is None
    }
    if net.field is not None:
        found["ner"] = WEIGHTS["ner"] * net.field.loss(scores["ner"], batch["ner"], batch["mask"]) / words
    return found
