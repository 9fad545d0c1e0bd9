"""Guards of the visit rules: named predicates over a match."""

from __future__ import annotations

from extractors.article.discourse import Discourse
from extractors.article.trip import WE
from extractors.build import Guard
from extractors.lexicon import classes_of, key, members
from extractors.references.words import VISITORS
from extractors.visits.being import is_at_home, no_escort, no_visa_matter, people_on_a_trip, really_there, sent_elsewhere, words_of
from schemas.match import Match, Mention

TRAINING = {
    "стажировка", "стажироваться", "практика", "обучение", "курс", "обмен", "магистратура", "учеба", "квалификация", "осваивать", "доучиваться", "переподготовка", "занятие",
}  # fmt: skip
LEARNING = {"учиться", "обучаться", "стажироваться", "практиковаться", "доучиваться"}
WISHES, WISH_REACH = {"рад", "рада", "рады", "хотеть", "счастливый", "хотеться", "мечтать", "готовый", "готов", "надеяться", "рассчитывать"}, 5
AGREED = {"договоренность", "договориться", "договариваться", "условиться", "соглашение", "меморандум", "договор"}
PLANS = {"график", "программа", "правило", "порядок", "возможность", "вопрос", "вариант", "условие"}
QUOTES = frozenset('«"“')
OFTEN = {"часто", "регулярно", "постоянно"}
MEALS = {"ужин", "обед", "завтрак", "банкет", "фуршет", "чаепитие"}
WELCOMING, ATTENDING = {"встретить", "встречать", "приветствовать"}, {"участник", "представитель", "коллега", "партнер"}
THEY = {"они", "он", "она", "который"}


def trains(match: Match, state: Discourse) -> bool:
    """«Врачи из Гродно проходят стажировку», «лесники Карелии учились в Йоэнсуу»: pupils with a place of their own, and a word of training or another land."""
    view = state.views[match.sentence]
    pupils = [f.mention for f in match.slots["visitors"] if f.mention.country]
    if words_of(match, state) & TRAINING:
        return bool(pupils)
    if key(view.tokens[match.trigger].lemma) not in LEARNING:
        return False
    lands = {(m.country, m.region) for f in match.slots["hosts"] for m in (f.mention, *(found for found, _ in state.resolve(f.mention, view))) if m.country}
    unknown = any(f.mention.type == "place" and not f.mention.country and f.mention.name[:1].isupper() for f in match.slots["hosts"])  # «в Рудных горах»
    return any((m.country, m.region) not in lands for m in pupils) and (bool(lands) or unknown)


def by_a_body(match: Match, state: Discourse) -> bool:
    """«Завод принял гостей», «в Самаре приняли»: where a person receives it is a meeting; «гостей встретил мэр Самары» tells that they came."""
    view = state.views[match.sentence]
    receivers = [f.mention for f in match.slots.get("receiver", ()) if f.found != "discourse"]
    near = [m for m in receivers if m.lemma not in WE and ":" not in (t.text for t in view.tokens[min(m.head, match.trigger) : max(m.head, match.trigger)])]
    return "place" in match.slots or not near or (key(view.tokens[match.trigger].lemma) in WELCOMING and any(m.country for m in near))


def in_earnest(match: Match, state: Discourse) -> bool:
    """«состоялась стажировка в Минске», not «меняют графики стажировок», «договорились о стажировке»: only its plan, its rules or an accord are told."""
    view = state.views[match.sentence]
    before = view.lemmas[max(0, match.trigger - 2) : match.trigger]
    if match.trigger and view.texts[match.trigger - 1] in QUOTES:
        return False  # «Миссия Добро» is what a project is called
    agreed = not AGREED.isdisjoint(view.lemmas[max(0, match.trigger - 4) : match.trigger]) and bool({"о", "об"} & set(before))
    return view.lemmas[match.trigger] != "стажировка" or not (agreed or PLANS & set(before))


