"""The network: a six-layer BERT encoder in plain PyTorch with one linear output over the layers' labels.

    network = Network.from_folder(Path("model"), outputs=54)      # config.json, model.safetensors
    logits = network(ids, mask)                                   # (sentences, pieces, outputs)

The rule: BERT (Devlin et al. 2019, arXiv 1810.04805) as in MiniLM (Wang et al. 2020, arXiv 2002.10957): learned
positions, post-layer norm, GELU with erf. Weights are taken by their published names; one that is missing is an error.

What it will not do: read other architectures, pooling heads, or pickled weights.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn


class Block(nn.Module):
    """One transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.after_attention, self.after_feed = (nn.LayerNorm(width, eps=epsilon) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, h: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = h.shape
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = (f(h).view(shape).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(width // self.heads) + bias, dim=-1)
        mixed = (self.drop(weights) @ v).transpose(1, 2).reshape(batch, length, width)
        h = self.after_attention(h + self.drop(self.out(mixed)))
        fed = self.down(nn.functional.gelu(self.up(h)))
        result: Tensor = self.after_feed(h + self.drop(fed))
        return result


def take(network: nn.Module, published: dict[str, Tensor], names: dict[str, str], inside: dict[str, str]) -> None:
    """Copy published weights into a network, in place: `names` are ours and theirs, `inside` those of each of its blocks."""
    state = network.state_dict()
    blocks = sum(name.endswith(".up.weight") for name in state)
    every = [
        (f"blocks.{n}.{ours}.{part}", f"encoder.layer.{n}.{theirs}.{part}")
        for n in range(blocks)
        for ours, theirs in inside.items()
        for part in ("weight", "bias")
    ]
    for ours, theirs in (*names.items(), *every):
        state[ours].copy_(published[theirs])


class Network(nn.Module):
    """Encoder and output layer."""

    def __init__(self, config: dict[str, int | float], outputs: int) -> None:
        super().__init__()
        width, epsilon = int(config["hidden_size"]), float(config["layer_norm_eps"])
        self.words = nn.Embedding(int(config["vocab_size"]), width)
        self.places = nn.Embedding(int(config["max_position_embeddings"]), width)
        self.segments = nn.Embedding(int(config["type_vocab_size"]), width)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.drop = nn.Dropout(0.1)
        self.blocks = nn.ModuleList(
            Block(width, int(config["num_attention_heads"]), int(config["intermediate_size"]), epsilon)
            for _ in range(int(config["num_hidden_layers"]))
        )
        self.output = nn.Linear(width, outputs)

    @classmethod
    def from_folder(cls, folder: Path, outputs: int) -> Network:
        """The published encoder in `folder` under a fresh output layer."""
        network = cls(json.loads((folder / "config.json").read_text(encoding="utf-8")), outputs)
        network.take(load_file(folder / "model.safetensors"))
        return network

    def take(self, published: dict[str, Tensor]) -> None:
        """Copy the encoder's published weights into place."""
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "places.weight": "embeddings.position_embeddings.weight",
            "segments.weight": "embeddings.token_type_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        inside = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "after_attention": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "after_feed": "output.LayerNorm",
        }
        take(self, published, names, inside)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        h = self.drop(self.norm(self.words(ids) + self.places(places) + self.segments.weight[0]))
        bias = torch.zeros(1, 1, 1, 1, device=h.device) if mask is None else (mask[:, None, None, :] - 1.0) * 1e4
        for block in self.blocks:
            h = block(h, bias)
        result: Tensor = self.output(self.drop(h))
        return result
