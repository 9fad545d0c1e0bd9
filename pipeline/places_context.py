"""What stands around a word that may be a place: a street, a person, a preposition, the beginning of a sentence.

Every question is asked of a few characters on one side of the word, so that reading stays linear; most are asked of the one token before it.
"""

from __future__ import annotations

import re

REACH = 40
SPACES = " \t\u00a0\u202f"
QUOTES = '«»"“”„'

STREETS = ("улиц", "ул.", "проспект", "просп.", "пр-т", "бульвар", "бул.", "переул", "пер.", "набережн", "наб.", "имени", "им.", "теплоход", "гостиниц")
STREETS_OF_TOWN = frozenset(("улиц", "улицах", "улицам", "улицами", "бульварах", "проспектах", "набережных"))
STREETS_WHOLE = frozenset(("шоссе", "метро", "площадь", "площади", "пл.", "клуб", "клуба", "фк", "хк", "отель", "отеле", "отеля", "ордена"))
STREET_AFTER = re.compile(
    r"[ \u00a0](?:улиц[аеуы]|ул\.|проспект|шоссе|бульвар|площад[ьи]|переул|тракт(?!ор)|вокзал|набережн|кольц[оае]|метро(?!пол)|тупик|проезд)"
)
# «суданская трава» is sown near Saratov, «по московскому времени» is no place of anything.
FIXED = re.compile(
    r"(?:суданск[а-я]{2,3} трав|пекинск[а-я]{2,3} капуст|сибирск[а-я]{2,3} язв|африканск[а-я]{2,3} чум|московск[а-я]{2,3} врем|"
    r"американск[а-я]{2,3} горк|шведск[а-я]{2,3} стол|турецк[а-я]{2,3} горох|голландск[а-я]{2,3} болезн|уральск[а-я]{2,3} пельмен|бордоск[а-я]{2,3} жидкост|шанхайск[а-я]{2,3} (?:организаци|пятерк|дух)|варшавск[а-я]{2,3} договор|женевск[а-я]{2,3} конвенци|(?:каспий|балтий)ск[а-я]{2,3} мор[еяю]|берлинск[а-я]{2,3} лазур|венск[а-я]{2,3} вафл)"
)
# Words that only a place has after them: «в Кирове», «администрация Чехова», «побратим Владимира».
PREPOSITIONS = frozenset(("в", "во", "из", "под", "близ", "через", "вокруг", "посетил", "посетила", "посетили", "посетит", "посетят", "посещает", "посещают"))
CITIES = ("город", "гор.", "г.", "гг.", "пгт", "пос.", "посел", "станиц", "станци", "моногород", "райцентр")
BODIES = ("мэри", "администраци", "жител", "акимат", "хокимият", "горисполком", "райисполком", "порт", "аэропорт", "окрестност", "побратим", "район", "столиц")
REGIONS = ("област", "провинци", "регион", "республик", "аймак", "марз", "штат", "остан", "велаят", "вилаят", "вилоят", "округ")
POSTS = frozenset(("Раис", "Раиса", "Раису", "Раисом", "Раисе", "Аким", "Акима", "Акиму", "Акимом"))  # given names too: «Раис Татарстана»
WATERS = re.compile(
    r"(?:остров|полуостров|мыс|залив|пролив|вулкан|хреб[её]?т)(?:а|у|ом|е)?|озер(?:о|а|у|ом|е)|рек(?:а|и|е|у|ой)|бухт(?:а|ы|е|у|ой)|о\.|оз\.|р\."
)
INITIAL = re.compile(r"[«(]?(?:[А-ЯЁ]\.){1,2}")
INITIALS_AFTER = re.compile(r"[ \u00a0]{1,2}[А-ЯЁ]\.")
INITIALS_OF_NEXT = re.compile(r"[ \u00a0](?:[А-ЯЁ]\.[ \u00a0]?){1,2}[А-ЯЁ][а-яё-]{2,30}")
PATRONYMIC = re.compile(r"[а-я]{2,20}(?:[оеь]вич|вн|ичн)(?:а|у|ем|е|ы|ой)?")
WORD_AFTER = re.compile(r"[ \u00a0]([А-Яа-яЁё]+)")
DATELINE_AFTER = re.compile(r"[ \u00a0]?(?:,[ \u00a0]?\d|[.,]?[ \u00a0]?[–—/]|\.[ \u00a0]|[ \u00a0]?\()")
AGREEING = {
    # an adjective in this shape goes with a noun that ends so: «в Октябрьском районе», «Мирного договора»
    "ого": "ая",
    "ому": "ую",
    "ом": "еуюи",
    "ым": "м",
    "им": "м",
    "ый": "бвгджзкмнпрсфхцчшщ",
    "ий": "бвгджзкмнпрсфхцчшщ",
    "ой": "бвгджзкмнпрсфхцчшщ",
}
NO_LOCATIVE = frozenset(("между", "под", "перед", "над", "за", "с", "со"))
SURNAME = re.compile(r"[А-ЯЁ].*(?:[иоы]й|ого|ому|[иы]м|ом|ая|ую)")
VERB = re.compile(r".*(?:[аеиыуя]л[аио]?(?:с[ья])?|[аеиуюя]т(?:ся)?|ен[аы]?)")
NO_VERBS = (
    "филиал", "журнал", "канал", "металл", "комбинат", "институт", "университет", "комитет", "совет", "бюджет", "сенат", "акимат", "маслихат",
    "факультет", "завет", "исполком", "техникум", "авиаотряд", "оркестр", "театр", "член",
)  # fmt: skip
LISTED_ADJECTIVE = re.compile(r",?[ \u00a0](?:(?:и|или)[ \u00a0])?[А-ЯЁа-яё][а-яё]{1,30}[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их|ими)(?![а-яё])")


