"""The noun phrases of a sentence: one left-to-right pass over its units, in which a phrase takes in whatever belongs to it on the right."""

from __future__ import annotations

from collections.abc import Set

from extractors.lexicon import classes_of
from extractors.phrases.cases import core_of, mark
from extractors.phrases.lists import join_lists
from extractors.phrases.names import take_honoured, take_liability, take_parenthesis, take_person, take_place_name, take_quote, take_titled
from extractors.phrases.parts import take_genitive, take_managed, take_prepositional
from extractors.phrases.units import Unit, find_units
from extractors.phrases.words import Phrase, PhraseReader
from schemas.document import Entity, Sentence
from schemas.values import Place

NOWHERE = frozenset[int]()
NAMED = {"QUOTE", "ORG"}
ONE = {"один", "одна", "одно", "одного", "одному", "одним", "одном", "одной", "одну"}
CONTINUING = {"и", ",", "("}
JOINING = {"и", ","}
HONOURED = {"имени", "им"}
ADDRESSES = {"госпожа", "господин", "товарищ", "г-н", "г-жа", "доктор", "профессор", "шейх", "принц", "генерал", "маршал", "академик"}


def find_phrases(sentence: Sentence, entities: tuple[Entity, ...], places: tuple[Place, ...]) -> list[Phrase]:
    """All noun phrases of a sentence, containing ones before contained ones, in text order."""
    units = find_units(sentence, entities, places)
    if not places:
        return _Chunker(sentence, units, NOWHERE, NOWHERE, NOWHERE, NOWHERE).run()
    adjectives, people = ({p.start for p in places if p.form == form} for form in ("adjective", "demonym"))
    named = {p.start for p in places if p.form == "name" and p.text == p.name and p.text[-1] not in "ая"}
    declined = {p.start for p in places if p.form == "name" and _is_genitive(p.text, p.name)}
    return _Chunker(sentence, units, adjectives, people, named, declined).run()


def _is_genitive(text: str, name: str) -> bool:
    """«Хулун-Буира», «Эстремадуры»: a name in a form that is no nominative of it."""
    return (text[-1] == "а" and text[:-1] == name and "-" in name) or (text[-1] in "ыи" and name[-1] in "ая" and text[:-1] == name[:-1])


class _Chunker(PhraseReader):
    """Reads phrases where they begin, and keeps every answer."""

    def __init__(self, sentence: Sentence, units: list[Unit], adjectives: Set[int], people: Set[int], named: Set[int], declined: Set[int]) -> None:
        super().__init__(sentence, units, adjectives, people, named, declined)
        self.known: dict[tuple[int, bool], tuple[Phrase | None, int]] = {}

    def run(self) -> list[Phrase]:
        tops: list[Phrase] = []
        stop = 0
        for i, opens in enumerate(self.opens):
            if opens and i >= stop:
                phrase, after = self.noun_phrase(i)
                if phrase is not None:
                    mark(self, phrase, i)
                    tops.append(phrase)
                    stop = after
        join_lists(self, tops)
        return [p for top in tops for p in (top.flat() if top.parts else (top,))]

    def noun_phrase(self, i: int, *, in_post: bool = False) -> tuple[Phrase | None, int]:
        """A phrase that begins at unit i and the unit after it; (None, i) where none does.

        Inside a post («заместителя председателя облисполкома Андрея …») the person belongs to the outermost post.
        What is tried as a part and not taken is asked for again, so every answer is kept: else a list in a list in a list costs 2ⁿ.
        """
        if i >= len(self.opens) or not self.opens[i]:
            return None, i
        found = self.known.get((i, in_post))
        if found is None:
            found = self.known[i, in_post] = self.read_phrase(i, in_post)
        return found

    def one_of(self, i: int, in_post: bool) -> tuple[Phrase | None, int]:
        """«один из крупнейших заводов области»: one of many, in the case of «один»; None where it is another phrase."""
        part, stop = self.noun_phrase(i + 2, in_post=in_post)
        one = self.tokens[self.units[i].head]
        if part is None or (part.case != "gen" and "gen" not in part.cases) or part.number != "plur" or not one.feats.case or part.person is not None:
            return None, i
        first = self.units[i].first
        cases = frozenset({"gen", "dat", "ins", "loc"}) if one.text.lower() == "одной" else frozenset({one.feats.case})
        whole = Phrase(first, part.last, part.head, one.feats.case, cases, "sing", type=part.type, parts=part.parts, core_last=first + 1)
        whole.quote, whole.origin = part.quote, part.origin
        for child in whole.parts:
            child.parent = whole
        return whole, stop

    def read_phrase(self, i: int, in_post: bool) -> tuple[Phrase | None, int]:
        if self.texts[i] in ONE and self.text(i + 1) == "из":
            found = self.one_of(i, in_post)
            if found[0] is not None:
                return found
        j = self.behind_modifiers(i) if self.modifiers[i] else i
        if j >= len(self.units) or not self.nouns[j]:
            return None, i
        head = self.units[j]
        begin = self.agreeing_from(i, j) if i < j else i
        if begin > i:  # «заключённый сторонами», «в 2022-м мы»: what does not agree is no part of the phrase
            return self.noun_phrase(begin, in_post=in_post) if begin < j else self.bare_phrase(j, in_post)
        modifiers = [k for k in range(i, j) if self.modifiers[k]] if i < j else []
        phrase = core_of(self, head, modifiers)
        if phrase.first != self.units[i].first and modifiers:
            phrase.first = self.units[i].first
        return phrase, extend(self, phrase, j + 1, in_post)

    def behind_modifiers(self, i: int) -> int:
        """The unit behind the modifiers that begin with unit i: «новые / и надёжные / станки»."""
        j = i + 1
        while j < len(self.units):
            if self.modifiers[j]:
                j += 1
            elif self.texts[j] in (",", "и", "-", "–") and j + 1 < len(self.units) and self.is_modifier(j + 1) and self.same_case(j - 1, j + 1):
                j += 2
            elif self.heads[j].pos == "ADV" and j + 1 < len(self.units) and self.is_modifier(j + 1) and self.same_case(j - 1, j + 1):
                j += 2  # «сорок новых / полностью низкопольных / трамваев»
            elif self.texts[j] == "же" and self.texts[j - 1].startswith(("так", "т")):  # «шесть таких же вертолётов»
                j += 1
            else:
                break
        return j

    def bare_phrase(self, j: int, in_post: bool) -> tuple[Phrase, int]:
        phrase = core_of(self, self.units[j], [])
        if self.is_agent(j):
            phrase.case, phrase.cases = "ins", frozenset({"ins"})
        return phrase, extend(self, phrase, j + 1, in_post)


