"""How well a mention fills a slot of a trigger: what it costs by tree, clause borders, agreement and distance.

Marking (`slots`) says which mentions may fill a slot; here they are only ranked, and those out of reach left out.
"""

from __future__ import annotations

from extractors.lexicon import classes_of, key, members
from extractors.matching.frames import Slot
from extractors.matching.objects import has_own_object, is_object, is_object_below
from extractors.matching.participles import modified
from extractors.matching.slots import Asked, asked, marking
from extractors.matching.subjects import agrees, is_declined_place, is_name_of_a_fair, is_told_to, of_other_number
from extractors.matching.triggers import Trigger
from extractors.view import View, is_predicate
from schemas.match import Mention

RANK = {"child": 0.0, "subtree": 1.2, "shared": 0.8, "clause": 2.0}
FOUND_ORDER = ("child", "subtree", "shared", "clause", "discourse")
FAR = 6.0
UNMARKED = 4  # cases: «Баку» may stand in any of them
OF_ANOTHER = 2.0
OTHERS = {"а", "но"}  # what follows has its own subject
IMPERSONAL = {
    "предстоять",
    "следовать",
    "надо",
    "нужно",
    "необходимо",
    "можно",
    "нельзя",
    "удаться",
    "получиться",
    "прийтись",
    "предстояло",
    "довестись",
    "посчастливиться",
}
BUYERS = {"buyer_role"}  # «заказчику предстоит передать»: the one who gets
SHARED = {"conj", "xcomp", "advcl", "ccomp", "csubj", "obl", "obj", "nmod", "acl", "parataxis"}
AMOUNT_PREPS = {"до", "около", "свыше", "по", "порядка", "более"}
Option = tuple[float, int, int, str, Mention, str]  # cost, the slot's place, where the mention starts, the slot's name, the mention, how it was found


def _stands_before(view: View, t: int) -> bool:
    """Whether a place in the nominative stands right before a verb."""
    return any(m.last == t and m.case == "nom" and m.type == "place" and not m.prep and m.parent is None for m in view.mentions)


def options_of(view: View, order: int, slot: Slot, trigger: Trigger) -> list[Option]:
    """The mentions that may fill a slot, with what each costs."""
    ask = asked(slot, trigger.form)
    wanted = ask.prepositions
    found: list[Option] = []
    for mention in view.fitting(ask.takes):
        if wanted is None or mention.prep in wanted:
            marked = marking(ask.markers, mention) if ask.marked else None
            if ask.marked and marked is None:
                continue
            scored = score(view, ask, mention, trigger, marked)
            if scored is not None:
                found.append((scored[0], order, mention.start, slot.name, mention, scored[1]))
    return found


