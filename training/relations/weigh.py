"""Fit how the signs of two statements are weighed (``sayso.linking.weighing``).

``python -m training.relations.weigh src/sayso/linking/weights``

The dossiers that neither the encoder nor the axes learnt from (``planted.WEIGHED``) are read as
any reports are. Every pair of propositions that would be compared is one to fit on: it says the
same if both hold places of one planted claim, one denies the other if one of them holds a place
of a denial, and anything else is neither. A multinomial logistic regression with a small ridge.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import torch
from rich.progress import track
from torch import Tensor
from torch.nn import functional

import sayso
from sayso.linking.comparing import Propositions, near_others, near_within
from sayso.linking.kinship import Pair
from sayso.linking.propositions import Proposition
from sayso.linking.relating import SHIPPED, in_threads, relater
from sayso.linking.weighing import Signs
from training.relations.pairs import LABELS
from training.relations.planted import WEIGHED, Dossier, Told, dossiers

_RIDGE = 1e-4
_ROUNDS = 200


def told(dossier: Dossier, weights: str) -> Iterator[tuple[Signs, str]]:
    """What speaks for each pair of a dossier that is compared, and what the pair is.

    ``weights`` are those of the encoder that is asked.
    """
    relater(weights)
    before: list[Propositions] = []
    for name, text in dossier.texts.items():
        digest = hashlib.sha256(text.encode()).hexdigest()
        report = sayso.extract(sayso.Document(name, digest, text, name, "text/plain"))
        own = Propositions.of(report)
        others = [
            pair for one in before for pair in zip(one.propositions, one.vectors, strict=True)
        ]
        near = (*near_others(own, others), *near_within(own))
        pairs = [Pair(one.one, one.other, (), one.nearness, weights) for one in near]
        open_ = [pair for pair in pairs if pair.by_words is None]
        for pair, signs in zip(open_, in_threads(Pair.signs, open_), strict=True):
            if signs is not None:
                yield signs, _label(dossier, pair)
        before.append(own)


def _label(dossier: Dossier, pair: Pair) -> str:
    for claim in dossier.claims:
        tells = [_holds(one, claim.members) for one in (pair.one, pair.other)]
        denies = [_holds(one, claim.denials) for one in (pair.one, pair.other)]
        if all(tells):
            return "same"
        if (tells[0] and denies[1]) or (denies[0] and tells[1]):
            return "denies"
    return "none"


def _holds(one: Proposition, places: Sequence[Told]) -> bool:
    """Whether a proposition shares most of the shorter one with one of some places."""
    return any(
        one.document == place.document and 2 * _shared(one, place) >= _shorter(one, place)
        for place in places
    )


def _shared(one: Proposition, place: Told) -> int:
    end = place.start + len(place.words)
    return sum(max(0, min(high, end) - max(low, place.start)) for low, high in one.places)


def _shorter(one: Proposition, place: Told) -> int:
    return min(len(place.words), len(one.text))


def fitted(rows: Tensor, labels: Tensor) -> Tensor:
    """The weight of each sign for each label, the bias last, as they are applied."""
    mean, spread = rows[:, :-1].mean(0), rows[:, :-1].std(0) + 1e-9
    even = torch.cat([(rows[:, :-1] - mean) / spread, rows[:, -1:]], 1)
    weights = torch.zeros(len(LABELS), rows.shape[1], dtype=rows.dtype, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        found = functional.cross_entropy(even @ weights.T, labels)
        found = found + _RIDGE * (weights[:, :-1] ** 2).sum()
        torch.autograd.backward(found)
        return found

    step: Callable[[Callable[[], Tensor]], object] = optimiser.step
    step(loss)
    own = weights.detach() - weights.detach()[:1]
    bent = own[:, :-1] / spread
    return torch.cat([bent, own[:, -1:] - (bent @ mean)[:, None]], 1)


def main() -> None:
    """Read the command line, fit and save."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--weights", default=SHIPPED, help="a package with weights of its own: sayso_large"
    )
    given = parser.parse_args()
    found = track([*dossiers(WEIGHED)], "Comparing")
    pairs = [pair for one in found for pair in told(one, given.weights)]
    print(len(pairs), "pairs:", dict(Counter(label for _, label in pairs)))
    rows = torch.stack([torch.from_numpy(signs.row()) for signs, _ in pairs])
    labels = torch.tensor([LABELS.index(label) for _, label in pairs])
    names = [*(one.name for one in fields(Signs)), "bias"]
    fit = {
        label: {name: round(float(one), 4) for name, one in zip(names, weights, strict=True)}
        for label, weights in zip(LABELS, fitted(rows, labels), strict=True)
        if label != "none"
    }
    text = json.dumps(fit, indent=1) + "\n"
    (given.folder / "signs.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
