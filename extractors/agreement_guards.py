"""Guards of the agreement rules: predicates over a match that case and type cannot say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractors.agreement_papers import clause_of_deed as find_clause
from extractors.agreement_papers import paper_of
from extractors.discourse import Discourse
from extractors.lexicon import classes_of, key, members
from extractors.status import negation
from extractors.view import View
from schemas.match import Match, Mention
from schemas.values import Place

VAGUE_DOCUMENTS = {
    "план",
    "карта",
    "программа",
    "бумага",
    "письмо",
    "заявление",
    "концепция",
    "регламент",
    "резолюция",
    "грамота",
    "акт",
    "график",
    "приложение",
}
DEALS = {"договор", "документ", "бумага"}
SUM_BEHIND = 6  # tokens
QUANTITY_BEHIND = 9
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
OTHERS = {"гость", "партнер", "коллега", "сторона", "они", "делегация"}
ENTERPRISES = {"предприятие", "производство", "завод", "фабрика", "компания", "комбинат", "сборка", "цех"}
MEASURES = {"т", "кг", "м3", "л", "баррель", "голов"}
ITEMS = 12  # lines of a list
STRONG = {"соглашение", "меморандум", "допсоглашение", "декларация"}
REMINDERS = {"согласно", "напомнить", "напоминать", "ранее"}


def not_purchase(match: Match, state: Discourse) -> bool:
    """A «договор на поставку насосов», a «договор на 12 млн рублей» is a contract; «рамочный», «о сотрудничестве» is not."""
    paper = paper_of(match, state)
    if paper is None or key(paper.lemma) in ("контракт", "сделка", "госконтракт", "заказ", "тендер"):
        return False
    view = state.views[paper.sentence]
    around = {key(t.lemma) for t in view.tokens[paper.first : paper.last + 6]}
    if around & members("domestic_paper"):
        return False
    if around & members("framing") or "trade_noun" in classes_of(paper.lemma):
        return True
    behind = {key(t.lemma) for t in view.tokens[paper.head + 1 : paper.head + 5]}
    if key(paper.lemma) in DEALS:
        return not (behind & members("purchase") or _costs(paper, view))
    return not (behind & members("purchase") and _costs(paper, view))


def _costs(paper: Mention, view: View) -> bool:
    """A sum right behind the paper («договор на 12 млн рублей»), or a quantity beside a word of trade."""
    end = view.tokens[min(len(view.tokens), paper.last + SUM_BEHIND) - 1].stop
    if any(paper.stop <= m.start < end for m in view.money):
        return True
    by_number = (view.token_at(q.start) for q in view.quantities if q.start >= paper.stop and q.unit in MEASURES)
    if any(0 < i - paper.last <= QUANTITY_BEHIND and view.tokens[i - 1].text.lower() == "на" for i in by_number):
        return True  # «договор с Sen Tai на 8 000 кубов»
    trading = members("purchase") | members("delivering")
    return bool(view.quantities) and any(lemma in trading for lemma in view.lemmas)


def not_purchase_noun(match: Match, state: Discourse) -> bool:
    """The same of a document that is itself the trigger; a mere «договор» must be said to frame or to regulate."""
    paper = paper_of(match, state)
    if paper is None or (key(paper.lemma) in DEALS and not _framed(paper, state)):
        return False
    return not_purchase(match, state)


def _framed(paper: Mention, state: Discourse) -> bool:
    view = state.views[paper.sentence]
    return bool({key(t.lemma) for t in view.tokens[max(0, paper.first - 1) : paper.last + 6]} & members("framing"))


def own_document(match: Match, state: Discourse) -> bool:
    """The document stands in the verb's own clause: not «согласовали тариф; договор подпишут в августе»."""
    filler = match.slots["document"][0]
    view = state.views[match.sentence]
    if filler.mention.lemma == "который":  # «…, который подписали ректоры»: the verb of its own clause
        return filler.mention.first < match.trigger and not view.verbs_between(filler.mention.head, match.trigger)
    if filler.found != "clause":
        return True
    low, high = sorted((filler.mention.head, match.trigger))
    return not view.verbs_between(low, high) and not any(t.text in (";", ":") for t in view.tokens[low:high])


