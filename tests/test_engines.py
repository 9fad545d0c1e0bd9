"""The engines: the same answers from both, trees always, and the parts they are made of."""

from __future__ import annotations

import gzip
import itertools
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import razdel
from hypothesis import given
from hypothesis import strategies as st

from pipeline import engines
from pipeline.annotate import annotate
from pipeline.engines.packed import load as load_packed
from pipeline.engines.packed_networks import Packing, best_paths
from pipeline.engines.packed_tokens import Sentences, Tokenizer, shape
from pipeline.engines.packed_weights import Vocabulary
from pipeline.engines.tags import parse_tag
from pipeline.engines.trees import MAX_TOKENS, cap, repair
from pipeline.memo import Memo
from pipeline.morphology import lemma
from schemas.article import Article, Block
from schemas.document import Annotation, Feats, Sentence

CORPUS = (Path(__file__).parent / "engines_corpus.txt").read_text(encoding="utf-8").splitlines()
HOSTILE = [
    "",
    " ",
    "\n\t\n",
    "...",
    "—",
    "-",
    ",",
    "а" * 10_000,
    "б-" * 300,
    "пять " * 700,
    "1." * 300,
    "(" * 50,
    "\u200b",
    "\ufeffслово",
    "\x00 \x01",
    "е\u0301",
]
SIGNS = "абвёжАБВЁ abXY 019 .,;:!?-–—«»\"'()[]/\\_№%…+*=<>@ \u00a0\n\t😀Δ日"


def random_blocks(count: int, *, seed: int = 1) -> list[str]:
    """Words of the corpus in any order, clauses cut and joined, and strings of signs."""
    dice = random.Random(seed)
    words = [word for line in CORPUS for word in line.split()]
    recombined = [" ".join(dice.choice(words) for _ in range(dice.randint(1, 30))) for _ in range(count)]
    joined = [f"{dice.choice(CORPUS)[: dice.randint(1, 80)]} {dice.choice(CORPUS)[dice.randint(0, 80) :]}" for _ in range(count)]
    noise = ["".join(dice.choice(SIGNS) for _ in range(dice.randint(1, 60))) for _ in range(count)]
    return [*recombined, *joined, *noise]


def blocks(texts: list[str]) -> list[tuple[str, int]]:
    """Texts as blocks of one article, a line each."""
    return list(zip(texts, itertools.accumulate((len(text) + 1 for text in texts), initial=0), strict=False))


def is_tree(sentence: Sentence) -> bool:
    """One root, called so, and a way up to it from every token."""
    heads = [token.head for token in sentence.tokens]
    roots = [index for index, token in enumerate(sentence.tokens) if token.head == -1]
    return [index for index, token in enumerate(sentence.tokens) if token.rel == "root"] == roots and len(roots) == 1 and _all_reach_root(heads)


def _all_reach_root(heads: list[int]) -> bool:
    def reaches(index: int) -> bool:
        for _ in heads:
            if heads[index] == -1:
                return True
            index = heads[index]
        return False

    return all(reaches(index) for index in range(len(heads)))


@pytest.fixture(scope="module")
def packed() -> engines.Engine:
    return engines.load("packed")


# Both engines


@pytest.mark.parametrize("texts", [CORPUS, HOSTILE, random_blocks(25)], ids=["corpus", "hostile", "random"])
def test_engines_agree(packed: engines.Engine, texts: list[str]) -> None:
    ours, reference = (engine.annotate(blocks(texts)) for engine in (packed, engines.load("natasha")))
    assert len(ours) == len(texts)
    for text, one, other in zip(texts, ours, reference, strict=True):
        assert one == other, text[:80]


def test_corpus_has_what_engines_may_differ_in(packed: engines.Engine) -> None:
    """The comparison above would prove little on texts without names, and on trees that need no repair."""
    annotations = packed.annotate(blocks(CORPUS))
    assert {entity.type for one in annotations for entity in one.entities} == {"PER", "LOC", "ORG"}
    assert sum(len(one.entities) for one in annotations) > 40
    assert sum(len(sentence.tokens) for one in annotations for sentence in one.sentences) > 600


def test_offsets_count_from_the_article_and_heads_are_trees(packed: engines.Engine) -> None:
    texts = [*CORPUS, *HOSTILE, *random_blocks(20, seed=2)]
    article = "\n".join(texts)
    for annotation in packed.annotate(blocks(texts)):
        for sentence in annotation.sentences:
            assert is_tree(sentence)
            assert len(sentence.tokens) <= MAX_TOKENS
            assert (sentence.start, sentence.stop) == (sentence.tokens[0].start, sentence.tokens[-1].stop)
            for token in sentence.tokens:
                assert article[token.start : token.stop] == token.text


