"""The model: an encoder, a cue head, and a role head that reads a text per cue.

The encoder is BERT's (Devlin et al. 2019) or MPNet's (Song et al. 2020), which adds a
bias for the distance of two pieces to their attention.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

CUE_LABELS = 3
ROLE_LABELS = 4
DISTANCES = 32
LEAPS = 7


@dataclass(frozen=True)
class Shape:
    """The sizes of a network; the defaults are those of all-MiniLM-L6-v2.

    ``readings`` is 2 if the cue head has an answer for the outermost voice and one for a
    voice at any depth, 1 if it knows the outermost alone.
    """

    vocabulary: int = 30522
    positions: int = 512
    types: int = 6
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    role_width: int = 96
    dropout: float = 0.1
    first_place: int = 0
    buckets: int = 0
    epsilon: float = 1e-12
    readings: int = 2

    @classmethod
    def of(cls, folder: Path) -> Shape:
        """The shape of the pretrained encoder in a folder, by its ``config.json``."""
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return cls(
            positions=config["max_position_embeddings"],
            hidden=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            inner=config["intermediate_size"],
            first_place=2 if config["model_type"] == "mpnet" else 0,
            buckets=config.get("relative_attention_num_buckets", 0),
            epsilon=config["layer_norm_eps"],
        )

    def as_dict(self) -> dict[str, Any]:
        """The sizes, ready for JSON."""
        return asdict(self)


def precision() -> torch.autocast:
    """Sixteen bits where the processor is fast at them; others take thirty times as long."""
    fast = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    return torch.autocast("cpu", torch.bfloat16, enabled=fast)


class Dropout(nn.Module):
    """Dropout from a pool of random numbers drawn once.

    On a CPU, drawing anew for every activation costs a fifth of a training step.
    """

    pool: Tensor | None = None

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """``states`` with ``share`` of its numbers set to zero, in training only."""
        if not self.training or not self.share:
            return states
        count = states.numel()
        if Dropout.pool is None or len(Dropout.pool) < 2 * count:
            drawn = torch.rand(4 * count) >= self.share
            Dropout.pool = drawn.to(torch.bfloat16) / (1 - self.share)
        at = int(torch.randint(len(Dropout.pool) - count, ()))
        return states * Dropout.pool[at : at + count].view(states.shape)


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT (Devlin et al. 2019)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.drop = Dropout(shape.dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """``states`` (window, piece, hidden); ``bias`` is added to attention scores."""
        mixed = self.attend(states, bias)
        states = self.attention_norm(states + self.drop(self.out(mixed)))
        inner = self.down(functional.gelu(self.up(states)))
        normed: Tensor = self.norm(states + self.drop(inner))
        return normed

    def attend(self, states: Tensor, bias: Tensor) -> Tensor:
        """Multi-head self-attention, before the output projection."""
        rows, length, hidden = states.shape

        def split(projected: Tensor) -> Tensor:
            return projected.view(rows, length, self.heads, hidden // self.heads).transpose(1, 2)

        query, key, value = (
            split(self.query(states)),
            split(self.key(states)),
            split(self.value(states)),
        )
        scores = query @ key.transpose(-1, -2) / (hidden // self.heads) ** 0.5 + bias
        mixed = scores.softmax(-1).to(value.dtype) @ value
        return mixed.transpose(1, 2).reshape(rows, length, hidden)


class Relative(nn.Module):
    """A bias for every head and every pair of pieces, by how far apart they are.

    Distances fall into buckets that widen with the logarithm of the distance, as in
    T5 (Raffel et al. 2020); half of them are for pieces before, half for pieces after.
    """

    farthest = 128

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.side = shape.buckets // 2
        self.bias = nn.Embedding(shape.buckets, shape.heads)

    def forward(self, length: int) -> Tensor:
        """The biases of a window of ``length`` pieces: (1, head, piece, piece)."""
        places = torch.arange(length, device=self.bias.weight.device)
        ahead = places[None, :] - places[:, None]
        distance = ahead.abs()
        exact = self.side // 2
        wide = torch.log(distance.clamp(min=1) / exact) / math.log(self.farthest / exact)
        bucket = (exact + (wide * (self.side - exact)).long()).clamp(max=self.side - 1)
        bucket = torch.where(distance < exact, distance, bucket) + self.side * (ahead > 0)
        found: Tensor = self.bias(bucket)
        return found.permute(2, 0, 1)[None]


class Encoder(nn.Module):
    """Word pieces to one vector a unit, and the cue head's scores for each unit."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.types = nn.Embedding(shape.types, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.drop = Dropout(shape.dropout)
        self.first_place = shape.first_place
        self.relative = Relative(shape) if shape.buckets else None
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.cue_hidden = nn.Linear(shape.hidden, shape.hidden // 2)
        self.cue_out = nn.Linear(shape.hidden // 2, CUE_LABELS * shape.readings)

    def forward(
        self, ids: Tensor, types: Tensor, mask: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return unit vectors (window, unit, hidden) and cue scores.

        The scores (window, unit, label) are begin, inside, outside for the outermost
        voice, then the same for a voice at any depth.
        """
        places = torch.arange(ids.shape[1], device=ids.device) + self.first_place
        states = self.words(ids) + self.places(places)[None] + self.types(types)
        states = self.drop(self.norm(states))
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        if self.relative is not None:
            bias = bias + self.relative(ids.shape[1])
        for layer in self.layers:
            states = layer(states, bias)
        index = heads[:, :, None].expand(-1, -1, states.shape[2])
        units = states.gather(1, index)
        return units, self.cue_out(functional.gelu(self.cue_hidden(units)))


class Roles(nn.Module):
    """For one cue, the role of every unit of its window: none, source, content, cue.

    Each unit's vector meets the cue's (sum and product), how far it is from it in
    units (log buckets) and in paragraphs; two convolutions over neighbouring units
    make the decisions of a phrase agree.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.role_width
        self.unit = nn.Linear(shape.hidden, 2 * width)
        self.cue = nn.Linear(2 * shape.hidden, 2 * width)
        self.distance = nn.Embedding(DISTANCES, width)
        self.leap = nn.Embedding(LEAPS, width)
        self.norm = nn.LayerNorm(width)
        self.near = nn.Conv1d(width, width, 5, padding=2)
        self.near_norm = nn.LayerNorm(width)
        self.far = nn.Conv1d(width, width, 5, padding=6, dilation=3)
        self.far_norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, ROLE_LABELS)
        self.drop = Dropout(shape.dropout)

    def project(self, units: Tensor) -> Tensor:
        """What every cue of a window shares: its units, projected."""
        projected: Tensor = self.unit(units)
        return projected

    def forward(
        self,
        units: Tensor,
        projected: Tensor,
        row: Tensor,
        first: Tensor,
        last: Tensor,
        distance: Tensor,
        leap: Tensor,
    ) -> Tensor:
        """Scores (cue, unit, role) for cues at units ``first`` to ``last`` of window ``row``."""
        cue = self.cue(torch.cat([units[row, first], units[row, last]], -1))[:, None]
        own = projected[row]
        plus, times = own.chunk(2, -1)
        cue_plus, cue_times = cue.chunk(2, -1)
        state = plus + cue_plus + times * cue_times + self.distance(distance) + self.leap(leap)
        state = self.drop(functional.gelu(self.norm(state)))
        state = state + self.convolve(self.near, self.near_norm, state)
        state = state + self.convolve(self.far, self.far_norm, state)
        scores: Tensor = self.out(state)
        return scores

    @staticmethod
    def convolve(conv: nn.Conv1d, norm: nn.LayerNorm, state: Tensor) -> Tensor:
        """One convolution along the units, normed and rectified."""
        return functional.gelu(norm(conv(state.transpose(1, 2)).transpose(1, 2)))


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.encoder.words.requires_grad_(False)
        self.roles = Roles(shape)

    def take(self, state: dict[str, Tensor], layers: int) -> None:
        """Take over what fits of a trained network that has ``layers`` layers.

        Where it has more, the layers taken are spread over its depth, the first and the
        last among them. A cue head for the outermost voice serves for both readings.
        """
        own = self.state_dict()
        places = torch.linspace(0, layers - 1, self.shape.layers).round().int().tolist()
        for name, value in own.items():
            given = state.get(_from_layer(name, places))
            if given is None:
                continue
            if name.endswith((".up.weight", ".up.bias", ".down.weight")):
                given = _narrowed(state, _from_layer(name, places), self.shape.inner)
            if name.startswith("encoder.cue_out") and len(given) < len(value):
                given = given.repeat(self.shape.readings, *[1] * (given.dim() - 1))
            if given.shape == value.shape:
                value.copy_(given)
        self.load_state_dict(own)

    def load_pretrained(self, folder: Path, tokenizer: Tokenizer) -> None:
        """Take over the weights of the BERT or MPNet encoder in a folder.

        Word embeddings are put in the order of ``tokenizer``, which has the same word
        pieces, whatever numbers the folder's own gives them.
        """
        given = load_file(str(folder / "model.safetensors"))
        own = self.encoder.state_dict()
        mpnet = self.shape.buckets > 0
        for name, ours in (_mpnet_names if mpnet else _bert_names)(self.shape.layers).items():
            own[ours].copy_(given[name])
        order = _same_pieces(tokenizer, Tokenizer.from_file(str(folder / "tokenizer.json")))
        own["words.weight"].copy_(given["embeddings.word_embeddings.weight"][order])
        kinds = given.get("embeddings.token_type_embeddings.weight", torch.zeros(1))[0]
        noise = torch.randn(self.shape.types, self.shape.hidden)
        own["types.weight"].copy_(kinds + 0.01 * noise)
        self.encoder.load_state_dict(own)


def _from_layer(name: str, places: list[int]) -> str:
    """The name that a layer's part has in a network of which ``places`` are taken."""
    if not name.startswith("encoder.layers."):
        return name
    layer, rest = name.removeprefix("encoder.layers.").split(".", 1)
    return f"encoder.layers.{places[int(layer)]}.{rest}"


def _narrowed(state: dict[str, Tensor], name: str, inner: int) -> Tensor:
    """A feed-forward weight with only the ``inner`` neurons that are heaviest both ways."""
    stem, part, kind = name.rsplit(".", 2)
    up, down = state[f"{stem}.up.weight"], state[f"{stem}.down.weight"]
    if len(up) <= inner:
        return state[name]
    heaviest = (up.norm(dim=1) * down.norm(dim=0)).topk(inner).indices.sort().values
    if part == "down":
        return down[:, heaviest] if kind == "weight" else state[name]
    return state[name][heaviest]


_OTHER_NAMES = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}


def _same_pieces(ours: Tokenizer, theirs: Tokenizer) -> list[int]:
    """For each of our word pieces, its number in their vocabulary.

    Raises SystemExit if they lack one.
    """
    known = theirs.get_vocab()
    pieces = sorted(ours.get_vocab(), key=ours.get_vocab().__getitem__)
    named = [piece if piece in known else _OTHER_NAMES.get(piece, piece) for piece in pieces]
    missing = [piece for piece in named if piece not in known]
    if missing:
        raise SystemExit(f"another vocabulary: {len(missing)} word pieces, such as {missing[:3]}")
    return [known[piece] for piece in named]


def _mpnet_names(layers: int) -> dict[str, str]:
    names = {
        "embeddings.position_embeddings.weight": "places.weight",
        "embeddings.LayerNorm.weight": "norm.weight",
        "embeddings.LayerNorm.bias": "norm.bias",
        "encoder.relative_attention_bias.weight": "relative.bias.weight",
    }
    return names | _layer_names(
        layers,
        {
            "attention.attn.q": "query",
            "attention.attn.k": "key",
            "attention.attn.v": "value",
            "attention.attn.o": "out",
            "attention.LayerNorm": "attention_norm",
        },
    )


def _bert_names(layers: int) -> dict[str, str]:
    names = {
        "embeddings.position_embeddings.weight": "places.weight",
        "embeddings.LayerNorm.weight": "norm.weight",
        "embeddings.LayerNorm.bias": "norm.bias",
    }
    return names | _layer_names(
        layers,
        {
            "attention.self.query": "query",
            "attention.self.key": "key",
            "attention.self.value": "value",
            "attention.output.dense": "out",
            "attention.output.LayerNorm": "attention_norm",
        },
    )


def _layer_names(layers: int, attention: dict[str, str]) -> dict[str, str]:
    parts = attention | {
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm",
    }
    return {
        f"encoder.layer.{layer}.{theirs}.{kind}": f"layers.{layer}.{ours}.{kind}"
        for layer in range(layers)
        for theirs, ours in parts.items()
        for kind in ("weight", "bias")
    }
