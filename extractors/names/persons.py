"""Names of persons in the nominative: («Имангали», «Тасмагамбетовым»), ins → «Имангали Тасмагамбетов».

The dictionary says what it knows; endings decide for the rest: Turkic, Chinese, Vietnamese, Serbian and Armenian names
are declined like Russian nouns, women's names in a consonant are not declined at all («Анны Курилович»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from extractors.inflect import CASES, like, parses
from extractors.lexicon import key

# Endings of adjectival and possessive surnames by case: (oblique ending, nominative ending).
Endings = dict[str, tuple[tuple[str, str], ...]]
MASCULINE_SURNAMES: Endings = {
    "gen": (("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("ына", "ын"), ("ского", "ский"), ("цкого", "цкий"), ("ого", "ый"), ("его", "ий")),
    "dat": (("ову", "ов"), ("еву", "ев"), ("ёву", "ёв"), ("ину", "ин"), ("ыну", "ын"), ("скому", "ский"), ("цкому", "цкий"), ("ому", "ый"), ("ему", "ий")),
    "ins": (("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"), ("иным", "ин"), ("ыным", "ын"), ("ским", "ский"), ("цким", "цкий"), ("ым", "ый")),
    "loc": (("ове", "ов"), ("еве", "ев"), ("ёве", "ёв"), ("ине", "ин"), ("ыне", "ын"), ("ском", "ский"), ("цком", "цкий"), ("ом", "ый")),
}
MASCULINE_SURNAMES["acc"] = MASCULINE_SURNAMES["gen"]
FEMININE = (("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына"), ("ской", "ская"), ("цкой", "цкая"), ("ой", "ая"))
FEMININE_SURNAMES: Endings = dict.fromkeys(("gen", "dat", "ins", "loc"), FEMININE)
FEMININE_SURNAMES["acc"] = (("ову", "ова"), ("еву", "ева"), ("ёву", "ёва"), ("ину", "ина"), ("ыну", "ына"), ("скую", "ская"), ("цкую", "цкая"), ("ую", "ая"))
SURNAMES = {"masc": MASCULINE_SURNAMES, "femn": FEMININE_SURNAMES}
# Endings of nouns by case, for names that no dictionary knows: masculine stems in a consonant, feminine ones in -а.
MASCULINE_NOUNS: dict[str, tuple[str, ...]] = {"gen": ("а", "я"), "acc": ("а", "я"), "dat": ("у", "ю"), "ins": ("ом", "ем", "ём"), "loc": ("е",)}
FEMININE_NOUNS: dict[str, tuple[str, ...]] = {"gen": ("ы", "и"), "acc": ("у", "ю"), "dat": ("е", "и"), "ins": ("ой", "ей"), "loc": ("е", "и")}
NOUNS = {"masc": MASCULINE_NOUNS, "femn": FEMININE_NOUNS}
NOMINATIVE = re.compile("(?:[оеё]в|[иы]н|[сц]кий)$")
GENITIVE = ("ова", "ева", "ёва", "ина", "ского", "цкого")
INSTRUMENTAL = ("овым", "евым", "ёвым")
MEN = {"gen": ("а", "я"), "dat": ("у", "ю"), "ins": ("ом", "ем")}  # endings of given names that only men's have
VOWELS = "аеёиоуыэюя"
VELARS = "гкхжчшщ"
GIVEN_NAME, PATRONYMIC, SURNAME = "Name", "Patr", "Surn"
UNDECLINED = {"шойгу", "нетаньяху", "хаменеи", "мнангагва"}  # surnames that look like a case of another name
PARTICLES = {"абдель", "абу", "аль", "ас", "ан", "бен", "бин", "ван", "де", "ди", "ибн", "фон", "эль", "эд", "эр", "оглы", "кызы", "уулу"}


@lru_cache(1_000)
def person_nominative(words: tuple[str, ...], case: str) -> str:
    """(«Анны», «Курилович»), gen → «Анна Курилович»."""
    words = tuple(_lowered(word.replace("..", ".")) for word in words)
    case = settled_case(words, case)
    if case in ("nom", ""):
        return " ".join(words)
    gender = _gender(words, case)
    last = _surname_at(words)
    woman = gender == "femn" and any(is_given_name(word) or is_patronymic(word) for word in words[:2])
    return " ".join(_word(word, case, gender, surname=i == last, woman=woman) for i, word in enumerate(words))


MOST = 3  # words: surname, given name, patronymic


@lru_cache(1_000)
def is_given_name(word: str) -> bool:
    """«Иваном» → True: a form of a given name that the dictionary has."""
    return any(p.is_known and GIVEN_NAME in p.tag for p in parses(word))


@lru_cache(1_000)
def is_patronymic(word: str) -> bool:
    """«Григорьевичем» → True; «Ляхнович» is a surname."""
    return any(p.is_known and PATRONYMIC in p.tag for p in parses(word))


def _lowered(word: str) -> str:
    """«НАЗАРОВА» → «Назарова»; initials and Latin letters stay."""
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() and len(word) > 3 and "." not in word and not word.isascii() else word


def settled_case(words: Sequence[str], case: str) -> str:
    """The tagger's case, unless the known names among the words can stand in other cases only: («Анны», «Курилович»), nom → "gen"."""
    if len(words) > 1 and _ends_alike(words, case):
        return case
    if case == "ins" and words[-1].endswith(GENITIVE) and _ends_alike(words, "gen"):
        return "gen"  # «под руководством A и министра Шерзода Ходжаева»: no instrumental ends so
    if case in ("nom", "") and len(words) > 1 and all(word.endswith(("ом", "ым")) and not _known_cases(word) for word in (words[0], words[-1])):
        return "ins"  # «Хюсейином Дириозом», whatever the tagger says
    if case != "ins" and words[-1].endswith(INSTRUMENTAL):
        return "ins"  # «Д. Н. Кочиевым»
    if case == "gen" and words[0].endswith(".") and words[-1].endswith(("ом", "ем")) and not _known_cases(words[-1]):
        return "ins"  # «с А. Карапетом»: no genitive ends so
    if case in ("nom", "") and len(words) > 1 and NOMINATIVE.search(words[-1]) and not _known_cases(words[0]) & {"ins", "dat"}:
        return case  # «Гали Искалиев»: a surname such as only a nominative is
    if case not in ("gen", "acc") and len(words) == 2 and words[0][-1] in "иоэ" and not _known_cases(words[0]) and words[-1][-1] == "а":
        return "nom"  # «Синдзи Асада»: the dictionary knows an Асад
    possible: set[str] | None = None
    for word in words:
        cases = _known_cases(word) if key(word) not in PARTICLES else frozenset()
        if cases:
            possible = set(cases) if possible is None else possible & cases or possible
    if not possible or case in possible or (case == "" and "nom" in possible):
        return case
    if case in MASCULINE_NOUNS and not _is_nominative(words[0]) and _declined(words[-1], case):
        return case
    return next((c for c in ("nom", "ins", "gen", "dat", "acc", "loc") if c in possible), case)


