"""Several hosts of one visit: «несколько предприятий: завод «А», фабрика «Б»», «в музее «Янтарь» и на комбинате» → each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.lexicon import key
from extractors.view import View, is_predicate
from schemas.match import Filler, Mention

SEVERAL = {
    "предприятие", "завод", "город", "площадка", "объект", "организация", "вуз", "университет", "компания", "фабрика", "хозяйство", "провинция", "регион", "район",
    "производство", "комбинат", "учреждение",
}  # fmt: skip
LIST_WORDS = ("в", "тот", "число"), ("в", "частность"), (",", "как"), ("среди", "они"), ("среди", "который")
LIST_REACH, LIST_NEAR, LIST_GAP = 14, 4, 14  # tokens
ROWS = {"ряд"}
PLACING, JOINING = {"в", "на", "во"}, {",", "и", "а", "также", "потом", "затем", "позже"}


def listed_on(fillers: Sequence[Filler], state: Discourse) -> list[Filler]:
    """«визит в Дом науки, Педагогический университет, Ургенчский университет»: bodies that go on the list without a preposition."""
    if not fillers or fillers[-1].mention.type != "organization":
        return []
    last, found = fillers[-1].mention, list[Filler]()
    view = state.views[last.sentence]
    if not last.prep:
        return _behind_a_place(last, view)
    for m in view.mentions:
        end = _end_with_town(last, view)
        behind = m.first == end + 1 and view.tokens[end].text.lower() in (",", "и") if end < len(view.tokens) else False
        subject = behind and view.tokens[m.head].rel.startswith("nsubj") and view.governor(m) > m.head  # «в вуз, его центр произвёл впечатление»
        if (
            behind
            and not subject
            and m.parent is None
            and not m.prep
            and m.type == "organization"
            and not m.bare
            and {"acc", "loc"} & set(m.cases) & {last.case, *last.cases}
        ):
            found.append(Filler(m, "clause"))
            last = m
    return found


def _end_with_town(last: Mention, view: View) -> int:
    """Where «в индустриальный парк / в Ташкенте» ends: behind the town that follows a body."""
    return next((t.last for t in view.mentions if t.first == last.last + 1 and t.type == "place" and t.prep in PLACING and t.case == "loc"), last.last)


def _behind_a_place(last: Mention, view: View) -> list[Filler]:
    """«осмотрели станцию в Энгельсе и институт «Волга»: the next of a list that the town of the one before has cut off."""
    found = list[Filler]()
    for m in view.mentions:
        town = next((t for t in view.mentions if t.first - last.last in (0, 1) and t.type == "place" and t.prep in PLACING and t.case == "loc"), None)
        behind = town is not None and m.first == town.last + 1 and view.tokens[town.last].text.lower() in (",", "и")
        if behind and m.parent is None and not m.prep and m.type == "organization" and not m.bare and m.conjunct_of is None and m.may_be(last.case):
            found.append(Filler(m, "clause"))
            last = m
    return found


def joined_on(fillers: Sequence[Filler], state: Discourse) -> list[Filler]:
    """«ждут в музее «Янтарь» и на комбинате», «побывали на заводе, в порту»: what goes on the list with a preposition of its own."""
    if not fillers or fillers[-1].mention.prep not in PLACING:
        return []
    last, found = fillers[-1].mention, list[Filler]()
    view = state.views[last.sentence]
    for m in view.mentions:
        between = view.lemmas[last.last : m.first]
        joined = m.first > last.last and between and between[-1] in PLACING and set(between[:-1]) <= JOINING and len(between) > 1
        further = last.type == "place" and m.type != "place"  # «в Псков, на завод»: the plant is in the town
        if joined and not further and m.parent is None and m.type in ("organization", "place") and _is_somewhere(m) and m.may_be(last.case):
            found.append(Filler(m, "clause"))
            last = m
    return [f for f in found if all(f.mention is not g.mention for g in fillers)]


def _is_somewhere(mention: Mention) -> bool:
    """«в областную больницу», «на комбикормовом предприятии»: named, or told from others by a word of its own."""
    return not mention.bare or (mention.type == "organization" and mention.number == "sing" and " " in mention.name)


def is_uncounted(mention: Mention) -> bool:
    """«три вуза», «ряд предприятий»: bodies that are only counted."""
    return mention.counted and mention.bare and key(mention.lemma) in SEVERAL


def members_of(filler: Filler, state: Discourse) -> list[Filler]:
    """«несколько предприятий: завод «А», фабрику «Б», «такие города, как Пекин и Харбин» → those named; the phrase itself where none are."""
    mention, view = filler.mention, state.views[filler.mention.sentence]
    many = mention.number == "plur" or mention.counted or view.lemmas[mention.head] in ROWS
    if not many or key(mention.lemma) not in SEVERAL or "«" in mention.name:
        return [filler]
    start = _list_after(mention.last, view)
    listed = [_without_number(m, start) for m in view.mentions if start is not None and m.last > start and m.parent is None]
    named = [m for m in listed if (not m.prep or (start is not None and 0 <= m.first - start <= 1) or m.prep == "среди") and _is_named(m)]
    if start is None or not named or named[0].first - start > LIST_NEAR or view.verbs_between(start, named[0].head):
        return [] if key(mention.lemma) == "город" and not mention.country else [filler]
    found, last = [named[0]], named[0]
    for m in named[1:]:
        if m.first - last.last > LIST_GAP or view.verbs_between(last.head, m.head) or not {m.case, *m.cases} & {named[0].case, *named[0].cases}:
            break
        found.append(m)
        last = m
    seat = _seat_of(mention, state)
    return [Filler(m if m.country or seat is None else replace(m, country=seat.country, region=seat.region), "clause") for m in found]


def _seat_of(mention: Mention, state: Discourse) -> Mention | None:
    """«ряд предприятий / области, в том числе …»: the region or town of the article that a list of bodies belongs to."""
    view = state.views[mention.sentence]
    inner = next((m for m in inside(mention, state) if m.type == "place" and m.bare), None)
    if inner is None:
        return None
    found = next((m for m, _ in state.resolve(inner, view) if m.country), None)
    if found is not None:
        return found
    home = state.home
    return None if home is None or home.region is None or key(inner.lemma) == "страна" else state.place_mention(home, inner)


def _without_number(mention: Mention, start: int) -> Mention:
    """«в том / числе АО «Амкодор», «среди / которых «Амкодор» → the firm."""
    if mention.first == start - 1 and mention.lemma == "который" and "«" in mention.name:
        name = mention.name[mention.name.index("«") :]
        return replace(mention, first=start, name=name, lemma=key(name.strip("«»")), prep="", type="organization", bare=False)
    if mention.first >= start or not mention.name.startswith("число "):
        return mention
    return replace(mention, first=start, name=mention.name.removeprefix("число "), prep="")


def _list_after(first: int, view: View) -> int | None:
    """The token behind «:», «—», «в том числе», «в частности», «, как» that follow a phrase before any verb."""
    for i in range(first, min(first + LIST_REACH, len(view.tokens))):
        if is_predicate(view.tokens[i]):
            return None
        if view.tokens[i].text in (":", "—", "–", "-"):
            return i + 1
        for words in LIST_WORDS:
            if tuple(view.lemmas[i : i + len(words)]) == words:
                return i + len(words)
    return None


def _is_named(mention: Mention) -> bool:
    return (mention.type == "organization" and not mention.bare) or (mention.type == "place" and bool(mention.country) and not mention.bare)


def inside(mention: Mention, state: Discourse) -> list[Mention]:
    """The phrases that hang on a phrase, directly or through others."""
    return [m for m in state.views[mention.sentence].mentions if m is not mention and mention.first < m.first and m.last <= mention.last]
