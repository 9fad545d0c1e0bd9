"""Which way a clause looks: «В среду губернатор прибыл» → "past", «посетит», «планируется» → "future".

Endings and short closed lists, no dictionary: it only has to choose between two candidate dates.
"""

from __future__ import annotations

import re

from pipeline.dates_lexicon import stems, words
from pipeline.dates_scan import Scan

REACH = 14  # tokens on either side
COMMA_COST = 4  # a verb across a comma belongs to another clause: «сообщил, что в среду посетит»

PLANS = stems(
    """планиру запланир намечен намечает намерен ожида предсто назначен состоится состоятся пройдет пройдут будет будут будем ждут ждет ждем собира
    должен должн готовит готовят стартует начнет начнут приедет приедут прибудет прибудут посетит посетят подпишет подпишут перенес перенос
    отложен отлож"""
)
SAYS = stems(
    """сообща передае пиш отмеча рассказыва говор уточня подчеркива напомина заявля информиру указыва поясня добавля сообщил рассказал уточнил"""
)
DONE = re.compile(
    r"(?:подписа|заключе|откры|проведе|достигну|созда|приня|утвержде|поставле|отгруже|построе|сда|введе|переда|представле|заверше|организова)[нт][оаы]?"
)
PAST = re.compile(r"[а-я]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)")
NONPAST = re.compile(r"[а-я]{2,}[еиаяую]т(?:ся)?")
NOT_PAST = words(
    """если или капитал материал канал журнал вокзал филиал генерал потенциал персонал квартал начала начало дела дело школа села село сила число
    числа около мало масла масло тепла тепло стекла стекло земли цели недели модели роли доли рубли автомобили июли отели стали мебели зала зал
    угол стол металл металла премьера профиль общей нефти доля воля апрель дизель стабли пола пол посол посла консул сигнал ритуал интервал
    терминал терминала мемориал идеал арсенал потенциала сала кабели детали школы правила правило силы стола отдел отдела раздел раздела предел
    предела бал балла балл коли мели скала шкала неделя столик уровни вдали сдали ели тыл тыла узел узла козел договорол футбол протокол
    протокола символ символа комсомол тротуал персонала капитала материала журнала канала филиала вокзала сентябрял ведомостили экспорта"""
)
NOT_NONPAST = words(
    """комитет совет университет институт бюджет кредит визит лимит пакет маршрут аппарат результат сенат депутат мандат формат экспонат штат
    факультет приоритет паритет авторитет дефицит аудит салют дебют дипломат кандидат комбинат агрегат аттестат сертификат реферат адвокат
    нотариат секретариат ответ предмет цвет свет интернет кабинет суверенитет билет газет лет нет монет ракет анкет планет смет мест кит спирт
    продукт гранит транзит мазут гектар профицит букет макет атташет обед буклет табет чат акт факт агат брат закат канат плакат хват мат салат
    шпинат халат автомат климат альманат чемпионат султанат эмират халифат патриархат ректорат деканат губернат интернат магистрат госкомитет
    горсовет райсовет облсовет подкомитет оргкомитет спорткомитет политсовет санаторит муниципалитет иммунитет нейтралитет менталитет абсолют
    брют уют приют институт летит рубит кредитит защит плит элит орбит виз"""
)


def cue(scan: Scan, first: int, last: int) -> str:
    """Tokens `first` … `last - 1` are a date → "past", "future" (a plan), "present" (a non-past form) or "" by the nearest verb of its sentence."""
    left, left_cost = nearest(scan, range(first - 1, max(first - 1 - REACH, -1), -1))
    right, right_cost = nearest(scan, range(last, min(last + REACH, len(scan.codes))))
    return left if left_cost < right_cost else right


def nearest(scan: Scan, indexes: range) -> tuple[str, int]:
    """Token indexes going away from the date → (tense of the first verb, its distance)."""
    commas = 0
    for distance, index in enumerate(indexes):
        name = scan.name(index)
        if sentence_end(scan, index):
            break
        commas += name in ("COMMA", "DASH")
        tense = "" if name else tense_of(scan.word(index))
        if tense:
            return tense, distance + commas * COMMA_COST
    return "", 1000


def tense_of(word: str) -> str:
    """«прибыл» → "past", «посетит» → "present", «планируется» → "future", «комитет» → ""."""
    if len(word) < 3 or word.startswith(SAYS):
        return ""
    if word.startswith(PLANS):
        return "future"
    if DONE.fullmatch(word) or (PAST.fullmatch(word) and word not in NOT_PAST):
        return "past"
    if NONPAST.fullmatch(word) and word not in NOT_NONPAST:
        return "present"
    return ""


def sentence_end(scan: Scan, index: int) -> bool:
    """→ whether token `index` ends a sentence: «!», a line break, or a full stop before a capital that no abbreviation left behind."""
    name = scan.name(index)
    if name in ("END", "NL"):
        return True
    if name != "DOT" or index + 1 >= len(scan.codes):
        return name == "DOT"
    stop, following = scan.stops[index], scan.starts[index + 1]
    if following == stop or not (scan.text[following].isupper() or scan.name(index + 1) in ("QUOTE", "DASH", "NUM", "YEAR")):
        return False
    return not (scan.name(index - 1) in ("G", "GG", "MON", "KV") and not scan.text[following].isupper()) and len(scan.word(index - 1)) > 1
