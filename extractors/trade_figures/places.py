"""The places that stand beside a number of trade, with the part that each plays: whose figure it is, or with whom."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.article.discourse import Discourse
from extractors.trade_figures.asides import is_aside, is_gone_to
from extractors.trade_figures.beside import is_behind, is_of_rank, is_ranked, leads, takes
from extractors.trade_figures.forms import cases, is_rigid
from extractors.trade_figures.groups import group_of_lands, other_regions
from extractors.trade_figures.lands import LAND, pointed
from extractors.trade_figures.measures import DIRECTIONS, side_markers
from extractors.trade_figures.numbers import DASHES, Figure
from extractors.view import View
from schemas.match import Mention
from schemas.values import Place

UNIONS = frozenset((
    "ЕС", "Евросоюз", "Европейский союз", "СНГ", "ЕАЭС", "Евразийский экономический союз", "БРИКС", "ШОС", "АСЕАН",
    "Африка", "Азия", "Центральная Азия", "Юго-Восточная Азия", "Латинская Америка", "Южная Америка", "Ближний Восток",
))  # fmt: skip
BETWEEN = "между"
ROLES = {"контрагент", "партнер", "покупатель", "импортер", "поставщик", "экспортер", "потребитель"}
GIVING = {"дать", "давать", "обеспечить", "обеспечивать", "приносить", "принести", "занять", "занимать", "формировать", "сформировать", "удерживать"}
UNITS = {"т", "кг", "м", "л"}


@dataclass(frozen=True, slots=True)
class Side:
    """A place with its role ("reporter", "partner", or "origin": the goods come from there) and the preposition that marks it."""

    place: Place
    role: str
    mark: str = ""


def places_of(figure: Figure, state: Discourse, left: int, right: int) -> list[Side]:
    """The places of one stretch of text with their roles, in text order, each once."""
    found: list[Side] = []
    view = figure.view
    for m in view.mentions:
        if not left <= m.start < right:
            continue
        if m.lemma in LAND and m.prep and view.tokens[m.first].lemma == "этот" and (there := pointed(figure, state)) is not None:
            found.append(Side(there, "partner", m.prep))  # «вывоз в эту страну»
            continue
        if m.lemma in ("страна", "государство") and m.case == "nom" and "туда" in view.words and not any(m.start <= p.start < m.stop for p in view.places):
            continue  # «второй идёт страна, обычно первая, – Ливия: туда отправлено 7 тыс. т»
        named = _antecedent(m, view) if m.lemma == "который" and m.stop <= right else None
        if named is not None and (m.prep, m.case) in side_markers(figure.measure.rule, "partner"):
            found.extend(Side(_as_place(r, state), "partner", m.prep) for r, _ in state.resolve(named, view) if r.country)
            continue
        if m.lemma == "мы" and m.prep in ("у", "от") and state.home is not None:
            found.append(Side(state.home, "partner" if figure.measure.indicator == "import" else "reporter", m.prep))
            continue
        if (
            m.stop > right
            or m.type not in ("place", "group", "organization", "government", "")
            or is_aside(m, view)
            or view.is_aside(m.head, figure.measure.index)
        ):
            continue
        if (elsewhere := other_regions(m, view, state.home)) is not None:
            found.extend([Side(elsewhere, "partner", m.prep), *([Side(state.home, "reporter")] if state.home is not None else [])])
            continue
        measured = m.parent is not None and view.mentions[m.parent].head == figure.measure.index
        group = _group(m, view, figure) if measured or is_free(m, view) else None
        if group is not None:
            found.append(group)
        elif m.type == "place" or m.name in UNIONS:
            role = _role(m, figure)
            resolved = [r for r, _ in state.resolve(m, view) if r.name] if role else []
            if m.lemma in LAND and m.core is not None and (beyond := _land_beyond(resolved, view, state)) is not None:
                found.append(Side(beyond, role, m.prep))  # «товарооборот между страной и Кубанью»
                continue
            if role == "partner" and m.case == "dat" and not m.prep and state.home is not None and any(r.region == state.home.region for r in resolved):
                role = "reporter"  # «экспорт дал республике 1,1 млрд»
            if role == "partner" and m.bare and state.home is not None and _own_land(resolved, figure):
                found.append(Side(state.home, role, m.prep))  # «иранские инвестиции в регион» after a talk of Гилян
                continue
            found.extend(Side(_as_place(r, state), role, m.prep) for r in resolved if r.country or r.name in UNIONS)
        else:
            found.extend(_adjectives(m, figure))
    found.extend(_elliptic(figure, left, right))
    measure = view.tokens[figure.measure.index].start
    nearest: dict[tuple[str | None, str | None, str], Side] = {}
    for side in found:  # «глава региона сказал, что оборот между краем и Японией …»: of two tellings the one beside the measure counts
        known = nearest.get(_key(side.place))
        nearer = known is None or (abs(side.place.start - measure) < abs(known.place.start - measure) and not _is_first_told(known, side, measure))
        if nearer or (known is not None and _is_next_clause(known, side, figure)):
            nearest[_key(side.place)] = side
    return list(nearest.values())


def _is_next_clause(known: Side, side: Side, figure: Figure) -> bool:
    """«Первой была / КНР, экспорт в Китай вырос вдвое»: told before the clause of the measure, and behind it with a preposition."""
    if known.role == "partner" or side.role != "partner" or not side.mark:
        return False
    view, measure = figure.view, figure.measure.index
    before = view.token_at(known.place.stop - 1)
    return before < measure < view.token_at(side.place.start) and any(view.tokens[i].text in (",", ";") for i in range(before, measure))


def _is_first_told(known: Side, side: Side, measure: int) -> bool:
    """Whether both tellings stand behind the measure, where the first counts."""
    return known.place.start > measure and side.place.start > measure


def home_so_far(figure: Figure, state: Discourse) -> Place | None:
    """The article's home; its country where that alone was named before the number: «Экспорт АПК России растёт …. В Томской области …»."""
    home, end = state.home, figure.view.sentence.stop
    if home is None or home.kind == "country" or any(p.start < end and p.region and p.country == home.country for p in state.document.places):
        return home
    return next((p for p in state.document.places if p.start < end and p.country == home.country and p.form == "name"), home)