def before(text: str, start: int) -> str:
    """The characters before a word, on its own line."""
    piece = text[max(0, start - REACH) : start]
    return piece[piece.rfind("\n") + 1 :]


def token_span(text: str, start: int) -> tuple[int, int]:
    """«в городе «Орск» → the span of «городе»: the token before a word, quotes left out; an empty one where a line begins."""
    begin = max(0, start - REACH)
    line = text.rfind("\n", begin, start) + 1
    begin = line or begin
    left = text[begin:start].rstrip(SPACES + QUOTES)
    return begin + max(left.rfind(" "), left.rfind("\u00a0"), left.rfind("\t")) + 1, begin + len(left)


def token_before(text: str, start: int) -> str:
    """«в городе «Орск» → "городе"."""
    first, last = token_span(text, start)
    return text[first:last]


def word_after(text: str, stop: int) -> str:
    """«Владимир Подобед» → "Подобед": the word after a space, "" where something else follows."""
    found = WORD_AFTER.match(text, stop)
    return found[1] if found else ""


def begins_sentence(text: str, start: int) -> bool:
    """Whether nothing but quotes, dashes and spaces stands between the word and the end of the sentence before it."""
    left = before(text, start).rstrip(SPACES + QUOTES + "(—–-•*")
    if not left:
        return start < REACH or "\n" in text[max(0, start - REACH) : start]
    return left[-1] in ".!?…:;"


def in_street(token: str, low: str, stop: int) -> bool:
    """«улица Минская», «Московский проспект», «имени Пушкина»; `token` stands before the word."""
    token = token.lstrip("(")
    if token in STREETS_OF_TOWN:
        return bool(STREET_AFTER.match(low, stop))  # «на улицах Бишкека»
    return token.startswith(STREETS) or token in STREETS_WHOLE or bool(STREET_AFTER.match(low, stop))


def quoted_alone(text: str, start: int, stop: int) -> bool:
    """«Брянск», the hockey club: the name fills its quotes."""
    return text[start - 1 : start] in tuple(QUOTES) and text[stop : stop + 1] in tuple(QUOTES)


def located(low: str, start: int, stop: int) -> bool:
    """«в Кирове», «администрация Чехова», «Орёл, 12 мая»: a preposition, a town hall, a dateline."""
    token = token_before(low, start)
    if not token:
        return not before(low, start).strip(SPACES) and bool(DATELINE_AFTER.match(low, stop))
    return token in PREPOSITIONS or token.startswith((*CITIES, *BODIES))


def behind_water(token: str) -> bool:
    """«остров Русский», «на озере Ильмень», «река Орша»: the word after such a token names no town."""
    return bool(WATERS.fullmatch(token.lstrip("(")))


def kind_before(low: str, start: int) -> str:
    """«город Абай» → "town", «область Абай» → "region", else ""."""
    token = token_before(low, start)
    return "town" if token.startswith(CITIES) else "region" if token.startswith(REGIONS) else ""


def names_person(token: str, text: str, stop: int, given: frozenset[str]) -> bool:
    """«Иван Минский», «А. С. Пензенский», «Гагарин Ю. А.»; `token` stands before the word."""
    if INITIAL.fullmatch(token) or INITIALS_AFTER.match(text, stop):
        return True
    return token[:1].isupper() and is_given(token, given) and token not in POSTS


def person_follows(text: str, stop: int, token: str, given: frozenset[str]) -> bool:
    """«министр Кипра / К. Папас»: initials that belong to the surname behind them, not to the word before."""
    return INITIALS_OF_NEXT.match(text, stop) is not None and not INITIAL.fullmatch(token) and not is_given(token, given)


def is_given(word: str, given: frozenset[str]) -> bool:
    """A given name or a patronymic."""
    low = word.lower().replace("ё", "е")
    return low in given or bool(PATRONYMIC.fullmatch(low))


def beside_capital(text: str, start: int, stop: int) -> str:
    """«Владимир Подобед» → "Подобед": the capitalised word next to a name that may be a person's, "" where there is none."""
    word = word_after(text, stop)
    if word and word[0].isupper() and not word.isupper():
        return word
    token = token_before(text, start)
    adjacent = text[start - 1 : start] in tuple(SPACES)
    if adjacent and token.isalpha() and token[0].isupper() and not token.isupper() and not begins_sentence(text, start - len(token) - 1):
        return token
    return ""


def goes_with_noun(text: str, low: str, start: int, stop: int) -> bool:
    """«Октябрьский дворец», «в Мирном договоре» → True: an adjective before its noun, no town; «в Мирном Якутии» → False."""
    if low.endswith("ом", start, stop) and token_before(low, start) in NO_LOCATIVE:
        return False  # «под Омском / теплицу»: the adjective would be «Омским»
    noun = word_after(text, stop)
    ends = next((ends for shape, ends in AGREEING.items() if low.endswith(shape, start, stop)), "")
    return len(noun) > 3 and noun.islower() and noun[-1] in ends


def before_noun(text: str, stop: int) -> bool:
    """«Слуцкий сыродельный комбинат», «Слуцкий и Минский районы» → True; «Слуцкий отметил», «у Слуцкого.» → False."""
    word = word_after(text, stop)
    if word == "обл" or LISTED_ADJECTIVE.match(text, stop):
        return True
    return len(word) > 3 and (word[0].isupper() or word.startswith(NO_VERBS) or not VERB.fullmatch(word))
