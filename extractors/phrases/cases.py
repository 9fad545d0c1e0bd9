"""The case of a phrase: what its head and modifiers allow, and what the preposition before it chooses."""

from __future__ import annotations

import re

from extractors.inflect import is_adjectival, is_known, possible_cases
from extractors.lexicon import key
from extractors.phrases.units import Unit
from extractors.phrases.words import Phrase, PhraseReader
from schemas.document import Token

ACRONYM = re.compile("[А-ЯЁA-Z]{2,6}|[А-ЯЁ][а-яё]{1,4}[А-ЯЁ]{2,4}")  # «ГМК», «УдГУ»
DECLINED = re.compile(r"[а-яё]{3}(?:[бвгджзклмнпрстфхц](?:а|у|ом|е|ой)|и(?:ю|ей))$")
LONGEST_PARTICIPLE = 8  # tokens: «прибывшим в Самарканд / послом»
OBLIQUE = {"gen", "dat", "ins", "loc"}
CALENDAR = {
    "год", "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь", "квартал", "век", "число",
}  # fmt: skip
MEASURES = {"т", "г", "м", "л", "ц", "кг", "км"}
COMPOUND = {
    ("в", "адрес"), ("по", "заказ"), ("в", "интерес"), ("для", "нужда"), ("на", "нужда"), ("со", "сторона"), ("при", "участие"), ("с", "помощь"), ("при", "помощь"), ("при", "содействие"),
    ("в", "пользу"), ("при", "поддержка"), ("за", "счет"), ("от", "имя"), ("в", "обмен"), ("на", "рынок"), ("на", "полка"), ("на", "полок"), ("на", "прилавок"),
    ("на", "улица"), ("на", "стройка"), ("в", "магазин"), ("в", "столица"), ("на", "территория"), ("на", "база"), ("в", "дар"), ("в", "аренда"), ("в", "лизинг"), ("в", "управление"), ("в", "концессия"), ("в", "основание"), ("в", "фундамент"),
}  # fmt: skip
NO_LOCATIVE = {"между", "под", "перед", "над", "за", "с", "со"}
NEAR = {"близ", "возле", "вблизи", "около"}
NEAR_BY = {("рядом", "с"), ("рядом", "со"), ("недалеко", "от"), ("неподалеку", "от"), ("вблизи", "от"), ("вблизи", "с")}
GOVERNED = {
    "с": ("ins", "gen", "acc"),
    "со": ("ins", "gen", "acc"),
    "между": ("ins", "gen"),
    "перед": ("ins",),
    "над": ("ins",),
    "под": ("ins", "acc"),
    "близ": ("gen",),
    "около": ("gen",),
    "после": ("gen",),
    "среди": ("gen",),
    "против": ("gen",),
    "за": ("acc", "ins"),
    "к": ("dat",),
    "ко": ("dat",),
    "по": ("dat", "loc", "acc"),
    "в": ("loc", "acc"),
    "во": ("loc", "acc"),
    "на": ("loc", "acc"),
    "о": ("loc",),
    "об": ("loc",),
    "при": ("loc",),
    "из": ("gen",),
    "от": ("gen",),
    "до": ("gen",),
    "для": ("gen",),
    "у": ("gen",),
    "через": ("acc",),
    "без": ("gen",),
}


