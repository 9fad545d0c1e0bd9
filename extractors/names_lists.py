"""Lists told apart: «вузы России и Индии» are two parties, «президенты Беларуси и Казахстана А. и Б.» two persons with a post each.

Runs over the mentions of one sentence. A noun in the plural with several places behind it, or with several adjectives of places before it,
is one party for each place; posts told in the plural are dealt out to the names that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.inflect import CASES, GENDERS, OPEN_CORPORA, like, nominative, parses, possible_cases
from extractors.lexicon import classes_of, key
from schemas.document import Token
from schemas.match import Mention
from schemas.values import Place

SHARED_BY = {"post", "government", "organization", "group", "place_noun"}
# Of what a place has one: «правительства России и Ирана», «мэры Пскова и Витебска»; of representatives and enterprises it has many.
ONE_EACH = {
    *("делегация", "город", "провинция", "область", "штат", "префектура", "район", "округ", "край", "столица", "сторона", "палата", "посольство", "тпп"),
    *("правительство", "парламент", "министерство", "мэрия", "администрация", "акимат", "хокимият", "облисполком", "горисполком", "мид", "минсельхоз"),
    *("президент", "премьер", "премьер-министр", "вице-премьер", "губернатор", "вице-губернатор", "глава", "мэр", "вице-мэр", "министр", "замминистра"),
    *("замминистр", "посол", "генконсул", "консул", "торгпред", "аким", "хоким", "раис", "канцлер", "король", "эмир", "спикер", "председатель", "лидер"),
    *("вице-спикер", "сопредседатель", "госсекретарь", "градоначальник", "заместитель", "замглавы", "зампред", "ректор", "марзпет", "вали"),
}  # fmt: skip
JOINTS = {"и", ",", "а также", ", а также", "или"}
GENERIC = {"область": "области", "край": "края", "район": "района", "округ": "округа", "республика": "Республики", "провинция": "провинции"}
MOST = 8  # members of one list


@dataclass(slots=True)
class Owners:
    """The places that share one noun: their mentions' numbers, and how each is written behind the noun."""

    members: list[int]
    words: list[str]


def deal_out(mentions: list[Mention], tokens: Sequence[Token], places: Sequence[Place]) -> list[Mention]:
    """The mentions of a sentence → the same with shared nouns and posts dealt out."""
    if not any(tokens[m.head].feats.number == "plur" or _may_be_plural(m, tokens) for m in mentions if m.kind in SHARED_BY):
        return mentions
    for i, m in enumerate(mentions):
        if m.kind not in SHARED_BY or not (m.number == "plur" or _may_be_plural(m, tokens)):
            continue
        owners = _owners(i, mentions, tokens)
        named = _named_after(i, owners, mentions, tokens)
        if named:
            _deal_posts(i, owners, named, mentions, tokens)
        elif m.type == "person" and m.name != m.position:
            _deal_pairs(i, mentions, tokens)
        elif owners is not None:
            _split(i, owners, mentions, tokens)
        elif m.number == "plur":
            _split_adjectives(i, mentions, tokens, places)
    return mentions


def _may_be_plural(m: Mention, tokens: Sequence[Token]) -> bool:
    """«Главы МИД», «Правительства Казахстана» at the start of a clause, which the tagger takes for a genitive."""
    word = tokens[m.head].text
    if m.case != "gen" or m.prep or m.parent is not None or m.conjunct_of is not None or "nom" not in possible_cases(word, "NOUN"):
        return False
    before = tokens[m.first - 1] if m.first else None
    return before is None or before.pos == "PUNCT" or before.text.lower() in ("что", "когда", "сегодня", "вчера")


