"""One occasion told twice: the headline's bare posts, the body's named persons.

«Губернатор Омской области встретился с послом Китая» over «губернатор Андрей Лосев и посол Китая Чжан Мин обсудили …» → one row with both names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.build import Draft
from extractors.lexicon import key
from extractors.parties.same import one_side, same_party
from schemas.facts import Party

KINDS = {"meeting", "negotiations", "session"}  # one occasion goes by several names
STEM, POST_STEM = 4, 5
WORD = re.compile(r"[а-я]+")
APART = {"отдельную", "отдельные", "отдельная", "отдельно", "затем", "потом", "позже", "позднее", "накануне", "кулуарах"}
ALSO = frozenset(("также", "затем"))
POSTS = {
    "envoy": ("посол", "посл", "консул", "генконсул", "торгпред", "поверенн", "дипломат", "посланник"),
    "minister": (
        "министр",
        "мид",
        "министерств",
        "ведомств",
        "замминистр",
        "миноборон",
        "минэ",
        "минпром",
        "минсельхоз",
        "минтранс",
        "минздрав",
        "минфин",
        "минюст",
        "госсекретар",
    ),
    "premier": ("премьер", "правительств", "кабмин", "кабинет"),
    "speaker": ("спикер", "парламент", "сенат", "палат", "совфед", "собрани", "меджлис", "маджлис", "кнессет", "госдум"),
    "chief": (
        "губернатор",
        "глав",
        "президент",
        "аким",
        "хоким",
        "мэр",
        "градоначальник",
        "раис",
        "лидер",
        "председател",
        "руководител",
        "врио",
        "голов",
    ),
}
POSTS_APART = re.compile(r"\s[–—-]\s|, ")  # «заместитель премьера – министр торговли»
DEPUTIES = ("вице", "зам")
ENVOYS = ("делегац", "гост", "представител", "мисси", "бизнес-мисси", "сторон", "власт", "руковод", "партнер", "коллег", "участник", "делегат")
PRESENT = ("участники встречи", "участники переговоров", "участники беседы", "участники официальной встречи", "собеседники")
OFFICIALS = ("президент", "премьер", "вице-премьер", "глав", "лидер", "министр", "губернатор", "мэр", "руководител", "спикер", "ректор", "аким", "хоким")
WHERE = ("place", "country", "region")
OUTER = ("evidence", "evidence_start", "evidence_end", "trigger", "rule", "trigger_start", "attribution")


def same_meeting(a: Draft, b: Draft) -> bool:
    """Whether two drafts of one day and status tell of one occasion: every side of the shorter list stands in the longer one."""
    kinds = {a.get("kind"), b.get("kind")}
    if len(kinds) == 2 and not kinds <= KINDS:
        return False
    if b.get("guessed") and a.get("kind") == "session":
        return True  # «Заседание стало одиннадцатым»: the session that the article has told
    session = next((d for d in (a, b) if d.get("kind") == "session"), None)
    if session is b and len(kinds) == 2 and all(p.type == "place" for p in _sides(b)) and not all(p.type == "place" for p in _sides(a)):
        return False  # the session of a commission is not the talk of an ambassador, though both are of the same states
    if session is a and len(kinds) == 2 and APART & set(WORD.findall(key(str(b.get("evidence"))))):
        return False  # «Затем вице-премьер провёл отдельную беседу с министром»
    short, long = sorted((_sides(a), _sides(b)), key=len)
    if not all(any(same_side(p, q) for q in long) for p in short):
        return False
    persons = [p for p in _sides(b) if p.type == "person" and named(p)]  # «Также прошли переговоры с ректором A» is not the talk with «руководство провинции»
    also = persons and not ALSO.isdisjoint(WORD.findall(key(str(b.get("evidence")))))
    return not also or any(same_party(p, q) or (q.type == "person" and same_side(p, q)) for p in persons for q in _sides(a))


def _sides(draft: Draft) -> tuple[Party, ...]:
    value: tuple[Party, ...] = draft.get("participants") or ()
    return value


def same_side(p: Party, q: Party) -> bool:
    """One side of a meeting: one entity, a place or its delegation and who acts for it, a bare post and the person who holds it."""
    if same_party(p, q):
        return True
    if p.type == q.type == "person":
        return same_post(p, q) or same_post(q, p)
    if is_one_of(p, q) or is_one_of(q, p) or _same_folk(p, q):
        return True
    return one_side(p, q) and (_general(p) or _general(q))


def is_one_of(person: Party, group: Party) -> bool:
    """«генеральный консул Монголии Бат Ганболд», of «новые генеральные консулы»: a group that is told by a post alone."""
    if group.type != "group" or group.country is not None or person.type != "person" or not person.position:
        return False
    if key(group.name).startswith(PRESENT):
        return True
    post = key(group.name).split()[-1][:POST_STEM]
    return bool(_classes(group.name)) and any(word.startswith(post) for word in key(person.position).split())


def _same_folk(p: Party, q: Party) -> bool:
    """«представители предприятий», «представители ряда заводов»: a group told by one word, of no two lands."""
    first, second = (key(x.name).split()[0][:POST_STEM] for x in (p, q))
    return p.type == q.type == "group" and first == second and None in (p.country, q.country)


def _general(p: Party) -> bool:
    """A name that may stand for anyone of its side: a place, its government, its delegation; not «предприниматели», «спортсмены»."""
    return p.type in ("place", "government") or (p.type == "group" and any(word.startswith((*ENVOYS, *OFFICIALS)) for word in key(p.name).split()[:3]))


def same_post(bare: Party, other: Party) -> bool:
    """«посол Китая» and «чрезвычайный и полномочный посол КНР Чжан Мин»: a post without a name, and a person of that place and class of posts."""
    if named(bare):
        return False
    if not other.position and other.country is None and named(other):
        return bool(_classes(bare.name))  # «посол Сербии», and «Милош Петкович» of whom nothing is told
    if not other.position:  # «лидер Узбекистана» and «Шавкат Мирзиёев»
        return (
            bare.country is not None and bare.region is None and (bare.country, bare.region) == (other.country, other.region) and "chief" in _classes(bare.name)
        )
    if all(_deputy(bare.name) != _deputy(post) for post in POSTS_APART.split(other.position)):
        return False
    if key(other.position).endswith("коллега") and bare.country is not None and (bare.country, bare.region) == (other.country, other.region):
        return bool(_classes(bare.name))  # «лидер России» and «российский коллега Иван Лис»
    common = _stems(bare.name) & _stems(other.position)
    if bare.country is None:  # «ПРЕЗИДЕНТ ПАО «ЛУКОЙЛ»», «губернатор»
        return len(common) > 1 or (bool(common) and " " not in bare.name and other.country is not None)
    if bare.country != other.country or (bare.region and other.region and bare.region != other.region):
        return False
    one, two = _classes(bare.name), _classes(other.position)
    return bool(one & two) or (not one and bool(common))


def _deputy(post: str) -> bool:
    return any(word.startswith(DEPUTIES) for word in key(post).replace("-", " ").split())


def named(party: Party) -> bool:
    """Whether a person has a name, not a post alone."""
    return party.type != "person" or party.name != party.position


def _classes(post: str) -> set[str]:
    words = key(post).replace("-", " ").split()
    found = {name for name, stems in POSTS.items() if any(word.startswith(stems) for word in words)}
    if "minister" in found and any(word.startswith("премьер") for word in words):
        found.discard("minister")  # «премьер-министр»
    return found - {"chief"} if len(found) > 1 else found  # «глава МИД» is a minister


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in key(text).replace("«", " ").replace("»", " ").split() if len(word) >= STEM}


def join(kept: Draft, other: Draft) -> None:
    """The fuller telling of two in `kept`: whoever is named takes the seat of the bare post and of the place."""
    known, more = _sides(kept), () if other.get("guessed") else _sides(other)
    if _weight(more) > _weight(known):
        kept.match = other.match
        kept.columns.update({name: other.columns.get(name) for name in OUTER})
    kept.columns["participants"] = united(known, more, fuller=bool(kept.get("headline") and not other.get("headline")))
    _take_place(kept, other)
    if kept.get("remote") or other.get("remote"):  # one telling says that they spoke on the telephone
        kept.columns.update(dict.fromkeys(WHERE), remote=True)
    for name, value in other.columns.items():
        if name in WHERE and (kept.get("country") is not None or kept.get("remote")):
            continue
        if name not in OUTER and name not in ("participants", "status", "article_id", "published", "kind") and kept.columns.get(name) is None:
            kept.columns[name] = value
    kept.found |= other.found


def _take_place(kept: Draft, other: Draft) -> None:
    """Place, country and region are of one telling: «Состоялось заседание» was guessed to be at home, «в Дар-эс-Саламе прошло заседание» tells where."""
    sure = other.get("country") is not None and not other.get("guessed_country")
    if sure and (kept.get("guessed_country") or (kept.get("place") is None and kept.get("country") == other.get("country"))):
        kept.columns.update({name: other.get(name) for name in WHERE}, guessed_country=False)


def united(known: Sequence[Party], more: Sequence[Party], *, fuller: bool = False) -> tuple[Party, ...]:
    """Two lists of participants as one; of two tellings of a side the one that says more, of two groups that of the body and not the headline's (`fuller`)."""
    found = list(known)
    told = {p.entity_id for p in more}
    for p in more:
        if any(p.entity_id == q.entity_id for q in found):
            continue
        at = next((i for i, q in enumerate(found) if q.entity_id not in told and same_side(p, q) and not _told_with(p, q, more)), None)
        if at is None:
            found.append(p)
        elif _rank(p) > _rank(found[at]) or (fuller and p.type == found[at].type == "group"):
            found[at] = _seated(p, found[at])
    return tuple(found)