def _own_land(resolved: list[Mention], figure: Figure) -> bool:
    """Whether «регион» would mean a part of the very land whose adjective stands before the measure."""
    view, own = figure.view, figure.view.mention_at(figure.measure.index)
    if own is None or not resolved:
        return False
    lands = {p.country for p in view.places if p.form == "adjective" and own.start <= p.start < own.stop}
    return any(r.country in lands for r in resolved)


def _land_beyond(resolved: list[Mention], view: View, state: Discourse) -> Place | None:
    """The other country for «страна» beside a region of the very country it would mean."""
    own = {p.country for p in view.places if p.region and p.kind == "region"}
    if not any(r.country in own and not r.region for r in resolved):
        return None
    return next((p for p in state.sides if p.country and p.country not in own), None)


def _key(place: Place) -> tuple[str | None, str | None, str]:
    return place.country, place.region, place.name if place.country is None else ""


def is_free(m: Mention, view: View) -> bool:
    """Whether a phrase is no part of another, but for one that begins with a number («29 тыс. т. Джибути»)."""
    if m.parent is None:
        return True
    outer = view.mentions[m.parent]
    return view.tokens[outer.first].text[:1].isdigit() or (view.tokens[outer.first].text in UNITS and is_free(outer, view))


def _antecedent(m: Mention, view: View) -> Mention | None:
    """«Китай, на который приходится 75%» → Китай."""
    return next((n for n in reversed(view.mentions) if n.type == "place" and n.parent is None and 0 < m.first - n.last <= 3), None)


