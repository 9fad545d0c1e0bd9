"""Who fills a slot together: the members of a list and whoever leads a group («делегация … во главе с …»)."""

from __future__ import annotations

from extractors.matching.frames import Slot
from extractors.matching.slots import fits
from extractors.view import View
from schemas.match import Mention

LEADING = (
    ("в", "глава", "с"),
    ("во", "глава", "с"),
    ("под", "руководство"),
    ("под", "начало"),
    ("под", "начальство"),
    ("под", "председательство"),
    ("под", "предводительство"),
)
LED = {words[1] for words in LEADING}  # without one of these nobody leads
HEADED = {"возглавлять", "возглавляемый", "возглавить", "возглавленный", "руководитель", "глава", "старший"}
AMONG, OPENINGS = {"число", "включая", "частность", ":"}, ((",", "в", "том", "числе"), (",", "включая"), ("(", "включая"), (",", "в", "частности"), (":",))
FAR, STOPS = 14, {",", ";", ":", "(", "—", "–"}
DASHES = {"—", "–", "-"}


def conjuncts(view: View, slot: Slot, mention: Mention, used: int) -> list[Mention]:
    """The members of the list that a mention belongs to and that the slot takes, in text order; of «ансамбли «Заря» и «Липа»» both are ensembles."""
    led = not (LED.isdisjoint(view.words) and HEADED.isdisjoint(view.words) and "состав" not in view.words)
    if mention.parent is None and not view.listed and not led and AMONG.isdisjoint(view.words):
        return [mention]  # most sentences hold no list and nobody who leads
    root = mention
    while root.conjunct_of is not None:
        root = view.mentions[root.conjunct_of]
    members = [root]
    known = {id(root)} | {id(m) for m, _ in ended_by(view, root)}
    for other, before in view.listed:
        if id(before) in known:
            members.append(other)
            known.add(id(other))
    members += [m for m in beside(view, members[-1]) if id(m) not in known]
    members = [m for member in members for m in (member, *leaders(view, member))]
    members += [m for m in named_among(view, members[-1]) if m not in members]
    named = root.type == "group" and root.number == "plur" and root.name.endswith("»")
    taken = [
        m for m in members if not used >> m.first & 1 and (m.type == "person" or fits(slot, m) or (named and m.name.startswith("«"))) and not view.is_value(m)
    ]
    return taken if mention in taken else [mention]


def named_among(view: View, group: Mention) -> list[Mention]:
    """«с руководством области, / в том числе с председателем палаты, и послом», «…, включая мэра»: persons of a group who are named behind it."""
    if AMONG.isdisjoint(view.words) or group.type != "group":
        return []
    words = tuple(view.texts[group.last : group.last + 4])
    begin = next((group.last + len(opening) for opening in OPENINGS if words[: len(opening)] == opening), 0)
    first = next((m for m in view.mentions if begin and 0 <= m.first - begin <= 1 and m.type == "person" and m.prep in ("", group.prep)), None)
    if first is None or (words[0] == ":" and first.case != group.case):
        return []
    found = [first]
    found += [m for m, before in view.listed if any(before is one for one in found) and m.type == "person"]
    return found + [m for m, before in view.listed if m not in found and any(before is one for one in found) and m.type == "person"]


def ended_by(view: View, root: Mention) -> list[tuple[Mention, Mention]]:
    """«участки / хозяйств «Заря» и «Колос»: the inner phrases at which a phrase ends and from which a list goes on, each with the next of the list."""
    if not view.listed:
        return []
    return [(before, m) for m, before in view.listed if before.parent is not None and root.first < before.first and before.last == root.last]


def beside(view: View, mention: Mention) -> list[Mention]:
    """«встреча губернатора … и председателя …», «президентов Ирана А. и / Турции / Б.»: what stands in one list with a phrase inside a phrase."""
    if mention.parent is None:
        return []
    found, last = list[Mention](), mention
    for at, other in enumerate(view.mentions):
        if other.first < last.last or other.prep or other.case != mention.case or not alike(other, mention) or other.parent not in above(view, mention):
            continue
        owned = next((m.first for m in view.mentions if m.parent == at and m.last == other.first and m.type == "place"), other.first)
        if owned - last.last == 1 and view.tokens[last.last].text.lower() in ("и", ","):
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


