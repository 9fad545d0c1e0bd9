"""natasha's three networks on packed sentences, in numpy alone.

Sequences (sentences, or blocks for names) lie end to end in one array with a row between them that stands for "nothing",
so there is no padding, and a convolution of three words is one product and two shifted additions.
A convolution is followed by bias, ReLU and batch norm: out = scale · (max(y + bias, 0) + shift / scale).
With x = max(y, −bias) that is scale · (x − gap), gap = −(bias + shift / scale): only x is computed. `scale` and `gap`
go into the next layer's weights and bias, and the row for "nothing", whose true value is 0, is simply x = gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from pipeline.engines.packed_weights import Floats, Indexes, Network

CACHED_ROWS = 512
TAPS = 3  # a convolution sees the word before, the word, the word after


@dataclass(frozen=True, slots=True)
class Packing:
    """Where each token of some sequences lies when they are packed with one empty row around each."""

    rows: Indexes  # of every token
    gaps: Indexes  # the empty rows: one before each sequence, one at the end

    @classmethod
    def of(cls, sizes: Sequence[int]) -> Packing:
        """Sequences of 2 and 1 tokens → rows [1, 2, 4], gaps [0, 3, 5]."""
        lengths = np.asarray(sizes, np.int64)
        gaps = np.concatenate(([0], np.cumsum(lengths + 1)))
        rows = np.arange(lengths.sum()) + np.repeat(np.arange(1, len(lengths) + 1), lengths)
        return cls(rows, gaps)

    def place(self, values: Indexes, *, empty: int) -> Indexes:
        """One value a token → one a row, `empty` between the sequences."""
        placed = np.full(self.gaps[-1] + 1, empty, np.int64)
        placed[self.rows] = values
        return placed


@dataclass(frozen=True, slots=True)
class Linear:
    """y = x · weight + bias."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        y: Floats = x @ self.weight
        y += self.bias
        return y

    def after(self, scale: Floats, gap: Floats) -> Linear:
        """The same map of scale · (x − gap), as a map of x."""
        weight = scale[:, None] * self.weight
        return Linear(np.ascontiguousarray(weight), self.bias - gap @ weight)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Embedding and three convolutions, folded as the module's text says. `scale` and `gap` belong to what comes out."""

    shapes: Floats  # the vector of each look of a word
    first: tuple[Floats, ...]  # the first convolution, one weight for each tap
    weights: tuple[Floats, ...]  # the others, taps side by side
    floors: tuple[Floats, ...]
    gaps: tuple[Floats, ...]
    scale: Floats
    gap: Floats

    @classmethod
    def of(cls, weights: dict[str, Any]) -> Encoder:
        folded, floors, gaps = [], [], []
        scale, gap = np.ones(1, np.float32), np.zeros(1, np.float32)
        for layer in weights["encoder"]["layers"]:
            kernel = layer["conv"]["weight"].transpose(2, 1, 0) * scale[:, None]  # taps × in × out
            bias = layer["conv"]["bias"] - (gap * kernel.sum(0).T).sum(1)
            norm = layer["norm"]
            scale = norm["weight"] / norm["std"]
            gap = -(bias + (norm["bias"] - norm["mean"] * scale) / scale)
            folded.append(kernel)
            floors.append(-bias)
            gaps.append(gap)
        return cls(
            shapes=weights["emb"]["shape"]["weight"],
            first=tuple(np.ascontiguousarray(tap) for tap in folded[0]),
            weights=tuple(np.concatenate(kernel, axis=1) for kernel in folded[1:]),
            floors=tuple(floors),
            gaps=tuple(gaps),
            scale=scale,
            gap=gap,
        )

    def __call__(self, vectors: Floats, shapes: Indexes, words: Indexes, packing: Packing) -> Floats:
        """Vectors and looks of the distinct words, and which of them each row is → a vector for each row.

        The first convolution is done once for each distinct word, not for each token.
        """
        x = self._first(np.concatenate((vectors, self.shapes[shapes]), axis=1), words)
        x[packing.gaps] = self.gaps[0]
        for weight, floor, gap in zip(self.weights, self.floors[1:], self.gaps[1:], strict=True):
            x = _convolve(x, weight, floor)
            x[packing.gaps] = gap
        return x

    def _first(self, distinct: Floats, words: Indexes) -> Floats:
        size, width = len(distinct), self.first[0].shape[1]
        before, own, after = tables = tuple(np.zeros((size + 1, width), np.float32) for _ in self.first)  # the last row of each is the empty one
        for table, weight in zip(tables, self.first, strict=True):
            np.matmul(distinct, weight, out=table[:size])
        x = np.empty((len(words), width), np.float32)
        around = np.concatenate(([size], words, [size]))
        for part in _parts(0, len(words)):
            out = x[part]
            np.take(before, around[part], axis=0, out=out, mode="clip")
            out += own[words[part]]
            out += after[around[part.start + 2 : part.stop + 2]]
            np.maximum(out, self.floors[0], out=out)
        return x


def _convolve(x: Floats, weight: Floats, floor: Floats) -> Floats:
    """Rows × in, and weights in × (3 · out) → rows × out, not below `floor`; the first and last row are empty ones and stay 0."""
    width = weight.shape[1] // TAPS
    y = np.zeros((len(x), width), np.float32)
    for part in _parts(1, len(x) - 1):
        products = x[part.start - 1 : part.stop + 1] @ weight
        out = y[part]
        np.add(products[:-2, :width], products[1:-1, width : 2 * width], out=out)
        out += products[2:, 2 * width :]
        np.maximum(out, floor, out=out)
    return y


def _parts(first: int, last: int) -> Iterator[slice]:
    """Rows first … last in slices that, with what is computed for them, fit the processor's cache."""
    for start in range(first, last, CACHED_ROWS):
        yield slice(start, min(start + CACHED_ROWS, last))


