"""Lists told apart: «вузы России и Индии» are two parties, «президенты Беларуси и Казахстана А. и Б.» two persons with a post each.

Runs over the mentions of one sentence. A noun in the plural with several places behind it, or with several adjectives of places before it,
is one party for each place; posts told in the plural are dealt out to the names that follow.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.inflect import nominative, parses
from extractors.lexicon import classes_of, key
from extractors.names.envoys import bodies_behind, split_people
from extractors.names.owners import Owner, is_joint, join_containers, join_elliptic, may_be_genitive, name_body, owners_before, owners_behind, written
from extractors.names.paired import name_each, pair_bodies
from extractors.names.singular import GENDER_OF, SHARED_BY, may_be_plural, shared_noun, singular, small
from schemas.document import Token
from schemas.match import Mention, replace
from schemas.values import Place

# Of what a place has one: «правительства России и Ирана», «мэры Пскова и Витебска»; of representatives and enterprises it has many.
ONE_EACH = {
    *("делегация", "город", "провинция", "область", "штат", "префектура", "район", "округ", "край", "столица", "сторона", "палата", "посольство", "тпп"),
    *("правительство", "парламент", "министерство", "мэрия", "администрация", "акимат", "хокимият", "облисполком", "горисполком", "мид", "минсельхоз"),
    *("президент", "премьер", "премьер-министр", "вице-премьер", "губернатор", "вице-губернатор", "глава", "мэр", "вице-мэр", "министр", "замминистра"),
    *("замминистр", "посол", "генконсул", "консул", "торгпред", "аким", "хоким", "раис", "канцлер", "король", "эмир", "спикер", "председатель", "лидер"),
    *("вице-спикер", "сопредседатель", "госсекретарь", "градоначальник", "заместитель", "замглавы", "зампред", "ректор", "марзпет", "вали"),
    *("проректор", "директор", "гендиректор", "начальник", "декан", "порт", "морпорт", "аэропорт", "метрополитен", "таможня", "зоопарк", "дума", "гордума"),
    *("союз", "ассамблея", "академия", "филармония", "центробанк", "нацбанк", "муниципалитет", "райисполком", "горсовет", "облсовет"),
}  # fmt: skip
OF_BODIES = {"ректор", "проректор", "директор", "гендиректор", "декан"}  # of whom a country has many
UNDECLINED = {"тпп", "мид", "мвд", "мчс"}  # whose number no form tells
MISSIONS = {"посол", "консул", "генконсул", "торгпред", "посольство", "консульство", "генконсульство", "торгпредство", "представительство"}
APART = frozenset((",", "–", "—", "-", "("))  # «министры России и Алжира / , / Иван Лис и Юсеф Фарид»
LOCAL = {"местный", "здешний", "наш", "отечественный"}
REGIONS = {"область", "край", "республика", "провинция", "префектура", "штат", "район", "округ"}


def deal_out(mentions: list[Mention], tokens: tuple[Token, ...], places: Sequence[Place]) -> list[Mention]:
    """The mentions of a sentence → the same with shared nouns and posts dealt out."""
    if pair_bodies(mentions, tokens, places):
        mentions = _in_text_order(mentions)
    if sum(m.type == "place" for m in mentions) > 1:
        join_containers(mentions)
    shared = [m for m in mentions if m.kind in SHARED_BY]
    if any(m.type == "place" and m.number == "plur" for m in mentions):
        join_elliptic(mentions, tokens)
    if not any(tokens[m.head].feats.number == "plur" or may_be_plural(m, tokens) or key(tokens[m.head].text) in UNDECLINED for m in shared):
        return mentions
    _mend_bodies(mentions, tokens)
    name_each(mentions, tokens)
    dealt: set[int] = set()
    for i, m in enumerate(mentions):
        if m.parent in dealt:
            dealt.add(i)
            continue
        if m.kind not in SHARED_BY or not (m.number == "plur" or may_be_plural(m, tokens) or key(tokens[m.head].text) in UNDECLINED):
            continue
        owners = owners_behind(i, mentions, tokens) or owners_before(m, tokens, places)
        named = _named_after(i, owners, mentions, tokens)
        if named:
            _deal_posts(i, owners, named, mentions, tokens)
        elif m.type == "person" and m.name != m.position:
            _deal_pairs(i, mentions, tokens)
        elif owners:
            dealt.add(i)
            _split(i, owners, mentions, tokens)
        elif bodies := bodies_behind(i, mentions, tokens):
            split_people(i, bodies, mentions, tokens, one=_is_one_each(m, tokens, mentions[bodies[0]].first))
        elif m.number == "plur":
            _split_adjectives(i, mentions, tokens, places)
    return _in_text_order(mentions)


def _in_text_order(mentions: list[Mention]) -> list[Mention]:
    """The mentions sorted by their place, containing ones first, with the numbers of parents and lists to match."""
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].stop, i))
    if order == list(range(len(mentions))):
        return mentions
    number = {old: new for new, old in enumerate(order)}
    moved = [mentions[old] for old in order]
    return [
        replace(m, parent=None if m.parent is None else number[m.parent], conjunct_of=None if m.conjunct_of is None else number[m.conjunct_of]) for m in moved
    ]


def _mend_bodies(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«Минский тракторный» и «Минский автомобильный заводы» → two plants, each with the noun in the singular."""
    for i, left in enumerate(mentions):
        if left.type != "organization" or any(t.pos != "ADJ" or t.feats.number != "sing" for t in tokens[left.first : left.last]):
            continue
        j = next((j for j, m in enumerate(mentions) if is_joint(left.last, m.first, tokens) and m.parent == left.parent), -1)
        right = mentions[j] if j >= 0 else None
        if right is None or tokens[right.head].feats.number != "plur" or tokens[right.first].pos != "ADJ" or tokens[right.first].feats.number != "sing":
            continue
        head = tokens[right.head]
        gender = next((GENDER_OF.get(str(p.tag.gender), "") for p in parses(head.text)), "")
        one = singular(head, "nom", gender, right.case or head.feats.case)
        shared = [singular(t, "nom", gender, right.case) for t in tokens[right.first : right.head] if t.pos == "ADJ" and t.feats.number == "plur"]
        for k, m in ((i, left), (j, right)):
            stop = min(m.last, right.head) if k == j else m.last
            words = [nominative(t.text, "ADJ", t.feats.case, "sing", gender) for t in tokens[m.first : stop] if t.feats.number != "plur"]
            mentions[k] = replace(m, name=" ".join([*words, *shared, one]), kind=right.kind or "organization", number="sing", lemma=key(head.lemma))


