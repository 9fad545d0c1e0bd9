"""Which way a clause looks: «В среду губернатор прибыл» → "past", «посетит» → "present", «планируется» → "future".

Endings and short closed lists, no dictionary: it only has to choose between two candidate dates.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.dates_lexicon import stems, words
from pipeline.dates_scan import Scan

ENDS = ("DOT", "END", "NL")
BORDERS = ("DOT", "END", "NL", "COMMA", "DASH")
REACH = 14  # tokens on either side
NEAR = 5  # a verb so few tokens away is the date's own
JOINED = 8  # tokens between «будут» and the second of two participles
COMMA_COST = 4  # a verb across a comma belongs to another clause: «сообщил, что в среду посетит»

PLANS = stems(
    "планиру запланирова намечен намечается намерен ожида предсто назначен состоится состоятся пройдет пройдут будет будут будем ждут ждет ждем собира должен "
    "рассчитыва надее надею хотят хочет обещает обещают "
    "должн готовит готовят стартует начнет начнут выйдем поедем перенесен перенос отложен"
)
# A past verb that speaks of what is to come: «перенесли на май», «договорились о встрече 15 декабря».
SCHEDULED = stems(
    "законтрактов зафрахтов заброниров значил значивш намечавш планировавш ожидавш ждавш перенес назначи намети запланировал отложи продли анонсировал"
)
INTENDED = stems(
    "договорил условил пригласил предложил пообеща обещал решил согласова попроси планировал надея намерева готовил собирал взял обязал поручи потребова "
    "ждал ожидал рассчитывал хотел намечал"
)
MANAGED = stems("удалось смог сумел успел пришлось помог начал продолжил стал довелось")
SAYS = stems("сообща передае пиш отмеча рассказыва говор уточня подчеркива напомина заявля информиру указыва поясня добавля")
SAID = stems("сообщил рассказал заявил отметил уточнил пояснил добавил напомнил подчеркнул сказал написал проинформировал доложил объяснил указал объявил")
PLAN_NOUNS = re.compile(r"(?:намерен|ожидан|назначен|перенесен|планирован)и[а-я]{1,3}|должност[а-я]*")  # «протокол о намерениях», «вступил в должность»
FULL = "(?:ый|ая|ое|ые|ого|ой|ую|ому|ым|ыми|ых|ом|ий|ее|ие|его|ей|ему|им|ими|их|яя|юю)(?:ся)?"
DONE_STEMS = "учрежде|оформле|одобре|купле|закупле|приобрете|завизирова|парафирова|разработа|запуще|отправле|продле|выигра|ратифицирова|подписа|заключе|проведе|достигну|созда|приня|утвержде|поставле|доставле|привезе|завезе|вывезе|изготовле|произведе|выпуще|направле|выделе|отгруже|построе|сда|введе|переда|представле|заверше|организова|основа|открыт?"
# «намеченная», «ожидаемый», «предстоящий» say what was planned, not when: the next verb decides.
PLANNED_FULL = re.compile(rf"[а-я]+(?:нн|ем|ющ|ущ|ащ|ящ){FULL}")
ANNOUNCED = re.compile(rf"(?:запланирова|намече|назначе)нн?{FULL}")
CALLED_OFF = stems("состоял отмен отлож перенес перенос сорва провал переноси сдвин")
PAST_FULL = re.compile(rf"(?:{DONE_STEMS})(?:н|т){{1,2}}{FULL}|[а-я]{{3,}}вш{FULL}")
PAST_SHORT = re.compile(rf"(?!(?:про|в)ведет)(?:{DONE_STEMS})[нт]?[оаы]?")
COMING = {"будет", "будут", "быть"}
PAST = re.compile(r"[а-я]{2,}(?:л|ла|ло|ли)(?:ся|сь)?")
PAST_IRREGULAR = words("вырос возрос подрос рос принес привез вывез завез ввез внес вынес понес нанес нес вез достиг смог помог возник исчез окреп ослаб погиб")
NONPAST = re.compile(r"[а-я]{2,}[еиаяую]т(?:ся)?|[а-я]*даст(?:ся)?")
# Imperfective for certain: «с осени действует» has gone on since autumn, «с осени вырастет» has not begun.
LASTING = re.compile(
    r"(?:[а-я]+(?:ыва|ива|йству|иру|нича|вля|вня|жда|ща)|работа|ид|ход|вед|жив|име|занима|молч|функциониру|развива|отгружа|воз|выпуска|дела|леж|сто|пользу|раст|шь|бер|наход|проход|гост|длит|служ|пребыва)[еиаяую]т(?:ся)?"
)
WE_DO = re.compile(
    r"(?:[а-я]+(?:ыва|ива|йству|иру|вля|жда|гружа|купа)|работа|торгу|сотруднича|друж|прода|води|виде)ем(?:ся)?|возим|ввозим|вывозим|завозим|шлем|дружим"
)
# So are nearly all in -ает and -яет («закупает», «поставляет»), but for these.
ENDURING = re.compile(r"[а-я]{2,}[ая]ет(?:ся)?")
MOMENTARY = re.compile(
    r"(?:за|от|до|об|раз|вы|по|пере|с|на|про)(?:работа|дела|игра|чита|гуля)ет(?:ся)?|[а-я]*(?:узна|пойма|потеря|побыва|обменя|поменя|намеря|постара|"
    r"послуша|сыгра|призна)ет(?:ся)?"
)
INFINITIVE = re.compile(r"[а-я]{2,}(?:[аяеиуыо]ть|вести|везти|нести|расти|йти|чь)(?:ся)?|[а-я]{3,}тись")


@cache
def not_verbs() -> frozenset[str]:
    """→ frequent nouns and adverbs that end like verbs: «комитет», «квартал», «если», «печать»."""
    return frozenset(files("pipeline").joinpath("dates_not_verbs.tsv").read_text("utf-8").split())


def cue(scan: Scan, first: int, last: int) -> str:
    """A date → the tense of its clause; «заявил о предстоящих в мае гастролях», «рассказал о визите, намеченном на май» look forward whatever the verb.

    A date at tokens `first` … `last - 1` → the tense of the nearest verb of its sentence.

    "past", "past nearby" (its own verb, for certain); "intended" (a past verb about what comes); "future" (a plan);
    "present" (a non-past form or an infinitive: what comes); "lasting" (goes on); "" where there is no verb.
    """
    if _is_scheduled(scan, first, last):
        return "future"
    left, left_cost = nearest(scan, range(first - 1, max(first - 1 - REACH, -1), -1))
    right, right_cost = nearest(scan, range(last, min(last + REACH, len(scan.codes))))
    tense, cost = (left, left_cost) if left_cost < right_cost else (right, right_cost)
    if tense == "intended" and left_cost >= right_cost and scan.name(first - 1) not in ("ON", "UNTIL", "TO"):
        return "past"  # «в среду группу пригласили на завод»
    if tense == "scheduled":
        return "future" if scan.name(first - 1) in ("ON", "UNTIL", "TO") else "past"
    return "past nearby" if tense == "past" and cost < NEAR else tense


def _is_scheduled(scan: Scan, first: int, last: int) -> bool:
    """→ whether «предстоящий» stands before the date in its clause, or «намеченный на» right before it, and nothing was called off."""
    if scan.name(first - 1) in ("ON", "TO"):
        planned = ANNOUNCED.fullmatch(scan.word(first - 2)) is not None
        around = (scan.word(i) for i in range(max(0, first - REACH), min(last + REACH, len(scan.codes))))
        return planned and not any(word == "не" or word.startswith(CALLED_OFF) for word in around)
    for index in range(first - 1, max(first - 1 - REACH, -1), -1):
        if scan.name(index) in BORDERS:
            return False
        word = scan.word(index)
        if word.startswith("предстоящ"):
            return True
        if not scan.name(index) and tense_of(word):
            return False
    return False


def nearest(scan: Scan, indexes: range) -> tuple[str, int]:
    """Token indexes going away from the date → (tense of the first verb, its distance)."""
    commas = 0
    for distance, index in enumerate(indexes):
        name = scan.name(index)
        if name in ENDS and sentence_end(scan, index):
            break
        commas += name in ("COMMA", "DASH")
        if indexes.step > 0 and commas and scan.name(index - 1) in ("COMMA", "DASH") and scan.word(index).startswith(SAID):
            break  # «подпишут в июне, / сообщил посол»: when it was said
        tense = "" if name or is_name(scan, index) else tense_of(scan.word(index))
        if tense == "present" and INFINITIVE.fullmatch(scan.word(index)) and scan.word(index - 1).startswith(MANAGED):
            tense = "past"
        if tense == "past" and PAST_SHORT.fullmatch(scan.word(index)) and _is_to_be(scan, index):
            tense = "future"  # «будут поставлены в июне»
        if tense:
            participle = tense != "scheduled" and PAST_FULL.fullmatch(scan.word(index)) is not None
            return tense, distance + commas * COMMA_COST + participle * COMMA_COST
    return "", 1000


def _is_to_be(scan: Scan, index: int) -> bool:
    """→ whether «будут» stands before a short participle: «будут поставлены», «будут собраны в Минске и / поставлены»."""
    reach = JOINED if scan.word(index - 1) == "и" else 2
    for back in range(index - 1, max(index - 1 - reach, -1), -1):
        if scan.word(back) in COMING:
            return True
        if scan.name(back) in BORDERS:
            return False
    return False


def is_name(scan: Scan, index: int) -> bool:
    """→ whether a token has a capital letter inside its sentence: «15 апреля Павла Орлова примут» has no verb «Павла»."""
    if not 0 <= index < len(scan.codes):
        return False
    start, _ = scan.place(index)
    if not scan.text[start].isupper():
        return False
    before = scan.text[max(0, start - 2) : start].rstrip(" ")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",)")


@lru_cache(maxsize=2500)
def tense_of(word: str) -> str:
    """«прибыл» → "past", «посетит» → "present", «действует» → "lasting", «планируется» → "future", «комитет» → ""."""
    if len(word) < 3 or word in not_verbs() or word.startswith(SAYS):
        return ""
    if word in PAST_IRREGULAR or PAST.fullmatch(word) or PAST_SHORT.fullmatch(word) or PAST_FULL.fullmatch(word):
        return "scheduled" if word.startswith(SCHEDULED) else "intended" if word.startswith(INTENDED) else "past"
    if PLANNED_FULL.fullmatch(word) or PLAN_NOUNS.fullmatch(word):
        return ""
    if word.startswith(PLANS):
        return "future"
    if WE_DO.fullmatch(word):
        return "lasting"
    if NONPAST.fullmatch(word):
        return "lasting" if (LASTING.fullmatch(word) or ENDURING.fullmatch(word)) and not MOMENTARY.fullmatch(word) else "present"
    return "present" if INFINITIVE.fullmatch(word) else ""


def sentence_end(scan: Scan, index: int) -> bool:
    """→ whether token `index` ends a sentence: «!», a line break, or a full stop before a capital that no initial or «г.» left behind."""
    name = scan.name(index)
    if name in ("END", "NL"):
        return True
    if name != "DOT":
        return False
    if index + 1 >= len(scan.codes):
        return True
    following = scan.place(index + 1)[0]
    month = scan.name(index - 1) == "MON"  # «12 ноя. 2025»
    opens = scan.text[following].isupper() or (scan.name(index + 1) in ("QUOTE", "DASH", "NUM", "YEAR") and not month)
    abbreviation = len(scan.word(index - 1)) == 1 or scan.name(index - 1) == "KV"
    return opens and following > scan.place(index)[1] and not abbreviation


def ended(scan: Scan, indexes: range) -> bool:
    """→ whether a sentence ends among these tokens."""
    return any(scan.name(index) in ENDS and sentence_end(scan, index) for index in indexes)
