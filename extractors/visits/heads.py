"""Who leads those who travel, who is named first of them, and who goes along.

«Возглавляет делегацию мэр Иван Лось», «В её составе – министр Анна Левина», «вместе с аграриями Пскова приехал».
"""

from __future__ import annotations

import re

from extractors.article.trip import THEY
from extractors.lexicon import key, members
from extractors.matching.coordination import LED, leaders
from extractors.references.words import VISITORS
from extractors.view import View
from schemas.match import Filler, Match, Mention

LEADS = re.compile(r"(?:глав|руководител|начальник|старш)\w* (?:\w+ )?(?:делегаци|групп(?!\w* (?:дружбы|по |компани|предприяти))|мисси|бизнес-мисси)")
GOING = {"visits.arrive", "visits.set_out", "visits.visit", "visits.be_there"}


def companions(match: Match, view: View) -> list[Filler]:
    """«в составе делегации Пскова прибыл», «вместе с аграриями Пскова приехал»: the group with which a subject goes."""
    if match.rule not in GOING or match.form == "noun":
        return []
    found = []
    for m in view.mentions:
        if abs(m.head - match.trigger) > 12 or view.verbs_between(m.head, match.trigger):
            continue
        body = m.lemma in ("состав", "глава") and m.prep in ("в", "во") and m.case == "loc"
        inner = next((i for i in view.mentions if body and i.parent is not None and view.mentions[i.parent] is m and i.type == "group" and _is_told(i)), None)
        beside = m.case == "ins" and m.type == "group" and _is_together(m, view)
        governor = view.governor(m)
        attached = governor == match.trigger or governor in subjects_of(match, view)  # not «для встречи с Путиным»
        beside = beside or (m.prep in ("с", "со") and m.case == "ins" and attached and _goes_along(m, match))
        beside = beside or (_is_together(m, view) and m.type == "person" and m.name != m.position and m.case == "ins")
        if inner is not None or (beside and (m.country or m.type == "person" or _goes_along(m, match))):
            found.append(Filler(inner or m, "clause"))
    return found


def _is_together(mention: Mention, view: View) -> bool:
    """«вместе с губернатором Лосевым отправились», «совместно с»: who moves with the subject."""
    return mention.prep in ("с", "со") and mention.first > 1 and view.tokens[mention.first - 2].text.lower() in ("вместе", "совместно")


def _is_told(group: Mention) -> bool:
    """«делегация Пскова», «делегация из 25 предпринимателей», not «группа» alone."""
    return bool(group.country) or (not group.bare and " " in group.name)


def _goes_along(mention: Mention, match: Match) -> bool:
    """«летит с группой аграриев», «поедут с учителем Ольгой Шкред»: a group, or a person by name, who moves with the subject."""
    if (mention.bare and " " not in mention.name) or match.rule not in ("visits.arrive", "visits.set_out"):
        return False
    return (mention.type == "group" and key(mention.lemma) in members("visitor")) or (mention.type == "person" and mention.name != mention.position)


def heads_of_groups(view: View) -> list[Filler]:
    """«руководитель делегации Бахром Каримов», «гостей во главе с Бахромом Каримовым принял …»: persons who lead those who travel."""
    told = [m for m in view.mentions if m.type == "person" and m.position and m.name != m.position and LEADS.match(key(m.position))]
    spoken_of = [m for m in view.mentions if m.type == "group" and m.lemma in VISITORS and m.bare] if not LED.isdisjoint(view.words) else []
    return [Filler(m, "clause") for m in (*told, *(person for group in spoken_of for person in leaders(view, group)))]


BRINGING = {"возглавлять", "возглавить", "привезти", "привести", "вести", "повести"}
HEADING = {"глава", "руководитель", "руководить", *BRINGING}
THEM = {"ее", "его", "их", "нее", "него", "них"}


def named_head(view: View) -> Filler | None:
    """«Главой делегации является мэр Иван Лось», «Её глава, мэр Иван Лось, …», «Гостей привёз Иван Лось»: who leads those spoken of."""
    if HEADING.isdisjoint(view.words):
        return None
    leading = any(_is_head_of_group(i, view) for i in range(len(view.tokens))) or (not BRINGING.isdisjoint(view.words) and _brings(view))
    found = [m for m in view.mentions if m.type == "person" and m.parent is None and not m.prep and m.case == "nom" and m.name != m.position]
    return Filler(found[0], "clause") if leading and len(found) == 1 and not _leads_himself(found[0], view) else None