def _owners(i: int, mentions: Sequence[Mention], tokens: Sequence[Token]) -> Owners | None:
    """«России и Индии» behind «вузы»: two places or more in a row, of which the first belongs to the noun; None where there are none."""
    noun = mentions[i]
    chain: list[int] = []
    for j, m in enumerate(mentions):
        if m.type != "place" or m.kind or m.first <= noun.head or len(chain) >= MOST:
            continue
        if not chain:
            if m.last <= noun.last and _continues(j, mentions, tokens):
                chain.append(j)
            elif m.first >= noun.last:
                break
        elif _joint(mentions[chain[-1]].last, m.first, tokens) and _genitive(m, tokens):
            chain.append(j)
        else:
            break
    if len(chain) < 2 or mentions[chain[-1]].last < (noun.last if noun.name == noun.position or noun.type != "person" else 0):
        return None
    if len({(mentions[j].country, mentions[j].region, mentions[j].name) for j in chain}) < len(chain) or any(mentions[j].country is None for j in chain):
        return None
    first = mentions[chain[0]]
    if tokens[first.first - 1].pos == "ADP" and tokens[first.first - 1].text.lower() not in ("из", "от"):
        return None  # «послы в России и Китае»
    return Owners(chain, [_written(mentions[j], tokens) for j in chain])


def _continues(j: int, mentions: Sequence[Mention], tokens: Sequence[Token]) -> bool:
    """Whether another place in the genitive follows in the list."""
    m = mentions[j]
    return any(n.type == "place" and not n.kind and _joint(m.last, n.first, tokens) and _genitive(n, tokens) for n in mentions[j + 1 :])


def _joint(stop: int, start: int, tokens: Sequence[Token]) -> bool:
    return 0 < start - stop <= 3 and " ".join(t.text.lower() for t in tokens[stop:start]) in JOINTS


def _genitive(m: Mention, tokens: Sequence[Token]) -> bool:
    """«Индии», «Баку» may be genitives; «Китай» is none."""
    token = tokens[m.head]
    return "gen" in m.cases or token.feats.case == "gen" or "gen" in possible_cases(token.text, "NOUN")


