"""Papers counted at their signing and told one by one behind it, without a verb and often without a noun.

«Область подписала 12 соглашений. Крупнейшее из них – с «Титаном» о выпуске каучука, ещё одно – с Тувой» → a paper with each of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.agreements.chains import chain
from extractors.agreements.lists import DASHES
from extractors.article.discourse import Discourse
from extractors.view import View, is_predicate
from schemas.match import Filler, Match, Mention

RULES = {"agreements.sign", "agreements.put_signatures"}
ONES = {"один", "первый", "второй", "третий", "четвертый", "пятый", "другой", "последний", "следующий", "крупный", "главный", "ключевой", "важный", "значимый"}
AHEAD = 3  # sentences behind the signing
AMONG_THEM = (["среди", "они"], ["в", "они", "число"], ["в", "их", "число"], ["в", "тот", "число"], ["среди", "подписать"], ["среди", "подписанный"])
STOPS = DASHES | {",", ";", ":"}
OPENING = 7  # tokens before the dash: «Самое крупное из подписанных соглашений –»
FITTING = {"из", "они", "еще", "ещё", "самый", "и", "а", "наиболее", "подписать", "заключить", "документ", "соглашение", "меморандум", "бумага", "договор", ","}


def one_by_one(match: Match, state: Discourse) -> list[Match]:
    """The papers that the sentences behind a signing of several tell one by one; whoever signed them all signed each."""
    document = match.slots.get("document", ())
    if match.rule not in RULES or not document or not (document[0].mention.number == "plur" or document[0].mention.counted):
        return []
    signers = tuple(replace(f, found="discourse") for f in match.slots.get("parties", ()) if f.found != "discourse")
    if len(signers) > 1 or match.slots.get("partners"):
        return []
    told: list[Match] = []
    for view in state.views[match.sentence + 1 : match.sentence + 1 + AHEAD]:
        for at, partners, about in _partners(view):
            if not signers and len(partners) < 2:
                continue
            slots: dict[str, tuple[Filler, ...]] = {
                "document": (replace(document[0], found="discourse"),),
                "partners": tuple(Filler(m, "child") for m in partners),
            }
            acting = {"parties": signers} if len(partners) < 2 else {}
            subject = {"subject": (Filler(about, "child"),)} if about is not None else {}
            told.append(replace(match, sentence=view.index, trigger=at, slots={**slots, **acting, **subject}))
    return told


def is_one_of_them(match: Match) -> bool:
    """Whether a match tells one of several papers: its own words name no paper."""
    document = match.slots.get("document", ())
    return bool(document) and document[0].found == "discourse" and document[0].mention.sentence < match.sentence and "partners" in match.slots


def _partners(view: View) -> Iterator[tuple[int, tuple[Mention, ...], Mention | None]]:
    """«Первое – с банком о займах, второе – с Тувой», «Среди них – с банком, с Тувой»: where each paper is told, its partner, and what it is about."""
    for dash, text in enumerate(view.texts):
        first = _opening(dash, view) if text in DASHES else -1
        items = chain(view, dash + 1) if first >= 0 else []
        for i, (partners, about) in enumerate(items if _is_of_several(view, first, dash) else items[:1]):
            yield (partners[0].first if i else first), partners, about


def _is_of_several(view: View, first: int, dash: int) -> bool:
    """«Среди них –», «Крупнейшие –»: what stands before the dash names more than one paper."""
    return view.lemmas[first:dash] in AMONG_THEM or any(t.feats.number == "plur" and t.pos == "ADJ" for t in view.tokens[first:dash])


def _opening(dash: int, view: View) -> int:
    """Where «ещё одно», «самое крупное из них», «второй документ» before a dash names one of the papers; -1 where it does not."""
    low = dash
    while low > 0 and dash - low < OPENING and view.texts[low - 1] not in STOPS:
        low -= 1
    words = view.lemmas[low:dash]
    if words in AMONG_THEM:
        return low
    if any(is_predicate(t) for t in view.tokens[low:dash] if t.feats.form == "fin") or not set(words) <= ONES | FITTING:
        return -1
    return next((i for i in range(low, dash) if view.lemmas[i] in ONES), -1)