def swapped(match: Match, state: Discourse) -> bool:
    """«обменяться студентами», not «обменяться опытом, вести программы обмена студентами»: what is exchanged stands before any other object of the verb."""
    view = state.views[match.sentence]
    first = min(f.mention.first for f in match.slots["visitors"])
    return not any(m.case == "ins" and not m.prep and match.trigger < m.first < first and m.parent is None for m in view.mentions)


def no_infinitive(match: Match, state: Discourse) -> bool:
    """«собирается в Анталью», not «собирается подписать», «собрались в зале»: no other verb hangs on the trigger, and no place where they sit stands behind it."""
    view = state.views[match.sentence]
    if any(m.case == "loc" and m.type != "place" and m.prep in ("в", "во", "на") and 0 < m.first - match.trigger <= 2 for m in view.mentions):
        return False
    return not any(view.tokens[c].feats.form == "inf" for c in view.children[match.trigger])


def gone_there(match: Match, state: Discourse) -> bool:
    """«собирается в Анталью», «туда собирается делегация»: where to is told."""
    near = {t.text.lower() for t in state.views[match.sentence].tokens[max(0, match.trigger - 5) : match.trigger + 3]}
    return "hosts" in match.slots or bool(near & {"туда", "куда"})


def from_abroad(match: Match, state: Discourse) -> bool:
    """«вернулась из Китая», not back from home."""
    visitors = [f.mention for f in match.slots["visitors"] if f.mention.country]
    hosts = [f.mention for f in match.slots["hosts"]]
    if visitors:
        return all((m.country, m.region) != (v.country, v.region) for m in hosts for v in visitors)
    return not any(is_at_home(m, state) for m in hosts)


CROWD = {"человек", "посетитель", "тысяча", "житель", "горожанин", "турист"}
PRESS = {"журналист", "корреспондент", "блогер"}


def not_the_public(match: Match, state: Discourse) -> bool:
    """«Выставку посетили 20 тысяч человек»: a crowd is no delegation."""
    visitors = [f.mention for f in match.slots.get("visitors", ())]
    return not any(m.lemma in CROWD or (m.lemma in PRESS and not m.country) for m in visitors)


def people_sent(match: Match, state: Discourse) -> bool:
    """«могут направлять 18 поставщиков»: who sells is the one who sends."""
    return not any(f.mention.counted and "dealer" in classes_of(f.mention.lemma) for f in match.slots.get("visitors", ()))


def people_only(match: Match, state: Discourse) -> bool:
    """«прошли по цехам»: people walk, roads and talks do not."""
    return match.form == "noun" or bool(match.slots.get("visitors"))


def guests(match: Match, state: Discourse) -> bool:
    """«примут первокурсников из Намибии», not «встретили выпускников»: visitors by name, or people from elsewhere."""
    view = state.views[match.sentence]
    if key(view.tokens[match.trigger].lemma) == "приветствовать" and all(
        f.mention.bare or (f.mention.lemma in ATTENDING and not f.mention.country) for f in match.slots["visitors"]
    ):
        return False  # «приветствуя участников встречи», «приветствовал гостей»: those whose visit is told
    if "участие" in view.lemmas[match.trigger + 1 : match.trigger + 3]:
        return False  # «во встрече приняли участие члены делегации, а также члены правительства»
    spans = (range(f.mention.last, match.trigger) for f in match.slots["visitors"])
    if any(state.views[match.sentence].lemmas[i] in members("session_event") for span in spans for i in span):
        return False  # «группу, первое её заседание готовы принять у себя»
    pronoun = any(f.mention.lemma == "они" for f in match.slots["visitors"]) and any(_named(f.mention) for f in match.slots.get("place", ()))
    return pronoun or any(f.mention.lemma in members("visitor") for f in match.slots["visitors"]) or visitors_from_elsewhere(match, state)


def landed(match: Match, state: Discourse) -> bool:
    """«гости из Минска приземлились», «семнадцать гостей приземлились»: people from elsewhere, or guests."""
    return visitors_from_elsewhere(match, state) or any(f.mention.lemma in VISITORS for f in match.slots["visitors"])


