"""The matcher: frames over a sentence.

Marking first, tree second: preposition, case and type say which mentions may fill a slot; the tree, clause borders
and distance only rank them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.frames import Frame, Slot
from extractors.lexicon import classes_of, key
from extractors.phrases import PRONOUNS
from extractors.status import status_of
from extractors.view import View
from schemas.document import Token
from schemas.match import Filler, Match, Mention

TYPE_NAMES = {"PER": {"person"}, "ORG": {"organization", "government"}, "GOV": {"government"}, "LOC": {"place"}, "GRP": {"group"}}
TYPE_NAMES["PARTY"] = {"person", "organization", "government", "place", "group"}
RANK = {"child": 0.0, "subtree": 1.2, "shared": 0.8, "clause": 2.0}
FAR = 6.0
OF_ANOTHER = 2.0
IMPERSONAL = {"предстоять", "следовать", "надо", "нужно", "необходимо", "можно", "нельзя", "удаться", "получиться", "прийтись", "предстояло"}
REFERRING = {"он", "она", "они", "который"}
SHARED = {"conj", "xcomp", "advcl", "ccomp", "csubj", "obl", "obj", "nmod", "acl", "parataxis"}
Option = tuple[float, int, str, Mention, str]  # cost, the slot's place, its name, the mention, how it was found
REFLEXIVE = {"contracts.build", "contracts.undertake"}  # «открылся завод» is their passive also where «открыться» sets off other frames
FOUND_ORDER = ("child", "subtree", "shared", "clause", "discourse")


AMOUNT_PREPS = {"до", "около", "свыше", "по", "порядка", "более"}
PAST = ("л", "ла", "ло", "ли")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that sets off frames. `form`: active, passive, participle_active, participle_passive, converb, infinitive, noun."""

    index: int
    form: str


class FrameIndex:
    """Frames by trigger lemma, so that cost grows with matches and not with the number of rules."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.verbs: dict[str, list[Frame]] = defaultdict(list)
        self.nouns: dict[str, list[Frame]] = defaultdict(list)
        self._guards: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, tuple[frozenset[str], ...]] = {}
        self.triggers: set[str] = set()
        for frame in frames:
            self._guards[frame.id] = frame.guards
            self._words[frame.id] = lexical_needs(frame)
            for verb in frame.verbs:
                self.verbs[verb].append(frame)
            for noun in frame.nouns:
                self.nouns[noun].append(frame)
            self.triggers.update(frame.nouns, *((verb, verb + "ся", verb + "сь") for verb in frame.verbs))

    def guards(self, rule: str) -> tuple[str, ...]:
        """The names of a rule's guards."""
        return self._guards.get(rule, ())

    def has_words(self, frame: Frame, view: View) -> bool:
        """Whether a sentence holds a noun of every lexicon without which the frame cannot match: cheaper to ask than to try."""
        return not any(lexicons.isdisjoint(view.classes) for lexicons in self._words[frame.id])

    def candidates(self, token: Token) -> list[tuple[Frame, str]]:
        """The frames that a token may trigger, each with the form of the trigger."""
        lemma = key(token.lemma).removesuffix("-таки")
        if token.pos == "NOUN" or token.pos == "PROPN":
            return [(frame, "noun") for frame in self.nouns.get(lemma, ())]
        if token.pos not in ("VERB", "AUX", "ADJ"):
            return []
        found = [(frame, verb_form(token)) for frame in self.verbs.get(lemma, ())]
        if lemma.endswith(("ся", "сь")):
            form = {"participle_active": "participle_passive"}.get(verb_form(token), "passive")
            found += [(frame, form) for frame in self.verbs.get(lemma[:-2], ()) if not found or frame.id in REFLEXIVE]
        return found


def lexical_needs(frame: Frame) -> tuple[frozenset[str], ...]:
    """The needs that only words of lexicons can fill, each as the names of the lexicons."""
    slots = {slot.name: slot for slot in frame.slots}
    needs = [[slots[name] for name in need] for need in frame.needs]
    lexical = [need for need in needs if all(slot.lexicons and not slot.types for slot in need)]
    return tuple(frozenset[str]().union(*(slot.lexicons for slot in need)) for need in lexical)


