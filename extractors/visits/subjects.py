"""Who goes: the fillers of a visit's slots that stand in its own clause, and subjects that stand in another's place.

«В ходе визита в Улан-Батор глава Бурятии встретился с мэром» → the visitor is the subject of the sentence;
«губернатор пригласил посла приехать» → the visitor is the object of the invitation.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.article.discourse import Discourse
from extractors.article.trip import THEY, WE
from extractors.lexicon import key, members
from extractors.matching.coordination import LEADING
from extractors.view import View
from extractors.visits.heads import subjects_of
from schemas.match import Filler, Match, Mention

DASHES = {"—", "–", "-"}
KIN = {"внук", "внучка", "родня", "родственник", "бабушка", "дедушка", "родитель", "родители", "сын", "дочь", "мать", "тетя", "дядя"}
ORDINALS = {"первый", "второй", "третий", "четвертый", "пятый", "последний"}
RELATIVES = {"где", "куда", "который", "чей"}
WHERE = {"где", "куда", "откуда"}
SETTINGS = {"день", "ход", "рамка", "время", "программа", "итог", "результат", "период", "после"}
RETURNING = {"вернуться", "возвращаться", "возвратиться", "прилететь", "прибыть"}
INVITING = {
    "пригласить",
    "приглашать",
    "уговаривать",
    "убеждать",
    "убедить",
    "зазывать",
    "призывать",
    "позвать",
    "звать",
    "попросить",
    "просить",
    "призвать",
    "направить",
    "отправить",
    "уговорить",
}
HANDING = {"передать", "передавать", "вручить", "вручать", "направить", "отправить", "адресовать", "послать", "прислать", "получить"}
OBJECTS = {
    "visits.receive", "visits.expect", "visits.await", "visits.invite", "visits.send", "visits.take", "visits.guide", "visits.introduce",
}  # fmt: skip  # their visitor is an object, which no verb drops
OTHERS = frozenset({"наш", "остальной", "другой"})  # «гости приедут в институт, а шестеро / наших поедут туда»
COLLECTIVES = ("двое", "трое", "еро")  # «отправятся четверо наших»
PEOPLE = {"person", "group", "government"}


def own(match: Match, state: Discourse, *names: str) -> list[Filler]:
    """The fillers of some slots that stand in the trigger's own clause and agree with it."""
    view = state.views[match.sentence]
    hosting = names[0] != "visitors"
    fillers = [f for name in names for f in match.slots.get(name, ())]
    found = [f for f in fillers if _sound(f, match, view, hosting=hosting) and not (hosting and f.found == "discourse")]
    if hosting:
        return found
    group = _group_inside(match, view)
    if group is not None and all(f.mention.head > match.trigger for f in found):
        return [group]
    if len(found) == 1 and not _agrees(found[0], match, view):
        return [shared for shared in [shared_subject(match, view)] if shared is not None]
    behind = subject_behind(match, state) if all(f.found == "discourse" for f in found) else None
    if behind is not None:
        return [behind]
    firms = firms_acting(match, view) if all(f.found == "discourse" for f in found) else []
    if firms:
        return firms
    guest = invited(match, view)
    if guest is not None or found:
        return [guest] if guest is not None else found
    acting = subject_of_setting(match, view) or _of_the_trip(match, view)
    return [] if acting is None else [acting]


def _group_inside(match: Match, view: View) -> Filler | None:
    """«в состав делегации Тулы, посетившей Ташкент, вошли …»: the group right before a participle, inside another phrase."""
    if match.form != "participle_active" or match.trigger < 2 or view.tokens[match.trigger - 1].text != ",":
        return None
    found = next((m for m in view.mentions if m.parent is not None and m.last == match.trigger - 1 and m.type == "group" and not m.bare), None)
    return None if found is None else Filler(found, "subtree")