def score(view: View, ask: Asked, mention: Mention, trigger: Trigger, marked: float | None) -> tuple[float, str] | None:
    """How well a mention of the right type fits a slot (lower is better) and how it was found; None where it cannot fit.

    `marked`: its `marking` for the slot, where that was asked before.
    """
    t, form, head = trigger.index, trigger.form, mention.head
    if head == t or (form == "noun" and mention.first <= t < mention.last and mention.parent is None):
        return None
    if view.is_aside(head, t):
        return None  # «как рассказал глава ведомства, завод отгрузил»: who tells of it
    amount = ask.amount and mention.prep in AMOUNT_PREPS
    if amount and not any(mention.start <= q.start < mention.stop for q in view.quantities):
        return None  # «до конца года» is no amount
    if form == "passive" and mention.case == "ins" and not mention.prep and view.lemmas[mention.first - 1] in GIVEN_BY and mention.first - 1 != t:
        return None  # «подписано соглашение об обмене / студентами»: no agent
    if amount and view.lemmas[max(0, mention.first - 2)] in SIZES:
        return None  # «три сосуда массой по 47 тонн»
    if mention.prep == "для" and "свой" in view.lemmas[mention.first : mention.head]:
        return None  # «купит для своих бригад»: whoever buys, and no other
    if ask.modified:
        return (0.02 * abs(t - mention.last), "child") if modified(view, t, mention) else None
    if form == "infinitive" and not mention.prep and (ruler := impersonal(view, t)) is not None:
        ruled = (mention.last <= ruler or view.governor(mention) == ruler) and not classes_of(mention.lemma) & BUYERS
        if ask.subject:  # «заводу предстоит отгрузить»: whoever is to act stands in the dative
            return (0.3, "shared") if ruled and mention.may_be("dat") and mention.case not in ("nom", "acc") else None
        if ruled and mention.case == "dat":
            return None
    if form == "noun" and not mention.prep and mention.case == "gen" and mention.first < t:
        return None  # «электробусов в поставке нет»: a genitive belongs to the noun before it
    if ask.only_subject and (
        is_declined_place(view, mention) or (mention.type == "organization" and (is_name_of_a_fair(view, mention) or is_told_to(view, mention)))
    ):
        return None  # «а Индии — шесть»
    if ask.subject and form == "active" and mention.lemma == "который" and of_other_number(view.tokens[t], view.tokens[head]):
        return None  # «протокол, который завизировали / министры»
    if ask.subject and form == "active" and mention.first > t and _acts_next(view, mention) and view.breaks_between(t, head):
        return None  # «А продаст сербам картон, / Б купит станки»
    if (
        ask.subject
        and form == "active"
        and mention.type == "place"
        and mention.first > t
        and mention.case != "nom"
        and len(mention.cases) > UNMARKED
        and _stands_before(view, t)
    ):
        return None  # «шесть трамваев Тверь отдаст / Баку»
    penalty = _penalty(ask, mention, trigger, marked)
    if penalty is None and ask.amount and mention.case == "gen" and not mention.prep and mention.first > t and form in DENYING and _denied(view, t):
        penalty = 0.4
    if (
        penalty is None
        and mention.kind == "document"
        and mention.case == "gen"
        and not mention.prep
        and mention.parent is None
        and "document" in ask.slot.lexicons
    ):
        penalty = 0.6 if ("", "acc") in ask.slot.markers and _none_of(view, t) else None
    found = relation(view, mention, trigger) if penalty is not None else None
    if penalty is None or found is None or (found != "child" and mention.prep in ("в", "на") and _is_source(view, mention, t)):
        return None
    if not mention.prep and _of_another_clause(view, ask, mention, trigger, found):
        return None
    cost = RANK[found] + penalty + view.verbs_between(t, head) + 0.3 * view.breaks_between(t, head)
    cost += 0.02 * abs(t - head)
    if amount:
        cost += 1.0  # «гранатовый сок, до 40 тонн в неделю»
    if ask.subject and found == "clause" and is_object(view, mention):
        return None  # «где встретился с мэром и осмотрел / порт»
    if ask.subject and found == "clause" and form == "active" and ":" in view.texts[head:t] and _has_subject_before(view, t):
        return None  # «сеть выбрала томографы: «Арммед» внёс аванс»
    if not ask.subject and found == "clause" and form == "active" and has_own_object(view, mention, t):
        return None  # «показали / сборку и провели тест-драйв»
    if found == "subtree" and (form == "infinitive" or (not ask.subject and form == "active")) and is_object_below(view, mention, t):
        return None  # «подписал указ, разрешающий концерну заключить / контракт»
    if ask.subject and form == "active" and not agrees(view.tokens[t], view.tokens[head], mention):
        cost += 1.5
    if ask.subject and form == "active" and not mention.case and head > t and _has_subject_before(view, t):
        cost += 1.5  # «компания передала / АО «Узор» машины»
    if found == "subtree" and form == "infinitive" and not mention.prep and ask.subject:
        cost += 1.5  # «планируют участвовать в строительстве магистрали Ханой — Хошимин»: what hangs below an infinitive is not its subject
    if found == "child" and not mention.prep and form != "noun" and (head > t or not ask.subject) and (stop := _semicolon(view, t, head)) is not None:
        if any(is_predicate(token) and token.feats.form == "fin" for token in (view.tokens[stop:] if head > t else view.tokens[head:stop])):
            return None  # «кабель закуплен у завода; трубы / отгружает комбинат»
    elif found in ("clause", "subtree") and (stop := _semicolon(view, t, head)) is not None:
        if head > t and any(is_predicate(token) for token in view.tokens[stop:]):
            return None  # «подписали протокол; раньше проект обсуждали / с Японией»
        if head < t and not ask.subject and not mention.prep and any(is_predicate(token) for token in view.tokens[head:stop]):
            return None  # «стоимость партии / превысила 4 млн; рыбу хотят приобрести»
        cost += OF_ANOTHER  # «Протокол завизировали сопредседатели; мэры подписали соглашение»
    if found != "child" and not mention.prep and mention.first and view.tokens[mention.first - 1].text == "(":
        cost += OF_ANOTHER  # «завод «Узор» (холдинг «Сура») отгрузил»: whose it is acts not
    if found in ("clause", "subtree") and _of_another_verb(view, mention, t, found):
        if form == "noun" and found == "clause" and not mention.prep and head > t and not OTHERS.isdisjoint(view.texts[t:head]):
            return None  # «завершена поставка вагонов, а / Торжок получил трамваи»
        cost += OF_ANOTHER
    return (cost, found) if cost < FAR else None


