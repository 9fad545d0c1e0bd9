"""Sides from around a deal: what its sentence leaves out is told before it, by the goods, by the speaker, or is the body whose news it is.

Every source fills only a role that the sentence itself leaves empty, and never with the land or the body of the other side.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.article.protagonist import known_by, only_tells
from extractors.build import Draft, place_party, to_party
from extractors.contracts.house import house_of
from extractors.contracts.parties import resolve
from extractors.contracts.roles import ROLES
from extractors.contracts.speakers import narrator, speaker_side
from extractors.contracts.worth import abroad
from extractors.lexicon import classes_of, key, members
from extractors.parties.same import same_party
from extractors.references.goods import takes_up
from extractors.references.words import VISITORS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler

REACH = 4  # sentences back over which a deal is spoken of


def same_trader(draft: Draft, kept: Sequence[Draft], state: Discourse) -> None:
    """«Ещё шесть таких же вертолётов уйдут в Бангладеш»: the seller of the same goods told before sells to another buyer, too."""
    if draft.columns.get("suppliers") or not draft.columns.get("customers"):
        return
    near = (e for e in reversed(kept) if 0 < draft.match.sentence - e.match.sentence <= REACH and e.columns.get("suppliers") and _of_one_kind(draft, e))
    known = next(near, None)
    if known is None or of_other_lands(draft, known, state):
        return
    if not any(_same_land(p, q) for p in known.columns["suppliers"] if p.type == "place" for q in draft.columns["customers"]):
        draft.columns["suppliers"] = known.columns["suppliers"]
        draft.found.add("discourse")


def of_other_lands(draft: Draft, earlier: Draft, state: Discourse) -> bool:
    """«за рубеж всего ушло 10 млн т», «500 тракторов Узбекистана»: a total, or the goods of a land that is no side of the deal before."""
    view = state.views[draft.match.sentence]
    if view.index == earlier.match.sentence:
        return False
    if draft.columns["kind"] == "supply" and not draft.columns.get("customers") and abroad(view):
        return True
    span: tuple[int, int] | None = draft.columns.get("goods_span")
    if span is None:
        return False
    start, stop = view.tokens[span[0]].start, view.tokens[min(span[1], len(view.tokens)) - 1].stop
    lands = {p.country for p in view.places if start <= p.start < stop and p.country and p.form != "adjective"}
    known = {p.country for s in ("suppliers", "customers") for p in earlier.columns.get(s) or () if p.country}
    return bool(lands) and lands.isdisjoint(known)


def _of_one_kind(draft: Draft, earlier: Draft) -> bool:
    return bool(earlier.columns.get("goods")) and bool(draft.columns.get("vague_goods") or shares_goods(draft, earlier))


def shares_goods(draft: Draft, earlier: Draft) -> bool:
    ours, theirs = draft.columns.get("goods_head"), earlier.columns.get("goods_head")
    if not ours or not theirs:
        return False
    short, long = sorted((ours, theirs), key=len)
    return short == long or (len(short) >= 5 and long.endswith(short)) or goes_by(draft, earlier)  # «вагоны», «полувагоны»


def goes_by(draft: Draft, earlier: Draft) -> bool:
    """«закупил 12 лифтов. Подъёмники придут в мае»: a general word alone for the goods told before."""
    alone = len(str(draft.columns.get("goods") or "").split()) == 1
    return alone and takes_up(str(draft.columns.get("goods_head") or ""), str(earlier.columns.get("goods_head") or ""))


def subject_before(draft: Draft, kept: Sequence[Draft], state: Discourse) -> None:
    """«Завод «Грань» работает с пятью странами. Проведены переговоры о поставке прицепов»: whoever is the subject of the sentence before trades."""
    buys = draft.columns.get("suppliers") or (draft.columns["kind"] == "purchase" and not draft.columns.get("customers"))
    slot, other = ("customers", "suppliers") if buys else ("suppliers", "customers")
    if draft.columns.get(slot) or draft.match.sentence == 0 or draft.match.form.startswith("participle"):
        return
    before = state.views[draft.match.sentence - 1]
    subject = next((m for m in before.mentions if m.type in ("organization", "group", "government") and before.is_main_subject(m)), None)
    if subject is None or subject.bare or before.sentence.block == "title" or only_tells(subject, before) or _is_a_sum(draft, state):
        return
    side = resolve([Filler(subject, "discourse")], draft, state)
    others = draft.columns.get(other) or ()
    if others:  # «Завод «Грань» вышел на рынок Ирана. Партия прицепов ушла в Тегеран»: to another land than its own
        trades = key(subject.lemma) not in VISITORS and all(e.match.sentence != before.index for e in kept)
        if not trades or not all(p.country and q.country and p.country != q.country for p in side for q in others):
            return
    draft.columns[slot] = side
    draft.found.add("discourse")


def _is_a_sum(draft: Draft, state: Discourse) -> bool:
    """«Всего за три дня подписано 46 контрактов», «участники выставки подписали 12 контрактов»: the deals of many."""
    papers = [
        f.mention for fillers in draft.match.slots.values() for f in fillers if f.mention.number == "plur" and "contract_noun" in classes_of(f.mention.lemma)
    ]
    view = state.views[draft.match.sentence]
    return any(m.counted for m in papers) and not view.words.isdisjoint({"всего", "участник"} | members("fair"))


def made_where(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Египет закупит российские вагоны»: where no seller is named, the country or region of the goods sells them."""
    for draft in drafts:
        view = state.views[draft.match.sentence]
        market = (_market(draft, view) or _sold_in(draft, view, state)) if draft.columns["kind"] == "supply" and not draft.columns.get("customers") else None
        if market is not None and not any(_same_land(market, party) for party in draft.columns.get("suppliers") or ()):
            draft.columns["customers"] = (market,)
        if draft.columns.get("suppliers") or not draft.columns.get("customers") or draft.columns["kind"] not in ("supply", "purchase"):
            continue
        maker = _adjective(draft, view) or _made_behind(draft, view) or _ours(draft, view, state)
        if maker is not None and not any(_same_land(maker, party) for party in draft.columns["customers"]):
            draft.columns["suppliers"] = (maker,)


