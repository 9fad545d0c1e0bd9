"""Asides: what a sentence says besides its news. Whoever, whenever and wherever stands there is no side, day or place of what is told outside.

The source of the news («как сообщил 5 мая в Сочи глава ведомства Иван Лис, …», «по данным таможни, …», «…, передаёт агентство»), its circumstances
(«в присутствии посла …», «на фоне роста торговли с …»), and brackets with a clause of their own («(ранее переговоры шли с …)»).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from extractors.inflect import is_adjectival, possible_cases
from extractors.lexicon import classes_of, members
from schemas.document import Token

STOPS = {",", "—", "–", ";"}
OPENERS = {",", "—", "–", "-", ";", "."}
OPENED, CLOSED = {"«", "“", '"'}, {"»", "”", '"'}
ACCORDING = {
    "слово", "данные", "информация", "оценка", "сообщение", "сведение", "мнение", "прогноз", "подсчет", "расчет", "утверждение", "признание",
    "статистика", "версия", "наблюдение", "убеждение", "выражение", "заверение", "ожидание",
}  # fmt: skip
TELLING = {"говориться", "отмечаться", "сообщаться", "указываться", "подчеркиваться", "уточняться", "следовать"}
TRUSTING = {("если", "верить"), ("судя", "по")}  # «если верить железнодорожникам, …», «судя по отчёту завода, …»
FURTHER = {"а", "но", "и", "однако", "при", "также"}
WE_SAY = {"напомним", "отметим", "добавим", "уточним", "подчеркнем", "подчеркнём", "заметим", "скажем", "поясним", "расскажем", "считаю", "думаю"}
SAID_BEHIND = {",", ":", "что", "о", "об", "про", "как"}
CIRCUMSTANCES = {("в", "присутствие"), ("на", "фон"), ("несмотря", "на"), ("вслед", "за"), ("в", "отличие"), ("по", "сравнение")}
RARE = {max(words, key=len) for words in CIRCUMSTANCES}  # of each pair the word that seldom stands anywhere
JOINING = {"с", "со", "о", "об"}  # prepositions that hang on a noun: «роста торговли / с Китаем»
DASHES, ENDS, SOURCE = {"—", "–", "-"}, {".", "!", "?", "…"}, 3  # tokens of a headline's source
SOURCES = {"сми", "источник", "мид", "эксперт", "минпромторг", "пресс-служба", "кремль", "тасс", "посольство"}
LEGAL_FORMS = {"ООО", "ОАО", "АО", "ЗАО", "ПАО", "ТОО", "СООО", "ОсОО", "ГУП", "ФГУП", "МУП", "РУП", "ЧУП"}
NEAR = 4  # tokens between «как» and its verb
SUBJECT = 8  # tokens between a verb of speech and its subject


@cache
def verbs_of_speech() -> frozenset[str]:
    """The lemmas of verbs by which somebody tells something."""
    return frozenset(members("speech") | members("saying"))


@cache
def _speaking() -> frozenset[str]:
    return verbs_of_speech() | TELLING


@cache
def _telling() -> frozenset[str]:
    return _speaking() | ACCORDING | {"верить", "судя", "судить"}


def source_asides(tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """The asides of a sentence as half-open ranges of tokens, in text order.

    «Завод, / сообщил его директор Лис, / поставит станки» → ((2, 7),)
    """
    speaking = _speaking()
    found: list[tuple[int, int]] = []
    for i, token in enumerate(tokens):
        if found and i < found[-1][1]:
            continue
        lemma = token.lemma
        if lemma in speaking and _is_said(tokens, i):
            found.append((i, _tail_end(tokens, i)))
        elif (lemma in ("как", "по", "согласно") or _trusts(tokens, i)) and (i == 0 or tokens[i - 1].text in OPENERS) and (end := _opening_end(tokens, i)):
            found.append((i, end))
    return tuple(found)


def asides(tokens: tuple[Token, ...], words: Collection[str]) -> tuple[tuple[int, int], ...]:
    """All asides of a sentence as half-open ranges of tokens: its sources, circumstances and bracketed clauses.

    «В присутствии посла Индии / завод подписал договор» → ((0, 4),)

    `words`: the lemmas of the tokens; most sentences hold none of those that matter.
    """
    found = () if _telling().isdisjoint(words) else source_asides(tokens)
    if not RARE.isdisjoint(words):
        found += (*_circumstances(tokens),)
    if not DASHES.isdisjoint(words) and (told := _headline_source(tokens)) is not None:
        found = (*found, told)
    return (*found, *_brackets(tokens)) if ")" in words else found


def _headline_source(tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    """«Премьер Лаоса отменил визит в Баку / – СМИ», «Завод поставит станки в Иран / — Лавров»: who tells a headline, behind its last dash."""
    dash = next((i for i in range(len(tokens) - 2, max(2, len(tokens) - 2 - SOURCE), -1) if tokens[i].text in DASHES), None)
    if dash is None or tokens[-1].text in ENDS or not any(_is_finite(t) for t in tokens[:dash]):
        return None
    first = tokens[dash + 1]
    named = first.pos == "PROPN" and first.feats.case == "nom" and all(t.pos == "PROPN" for t in tokens[dash + 1 :])
    return (dash, len(tokens)) if (named and first.feats.animacy == "anim") or first.lemma in SOURCES else None


def _circumstances(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """«в присутствии …», «на фоне …»: up to a comma, a finite verb or what cannot hang on a noun."""
    for i, token in enumerate(tokens):
        if i and (tokens[i - 1].lemma, token.lemma) in CIRCUMSTANCES:
            stop = next((j for j in range(i + 1, len(tokens)) if tokens[j].text in STOPS or _is_finite(tokens[j]) or _is_beyond(tokens, j)), len(tokens))
            yield i, stop


def _is_beyond(tokens: tuple[Token, ...], j: int) -> bool:
    """«… посла Франции / правительство», «… с Индией / 24 мая», «… / на встрече»: a nominative, a number, an adverb or another preposition."""
    token = tokens[j]
    if token.text in LEGAL_FORMS or token.pos in ("ADV", "NUM", "VERB") or (token.pos == "ADP" and token.lemma not in JOINING):
        return True
    if token.pos not in ("NOUN", "PROPN", "ADJ") or tokens[j - 1].text in OPENED:
        return False
    told = possible_cases(token.text, "ADJ" if is_adjectival(token) else "NOUN")
    return told <= {"nom", "acc"} if told else token.feats.case == "nom" or (token.pos == "PROPN" and token.feats.case in ("", "acc"))


def _brackets(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """«(ранее, в 2021 году, переговоры шли с Турцией)»: brackets that hold a finite verb."""
    opened = -1
    for i, token in enumerate(tokens):
        if token.text == "(":
            opened = i
        elif token.text == ")" and opened >= 0:
            if any(_is_finite(t) for t in tokens[opened:i]):
                yield opened, i
            opened = -1


def is_parted(asides: Sequence[tuple[int, int]], one: int, other: int) -> bool:
    """Whether of two tokens one stands in an aside and the other outside of it."""
    return any((first <= one < last) != (first <= other < last) for first, last in asides)


def _trusts(tokens: tuple[Token, ...], i: int) -> bool:
    """«если верить …», «судя по …» from token i on."""
    return i + 1 < len(tokens) and (tokens[i].text.lower(), tokens[i + 1].lemma) in TRUSTING


def _opening_end(tokens: tuple[Token, ...], i: int) -> int:
    """Where «как сообщил X», «по данным X» from token i on ends; 0 where it is no aside."""
    if _trusts(tokens, i):
        return _clause_end(tokens, i + 1)
    near = range(i + 1, min(i + 1 + NEAR, len(tokens)))
    if tokens[i].lemma == "как":
        word = next((j for j in near if tokens[j].pos == "VERB" or tokens[j].text in STOPS), None)
        if word is None or tokens[word].lemma not in _speaking() or tokens[word].feats.form not in ("fin", ""):
            return 0
    else:
        word = next((j for j in near if tokens[j].lemma in ACCORDING), None)
        if word is None or any(tokens[j].text in STOPS or tokens[j].pos == "VERB" for j in range(i, word)):
            return 0
    return _clause_end(tokens, word)


def _clause_end(tokens: tuple[Token, ...], i: int) -> int:
    """The first border behind a word, or the one behind an apposition to the speaker: «сказал Лис, глава ведомства, …»; 0 for none."""
    stops = [j for j in range(i + 1, len(tokens)) if tokens[j].text in STOPS]
    if not stops:
        return 0
    if len(stops) > 1 and "post" in classes_of(tokens[stops[0] + 1].lemma) and not any(_is_finite(t) for t in tokens[stops[0] : stops[1]]):
        return stops[1]
    return stops[0]


def _is_said(tokens: tuple[Token, ...], i: int) -> bool:
    """«…, / сообщил директор», «…», — / говорится в отчёте»: a verb of speech behind a border, with a subject or a place of its own, and nothing that it says behind it."""
    before = i - 1 - (i > 1 and tokens[i - 1].pos == "ADV")
    if before < 1 or tokens[before].text not in OPENERS or not _is_finite(tokens[i]) or tokens[i].text.lower() in WE_SAY or i + 1 >= len(tokens):
        return False
    if tokens[i].lemma == "следовать" and all(t.lemma != "из" for t in tokens[i + 1 : i + 3]):
        return False  # «…, далее следуют Турция и Иран»; but «…, следует из отчёта»
    if _is_quoted(tokens, before):
        return False  # «Контракты заключены», — сказал мэр: who is quoted speaks of his own
    own = False
    for token in tokens[i + 1 : i + 1 + SUBJECT]:
        if token.text in STOPS or token.text == ":" or _is_finite(token):
            break
        own = own or (token.pos in ("NOUN", "PROPN", "PRON") and token.feats.case == "nom") or token.text.isupper()
        own = own or (token.text in ("в", "во", "на") and (tokens[i].feats.number == "plur" or tokens[i].lemma in TELLING))
    behind = tokens[i + 1].text.lower()
    return own and behind not in SAID_BEHIND and not any(t.text == ":" or t.lemma == "что" for t in tokens[i + 1 : i + 1 + SUBJECT])


def _is_quoted(tokens: tuple[Token, ...], border: int) -> bool:
    """Whether speech in quotes, and not a name, ends before a border."""
    closed = next((j for j in range(border - 1, max(-1, border - 3), -1) if tokens[j].text in CLOSED), None)
    if closed is None:
        return False
    opened = next((j for j in range(closed - 1, -1, -1) if tokens[j].text in OPENED), None)
    return opened is None or any(_is_finite(t) for t in tokens[opened:closed])


def _tail_end(tokens: tuple[Token, ...], i: int) -> int:
    """Where «сообщил X» inside a sentence ends: at the next clause that goes on with the news, else with the sentence."""
    told = any(_is_finite(t) for t in tokens[:i])
    for j in range(i + 1, len(tokens) - 1):
        if tokens[j].text in STOPS and (not told or tokens[j + 1].lemma in FURTHER or tokens[j + 1].feats.form == "conv"):
            return _clause_end(tokens, i) if not told else j
    return len(tokens)


def _is_finite(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and (token.feats.form == "fin" or (token.feats.form == "part" and token.feats.variant == "short"))
