"""Guards of the agreement rules: predicates over a match that case and type cannot say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractors.agreements.acts import STRONG, formal, member_of, not_agreed_yet, of_quarantine, text_sent, together, unsigned, will_not
from extractors.agreements.bodies import gives_start, halved, joint, joint_enterprise, joint_name, not_done
from extractors.agreements.deeds import clause_of_deed as find_clause
from extractors.agreements.deeds import deed_behind
from extractors.agreements.items import list_item
from extractors.agreements.papers import paper_of
from extractors.agreements.purchases import framed, not_purchase, not_purchase_noun
from extractors.article.discourse import Discourse
from extractors.lexicon import classes_of, key, members
from extractors.phrases.words import PRONOUNS
from extractors.status.cues import negation
from extractors.view import View, is_predicate
from schemas.match import Match, Mention

VAGUE_DOCUMENTS = {
    "план", "карта", "программа", "бумага", "письмо", "заявление", "концепция", "регламент", "резолюция", "грамота", "акт", "график", "приложение", "перечень",
}  # fmt: skip
TOGETHER_DONE = {"локализация", "сборка", "разработка", "внедрение", "испытание", "сертификация", "стандартизация", "маркировка"}
SEEN = {"осмотр", "допрос", "обыск", "нарушение", "задержание", "приемка", "вскрытие", "изъятие", "отбор", "жеребьевка", "матч", "правонарушение"}
HAVING = {"иметь", "насчитывать"}
APPROVING = {
    "утвердить", "утверждать", "одобрить", "одобрять", "согласовать", "согласовывать", "принять", "принимать", "разработать", "пересмотреть", "пересматривать",
    "скорректировать", "корректировать", "доработать", "дорабатывать", "выработать", "обновить", "подготовить", "готовить", "разрабатывать",
}  # fmt: skip
SEEING = {"посетить", "посещать", "осмотреть", "осматривать", "показать", "увидеть"}
REMINDERS = {"согласно", "напомнить", "напоминать", "ранее"}


def own_document(match: Match, state: Discourse) -> bool:
    """The document stands in the verb's own clause: not «согласовали тариф; договор подпишут в августе»."""
    filler = match.slots["document"][0]
    view = state.views[match.sentence]
    if filler.mention.lemma == "который":  # «…, который подписали ректоры»: the verb of its own clause
        between = view.tokens[filler.mention.head + 1 : match.trigger]
        return filler.mention.first < match.trigger and not any(is_predicate(t) and t.feats.form != "conv" for t in between)
    if _begins_a_clause(filler.mention, match, view):
        return False
    if filler.found != "clause":
        return True
    low, high = sorted((filler.mention.head, match.trigger))
    if match.form == "passive" and filler.mention.head < match.trigger and filler.mention.case == "nom" and view.verbs_between(low, high) == 1:
        others = any(m.case == "nom" and not m.prep and m.parent is None and low < m.head < high for m in view.mentions)
        return not others and "и" in view.lemmas[low:high]  # «меморандум готов и будет подписан»
    own = int(match.form == "infinitive" and low < view.tokens[match.trigger].head < high)  # «соглашение / могут / подписать мэры»
    return view.verbs_between(low, high) <= own and not any(t.text in (";", ":") for t in view.tokens[low:high])


def _begins_a_clause(paper: Mention, match: Match, view: View) -> bool:
    """«обсудил академию, меморандум готов и будет подписан»: a paper behind a comma with a verb of its own is not what was discussed."""
    if match.form != "active" or paper.first <= match.trigger or view.tokens[paper.first - 1].text != "," or paper.conjunct_of is not None:
        return False
    return paper.may_be("nom") and any(is_predicate(t) for t in view.tokens[paper.last : paper.last + 3])


def named_document(match: Match, state: Discourse) -> bool:
    """«дорожная карта», «план мероприятий», «программа сотрудничества», not any plan or map: a word must make it a document of two sides."""
    paper = paper_of(match, state)
    if paper is None:
        return False
    view = state.views[paper.sentence]
    if key(paper.lemma) in ("протокол", "акт") and _of_police(paper, view):
        return False
    if key(paper.lemma) not in VAGUE_DOCUMENTS:
        return True
    if (key(paper.lemma) == "план" and paper.number == "plur") or (key(paper.lemma) == "график" and match.rule == "agreements.propose_document"):
        return False  # «наметили планы на 2024 год», «обсудили график работы перехода»
    around = {key(t.lemma) for t in view.tokens[max(0, paper.first - 1) : paper.last + 4]}
    return bool(around & members("specifying")) or any(d.role == "duration" for d in view.dates) or _of_two_places(paper, match, view)


def _of_police(paper: Mention, view: View) -> bool:
    """«протокол осмотра», «акт приёмки»: a paper of what was seen, which binds nobody."""
    return not SEEN.isdisjoint(view.lemmas[paper.head + 1 : paper.head + 2])


