"""The reference engine: natasha's segmenter, taggers and parser, run as natasha runs them. The only importer of natasha."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pipeline.engines.tags import feats_of, pos_of
from pipeline.engines.trees import cap, repair
from pipeline.morphology import lemma
from schemas.document import Annotation, Entity, Sentence, Token


@dataclass(frozen=True, slots=True)
class NatashaEngine:
    """natasha's own objects; `annotate` is natasha's `Doc` pipeline with bounded sentences and repaired trees."""

    segmenter: Any
    morph: Any
    syntax: Any
    ner: Any
    name: str = "natasha"

    def annotate(self, blocks: Sequence[tuple[str, int]]) -> list[Annotation]:
        """Blocks (text, offset) → their sentences and entities, at offsets of the article."""
        return [self._block(text, offset) for text, offset in blocks]

    def _block(self, text: str, offset: int) -> Annotation:
        if not text.strip():
            return Annotation((), ())
        sentences = self._sentences(text)
        words = [[token.text for token in tokens] for _, _, tokens in sentences]
        marked = zip(sentences, self.morph.map(words), self.syntax.map(words), strict=True)
        return Annotation(
            tuple(_sentence(sentence, morph.tokens, syntax.tokens, offset) for sentence, morph, syntax in marked),
            tuple(Entity(span.start + offset, span.stop + offset, span.type) for span in self.ner(text).spans),
        )

    def _sentences(self, text: str) -> list[tuple[int, int, list[Any]]]:
        """The sentences that hold tokens, each (start, stop, tokens) and of bounded length."""
        tokens = list(self.segmenter.tokenize(text))
        found = []
        index = 0
        for sentence in self.segmenter.sentenize(text):
            first = index
            while index < len(tokens) and tokens[index].stop <= sentence.stop:
                index += 1
            found += [(tokens[a].start, tokens[b - 1].stop, tokens[a:b]) for a, b in cap(first, index)]
        return found


def _sentence(sentence: tuple[int, int, list[Any]], morph: Sequence[Any], syntax: Sequence[Any], offset: int) -> Sentence:
    """natasha's tokens of one sentence → ours, their heads a tree."""
    start, stop, tokens = sentence
    heads, rels = repair([int(token.head_id) - 1 for token in syntax], [token.rel for token in syntax], [token.pos for token in morph])
    return Sentence(
        start + offset,
        stop + offset,
        tuple(
            Token(
                start=token.start + offset,
                stop=token.stop + offset,
                text=token.text,
                lemma=lemma(token.text, tag.pos, tag.feats),
                pos=pos_of(tag.pos),
                feats=feats_of(tag.feats),
                head=head,
                rel=rel,
            )
            for token, tag, head, rel in zip(tokens, morph, heads, rels, strict=True)
        ),
    )


def load() -> NatashaEngine:
    """natasha's news models as an engine; about a second and 300 MB."""
    with _bare_package("natasha"):
        embedding = import_module("natasha.emb").NewsEmbedding()
        return NatashaEngine(
            import_module("natasha.segment").Segmenter(),
            import_module("natasha.morph.tagger").NewsMorphTagger(embedding),
            import_module("natasha.syntax").NewsSyntaxParser(embedding),
            import_module("natasha.ner").NewsNERTagger(embedding),
        )


@contextmanager
def _bare_package(name: str) -> Iterator[None]:
    """Inside, `import natasha.emb` does not run natasha's `__init__`; afterwards a plain `import natasha` still does.

    That file also imports the fact extractors and their pymorphy2, which needs the setuptools of years ago
    and which nothing here uses. A natasha that the caller has imported already stays as it is.
    """
    if name in sys.modules:
        yield
        return
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"the package {name!r} is not installed", name=name)
    sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        yield
    finally:
        for loaded in [module for module in sys.modules if module.partition(".")[0] == name]:
            del sys.modules[loaded]
