"""A paper or a plan told again: by another hand that signed it, or in a headline that only sums up.

«Тверь и Далянь подписали соглашение. Соглашение подписали мэр Твери и член горкома Даляня» is one paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.agreements.fillers import BODY_RULES
from extractors.agreements.papers import VAGUE
from extractors.article.discourse import Discourse
from extractors.build import Draft
from extractors.lexicon import key
from extractors.merging.headline import quoted
from extractors.merging.merge import same_subject, stems
from extractors.parties.same import covers, one_side, two_towns
from schemas.facts import Party

LOOSE = {
    "agreements.create",
    "agreements.idea",
    "agreements.agree",
    "agreements.agree_to_do",
    "agreements.agree_that",
    "agreements.joint_venture",
}
SIGNING = {"agreements.sign", "agreements.put_signatures", "agreements.between"}
AGREEING = {"agreements.agree", "agreements.agree_to_do", "agreements.reach", "agreements.agree_that"}
SIGNED = {"agreements.sign", "agreements.put_signatures"}
CONTENT = {"agreements.agree", "agreements.agree_to_do", "agreements.agree_that"}
FORMULAS = {
    "сотрудничество",
    "взаимопонимание",
    "взаимодействие",
    "партнёрство",
    "партнерство",
    "дружба",
    "дружба и сотрудничество",
}  # that say of a paper nothing
OTHER_PAPER = {"также", "еще", "другой", "второй", "ранее", "кроме", "отдельный", "аналогичный"}
RATIFYING = {"ратифицировать", "ратификация"}
TERMS = {"соответствие", "согласно", "условие", "рамка"}
PAPERS = {"меморандум", "соглашение", "договор", "документ", "протокол"}
LEAD = 3  # sentences
BACK = 6  # sentences


def only_headline(draft: Draft, kept: Sequence[Draft], state: Discourse) -> bool:
    """A headline's «договорились о молоке», «откроют программу» sums up what the story tells in detail."""
    if state.views[draft.match.sentence].sentence.block != "title" or draft.match.rule not in LOOSE:
        return False
    own = draft.columns["parties"]
    return any(
        k is not draft
        and k.match.sentence > draft.match.sentence
        and _may_sum_up(draft, k)
        and (not own or _of_one_subject(draft, k) or any(one_side(p, q) for p in own for q in k.columns["parties"]))
        for k in kept
    )


def _of_one_subject(headline: Draft, told: Draft) -> bool:
    subjects = (headline.columns["subject"], told.columns["subject"])
    return told.match.rule in LOOSE and None not in subjects and same_subject(*subjects)


def _may_sum_up(headline: Draft, told: Draft) -> bool:
    """Not «создадут ассоциацию вузов» over «подписали меморандум о туризме»: a joint body, and a paper on something else."""
    return headline.match.rule not in BODY_RULES or told.match.rule not in SIGNED or same_subject(headline.columns["subject"], told.columns["subject"])


def says_again(draft: Draft, host: Draft, state: Discourse) -> bool:
    """Whether a draft is the host's paper again: its content, another hand under it, what the headline calls it, its ratification, its announcement."""
    return (
        is_its_content(draft, host, state)
        or is_by_its_terms(draft, host, state)
        or signed_by_the_other(draft, host)
        or is_signed_again(draft, host, state)
        or is_accord_of_headline(draft, host)
        or is_spoken_of_again(draft, host, state)
        or is_ratified_below(draft, host, state)
        or is_described_further(draft, host, state)
        or is_headed(draft, host)
        or is_told_ahead(draft, host, state)
    )


