"""Which body «компания», «ведомство», «вуз», «верфь», «наш завод» is.

(Минсельхоз Дагестана принял делегацию) «Ведомство подписало …» → Минсельхоз Дагестана.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.lexicon import classes_of, key
from extractors.references.words import FIRMS, POINTING, SCHOOLS
from schemas.match import Mention, replace

if TYPE_CHECKING:
    from extractors.article.discourse import Discourse

MINISTER = re.compile(r"(?:(?:первый )?(?:заместитель|зам) министра|(?:зам|вице-|гос)?министра?) (?=[а-яё])", re.IGNORECASE)
SHORTEST = 4  # letters: «судоверфь» is a «верфь»
NEAR = 3  # sentences
OFFICES = {"министерство", "комитет", "департамент", "служба", "агентство", "управление", "инспекция", "комиссия", "мид", "мчс", "таможня", "главк"}
CALLED_SO = {"ведомство", "министерство"}
GENERAL = FIRMS - {"инвестор", "организация"} | {"завод", "фабрика", "комбинат", "производитель", "вуз", "фирма"}
WORKS = {"завод", "фабрика", "комбинат"}  # «Тейковский комбинат» is no «фабрика «Узор»»
PLANTS = {
    "завод", "фабрика", "комбинат", "верфь", "производитель", "концерн", "корпорация", "агрохолдинг", "авиакомпания", "агрофирма", "госкорпорация", "госкомпания",
    "разработчик", "застройщик", "перевозчик", "ритейлер", "ретейлер", "сеть", "банк", "агрокомплекс", "агрокомбинат", "трест", "объединение", "хозяйство",
    "птицефабрика", "оператор", "трейдер", "изготовитель", "автозавод", "судоверфь", "экспортер",
}  # fmt: skip
GENUS = {  # a noun → more special ones that it may take up again
    "завод": {"комбинат", "верфь", "автозавод", "гок", "судоверфь"},
    "комбинат": {"гок", "завод"},
    "производитель": {"завод", "фабрика", "комбинат", "верфь", "птицефабрика", "агрохолдинг", "концерн", "мануфактура", "кондитер"},
    "изготовитель": {"завод", "фабрика", "комбинат", "верфь", "концерн"},
    "хозяйство": {"агрохолдинг", "агрофирма", "агрокомплекс", "агрокомбинат", "племзавод", "колхоз", "совхоз", "кооператив", "ферма", "птицефабрика", "питомник"},
    "перевозчик": {"авиакомпания", "пароходство", "авиалиния", "депо", "автоколонна"},
    "авиаперевозчик": {"авиакомпания", "авиалиния"},
    "ритейлер": {"сеть", "гипермаркет"},
    "ретейлер": {"сеть", "гипермаркет"},
    "корпорация": {"концерн", "холдинг", "госкорпорация"},
    "концерн": {"холдинг", "корпорация", "группа"},
    "клиника": {"больница", "госпиталь", "медцентр", "кардиоцентр", "диспансер"},
    "больница": {"клиника", "госпиталь"},
    "медучреждение": {"клиника", "больница", "госпиталь", "диспансер", "поликлиника", "медцентр"},
    "школа": {"гимназия", "лицей"},
    "гавань": {"порт"},
    "верфь": {"судоверфь", "завод"},
}  # fmt: skip
UNTELLING = FIRMS | {"ао", "оао", "зао", "пао", "ооо", "тоо", "уп", "руп", "нпо", "нпп", "по", "пк", "гк"}  # labels that tell nothing of what a firm does


def body_meant(mention: Mention, state: Discourse) -> Mention | None:
    """The body that a bare noun stands for, nearest first, the subject of its sentence before the rest; None where none is known."""
    found: list[Mention] = []
    line = state.document.article.dateline
    ours = "наш" in state.views[mention.sentence].lemmas[max(0, mention.first - 1) : mention.head]
    for m in state.antecedents(mention.start):
        if line is not None and m.start < line.stop:
            break  # the agency
        if found and m.sentence != found[0].sentence:
            break
        if _is_meant(m, mention) and not (ours and m.country and (state.home is None or m.country != state.home.country)):
            found.append(m)  # but «наш университет / посетила делегация института Ухани»
    if key(mention.lemma) in FIRMS:
        far = not found or mention.sentence - found[0].sentence > 1 or not any(_acts(m) for m in found)  # «ведёт переговоры с «Узавто»»
        return state.hero if far and state.hero is not None and mention.number != "plur" else found[0] if found else None
    if found:
        best = next((m for m in found if _acts(m)), found[0])
        return (_not_partner(best, mention, state) if key(mention.lemma) == "вуз" else None) or best
    return _special(mention, state) or _unlabelled(mention, state)


def _acts(mention: Mention) -> bool:
    return mention.case == "nom" and not mention.prep and mention.parent is None


def _not_partner(best: Mention, mention: Mention, state: Discourse) -> Mention | None:
    """«Агроуниверситет подвёл итоги. Подписан договор с академией Витебска. Осенью вуз …»: the school that the article is told of, not the partner."""
    if best.prep not in ("с", "со"):
        return None
    return next((m for m in state.antecedents(best.start) if _is_meant(m, mention) and m.prep not in ("с", "со") and m.name != best.name), None)


def native_meant(mention: Mention, state: Discourse) -> Mention | None:
    """«белорусское предприятие» after «Минский тракторный завод»: the last named body of that land, where the words tell nothing but the land."""
    tokens = state.views[mention.sentence].tokens[mention.first : mention.last]
    lemma = key(mention.lemma)
    alone = len(tokens) == 2 and tokens[0].pos == "ADJ" and mention.head == mention.first + 1
    if not alone or mention.number == "plur" or not mention.country or lemma not in GENERAL:
        return None
    for m in state.antecedents(mention.start):
        if mention.sentence - m.sentence > NEAR or "\n" in state.document.article.text[m.stop : mention.start]:
            return None
        named = m.type == "organization" and not m.bare and m.number != "plur" and ("«" in m.name or key(m.lemma) in SCHOOLS or _in_latin(m))
        if named and m.country == mention.country and mention.region in (None, m.region) and ((lemma == "вуз") == (key(m.lemma) in SCHOOLS)):
            return m if lemma not in WORKS or key(m.lemma) not in WORKS - {lemma} else None
    return None


def _is_meant(m: Mention, mention: Mention) -> bool:
    if m.type not in ("organization", "government") or m.bare:
        return False
    if (mention.number == "plur") != (m.number == "plur" and m.name[:1] != "«"):
        return False  # ««Томские мельницы»» are one firm
    lemma, own = key(mention.lemma), key(m.lemma)
    if own == lemma or lemma in key(m.name).strip("«»").split() or (len(lemma) >= SHORTEST and own.endswith(lemma)):
        return True
    if lemma == "вуз":
        return own in SCHOOLS or own.endswith(("университет", "институт", "академия")) or m.name.endswith(("ГУ", "ТУ"))
    if lemma in CALLED_SO:
        return m.type == "government" and (own in OFFICES or own.startswith("мин"))
    return lemma in FIRMS and m.type == "organization" and own not in STATIONS and m.prep not in ("в", "на") and ("«" in m.name or _in_latin(m))


STATIONS = {"аэс", "гэс", "тэс", "тэц", "грэс", "электростанция", "станция", "месторождение", "рудник", "аэропорт", "метро"}  # what a firm builds and runs


def _in_latin(m: Mention) -> bool:
    words = m.name.split()
    return any(word.isascii() for word in words) if not m.kind else m.kind == "organization" and words[-1].isascii() and words[-1][:1].isupper()


def _unlabelled(mention: Mention, state: Discourse) -> Mention | None:
    """«Прогресс» из Бузулука … завод», «Росатом» … госкорпорация»: the last firm told of by its name in quotes alone, as the subject; «ведомство» of a minister."""
    lemma = key(mention.lemma)
    if lemma in CALLED_SO and mention.number != "plur":
        return _office(mention, state)
    if mention.number == "plur":
        return None
    return _named_alone(mention, state) if lemma in PLANTS else None


def _special(mention: Mention, state: Discourse) -> Mention | None:
    """(Агрохолдинг «Нива» закупил нетелей) «Хозяйство …»: the last named body whose noun says the same more exactly, the subject of its sentence before the rest."""
    special = GENUS.get(key(mention.lemma))
    if special is None or mention.number == "plur" or _is_told(mention, state):
        return None
    near: list[Mention] = []
    for m in state.antecedents(mention.start):
        if mention.sentence - m.sentence > NEAR or (near and m.sentence != near[0].sentence):
            break
        if m.type == "organization" and not m.bare and m.number != "plur" and key(m.lemma) in special and m.name != m.name.lower():
            near.append(m)
    return next((m for m in near if _acts(m)), near[0]) if near else None


def _is_told(mention: Mention, state: Discourse) -> bool:
    """Whether words beside the noun tell of it: «янтарный комбинат», «завод в Кетово», not «этот комбинат»."""
    return not POINTING.issuperset(state.views[mention.sentence].lemmas[mention.first : mention.head]) or mention.last > mention.head + 1


def _named_alone(mention: Mention, state: Discourse) -> Mention | None:
    """The last firm told of by its name in quotes alone, as the subject."""
    told, hero = _is_told(mention, state), state.hero
    if hero is not None and not told and "«" in hero.name and hero.start < mention.start and (hero.name.startswith("«") or key(hero.lemma) in UNTELLING):
        return hero  # «Тверской экскаватор» передал машину «Алтын Технике». … Завод …»
    for m in state.antecedents(mention.start):
        if mention.sentence - m.sentence > NEAR:
            return None
        if m.type == "organization" and m.parent is None and m.case in ("nom", "")[: 2 - told] and not m.prep and "«" in m.name and not m.bare:
            label = key(m.lemma)
            return m if not classes_of(label) or (not told and (m.name.startswith("«") or label in UNTELLING)) else None
    return None


def _office(mention: Mention, state: Discourse) -> Mention | None:
    """(Министр энергетики Омана Имя Фамилия …) «Ведомство …» → "Министерство энергетики Омана": the ministry of the last minister told of."""
    for m in state.antecedents(mention.start):
        if mention.sentence - m.sentence > NEAR:
            return None
        found = MINISTER.match(m.position or "") if m.type == "person" and m.number != "plur" and m.country else None
        if found is not None:
            return replace(m, name=f"Министерство {(m.position or '')[found.end() :]}", position=None, type="government")
    return None


def like(mention: Mention, meant: Mention) -> Mention:
    """A mention that stands where the first stands, of the body or person that is meant."""
    return replace(mention, name=meant.name, position=meant.position, country=meant.country, region=meant.region, bare=False)
