"""Days of events: which date of a sentence belongs to a fact, and which day an article lends to what is told without one."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from extractors import extract
from pipeline.annotate import annotate
from pipeline.clean import clean
from pipeline.engines import load
from schemas.article import Article, Block, RawArticle, Span
from schemas.facts import Agreement, Contract, Fact, Meeting, Visit

WEDNESDAY = date(2025, 11, 19)


@cache
def facts(text: str, published: date | None = WEDNESDAY) -> tuple[Fact, ...]:
    """The facts of a short article, one paragraph a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start, start + len(line), "text"))
        start += len(line) + 1
    article = Article("a1", "a.txt", None, None, published, None, text, tuple(blocks), "", "utf-8")
    return extract(annotate([article], load("packed"))[0]).facts


def days(text: str, table: type[Fact], published: date | None = WEDNESDAY) -> list[str | None]:
    return [fact.date for fact in facts(text, published) if isinstance(fact, table)]


OWN = {
    "of what somebody says and not of the meeting at which he says it": (
        "«В прошлом году мы подписали план с Ошской областью», – отметил на встрече с послом Киргизии губернатор Тверской области Иван Рогов.",
        Meeting,
        None,
    ),
    "not of an office entered into": (
        "Визит мэра Бреста Ивана Котова, вступившего в должность главы города в сентябре 2021 года, в Тверь состоится 3 мая 2022 года.",
        Visit,
        "2022-05-03",
    ),
    "a relative clause shares the date that opens the sentence": (
        "В октябре делегация Твери участвовала в саммите в Гродно, где были подписаны соглашения о сотрудничестве.",
        Agreement,
        "2025-10",
    ),
    "an old paper's date is not the new one's": (
        "Мэр Твери и мэр Гродно обсудили исполнение меморандума, подписанного в октябре 2021 года.",
        Meeting,
        None,
    ),
    "since when a paper was prepared": (
        "Казанский технопарк и Ташкентский университет создадут центр дизайна. Соглашение, готовившееся с весны, подпишут 4 декабря.",
        Agreement,
        "2025-12-04",
    ),
    "a relative clause tells when the trip went": (
        "Президент Ганы Кофи Менса завершил визит в Египет, который проходил с 4 по 7 ноября.",
        Visit,
        "2025-11-04/2025-11-07",
    ),
    "how long a trip lasts is no day of its talks": (
        "В ходе визита, который продлится до 28 ноября, запланирована встреча президента Ганы с премьер-министром Сербии.",
        Meeting,
        None,
    ),
    "what was talked over is yet to be": ("17 ноября министры Ирана и Ганы обсудили предстоящий визит президента Ганы в Иран.", Visit, None),
    "a trip that was appointed for a day": ("Поездка делегации Калуги в Могилёв, значившаяся на 3 декабря, не состоится.", Visit, "2025-12-03"),
    "a stretch of weekdays of the week before": (
        "Делегация Тюмени работала в Ташкенте с понедельника по среду прошлой недели.",
        Visit,
        "2025-11-10/2025-11-12",
    ),
    "an event that a participle tells": (
        "Форум «Волга – Каспий», прошедший 14 ноября в Астрахани, собрал двести гостей. В рамках мероприятия Астрахань и Гилян подписали меморандум о туризме.",
        Agreement,
        "2025-11-14",
    ),
    "the eve of the day told before": (
        "В субботу главы Пскова и Тарту подписали договор о побратимстве.\nНакануне эстонская делегация посетила Псковский завод «Титан».",
        Visit,
        "2025-11-14",
    ),
    "the session of a commission told later": (
        "Межправкомиссия России и Вьетнама завершила работу. Комиссия заседала в Ханое два дня, 13 и 14 ноября.",
        Meeting,
        "2025-11-13/2025-11-14",
    ),
    "the day on which a deal was signed": (
        "В нынешнем году Иркутск получит от «Белкоммунмаша» десять трамваев. Контракт стоимостью 240 млн рублей был подписан 6 ноября в Минске.",
        Contract,
        "2025-11-06",
    ),
    "the day on which a paper came into force": (
        "«Минскэнерго» закупило у «Силовых машин» турбину. Договор, вступивший в силу 1 ноября, оценён в 900 млн рублей.",
        Contract,
        "2025-11-01",
    ),
    "the day on which goods left": (
        "«Минскэнерго» отправило в Душанбе 60 километров кабеля. Отгрузка состоялась 12 ноября.",
        Contract,
        "2025-11-12",
    ),
    "the day on which a ship left": ("Калмыкия отгрузила в Саудовскую Аравию две тысячи баранов. Судно вышло из порта 10 ноября.", Contract, "2025-11-10"),
    "the signing told behind who says so": (
        "Меморандум о туризме подписан между Тверью и Гродно. Как сообщает пресс-служба мэрии, подписание прошло в пятницу в рамках ярмарки.",
        Agreement,
        "2025-11-14",
    ),
    "a day behind a dash": (
        "Переговоры мэра Твери с мэром Гродно намечены на четверг, посещение гродненцами завода «Лён» — на пятницу.",
        Visit,
        "2025-11-21",
    ),
    "not of the day on which results are summed up": ("Депутаты Карелии вчера обсудили итоги поездки в Швецию.", Visit, None),
    "not of the day of a report": ("Губернатор Твери 17 ноября заслушал отчёт о поездке делегации области в Китай.", Visit, None),
    "not of the day on which a visit was prepared": ("В понедельник оргкомитет обсудил подготовку визита делегации Хунани в Тверь.", Visit, None),
    "not of the day on which a visit was agreed on": ("Договорённость о визите делегации Гродно в Тверь достигнута 12 ноября.", Visit, None),
    "of what its results were summed up by": ("По итогам визита делегации Гродно 12 ноября в Твери подписан протокол.", Agreement, "2025-11-12"),
    "not of the day after a trip": ("После поездки в Китай мэр Твери Иван Котов 12 ноября собрал предпринимателей.", Visit, None),
    "not of the day of an invitation": ("Приглашение посетить Тверь мэр Гродно получил 12 ноября.", Visit, None),
    "of a visit that is spoken of with its day": ("В Твери рассказали о визите делегации Гродно, который состоится 2 декабря.", Visit, "2025-12-02"),
    "a period for which a visit is planned": (
        "Визит предпринимателей из Китая в Тверь запланирован на период с 2 по 5 декабря.",
        Visit,
        "2025-12-02/2025-12-05",
    ),
    "the second day of those who work here": ("Второй день в Твери работает делегация Гродно.", Visit, "2025-11-18/2025-11-19"),
    "not of the second day of a trip": ("Во второй день поездки в Гродно мэр Твери Иван Котов осмотрел завод «Неман».", Visit, None),
    "the day of the last lot": ("«Тверьмаш» завершил поставку 30 сеялок в Узбекистан. Последняя партия прибыла в Бухару 10 ноября.", Contract, "2025-11-10"),
    "the old day of a paper that is put off": (
        "Соглашение о дружбе Твери и Гродно, подписание которого намечали на 12 ноября, так и не подписано.",
        Agreement,
        "2025-11-12",
    ),
    "the old day of a visit that is put off": (
        "Визит делегации Гродно в Тверь, который планировался на 12 ноября, перенесён на весну.",
        Visit,
        "2025-11-12",
    ),
    "put off in March, held in November": (
        "Визит делегации Гродно в Тверь, отложенный в марте из-за карантина, состоялся 7 ноября.",
        Visit,
        "2025-11-07",
    ),
    "the day on which it came about": (
        "Тверь и Гродно подписали протокол о поставках льна до конца года, это случилось в пятницу.",
        Agreement,
        "2025-11-14",
    ),
    "signatures put under a deal": (
        "Договор на поставку 600 вагонов подписан «Тверьвагоном» с компанией «Темир Транс». Стороны поставили подписи 6 ноября, на полях форума.",
        Contract,
        "2025-11-06",
    ),
    "the day on which a visit that was put off should have begun": (
        "Премьер Сербии Милан Йович перенёс визит в Тверь, который должен был начаться 25 ноября, передает БЕЛТА.",
        Visit,
        "2025-11-25",
    ),
    "the day of a session in whose sentence after people take part": (
        "В Минске 1 — 2 ноября 2025 года прошло заседание Совета министров СНГ. В заседании приняли участие министр Армении А. Саркисян и министр Лаоса К. Бун.",
        Meeting,
        "2025-11-01/2025-11-02",
    ),
    "talks of two days that ended": (
        "14 ноября в Твери завершились двухдневные переговоры делегаций Твери и Гродно.",
        Meeting,
        "2025-11-13/2025-11-14",
    ),
    "not before the guests come": (
        "До приезда в Тверь делегации Гродно, 8–9 декабря, специалисты мэрии проведут консультации.",
        Visit,
        None,
    ),
    "the old contract is no day of a delivery": (
        "«Тверьвагон» поставил два тепловоза в Монголию. Поставка осуществлена в рамках контракта, заключённого в 2019 году.",
        Contract,
        None,
    ),
    "the day on which it was agreed": (
        "Музей Твери и музей Гродно договорились о совместной выставке. Договорённость достигнута 10 ноября в Твери.",
        Agreement,
        "2025-11-10",
    ),
    "not of the next lot": ("«Минскэнерго» отправило в Душанбе 60 километров кабеля. Следующая партия ушла 12 ноября.", Contract, None),
    "not of what leaves later": ("«Минскэнерго» отправит в Душанбе 60 километров кабеля. Первая партия ушла со склада 12 ноября.", Contract, None),
    "the ceremony of a deal": (
        "«Минскэнерго» и «Ташкенткабель» подписали контракт на поставку 60 километров кабеля. Подписание состоялось 7 ноября на форуме.",
        Contract,
        "2025-11-07",
    ),
    "an old paper is not that of a new deal": (
        "«Минскэнерго» закупило у «Силовых машин» турбину. Договор о дружбе города подписали в 2011 году.",
        Contract,
        None,
    ),
    "a rating in brackets": (
        "Губернатор Тверской области Анна Левина (первое место в рейтинге глав регионов 2016 года) встретилась с послом Армении.",
        Meeting,
        None,
    ),
    "a trip during which one meets": (
        "В ходе поездки в Ханой, которая проходит 12–15 ноября, мэр Твери Иван Котов встретился с мэром Ханоя.",
        Meeting,
        "2025-11-12/2025-11-15",
    ),
    "the year of an older paper": ("Тверь и Гродно подписали протокол к соглашению 2004 года.", Agreement, None),
    "a day for which something was appointed": ("Поездка делегации Твери в Гродно, намеченная на 12 ноября, сорвалась.", Visit, "2025-11-12"),
    "at a fair that goes on, whatever its name": (
        "Мэр Твери Иван Котов встретился с мэром Лиды на «Экспо-Волге», которая состоялась 12–13 ноября.",
        Meeting,
        "2025-11-12/2025-11-13",
    ),
    "the day of a paper that is prolonged": ("Тверь и Орша продлили соглашение от 5 мая 2019 года.", Agreement, None),
    "not the day under way, long before": ("В Туапсе 6 октября принимали делегацию Трабзона. Не так давно глава Туапсе посетил Трабзон.", Visit, None),
    "the year of a paper that is cited": ("В рамках соглашения о дружбе от 2015 года в Тверь приехали врачи из Бреста.", Visit, None),
    "not the day on which it was told": ("Правительство Твери 17 ноября сообщило о подписании соглашения с Гродно.", Agreement, None),
    "not the day on which somebody wrote": (
        "Мэр Твери 17 ноября написал в своём канале, что город ждёт инвесторов. Делегация Лиды побывала в Твери.",
        Visit,
        None,
    ),
    "an anniversary is no day of signing": ("В ноябре исполнится пять лет, как Тверь и Гродно подписали договор о побратимстве.", Agreement, None),
    "today and tomorrow": ("Сегодня и завтра в Твери пройдёт заседание комиссии Тверской и Минской областей.", Meeting, "2025-11-19/2025-11-20"),
    "weekdays told one by one": ("В понедельник и вторник делегация Гродно работала в Твери.", Visit, "2025-11-17/2025-11-18"),
    "weekdays apart": ("В пятницу мэр Твери, а в понедельник губернатор встретились с послом Лаоса.", Meeting, "2025-11-17"),
    "days told one by one": ("Театр из Гродно гастролировал в Твери 17 и 18 ноября.", Visit, "2025-11-17/2025-11-18"),
    "the month of the clause behind": (
        "Министр Тувы и генконсул Монголии проведут переговоры скоро, в декабре делегация едет в Улан-Батор.",
        Meeting,
        None,
    ),
    "what begins in May was not held in May": ("Мэр Твери, знакомый с гродненцами с мая, встретился с мэром Гродно.", Meeting, None),
    "not the day of the next clause": (
        "Во вторник гродненцы ездили в Тверь и смотрели завод «Лён», сегодня их принимает мэр Твери Иван Котов.",
        Visit,
        "2025-11-18",
    ),
    "when something was": ("В Твери судачили с апреля, когда министр энергетики Тверской области Пётр Ежов съездил в Брест.", Visit, "2025-04"),
    "a date in brackets of its own": ("Делегация Гродно посетила Тверь (10–11 ноября 2025 года).", Visit, "2025-11-10/2025-11-11"),
}