def verb_form(token: Token) -> str:
    """«подписан» → passive, «подписавший» → participle_active, «подписать» → infinitive …"""
    feats = token.feats
    if feats.form == "part" and feats.variant == "short" and token.text.lower().endswith(PAST):
        return "active"  # «предприятие отгрузило»: a past tense that the tagger took for a short participle
    if feats.form == "part" or (token.pos == "ADJ" and feats.variant == "short"):
        if feats.variant == "short":
            return "passive"
        return "participle_passive" if feats.voice == "pass" else "participle_active"
    return {"inf": "infinitive", "conv": "converb"}.get(feats.form, "active")


@lru_cache(10_000)
def prepositions(slot: Slot, form: str) -> frozenset[str] | None:
    """The prepositions that may stand before a filler of the slot; None where the marking does not matter (a participle's own noun)."""
    if form.startswith("participle") and ("", "acc" if form == "participle_passive" else "nom") in slot.markers:
        return None
    asked = {prep for prep, _ in slot.markers}
    return frozenset(asked | {prep + "о" for prep in asked & {"с", "в"}})


@lru_cache(10_000)
def markers_for(slot: Slot, form: str) -> tuple[tuple[str, str], ...]:
    """The markers of a slot under a voice: passive acc→nom and nom→ins; noun acc→gen and nom→gen, ins."""
    swap: dict[str, tuple[str, ...]]
    if form in ("passive", "participle_passive"):
        swap = {"nom": ("ins",), "acc": ("nom",)}
    elif form == "noun":
        swap = {"nom": ("gen", "ins"), "acc": ("gen",), "subj": ("nom",)}
    else:
        swap = {"subj": ("nom",)}
    found: list[tuple[str, str]] = []
    for prep, case in slot.markers:
        found.extend([("", c) for c in swap.get(case, (case,))] if not prep else [(prep, case)])
    return tuple(found)


def match(view: View, index: FrameIndex) -> list[Match]:
    """All matches of a sentence, in text order."""
    found = []
    for i, lemma in enumerate(view.lemmas):
        for frame, form in index.candidates(view.tokens[i]) if lemma in index.triggers else ():
            if form.split("_")[0] in frame.forms and index.has_words(frame, view):
                made = match_frame(view, frame, Trigger(i, form))
                if made is not None:
                    found.append(made)
    return found


def match_frame(view: View, frame: Frame, trigger: Trigger) -> Match | None:
    """One frame at one trigger; None where a needed slot stays empty."""
    slots = fill(view, frame, trigger, give_up=True)
    add_dropped_subject(view, frame, trigger, slots)
    if not all(any(name in slots for name in need) for need in frame.needs):
        return None
    status, cue = status_of(view, trigger.index, trigger.form, frame.status)
    return Match(frame.table, frame.id, view.index, trigger.index, trigger.form, status, cue, slots, dict(frame.set))


def add_dropped_subject(view: View, frame: Frame, trigger: Trigger, slots: dict[str, tuple[Filler, ...]]) -> None:
    """«Прибыли утром, осмотрели цеха»: a finite verb without any subject speaks of whoever was last spoken of, never of a thing that a lexicon must name."""
    subject = next((s for s in frame.slots if ("", "nom") in s.markers and s.of is None and s.types), None)
    token = view.tokens[trigger.index]
    if subject is None or subject.name in slots or trigger.form != "active" or token.feats.form != "fin" or token.feats.gender == "neut":
        return
    verbs = [trigger.index, *_sharing(view, trigger.index)]
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
    options: list[Option] = []
    needed = {name for need in frame.needs for name in need}
    for order, slot in enumerate(frame.slots):
        if slot.of is None and slot.name in needed:
            found = options_of(view, order, slot, trigger)
            if give_up and not found and slot.name in frame.vital:
                return {}
            options += found
    if give_up and is_hopeless(frame, {option[2] for option in options}):
        return {}
    for order, slot in enumerate(frame.slots):
        if slot.of is None and slot.name not in needed:
            options += options_of(view, order, slot, trigger)
    if trigger.form == "infinitive" and frame.table == "contracts":
        options = controlled(view, frame, trigger, options)
    options.sort(key=lambda o: (o[0], o[1], o[3].start))
    chosen, used = choose(view, frame, trigger, options)
    if any(need.isdisjoint(chosen) for need in frame.needs) and (swapped := object_first(frame, trigger, options, chosen)):
        chosen, used = choose(view, frame, trigger, swapped)
    for slot in frame.slots:
        if slot.of is not None and slot.of in chosen:
            hung = hanging(view, slot, chosen[slot.of][0].mention, used)
            if hung:
                chosen[slot.name] = tuple(Filler(m, "child") for m in hung)
                used.update(i for m in hung for i in range(m.first, m.last))
    return chosen


