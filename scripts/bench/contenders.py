"""What is compared: each contender is loaded once and then works through files; the whole of it in a process of its own.

`python contenders.py NAME` reads requests as JSON lines, {"files": [...]}, and answers each with what it cost.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMPILED = ROOT / ".venv-compiled" / "bin" / "python"  # made by `make compiled`
STAGES = ("read", "clean", "engine", "scanners", "rules", "write")
Work = Callable[[Sequence[Path]], dict[str, float]]  # files → CPU seconds by stage; {} where the stages are not told apart


def natasha(*, facts: bool) -> Work:
    """The pipeline of natasha's README: segmentation, morphology, syntax, names, lemmas, normal forms, persons' names; `facts`: dates and money too.

    natasha's own MorphVocab does not start on a fresh installation; this one does the same on pymorphy3.
    """
    from natasha import DatesExtractor, Doc, MoneyExtractor, NamesExtractor, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    vocab, embedding, segmenter = morph_vocab(), NewsEmbedding(), Segmenter()
    morph, syntax, ner, names = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding), NamesExtractor(vocab)
    extractors = [DatesExtractor(vocab), MoneyExtractor(vocab)] if facts else []

    def work(files: Sequence[Path]) -> dict[str, float]:
        for text in map(text_of, files):
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


def svyazi(*, gate: bool, rules: int = 1) -> Work:
    """Everything from files to parquet, as `svyazi run` does it; `rules`: how many times as many rules as there are."""
    from pipeline import blocks, engines, intake, read, work
    from pipeline.executors import choose
    from pipeline.reading import ReadOptions
    from pipeline.run import load_stages, publish
    from pipeline.write import Output

    if rules > 1:
        multiply(rules)
    stages = load_stages("packed", gate=gate)
    engine = engines.load("packed")
    tag = engine.annotate
    output = Output(Path(tempfile.mkdtemp(prefix="svyazi-bench-")), "bench", fresh=True).__enter__()

    def through(files: Sequence[Path]) -> dict[str, float]:
        spent = dict.fromkeys(STAGES, 0.0)
        engine.annotate = clock(spent, "engine", tag)  # type: ignore[method-assign]
        timed = work.Stages(clock(spent, "clean", stages.clean), clock(spent, "scanners", stages.annotate), clock(spent, "rules", stages.extract))
        reading = clock(spent, "read", lambda stream: next(stream, None))
        sources = sorted(read.list_sources(files), key=lambda source: source.name)
        found = blocks.blocks(intake.items(sources, ReadOptions(), choose(None, workers=1), workers=1), version=output.version)
        while (block := reading(found)) is not None:
            done = [clock(spent, "write", work.work)(timed, batch.found) for batch in blocks.batches(block)]
            clock(spent, "write", publish)(output, block, done)
        spent["write"] -= sum(spent[name] for name in ("clean", "scanners", "rules"))  # rows are checked and laid into tables as a part of the work
        spent["scanners"] -= spent["engine"]  # with the gate, what it does is among them
        return spent

    return through


def compiled(*, gate: bool) -> Work:
    """The same by the compiled build, whose Python must run this."""
    from extractors import facts

    if facts.__file__.endswith(".py"):
        raise SystemExit(f"{facts.__file__} is not compiled")
    return svyazi(gate=gate)


def multiply(times: int) -> None:
    """So many times the rules: copies with words of the dictionary for triggers, which never let a match pass."""
    import articles

    from extractors import facts
    from extractors.matching import frames, triggers

    words = [str(parse[0]) for parse in articles.morph().iter_known_word_parses("по") if str(parse[1]).startswith("INFN")]
    words += articles.nouns()
    own = [frame for table in facts.EXTRACTORS for frame in frames.frames(table) if not facts.EXTRACTORS[table].by_number]
    draw = random.Random(1)
    made = [
        replace(
            frame,
            id=f"{frame.id}-{copy}",
            verbs=frozenset(draw.sample(words, len(frame.verbs))),
            nouns=frozenset(draw.sample(words, len(frame.nouns))),
            guards=("never",),
        )
        for copy in range(1, times)
        for frame in own
    ]
    for table, extractor in facts.EXTRACTORS.items():
        facts.EXTRACTORS[table] = replace(extractor, guards={**extractor.guards, "never": lambda match, state: False})
    index = triggers.FrameIndex([*own, *made])
    facts.frame_index = lambda: index  # type: ignore[assignment]


def scanners() -> Work:
    """Our dates and sums alone."""
    from pipeline.dates import find_dates
    from pipeline.money import find_money

    def work(files: Sequence[Path]) -> dict[str, float]:
        for text in map(text_of, files):
            list(find_dates(text))
            list(find_money(text))
        return {}

    return work


def yargy() -> Work:
    """natasha's dates and sums alone."""
    from natasha import DatesExtractor, MoneyExtractor

    vocab = morph_vocab()
    extractors = [DatesExtractor(vocab), MoneyExtractor(vocab)]

    def work(files: Sequence[Path]) -> dict[str, float]:
        for text in map(text_of, files):
            for extractor in extractors:
                list(extractor(text))
        return {}

    return work


CONTENDERS: dict[str, Callable[[], Work]] = {
    "natasha": partial(natasha, facts=False),
    "natasha+dates+money": partial(natasha, facts=True),
    "svyazi": partial(svyazi, gate=False),
    "svyazi, gate": partial(svyazi, gate=True),
    "svyazi, ten times the rules": partial(svyazi, gate=False, rules=10),
    "svyazi, compiled": partial(compiled, gate=False),
    "svyazi, compiled, gate": partial(compiled, gate=True),
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


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def megabytes() -> float:
    """The most memory that was resident in the process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def serve(name: str) -> None:
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    if "compiled" not in name:
        sys.path.insert(0, str(ROOT))
    stand_in()
    work = CONTENDERS[name]()
    for line in sys.stdin:
        files = [Path(name) for name in json.loads(line)["files"]]
        start = time.process_time()
        stages = work(files)
        answer = {"cpu": time.process_time() - start, "stages": stages, "peak": megabytes()}
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    serve(sys.argv[1])
