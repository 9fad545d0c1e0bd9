"""The body an article is written about: the plant, university or chamber whose news it is.

A press release of «Волга-Маш» that says «Подписано соглашение с «Ареной»» leaves its own firm out: «Волга-Маш» is the other side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.lexicon import classes_of, key, members
from extractors.references.words import FIRMS, SCHOOLS
from extractors.view import View
from schemas.match import Mention
from schemas.values import Place

COUNTING = {
    "называть", "назвать", "составлять", "составить", "раскрывать", "раскрыть", "комментировать", "подсчитать", "проверить", "обследовать", "оценить",
    "зафиксировать",
}  # fmt: skip
LEAD = 3  # sentences, the title with them, one of which names it
LEAST = 3  # times that it is spoken of
SHARE = 1.5  # of what is said of any other body
STEM = 6
CHIEFS = (
    "губернатор",
    "глава",
    "врио",
    "мэр",
    "президент",
    "премьер",
    "вице-губернатор",
    "вице-премьер",
    "министр",
    "аким",
    "хоким",
    "раис",
    "председатель правительства",
)
QUOTED = re.compile("«([^»]+)»")
ANY_BODY = FIRMS - {"инвестор"}
OTHER = {"ассамблея", "дума", "агентство", "форум", "фонд", "банк", "посольство", "консульство", "генконсульство"}
REFERRING = SCHOOLS | FIRMS | {
    "завод", "фабрика", "комбинат", "концерн", "корпорация", "группа", "объединение", "палата", "ассоциация", "союз", "вуз", "колледж", "техникум", "школа", "музей",
    "театр", "библиотека", "филармония", "порт", "аэропорт", "технопарк", "авиакомпания", "производитель", "хозяйство", "агрохолдинг", "клиника", "больница",
    "госкорпорация", "учреждение", "центр",
}  # fmt: skip


def hero_of(views: Sequence[View], home: Place | None) -> Mention | None:
    """The one body that the lead names and the article keeps to; None where it keeps to a place, an official or several."""
    named: dict[str, Mention] = {}
    told: Counter[str] = Counter()
    acted: set[str] = set()
    for view in views:
        for m in view.mentions:
            if view.index < LEAD and _governs(m):
                return None
            if m.type not in ("organization", "group") or m.number == "plur" or "press" in classes_of(m.lemma):
                continue
            if m.bare:
                if named and (meant := _meant(m, named)) is not None:
                    told[meant] += 1
                    acted |= {meant} if _acts(m) and not only_tells(m, view) else set()
                continue
            if m.type == "group" and "«" not in m.name:
                continue
            name = known_by(m.name)
            told[name] += 2 if _acts(m) else 1
            acted |= {name} if _acts(m) and not only_tells(m, view) else set()
            if view.index < LEAD and _may_be(m, home) and not _is_setting(m, view):
                named.setdefault(name, m)
    if not named:
        return None
    best = max(named, key=lambda name: (told[name], -named[name].start))
    rest = max((n for name, n in told.items() if name != best), default=0)
    return named[best] if best in acted and told[best] >= LEAST and told[best] > SHARE * rest else None


def _governs(mention: Mention) -> bool:
    """«Губернатор подписал …» in the lead: the news is that of a region or a town."""
    return mention.type == "person" and _acts(mention) and key(mention.position or "").startswith(CHIEFS) and mention.country is not None


def known_by(name: str) -> str:
    """«Группа «АгроЮг»» and «АгроЮг» are one, so are a school's short and full names: what stands in quotes, else the first letters, else the name."""
    quoted = QUOTED.search(name)
    if quoted:
        return quoted[1]
    return key(name)[:STEM] if any(word in SCHOOLS for word in key(name).split()) else name


def _may_be(mention: Mention, home: Place | None) -> bool:
    """A body of the home side, or of one that is not told, known by its noun or its name in quotes."""
    native = mention.country is None or home is None or mention.country == home.country
    lemma = key(mention.lemma)
    return native and lemma not in OTHER and (lemma in REFERRING or lemma.split("-")[0] in REFERRING or "«" in mention.name or mention.name.endswith("У"))


def _is_setting(mention: Mention, view: View) -> bool:
    """«на базе Коломенского завода»: where something is done."""
    return mention.parent is not None and view.mentions[mention.parent].prep in ("в", "во", "на")


def _meant(mention: Mention, named: dict[str, Mention]) -> str | None:
    """«палата» is the chamber that was named first, «компания» the first body, «вуз» the first school; «новый завод» is none of them."""
    if mention.last - mention.first > 1:
        return None
    lemma = key(mention.lemma)
    if lemma in ANY_BODY:
        return next(iter(named))
    alike = SCHOOLS | {"вуз"} if lemma in SCHOOLS | {"вуз"} else {lemma}
    return next((name for name, m in named.items() if key(m.lemma) in alike), None)


def only_tells(subject: Mention, view: View) -> bool:
    """«Общий объём центр не называет», «центр обследовал партии»: who speaks, counts or checks does not trade."""
    governor = view.governor(subject)
    return governor >= 0 and key(view.tokens[governor].lemma) in members("speech") | members("saying") | COUNTING


def _acts(mention: Mention) -> bool:
    return mention.case == "nom" and not mention.prep and mention.parent is None
