"""Where a name ends that the engine took too far or not far enough.

«Аэропорт Толмачёво и БелАЗ» → two bodies, «Доля Венесуэлы» → no name, «Курганскому автобусному /
заводу» → one body. Spans are (start, stop, PER | LOC | ORG) over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.inflect import is_adjectival, is_known, possible_cases
from extractors.lexicon import classes_of, key
from extractors.names.words import OPENING, begins_sentence, classes_of_token, is_firm_name
from extractors.parties.link import LEGAL
from schemas.document import Token
from schemas.values import Place

Span = tuple[int, int, str]
BODIES = {"organization", "government"}
NAMED_BY = BODIES | {"place_noun", "post", "group"}
PARLIAMENT = re.compile(r"(?:М[ае]джлис|Мажилис|Мажлис|Кенеш)(?:а|у|ом|е)?")
SURNAME = re.compile(r"^[А-ЯЁ].*(?:[оеё]в|[иы]н|[сц]к)(?:ым|ой|а|у|ого|ому|им|ий|ая|ую)?$")
PATRONYMIC = re.compile(r"^[А-ЯЁ].*(?:(?:ович|евич|ьич)(?:а|у|ем|ом|е)?|(?:овн|евн|ичн)(?:а|ы|е|у|ой))$")
SUPREME = frozenset({"Олий", "Милли", "Жогорку"})
MAJLIS, CHAMBERS = "Маджлиси", frozenset({"намояндагон", "милли", "оли"})
PARLIAMENTARY = SUPREME | {MAJLIS}


def cut(span: Span, first: int, last: int, tokens: tuple[Token, ...]) -> Iterator[Span]:
    """An ORG over tokens `first:last`, or the two bodies that it is."""
    start, stop, kind = span
    words = tokens[first:last]
    bracket = next((i for i in range(first + 1, last - 1) if tokens[i].text == "("), 0)
    if kind == "ORG" and bracket and all(t.text != ")" for t in words):  # «Омский завод (ПАО «ОЗ»», cut off before the bracket closes
        yield from cut((start, tokens[bracket - 1].stop, kind), first, bracket, tokens)
        yield tokens[bracket + 1].start, stop, kind
        return
    if kind == "ORG" and len(words) > 2 and _is_setting(first, tokens):
        yield start, words[0].stop, "LOC"
        if any(t.text[:1].isupper() for t in words[1:]):
            yield words[1].start, stop, kind
        return
    if kind == "ORG" and len(words) > 1 and first and tokens[first - 1].pos == "ADP" and LEGAL.fullmatch(key(words[1].text)) and not is_adjectival(words[0]):
        yield words[1].start, stop, kind  # «в Кызылорде / ТОО «Сервис»
        return
    if kind != "ORG" or len(words) < 3 or any(t.text in OPENING for t in words):
        yield span
        return
    holder = next((i for i in range(first + 1, last) if _is_holder(i, first, tokens) or _is_initialled(i, first, last, tokens)), 0)
    if holder:
        yield start, tokens[holder - 1].stop, kind
        yield tokens[holder].start, stop, "PER"
        return
    both = next((i for i in range(first + 1, last - 1) if tokens[i].text == "и"), 0)
    if both and is_firm_name(tokens[both + 1]) and is_known(words[0].text):
        yield start, tokens[both - 1].stop, kind
        yield tokens[both + 1].start, stop, kind
        return
    yield span


def _is_holder(i: int, first: int, tokens: tuple[Token, ...]) -> bool:
    """«президент Харбинского института / Ли Цзянь»: behind the body the name of him whose post stands before it."""
    token = tokens[i]
    return token.pos == "PROPN" and token.rel == "appos" and 0 <= token.head < first and "post" in classes_of_token(tokens[token.head])


def _is_initialled(i: int, first: int, last: int, tokens: tuple[Token, ...]) -> bool:
    """«председатель Комиссии союза / Н.Дламини»: initials and a surname that end the body's name behind a post; not «театр имени Н.Гоголя»."""
    name = [t.text for t in tokens[i:last]]
    initials = len(name) in (3, 5) and all(len(x) == 1 and x.isupper() for x in name[:-1:2]) and all(x == "." for x in name[1:-1:2])
    posted = any("post" in classes_of_token(t) for t in tokens[max(0, first - 2) : first])
    return initials and posted and name[-1][:1].isupper() and tokens[i - 1].lemma not in ("имя", "им", ".")


def parliaments(spans: Sequence[Span], tokens: tuple[Token, ...]) -> list[Span]:
    """«член Сената / Олий Мажлиса / Рустам Хамидов», «Маджлиси намояндагон Маджлиси Оли»: a parliament is one body, whatever the engine took for its name."""
    found = list(spans)
    for start, stop in _parliaments(tokens) if any(t.text in PARLIAMENTARY for t in tokens) else ():
        kept = [(a, b, kind) for a, b, kind in found if b <= start or stop <= a or kind == "QUOTE"]
        for a, b, kind in found:
            if a < stop and start < b and kind != "QUOTE":
                left = [t for t in tokens if a <= t.start and t.stop <= start]
                right = [t for t in tokens if stop <= t.start and t.stop <= b]
                kept.extend((part[0].start, part[-1].stop, kind) for part in (left, right) if part and any(t.text[:1].isupper() for t in part))
        found = sorted([*kept, (start, stop, "ORG")])
    return found