def choose(view: View, frame: Frame, trigger: Trigger, options: Sequence[Option]) -> tuple[dict[str, tuple[Filler, ...]], set[int]]:
    """Options, best first → the filler of each slot and the tokens used by them."""
    chosen: dict[str, tuple[Filler, ...]] = {}
    used: set[int] = set()
    by_name = {slot.name: slot for slot in frame.slots}
    for _, _, name, mention, found in options:
        if name in chosen or any(mention.first <= m < mention.last for m in used):
            continue
        alone = is_modified(by_name[name], trigger) and view.tokens[trigger.index].feats.number == "sing"
        group = conjuncts(view, by_name[name], mention, used) if by_name[name].many and not alone else [mention]
        chosen[name] = tuple(Filler(m, found) for m in group)
        used.update(i for m in group for i in range(m.first, m.last))
    return chosen, used


CONTROL = {
    "dat": {"предложить", "предлагать", "поручить", "поручать", "доверить", "разрешить", "позволить", "рекомендовать", "порекомендовать", "посоветовать"},
    "acc": {"пригласить", "приглашать", "призвать", "призывать", "попросить", "просить", "обязать", "убедить", "уговорить", "звать", "позвать"},
}


OFFERED = {"contracts.supply", "contracts.send", "contracts.give", "contracts.lend", "contracts.train"}  # «предложил Минску поставить станки»: who offers acts


def controlled(view: View, frame: Frame, trigger: Trigger, options: list[Option]) -> list[Option]:
    """«предложил инвесторам построить завод», «пригласил фирму строить»: whoever is asked acts, not who asks."""
    ruler = view.tokens[trigger.index].head
    case = next((c for c, verbs in CONTROL.items() if ruler >= 0 and key(view.tokens[ruler].lemma) in verbs), None)
    order, subject = next(((i, s) for i, s in enumerate(frame.slots) if ("", "nom") in s.markers and s.of is None), (0, None))
    if case is None or subject is None or (frame.id in OFFERED and key(view.tokens[ruler].lemma) in ("предложить", "предлагать")):
        return options
    asked = [m for m in view.mentions if not m.prep and m.parent is None and m.head < trigger.index and case in (m.case, *m.cases) and fits(subject, m)]
    asked = [m for m in asked if view.governor(m) == ruler and (m.case == case or m.case != "nom")]
    if not asked:
        return options
    rest = [o for o in options if o[2] != subject.name and o[3] is not asked[0]]
    return [(0.3, order, subject.name, asked[0], "shared"), *rest]


def object_first(frame: Frame, trigger: Trigger, options: Sequence[Option], chosen: Mapping[str, tuple[Filler, ...]]) -> list[Option]:
    """«Завод построит холдинг «Камаш»: nominative and accusative look alike; the subject is what cannot be the object.

    The options with the needed object put first, where the subject took its only filler and another one can be the subject; else none.
    """
    subject = next((s.name for s in frame.slots if ("", "nom") in s.markers and s.name in chosen), None)
    direct = next((s.name for s in frame.slots if ("", "acc") in s.markers and s.name not in chosen), None)
    if subject is None or direct is None:
        return []
    taken = chosen[subject][0].mention
    wanted = [o for o in options if o[2] == direct and o[3] is taken]
    near = ("child", "shared", "subtree") if trigger.form == "infinitive" else ("child",)
    others = [o for o in options if o[2] == subject and o[3] is not taken and o[4] in near]
    return [*wanted, *others, *(o for o in options if o[2] != subject)] if wanted and others else []


def options_of(view: View, order: int, slot: Slot, trigger: Trigger) -> list[Option]:
    """The mentions that may fill a slot, each as (cost, the slot's place, its name, the mention, how it was found)."""
    wanted = prepositions(slot, trigger.form)
    found = []
    for mention in view.fitting((slot.types, slot.lexicons), lambda m: fits(slot, m)):
        if wanted is None or mention.prep in wanted:
            scored = score(view, slot, mention, trigger)
            if scored is not None:
                found.append((scored[0], order, slot.name, mention, scored[1]))
    return found


def is_hopeless(frame: Frame, filled: set[str]) -> bool:
    """Whether a needed slot must stay empty: nothing fits it, it hangs on no other slot, and it is no subject that may be dropped."""
    open_ = {slot.name for slot in frame.slots if slot.of is not None or ("", "nom") in slot.markers} | filled
    return any(need.isdisjoint(open_) for need in frame.needs)