def _of_two_places(paper: Mention, match: Match, view: View) -> bool:
    """«заявление подписали Ош и Фергана», «программа Павлодара и Рубцовска»: two places own the document or sign it."""
    inside = {(p.country, p.region) for p in view.places if paper.start <= p.start < paper.stop and p.country}
    signing = {(f.mention.country, f.mention.region) for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.mention.country}
    return len(inside) >= 2 or len(signing) >= 2


def two_sided_plan(match: Match, state: Discourse) -> bool:
    """«Правительство утвердило дорожную карту проекта»: one's own plan, unless a partner is told or its words speak of two."""
    paper = paper_of(match, state)
    verb = key(state.views[match.sentence].tokens[match.trigger].lemma)
    if paper is None or verb not in APPROVING or key(paper.lemma) not in VAGUE_DOCUMENTS or match.slots.get("partners"):
        return True
    view = state.views[paper.sentence]
    sides, acting = match.slots.get("parties", ()), state.views[match.sentence].tokens[match.trigger].feats
    if len(sides) != 1 or sides[0].found == "discourse" or sides[0].mention.lemma in ("сторона", "мы", "они"):
        return True
    several = acting.number == "plur" and match.form == "active" and sides[0].mention.number != "plur"  # «хокимият и облисполком утвердили»
    if several or (sides[0].mention.number == "plur" and sides[0].mention.type != "group"):
        return True
    around = {key(t.lemma) for t in view.tokens[max(0, paper.first - 1) : paper.last + 6]}
    return bool(around & members("shared_deed")) or _of_two_places(paper, match, view)


def two_owners(match: Match, state: Discourse) -> bool:
    """«договор колледжа и лицея о практике»: without «с» or «между» two must own a paper that has a subject."""
    return bool(match.slots.get("partners")) or (len(match.slots.get("parties", ())) > 1 and bool(match.slots.get("subject")))


def strong_document(match: Match, state: Discourse) -> bool:
    """A document that only two sides make: «меморандум», «соглашение», not «план», «протокол»."""
    document = paper_of(match, state) or match.slots["document"][0].mention
    return key(document.lemma) in STRONG or (key(document.lemma) == "договор" and framed(document, state))


def strong_or_told(match: Match, state: Discourse) -> bool:
    """«его продлят» of a paper told before, «соглашение о водозаборе будет продлено»: not «продлили договор аренды»."""
    document = match.slots["document"][0].mention
    if document.lemma in PRONOUNS:
        return True
    behind = state.views[match.sentence].tokens[document.last : document.last + 1]
    return strong_document(match, state) and any(t.text.lower() in ("о", "об", "по") for t in behind)


def news_document(match: Match, state: Discourse) -> bool:
    """«в рамках соглашения», «согласно договору», «по меморандуму» is background; a bare nominative or object is news."""
    view = state.views[match.sentence]
    own = view.mention_at(match.trigger)
    if own is not None and own.prep == "до" and "дойти" in view.lemmas and "не" in view.lemmas:
        return True  # «до соглашения между портами дело не дошло»
    if own is None or own.prep or own.case not in ("nom", "acc", "ins", ""):
        return False
    partners = match.slots.get("partners", ())
    if partners and all(view.verbs_between(match.trigger, f.mention.head) for f in partners):
        return False  # «соглашение говорит о дружбе между городами»
    over = view.governor(own)
    if over >= 0 and view.lemmas[over] in SEEING:
        return False  # «посетили совместное предприятие»
    if own.number == "plur" and own.case == "acc" and over >= 0 and view.lemmas[over] in HAVING:
        return False  # «холдинг имеет соглашения с вузами»
    return not any(key(t.lemma) in REMINDERS for t in view.tokens[: match.trigger])


def not_a_deal(match: Match, state: Discourse) -> bool:
    """«договорились о поставках» is a contract, «договорились о встрече» a meeting."""
    view = state.views[match.sentence]
    if "subject" not in match.slots:
        signed = match.rule == "agreements.become_document" and key(match.slots["document"][0].mention.lemma) in members("document")
        return signed or deed_behind(match.slots["document"][0].mention, view) >= 0
    subject = match.slots["subject"][0].mention
    words = {key(t.lemma) for t in view.tokens[subject.first : subject.last]}
    point = subject.lemma == "пункт" and "пропуск" in words  # on a border
    if not point and key(subject.lemma) in members("no_subject") | members("signing_act") | {"контракт", "сделка"}:
        return False  # «договорились о трёх вещах: …», «о подписании соглашения», which is told by the paper
    if any(view.tokens[c].feats.form == "inf" and c > match.trigger for c in view.children[match.trigger]):
        return False  # «договорились обновить соглашение о туризме» is told by what they will do
    if (
        words & members("ware")
        and key(subject.lemma) not in TOGETHER_DONE
        and "совместный" not in words
        and not (words & members("line") and subject.number == "sing")
    ):
        return False  # «договорились о молоке»
    shared = bool({"совместный", "общий", "единый", "взаимный"} & words) and "joint_body" in classes_of(key(subject.lemma))  # «о совместной лаборатории»
    nobody = subject.type not in ("person", "organization") or shared
    return words.isdisjoint(members("purchase", "talk")) and nobody and not view.is_value(subject)