def _sound(filler: Filler, match: Match, view: View, *, hosting: bool) -> bool:
    if not hosting and filler.mention.first > 0 and view.tokens[filler.mention.first - 1].text == "(":
        return False  # «поездка в Гамбург (Германия)»
    if not hosting and match.form == "noun" and filler.found != "child" and WHERE & set(view.lemmas[match.trigger : filler.mention.first]):
        return False  # «визит в Гродно, где гостям представят продукцию «Вектора»
    if not hosting and filler.found == "shared" and any(view.tokens[c].rel.startswith("nsubj") for c in view.children[match.trigger]):
        return False  # «мэр обмолвился, что поедут автобусы»: the verb has a subject of its own
    if hosting and match.rule in OBJECTS and filler.mention.type == "group" and view.tokens[filler.mention.first - 1].text in DASHES:
        return False  # «встречали гостей из Орши – восемь технологов»: who they are
    if hosting and match.rule in OBJECTS and filler.mention.case == "nom" and _acts_elsewhere(filler.mention, match, view):
        return False  # «ждут закупщиков, а «Бройлер» принял аудиторов»
    if hosting and filler.mention.type == "person" and _leads(filler.mention, view):
        return False  # «прибудет под руководством директора»
    if (
        match.form == "passive"
        and not hosting
        and filler.found != "child"
        and not filler.mention.case.startswith("ins")
        and view.breaks_between(filler.mention.head, match.trigger) > 0
    ):
        return False  # «намечена поездка, в планах – завод «Вектор»
    if hosting and _of_the_clause_behind(filler.mention, match, view):
        return False
    if match.rule == "visits.return" and hosting and ":" in (t.text for t in view.tokens[match.trigger : filler.mention.first]):
        return False  # «возвращались через Сеул: рейс из Комацу отменили»
    if hosting and filler.found in ("subtree", "clause") and _of_the_clause_before(filler.mention, match, view):
        return False
    far = ("clause", "shared", "subtree") if hosting and not filler.mention.prep else ("clause",)
    return filler.found not in far or _in_clause(filler.mention, match, view)


def _acts_elsewhere(mention: Mention, match: Match, view: View) -> bool:
    governor = view.governor(mention)
    between = range(min(governor, match.trigger), max(governor, match.trigger))
    subject = governor >= 0 and governor != match.trigger and view.tokens[mention.head].rel.startswith("nsubj")
    return subject and view.tokens[governor].feats.form == "fin" and any(view.tokens[i].text in ",;:" for i in between)


def _leads(person: Mention, view: View) -> bool:
    return any(tuple(view.lemmas[i : i + len(words)]) == words for words in LEADING for i in range(max(0, person.first - 4), person.first))


def _of_the_clause_before(mention: Mention, match: Match, view: View) -> bool:
    """«в октябре съездили в Минск, а в декабре белорусы приедут»: a place behind another verb, before a subject of the trigger's own."""
    governor = view.governor(mention)
    subjects = [c for c in view.children[match.trigger] if view.tokens[c].rel.startswith("nsubj")]
    if not 0 <= governor < mention.head < match.trigger or view.tokens[governor].feats.form != "fin":
        return False
    return any(mention.head < c < match.trigger and view.breaks_between(mention.head, c) > 0 for c in subjects)


def _of_the_clause_behind(mention: Mention, match: Match, view: View) -> bool:
    """«малину увидим: завод привезёт её на ярмарку»: the subject of a verb of its own behind a colon."""
    governor = view.governor(mention)
    if ":" not in (t.text for t in view.tokens[match.trigger : mention.first]):
        return False
    return governor > match.trigger and view.tokens[governor].feats.form == "fin"


def _in_clause(mention: Mention, match: Match, view: View) -> bool:
    low, high = sorted((mention.head, match.trigger))
    if match.form == "noun" and not mention.prep:
        asked = match.rule == "visits.invite" and mention.case == "dat"  # «послу вручили приглашение»
        return mention.parent is not None or asked or (mention.case == "ins" and high - low <= 4)
    if match.form == "noun" and mention.head < match.trigger and mention.case != "loc":
        return False  # «собирается в Анталью, но решение о поездке не принято»: where a trip goes stands behind it
    between = view.tokens[low + 1 : high]
    if mention.case == "nom" and any(t.text.lower() in WHERE for t in between):  # «делегация уедет в Самарканд, где посетит завод»
        return True
    above = set(view.ancestors(match.trigger)) if match.form in ("noun", "infinitive") else set()  # «дни области / пройдут / в Твери»
    return not any(t.pos == "VERB" and (t.feats.form != "part" or t.feats.variant == "short") for i, t in enumerate(between, low + 1) if i not in above)


def _agrees(filler: Filler, match: Match, view: View) -> bool:
    """«Три самосвала прибудут в порт Прахово»: a single firm or person is no subject of a plural verb."""
    mention = filler.mention
    if match.form != "active" or match.rule in OBJECTS or filler.found == "discourse" or mention.lemma in WE | THEY:
        return True
    if view.tokens[match.trigger].feats.person in ("1", "2"):
        return False  # «в августе проведём дни культуры», написал / глава: «мы» are not he
    return not (view.tokens[match.trigger].feats.number == "plur" and mention.number == "sing" and mention.type in ("organization", "person"))