def how_it_is_done(match: Match, state: Discourse) -> bool:
    """«посмотрели, как на фабрике делают зефир»: a clause with «как» behind the verb."""
    view = state.views[match.sentence]
    return view.lemmas[match.trigger + 1 : match.trigger + 3] == [",", "как"] and match.form == "active"


def to_somewhere(match: Match, state: Discourse) -> bool:
    """«пригласил на форум», «куда приглашён», «звал в гости», «пригласил принять участие в празднике», not «пригласил к сотрудничеству»."""
    words = {t.text.lower() for t in state.views[match.sentence].tokens[max(0, match.trigger - 4) : match.trigger + 7]}
    if MEALS & words or OFTEN & words:
        return False  # «пригласил гостей на праздничный ужин», «коллектив часто приглашают в Хорватию»
    return "hosts" in match.slots or bool(words & {"куда", "туда", "сюда", "гости", "участие"}) or _to_us(words)


def _to_us(words: set[str]) -> bool:
    """«приглашаем хирургов провести у нас операции», «зовём к себе»."""
    return bool({"у", "к"} & words and {"нас", "нам", "себя", "себе"} & words)


def somebody_awaited(match: Match, state: Discourse) -> bool:
    """«ждут гостей», «ждут инженеров из Омска», not «ждут инвесторов»: a delegation, or people who are told from others."""
    awaited = [*match.slots.get("visitors", ()), *match.slots.get("invitee", ())]
    if any(f.found == "discourse" for f in awaited):
        return False  # «первая партия ожидается»
    view = state.views[match.sentence]
    if any(m.case == "nom" and (m.kind == "event" or m.lemma == "переговоры") and m.first == match.trigger + 1 for m in view.mentions):
        return False  # «его ждут переговоры»
    mentions = [m for f in awaited for m in (f.mention, *(found for found, _ in state.resolve(f.mention, view)))]
    return any(
        m.country
        or m.lemma in VISITORS | THEY
        or (m.lemma == "мы" and bool(match.slots.get("place")))
        or (m.type == "person" and m.name != m.position)
        or _named(m)
        for m in mentions
    )


def delegated(match: Match, state: Discourse) -> bool:
    """«делегация представляет область на форуме», not «духи представляют область»."""
    return any(key(f.mention.lemma) in VISITORS for f in match.slots["visitors"])


def _named(mention: Mention) -> bool:
    return "«" in mention.name


def no_service(match: Match, state: Discourse) -> bool:
    """«посол завершает дипломатическую миссию», «консул завершает свою миссию в Пскове»: years of service are no trip."""
    view = state.views[match.sentence]
    told = next(f.mention for name in ("trip", "course") for f in match.slots.get(name, ()))
    words = {"свой", "дипломатический"}
    return told.lemma != "миссия" or words.isdisjoint(view.lemmas[max(0, told.first - 1) : told.last])


def own_trip(match: Match, state: Discourse) -> bool:
    """«аньхойцы обещают визит», not «центр готовит визит предпринимателей»: the trip names no other travellers, and is none of a diplomat's years."""
    trip = match.slots["trip"][0].mention
    if not no_service(match, state):
        return False
    inside = [m for m in state.views[match.sentence].mentions if m is not trip and trip.first < m.first and m.last <= trip.last]
    return not any(m.type in ("group", "person") and not m.prep for m in inside)


def on_a_day(match: Match, state: Discourse) -> bool:
    """«На четверг намечен Аксу»: a stop of the trip has its day."""
    view = state.views[match.sentence]
    subjects = [c for c in view.children[match.trigger] if view.tokens[c].rel.startswith("nsubj")]
    return bool(view.dates) and match.form == "passive" and any(f.mention.head in subjects for f in match.slots["hosts"])


def at_a_fair(match: Match, state: Discourse) -> bool:
    """«стенд области работает на выставке», not «компания работает в салоне»: of those who merely work only a stand is at a fair."""
    view = state.views[match.sentence]
    lemma, head = key(view.tokens[match.trigger].lemma), view.tokens[match.trigger].head
    if match.form == "noun" and head >= 0 and key(view.tokens[head].lemma) in ("принять", "принимать"):
        return False  # «приняли участие» has a rule of its own
    return lemma != "работать" or any(f.mention.lemma in members("stand") for f in match.slots["visitors"])


