"""How long a paper holds, and what is told of it later: «план на 2025–2027 годы», «Подписан план. Он рассчитан на 2025–2027 годы и касается льна».

What is told behind it fills what its own sentence leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.agreements.named import next_paper
from extractors.agreements.papers import CARRYING
from extractors.article.discourse import Discourse
from extractors.build import Draft, to_party
from extractors.view import View
from schemas.facts import Party
from schemas.match import Match, Mention
from schemas.values import DateSpan

REACH = 5  # sentences after the signing
LASTING = {"рассчитать", "рассчитанный", "действовать", "охватывать", "охватить", "срок", "продлиться"}
PRONOUNS = {"он", "она", "оно"}
SOON = 6  # tokens
EARLY = 4  # tokens: the paper is what the sentence is about
PROLONGING = {"продлить", "продлевать", "пролонгировать", "рассчитать", "продление", "пролонгация"}
NEAR_TERM, TERM_REACH = 4, 18  # tokens
TERMED = {"стратегия", "концепция", "план", "программа", "проект", "доктрина", "цель", "показатель", "объем", "товарооборот"}  # have terms of their own
PUT_ON = {"наметить", "запланировать", "назначить", "перенести", "отложить", "намеченный", "запланированный"}
THEME, OWN = {"предмет", "цель", "тема", "суть", "задача", "смысл"}, {"его", "ее", "их"}
PAPERS = {"документ", "соглашение", "меморандум", "договор", "протокол", "он", "она", "программа"}
COVERING = {"рассчитать", "рассчитанный", "охватывать", "охватить", "охватывающий", "действовать", "покрывать"}
VAGUE = {"ряд", "мероприятие", "мера", "комплекс", "возможность"}  # «предусматривает целый ряд мероприятий»
IN_PAPER = {"в", "во"}
WRITTEN = {"прописать", "закрепить", "предусмотреть", "оговорить", "указать", "зафиксировать", "обозначить", "значиться", "прописанный"}
OPENING = THEME | {"речь", "участник", "сторона", "подписант", "в"}
YEARS = re.compile(r"(двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|десяти)летн")
COUNTS = {"двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "десяти": 10}


def period_of(match: Match, paper: Mention | None, state: Discourse, year: int | None) -> tuple[str | None, DateSpan | None]:
    """The time a document covers, and the date that told it: «на 2026–2028 годы» → 2026/2028, «до 2027 года» → ../2027, «пятилетнее»."""
    view = state.views[match.sentence]
    here = paper if paper is not None and paper.sentence == view.index else None
    for date in sorted(
        view.dates, key=lambda d: here is not None and view.token_at(d.start) < here.last
    ):  # «подвели итоги плана на 2023–2025 годы и утвердили план на 2026–2028 годы»
        lasting = date.grain == "span" and not COVERING.isdisjoint(view.words)  # «рассчитанный на реализацию в 2014–2018 годах»
        apart = "document" not in match.slots and bool(view.verbs_between(match.trigger, view.token_at(date.start)))
        if _put_on(view, view.token_at(date.start)) or (here is not None and _of_another(here, view.token_at(date.start), view)):
            continue
        if (
            (date.role == "duration" or lasting)
            and date.edtf
            and not apart
            and not (paper is not None and paper.sentence == view.index and next_paper(paper, view.token_at(date.start), view))
        ):
            date = _in_years(date, view)
            return date.edtf, date
    for date in view.dates:
        at = view.token_at(date.start)
        prolonged = view.lemmas[match.trigger] in PROLONGING and 0 < at - match.trigger <= 4
        if date.role == "deadline" and date.edtf and (date.grain == "year" or prolonged) and paper is not None and (prolonged or _is_term(at, paper, view)):
            return f"../{date.edtf}", date
    if paper is not None and paper.sentence != match.sentence:  # «программа на 2026–2029 годы … Через час программа была подписана»
        told = state.views[paper.sentence]
        own = next((d for d in told.dates if d.role == "duration" and d.edtf and 0 <= told.token_at(d.start) - paper.last <= 6), None)
        if own is not None:
            return own.edtf, None
    words = YEARS.search(paper.name.lower()) if paper is not None else None
    if words and year:
        return f"{year}/{year + COUNTS[words[1].replace('ё', 'е')]}", None
    return None, None


def _in_years(date: DateSpan, view: View) -> DateSpan:
    """«на три года, 2017–2019»: the years right behind their number."""
    if any(c.isdigit() for c in date.text):
        return date
    end = view.token_at(date.stop - 1)
    return next((d for d in view.dates if d.grain == "span" and d.edtf and d is not date and 0 < view.token_at(d.start) - end <= 3), date)


def _of_another(paper: Mention, at: int, view: View) -> bool:
    """«заключили соглашение в 1990 году, а теперь подписали карту на 2024–2026 годы»: years of a paper named before, or behind another verb."""
    others = (m for m in view.mentions if m.kind == "document" and paper.last <= m.first < at <= m.last + NEAR_TERM)
    return _of_paper_before(paper, at, view) or any(view.verbs_between(paper.last, m.first) for m in others)


def _of_paper_before(paper: Mention, at: int, view: View) -> bool:
    """«подписание плана консультаций на 2023 год и / меморандума»: years that end the phrase of a paper named before."""
    before = [m for m in view.mentions if m.kind == "document" and m.last <= at and m.parent is None and m is not paper]
    if at < paper.first and before and not view.verbs_between(before[-1].head, at) and view.verbs_between(at, paper.head):
        return True  # «заключила соглашение на 2024–2026 годы, подписала / меморандум»
    return at < paper.first and any(
        m.kind == "document" and m.first <= at <= m.last + NEAR_TERM and m.last <= paper.first and m is not paper for m in view.mentions
    )


def _put_on(view: View, at: int) -> bool:
    """«подписание намечено на 2020 год», «в планах на 2020 год: …»: the year of the signing itself."""
    return view.lemmas[max(0, at - 1) : at] == ["на"] and bool(PUT_ON & set(view.lemmas[max(0, at - 3) : at - 1]))


def _is_term(at: int, paper: Mention, view: View) -> bool:
    """«меморандум о сотрудничестве в сфере туризма / до 2030 года»: the end of the paper, not of a strategy that it speaks of."""
    between = view.lemmas[paper.last : at]
    if paper.sentence != view.index or not 0 <= at - paper.last <= TERM_REACH or view.verbs_between(paper.last, at):
        return False
    return at - paper.last <= NEAR_TERM or not (TERMED & set(between) or next_paper(paper, at, view))


def term_of(view: View) -> str | None:
    """The time that a sentence about a paper gives it, as EDTF; None where it gives none."""
    if LASTING.isdisjoint(view.lemmas):
        return None
    for date in view.dates:
        if date.edtf and (date.role == "duration" or (date.grain == "span" and "/" in date.edtf)):
            return date.edtf
    until = next((d.edtf for d in view.dates if d.role == "deadline" and d.edtf), None)
    return f"../{until}" if until is not None else None


def subject_told(view: View) -> str | None:
    """«Документ предусматривает обмен семенами», «Он касается дизайна»: the words of what a paper is about; None where a sentence tells none."""
    if (about := _said_to_be(view)) is not None:
        return about
    at = next((i for i, lemma in enumerate(view.lemmas[:SOON]) if lemma in CARRYING), None)
    if at is None:
        return None
    case = CARRYING[view.lemmas[at]]
    found = next((m for m in view.mentions if m.parent is None and 0 < m.first - at <= 2 and m.may_be(case) and m.prep in ("", "на")), None)
    told = found is not None and not view.is_value(found) and found.lemma not in VAGUE and not (found.type and found.type != "organization")
    return found.name if told and found is not None else None


def _said_to_be(view: View) -> str | None:
    """«Речь в нём о дронах», «Его предмет — чартеры», «В нём прописаны обменные гастроли»; None where a sentence is none of these."""
    lemmas, opening = view.lemmas, view.lemmas[:EARLY]
    outer = [m for m in view.mentions if m.parent is None and not view.is_value(m)]
    if "речь" in opening and (IN_PAPER & set(lemmas[1:4]) or "идти" in lemmas[1:4]):
        reach = TERM_REACH if IN_PAPER & set(lemmas[1:4]) else SOON + 1  # «Речь в нём, насколько известно, о дронах»
        found = next((m for m in outer if m.prep in ("о", "об") and m.first <= reach), None)
    elif THEME & set(opening) and (OWN & set(opening) or PAPERS & set(lemmas[:SOON]) or (lemmas[0] in THEME and view.texts[1] in ("—", "–"))):
        dash = next((i for i, t in enumerate(view.tokens[: SOON + 2]) if t.text in ("—", "–")), None)
        found = next((m for m in outer if dash is not None and m.first == dash + 1 and not m.prep), None)
    elif opening and opening[0] in ("в", "во") and PAPERS & set(opening[1:3]) and (at := next((i for i, w in enumerate(lemmas[:SOON]) if w in WRITTEN), None)):
        found = next((m for m in outer if 0 < m.first - at <= 2 and not m.prep and m.may_be("nom")), None)
    else:
        return None
    return (
        found.name
        if found is not None and (found.type in ("", "organization") or found.kind == "trip") and found.lemma not in PRONOUNS | {"то", "все", "это"}
        else None
    )


def _sides_told(view: View) -> tuple[Party, ...]:
    """«Его участники — А, Б и В», «Сторонами соглашения выступили А и Б»: the sides that a sentence about a paper names."""
    opening = view.lemmas[:EARLY]
    if not ({"участник", "сторона", "подписант"} & set(opening)):
        return ()
    at = next((i for i, t in enumerate(view.tokens[: SOON + 2]) if t.text in ("—", "–") or view.lemmas[i] in ("стать", "выступить")), None)
    own = [
        m for m in view.mentions if m.parent is None and at is not None and m.first > at and not m.prep and m.type in ("organization", "government", "place")
    ]
    joined = [m for i, m in enumerate(own) if i == 0 or not view.verbs_between(own[0].head, m.head)]
    return tuple(to_party(m) for m in joined) if len(joined) > 1 and joined[0].first == (at or 0) + 1 else ()


def add_terms(drafts: Sequence[Draft], state: Discourse) -> None:
    """Give such terms to the last paper told before without one; drafts in text order."""
    told = {d.match.sentence for d in drafts}
    for view in state.views:
        paper = view.index not in told and _about_paper(view)
        if view.index in told or not (paper or not OPENING.isdisjoint(view.lemmas[:EARLY])):
            continue
        term = term_of(view) if paper else None
        about = subject_told(view) if paper else _said_to_be(view)
        sides = _sides_told(view)
        host = (
            next((d for d in reversed(drafts) if 0 < view.index - d.match.sentence <= REACH), None) if term is not None or about is not None or sides else None
        )
        if host is None or host.get("paper") is None:
            continue
        if sides and len(host.get("parties") or ()) < 2:
            host.columns["parties"] = sides
        if term is not None and host.get("period") is None:
            host.columns["period"] = term
        if about is not None and host.get("subject") is None and not host.get("several"):
            host.columns["subject"] = about


def _about_paper(view: View) -> bool:
    """A paper told first, or how long it holds: «Срок действия — до конца 2026 года»."""
    if view.lemmas[:1] == ["срок"] and ("действие" in view.lemmas[1:3] or PAPERS & set(view.lemmas[1:3])):
        return True
    return any(m.first < EARLY and not m.prep and m.parent is None and (m.kind == "document" or m.lemma in PRONOUNS) for m in view.mentions)
