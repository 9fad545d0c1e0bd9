"""What is compared: each contender is loaded once and then works through texts; the whole of it in a process of its own.

`python contenders.py NAME` reads requests as JSON lines, {"texts": [...]}, and answers each with what it cost.
"""

from __future__ import annotations

import itertools
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BATCH, BLOCK = 16, 256  # articles that are annotated and written at a time, as in a run
Work = Callable[[Sequence[str]], dict[str, float]]  # texts → CPU seconds by stage; {} where the stages are not told apart


def natasha(*, facts: bool) -> Work:
    """The pipeline of natasha's README: segmentation, morphology, syntax, names, lemmas, normal forms, persons' names; `facts`: dates and money too.

    natasha's own MorphVocab does not start on a fresh installation; this one does the same on pymorphy3.
    """
    from natasha import DatesExtractor, Doc, MoneyExtractor, NamesExtractor, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    vocab, embedding, segmenter = morph_vocab(), NewsEmbedding(), Segmenter()
    morph, syntax, ner, names = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding), NamesExtractor(vocab)
    extractors = [DatesExtractor(vocab), MoneyExtractor(vocab)] if facts else []

    def work(texts: Sequence[str]) -> dict[str, float]:
        for text in texts:
            doc = Doc(text)
            doc.segment(segmenter)
            doc.tag_morph(morph)
            doc.parse_syntax(syntax)
            doc.tag_ner(ner)
            for token in doc.tokens:
                token.lemmatize(vocab)
            for span in doc.spans:
                span.normalize(vocab)
                if span.type == "PER":
                    span.extract_fact(names)
            for extractor in extractors:
                list(extractor(text))
        return {}

    return work


def stand_in() -> None:
    """Before natasha is imported: pymorphy3 answers to the name of pymorphy2, which is no longer maintained and not installed with svyazi."""
    import pymorphy3
    import pymorphy3.analyzer

    sys.modules.setdefault("pymorphy2", pymorphy3)
    sys.modules.setdefault("pymorphy2.analyzer", pymorphy3.analyzer)


def morph_vocab() -> Any:
    """natasha's MorphVocab on pymorphy3."""
    import pymorphy3
    from natasha.morph.lemma import lemmatize
    from natasha.morph.vocab import oc_grams, ud_feats, ud_pos
    from pymorphy3.analyzer import Parse

    class Form(Parse):  # type: ignore[misc]
        def __new__(cls, *values: Any) -> Form:
            self: Form = Parse.__new__(cls, *values)
            self.normal, self.pos, self.feats = self.normal_form, ud_pos(self.tag), dict(ud_feats(self.tag))
            return self

        def inflect(self, grams: Any) -> Any:
            return Parse.inflect(self, set(oc_grams(grams)))

    class Vocab(pymorphy3.MorphAnalyzer):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(result_type=Form)

        parse = __call__ = lru_cache(10_000)(pymorphy3.MorphAnalyzer.parse)

        def lemmatize(self, word: str, pos: str, feats: Any) -> Any:
            return lemmatize(self, word, pos, feats)

    return Vocab()


def svyazi(*, gate: bool) -> Work:
    """Everything from a text to parquet: clean, annotate, extract, rows, write."""
    from pipeline import work as steps
    from pipeline.blocks import Block, Item
    from pipeline.run import load_stages, publish
    from pipeline.write import Output
    from schemas.article import RawArticle

    stages = load_stages("packed", gate=gate)
    folder = Path(tempfile.mkdtemp(prefix="svyazi-bench-"))
    output = Output(folder, "bench", fresh=True).__enter__()
    number = itertools.count()

    def work(texts: Sequence[str]) -> dict[str, float]:
        spent = dict.fromkeys(("clean", "annotate", "extract", "write"), 0.0)
        timed = steps.Stages(*(clock(spent, name, getattr(stages, name)) for name in ("clean", "annotate", "extract")))
        start = time.process_time()
        for of_block in batched(texts, BLOCK):
            raws = [RawArticle(f"{(n := next(number)):07}.txt", text, f"{n:064x}", "utf-8") for text in of_block]
            block = Block(f"{n:064x}", tuple(Item((raw.source, 0), i, raw) for i, raw in enumerate(raws)))
            publish(output, block, [rows for some in batched(raws, BATCH) for rows in steps.work(timed, some)])
        spent["write"] = time.process_time() - start - spent["clean"] - spent["annotate"] - spent["extract"]
        return spent

    return work


def scanners() -> Work:
    """Our dates and sums alone."""
    from pipeline.dates import find_dates
    from pipeline.money import find_money

    def work(texts: Sequence[str]) -> dict[str, float]:
        for text in texts:
            list(find_dates(text))
            list(find_money(text))
        return {}

    return work


def yargy() -> Work:
    """natasha's dates and sums alone."""
    from natasha import DatesExtractor, MoneyExtractor

    vocab = morph_vocab()
    extractors = [DatesExtractor(vocab), MoneyExtractor(vocab)]

    def work(texts: Sequence[str]) -> dict[str, float]:
        for text in texts:
            for extractor in extractors:
                list(extractor(text))
        return {}

    return work


CONTENDERS: dict[str, Callable[[], Work]] = {
    "natasha": partial(natasha, facts=False),
    "natasha+dates+money": partial(natasha, facts=True),
    "svyazi": partial(svyazi, gate=False),
    "svyazi, gate": partial(svyazi, gate=True),
    "svyazi scanners": scanners,
    "natasha extractors": yargy,
}


def clock(spent: dict[str, float], name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*arguments: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return step(*arguments, **options)
        finally:
            spent[name] += time.process_time() - start

    return timed


def batched(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def megabytes() -> dict[str, float]:
    """The process's proportional share of memory now, and the most that was resident."""
    pss = 0.0
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.exists():
        pss = next(float(line.split()[1]) for line in rollup.read_text().splitlines() if line.startswith("Pss:")) / 1024
    return {"pss": pss, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def serve(name: str) -> None:
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    sys.path.insert(0, str(ROOT))
    stand_in()
    work = CONTENDERS[name]()
    for line in sys.stdin:
        texts = json.loads(line)["texts"]
        start, wall = time.process_time(), time.perf_counter()
        stages = work(texts)
        answer = {"cpu": time.process_time() - start, "wall": time.perf_counter() - wall, "stages": stages, **megabytes()}
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    serve(sys.argv[1])
