"""The paper that an agreement rule speaks of: which document it is, of what kind, on what, for how long.

«Меморандум готов, его подпишут в мае» → the memorandum; «документ подписан» → the last document that was named.
"""

from __future__ import annotations

import re

from extractors.agreements.named import body_named, next_paper, of_other_paper, shared_with
from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.phrases.words import PRONOUNS
from extractors.view import View
from schemas.match import Match, Mention

BACK = 6  # sentences over which «документ» still means the last one named
TAIL = {"в", "на", "к", "по", "для", "между", "с", "из", "о", "об", "под", "при"}
PRICED = re.compile(
    r",? (?:(?:общей|предварительной|ориентировочной) )?(?:стоимостью|ценой|на сумму|мощностью|площадью|протяж[её]нностью|объ[её]мом|размером)\b.*$"
)  # «завод стоимостью 2 млрд»
CARRYING = {  # what says of a paper what it is about, and the case of that
    "предусматривать": "acc", "предусмотреть": "acc", "касаться": "gen", "посвятить": "dat", "посвященный": "dat", "предполагать": "acc", "охватывать": "acc",
    "регулировать": "acc", "определять": "acc", "направить": "acc", "нацелить": "acc", "регламентировать": "acc",
}  # fmt: skip
CLOSE, SOON_BEHIND, NEAR_BACK = 4, 5, 2  # tokens; sentences back of «его»
FIELDS = {"область", "сфера", "отрасль", "сектор", "направление", "часть", "рамка"}
ANY = {"разный", "различный", "многие", "иной"}
SCENES = {"церемония", "торжество", "мероприятие", "присутствие", "поле", "площадка"}
COPIES, VAGUE = {"проект", "экземпляр", "текст", "действие", "форма", "вид"}, {"документ", "бумага"}
NO_SUBJECTS = {"намерение", "заседание", "встреча"} | VAGUE
OTHERS = {
    "второй", "третий", "четвертый", "пятый", "другой", "иной", "отдельный", "очередной", "новый", "ряд", "пакет", "несколько", "аналогичный", "похожий", "подобный",
}  # fmt: skip
NAMING = {"agreements.document", "agreements.item"}
JOINT_DEEDS = {"сотрудничество", "взаимодействие", "партнерство", "кооперация", "побратимство", "дружба", "взаимопонимание", "обмен"}
GROWING, SIDES = {"развитие", "расширение", "укрепление", "углубление"}, {"place", "organization", "government"}


def paper_of(match: Match, state: Discourse) -> Mention | None:
    """The document or body of a match, a pronoun or a vague word taken for the one named before; None where none is named."""
    fillers = match.slots.get("document") or match.slots.get("body")
    view = state.views[match.sentence]
    if "member" in match.slots:
        return shared_with(match.slots["member"][0].mention, view)
    if not fillers:
        return view.mention_at(match.trigger) if match.form == "noun" else None
    mention = fillers[0].mention
    if "body" in match.slots:
        return body_named(mention, view)
    if mention.lemma in PRONOUNS:
        return antecedent(mention, view, state)
    if key(mention.lemma) in VAGUE:
        apart = match.rule == "agreements.unsigned" and "partners" in match.slots
        return mention if apart or _is_another(mention, view) else antecedent(mention, view, state) or mention
    if key(mention.lemma) in COPIES:
        own = view.mentions.index(mention)
        return next((m for m in view.mentions if m.parent == own and m.kind == "document"), None)
    if mention.last - mention.first == 1 and "document" in match.slots and not match.slots.keys() & {"subject", "partners"}:
        return _named_before(mention, state) or mention
    return mention


def _is_another(mention: Mention, view: View) -> bool:
    """«ещё два документа», «второй документ», «документ о намерениях»: not the one named before."""
    inside = view.lemmas[mention.first : mention.last]
    more = view.lemmas[mention.first - 1] == "еще" if mention.first else False
    return mention.counted or more or not OTHERS.isdisjoint(inside) or _defined(mention, view)


def _defined(mention: Mention, view: View) -> bool:
    """A paper that its own phrase tells apart: «соглашение с …», «меморандум о …», «план на 2026 год»."""
    behind = [t.text.lower() for t in view.tokens[mention.last : mention.last + 2]]
    return bool(behind) and (behind[0] in ("о", "об", "по", "между", "с", "со") or (behind[0] == "на" and behind[-1][:1].isdigit()))


