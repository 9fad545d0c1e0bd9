"""Phrases in a list: «А, Б и В» share the marking of the first one."""

from __future__ import annotations

from itertools import pairwise

from extractors.article.asides import is_parted
from extractors.lexicon import classes_of
from extractors.phrases.names import TIMES
from extractors.phrases.parts import IN_PLACES
from extractors.phrases.words import Phrase, PhraseReader

SOURCES = {"слово", "данные", "информация", "мнение", "оценка", "сообщение", "сведение", "расчет", "прогноз", "версия", "итог", "результат", "подсчет", "план"}
PARENTHETIC = {"очередь", "частность", "целое", "итог", "результат", "время", "связь", "год", "сожаление", "слово", "мнение", "оценка", "момент", "счет"}
RELATIVE = {"который", "кто", "что", "чей"}
UNDER = {"согласно", "по", "в_соответствие_с", "в_рамка"}
PAPERS = {
    "указ",
    "постановление",
    "распоряжение",
    "закон",
    "приказ",
    "решение",
    "документ",
    "контракт",
    "договор",
    "соглашение",
    "сделка",
    "меморандум",
    "программа",
    "источник",
}
RANKS = {
    "столица",
    "центр",
    "облцентр",
    "райцентр",
    "город",
    "порт",
    "побратим",
    "город-побратим",
    "родина",
    "пригород",
    "спутник",
    "сосед",
    "жемчужина",
    "поселок",
}
ROLES = {
    "производитель", "поставщик", "оператор", "владелец", "разработчик", "резидент", "участник", "лидер", "структура", "подразделение", "дочка", "филиал", "партнер",
    "дилер", "застройщик", "изготовитель", "инвестор", "эксплуатант", "правопреемник", "держатель", "обладатель", "флагман", "монополист", "дистрибьютор", "учредитель",
}  # fmt: skip
FRIENDS = {"побратим", "сосед", "партнер", "друг", "коллега", "город-побратим"}
BRACKET = 25  # tokens
SEPARATORS = {",", "и", "а", "также", "или", ";", "плюс"}


