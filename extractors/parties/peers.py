"""Like signs with like: in the news of a school, a museum or a chamber the other side of «меморандум с институтом Бандунга» is the native school.

The region where it stands is no side of such a paper; and «вуз» that signs is the one at home, though a foreign one was named last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from extractors.article.discourse import Discourse
from extractors.article.protagonist import known_by
from extractors.build import Draft, to_party
from extractors.lexicon import classes_of, key
from extractors.parties.same import one_side
from extractors.references.words import SCHOOLS
from extractors.view import View
from schemas.facts import Party
from schemas.match import Mention

CULTURE = {"музей", "музей-заповедник", "библиотека", "театр", "филармония", "галерея", "архив", "консерватория", "заповедник"}
HEALTH = {"больница", "клиника", "госпиталь", "диспансер"}
CHAMBERS = {"палата", "тпп", "союз", "ассоциация", "объединение", "клуб"}
PORTS = {"порт", "аэропорт", "терминал"}
LEARNING = SCHOOLS | {"вуз", "техникум", "лицей", "гимназия"}
KINDS: tuple[frozenset[str], ...] = tuple(frozenset(kind) for kind in (LEARNING, CULTURE, HEALTH, CHAMBERS, PORTS))
TWICE = 2  # as often spoken of as the next


def peer_of(party: Party, draft: Draft, state: Discourse) -> tuple[Party, ...]:
    """The body at home of a party's own kind, spoken of most before the paper; () where there is none, or two of them as often."""
    words = set(key(party.name).split())
    kind = next((kind for kind in KINDS if words & kind), None)
    if kind is None or party.type != "organization":
        return ()
    before = draft.columns["trigger_start"]
    found = native_body(kind & words, before, state, but=party) or native_body(kind, before, state, but=party)
    return () if found is None else (to_party(found),)


def acting_school(mention: Mention, meant: Mention, state: Discourse) -> Mention:
    """«вуз намерен создать» behind the name of a foreign one → the native school; else whom the mention was taken for."""
    foreign = state.home is not None and meant.country is not None and meant.country != state.home.country
    if not mention.bare or mention.case != "nom" or mention.number == "plur" or mention.lemma not in LEARNING:
        return meant
    if foreign and (native := native_body(LEARNING, mention.start, state)) is not None:
        return native
    return _other_school(mention, meant, state) if _is_partner(meant, state.views[mention.sentence]) else meant


def _is_partner(meant: Mention, view: View) -> bool:
    """«Университет заключил договор с / Андижанским университетом»: who is told with «с» is another than who acts."""
    return any(m.prep in ("с", "со") and m.parent is None and one_side(to_party(m), to_party(meant)) for m in view.mentions)


def _other_school(mention: Mention, meant: Mention, state: Discourse) -> Mention:
    """The school told last that is not the one taken for it; that one where none was told."""
    named = (m for m in reversed(state.all_mentions) if m.start < mention.start and m.type == "organization" and not m.bare and called(m.name, LEARNING))
    return next((m for m in named if m.sentence != mention.sentence and not _is_like(m, meant)), meant)


def _is_like(one: Mention, other: Mention) -> bool:
    """Two tellings of a school: of one name, or of one region."""
    return known_by(one.name) == known_by(other.name) or (one.region is not None and one.region == other.region) or one_side(to_party(one), to_party(other))


def called(name: str, heads: Set[str]) -> bool:
    """Whether a body's name has one of some words, or is short for it: «Мичуринский ГАУ», «ТГУ» are schools."""
    if not heads.isdisjoint(key(name).split()):
        return True
    return not LEARNING.isdisjoint(heads) and any(word.endswith("У") and word[:1].isupper() and word[-2:].isupper() and len(word) > 2 for word in name.split())


def native_body(heads: Set[str], before: int, state: Discourse, *, but: Party | None = None) -> Mention | None:
    """The first telling of the native body with one of some words in its name that is spoken of most before an offset."""
    told: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for m in state.all_mentions:
        if m.start >= before:
            break
        if m.type != "organization" or m.bare or m.number == "plur" or "press" in classes_of(m.lemma) or not called(m.name, heads):
            continue
        native = m.country is None or state.home is None or m.country == state.home.country
        if not native or (but is not None and (known_by(m.name) == known_by(but.name) or m.country == but.country is not None or one_side(to_party(m), but))):
            continue
        name = known_by(m.name)
        told[name] += 1
        first.setdefault(name, m)
    best = told.most_common(2)
    return first[best[0][0]] if best and (len(best) == 1 or best[0][1] >= TWICE * best[1][1]) else None
