"""natasha's trained weights, read from the packs that its package carries, without natasha."""

from __future__ import annotations

import gzip
import importlib.util
import json
import tarfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indexes = NDArray[np.int64]

EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
NETWORK = "model/slovnet_{}_news_v1.tar"
STRIDE = 64


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that have a vector, as one sorted block of bytes: a search costs microseconds, a dict would cost 50 MB."""

    text: bytes  # a word a line
    starts: memoryview  # of each word in the text, and one past the end
    signposts: list[bytes]  # every so many words one

    @classmethod
    def read(cls, packed: bytes) -> Vocabulary:
        """The gzipped list, a word a line, sorted but for the two symbols at its end → the vocabulary."""
        text = gzip.decompress(packed).rstrip(b"\n") + b"\n"
        ends = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))
        starts = memoryview(np.concatenate(([0], ends + 1)).astype(np.uint32).tobytes()).cast("I")
        return cls(text, starts, [text[starts[i] : starts[i + 1] - 1] for i in range(0, len(starts) - 3, STRIDE)])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> bytes:
        return self.text[self.starts[index] : self.starts[index + 1] - 1]

    def index(self, word: str) -> int:
        """A word in lower case, «визит» → its row among the vectors; an unknown word → the row of "<unk>"."""
        unknown = len(self) - 2
        key = word.encode("utf-8", "surrogatepass")
        first = max(0, bisect_right(self.signposts, key) - 1) * STRIDE
        begin, end = self.starts[first], self.starts[min(first + STRIDE, unknown)]
        line = self.text.find(b"\n" + key + b"\n", max(0, begin - 1), end)
        if line < 0:
            return 0 if self.text.startswith(key + b"\n") else unknown
        return bisect_left(self.starts, line + 1, first, min(first + STRIDE, unknown))


@dataclass(frozen=True, slots=True)
class Vectors:
    """Quantized word vectors: each is a row of `indexes`, one code for each part of the vector."""

    indexes: NDArray[np.uint8]  # words × parts, left on disk
    codes: Floats  # (parts · 256) × part size

    @classmethod
    def read(cls, path: Path) -> Vectors:
        with tarfile.open(path) as tar:
            member = tar.getmember("pq.bin")
        raw = np.memmap(path, np.uint8, "r", member.offset_data, (member.size,))
        words, _, parts, centroids = (int(size) for size in raw[:16].view(np.uint32))
        split = 16 + words * parts
        codes = np.array(raw[split:]).view(np.float32).reshape(parts * centroids, -1)
        return cls(raw[16:split].reshape(words, parts), codes)

    def __call__(self, words: Indexes) -> Floats:
        """Rows of the vocabulary → their vectors, words × 300."""
        indexes = self.indexes[words].astype(np.int64)
        parts = indexes.shape[1]
        indexes += np.arange(parts) * (len(self.codes) // parts)
        return self.codes.take(indexes.ravel(), axis=0).reshape(len(words), -1)


@dataclass(frozen=True, slots=True)
class Network:
    """One trained network: its weights, in a tree of names as natasha keeps them, and its lists of symbols."""

    weights: dict[str, Any]
    shapes: list[str]
    outputs: list[str]

    @classmethod
    def read(cls, path: Path, outputs: str) -> Network:
        """The path of a pack and the name of its output list ("tag" or "rel") → the network."""
        with tarfile.open(path) as tar:
            files = {name: _read(tar, name) for name in tar.getnames() if name != "vocabs/word.gz"}
        weights = _fill(json.loads(files["model.json"]), files)
        return cls(weights, _lines(files["vocabs/shape.gz"]), _lines(files[f"vocabs/{outputs}.gz"]))


def folder() -> Path:
    """Where the installed natasha keeps its packs; natasha itself is not imported."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package 'natasha' is not installed; its packs hold the trained weights", name="natasha")
    return Path(spec.submodule_search_locations[0]) / "data"


def read_vocabulary(paths: Iterable[Path]) -> Vocabulary:
    """Packs → the one vocabulary they share; packs that do not share one cannot be read together."""
    found = {}
    for path in paths:
        with tarfile.open(path) as tar:
            packed = _read(tar, "vocabs/word.gz")
        found[packed[-8:]] = packed  # gzip ends with the checksum and the size of what it holds
    if len(found) != 1:
        raise ValueError("natasha's packs differ in their vocabularies; this engine is written for natasha 1.6.0")
    return Vocabulary.read(found.popitem()[1])


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    if file is None:
        raise ValueError(f"{tar.name!s}: {name} is not a file")
    return file.read()


def _lines(packed: bytes) -> list[str]:
    return gzip.decompress(packed).decode().splitlines()


def _fill(node: Any, files: dict[str, bytes]) -> Any:
    """The pack's description of a network, each array's description replaced by the array."""
    if isinstance(node, list):
        return [_fill(child, files) for child in node]
    if not isinstance(node, dict):
        return node
    if "array" in node:
        return np.frombuffer(files[f"arrays/{node['array']}.bin"], node["dtype"]).reshape(node["shape"])
    return {name: _fill(child, files) for name, child in node.items()}
