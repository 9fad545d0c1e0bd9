"""Status of deals: talks settle nothing, a rumour refuted is a denial, and what happens to the thing decides what was wished of it."""

from __future__ import annotations

from itertools import pairwise

from extractors.article.discourse import Discourse
from extractors.lexicon import key, members
from extractors.status.cues import negation
from extractors.view import View
from schemas.match import Match, Mention

TALKS = {
    "переговоры",
    "обсуждать",
    "обсуждаться",
    "обсуждение",
    "прорабатывать",
    "прорабатываться",
    "переписываться",
    "вопрос",
    "договариваться",
    "попросить",
    "просить",
    "запросить",
}
PRESENT = ("имый", "емый", "имая", "емая", "имое", "емое", "имые", "емые", "имого", "емого", "имой", "емой", "имых", "емых")
BIASPECTUAL = {"инвестировать", "модернизировать", "реконструировать", "локализовать", "финансировать", "реставрировать", "капитализировать", "арендовать"}
TRADING = {"экспортировать", "импортировать"}
REPEATED = {"ежегодно", "ежемесячно", "ежедневно", "еженедельно", "сейчас", "уже", "год", "месяц", "неделя", "день", "сутки", "квартал"}
SPEAKING = {"говорить", "поговорить", "беседовать", "побеседовать", "заинтересованность", "консультация"}
DISCUSSING = SPEAKING | {
    "обсудить",
    "обсуждать",
    "обсуждаться",
    "обговорить",
    "рассмотреть",
    "рассматривать",
    "рассматриваться",
    "затронуть",
    "касаться",
    "коснуться",
}
HOPING = {"рассчитывать", "надеяться", "надежда"}
BROKEN = {"вести", "вестись", "идти", "прервать", "прерваться", "сорвать", "сорваться", "приостановить", "свернуть", "прекратить", "прекратиться"}
SETTLED = {"заключить", "подписать", "заключение", "подписание"}
APPROVING = frozenset({"одобрить", "одобрять", "утвердить", "утверждать"})
CANCELLING = {"отозвать", "отзывать", "аннулировать", "отменить", "отменять"}
HALTING = {"остановить", "останавливать", "прекратить", "прекращать", "приостановить", "приостанавливать", "заморозить"}
GIVING_UP = {"отказаться", "отказываться", "отказывать", "раздумать", "передумать"}
RUMOURS = {"слух", "сообщение", "информация", "новость", "публикация", "якобы", "будто", "сведение"}
FALSE = {"утка", "неправда", "ложь", "фейк", "выдумать", "выдумка", "опровергнуть", "опровергать", "отрицать", "вымысел"}
DENIALS = {"утка", "неправда", "фейк"}


