"""What part a date plays: «до 1 марта» → "deadline", «по итогам 2024 года» → "result", «к уровню 2023 года» → "base".

Read from the words before the date, which the span itself leaves out.
"""

from __future__ import annotations

from pipeline.dates_lexicon import stems, words
from pipeline.dates_meaning import Match
from pipeline.dates_scan import Scan
from pipeline.dates_tense import ENDS, sentence_end

APPOINTED = stems("перенес назнач намечен запланирован отлож заплан")
REACH = 6
LEVELS = words("уровень уровню уровня уровне уровнем против")
INDICATORS = ("показател", "результат")
LEVELLED = (*INDICATORS, "объем", "объём", "значени", "рекорд", "цифр", "итог")
WHOLE = words("за весь всего всю всей целый")
EXCEEDING = ("превыс", "превыш", "превзо", "превосх", "опере", "обогна", "побил", "уступ", "выше", "ниже", "больше", "меньше")
COMPARING = stems("превыс превыш выше ниже больше меньше аналогичн сопоставим соответствующ прежн")
FIRST = ("вперв", "перв")
STRETCHES = ("year", "half", "quarter", "span", "season", "month")


def role_of(match: Match, grain: str) -> str:
    """Match and its grain → role by the words before it; "point" when nothing says more."""
    scan, first = match.scan, match.first
    before, word = match.before(), scan.word(first - 1)
    opening = scan.name(first)
    said = words_before(scan, first)
    if compared(said):
        return "base"
    level = opening == "LASTYEARS" or scan.word(match.last).startswith(("уров", *INDICATORS))
    if opening in ("LASTYEARS", "MONTHADJ") and ((before in ("TO", "FROM") and level) or word.startswith(COMPARING)):
        return "base"  # «вдвое больше прошлогоднего», «к январскому уровню»
    if before in ("TO", "UNTIL") or no_later(scan, first):
        return "deadline"
    if opening == "FROM" and any(token.name in ("BY", "UNTIL") for token in match.tokens[1:]):
        return "result" if complete(match) else "duration" if stretched(scan, first) and not any(near.startswith(APPOINTED) for near in said) else "point"
    if before in ("FROM", "AFTER") and any(near.startswith(FIRST) for near in said[1:3]):
        return "base"  # «впервые с 1999 года», «в первый раз после 2014 года»
    if before in ("FROM", "AFTER") or word == "начиная" or (word in ("ранее", "раньше") and scan.word(first - 2) == "не"):
        return "start"
    if before == "ON" and opening not in ("BEGIN", "MID", "ENDW") and grain in ("year", "half", "quarter", "span") and scan.name(match.last - 1) != "WEEK":
        return "point" if any(near.startswith(APPOINTED) for near in said) or said[1:3] == ["планах", "в"] else "duration"
    if before == "BY" and grain == "day":
        return "deadline"  # «по 21 ноября включительно»
    if before == "COURSE" or (word == "период" and not any(near.startswith(APPOINTED) for near in said)):
        return "duration"
    if result(scan, first, grain):
        return "result"
    return "point"


def words_before(scan: Scan, first: int, *, reach: int = REACH) -> list[str]:
    """→ up to `reach` words before token `first` in its sentence, the nearest first."""
    found: list[str] = []
    for index in range(first - 1, max(first - 1 - reach, -1), -1):
        if scan.name(index) in ENDS and sentence_end(scan, index):
            break
        found.append(scan.word(index))
    return found


def compared(said: list[str]) -> bool:
    """«по сравнению с», «больше, чем в», «к уровню», «относительно», «против 5 млн в» before the date → True."""
    near = said[:3]
    if "чем" in near and {"раньше", "ранее", "позже", "позднее"} & set(said[near.index("чем") :][:2]):
        return False  # «не раньше чем через два года»
    comparison = next((index for index, word in enumerate(said) if word.startswith(("сравнени", "отличи")) or is_relation(said, index)), None)
    if comparison is not None and said[comparison + 1 : comparison + 2] == ["для"]:
        comparison = None  # «Для сравнения, в 2023 году купили 117 тысяч тонн»
    if comparison is not None and not any(character.isdigit() for word in said[:comparison] for character in word):
        return True
    if any(word in ("чем", "относительно") for word in near):
        return True
    if near and (near[0] in LEVELS or (near[0] in ("за", "в", "на") and near[1:2] and near[1] in LEVELS)):
        return True
    if near and near[0].startswith(INDICATORS) and any(word.startswith(COMPARING) or word in ("к", "с", "над", "от") for word in near[1:]):
        return True
    if exceeds(said):
        return True
    return "против" in said and is_against_level(said[: said.index("против")])


def is_against_level(behind: list[str]) -> bool:
    """«против 5 млн в / прошлом году», «против прошлогодних» → True; «о борьбе против терроризма подписан / 5 мая» tells when."""
    if {",", "—", "–"} & set(behind):
        return False
    numbers = any(character.isdigit() for word in behind for character in word)
    return (
        not behind
        or numbers
        or behind[-1].startswith((*LEVELLED, *COMPARING, "уров", "одн", "дв", "тр", "четыр", "пят", "шест", "сем", "восьм", "девят", "десят"))
    )


def is_relation(said: list[str], index: int) -> bool:
    """«по отношению к 2023 году» → True; «меморандум об установлении отношений подписан 13 июля» tells when."""
    return said[index] == "отношению" and said[index + 1 : index + 2] == ["по"]


def exceeds(said: list[str]) -> bool:
    """«превысил показатели / всего 2024 года», «больше объёма за весь / прошлый год»: a level that something exceeds → True."""
    at = next((index for index, word in enumerate(said) if word not in WHOLE), len(said))
    if not said[at:] or not said[at].startswith(LEVELLED):
        return False
    return any(word.startswith(EXCEEDING) for word in said[at + 1 : at + 4])


GROWTH = stems("вырос увелич повыс прибав рост прирост возрос подн упал сниз сниж сократ сокращ уменьш паден плюс минус больше меньше процент раза измен")


def grows(scan: Scan, first: int) -> bool:
    """«вырос на 5% к», «104,9 % к» before the date, «рост составил» just after it → True."""
    near = words_before(scan, first, reach=10) + [scan.word(index) for index in range(first + 1, first + 6)]
    return any(word.startswith(GROWTH) or "%" in word for word in near)


def no_later(scan: Scan, first: int) -> bool:
    """«не позднее 1 марта» → True."""
    return scan.word(first - 1) in ("позднее", "позже") and scan.word(first - 2) == "не"


def stretched(scan: Scan, first: int) -> bool:
    """«на период с …», «сроком с …», «действует с …» → True; «в период с 1 по 5 мая» is when, not for how long."""
    if any(scan.word(first - back).startswith(("действ", "рассчитан", "сроком")) for back in (1, 2, 3)):
        return True
    return scan.word(first - 1) in ("период", "срок") and scan.word(first - 2) == "на"


def complete(match: Match) -> bool:
    """«с января по сентябрь» → True: months counted from January are a statistical period."""
    tokens = match.tokens
    return len(tokens) > 1 and tokens[1].name == "MONTH" and tokens[1].value == 1


def result(scan: Scan, first: int, grain: str) -> bool:
    """«за девять месяцев», «за весь 2024 год», «по итогам квартала» → True."""
    before = scan.name(first - 1)
    if before == "WHOLE":
        first, before = first - 1, scan.name(first - 2)
    if before == "TOTAL":
        return True
    return before == "FOR" and grain in STRETCHES