def _ends_alike(words: Sequence[str], case: str) -> bool:
    """«Ерлана Карина», gen → True: a man's name whose words all end as that case does, though the dictionary has a woman's name like one."""
    return case in ("gen", "acc") and not _known_cases(words[0]) and all(len(word) > 3 and word[-1] in "ая" and word[-2] not in VOWELS for word in words)


def _is_nominative(word: str) -> bool:
    """«Валерий» → True: a known given name that can be nothing but a nominative."""
    return len(word) > 4 and word[-1] not in VOWELS and _known_cases(word) == {"nom"}


def _declined(word: str, case: str) -> bool:
    """«Хаем», ins → True: an unknown name with the ending of an oblique case says more than a known short one in the nominative («Данг»)."""
    return not _known_cases(word) and word.endswith(MASCULINE_NOUNS[case] + FEMININE_NOUNS[case] + tuple(oblique for oblique, _ in MASCULINE_SURNAMES[case]))


@lru_cache(1_000)
def _known_cases(word: str) -> frozenset[str]:
    """The cases in which the dictionary has a word as a declinable name; none for a name that is also another word («Роман»)."""
    found = [p for p in parses(word) if p.is_known and p.tag.number == "sing" and p.tag.case in CASES]
    named = [p for p in found if (GIVEN_NAME in p.tag or PATRONYMIC in p.tag or SURNAME in p.tag) and "Fixd" not in p.tag]
    return frozenset(CASES[str(p.tag.case)] for p in named)


