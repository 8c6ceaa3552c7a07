"""The network as it is shipped: graphs that read one window, with nothing to pad or mask.

They give what the network gives, in fewer steps: queries, keys and values come from one
multiplication, and the queries are scaled beforehand.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import Encoder, Layer, Network


class LayerGraph(nn.Module):
    """One layer for the pieces of one window."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        hidden = layer.query.in_features
        self.heads = layer.heads
        self.size = hidden // layer.heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        with torch.no_grad():
            self.qkv.weight.copy_(torch.cat(_scaled(layer, "weight", self.size)))
            self.qkv.bias.copy_(torch.cat(_scaled(layer, "bias", self.size)))
        self.out, self.attention_norm = layer.out, layer.attention_norm
        self.up, self.down, self.norm = layer.up, layer.down, layer.norm

    def forward(self, states: Tensor, bias: Tensor | None) -> Tensor:
        """``states`` (piece, hidden); ``bias`` (head, piece, piece) goes on attention scores."""
        split = self.qkv(states).view(-1, 3, self.heads, self.size).permute(1, 2, 0, 3)
        query, key, value = split[0], split[1], split[2]
        scores = query @ key.transpose(-1, -2)
        mixed = (scores if bias is None else scores + bias).softmax(-1) @ value
        mixed = mixed.transpose(0, 1).reshape(-1, self.heads * self.size)
        states = self.attention_norm(states + self.out(mixed))
        normed: Tensor = self.norm(states + self.down(functional.gelu(self.up(states))))
        return normed


def _scaled(layer: Layer, kind: str, size: int) -> list[Tensor]:
    query, key, value = (getattr(one, kind) for one in (layer.query, layer.key, layer.value))
    return [query / size**0.5, key, value]


class EncoderGraph(nn.Module):
    """The encoder with its cue head."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.first_place, self.relative = encoder.first_place, encoder.relative
        self.words, self.places, self.types = encoder.words, encoder.places, encoder.types
        self.norm = encoder.norm
        self.layers = nn.ModuleList(LayerGraph(cast(Layer, layer)) for layer in encoder.layers)
        self.cue_hidden, self.cue_out = encoder.cue_hidden, encoder.cue_out

    def forward(self, ids: Tensor, types: Tensor, heads: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Unit vectors (unit, hidden) halfway and at the end, and cue scores (unit, label)."""
        length = ids.shape[0]
        places = self.places.weight[self.first_place : self.first_place + length]
        states = self.norm(self.words(ids) + places + self.types(types))
        bias = None if self.relative is None else self.relative(length)[0]
        middle = states
        for number, layer in enumerate(self.layers, 1):
            states = layer(states, bias)
            if number == len(self.layers) // 2:
                middle = states
        units = states[heads]
        return middle[heads], units, self.cue_out(functional.gelu(self.cue_hidden(units)))


class RoleGraph(nn.Module):
    """The role head with its projection."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(
        self, units: Tensor, first: Tensor, last: Tensor, distance: Tensor, leap: Tensor
    ) -> Tensor:
        """Scores (cue, unit, role)."""
        projected = self.roles.project(units)[None]
        row = torch.zeros_like(first)
        scores: Tensor = self.roles(units[None], projected, row, first, last, distance, leap)
        return scores
