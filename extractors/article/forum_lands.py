"""In which country a forum is held that every reader knows: «на полях ПМЭФ», «в рамках Восточного экономического форума»."""

from __future__ import annotations

from extractors.lexicon import members
from extractors.view import View

AT = {"в", "на", "поле", "рамка", "площадка", "ход", "кулуары", "время", "стенд"}
BEFORE, WORDS = 3, 4  # tokens: «на полях / Восточного», «Восточного / экономического / форума»
GATHERINGS = {"форум", "саммит", "конгресс"}
BY_TOWN = {"восточный": "RU", "боаоский": "CN", "анталийский": "TR", "давосский": "CH", "дохинский": "QA", "мюнхенский": "DE"}


def forum_country(view: View, trigger: int) -> str | None:
    """«На полях ПМЭФ министр встретился с …» → RU; None where no known forum is told as the place of what the sentence tells."""
    for i, word in enumerate(view.lemmas):
        if word in GATHERINGS:
            land, first = _by_name(view, i)
        elif word.partition("-")[0] in members("held_RU"):  # «ВЭФ-2024»
            land, first = "RU", i
        else:
            continue
        before = view.lemmas[max(0, first - BEFORE) : first]
        if land and not AT.isdisjoint(before) and view.verbs_between(i, trigger) <= 1:
            return land
    return None


def _by_name(view: View, i: int) -> tuple[str | None, int]:
    """«Петербургского международного экономического / форума» → the country of the town that names it, and where its name begins."""
    for k in range(max(0, i - WORDS), i):
        word = view.lemmas[k]
        if word in BY_TOWN and view.tokens[k].text[:1].isupper():
            return BY_TOWN[word], k
    first = view.tokens[max(0, i - WORDS)].start
    town = next((p for p in view.places if p.form == "adjective" and p.kind in ("town", "region") and first <= p.start < view.tokens[i].start), None)
    return (town.country, view.token_at(town.start)) if town is not None else (None, i)