def core_of(reader: PhraseReader, head: Unit, modifiers: list[int]) -> Phrase:
    """A phrase of a head and the modifiers before it, in the case that they have together."""
    token = reader.tokens[head.head]
    case = token.feats.case
    own = possible_cases(token.text, token.pos) if head.type in ("", "LOC", "ORG") else frozenset((case,))
    if head.type == "LOC":
        case, own = _of_place(reader, head, case, own)
    if not modifiers and (head.type == "LOC" or not (head.type or token.text.isupper())):  # a noun or a place alone: most phrases
        alone = own if not case or case in own else own | {case}
        return a_phrase(head, head.first, case, alone, token.feats.number, counted=False)
    cases = set(own)
    if head.type == "PER" and len(token.text) == 1 and head.last - head.first > 1:  # «А. Лис»: the surname tells the case
        surname = reader.tokens[head.last - 1]
        cases = set(possible_cases(surname.text, surname.pos)) | {surname.feats.case}
        case = surname.feats.case if "nom" not in cases else "nom"
    first = reader.units[modifiers[0]].first if modifiers else head.first
    before = [reader.heads[k] for k in modifiers]
    numeral = next((word for word in before if word.pos == "NUM" or (word.text.isdigit() and token.lemma not in CALENDAR)), None)
    counted = numeral is not None
    marked = [word for word in before if word.feats.case]
    undeclined = head.type in ("", "ORG") and token.text[-1].isupper() and bool(ACRONYM.fullmatch(token.text)) and token.pos in ("NOUN", "PROPN", "X")
    if undeclined and not marked and head.head > head.first and is_adjectival(reader.tokens[head.head - 1]):
        marked = [reader.tokens[head.head - 1]]  # «Тверская / ТПП», which the engine names as a whole
    told_by_form = _of_quoted(token) if head.type == "QUOTE" and case not in OBLIQUE and not marked and head.last - head.first == 3 else ""
    case = told_by_form or case
    if head.type in ("QUOTE", "ORG", "PER") or undeclined:
        cases |= {case} if case else set()
        if head.type == "QUOTE" and not marked and (case in OBLIQUE or told_by_form) and head.last - head.first == 3 and not token.text.isascii():
            cases = {case} | set(possible_cases(token.text, token.pos))  # «отгрузил «Туркменгазу»: a name by itself is declined
        elif head.type == "QUOTE" or not case or undeclined:  # «ТОО «Нур», «МАЗ», «ГМК»: the form does not tell the case
            case = marked[-1].feats.case if marked else ""
            told = possible_cases(marked[-1].text, marked[-1].pos) if marked else frozenset[str]()
            cases |= told or {"nom", "acc", "gen", "dat", "ins", "loc"}  # «чешской «Моравой»: the adjective tells
    elif marked and token.feats.case == "":
        case = marked[-1].feats.case
    elif marked and not counted:
        case, cases = _agreed(token, marked, case, cases)
    number = token.feats.number
    if number == "plur" and case in ("nom", "acc") and token.feats.gender == "fem" and _is_singular(reader.tokens[head.head - 1], token, first < head.head):
        number, case, cases = "sing", "dat", {"gen", "dat", "loc"}  # «Камчатской делегации показали завод», which the tagger takes for a subject
    cases.discard("")
    if numeral is not None and case == "gen":
        few = numeral.text.isdigit() and token.feats.number == "sing" and "nom" not in own  # «24 вертолёта»: in figures, and two to four of them
        case = numeral.feats.case if numeral.feats.case in OBLIQUE and not few else "nom"  # «двадцать машин» stands where one would; «восьми» is a genitive
        cases = cases | {"nom", "acc"} if case == "nom" else {case}
    if case:
        cases.add(case)
    phrase = a_phrase(head, first, case, frozenset(cases), number, counted=counted)
    if head.type == "PER":
        phrase.person = head
    if head.type == "QUOTE":
        phrase.quote = head
    return phrase


def _is_singular(before: Token, head: Token, inside: bool) -> bool:
    """«камчатской / делегации»: the word before a noun, in its phrase, that stands beside no plural."""
    return inside and before.pos == "ADJ" and before.text.lower().endswith(("ой", "ей")) and "gen" in possible_cases(head.text, head.pos)


def a_phrase(head: Unit, first: int, case: str, cases: frozenset[str], number: str, *, counted: bool) -> Phrase:
    """A phrase that ends with its head. By position: names would take five times as long."""
    return Phrase(first, head.last, head.head, case, cases, number, "", -1, head.type, counted, None, None, [], None, None, head.last)