def score(view: View, slot: Slot, mention: Mention, trigger: Trigger) -> tuple[float, str] | None:
    """How well a mention of the right type fits a slot (lower is better) and how it was found; None where it cannot fit."""
    if mention.first <= trigger.index < mention.last and mention.head != trigger.index and mention.parent is None and trigger.form == "noun":
        return None
    if mention.head == trigger.index:
        return None
    amount = "THING" in slot.types and mention.prep in AMOUNT_PREPS and ("", "acc") in slot.markers
    if amount and not any(mention.start <= q.start < mention.stop for q in view.quantities):
        return None  # «до конца года» is no amount
    if is_modified(slot, trigger):
        return (0.02 * abs(trigger.index - mention.last), "child") if modified(view, trigger.index, mention) else None
    if trigger.form == "infinitive" and not mention.prep and (ruler := impersonal(view, trigger.index)) is not None:
        ruled = mention.last <= ruler or view.governor(mention) == ruler
        if ("", "nom") in slot.markers:  # «заводу предстоит отгрузить»: whoever is to act stands in the dative
            return (0.3, "shared") if ruled and "dat" in (mention.case, *mention.cases) and mention.case not in ("nom", "acc") else None
        if ruled and mention.case == "dat":
            return None
    if trigger.form == "noun" and not mention.prep and mention.case == "gen" and mention.first < trigger.index:
        return None  # «электробусов в поставке нет»: a genitive belongs to the noun before it
    markers = markers_for(slot, trigger.form)
    if all(marker == ("", "nom") for marker in markers) and is_declined_place(view, mention):
        return None  # «а Индии — шесть»
    penalty = marking(markers, mention)
    if trigger.form == "noun" and mention.first == trigger.index + 1 and not mention.prep and "gen" in mention.cases and ("", "ins") not in markers:
        penalty = 0.0 if ("", "gen") in markers else None  # «покупку 30 грейдеров»: a number hides the genitive
    if penalty is None and mention.case == "nom" and "THING" in slot.types and ("", "acc") in markers and {"ware", "animal"} & classes_of(mention.lemma):
        penalty = 0.6  # «продавать минтай»: a fish on sale is no living thing
    if penalty is None:
        return None
    found = relation(view, mention, trigger)
    if found is None:
        return None
    cost = RANK[found] + penalty + view.verbs_between(trigger.index, mention.head) + 0.3 * view.breaks_between(trigger.index, mention.head)
    cost += 0.02 * abs(trigger.index - mention.head)
    if amount:
        cost += 1.0  # «гранатовый сок, до 40 тонн в неделю»
    if ("", "nom") in slot.markers and trigger.form == "active" and not agrees(view.tokens[trigger.index], view.tokens[mention.head], mention):
        cost += 1.5
    if found == "subtree" and trigger.form == "infinitive" and not mention.prep and ("", "nom") in slot.markers:
        cost += 1.5  # «планируют участвовать в строительстве магистрали Ханой — Хошимин»: what hangs below an infinitive is not its subject
    if found in ("clause", "subtree") and _of_another_verb(view, mention, trigger.index, found):
        cost += OF_ANOTHER
    return (cost, found) if cost < FAR else None


def is_declined_place(view: View, mention: Mention) -> bool:
    """«Индии» by itself: the name of a place in another case than its own is no subject."""
    alone = mention.type == "place" and mention.last - mention.first == 1 and not mention.prep and mention.parent is None
    return alone and mention.case in ("gen", "dat", "loc", "ins") and view.tokens[mention.head].text.lower() != mention.name.lower()


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


def _of_another_verb(view: View, mention: Mention, t: int, found: str) -> bool:
    """«которую проводил оператор», «собранных на «Гомсельмаше»: the subject or adjunct of a verb that shares nothing with the trigger."""
    governor = view.governor(mention)
    if governor < 0 or view.tokens[governor].pos not in ("VERB", "AUX") or governor in _sharing(view, t):
        return False
    subject = not mention.prep and view.tokens[mention.head].rel.startswith("nsubj")
    return subject or (found == "clause" and view.tokens[governor].feats.form == "part")


def is_modified(slot: Slot, trigger: Trigger) -> bool:
    """Whether a slot is the noun that a participle modifies: «приехавший / мэр», «подписанный / договор»."""
    direct = {"participle_active": "nom", "participle_passive": "acc"}.get(trigger.form)
    return direct is not None and ("", direct) in slot.markers