@pytest.mark.parametrize("name", OWN)
def test_the_date_of_a_sentence(name: str) -> None:
    text, table, expected = OWN[name]
    assert expected in days(text, table)


LENT = {
    "not of what was before": (
        "В среду мэр Твери Иван Котов встретился с послом Лаоса Кхамом Сисаватом.\nРанее Сисават встретился с мэром Пскова Петром Лосем.",
        Meeting,
        None,
    ),
    "of the forum on whose fringes a paper was signed": (
        "Форум «Единство» проходил в Казани с 12 по 14 ноября.\nНа полях форума Тверь подписала соглашение с Малайзией.",
        Agreement,
        "2025-11-12/2025-11-14",
    ),
    "of the fair that is dated after it": (
        "На выставке «АгроСад» Тверь подписала соглашение с Малайзией.\nВыставка проходит в Казани с 17 по 19 ноября.",
        Agreement,
        "2025-11-17/2025-11-19",
    ),
    "of the forum at which they mean to sign": (
        "Форум «Единство» пройдёт в Казани 3 и 4 декабря.\nНа полях форума Тверь и Пенанг намерены подписать меморандум.",
        Agreement,
        "2025-12-03/2025-12-04",
    ),
    "of the visit in whose course they mean to sign": (
        "24 ноября в Тверь прибудет делегация Лахора.\nВ ходе визита Тверь и Лахор намерены подписать протокол.",
        Agreement,
        "2025-11-24",
    ),
    "a wish is not of the day of the visit": (
        "24 ноября в Тверь прибудет делегация Лахора.\nУниверситеты Твери и Лахора предлагают создать совместный институт.",
        Agreement,
        None,
    ),
    "then": (
        "18 ноября делегация Твери побывала в Гродно.\nЯрмарка «Неман» проходила там в 2019 году.\nМэр Твери Иван Котов тогда подписал с Лидой протокол.",
        Agreement,
        "2019",
    ),
    "of the day that heads it": (
        "Итоги недели\nПонедельник, 10 ноября. Мэр Твери Иван Котов принял посла Лаоса Кхама Сисавата.",
        Meeting,
        "2025-11-10",
    ),
    "of the day that heads it, a delivery": (
        "Итоги недели\nПонедельник, 10 ноября. Мэр Твери Иван Котов принял посла Лаоса.\nПятница, 14 ноября. «Тверьмаш» отправил в Монголию две цистерны.",
        Contract,
        "2025-11-14",
    ),
    "of the trip in whose course they signed": (
        "Делегация Хунани находилась в Твери с 12 по 14 ноября.\n13 ноября гости осмотрели завод «Лён».\nВ ходе визита Тверь и Хунань подписали протокол.",
        Agreement,
        "2025-11-12/2025-11-14",
    ),
    "of the first day itself": (
        "Делегация Хунани работала в Твери с 12 по 14 ноября.\nВ первый же день она встретилась с мэром Твери Иваном Котовым.",
        Meeting,
        "2025-11-12",
    ),
    "not of the way home": (
        "Делегация Твери вернулась из Гродно в субботу.\nТам она посетила завод «Неман».",
        Visit,
        None,
    ),
    "not this afternoon where other days are told": (
        "Как сообщили в мэрии, ярмарка открылась в пятницу.\nПосле обеда мэр Твери Иван Котов встретился с мэром Гродно Олегом Ровдо.",
        Meeting,
        None,
    ),
    "not of a trip to another country": (
        "17 ноября в Твери мэр Иван Котов встретился с послом Лаоса Кхамом Сисаватом.\nСоглашение Твери и Кхаммуана подписано в ходе визита мэра во Вьентьян.",
        Agreement,
        None,
    ),
    "not of the time since when": (
        "17 ноября в Тверь прибыла группа студентов Нанкина.\nВузы дружат с тех пор, как ректоры Тверского и Нанкинского университетов подписали договор.",
        Agreement,
        None,
    ),
    "already, of others": (
        "17 ноября мэр Твери Иван Котов встретился с послом Лаоса Кхамом Сисаватом.\nЗавод «Лён» уже посетили лаосские ткачи.",
        Visit,
        None,
    ),
    "already, of the guest": (
        "В понедельник посол Лаоса Кхам Сисават прибыл в Тверь.\nОн уже осмотрел завод «Лён».",
        Visit,
        "2025-11-17",
    ),
    "in the course of a year": (
        "17 ноября мэр Твери Иван Котов встретился с послом Лаоса Кхамом Сисаватом.\nЗа год делегации Твери побывали в Вильнюсе.",
        Visit,
        None,
    ),
    "not of another forum": ("Форум проходил в Казани 12 ноября.\nНа выставке в Баку Тверь подписала соглашение с Малайзией.", Agreement, None),
    "the morning after": ("Вчера поздно вечером делегация Твери прилетела в Ереван.\nУтром гости осмотрели завод «Наири».", Visit, "2025-11-19"),
    "days told by their number": (
        "Делегация Вологды побывала в Витебске с 12 по 14 ноября.\nВ последний день стороны подписали протокол о дружбе Вологды и Витебска.",
        Agreement,
        "2025-11-14",
    ),
    "a day later": ("Делегация Пскова прибыла в Гродно 10 ноября.\nДнём позже псковичи осмотрели пивоварню «Неман».", Visit, "2025-11-11"),
    "no day that is to come for what was done": (
        "17 ноября вице-мэр Урумчи Ван Лэй встретился с мэром Омска Иваном Котовым.\nОни договорились о прямом рейсе: он откроется 1 марта.",
        Agreement,
        "2025-11-17",
    ),
    "a day that tells no event": ("Делегация Гродно гостила в Твери.\nВторник достался аграриям.\nОни осмотрели завод «Тверьагро».", Visit, "2025-11-18"),
    "by the talks, not by the arrival": (
        "Накануне в Тверь прибыла делегация Гродно.\nСегодня мэр Твери Иван Котов встретился с мэром Гродно Олегом Ровдо.\n"
        "Говорили о лифтах.\nИтогом разговора стал протокол о сотрудничестве Твери и Гродно.",
        Agreement,
        "2025-11-19",
    ),
    "the day of the talks, not their eve": (
        "В минувший понедельник глава Дагестана Олег Меджидов встретился с губернатором Гиляна Али Бехзади. Гость прилетел накануне.\n"
        "Тем же днём Бехзади принял консула Ирана Реза Карими.",
        Meeting,
        "2025-11-17",
    ),
    "of the session, not of the spring told in between": (
        "Во вторник, 18 ноября, в Твери прошло заседание рабочей группы Твери и Гродно.\nВесной ансамбль из Гродно выступил в Твери.\n"
        "В завершение заседания стороны подписали протокол.",
        Agreement,
        "2025-11-18",
    ),
    "since a day": (
        "Поездка делегации Вологды в Гродно завершилась в субботу.\nС четверга группа разделилась.\nАграрии осмотрели завод «Неман».",
        Visit,
        "2025-11-13",
    ),
    "a talk on a trip to come": (
        "В понедельник в Тверь приедет посол Армении Арам Саркисян.\nОн встретится с губернатором Анной Левиной.",
        Meeting,
        "2025-11-24",
    ),
    "not the part of the day on which somebody spoke": (
        "Тверь и провинция Хубэй подписали меморандум, сообщил утром 17 ноября губернатор Иван Котов.",
        Agreement,
        None,
    ),
    "in the morning of a report's own day": (
        "Харбин, день второй.\nУтром губернатор Анна Левина встретилась с мэром Харбина Сунь Вэньбо.",
        Meeting,
        "2025-11-19",
    ),
}