def leaders(view: View, group: Mention) -> list[Mention]:
    """«делегация Бреста во главе с Петром Лисом» → the person who leads the group."""
    told = _in_composition(view, group) if "состав" in view.words else []
    if told or LED.isdisjoint(view.words):
        return told or _leader_told_of(view, group)
    after = tuple(view.lemmas[group.last : group.last + 3])
    words = next((words for words in LEADING if after[: len(words)] == words), None)
    if words is None:
        far = _leader_further_on(view, group)
        return (
            far if far else [m for m in view.mentions if m.type == "person" and m.prep == "с" and 0 <= m.first - group.last <= 1 and _at_the_head(view, m)][:1]
        )
    found = [m for m in view.mentions if group.last + len(words) <= m.first <= group.last + 4 and m.type == "person"]
    if not found:  # «под руководством / заместителя председателя – директора департамента Анны Лис»: two posts of one person
        begun = (m for m in view.mentions if m.first == group.last + len(words) and not m.type and m.parent is not None)
        found = [view.mentions[m.parent] for m in begun if m.parent is not None and view.mentions[m.parent].type == "person"]
    if not found:
        return []
    return [found[0], *(m for m in view.mentions if m.conjunct_of is not None and view.mentions[m.conjunct_of] is found[0] and m.type == "person")]


def _in_composition(view: View, group: Mention) -> list[Mention]:
    """«делегация / в составе ректора Ли Вэня и декана Анны Лис»: the persons of whom a group consists."""
    if group.type != "group":
        return []
    body = next((m for m in view.mentions if m.lemma == "состав" and m.first - 1 == group.last and m.prep in ("в", "во")), None)
    inside = [m for m in view.mentions if body is not None and body.first < m.first < body.last and m.type == "person" and m.case == "gen"]
    return [m for m in inside if m.name != m.position and m.parent is not None and view.mentions[m.parent] is body]


def _leader_told_of(view: View, group: Mention) -> list[Mention]:
    """«возглавляемая Петром Лисом делегация», «делегация, возглавляемая Петром Лисом», «делегация Бреста (руководитель – Пётр Лис)»."""
    if HEADED.isdisjoint(view.words) or group.type != "group" or group.parent is not None:
        return []
    near = [m for m in view.mentions if m.type == "person" and m.parent is None and -1 <= group.first - m.last <= 1 and m.case == "ins"]
    before = [m for m in near if view.lemmas[m.first - 1] in HEADED and m.first > 0]
    if before:
        return before[:1]
    after = view.lemmas[group.last : group.last + 3]
    if len(after) == 3 and (after[0] == "," and after[1] in HEADED):
        return [m for m in view.mentions if m.type == "person" and m.first == group.last + 2 and m.parent is None][:1]
    if len(after) == 3 and after[0] == "(" and after[1] in HEADED:
        return [m for m in view.mentions if m.type == "person" and group.last < m.first <= group.last + 4 and m.parent is None][:1]
    return []


def _leader_further_on(view: View, group: Mention) -> list[Mention]:
    """«делегация Бреста / прибыла в Псков / во главе с Петром Лисом»: no other group or body stands between."""
    if group.type not in ("group", "government", "organization") or group.parent is not None:
        return []
    apart = view.tokens[group.last].text in DASHES if group.last < len(view.tokens) else False  # «делегация Бреста — девять человек во главе с … — прибыла»
    for i in range(group.last + 1, min(group.last + FAR, len(view.tokens))):
        if view.tokens[i].text in STOPS:
            return []
        words = next((words for words in LEADING if tuple(view.lemmas[i : i + len(words)]) == words), None)
        if words is not None:
            led = {"group"} if words[1] == "глава" else {"group", "organization", "government"}
            if any(m.type in led and group.last <= m.first < i and not (apart and m.first == group.last + 1) for m in view.mentions):
                return []
            return [m for m in view.mentions if i + len(words) <= m.first <= i + 5 and m.type == "person"][:1]
    return []


def _at_the_head(view: View, person: Mention) -> bool:
    """«делегация с губернатором Анной Левиной во главе»."""
    return view.lemmas[person.last : person.last + 2] in (["во", "глава"], ["в", "глава"])
