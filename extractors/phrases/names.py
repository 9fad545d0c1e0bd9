"""Names that a phrase takes in: a name in quotes, the person behind a post, the place behind its noun, whose name a body bears, what a bracket adds."""

from __future__ import annotations

import re

from extractors.inflect import possible_cases
from extractors.lexicon import classes_of, key
from extractors.names.peoples import homes
from extractors.phrases.cases import COMPOUND, core_of
from extractors.phrases.units import Unit
from extractors.phrases.words import PRONOUNS, Phrase, PhraseReader

DECLINED = re.compile("(?:[сц]кий|[оеё]в|[иы]н|ый)$")  # surnames whose nominative cannot follow a post in another case
TIMES = {
    "зима",
    "весна",
    "лето",
    "осень",
    "год",
    "месяц",
    "неделя",
    "утро",
    "вечер",
    "день",
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
}
TIMES |= {"сентябрь", "октябрь", "ноябрь", "декабрь", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"}
NAMELESS = {"министерство", "правительство", "администрация", "мэрия", "акимат", "хокимият", "облисполком", "горисполком", "посольство", "парламент"}
LIMITED = {"общество", "товарищество"}
MOST_PLACES = 3
MEASURES = {"МВт", "кВт", "ГВт", "Вт", "кВ", "МВА", "Гкал", "МПа", "км", "м", "см", "мм", "га", "кг", "т", "л", "тонна", "тонн", "тонны"}
ENVOYS = {"делегация", "миссия", "бизнес-миссия", "руководство"}
NAMED_BY_PLACE = {
    "город-побратим",
    "город-партнер",
    "город-партнёр",
    "город-герой",
    "город-курорт",
    "департамент",
    "губернаторство",
    "графство",
    "кантон",
    "коммуна",
    "мухафаза",
    "порт",
    "аэропорт",
    "станция",
    "терминал",
    "погранпереход",
}


def take_quote(reader: PhraseReader, phrase: Phrase, unit: Unit, j: int) -> int:
    """«завод «Узор», «компания / Samsung»: the name of a firm behind what it is."""
    lemma = reader.tokens[phrase.head].lemma
    if is_time(reader, phrase) or lemma in NAMELESS or lemma in PRONOUNS or _bears_no_name(lemma, unit) or reader.tokens[phrase.head].text in MEASURES:
        return 0  # «ещё зимой «Узор» отправил», «выручка «Узора», «цех, который «Узор» строит», «мощностью 15 МВт «Узор» поставит»
    before = reader.tokens[phrase.first - 1] if phrase.first else None
    if unit.type in ("QUOTE", "ORG") and before is not None and (key(before.lemma), lemma) in COMPOUND and not phrase.parts:
        phrase.add(core_of(reader, unit, []))  # «в адрес «Узора», «в адрес / ООО «Узор»
        return j + 1
    if unit.type == "QUOTE" and ((phrase.type == "ORG" and reader.tokens[phrase.head].text.isascii()) or reader.tokens[phrase.head].start in reader.people):
        return 0  # «венесуэльской PDVSA / «Узор» отгрузит», «алжирцам / «Узор» отгрузит»: whoever has a name bears no second one
    if phrase.parts and before is not None and (key(before.lemma), lemma) in COMPOUND:
        return 0  # «в адрес Казахстана / ООО «Узор» отгрузило»
    if unit.type == "QUOTE" and phrase.person is None and _acts_for(reader, phrase):
        phrase.add(core_of(reader, unit, []))  # «глава «Узора»
        return j + 1
    if unit.type == "QUOTE" and phrase.quote is None and phrase.person is None and phrase.type in ("", "ORG"):
        phrase.quote, phrase.last = unit, unit.last
        return j + 1
    if unit.type == "ORG" and phrase.type == "" and phrase.person is None and phrase.quote is None and _is_latin(reader, unit):
        part, stop = reader.noun_phrase(j, in_post=True) if _acts_for(reader, phrase) and not phrase.parts else (None, j)
        if part is not None:
            phrase.add(part)  # «учёные / КФУ», «руководители / ТПП Перми»
            return stop
        phrase.quote, phrase.last = unit, unit.last
        return j + 1
    return 0


def _bears_no_name(lemma: str, unit: Unit) -> bool:
    """«выручка / «Узора», «соглашение / ЕАЭС», but not «специальность / «Логистика»."""
    return is_bodiless(lemma) and (unit.type != "QUOTE" or "titled" not in classes_of(lemma))


def _acts_for(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether a noun means people of a body: «ректор», «представители», «делегация»; not «компания», «группа»."""
    lemma = reader.tokens[phrase.head].lemma
    kinds = classes_of(lemma)
    return bool(kinds & {"post", "group"}) and not kinds & {"organization", "government"} and (is_animate(reader, phrase) or lemma in ENVOYS)


def _is_latin(reader: PhraseReader, unit: Unit) -> bool:
    return reader.tokens[unit.first].text[:1].isascii() or reader.tokens[unit.head].text.isupper()


def take_person(reader: PhraseReader, phrase: Phrase, unit: Unit, kinds: frozenset[str], j: int) -> int:
    """«губернатором / Иваном Петровым»: who holds a post, or leads a group."""
    if unit.type == "PER" and phrase.person is None and phrase.type in ("", "ORG") and (kinds & {"post", "group"} or is_animate(reader, phrase)):
        token = reader.tokens[unit.head]
        undeclined = phrase.case in ("ins", "dat", "gen") and token.feats.case == "nom"
        if (
            undeclined
            and DECLINED.search(reader.tokens[unit.last - 1].text)
            and "CN" not in homes(" ".join(t.text for t in reader.tokens[unit.first : unit.last]))
        ):
            return 0  # «с хокимом области / Бурачевский обсудил», not «с губернатором провинции / Лян Хуэйлин», a woman
        if phrase.number == "plur" and reader.tokens[phrase.head].start in reader.people:
            return 0  # «позвал курганцев / Нурпеисов»
        if not token.feats.case or token.feats.case in phrase.cases or phrase.case in possible_cases(token.text, token.pos) or "post" in kinds:
            phrase.person, phrase.last = unit, unit.last
            return j + 1
    return 0


def take_titled(reader: PhraseReader, phrase: Phrase, kinds: frozenset[str], j: int) -> int:
    """«консулом КНР / госпожой Лю Юй»: the name behind a form of address."""
    if "post" not in kinds or j + 1 >= len(reader.units) or reader.unit_type(j + 1) != "PER":
        return 0
    return take_person(reader, phrase, reader.units[j + 1], kinds, j + 1)


def take_place_name(reader: PhraseReader, phrase: Phrase, unit: Unit, kinds: frozenset[str], j: int) -> int:
    """«провинция Шаньдун», «город Вэйфан»: an undeclined or agreeing name after a place noun."""
    named = "place_noun" in kinds or reader.tokens[phrase.head].lemma in NAMED_BY_PLACE
    if unit.type == "LOC" and named and not phrase.parts and phrase.quote is None and phrase.type == "":
        part, stop = reader.noun_phrase(j)
        if part:
            phrase.add(part)
            return stop
    return 0


def take_honoured(reader: PhraseReader, phrase: Phrase, j: int) -> int:
    """«завод имени / Лихачёва», «университет им. / Ломоносова»: whose name a body bears."""
    if reader.text(j) not in ("имени", "им") or not classes_of(reader.tokens[phrase.head].lemma) & {"organization", "place_noun"}:
        return 0
    k = j + 1 + (reader.text(j + 1) == ".")
    begin = k
    while k < len(reader.units) and k < begin + 5 and reader.tokens[reader.units[k].first].text[:1].isupper():
        initial = len(reader.texts[k].strip(".")) == 1
        k += 1
        if not initial:
            break
        k += reader.text(k) == "." and k + 1 < len(reader.units)
    if k == begin:
        return 0
    phrase.last = reader.units[k - 1].last
    return k


def take_liability(reader: PhraseReader, phrase: Phrase, j: int) -> int:
    """«общество / с ограниченной ответственностью»: a legal form told in full."""
    if reader.tokens[phrase.head].lemma not in LIMITED or not reader.text(j + 1).startswith("ограниченн") or reader.text(j + 2) != "ответственностью":
        return 0
    phrase.last = reader.units[j + 2].last
    return j + 3


def take_parenthesis(reader: PhraseReader, phrase: Phrase, j: int) -> int:
    """«АО «Насос» (Пермь)», «железнодорожная компания (RAI)», «институт (г. Хэфэй, КНР)», «Саппоро (Япония)»: the bracket belongs to the name."""
    if reader.text(j) != "(" or phrase.type == "PER":
        return 0
    places, k = _address(reader, j + 1)
    if places:
        phrase.origin = phrase.origin or places[0]
        return _enclose(reader, phrase, places, k)
    if phrase.type == "LOC":
        return 0
    if j + 2 >= len(reader.units) or not reader.units[j + 1].type or reader.text(j + 2) != ")":
        return 0
    inner, _ = reader.noun_phrase(j + 1)
    return 0 if inner is None else _enclose(reader, phrase, [inner], j + 2)


def _enclose(reader: PhraseReader, phrase: Phrase, inner: list[Phrase], closing: int) -> int:
    for part in inner:
        part.parent = phrase
        phrase.parts.append(part)
    phrase.last = reader.units[closing].last
    return closing + 1


def _address(reader: PhraseReader, k: int) -> tuple[list[Phrase], int]:
    """«Караганда, Республика Казахстан)», «г. Хэфэй)»: the places up to the closing bracket, and where it stands; ([], k) for anything else."""
    places: list[Phrase] = []
    while len(places) < MOST_PLACES:
        if reader.text(k) == "г" and reader.text(k + 1) == ".":
            k += 2
        inner, stop = reader.noun_phrase(k)
        if inner is None or not (
            inner.type == "LOC" or ("place_noun" in classes_of(reader.tokens[inner.head].lemma) and any(p.type == "LOC" for p in inner.parts))
        ):
            return [], k
        places.append(inner)
        if reader.text(stop) == ")":
            return places, stop
        if reader.text(stop) != ",":
            return [], k
        k = stop + 1
    return [], k


def is_time(reader: PhraseReader, phrase: Phrase) -> bool:
    """«год», «конец прошлого года»: no firm's name follows it as its own."""
    return any(reader.tokens[p.head].lemma in TIMES for p in (phrase, *phrase.parts[-1:]))


def is_animate(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether the head of a phrase is a person or several."""
    return reader.tokens[phrase.head].feats.animacy == "anim"


def counts_people(reader: PhraseReader, part: Phrase) -> bool:
    """«группа / из пятнадцати кадетов», not «из 15 человек», which tells of nobody."""
    return part.counted and part.type == "" and is_animate(reader, part) and reader.tokens[part.head].lemma not in ("человек", "персона")


def is_bodiless(lemma: str) -> bool:
    """Whether a noun can bear no firm's name: «открытие «Узора», «выручка «Узора»."""
    kinds = classes_of(lemma)
    return "no_body" in kinds or (not kinds and lemma.endswith(("ние", "тие", "ость")))