def worked_for(drafts: Sequence[Draft], state: Discourse) -> None:
    """«модернизирует узбекские станции», «обучит египетских техников»: where no customer of works is named, the land whose things or people they are."""
    for draft in drafts:
        if draft.columns.get("customers") or not draft.columns.get("suppliers") or draft.columns["kind"] not in ("service", "construction"):
            continue
        span: tuple[int, int] | None = draft.columns.get("goods_span")
        view = state.views[draft.match.sentence]
        if span is None or any(m.parent is not None and m.type == "organization" and span[0] <= m.first < span[1] for m in view.mentions):
            continue
        start, stop = view.tokens[span[0]].start, view.tokens[min(span[1], len(view.tokens)) - 1].stop
        found = [p for p in view.places if start <= p.start < stop and p.form == "adjective" and p.country]
        if len(found) == 1 and all(p.country and p.country != found[0].country for p in draft.columns["suppliers"]):
            draft.columns["customers"] = (place_party(found[0]),)


def _market(draft: Draft, view: View) -> Party | None:
    """«поставки на китайский рынок», «на рынки Китая»: the country of the market that the goods go to."""
    t = draft.match.trigger
    for m in view.mentions:
        if m.prep == "на" and key(m.lemma) == "рынок" and m.case in ("acc", "nom", "") and abs(m.first - t) < 15 and view.verbs_between(t, m.first) == 0:
            start, stop = view.tokens[m.first].start, m.stop
            return next((place_party(p) for p in view.places if start <= p.start < stop and p.country), None)
    return None


def _sold_in(draft: Draft, view: View, state: Discourse) -> Party | None:
    """«реализует в Узбекистане пряжу»: the land abroad in which somebody sells."""
    at, home = draft.match.trigger, state.home.country if state.home else None
    if view.lemmas[at] not in SELLING or home is None or not draft.columns.get("suppliers"):
        return None
    lands = (m for m in view.mentions if m.type == "place" and m.country and not m.region and m.prep in ("в", "на") and m.case == "loc")
    near = (m for m in lands if m.country != home and view.governor(m) == at)
    return next((to_party(m) for m in near), None)


SELLING = {"продавать", "реализовать", "реализовывать", "сбывать"}


def _ours(draft: Draft, view: View, state: Discourse) -> Party | None:
    """«Китай закупает нашу продукцию»: the speaker's own side."""
    span: tuple[int, int] | None = draft.columns.get("goods_span")
    if span is None or not any(t.text.lower()[:4] in ("наш", "наша", "нашу", "наши", "наше") for t in view.tokens[max(0, span[0] - 1) : span[1]]):
        return None
    speaker = speaker_side(view, state)
    return speaker or (place_party(state.home) if state.home else None)