def join_lists(reader: PhraseReader, tops: list[Phrase]) -> None:
    """«А, Б и В»: phrases with nothing but separators between them share the first one's marking."""
    pairs = list(pairwise(tops))
    closing = _brackets(reader)
    if closing:
        outer = [p for p in tops if not any(opened < p.first < closed for opened, closed in closing.items())]
        pairs += [(left, right) for left, right in pairwise(outer) if left.last in closing]
    before = {id(right): left for left, right in pairs}
    for left, right in pairs:
        start = right.prep_index if right.prep_index > 0 else right.first
        stop = closing[left.last] + 1 if left.last in closing else left.last
        if not 0 < start - stop <= 3:
            continue
        between = [t.text.lower() for t in reader.tokens[stop:start]]
        if not SEPARATORS.issuperset(between) or _joins_inner(reader, left, right, between):
            continue
        places = {left.prep, right.prep} <= IN_PLACES and left.case == right.case and left.type != "LOC"  # «на МТЗ и в парке»
        if (right.prep and right.prep != left.prep and not places) or reader.tokens[right.head].lemma in RELATIVE:
            continue
        if any(reader.tokens[part.head].lemma in RELATIVE for part in right.parts):
            continue  # «два аппарата, / изготовление которых»
        if left.prep and not right.prep and reader.tokens[left.head].lemma in TIMES and reader.tokens[right.head].lemma not in TIMES:
            continue  # «в понедельник, гостей принимал посол»
        if between == [","] and left.case == "acc" and "acc" not in right.cases and reader.tokens[max(0, left.first - 1)].feats.form == "conv":
            continue  # «посетив комбинат, министр отправился»
        counted = left.counted and "organization" not in classes_of(reader.tokens[left.head].lemma)  # not «три вуза, фабрику и центр»
        if counted and not right.counted and "," in between and (right.type or "organization" in classes_of(reader.tokens[right.head].lemma)):
            continue  # «до 40 тонн мяса, предприятия подтверждают»
        if between == [","] and counted and not right.counted and left.conjunct_of is None and _opens_clause(reader, right):
            continue  # «аукцион на 30 автобусов, единственную заявку подал дилер»
        if "," in between and is_parted(reader.asides, left.head, right.head):
            continue  # «как отметил Лис, завод отгрузит», «завод, сообщил Лис, отгрузит»
        apart = left.case == right.case == "nom" or (left.case == "nom" and left.conjunct_of is None and not right.prep)
        if between == [","] and apart and _is_finite(reader, left.first - 1) and _is_finite(reader, right.last):
            continue  # «подписал облисполком, область закрепила»
        if between == [",", "и"] and left.conjunct_of is None and "nom" in right.cases and _opens_clause(reader, right):
            continue  # «меняют оборудование, и двадцать насосов поступят»
        if between == [","] and reader.tokens[right.head].pos == "PRON":
            continue  # «скот закупил племзавод, он расположен»
        body = right.type in ("ORG", "QUOTE") or (right.type == "LOC" and not left.type)  # «в соответствии с контрактом, Баку получит»
        if between == [","] and left.prep and not right.prep and body and _is_finite(reader, right.last):
            continue  # «согласно контракту, МАЗ поставит», «взял пшеницу у «Зари», «Колос» ждёт рапс»
        if between == [","] and _is_apposition(reader, left, right):
            right.parent = left
            continue
        post = "post" in classes_of(reader.tokens[right.head].lemma)
        if left.person is not None and left.type == "PER" and between == [","] and right.person is None and post:
            continue
        if left.prep in ("по", "согласно") and not right.prep and reader.tokens[left.head].lemma in SOURCES:
            continue  # «по его словам, российские компании участвуют»
        if between == [","] and left.prep in UNDER and not right.prep and reader.tokens[left.head].lemma in PAPERS:
            continue  # «согласно указу, концерну разрешено»
        if _over_land(reader, before.get(id(left)), left, right, between) or _joins_names(before.get(id(left)), left, right, between):
            continue
        if between == [","] and _is_next_body(reader, before.get(id(left)), left, right):
            root = before[id(left)]
            right.conjunct_of, right.prep, right.case = root, root.prep, root.case
            continue  # «завод «Волна» / в Ташкенте, / фабрику «Нур» в Бухаре»
        if left.prep in IN_PLACES and left.number == "plur" and right.type == "LOC" and not right.prep and _names_in(reader, left):
            right.conjunct_of, right.prep, right.case = left, left.prep, left.case
            continue  # «в городах Харьков, / Львов и / Ирпень»
        common = left.cases & right.cases
        if not common or (left.case and right.case and left.case != right.case and not {left.case, right.case} & common):
            if left.prep in (IN_PLACES if left.type == "LOC" else {"по"}) and right.type != "LOC":
                _join_over(reader, before.get(id(left)), left, right, between)  # «университет в Улан-Баторе и / хокимият», «агентство по туризму и / фирма»
            continue
        if "а" in between and "также" not in between and left.prep and not right.prep:
            continue  # «ездил в Гянджу, а комбинат принимает сок»
        if between == [",", "а"] and "nom" in right.cases and _opens_clause(reader, right):
            continue  # «осмотрели порт, а ректор встретился с мэром»
        if left.prep and not right.prep and between == [","] and reader.tokens[left.head].lemma in PARENTHETIC:
            continue  # «в свою очередь, комбинат поставляет»
        if left.type == right.type == "LOC" and left.prep in IN_PLACES and not right.prep and left.case not in right.cases and right.case in ("acc", "loc"):
            left.case = right.case  # «в Перу и Колумбию»: a name that is not declined stands in the case of the next one
        if left.prep and not right.prep and left.case and left.case not in right.cases:
            _join_over(reader, before.get(id(left)), left, right, between)
            continue  # «нужно до 60 тысяч, питомники готовы»: a preposition reaches no further than its case
        if between == [","] and left.prep in ("в", "на") and not right.prep and right.type == "" and _is_destination(reader, left) and _is_ware(reader, right):
            continue  # «отправил в Ош, в адрес завода «Нур», 22 печи», «на химзавод, партию насосов»
        if left.type == "LOC" and left.prep and not right.prep and right.type == "" and classes_of(reader.tokens[right.head].lemma) & WARES:
            _join_over(reader, before.get(id(left)), left, right, between)
            continue  # «муку в Минск и / станки в Брест»
        if left.prep and not right.prep and right.type == "QUOTE" and left.type not in ("QUOTE", "ORG") and left.quote is None:
            continue  # «по его словам, «Заря» отказалась»
        if "," in between and len(between) > 1 and right.type in ("ORG", "QUOTE") and left.type == "" and left.quote is None and left.case == "gen":
            continue  # «ООО «Кама», один из изготовителей, и ТОО «Су»: an apposition ends before «и»
        if ";" in between and _two_clauses(reader, left, right):
            continue  # «уточнил министр; комбинаты, в свою очередь, отправят»
        if ";" in between and ((right.case == "nom" and left.case != "nom") or (left.prep and not right.prep)):
            continue  # «тариф на перевалку; договор подпишут»
        right.conjunct_of = left
        if not right.prep:
            right.prep = left.prep
        if left.case in right.cases:
            right.case = left.case
    if "(" in [t.text for t in reader.tokens]:
        _join_over_brackets(reader, tops)