def _named_before(mention: Mention, state: Discourse) -> Mention | None:
    """«Соглашение» alone is the one that was named before with its subject or sides; None where there was none."""
    if _defined(mention, state.views[mention.sentence]):
        return None
    for at in range(mention.sentence, max(-1, mention.sentence - BACK - 1), -1):
        view = state.views[at]
        for m in reversed(view.mentions):
            if m.kind != "document" or m.lemma != mention.lemma or (at == mention.sentence and m.first >= mention.first):
                continue
            if m.last - m.first > 1 or _defined(m, view):
                return m
    return None


def antecedent(mention: Mention, view: View, state: Discourse) -> Mention | None:
    """The last document named before a pronoun or a vague word."""
    return _antecedent(mention, view, state, named=True) or (_antecedent(mention, view, state, named=False) if mention.lemma != "который" else None)


def _antecedent(mention: Mention, view: View, state: Discourse, *, named: bool) -> Mention | None:
    """The same; `named`: no «документ», which only refers itself."""
    vague = key(mention.lemma) in VAGUE
    number = view.tokens[mention.head].feats.number
    reach = BACK if vague else 0 if mention.lemma == "который" else NEAR_BACK
    for at in range(view.index, max(-1, view.index - reach - 1), -1):
        for m in reversed(state.views[at].mentions):
            if (
                m.kind not in ("document", "deal")
                or (at == view.index and m.first >= mention.first)
                or (key(m.lemma) in VAGUE and mention.lemma != "который" and (named or vague))
            ):
                continue
            if vague or not number or m.number == number:
                return m
    return None


def subject_of(match: Match, paper: Mention | None, state: Discourse) -> str | None:
    """What a document is about, or a joint body's own name: «сотрудничество в области туризма», «совместный питомник»."""
    view, text = state.views[match.sentence], state.document.article.text
    if "twin" in match.slots or match.rule == "agreements.become_kin":
        return "побратимство"
    used = {f.mention.first for name in ("parties", "partners", "offered", "place") for f in match.slots.get(name, ())}
    if "member" in match.slots and paper is not None and paper.kind != "document":
        return words_of(paper, view, text, used)
    if match.slots.get("body"):
        return words_of(body_named(match.slots["body"][0].mention, view), view, text, used)
    subject = match.slots.get("subject")
    spoken = subject[0].mention if subject else None
    if spoken is not None and match.rule in NAMING and (spoken.first < match.trigger or view.verbs_between(match.trigger, spoken.head)):
        subject = None  # «соглашение о воздушном сообщении, / меморандум с фондом», «соглашение говорит о дружбе»
    own = state.views[paper.sentence] if paper is not None else view
    if subject and paper is not None and paper.sentence == match.sentence and of_other_paper(paper, subject[0].mention.first, view):
        subject = None  # «соглашение А и Б, карта по туризму», «заключила соглашение, подписала меморандум / о театре»
    inside = _genitive(paper, own) if paper is not None else None
    if subject and is_subject(subject[0].mention, view):
        told = words_of(subject[0].mention, view, text, used)
        if key(told) in JOINT_DEEDS:
            told += _field_later(subject[0].mention, view, text)
        field = subject[0].mention.prep in ("в", "во") and inside is not None  # «карта сотрудничества / в сфере туризма»
        return f"{inside} {subject[0].mention.prep} {text[subject[0].mention.start : subject[0].mention.stop]}" if field else told
    if subject and key(subject[0].mention.lemma) == "намерение":
        intended = _intended(subject[0].mention, view, text)
        if intended is not None:
            return intended
    if match.rule == "agreements.seal" and (accord := _of_accord(match, view)) is not None:
        return words_of(accord, view, text, used)
    return None if paper is None else _told_behind(paper, own, text) or inside or _provided(paper, own, text) or _bracketed(match, view)


def _of_accord(match: Match, view: View) -> Mention | None:
    """«Договорённости с фондом / о технопарке облекли в меморандум»: what the accord that was put on paper is about."""
    accord = next((m for m in view.mentions if key(m.lemma) == "договоренность" and not m.prep), None)
    if accord is None:
        return None
    near = (m for m in view.mentions if m.parent is None and m.prep in ("о", "об") and 0 < m.first - accord.last <= CLOSE + 2)
    return next((m for m in near if is_subject(m, view)), None)


