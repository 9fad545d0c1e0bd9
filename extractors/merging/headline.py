"""A headline and the sentence under it: the story tells again, with names, bodies and days, what the headline sums up.

«Аким области встретился с губернатором Оренбуржья» over «19 мая Берик Сапаров встретился с губернатором Юрием Бергманом» is one meeting, though
no side of it has the same name twice. Countries and regions decide, and a post without a name may be anybody's.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.build import Draft
from extractors.lexicon import key
from extractors.names.peoples import homes
from schemas.facts import PARTY_SLOTS, Party

LEAD = 4  # sentences under the headline in which it is told again
YEAR = 300  # days
WHERE = ("place", "country", "region")
TABLES = {"meetings", "visits", "agreements"}
HAPPENED = {"occurred", "ongoing"}
PAPERS = {"memorandum", "treaty", "protocol", "roadmap", "programme", "declaration", "joint_venture"}  # nobody calls the one the other


def is_headline_of(title: Draft, told: Draft) -> bool:
    """Whether a headline's row and one of the first sentences may tell the same: statuses that agree, and for each side of one a side of the other."""
    if title.table not in TABLES or not title.get("headline") or told.get("headline") or not 0 < told.match.sentence - title.match.sentence <= LEAD:
        return False
    if title.get("kind") != told.get("kind") and {title.get("kind"), told.get("kind")} <= PAPERS:
        return False  # «Подписана дорожная карта» over «Также подписан протокол»
    if not _same_status(title, told) or headline_over_past(title, told):
        return False
    return bool(_side_left_out(title, told)) or all(_alike(_parties(title, slot), _parties(told, slot)) for slot in PARTY_SLOTS[title.table])


def headline_over_past(a: Draft, b: Draft) -> bool:
    """«Клубы обновили соглашение» over «Первое было подписано в 2011 году»: the headline's news and what was long before it."""
    return any(d.get("headline") and not d.get("date") and _is_of_long_ago(k) for d, k in ((a, b), (b, a)))


def _is_of_long_ago(draft: Draft) -> bool:
    """What is dated in another year than the news."""
    last, published = draft.get("date_end"), draft.get("published")
    return last is not None and published is not None and (published - last).days > YEAR


def take_over(title: Draft, told: Draft) -> None:
    """The headline's row says what the story says: its sides, its day, its subject, its words."""
    kept = {name: value for name, value in told.columns.items() if value not in (None, ())}
    if left_out := _side_left_out(title, told):
        kept["participants"] = (*_parties(told, "participants"), *left_out)
    title.match, title.found = told.match, told.found | title.found
    title.columns = {**title.columns, **kept}
    if title.get("remote"):
        title.columns.update(dict.fromkeys(WHERE))


def _side_left_out(title: Draft, told: Draft) -> tuple[Party, ...]:
    """«Туляки и гродненцы обсудили туризм» over «На встрече вице-губернатор Тульской области …»: the side that only the headline of a meeting tells."""
    sides, found = _parties(title, "participants"), _parties(told, "participants")
    if title.table != "meetings" or len(sides) != 2 or len(found) != 1:
        return ()
    others = tuple(p for p in sides if not _may_be(p, found[0]))
    return others if len(others) == 1 else ()


def in_same_words(title: Draft, told: Draft, slot: str) -> bool:
    """«Университет посетила делегация» over «наш университет посетила делегация»: one rule, one status, and the same words in a slot."""
    first, second = ([key(f.mention.lemma) for f in d.match.slots.get(slot, ())] for d in (title, told))
    return first == second != [] and title.match.rule == told.match.rule and title.get("status") == told.get("status")


def _same_status(title: Draft, told: Draft) -> bool:
    found = {title.get("status"), told.get("status")}
    return len(found) == 1 or found <= HAPPENED or (title.get("status") == "ongoing" and told.get("status") == "planned")


def _parties(draft: Draft, slot: str) -> Sequence[Party]:
    value = draft.get(slot)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _alike(title: Sequence[Party], told: Sequence[Party]) -> bool:
    """Whether each side of the headline is one of the story, no two of them the same."""
    if not title or len(title) > len(told):
        return False
    left = list(told)
    for p in sorted(title, key=_is_nobody):
        found = next((q for q in left if p.entity_id == q.entity_id), None) or next((q for q in left if _may_be(p, q)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _may_be(p: Party, q: Party) -> bool:
    """«посол Китая» and «Чжан Мин»; «Иран» and «Национальная организация по стандартизации» of Iran."""
    if _is_named(p) and _is_named(q):
        if p.type == "organization" and q.type == "person" and (p.country, p.region) == (q.country, q.region):
            return _acts_for(q, p)
        return p.type == q.type == "organization" and quoted(p.name) == quoted(q.name)
    if p.country is not None and p.type in ("group", "place") and q.type == "person" and q.country is None:
        return not homes(q.name) or p.country in homes(q.name)  # «с китайцами» over «с вице-президентом Ван Цзюнем»
    if p.country is None or q.country is None:
        return (_is_nobody(p) and q.type == "person") or _acts_for(q, p)
    return p.country == q.country and (p.region == q.region or p.region is None or q.region is None)


def _acts_for(person: Party, firm: Party) -> bool:
    """«Новомаш» in the headline, «вице-президент пермской компании Анна Лыкова» below."""
    acts = person.type == "person" and firm.type == "organization" and bool(person.position)
    return acts and any(word.startswith(FIRMS) for word in key(person.position or "").split())


FIRMS = (
    "компани",
    "фирм",
    "завод",
    "холдинг",
    "предприяти",
    "фабрик",
    "комбинат",
    "корпораци",
    "концерн",
    "директор",
    "гендиректор",
    "ректор",
    "музе",
    "заповедник",
)


def _is_named(p: Party) -> bool:
    """A person or body with a name of its own."""
    return (p.type == "person" and p.name != p.position) or (p.type == "organization" and "«" in p.name)


def quoted(name: str) -> str:
    """«театр «Опера» → «Опера»: what stands in quotation marks."""
    return name.partition("«")[2].partition("»")[0].lower()


def _is_nobody(p: Party) -> bool:
    """«глава государства», «губернатор»: a post and no name."""
    return p.type == "person" and p.name == p.position
