"""Where tagger and dictionary contradict each other."""

from __future__ import annotations

import pytest

from pipeline.retag import contradicted, correct
from schemas.document import Feats, Sentence, Token


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("отгружает", "NOUN", ("отгружать", "VERB", "pres", "fin")),
        ("отгрузит", "ADJ", ("отгрузить", "VERB", "fut", "fin")),
        ("отгрузить", "NOUN", ("отгрузить", "VERB", "", "inf")),
        ("договорённость", "VERB", ("договоренность", "NOUN", "", "")),
    ],
)
def test_dictionary_wins(word: str, pos: str, expected: tuple[str, str, str, str]) -> None:
    reading = contradicted(word, pos)[0]
    assert (reading.lemma, reading.pos, reading.feats.tense, reading.feats.form) == expected


@pytest.mark.parametrize(("word", "pos"), [("стали", "NOUN"), ("завод", "NOUN"), ("отгружает", "VERB"), ("Гомсельмаш", "PROPN"), ("бы", "AUX"), ("купленных", "ADJ")])
def test_tagger_may_be_right(word: str, pos: str) -> None:
    assert contradicted(word, pos) == ()


def test_adjective_takes_the_case_of_its_noun() -> None:
    words = [("возят", "VERB", Feats()), ("говяжьи", "VERB", Feats()), ("субпродукты", "NOUN", Feats(case="acc", number="plur"))]
    tokens = tuple(Token(i, i + 1, word, word, pos, feats, i - 1, "dep") for i, (word, pos, feats) in enumerate(words))
    fixed = correct(Sentence(0, 3, tokens))
    assert (fixed.tokens[1].pos, fixed.tokens[1].feats.case) == ("ADJ", "acc")
