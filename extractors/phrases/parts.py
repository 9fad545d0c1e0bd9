"""What hangs on the noun of a phrase: genitives, what a post governs, «из Бреста» behind a delegation, «в Армении» behind an envoy."""

from __future__ import annotations

from collections.abc import Set

from extractors.article.asides import LEGAL_FORMS, is_parted
from extractors.inflect import possible_cases
from extractors.lexicon import classes_of, key
from extractors.phrases.cases import mark, may_be_genitive
from extractors.phrases.fields import FIELDED, NAMED_FOR, is_cut_short, is_field, list_closes
from extractors.phrases.names import counts_people, is_animate, is_bodiless, is_time
from extractors.phrases.words import Phrase, PhraseReader

MONTHS = frozenset("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split())
WEEKDAYS = {"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"}
LOCAL_PREPOSITIONS = {"из", "от", "с", "под", "близ", "возле"}
IN_PLACES = {"в", "во", "на"}
ACTING_FOR = {
    "представитель", "руководитель", "глава", "делегация", "участник", "сотрудник", "специалист", "директор", "владелец", "депутат", "миссия", "бизнес-миссия",
    "делегат", "предприниматель", "руководство", "представительство",
}  # fmt: skip
TOWN = {"г", "гор", "пос", "пгт"}
VOWELS = "аеёиоуыэюя"
PAPERS = {"соглашение", "меморандум", "договор", "протокол", "декларация", "документ", "контракт"}
PAPER_SIDES = {"сторона", "участник", "страна", "редакция", "версия", "копия", "церемония", "автор", "подписант"}
CURRENCIES = {"рубль", "доллар", "евро", "тенге", "юань", "сом", "сум", "дирхам", "драм", "манат", "лира", "рупия", "тугрик", "гривна", "риал", "руб"}
MISSIONS = {
    "посол", "консул", "генконсул", "торгпред", "представитель", "полпред", "атташе", "поверенный",
    "посольство", "консульство", "генконсульство", "торгпредство", "представительство",
}  # fmt: skip
MANAGING = {"заведующий": "ins", "управляющий": "ins", "командующий": "ins", "исполняющий": "acc"}
CABINETS = {"правительство", "администрация", "кабинет", "кабмин", "аппарат"}  # «министр в правительстве Сербии»
UNLED = {"правительство", "парламент", "мэрия", "министерство", "облисполком", "горисполком", "акимат", "посольство", "обладминистрация"}
VISITING = {"делегация", "представитель"}


def take_managed(reader: PhraseReader, phrase: Phrase, j: int, in_post: bool) -> int:
    """«заведующая / кафедрой», «управляющий / фондом», «исполняющий / обязанности мэра»: the post governs another case than the genitive."""
    case = MANAGING.get(reader.tokens[phrase.head].lemma)
    if case is None or phrase.parts or phrase.person is not None:
        return 0
    part, stop = reader.noun_phrase(j, in_post=True)
    if part is None or part.type in ("PER", "LOC") or (part.case != case and reader.tokens[part.head].text.lower() != "обязанности"):
        return 0
    phrase.add(part)
    return stop


def take_genitive(reader: PhraseReader, phrase: Phrase, kinds: frozenset[str], j: int, in_post: bool) -> int:
    """«министр / промышленности и торговли», «делегация / Пензенской области»: a genitive, or one more behind «и» or a comma."""
    in_post = in_post or "post" in kinds
    town = _behind_town(reader, j)  # «администрация / г. Пскова»
    j = town or j
    head, text, unit_type = reader.tokens[phrase.head], reader.text(j), reader.unit_type(j)
    if head.lemma in CURRENCIES or head.start in reader.people:
        return 0  # «закупят у монголов / живых овец»
    last_placed = bool(phrase.parts) and phrase.parts[-1].type == "LOC" and text not in ("и", ",")
    of_land = "post" in kinds and len(phrase.parts) == 1 and unit_type == "LOC"  # «зампред Согдийской области / Таджикистана»
    if phrase.person is not None or phrase.type == "LOC" or (last_placed and not of_land):
        return 0
    if head.lemma in WEEKDAYS or (head.lemma in MONTHS and unit_type):
        return 0  # «во вторник / гостей принял мэр», «5 сентября / Гуанчжоу посетила делегация»
    if unit_type in ("ORG", "QUOTE") and is_time(reader, phrase):
        return 0  # «в конце года / МАЗ отправит»
    if head.lemma == "год" and reader.tokens[phrase.first].text[:1].isdigit():
        return 0  # «до 31 декабря 2027 года / соглашения»
    if head.lemma == "сторона" and reader.tokens[reader.units[j].first].pos == "NUM":
        return 0  # «поставка кубинской стороне / двух самолётов»
    k = j
    listed = text in ("и", ",") and phrase.parts and not kinds & {"group"} and phrase.parts[-1].prep == "" and reader.text(j - 1) != ")"
    if is_cut_short(reader, phrase, j) or (listed and (phrase.case != "gen" or is_field(reader, phrase, j))):
        k = j + 1
    elif text in ("и", ","):
        return 0
    if k >= len(reader.units) or (k > j and text == "," and not list_closes(reader, k, fields=head.lemma in FIELDED)):
        return 0
    if k > j and text == "," and is_parted(reader.asides, phrase.head, reader.units[k].first):
        return 0  # «сообщили в правительстве края, / завод отгрузил»
    part, stop = reader.noun_phrase(k, in_post=in_post)
    if k > j and part is not None and text == "и" and "ins" in part.cases and _is_between(reader, phrase):
        return 0  # «между правительством города и / Псковской ТПП»
    if part is not None and reader.tokens[part.head].pos == "PRON" and reader.tokens[part.head].lemma != "который":
        return 0  # «губернатор / нас принял»
    of_post = k == j and "post" in kinds and part is not None and part.type == "LOC"  # «марзпет Сюника Ваге Матевосян», whatever the tagger says
    some = k == j and part is not None and (_are_some(reader, phrase, part) or _are_members(phrase, part, kinds))
    if part is None or not (of_post or town or some or may_be_genitive(reader, part)) or (part.counted and k > j):
        return 0
    if k > j and (phrase.type == "ORG" or phrase.quote is not None) and part.type in ("ORG", "QUOTE"):
        return 0  # «СПК «Рассвет» Брестской области и / ООО «Узор»
    if head.lemma in MONTHS and (part.type or classes_of(reader.tokens[part.head].lemma) & NAMED_FOR):
        return 0  # «в октябре / Хараре посетил министр»
    if reader.tokens[part.head].lemma in MONTHS and reader.tokens[part.first].text.isdigit():
        return 0  # «пресс-служба правительства / 8 декабря сообщила»
    if "place_noun" in kinds and not kinds & {"post", "organization"} and classes_of(reader.tokens[part.head].lemma) & {"post", "group"}:
        return 0  # «в регионе / хокима области ждали»
    if key(reader.tokens[part.head].lemma) in PAPERS and not _bears_paper(reader, phrase, part):
        return 0  # «о подписании с Академией наук и искусств / меморандума»
    bodies = {"organization", "government"}
    if k == j and reader.tokens[part.head].lemma in VISITING and (phrase.type == "ORG" or (bodies & kinds and reader.tokens[part.head].lemma == "делегация")):
        return 0  # «визит в ТГУ им. Державина / делегации института»
    if (
        k > j
        and bodies & kinds
        and not kinds & {"post", "group"}
        and (bodies & classes_of(reader.tokens[part.head].lemma) or part.type in ("ORG", "QUOTE"))
        and _is_local(reader, phrase.parts[-1])
    ):
        return 0  # «палата Пензенской области и / ТПП Сербии», «аэропорт Кольцово и / БелАЗ»
    named = part.quote is not None or part.type == "ORG"
    if (
        k > j
        and named
        and phrase.first
        and reader.tokens[phrase.first - 1].text == "по"
        and not bodies & classes_of(reader.tokens[phrase.parts[-1].head].lemma)
    ):
        return 0  # «дирекция по строительству дорог и / АО «Узор»
    if head.start in reader.people and classes_of(reader.tokens[part.head].lemma) & {"animal", "ware"}:
        return 0  # «у монголов / живых овец покупают»
    if part.type == "QUOTE" and is_bodiless(head.lemma) and "gen" not in possible_cases(reader.tokens[part.head].text, "NOUN"):
        return 0
    if part.type in ("ORG", "QUOTE") and not part.case and _begins_clause(reader, phrase, stop):
        return 0  # «в рамках контракта / ООО «Узор» отгрузило», «на выставке «Узор» / МАЗ представил»
    if part.quote is not None and reader.tokens[part.first].text in LEGAL_FORMS and _is_named_body(reader, phrase, kinds):
        return 0  # «для Египетских железных дорог / ООО «Узор» изготовило»
    if part.type == "PER" and (in_post or phrase.type == "ORG" or kinds & {"organization", "government"}):
        return 0
    if head.lemma in UNLED and "post" in classes_of(reader.tokens[part.head].lemma):
        return 0  # «принял в Доме правительства / премьер-министра»
    if head.lemma in PAPERS and "post" in classes_of(reader.tokens[part.head].lemma) and "nom" in possible_cases(reader.tokens[part.head].text, "NOUN"):
        return 0  # «документ / главы двух городов подпишут»
    if phrase.type == "QUOTE" and part.quote is not None:
        return 0  # «поставленный «Рубину» / чешской «Моравой»
    if part.type == "" and part.counted and head.start in reader.people:
        return 0  # «продать мурманчанам / пять судов»
    if (
        (phrase.quote is not None or (phrase.type == "ORG" and head.text.isascii()))
        and part.type == ""
        and "place_noun" not in classes_of(reader.tokens[part.head].lemma)
    ):
        return 0  # «у фирмы «Волна» теплицы»
    phrase.add(part)
    return stop


def _are_members(phrase: Phrase, part: Phrase, kinds: frozenset[str]) -> bool:
    """«принял бизнес-миссию / предпринимателей», «университет / Лавраса принял»: people behind a delegation, a place behind a body, whatever case the tagger sees."""
    if part.type == "LOC" and kinds & {"organization", "government"}:
        return "gen" in part.cases and phrase.type in ("", "ORG")
    return "group" in kinds and phrase.case == part.case == "acc" and part.type == "" and part.number == "plur" and "gen" in part.cases


def _are_some(reader: PhraseReader, phrase: Phrase, part: Phrase) -> bool:
    """«представители / 20 компаний»: a number in figures behind who acts for so many, whatever case the tagger sees."""
    if not part.counted or "gen" not in part.cases or reader.tokens[phrase.head].lemma not in ACTING_FOR:
        return False
    told = classes_of(reader.tokens[part.head].lemma)
    return reader.tokens[part.first].text[:1].isdigit() and bool(told & {"organization", "government", "place_noun"})  # not «делегация / 16 человек»


def _begins_clause(reader: PhraseReader, phrase: Phrase, stop: int) -> bool:
    """Whether a name behind a paper or a name in quotes is no owner but who acts: a verb with an object, or «и» and one more, comes next."""
    behind_paper = any(key(reader.tokens[p.head].lemma) in GROUNDS_AND_PAPERS or p.quote is not None for p in phrase.flat())
    if stop >= len(reader.units) or not (behind_paper or (phrase.type == "ORG" and phrase.head > phrase.first and phrase.first > 0)):
        return False
    verb = reader.heads[stop]
    if verb.pos != "VERB" or verb.feats.form != "fin" or verb.feats.voice == "pass" or verb.text.endswith(("ся", "сь")):
        return any(p.quote is not None for p in phrase.flat()) and reader.text(stop) == "и"
    behind, _ = reader.noun_phrase(stop + 1)
    return behind is None or behind.case != "nom" or bool({"acc", "dat"} & behind.cases)


def _is_named_body(reader: PhraseReader, phrase: Phrase, kinds: frozenset[str]) -> bool:
    """«Египетские железные дороги»: a body whose name begins with a capital inside the sentence."""
    capital = phrase.first > 0 and reader.tokens[phrase.first].text[:1].isupper() and phrase.head > phrase.first
    return capital and (phrase.type == "ORG" or bool(kinds & {"organization", "government"}) or reader.tokens[phrase.head].lemma == "дорога")


def _behind_town(reader: PhraseReader, j: int) -> int:
    """«г. / Псков»: where the name begins before which a town is told in short; 0 where none is."""
    return j + 2 if reader.text(j) in TOWN and reader.text(j + 1) == "." and reader.unit_type(j + 2) == "LOC" else 0


def _is_between(reader: PhraseReader, phrase: Phrase) -> bool:
    """Whether «между» stands before a phrase in the singular: it asks for a second one."""
    return phrase.first > 0 and reader.tokens[phrase.first - 1].text.lower() == "между" and phrase.number == "sing" and phrase.case == "ins"


def _bears_paper(reader: PhraseReader, phrase: Phrase, part: Phrase) -> bool:
    """Whether a noun may have a paper as its genitive: «подписание», «условия», «стороны соглашения», not «академия меморандума», «на форуме / соглашения»."""
    lemma = key(reader.tokens[phrase.head].lemma)
    if lemma in PAPER_SIDES:
        return not part.counted  # «подписание сторонами / восьми соглашений»
    kinds = classes_of(lemma)
    return (
        phrase.type == ""
        and phrase.quote is None
        and not kinds & {"organization", "government", "post", "place_noun", "event", "group"}
        and (lemma[-2:] != "ия" or lemma == "реализация")
    )


def take_prepositional(reader: PhraseReader, phrase: Phrase, kinds: frozenset[str], j: int, in_post: bool) -> int:
    """«делегация / из Бреста», «посол / в Армении»: a preposition that belongs to the noun."""
    prep = reader.text(j)
    if phrase.person is not None or not prep or reader.units[j].type or reader.tokens[reader.units[j].first].pos != "ADP":
        return 0
    if prep in IN_PLACES and phrase.first and reader.tokens[phrase.head].lemma == "представитель" and reader.tokens[phrase.first - 1].lemma in TRIPS:
        return 0  # «визит представителей региона / в Душанбе»
    cabinet = prep in IN_PLACES and "post" in kinds and j + 1 < len(reader.units) and key(reader.heads[j + 1].lemma) in CABINETS
    cabinet = cabinet or (prep in IN_PLACES and "post" in kinds and _named_behind_place(reader, phrase, j))
    if not (cabinet or _governs(prep, kinds | _acting_as(reader, phrase), reader.tokens[phrase.head].lemma)):
        return 0
    at = j + 3 if prep in IN_PLACES and reader.text(j + 1) == "г" and reader.text(j + 2) == "." else j + 1  # «консул в г. Казань»
    part, stop = reader.noun_phrase(at, in_post=in_post or "post" in kinds)
    if part is not None and reader.tokens[phrase.head].lemma == "поверенный" and reader.tokens[part.head].lemma == "дело":
        mark(reader, part, j + 1)
        phrase.add(part)
        return stop
    people = part is not None and prep == "из" and "group" in kinds and counts_people(reader, part)
    if (
        part is None
        or (prep in LOCAL_PREPOSITIONS and not people and not _is_local(reader, part))
        or (prep in IN_PLACES and not (cabinet or _is_posting(reader, part)))
    ):
        return 0
    if prep == "по" and (
        reader.tokens[part.head].lemma in GROUNDS or (part.type == "" and "post" not in kinds and reader.tokens[part.head].lemma == "поставка")
    ):
        return 0  # «завод / по заказу нефтяников», «контракт с министерством / по поставке машин»: why it is done is no part of who does it
    last = reader.tokens[part.last - 1].text
    if prep in IN_PLACES and at == j + 1 and reader.tokens[part.first].start in reader.named and last[-1] not in VOWELS and not last.isupper():
        return 0  # «поездка полпреда / в Кашгар»: whoever is posted there is posted «в Кашгаре»
    where = reader.tokens[part.first]
    if prep in IN_PLACES and where.text.endswith(("у", "ю")) and where.feats.case == "acc" and not where.lemma.endswith("у"):
        return 0  # «визит представителей палаты / в Чувашию»
    mark(reader, part, j + 1)
    if prep in LOCAL_PREPOSITIONS and not people:
        phrase.origin = part
    phrase.add(part)
    if prep in IN_PLACES and reader.text(stop) in ("и", ","):
        second, after = reader.noun_phrase(stop + 1, in_post=True)
        if second is not None and second.type == "LOC" and second.cases & {"loc", "dat"} and second.parts == []:
            phrase.add(second)  # «посол в РФ и Беларуси / Имя Фамилия»
            return after
    return _more_fields(reader, phrase, stop) if prep == "по" and part.type == "" and kinds & {"post", "government"} else stop


def _named_behind_place(reader: PhraseReader, phrase: Phrase, j: int) -> bool:
    """«директор завода / в Минске Иван Лис»: where the holder of a post sits, told between the post and his name."""
    if j + 2 >= len(reader.units) or reader.units[j + 1].type != "LOC" or reader.units[j + 2].type != "PER":
        return False
    where, name = reader.tokens[reader.units[j + 1].last - 1], reader.tokens[reader.units[j + 2].first]
    return where.feats.case in ("loc", "") and name.feats.case in ("", reader.tokens[phrase.head].feats.case)


def _more_fields(reader: PhraseReader, phrase: Phrase, stop: int) -> int:
    """«министр по внешним связям / и делам народов», «комитет по спорту, / туризму и торговле»: what else a post or office is for."""
    while reader.text(stop) in ("и", ","):
        second, after = reader.noun_phrase(stop + 1, in_post=True)
        if second is None or second.type or "dat" not in second.cases or second.case not in ("dat", "", "loc"):
            break
        if is_animate(reader, second) or classes_of(reader.tokens[second.head].lemma) & NAMED_FOR:
            break
        if reader.text(stop) == "," and reader.text(after) not in ("и", ","):
            break
        phrase.add(second)
        stop = after
    return stop


GROUNDS = {
    "заказ", "результат", "схема", "цена", "условие", "распоряжение", "приказ", "линия", "адрес", "квота", "факт", "заявка", "просьба", "поручение", "приглашение", "договор", "контракт", "соглашение", "инициатива", "решение", "итог", "мнение", "слово", "лицензия", "договоренность", "указание",
}  # fmt: skip

TRIPS = frozenset({"визит", "поездка", "приезд", "посещение", "прибытие", "командировка"})
FOR_A_FIELD = {
    "группа", "центр", "отделение", "предприятие", "завод", "холдинг", "фабрика", "агентство", "фонд", "дирекция", "управление", "служба", "корпорация",
    "бюро", "организация", "ассоциация", "институт", "компания",
}  # fmt: skip
GROUNDS_AND_PAPERS = GROUNDS | PAPERS


def _is_posting(reader: PhraseReader, part: Phrase) -> bool:
    """«в России», «в городе Омске»: where envoys are posted."""
    return part.type == "LOC" or (reader.tokens[part.head].lemma == "город" and bool(part.parts) and part.parts[0].type == "LOC")


def _acting_as(reader: PhraseReader, phrase: Phrase) -> set[str]:
    """What a phrase is, though no lexicon has its head: «инспекторы из Тегерана»."""
    if phrase.type in ("ORG", "QUOTE"):
        return {"organization"}
    return {"group"} if phrase.type == "" and is_animate(reader, phrase) and phrase.number == "plur" else set()


def _is_local(reader: PhraseReader, part: Phrase) -> bool:
    kinds = classes_of(reader.tokens[part.head].lemma)
    from_body = part.type in ("", "ORG") and bool(kinds & {"organization", "government"})  # «коллеги из Витебской таможни»
    return part.type == "LOC" or "place_noun" in kinds or from_body or any(p.type == "LOC" for p in part.parts)


def _governs(prep: str, kinds: Set[str], lemma: str) -> bool:
    """Which prepositions belong to the noun itself: «посол в Армении», «комитет по экспорту», «делегация из Бреста»."""
    if prep in ("из", "от"):
        return bool(kinds & {"organization", "group", "post", "government"})
    if prep in ("под", "близ", "возле"):
        return bool(kinds & {"organization", "group"})
    if prep == "при":
        return bool(kinds & {"post", "government"})  # «полпред Коми при Президенте РФ»
    if prep == "по":
        return bool(kinds & {"post", "government"}) or lemma in FOR_A_FIELD
    if prep in IN_PLACES:
        return lemma in MISSIONS
    return False