def _surname_at(words: Sequence[str]) -> int:
    """Which word is the surname: the last, «Резу» or «Иваном» alone is none."""
    if len(words) == 1:
        return -1 if is_given_name(words[0]) else 0
    if "." in words[-1] and not words[0].endswith("."):
        return 0  # «Лисом И. А.»
    if len(words) == MOST and is_patronymic(words[2]) and is_given_name(words[1]) and not is_given_name(words[0]):
        return 0  # «Котовым Олегом Петровичем»
    return -1 if is_patronymic(words[-1]) and is_given_name(words[0]) else len(words) - 1


def _gender(words: Sequence[str], case: str) -> str:
    """masc or femn: from a given name or patronymic that the dictionary knows, else from the endings."""
    mens = len(words) > 1 and not _known_cases(words[0]) and _is_mans(words, case)
    for word in words[: 1 if mens else 2]:  # «Хосейна Рахими»: whatever woman's name the second word is like
        for parse in parses(word):
            named = (GIVEN_NAME in parse.tag or PATRONYMIC in parse.tag) and parse.tag.number == "sing"
            if named and parse.is_known and "Fixd" not in parse.tag and CASES.get(str(parse.tag.case)) == case and parse.tag.gender in ("masc", "femn"):
                return str(parse.tag.gender)
    return "masc" if _is_mans(words, case) else next(chain(_genders(words, case), ("masc",)))


def _is_mans(words: Sequence[str], case: str) -> bool:
    """«Казему Джалали», «Чжана Гаоли»: a first name that ends as only men's do in that case."""
    first = next((word for word in words if key(word) not in PARTICLES), words[0])
    return (
        len(words) > 1
        and len(first) > 3
        and case in MEN
        and first.endswith(MEN[case])
        and first[-len(MEN[case][0]) - 1] not in VOWELS
        and not first.endswith("лла")
    )


def _genders(words: Sequence[str], case: str) -> Iterator[str]:
    """What the endings say, surnames first: «Кутлугильдиной» → femn."""
    for word in reversed(words):
        for gender in ("masc", "femn"):
            if word.endswith(tuple(oblique for oblique, _ in SURNAMES[gender][case][:-1])):
                yield gender
        for gender in ("masc", "femn"):
            if word.endswith(NOUNS[gender][case]):
                yield gender


def _word(word: str, case: str, gender: str, *, surname: bool, woman: bool) -> str:
    if (surname and key(word) in UNDECLINED) or word == "Али":  # no case of «Аля»
        return word
    if len(word) <= 2 or word.endswith(".") or not word[0].isalpha() or word.isascii() or key(word) in PARTICLES:
        return word
    if "-" in word:
        return "-".join(_word(part, case, gender, surname=surname, woman=woman) for part in word.split("-"))
    known = _known(word, case, gender, SURNAME if surname else GIVEN_NAME)
    if known is not None:
        return known
    if surname:
        for oblique, base in SURNAMES[gender][case]:
            if word.endswith(oblique) and len(word) > len(oblique) + 1 and (oblique not in ("ой", "ую") or (woman and _is_adjective(word))):
                return word[: -len(oblique)] + base
    return _noun(word, case, gender, surname=surname)


