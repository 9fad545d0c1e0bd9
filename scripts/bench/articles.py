"""Any number of invented news articles: `articles(1000, kind="cooperation", seed=1)` → texts as a newspaper would print them.

The sentences below are moulds; persons, firms, places, goods, sums and dates are drawn for every article, and nouns of the whole
dictionary are strewn in, so that the vocabulary grows with the number of articles as it does in news. The same seed gives the same texts.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator

import pymorphy3

KINDS = ("cooperation", "general", "mixed")
SLOT = re.compile(r"\{(\w+)(?::(\w+))?(?:=(\w+))?\}")
CASES = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}

FIRST = ("Андрей Борис Виктор Глеб Денис Егор Захар Игорь Кирилл Леонид Максим Никита Олег Павел Роман Сергей Тимур Фёдор Юрий Ярослав").split()
STEMS = (
    "Абрам Берез Вороб Гаврил Дорон Ефрем Журавл Звяг Ильменск Карп Лапт Мерзляк Новос Овчин Полуэкт Рогож Сычуг Терех Уваж Филат "
    "Харламп Цапл Чуприк Шестер Юдин Ястреб"
).split()
REGIONS = (
    "Пензенская область|Тверская область|Омская область|Курганская область|Брянская область|Псковская область|Гродненская область|"
    "Витебская область|Могилёвская область|Брестская область|Костанайская область|Ошская область|Самаркандская область|Алтайский край|"
    "Пермский край|Ставропольский край|Приморский край|Чувашия|Удмуртия|Татарстан"
).split("|")
TOWNS = (
    "Пенза Тверь Омск Курган Брянск Псков Гродно Витебск Орша Брест Костанай Ош Самарканд Барнаул Пермь Ставрополь Чебоксары Ижевск "
    "Казань Саратов Рязань Кострома Вологда Липецк"
).split()
COUNTRIES = ("Белоруссия Казахстан Киргизия Узбекистан Армения Азербайджан Китай Турция Сербия Вьетнам Индия Монголия Таджикистан Иран").split()
FIRMS = (
    "Колос|Заречье|Агромаш|Вектор|Северный путь|Литейщик|Русский лён|Гранит|Альтаир|Полесье|Вымпел|Стройдеталь|Молочный мир|Техносфера|Кедр|Рубин|Маяк|Арсенал"
).split("|")
PLANTS = ["завод", "комбинат", "фабрика", "холдинг", "предприятие", "компания", "агрофирма", "концерн", "университет", "институт", "больница", "торговый дом"]
POSTS = (
    "губернатор|министр экономики|заместитель губернатора|мэр|глава района|директор завода|ректор университета|"
    "председатель облисполкома|посол|начальник управления"
).split("|")
GOODS = ("трактор насос автобус станок лифт комбайн прицеп трансформатор вагон котёл двигатель экскаватор троллейбус компрессор").split()
MASSES = ["мука", "пшеница", "рыба", "древесина", "сахар", "удобрение", "мясо", "молоко", "цемент", "масло", "рапс", "картофель"]
MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
SYLLABLES = ["ба", "бе", "ве", "го", "де", "жу", "ка", "ли", "мо", "на", "ог", "па", "ра", "св", "те", "уз", "фл", "хо", "че", "ша"]
NAMELESS = frozenset({"Name", "Surn", "Geox", "Abbr", "Orgn", "Trad", "Sgtm", "Pltm", "Fixd"})
FIELDS = ["промышленность", "образование", "медицина", "туризм", "культура", "сельское хозяйство", "логистика", "энергетика", "машиностроение", "строительство"]

COOPERATION = """
Делегация {region:gen} во главе с {post:ins} {man:ins} {day} прибыла с рабочим визитом в {town:acc}.
{Post} {region:gen} {man} встретился с {post:ins} {region2:gen} {man2:ins}.
Стороны подписали соглашение о сотрудничестве в области {field:gen} на {year}-{year2} годы.
Товарооборот {region:gen} с {country:ins} за девять месяцев {year} года составил {money} и вырос на {percent}%.
{Plant} «{firm}» поставит в {country:acc} {number} {good:gen_plur} на сумму {money}.
По словам {man:gen}, экспорт {mass:gen} в {country:acc} увеличился в 1,{digit} раза и превысил {tons} тысяч тонн.
Гости осмотрели цеха предприятия «{firm}» и обсудили поставки {good:gen_plur}.
Договор между «{firm}» и «{firm2}» рассчитан до {year2} года, объём инвестиций — {money}.
Посол {country:gen} {man2} заявил, что {country2} готова увеличить закупки {mass:gen} в {region:loc}.
В ходе переговоров в {town:loc} речь шла о создании совместного производства {good:gen_plur}.
До конца {year} года планируется открыть торговое представительство {region:gen} в {town2:loc}.
«Мы заинтересованы в расширении связей с {country:ins}, прежде всего в сфере {field:gen}», — сказал {man}.
Ранее стороны обменялись визитами: в {month_loc} {year} года {town2:acc} посетили представители {region:gen}.
Импорт из {country:gen} снизился на {percent}% по сравнению с {yearago} годом и составил {money}.
Меморандум о взаимопонимании подписан {day} в {town:loc} в присутствии {post:gen} {man:gen}.
На долю {country:gen} приходится {percent}% внешней торговли {region:gen}, отметили в министерстве.
Первая партия из {number} {good:gen_plur} отправлена в {town2:acc} на прошлой неделе.
Студенты из {town2:gen} пройдут стажировку в {town:loc} в рамках программы обмена.
Предприятие намерено закупить {tons} тысяч тонн {mass:gen} у партнёров из {country:gen}.
Контракт на ремонт {good:gen_plur} «{firm}» выполнит к {day_dat}.
Бизнес-миссия {region:gen} побывает в {country:loc} весной {year2} года.
{Post} {man} предложил партнёрам вместе разрабатывать {rare:acc} и {rare2:acc}.
На выставке в {town2:loc} показали {rare:acc}, {rare2:acc} и {good:acc} местного производства.
Дорожную карту сотрудничества {region:gen} и {region2:gen} подготовят до {month_gen} {year2} года.
Соглашение не подписали: стороны не договорились о цене на {mass:acc}.
Всего в {year} году в {country:acc} отгружено продукции на {money}, из них {percent}% — {mass}.
В составе делегации — руководители {number} предприятий, учёные и врачи.
Встреча прошла в администрации {region:gen}, сообщила пресс-служба.
""".strip().splitlines()

GENERAL = """
Авария произошла {day} около полудня на трассе под {town:ins}: водитель иномарки не справился с управлением.
Два человека получили травмы, их увезли в больницу, обстоятельства выясняет полиция.
Пожар в {rare:loc} тушили {number} спасателей, огонь заметили соседи.
Площадь возгорания составила {number} квадратных метров, никто не пострадал.
Суд признал жителя {town:gen} виновным в краже и назначил ему {digit} года условно.
По данным следствия, мужчина вынес из магазина {rare:acc} и {rare2:acc}.
На выходных в {town:loc} похолодает до минус {digit} градусов, местами пойдёт снег.
Синоптики обещают гололёд, водителей просят не превышать скорость.
В парке у реки появились новые лавки, фонари и {rare}.
Жители дома жаловались на холодные батареи, тепло вернули к вечеру.
Из-за прорыва трубы без воды остались {number} домов, бригада работала всю ночь.
Команда «{firm}» обыграла соперников со счётом {digit}:1 и вышла в финал.
Тренер {man} остался недоволен игрой защиты: «Слишком много потерь в середине поля».
Вратарь отбил {number} бросков, его признали лучшим игроком матча.
На сцене областного театра показали спектакль о {rare:loc}.
Художник {man} пишет {rare:acc} с детства, его картины висят в городской галерее.
Учёные выяснили, что {rare} помогает растениям переносить засуху.
Кошка просидела на дереве двое суток, её сняли пожарные.
Школьники собрали макулатуру и посадили {number} саженцев во дворе.
Врачи напоминают: при температуре лучше остаться дома и пить больше воды.
Пенсионерка отдала мошенникам {number} тысяч рублей, поверив звонку из банка.
Полицейские нашли подростка, который ушёл из дома {day}.
Автобусы в праздничные дни будут ходить реже, расписание висит на остановках.
Во дворе на улице {rare:gen} спилили старые тополя, горожане спорят, нужно ли это было.
Библиотека собирает старые фотографии города и воспоминания стариков.
Рыбаки увидели на льду {rare:acc} и позвали егерей.
Цены на {mass:acc} за месяц почти не изменились, дороже стала {rare}.
Музей закрыли на ремонт, экспонаты пока хранят в подвале.
{man} рассказал, что {rare} досталась ему от деда.
Концерт перенесли на {day_acc}: певец простудился.
В лесу под {town:ins} заблудились двое грибников, их нашли по звуку сирены.
Прокуратура потребовала убрать мусор с берега, чиновникам дали {number} дней.
Собака спасла хозяина, который провалился под лёд.
Свет отключали трижды за неделю, энергетики винят ветер и ветки.
Старый {rare} решили не сносить, его расчистят от снега и покрасят.
Новорождённых в {month_loc} было больше обычного, чаще всего детей называли Софьями и Михаилами.
Экзамен сдали все, один ученик набрал сто баллов.
Дорогу к кладбищу занесло, трактор пробился только к обеду.
Волонтёры шьют для приюта {rare:acc} и варят кашу.
Судья отклонил ходатайство защиты, приговор огласят {day}.
""".strip().splitlines()


ABROAD = """
На трассе под {town2:ins} столкнулись два грузовика, водители отделались ушибами.
В {country:loc} прошли сильные ливни, затоплены дороги и подвалы.
Сборная {country:gen} уступила на своём поле и лишилась надежд на медали.
Туристка из {town2:gen} забыла в гостинице {rare:acc}, вещь ей вернули.
В {town2:loc} простились с артистом, который полвека играл на одной сцене.
Землетрясение в {country:loc} разбудило жителей среди ночи, дома устояли.
Певец родом из {country:gen} сломал руку и отменил концерт.
Хоккеисты из {town2:gen} проиграли третий матч подряд.
""".strip().splitlines()
ELSEWHERE = 0.25  # of general articles name another region or country


@functools.cache
def morph() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@functools.cache
def nouns() -> tuple[str, ...]:
    """Some two thousand inanimate common nouns of the dictionary, in the nominative: those that begin with one of a few syllables."""
    found = (parse for syllable in SYLLABLES for parse in morph().iter_known_word_parses(syllable))
    plain = {word for word, tag, normal, _, _ in found if word == normal and 4 <= len(word) <= 11 and _is_thing(tag)}
    return tuple(sorted(plain))


def _is_thing(tag: pymorphy3.tagset.OpencorporaTag) -> bool:
    return str(tag).startswith("NOUN,inan") and NAMELESS.isdisjoint(tag.grammemes)


@functools.cache
def inflected(words: str, case: str) -> str:
    """«Пензенская область», "gen" → «Пензенской области»; "gen_plur" is the plural."""
    case, _, number = case.partition("_")
    found = []
    for word in words.split():
        parse = next((p for p in morph().parse(word) if p.tag.POS in ("NOUN", "ADJF") and "nomn" in p.tag and "sing" in p.tag), None)
        form = parse.inflect({CASES[case]} | ({number} if number else set())) if parse else None
        found.append(form.word.capitalize() if form and word[0].isupper() else form.word if form else word)
        if parse and parse.tag.POS == "NOUN":  # what follows the head noun stays: «министр экономики»
            return " ".join(found + words.split()[len(found) :])
    return " ".join(found)


class Writer:
    """Writes one article after another."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def article(self, kind: str) -> str:
        """A headline, a dateline and five to nine paragraphs."""
        if kind == "mixed":
            kind = self.random.choice(KINDS[:2])
        moulds = COOPERATION if kind == "cooperation" else GENERAL
        self.drawn = self._facts()
        drawn = self.random.sample(moulds, self.random.randint(12, 22))
        if kind == "general" and self.random.random() < ELSEWHERE:
            drawn[-2:] = self.random.sample(ABROAD, 2)
        sentences = [self._fill(mould) for mould in drawn]
        title = sentences.pop().rstrip(".")
        paragraphs = []
        while sentences:
            size = self.random.randint(1, 4)
            paragraphs.append(" ".join(sentences[:size]))
            del sentences[:size]
        day = f"{self.random.randint(1, 28)} {self.random.choice(MONTHS)} {self.drawn['year']} года"
        return f"{title}\n\n{self.drawn['town']}, {day}\n\n" + "\n\n".join(paragraphs) + "\n"

    def _facts(self) -> dict[str, str]:
        draw = self.random
        region, region2 = draw.sample(REGIONS, 2)
        town, town2 = draw.sample(TOWNS, 2)
        country, country2 = draw.sample(COUNTRIES, 2)
        firm, firm2 = draw.sample(FIRMS, 2)
        year = draw.randint(2012, 2025)
        return {
            "region": region, "region2": region2, "town": town, "town2": town2, "country": country, "country2": country2, "firm": firm, "firm2": firm2,
            "man": self._man(), "man2": self._man(), "year": str(year), "year2": str(year + 2), "yearago": str(year - 1), "field": draw.choice(FIELDS),
        }  # fmt: skip

    def _man(self) -> str:
        return f"{self.random.choice(FIRST)} {self.random.choice(STEMS)}{self.random.choice(('ов', 'ев', 'ин', 'ко', 'ский', 'енко'))}"

    def _fill(self, mould: str) -> str:
        text = SLOT.sub(lambda found: self._slot(found[1], found[2] or "nom"), mould)
        return text[0].upper() + text[1:]

    def _slot(self, name: str, case: str) -> str:
        draw = self.random
        if name in ("man", "man2"):
            first, last = self.drawn[name].split()
            return f"{inflected(first, case)} {inflected(last, case) if not last.endswith('ко') else last}"
        if name in self.drawn:
            return self.drawn[name] if case == "nom" else inflected(self.drawn[name], case)
        lists = {"post": POSTS, "Post": POSTS, "good": GOODS, "mass": MASSES, "Plant": PLANTS, "rare": nouns(), "rare2": nouns()}
        if name in lists:
            word = draw.choice(lists[name])
            word = word if case == "nom" else inflected(word, case)
            return word[0].upper() + word[1:] if name[0].isupper() else word
        number = {"number": draw.randint(2, 400), "digit": draw.randint(2, 9), "percent": draw.randint(2, 90), "tons": draw.randint(2, 60)}
        if name in number:
            return str(number[name])
        if name == "money":
            return f"{draw.randint(1, 900)},{draw.randint(1, 9)} {draw.choice(('млн долларов', 'млн рублей', 'млрд рублей', 'млн евро', 'млн юаней'))}"
        day, month = draw.randint(1, 28), draw.choice(MONTHS)
        if name.startswith("day"):
            return f"{day} {month}"
        return month if name == "month_gen" else inflected(_month(month), "loc")


def _month(genitive: str) -> str:
    return str(morph().parse(genitive)[0].normal_form)


def articles(count: int, *, kind: str = "mixed", seed: int = 1) -> Iterator[str]:
    """So many texts of one kind: "cooperation", "general" or "mixed"."""
    writer = Writer(seed)
    for _ in range(count):
        yield writer.article(kind)