def _join_over_brackets(reader: PhraseReader, tops: list[Phrase]) -> None:
    """«Завод «Нур» (входит в холдинг «Арена») / и министерство подписали»: a list goes on behind a bracket, whatever it holds."""
    for i, left in enumerate(tops):
        if left.last >= len(reader.tokens) or reader.tokens[left.last].text != "(":
            continue
        close = next((k for k in range(left.last, min(len(reader.tokens), left.last + BRACKET)) if reader.tokens[k].text == ")"), -1)
        right = next((p for p in tops[i + 1 :] if p.first > close), None) if close > 0 else None
        if right is None or right.conjunct_of is not None or right.prep or right.type == "" != left.type:
            continue
        joined = [t.text.lower() for t in reader.tokens[close + 1 : right.first]] in (["и"], ["а", "также"], [",", "а", "также"])
        verb = next((t for t in reader.tokens[right.last :] if t.feats.form == "fin"), None)
        both = verb is not None and verb.feats.number == "plur" and right.number != "plur"  # «… и министерство подписали»
        if joined and left.cases & right.cases and (left.case in right.cases or not left.case) and (both or not _opens_clause(reader, right)):
            right.conjunct_of, right.prep = left, left.prep
            right.case = left.case or right.case


def _brackets(reader: PhraseReader) -> dict[int, int]:
    """Where brackets open → where they close: a list goes on behind them, «с Саппоро (с 1990 года) и Тэджоном»."""
    if "(" not in reader.texts:
        return {}
    opened, found = -1, {}
    for i, token in enumerate(reader.tokens):
        if token.text == "(":
            opened = i
        elif token.text == ")" and opened >= 0:
            found[opened], opened = i, -1
    return found


def _over_land(reader: PhraseReader, root: Phrase | None, land: Phrase, right: Phrase, between: list[str]) -> bool:
    """«с Самаркандской областью / Узбекистана / и провинцией Хубэй»: the list goes on from the region, not from the land it lies in."""
    if root is None or not _is_place(reader, root) or land.type != "LOC" or land.prep or land.first != root.last or "gen" not in land.cases:
        return False
    if root.case in ("", "gen") or root.case not in right.cases or between not in (["и"], [","]) or not _is_place(reader, right):
        return False
    right.conjunct_of, right.prep, right.case = root, root.prep, root.case
    return True


def _names_in(reader: PhraseReader, phrase: Phrase) -> bool:
    """«в городах / Харьков»: a noun of places in the plural with a name behind it."""
    return phrase.last - phrase.head > 1 and "place_noun" in classes_of(reader.tokens[phrase.head].lemma)


def _is_place(reader: PhraseReader, phrase: Phrase) -> bool:
    return phrase.type == "LOC" or (phrase.type == "" and "place_noun" in classes_of(reader.tokens[phrase.head].lemma))


def _join_over(reader: PhraseReader, root: Phrase | None, attribute: Phrase, right: Phrase, between: list[str]) -> None:
    """«оборудование / для очистки воды / и запасные части»: what is joined to the noun before an attribute, not to the attribute."""
    if root is None or attribute.prep_index != root.last or attribute.prep not in ATTRIBUTIVE or right.prep or between not in (["и"], [",", "а", "также"]):
        return
    common = root.cases & right.cases
    if (
        not common
        or root.case not in common
        or root.person is not None
        or (root.case == "nom" and _opens_clause(reader, right) and _is_finite(reader, root.first - 1))
    ):
        return
    right.conjunct_of, right.prep, right.case = root, root.prep, root.case


def _joins_names(root: Phrase | None, place: Phrase, right: Phrase, between: list[str]) -> bool:
    """«с заводов «Тигода» в Колпино / и «Волгомаш» в Волгодонске»: a noun in the plural has two names, with the place of each behind it."""
    if root is None or root.quote is None or root.number != "plur" or right.type != "QUOTE" or right.prep or between != ["и"] or place.prep_index != root.last:
        return False
    right.conjunct_of, right.prep, right.case = root, root.prep, root.case
    return True


