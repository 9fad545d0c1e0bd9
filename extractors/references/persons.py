"""Who «глава ведомства», «руководитель вуза», «градоначальник», «дипломат» is: the named person whose post the words describe.

(Министр энергетики Ирана Аббас Алиабади прибыл в Москву) «Глава ведомства …» → Аббас Алиабади; a rector, a mayor or an envoy is not meant by it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from extractors.lexicon import key
from extractors.references.bodies import like
from extractors.references.words import POST_NAMES
from schemas.match import Mention, replace
from schemas.values import Place

if TYPE_CHECKING:
    from extractors.article.discourse import Discourse

HEADS = {"глава", "руководитель", "начальник", "шеф"}
DEPUTIES = ("зам", "вице", "первый", "помощник", "советник", "экс", "бывший", "представитель")
OFFICES = {
    "ministry": {"ведомство", "министерство", "минсельхоз", "минпромторг", "минэкономразвития", "минэнерго", "минтранс", "минздрав", "департамент", "комитет", "агентство", "служба"},
    "school": {"вуз", "университет", "институт", "академия", "политех", "колледж", "училище", "консерватория"},
    "firm": {
        "компания", "предприятие", "холдинг", "завод", "концерн", "фирма", "корпорация", "госкорпорация", "банк", "фабрика", "комбинат", "авиакомпания", "верфь", "агрохолдинг",
        "порт", "аэропорт", "госкомпания", "автозавод", "судоверфь", "агрофирма", "фонд", "ассоциация", "музей", "театр", "больница", "клиника",
    },
    "chamber": {"палата"},
    "region": {"регион", "область", "край", "республика", "субъект", "округ", "провинция", "автономия", "губерния"},
    "town": {"город", "муниципалитет", "столица", "район", "мэрия", "администрация", "горадминистрация"},
    "state": {"государство", "страна"},
    "cabinet": {"правительство", "кабмин", "кабинет"},
    "mission": {"посольство", "дипмиссия", "консульство", "генконсульство", "дипломатия", "дипведомство"},
    "parliament": {"парламент", "дума", "сенат", "заксобрание", "собрание", "хурал", "мажилис"},
}  # fmt: skip
OFFICE_OF = {word: office for office, words in OFFICES.items() for word in words}
SINGLE = {
    "градоначальник": "town", "дипломат": "mission", "парламентарий": "parliament", "мэр": "town", "ректор": "school", "спикер": "parliament",
    "премьер": "cabinet", "губернатор": "region",
}  # fmt: skip
DESCRIBED = {"дипломат", "парламентарий"}
POSTS = {
    "ministry": ("министр", "госминистр"),
    "school": ("ректор", "президент", "директор"),
    "firm": ("директор", "гендиректор", "генеральный", "генеральная", "президент", "управляющий", "исполнительный", "учредитель", "владелец", "основатель"),
    "chamber": ("президент", "председатель"),
    "region": ("губернатор", "раис", "аким", "хоким"),
    "town": ("мэр", "аким", "хоким", "градоначальник", "сити-менеджер", "бургомистр", "председатель"),
    "state": ("президент", "король", "эмир", "султан", "председатель", "генсек"),
    "cabinet": ("премьер", "премьер-министр", "канцлер", "председатель"),
    "mission": ("посол", "консул", "генконсул", "генеральный консул", "атташе", "временный", "торгпред", "чрезвычайный", "советник-посланник"),
    "parliament": ("спикер", "председатель", "депутат", "сенатор", "парламентарий"),
}  # fmt: skip
PLACES = {"region", "town", "state"}
INSIDE = {"government": {"ministry", "cabinet", "parliament"} | PLACES, "organization": {"firm", "school", "chamber"}, "place": PLACES}
RULERS = {"глава", "лидер", "руков"}  # «руководитель Узбекистана»: its president
STATE = ("президент", "король", "эмир", "султан", "председатель кнр")
STEM = 5
SEVERAL, NEAR = 6, 4  # persons, sentences
ACTING = ("врио", "и", "о", "ио", "и.о", "и.", "о.")


def head_meant(mention: Mention, state: Discourse) -> Mention | None:
    """The last named person before a mention whose post is the one described; None where the words describe no office or nobody has it."""
    office = office_of(mention, state)
    own = mention.country if not mention.bare else None
    if office is None or mention.number == "plur" or (own and office in PLACES):
        return None  # «глава Рязанской области» is not the mayor of Рязань
    before = (m for m in state.antecedents(mention.start) if m.sentence < mention.sentence and m.type == "person" and m.position)
    fitting = (m for m in before if (m.name != m.position or _is_envoy_near(m, mention, office)) and _holds(m, office, state))
    found = list(islice((m for m in fitting if not own or m.country == own), SEVERAL))
    acting = (
        m for m in found if m.case == "nom" and not m.prep and mention.sentence - m.sentence <= NEAR
    )  # «Лис встретился с президентом Котом. Глава государства …»
    return next(acting, next(iter(found), None))


def _is_envoy_near(person: Mention, mention: Mention, office: str) -> bool:
    """«Провёл переговоры с послом Индии. Дипломата пригласил …»: an envoy of whom no name is told."""
    return office == "mission" and bool(person.country) and mention.sentence - person.sentence <= NEAR


def office_of(mention: Mention, state: Discourse) -> str | None:
    """«глава (узбекского) ведомства» → "ministry", «дипломат» → "mission", «глава Росатома» and «директор» → None."""
    lemma = key(mention.lemma)
    if lemma not in HEADS:
        described = mention.country and not mention.region and mention.head == mention.last - 1 == mention.first + 1  # «китайский дипломат»
        return SINGLE.get(lemma) if mention.bare or (described and lemma in DESCRIBED) else None
    behind = state.views[mention.sentence].tokens[mention.head + 1 : mention.last]
    noun = next((t for t in behind if t.pos in ("NOUN", "PROPN")), None)
    if noun is None or noun.start != behind[-1].start:
        return None  # «глава комитета Госдумы»
    return OFFICE_OF.get(key(noun.lemma))


def _holds(person: Mention, office: str, state: Discourse) -> bool:
    """Whether a person's post is that office: «министр энергетики» heads a ministry, «глава Росатома» a firm, «глава Калмыкии» a region."""
    words = [word for word in key(person.position or "").split() if word not in ACTING]
    if not words or words[0].startswith(DEPUTIES):
        return False
    if words[0] in HEADS or words[0] == "председатель":
        told = next((OFFICE_OF[word] for word in _lemmas(person, state) if word in OFFICE_OF), None)
        if told is not None:
            return told == office
        view = state.views[person.sentence]
        inner = next((m for m in view.mentions if person.first < m.first < person.last and m.type in INSIDE), None)
        return inner is not None and office in INSIDE[inner.type] and (office != "state" or inner.place_kind == "country")
    return words[0].startswith(POSTS[office]) and (office != "region" or person.region is not None)


