"""The default engine: natasha's networks with natasha's answers, many times faster and in half the memory.

The trained weights come from natasha's own packs; natasha is not imported. Blocks are taken together until they hold
some thousands of tokens, and each step is done once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add

import numpy as np
from numpy.typing import NDArray

from pipeline.engines.packed_networks import Morphology, Names, Packing, Syntax
from pipeline.engines.packed_tokens import Sentences, Tokenizer, shape
from pipeline.engines.packed_weights import EMBEDDING, NETWORK, Indexes, Network, Vectors, Vocabulary, folder, read_vocabulary
from pipeline.engines.tags import parse_tag
from pipeline.engines.trees import MAX_TOKENS, cap, repair
from pipeline.memo import Memo
from pipeline.morphology import lemma
from schemas.document import Annotation, Entity, Sentence, Token

# More tokens share more words, fewer fit the processor's cache.
CHUNK_TOKENS = 8_000
MEMORY = 4_000  # words, and pairs of word and tag, that are remembered
SHAPES = 128  # a word's code is its row in the vocabulary times this, plus its shape


@dataclass(slots=True)
class Chunk:
    """Some blocks as flat lists: one entry for each token, and the sizes of sentences and blocks."""

    starts: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)  # tokens in each
    blocks: list[int] = field(default_factory=list)  # tokens in each
    sentences_in: list[int] = field(default_factory=list)  # sentences in each block


@dataclass(frozen=True, slots=True)
class Answers:
    """What the networks say, one entry for each token."""

    tags: list[int]
    heads: list[int]
    rels: list[int]
    names: Indexes
    trees: list[bool]  # for each sentence: are its heads a tree already?


class PackedEngine:
    """The engine: `annotate` is all there is to call."""

    name = "packed"

    def __init__(self, vocabulary: Vocabulary, vectors: Vectors, morphology: Network, syntax: Network, names: Network) -> None:
        self._vectors = vectors
        self._morphology = Morphology.of(morphology)
        self._syntax = Syntax.of(syntax)
        self._names = Names.of(names)
        self._tags = [parse_tag(tag) for tag in morphology.outputs]
        self._rels = syntax.outputs
        self._name_tags = names.outputs
        self._root = syntax.outputs.index("root")
        shapes = {name: index for index, name in enumerate(morphology.shapes)}
        self._tokenize = Tokenizer(lambda word: vocabulary.index(word.lower()) * SHAPES + shapes[shape(word)], size=MEMORY)
        self._sentences = Sentences()
        self._lemmas: Memo[tuple[str, int], str] = Memo(self._lemma, MEMORY)

    def annotate(self, blocks: Sequence[tuple[str, int]]) -> list[Annotation]:
        """Blocks (text, offset) → their sentences and entities, at offsets of the article."""
        return [annotation for chunk in self._chunks(blocks) for annotation in self._annotate(chunk)]

    def _lemma(self, key: tuple[str, int]) -> str:
        word, index = key
        tag = self._tags[index]
        found = lemma(word, tag.ud_pos, tag.ud_feats)
        return word if found == word else found  # one text in memory for both

    def _chunks(self, blocks: Sequence[tuple[str, int]]) -> Iterator[Chunk]:
        chunk = Chunk()
        for text, offset in blocks:
            self._add(chunk, text, offset)
            if len(chunk.words) >= CHUNK_TOKENS:
                yield chunk
                chunk = Chunk()
        yield chunk

    def _add(self, chunk: Chunk, text: str, offset: int) -> None:
        """Append a block's tokens and sentences."""
        starts, words, codes = self._tokenize(text)
        sentences = [last - first for sentence in self._sentences(text, starts) for first, last in cap(*sentence)]
        chunk.starts += [start + offset for start in starts] if offset else starts
        chunk.words += words
        chunk.codes += codes
        chunk.sentences += sentences
        chunk.blocks.append(len(words))
        chunk.sentences_in.append(len(sentences))

    def _annotate(self, chunk: Chunk) -> Iterator[Annotation]:
        if not chunk.words:
            yield from (Annotation((), ()) for _ in chunk.blocks)
            return
        answers = self._ask(chunk)
        sentences = self._build(chunk, answers)
        entities = iter(self._entities(chunk, answers.names))
        for count in chunk.sentences_in:
            yield Annotation(tuple(next(sentences) for _ in range(count)), next(entities))

    def _ask(self, chunk: Chunk) -> Answers:
        """Run the three networks over the chunk."""
        distinct, words = np.unique(np.array(chunk.codes, np.int64), return_inverse=True)
        vectors = self._vectors(distinct // SHAPES)
        shapes = distinct % SHAPES
        packing = Packing.of(chunk.sentences)
        rows = packing.place(words, empty=len(distinct))
        tags = self._morphology(self._morphology.encoder(vectors, shapes, rows, packing), packing)
        heads, rels = self._syntax(self._syntax.encoder(vectors, shapes, rows, packing), packing)
        trees = _are_trees(heads, rels == self._root, chunk.sentences)
        packing = Packing.of(chunk.blocks)
        rows = packing.place(words, empty=len(distinct))
        names = self._names(self._names.encoder(vectors, shapes, rows, packing), packing)
        return Answers(tags.tolist(), heads.tolist(), rels.tolist(), names, trees.tolist())

    def _build(self, chunk: Chunk, answers: Answers) -> Iterator[Sentence]:
        tags = [self._tags[tag] for tag in answers.tags]
        pos, feats = [tag.pos for tag in tags], [tag.feats for tag in tags]
        heads, rels = answers.heads, [self._rels[rel] for rel in answers.rels]
        ends = list(accumulate(chunk.sentences))
        for size, last, is_tree in zip(chunk.sentences, ends, answers.trees, strict=True):
            if not is_tree:
                its = slice(last - size, last)
                heads[its], rels[its] = repair(heads[its], rels[its], pos[its])
        stops = map(add, chunk.starts, map(len, chunk.words))
        lemmas = map(self._lemmas.__getitem__, zip(chunk.words, answers.tags, strict=True))
        tokens = list(map(Token, chunk.starts, stops, chunk.words, lemmas, pos, feats, heads, rels))
        for size, last in zip(chunk.sentences, ends, strict=True):
            yield Sentence(tokens[last - size].start, tokens[last - 1].stop, tuple(tokens[last - size : last]))

    def _entities(self, chunk: Chunk, names: Indexes) -> Iterator[tuple[Entity, ...]]:
        """The tags «B-ORG I-ORG O» → an ORG of two tokens, block by block."""
        tags = [self._name_tags[name] for name in names.tolist()]
        first = 0
        for size in chunk.blocks:
            last = first + size
            yield tuple(Entity(chunk.starts[a], chunk.starts[b] + len(chunk.words[b]), tags[a][2:]) for a, b in _spans(tags, first, last))
            first = last


def _spans(tags: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Tags B-PER I-PER O B-LOC → (0, 1), (3, 3): the first and the last token of each name."""
    for index in range(first, last):
        if tags[index][0] == "B":
            end = index
            for following in range(index + 1, last):
                if tags[following][0] == "I":
                    end = following
                elif tags[following][0] in "BO":
                    break
            yield index, end


def _are_trees(heads: Indexes, called_root: NDArray[np.bool_], sizes: Sequence[int]) -> NDArray[np.bool_]:
    """Heads in the sentence, and which tokens have the relation "root" → for each sentence, whether it is a tree with that root."""
    lengths = np.asarray(sizes, np.int64)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    here = np.arange(len(heads))
    root = heads < 0
    top = np.where(root, here, (np.cumsum(lengths) - lengths)[sentence] + heads)
    for _ in range(MAX_TOKENS.bit_length()):  # each time the way up is twice as long
        top = top[top]
    wrong = ~root[top] | (root != called_root)
    wrongs, roots = (np.bincount(sentence[which], minlength=len(lengths)) for which in (wrong, root))
    trees: NDArray[np.bool_] = (wrongs == 0) & (roots == 1)
    return trees


def load() -> PackedEngine:
    """natasha's news models as an engine; half a second and 70 MB."""
    data = folder()
    paths = {name: data / NETWORK.format(name) for name in ("morph", "syntax", "ner")}
    return PackedEngine(
        read_vocabulary(paths.values()),
        Vectors.read(data / EMBEDDING),
        Network.read(paths["morph"], "tag"),
        Network.read(paths["syntax"], "rel"),
        Network.read(paths["ner"], "tag"),
    )