def test_the_month_under_way_lends_no_day() -> None:
    text = "Мэр Твери Иван Котов рассказал, что в ноябре был в Тарту и посетил там завод «Эсти»."
    assert days(text, Visit) == ["2025-11", "2025-11"]


@pytest.mark.parametrize("name", LENT)
def test_a_lent_day(name: str) -> None:
    text, table, expected = LENT[name]
    assert expected in days(text, table)


DATELINES = {
    "what the lead tells": ("Делегация Вологды прибыла в Томск.", "2025-11-17"),
    "what is dated otherwise": ("Делегация Вологды прибыла в Томск в субботу.", "2025-11-15"),
    "what is to come": ("Делегация Вологды прибудет в Томск.", None),
    "what is long over": ("Делегация Вологды ранее побывала в Томске.", None),
}


@pytest.mark.parametrize("name", DATELINES)
def test_the_day_of_a_dateline_is_that_of_its_lead(name: str) -> None:
    lead, expected = DATELINES[name]
    text = f"Томск. 17 ноября. {lead}"
    article = Article("a1", "a.txt", None, None, WEDNESDAY, None, text, (Block(0, len(text), "text"),), "", "utf-8", dateline=Span(0, 17))
    assert [fact.date for fact in extract(annotate([article], load("packed"))[0]).facts if isinstance(fact, Visit)] == [expected]


