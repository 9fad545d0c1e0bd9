"""Which of the mentions that a rule found are sides of a paper: not who reports, not what belongs to another verb, not the joint body itself."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.agreements.names import reports
from extractors.article.discourse import Discourse
from extractors.lexicon import classes_of, key, members
from extractors.view import View
from schemas.match import Filler, Match, Mention

THEIRS = {"их", "его", "ее", "её"}
LATER = {"сторона", "участник"}  # «стороны» are whoever the occasion brings together
RATIFYING = {"ратифицировать", "ратификация"}
DASHES = {"—", "–", "-"}
WHEN = frozenset({"когда", "если", "поскольку", "хотя"})
BY_LAW = RATIFYING | {"одобрить", "одобрять", "одобрение"}
PARLIAMENTS = re.compile(r"\b(?:парламент|госдум|государственн\w+ дум|сенат\b|совет федерации|палат\w+ представителей|меджлис|мажилис|кнессет|хурал)")
PAPERS = {"agreements.sign", "agreements.document", "agreements.put_signatures"}
CONSENT = {"согласовать", "согласовывать", "согласованный", "согласование", "проработать", "проработанный"}  # of a draft, before two sides sign it
CONSENT_BEFORE = tuple([lemma] for lemma in CONSENT)
BODY_RULES = {
    "agreements.aim",
    "agreements.acquire",
    "agreements.create",
    "agreements.venture",
    "agreements.idea",
    "agreements.no_body",
    "agreements.joint_work",
    "agreements.enter_body",
    "agreements.leave_body",
}


def is_side(filler: Filler, match: Match, state: Discourse) -> bool:
    """Not «стороны», not who reports («как сообщила пресс-служба»), not what belongs to another verb, not people that stand for nobody («их главы»)."""
    view, mention = state.views[match.sentence], filler.mention
    if (key(mention.lemma) in LATER and mention.number == "plur") or reports(mention, view):
        return False
    if (
        match.rule in BODY_RULES
        and view.tokens[mention.first - 1].text in ("—", "–", "-")
        and 0 <= mention.first - 1 - match.slots["body"][0].mention.last <= 1
    ):
        return False  # «учредили предприятие – ООО «Арена»»
    if view.lemmas[match.trigger] in BY_LAW and PARLIAMENTS.search(key(mention.name)):
        return False  # «парламент ратифицировал соглашение»
    if mention.prep in ("с", "со") and mention.country in (None, state.home.country if state.home else "RU") and _of_consent(mention, view):
        return False  # «согласованный с МИД проект»
    if _disagrees(filler, match, view):
        return False  # «построим завод – соглашение подписали с «Ареной»»
    if _is_joint_itself(mention, view):
        return False  # «совместное предприятие минчан»
    if match.rule in BODY_RULES and ("outpost" in classes_of(mention.lemma) or mention.head == match.slots["body"][0].mention.head):
        return False  # the body itself
    if mention.prep in ("с", "со") and "главе" in view.texts[max(0, mention.first - 3) : mention.first]:
        return False  # «делегация во главе с мэром», not «глава края с фондом подписал …»
    if mention.prep in ("с", "со") and view.lemmas[max(0, mention.first - 2) : mention.first - 1] == ["граница"]:
        return False  # «до границы с Черногорией»
    if mention.type == "place" and mention.first and (view.tokens[mention.first - 1].text == "(" or _on_a_line(mention, view)):
        return False  # «Zenova Labs Ltd. (Хайдарабад)», «дорога Казвин – Решт»
    if view.lemmas[max(0, mention.first - 2) : mention.first] == ["как", "и"]:
        return False  # «как и Тюмень, Курган подписал»
    lemmas = view.lemmas[mention.last : match.trigger + 1]
    if (",", "но") in pairwise(lemmas):
        return False  # «подписало договоры с Тулой, / но побратимом стала Рязань»
    gapped = any(f.mention.head == match.trigger for f in match.slots.get("document", ()))  # «…, а с институтом – договор»: the paper stands for the verb
    if not gapped and any((a, b) == (",", "а") and c != "также" for a, b, c in zip(lemmas, lemmas[1:], lemmas[2:], strict=False)):
        return False  # «подписал меморандум с институтом, а с «Арена» подготовлен договор»
    behind = list(pairwise(view.lemmas[match.trigger : mention.first]))
    papers = [m for m in view.mentions if m.kind == "document" and match.trigger < m.first < mention.first and view.texts[m.first - 1] in ("—", "–")]
    left_out = any(m is not f.mention for m in papers for f in match.slots.get("document", ()))
    if mention.prep in ("с", "со") and (",", "а") in behind and (left_out or view.verbs_between(match.trigger, mention.head)):
        return False  # «заключили соглашение, а фирма подписала меморандум с «Арена»», «готовят соглашение, а порт — меморандум с «Арена»»
    if filler.found == "clause" and not mention.prep and view.verbs_between(mention.head, match.trigger):
        return False
    if mention.prep == "между" and match.trigger < mention.first and _of_next_paper(mention, match, view):
        return False  # «приняли заявление, а также подписали меморандум / между А и Б»
    if mention.prep in ("с", "со") and _outside(mention, match, view):
        return False
    if mention.type == "person" and _for_those_told(mention, view):
        return False
    if mention.first > match.trigger and "который" in (between := view.lemmas[match.trigger : mention.first]) and _in_relative(between, match, mention, view):
        return False  # «о создании предприятия, которое будет управлять терминалом», «достигнута договорённость о центре, который вуз откроет с колледжем»
    if not mention.prep and not WHEN.isdisjoint(view.lemmas[match.trigger : mention.first]) and _of_clause_behind(mention, match, view):
        return False
    if mention.prep in ("с", "со") and ((filler.found == "clause" and _of_a_noun(mention, match, view)) or of_its_terms(mention, match, view)):
        return False
    if not mention.bare or mention.type not in ("person", "group") or filler.found == "discourse":
        return True
    return any(asked for _, asked in state.resolve(mention, view))


def _of_clause_behind(mention: Mention, match: Match, view: View) -> bool:
    """«подпишут в мае, когда приедет / делегация»: who acts in a clause of its own behind the signing."""
    at = next(i for i in range(match.trigger, mention.first) if view.lemmas[i] in WHEN)
    return view.texts[at - 1] == "," and any(t.feats.form == "fin" for t in view.tokens[at:])


def _on_a_line(mention: Mention, view: View) -> bool:
    """An end or a stop of a road: «строительство дороги Казвин – Решт – Астара»."""
    if DASHES.isdisjoint((*view.texts[mention.last : mention.last + 1], view.texts[mention.first - 1])):
        return False
    first = mention.first
    while first > 1 and view.texts[first - 1] in DASHES:
        first -= 2
    return not members("line").isdisjoint(view.lemmas[max(0, first - 2) : first])


def _of_consent(mention: Mention, view: View) -> bool:
    """«документ согласован с МИД и ФСБ»: who has only to agree at home."""
    first = mention
    while first.conjunct_of is not None:
        first = view.mentions[first.conjunct_of]
    return view.lemmas[view.tokens[first.head].head] in CONSENT or view.lemmas[first.first - 2 : first.first - 1] in CONSENT_BEFORE


def _of_next_paper(mention: Mention, match: Match, view: View) -> bool:
    """Whether another paper, behind a verb of its own, stands between a paper and those told with «между»."""
    own = {f.mention.head for f in match.slots.get("document", ())}
    papers = [m for m in view.mentions if m.kind == "document" and match.trigger < m.head < mention.first and m.head not in own]
    return any(view.verbs_between(match.trigger, m.head) for m in papers)


def _outside(mention: Mention, match: Match, view: View) -> bool:
    """«форум / с предпринимателями Казахстана прошёл в области, где подписали меморандум»: with whom something else was held."""
    if not mention.last < match.trigger or "где" not in (between := view.lemmas[mention.last : match.trigger]):
        return False
    at = mention.last + between.index("где")
    acting = any(f.found != "discourse" and f.mention.first > at for f in match.slots.get("parties", ()))
    return acting and view.verbs_between(mention.head, at) > 0


def _in_relative(between: list[str], match: Match, mention: Mention, view: View) -> bool:
    """Whether a mention belongs to the verb behind «который»."""
    at = match.trigger + between.index("который")
    return match.form == "noun" or view.verbs_between(at, mention.head) == 1


def _for_those_told(person: Mention, view: View) -> bool:
    """«с их стороны его подписал проректор Пётр Лис»: the side for which a person signs has been told."""
    if "сторона" not in view.words and "стороны" not in view.words:
        return False
    ends = [i for i in range(2, person.first) if view.texts[i] == "стороны" and view.texts[i - 1] in THEIRS and view.texts[i - 2] in ("с", "со")]
    return any(view.verbs_between(i, person.head) <= 1 for i in ends)


def _disagrees(filler: Filler, match: Match, view: View) -> bool:
    """A nameless body in the singular beside a plural verb, nobody with it: it does not act, whatever its form may be."""
    mention, acting = filler.mention, match.slots.get("parties", ())
    alone = len(acting) == 1 and filler is acting[0] and filler.found != "discourse" and match.form == "active" and mention.case != "ins"
    if not alone or mention.prep or mention.type != "organization" or mention.number == "plur" or view.tokens[match.trigger].feats.number != "plur":
        return False
    return view.tokens[match.trigger].feats.tense == "past" and mention.name.islower() and view.tokens[mention.last].text.lower() not in ("с", "со", "и", ",")


def _is_joint_itself(mention: Mention, view: View) -> bool:
    """A body called joint is what its founders make, no founder, unless it has a name: «с совместным предприятием «Узор»»."""
    return mention.type == "organization" and "«" not in mention.name and "совместный" in view.lemmas[mention.first : mention.head]


def of_its_terms(mention: Mention, match: Match, view: View) -> bool:
    """«заключили соглашение, чтобы обмениваться студентами / с Казанью»: with whom something is to be done under the paper."""
    if match.rule not in PAPERS or mention.first < match.trigger:
        return False
    deed = next((i for i in range(mention.first - 1, match.trigger, -1) if view.tokens[i].feats.form == "inf"), None)
    if deed is None:
        return False
    papers = [m for m in view.mentions if m.kind == "document" and deed < m.first < mention.first and m.parent is None and m.case in ("nom", "acc")]
    return all(view.governor(m) == deed for m in papers)


def _of_a_noun(mention: Mention, match: Match, view: View) -> bool:
    """«подписаны соглашения, проведены переговоры с компаниями»: «с …» behind a noun of talk that another verb governs."""
    governor = view.governor(mention)
    return (
        governor >= 0
        and view.tokens[governor].pos == "NOUN"
        and "event" in classes_of(view.lemmas[governor])
        and bool(view.verbs_between(governor, match.trigger))
    )