def _has_subject_before(view: View, t: int) -> bool:
    """Whether a plain nominative before a verb is its subject."""
    return any(c < t and view.tokens[c].rel == "nsubj" and view.tokens[c].feats.case == "nom" for c in view.children[t])


def _acts_next(view: View, mention: Mention) -> bool:
    """Whether a finite verb that agrees stands right behind a mention."""
    if mention.last >= len(view.tokens) or view.tokens[mention.head].pos == "PRON":
        return False
    verb = view.tokens[mention.last]
    return verb.pos == "VERB" and verb.feats.form == "fin" and mention.may_be("nom") and agrees(verb, view.tokens[mention.head], mention)


def _semicolon(view: View, a: int, b: int) -> int | None:
    """The first semicolon between two tokens."""
    first, last = min(a, b), max(a, b)
    return view.texts.index(";", first, last) if ";" in view.texts[first:last] else None


SIZES = {"масса", "вес", "длина", "ширина", "высота", "мощность", "емкость", "ёмкость", "грузоподъемность", "диаметр", "вместимость", "площадь", "толщина"}
DENYING = {"active", "infinitive"}
GIVEN_BY = {"обмен", "торговля", "управление", "владение", "снабжение", "обеспечение"}  # nouns that rule an instrumental


def _denied(view: View, t: int) -> bool:
    """«не получила / ни одного трактора»: what is not had stands in the genitive."""
    return t > 0 and "не" in view.texts[max(0, t - 2) : t]


def _none_of(view: View, t: int) -> bool:
    """«соглашения не подписали», «ни протокола, ни меморандума подписано не было»."""
    return view.texts[max(0, t - 1) : t] == ["не"] or "не" in view.texts[t + 1 : t + 2]


def _penalty(ask: Asked, mention: Mention, trigger: Trigger, marked: float | None) -> float | None:
    """How far preposition and case are from what a slot asks for; None where they are something else."""
    markers = ask.markers
    if trigger.form == "noun" and mention.first == trigger.index + 1 and not mention.prep and "gen" in mention.cases and ("", "ins") not in markers:
        return 0.0 if ("", "gen") in markers else None  # «покупку 30 грейдеров»: a number hides the genitive
    penalty = marking(markers, mention) if marked is None else marked
    if penalty is None and mention.case == "nom" and "THING" in ask.slot.types and ("", "acc") in markers and {"ware", "animal"} & classes_of(mention.lemma):
        return 0.6  # «продавать минтай»: a fish on sale is no living thing
    return penalty


def _is_source(view: View, mention: Mention, t: int) -> bool:
    """«сообщили / в комитете области»: where something was said is nobody's side, but for what is said of the speaking itself."""
    before = mention.first - 2
    if before < 0 or before == t or view.tokens[before].feats.form != "fin":
        return False
    return mention.type in ("organization", "government") and key(view.tokens[before].lemma) in members("speech")


def impersonal(view: View, t: int) -> int | None:
    """«предстоит отгрузить», «поставлять не получится»: the impersonal word that rules an infinitive, else None."""
    near: list[int] = [*view.ancestors(t)[:2], *range(t - 1, max(-1, t - 4), -1)]
    for i in near:
        token = view.tokens[i]
        if token.lemma in IMPERSONAL or token.text.lower() in IMPERSONAL:
            return i
        if token.pos in ("VERB", "PUNCT"):
            break
    return None