@lru_cache(1_000)
def _is_adjective(word: str) -> bool:
    """«Толстой», «Белую» → True; «Виейрой», «Асадой» → False."""
    return any(p.is_known and p.tag.POS == "ADJF" for p in parses(word))


def _fleeting(word: str, stem: str, case: str) -> str:
    """«Зайцем», «Зайц» → «Заяц»; the stem itself where the dictionary knows no noun whose vowel comes and goes."""
    for parse in parses(word):
        if parse.is_known and parse.tag.POS == "NOUN" and parse.tag.gender == "masc" and CASES.get(str(parse.tag.case)) == case and parse.tag.number == "sing":
            base = like(parse.normal_form, word)
            if base != stem and base[-1] == stem[-1] and base[0] == stem[0] and abs(len(base) - len(stem)) < 2:
                return base
    return stem


@lru_cache(1_000)
def _known(word: str, case: str, gender: str, kind: str) -> str | None:
    """The nominative of a name that the dictionary itself has."""
    for parse in parses(word):
        tag = parse.tag
        if parse.is_known and (kind in tag or PATRONYMIC in tag) and tag.gender == gender and tag.number == "sing":
            if "Fixd" in tag:
                return word
            if CASES.get(str(tag.case)) == case:
                form = parse.inflect({"nomn", "sing"})
                return like(form.word, word) if form else None
    return None


def _noun(word: str, case: str, gender: str, *, surname: bool) -> str:
    """An unknown name by its ending: «Илича» → «Илич», «Сергея» → «Сергей», «Янем» → «Янь», «Сороки» → «Сорока», «Аян» stays."""
    for oblique in NOUNS[gender][case]:
        stem = word[: -len(oblique)]
        if not word.endswith(oblique) or len(stem) < 2:
            continue
        if gender == "femn":
            return _feminine(word, stem, oblique, surname=surname)
        if oblique in ("я", "ю", "ем", "ём", "е") and stem[-1] in VOWELS:
            return stem + "й"
        if oblique in ("я", "ю") or (oblique == "ем" and stem[-1] not in "жшчщц"):
            return stem[:-1] + "ей" if stem[-1] == "ь" else stem + "ь"
        return word if stem[-1] in VOWELS or (len(stem) < 3 and oblique == "е") else _fleeting(word, stem, case) if surname else stem
    return _masculine_in_a(word, case) if gender == "masc" else word


def _feminine(word: str, stem: str, oblique: str, *, surname: bool) -> str:
    """«Гульнары» → «Гульнара», «Алии» → «Алия»; «Ли Мэй», «Каземи» stay."""
    if stem[-1] in "оу" or (stem[-1] in "аэ" and oblique in ("и", "е")):
        return word
    if oblique == "и" and stem[-1] not in VELARS + VOWELS and (surname or stem[-1] not in "лн"):
        return word  # «Харуми Такахаси»
    hard = oblique in ("ы", "у", "ой") or (oblique in ("и", "е", "ей") and (stem[-1] in VELARS + "ц" or (oblique == "е" and stem[-1] not in VOWELS)))
    return stem + ("а" if hard and stem[-1] not in VOWELS else "я")


def _masculine_in_a(word: str, case: str) -> str:
    """A man's surname in -а: «Кулагой» → «Кулага», «Сороки» → «Сорока»; «Каземи», «Абашидзе» stay."""
    endings = {"gen": ("ы", "и"), "acc": ("у",), "ins": ("ой",), "dat": ("е",), "loc": ()}[case]
    for oblique in endings:
        stem = word[: -len(oblique)]
        if word.endswith(oblique) and len(stem) > 2 and stem[-1] not in VOWELS and (oblique in ("ы", "у", "ой", "е") or stem[-1] in VELARS):
            return stem + "а"
    return word