def fits(slot: Slot, mention: Mention) -> bool:
    """Whether a mention is of a type that the slot takes."""
    if "THING" in slot.types and not (slot.types & {"ORG"} and mention.type == "organization"):
        if mention.lemma in PRONOUNS:
            return "REF" in slot.types and mention.lemma in REFERRING
        named = mention.kind in ("document", "deal", "event", "trip", "joint_body") and not (
            "ware" in classes_of(mention.lemma) and mention.last - mention.first > 1
        )
        if named or mention.lemma in ("а", "и", "о"):
            return False  # «офисная бумага» is a ware, «бумага» by itself a document
        if "no_goods" in classes_of(mention.lemma) and not is_relief(mention):
            return False
        return (
            mention.type == ""
            or (mention.type == "organization" and "«" not in mention.name)
            or (mention.type == "group" and bool({"animal", "ware"} & classes_of(mention.lemma)))
        )
    if "TEXT" in slot.types:
        return mention.lemma not in PRONOUNS or ("REF" in slot.types and mention.lemma in REFERRING)
    if mention.type == "group" and "animal" in classes_of(mention.lemma):
        return False  # «возьмут у костромичей 40 тёлок»: no side
    if mention.type in type_names(slot.types):
        return True
    if "REF" in slot.types and mention.lemma in REFERRING:
        return True
    if slot.types & {"PARTY", "PER", "GRP"} and mention.lemma in PRONOUNS:
        return True
    if "WE" in slot.types and mention.lemma == "мы":
        return True
    return bool(slot.lexicons) and bool(classes_of(mention.lemma) & slot.lexicons)


def is_relief(mention: Mention) -> bool:
    """«гуманитарная помощь» is a ware, other help is not."""
    return "гуманитарн" in mention.name.lower()


@lru_cache(1_000)
def type_names(types: frozenset[str]) -> frozenset[str]:
    """{"PER", "GOV"} → {"person", "government"}."""
    return frozenset(name for t in types for name in TYPE_NAMES.get(t, ()))


def marking(markers: Sequence[tuple[str, str]], mention: Mention) -> float | None:
    """0 where preposition and case are as asked, 0.8 where the form only allows the case, None where neither."""
    best: float | None = None
    for prep, case in markers:
        if prep != mention.prep and not (prep == "с" and mention.prep == "со") and not (prep == "в" and mention.prep == "во"):
            continue
        if mention.case == case or (mention.counted and mention.case == "nom" and case == "acc"):
            return 0.0
        if not mention.case:  # «МАЗ», «Xin Feng»: by itself a name is a subject, an object or an owner sooner than a recipient
            if prep or case in ("nom", "acc", "gen"):
                return 0.0
            best = 0.6
            continue
        if case in mention.cases:
            best = 0.8
    return best


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
    if (not mention.prep or trigger.form == "noun") and (mention.case == "nom" or "nom" in mention.cases) and governor >= 0 and governor in _sharing(view, t):
        objects = view.tokens[mention.head].rel == "obj" and any(view.tokens[c].rel.startswith("nsubj") for c in view.children[governor])
        return "clause" if objects else "shared"  # «посетит автозавод и встретится»: what is visited meets nobody
    if trigger.form == "noun" and governor >= 0 and governor == view.tokens[t].head and view.verbs_between(t, mention.head) == 0:
        return "shared"
    return "clause"


def _attached(view: View, t: int, mention: Mention) -> bool:
    """Whether a prepositional phrase follows the noun's own phrase directly: «визит делегации / в Минск»."""
    own = view.mention_at(t)
    last = own.last if own is not None else t + 1
    return 0 <= mention.first - last <= 1


def _sharing(view: View, t: int) -> list[int]:
    """Verbs whose subject a verb shares: its conjuncts and the verbs it depends on."""
    found: list[int] = []
    i = t
    while view.tokens[i].rel in SHARED and view.tokens[i].head >= 0 and len(found) < 5:
        i = view.tokens[i].head
        found.append(i)
    return found


def modified(view: View, t: int, mention: Mention) -> bool:
    """Whether a participle modifies a mention: «делегация, прибывшая …», «подписанное соглашение»."""
    if view.tokens[t].head == mention.head or (mention.core is not None and mention.core[0] <= t < mention.core[1]):
        return True
    last = mention.last
    behind = mention.parent is None and last <= t <= last + 2 and view.verbs_between(last - 1, t) == 0 and view.breaks_between(last - 1, t) <= 1
    return behind and view.tokens[t].feats.number == mention.number