def settle(match: Match, view: View, state: Discourse) -> str | None:
    """The status of a match after all that is said around it; None for talks that were not held."""
    status = match.status
    if (
        match.rule == "contracts.refuse"
        and "не" in view.texts[max(0, match.trigger - 2) : match.trigger]
        and (key(view.tokens[match.trigger].lemma) in GIVING_UP or view.lemmas[match.trigger] in HALTING)
    ):  # «от насосов не отказывается»: the deal stands; «не остановил стройку»
        return "ongoing" if view.lemmas[match.trigger] in HALTING else "planned"
    if status == "occurred" and match.rule == "contracts.agree" and _nearly(match, view):
        return "proposed"  # «почти договорилась о поставке трамваев»
    if refuted(match, view, state) or _fate(match, view) or (status == "occurred" and _nearly(match, view)):
        return "denied"
    if status == "denied" and _never_before(match, view):
        return None
    lemma = key(view.tokens[match.trigger].lemma)
    if (
        match.rule == "contracts.loan"
        and status in ("occurred", "proposed")
        and not APPROVING.isdisjoint(key(view.lemmas[i]) for i in view.ancestors(match.trigger))
    ):
        return "planned"  # «одобрило проект соглашения о кредите»
    if match.rule == "contracts.sign" and status == "ongoing" and lemma == "готовить":
        return "planned"  # «контракт уже готовят»
    if match.rule == "contracts.provide" and status == "ongoing":
        return "planned"  # «контракт предусматривает поставку»
    if match.rule == "contracts.promise" and status == "proposed" and lemma == "готовить":
        return "planned"  # «готовит к отправке вторую партию»: no offer
    if match.rule == "contracts.reorder" and lemma in CANCELLING:
        return "denied"
    if status == "occurred" and match.form.startswith("participle") and view.tokens[match.trigger].text.lower().endswith(PRESENT):
        status = "ongoing"  # «возводимый отель»
    if status == "ongoing" and lemma in TRADING and view.quantities and REPEATED.isdisjoint(view.lemmas) and not view.percents and match.form == "active":
        return "planned"  # «Казахстан экспортирует тысячу автобусов»
    if status == "ongoing" and (lemma in ("организовать", "локализовать", "реанимировать") or (lemma in BIASPECTUAL and (view.money or view.quantities))):
        return "planned"  # «инвестирует 5 млрд»: so much is still to come
    if match.rule == "contracts.investment" and any(view.tokens[i].feats.tense == "fut" for i in view.ancestors(match.trigger)[:3]):
        return "planned"  # «объём инвестиций компании составит 40 млн»
    above = [key(view.tokens[i].lemma) for i in view.ancestors(match.trigger)[:2]] if match.form == "noun" else []
    if status == "planned" and HOPING & set(above):
        return "proposed"  # «рассчитывает на поставки овец»
    if status == "occurred" and ("заявка" in above or "заявление" in above):
        return "proposed"  # «заявку на покупку тракторов подал колхоз»
    if status == "occurred" and SPEAKING & set(above):
        return "proposed"  # «говорили с Tata о поставках стекла»
    if status in ("occurred", "ongoing") and match.form == "noun" and _is_in_talks(match.trigger, view):
        return "proposed"
    if status == "occurred" and match.form == "noun" and _is_topic(match.trigger, view):
        return "proposed"
    if match.rule == "contracts.talk_of" and match.form != "noun" and status != "denied":
        return "proposed"  # «говорит о двадцати пяти машинах»
    if talks(match, view) and ("ничто" in view.words or "тупик" in view.words):
        return "denied"  # «переговоры кончились ничем»
    if talks(match, view):
        if status == "denied" and any(view.lemmas[i] in BROKEN for i in view.ancestors(match.trigger)[:3]):
            return "denied"  # «никаких переговоров о покупке электричек не ведёт», «переговоры прерваны»
        held = any(key(view.tokens[i].lemma) == "переговоры" for i in view.ancestors(match.trigger)[:1])
        return {"denied": None, "planned": "proposed" if held else "planned"}.get(status, "proposed")
    return status


def talks(match: Match, view: View) -> bool:
    """«ведутся переговоры о поставке», «обсуждают закупку», «вопрос поставки»: nothing is settled yet."""
    if key(view.tokens[match.trigger].lemma) in TALKS:
        return True
    if match.form != "noun":
        return False
    first = next((i + 1 for i in range(match.trigger - 1, -1, -1) if view.tokens[i].pos == "VERB" or view.tokens[i].text == ","), 0)
    near = [key(view.tokens[i].lemma) for i in view.ancestors(match.trigger)[:3]] + [
        key(t.lemma) for t in view.tokens[max(0, min(first, match.trigger - 6)) : match.trigger]
    ]
    return any(lemma in TALKS for lemma in near) and SETTLED.isdisjoint(near)


def _is_in_talks(trigger: int, view: View) -> bool:
    """«контракты на поставку вагонов находятся на стадии обсуждения»."""
    if STAGES.isdisjoint(view.words):
        return False
    at = next((i for i in range(trigger + 1, len(view.lemmas) - 1) if view.lemmas[i] in STAGES), None)
    return at is not None and view.lemmas[at + 1] in TALKED and view.verbs_between(trigger, at) <= 1


STAGES = {"стадия", "этап"}
TALKED = {"обсуждение", "переговоры", "согласование", "проработка", "рассмотрение"}