def _written(m: Mention, tokens: Sequence[Token]) -> str:
    """A place behind its noun: «Индии»; «Пензенской» of «Пензенской и Брестской областей» → «Пензенской области»."""
    words = _text(tokens, m.first, m.last)
    generic = next((noun for noun in GENERIC if m.name.endswith(" " + noun)), None)
    if generic is None:
        return words
    stem = words.split()[0] if words.split() else words
    return f"{stem} {GENERIC[generic]}"


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words of some tokens as they stand, one space where the text has any."""
    return "".join(t.text + (" " if first + k + 1 < last and tokens[first + k + 1].start > t.stop else "") for k, t in enumerate(tokens[first:last]))


def _noun(m: Mention, tokens: Sequence[Token], stop: int, *, one: bool) -> str:
    """The shared noun with what stands between it and the places: «министр транспорта», «представители городов-побратимов»."""
    last = min(m.core[1] if m.core else m.head + 1, stop)
    words = [_word(token, m, tokens, one=one) for token in tokens[m.first : last] if token.pos != "NUM"]
    if one:
        owned = next((k for k in range(last, stop) if tokens[k].feats.case != "gen" or tokens[k].feats.number != "plur"), stop)
        head = next((k for k in range(last, owned) if SHARED_BY & classes_of(tokens[k].lemma)), -1)
        words += [_singular(token, "gen") for token in tokens[last : head + 1]]  # «министров экономики», not «иностранных дел»
        last = max(last, head + 1)
    return " ".join([*words, *([_text(tokens, last, stop)] if last < stop else [])])


def _word(token: Token, m: Mention, tokens: Sequence[Token], *, one: bool) -> str:
    """A modifier or the head in the nominative, in the singular where each place has one."""
    if not token.feats.case:
        return token.text
    case = "nom" if _may_be_plural(m, tokens) else m.case
    gender = tokens[m.head].feats.gender
    word = _singular(token, "nom", gender) if one else token.text if case == "nom" else nominative(token.text, token.pos, token.feats.case, "plur", "")
    return _small(word) if token.start == tokens[0].start and not token.text.isupper() else word


def _singular(token: Token, case: str, gender: str = "") -> str:
    """«губернаторы» → «губернатор», «первыми» → «первый», «министров» → «министра»."""
    found = [p for p in parses(token.text) if p.tag.number == "plur" and (CASES.get(str(p.tag.case)) == token.feats.case or p.tag.case == "nomn")]
    if not found:
        return token.text
    best = next((p for p in found if CASES.get(str(p.tag.case)) == token.feats.case), found[0])
    adjective = best.tag.POS in ("ADJF", "PRTF")
    form = best.inflect({OPEN_CORPORA[case], "sing"} | ({GENDERS[gender]} if adjective and gender in GENDERS else set()))
    return like(form.word, token.text) if form else token.text


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]


def _is_one_each(m: Mention, tokens: Sequence[Token], stop: int) -> bool:
    """«главы МИД» are one for each country, «главы предприятий», «депутаты» are many."""
    after = tokens[m.head + 1] if m.head + 1 < stop else None
    many = after is not None and m.kind == "post" and after.feats.number == "plur" and after.feats.case == "gen" and bool(SHARED_BY & classes_of(after.lemma))
    return key(m.lemma) in ONE_EACH and (not many or "post" in classes_of(after.lemma if after else ""))


def _number(m: Mention, tokens: Sequence[Token]) -> int:
    """«двумя регионами» → 2; 0 where the number is not so small."""
    words = {key(t.lemma) for t in tokens[m.first : m.head]}
    return next((number for number, word in ((2, "два"), (2, "оба"), (3, "три"), (4, "четыре")) if word in words), 0)


def _split(i: int, owners: Owners, mentions: list[Mention], tokens: Sequence[Token]) -> None:
    """«вузы России и Индии» → «вузы России», «вузы Индии», the second a member of the first one's list."""
    noun = mentions[i]
    first = mentions[owners.members[0]]
    one = _is_one_each(noun, tokens, first.first) or (noun.counted and _number(noun, tokens) == len(owners.members))
    stem = _noun(noun, tokens, first.first, one=one)
    type_ = ("person" if one else "group") if noun.kind == "post" else noun.type
    number = "sing" if one else "plur"
    case = "nom" if _may_be_plural(noun, tokens) else noun.case
    for at, (j, words) in enumerate(zip(owners.members, owners.words, strict=True)):
        owner = mentions[j]
        name = f"{stem} {words}"
        said = {"type": type_, "name": name, "position": name if type_ == "person" else None, "country": owner.country, "region": owner.region}
        if at == 0:
            mentions[i] = replace(noun, last=owner.last, stop=owner.stop, case=case, number=number, **said)  # type: ignore[arg-type]
            continue
        mentions[j] = replace(
            owner, parent=noun.parent, conjunct_of=i if noun.parent is None else None, case=case, cases=noun.cases, prep=noun.prep, kind=noun.kind, lemma=noun.lemma,
            number=number, bare=False, place_kind=noun.place_kind, **said,  # type: ignore[arg-type]
        )  # fmt: skip
        for k, other in enumerate(mentions):
            if other.conjunct_of == j:
                mentions[k] = replace(other, conjunct_of=i)