STAYS = {
    "a visit that ends, by the days of what follows": (
        "В Самаре завершается трёхдневный визит делегации Хунани. 17 ноября гости побывали на заводе «Электрощит», 18 ноября – в порту.",
        "2025-11-17/2025-11-19",
    ),
    "a visit that ended": ("Трёхдневный визит делегации Хунани в Самару завершился в пятницу.", "2025-11-12/2025-11-14"),
    "days told beside the return": (
        "Делегация Ярославской области неделю назад вернулась из Вьетнама; поездка длилась пять дней, с 8 по 12 ноября.",
        "2025-11-08/2025-11-12",
    ),
    "a visit of three days": ("Во вторник в Псков с трёхдневным визитом прибыла делегация Гродно.", "2025-11-18/2025-11-20"),
    "until Friday": ("Вчера в Псков прилетела делегация Гродно.\nГости пробудут в области до пятницы.", "2025-11-18/2025-11-21"),
    "from the coming to the leaving": ("Делегация Гродно приехала в Псков в четверг, а уехала в субботу.", "2025-11-13/2025-11-15"),
    "the leaving told soon": (
        "Гости из Гродно прилетели в Псков 12 ноября.\nОни осмотрели завод «Псковкабель».\n15 ноября делегация отправилась обратно.",
        "2025-11-12/2025-11-15",
    ),
    "not by somebody else's way home": (
        "Делегация Гродно прибыла в Псков 12 ноября.\n14 ноября мэр Пскова Пётр Лось вернулся из отпуска.",
        "2025-11-12",
    ),
    "not by an excursion": (
        "Делегация Гродно прибыла в Псков 12 ноября.\n14 ноября гости уехали на экскурсию в Изборск.",
        "2025-11-12",
    ),
    "the first two days are not all": (
        "Делегация Гродно прибыла в Псков 12 ноября.\nПервые два дня гости провели на заводах области.",
        "2025-11-12",
    ),
    "a trip meant for four days": ("Мэр Твери Иван Котов 24 ноября отправится в Ереван.\nПоездка рассчитана на четыре дня.", "2025-11-24/2025-11-27"),
    "its range told later": ("Вчера делегация Пскова прибыла в Гродно.\nВизит проходит с 18 по 20 ноября.", "2025-11-18/2025-11-20"),
    "of one that is over, from the first day told": (
        "Визит мэра Твери Ивана Котова в Харбин завершился 12 ноября.\nВ первый день визита, 10 ноября, тверичи осмотрели порт.",
        "2025-11-10/2025-11-12",
    ),
    "of a return, by what was done": (
        "Предприниматели Твери вернулись из деловой поездки в Иран. С 10 по 16 ноября они побывали в Реште.",
        "2025-11-10/2025-11-16",
    ),
    "not since deals run": (
        "Посол Шри-Ланки Саман Перера побывал в Твери.\n11 ноября он осмотрел завод «Лён», 12 ноября – порт.\nФабрика «Чай» закупает чай в Шри-Ланке с 2009 года.",
        "2025-11-11/2025-11-12",
    ),
    "to the day on which it ends": ("Делегация Гродно прибыла в Тверь 17 ноября.\nЗавершится визит 20 ноября.", "2025-11-17/2025-11-20"),
    "to the day on which it ends, told of itself": ("Визит делегации Гродно в Тверь начался 17 ноября и завершится завтра.", "2025-11-17/2025-11-20"),
    "by what was done on it": (
        "Псков посетила делегация Гродно.\n13 ноября гости осмотрели завод «Псковкабель».\n14 ноября гродненцы побывали на комбинате «Лён».",
        "2025-11-13/2025-11-14",
    ),
}