def named_document(match: Match, state: Discourse) -> bool:
    """«дорожная карта», «план мероприятий», «программа сотрудничества», not any plan or map: a word must make it a document of two sides."""
    paper = paper_of(match, state)
    if paper is None:
        return False
    view = state.views[paper.sentence]
    if key(paper.lemma) not in VAGUE_DOCUMENTS:
        return True
    if key(paper.lemma) == "план" and paper.number == "plur":
        return False  # «наметили планы на 2024 год»
    around = {key(t.lemma) for t in view.tokens[max(0, paper.first - 1) : paper.last + 4]}
    return bool(around & members("specifying")) or any(d.role == "duration" for d in view.dates) or _of_two_places(paper, match, view)


def _of_two_places(paper: Mention, match: Match, view: View) -> bool:
    """«заявление подписали Ош и Фергана», «программа Павлодара и Рубцовска»: two places own the document or sign it."""
    inside = {(p.country, p.region) for p in view.places if paper.start <= p.start < paper.stop and p.country}
    signing = {(f.mention.country, f.mention.region) for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.mention.country}
    return len(inside) >= 2 or len(signing) >= 2


def two_owners(match: Match, state: Discourse) -> bool:
    """«договор колледжа и лицея о практике»: without «с» or «между» two must own a paper that has a subject."""
    return bool(match.slots.get("partners")) or (len(match.slots.get("parties", ())) > 1 and bool(match.slots.get("subject")))


def joint_enterprise(match: Match, state: Discourse) -> bool:
    """«совместное предприятие», «СП», «российско-казахстанский завод»: a body that two sides run together."""
    view, body = state.views[match.sentence], match.slots["body"][0].mention
    words = _words(view, body.first, body.last)
    lands = {p.country for p in view.places if p.form == "adjective" and body.start <= p.start < body.stop}
    return ("совместный" in words and body.lemma in ENTERPRISES) or key(body.lemma) == "сп" or (len(lands) > 1 and key(body.lemma) in ENTERPRISES)


def strong_document(match: Match, state: Discourse) -> bool:
    """A document that only two sides make: «меморандум», «соглашение», not «план», «протокол»."""
    document = match.slots["document"][0].mention
    return key(document.lemma) in STRONG or (key(document.lemma) == "договор" and _framed(document, state))


def list_item(match: Match, state: Discourse) -> bool:
    """«Подписаны: — договор о взаимодействии …»: a line of a list whose heading tells the signing."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    if own is None or own.first > 2 or own.prep or not _is_item(view):
        return False
    for at in range(match.sentence - 1, max(-1, match.sentence - ITEMS - 1), -1):
        heading = state.views[at]
        if not _is_item(heading):
            return bool({"подписать", "заключить", "подписание"} & set(heading.lemmas))
    return False


def _is_item(view: View) -> bool:
    return view.sentence.block == "item" or view.tokens[0].text in ("-", "–", "—", "•", "*")


def news_document(match: Match, state: Discourse) -> bool:
    """«в рамках соглашения», «согласно договору», «по меморандуму» is background; a bare nominative or object is news."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    if own is None or own.prep or own.case not in ("nom", "acc", "ins", ""):
        return False
    partners = match.slots.get("partners", ())
    if partners and all(view.verbs_between(match.trigger, f.mention.head) for f in partners):
        return False  # «соглашение говорит о дружбе между городами»
    return not any(key(t.lemma) in REMINDERS for t in view.tokens[: match.trigger])


