"""Posts and the names, places and further posts that stand beside them: whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon import key
from extractors.names.persons import person_nominative
from schemas.document import Token
from schemas.match import Mention

FAR, QUOTES, OF_A_POST, SAME_AS = 8, frozenset("«»"), frozenset(("ADP", "NOUN", "PROPN", "ADJ")), {"acc": "gen"}  # tokens between a post and its holder
UNDECLINED = {
    "врио", "замминистра", "замглавы", "замгубернатора", "замруководителя", "замдиректора", "замначальника", "зампредседателя", "замакима", "замхокима",
    "замгендиректора", "зампреда", "замкоменданта", "замрука",
}  # fmt: skip
COUNTERPARTS = {"коллега", "визави", "собеседник", "оппонент"}
AT_LARGE = ("по", "особым", "поручениям")
SIDES_OF = {"комиссия", "межправкомиссия", "делегация", "подкомиссия"}
STATE_POSTS = {"президент", "премьер", "премьер-министр", "король", "спикер", "парламент", "вице-премьер", "вице-президент", "министр", "сенат", "канцлер"}
SIDE_HEADS = {"председатель", "сопредседатель", "глава", "руководитель"}
HEADS = {"президент", "премьер", "премьер-министр", "король", "глава", "спикер", "вице-премьер", "вице-президент"}
CHIEFS = {  # who have no second post
    "раис", "консул", "губернатор", "мэр", "посол", "аким", "хоким", "генконсул", "король", "эмир", "градоначальник", "марзпет", "канцлер",
}  # fmt: skip
OWNERS = {"президент", "основатель", "учредитель", "владелец", "совладелец", "вице-президент", "собственник", "председатель"}
MANAGERS = {"директор", "гендиректор", "руководитель", "председатель", "управляющий", "собственник", "владелец", "ген.директор"}
DASHES, BORDERS = frozenset("—–-"), frozenset(",.;)!?")
INSTRUMENTAL = ("ом", "ем", "ым", "ой", "ей")
JOINED = {",": ", ", "и": " и "}


def join_offices(mentions: list[Mention], tokens: tuple[Token, ...]) -> list[Mention]:
    """«Вице-премьер — министр промышленности Олег Лис»: two posts before one name are one person's."""
    named = {m.first: i for i, m in enumerate(mentions) if m.type == "person" and m.parent is None and m.position and m.name != m.position}
    for i in reversed(range(len(mentions))):
        left = mentions[i]
        last = end_of_office(left, tokens)
        if left.type != "person" or left.name != left.position or left.number == "plur" or (key(left.lemma) in CHIEFS and last == left.last):
            continue
        joint = tokens[last].text if last < len(tokens) else ""
        j = named.get(last + 1)
        if left.parent is not None and (mentions[left.parent].type == "person" or not (joint in ("—", "–", "-") or is_one(left, joint, mentions, j, tokens))):
            continue  # «под руководством / заместителя председателя – директора департамента Л. Лис»
        if joint not in (",", "—", "–", "-", "и") or j is None:
            continue
        right = mentions[j]
        owner = key(left.lemma) in OWNERS and key(right.lemma) in MANAGERS and left.last - left.first == 1
        if joint == "и" and not owner and not heads_a_side(right, tokens):
            continue
        if right.number == "plur" or right.prep not in ("", left.prep) or not ({left.case, ""} & {right.case, *right.cases, ""}):
            continue
        code = (right.country, right.region) if right.country else (left.country, left.region)
        joined = f"{left.name}{JOINED.get(joint, ' — ')}{right.position}"
        conjunct = left.conjunct_of if right.conjunct_of in (i, None) else right.conjunct_of
        whose = left.parent if joint == "," and left.parent is not None else right.parent
        mentions[j] = replace(right, position=joined, country=code[0], region=code[1], conjunct_of=conjunct, prep=left.prep, case=left.case, parent=whose)
        mentions[i] = replace(left, type="", kind="", parent=j, conjunct_of=None, bare=False)
        mentions = [replace(m, type="", kind="") if m.parent == i and m.type == "person" and m.name == m.position else m for m in mentions]
        mentions = [replace(m, conjunct_of=j) if m.conjunct_of == i else m for m in mentions]
        named[left.first] = j
    return mentions