@pytest.mark.parametrize("name", STAYS)
def test_all_days_of_a_stay(name: str) -> None:
    text, expected = STAYS[name]
    assert days(text, Visit)[0] == expected


def test_the_days_of_a_trip_by_number() -> None:
    text = (
        "Делегация Калуги 10 ноября прибыла в Ташкент.\nВизит продлится до 13 ноября.\nВ первый день калужане осмотрели завод «Ташкенткабель».\n"
        "В заключительный день визита Калуга и Ташкент подписали меморандум о сотрудничестве."
    )
    assert days(text, Visit) == ["2025-11-10/2025-11-13", "2025-11-10"]
    assert days(text, Agreement) == ["2025-11-13"]


def test_the_days_of_a_trip_by_number_alone() -> None:
    text = "Делегация Гродно была в Твери с 12 по 14 ноября.\nВ первый день гости осмотрели завод «Лён», а в третий подписали протокол с мэрией."
    assert days(text, Visit) == ["2025-11-12/2025-11-14", "2025-11-12"]
    assert days(text, Agreement) == ["2025-11-14"]


def test_days_under_a_dateline_without_a_year() -> None:
    dateline = "Уфа, 28 сентября. ИА «Волга»."
    text = f"{dateline} Глава Башкирии Радий Ахметов во вторник встретился с послом Казахстана Дауреном Абаевым."
    article = Article("a1", "a.txt", None, None, None, None, text, (Block(0, len(text), "text"),), "", "utf-8", Span(0, len(dateline)))
    (fact,) = extract(annotate([article], load("packed"))[0]).facts
    assert isinstance(fact, Meeting)
    assert fact.date == "XXXX-09-28"