def invited(match: Match, view: View) -> Filler | None:
    """«пригласил посла приехать», «передал послу приглашение приехать»: the object of the verb that the infinitive hangs on."""
    governor = _inviting(match, view)
    if governor is None:
        return None
    cases = {"dat", "acc"} if key(view.tokens[governor].lemma) in HANDING else {"acc"}
    called = [
        m for m in view.mentions if m.prep == "" and cases & set(m.cases) and m.case != "nom" and m.type in PEOPLE and not view.is_aside(m.head, governor)
    ]
    papers = {governor, *(c for c in view.children[governor] if view.lemmas[c] == "приглашение")}  # «передал приглашение / главе МИД посетить Мапуту»
    found = [m for m in called if view.governor(m) in papers]
    beside = [m for m in called if m.parent is None and "acc" in m.cases and m.head < governor and not view.verbs_between(m.head, governor)]
    return Filler((found or beside)[0], "shared") if found or beside else None  # «По данным агентства, посла / пригласили посетить вуз», whatever the tree says


def inviter(match: Match, view: View) -> Mention | None:
    """«глава района звал погостить депутатов»: the subject of the invitation."""
    governor = match.trigger if match.rule == "visits.invite" and match.form == "active" else _inviting(match, view)
    if governor is None:
        return None
    return next((m for m in view.mentions if view.governor(m) == governor and m.prep == "" and m.case == "nom" and m.type in PEOPLE | {"place"}), None)


def _inviting(match: Match, view: View) -> int | None:
    head = view.tokens[match.trigger].head
    if match.form != "infinitive" or head < 0:
        return None
    if key(view.tokens[head].lemma) == "приглашение":
        above = view.tokens[head].head
        return above if above >= 0 and key(view.tokens[above].lemma) in HANDING - {"получить"} else None
    handed = key(view.tokens[head].lemma) in HANDING - {"получить"} and any(view.lemmas[c] == "приглашение" for c in view.children[head])
    return head if handed or key(view.tokens[head].lemma) in INVITING else None


def subject_of_setting(match: Match, view: View) -> Filler | None:
    """«в ходе визита в Минск губернатор подписал …»: whoever acts in the sentence is on the visit."""
    if match.form != "noun":
        return None
    back = view.lemmas[view.tokens[match.trigger].head] in RETURNING if view.tokens[match.trigger].head >= 0 else False  # «вернулась из командировки в Ханой»
    if not back and not any(key(view.tokens[i].lemma) in SETTINGS for i in range(max(0, match.trigger - 3), match.trigger)):
        return None
    acts = [m for m in view.mentions if m.parent is None and m.prep == "" and m.case == "nom" and m.type in PEOPLE and not m.bare]
    acts = [m for m in acts if not view.is_aside(m.head, match.trigger)]
    verb = next((i for i in view.ancestors(match.trigger) if view.tokens[i].pos == "VERB"), -1)
    own = (m for m in acts if verb >= 0 and view.governor(m) == verb)  # «депутат сказала, что в ходе визита делегация / подписала»
    acting = next(own, acts[0] if acts else None)
    return Filler(acting, "clause") if acting is not None and not _subordinate(acting, match, view) else None


def _subordinate(mention: Mention, match: Match, view: View) -> bool:
    """«в программе визита – посещение вуза, / где студенты проходят практику»: who acts in a clause on a noun behind the trigger."""
    return any(view.lemmas[i] in RELATIVES and view.tokens[i - 1].text in (",", "в", "на", "с") for i in range(match.trigger + 1, mention.first))


def _of_the_trip(match: Match, view: View) -> Filler | None:
    """«Визит Иванова завершится посещением завода»: whose visit it is."""
    if match.form != "noun" or match.rule != "visits.visit":
        return None
    trips = [view.mentions.index(m) for m in view.mentions if m.kind == "trip" and m.case == "nom" and m.last <= match.trigger]
    found = next((m for m in view.mentions if m.parent in trips and m.type in ("person", "group") and m.case == "gen" and not m.bare), None)
    return None if found is None else Filler(found, "clause")


def shared_subject(match: Match, view: View) -> Filler | None:
    """«гости осмотрели завод, а завтра приедут в Гатчину»: the subject of the first verb."""
    heads = subjects_of(match, view)
    found = [m for m in view.mentions if m.head in heads and m.parent is None and (m.type in PEOPLE or m.lemma in THEY | WE)]
    return Filler(found[0], "shared") if found else None


def gathered(match: Match, view: View) -> Filler | None:
    """«бизнес-миссия в Казахстан объединила девять компаний», «область собирает бизнес-миссию»: those of a mission that names nobody."""
    mission = view.mention_at(match.trigger)
    theirs = mission is not None and all((f.mention.country, f.mention.region) != (mission.country, mission.region) for f in match.slots.get("hosts", ()))
    if mission is not None and mission.type == "group" and mission.country and (_is_from(mission, view) or theirs):
        return Filler(mission, "child")  # «доставил в Турцию бизнес-миссию из Башкирии»
    near = [
        m for m in view.mentions if m.parent is None and not m.prep and m.type in ("group", "organization", "place") and m.head != match.trigger and m.country
    ]
    told = [m for m in near if {"nom", "acc"} & {m.case} and "mission" not in m.kind]
    return next((Filler(m, "clause") for m in told if not _beyond(m.head, match.trigger, view)), None)