def _role(m: Mention, figure: Figure) -> str:
    """What part a place plays by its preposition and case; «Китай — 5 млн», «Китай (5 млн)», «Китай получил 5 млн» is always the other side."""
    view, rule = figure.view, figure.measure.rule
    own, other = side_markers(rule, "reporter"), side_markers(rule, "partner")
    prep = "в" if m.prep == "во" else m.prep
    markers = {(prep, case) for case in cases(m, view)}
    if m.prep == "после" and leads(m, figure):
        return "partner"  # «занимает третью позицию после Китая (17%) и России (16%)»
    if m.case == "nom" and not m.prep and m.stop < figure.number.start and not leads(m, figure) and is_of_rank(m, view):
        return ""  # «третью строчку занял Иран, четвёртую — Бангладеш (240 тыс. тонн)»
    if figure.measure.role and m.case == "nom" and not m.prep and m.parent is None and m.start < figure.number.start:
        return "partner"  # «Эмираты стали вторым покупателем нашей муки: 9 млн долларов»
    if figure.measure.role and m.case == "nom" and not m.prep and not leads(m, figure) and not is_behind(m, figure):
        return ""  # «импортёрами стали Казахстан (10 тыс. т), Беларусь и Монголия»
    if figure.measure.indicator == "share" and m.case == "nom" and not m.prep and not (ROLES | GIVING).isdisjoint(view.words):
        return "partner"  # «Иран — третий партнёр области: 9% товарооборота», «62% оборота даёт Китай»
    plain = (
        not m.prep
        and is_free(m, view)
        and ((m.case != "gen" and view.tokens[min(m.last, len(view.tokens) - 1)].text == "(") or m.case in ("nom", "") or m.first == 0 or is_rigid(m, view))
    )
    if rule == "trade_figures.imported" and prep == "в" and m.case == "loc" and view.tokens[figure.measure.index].pos == "VERB" and not _is_brought(figure):
        return "partner"  # «закупила во Вьетнаме»
    if not m.prep and m.case in ("nom", "ins", "") and is_behind(m, figure):
        return "partner"  # «ещё 9,1% – Германия», «61% куплен Китаем, 17% – Японией»
    if plain and (leads(m, figure) or is_gone_to(m, view) or takes(m, figure) or is_ranked(m, figure)):
        return "partner"
    if not m.prep and m.case == "dat" and is_free(m, view) and figure.measure.indicator in ("export", "supplies"):
        return "partner"  # «31 тыс. тонн досталась Китаю»
    if not m.prep and m.parent is not None and view.mentions[m.parent].lemma == "доля" and view.mentions[m.parent].prep == "на":
        return "partner"  # «на долю Китая пришлось 31 тыс. тонн»
    if not m.prep and rule == "trade_figures.share" and m.parent is not None and view.mentions[m.parent].head == figure.measure.index:
        return "partner"  # «доля Узбекистана в экспорте Удмуртии»
    if not m.prep or (m.prep == "у" and not markers & other) or markers & (own - other):
        return "reporter"
    if markers & (other | side_markers(None, "partner")) and is_free(m, view):
        return "partner"
    return ""


def _is_brought(figure: Figure) -> bool:
    """«из КНР в Забайкалье ввезено»: brought in, not bought there."""
    return figure.view.lemmas[figure.measure.index].startswith(("ввезти", "ввозить", "завезти", "импортировать"))


def _group(m: Mention, view: View, figure: Figure) -> Side | None:
    """«со странами СНГ», «африканские страны / закупили» → a side that has a name and no code."""
    listed = not m.prep and m.case == "gen" and view.lemmas[m.first - 1] == "и" and figure.measure.indicator == "turnover"  # «России и стран АСЕАН»
    marked = listed or (m.prep, m.case) in side_markers(None, "partner")
    named = group_of_lands(m, view, marked=marked)
    if named is None or not (marked or _role(m, figure) == "reporter"):
        return None  # «основные партнёры – Китай и Сербия»
    return Side(named, "partner" if marked else "reporter", m.prep)


def is_numbered(place: Place, view: View) -> bool:
    """«ФРГ – 7,8 %»: an item of a list, a dash or bracket and a number behind it."""
    after = view.tokens[view.token_at(place.stop - 1) + 1 :][:2]
    return len(after) == 2 and (after[0].text in DASHES or after[0].text == "(") and after[1].text[:1].isdigit()