@pytest.mark.parametrize("line", ["Томск, 17 ноября.", "ТОМСК, 17 ноября — ИА «Обь».", "Томск. 17 ноября."])
def test_a_day_before_the_lead_is_no_date_of_its_sentence(line: str) -> None:
    assert days(f"{line} Делегация провинции Ляонин посетила Томскую область.", Visit) == [None]


def test_as_many_of_the_same_in_another_month() -> None:
    text = "В сентябре «Тверьмаш» поставил в Узбекистан 30 сеялок, в октябре — ещё 12."
    assert days(text, Contract) == ["2025-09", "2025-10"]


def test_the_day_of_a_relative_clause_is_not_that_of_the_departure() -> None:
    text = "Делегация Тывы завтра, 20 ноября, вылетит в Улан-Батор, где 21 ноября подпишет меморандум о сотрудничестве с Увсом."
    assert days(text, Visit) == ["2025-11-20"]
    assert days(text, Agreement) == ["2025-11-21"]


def test_the_day_of_an_older_paper_is_not_that_of_the_meeting() -> None:
    text = "В Туле прошла встреча с делегацией Лиды.\nОна завершилась подписанием плана мероприятий к соглашению, которое Тула и Лида заключили в октябре."
    assert days(text, Meeting) == [None]
    assert days(text, Agreement) == [None, "2025-10"]


