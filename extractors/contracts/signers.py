"""Who of the two sides of a paper or a talk supplies, where its words leave that open.

«Мэрия и завод подписали контракт на 32 автобуса»: told apart by what is done, by the lands of goods and works, and by what the sides are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.contracts.beside import merely_talk, of_visit, taker_abroad
from extractors.contracts.clues import BESIDE, MARKED, SAID, Clue, Telling, buys, supplies
from extractors.contracts.lands import by_land, by_site
from extractors.contracts.likeness import is_from, is_let, lends, likeness, takes_from, works
from extractors.contracts.parties import acting_for
from extractors.contracts.sites import where_built, where_to
from extractors.lexicon import classes_of, key
from extractors.phrases.words import PRONOUNS
from schemas.match import Filler

SELLING = {"продажа", "сбыт", "экспорт", "вывоз"}
MAKING = {"производство", "изготовление", "выпуск", "сборка"}
IMPORTS = {"импорт", "ввоз"}
WORKS = {"construction", "service"}  # done where the customer is
RECEIVING = {"получить", "получать", "закупить", "купить", "приобрести", "принять"}


def by_deal(t: Telling) -> Iterator[Clue]:
    """The two sides of a paper or a talk that leaves their roles open: told apart by what is done and what they are."""
    if t.match.rule == "contracts.build" and "suppliers" not in t.match.slots:
        return  # «вместе с руководством фирмы заложили камень»: the partner builds
    actors, partners, neutral = [f for f in t.slot("actors") if not of_visit(f, t)], t.slot("partners"), t.neutral
    if neutral and not partners and len(actors) >= 2:
        actors, partners = actors[:1], actors[1:]
    elif len(partners) > 1 and partners[0].mention.prep == "между":  # «контракт между правительством Ганы и заводом «Амкодор»
        actors, partners, neutral = partners[:1], partners[1:], True
    if neutral and len(actors) == 1 and not partners and merely_talk(actors[0], t):
        return
    if len(actors) == 1 and not neutral and not t.slot("customers") and _receives(actors[0], t):
        yield from buys(actors, SAID, "who receives a delivery")
        return
    if len(actors) == 1 and takes_foreign(actors[0], t):
        yield from buys(actors, SAID, "the goods come from another land")
        yield from supplies(partners, MARKED, "with whom the buyer deals")
        return
    away, home = by_land([*actors, *partners], t.slot("customers") or where_to(t)) if neutral and t.act == "supply" else ([], [])
    if away and home:
        many = all(f.mention.type == "place" for f in away)  # «Россия, Казахстан и Иран подпишут соглашение о поставках пшеницы в Иран»
        yield from supplies(away if many else away[:1], MARKED, "a side of another land than the goods go to")
        yield from buys(home, MARKED, "a side of the land that the goods go to")
        return
    away, home = by_site([*actors, *partners], [*t.slot("customers"), *where_built(t)]) if neutral and t.act in WORKS else ([], [])
    if away and home:
        yield from supplies(away, SAID, "a side of another land than the works")
        yield from buys(home, SAID, "the side that is no stranger to the land of the works")
        return
    if neutral and t.act == "supply" and actors and not partners and (taker := taker_abroad(actors[0], t)) is not None:
        yield from supplies(actors, MARKED, "who speaks of deliveries to another land")
        yield from buys([Filler(taker, "clause")], BESIDE, "the land that they go to")
        return
    first_buys, why = _first_buys(t, actors, partners) if neutral else (t.act == "purchase", f"what is done is {t.act}")
    suppliers, customers = (partners, actors) if first_buys else (actors, partners)
    yield from supplies(suppliers, MARKED, f"a side of the deal: {why}", either=neutral)
    yield from buys(customers, MARKED, f"a side of the deal: {why}", either=neutral)


def _first_buys(t: Telling, actors: Sequence[Filler], partners: Sequence[Filler]) -> tuple[bool, str]:
    """Whether of two sides the one named as subject buys, and why one thinks so."""
    act_lemma = next((key(f.mention.lemma) for f in t.slot("act")), "")
    done = t.act == "purchase", f"what is agreed is {t.act}"
    if any(m.prep == "в_адрес" for m in t.view.mentions):
        return False, "it goes to somebody else"  # «область подписала контракт на поставку машин в адрес холдинга»
    if actors and partners:
        if act_lemma in MAKING and actors[0].mention.lemma in PRONOUNS:
            return True, "who is named makes"  # «у нас есть контракт с «Рельсом» на производство вагонов»
        if act_lemma in IMPORTS:
            return True, "who speaks of importing buys"
        if act_lemma in SELLING:
            return False, "who speaks of selling sells"  # «договорился с Турцией о продаже»
        if is_let(actors[0], t.match, t.view):
            return True, "whom the state lets sign a deal orders"  # «разрешил концерну заключить с Mitsui контракт на строительство завода»
        if t.goods is not None and "loan" in classes_of(t.goods.head) and lends(actors[0]) != lends(partners[0]):
            return lends(partners[0]), "a bank lends"
        alike = likeness(_body_of(actors[0], t)) - likeness(_body_of(partners[0], t))
        land = is_from(actors[0], t.made_in) - is_from(partners[0], t.made_in)
        weight = alike + (-3 if t.act in WORKS and not alike else 3) * land  # of two lands the one where the works lie has them done; a shipyard builds at home
        weight += 3 * (t.act in WORKS) * (works(actors[0], act_lemma) - works(partners[0], act_lemma))
        if weight:
            return weight < 0, "makers and the land of the goods supply, authorities and the land of the works buy"
        if t.act == "construction" and actors[0].found == "discourse" and partners[0].found != "discourse":
            return True, "who is named builds"  # «подписали с металлургами соглашение о строительстве завода»
        return done
    if partners:
        return likeness(partners[0]) > 0 or (t.act in ("purchase", "construction") and likeness(partners[0]) == 0), "the only side named is the partner"
    if len(actors) == 1 and not t.slot("customers") and _receives(actors[0], t):
        return True, "who receives some of it"
    if len(actors) == 1 and not t.slot("customers") and act_lemma not in SELLING and (likeness(actors[0]) <= -2 or takes_from(actors[0], t.made_in)):
        return True, "the only side named is a buyer, or of another land than the goods"  # «Египет заключил контракт на поставку российской пшеницы»
    return done


def takes_foreign(actor: Filler, t: Telling) -> bool:
    """«Чехия ведёт переговоры с «Волной» о возобновлении поставок меди / из России», «отказ Чехии от поставок российской меди»: a land, or whoever refuses, receives another's goods."""
    if t.act != "supply" or t.slot("customers") or not actor.mention.country or actor.mention.country in {code[:2] for code in _sources(t)}:
        return False
    above = {t.view.lemmas[i] for i in (t.match.trigger, *t.view.ancestors(t.match.trigger)[:1])}
    refuses = not above.isdisjoint(REFUSING)
    return bool(_sources(t)) and (refuses or (t.match.form == "noun" and actor.mention.type == "place" and bool(t.slot("origin"))))


def _sources(t: Telling) -> set[str]:
    return {*t.made_in, *(f.mention.country for f in t.slot("origin") if f.mention.country)}


REFUSING = {"отказ", "отказаться", "отказываться"}


def _receives(actor: Filler, t: Telling) -> bool:
    """«ВВС Перу / получили шесть вертолётов по контракту на поставку двенадцати»: whoever gets some of them."""
    verb = t.view.governor(actor.mention)
    return t.match.form == "noun" and t.act == "supply" and verb >= 0 and key(t.view.lemmas[verb]) in RECEIVING and not actor.mention.prep


def _body_of(side: Filler, t: Telling) -> Filler:
    """«директор / завода «Стройлифт» Анна Реут»: who holds a post deals for its body, or for the place that the post governs."""
    post = side.mention
    if post.type != "person" or side.found == "discourse":
        return side
    body = acting_for(post, t.view)
    return side if body is None else Filler(body, side.found)