def join_surnames(spans: Sequence[Span], tokens: tuple[Token, ...], places: Sequence[Place]) -> list[Span]:
    """«Котовым», taken for a place or another person, + «Олегом Петровичем» → one person, the surname told first."""
    found: list[Span] = []
    known = {p.start for p in places}
    for span in spans:
        before = found[-1] if found else None
        if before is not None and span[2] == "PER" and before[2] in ("LOC", "PER") and span[0] - before[1] == 1 and before[0] not in known:
            words = [t for t in tokens if before[0] <= t.start and t.stop <= span[1]]
            if len(words) == 3 and SURNAME.search(words[0].text) and PATRONYMIC.search(words[2].text):
                found[-1] = (before[0], span[1], "PER")
                continue
        found.append(span)
    return found


def _parliaments(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Where the names of two-worded parliaments stand: «Жогорку Кенеш», «Маджлиси милли Маджлиси Оли»."""
    i = 0
    while i + 1 < len(tokens):
        first, last = i, i
        if tokens[i].text in SUPREME and PARLIAMENT.fullmatch(tokens[i + 1].text):
            last = i + 2
        while last + 1 < len(tokens) and tokens[last].text == MAJLIS and tokens[last + 1].text.lower() in CHAMBERS:
            last += 2
        if last > first:
            yield tokens[first].start, tokens[last - 1].stop
        i = max(i + 1, last)


def _is_setting(first: int, tokens: tuple[Token, ...]) -> bool:
    """«учредили в Мутаре / сервисную базу»: behind «в» a name with a preposition's case, and an adjective that does not belong to it."""
    word, after = tokens[first], tokens[first + 1]
    if first == 0 or tokens[first - 1].text.lower() not in ("в", "во", "под", "близ") or not after.text.islower() or word.text.isupper():
        return False
    own = possible_cases(after.text, "ADJ") if is_adjectival(after) else frozenset({""})
    joined = is_adjectival(word) and (is_known(word.text) or word.text.endswith(("ой", "ом", "ем", "ую", "ый", "ий", "ых")))
    return not joined and not own & {"loc", "gen", "ins", ""}


def completed(span: Span, first: int, last: int, tokens: tuple[Token, ...]) -> Span:
    """«Курганскому автобусному / заводу», «Минским городским / исполнительным комитетом», «Карасайскую / станцию», taken for a place: the noun of which
    adjectives alone say something belongs to the name."""
    while last + 1 < len(tokens) and tokens[last].pos == "ADJ" and tokens[last].text.islower() and span[2] == "ORG":
        last += 1
    joined = span[2] == "ORG" and last + 2 < len(tokens) and tokens[last].text == "и" and tokens[last - 1].pos == tokens[last + 1].pos == "ADJ"
    if joined and tokens[last + 1].text.islower() and tokens[last + 1].feats.number == "sing":
        last += 2  # «Государственному историческому / и художественному музею»
    noun = tokens[last]
    if span[2] == "LOC" and (last - first > 1 or tokens[first].text.isupper()):
        return span
    cases = possible_cases(tokens[first].text, "ADJ") & possible_cases(noun.text, "NOUN")
    alike = len({t.feats.number for t in tokens[first : last + 1] if t.text != "и"} - {""}) == 1  # not «Ферганского медицинских / университетов»
    heads = noun.pos == "NOUN" and alike and bool(cases) and (bool(classes_of_token(noun) & BODIES) or noun.lemma == "дорога")
    return (span[0], noun.stop, "ORG") if heads else span


def is_no_name(span: Span, first: int, last: int, tokens: tuple[Token, ...], inside: Sequence[Place]) -> bool:
    """«Доля / Венесуэлы», «Товарооборот / Коми»: a common noun whose capital letter begins the sentence, and a place in the genitive; «Курганский / автобусный завод»."""
    word = tokens[first]
    if span[2] == "LOC" and last - first > 1 and inside and inside[0].start == tokens[first + 1].start and begins_sentence(tokens, first):
        common = is_known(word.text) and not classes_of_token(word) & NAMED_BY and not is_adjectival(word)
        return common and inside[0].form == "name" and tokens[first + 1].feats.case == "gen"
    if span[2] != "ORG" or last - first != 1 or last == len(tokens) or not is_adjectival(word) or not any(p.form == "adjective" for p in inside):
        return False
    after = tokens[last]
    alike = after.text.islower() and after.pos in ("ADJ", "NOUN") and after.feats.number == word.feats.number  # not «Ферганского / университетов»
    return alike and bool(possible_cases(word.text, "ADJ") & possible_cases(after.text, after.pos))


def are_two(words: tuple[Token, ...]) -> bool:
    """Whether words behind the capital letter of a sentence are two phrases: two nouns in different cases, the second no genitive."""
    nouns = [t for t in words if t.pos == "NOUN"]
    if any(not t.text[:1].islower() or t.pos in ("ADP", "CCONJ") for t in words[1:]) or len(nouns) < 2:
        return False
    one, two = nouns[0].feats.case, nouns[1].feats.case
    return bool(one) and two not in ("", "gen", one)


def swallows(words: tuple[Token, ...], inside: Sequence[Place]) -> bool:
    """«Стародубе дом», «Отгрузка угля»: a common noun glued to a place, or nothing but common nouns."""
    if not inside:
        return words[0].pos == "NOUN" and "place_noun" not in classes_of(words[0].lemma) and all(t.text[:1].islower() for t in words[1:])
    one, two = words[0], words[-1]
    known = inside[0].form == "name" and inside[0].start == one.start and inside[0].stop < two.start
    return known and two.pos == "NOUN" and bool(one.feats.case) and two.feats.case not in (one.feats.case, "gen", "")