def extend(reader: PhraseReader, phrase: Phrase, j: int, in_post: bool) -> int:
    """Take in what belongs to the phrase from unit j on; the unit after it."""
    units, opens, texts, tokens = reader.units, reader.opens, reader.texts, reader.tokens
    kinds = classes_of(tokens[phrase.head].lemma)
    while j < len(units) and (opens[j] or texts[j] in CONTINUING or tokens[units[j].first].pos == "ADP"):
        step = _named(reader, phrase, kinds, j, in_post) or _said(reader, phrase, kinds, j, in_post)
        if not step:
            break
        j = step
    return j


def _named(reader: PhraseReader, phrase: Phrase, kinds: frozenset[str], j: int, in_post: bool) -> int:
    """Take in a name that stands at unit j."""
    unit = reader.units[j]
    step = 0
    if unit.type in NAMED:
        step = take_quote(reader, phrase, unit, j)
    elif unit.type == "PER" and not in_post:
        step = take_person(reader, phrase, unit, kinds, j)
    titled = j + 1 if reader.texts[j] == "," and j + 1 < len(reader.units) else j  # «заместитель мэра, / господин Ли Вэй»
    if not step and reader.heads[titled].lemma in ADDRESSES and not in_post and phrase.person is None:
        step = take_titled(reader, phrase, kinds, titled)
    return step or (take_place_name(reader, phrase, unit, kinds, j) if unit.type == "LOC" else 0)


def _said(reader: PhraseReader, phrase: Phrase, kinds: frozenset[str], j: int, in_post: bool) -> int:
    """Take in what the noun governs at unit j: a genitive, a phrase with its own preposition, a bracket."""
    text, opens = reader.texts[j], reader.opens[j]
    step = take_honoured(reader, phrase, j) if text in HONOURED else 0
    if not step and opens:
        step = take_managed(reader, phrase, j, in_post)
    if not step and (opens or text in JOINING):
        step = take_genitive(reader, phrase, kinds, j, in_post)
    if not step and reader.heads[j].pos == "ADP":
        step = take_liability(reader, phrase, j) if text == "с" else 0
    if not step and reader.heads[j].pos == "ADP":
        step = take_prepositional(reader, phrase, kinds, j, in_post)
    return step or (take_parenthesis(reader, phrase, j) if text == "(" else 0)
