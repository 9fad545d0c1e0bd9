"""What a phrase is: its lexicon class, and whether it is a person, a body, a place, a group, or nothing that can be a party."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractors.inflect import is_animate, is_known
from extractors.lexicon import classes_of
from extractors.phrases.words import Phrase
from schemas.document import Sentence, Token
from schemas.values import Place

PARTY_CLASSES = {"government": "government", "organization": "organization", "group": "group"}
FIRMS = {"organization"}
KINDS = ("post", "government", "organization", "group", "place_noun", "document", "deal", "trip", "event")
SEVERAL_KINDS = {"зона", "глава", "кабинет", "дорожный", "группа", "дорога", "организация", "хозяйство", "производство", "центр", "круг", "школа"}
CIRCLES = {"деловой", "научный", "общественный", "академический", "политический"}
SEASONAL = {"летний", "зимний", "весенний", "осенний"}
CHIEF_TOWNS = {"областной", "краевой", "районный", "окружной"}
BRANCHES = {"сельский", "лесной", "рыбный", "водный", "коммунальный", "жилищно-коммунальный", "городской", "народный", "дорожный"}
NO_PEOPLE = {"ware", "animal"}
NO_BODIES = {"тип", "серия", "модификация", "класс", "стандарт", "формат", "семейство", "поколение", "распад", "развал", "крах"}
ZONES = {"экономический", "технологический"}
SHARES = {"часть", "большинство", "половина", "остаток"}


def kind_of(phrase: Phrase, head: Token, sentence: Sentence) -> str:
    """The lexicon class of the head noun; "" where it has none."""
    if phrase.type in ("PER", "LOC"):
        return ""
    if head.lemma in SEVERAL_KINDS or head.lemma in SHARES:
        found = _kind_here(phrase, head, sentence)
        if found is not None:
            return found
    return _kind_of_noun(head.lemma)


def _kind_here(phrase: Phrase, head: Token, sentence: Sentence) -> str | None:
    """The class of a noun that has several, where the words beside it tell which; None where they do not."""
    tokens, lemma = sentence.tokens, head.lemma
    if lemma == "глава" and phrase.prep in ("в", "во"):  # «делегация во главе с мэром»
        return ""
    if lemma == "зона":  # «особая экономическая зона», «зона технологического развития «Долина»
        beside = {tokens[i].lemma for i in range(phrase.first, min(phrase.last, phrase.head + 3))}
        return "organization" if phrase.number != "plur" and not ZONES.isdisjoint(beside) else None
    if lemma == "кабинет" and phrase.head + 1 < len(tokens) and tokens[phrase.head + 1].lemma == "министр":
        return "government"
    if lemma == "круг" and phrase.number == "plur" and phrase.head and tokens[phrase.head - 1].lemma in CIRCLES:
        return "group"  # «визит деловых / кругов области»
    if lemma == "дорожный" and phrase.type == "QUOTE":
        return "document"  # «Дорожная карта» in quotes
    if lemma == "группа" and phrase.quote is None and not any(FIRMS & classes_of(t) and not is_animate(t) for t in _parts(phrase, sentence)):
        return "group"
    if lemma == "дорога" and any(tokens[i].lemma == "железный" for i in range(phrase.first, phrase.head)) and _of_land(tokens[phrase.first]):
        return "organization"  # «Монгольская железная дорога», «передать монгольской железной дороге»
    if lemma == "организация" and head.text.islower() and phrase.number == "sing" and phrase.parts and not phrase.parts[0].prep:
        part = tokens[phrase.parts[0].head]
        return "" if part.text.islower() and not is_animate(part.lemma) else None  # «организация поездки»
    if lemma == "хозяйство" and phrase.quote is None and phrase.number != "plur" and tokens[phrase.head - 1].lemma in BRANCHES and phrase.head:
        return ""  # «министр сельского хозяйства» is of no farm
    if lemma == "центр" and phrase.quote is None and phrase.head - phrase.first == 1 and phrase.last == phrase.head + 1:
        return "place_noun" if tokens[phrase.first].lemma in CHIEF_TOWNS else None  # «прибыла в краевой / центр»
    if (
        lemma == "производство"
        and phrase.quote is not None
        and tokens[phrase.head + 1].text == "«"
        and (phrase.first < phrase.head or phrase.case not in ("gen", ""))
    ):
        return "organization"  # «швейное / производство «Волга», not «вагоны производства «Кедра»
    if lemma == "школа" and phrase.quote is None and phrase.head and tokens[phrase.head - 1].lemma in SEASONAL:
        return "event"  # «договорились о летней / школе»
    if lemma in SHARES and any("group" in classes_of(t) for t in _parts(phrase, sentence)):
        return "group"
    return None


def _of_land(first: Token) -> bool:
    """Whether a railway is named by its land: «Монгольская», «узбекская», but not «скоростная», «китайско-киргизская»."""
    return first.text[:1].isupper() or (first.lemma.endswith("ский") and "-" not in first.lemma)


@lru_cache(2_000)
def _kind_of_noun(lemma: str) -> str:
    classes = classes_of(lemma)
    return next((c for c in KINDS if c in classes), "") if classes else ""


def type_of(phrase: Phrase, head: Token, kind: str, places: Sequence[Place]) -> str:
    """person, organization, government, place, group, or "" for what can be no party."""
    if phrase.person is not None:
        return "person"
    if kind == "post":
        return "group" if phrase.number == "plur" else "person"
    if kind in PARTY_CLASSES:
        return PARTY_CLASSES[kind]
    if kind == "place_noun" and head.lemma == "область" and not places and phrase.parts and phrase.quote is None:
        return ""  # «в области станкостроения»
    if phrase.type == "LOC" and phrase.first < phrase.head and head.text[:1].islower() and "ware" in classes_of(head.lemma):
        return ""  # «Кедровый орех» at the head of a sentence
    if phrase.type == "LOC" or kind == "place_noun":
        return "place"
    if phrase.type == "ORG" and phrase.quote is None and _is_ware(phrase, head, places):
        return ""
    if phrase.type in ("ORG", "QUOTE") and not kind:
        return "organization"
    if (
        phrase.number == "plur"
        and head.pos == "NOUN"
        and (head.feats.animacy == "anim" or is_animate(head.lemma))
        and NO_PEOPLE.isdisjoint(classes_of(head.lemma))
    ):
        return "group"
    if places and any(p.form == "demonym" and p.start <= head.start < p.stop for p in places):
        return "group"
    if phrase.quote is None or kind:
        return ""
    if head.lemma.endswith(("ский", "цкий")):
        return "organization"  # «фуюаньской «Хуася»
    if head.feats.animacy == "anim" and is_known(head.text):
        return "person" if phrase.number == "sing" else "group"  # «корреспондент «Известий»
    if head.lemma.endswith(("ние", "тие", "ость")):
        return ""  # «развитие МТК «Волга-Дон»
    if phrase.quote.type == "ORG" and head.lemma in NO_BODIES:
        return ""  # «турбина типа / Kaplan», «распад / СССР»
    if head.pos in ("NOUN", "PROPN") and not {"titled", "ware", "structure"} & classes_of(head.lemma):
        return "organization"  # «леспромхоз «Хор», «фуюаньская «Хуася»: a name behind a noun that no list knows
    return ""


def is_acronym(phrase: Phrase, head: Token, tokens: tuple[Token, ...]) -> bool:
    """«ректор / ПГУ», «представители / БНТУ», «УЗТМ / отгрузит»: a name in capitals behind a post or people, or one that does what only a body does, is a body."""
    if phrase.type or phrase.prep or phrase.last - phrase.first > 1 or not (1 < len(head.text) < LONGEST_ACRONYM and head.text.isupper()):
        return False
    if head.pos != "PROPN":
        return False
    if phrase.parent is None:
        return head.rel == "nsubj" and head.head >= 0 and "deed" in classes_of(tokens[head.head].lemma)
    return bool({"post", "group"} & classes_of(tokens[phrase.parent.head].lemma))


LONGEST_ACRONYM = 8
FIRM_METALS = {"никель", "калий", "азот", "титан", "алмаз", "золото", "хлеб", "сахар", "цемент"}


def _is_ware(phrase: Phrase, head: Token, places: Sequence[Place]) -> bool:
    """«Красноярский алюминий» at the head of a sentence is a ware of a place; «Норильский никель» is a firm."""
    adjective = any(p.form == "adjective" for p in places) and phrase.first == 0
    return adjective and "ware" in classes_of(head.lemma) and head.lemma not in FIRM_METALS and head.text[:1].islower()


def _parts(phrase: Phrase, sentence: Sentence) -> list[str]:
    """The head lemmas of what hangs on a phrase."""
    return [sentence.tokens[part.head].lemma for part in phrase.parts if not part.prep]