def is_by_its_terms(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«Подписан меморандум о туризме. В соответствии с меморандумом стороны договорились проводить ярмарки»: what the paper says."""
    near = 0 < draft.match.sentence - host.match.sentence <= LEAD and draft.match.rule in AGREEING and host.match.rule in SIGNING
    lemmas = state.views[draft.match.sentence].lemmas[: draft.match.trigger]
    named = not TERMS.isdisjoint(lemmas) and any(lemma in PAPERS for lemma in lemmas)
    return near and named and host.get("status") == "occurred" and covers(draft.get("parties") or (), host.get("parties") or ())


def is_headed(draft: Draft, host: Draft) -> bool:
    """«Псков и Брест утвердили план совместных мероприятий» over «… подписали план развития»: one paper of one kind of the same two sides."""
    near = bool(draft.get("headline")) and not host.get("headline") and 0 < host.match.sentence - draft.match.sentence <= LEAD
    kinds = {draft.get("kind"), host.get("kind")}
    alike = (len(kinds) == 1 and "other" not in kinds) or kinds == {"agreement", "treaty"}
    if not near or not alike or draft.get("several") or host.get("several") or draft.match.rule not in SIGNED or host.match.rule not in SIGNED:
        return False
    own, other = draft.get("parties") or (), host.get("parties") or ()
    days = {d.get("date") for d in (draft, host)} - {None}
    told = draft.get("status") == host.get("status") and not host.get("another") and not host.get("background") and len(days) < 2
    return told and len(own) == 2 == len(other) and covers(own, other) and covers(other, own)


def is_ratified_below(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«Соглашение о пастбищах ратифицировано» over «Парламент завершил ратификацию соглашения о пастбищах Монголии»: the headline's ratification is the story's."""
    near = bool(draft.get("headline")) and 0 < host.match.sentence - draft.match.sentence <= LEAD
    both = near and all(state.views[d.match.sentence].lemmas[d.match.trigger] in RATIFYING for d in (draft, host))
    return both and covers(draft.get("parties") or (), host.get("parties") or ())


def is_described_further(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«Подписан меморандум между А и Б. Соглашение, подписанное главами А и Б, направлено на рост торговли»: the paper of the same sides told just before."""
    near = 0 < draft.match.sentence - host.match.sentence <= 2 and draft.match.rule in SIGNED and host.match.rule in SIGNED
    if not near or not draft.get("background") or draft.get("several") or host.get("several") or not draft.match.form.startswith("participle"):
        return False
    own, other, view = draft.get("parties") or (), host.get("parties") or (), state.views[draft.match.sentence]
    paper = draft.get("paper")
    opens = paper is not None and paper[0] == view.index and paper[1] == 0  # the bare paper opens the sentence
    return opens and len(own) > 1 and covers(own, other) and covers(other, own) and draft.get("date") in (None, host.get("date"))


def is_signed_again(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«Тверь и Далянь подписали соглашение. Соглашение подписали мэр Твери и член горкома Даляня»: one paper of one side and of another body of the other land."""
    own, other = draft.get("parties") or (), host.get("parties") or ()
    near = 0 < draft.match.sentence - host.match.sentence <= LEAD and draft.match.rule in SIGNING and host.match.rule in SIGNING
    alike = draft.get("document") == host.get("document") and draft.get("status") == host.get("status") == "occurred" and not draft.get("several")
    if (
        not near
        or not alike
        or host.get("several")
        or host.get("headline")
        or len(own) != 2
        or len(other) != 2
        or not OTHER_PAPER.isdisjoint(state.views[draft.match.sentence].lemmas)
    ):
        return False
    told = (draft.get("subject"), host.get("subject"))
    if None not in told and not same_subject(*told) and stems(str(told[0])).isdisjoint(stems(str(told[1]))):
        return False
    if None not in (draft.get("date"), host.get("date")) and draft.get("date") != host.get("date"):
        return False
    same = [p for p in own if any(_is_one(p, q) for q in other)]
    left, theirs = ([p for p in a if not any(_is_one(p, q) for q in b)] for a, b in ((own, other), (other, own)))
    return len(same) == 2 or (len(same) == 1 == len(left) == len(theirs) and _of_one_land(left[0], theirs[0]))


def is_spoken_of_again(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«Фонд и секретариат подписали меморандум. «Честь подписать меморандум с секретариатом»: the same paper, with nothing new said of it."""
    own, other, near = draft.get("parties") or (), host.get("parties") or (), draft.match.sentence - host.match.sentence
    alike = draft.get("document") == host.get("document") and draft.match.rule in SIGNING and host.match.rule in SIGNING
    signed = draft.match.form == "infinitive" and host.get("status") == "occurred"
    hoped = draft.match.form == "noun" and host.get("status") == "planned"  # «Подпишут договор … Подписание договора нужно обеим мэриям»
    if not (signed or hoped) or not 0 < near <= BACK or not alike or draft.get("several") or host.get("several") or draft.get("date"):
        return False
    told = draft.get("subject") in FORMULAS or stems(str(draft.get("subject") or "")) <= stems(str(host.get("subject") or ""))
    return told and (bool(own) or hoped) and covers(own, other) and len(own) <= len(other) and OTHER_PAPER.isdisjoint(state.views[draft.match.sentence].lemmas)


def _is_one(p: Party, q: Party) -> bool:
    """One side, or two names of a body: «Лазурит» and Государственный музей «Лазурит»."""
    bodies = p.type == q.type == "organization" and quoted(p.name) == quoted(q.name) != ""
    return one_side(p, q) or (bodies and (p.country == q.country or None in (p.country, q.country)))


def is_accord_of_headline(draft: Draft, host: Draft) -> bool:
    """«Музеи Баку и Казани договорились о сотрудничестве» over «Музей подписал договор о сотрудничестве с …»: what the headline calls an accord is the paper."""
    near = bool(draft.get("headline")) and 0 < host.match.sentence - draft.match.sentence <= LEAD and not host.get("several")
    if not near or draft.match.rule not in AGREEING or host.match.rule not in SIGNING or draft.get("status") != host.get("status"):
        return False
    lands, theirs = ([p.country for p in d.get("parties") or ()] for d in (draft, host))
    fits = len(lands) == len(theirs) > 1 and all(land in theirs or None in theirs for land in lands) and any(land in theirs for land in lands if land)
    return fits and same_subject(draft.get("subject"), host.get("subject"))


def _of_one_land(p: Party, q: Party) -> bool:
    """Two parties that may be one: of one country, and of no two regions, one of them a place or a person."""
    return (
        p.country is not None
        and p.country == q.country
        and (p.region == q.region or None in (p.region, q.region))
        and bool({p.type, q.type} & {"place", "person"})
        and not two_towns(p, q)
    )


def is_told_ahead(draft: Draft, host: Draft, state: Discourse) -> bool:
    """Whether what the next sentences sign was first called «документ», or was told as an idea."""
    return _is_told_vaguely(draft, host, state) or _is_idea_of(draft, host) or _is_one_of_several(draft, host)


def _is_one_of_several(draft: Draft, host: Draft) -> bool:
    """«Подписаны документы с регионами Казахстана. Губернатор подписал соглашение с Костанайской областью и меморандум с Абайской»."""
    own, other = draft.get("parties") or (), host.get("parties") or ()
    ahead = 0 < host.match.sentence - draft.match.sentence <= LEAD and draft.match.rule in SIGNING and host.match.rule in SIGNING
    told = bool(draft.get("several")) and draft.get("document") in VAGUE and not host.get("several") and host.get("document") not in VAGUE
    return ahead and told and draft.get("status") == host.get("status") and len(own) > 1 and len(other) > 1 and covers(own, other)


def _is_told_vaguely(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«Документ о связях городов подписан на заводе. Соглашение о торговле между А и Б скрепили …»: the paper that the next sentences name."""
    own, other = draft.get("parties") or (), host.get("parties") or ()
    ahead = 0 < host.match.sentence - draft.match.sentence <= 2 and draft.match.rule in SIGNING and host.match.rule in SIGNING
    if not ahead or draft.get("document") not in VAGUE or host.get("document") in VAGUE or draft.get("several") or host.get("several"):
        return False
    told = OTHER_PAPER.isdisjoint(state.views[host.match.sentence].lemmas) and draft.get("status") == host.get("status")
    next_told = not own and host.match.sentence - draft.match.sentence == 1
    return told and len(other) > 1 and (next_told or (len(own) > 1 and covers(own, other)))


def _is_idea_of(draft: Draft, host: Draft) -> bool:
    """«Завод изучит возможность сборки автобусов. Соответствующий документ подписали …»: what was an idea is what the paper says."""
    near = draft.match.rule in ("agreements.create", "agreements.idea") and host.match.rule in SIGNING and 0 <= host.match.sentence - draft.match.sentence <= 2
    if not near or draft.get("status") != "proposed" or host.get("status") != "occurred" or not draft.get("subject") or not host.get("subject"):
        return False
    return stems(str(draft.get("subject"))) <= stems(str(host.get("subject"))) and any(
        one_side(p, q) for p in draft.get("parties") or () for q in host.get("parties") or ()
    )


def signed_by_the_other(draft: Draft, host: Draft) -> bool:
    """«Со стороны Омана документ подписал генсекретарь музея»: one side's hand under the paper that both signed shortly before, whatever was told between."""
    own, other, slot = draft.get("parties") or (), host.get("parties") or (), draft.match.slots.get("document", ())
    near = 0 < draft.match.sentence - host.match.sentence <= BACK and draft.match.rule in SIGNING and host.match.rule in SIGNING
    if not near or len(own) != 1 or len(other) < 2 or not slot or draft.get("subject") or draft.get("several") or draft.get("status") != host.get("status"):
        return False
    return slot[0].mention.lemma in VAGUE and slot[0].mention.number != "plur" and not draft.match.slots.get("partners") and covers(own, other)


def is_its_content(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«Хурал подписал договор с Хуралом аймака. Стороны договорились о сотрудничестве»: what the paper just signed says, not a second accord."""
    own, other = draft.get("parties"), host.get("parties")
    near = 0 < draft.match.sentence - host.match.sentence <= 2 and draft.match.rule in CONTENT and host.match.rule in SIGNING
    vague = host.get("subject") is None or host.get("subject") in FORMULAS
    if not near or host.get("several") or not vague or not own or not other or not covers(own, other):
        return False
    told = {"также", "кроме", "ранее"}.isdisjoint(state.views[draft.match.sentence].lemmas)
    return (
        told
        and host.get("status") == "occurred"
        and draft.get("status") in ("occurred", "planned")
        and not any(f.found != "discourse" and f.mention.country for f in draft.match.slots.get("parties", ()))
    )


def about_what(draft: Draft, state: Discourse) -> bool:
    """«появится торговый дом, о чём А и Б условились письменно»: what was agreed stands in the clause before."""
    subject = draft.match.slots.get("subject")
    return draft.match.rule == "agreements.agree" and subject is not None and subject[0].mention.lemma in ("что", "который")


def seals_accord(host: Draft, state: Discourse) -> bool:
    """«Договорённость облечена в форму соглашения»: the paper is that of the sentence before."""
    return key(state.views[host.match.sentence].lemmas[0]) in ("договоренность", "условие", "это", "все", "намерение", "замысел")


def points_back(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«подпишут договор об аспирантуре — об этом ректоры условились в среду»: what was agreed is the paper told just before."""
    words = state.views[draft.match.sentence].texts[max(host.match.trigger, draft.match.trigger - 5) : draft.match.trigger]
    return any(pair in (("об", "этом"), ("о", "чем"), ("о", "чём")) for pair in pairwise(words))