def test_neighbours_change_nothing(packed: engines.Engine) -> None:
    texts = CORPUS * 12  # more than one chunk
    together = packed.annotate([(text, 0) for text in texts])
    alone = {text: packed.annotate([(text, 0)])[0] for text in CORPUS}
    assert together == [alone[text] for text in texts]


def test_what_a_sentence_looks_like(packed: engines.Engine) -> None:
    (annotation,) = packed.annotate([("Делегация Минска посетила пензенский завод.", 100)])
    (sentence,) = annotation.sentences
    assert [(token.text, token.lemma, token.pos, token.feats.case, token.head, token.rel) for token in sentence.tokens] == [
        ("Делегация", "делегация", "NOUN", "nom", 2, "nsubj"),
        ("Минска", "минск", "PROPN", "gen", 0, "nmod"),
        ("посетила", "посетить", "VERB", "", -1, "root"),
        ("пензенский", "пензенский", "ADJ", "acc", 4, "amod"),
        ("завод", "завод", "NOUN", "acc", 2, "obj"),
        (".", ".", "PUNCT", "", 2, "punct"),
    ]
    assert [(entity.start, entity.stop, entity.type) for entity in annotation.entities] == [(110, 116, "LOC")]


def test_half_a_surrogate_pair_is_only_an_odd_word(packed: engines.Engine) -> None:
    (annotation,) = packed.annotate([("Завод \ud800 закрыт", 0)])
    assert [token.lemma for token in annotation.sentences[0].tokens] == ["завод", "\ud800", "закрыть"]


def test_nothing_in_nothing_out(packed: engines.Engine) -> None:
    assert packed.annotate([]) == []
    assert packed.annotate([("", 5), ("  ", 9)]) == [Annotation((), ()), Annotation((), ())]


def test_the_default_engine_is_loaded_once(packed: engines.Engine) -> None:
    assert engines.load() is packed
    assert packed.name == "packed"


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(ValueError, match="no engine 'spacy'; there are: packed, natasha"):
        engines.load("spacy")


