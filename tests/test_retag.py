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
        ("импортировал", "PART", ("импортировать", "VERB", "past", "fin")),
        ("договорённость", "VERB", ("договоренность", "NOUN", "", "")),
    ],
)
def test_dictionary_wins(word: str, pos: str, expected: tuple[str, str, str, str]) -> None:
    reading = contradicted(word, pos, "nom" if pos != "VERB" else "", "sing")[0]
    assert (reading.lemma, reading.pos, reading.feats.tense, reading.feats.form) == expected


@pytest.mark.parametrize(
    ("word", "pos", "case", "number"),
    [
        ("стали", "NOUN", "gen", "sing"), ("завод", "NOUN", "acc", "sing"), ("отгружает", "VERB", "", "sing"), ("Гомсельмаш", "PROPN", "nom", "sing"),
        ("бы", "AUX", "", ""), ("рабочих", "NOUN", "gen", "plur"), ("кофе", "NOUN", "loc", "sing"),
    ],
)  # fmt: skip
def test_tagger_may_be_right(word: str, pos: str, case: str, number: str) -> None:
    assert contradicted(word, pos, case, number) == ()


@pytest.mark.parametrize(
    ("word", "pos", "case", "number", "expected"),
    [
        ("саженцев", "NOUN", "gen", "sing", {("NOUN", "gen", "plur")}),
        ("теплообменников", "NOUN", "acc", "plur", {("NOUN", "gen", "plur")}),
        ("андижанская", "NOUN", "loc", "sing", {("ADJ", "nom", "sing")}),
    ],
)
def test_a_noun_stands_in_a_case_that_it_has(word: str, pos: str, case: str, number: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(r.pos, r.feats.case, r.feats.number) for r in contradicted(word, pos, case, number)} == expected


def test_adjective_takes_the_case_of_its_noun() -> None:
    words = [("возят", "VERB", Feats()), ("говяжьи", "VERB", Feats()), ("субпродукты", "NOUN", Feats(case="acc", number="plur"))]
    tokens = tuple(Token(i, i + 1, word, word, pos, feats, i - 1, "dep") for i, (word, pos, feats) in enumerate(words))
    fixed = correct(Sentence(0, 3, tokens))
    assert (fixed.tokens[1].pos, fixed.tokens[1].feats.case) == ("ADJ", "acc")


def test_a_measure_behind_a_number_is_a_noun() -> None:
    words = [("отправят", "VERB", Feats()), ("600", "NUM", Feats()), ("т", "ADP", Feats()), ("соли", "NOUN", Feats(case="gen", number="sing"))]
    tokens = tuple(Token(i, i + 1, word, word, pos, feats, i - 1, "dep") for i, (word, pos, feats) in enumerate(words))
    assert [token.pos for token in correct(Sentence(0, 4, tokens)).tokens] == ["VERB", "NUM", "NOUN", "NOUN"]


def test_a_verb_stands_in_a_tense_that_it_has() -> None:
    assert [r.feats.tense for r in contradicted("отгрузило", "VERB", "", "plur", "fut")] == ["past"]
    assert contradicted("отгрузят", "VERB", "", "plur", "fut") == ()
    assert contradicted("женится", "VERB", "", "sing", "pres") == ()


def test_a_name_that_is_no_adjective_is_a_name() -> None:
    words = (("продажа", "NOUN", Feats(case="nom", number="sing")), ("Павлодару", "ADJ", Feats(case="gen", number="sing")))
    tokens = tuple(Token(i * 10, i * 10 + len(word), word, word.lower(), pos, feats, 0, "nmod") for i, (word, pos, feats) in enumerate(words))
    town = correct(Sentence(0, 20, tokens)).tokens[1]
    assert (town.lemma, town.pos, town.feats.case) == ("павлодар", "PROPN", "dat")


def cased(words: list[tuple[str, str, Feats, int, str]]) -> list[tuple[str, str]]:
    """(word, pos, feats, head, rel) of a sentence → the case and the relation of each word once they are settled."""
    tokens = tuple(Token(i, i + 1, word, word.lower(), pos, feats, head, rel) for i, (word, pos, feats, head, rel) in enumerate(words))
    return [(token.feats.case, token.rel) for token in correct(Sentence(0, len(words), tokens)).tokens]