def join_undeclined(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«Врио губернатора края / Дмитрий Лис», «Замминистра транспорта / Анна Лис»: a post that has no cases belongs to the name behind it."""
    posts = [i for i, m in enumerate(mentions) if m.type == "person" and m.name == m.position and key(tokens[m.first].text) in UNDECLINED]
    for i in posts:
        post = mentions[i]
        j = next((k for k, m in enumerate(mentions) if m.first == post.last and m.type == "person" and m.position is None and m.parent is None), None)
        if j is not None and post.parent is None:
            named = mentions[j]
            mentions[i] = replace(
                post, name=named.name, last=named.last, stop=named.stop, case=named.case, cases=named.cases, bare=False, country=post.country or named.country,
                region=post.region if post.country else named.region,
            )  # fmt: skip
            mentions[j] = replace(named, type="", parent=i, conjunct_of=None)


def join_dashed(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«с послом Ирана – / Каземом Хоссейни»: the name that a dash parts from its post."""
    for i, post in enumerate(mentions):
        if post.type != "person" or post.name != post.position or post.case != "ins" or post.number == "plur" or post.parent is not None:
            continue
        if post.last >= len(tokens) - 1 or tokens[post.last].text not in DASHES:
            continue
        j = next((k for k, m in enumerate(mentions) if m.first == post.last + 1 and m.type == "person" and m.position is None), None)
        ends = j is not None and (mentions[j].last >= len(tokens) or tokens[mentions[j].last].text in BORDERS)
        if j is not None and ends and tokens[mentions[j].first].text.endswith(INSTRUMENTAL):
            named = mentions[j]
            name = person_nominative(tuple(t.text for t in tokens[named.first : named.last]), "ins")
            mentions[i] = replace(post, name=name, last=named.last, stop=named.stop, bare=False)
            mentions[j] = replace(named, type="", parent=i, conjunct_of=None)


def join_far(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«директора компании «Север» / во Вьетнаме / Ивана Лиса», «директор по Азии / министерства Ирана / Али Резаи»: a post, whose it is, and its holder are one; in place."""
    posts = [i for i, m in enumerate(mentions) if m.type == "person" and m.name == m.position and m.number != "plur" and not m.bare]
    for i in posts:
        post = mentions[i]
        j = next((j for j, m in enumerate(mentions) if m.first > post.last and m.type == "person"), -1)
        holder = mentions[j] if j >= 0 else post
        if j < 0 or holder.position is not None or holder.prep or holder.parent is not None or holder.conjunct_of is not None or " " not in holder.name:
            continue
        between = tokens[post.last : holder.first]
        if (
            len(between) > FAR
            or any(t.pos not in OF_A_POST and t.text not in QUOTES for t in between)
            or holder.case not in (post.case, SAME_AS.get(post.case))
        ):
            continue
        inner = [k for k, m in enumerate(mentions) if post.last <= m.first < holder.first and m.parent is None]
        seat = next((mentions[k] for k in inner if mentions[k].country and mentions[k].prep not in ("в", "во", "на")), post)
        code = (post.country, post.region) if post.country else (seat.country, seat.region)
        name = person_nominative(tuple(t.text for t in tokens[holder.first : holder.last]), holder.case) if holder.name[:1].isupper() else holder.name
        mentions[j] = replace(
            holder, name=name, position=post.name, country=code[0], region=code[1], case=post.case, cases=post.cases, prep=post.prep, parent=post.parent,
            conjunct_of=post.conjunct_of, first=post.first, start=post.start, kind=post.kind,
        )  # fmt: skip
        mentions[i] = replace(post, type="", kind="", parent=j, conjunct_of=None)
        for k in inner:
            mentions[k] = replace(mentions[k], parent=j, conjunct_of=None)


def join_twins(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«коллеги / из города-побратима / – Орши»: the town that a dash parts from what it is to ours."""
    for k, twin in enumerate(mentions):
        if "побратим" not in twin.lemma or twin.prep != "из" or twin.last >= len(tokens) or tokens[twin.last].text not in DASHES:
            continue
        i = next((i for i, m in enumerate(mentions) if m.last == twin.first - 1 and m.type == "group" and not m.country), None)
        j = next((j for j, m in enumerate(mentions) if m.first == twin.last + 1 and m.type == "place" and m.country and not m.prep), None)
        if i is not None and j is not None:
            group, place = mentions[i], mentions[j]
            mentions[i] = replace(group, country=place.country, region=place.region, last=place.last, stop=place.stop, bare=False)
            mentions[j] = replace(place, parent=i, conjunct_of=None)
            mentions[k] = replace(twin, parent=i, conjunct_of=None)


def join_homes(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«Анна Лис (Псков)»: the place in the bracket is where a person is from."""
    places = {m.first: j for j, m in enumerate(mentions) if m.type == "place" and m.country and not m.prep}
    if not places:
        return
    for i, m in enumerate(mentions):
        j = places.get(m.last + 1)
        if j is None or m.type != "person" or m.country is not None or tokens[m.last].text != "(":
            continue
        place = mentions[j]
        if place.last < len(tokens) and tokens[place.last].text == ")":
            mentions[i] = replace(m, country=place.country, region=place.region)
            mentions[j] = replace(place, parent=i, conjunct_of=None)


def join_counterparts(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«со своим / российским коллегой, / министром обороны Олегом Лисом»: the colleague is the person told behind him."""
    for i, m in enumerate(mentions):
        if key(m.lemma) not in COUNTERPARTS or m.number == "plur" or m.parent is not None or m.last >= len(tokens) or tokens[m.last].text != ",":
            continue
        j = next((j for j, other in enumerate(mentions) if other.first == m.last + 1 and other.parent is None), None)
        if j is None or mentions[j].type != "person" or mentions[j].name == mentions[j].position or mentions[j].prep not in ("", m.prep):
            continue
        named = mentions[j]
        if named.case == m.case and not (named.last < len(tokens) and tokens[named.last].text == "и"):
            code = (named.country, named.region) if named.country else (m.country, m.region)
            mentions[j] = replace(named, prep=m.prep, country=code[0], region=code[1], conjunct_of=m.conjunct_of)
            mentions[i] = replace(m, type="", kind="", parent=j, conjunct_of=None, bare=False)
            for k, other in enumerate(mentions):
                if other.conjunct_of == i:
                    mentions[k] = replace(other, conjunct_of=j)


def end_of_office(post: Mention, tokens: tuple[Token, ...]) -> int:
    """«посол / по особым поручениям / – представитель МИД»: where the words of a post end."""
    words = tuple(t.text.lower() for t in tokens[post.last : post.last + len(AT_LARGE)])
    return post.last + len(AT_LARGE) if words == AT_LARGE else post.last


def share_lands(mentions: list[Mention], tokens: tuple[Token, ...]) -> None:
    """«с президентом / и премьером Мозамбика»: two posts of one word each share the place behind the second."""
    posts = {m.first: m for m in mentions if m.type == "person" and m.name == m.position and m.number != "plur"}
    for i, left in enumerate(mentions):
        right = posts.get(left.last + 1) if left.first in posts and left.last - left.first == 1 and left.country is None else None
        if right is None or not right.country or tokens[left.last].text != "и" or left.case != right.case:
            continue
        place = next((m for m in mentions if m.type == "place" and m.last == right.last and m.first == right.first + 1), None)
        if place is not None and key(left.lemma) in HEADS:
            name = f"{left.name} {right.name.partition(' ')[2]}"
            mentions[i] = replace(left, name=name, position=name, country=right.country, region=right.region, bare=False)


def share_lands_in_lists(mentions: list[Mention]) -> None:
    """«с президентом Грузии, / председателем парламента и премьер-министром»: posts of a state without a place are of the land of the first one."""
    for i, m in enumerate(mentions):
        first = mentions[m.conjunct_of] if m.conjunct_of is not None else None
        if first is None or m.country is not None or m.type != "person" or m.name != m.position or m.number == "plur" or first.region is not None:
            continue
        words = {key(word) for word in m.name.split()}
        if first.type == "person" and first.country is not None and first.position is not None and words & STATE_POSTS and m.case == first.case:
            mentions[i] = replace(m, country=first.country, bare=False)


def is_one(left: Mention, joint: str, mentions: Sequence[Mention], j: int | None, tokens: tuple[Token, ...]) -> bool:
    """«визит / вице-премьера, министра иностранных дел Керима Аннаева»: a comma between two posts of one person, where no list goes on."""
    if joint != "," or left.case != "gen" or j is None:
        return False
    stop = mentions[j].last
    return not (stop < len(tokens) and tokens[stop].text in ("и", ","))


def heads_a_side(post: Mention, tokens: tuple[Token, ...]) -> bool:
    """«министра энергетики / и главу вьетнамской части комиссии Олега Лиса»: who leads a side of a commission has another post besides."""
    return key(post.lemma) in SIDE_HEADS and any(key(t.lemma) in SIDES_OF for t in tokens[post.first + 1 : post.last])


def join_second(mentions: list[Mention], i: int, first: int, second: int | None, tokens: tuple[Token, ...]) -> None:
    """«Олег Лис, председатель сирийской части комиссии, / министр торговли Сирии»: the post behind a person's first one is that person's too."""
    if second is None or mentions[second].parent is not None or tokens[mentions[first].last].text != ",":
        return
    post = mentions[second]
    behind = [t.text for t in tokens[post.last : post.last + 1]]
    listed = behind in (["и"], ["или"]) or (behind == [","] and any(m.type == "person" and m.first == post.last + 1 for m in mentions))
    if listed or post.prep or not ({mentions[i].case, ""} & {*post.cases, ""}) or not heads_a_side(mentions[first], tokens):
        return
    person, position = mentions[i], f"{mentions[i].position}, {post.name}"
    code = (person.country, person.region) if person.country else (post.country, post.region)
    mentions[i] = replace(person, position=position, country=code[0], region=code[1])
    mentions[second] = replace(post, type="", kind="", parent=i, conjunct_of=None, bare=False)
