"""One paper told several times in an article: the headline, its signing, and what is said of it later.

«Вузы подписали меморандум» over «Меморандум подписали ТГУ и ГрГУ. Соглашение говорит о доверии» is one row, that of the story.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.agreements.again import (
    AGREEING,
    BACK,
    LEAD,
    SIGNING,
    about_what,
    points_back,
    says_again,
    seals_accord,
)  # fmt: skip
from extractors.agreements.fillers import BODY_RULES
from extractors.agreements.inner import is_errand
from extractors.agreements.papers import VAGUE
from extractors.article.discourse import Discourse
from extractors.build import Draft, take_date
from extractors.lexicon import key
from extractors.merging.headline import headline_over_past
from extractors.merging.merge import FORMULA, fuller_period, fuller_subject, overlap_of_sides, same_subject
from extractors.parties.same import bodies_for, covers
from schemas.match import Mention

APPROVING = {"утвердить", "утверждать", "одобрить", "одобрять", "согласовать", "согласовывать", "ратифицировать"}
POINTING = {"данный", "указанный", "этот", "грядущий", "будущий", "названный", "сегодняшний", "упомянутый"}
AIMED = 4
THIS = {"этот", "это"}
CHARGING = {"поручить", "поручать", "поручаться", "поручено", "поручение", "указание"}
SIDES = {"компания", "партнер", "сторона", "предприятие", "фирма"}
PROMISING = AGREEING | {"agreements.make_together", "agreements.create", "agreements.idea"}
TWINNING = {"agreements.twin", "agreements.become_kin"}
NAMING = {"agreements.document", "agreements.item"}
FILLED = ("subject", "period")


def told_once(drafts: Sequence[Draft], state: Discourse) -> list[Draft]:
    """Drafts in text order → those that tell a paper of their own; the others give them what they know besides."""
    gone: set[int] = set()
    inner = sorted(drafts, key=lambda d: is_headline(d, state))  # what the story tells twice first
    for draft in inner:
        host = next((k for k in inner if k is not draft and id(k) not in gone and _retells(draft, k, state)), None)
        if host is not None:
            gone.add(id(draft))
            _give(draft, host, state)
    return [draft for draft in drafts if id(draft) not in gone]


def _retells(draft: Draft, host: Draft, state: Discourse) -> bool:
    """Whether a draft says again, in a weaker way, what the host tells."""
    if headline_over_past(draft, host):
        return False
    if (
        _is_sum_of(draft, host)
        or _is_put_down(draft, host, state)
        or _is_twinned_below(draft, host)
        or _refers_back(draft, host, state)
        or _is_called_otherwise(draft, host, state)
        or _came_to_sign(draft, host, state)
        or _signs_what_was_agreed(draft, host, state)
        or says_again(draft, host, state)
    ):
        return True
    if (
        draft.match.sentence > host.match.sentence
        and not host.get("headline")
        and _both_approve(draft, host, state, "occurred")
        and covers(draft.get("parties") or (), host.get("parties") or ())
    ):
        return same_subject(draft.get("subject"), host.get("subject"))
    if not _kinds_alike(draft, host, state) or "denied" in (draft.get("status"), host.get("status")):
        return False
    twinned = draft.match.rule in TWINNING and host.match.rule in SIGNING
    headline = is_headline(draft, state) and not is_headline(host, state)
    own, other = draft.get("parties"), host.get("parties")
    one = bool(draft.get("several")) == bool(host.get("several")) or (headline and (not own or overlap_of_sides(own, other)))
    if not one or not (twinned or same_subject(draft.get("subject"), host.get("subject"))):
        return False
    if headline:
        lands, theirs = ({p.country for p in sides if p.country} for sides in (own, other))
        told = bool(draft.get("subject")) and bool(lands & theirs)
        same_lands = host.match.sentence <= LEAD and (lands <= theirs or told or not theirs)
        return (draft.get("status") == host.get("status") or _both_approve(draft, host, state)) and (
            not own or not other or overlap_of_sides(own, other) or same_lands
        )
    if twinned and other and all(p.type == "person" for p in other):
        return host.match.sentence - draft.match.sentence <= 1  # the mayors who signed
    if not other or (own and not covers(own, other)) or (draft.get("status"), host.get("status")) == ("occurred", "proposed"):
        return False
    return (_is_weak(draft, state) and not _is_weak(host, state) and not is_headline(host, state)) or twinned


def _both_approve(draft: Draft, host: Draft, state: Discourse, status: str = "planned") -> bool:
    """«Премьер одобрил соглашение» over «Премьер одобрил проект соглашения»: approved is what is yet to be signed."""
    return all(_trigger(d, state) in APPROVING for d in (draft, host)) and host.get("status") == status


def _trigger(draft: Draft, state: Discourse) -> str:
    return key(state.views[draft.match.sentence].tokens[draft.match.trigger].lemma)


def _is_sum_of(draft: Draft, host: Draft) -> bool:
    """«Край подписал ряд документов. Первый из них – соглашение с палатой»: papers that the next sentences name."""
    ahead = host.match.sentence - draft.match.sentence
    vague = draft.get("document") in VAGUE and not draft.get("subject") and not draft.match.slots.get("partners")
    if not vague or not 0 < ahead <= (BACK if draft.get("several") else LEAD) or host.get("document") in VAGUE or draft.get("status") != host.get("status"):
        return False
    own = {f.mention.start for f in draft.match.slots.get("parties", ()) if f.found != "discourse"}
    acting = tuple(p for p in draft.get("parties") or () if p.start in own)
    named = host.match.rule in NAMING and len(host.get("parties") or ()) == 1  # its other side is whoever signed them all
    return len(acting) == 1 and (named or overlap_of_sides(acting, host.get("parties")))


def _is_twinned_below(draft: Draft, host: Draft) -> bool:
    """«У Смоленска появится побратим» over «Смоленск установит побратимские связи с Нишем»: one side alone, and both shortly after."""
    both = draft.match.rule in TWINNING and host.match.rule in TWINNING and 0 < host.match.sentence - draft.match.sentence <= LEAD
    own, other = draft.get("parties") or (), host.get("parties") or ()
    return both and len(own) == 1 < len(other) and covers(other, own)


def _refers_back(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«подписание грядущего договора», «Соглашение, которое мы подписали», «Документ подписали мэр и хоким»: the paper told shortly before."""
    own, other, paper = draft.get("parties"), host.get("parties"), draft.get("paper")
    near = 0 < draft.match.sentence - host.match.sentence <= BACK and paper is not None and host.match.rule in SIGNING and draft.match.rule in SIGNING
    if not near or paper is None or draft.get("several") or host.get("several") or not other or paper[0] != draft.match.sentence:
        return False
    view = state.views[paper[0]]
    mention = view.mention_at(paper[1])
    if mention is None:
        return False
    approved = draft.match.form == "infinitive" and host.get("status") == "planned" and _trigger(host, state) in APPROVING
    if (
        (approved or _is_charged(draft, state))
        and not draft.get("subject")
        and (draft.get("document") in VAGUE or _is_bare(mention, state))
        and "denied" not in (draft.get("status"), host.get("status"))
    ):
        return True  # «министерству поручено подписать соглашение»
    this = not THIS.isdisjoint({key(t.lemma) for t in view.tokens[mention.first : mention.head]})
    bare = draft.match.form == "infinitive" or (host.get("status") != "occurred" and draft.get("date") in (None, host.get("date")))
    if this and (draft.match.form == "noun" or (bare and not draft.match.slots.get("subject"))):
        return True  # «прилетели, чтобы подписать это соглашение», «заключение этого соглашения поможет», «в декабре мы подпишем это соглашение»
    if draft.get("status") != host.get("status") or (own and not overlap_of_sides(own, other)):
        return False
    if draft.get("document") in VAGUE:
        told = (draft.get("subject"), host.get("subject"))
        return bool(own) and not mention.counted and ((None in told and covers(own, other)) or (None not in told and same_subject(*told)))
    said = POINTING & {key(t.lemma) for t in view.tokens[mention.first : mention.head]}
    return not draft.get("subject") and (not own or covers(own, other)) and bool(said or (draft.get("background") and host.get("kind") == draft.get("kind")))