def _told_with(person: Party, group: Party, more: Sequence[Party]) -> bool:
    """«псковская делегация» in the headline, «с делегацией правительства области во главе с A» below: A comes with his delegation and is not it."""
    return person.type == "person" and group.type == "group" and any(q.type == "group" and same_side(q, group) for q in more)


def _seated(person: Party, post: Party) -> Party:
    """«Милош Петкович», of whom nothing is told, in the post that another telling gives him."""
    untold = person.type == "person" and not person.position and person.country is None
    return replace(person, position=post.position, country=post.country, region=post.region) if untold else person


def added(known: Sequence[Party], more: Sequence[Party]) -> tuple[Party, ...]:
    """Participants and those who «also took part»: they take the seat of a bare post or a place of their side, not that of their delegation."""
    found = list(known)
    for p in more:
        at = next((i for i, q in enumerate(found) if same_side(p, q) and _rank(q) < 2 <= _rank(p) and not _is_below(p, q)), None)
        if any(p.entity_id == q.entity_id for q in found):
            continue
        if at is None:
            found.append(p)
        else:
            found[at] = p
    return tuple(found)


def _is_below(person: Party, land: Party) -> bool:
    """The director of a branch in Гродно does not speak for Беларусь, whose session he attends."""
    return land.type == "place" and land.country is not None and land.region is None and person.region is not None


def _rank(party: Party) -> int:
    """How much a party says: a named person, a body or a group, a bare post, a place."""
    if party.type == "person":
        return 3 if named(party) else 1
    return 0 if party.type == "place" else 2


def _weight(parties: Sequence[Party]) -> int:
    return sum(_rank(p) for p in parties)