def test_the_end_of_a_strategy_is_not_that_of_the_agreement() -> None:
    (fact,) = facts("Тула и Брест подписали соглашение о реализации стратегии развития приграничной торговли до 2030 года.")
    assert isinstance(fact, Agreement)
    assert fact.period is None
    assert fact.date is None


def test_a_trip_of_long_ago_lends_its_day_to_nothing_later() -> None:
    text = (
        "Вчера мэр Твери Иван Котов встретился с мэром Гродно Олегом Ровдо.\nВ мае 2019 года делегация Твери побывала в Китае.\n"
        "Там было жарко.\nВ завершение встречи стороны подписали протокол о дружбе Твери и Гродно."
    )
    assert days(text, Agreement) == ["2025-11-18"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("В вузе состоялась встреча ректора Тимура Абаева с послом Ирана Парвизом Рахими.", None),
        ("В Бишкеке состоялась встреча ректора Тимура Абаева с послом Ирана Парвизом Рахими.", "KG"),
        ("Губернатор Тульской области Глеб Рогов встретился с послом Ирана Парвизом Рахими.", "RU"),
    ],
)
def test_nobody_is_an_envoy_at_home(text: str, country: str | None) -> None:
    assert [fact.country for fact in facts(text) if isinstance(fact, Meeting)] == [country]