def artists(match: Match, state: Discourse) -> bool:
    """«театр дал гастроли», not «депутат выступил»: whoever performs is an ensemble."""
    view = state.views[match.sentence]
    if match.form == "noun" and key(view.tokens[match.trigger].lemma).startswith("гастрол"):
        return True
    told = (f.mention for f in match.slots["visitors"] if f.mention.lemma in members("ensemble"))
    return any(m.country for m in told)  # not «программу с участием 500 артистов», «вечером выступит оркестр»


def festive(match: Match, state: Discourse) -> bool:
    """«Дни культуры Гомельской области», not «день города»: days in the plural that carry a place's name."""
    view = state.views[match.sentence]
    honoured = view.lemmas[match.trigger - 1] == "честь" if match.trigger else False  # «В честь дней района город посетила …»
    return not honoured and view.tokens[match.trigger].feats.number == "plur" and any(f.mention.country for f in match.slots["visitors"])


def of_one_land(match: Match, state: Discourse) -> bool:
    """«завершила работу делегация Синьцзяна», not «начала работу группа армянских и российских энергетиков»: who sit together have not come."""
    places = state.views[match.sentence].places
    lands = ({p.country for p in places if m.start <= p.start < m.stop and p.country} for m in (f.mention for f in match.slots["visitors"]))
    return all(len(found) < 2 for found in lands)


def visitors_from_elsewhere(match: Match, state: Discourse) -> bool:
    """People who are known to come from another place than home."""
    return any(f.mention.country and not is_at_home(f.mention, state) for f in match.slots["visitors"])


def not_shown_itself(match: Match, state: Discourse) -> bool:
    """«на заводе гостям показали станок», not «на выставке гостям показали фабрику»: guests from elsewhere, and the plant is where it was shown."""
    known = visitors_from_elsewhere(match, state) or any(f.mention.lemma in VISITORS | {"они"} for f in match.slots["visitors"])
    return known and "shown" not in match.slots


def led_by_hosts(match: Match, state: Discourse) -> bool:
    """«состоялась экскурсия на завод», «у гостей запланирован выезд», not «турбюро предлагает экскурсии»: one outing of those whose trip is told."""
    return state.views[match.sentence].tokens[match.trigger].feats.number == "sing"


def people_taken(match: Match, state: Discourse) -> bool:
    """«свозили на фабрику» those whom the sentence before names; not «повёз в Увс муку»."""
    view = state.views[match.sentence]
    if match.slots.get("visitors"):
        return True
    plural = view.tokens[match.trigger].feats.number == "plur" and view.tokens[match.trigger].feats.tense == "past"
    return plural and not any(view.tokens[c].rel in ("obj", "nsubj", "nsubj:pass") for c in view.children[match.trigger])


def wished_for(match: Match, state: Discourse) -> bool:
    """«будем рады видеть в Пскове», «хотели бы видеть у себя», not «видели в Пскове», nor «ждут партнёров: они хотели бы увидеть сад»: an offer to receive."""
    view = state.views[match.sentence]
    near = view.lemmas[max(0, match.trigger - WISH_REACH) : match.trigger]
    if match.form != "infinitive" or not any(lemma in WISHES for lemma in near):
        return False
    return not any(mark in view.lemmas[f.mention.last : match.trigger] for f in match.slots["visitors"] for mark in (",", ":", ";"))


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        people_on_a_trip, trains, by_a_body, no_infinitive, from_abroad, not_the_public, people_sent, people_only, at_a_fair, artists, festive, visitors_from_elsewhere,
        really_there, guests, on_a_day, how_it_is_done, to_somewhere, somebody_awaited, no_service, own_trip, delegated, not_shown_itself,
        led_by_hosts, people_taken, wished_for, in_earnest, of_one_land, swapped, landed, gone_there, sent_elsewhere, no_visa_matter, no_escort,
    )
}  # fmt: skip
