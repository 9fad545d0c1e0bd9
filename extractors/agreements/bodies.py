"""Guards of joint bodies: what makes a plant, a centre, an office one of two sides."""

from __future__ import annotations

from collections.abc import Callable

from extractors.agreements.named import body_named, contracted, joint_with, supplied, two_diplomas, vague_plans
from extractors.article.discourse import Discourse
from extractors.lexicon import classes_of, key, members
from extractors.phrases.words import PRONOUNS
from extractors.view import View, is_predicate
from schemas.match import Match, Mention
from schemas.values import Place

ENTERPRISES = {"предприятие", "производство", "завод", "фабрика", "компания", "комбинат", "сборка", "цех"}
NAMED_BODIES = {
    "кластер",
    "хаб",
    "центр",
    "технопарк",
    "терминал",
    "консорциум",
    "ассоциация",
    "штаб",
    "фонд",
    "школа",
    "лаборатория",
    "институт",
    "узел",
    "парк",
}
TALKED = {
    "речь",
    "переговоры",
    "разговор",
    "обсуждать",
    "обсуждаться",
    "обсудить",
    "договориться",
    "договариваться",
    "согласовать",
    "прорабатывать",
    "рассматривать",
    "планировать",
    "изучать",
}
TOGETHER = {"вместе", "совместно", "вдвоем", "паритетный", "пай", "пополам", "сообща", "вскладчину", "складчина", "поровну", "двое", "пая", "паи"}
FOUNDING = {"учредить", "учреждать", "основать", "создать", "создавать", "зарегистрировать"}
FOUNDED = {"заводить", "создать", "создавать", "открыть", "учредить", "основать", "создание", "открытие", "учреждение"}
NEAR = 5  # tokens
SHARED_MARKETS = {"совместный", "общий", "приграничный", "оптовый", "единый"}
RETAIL = {"магазин", "питомник", "ферма", "институт"}  # abroad, where they are wished for: what is open is its owner's affair
BOTH = {"сторона", "партнер"}
BY_NAME = {"представительство", "филиал", "консульство", "генконсульство", "посольство", "торговый"}  # abroad, whoever opens it
OTHERS = {"гость", "партнер", "коллега", "сторона", "они", "делегация"}


def joint_enterprise(match: Match, state: Discourse) -> bool:
    """«совместное предприятие», «СП», «российско-казахстанский завод»: a body that two sides run together."""
    view, body = state.views[match.sentence], match.slots["body"][0].mention
    words = _words(view, body.first, body.last)
    lands = {p.country for p in view.places if p.form == "adjective" and body.start <= p.start < body.stop}
    return (
        ("совместный" in words and body.lemma in ENTERPRISES) or key(body.lemma) in members("own_body") or (len(lands) > 1 and key(body.lemma) in ENTERPRISES)
    )


def gives_start(match: Match, state: Discourse) -> bool:
    """«обзавелись общей мастерской», «дали старт совместному заводу», not «дали совместному заводу кредит»."""
    obtained = state.views[match.sentence].lemmas[match.trigger] in ("обзавестись", "обзаводиться")
    body = match.slots["body"][0].mention
    return body.may_be("ins") and not body.prep if obtained else "start" in match.slots and body.case == "dat"


def halved(match: Match, state: Discourse) -> bool:
    """«которое А и Б держат пополам», «заводом на паях владеют А и Б»: two owners, and a word that says that they share."""
    view, t = state.views[match.sentence], match.trigger
    owners = {f.mention.name for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.found != "discourse"}
    return len(owners) > 1 and not TOGETHER.isdisjoint(view.lemmas[max(0, t - NEAR) : t + NEAR])


def joint(match: Match, state: Discourse) -> bool:
    """A body of two sides: called joint, founded with somebody, or opened by one side in the other's place."""
    view, told = state.views[match.sentence], match.slots["body"][0].mention
    body = body_named(told, view)
    lemma = key(body.lemma)
    if lemma in PRONOUNS:
        return False  # «его», «они»: nobody knows what it is
    if body is not told and (body.kind == "event" or classes_of(lemma).isdisjoint({"joint_body", "structure", "outpost"})):
        return False  # «форум «Тверь – Минск», который собирались провести»
    if any(ruled_out(match, body, view) for ruled_out in NOT_JOINT):
        return False
    return any(ground(match, body, view) for ground in GROUNDS) or _outpost(match, body, state)


