"""The matcher: frames over a sentence.

Marking first, tree second: preposition, case and type say which mentions may fill a slot (`slots`); the tree, clause borders
and distance only rank them (`ranking`). Every mention fills one slot; the members of a list fill one together (`coordination`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from operator import itemgetter

from extractors.lexicon import key
from extractors.matching.coordination import conjuncts
from extractors.matching.frames import Frame, Slot
from extractors.matching.gapping import Gap, apart, followers, gaps, is_role
from extractors.matching.ranking import Option, options_of, sharing
from extractors.matching.slots import asked, fits, marking
from extractors.matching.triggers import FrameIndex, Trigger
from extractors.status.grammar import status_of
from extractors.view import View
from schemas.match import Filler, Match, Mention

CONTROL = {
    "dat": {
        "предложить", "предлагать", "поручить", "поручать", "доверить", "доверять", "перепоручить", "препоручить", "разрешить", "разрешать", "разрешаться", "поручаться", "позволить",
        "рекомендовать", "порекомендовать", "посоветовать", "советовать", "указание", "поручение",
    },
    "acc": {"пригласить", "приглашать", "призвать", "призывать", "попросить", "просить", "обязать", "убедить", "уговорить", "звать", "позвать", "нанять", "подрядить", "уполномочить"},
}  # fmt: skip
ORDERING = {
    "поручить",
    "поручать",
    "поручаться",
    "поручено",
    "указание",
    "поручение",
    "уполномочить",
}  # whoever is told to act acts, in talks and at signings too
COST = itemgetter(0, 1, 2)
UNMARKED = 5  # a name that may stand in any case
OFFERED = {"contracts.supply", "contracts.send", "contracts.give", "contracts.lend", "contracts.train"}  # «предложил Минску поставить станки»: who offers acts


def match(view: View, index: FrameIndex) -> list[Match]:
    """All matches of a sentence, in text order."""
    found: list[Match] = []
    if index.triggers.isdisjoint(view.words):
        return found
    holes = gaps(view)
    split = apart(view, holes) if holes else None
    for i, lemma in enumerate(view.lemmas):
        if lemma not in index.triggers:
            continue
        for frame, form in index.tried(view.tokens[i]):
            if index.has_words(frame, view):
                if split is not None and frame.table == "contracts":
                    found += with_gaps(view, holes, split, frame, Trigger(i, form))
                    continue
                made = match_frame(view, frame, Trigger(i, form))
                if made is not None:
                    found.append(made)
    return found


def with_gaps(view: View, holes: list[Gap], split: tuple[View, list[View]], frame: Frame, trigger: Trigger) -> list[Match]:
    """«Насосы поставит «Волна», а станки — «Резец»: one match for the verb and one for each clause that leaves it out."""
    base_view, parts = split
    base = match_frame(base_view, frame, trigger)
    further = followers(base, frame, view, holes, parts, fill) if base is not None else []
    if base is not None and further:
        return [base, *further]
    whole = match_frame(view, frame, trigger)
    if base is not None and whole is not None and base.slots.keys() == whole.slots.keys() and not any(is_role(view, first, dash) for first, dash, _ in holes):
        return [base]  # «договор с МЗАЛ на 12 станков, а с «Визасом» — на шесть»: the clause without a verb is no part of the first
    return [whole] if whole is not None else []


def match_frame(view: View, frame: Frame, trigger: Trigger) -> Match | None:
    """One frame at one trigger; None where a needed slot stays empty."""
    if trigger.form == "infinitive" and _is_for_anybody(view, trigger.index):
        return None
    slots = fill(view, frame, trigger, give_up=True)
    add_dropped_subject(view, frame, trigger, slots)
    if is_wanting(frame, slots):
        return None
    status, cue = _status_of(view, trigger, frame.status)
    return Match(frame.table, frame.id, view.index, trigger.index, trigger.form, status, cue, slots, dict(frame.set))


def _is_for_anybody(view: View, trigger: int) -> bool:
    """«Заключить договор можно по телефону», «купить трактор можно в кредит»: what whoever likes may do; «можно открыть центр» is a wish."""
    head = view.tokens[trigger].head
    if 0 <= head < trigger and view.lemmas[head] == "достаточно":
        return True  # «для этого достаточно заключить договор»
    return head > trigger and view.lemmas[head] == "можно" and (trigger == 0 or view.tokens[trigger - 1].text != "бы")


def _status_of(view: View, trigger: Trigger, base: str | None) -> tuple[str, str]:
    """The status of what a trigger says, decided once for all frames that it sets off."""
    asked = (trigger.index, trigger.form, base)
    decided = view.statuses.get(asked)
    if decided is None:
        decided = view.statuses[asked] = status_of(view, trigger.index, trigger.form, base)
    return decided


def is_wanting(frame: Frame, slots: Mapping[str, tuple[Filler, ...]]) -> bool:
    """Whether a needed slot is empty."""
    for need in frame.needs:
        if need.isdisjoint(slots):
            return True
    return False


def add_dropped_subject(view: View, frame: Frame, trigger: Trigger, slots: dict[str, tuple[Filler, ...]]) -> None:
    """«Прибыли утром, осмотрели цеха»: a finite verb without any subject speaks of whoever was last spoken of, never of a thing that a lexicon must name."""
    subject = frame.plan.subject
    token = view.tokens[trigger.index]
    if subject is None or subject.name in slots or trigger.form != "active" or token.feats.form != "fin" or token.feats.gender == "neut":
        return
    verbs = [trigger.index, *sharing(view, trigger.index)]
    if "TEXT" in subject.types or any(view.tokens[c].rel.startswith("nsubj") for i in verbs for c in view.children[i]):
        return
    lemma = "мы" if token.feats.person == "1" else "они" if token.feats.number == "plur" else "она" if token.feats.gender == "fem" else "он"
    t = trigger.index
    dropped = Mention(view.index, t, t + 1, t, token.start, token.stop, "nom", token.feats.number, lemma=lemma, cases=("nom",))
    slots[subject.name] = (Filler(dropped, "discourse"),)


def fill(view: View, frame: Frame, trigger: Trigger, *, give_up: bool = False) -> dict[str, tuple[Filler, ...]]:
    """The best filler of each slot, every mention used once; slots with `of` after the slots they hang on.

    `give_up`: nothing, as soon as a needed slot must stay empty.
    """
    plan = frame.plan
    options: list[Option] = []
    for order, slot in plan.needed:
        found = options_of(view, order, slot, trigger)
        if give_up and not found and slot.name in plan.vital:
            return {}
        options += found
    if give_up and is_hopeless(frame, {option[3] for option in options}):
        return {}
    for order, slot in plan.others:
        options += options_of(view, order, slot, trigger)
    if trigger.form == "infinitive" and (frame.table == "contracts" or _is_ordered(view, trigger)):
        options = controlled(view, frame, trigger, options)
    options.sort(key=COST)
    chosen, used = choose(view, frame, trigger, options)
    if is_wanting(frame, chosen) or _body_is_object(frame, chosen):
        swapped = object_first(frame, trigger, options, chosen) or subject_first(frame, options, chosen)
        chosen, used = choose(view, frame, trigger, swapped) if swapped else (chosen, used)
    for slot in plan.hung:
        if slot.of in chosen:
            hung = hanging(view, slot, chosen[slot.of][0].mention, used)
            if hung:
                chosen[slot.name] = tuple(Filler(m, "child") for m in hung)
                used |= tokens_of(hung)
    return chosen


def is_hopeless(frame: Frame, filled: Set[str]) -> bool:
    """Whether a needed slot must stay empty: nothing fits it, it hangs on no other slot, and it is no subject that may be dropped."""
    for need in frame.needs:
        if need.isdisjoint(filled) and need.isdisjoint(frame.plan.open):
            return True
    return False


def choose(view: View, frame: Frame, trigger: Trigger, options: Sequence[Option]) -> tuple[dict[str, tuple[Filler, ...]], int]:
    """Options, best first → the filler of each slot and the tokens used by them, as bits."""
    chosen: dict[str, tuple[Filler, ...]] = {}
    used = 0
    for _, _, _, name, mention, found in options:
        if name in chosen:
            continue
        tokens = (1 << mention.last) - (1 << mention.first)
        if used & tokens:
            continue
        slot = frame.plan.by_name[name]
        if slot.many and not (asked(slot, trigger.form).modified and view.tokens[trigger.index].feats.number == "sing"):
            group = conjuncts(view, slot, mention, used)
            chosen[name] = tuple(Filler(m, found) for m in group)
            used |= tokens_of(group)
        else:
            chosen[name] = (Filler(mention, found),)
            used |= tokens
    return chosen, used


def _body_is_object(frame: Frame, chosen: Mapping[str, tuple[Filler, ...]]) -> bool:
    """«Пять тонн арматуры отгрузит / Нижнетагильский комбинат»: a body stands as the goods of a deal that nobody makes."""
    if frame.table != "contracts" or "goods" not in chosen or chosen["goods"][0].mention.type not in ("organization", "government"):
        return False
    return chosen.keys().isdisjoint(frame.plan.acting)


def tokens_of(mentions: Iterable[Mention]) -> int:
    """The tokens of mentions, as bits."""
    used = 0
    for m in mentions:
        used |= (1 << m.last) - (1 << m.first)
    return used


def _is_ordered(view: View, trigger: Trigger) -> bool:
    """«поручил министерству провести переговоры», «дал палате поручение подписать меморандум»."""
    ruler = view.tokens[trigger.index].head
    return ruler >= 0 and view.lemmas[ruler] in ORDERING


def controlled(view: View, frame: Frame, trigger: Trigger, options: list[Option]) -> list[Option]:
    """«предложил инвесторам построить завод», «пригласил фирму строить»: whoever is asked acts, not who asks."""
    ruler = view.tokens[trigger.index].head
    case = next((c for c, verbs in CONTROL.items() if ruler >= 0 and key(view.tokens[ruler].lemma) in verbs), None)
    order, subject = next(((i, s) for i, s in enumerate(frame.slots) if ("", "nom") in s.markers and s.of is None), (0, None))
    if case is None or subject is None or (frame.id in OFFERED and key(view.tokens[ruler].lemma) in ("предложить", "предлагать")):
        return options
    called = [m for m, _ in view.kinds if not m.prep and m.parent is None and m.may_be(case) and fits(subject, m)]
    called = [m for m in called if m.head < trigger.index or (trigger.index < ruler < m.head and m.case == case)]  # «внедрять систему доверено фирме»
    called = [m for m in called if (view.governor(m) == ruler or m.first == ruler + 1) and (m.case != "nom" or len(m.cases) > UNMARKED)]
    if not called and case == "dat":  # «блок поручено возвести российской компании»
        behind = (
            m
            for m, _ in view.kinds
            if trigger.index < m.first <= trigger.index + 2 and m.parent is None and not m.prep and m.case == "dat" and fits(subject, m)
        )
        called = [m for m in behind if view.tokens[m.head].rel not in ("nmod",)][:1]
    if not called:
        return options
    rest = [o for o in options if o[3] != subject.name and o[4] is not called[0]]
    return [(0.3, order, called[0].start, subject.name, called[0], "shared"), *rest]


def object_first(frame: Frame, trigger: Trigger, options: Sequence[Option], chosen: Mapping[str, tuple[Filler, ...]]) -> list[Option]:
    """«Завод построит холдинг «Камаш»: nominative and accusative look alike; the subject is what cannot be the object.

    The options with the needed object put first, where the subject took its only filler and another one can be the subject; else none.
    """
    subject = next((name for name in frame.plan.acting if name in chosen), None)
    direct = next((name for name in frame.plan.direct if name not in chosen), None)
    if subject is None or direct is None:
        return []
    taken = chosen[subject][0].mention
    wanted = [o for o in options if o[3] == direct and o[4] is taken]
    near = ("child", "shared", "subtree") if trigger.form == "infinitive" else ("child",)
    others = [o for o in options if o[3] == subject and o[4] is not taken and o[5] in near]
    return [*wanted, *others, *(o for o in options if o[3] != subject)] if wanted and others else []


def subject_first(frame: Frame, options: Sequence[Option], chosen: Mapping[str, tuple[Filler, ...]]) -> list[Option]:
    """«Холдинг «Жайлау» приобрёл 49% элеватора»: what stands as the object alone can be the subject, and something else the object."""
    by_name = frame.plan.by_name
    subject = next((name for name in frame.plan.acting if name not in chosen and by_name[name].of is None), None)
    direct = next((name for name in frame.plan.direct if name in chosen and by_name[name].of is None), None)
    if subject is None or direct is None:
        return []
    taken = chosen[direct][0].mention
    wanted = [o for o in options if o[3] == subject and o[4] is taken]
    others = [o for o in options if o[3] == direct and o[4] is not taken]
    return [*wanted, *others, *(o for o in options if o[3] not in (direct, subject))] if wanted and others else []


def hanging(view: View, slot: Slot, owner: Mention, used: int) -> list[Mention]:
    """The mentions that hang on a noun with one of the slot's markers: parts of its phrase or just behind it."""
    end, own = owner.last, next(i for i, m in enumerate(view.mentions) if m is owner)
    for mention in view.mentions:
        if (used >> mention.first & 1 and mention.parent != own) or view.is_value(mention):
            continue
        inside = mention.parent is not None and view.mentions[mention.parent] is owner
        behind = mention.parent is None and end <= mention.first <= end + 2 and view.verbs_between(owner.last - 1, mention.first) == 0
        tree = mention.parent is None and view.governor(mention) in range(owner.first, owner.last)
        if behind and not (inside or tree) and not fits(slot, mention):
            end = mention.last if mention.prep else end
        if (inside or behind or tree) and fits(slot, mention) and marking(slot.markers, mention) is not None:
            return conjuncts(view, slot, mention, used) if slot.many else [mention]
        if behind and mention.prep:
            end = mention.last
    return []