def _of_another_clause(view: View, ask: Asked, mention: Mention, trigger: Trigger, found: str) -> bool:
    """«в монтаже котлов участвуют фирмы, это займёт сотни / рабочих»: no object of the noun; «обновив / автопарк»: no subject of the converb."""
    if trigger.form == "noun":
        return found == "clause" and ask.amount and view.verbs_between(trigger.index, mention.head) > 0
    behind = trigger.form == "converb" and ask.subject and mention.first > trigger.index
    return behind and view.breaks_between(trigger.index, mention.head) == 0


def _of_another_verb(view: View, mention: Mention, t: int, found: str) -> bool:
    """«которую проводил оператор», «собранных на «Гомсельмаше»: the subject or adjunct of a verb that shares nothing with the trigger."""
    governor = view.governor(mention)
    if governor < 0 or view.tokens[governor].pos not in ("VERB", "AUX") or governor in sharing(view, t):
        return False
    subject = not mention.prep and view.tokens[mention.head].rel.startswith("nsubj")
    return subject or (found == "clause" and view.tokens[governor].feats.form == "part")


def relation(view: View, mention: Mention, trigger: Trigger) -> str | None:
    """child, subtree, shared or clause; None where the mention belongs to another phrase or is out of reach."""
    t = trigger.index
    if mention.parent is not None:
        parent = view.mentions[mention.parent]
        if parent.head == t:
            return "child"
        return None
    if mention.first <= t < mention.last:
        return None
    governor = view.governor(mention)
    if governor == t:
        return "child"
    if trigger.form == "noun" and mention.prep and _attached(view, t, mention):
        return "child"
    if governor >= 0 and t in view.ancestors(governor):
        return "subtree"
    if (not mention.prep or trigger.form == "noun") and (mention.case == "nom" or "nom" in mention.cases) and governor >= 0 and governor in sharing(view, t):
        told = [*(view.tokens[c] for c in view.children[governor]), *(view.tokens[governor + 1 : mention.head] if mention.head < t else ())]
        apart = view.tokens[governor].feats.form == "inf" or any(token.rel.startswith("nsubj") for token in told)
        objects = view.tokens[mention.head].rel == "obj" and apart
        return "clause" if objects else "shared"  # «посетит автозавод и встретится», «успеют осмотреть завод, побывать»: what is visited meets nobody
    if trigger.form == "noun" and governor >= 0 and governor == view.tokens[t].head and view.verbs_between(t, mention.head) == 0:
        return "shared"
    return "child" if trigger.form == "active" and _opens_clause(view, mention, t) else "clause"


def _opens_clause(view: View, mention: Mention, t: int) -> bool:
    """«…, литовская UAB Pack / займётся»: a name between a comma and its verb is the subject, whatever the tree says."""
    if mention.prep or mention.last != t or mention.type != "organization" or not mention.may_be("nom") or mention.first == 0:
        return False
    before = view.tokens[mention.first - 1]
    return before.text in (",", ";") or before.text.lower() in ("а", "и", "но")


def _attached(view: View, t: int, mention: Mention) -> bool:
    """Whether a prepositional phrase follows the noun's own phrase directly: «визит делегации / в Минск»."""
    own = view.mention_at(t)
    last = own.last if own is not None else t + 1
    return 0 <= mention.first - last <= 1


def sharing(view: View, t: int) -> list[int]:
    """Verbs whose subject a verb shares: its conjuncts and the verbs it depends on; «сказал, что был / в Тарту» shares as what it is said of does."""
    found: list[int] = []
    i, above = t, view.tokens[t].head
    if view.tokens[t].rel == "cop" and view.tokens[t].feats.form == "fin" and view.tokens[above].pos in ("NOUN", "PROPN"):
        i = t if any(view.tokens[c].rel.startswith("nsubj") for c in view.children[above]) else above
    while view.tokens[i].rel in SHARED and view.tokens[i].head >= 0 and len(found) < 5:
        i = view.tokens[i].head
        found.append(i)
    return found