def _no_trading_house(match: Match, body: Mention, view: View) -> bool:
    """«дом» that is no «торговый дом»."""
    return key(body.lemma) == "дом" and "торговый" not in _words(view, body.first, body.last)


def _opens_trade(match: Match, body: Mention, view: View) -> bool:
    """«соглашение открывает рынок для мясников», «открыли программу визита переговоры»."""
    opening = view.lemmas[match.trigger] in ("открыть", "открывать", "открытый")
    if body.lemma == "рынок" and opening:
        return not _words(view, body.first, body.head) & SHARED_MARKETS
    return body.lemma == "программа" and opening and "совместный" not in _words(view, body.first, body.last) and not two_diplomas(body, view)


def _beside_a_party(match: Match, body: Mention, view: View) -> bool:
    """«научный центр и обсерватория будут вместе изучать»: one of those who act."""
    own = next((i for i, m in enumerate(view.mentions) if m is body), -1)
    parties = [f.mention for f in match.slots.get("parties", ()) if f.mention in view.mentions]
    return any(m.conjunct_of == own or body.conjunct_of == view.mentions.index(m) for m in parties)


def _of_another_verb(match: Match, body: Mention, view: View) -> bool:
    return match.slots["body"][0].found != "child" and _another_verb(match.trigger, body, view)


def _only_common(match: Match, body: Mention, view: View) -> bool:
    """«провели совместный опыт»: joint, but nothing that is founded."""
    return "joint_body" not in classes_of(key(body.lemma)) and not _founded(match, view)


def _called_joint(match: Match, body: Mention, view: View) -> bool:
    """«совместный центр», «СП», «российско-вьетнамский центр», «вместе с верфью «Балкан» / откроют базу», «группа Рязанской и Гомельской областей»."""
    around = _words(view, max(0, body.first - 1), body.last) | (
        (_words(view, max(0, match.trigger - 2), match.trigger + 4) | _words(view, body.last, body.last + 2)) & TOGETHER
    )
    if any(view.lemmas[max(0, f.mention.first - 2)] in TOGETHER for f in match.slots.get("partners", ()) if f.mention.first > 1):
        return True
    lands = {p.country for p in view.places if p.form == "adjective" and body.start <= p.start < body.stop}
    if two_diplomas(body, view) or joint_with(body, view):
        return True
    return bool(around & members("joint")) or key(body.lemma) in members("own_body") or len(lands) > 1 or len(places_within(body, view)) > 1


def _of_both(match: Match, body: Mention, view: View) -> bool:
    """«стороны создадут центр»."""
    named = match.rule == "agreements.create" and key(body.lemma) in ENTERPRISES | NAMED_BODIES
    return named and any(m.lemma in BOTH and m.number == "plur" and m.case == "nom" for m in _founders(match))


def _founded_by_two(match: Match, body: Mention, view: View) -> bool:
    """«завод «Узор» и корпорация Agroline учредили базу», «с Deccan Dynamics создаётся предприятие»."""
    if match.rule != "agreements.create" or view.lemmas[match.trigger] not in FOUNDING:
        return False
    return (match.form != "noun" and _two_bodies(match, view)) or (key(body.lemma) in ENTERPRISES | NAMED_BODIES and _named_partner(match))


def _with_a_land(match: Match, body: Mention, view: View) -> bool:
    """«построить с партнёрами из Хубэя фабрику», not «10 заводов, созданных при участии»."""
    partners = match.slots.get("partners", ())
    counted = body.number == "plur" and any(f.mention.prep == "при_участие" for f in partners)
    return match.rule == "agreements.create" and not counted and any(f.mention.country and f.found in ("child", "subtree") for f in partners)