def _lemmas(person: Mention, state: Discourse) -> list[str]:
    return [key(t.lemma) for t in state.views[person.sentence].tokens[person.first : person.last]]


def holder_meant(mention: Mention, state: Discourse) -> Mention | None:
    """«премьер Беларуси», where the article names one «премьер-министр Беларуси Роман Лис»: he; None for whoever has a name."""
    if mention.type != "person" or mention.name != mention.position or not mention.country or mention.number == "plur":
        return None
    words = _post_words(mention.name)
    if not mention.bare and (head := head_meant(mention, state)) is not None:
        return like(mention, head)
    rest = words - {key(p.text)[:STEM] for p in _places(mention, state)}  # «российский вице-премьер» is the «вице-премьер РФ»
    held = {
        m.name: m
        for m in state.full_names.values()
        if m.position
        and (m.country, m.region) == (mention.country, mention.region)
        and not (key(mention.lemma) in HEADS and _heads_a_body(m, state) and not _heads_a_body(mention, state))
        and (
            words <= _post_words(m.position)
            or (rest <= RULERS and not mention.region and key(m.position).startswith(STATE))
            or (rest and rest <= _post_words(m.position) and any(p.country == m.country for p in _places(m, state)))
        )
    }
    found = next(iter(held.values())) if len(held) == 1 else None
    return None if found is None else replace(mention, name=found.name, position=found.position)


def _heads_a_body(mention: Mention, state: Discourse) -> bool:
    """«глава комитета торговли Чувашии» heads a committee, «глава Чувашии» does not."""
    inner = state.views[mention.sentence].mentions
    return any(m.type in ("organization", "government") and mention.first < m.first < mention.last for m in inner)


def _places(mention: Mention, state: Discourse) -> list[Place]:
    """The places named inside a mention."""
    return [p for p in state.views[mention.sentence].places if mention.start <= p.start < mention.stop]


def _post_words(post: str) -> set[str]:
    """The stems of a post's words: «премьер» and «премьер-министр» are one."""
    return {POST_NAMES.get(word, word)[:STEM] for word in key(post).split() if len(word) > 2}