TALKS = "Министр экономики Омской области Пётр Лось провёл переговоры с вице-премьером Узбекистана Жасуром Каримовым. "


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (TALKS + "Делегация Омской области прибыла в Ташкент во вторник.", None),
        (TALKS + "Делегация Узбекистана прибыла в Омск во вторник.", "RU"),
        (
            "Состоялось заседание российско-танзанийской комиссии. Её создали в 2005 году. "
            "В Дар-эс-Саламе прошло девятое заседание российско-танзанийской комиссии.",
            "TZ",
        ),
    ],
)
def test_who_is_abroad_is_not_guessed_to_meet_at_home(text: str, country: str | None) -> None:
    assert [fact.country for fact in facts(text) if isinstance(fact, Meeting)] == [country]


def test_a_session_by_video_is_held_nowhere() -> None:
    text = "Состоялось заседание российско-монгольской комиссии по образованию. Оно прошло в режиме видеоконференции."
    assert [f.country for f in facts(text) if isinstance(f, Meeting)] == [None]


def test_the_years_of_a_plan_are_no_days_of_the_trip_for_it() -> None:
    text = (
        "Делегация Омской области посетила Беларусь. Основная цель поездки — подписание протокола мероприятий по развитию сотрудничества "
        "между правительствами Беларуси и Омской области в 2010—2011 годах."
    )
    assert [f.date for f in facts(text) if isinstance(f, Visit)] == [None]


def test_who_came_earlier_met_there() -> None:
    text = (
        "Президент Кубы Мигель Санчес начинает визит в Россию. Ранее на Кубу приезжал министр торговли России Иван Лосев. "
        "Он встречался с президентом Кубы Мигелем Санчесом."
    )
    assert [f.country for f in facts(text) if isinstance(f, Meeting)] == ["CU"]


def test_a_telephone_talk_has_no_place_and_not_the_day_of_a_meeting_that_it_speaks_of() -> None:
    text = (
        "Министр торговли Лаоса Кхам Сисават провёл телефонный разговор с министром торговли Ганы Кофи Менсой. Министры обменялись мнениями по итогам встречи "
        "президентов Ирана Карима Резаи и Турции Исмета Кылыча, которая прошла в Тебризе 12 мая. Кроме того, Сисават и Менса поговорили о графике контактов."
    )
    talk = next(f for f in facts(text) if isinstance(f, Meeting) and f.participants[0].name == "Кхам Сисават")
    assert (talk.place, talk.country, talk.date) == (None, None, None)


def test_a_word_of_a_persons_name_is_no_place_of_his() -> None:
    text = "С рабочим визитом Омск посетил посол Турции Айдын Гюнеш. Во время визита Айдын Гюнеш посетил завод «Волна»."
    assert {p.region for f in facts(text) if isinstance(f, Visit) for p in f.visitors} == {None}


def test_a_paper_that_ends_a_session_is_of_those_who_sat() -> None:
    text = (
        "В Твери состоялось заседание рабочей группы Тверской и Минской областей. Завод «Лён» отгружает волокно фабрике «Слуцк». "
        "По итогам заседания подписан протокол."
    )
    (paper,) = (fact for fact in facts(text) if isinstance(fact, Agreement))
    assert {party.name for party in paper.parties} == {"Тверская область", "Минская область"}


def test_where_it_was_written_is_no_side() -> None:
    raw = RawArticle("a.txt", "Китай и Гана создадут центр\n\nПекин, 23 декабря /Синьхуа/ -- Китай и Гана планируют создать центр какао.\n", "0" * 64, "utf-8")
    found = extract(annotate([clean(raw)], load("packed"))[0]).facts
    assert [[p.name for p in fact.parties] for fact in found if isinstance(fact, Agreement)] == [["Китай", "Гана"]]
