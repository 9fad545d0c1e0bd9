"""Guards of rules that tell a wish: who wants, awaits, seeks, offers or talks of which wares."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.contracts.building import outsider
from extractors.contracts.lands import apart, codes, codes_near
from extractors.contracts.wares import counted, is_ware, ware
from extractors.lexicon import classes_of, key, members
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Match, Mention


def wished(match: Match, state: Discourse) -> bool:
    """«хотят говядину», not «хотят брать масло», «просит предоплату», «присматривались к этому рынку»: the thing itself is wished for."""
    view = state.views[match.sentence]
    if match.slots["goods"][0].mention.lemma == "рынок":
        return False
    if key(view.tokens[match.trigger].lemma) not in ("хотеть", "просить", "попросить", "запросить"):
        return True
    goods = match.slots["goods"][0].mention
    words = {key(t.lemma) for t in view.tokens[goods.first : goods.last]}
    infinitive = any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger])
    return not infinitive and view.governor(goods) == match.trigger and not words.isdisjoint(members("ware", "animal"))


def offered(match: Match, state: Discourse) -> bool:
    """«пообещал двадцать мусоровозов», «предложил Ургенчу восемнадцать машин»: so many wares, and no infinitive after the promise."""
    view = state.views[match.sentence]
    goods = match.slots["goods"][0].mention
    counted = (
        bool(view.money)
        or "origin" in match.slots
        or any(goods.start <= q.start < goods.stop for q in view.quantities)
        or ("customers" in match.slots and _plain_ware(match, view))
    )
    plans = any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger])
    named = any(f.found != "discourse" for slot in ("suppliers", "customers", "origin") for f in match.slots.get(slot, ()))
    return counted and not plans and named and ware(match, state)


def _plain_ware(match: Match, view: View) -> bool:
    """«предложила Индии подводные лодки»: a ware without a number, to someone with a name or a place."""
    goods = match.slots["goods"][0].mention
    taker = match.slots["customers"][0].mention
    return bool({key(t.lemma) for t in view.tokens[goods.first : goods.last]} & members("ware")) and bool(taker.country or "«" in taker.name)


def _of_the_act(body: Mention, match: Match) -> bool:
    """«заинтересован в закупке лифтов / у завода»: from whom it is bought, not whose interest it is."""
    return body.prep == "у" and body.first > match.slots["act"][0].mention.first > match.trigger


MUSING = {"подумывать", "задуматься"}


def keen(match: Match, state: Discourse) -> bool:
    """«интерес к строительству моста проявила австрийская фирма»: who would work or invest comes from elsewhere."""
    far = {"discourse"} if match.form == "noun" else {"discourse", "clause"}
    if key(state.views[match.sentence].tokens[match.trigger].lemma) in MUSING:
        far = {"discourse", "clause", "shared"}  # «участок осмотрела фабрика, там подумывают о складе»
    if (
        any(f.found in far or f.mention.bare or _of_the_act(f.mention, match) for f in match.slots["suppliers"])
        or key(match.slots["act"][0].mention.lemma) == "рынок"
        or (
            match.rule == "contracts.keen"
            and "«" in match.slots["act"][0].mention.name
            and not classes_of(match.slots["act"][0].mention.lemma) & {"construction_act", "service_act"}
        )
    ):
        return False  # «заинтересовались заводом «Амурский»: it stands already
    theirs = codes(match, state, "customers") or codes_near(match.slots["act"][0].mention, state.views[match.sentence])
    return apart(codes(match, state, "suppliers"), theirs) if theirs else outsider(match, state)


def sourced(match: Match, state: Discourse) -> bool:
    """«получили из Белоруссии три трактора»: a source, or a number of wares, makes receiving a delivery."""
    view = state.views[match.sentence]
    if match.slots.keys() & {"suppliers", "origin"}:
        return True
    if key(view.tokens[match.trigger].lemma) in ("взять", "брать", "забрать"):
        return any(f.mention.type in ("organization", "group", "place") for f in match.slots.get("customers", ()))
    mention = match.slots["goods"][0].mention
    takers = [f.mention for f in match.slots.get("customers", ())]
    if key(view.tokens[match.trigger].lemma) in members("taking"):
        return any(not m.bare or m.country for m in takers)  # «корпорация из Дакки предлагает забирать карбамид»
    if mention.country and takers and is_ware(mention, view) and all(m.country and m.country != mention.country for m in takers):
        return True  # «Эмираты получат калмыцкую баранину»: the goods say where they come from
    if mention.lemma in PRONOUNS and any(m.first < mention.first and not m.type and is_ware(m, view) for m in view.mentions if m.lemma not in PRONOUNS):
        return any(not m.bare for m in takers)  # «изготовил 38 водовозов: их получит концерн «Азерсун»
    if "производства" in {t.text.lower() for t in view.tokens[mention.first : mention.last + 1]}:
        return True  # «получил первый поезд производства «Метровагонмаша»
    return any(mention.start <= q.start < mention.stop for q in view.quantities)


def awaited(match: Match, state: Discourse) -> bool:
    """«ждёт из Гомеля трамваи», not «ожидает увидеть детали»: the goods hang on the waiting itself."""
    view = state.views[match.sentence]
    reckoned = key(view.tokens[match.trigger].lemma) == "рассчитывать"
    if reckoned and not (match.slots["goods"][0].mention.prep == "на" and counted(match, state)):
        return False  # «рассчитывает на 1,7 млн доз»
    return not any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger]) and sourced(match, state)


def sought_ware(match: Match, state: Discourse) -> bool:
    """«ищет поставщика саженцев», where a land is told beside the seeker's own."""
    view = state.views[match.sentence]
    if all(f.found == "discourse" and f.mention.lemma == "они" for f in match.slots["seeker"]):
        return False  # «поставщика мебели выбрали раньше»: nobody is meant
    lands = {f.mention.country for slot in ("seeker", "place") for f in match.slots.get(slot, ()) if f.mention.country}
    home = state.home.country if state.home else None
    return any(is_ware(f.mention, view) for f in match.slots["goods"]) and bool(lands - {home})


def foreign(match: Match, state: Discourse) -> bool:
    """Buyers of another land than the article's home, or than the goods."""
    home = state.home.country if state.home else None
    made_in = {f.mention.country for f in match.slots["goods"]} - {None}
    return any(f.mention.country and (f.mention.country != home or made_in - {f.mention.country}) for f in match.slots.get("customers", ()))


def talked(match: Match, state: Discourse) -> bool:
    """«переговоры о двух судах», «переговоры с малайзийцами о квадрокоптерах»: so many of them, or with whom."""
    named = not any(classes_of(f.mention.lemma) & {"vague_goods"} for f in match.slots["goods"])
    return counted(match, state) or (named and any(f.mention.country and not f.mention.bare for f in match.slots.get("partners", ())))


def itself(match: Match, state: Discourse) -> bool:
    """«переговоры о двух судах», not «о замене двух колонн»: no act stands between the talk and the wares."""
    return not any(classes_of(f.mention.lemma) & {"supply_act", "purchase_act", "service_act", "construction_act"} for f in match.slots["goods"])


def needed(match: Match, state: Discourse) -> bool:
    """«Оренбургу нужны автобусы», not «масло прошло все необходимые исследования»: an attribute speaks of its own noun alone."""
    view = state.views[match.sentence]
    token = view.tokens[match.trigger]
    if token.pos != "ADJ" or not token.feats.case or token.head < 0 or view.tokens[token.head].pos != "NOUN":
        return True
    return any(f.mention.first <= token.head < f.mention.last for f in match.slots["goods"])
