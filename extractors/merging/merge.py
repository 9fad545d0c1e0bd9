"""One fact, one row: what an article tells twice is joined into its fullest telling."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from extractors.build import DATES, Draft
from extractors.merging import contracts as merge_contracts
from extractors.merging import figures as merge_figures
from extractors.merging import headline as merge_headline
from extractors.merging import meetings as merge_meetings
from extractors.merging import visits as merge_visits
from extractors.merging.alike import one_for_one
from extractors.merging.visits import NEAR
from extractors.parties.same import bodies_for, covers, one_side, other_places, overlap, same_party
from schemas.facts import PARTY_SLOTS, Party

REMEMBERED = 200  # facts of a table, of which a new one may be another telling: so a text of any length takes time by its length
TEXTUAL = {"evidence", "evidence_start", "evidence_end", "trigger", "rule", "trigger_start", "article_id", "published", "status", "found", "attribution"}


def merge(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in text order → drafts that tell different facts."""
    kept: list[Draft] = []
    told: dict[str, deque[Draft]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
    for draft in sorted(drafts, key=lambda d: (d.columns["trigger_start"], d.table, d.columns["rule"])):
        twin = next((k for k in told[draft.table] if same_fact(k, draft)), None)
        title = next((k for k in told[draft.table] if merge_headline.is_headline_of(k, draft)), None) if twin is None else None
        if title is not None:
            merge_headline.take_over(title, draft)
        elif twin is None:
            kept.append(draft)
            told[draft.table].append(draft)
        else:
            absorb(twin, draft)
    return kept


def names(draft: Draft, slot: str) -> tuple[Party, ...]:
    """The parties of a slot as a tuple."""
    value = draft.get(slot)
    return value if isinstance(value, tuple) else (value,) if value is not None else ()


def compatible(a: object, b: object) -> bool:
    """Equal, or one of them unknown."""
    return a is None or b is None or a == b


def same_date(a: Draft, b: Draft) -> bool:
    """Equal, one unknown, or one within the other: «в мае» and «14 мая»."""
    if compatible(a.get("date"), b.get("date")) or (bool(a.get("carried")) != bool(b.get("carried")) and _days_apart(a, b) <= NEAR):
        return True
    spans = [(d.get("date_start"), d.get("date_end")) for d in (a, b)]
    (low, high), (first, last) = spans
    return None not in (low, high, first, last) and ((low <= first and last <= high) or (first <= low and high <= last))


def _days_apart(a: Draft, b: Draft) -> float:
    """Days between the beginnings of two drafts; many where one is unknown."""
    first, second = a.get("date_start"), b.get("date_start")
    return float("inf") if first is None or second is None else abs((first - second).days)


def same_fact(a: Draft, b: Draft) -> bool:
    """Whether two drafts of one table tell the same fact."""
    if a.get("paper") is not None and a.get("paper") == b.get("paper"):
        return True
    if a.columns["trigger_start"] == b.columns["trigger_start"]:
        if a.columns["rule"] == b.columns["rule"]:
            return False  # «провела встречи с А, с Б»: separate talks under one word
        return all(overlap(names(a, s), names(b, s)) or not names(a, s) or not names(b, s) for s in PARTY_SLOTS[a.table])
    if a.table == "visits":
        return merge_visits.same_visit(a, b)
    if (
        not same_date(a, b)
        or not (same_status(a, b) or merge_contracts.is_wished_again(a, b))
        or (a.table == "meetings" and (merge_visits.long_before(b, a) or merge_visits.at_another_time(a, b)))
    ):
        return False
    return SAME[a.table](a, b)


def same_event(a: Draft, b: Draft) -> bool:
    """Whether two drafts of one table, the first told earlier, tell of one event, whatever their status and days."""
    return merge_visits.same_trip(a, b) if a.table == "visits" else SAME[a.table](a, b)


def same_status(a: Draft, b: Draft) -> bool:
    """Equal, or both about what is or was."""
    found = {a.columns["status"], b.columns["status"]}
    return len(found) == 1 or found == {"occurred", "ongoing"}


def _same_agreement(a: Draft, b: Draft) -> bool:
    if merge_headline.headline_over_past(a, b):
        return False
    left, right = (_known(names(d, "parties")) for d in (a, b))
    if _same_outpost(a, b):
        return True
    if other_places(left, right):
        return False
    if a.get("kind") != b.get("kind"):  # «породнятся», «соглашение о побратимстве»: of one subject and the same two sides
        told = bool(a.get("subject") and b.get("subject"))
        one = told and bool(a.get("several")) == bool(b.get("several")) and same_subject(a.get("subject"), b.get("subject"))
        return one and min(len(left), len(right)) > 1 and covers(left, right)
    if b.get("another") and a.get("subject") and b.get("subject") and stems(str(a.get("subject"))) != stems(str(b.get("subject"))):
        return False  # «Также подписан протокол о пантах»
    if not same_subject(a.get("subject"), b.get("subject")) or bool(a.get("several")) != bool(b.get("several")):
        return False  # «подписаны новые соглашения» is none of those told later
    if not left or not right:
        return True
    if len(left) == len(right) == 1 and a.get("subject") and b.get("subject"):  # one side told here, the other there
        return stems(str(a.get("subject"))) == stems(str(b.get("subject"))) or overlap_of_sides(left, right)
    told_again = not (a.get("subject") and b.get("subject")) and b.get("date") is not None and one_for_one(left, right)
    return told_again or (covers(left, right) if min(len(left), len(right)) > 1 else overlap_of_sides(left, right))


def fuller_period(known: str | None, told: str | None) -> str | None:
    """«план до 2024 года», «план на 2022–2024 годы» → the second, which says when it begins."""
    return told if known and told and known.startswith("../") and told.endswith(known[2:]) else known


def fuller_subject(known: str | None, told: str | None) -> str | None:
    """«сотрудничество», «сотрудничество в сфере туризма» → the one that says all that the other says, and more."""
    return told if known and told and stems(known) < stems(told) else known


def _known(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """«вместе с Нурланом Сериковичем подписали меморандум»: a person of whom neither land nor post is told could be of any side."""
    return tuple(p for p in parties if p.type != "person" or p.country or p.position)


def _same_outpost(a: Draft, b: Draft) -> bool:
    """«В Уфе открыли генконсульство Узбекистана», «дипломатическое представительство открыли министр и глава»: one house of the same two lands."""
    one, two = (stems(str(d.get("subject") or "")) & OUTPOSTS for d in (a, b))
    lands, others = ({p.country for p in names(d, "parties") if p.country} for d in (a, b))
    return a.get("kind") == b.get("kind") == "other" and bool(one) and bool(two) and len(lands) > 1 and lands == others


def overlap_of_sides(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether any side of one is a side of the other."""
    return any(one_side(p, q) for p in a for q in b)


STEM = 5
FORMULA = "взаимопонимание"  # of nearly any memorandum
JOINT_FIRM = {"совме", "предп"}  # «СП»
OUTPOSTS = {"консу", "генко", "посол", "дипло"}
ACCORDS = {"agreements.agree", "agreements.reach"}


COMMON = {
    "строи",
    "созда",
    "разви",
    "сотру",
    "взаим",
    "прове",
    "реали",
    "откры",
    "запус",
    "совме",
    "завод",
    "предп",
    "проек",
    "сфере",
    "облас",
    "орган",
    "произ",
}


def same_subject(a: str | None, b: str | None) -> bool:
    """One unknown, or a telling word in common: «обмен студентами» and «обмены», not «строительство завода» and «строительство порта»."""
    if not a or not b or FORMULA in (a, b):
        return True
    left, right = stems(a), stems(b)
    return bool((left - COMMON) & (right - COMMON) if left - COMMON and right - COMMON else left & right)


def stems(text: str) -> set[str]:
    """The beginnings of the longer words of a text."""
    words = text.lower().replace("«", " ").replace("»", " ").split()
    told = {word[:STEM] for word in words if len(word) >= STEM}
    return told | JOINT_FIRM if "сп" in words else told


SAME = {
    "meetings": merge_meetings.same_meeting,
    "agreements": _same_agreement,
    "contracts": merge_contracts.same_deal,
    "trade_figures": merge_figures.same_figure,
}


JOINERS = {"visits": merge_visits.join, "meetings": merge_meetings.join, "contracts": merge_contracts.join}


def absorb(kept: Draft, other: Draft) -> None:
    """Fill what is unknown in `kept` from `other`; lists of parties are united."""
    kept.joined.append(other)
    if kept.table == "trade_figures" and merge_figures.told_roughly(kept, other):
        kept.columns.update({name: other.get(name) for name in ("value", "bound")})
    if kept.table == "trade_figures":
        merge_figures.take_over(kept, other)
    if kept.get("carried") and not other.get("carried") and other.get("date") is not None:
        kept.columns.update({name: other.get(name) for name in DATES}, carried=None)
    if kept.table in JOINERS:
        JOINERS[kept.table](kept, other)
        return
    if kept.table == "agreements":
        kept.columns["parties"] = bodies_for(names(kept, "parties"), names(other, "parties"))
        if other.get("kind") == kept.get("kind") and len(_known(names(other, "parties"))) > 1:
            kept.columns["parties"] = _known(names(kept, "parties"))
        if kept.get("kind") == "other" and kept.get("document") in ("документ", "бумага"):
            kept.columns["kind"] = other.get("kind")  # «подписали документ» over «заключили меморандум»
        kept.columns["period"] = fuller_period(kept.get("period"), other.get("period"))
        kept.columns["subject"] = fuller_subject(kept.get("subject"), other.get("subject"))
        if kept.match.rule in ACCORDS and kept.get("kind") == "other" and other.get("paper") is not None:
            kept.columns["kind"] = other.get("kind")  # «договорились о сотрудничестве»: by the paper told later
    for name, value in other.columns.items():
        if name in TEXTUAL or value in (None, ()) or (name in DATES and other.get("background") and not kept.get("background")):
            continue  # «заключённого в 2015 году» dates the base paper, not the new one
        if kept.columns.get(name) in (None, ()):
            kept.columns[name] = value
            kept.found |= other.found
        elif name in PARTY_SLOTS[kept.table] and isinstance(value, tuple):
            known = kept.columns[name]
            value = _known(value) if kept.table == "agreements" and len(_known(known)) > 1 else value
            alike = one_side if kept.table == "agreements" else same_party
            kept.columns[name] = known + tuple(p for p in value if not any(alike(p, q) for q in known))