def _bracketed(match: Match, view: View) -> str | None:
    """«меморандум подписали А и Б (контейнеры)»: what stands in a bracket behind the sides."""
    last = max((f.mention.last for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.found != "discourse"), default=0)
    if not last or view.texts[last : last + 1] != ["("]:
        return None
    found = next((m for m in view.mentions if m.parent is None and m.first == last + 1 and view.texts[m.last : m.last + 1] == [")"]), None)
    return found.name if found is not None and not found.type and not view.is_value(found) and found.name.islower() else None


def _provided(paper: Mention, view: View, text: str) -> str | None:
    """«соглашение с фирмой, предусматривающее сборку насосов», «меморандум, который касается дизайна»: what a paper provides for."""
    for i in range(paper.last, min(len(view.tokens), paper.last + 16)):
        case = CARRYING.get(view.lemmas[i])
        if case is None:
            continue
        fits = (m for m in view.mentions if m.parent is None and m.head > i and m.may_be(case) and m.prep in ("", "на"))
        found = next((m for m in fits if 0 <= m.first - i <= 2), None)
        if found is not None and found.first == i and not found.type:
            return " ".join(words_of(found, view, text, set()).split()[1:]) or None  # «предусматривающее / сборку насосов» as one phrase
        told = found is not None and not view.is_value(found) and found.type in ("", "organization") and not view.verbs_between(paper.last, i)
        return words_of(found, view, text, set()) if told and found is not None else None
    return None


def _intended(mention: Mention, view: View, text: str) -> str | None:
    """«протокол о намерениях строительства завода», «о намерениях по созданию парка» → what is intended."""
    own = view.mentions.index(mention)
    if mention.last < len(view.tokens) and view.tokens[mention.last].feats.form == "inf":  # «о намерениях установить дружественные связи»
        ahead = [m for m in view.mentions if m.parent is None and mention.last < m.first <= mention.last + SOON_BEHIND]
        if not ahead or (ahead[0].prep and ahead[0].type != "place"):
            return None
        done = next((m for m in ahead if not m.prep and m.type in ("", "organization") and m.may_be("acc")), None)
        return None if done is None else text[view.tokens[mention.last].start : done.stop]
    for m in view.mentions:
        inside = m.parent == own and m.case == "gen" and not m.prep
        field = m.prep in ("в", "во") and key(m.lemma) in FIELDS
        behind = m.parent is None and 0 <= m.first - mention.last <= 1 and (m.prep in ("о", "об", "по") or field)
        if (inside or behind) and not m.type and not view.is_value(m):
            return words_of(m, view, text, set())
    return None


def is_subject(mention: Mention, view: View) -> bool:
    """Not a date, not an occasion («по итогам визита», «по его словам»), not a place or a forum («на ПМЭФ»); of «в …» only «в сфере», «в области»."""
    traffic = key(mention.lemma) == "сообщение" and mention.first < mention.head  # «о железнодорожном сообщении»
    if view.is_value(mention) or (key(mention.lemma) in members("no_subject") and not traffic):
        return False
    if mention.lemma == "рамка":  # «соглашение в рамках форума», «план в рамках соглашения»
        return False
    if mention.prep in ("в", "во"):  # «в сфере туризма», not «в разных сферах»
        return key(mention.lemma) in FIELDS and not (view.lemmas[mention.first] in ANY and mention.last == mention.head + 1)
    return mention.prep != "на" or (not mention.type and mention.kind != "event" and view.tokens[mention.head].text.islower())


def _told_behind(paper: Mention, view: View, text: str) -> str | None:
    """«соглашение от 2019 года о туризме», «меморандум с вузом о туризме»: the first «о …», «по …» behind the paper in its clause."""
    for m in view.mentions:
        if m.parent is None and m.first >= paper.last and m.prep in ("о", "об", "по", "насчет") and m.case in ("loc", "dat") and not view.is_value(m):
            if view.verbs_between(paper.last, m.head) or m.first - paper.last > 14 or m.lemma in PRONOUNS or next_paper(paper, m.first, view):
                return None
            if key(m.lemma) == "намерение" or not is_subject(m, view):
                continue
            return words_of(m, view, text, set())
    return None