def own_accord(match: Match, state: Discourse) -> bool:
    """«достигнута договорённость», not «по достигнутой договорённости», which is background, nor one «о подписании», which is told by the paper."""
    if "subject" in match.slots and key(match.slots["subject"][0].mention.lemma) in members("signing_act"):
        return False
    view, accord = state.views[match.sentence], match.slots["document"][0]
    if "подпись" in view.lemmas[match.trigger + 1 : match.trigger + 2]:
        return False  # «скрепили подписями»: told by the paper
    return match.form != "participle_passive" and (accord.found != "clause" or not view.verbs_between(accord.mention.head, match.trigger))


def two_sides(match: Match, state: Discourse) -> bool:
    """Two parties, or one that is plural: «стороны», «власти двух областей», «мы с Гомелем»."""
    found = [f.mention for name in ("parties", "partners", "offered") for f in match.slots.get(name, ())]
    coded = {(m.country, m.region) for m in found if m.country}
    if len(found) >= 2 or (match.status == "denied" and not found and len(state.sides) == 2):
        return True
    paper = paper_of(match, state) if match.rule == "agreements.end" else None
    if paper is not None and key(paper.lemma) in STRONG and "subject" in match.slots:
        return True  # «меморандум по хлопку отозван»
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
    sides = {(f.mention.country, f.mention.region) for name in ("parties", "partners") for f in match.slots.get(name, ())}
    if view.lemmas[match.trigger] in ("обязаться", "обязываться") and len(sides) < 2:
        return False  # «французы обязались углубить порт»: a duty of one under a deal
    if view.lemmas[match.trigger] in ("обещать", "пообещать", "поклясться") and "друг" not in view.lemmas[match.trigger : match.trigger + 3]:
        return False  # «обещали построить дорогу», not «обещали друг другу»
    first = next((c for c in view.children[match.trigger] if view.tokens[c].feats.form == "inf" and c > match.trigger), None)
    if first is None or any(m.start > view.tokens[first].start for m in view.money):
        return False  # «условились выйти на 2 млрд» is a target
    return key(view.tokens[first].lemma) not in members("talking_verb")


def clause_of_deed(match: Match, state: Discourse) -> bool:
    """A clause beside the verb tells in the future what will be done, and it is no delivery."""
    view = state.views[match.sentence]
    acting = {f.mention.name for f in match.slots.get("parties", ()) if f.mention.type in ("organization", "government", "place") and not f.mention.bare}
    if view.lemmas[match.trigger] == "решить" and len(acting) < 2:
        return False  # «в мэрии решили, что …»
    return find_clause(match, view) is not None and not view.money and not view.quantities


def twin_tie(match: Match, state: Discourse) -> bool:
    """«побратимские связи», not any ties."""
    view = state.views[match.sentence]
    tie = match.slots["twin"][0].mention
    if match.form == "noun" and any(key(view.tokens[i].lemma) in STRONG | {"договор"} or view.lemmas[i] == "исполнение" for i in view.ancestors(match.trigger)):
        return False  # «исполнение меморандума об установлении побратимских связей»
    if key(tie.lemma) == "партнерство":  # what towns alone are said to freeze where they are twins
        return match.rule == "agreements.untwin" and all(f.mention.country for name in ("parties", "partners") for f in match.slots.get(name, ()))
    named = match.form != "infinitive" or bool({"parties", "owner"} & match.slots.keys())  # «приедут наладить партнёрские отношения с регионом» twins nobody
    marks = ("побратим", "партнер", "дружеск") if named else ("побратим",)
    return not {"связь", "отношение"} & {key(tie.lemma)} or any(lemma.startswith(marks) for lemma in view.lemmas[max(0, tie.first - 1) : tie.last])


def takes_part(match: Match, state: Discourse) -> bool:
    """«отказаться от участия в программе»: of papers that stand with «в» only those in which one takes part."""
    view, paper = state.views[match.sentence], match.slots["document"][0].mention
    refused = view.lemmas[match.trigger].startswith("отказ")
    inside = paper.prep in ("в", "во")
    return inside == refused and (not inside or "участие" in view.lemmas[match.trigger + 1 : paper.first])


def negated(match: Match, state: Discourse) -> bool:
    """«не будет»."""
    return negation(state.views[match.sentence], match.trigger)


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
        text_sent,
        strong_or_told,
        two_owners,
        two_sided_plan,
        joint_enterprise,
        halved,
        gives_start,
        list_item,
        news_document,
        not_a_deal,
        own_accord,
        two_sides,
        told,
        deed,
        clause_of_deed,
        twin_tie,
        takes_part,
        joint,
        joint_name,
        negated,
        will_not,
        not_done,
        has_subject,
        formal,
        of_quarantine,
        not_agreed_yet,
        member_of,
        unsigned,
        together,
    )
}