def _talked_over(match: Match, body: Mention, view: View) -> bool:
    """«с угандийской стороной обсуждалось создание центра», «Татарстан и Фергана прорабатывают создание технопарка»."""
    if match.form != "noun" or "joint_body" not in classes_of(key(body.lemma)):
        return False
    with_whom = [view.governor(f.mention) for f in match.slots.get("partners", ()) if f.mention.country]
    over = view.ancestors(match.trigger)
    if body.number != "plur" and any(i in over and view.lemmas[i] in TALKED for i in with_whom):
        return True
    return len({(m.country, m.region) for m in talking(match, view)}) > 1


def _of_two_lands(match: Match, body: Mention, view: View) -> bool:
    """«холдинг из Минска и администрация Коломны намерены создать производство», not «А построит завод, Б откроет цех»."""
    acting = [f.mention for f in match.slots.get("parties", ()) if f.found != "clause" and f.mention.country]
    acting = [m for m in acting if m.prep or not view.verbs_between(acting[0].head, m.head)]
    return match.rule == "agreements.create" and len({(m.country, m.region) for m in acting}) > 1


def _offered_to(match: Match, body: Mention, view: View) -> bool:
    """«предложили татарстанским партнёрам создать кластер»."""
    offered = (f.mention for f in match.slots.get("offered", ()))
    return match.status == "proposed" and key(body.lemma) in NAMED_BODIES and any(m.country or m.lemma in OTHERS for m in offered)


def _outpost(match: Match, body: Mention, state: Discourse) -> bool:
    """«открыть в Шанхае представительство Омской области»: what one side opens on the other's ground."""
    lemma, founders = key(body.lemma), _founders(match)
    wished = match.status in ("proposed", "denied")
    if "outpost" not in classes_of(lemma) and not (wished and lemma in RETAIL and body.number != "plur"):
        return False
    if len({m.name for m in founders}) >= 2 or lemma in BY_NAME:
        return True
    places = [f.mention for f in match.slots.get("place", ())]
    sides = [*founders, *([body] if body.country else []), *(_wishing(match, state.views[match.sentence]) if wished else ())]
    return any(_elsewhere(p, f, state, sure=not wished) for p in places for f in sides) or (
        wished and body.number != "plur" and bool(places or body.country) and not founders
    )


def _wishing(match: Match, view: View) -> list[Mention]:
    """«глава области обсудил / открытие дома в Аккре»: whoever acts in the clause over a wish."""
    above = set(view.ancestors(match.trigger))
    return [m for m in view.mentions if m.country and m.type and not m.prep and m.parent is None and m.may_be("nom") and view.governor(m) in above]


def _founders(match: Match) -> list[Mention]:
    return [f.mention for name in ("parties", "partners", "offered") for f in match.slots.get(name, ())]


Condition = Callable[[Match, Mention, View], bool]
NOT_JOINT: tuple[Condition, ...] = (
    _no_trading_house, _opens_trade, _beside_a_party, _of_another_verb, _only_common, supplied, contracted, vague_plans,
)  # fmt: skip
GROUNDS: tuple[Condition, ...] = (_called_joint, _of_both, _founded_by_two, _with_a_land, _talked_over, _of_two_lands, _offered_to)


def _named_partner(match: Match) -> bool:
    """Whether something is founded with a body that has a name of its own."""
    told = [f.mention for f in match.slots.get("partners", ()) if f.found in ("child", "subtree")]
    return any(m.type in ("organization", "government") and not m.bare and not m.name.islower() for m in told)


def _two_bodies(match: Match, view: View) -> bool:
    """Whether two bodies with names of their own, or one with another, found something."""
    told = [f.mention for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.found in ("child", "subtree", "shared")]
    firms = {m.name for m in told if m.type in ("organization", "government") and not m.name.islower()}
    acting = [f.mention for f in match.slots.get("parties", ()) if f.mention in told]
    joined = any(m.conjunct_of is not None and view.mentions[m.conjunct_of] in acting for m in acting) or len(acting) < len(told)
    return bool(firms) and len({m.name for m in told}) > 1 and joined