def not_a_deal(match: Match, state: Discourse) -> bool:
    """«договорились о поставках» is a contract, «договорились о встрече» a meeting."""
    subject = match.slots["subject"][0].mention
    view = state.views[match.sentence]
    words = {key(t.lemma) for t in view.tokens[subject.first : subject.last]}
    if key(subject.lemma) in members("no_subject"):
        return False  # «договорились о трёх вещах: …»
    if any(view.tokens[c].feats.form == "inf" and c > match.trigger for c in view.children[match.trigger]):
        return False  # «договорились обновить соглашение о туризме» is told by what they will do
    if words & members("ware") and not (words & members("line") and subject.number == "sing"):
        return False  # «договорились о молоке»
    return not words & (members("purchase") | members("talk")) and subject.type not in ("person", "organization") and not view.is_value(subject)


def own_accord(match: Match, state: Discourse) -> bool:
    """«достигнута договорённость», not «по достигнутой договорённости», which is background, nor one «о подписании», which is told by the paper."""
    if key(match.slots["subject"][0].mention.lemma) in members("signing_act"):
        return False
    view, accord = state.views[match.sentence], match.slots["document"][0]
    return match.form != "participle_passive" and (accord.found != "clause" or not view.verbs_between(accord.mention.head, match.trigger))


def two_sides(match: Match, state: Discourse) -> bool:
    """Two parties, or one that is plural: «стороны», «власти двух областей», «мы с Гомелем»."""
    found = [f.mention for name in ("parties", "partners", "offered") for f in match.slots.get(name, ())]
    coded = {(m.country, m.region) for m in found if m.country}
    if len(found) >= 2 or (match.status == "denied" and not found and len(state.sides) == 2):
        return True
    found = [m for m in found if m.lemma != "сосед"]
    verb = state.views[match.sentence].tokens[match.trigger]
    acting = [f.mention for f in match.slots.get("parties", ())]
    if (
        len(acting) == 1
        and verb.feats.number == "plur"
        and verb.feats.form == "fin"
        and acting[0].type in ("organization", "government")
        and not acting[0].country
    ):
        return True  # «Мэрии договорились»: the verb tells how many
    return any(
        m.lemma in ("сторона", "они", "мы") or (m.number == "plur" and m.type in ("person", "group", "organization", "government", "place")) for m in found
    ) or (bool(coded) and state.home is not None and state.home.country not in {c for c, _ in coded})


def told(match: Match, state: Discourse) -> bool:
    """A finite verb in the indicative: not «договоритесь с гидом», «не договорившись о предоплате»."""
    feats = state.views[match.sentence].tokens[match.trigger].feats
    return feats.mood != "imp" and feats.form != "conv" and feats.person != "2"


def deed(match: Match, state: Discourse) -> bool:
    """An infinitive follows that is neither talk nor a deal: «договорились обмениваться учителями»."""
    view = state.views[match.sentence]
    first = next((c for c in view.children[match.trigger] if view.tokens[c].feats.form == "inf" and c > match.trigger), None)
    if first is None or any(m.start > view.tokens[first].start for m in view.money):
        return False  # «условились выйти на 2 млрд» is a target
    return key(view.tokens[first].lemma) not in members("talking_verb")


def clause_of_deed(match: Match, state: Discourse) -> bool:
    """A clause beside the verb tells in the future what will be done, and it is no delivery."""
    view = state.views[match.sentence]
    return find_clause(match, view) is not None and not view.money and not view.quantities