def _leads_himself(person: Mention, view: View) -> bool:
    """«С премьером, который возглавляет делегацию, встретился / Иван Лис»: the head is he of whom «который» tells."""
    which = next((i for i, word in enumerate(view.lemmas) if word == "который" and view.tokens[i].feats.case == "nom"), None)
    verb = next((i for i, word in enumerate(view.lemmas) if which is not None and i > which and word in HEADING), None)
    return which is not None and verb is not None and not view.verbs_between(which, verb) and person.last > which and person.first > verb


def _brings(view: View) -> bool:
    """«Немцев привёз …», «он группу и возглавлял»: those spoken of, as whom somebody leads."""
    led = any(
        m.type == "group" and m.lemma != "сторона" and m.case == "acc" and m.parent is None and (m.country or (m.lemma in VISITORS and m.bare))
        for m in view.mentions
    )
    return led and any(word in BRINGING and view.tokens[i].feats.form == "fin" for i, word in enumerate(view.lemmas))


def _is_head_of_group(i: int, view: View) -> bool:
    word, behind = view.lemmas[i], view.lemmas[i + 1 : i + 3]
    if word in ("глава", "руководитель") and 0 < i < 3 and view.texts[i - 1] in ("ее", "её", "их"):
        return True  # «Её / глава, вице-спикер …»: of the delegation told before
    if word in ("глава", "руководитель"):
        predicate = view.tokens[i].feats.case == "ins" or (view.tokens[i].feats.case == "loc" and i > 0 and view.lemmas[i - 1] in ("в", "во"))
        return predicate and bool((VISITORS | THEM) & {*behind, *_plain(view, i + 1, i + 2)})
    if word in BRINGING and view.tokens[i].feats.form == "fin":  # «Привёз её …», «её возглавил …»
        return bool(THEM & {*_plain(view, i - 1, i), *_plain(view, i + 1, i + 2)})
    return word == "руководить" and view.tokens[i].feats.form == "fin" and bool((VISITORS | {"она", "он"}) & set(behind))


def _plain(view: View, first: int, last: int) -> list[str]:
    return [text.replace("ё", "е") for text in view.texts[max(0, first) : last]]


def first_member(view: View) -> Filler | None:
    """«В её составе – президент палаты», «В состав делегации вошёл министр»: the person named first of those who came."""
    body = next((m for m in view.mentions[:4] if m.prep in ("в", "во") and (m.lemma == "состав" or _is_group(m))), None)
    among = view.mentions[0] if view.mentions and view.mentions[0].prep in ("среди", "из") and _is_group(view.mentions[0]) else None
    if among is not None and among.first <= 1 and view.texts[among.last : among.last + 1] in (["—"], ["–"], ["-"]):
        body = among  # «Среди гостей — посол Лаоса»
    elif body is None or body.first > 2 or (body.lemma != "состав" and not {"войти", "входить"} & view.words):
        return None
    verb = next((i for i in range(body.last, len(view.tokens)) if view.tokens[i].feats.form == "fin"), None)
    if verb is not None and key(view.tokens[verb].lemma) not in ("войти", "входить", "быть"):
        return None
    found = next((m for m in view.mentions if m.first >= body.last and m.parent is None), None)
    return Filler(found, "clause") if found is not None and found.type == "person" and found.name != found.position else None


def _is_group(mention: Mention) -> bool:
    """«в неё вошли», «в группу вошли»: those who go."""
    return mention.lemma in THEY or (mention.lemma in VISITORS and mention.bare)


def subjects_of(match: Match, view: View) -> list[int]:
    """The subjects of a verb and of the verbs that it is joined to."""
    verbs = [match.trigger, *(i for i in view.ancestors(match.trigger)[:2] if view.tokens[match.trigger].rel in ("conj", "advcl", "xcomp"))]
    return [c for i in verbs for c in view.children[i] if view.tokens[c].rel.startswith("nsubj")]