@pytest.mark.parametrize(
    ("engine", "absent"), [("packed", ["natasha", "slovnet", "pymorphy2", "pkg_resources"]), ("natasha", ["natasha", "pymorphy2", "pkg_resources", "yargy"])]
)
def test_what_an_engine_must_not_import(engine: str, absent: list[str]) -> None:
    """pymorphy2 needs a setuptools that new installations lack; its variable would break pymorphy3."""
    code = f"""
import os, sys
os.environ["PYMORPHY2_DICT_PATH"] = "/nowhere"
from pipeline.engines import load
(annotation,) = load({engine!r}).annotate([("Визит глокой куздры", 0)])
assert annotation.sentences[0].tokens[0].lemma == "визит"
print([name for name in {absent!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=True)
    assert done.stdout.strip() == "[]"


# Documents


def article(text: str, kinds: list[str]) -> Article:
    """A text whose lines are blocks of these kinds."""
    starts = [0, *(index + 1 for index, sign in enumerate(text) if sign == "\n")]
    stops = [*(start - 1 for start in starts[1:]), len(text)]
    found = tuple(Block(start, stop, kind) for start, stop, kind in zip(starts, stops, kinds, strict=True))
    return Article("a", "a.txt", None, None, date(2025, 11, 19), None, text, found, "0" * 64, "utf-8")


def test_documents_hold_blocks_sentences_and_values(packed: engines.Engine) -> None:
    one = article("Визит в Гродно\nЗавод продал 60 автобусов за 8,7 млрд рублей. Экспорт вырос на 30% в 2024 году.", ["title", "text"])
    other = article("Пенза", ["lead"])
    first, second = annotate([one, other], packed)
    text = one.text
    assert [sentence.block for sentence in first.sentences] == ["title", "text", "text"]
    assert [text[sentence.start : sentence.stop][:5] for sentence in first.sentences] == ["Визит", "Завод", "Экспо"]
    assert [text[entity.start : entity.stop] for entity in first.entities] == ["Гродно"]
    values = [*first.dates, *first.money, *first.percents, *first.changes, *first.quantities, *first.places]
    assert all(text[value.start : value.stop] == value.text for value in values)
    assert [value.text for value in first.money] == ["8,7 млрд рублей"]
    assert [value.edtf for value in first.dates] == ["2024"]
    (buses,) = first.quantities
    assert text[buses.item_start : buses.item_stop] == "автобусов"
    assert [(place.name, text[place.start : place.stop]) for place in first.places] == [("Гродно", "Гродно")]
    assert [sentence.block for sentence in second.sentences] == ["lead"]


@pytest.mark.parametrize("unit", ["Завод работает. ", "без точки и конца ", "слитно"])
def test_a_block_without_end_is_cut_and_loses_nothing(packed: engines.Engine, unit: str) -> None:
    long = article(unit * (25_000 // len(unit)), ["text"])
    (document,) = annotate([long], packed)
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    assert "".join(token.text for token in tokens) == long.text.replace(" ", "")
    assert all(long.text[token.start : token.stop] == token.text for token in tokens)


# Trees


@pytest.mark.parametrize(
    ("heads", "rels", "tags", "expected_heads", "expected_rels"),
    [
        ([], [], [], [], []),
        ([1, -1, 1], ["nsubj", "root", "obj"], ["NOUN", "VERB", "NOUN"], [1, -1, 1], ["nsubj", "root", "obj"]),
        # no root: the verb of the ring becomes it
        ([1, 0, 1], ["nsubj", "conj", "obj"], ["NOUN", "VERB", "NOUN"], [1, -1, 1], ["nsubj", "root", "obj"]),
        # a root and a ring: the ring is opened at its verb and hung under the root
        ([-1, 2, 1], ["root", "nsubj", "conj"], ["VERB", "NOUN", "VERB"], [-1, 2, 0], ["root", "nsubj", "conj"]),
        # a word that governs itself
        ([-1, 1], ["root", "obj"], ["VERB", "NOUN"], [-1, 0], ["root", "obj"]),
        # two roots: what is called root goes before a verb, a verb before a noun
        ([-1, -1], ["nsubj", "root"], ["VERB", "NOUN"], [1, -1], ["nsubj", "root"]),
        ([-1, -1], ["root", "root"], ["NOUN", "VERB"], [1, -1], ["parataxis", "root"]),
        # a ring of three without a verb or a root, and a tail outside of it
        ([1, 2, 0, 0], ["a", "b", "c", "d"], ["NOUN"] * 4, [-1, 2, 0, 0], ["root", "b", "c", "d"]),
        # the root is always called so, and nothing else is
        ([-1, 0], ["nsubj", "root"], ["NOUN", "NOUN"], [-1, 0], ["root", "parataxis"]),
    ],
)
def test_repair(heads: list[int], rels: list[str], tags: list[str], expected_heads: list[int], expected_rels: list[str]) -> None:
    assert repair(heads, rels, tags) == (expected_heads, expected_rels)


@given(st.lists(st.tuples(st.integers(-1, 30), st.sampled_from(["root", "obj", "nsubj"]), st.sampled_from(["VERB", "NOUN"])), min_size=1, max_size=30))
def test_repair_always_makes_a_tree(words: list[tuple[int, str, str]]) -> None:
    heads = [min(head, len(words) - 1) for head, _, _ in words]
    repaired, rels = repair(heads, [rel for _, rel, _ in words], [tag for _, _, tag in words])
    assert repaired.count(-1) == 1
    assert _all_reach_root(repaired)
    assert [index for index, rel in enumerate(rels) if rel == "root"] == [repaired.index(-1)]


@pytest.mark.parametrize(
    ("limit", "first", "last", "expected"),
    [
        (5, 0, 0, []),
        (5, 3, 8, [(3, 8)]),
        (5, 3, 9, [(3, 6), (6, 9)]),
        (5, 0, 11, [(0, 3), (3, 7), (7, 11)]),
    ],
)
def test_cap(limit: int, first: int, last: int, expected: list[tuple[int, int]]) -> None:
    assert list(cap(first, last, limit=limit)) == expected


# Words


@pytest.mark.parametrize(
    ("tag", "pos", "feats"),
    [
        ("PUNCT", "PUNCT", Feats()),
        ("NOUN|Animacy=Inan|Case=Par|Gender=Masc|Number=Sing", "NOUN", Feats(case="gen", number="sing", gender="masc", animacy="inan")),
        ("PROPN|Case=Voc", "PROPN", Feats(case="nom")),
        ("VERB|Aspect=Perf|Mood=Ind|Person=3|Tense=Fut|VerbForm=Fin|Voice=Act", "VERB",
         Feats(aspect="perf", mood="ind", person="3", tense="fut", form="fin", voice="act")),
        ("ADJ|Degree=Pos|Variant=Short", "ADJ", Feats(degree="pos", variant="short")),
        ("NUM|NumForm=Digit", "NUM", Feats()),
        ("<pad>", "X", Feats()),
    ],
)  # fmt: skip
def test_tags(tag: str, pos: str, feats: Feats) -> None:
    assert (parse_tag(tag).pos, parse_tag(tag).feats) == (pos, feats)


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("стали", "VERB|Number=Plur|Tense=Past|VerbForm=Fin", "стать"),
        ("стали", "NOUN|Case=Gen|Gender=Fem|Number=Sing", "сталь"),
        ("Ёлки", "NOUN|Case=Nom|Gender=Fem|Number=Plur", "елка"),
        ("был", "AUX|Gender=Masc|Number=Sing|Tense=Past", "быть"),
        ("Гродно", "PROPN|Case=Loc", "гродно"),
        ("№", "SYM", "№"),
        ("Ы" * 101, "NOUN", "ы" * 101),
    ],
)
def test_lemma(word: str, tag: str, expected: str) -> None:
    parsed = parse_tag(tag)
    assert lemma(word, parsed.ud_pos, parsed.ud_feats) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Минск", "RU_Xx"), ("МАЗ", "RU_XX"), ("завод", "RU_xx"), ("и", "RU_x"), ("Я", "RU_X"), ("Вице-Премьер", "RU_Xx-Xx"), ("МАЗы", "RU_OTHER"),
        ("Skoda", "EN_Xx"), ("2025-го", "NUM"), ("-5", "NUM"), ("«", "PUNCT_«"), ("?!", "PUNCT_OTHER"), ("😀", "OTHER"),
    ],
)  # fmt: skip
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


@pytest.mark.parametrize("texts", [CORPUS, HOSTILE, random_blocks(150, seed=3)], ids=["corpus", "hostile", "random"])
def test_tokens_and_sentences_are_razdels(texts: list[str]) -> None:
    tokenize, sentenize = Tokenizer(len, size=100), Sentences()
    for text in texts:
        starts, words, codes = tokenize(text)
        assert list(zip(starts, words, strict=True)) == [(token.start, token.text) for token in razdel.tokenize(text)], text[:80]
        assert codes == [len(word) for word in words]
        found = [(starts[first], starts[last - 1] + len(words[last - 1])) for first, last in sentenize(text, starts)]
        assert found == [(one.start, one.stop) for one in razdel.sentenize(text) if one.text], text[:80]


@given(st.text(alphabet=SIGNS, max_size=40))
def test_tokens_of_any_signs_are_razdels(text: str) -> None:
    starts, words, _ = Tokenizer(len)(text)
    assert list(zip(starts, words, strict=True)) == [(token.start, token.text) for token in razdel.tokenize(text)]


def test_memo_remembers_and_stays_small() -> None:
    asked: list[str] = []
    memo: Memo[str, int] = Memo(lambda key: asked.append(key) or len(key), size=4)  # type: ignore[func-returns-value]
    assert [memo[key] for key in ("а", "бб", "а", "ввв", "а")] == [1, 2, 1, 3, 1]
    assert asked == ["а", "бб", "ввв"]
    assert [memo[key] for key in ("гггг", "а", "бб")] == [4, 1, 2]
    assert asked == ["а", "бб", "ввв", "гггг", "бб"]
    assert len(memo) + len(memo.older) <= 4


def test_engine_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word of a text may be new; what is remembered of them must not grow with the text."""
    monkeypatch.setattr("pipeline.engines.packed.MEMORY", 20)
    engine = load_packed()
    expected = engines.load("packed").annotate(blocks(CORPUS))
    assert engine.annotate(blocks(CORPUS)) == expected
    assert len(engine._lemmas) <= 20