def _is_one_each(m: Mention, tokens: tuple[Token, ...], stop: int) -> bool:
    """«главы МИД» are one for each country, «главы предприятий», «депутаты» are many."""
    after = tokens[m.head + 1] if m.head + 1 < stop else None
    many = after is not None and m.kind == "post" and after.feats.number == "plur" and after.feats.case == "gen" and bool(SHARED_BY & classes_of(after.lemma))
    return (key(m.lemma) in ONE_EACH or "level_state" in classes_of(m.lemma)) and (not many or "post" in classes_of(after.lemma if after else ""))


def _number(m: Mention, tokens: tuple[Token, ...]) -> int:
    """«двумя регионами» → 2; 0 where the number is not so small."""
    words = {key(t.lemma) for t in tokens[m.first : m.head]}
    return next((number for number, word in ((2, "два"), (2, "оба"), (3, "три"), (4, "четыре")) if word in words), 0)


def _split(i: int, owners: Sequence[Owner], mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«вузы России и Индии» → «вузы России», «вузы Индии», the second a member of the first one's list."""
    noun = mentions[i]
    called = noun.kind != "place_noun" or all(mentions[owner.index].place_kind == "town" for owner in owners if owner.index >= 0) or key(noun.lemma) in REGIONS
    many = key(noun.lemma) in OF_BODIES and not any(owner.region or owner.body for owner in owners)
    one = (called and not many and _is_one_each(noun, tokens, owners[0].first)) or (noun.counted and _number(noun, tokens) == len(owners))
    stem = shared_noun(noun, tokens, owners[0].first, one=one)
    type_ = ("person" if one else "group") if noun.kind == "post" else noun.type
    case = "nom" if may_be_plural(noun, tokens) else noun.case
    for at, owner in enumerate(owners):
        name = f"{stem} {owner.words}"
        said = replace(
            noun, type=type_, name=name, position=name if type_ == "person" else None, country=owner.country, region=owner.region,
            case=case, number="sing" if one else "plur", last=owner.last, stop=tokens[owner.last - 1].stop, bare=False,
        )  # fmt: skip
        if at == 0:
            mentions[i] = said
            name_body(owner, i, i, tokens[owners[-1].last - 1], mentions, tokens)
            continue
        j = owner.index if owner.index >= 0 else len(mentions)
        head = mentions[j].head if owner.index >= 0 else owner.last - 1
        other = replace(
            said, first=owner.first, head=head, start=tokens[owner.first].start, conjunct_of=i if noun.parent is None else None,
            core=(owner.first, owner.last),
        )  # fmt: skip
        if owner.index < 0:
            mentions.append(other)
            name_body(owner, j, i, tokens[owners[-1].last - 1], mentions, tokens)
            continue
        mentions[j] = other
        for k, m in enumerate(mentions):
            if m.conjunct_of == j:
                mentions[k] = replace(m, conjunct_of=i)
    for k, m in enumerate(mentions):
        if m.parent is None and k != i and owners[0].first < m.first < owners[-1].last and m.conjunct_of != i:
            mentions[k] = replace(m, type="", kind="", parent=i, conjunct_of=None)  # «Ферганского медицинских университетов», read as a phrase of its own
    _attach_posting(mentions, owners[-1].last, i)


def _attach_posting(mentions: list[Mention], stop: int, i: int) -> None:
    """«посольства Китая и Вьетнама / в Беларуси»: where envoys are posted is no setting of what they do."""
    for j, m in enumerate(mentions):
        if m.parent is None and m.prep in ("в", "во", "на") and m.type == "place" and m.first == stop + 1 and key(mentions[i].lemma) in MISSIONS:
            mentions[j] = replace(m, parent=i, conjunct_of=None)


def _split_adjectives(i: int, mentions: list[Mention], tokens: tuple[Token, ...], places: Sequence[Place]) -> None:
    """«российские и белорусские вузы» → «российские вузы», «белорусские вузы»; «местные и белорусские» so, the first of no place as yet."""
    noun = mentions[i]
    whose = [(k, _of_place(tokens[k], places)) for k in range(noun.first, noun.head) if tokens[k].pos == "ADJ"]
    whose = [(k, place) for k, place in whose if place is not None or key(tokens[k].lemma) in LOCAL]
    if (
        len(whose) != 2
        or whose[0][0] != noun.first
        or not is_joint(noun.first + 1, whose[1][0], tokens)
        or noun.type not in ("organization", "government", "group")
    ):
        return
    one, two = ((place.country, place.region) if place is not None else (None, None) for _, place in whose)
    if one == two or noun.name.count(" и ") != 1 or "," in noun.name:
        return
    left, _, rest = noun.name.partition(" и ")
    right, _, tail = rest.partition(" ")
    if not tail or " " in left:
        return
    second = whose[1][0]
    if tokens[noun.first].feats.number == tokens[second].feats.number == "sing":
        head = tokens[noun.head]
        tail = tail.replace(nominative(head.text, head.pos, noun.case, "plur", ""), singular(head, "nom"))  # «российская и белорусская / стороны»
        gender = tokens[noun.first].feats.gender
        left, right = (
            nominative(tokens[k].text, "ADJ", tokens[k].feats.case, "sing", gender) for k in (noun.first, second)
        )  # of «российской и белорусской делегаций»
    start = tokens[second].start
    mentions[i] = replace(noun, name=small(f"{left} {tail}"), country=one[0], region=one[1])
    mentions.append(
        replace(noun, first=second, start=start, name=small(f"{right} {tail}"), country=two[0], region=two[1], conjunct_of=i, core=(second, noun.last))
    )


def _of_place(token: Token, places: Sequence[Place]) -> Place | None:
    """The place of which an adjective is made."""
    return next((p for p in places if p.start == token.start and p.stop == token.stop and p.form == "adjective" and p.country), None)


def _named_after(i: int, owners: Sequence[Owner], mentions: Sequence[Mention], tokens: tuple[Token, ...]) -> list[int]:
    """The persons to whom a post in the plural belongs: «министры … Иван Петров и Ли Вэй»."""
    noun = mentions[i]
    if noun.kind != "post":
        return []
    if noun.type == "person" and noun.name != noun.position:
        chain, stop = [i], noun.last
    else:
        chain, stop = [], owners[-1].last if owners else noun.last
    apart = not chain and len(owners) > 1 and stop < len(tokens) and tokens[stop].text in APART
    stop += apart
    for j, m in enumerate(mentions):
        if j == i or m.first < stop or m.type != "person" or m.parent not in (None, noun.parent):
            continue
        if m.position is not None or not (is_joint(stop, m.first, tokens) if chain else m.first == stop):
            break
        chain.append(j)
        stop = m.last
    return chain if len(chain) > 1 and (not apart or len(chain) == len(owners)) else []


def _deal_posts(i: int, owners: Sequence[Owner], named: Sequence[int], mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """Give each of the persons named behind a post in the plural his own post and place."""
    noun = mentions[i]
    whole = named[0] == i
    person = next((k for k in range(noun.head + 1, noun.last) if whole and _begins(noun, k, tokens)), noun.last)
    paired = len(owners) == len(named)
    stem = shared_noun(noun, tokens, owners[0].first if owners else person, one=True)
    for at, j in enumerate(named):
        position, country, region = stem, noun.country, noun.region
        if owners and paired:
            position, country, region = f"{stem} {owners[at].words}", owners[at].country, owners[at].region
        elif owners:
            country = region = None
        mentions[j] = replace(mentions[j], position=position, country=country, region=region, number="sing")
        if at and not noun.prep and noun.may_be("nom") and mentions[j].case == "gen" and mentions[j].parent is None:  # «Н.М. Лис»: initials hide the case
            mentions[j] = replace(mentions[j], case=noun.case, cases=noun.cases, conjunct_of=named[0])
    if not whole:
        mentions[i] = replace(noun, type="", kind="", parent=named[0], bare=False)
    for owner in owners:
        if owner.index >= 0 and mentions[owner.index].parent is None and mentions[owner.index].type == "place":
            mentions[owner.index] = replace(mentions[owner.index], parent=named[0], conjunct_of=None)


def _above(mention: Mention, mentions: Sequence[Mention]) -> list[int]:
    """The phrases that a phrase stands in, the innermost first: of «итоги / встречи / президентов …» a later name may hang on either noun."""
    found: list[int] = []
    while mention.parent is not None and mention.parent not in found:
        found.append(mention.parent)
        mention = mentions[mention.parent]
    return found


def _deal_pairs(i: int, mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«президентов России Владимира Путина и Беларуси Александра Лукашенко»: each name behind its own place or body."""
    noun = mentions[i]
    inside = (m for m in mentions if noun.first < m.first < noun.last and m.parent is not None)  # «глав министерств здравоохранения / Узбекистана»
    owner = next((m for m in inside if (m.type == "place" and not m.kind) or (m.type == "organization" and m.parent == i)), None)
    if owner is None or not noun.position:
        return
    stem = shared_noun(noun, tokens, owner.first, one=True)
    last, paired = noun.last, False
    outer = [None, *_above(noun, mentions)]
    for j, place in enumerate(mentions):
        if (
            place.type != owner.type
            or (place.kind and place.type == "place")
            or place.parent not in outer
            or not is_joint(last, place.first, tokens)
            or not (may_be_genitive(place, tokens) or place.case == "gen")
        ):
            continue
        k = next((k for k, m in enumerate(mentions) if m.first == place.last and m.type == "person" and m.position is None), None)
        if k is None:
            continue
        code: dict[str, object] = {"country": place.country, "region": place.region}
        code |= {"parent": noun.parent, "conjunct_of": i if noun.parent is None else None}
        code |= {"first": place.first, "start": place.start} if place.type == "organization" else {}  # «и / Гродненского университета Пётр Лис»
        mentions[k] = replace(mentions[k], position=f"{stem} {written(place, tokens)}", case=noun.case, prep=noun.prep, number="sing", **code)
        mentions[j] = replace(place, parent=k, conjunct_of=None)
        last, paired = mentions[k].last, True
    if paired:
        mentions[i] = replace(noun, position=f"{stem} {written(owner, tokens)}", number="sing")


def _begins(noun: Mention, k: int, tokens: tuple[Token, ...]) -> bool:
    """Whether the person's name begins at token k: its last words are those of the mention's name."""
    if noun.name[1:2] == ".":  # «Б.А. Дубровский»
        return "".join(t.text for t in tokens[k : noun.last]) == "".join(noun.name.split())
    return len(tokens[k : noun.last]) == len(noun.name.split()) and tokens[k].text[:2] == noun.name[:2]
