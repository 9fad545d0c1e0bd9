"""Several pairs under one signing: «соглашения подписали Лида и Елец, Орша и Вязьма», «с Ганой — о какао, с Того — о фосфатах».

Each pair has a paper of its own: «вуз подписал договор с Гродно, колледж — с Брестом» are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.view import View
from schemas.match import Filler, Match, Mention
from schemas.match import replace as replace_mention

SIGNERS = {"place", "organization", "government", "group"}
ACTING = SIGNERS | {"person"}
WITH = {"с", "со"}
ABOUT = {"о", "об", "обо", "по"}
DASHES = {"—", "–", "-"}
OPENING = {":", *DASHES}
AND = ("и",)
BETWEEN_PAIRS = {(",",), (",", "а", "также"), (";",), (",", "и"), ("а", "также")}
BETWEEN_PAIRS |= {(*gap, "между") for gap in BETWEEN_PAIRS} | {("и", "между")}  # «между А и Б, а также / между В и Г»
LEAST = 4  # members of two pairs


def by_pairs(match: Match, view: View) -> list[Match] | None:
    """«Лида и Елец, Орша и Вязьма» as signers → one match for each pair; None where there is no such list."""
    first = next((f.mention for name in ("parties", "partners") for f in match.slots.get(name, ()) if f.found != "discourse"), None)
    agents = match.form == "passive" and first is not None and first.type == "place"  # «Омской и Тувинской, Тульской и Брестской областями подписаны»
    run = _run(first, view, agents=agents) if first is not None and first.prep in ("", "между") else []
    gaps = [_gap(a, b, view) for a, b in pairwise(run)]
    paired = len(run) >= LEAST and len(run) % 2 == 0 and all(gap == AND if i % 2 == 0 else gap in BETWEEN_PAIRS for i, gap in enumerate(gaps))
    if not paired:
        return None
    pairs = [run[i : i + 2] for i in range(0, len(run), 2)]
    return [_told_by(match, pair) for pair in pairs]


def _told_by(match: Match, pair: Sequence[Mention]) -> Match:
    rest = {name: found for name, found in match.slots.items() if name not in ("parties", "partners")}
    return replace(match, slots=rest | {"parties": tuple(Filler(m, "child") for m in pair)})


def _run(first: Mention, view: View, *, agents: bool = False) -> list[Mention]:
    """The signers beside one, joined to it by «и», commas, «а также»; `agents`: in whatever case the tagger takes their adjectives for."""
    beside = (m for m in view.mentions if m.parent is None and m.prep == first.prep and m.type in SIGNERS)
    own = [m for m in beside if m.prep or not m.case or (m.type == "place" if agents else m.may_be("nom"))]
    at = next((i for i, m in enumerate(own) if m.first == first.first), None)
    if at is None:
        return []
    low = high = at
    while low > 0 and _joined(own[low - 1], own[low], view):
        low -= 1
    while high + 1 < len(own) and _joined(own[high], own[high + 1], view):
        high += 1
    return own[low : high + 1]


def _gap(a: Mention, b: Mention, view: View) -> tuple[str, ...]:
    """The words between two mentions, but for a bracket right behind the first: «порт Б (контейнеры), а также»."""
    words = tuple(t.text.lower() for t in view.tokens[a.last : b.first])
    return words[words.index(")") + 1 :] if words[:1] == ("(",) and ")" in words else words


def _joined(a: Mention, b: Mention, view: View) -> bool:
    gap = _gap(a, b, view)
    return gap == AND or gap in BETWEEN_PAIRS


def by_names(match: Match, view: View) -> list[Match] | None:
    """«договоры с тремя вузами: А, Б и В» → one match for each of them, or of one paper a match with all; None where no list follows."""
    document, partners = match.slots.get("document"), [f.mention for f in match.slots.get("partners", ())]
    if not document or len(partners) != 1 or partners[0].number != "plur":
        return None
    if not any(t.text in OPENING for t in view.tokens[partners[0].last : partners[0].last + 1]):
        return None
    named = _names_behind(partners[0], view)
    if len(named) < LEAST // 2:
        return None
    if document[0].mention.number == "plur":
        return [replace(match, slots={**match.slots, "partners": (Filler(m, "child"),)}) for m in named]
    return [replace(match, slots={**match.slots, "partners": tuple(Filler(m, "child") for m in named)})]


def _names_behind(plural: Mention, view: View) -> list[Mention]:
    """The bodies of the list behind a plural and a colon, in its case."""
    found: list[Mention] = []
    at = plural.last + 1
    for m in view.mentions:
        fits = m.parent is None and m.type in SIGNERS - {"place"} and not m.prep and (not plural.case or m.may_be(plural.case))
        if fits and m.first >= at and all(t.text.lower() in (",", "и") for t in view.tokens[at : m.first]):
            found.append(replace_mention(m, prep=plural.prep))
            at = m.last
    return found


def by_gaps(match: Match, view: View) -> list[Match] | None:
    """«А подписал договор с Б, В — с Г», «соглашения: с А — о какао, с Б — о рыбе» → one match for each; None where nothing is left out."""
    document = match.slots.get("document")
    if not document or not any(t.text in DASHES for t in view.tokens):
        return None
    paper = document[0].mention
    if (each := _partner_first(match, paper, view)) is not None:
        return each
    subjects = [(p, s) for p, s in _dashed(view, paper.last) if p.prep in WITH and s.prep in ABOUT]
    if len(subjects) > 1:
        return [replace(match, slots={**match.slots, "partners": (Filler(p, "child"),), "subject": (Filler(s, "child"),)}) for p, s in subjects]
    if len(subjects) == 1 and (first := _partner_before(paper, subjects[0][0], view)) is not None:
        before = {name: tuple(f for f in found if f.found == "discourse" or f.mention.first < subjects[0][0].first) for name, found in match.slots.items()}
        before["partners"] = before.get("partners") or (Filler(first, "child"),)
        partner, subject = ((Filler(m, "child"),) for m in subjects[0])
        return [replace(match, slots={n: f for n, f in before.items() if f}), replace(match, slots={**match.slots, "partners": partner, "subject": subject})]
    told = _with_papers(view, paper)
    if told:
        return [*_before_gap(match, view, told[0][0]), *(_gapped(match, signers, p) for _, signers, p in told)]
    if reversed_ := _signer_last(view, paper):
        rest = {name: tuple(f for f in found if f.found == "discourse" or f.mention.first < reversed_[0][0].first) for name, found in match.slots.items()}
        own = replace(match, slots={name: found for name, found in rest.items() if found})
        return [own, *(_gapped(match, [signer, partner], document) for document, partner, signer in reversed_)]
    others = [(a, p) for a, p in _dashed(view, max(match.trigger, paper.head)) if not a.prep and a.type in SIGNERS and p.prep in WITH]
    if not others:
        return None
    rest = {name: found for name, found in match.slots.items() if name in ("document", "signing")}
    gapped = [
        replace(match, slots=rest | {"parties": (Filler(a, "child"),), "partners": tuple(Filler(m, "child") for m in _with_others(p, view))}) for a, p in others
    ]
    return [*_before_gap(match, view, others[0][0].first), *gapped]


def _partner_first(match: Match, paper: Mention, view: View) -> list[Match] | None:
    """«с фондом подписан меморандум о лагерях, с банком — договор о займах, с вузом — о кадрах»: whoever signs signs each of them; None where no paper follows."""
    behind = [(p, m) for p, m in _dashed(view, max(match.trigger, paper.last)) if p.prep in WITH and not p.bare and (_is_paper(m) or m.prep in ABOUT)]
    if not any(_is_paper(m) for _, m in behind):
        return None
    stop = behind[0][0].first
    base = {name: tuple(f for f in found if f.found == "discourse" or f.mention.first < stop) for name, found in match.slots.items()}
    own = next((m for m in view.mentions if m.parent is None and m.prep in WITH and m.type in SIGNERS and m.last <= stop and not m.bare), None)
    if own is not None:
        base["partners"] = (Filler(own, "child"),)
    made = [replace(match, slots={name: found for name, found in base.items() if found})]
    signers = {"parties": base["parties"]} if base.get("parties") else {}
    for partner, m in behind:
        paper = m if _is_paper(m) else paper
        about = next((s for s in view.mentions if s.parent is None and s.prep in ABOUT and s.first in (m.first, m.last + 1)), None)
        subject = {"subject": (Filler(about, "child"),)} if about is not None else {}
        slots: dict[str, tuple[Filler, ...]] = {**signers, **subject, "document": (Filler(paper, "child"),), "partners": (Filler(partner, "child"),)}
        made.append(replace(match, trigger=paper.head if m is paper else about.head if about is not None else match.trigger, slots=slots))
    return made


def _is_paper(m: Mention) -> bool:
    return m.kind == "document" and not m.prep


def _partner_before(paper: Mention, second: Mention, view: View) -> Mention | None:
    """«договор с фирмой А о пристани / и с фирмой Б – о дорогах»: the partner before a further one that has a subject of its own, in one clause."""
    if second.first < 2 or view.texts[second.first - 2] not in ("и", ",", "а"):
        return None
    told = (m for m in reversed(view.mentions) if m.parent is None and m.type and m.prep in WITH and paper.last <= m.first and m.last <= second.first - 2)
    first = next(told, None)
    return first if first is not None and not view.verbs_between(first.head, second.head) else None


def _with_others(first: Mention, view: View) -> list[Mention]:
    """«— с Винницкой, Сумской и Одесской областями»: the list that a partner behind a dash begins."""
    found = [first]
    for m in view.mentions:
        if m.parent is None and m.first >= found[-1].last and m.type in SIGNERS and (not m.prep or m.prep in WITH) and (not m.case or m.may_be("ins")):
            if not all(text in (",", "и", "с", "со") for text in view.texts[found[-1].last : m.first]):
                break
            found.append(m if m.prep else replace_mention(m, prep=first.prep))
    return found


def _before_gap(match: Match, view: View, stop: int) -> list[Match]:
    """The match itself, with what stands before its first clause without a verb."""
    base = {name: tuple(f for f in found if f.found == "discourse" or f.mention.first < stop) for name, found in match.slots.items()}
    if "parties" in base and not base["parties"]:  # whoever acts behind the gap was taken for who acts before it
        acting = (m for m in view.mentions if m.parent is None and m.last <= match.trigger and not m.prep and m.type in SIGNERS and m.may_be("nom"))
        first = next(acting, None)
        joined = _run(first, view) or [first] if first is not None else []
        base["parties"] = tuple(Filler(m, "clause") for m in joined if m.last <= match.trigger)
    return [replace(match, slots={name: found for name, found in base.items() if found})]


def _with_papers(view: View, paper: Mention) -> list[tuple[int, list[Mention], Mention]]:
    """«…, в мае завод и фирма — договор о станциях»: the beginning, the signers and the paper behind a dash, of clauses that leave the verb of signing out."""
    found = []
    for m in view.mentions:
        dashed = m.kind == "document" and m.parent is None and not m.prep and m.first > paper.last and view.tokens[m.first - 1].text in DASHES
        signer = next((s for s in reversed(view.mentions) if s.last == m.first - 1 and s.parent is None and s.type in SIGNERS and s.first > paper.last), None)
        if not dashed or signer is None:
            continue
        if signer.prep in ("в", "во", "на"):  # «…, а в Пуне – меморандум с палатой»: where, by whoever signed before
            acting = [s for s in view.mentions if s.parent is None and s.type in ACTING and not s.prep and s.may_be("nom") and s.last < paper.first]
            behind = [s for s in view.mentions if s.first == m.last + 1 and s.prep in WITH and s.parent is None and s.type in SIGNERS]
            if acting and behind and not view.verbs_between(signer.head, m.head):
                found.append((signer.first, [acting[0], behind[0]], m))
            continue
        signers = [signer] if signer.prep in WITH else _run(signer, view)
        first = next((s for s in view.mentions if signer.prep in WITH and s.last == signer.first - 1 and s.parent is None and s.type in SIGNERS), None)
        signers = [first, signer] if first is not None else signers
        if len(signers) == 1:  # «…, а вуз — меморандум с клиникой»
            signers += [s for s in view.mentions if s.first == m.last + 1 and s.prep in WITH and s.parent is None and s.type in SIGNERS]
        if len(signers) > 1 and not view.verbs_between(signers[0].head, m.head):
            found.append((signers[0].first, signers, m))
    return found


def _signer_last(view: View, paper: Mention) -> list[tuple[Mention, Mention, Mention]]:
    """«меморандум с Ренессансом подписал банк, / соглашение о торговле с фондом – завод»: paper, partner and signer of clauses that leave the verb out."""
    found = []
    outer = [m for m in view.mentions if m.parent is None]
    for i, m in enumerate(outer):
        if m.kind != "document" or m.prep or m.first <= paper.last or view.texts[m.first - 1] not in (",", ";", "а"):
            continue
        partner = next((p for p in outer[i + 1 : i + 4] if p.prep in WITH and p.type in SIGNERS), None)
        dash = partner is not None and partner.last < len(view.tokens) and view.texts[partner.last] in DASHES
        signer = next((s for s in outer[i + 2 : i + 5] if partner is not None and s.first == partner.last + 1 and not s.prep and s.type in SIGNERS), None)
        if dash and partner is not None and signer is not None and signer.may_be("nom") and not view.verbs_between(m.head, signer.head):
            found.append((m, partner, signer))
    return found


def _gapped(match: Match, signers: Sequence[Mention], paper: Mention) -> Match:
    """The match of such a clause; its paper stands for the verb that is left out."""
    return replace(match, trigger=paper.head, slots={"document": (Filler(paper, "child"),), "parties": tuple(Filler(m, "child") for m in signers)})


def _dashed(view: View, start: int) -> Iterator[tuple[Mention, Mention]]:
    """Neighbours with a dash between, the left one behind a comma, a colon or «а»: «, колледж — с Брестом»."""
    outer = [m for m in view.mentions if m.parent is None]
    for a, b in pairwise(outer):
        before = a.first - (2 if a.prep else 1)
        gap = view.tokens[a.last : b.first]
        dashed = len(gap) == (2 if b.prep else 1) and gap[0].text in DASHES
        if dashed and a.type and a.first > start and before >= 0 and view.tokens[before].text.lower() in (",", ":", "а", "и", ";", "—", "–"):
            yield a, b