PLURAL, SINGULAR = (Feats(form="fin", tense="pres", number=number, voice="act") for number in ("plur", "sing"))


def test_a_plural_verb_has_no_subject_in_the_genitive() -> None:
    subject = ("Предприятия", "NOUN", Feats(case="gen", number="sing", gender="neut"), 1, "nsubj")
    assert cased([subject, ("просят", "VERB", PLURAL, -1, "root")])[0] == ("nom", "nsubj")
    assert cased([subject, ("просит", "VERB", SINGULAR, -1, "root")])[0] == ("gen", "nsubj")
    counted = [("Три", "NUM", Feats(), 1, "nummod"), (*subject[:3], 2, "nsubj"), ("просят", "VERB", PLURAL, -1, "root")]
    assert cased(counted)[1] == ("gen", "nsubj")


def test_a_verb_with_a_subject_has_no_second_one() -> None:
    mayor, works = Feats(case="nom", number="sing", gender="masc", animacy="anim"), Feats(case="nom", number="sing", gender="masc", animacy="inan")
    visit = ("посещает", "VERB", SINGULAR, -1, "root")
    assert [case for case, _ in cased([("Мэр", "NOUN", mayor, 1, "nsubj"), visit, ("завод", "NOUN", works, 1, "obj")])] == ["nom", "", "acc"]
    assert [case for case, _ in cased([("Вчера", "ADV", Feats(), 1, "advmod"), visit, ("завод", "NOUN", works, 1, "obj")])] == ["", "", "nom"]


def test_of_two_subjects_one_is_acted_upon() -> None:
    works = Feats(case="nom", number="sing", gender="masc", animacy="inan")
    many = Feats(case="nom", number="plur", gender="masc", animacy="inan")
    feeds = ("снабжает", "VERB", SINGULAR, -1, "root")
    first, second = ("Завод", "NOUN", works, 1, "nsubj"), ("комбинат", "NOUN", works, 1, "nsubj")
    assert cased([first, feeds, second]) == [("nom", "nsubj"), ("", "root"), ("acc", "obj")]
    assert cased([("Рестораны", "NOUN", many, 1, "nsubj"), feeds, second]) == [("acc", "obj"), ("", "root"), ("nom", "nsubj")]
    became = ("является", "VERB", SINGULAR, -1, "root")
    assert cased([first, became, second]) == [("nom", "nsubj"), ("", "root"), ("nom", "nsubj")]
    apart = [first, feeds, (":", "PUNCT", Feats(), 1, "punct"), second]
    assert cased(apart)[3] == ("nom", "nsubj")
    joined = [first, ("и", "CCONJ", Feats(), 2, "cc"), ("цех", "NOUN", works, 0, "conj"), ("снабжают", "VERB", PLURAL, -1, "root")]
    joined = [(*word[:3], 3, word[4]) if word[4] == "nsubj" else word for word in joined]
    assert cased([*joined, ("рестораны", "NOUN", many, 3, "nsubj")])[0] == ("nom", "nsubj")


def test_several_behind_a_plural_verb_act_on_the_one_before_it() -> None:
    works = Feats(case="acc", number="sing", gender="masc", animacy="inan")
    first, verb = ("Завод", "NOUN", works, 1, "obj"), ("создали", "VERB", PLURAL, -1, "root")
    pair = [("комбинат", "NOUN", works, 1, "obj"), ("и", "CCONJ", Feats(), 4, "cc"), ("концерн", "NOUN", works, 2, "conj")]
    assert cased([first, verb, *pair])[:3] == [("acc", "obj"), ("", "root"), ("nom", "nsubj")]
    assert cased([first, verb, pair[0]])[2] == ("acc", "obj")


def test_a_first_word_without_a_nominative_is_acted_upon() -> None:
    first = ("Мешкотару", "PROPN", Feats(case="nom", number="sing"), 1, "nsubj")
    works = ("комбинат", "NOUN", Feats(case="acc", number="sing", gender="masc", animacy="inan"), 1, "obj")
    assert cased([first, ("поставляет", "VERB", SINGULAR, -1, "root"), works]) == [("acc", "obj"), ("", "root"), ("nom", "nsubj")]