def joint(match: Match, state: Discourse) -> bool:
    """A body of two sides: called joint, founded with somebody, or opened by one side in the other's place."""
    view = state.views[match.sentence]
    body = match.slots["body"][0].mention
    lemma = key(body.lemma)
    if lemma == "дом" and "торговый" not in _words(view, body.first, body.last):
        return False
    if match.slots["body"][0].found != "child" and view.verbs_between(match.trigger, body.head):
        return False
    around = _words(view, max(0, body.first - 1), body.last) | (
        _words(view, match.trigger, min(len(view.tokens), match.trigger + 4)) & {"вместе", "совместно", "вдвоем"}
    )
    if (
        around & members("joint")
        or lemma in members("own_body")
        or len({p.country for p in view.places if p.form == "adjective" and body.start <= p.start < body.stop}) >= 2
        or len(places_within(body, view)) > 1
    ):
        return True  # «российско-вьетнамский центр», «группа Рязанской и Гомельской областей»
    founders = [f.mention for name in ("parties", "partners", "offered") for f in match.slots.get(name, ())]
    if match.rule == "agreements.create" and any(f.mention.country and f.found in ("child", "subtree") for f in match.slots.get("partners", ())):
        return True  # «построить с партнёрами из Хубэя фабрику»
    acting = [f for f in match.slots.get("parties", ()) if f.found != "clause" and f.mention.country]
    if match.rule == "agreements.create" and len({(f.mention.country, f.mention.region) for f in acting}) > 1:
        return True  # «холдинг из Минска и администрация Коломны намерены создать производство»
    offered = [f.mention for f in match.slots.get("offered", ())]
    if match.status == "proposed" and lemma in NAMED_BODIES and any(m.country or m.lemma in OTHERS for m in offered):
        return True  # «предложили татарстанским партнёрам создать кластер»
    if "outpost" not in classes_of(lemma):
        return False
    if len({m.name for m in founders}) >= 2 or lemma in ("представительство", "филиал", "консульство", "генконсульство", "торговый"):
        return True
    places = [f.mention for f in match.slots.get("place", ())]
    wished = match.status in ("proposed", "denied")
    sides = [*founders, *([body] if body.country else [])]
    return any(_elsewhere(p, f, state, sure=not wished) for p in places for f in sides) or (
        wished and body.number != "plur" and bool(places or body.country) and not founders
    )


def places_within(body: Mention, view: View) -> set[tuple[str | None, str | None]]:
    """The different places that a body names as its own."""
    return {(p.country, p.region) for p in own_places(body, view)}


def own_places(body: Mention, view: View) -> list[Place]:
    """The places inside a body's words, also where a list of them was dealt out to one mention each."""
    stop = max(m.stop for m in view.mentions if m.head == body.head)
    return [p for p in view.places if p.form == "name" and p.country and body.start < p.start < stop]


def _words(view: View, first: int, last: int) -> set[str]:
    return {key(t.lemma) for t in view.tokens[first:last]}


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
    return own is not None and "совместный" in _words(view, own.first, own.head)


def twin_tie(match: Match, state: Discourse) -> bool:
    """«побратимские связи», not any ties."""
    view = state.views[match.sentence]
    tie = match.slots["twin"][0].mention
    return not {"связь", "отношение"} & {key(tie.lemma)} or any(
        lemma.startswith(("побратим", "партнер", "дружеск")) for lemma in view.lemmas[max(0, tie.first - 1) : tie.last]
    )


def negated(match: Match, state: Discourse) -> bool:
    """«не будет»."""
    return negation(state.views[match.sentence], match.trigger)


def not_done(match: Match, state: Discourse) -> bool:
    """The idea is not told together with its founding: «обсудили проект и создали центр» is left to «создали»."""
    view = state.views[match.sentence]
    return not any(key(t.lemma) in ("создать", "открыть", "учредить") and t.feats.tense == "past" and t.feats.form == "fin" for t in view.tokens)


def has_subject(match: Match, state: Discourse) -> bool:
    """A postponed document is named with its sides or its subject."""
    return bool(match.slots.get("subject") or match.slots.get("partners"))


GUARDS: Mapping[str, Callable[[Match, Discourse], bool]] = {
    guard.__name__: guard
    for guard in (
        not_purchase,
        not_purchase_noun,
        own_document,
        named_document,
        strong_document,
        two_owners,
        joint_enterprise,
        list_item,
        news_document,
        not_a_deal,
        own_accord,
        two_sides,
        told,
        deed,
        clause_of_deed,
        twin_tie,
        joint,
        joint_name,
        negated,
        not_done,
        has_subject,
    )
}