def agrees(verb: Token, noun: Token, mention: Mention) -> bool:
    """Number and, in the past, gender of verb and subject; lists and quantities are let through."""
    feats = verb.feats
    if mention.lemma in ("кто", "который", "я", "мы") or not feats.number or not mention.number:
        return True
    if feats.number == "plur":
        return True
    if mention.number == "plur" and noun.pos != "PROPN" and feats.number == "sing" and feats.gender != "neut":
        return False
    common = bool(mention.kind) and not noun.text.isupper()  # «парк», «компания»: the head noun's own gender; a name has none that is sure
    gendered = (
        feats.tense == "past"
        and feats.gender
        and noun.feats.gender
        and (common or mention.type not in ("person", "organization", "government"))
        and mention.type != "person"
    )
    if gendered and feats.gender != noun.feats.gender:
        return mention.cases == () or (feats.gender == "neut" and mention.number == "plur")
    return True


def conjuncts(view: View, slot: Slot, mention: Mention, used: set[int]) -> list[Mention]:
    """The members of the list that a mention belongs to and that the slot takes, in text order."""
    root = mention
    while root.conjunct_of is not None:
        root = view.mentions[root.conjunct_of]
    members = [root]
    known = {id(root)}
    for other in view.mentions:
        if other.conjunct_of is not None and id(view.mentions[other.conjunct_of]) in known:
            members.append(other)
            known.add(id(other))
    members += [m for m in beside(view, members[-1]) if id(m) not in known]
    members = [m for member in members for m in (member, *leaders(view, member))]
    taken = [m for m in members if (fits(slot, m) or m.type == "person") and m.first not in used and not view.is_value(m)]
    return taken if mention in taken else [mention]


def beside(view: View, mention: Mention) -> list[Mention]:
    """«встреча губернатора … и председателя …»: what stands in one list with a phrase inside a phrase."""
    if mention.parent is None:
        return []
    found, last = list[Mention](), mention
    for other in view.mentions:
        if other.first < last.last or other.prep or other.case != mention.case or not alike(other, mention) or other.parent not in above(view, mention):
            continue
        if other.first - last.last == 1 and view.tokens[last.last].text.lower() in ("и", ","):
            found.append(other)
            last = other
    return found


def above(view: View, mention: Mention) -> list[int]:
    """The phrases that a phrase stands in: of «тема беседы Андрея и Виктора» the second name may hang on either noun."""
    found: list[int] = []
    while mention.parent is not None:
        found.append(mention.parent)
        mention = view.mentions[mention.parent]
    return found


def alike(one: Mention, other: Mention) -> bool:
    """«вице-губернатора … и делегации …»: who acts stands beside who acts, a place beside a place."""
    return one.type == other.type or {one.type, other.type} <= {"person", "group", "organization", "government"}


LEADING = (
    ("в", "глава", "с"),
    ("во", "глава", "с"),
    ("под", "руководство"),
    ("под", "начало"),
    ("под", "начальство"),
    ("под", "председательство"),
    ("под", "предводительство"),
)


def leaders(view: View, group: Mention) -> list[Mention]:
    """«делегация Бреста во главе с Петром Лисом» → the person who leads the group."""
    after = tuple(view.lemmas[group.last : group.last + 3])
    words = next((words for words in LEADING if after[: len(words)] == words), None)
    if words is None:
        return [m for m in view.mentions if m.type == "person" and m.prep == "с" and 0 <= m.first - group.last <= 1 and _at_the_head(view, m)][:1]
    found = [m for m in view.mentions if group.last + len(words) <= m.first <= group.last + 4 and m.type == "person"]
    if not found:
        return []
    return [found[0], *(m for m in view.mentions if m.conjunct_of is not None and view.mentions[m.conjunct_of] is found[0] and m.type == "person")]


def _at_the_head(view: View, person: Mention) -> bool:
    """«делегация с губернатором Анной Левиной во главе»."""
    return view.lemmas[person.last : person.last + 2] in (["во", "глава"], ["в", "глава"])


def hanging(view: View, slot: Slot, owner: Mention, used: set[int]) -> list[Mention]:
    """The mentions that hang on a noun with one of the slot's markers: parts of its phrase or just behind it."""
    end, own = owner.last, view.mentions.index(owner)
    for mention in view.mentions:
        if (mention.first in used and mention.parent != own) or view.is_value(mention):
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