def _beyond(at: int, trigger: int, view: View) -> bool:
    """«бизнес-миссия планируется во Вьетнам, а в ноябре ждут / делегацию из Индии»: what another verb behind a comma tells."""
    return view.breaks_between(at, trigger) > 0 and view.verbs_between(at, trigger) > 1


def subject_behind(match: Match, state: Discourse) -> Filler | None:
    """«Астану должен был посетить Асадов»: a surname in the nominative right behind an infinitive, which the tagger took for an object."""
    view = state.views[match.sentence]
    near = [m for m in view.mentions if m.type == "person" and not m.prep and 0 < m.first - match.trigger <= 3 and m.last - m.first == 1]
    named = [m for m in near if match.form == "infinitive" and key(view.tokens[m.head].text) in state.full_names]
    return Filler(named[0], "child") if named else None


def firms_acting(match: Match, view: View) -> list[Filler]:
    """«Хозяйства «Заря» и «Луч» намерены посетить питомник», «восемь предприятий Твери посетят Самарканд»: firms that are the subject of a visit."""
    heads = set(subjects_of(match, view))
    towns = any(f.mention.type == "place" and not f.mention.bare for f in match.slots.get("hosts", ()))
    firms = [m for m in view.mentions if m.head in heads and m.parent is None and m.type == "organization" and m.case == "nom"]
    found = [m for m in firms if "«" in m.name or (towns and m.number == "plur" and (m.counted or m.country))]
    if match.rule not in ("visits.visit", "visits.look") or not found:
        return []
    joined = [m for m in view.mentions if m.conjunct_of is not None and view.mentions[m.conjunct_of] is found[0] and m.type == "organization"]
    return [Filler(m, "child") for m in (found[0], *joined)]


def _is_from(mission: Mention, view: View) -> bool:
    """«бизнес-миссия из Башкирии»: whence it comes stands in its own phrase."""
    return "из" in view.words and any(t.text.lower() == "из" for t in view.tokens[mission.head : mission.last])


def another_subject(match: Match, view: View) -> bool:
    """«Вагоны прибыли в порт»: the verb has a subject, and it is nobody who travels."""
    if match.form not in ("active", "converb"):
        return False
    number = view.tokens[match.trigger].feats.number
    subjects = [view.tokens[c] for c in subjects_of(match, view)]
    named = [t for t in subjects if t.pos in ("NOUN", "PROPN") and t.feats.case == "nom" and t.feats.number in ("", number)]
    others = any(t.text.lower().endswith(COLLECTIVES) or t.lemma in OTHERS for t in subjects)
    return bool(named) or others or view.lemmas[match.trigger - 1] in ORDINALS  # «третья прибудет»


def on_own_business(match: Match, fillers: Sequence[Filler], view: View) -> bool:
    """«Туристы приехали на море», «призывники отправились служить»: no visit from one side to another."""
    heads = [key(lemma) for f in fillers for lemma in _heads(f.mention, view)]
    if any(lemma in members("not_a_guest") or lemma in members("ware") for lemma in heads):
        return True
    posts = {key(word) for f in fillers if f.mention.type == "person" and f.mention.position for word in f.mention.position.split()}
    if posts & members("not_a_guest"):
        return True  # «велосипедист Ханс Ригель побывал в Култуке»
    purposes = [m.lemma for m in view.mentions if m.prep == "на" and "acc" in m.cases and view.governor(m) == match.trigger]
    if any(m.prep in ("к", "ко") and m.lemma in KIN and view.governor(m) == match.trigger for m in view.mentions):
        return True  # «приехала к внукам»
    purposes += [view.tokens[c].lemma for c in view.children[match.trigger] if view.tokens[c].feats.form == "inf"]
    return any(key(lemma) in members("own_purpose") for lemma in purposes)


def _heads(mention: Mention, view: View) -> list[str]:
    """The head of a phrase and, of a delegation or a group, whoever it consists of."""
    found = [mention.lemma]
    if mention.type == "group":  # «120 особей / молодняка»
        inside = [m for m in view.mentions if m.parent is not None and view.mentions[m.parent] is mention and m.case == "gen"]
        found += [m.lemma for m in inside if m.type == "group" or (mention.counted and not m.type)]
    return found