# Arrays


def test_vocabulary_finds_its_words() -> None:
    vocabulary = Vocabulary.read(gzip.compress("a\nвизит\nвизита\nзавод\nёлка\n<unk>\n<pad>".encode()))
    assert [vocabulary.index(word) for word in ("a", "визит", "визита", "завод", "ёлка")] == [0, 1, 2, 3, 4]
    assert [vocabulary.index(word) for word in ("", "виз", "я", "<unk>", "<pad>", "\ud800")] == [5] * 6


def test_packing() -> None:
    packing = Packing.of([2, 0, 1])
    assert (packing.rows.tolist(), packing.gaps.tolist()) == ([1, 2, 5], [0, 3, 4, 6])
    assert packing.place(np.array([7, 8, 9]), empty=-1).tolist() == [-1, 7, 8, -1, -1, 9, -1]


def test_best_paths_are_the_best() -> None:
    dice = np.random.default_rng(5)
    transitions = dice.normal(size=(3, 3)).astype(np.float32)
    sizes = [1, 5, 0, 3, 5]
    packing = Packing.of(sizes)
    scores = dice.normal(size=(packing.gaps[-1] + 1, 3)).astype(np.float32)
    found = best_paths(scores, packing, transitions)
    for gap, size in zip(packing.gaps.tolist(), sizes, strict=False):
        rows = scores[gap + 1 : gap + 1 + size]

        def worth(path: tuple[int, ...], rows: np.ndarray = rows) -> float:
            return float(sum(rows[step, tag] for step, tag in enumerate(path)) + sum(transitions[pair] for pair in itertools.pairwise(path)))

        best = max(itertools.product(range(3), repeat=size), key=worth)
        assert found[gap + 1 : gap + 1 + size].tolist() == list(best)