def _adjective(draft: Draft, view: View) -> Party | None:
    """The one place whose adjective describes the goods themselves: «партия белорусских комбайнов»."""
    span: tuple[int, int] | None = draft.columns.get("goods_span")
    if span is None:
        return None
    first, last = span[0], min(span[1], len(view.tokens))
    start, stop = view.tokens[first].start, view.tokens[last - 1].stop
    found = [p for p in view.places if p.form == "adjective" and start <= p.start < stop and p.country]
    if len(found) != 1:
        return None
    at = view.token_at(found[0].start)
    noun = next((i for i in range(at + 1, last) if view.tokens[i].pos in ("NOUN", "PROPN")), None)
    if (
        noun is None
        or key(view.tokens[noun].lemma) in members("container") | BRANDS
        or (classes_of(view.tokens[noun].lemma) & {"maker", "buyer", "organization"} and key(view.tokens[noun].lemma) not in members("ware"))
    ):
        return None
    return place_party(found[0])


def _made_behind(draft: Draft, view: View) -> Party | None:
    """«100 машин — / тоже казахского производства»: the land of the making, told behind the goods."""
    span: tuple[int, int] | None = draft.columns.get("goods_span")
    if span is None or "производство" not in view.words:
        return None
    at = next((i for i in range(span[1], min(span[1] + 6, len(view.tokens))) if view.texts[i] == "производства"), None)
    if at is None or view.verbs_between(span[1] - 1, at):
        return None
    start, stop = view.tokens[at - 1].start, view.tokens[at - 1].stop
    return next((place_party(p) for p in view.places if p.form == "adjective" and p.start < stop and p.stop > start and p.country), None)


BRANDS = {"марка", "бренд", "модель"}  # «машины минской марки» come from whoever sells them


def _same_land(maker: Party, customer: Party) -> bool:
    if maker.region:
        return maker.region == customer.region
    return maker.country == customer.country


def by_hero(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Шесть машин уйдут в Бангладеш» in a release of «Камские вертолёты», «премиксы везём из Омска» in an interview with a farm's head.

    The body whose news it is, or whom the article interviews, sells what is sold to others, and buys what is surely another land's.
    """
    hero = _hero(state) if drafts else None
    land = (hero.country if hero is not None else None) or (state.home.country if state.home else None)
    for draft in drafts if hero is not None and hero.type != "government" else ():
        assert hero is not None
        sold, bought = draft.columns.get("suppliers") or (), draft.columns.get("customers") or ()
        if draft.columns["kind"] not in ("supply", "purchase", "service") or bool(sold) == bool(bought) or any(_is(hero, p) for p in (*sold, *bought)):
            continue
        if bought or (draft.match.rule not in BIDS and all(p.country not in (None, land) for p in sold)):
            draft.columns["suppliers" if bought else "customers"] = (hero,)
            draft.found.add("discourse")


BIDS = {"contracts.bid", "contracts.lose", "contracts.win", "contracts.refuse"}  # whose tender it is stays open


def _hero(state: Discourse) -> Party | None:
    """The body whose news it is, whom the article interviews, or whose deals it tells."""
    body = state.hero
    if body is None and (speaker := narrator(state)) is not None:
        return speaker
    body = body or house_of(state)
    return to_party(body) if body is not None else None


def _is(hero: Party, party: Party) -> bool:
    return same_party(hero, party) or known_by(hero.name) == known_by(party.name)


def by_house(drafts: Sequence[Draft], state: Discourse) -> None:
    """«Холдинг «Арлан» передаст Перу машины. … Шесть уйдут в Бангладеш»: the one seller of all deals told so far sells here, too."""
    sellers: list[Party] = []
    for draft in drafts:
        told = draft.columns.get("suppliers") or ()
        if not told and len(sellers) == 1 and _may_sell(sellers[0], draft):
            draft.columns["suppliers"] = (sellers[0],)
            draft.found.add("discourse")
        if draft.columns["kind"] in ("supply", "purchase"):
            sellers += [p for p in told if not any(same_party(p, q) for q in sellers)]


def _may_sell(seller: Party, draft: Draft) -> bool:
    """A firm, to a buyer of another land, in a deal of wares."""
    customers = draft.columns.get("customers") or ()
    return (
        seller.type == "organization"
        and key(seller.name.split()[0]) not in ROLES
        and draft.columns["kind"] == "supply"
        and bool(customers)
        and not any(same_party(seller, p) or (p.country and p.country == seller.country) for p in customers)
    )
