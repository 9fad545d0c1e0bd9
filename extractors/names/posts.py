"""Posts and bodies that name no place: whose governor is «губернатор», of what land are «облисполком» and «аким».

A word may tell the country («облисполком» → BY) and the level (region, town, country); the rest is told by the article: where it is
at home, what places stand near, and the person's own name («вице-губернатор Чэнь Пин» is no governor of ours).
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from extractors.lexicon import classes, classes_of, key
from extractors.names.hosting import MET, RECEIVING, RECEPTION, VISITS, opens_visit, receives_guests
from extractors.names.offices import ENVOYS, Code, office_of
from extractors.names.peoples import SLAVS, homes, is_foreign
from extractors.names.posts_joined import (
    join_counterparts,
    join_dashed,
    join_far,
    join_homes,
    join_offices,
    join_second,
    join_twins,
    join_undeclined,
    share_lands,
    share_lands_in_lists,
)
from extractors.references.place_heads import ABROAD
from extractors.references.place_heads import REPUBLICS as REPUBLICS_OF_RUSSIA
from schemas.document import Document, Sentence, Token
from schemas.match import Mention, replace
from schemas.values import Place

LEVELS = ("level_country", "level_region", "level_town", "level_state")
REPUBLICS = {"республика", "республиканский"}
NOT_THERE = {
    "губернатор": {"BY", "KZ", "UZ", "TJ", "TM"},
    "экс-губернатор": {"BY", "KZ", "UZ", "TJ", "TM"},
    "вице-губернатор": {"BY", "KZ", "UZ", "TJ", "TM"},
    "замгубернатора": {"BY", "KZ", "UZ", "TJ", "TM"},
    "мэр": {"KZ", "UZ", "TM"},
    "мэрия": {"KZ", "UZ", "TM"},
}
REGIONAL = {"область", "край", "регион", "областной", "краевой", "региональный"}  # only Russia's regions have ministers
RECEIVED, VISITING = 10, 8  # tokens
FOLLOWING = 8  # sentences behind «посетил Оман» whose ministers are of Oman
SEATED = {"person", "government"}
FOREIGN_REGIONS = {"провинция", "префектура", "штат", "велаят", "вилоят", "марз", "остан", "уезд"}  # no region of Russia or Belarus is called so
DIGEST = 4  # regions of the home country: an article of so many has no one home
TWINS = {"побратим", "город-побратим"}
REALMS = {"королевство", "султанат"}
NATIONAL = {
    "государственный дума": "RU", "совет федерация": "RU", "федеральный собрание": "RU", "совет безопасность рф": "RU", "олий мажлис": "UZ", "маджлиси": "TJ",
    "милли меджлис": "AZ", "жогорку кенеш": "KG", "совет республика": "BY", "всекитайский собрание": "CN", "цк кпк": "CN", "вснп": "CN", "кнессет": "IL",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """Of what level a post or body is, and in which countries its word is used (none: in any)."""

    level: str
    lands: frozenset[str]
    barred: frozenset[str]
    republic: bool


def join_posts(mentions: list[Mention], tokens: tuple[Token, ...]) -> list[Mention]:
    """«Пётр Лис, директор завода «Сура», …»: the post behind the name belongs to the person and is no second one."""
    if any("побратим" in t.lemma for t in tokens):
        join_twins(mentions, tokens)
    if "person" not in [m.type for m in mentions]:
        return mentions
    mentions = join_offices(mentions, tokens)
    join_undeclined(mentions, tokens)
    join_dashed(mentions, tokens)
    join_far(mentions, tokens)
    join_counterparts(mentions, tokens)
    join_homes(mentions, tokens)
    share_lands(mentions, tokens)
    share_lands_in_lists(mentions)
    at = {m.first: i for i, m in reversed(list(enumerate(mentions))) if m.type == "person" and m.name == m.position and m.number != "plur"}
    for i, person in enumerate(mentions):
        j = at.get(person.last + 1)
        if j is None or person.type != "person" or person.position is not None or tokens[person.last].text not in (",", "—", "–", "("):
            continue
        post = mentions[j]
        after = tokens[post.last].text if post.last < len(tokens) else "."
        if not ({person.case, ""} & {*post.cases, ""}) or after in ("и", "или") or (post.prep and post.prep != person.prep):
            continue
        country, region = (post.country, post.region) if post.country else (person.country, person.region)
        mentions[i] = replace(person, position=post.name, country=country, region=region)
        mentions[j] = replace(post, type="", kind="", parent=i, conjunct_of=None, bare=False)
        for k, m in enumerate(mentions):  # «Анна Лис, мэр Пскова, и Иван Гусь, мэр Бреста»: whoever is listed behind the post is listed with its holder
            if m.conjunct_of == j or (m.first == post.last + 2 and _is_listed(m, post, person, tokens)):
                mentions[k] = replace(m, conjunct_of=i)
        join_second(mentions, i, j, at.get(post.last + 1), tokens)
    return mentions


def _is_listed(m: Mention, post: Mention, person: Mention, tokens: tuple[Token, ...]) -> bool:
    """«Рамиль Лис, вице-президент «Сокола», и губернатор Игорь Гусь»: a person of the same case behind the comma that closes the post."""
    verb = next((t for t in tokens[m.last :] if t.feats.form == "fin"), None)  # «Приехал A, мэр Бреста, и посол / подписал план»
    joined = [t.text for t in tokens[post.last : post.last + 2]] == [",", "и"] and (verb is None or verb.feats.number == "plur")
    return joined and m.type == "person" and not m.bare and m.parent is None and m.conjunct_of is None and not m.prep and m.case == person.case


@cache
def _lands() -> dict[str, frozenset[str]]:
    """«облисполком» → {"BY"}."""
    found: dict[str, set[str]] = {}
    for name, words in classes().items():
        if name.startswith("land_"):
            for word in words:
                found.setdefault(word, set()).add(name.removeprefix("land_"))
    return {word: frozenset(lands) for word, lands in found.items()}


def seat_of(words: Iterable[str]) -> Seat | None:
    """The lemmas of a mention → its seat; None where no word tells of any: «заместитель», «председатель», «облисполком» → region, BY."""
    return _seat_of(tuple(words))


@lru_cache(1_000)
def _seat_of(lemmas: tuple[str, ...]) -> Seat | None:
    """The same; an article tells of few posts, and of each many times."""
    words = [key(word) for word in lemmas]
    kinds = [classes_of(word) for word in words]
    name = " ".join(words)
    national = next((land for body, land in NATIONAL.items() if body in name), None)
    if national is not None:
        return Seat("country", frozenset({national}), frozenset(), republic=False)
    if "народный хурал" in name:
        return Seat("region", frozenset({"RU"}), frozenset(), republic=False)  # of Бурятия or Калмыкия, not of Монголия
    own = next((level for level in ("of_town", "of_region") if any(level in k for k in kinds)), "")
    if not own and words[:2] == ["глава", "администрация"] and "президент" not in words:
        own = "of_town"
    level = next((level for level in LEVELS if any(level in k for k in kinds)), "")
    if not own and not level:
        return None
    ministry = any(word.startswith(("министр", "министерств", "замминистр", "минист")) for word in words)
    regional = not REGIONAL.isdisjoint(words)
    lands = frozenset({"RU"}) if ministry and regional else frozenset[str]().union(*(_lands().get(word, frozenset()) for word in words))
    barred = frozenset[str]().union(*(NOT_THERE.get(word, set()) for word in words))
    return Seat((own or level).partition("_")[2], lands, barred, not REPUBLICS.isdisjoint(words))


WITHOUT_MINISTERS = frozenset({"RU-MOW", "RU-SPE"})  # towns with departments and committees


class Scene:
    """The places of an article, by which a post without a place of its own is seated."""

    def __init__(self, document: Document, home: Place | None) -> None:
        self.places = [p for p in document.places if p.country]
        self.starts = [p.start for p in self.places]
        self.sentences = document.sentences
        self.sentence_starts = [s.start for s in document.sentences]
        self.blocks = [(b.start, b.stop) for b in document.article.blocks]
        self.home = home
        regions = {p.region for p in self.places if home is not None and p.country == home.country and p.region}
        self.at_home = [p.start for p in self.places if home is not None and (p.country, p.region) == (home.country, home.region)]
        self.digest = len(regions) >= DIGEST

    def code(self, mention: Mention, sentence: Sentence, led: Sequence[Mention]) -> Code | None:
        """The country and region of a mention that names none; `led` are groups of which its person may be the head."""
        tokens = sentence.tokens[mention.first : mention.last]
        realm = next((t.lemma for t in tokens if t.lemma in REALMS), None)
        if realm is not None:  # «министр торговли королевства»
            told = next((p for p in reversed(self.places) if p.start < mention.start and p.country in ABROAD[realm]), None)
            return (str(told.country), None) if told is not None else None
        if any(t.lemma in TWINS for t in tokens):  # «мэр города-побратима»
            twin = next((p for p in reversed(self.places) if p.start < mention.start and p.kind == "town" and not self.is_ours(p)), None)
            return (str(twin.country), twin.region) if twin is not None else None
        if (office := office_of(tuple(t.lemma for t in tokens))) is not None:
            return office
        if any(key(t.lemma) in ENVOYS for t in tokens) and (posted := next((p for p in self.places if mention.start <= p.start < mention.stop), None)):
            told = next((p for p in reversed(self.places) if p.start < mention.start and p.country != posted.country), None)
            return (str(told.country), None) if told is not None else None  # «послом этой страны в России»
        seat = seat_of(t.lemma for t in tokens)
        if seat is None:
            return None
        place = self.place(mention, sentence, seat, led)
        if place is None:
            return (next(iter(seat.lands)), None) if len(seat.lands) == 1 else None  # «Миноблисполком» in an article that names no place of Belarus
        assert place.country is not None
        abroad = place.country != "RU"
        if seat.level == "country" or (abroad and (seat.level == "state" or seat.republic)):
            return place.country, None
        if seat.level == "state" and mention.type == "government" and mention.name[:1].isupper():
            return place.country, None  # «Минтранс», not «минтранс области»
        if seat.level == "state" and place.region in WITHOUT_MINISTERS:
            return place.country, None  # «министр … в Москве» is of Russia
        return place.country, place.region

    def place(self, mention: Mention, sentence: Sentence, seat: Seat, led: Sequence[Mention]) -> Place | Mention | None:
        """The place to which a seat belongs: of the delegation that the person heads, home, else the nearest that fits."""
        named = mention.type == "person" and mention.name != mention.position
        people = homes(mention.name) if named else frozenset()
        barred = seat.barred | SLAVS if named and is_foreign(mention.name) else seat.barred
        if any(t.lemma in FOREIGN_REGIONS for t in sentence.tokens[mention.first : mention.last]):
            barred = barred | SLAVS

        def fits(place: Place | Mention) -> bool:
            land = place.country
            if seat.republic and land == "RU" and place.region not in REPUBLICS_OF_RUSSIA:
                return False  # «министр финансов Республики»: neither Russia nor an область is called so
            return land is not None and land not in barred and (not seat.lands or land in seat.lands) and (not people or land in people)

        leader = next((m for m in led if fits(m)), None) if named else None
        regional = seat.level in ("region", "town")
        if leader is not None and (leader.region or not regional):
            return leader
        if leader is not None:
            people = frozenset({str(leader.country)})  # «китайская делегация … вице-мэр Ван Цзюньпин»: the town is told elsewhere
        there = None if mention.prep not in ("с", "со") else self.abroad_with(mention, sentence, regional=regional)
        if there is None and mention.case == "nom" and receives_guests(mention, sentence):
            there = self.visited_before(sentence)
        if there is not None and fits(there) and (there.region or not regional):
            return there
        home = self.home if self.home is not None and fits(self.home) else None
        if home is not None and not self.digest:
            return home if self.elsewhere(home, sentence) or self.told_before(home, mention, sentence) else None
        near = self.nearest(mention.start, fits, regional=regional, block=True)
        return near or home or self.nearest(mention.start, fits, regional=regional, block=False)

    def elsewhere(self, home: Place, sentence: Sentence) -> bool:
        """Whether the article speaks of home anywhere but behind a sentence's own words: in «визит губернатора в Баку» nothing tells his home."""
        return bool(self.at_home) and (self.at_home[0] < sentence.start or self.at_home[-1] >= sentence.stop or home.start < sentence.start)

    def abroad_with(self, mention: Mention, sentence: Sentence, *, regional: bool) -> Place | None:
        """The place abroad whose officials are met there: told in the sentence, or visited in one before it."""
        near = (not regional and self.received_there(mention, sentence)) or self.met_there(mention, sentence)
        return near or (None if regional else self.visited_before(sentence))

    def visited_before(self, sentence: Sentence) -> Place | None:
        """«Министр РФ Иван Лукин посетил Оман. Он провёл переговоры с / министром энергетики»: the land visited, the last place told before the sentence."""
        last = self.places[i - 1] if (i := bisect_left(self.starts, sentence.start)) else None
        if last is None or self.home is None:
            return None
        at = bisect_right(self.sentence_starts, last.start) - 1
        if bisect_left(self.sentence_starts, sentence.start) - at > FOLLOWING or not self.range_of(sentence.start)[0] <= i - 1:
            return None
        if self.is_ours(last):  # «В Стамбул прибыл / глава Удмуртии»
            opened = self.places[bisect_left(self.starts, self.sentences[at].start)]
            return opened if self._is_land(opened) and opens_visit(self.sentences[at], opened) else None
        before = [t for t in self.sentences[at].tokens if t.stop <= last.start]
        return last if self._is_land(last) and before and not VISITS.isdisjoint([key(t.lemma) for t in before[-VISITING:]]) else None

    def _is_land(self, place: Place) -> bool:
        """Whether a place is a country or town abroad, told by its name."""
        return not self.is_ours(place) and place.form == "name" and place.kind in ("country", "town")

    def met_there(self, mention: Mention, sentence: Sentence) -> Place | None:
        """«встретился в Тарту с мэром», «провёл в Пусане переговоры с / вице-мэром»: the place abroad, a few words before, of whom one meets."""
        opening = sentence.tokens[0].text in ("В", "Во")  # «В Дубае губернатор обсудил порт с / министром»
        first = 0 if opening else max(0, mention.first - MET)
        start = sentence.tokens[first].start
        near = [p for p in self.places[bisect_left(self.starts, start) : bisect_left(self.starts, mention.start)] if not (opening and self.is_ours(p))]
        abroad = [p for p in near if p.form == "name" and p.kind in ("town", "region") and self.home is not None and p.country != self.home.country]
        if len(abroad) != 1 or abroad[0].start != near[-1].start:
            return None
        before = [t for t in sentence.tokens[first : mention.first] if t.stop <= abroad[0].start]
        return abroad[0] if before and before[-1].text in ("в", "В") else None

    def is_ours(self, place: Place) -> bool:
        """Whether a place is in the land from which the article is written."""
        return self.home is not None and place.country == self.home.country

    def received_there(self, mention: Mention, sentence: Sentence) -> Place | None:
        """«в ходе визита в Италию встретится с / премьером»: the land where a guest meets its officials, the last that the sentence names before them."""
        start = sentence.tokens[max(0, mention.first - RECEIVED)].start
        near = self.places[bisect_left(self.starts, start) : bisect_left(self.starts, mention.start)]
        last = near[-1] if near and near[-1].form == "name" and near[-1].kind in ("country", "town") else None
        before = [t for t in sentence.tokens[: mention.first] if last is not None and t.stop <= last.start]
        visiting = [t for t in before[-VISITING:] if key(t.lemma) in VISITS]
        return last if before and ((before[-1].text in ("в", "В") and visiting) or key(before[-1].lemma) in VISITS) else None

    def told_before(self, home: Place, mention: Mention, sentence: Sentence) -> bool:
        """«губернатор Ставропольского края Пётр Лис и министр энергетики / края», «в Туле принял / губернатор»: home has been named for what follows."""
        if not sentence.start <= home.start < mention.start:
            return False
        words = {key(t.lemma) for t in sentence.tokens[mention.first : mention.last]}
        before = [key(t.lemma) for t in sentence.tokens[max(0, mention.first - RECEPTION) : mention.first]]
        return not REGIONAL.isdisjoint(words) or (mention.case == "nom" and not RECEIVING.isdisjoint(before))

    def range_of(self, offset: int) -> tuple[int, int]:
        """The places of the block that holds an offset."""
        i = bisect_right(self.blocks, (offset, sys.maxsize)) - 1
        start, stop = self.blocks[i] if i >= 0 else (0, 0)
        return bisect_left(self.starts, start), bisect_left(self.starts, stop)

    def nearest(self, offset: int, fits: Callable[[Place], bool], *, regional: bool, block: bool) -> Place | None:
        """The last place before an offset that fits, in its block or in the whole article; there also the first behind it."""
        low, high = self.range_of(offset) if block else (0, len(self.places))
        at = bisect_left(self.starts, offset)
        around = chain(range(at - 1, low - 1, -1), () if block else range(at, high))
        return next((p for p in (self.places[i] for i in around) if (p.region or not regional) and fits(p)), None)