def _of_place(reader: PhraseReader, head: Unit, case: str, cases: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The case of a place's name and those in which it may stand."""
    start = reader.tokens[head.first].start
    if head.last - head.first > 1 and (told := _of_adjective(reader.tokens[head.first], reader.tokens[head.last - 1])):
        before = reader.tokens[head.first - 1].pos if head.first else ""
        return (case if case in told else "dat" if before == "VERB" and "dat" in told else "gen" if "gen" in told else min(told)), told
    if cases and case not in cases and start not in reader.named and is_known(reader.tokens[head.head].text):
        return ("dat" if "dat" in cases else min(cases)), cases  # «начали поставку масла / Ташкенту»: no nominative, whatever the tagger says
    if start in reader.named:
        cases |= {"nom", "acc"}  # «в Тайань», «в Мумбаи»: the name as the gazetteer has it
    if case == "nom" and start in reader.declined:
        return "gen", frozenset({"gen"})  # «делегация Хулун-Буира»: no nominative, whatever the tagger says
    return case, cases


def _of_quoted(name: Token) -> str:
    """«достался / «АгроИнвесту» → "dat", where the tagger knows none or takes it for a nominative: the case of its form; "" for what may be a nominative or no noun."""
    if name.text.isascii() or name.text.isupper() or not DECLINED.search(name.text):
        return ""
    cases = possible_cases(name.text, "NOUN")
    if not cases or "nom" in cases:
        return ""
    return name.feats.case if name.feats.case in cases else "gen" if "gen" in cases else min(cases)


def _of_adjective(adjective: Token, noun: Token) -> frozenset[str]:
    """«Хорезмской», «области» → gen, dat, ins, loc, whatever the tagger says; nothing where they are no adjective and its noun."""
    if not is_adjectival(adjective):
        return frozenset()
    return possible_cases(adjective.text, "ADJ") & possible_cases(noun.text, "NOUN")


def _agreed(head: Token, marked: list[Token], case: str, cases: set[str]) -> tuple[str, set[str]]:
    """«запасные части»: a genitive by the tagger, but no case of «запасные»: modifiers rule out what the head alone allows."""
    allowed = set(cases)
    for token in marked:
        own = possible_cases(token.text, token.pos)
        allowed &= own or allowed
    if not allowed or not case:
        return case, cases
    if case in allowed:
        return case, allowed  # «местной энергосети»: no nominative
    return next((t.feats.case for t in reversed(marked) if t.feats.case in allowed), sorted(allowed)[0]), allowed


ROUND = {"миллион", "тысяча", "миллиард", "сотня", "десяток", "половина", "полмиллиона", "треть", "четверть"}
AROUND = {"около", "порядка"}
BOUNDS = {"около", "порядка", "свыше", "более", "менее", "больше", "меньше"}


def _before_participle(tokens: tuple[Token, ...], first: int, phrase: Phrase) -> int:
    """«с / прибывшим в Самарканд / послом»: the preposition before a participle that takes its own place along before its noun; -1 where none stands."""
    head = tokens[phrase.head].feats
    for k in range(first - 3, max(0, first - LONGEST_PARTICIPLE), -1):
        feats = tokens[k].feats
        if tokens[k].pos == "PUNCT" or feats.form in ("fin", "conv", "inf"):
            return -1
        if feats.form == "part" and feats.case:
            agrees = (
                (feats.case == phrase.case or feats.case in phrase.cases)
                and feats.number == phrase.number
                and (feats.number == "plur" or feats.gender == head.gender)
            )
            return k - 1 if agrees and tokens[k + 1].pos == tokens[k - 1].pos == "ADP" else -1
    return -1


def mark(reader: PhraseReader, phrase: Phrase, i: int) -> None:
    """Note the preposition that governs a phrase, and let it choose among the possible cases."""
    tokens, first = reader.tokens, reader.units[i].first
    k = first - 1
    if k > 0 and tokens[k].text == "«" and tokens[k - 1].pos == "ADP":
        k -= 1  # «под / «дорожной картой»: a common noun in quotation marks
    if k >= 0 and phrase.case == "gen" and (phrase.counted or tokens[phrase.head].lemma in ROUND) and tokens[k].text.lower() in BOUNDS:
        phrase.cases, phrase.counted = phrase.cases | {"nom", "acc"}, True  # «отпускать около миллиона тонн», «свыше тысячи вагонов», «более пятисот тонн»
    while k >= 0 and (tokens[k].pos == "ADV" or tokens[k].text.lower() in AROUND) and k > first - 3:
        k -= 1
    if k > 2 and tokens[k].pos in ("PROPN", "NOUN"):
        k = _before_participle(tokens, first, phrase)
    if k >= 0 and tokens[k].pos == "ADP" and tokens[k].text.lower() not in MEASURES:
        phrase.prep, phrase.prep_index = key(tokens[k].lemma), k
        allowed = GOVERNED.get(phrase.prep, ())
        if phrase.parts and (phrase.prep, tokens[phrase.head].lemma) in COMPOUND and phrase.parts[0].parent is phrase:
            inner = phrase.parts[0]  # «в адрес комбината»: the preposition is all of «в адрес»
            inner.prep, inner.prep_index, inner.parent, inner.case = f"{phrase.prep}_{reader.tokens[phrase.head].lemma}", phrase.prep_index, None, "gen"
        if phrase.prep in ("в", "во", "на") and phrase.counted:
            allowed = ("acc", "loc")  # «на 1,75 млрд рублей»
        if phrase.prep in ("в", "во", "на") and phrase.type == "LOC" and not is_known(reader.tokens[phrase.head].text):
            phrase.cases |= {"acc", "loc"}  # «в Улангом»: the dictionary does not know every town
        if phrase.prep in NO_LOCATIVE and phrase.type == "LOC" and phrase.case == "loc":
            phrase.case = "ins"  # «между Магнитогорском и …», «под Ульяновском / завод»: taken for the adjective
        if allowed and phrase.case not in allowed:
            phrase.case = next((c for c in allowed if c in phrase.cases), phrase.case)
        if phrase.type == "LOC" and (phrase.prep in NEAR or (k and (key(tokens[k - 1].lemma), phrase.prep) in NEAR_BY)):
            phrase.prep, phrase.case, phrase.cases = "под", "ins", frozenset({"ins"})  # «близ Минска», «рядом с Минском» are as good as «под Минском»
    elif tokens[phrase.head].text.lower() == "силами" and phrase.parts and phrase.parts[0].parent is phrase:
        inner = phrase.parts[0]  # «силами / турецкой компании»: by whom it is done
        inner.prep, inner.prep_index, inner.parent, inner.case = "с_помощь", phrase.head, None, "gen"
    elif phrase.case == "loc" and "dat" in phrase.cases:
        phrase.case = "dat"  # there is no locative without a preposition


def may_be_genitive(reader: PhraseReader, part: Phrase) -> bool:
    """Whether a phrase behind a noun may be its genitive, whatever case the tagger sees."""
    if part.counted:  # «поставка восьми единиц»; «поставка 300 лифтов» is told by its head alone
        return part.case == "gen"
    undeclined = part.type == "LOC" and part.cases >= OBLIQUE  # «делегация Актобе»
    head = reader.tokens[part.head]
    if part.type == "" and not part.case and head.text.isupper() and len(head.text) > 1:
        behind = reader.tokens[part.head + 1] if part.head + 1 < len(reader.tokens) else head
        return "gen" in part.cases and behind.start != head.stop  # «министр / ЖКХ Татарстана», not «тепловоз / ТЭМ18ДМ»
    misread = part.type == "LOC" and part.case not in possible_cases(head.text, head.pos)  # «хоким Намангана», taken for a nominative
    if part.case == "loc" and "gen" in part.cases and part.type == "":
        return True  # «аким / области Гульнара»: there is no locative without a preposition
    return part.case == "gen" or (
        part.type in ("LOC", "ORG", "PER") and "gen" in part.cases and (undeclined or misread or part.case not in ("nom", "ins", "dat"))
    )