@dataclass(frozen=True, slots=True)
class Morphology:
    """Which tag each token has."""

    encoder: Encoder
    head: Linear

    @classmethod
    def of(cls, network: Network) -> Morphology:
        encoder = Encoder.of(network.weights)
        return cls(encoder, _linear(network.weights["head"]["proj"]).after(encoder.scale, encoder.gap))

    def __call__(self, x: Floats, packing: Packing) -> Indexes:
        """Encoded rows → the index of each token's tag."""
        tags = np.empty(len(packing.rows), np.int64)
        for part in _parts(0, len(tags)):
            self.head(x[packing.rows[part]]).argmax(1, out=tags[part])
        return tags


@dataclass(frozen=True, slots=True)
class Syntax:
    """Which token governs each token, and how."""

    encoder: Encoder
    head: tuple[Linear, Linear]  # of the dependant, with the kernel in the middle, and of the governor
    head_kernel: Floats
    head_root: Floats
    rel: tuple[Linear, Linear]  # of the governor and of the dependant
    rel_kernel: Floats
    rel_root: Floats

    @classmethod
    def of(cls, network: Network) -> Syntax:
        encoder = Encoder.of(network.weights)
        head, rel = network.weights["head"], network.weights["rel"]

        def folded(part: dict[str, Any]) -> tuple[Linear, Linear]:
            one, other = (_linear(part[side]["proj"]).after(encoder.scale, encoder.gap) for side in ("head", "tail"))
            return one, other

        def of_root(part: dict[str, Any], side: str) -> Floats:
            vector: Floats = _relu(_linear(part[side]["proj"])(part["root"][None]))[0]
            return vector

        return cls(
            encoder,
            folded(head),
            head["kernel"],
            of_root(head, "tail"),
            folded(rel),
            rel["kernel"],
            of_root(rel, "head"),
        )

    def __call__(self, x: Floats, packing: Packing) -> tuple[Indexes, Indexes]:
        """Encoded rows → the governor of each token, counted in its sentence (−1: the root), and the index of its relation."""
        before = np.repeat(packing.gaps[:-1], np.diff(packing.gaps) - 1)  # the row before each token's sentence
        heads = self._heads(x, packing)[packing.rows]
        return heads, self._rels(x, packing, before + heads + 1)

    def _heads(self, x: Floats, packing: Packing) -> Indexes:
        dependants = _relu(self.head[0](x)) @ self.head_kernel
        governors = _relu(self.head[1](x))
        governors[packing.gaps] = self.head_root  # the row before a sentence stands for its root
        heads = np.empty(len(x), np.int64)
        gaps = packing.gaps.tolist()
        for gap, end in pairwise(gaps):
            (dependants[gap + 1 : end] @ governors[gap:end].T).argmax(1, out=heads[gap + 1 : end])
        heads -= 1
        return heads

    def _rels(self, x: Floats, packing: Packing, governors: Indexes) -> Indexes:
        size = self.rel_kernel.shape[0]
        of_governors = _relu(self.rel[0](x))
        of_governors[packing.gaps] = self.rel_root
        tails = _relu(self.rel[1](x[packing.rows]))
        rels = np.empty(len(tails), np.int64)
        for part in _parts(0, len(rels)):
            scores = (of_governors[governors[part]] @ self.rel_kernel).reshape(-1, self.rel_kernel.shape[1] // size, size)
            np.einsum("trs,ts->tr", scores, tails[part]).argmax(1, out=rels[part])
        return rels


@dataclass(frozen=True, slots=True)
class Names:
    """Which token begins or continues a name: the best path through scores and transitions (Viterbi)."""

    encoder: Encoder
    head: Linear
    transitions: Floats

    @classmethod
    def of(cls, network: Network) -> Names:
        encoder = Encoder.of(network.weights)
        head = network.weights["head"]
        return cls(encoder, _linear(head["proj"]).after(encoder.scale, encoder.gap), head["crf"]["transitions"])

    def __call__(self, x: Floats, packing: Packing) -> Indexes:
        """Encoded rows → the index of each token's tag."""
        return best_paths(self.head(x), packing, self.transitions)[packing.rows]


def best_paths(scores: Floats, packing: Packing, transitions: Floats) -> Indexes:
    """Scores rows × tags → the tags of each sequence's best path. All sequences step together, the longest first in line."""
    sizes = np.diff(packing.gaps) - 1
    order = np.argsort(-sizes, kind="stable")
    sizes, first = sizes[order], packing.gaps[:-1][order] + 1
    longest = int(sizes[0]) if len(sizes) else 0
    active = np.searchsorted(-sizes, -np.arange(longest), side="left")  # how many sequences have a token at this step
    best = np.zeros(scores.shape, np.float32)
    best[first] = scores[first]
    for step in range(1, longest):
        rows = first[: active[step]] + step
        best[rows] = (best[rows - 1][:, :, None] + transitions + scores[rows][:, None, :]).max(1)
    tags = np.zeros(len(scores), np.int64)
    onward = transitions.T
    for step in range(longest - 1, -1, -1):
        count = active[step]
        rows = first[:count] + step
        known = active[step + 1] if step + 1 < longest else 0
        tags[rows[known:]] = best[rows[known:]].argmax(1)
        after = rows[:known] + 1
        following = tags[after]
        tags[rows[:known]] = (best[rows[:known]] + onward[following] + scores[after, following][:, None]).argmax(1)
    return tags


def _linear(part: dict[str, Any]) -> Linear:
    return Linear(part["weight"], part["bias"])


def _relu(x: Floats) -> Floats:
    np.maximum(x, 0, out=x)
    return x
