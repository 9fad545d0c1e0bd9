"""The article's state: who and where it is about, and what its short references mean.

«она», «стороны», «гости», «завод», «губернатор», «в регионе», «Соколов» are resolved here, inside one article, to
mentions that the reader has already met. What stays unresolved keeps its own words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from operator import attrgetter

from extractors.article.attribution import Said
from extractors.article.home import home_of, sides_of
from extractors.article.protagonist import hero_of
from extractors.article.speech import in_quotation
from extractors.lexicon import key, members
from extractors.names.inherited import is_stranger
from extractors.phrases.words import PRONOUNS
from extractors.references.bodies import body_meant, like, native_meant
from extractors.references.chiefs import chief_meant, stranger_meant
from extractors.references.pairs import chiefs_meant, is_two, pair_of_places, shared_by_two
from extractors.references.persons import holder_meant
from extractors.references.places import inhabitants_meant, is_site, local_side, place_meant
from extractors.references.predicates import subject_of, told_behind
from extractors.references.relative import belonging, owned
from extractors.references.sides import KINDS, pair_meant
from extractors.references.words import LOCAL, PLACE_WORDS, POINTING, SIDES, VISITORS
from extractors.view import View
from schemas.document import Document
from schemas.match import Mention, replace
from schemas.values import Place

REMEMBERED = 1000  # mentions back to which a reference may reach
PAIRED = {"сторона", "вуз", "университет", "компания", "предприятие", "ведомство", *KINDS}
OWNERS = {"его": "он", "ее": "она", "её": "она", "их": "они"}  # whose
OWNED = {"organization", "group", "person"}
DESCRIBED = {"organization", "government", "place"}


@dataclass(slots=True)
class Discourse:
    """What one article has told so far; `home` is the region or country from which it is written, `hero` the one body whose news it is."""

    document: Document
    views: Sequence[View]
    home: Place | None = None
    sides: tuple[Place, ...] = ()
    hero: Mention | None = None
    full_names: dict[str, Mention] = field(default_factory=dict)
    all_mentions: list[Mention] = field(default_factory=list)
    said: dict[int, Sequence[Said]] = field(default_factory=dict)  # who speaks in a sentence, once it was asked

    def antecedents(self, before: int) -> Iterable[Mention]:
        """Outermost and inner mentions that end before an offset, nearest first."""
        last = bisect_left(self.all_mentions, before, key=attrgetter("start"))
        return (m for m in reversed(self.all_mentions[max(0, last - REMEMBERED) : last]) if m.stop <= before)

    def resolve(self, mention: Mention, view: View) -> list[tuple[Mention, bool]]:
        """The mentions that a mention stands for, each with whether the article had to be asked; [] if it stands for nothing known."""
        lemma = mention.lemma
        if lemma in PRONOUNS:
            return [(m, True) for m in self._pronoun(mention, view)]
        if view.lemmas[mention.last - 1] == "который" and mention.sentence == view.index:
            return [(m, True) for m in owned(mention, self._relative(view.mention_at(mention.last - 1) or mention, view), view)]
        described = mention.type in DESCRIBED or (
            mention.type == "group" and mention.number == "sing" and mention.case == "ins"
        )  # «стал крупнейшим покупателем»
        if mention.case in ("nom", "ins") and described and (subject := subject_of(mention, view)) is not None:
            return [(m, True) for m, _ in self.resolve(subject, view)]
        if mention.type == "person" and mention.position is None:
            full = self.full_names.get(_surname(mention.name))
            return [(self._of_home(self._with_name(mention, full)), full is not None and full.name != mention.name)]
        if mention.number == "plur" and not mention.country and (shared := shared_by_two(mention, self)):
            return [(m, True) for m in shared]
        if mention.number == "plur" and not mention.country and (chiefs := chiefs_meant(mention, self)):
            return [(r, True) for m in chiefs for r, _ in self.resolve(m, self.views[m.sentence])]
        if mention.bare and lemma in VISITORS and (behind := told_behind(mention, view)) is not None:
            return [(behind, True)]
        if mention.bare and mention.type in OWNED and lemma not in VISITORS and (whose := self._belonging(mention, view)) is not None:
            return [(whose, True)]
        if not mention.bare:
            native = native_meant(mention, self) if mention.type == "organization" else None
            if native is not None:
                return [(like(mention, native), True)]
            holder = holder_meant(mention, self)
            return [(self._of_home(mention), mention.joined)] if holder is None else [(holder, True)]
        found = self._description(mention, view)
        return [(m, True) for m in found] if found else [(self._of_home(mention), False)]

    def _belonging(self, mention: Mention, view: View) -> Mention | None:
        """«её дирекция», «его представители»: of the body told before; None where nobody's, or a person's."""
        at = next((k for k in (mention.first, mention.first - 1) if k >= 0 and view.texts[k] in OWNERS), None)
        if at is None:
            return None
        pronoun = replace(mention, first=at, head=at, last=at + 1, start=view.tokens[at].start, stop=view.tokens[at].stop)
        owner = next(iter(self._pronoun(pronoun, view)), None)
        told = owner is not None and owner.type == "organization" and not owner.bare and owner.sentence >= mention.sentence - 1
        return belonging(mention, owner, view) if owner is not None and told else None

    def _of_home(self, mention: Mention) -> Mention:
        """«министр здравоохранения республики Айрат …», «краевая делегация»: a post or a group in a place without a name is one at home."""
        if mention.type == "group" and not mention.country:
            words = {key(t.lemma) for t in self.views[mention.sentence].tokens[mention.first : mention.head]}
            near = self._beside(mention) or local_side(mention, words, self) if words & LOCAL else self._body_of(mention)
            side = self.we(mention) if "наш" in words else near
            return mention if side is None else replace(mention, country=side.country, region=side.region)
        if mention.type != "person" or mention.country or self.home is None or not mention.position:
            return mention
        if not any(word.startswith(PLACE_WORDS) for word in key(mention.position).split()) or is_stranger(mention, str(self.home.country)):
            return mention
        return replace(mention, country=self.home.country, region=self.home.region)

    def _beside(self, mention: Mention) -> Mention | None:
        """«с мэром Минска и / местными предпринимателями»: whoever is local there, not at home."""
        mentions = self.views[mention.sentence].mentions
        before = None if mention.conjunct_of is None else mentions[mention.conjunct_of]
        return before if before is not None and before.country and before.head != mention.head else None  # not «белорусские и местные вузы»

    def _body_of(self, mention: Mention) -> Mention | None:
        """«делегация / холдинга», «представители / компании»: the body that the article has told of, if its place is known."""
        view = self.views[mention.sentence]
        inner = [
            m for m in view.mentions if mention.start < m.start and m.stop <= mention.stop and m.type in ("organization", "government", "group") and m.bare
        ]
        return next((meant for m in inner[:1] for meant, asked in self.resolve(m, view) if asked and meant.country), None)

    def we(self, mention: Mention) -> Place | Mention | None:
        """The side of whoever says «мы», «наш»: the speaker's in quoted speech, else the home of the article."""
        if in_quotation(self, mention.start):
            found = [pair for view in self.views[mention.sentence : mention.sentence + 3] for pair in self._speakers(view)]
            if found:
                return max(found, key=lambda pair: pair[0])[1]
        return self.home

    def _speakers(self, view: View) -> list[tuple[bool, Mention]]:
        """Persons of a known side who speak in a sentence; first told by «…, — сказал X», who speaks the whole of it."""
        found = []
        for m in view.mentions:
            governor = view.governor(m)
            if m.case == "nom" and governor >= 0 and key(view.tokens[governor].lemma) in members("speech"):
                speaker = next(iter(self._pronoun(m, view)), None) if m.lemma in ("он", "она") else m
                if speaker is not None and speaker.type == "person" and speaker.country:
                    found.append((governor > 0 and view.tokens[governor - 1].text in "—–-", speaker))
        return found

    def _with_name(self, mention: Mention, full: Mention | None) -> Mention:
        if full is None:
            return mention
        return replace(mention, name=full.name, position=full.position, country=full.country, region=full.region)

    def _pronoun(self, mention: Mention, view: View) -> list[Mention]:
        text = (
            mention.lemma if view.tokens[mention.head].pos == "VERB" and mention.number == "sing" else view.tokens[mention.head].lemma
        )  # a verb without its subject
        text = OWNERS.get(text, text)  # «по его словам»
        if text == "который":
            return self._relative(mention, view)
        if text in ("мы", "я", "кто"):
            return []
        plural = text == "они"
        if self._means_a_thing(mention, text):
            return []
        if plural and (pair := self._people_before(mention)):
            return pair
        reach = self.antecedents(view.sentence.start if view.tokens[mention.head].start == view.sentence.start else mention.start)
        near = [m for m in takewhile(lambda m: mention.sentence - m.sentence <= 2, reach) if not _acts_beside(m, mention, view)]
        genders = {"masc", "neut"} if text == "он" and view.texts[mention.head] != "он" else {self._gender_of(text)}  # «у него» may be «у предприятия»
        agreeing = [m for m in near if (m.number == "plur" or m.type == "group" if plural else m.number != "plur" and self._gender(m) in genders)]
        spoken = [m for m in agreeing if m.type and m.type != "place" and m.lemma not in PRONOUNS and not self._names_a_body(m) and not is_site(m)]
        spoken.sort(key=lambda m: (mention.sentence - m.sentence, m.case != "nom"))  # «А принял Б. Он …»: the subject before the object
        for m in spoken:
            if m.parent is None or (m.type == "person" and m.name != m.position):
                listed = self._list_of(m, mention.start) if plural else [m]  # «приехали журналисты из Сирии и Ливана. Их принял …»
                return [
                    r for one in listed for r, _ in self.resolve(one, self.views[m.sentence])
                ]  # «по словам Андрея Лиса …»: a named person in a genitive is spoken of
        return [m for m in spoken if m.type == "person" and m.country][:1]  # «визит президента Сербии начался …; он встретился»

    def _list_of(self, mention: Mention, stop: int) -> list[Mention]:
        """The people of the list that a mention belongs to and that stand before `stop`, in text order."""
        view = self.views[mention.sentence]
        root = view.mentions[mention.conjunct_of] if mention.conjunct_of is not None else mention
        found = [root, *(m for m, before in view.listed if before is root)]
        listed = [m for m in found if m is mention or (m.type == mention.type == "group" and m.country and m.stop <= stop)]
        return listed if mention.type == "group" else [mention]

    def _means_a_thing(self, mention: Mention, text: str) -> bool:
        """«Следующий рейс намечен на май. Он доставит муку»: the subject of the sentence before, which is nobody, agrees with «он», «она» at the head of this one."""
        view = self.views[mention.sentence] if mention.sentence else None
        if view is None or text not in ("он", "она") or mention.prep or mention.head or view.sentence.block == "title":
            return False
        before = self.views[mention.sentence - 1]
        subject = next((m for m in before.mentions if before.is_main_subject(m)), None)
        return subject is not None and not subject.type and subject.number == "sing" and self._gender(subject) == self._gender_of(text)

    def _people_before(self, mention: Mention) -> list[Mention]:
        """(«В Уфу прилетели Анна Лис и Пётр Лось.») «Они …»: the named persons whom the sentence before joins as its subject; [] beside any group."""
        here = self.views[mention.sentence] if mention.sentence else None
        if here is None or any(m.case == "nom" and m.number == "plur" and m.first < mention.first for m in here.mentions):
            return []
        before = self.views[mention.sentence - 1].mentions
        acting = [m for m in before if m.case == "nom" and not m.prep and m.parent is None and m.type in ("person", "group", "organization", "government")]
        joined = (
            len(acting) > 1
            and all(m.conjunct_of is not None for m in acting[1:])
            and all(m.type == "person" and (m.country or m.name != m.position) for m in acting)
        )
        return [r for m in acting for r, _ in self.resolve(m, self.views[m.sentence])] if joined else []

    def _names_a_body(self, m: Mention) -> bool:
        """«кардиоцентр академика Барбараша»: the person after whom a body is called."""
        return m.type == "person" and m.parent is not None and m.case == "gen" and self.views[m.sentence].mentions[m.parent].type == "organization"

    def _gender(self, m: Mention) -> str:
        tokens = self.views[m.sentence].tokens
        named = (
            m.type == "person" and m.name != m.position and any(t.feats.gender == "fem" and key(t.lemma) in key(m.name) for t in tokens[m.head + 1 : m.last])
        )
        told = tokens[m.head].feats.gender or next((t.feats.gender for t in tokens[m.first : m.head] if t.pos == "ADJ"), "")
        return "fem" if named else told  # «министр Анна Королёва», «государственная Andimin»

    def _gender_of(self, pronoun: str) -> str:
        return {"он": "masc", "она": "fem", "оно": "neut"}.get(pronoun, "")

    def _relative(self, mention: Mention, view: View) -> list[Mention]:
        """The noun before «который», if it may be somebody: «саженцы, которых ждали» are not."""
        number = view.tokens[mention.head].feats.number
        for m in reversed(view.mentions):
            outermost = m.parent is None or (m.type == "person" and m.name != m.position and mention.first - m.last == 1)  # «при участии Лиса, / который»
            if m.last <= mention.first and m.lemma not in PRONOUNS and (m.number == number or not number or "«" in m.name) and outermost:
                return [r for r, _ in self.resolve(m, view)] if m.type else []
        return []

    def _description(self, mention: Mention, view: View) -> list[Mention]:
        lemma = mention.lemma
        if mention.number == "plur" and lemma in PAIRED and (pair := pair_meant(mention, self)):
            return [r for m in pair for r, _ in self.resolve(m, self.views[m.sentence])]
        if mention.type == "place" and is_two(mention, view):
            return [self.place_mention(p, mention) for p in pair_of_places(lemma, mention.start, self)]
        if mention.type == "place":
            return self._place(mention) if mention.number != "plur" and not mention.counted else []
        if lemma in SIDES and mention.number == "plur" and mention.kind == "group" and lemma == "сторона":
            return [self.place_mention(p, mention) for p in self.sides]
        if lemma in VISITORS or lemma == "сторона":
            return self._group(mention) if self.refers(mention) else []
        if mention.type == "group":
            return inhabitants_meant(mention, self)
        if mention.type == "person":
            return chief_meant(mention, view, self)
        if mention.type in ("organization", "government"):
            return self._body(mention)
        return []

    def _place(self, mention: Mention) -> list[Mention]:
        return [] if (meant := place_meant(mention, self)) is None else [self.place_mention(meant, mention)]

    def place_mention(self, place: Place, like: Mention) -> Mention:
        """A mention of a place that stands where `like` stands."""
        return replace(
            like, type="place", name=place.name, country=place.country, region=place.region, bare=False, position=None, kind="", lemma=key(place.name),
            place_kind=place.kind,
        )  # fmt: skip

    def _group(self, mention: Mention) -> list[Mention]:
        if mention.lemma == "гость" and mention.number == "sing":
            return stranger_meant(mention, self)
        groups = [m for m in self.antecedents(mention.start) if m.type == "group" and not m.bare]
        alike, guests = [m for m in groups if m.lemma == mention.lemma], [m for m in groups if m.lemma in VISITORS]
        for m in [*alike, *guests, *groups]:  # «делегация» is a delegation before it is a mission, and a mission before «бизнесмены»
            if m.lemma in VISITORS or m.lemma == mention.lemma or m.kind == "group":
                return [replace(mention, name=m.name, country=m.country, region=m.region, bare=False)]
        return []

    def refers(self, mention: Mention) -> bool:
        """«делегация», «эти гости», «члены делегации», not «первая группа хирургов»: nothing tells the group from others."""
        if not mention.bare:
            return False
        tokens = self.views[mention.sentence].tokens[mention.first : mention.last]
        if mention.head < mention.last - 1 and (mention.lemma in ("группа", "миссия") or key(tokens[-1].lemma) in members("organization")):
            return False  # «группа аграриев», «делегация холдинга»
        return all(
            t.start == tokens[-1].start or key(t.lemma) in POINTING - LOCAL | VISITORS | {"член", "весь", "высокий", "почетный"} or t.pos == "NUM"
            for t in tokens
        )

    def _body(self, mention: Mention) -> list[Mention]:
        meant = body_meant(mention, self)
        return [] if meant is None else [like(mention, meant)]


def _acts_beside(m: Mention, pronoun: Mention, view: View) -> bool:
    """«Министр показал ему завод»: who acts on a pronoun is not whom it means."""
    if m.sentence != pronoun.sentence or m.case != "nom" or pronoun.case == "nom" or view.tokens[pronoun.head].pos != "PRON":
        return False
    return view.governor(m) == view.governor(pronoun)


def read(document: Document, views: Sequence[View], home: Place | None = None) -> Discourse:
    """Build the state of an article; `home` where it is known already."""
    mentions = [m for view in views for m in view.mentions]
    state = Discourse(document, views, all_mentions=mentions)
    for m in mentions:
        if m.type == "person" and " " in m.name and m.name != m.position:
            known = state.full_names.get(_surname(m.name))
            if known is None or (known.position is None and m.position is not None):
                state.full_names[_surname(m.name)] = m
    state.sides = sides_of(document)
    state.home = home or home_of(document)
    state.hero = hero_of(views, state.home)
    return state


def _surname(name: str) -> str:
    return key(name.split()[-1]) if name else ""
