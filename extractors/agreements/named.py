"""Which body is meant: «площадка, которую строят пополам», «участник консорциума», «совместное с минчанами производство»."""

from __future__ import annotations

from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.match import Match, Mention

CLOSE, NEAR = 4, 5  # tokens


def body_named(mention: Mention, view: View) -> Mention:
    """«площадка, которую / строят пополам» → площадка; any other body is named where it stands."""
    if mention.lemma != "который":
        return mention
    named = (m for m in reversed(view.mentions) if m.last < mention.first and m.parent is None and m.number == view.tokens[mention.head].feats.number)
    return next((m for m in named if mention.first - m.last <= CLOSE), mention)


def shared_with(member: Mention, view: View) -> Mention | None:
    """«участником / консорциума вузов», «стороной / соглашения о рейсах»: what one belongs to; None where it is neither a paper nor a body of several."""
    own = view.mentions.index(member)
    inside = (m for m in view.mentions if m.parent == own and m.case == "gen" and not m.prep)
    return next((m for m in inside if m.kind == "document" or not classes_of(m.lemma).isdisjoint({"union", "own_body"})), None)


def two_diplomas(body: Mention, view: View) -> bool:
    """«программа двух дипломов», «двойного диплома»: one of each of two schools."""
    words = {key(lemma) for lemma in view.lemmas[body.first : body.last + 2]}
    return body.lemma == "программа" and "диплом" in words and bool({"двойной", "два"} & words)


def joint_with(body: Mention, view: View) -> bool:
    """«совместное / с минчанами молочное / предприятие»: called joint before those with whom."""
    near = range(max(1, body.first - NEAR), body.first)
    said = next((i for i in near if view.lemmas[i] == "совместный" and view.texts[i + 1] in ("с", "со")), None)
    return said is not None and not view.verbs_between(said, body.first) and "," not in view.texts[said : body.first]


def vague_plans(match: Match, body: Mention, view: View) -> bool:
    """«обсудили совместные проекты»: of which nothing is said, is talk and no commitment."""
    if match.rule == "agreements.create" and match.form == "noun" and body.number == "plur" and not body.counted and body.last == body.head + 1:
        return key(body.lemma) in ("предприятие", "производство", "сп")  # «рост сотрудничества выражается в создании совместных предприятий»
    talked = match.rule == "agreements.idea" and body.number == "plur" and key(body.lemma) in ("проект", "программа", "мероприятие", "инициатива", "план")
    return talked and body.last == body.head + 1 and "«" not in body.name


def supplied(match: Match, body: Mention, view: View) -> bool:
    """«зал смонтируют шведы, они же поставят охладители»."""
    return view.lemmas[match.trigger] == "поставить" and body.head < match.trigger


def contracted(match: Match, body: Mention, view: View) -> bool:
    """«подписал контракт с Tamco / на строительство производства соды»: what one has built by the other."""
    at = match.trigger
    return (
        match.form == "noun"
        and (view.texts[at - 1] == "на" or (view.texts[at - 1] == "по" and view.lemmas[at - 2] == "контракт"))
        and any(lemma in PAID_BY for lemma in view.lemmas[max(0, at - 9) : at])
    )


PAID_BY = {"контракт", "тендер", "средство", "деньги", "кредит", "заем", "грант"}  # «средства пойдут на строительство дороги»


def next_paper(paper: Mention, stop: int, view: View) -> bool:
    """Whether another paper is named between one and a token: «соглашение о дружбе и протокол / до 2027 года»."""
    return any(view.texts[m.first - 1] in ("и", ",", ";", "также") for m in _papers_between(paper, stop, view))


def of_other_paper(paper: Mention, stop: int, view: View) -> bool:
    """The same, also behind a verb of its own: «заключила соглашение, подписала меморандум / о театре»."""
    return any(view.texts[m.first - 1] in ("и", ",", ";", "также") or view.verbs_between(paper.last, m.head) for m in _papers_between(paper, stop, view))


def _papers_between(paper: Mention, stop: int, view: View) -> list[Mention]:
    return [m for m in view.mentions if m.kind == "document" and m.parent is None and not m.prep and paper.last <= m.first and m.last <= stop]