def _elliptic(figure: Figure, left: int, right: int) -> list[Side]:
    """«доля российских товаров — 33 %, китайских — 36 %», «на польский – 1,9 тыс.»: an adjective that leaves its noun to the number before, a dash behind it."""
    view, at = figure.view, figure.view.token_at(figure.number.start)
    behind = [p for p in view.places if p.form == "adjective" and p.country and left <= p.start < right and _leaves_noun(p, figure)]
    if behind:
        return [Side(p, "partner", "с") for p in behind]
    if at < 2 or view.tokens[at - 1].text not in DASHES or not left <= figure.number.start < right:
        return []
    role = "partner" if at > 2 and view.lemmas[at - 3] in ("на", "в") else "origin" if figure.measure.indicator == "import" else "reporter"
    return [Side(p, role) for p in view.places if p.form == "adjective" and p.country and view.token_at(p.stop - 1) == at - 2]


def _leaves_noun(place: Place, figure: Figure) -> bool:
    """«торговля Наманганской области с / Нижегородской выросла»: an adjective behind «с» whose noun stands before it."""
    view, first = figure.view, figure.view.token_at(place.start)
    after = view.tokens[first + 1 : first + 2]
    parted = not after or after[0].pos not in ("NOUN", "PROPN", "ADJ")
    return parted and 0 < first - figure.measure.index <= 6 and view.lemmas[first - 1] in ("с", "со") and view.tokens[first].feats.number != "plur"


def _adjectives(m: Mention, figure: Figure) -> list[Side]:
    """«узбекско-эмиратский товарооборот», «донские предприятия», «закупки казахстанской пшеницы» (of an import the goods tell the other side)."""
    view = figure.view
    if not m.core or not view.places or "межрегиональный" in view.lemmas[m.first : m.last]:
        return []  # «Сибирское межрегиональное управление» is no side
    first, last = view.tokens[m.core[0]].start, view.tokens[m.core[1] - 1].stop
    found = []
    for p in view.places:
        if first <= p.start < last and p.form in ("adjective", "demonym") and p.country:
            buyer = (
                (not m.prep and takes(m, figure))
                or (m.lemma == "рынок" and m.prep == "на" and figure.measure.indicator in ("export", "supplies"))
                or (m.prep in ("с", "из", "на") and p.form == "demonym")
                or (p.form == "demonym" and not m.prep and m.case == "dat" and figure.measure.indicator in ("export", "supplies"))
                or (m.prep in ("у", "из") and figure.measure.indicator == "import")
                or (m.lemma in DIRECTIONS and not m.prep and m.case == "nom")  # «Немецкое направление скромнее: 312 млн»
            )
            share = figure.measure.indicator == "share" and figure.measure.rule.startswith("trade_figures.import") and m.type == ""
            goods = (
                m.head != figure.measure.index and p.form == "adjective" and (share or (figure.measure.indicator == "import" and m.case != "nom"))
            )  # «российский лён составил 54 процента импорта Турции»
            owned = m.head == figure.measure.index and figure.measure.indicator == "export" and _has_owner(m, p, view)
            buyer = buyer or owned  # «бразильский экспорт края»
            into = figure.measure.indicator == "investment" and m.prep in ("в", "во") and m.case == "acc"  # «вложила в ангольские рудники»
            found.append(Side(p, "origin" if goods else "partner" if buyer or into else "reporter", m.prep))
    return found


def _has_owner(m: Mention, adjective: Place, view: View) -> bool:
    """«бразильский экспорт края»: a genitive of another land behind the noun says whose it is."""
    return any(n.type == "place" and n.case == "gen" and n.first == m.head + 1 and (n.country is None or n.country != adjective.country) for n in view.mentions)


def _as_place(m: Mention, state: Discourse) -> Place:
    known = next((p for p in state.document.places if p.name == m.name and p.country == m.country), None)
    if known is None and m.lemma.lower() != m.name.lower() and m.name.lower().startswith(("весь ", "вся ", "всё ")):
        known = next((p for p in state.document.places if m.start <= p.start < m.stop and p.form == "name"), None)
        return known or Place(m.start, m.stop, m.name, m.name, m.country, m.region, "country")  # «вся Россия»
    if known is None and m.region:  # «азербайджанский Алят»
        known = next((p for p in state.document.places if p.region == m.region and m.start <= p.start < m.stop and p.form == "name"), None)
    kind = known.kind if known is not None else "region" if m.region else "country"
    return Place(m.start, m.stop, m.name, m.name, m.country, m.region, kind, region_name=known.region_name if known is not None else None)