def _named_after(i: int, owners: Owners | None, mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[int]:
    """The persons to whom a post in the plural belongs: «министры … Иван Петров и Ли Вэй»."""
    noun = mentions[i]
    if noun.kind != "post":
        return []
    if noun.type == "person" and noun.name != noun.position:
        chain, stop = [i], noun.last
    else:
        chain, stop = [], mentions[owners.members[-1]].last if owners is not None else noun.last
    for j, m in enumerate(mentions):
        if j == i or m.first < stop or m.type != "person" or m.parent is not None:
            continue
        if m.position is not None or not (_joint(stop, m.first, tokens) if chain else m.first == stop):
            break
        chain.append(j)
        stop = m.last
    return chain if len(chain) > 1 else []


def _deal_posts(i: int, owners: Owners | None, named: Sequence[int], mentions: list[Mention], tokens: Sequence[Token]) -> None:
    """Give each of the persons named behind a post in the plural his own post and place."""
    noun = mentions[i]
    whole = named[0] == i
    person = next((k for k in range(noun.head + 1, noun.last) if whole and _begins(noun, k, tokens)), noun.last)
    paired = owners is not None and len(owners.members) == len(named)
    first = mentions[owners.members[0]].first if owners is not None else person
    stem = _noun(noun, tokens, first, one=True)
    for at, j in enumerate(named):
        position, country, region = stem, noun.country, noun.region
        if owners is not None and paired:
            owner = mentions[owners.members[at]]
            position, country, region = f"{stem} {owners.words[at]}", owner.country, owner.region
        elif owners is not None:
            country = region = None
        mentions[j] = replace(mentions[j], position=position, country=country, region=region, number="sing")
    if not whole:
        mentions[i] = replace(noun, type="", kind="", parent=named[0], bare=False)
    for j in owners.members if owners is not None else ():
        if mentions[j].parent is None and mentions[j].type == "place":
            mentions[j] = replace(mentions[j], parent=named[0], conjunct_of=None)


def _deal_pairs(i: int, mentions: list[Mention], tokens: Sequence[Token]) -> None:
    """«президентов России Владимира Путина и Беларуси Александра Лукашенко»: each name behind its own place."""
    noun = mentions[i]
    owner = next((m for m in mentions if m.parent == i and m.type == "place" and not m.kind), None)
    if owner is None or not noun.position:
        return
    stem = _noun(noun, tokens, owner.first, one=True)
    last, paired = noun.last, False
    for j, place in enumerate(mentions):
        if (
            place.type != "place"
            or place.kind
            or place.parent not in (None, noun.parent)
            or not _joint(last, place.first, tokens)
            or not _genitive(place, tokens)
        ):
            continue
        k = next((k for k, m in enumerate(mentions) if m.first == place.last and m.type == "person" and m.position is None), None)
        if k is None:
            continue
        code: dict[str, object] = {"country": place.country, "region": place.region}
        code |= {"parent": noun.parent, "conjunct_of": i if noun.parent is None else None}
        mentions[k] = replace(mentions[k], position=f"{stem} {_written(place, tokens)}", case=noun.case, prep=noun.prep, number="sing", **code)  # type: ignore[arg-type]
        mentions[j] = replace(place, parent=k, conjunct_of=None)
        last, paired = mentions[k].last, True
    if paired:
        mentions[i] = replace(noun, position=f"{stem} {_written(owner, tokens)}", number="sing")


def _begins(noun: Mention, k: int, tokens: Sequence[Token]) -> bool:
    """Whether the person's name begins at token k: its last words are those of the mention's name."""
    return len(tokens[k : noun.last]) == len(noun.name.split()) and tokens[k].text[:2] == noun.name[:2]


def _split_adjectives(i: int, mentions: list[Mention], tokens: Sequence[Token], places: Sequence[Place]) -> None:
    """«российские и белорусские вузы» → «российские вузы», «белорусские вузы»."""
    noun = mentions[i]
    inside = [p for p in places if p.form == "adjective" and p.country and noun.start <= p.start < tokens[noun.head].start]
    at = [next((k for k in range(noun.first, noun.head) if tokens[k].start == p.start and tokens[k].stop == p.stop), -1) for p in inside]
    if len(at) != 2 or at[0] != noun.first or not _joint(at[0] + 1, at[1], tokens) or noun.type not in ("organization", "government", "group"):
        return
    if (inside[0].country, inside[0].region) == (inside[1].country, inside[1].region) or noun.name.count(" и ") != 1 or "," in noun.name:
        return
    left, _, rest = noun.name.partition(" и ")
    right, _, tail = rest.partition(" ")
    if not tail or " " in left:
        return
    if tokens[at[0]].feats.number == tokens[at[1]].feats.number == "sing":
        head = tokens[noun.head]
        tail = tail.replace(nominative(head.text, head.pos, noun.case, "plur", ""), _singular(head, "nom"))  # «российская и белорусская / стороны»
    one, two = inside
    mentions[i] = replace(noun, name=_small(f"{left} {tail}"), country=one.country, region=one.region)
    mentions.append(
        replace(
            noun, first=at[1], start=two.start, name=_small(f"{right} {tail}"), country=two.country, region=two.region, conjunct_of=i, core=(at[1], noun.last)
        )
    )