def words_of(mention: Mention, view: View, text: str, used: set[int]) -> str:
    """The words of a subject with what hangs behind it, up to a party: «обмен студентами», «партнёрство» of «партнёрство с Лодзью»."""
    last = mention.last
    owner = owner_inside(mention, view)
    if owner is not None:
        return " ".join(mention.name.split()[: owner.first - mention.first]) + _field_behind(mention, view, text)
    for other in view.mentions:
        if other.parent is not None or other.first < last or other.first in used or view.is_value(other):
            continue
        gap = other.first - last
        hangs = (gap == 1 and other.prep in TAIL and view.tokens[last].pos == "ADP") or (
            gap == 0
            and not other.prep
            and (other.case == "gen" or (other.case == "" and "gen" in other.cases) or (other.case == "ins" and other.type in ("", "group")))
        )
        if gap == 1 and _goes_on(mention, other, view):
            rest = text[view.tokens[mention.last - 1].stop : view.tokens[last - 1].stop]
            return f"{mention.name}{rest} и {words_of(other, view, text, used)}"
        scene = other.prep in ("на", "в") and (other.kind == "event" or key(other.lemma) in SCENES)
        frame = other.prep in ("в", "во") and (other.lemma == "рамка" or (other.lemma in FIELDS and other.last - other.first == 1))
        if not hangs or scene or frame or key(other.lemma) in members("no_subject") or (other.prep in ("с", "между") and other.type):
            break
        last = other.last
    rest = text[view.tokens[mention.last - 1].stop : view.tokens[last - 1].stop]
    return PRICED.sub("", (mention.name + rest).strip(" ,;—–-"))


def _field_behind(mention: Mention, view: View, text: str) -> str:
    """«сотрудничество региона с Ташкентом / в сфере туризма»: the field, told behind the other side."""
    side = next((m for m in view.mentions if m.parent is None and m.first == mention.last + 1 and m.prep in ("с", "со") and m.type), None)
    if side is None:
        return ""
    field = next((m for m in view.mentions if m.parent is None and m.first == side.last + 1 and m.prep in ("в", "во") and key(m.lemma) in FIELDS), None)
    return "" if field is None else f" {field.prep} {text[field.start : field.stop]}"


def _field_later(mention: Mention, view: View, text: str) -> str:
    """«соглашение о сотрудничестве между A, B и C / в области насосов»: the field told behind the sides."""
    for m in view.mentions:
        if m.first >= mention.last and m.parent is None and m.prep in ("в", "во") and key(m.lemma) in FIELDS - {"рамка"} and m.last - m.first > 1:
            return "" if view.verbs_between(mention.head, m.head) or next_paper(mention, m.first, view) else f" {m.prep} {text[m.start : m.stop]}"
    return ""


def owner_inside(mention: Mention, view: View) -> Mention | None:
    """«(развитие) сотрудничества / округа с компанией …»: a side of the paper that stands behind the word for what they do."""
    if len(mention.name.split()) != mention.last - mention.first:
        return None
    own = view.mentions.index(mention)
    if key(mention.lemma) in GROWING:
        mention = next((m for m in view.mentions if m.parent == own and m.first == mention.head + 1), mention)
        own = view.mentions.index(mention)
    if key(mention.lemma) not in JOINT_DEEDS:
        return None
    return next((m for m in view.mentions if m.parent == own and m.case == "gen" and m.type in SIDES and m.first == mention.head + 1), None)


def _goes_on(mention: Mention, other: Mention, view: View) -> bool:
    """«о взаимопонимании / и сотрудничестве в области образования»: the second thing that a paper is about."""
    linked = view.tokens[other.first - 1].text.lower() == "и" and mention.prep in ("о", "об") and other.prep in ("", mention.prep)
    return linked and not other.type and other.kind != "document" and mention.case == other.case == "loc" and key(other.lemma) not in members("no_subject")


def _genitive(paper: Mention, view: View) -> str | None:
    """«программа сотрудничества» → сотрудничество; «план совместных мероприятий» → совместные мероприятия."""
    own = view.mentions.index(paper)
    inside = next(
        (m for m in view.mentions if m.parent == own and m.case == "gen" and not m.prep and not m.type and m.first > paper.head and not view.is_value(m)), None
    )
    if inside is None or key(inside.lemma) in NO_SUBJECTS or key(inside.name) in ("мероприятия", "действия"):
        return None  # «план мероприятий» says nothing of what it is about
    return inside.name