def _joins_inner(reader: PhraseReader, left: Phrase, right: Phrase, between: list[str]) -> bool:
    """«оборудование / заводов «Узор» / и «Кедр»: the second name of a noun in the plural inside a phrase."""
    if right.type not in ("QUOTE", "ORG") or right.prep or between != ["и"] or not left.parts:
        return False
    inner = left.parts[-1]
    while inner.parts and inner.parts[-1].last == left.last and inner.parts[-1].quote is not None:
        inner = inner.parts[-1]
    if inner.quote is None or inner.number != "plur" or inner.last != left.last or inner.prep:
        return False
    if "organization" not in classes_of(reader.tokens[inner.head].lemma):
        return False  # «производитель пластификаторов «Узор» и «Кедр»
    right.conjunct_of, right.case, right.parent = inner, inner.case, inner.parent
    return True


def _is_next_body(reader: PhraseReader, root: Phrase | None, place: Phrase, right: Phrase) -> bool:
    """Whether a body goes on with the list that a body before a place has begun."""
    if root is None or place.prep not in IN_PLACES or place.prep_index != root.last or right.prep or not (_is_body(reader, root) and _is_body(reader, right)):
        return False
    if place.type != "LOC" and "place_noun" not in classes_of(reader.tokens[place.head].lemma):
        return False
    return root.case not in ("", "nom") and root.case in right.cases and not _opens_clause(reader, right)


def _is_body(reader: PhraseReader, phrase: Phrase) -> bool:
    """«завод», «молокозавод «Север»: told by its noun."""
    return "organization" in classes_of(reader.tokens[phrase.head].lemma)


def _is_destination(reader: PhraseReader, phrase: Phrase) -> bool:
    return phrase.type in ("ORG", "QUOTE") or reader.tokens[phrase.head].lemma == "адрес"


def _is_ware(reader: PhraseReader, phrase: Phrase) -> bool:
    return phrase.counted or bool(classes_of(reader.tokens[phrase.head].lemma) & WARES)


WARES = {"ware", "animal", "container"}
ATTRIBUTIVE = {"для", "из", "от", "под", "по", "с", "со", "без", "в", "на", "к"}


def _opens_clause(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether a finite verb stands behind a phrase before the next comma."""
    for i in range(phrase.last, len(reader.tokens)):
        if reader.tokens[i].text in (",", ";", ":", ".", "—", "–"):
            return False
        if _is_finite(reader, i):
            return True
    return False


def _is_apposition(reader: PhraseReader, left: Phrase, right: Phrase) -> bool:
    """«в Сари, / столицу остана,», ««Агромаш», / производитель комбайнов,»: what a town or a firm is, between two commas."""
    lemma = reader.tokens[right.head].lemma
    if right.type or right.quote is not None or right.person is not None or right.counted or right.prep:
        return False
    if left.type == "LOC":
        return lemma in RANKS
    if lemma in FRIENDS and right.first < right.head and reader.tokens[right.first].lemma in ("наш", "давний", "старый"):
        return True  # «гости из Плевена, / наши побратимы»
    named = left.type in ("QUOTE", "ORG") or left.quote is not None
    ends = (",", ")", "—", "–", ".") if lemma in ROLES else (",", ")", "—", "–")
    closed = right.last < len(reader.tokens) and reader.tokens[right.last].text in ends
    return named and closed and right.number == left.number and (lemma in ROLES or "generic" in classes_of(lemma))


def _two_clauses(reader: PhraseReader, left: Phrase, right: Phrase) -> bool:
    """Whether a finite verb stands on either side of the semicolon between two phrases."""
    texts = [t.text for t in reader.tokens]
    first = next((i for i in range(left.first - 1, -1, -1) if texts[i] == ";"), -1)
    last = next((i for i in range(right.last, len(texts)) if texts[i] == ";"), len(texts))
    before, behind = range(first + 1, left.last), range(right.first, last)
    return any(_is_finite(reader, i) for i in before) and any(_is_finite(reader, i) for i in behind)


def _is_finite(reader: PhraseReader, i: int) -> bool:
    """Whether a token is a finite verb."""
    return 0 <= i < len(reader.tokens) and reader.tokens[i].pos == "VERB" and reader.tokens[i].feats.form == "fin"
