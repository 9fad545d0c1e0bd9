"""Whether a group told without a name is another than those of a trip long ago: «Год назад делегация Тулы была в Гомеле. Теперь прибыла делегация из 14 человек»."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.build import Draft
from extractors.lexicon import key
from extractors.references.words import VISITORS
from extractors.view import View
from schemas.match import Mention

LONG_AGO = timedelta(days=60)
NOW = {"теперь", "сейчас", "ныне", "нынче"}


def counted_anew(mention: Mention, view: View, row: Draft | None, published: date | None) -> bool:
    """«делегация / из 14 человек», where the trip told before was long ago."""
    if mention.lemma not in VISITORS or not mention.bare or row is None or not is_long_ago(row.get("date_end"), published):
        return False
    behind = view.tokens[mention.last : mention.last + 2]
    return len(behind) == 2 and behind[0].text == "из" and behind[1].pos == "NUM"


def begins_anew(draft: Draft, view: View, told: date | None, published: date | None) -> bool:
    """«Теперь делегация прибыла», «делегация прибыла» of nobody known: an event that does not share the day of one long ago."""
    if not is_long_ago(told, published) or draft.table not in ("visits", "meetings"):
        return False
    nameless = any(p.type == "group" and not p.country and p.name in VISITORS for p in draft.get("visitors") or ())
    return nameless or not NOW.isdisjoint(view.lemmas[:3])


def is_long_ago(told: date | None, published: date | None) -> bool:
    """Whether a day lies months before the article."""
    return told is not None and published is not None and told + LONG_AGO < published


def group_before(mention: Mention, view: View) -> Mention | None:
    """«ждут новую сербскую группу, её привезёт ассистент»: the group that the same sentence has just named."""
    before = [m for m in view.mentions if m.last <= mention.first and m.type == "group" and m.parent is None and m.country and not m.bare]
    return before[-1] if before and mention.lemma == "она" and key(before[-1].lemma) in VISITORS else None