def _is_topic(trigger: int, view: View) -> bool:
    """«обсудили дела в торговле, в том числе поставки», «речь шла о торговле, включая поставки»: one of the things that are talked about."""
    verb = next((i for i in view.ancestors(trigger) if view.tokens[i].pos == "VERB" and view.tokens[i].feats.form == "fin"), None)
    if verb is None:
        return False
    spoken = key(view.tokens[verb].lemma) == "идти" and any(key(view.tokens[i].lemma) == "речь" for i in view.children[verb])
    return spoken or key(view.tokens[verb].lemma) in DISCUSSING


def refuted(match: Match, view: View, state: Discourse) -> bool:
    """«Сообщения о том, что город покупает автобусы, не соответствуют действительности», «Слухи, будто подарят. Не подарят»."""
    if RUMOURS.isdisjoint(view.words) and DENIALS.isdisjoint(view.words):
        return False
    words = view.lemmas
    before, after = set(words[: match.trigger]), words[match.trigger :]
    if before & RUMOURS and "соответствовать" in after and negation(view, words.index("соответствовать", match.trigger)):
        return True
    denied = any(view.lemmas[i] in DENIALS and view.tokens[i].feats.case != "gen" for i in range(match.trigger, len(words)))  # not «мясо утки»
    if (before & RUMOURS and set(words) & FALSE) or denied:
        return True
    if view.index + 1 >= len(state.views) or not before & RUMOURS:
        return False
    following = state.views[view.index + 1].tokens
    return (
        bool(following)
        and following[0].text.lower() in ("не", "это")
        and (any(key(t.lemma) == words[match.trigger] for t in following[1:3]) or any(key(t.lemma) in FALSE for t in following))
    )


def _never_before(match: Match, view: View) -> bool:
    """«никогда ранее не закупала», «до этого не поставляли»: how it was so far is no deal that fell through."""
    feats, first = view.tokens[match.trigger].feats, max(0, match.trigger - 12)
    before = view.texts[first : match.trigger]
    told = not EARLIER.isdisjoint(before) or any(a == "до" and b in SO_FAR for a, b in pairwise(before))
    return told and feats.tense == "past" and feats.aspect == "imp" and "больше" not in before and negation(view, match.trigger)


EARLIER = {"никогда", "ранее", "раньше", "прежде"}
SO_FAR = {"этого", "сих", "того"}


def _nearly(match: Match, view: View) -> bool:
    """«почти продала», «едва не купил», «чуть было не подписали»: it did not come to that."""
    before = view.texts[max(0, match.trigger - 3) : match.trigger]
    return match.form == "active" and (before[-1:] == ["почти"] or (before[-1:] == ["не"] and bool({"едва", "чуть"} & set(before))))


def _fate(match: Match, view: View) -> bool:
    """«Комплекс, который хотела строить фирма, не состоится»: the main clause speaks of what the relative clause wished."""
    goods = next(iter(match.slots.get("goods", ())), None)
    if goods is None or key(goods.mention.lemma) != "который":
        return False
    head = antecedent(goods.mention, view)
    if head is None:
        return False
    for i in (view.governor(head), *(j for j, t in enumerate(view.tokens) if j > match.trigger and t.pos == "VERB" and t.feats.form == "fin")):
        if i < 0 or i == match.trigger or goods.mention.first <= i <= match.trigger:
            continue
        return negation(view, i) or key(view.tokens[i].lemma) in members("refusing")
    return False


def antecedent(pronoun: Mention, view: View) -> Mention | None:
    """The noun before «который»; of «станции в Египте и Турции, которые строят» the stations."""
    before = [m for m in reversed(view.mentions) if m.last <= pronoun.first and m.parent is None and m.lemma != "который"]
    if pronoun.number == "plur":
        beyond = next((m for m in before if m.type != "place" or m.number == "plur" or m.prep not in ("в", "во", "на")), None)
        if beyond is not None and (beyond.number != "sing" or view.tokens[beyond.head].text.isupper()):  # «АЭС»
            return beyond
    return next(iter(before), None)