def _another_verb(trigger: int, body: Mention, view: View) -> bool:
    """Whether a verb stands between that does not govern the trigger: «центр хочет / создать» has none."""
    if not view.verbs_between(trigger, body.head):
        return False
    over = view.ancestors(trigger) if view.tokens[trigger].feats.form == "inf" and body.head < trigger else []
    first, last = sorted((trigger, body.head))
    if first == body.head and "который" in view.lemmas[body.last : body.last + 3]:  # «центр, под который нашли дом, / учреждать раздумали»
        first = max((i for i in range(body.last + 1, last) if view.texts[i] == ","), default=first)
    return any(is_predicate(view.tokens[i]) and i not in over for i in range(first + 1, last))


def _founded(match: Match, view: View) -> bool:
    """Any «совместный …» that is still to be, or that has been founded: «предложили завести общий генетический банк», not «провели совместный опыт»."""
    return match.status in ("planned", "proposed", "denied") or match.form == "infinitive" or view.lemmas[match.trigger] in FOUNDED


def talking(match: Match, view: View) -> list[Mention]:
    """Those of a known land who together talk over the founding of a body, two or more: «А и Б прорабатывают / создание …»."""
    verbs = {i for i in view.ancestors(match.trigger) if view.lemmas[i] in TALKED}
    found: list[Mention] = []
    for m in view.mentions if verbs else ():
        acts = m.case in ("nom", "gen", "") and (not m.case or m.may_be("nom")) and not m.prep and m.parent is None and m.type
        joined = m.conjunct_of is not None and view.mentions[m.conjunct_of] in found
        if acts and m.country and m.head < min(verbs) and (joined or not found):
            found.append(m)
    return found if len(found) > 1 else []


def places_within(body: Mention, view: View) -> set[tuple[str | None, str | None]]:
    """The different places that a body names as its own."""
    return {(p.country, p.region) for p in own_places(body, view)}


def own_places(body: Mention, view: View) -> list[Place]:
    """The places inside a body's words, also where a list of them was dealt out to one mention each."""
    stop = max(m.stop for m in view.mentions if m.head == body.head)
    partners = [m for m in view.mentions if m.prep in ("с", "со") and m is not body and m.type in ("organization", "government", "group")]
    return [
        p for p in view.places if p.form == "name" and p.country and body.start < p.start < stop and not any(m.start <= p.start < m.stop for m in partners)
    ]  # «центр в Сургуте / с портом Актау»


def _words(view: View, first: int, last: int) -> set[str]:
    return set(view.lemmas[first:last])


def _elsewhere(place: Mention, founder: Mention, state: Discourse, *, sure: bool) -> bool:
    """Whether a place is not the founder's own; of a founder without a place only where nothing sure is asked."""
    country, region = founder.country, founder.region
    if country is None:
        found = state.resolve(founder, state.views[founder.sentence])
        country, region = (found[0][0].country, found[0][0].region) if found else (None, None)
    if country is None:
        return not sure and place.country is not None
    return place.country is not None and (place.country, place.region) != (country, region)


def joint_name(match: Match, state: Discourse) -> bool:
    """«совместное предприятие», «СП»: the noun itself is called joint."""
    view = state.views[match.sentence]
    if key(view.tokens[match.trigger].lemma) in members("own_body"):
        return True
    own = view.mention_at(match.trigger)
    return own is not None and bool({"совместный", "общий"} & _words(view, own.first, own.head))


TIES = {"сотрудничество", "взаимодействие", "партнерство", "отношение", "связь", "работа", "деятельность"}


def not_done(match: Match, state: Discourse) -> bool:
    """The idea is not told together with its founding: «обсудили проект и создали центр» is left to «создали»."""
    view, body = state.views[match.sentence], match.slots["body"][0].mention
    if match.form == "noun" and not TIES.isdisjoint(view.lemmas[match.trigger : body.first]):
        return False  # «вопросы сотрудничества палаты и генконсульства»: the ties of a body that is there
    return not any(key(t.lemma) in ("создать", "открыть", "учредить") and t.feats.tense == "past" and t.feats.form == "fin" for t in view.tokens)