def _is_put_down(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«договорились о дипломах. Соответствующий меморандум подписан»: what was agreed is what the paper says."""
    near = 0 <= host.match.sentence - draft.match.sentence <= 2 and draft.match.trigger != host.match.trigger
    if draft.match.sentence == host.match.sentence and draft.match.rule in AGREEING and host.match.rule in SIGNING and points_back(draft, host, state):
        return True
    if near and about_what(draft, state):
        return host.match.rule in BODY_RULES | {"agreements.work"} and host.match.sentence == draft.match.sentence and host.match.trigger < draft.match.trigger
    if near and host.match.rule == "agreements.seal" and seals_accord(host, state):
        return draft.match.rule in PROMISING and host.match.sentence - draft.match.sentence > 0
    same = host.match.sentence == draft.match.sentence and host.match.trigger > draft.match.trigger and host.match.rule in SIGNING
    refers = (
        (same and not host.get("several") and _may_be_theirs(draft, host))
        or host.match.sentence - draft.match.sentence <= (host.get("refers") or -1)
        or (host.get("document") in VAGUE and not host.get("several") and _may_be_theirs(draft, host))
    )
    return near and draft.match.rule in AGREEING and refers and host.match.rule not in AGREEING and host.get("subject") is None


def _is_charged(draft: Draft, state: Discourse) -> bool:
    """«министерству поручено / подписать соглашение»."""
    view = state.views[draft.match.sentence]
    return draft.match.form == "infinitive" and any(view.lemmas[i] in CHARGING for i in view.ancestors(draft.match.trigger)[:2])


def _signs_what_was_agreed(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«договорились о создании СП. Соглашение компании подписали 10 марта»: a bare paper of the same sides puts down what they agreed just before."""
    own, other, paper = draft.get("parties") or (), host.get("parties") or (), draft.get("paper")
    near = 0 < draft.match.sentence - host.match.sentence <= 2 and draft.match.rule in SIGNING and host.match.rule in PROMISING
    told = draft.get("subject") or draft.get("several") or draft.get("refers") or draft.get("kind") not in ("agreement", "treaty")
    if not near or told or draft.get("status") != "occurred" or paper is None or paper[0] != draft.match.sentence:
        return False
    mention = state.views[paper[0]].mention_at(paper[1])
    theirs = (not own and draft.match.sentence - host.match.sentence == 1) or (len(own) > 1 and covers(own, other))
    return mention is not None and _is_bare(mention, state) and len(other) > 1 and theirs


def _is_bare(paper: Mention, state: Discourse) -> bool:
    """«соглашение», «соглашение компании (подписали)»: no word says which."""
    words = state.views[paper.sentence].lemmas[paper.head + 1 : paper.last]
    return paper.first == paper.head and SIDES.issuperset(words)


def _may_be_theirs(draft: Draft, host: Draft) -> bool:
    """Whether «документ» may be what was agreed: signed by the same, or by nobody named in the very next sentence."""
    nobody = not host.get("parties") and host.match.sentence - draft.match.sentence == 1
    return nobody or overlap_of_sides(draft.get("parties"), host.get("parties"))


def _is_called_otherwise(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«Подписан план мероприятий … Соглашение заключили губернатор и аким»: a bare «соглашение» of the same sides is the paper told just before."""
    either = {draft.get("kind"), host.get("kind")} == {"agreement", "treaty"}  # «подписали соглашение … Со стороны Тувы договор подписал …»
    if (
        (not either and (draft.get("kind") != "agreement" or host.get("kind") in ("agreement", "other")))
        or draft.get("subject")
        or draft.get("status") != host.get("status")
    ):
        return False
    paper, own, other = draft.get("paper"), draft.get("parties"), host.get("parties")
    near = 0 <= draft.match.sentence - host.match.sentence <= 2 and draft is not host
    if paper is None or not near or not own or not other or not covers(own, other) or len(own) > len(other) or draft.match.rule not in SIGNING:
        return False
    mention = state.views[paper[0]].mention_at(paper[1])
    return mention is not None and mention.last - mention.first == 1


def _came_to_sign(draft: Draft, host: Draft, state: Discourse) -> bool:
    """«соглашение, подписанное на форуме … Гости прибыли, чтобы подписать соглашение»: the aim of a trip, told after the paper that was signed on it."""
    if draft.match.form != "infinitive" or draft.match.rule not in SIGNING or draft.get("subject") or draft.match.sentence < host.match.sentence:
        return False
    view = state.views[draft.match.sentence]
    near = view.texts[max(0, draft.match.trigger - 3) : draft.match.trigger]
    if is_errand(draft.match, state) and draft.get("document") == host.get("document") and host.get("status") == "occurred":
        return True  # «Мы приехали подписать меморандум»
    lands = {p.country for p in host.get("parties") or ()}
    soon = draft.match.sentence - host.match.sentence <= AIMED
    return (
        soon
        and "чтобы" in near
        and host.match.rule in SIGNING
        and host.get("status") == "occurred"
        and (not lands or all(p.country in lands for p in draft.get("parties") or ()))
    )


def is_headline(draft: Draft, state: Discourse) -> bool:
    """The title, or a first line without a full stop."""
    view = state.views[draft.match.sentence]
    return view.sentence.block == "title" or (view.index == 0 and len(state.views) > 1 and view.tokens[-1].text not in (".", "!", "?", "…"))


def _is_weak(draft: Draft, state: Discourse) -> bool:
    """A paper merely named, a signing that is spoken of, an approval on the way to it."""
    if draft.match.rule == "agreements.document":
        return True
    if _is_after(draft, state) or _is_charged(draft, state):
        return True
    return _trigger(draft, state) in APPROVING or (draft.match.form == "noun" and draft.get("status") != "occurred")


def _is_after(draft: Draft, state: Discourse) -> bool:
    """«после подписания договора»: the signing is told elsewhere."""
    own = state.views[draft.match.sentence].mention_at(draft.match.trigger) if draft.match.form == "noun" else None
    return own is not None and own.prep in ("после", "перед", "до")


def _kinds_alike(draft: Draft, host: Draft, state: Discourse) -> bool:
    """One kind; «соглашение» is said of a treaty and of a memorandum too where a paper is merely named."""
    kinds = {draft.get("kind"), host.get("kind")}
    if draft.match.rule in TWINNING and host.match.rule in SIGNING:
        return "побратим" in str(host.get("subject")).lower() or abs(host.match.sentence - draft.match.sentence) <= 1
    return len(kinds) == 1 or (draft.get("kind") == "agreement" and kinds <= {"agreement", "treaty", "memorandum"} and _is_weak(draft, state))


def _give(draft: Draft, host: Draft, state: Discourse) -> None:
    """Fill what the host leaves open; an approval's or a mere mention's date is not that of the signing."""
    if _is_sum_of(draft, host) and len(host.columns["parties"]) == 1 and not overlap_of_sides(draft.get("parties"), host.get("parties")):
        host.columns["parties"] = (*draft.columns["parties"], *host.columns["parties"])  # whoever signed them all
    if (draft.match.rule == host.match.rule or _signs_what_was_agreed(draft, host, state)) and not draft.get("background"):
        take_date(host, draft)
    for name in FILLED:
        if host.columns.get(name) in (None, FORMULA):
            host.columns[name] = draft.columns.get(name) or host.columns.get(name)
    if host.get("kind") == "other" and host.get("document") in VAGUE:
        host.columns["kind"] = draft.get("kind")
    host.columns["subject"] = fuller_subject(host.columns.get("subject"), draft.columns.get("subject"))
    host.columns["period"] = fuller_period(host.columns.get("period"), draft.columns.get("period"))
    host.columns["parties"] = host.columns["parties"] or draft.columns["parties"]
    if is_headline(draft, state) and len(draft.columns["parties"]) > 1 and all(p.country is None for p in host.columns["parties"]):
        host.columns["parties"] = draft.columns["parties"]  # «Документ подписали А. Лис и президент «Токуш»»: of which lands says the headline
    if draft.match.rule in TWINNING and all(p.type == "person" for p in host.columns["parties"]):
        host.columns["parties"] = draft.columns["parties"]
    if _is_put_down(draft, host, state) and all(p.type != "person" for p in draft.columns["parties"]) and len(draft.columns["parties"]) > 1:
        host.columns["parties"] = draft.columns["parties"]  # who agreed is told by name, who signed by post
    host.columns["parties"] = bodies_for(host.columns["parties"], draft.columns["parties"])
    host.joined.append(draft)


__all__ = ["is_headline", "told_once"]
