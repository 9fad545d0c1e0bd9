"""The occasion under way: what happens on a trip or at a meeting shares its date and country.

«Вчера делегация прибыла в Гомель. Гости осмотрели завод, стороны подписали протокол»: the plant and the protocol have
no date or place of their own, the trip gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors.build import Draft
from extractors.discourse import Discourse
from schemas.facts import Party

REACH = 8  # sentences over which an occasion is carried
PLACED = 30  # a country is kept longer: a report rarely leaves the country it is about
DATES = ("date", "date_text", "date_start", "date_end")
HAPPENED = {"occurred", "ongoing"}


@dataclass(slots=True)
class Occasion:
    """The last event that the article told with a date or a place, and the sentence where it did."""

    sentence: int = -1
    dates: dict[str, Any] | None = None
    dated_at: int = -99
    country: str | None = None
    placed_at: int = -99


def carry(drafts: list[Draft], state: Discourse) -> list[Draft]:
    """Fill dates and countries of drafts from the occasion they belong to; drafts in text order."""
    occasion, coming = Occasion(), Occasion()
    for draft in sorted(drafts, key=lambda d: d.columns["trigger_start"]):
        if draft.table == "trade_figures":
            continue
        if draft.columns["status"] in HAPPENED:
            _inherit(draft, occasion)
        elif draft.columns["status"] == "planned" and draft.table == "agreements":
            _inherit(draft, coming)  # «Делегация прибудет 26 июня. Главный пункт программы — протокол …»
        if draft.table in ("visits", "meetings"):
            _country(draft, occasion, state)
            if draft.columns["status"] in HAPPENED:
                _remember(draft, occasion)
            elif draft.columns["status"] == "planned":
                _remember(draft, coming)
    return drafts


def _inherit(draft: Draft, occasion: Occasion) -> None:
    at = draft.match.sentence
    if draft.table in ("visits", "meetings", "agreements") and draft.get("date") is None and occasion.dates and 0 <= at - occasion.dated_at <= REACH:
        draft.columns.update(occasion.dates)
        draft.found.add("discourse")


def _country(draft: Draft, occasion: Occasion, state: Discourse) -> None:
    if draft.get("country") is not None:
        return
    if occasion.country and draft.match.sentence - occasion.placed_at <= PLACED and draft.columns["status"] in HAPPENED | {"denied"}:
        draft.columns["country"] = occasion.country
        return
    home = state.home.country if state.home else None
    if draft.table == "meetings":
        draft.columns["country"] = _host_country(draft) or home
        return
    visitors: tuple[Party, ...] = draft.get("visitors") or ()
    abroad = {p.country for p in visitors if p.country}
    if draft.table == "visits" and home and abroad and home not in abroad:
        draft.columns["country"] = home


def _host_country(draft: Draft) -> str | None:
    """«аким принял посла»: where who receives is at home."""
    if draft.match.rule != "meetings.receive":
        return None
    return next((p.country for p in draft.get("participants") or () if p.country and p.type != "group"), None)


def _remember(draft: Draft, occasion: Occasion) -> None:
    at = draft.match.sentence
    if draft.get("date") is not None:
        occasion.dates, occasion.dated_at = {name: draft.columns[name] for name in DATES}, at
    if draft.get("country") is not None:
        occasion.country, occasion.placed_at = draft.columns["country"], at
