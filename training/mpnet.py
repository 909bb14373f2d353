"""The teacher's network: MPNet's encoder in plain PyTorch with one linear output over the layers' labels.

    network = Mpnet.from_folder(Path("all-mpnet-base-v2"), outputs=54)      # config.json, model.safetensors
    logits = network(ids, mask)                                               # (sentences, pieces, outputs)

The rule: MPNet (Song et al. 2020, arXiv 2004.09297): BERT's blocks, whose attention adds one bias for each head and each
bucket of distance (Raffel et al. 2020, arXiv 1910.10683), shared by all blocks. Weights are taken by their published names.

What it will not do: be shipped. It is twelve layers of 768, about five times the reader's whole model.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.encoder import Block, take

MARKS = ("<s>", "</s>", "<mask>")  # begin, end and what is hidden, in its vocabulary
FIRST_PLACE = 2  # positions are counted from behind the padding's


def buckets_of(length: int, count: int, farthest: int = 128) -> Tensor:
    """The bucket of each pair of places: near distances have their own, far ones share theirs on a logarithmic scale."""
    places = torch.arange(length)
    behind = places[:, None] - places[None, :]
    half, exact = count // 2, count // 4
    distance = behind.abs()
    scaled = torch.log(distance.clamp(min=1) / exact) / math.log(farthest / exact) * (half - exact)
    far = (exact + scaled.long()).clamp(max=half - 1)
    return (behind < 0).long() * half + torch.where(distance < exact, distance, far)


class Mpnet(nn.Module):
    """Encoder and output layer."""

    def __init__(self, config: dict[str, int | float], outputs: int) -> None:
        super().__init__()
        width, epsilon, heads = (
            int(config["hidden_size"]),
            float(config["layer_norm_eps"]),
            int(config["num_attention_heads"]),
        )
        self.words = nn.Embedding(int(config["vocab_size"]), width)
        self.places = nn.Embedding(int(config["max_position_embeddings"]), width)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.drop = nn.Dropout(0.1)
        self.distances = nn.Embedding(int(config["relative_attention_num_buckets"]), heads)
        self.blocks = nn.ModuleList(
            Block(width, heads, int(config["intermediate_size"]), epsilon)
            for _ in range(int(config["num_hidden_layers"]))
        )
        self.output = nn.Linear(width, outputs)

    @classmethod
    def from_folder(cls, folder: Path, outputs: int) -> Mpnet:
        """The published encoder in `folder` under a fresh output layer."""
        network = cls(json.loads((folder / "config.json").read_text(encoding="utf-8")), outputs)
        network.take(load_file(folder / "model.safetensors"))
        return network

    def take(self, published: dict[str, Tensor]) -> None:
        """Copy the encoder's published weights into place."""
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "places.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
            "distances.weight": "encoder.relative_attention_bias.weight",
        }
        inside = {
            "query": "attention.attn.q",
            "key": "attention.attn.k",
            "value": "attention.attn.v",
            "out": "attention.attn.o",
            "after_attention": "attention.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "after_feed": "output.LayerNorm",
        }
        take(self, published, names, inside)

    def hidden(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        places = torch.arange(ids.shape[1]) + FIRST_PLACE
        h = self.drop(self.norm(self.words(ids) + self.places(places)))
        bias = self.distances(buckets_of(ids.shape[1], self.distances.num_embeddings)).permute(2, 0, 1)[None]
        if mask is not None:
            bias = bias + (mask[:, None, None, :] - 1.0) * 1e4
        for block in self.blocks:
            h = block(h, bias)
        return h

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        result: Tensor = self.output(self.drop(self.hidden(ids, mask)))
        return result
