"""Money and firms: who lends or grants how much to whom, who buys or sells a share or a whole business.

«Азиатский банк развития выделит Таджикистану 40 млн долларов», «турецкий холдинг купил 49% калужского завода».
"""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.contracts.lands import ANYWHERE, apart, codes, codes_near, other_side
from extractors.contracts.wares import is_ware
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Match, Mention

FUNDS = {"средство", "деньга", "сумма", "грант", "кредит", "заем", "транш", "финансирование", "помощь", "линия"}


def lent(match: Match, state: Discourse) -> bool:
    """«Исламский банк развития выделит 80 млн долларов»: money or a loan, from another land than where it goes."""
    view = state.views[match.sentence]
    loan = match.slots.get("goods", ())
    if match.rule in ("contracts.grant", "contracts.granted") and not paid(match, view):
        return False
    if match.rule == "contracts.grant" and any(m.prep == "за" and is_ware(m, view) for m in view.mentions):
        return False  # «перечислила пивоварам 7 млн за пиво»: paid, not granted
    if loan and "loan" in classes_of(loan[0].mention.lemma) and loan[0].mention.lemma == "линия" and "кредитн" not in loan[0].mention.name.lower():
        return False
    givers = codes(match, state, "suppliers")
    takers = codes(match, state, "customers")
    takers = takers or {c for slot in ("goods", "aim", "place") for f in match.slots.get(slot, ()) for c in codes_near(f.mention, view)} - givers
    if any(f.found == "discourse" or (f.mention.type == "place" and f.found not in ("child", "shared")) for f in match.slots["suppliers"]):
        return False
    if not givers:
        return _to_a_country(match, view, state)
    if takers:
        return apart(givers, takers)
    return (bool(view.money) or match.rule == "contracts.finance") and (_strange(givers, state) or other_side(givers, match, state))


def _to_a_country(match: Match, view: View, state: Discourse) -> bool:
    """«Кредит в 45 млн евро выдаст Узбекистану Внешэкономбанк»: a body with a name, whose land is not told, and a whole country that it gives a sum to."""
    named = all(f.mention.type == "organization" and not f.mention.bare and any(map(str.isupper, f.mention.name)) for f in match.slots["suppliers"])
    takers = [f.mention for f in match.slots.get("customers", ()) if f.found != "discourse"]
    home = state.home.country if state.home else None
    return named and bool(view.money and takers) and all(_whole_land(m) or (m.type == "organization" and m.country not in (None, home)) for m in takers)


def _whole_land(mention: Mention) -> bool:
    return mention.type == "place" and bool(mention.country) and not mention.region


def paid(match: Match, view: View) -> bool:
    """«дал 3,2 млн долларов», «выделила средства (9 млн)»: a sum, or a word for money beside one, is what is given."""
    t = match.trigger
    for m in view.mentions:
        counted = any(m.start <= q.start < m.stop for q in view.quantities) or view.lemmas[t] == "заплатить"
        if m.prep == "за" and counted and not view.is_value(m):
            return False  # «заплатит «Буммашу» 212 млн / за 18 прессов»: a price
    for m in view.mentions:
        if m.prep or m.parent is not None or view.verbs_between(t, m.head) or m.case in ("dat", "ins"):
            continue
        if key(m.lemma) in FUNDS and view.money:
            return True
        if any(money.start <= m.start < money.stop for money in view.money) and view.breaks_between(t, m.head) == 0:
            return True
    return False


def acquired(match: Match, state: Discourse) -> bool:
    """«турецкий холдинг купил долю в калужском комбинате», «шведы продали пекарню в Калуге»: a firm changes hands between lands."""
    view = state.views[match.sentence]
    goods = match.slots["goods"][0].mention
    words = set(view.lemmas[goods.first : goods.last + 1])
    if goods.prep == "в" and key(goods.lemma) != "капитал":
        return False  # «войдёт в совместное предприятие»
    if {":", ";"} & set(view.texts[match.trigger : goods.first]):
        return False  # «пшеницу продавал сам: элеватор комбината принял 36 тысяч тонн»
    if key(view.tokens[match.trigger].lemma) in ("получить", "получать") and "stake" not in classes_of(goods.lemma):
        return False  # «заём получил комбинат»
    if words & {"рынок", "ответственность", "билет"} or (goods.lemma == "актив" and "часть" in words) or not _whole(goods, match, view):
        return False
    told = [f.mention for slot in ("customers", "suppliers") for f in match.slots.get(slot, ()) if f.found != "discourse"]
    if not told or goods in told or any(m.lemma == goods.lemma and not m.name.count("«") for m in told):
        return False
    givers, takers = codes(match, state, "suppliers"), codes(match, state, "customers")
    theirs = _land(goods, match, view) | {c for f in match.slots.get("site", ()) for c in (f.mention.country, f.mention.region) if c}
    if givers and takers:
        return apart(givers, takers) or apart(takers, theirs) or apart(givers, theirs)
    ours = givers or takers
    return apart(ours, theirs) if theirs else _strange(ours, state) and bool(ours)


def _whole(goods: Mention, match: Match, view: View) -> bool:
    """«49% элеватора», «сеть автозаправок», «завод в Твери»; a genitive only behind a per cent sign, a mere «компания» never."""
    percent = goods.first > 0 and view.tokens[goods.first - 1].text == "%"
    counted = any(goods.start <= q.start < goods.stop for q in view.quantities)
    if "role" not in match.slots and goods.case == "gen" and "acc" not in goods.cases and goods.prep != "от" and not percent and not counted:
        return False
    return goods.last - goods.first > 1 or percent or "stake" in classes_of(goods.lemma) or bool(_land(goods, match, view))


def _land(goods: Mention, match: Match, view: View) -> set[str]:
    """«сеть из 34 автозаправок на западе Грузии», «пекарню в Калуге»: the places in the phrase of a firm, up to the next verb or comma."""
    last = goods.last
    sides = {f.mention.first for slot in ("customers", "suppliers") for f in match.slots.get(slot, ())}
    while last < len(view.tokens) and view.tokens[last].pos not in ("VERB", "PUNCT") and last not in sides:
        last += 1
    stop = view.tokens[last - 1].stop
    return {code for p in view.places if goods.start <= p.start < stop for code in (p.country, p.region) if code}


def _strange(found: set[str], state: Discourse) -> bool:
    """Whether somebody is not of the article's own country."""
    home = state.home.country if state.home else None
    return bool(found) and (ANYWHERE in found or (home is not None and all(c.split("-")[0] != home for c in found)))


def invested(match: Match, state: Discourse) -> bool:
    """«вложит 85 млн юаней», «вложился в фабрику»: money or something built."""
    view = state.views[match.sentence]
    if match.status == "occurred" and any(
        key(f.mention.lemma) in ("иностранец", "инвестор") and f.mention.number == "plur" and f.mention.bare for f in match.slots["suppliers"]
    ):
        return False  # «иностранцы вложили в предприятия зоны 31 млн»: a figure
    return bool(view.money) or any(
        {"structure", "maker", "construction_act", "service_act", "founding", "stake"} & classes_of(f.mention.lemma) for f in match.slots.get("goods", ())
    )
