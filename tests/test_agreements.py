"""Papers of short articles: who is bound, what is signed and when, told by the sentences around the signing."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import extract
from pipeline.annotate import annotate
from pipeline.engines import load
from schemas.article import Article, Block
from schemas.facts import Agreement

PUBLISHED = date(2024, 5, 20)


def papers(text: str) -> list[str]:
    """The agreements of an article, its headline before a line break: «status date A; B: subject», each as far as it is told."""
    title = text.index("\n") if "\n" in text else 0
    body = Block(title, len(text), "text")
    article = Article("a", "a.txt", None, None, PUBLISHED, None, text, (Block(0, title, "title"), body) if title else (body,), "", "utf-8")
    (document,) = annotate([article], load())
    return [_said(fact) for fact in extract(document).facts if isinstance(fact, Agreement)]


def _said(fact: Agreement) -> str:
    parties = "; ".join(sorted(str(p.name) for p in fact.parties))
    return " ".join(filter(None, (fact.status if fact.status != "occurred" else None, fact.date, parties))) + (f": {fact.subject}" if fact.subject else "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # named among the papers of the sentence before
            "Президенты России и Вьетнама подписали десять соглашений. Среди них договор о создании заповедника «Дельта». "
            "Среди соглашений есть и договорённость о безвизовых поездках.",
            ["Вьетнам; Россия: создание заповедника «Дельта»", "Вьетнам; Россия: безвизовые поездки"],
        ),
        ("Правительства Омана и Лаоса подписали две бумаги. Среди них договор о поставке 20 тысяч тонн муки.", []),  # a deal
    ],
)  # fmt: skip
def test_papers_of_a_list(text: str, told: list[str]) -> None:
    """Each of them is there; what the heading itself makes is not asked."""
    assert [paper for paper in papers(text) if ": " in paper] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # the school in whose house the guests were received
            "Подписан меморандум с Тегеранским медицинским институтом\nСегодня в Центре персидского языка Тамбовского государственного университета "
            "прошла встреча с делегацией Тегеранского медицинского института. Был подписан меморандум о взаимопонимании.",
            ["2024-05-20 Тамбовский государственный университет; Тегеранский медицинский институт: взаимопонимание"],
        ),
        (  # the guests and the house of the visit on which it was signed
            "В Рязани подписано соглашение о создании центра корейского языка на базе Рязанского университета имени Есенина. "
            "Документ подписан в ходе визита в вуз делегации Пусанского политехнического университета.",
            ["Пусанский политехнический университет; Рязанский университет имени Есенина: создание центра корейского языка"],
        ),
        (  # many lands have no other side, least of all the town where they meet
            "Главы правительств стран СНГ в четверг в Казани подписали договор о взаимной торговле услугами. Подписано и соглашение о единой системе связи.",
            ["2024-05-16 правительства стран СНГ: взаимная торговля услугами", "2024-05-16 правительства стран СНГ: единая система связи"],
        ),
        (  # each of the firms signs with the region, and not with the firm told before it
            "Тульская область ездит на форум в Сочи с 2010 года. Там заключены соглашения с компаниями «Альтера», «Бион» и «Гелион».",
            ["Тульская область; компания «Альтера»", "Тульская область; компания «Бион»", "«Гелион»; Тульская область"],
        ),
    ],
)  # fmt: skip
def test_sides_told_around_a_paper(text: str, told: list[str]) -> None:
    assert papers(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # one paper with each of the councils
            "Псковское собрание депутатов заключило соглашения с Минским, Гродненским и Витебским областными Советами депутатов.",
            [f"{a}; {b}" for a, b in (sorted((f"{w} областной Совет депутатов", "Псковское собрание депутатов")) for w in ("Минский", "Гродненский", "Витебский"))],
        ),
        (
            "Губернатор Рязанской области сообщил, что заключён договор о сотрудничестве с банком «Волна», информационном обмене с Ямало-Ненецким округом "
            "и взаимодействии с фондом «Росток».",
            ["Рязанская область; банк «Волна»: сотрудничество", "Рязанская область; Ямало-Ненецкий округ: информационный обмен", "Рязанская область; фонд «Росток»: взаимодействие"],
        ),
        ("Пермь заключила соглашение о дружбе с Далянем и сотрудничестве в спорте.", ["Далянь; Пермь: дружба"]),  # one partner
    ],
)  # fmt: skip
def test_one_paper_with_each_partner(text: str, told: list[str]) -> None:
    assert papers(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Председатели законодательных собраний Псковской области и Республики Карелия заключили соглашение о туризме.",
            ["законодательное собрание Псковской области; законодательное собрание Республики Карелия: туризм"],
        ),
        (  # «двух регионов»: the two told last
            "Витебскую область связывают партнёрские отношения с 26 субъектами России. Вчера к ним прибавилась Калужская область. "
            "Меморандум подписали руководители двух регионов.",
            ["2024-05-19 Витебская область; Калужская область"],
        ),
        (  # names right behind their noun
            "Николаевский горсовет разорвал соглашение о туризме с двумя российскими городами-побратимами Брянском и Подольском.",
            ["denied Брянск; Николаевский горсовет; Подольск: туризм"],
        ),
        ("Мэр Ровно Иван Гай инициировал расторжение договора о дружбе с Серпуховом.", ["denied Ровно; Серпухов: дружба"]),  # who acts
        (  # not the one school with itself
            "Делегация Рязанского агроуниверситета посетила Ташкентский аграрный университет. Вуз подписал меморандум с Ташкентским аграрным университетом.",
            ["Рязанский агроуниверситет; Ташкентский аграрный университет"],
        ),
    ],
)  # fmt: skip
def test_who_is_bound(text: str, told: list[str]) -> None:
    assert papers(text) == told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Сенатор анонсировала подписание 12 документов о сотрудничестве регионов России и Белоруссии.", "planned"),
        ("Тула и Гомель обсудили торговлю. Принято решение о подготовке соглашения о сотрудничестве между регионами.", "planned"),
        ("Мэр Твери подписал письмо о прекращении действия соглашения о дружбе с Лодзью.", "denied"),
        ("Горсовет Киева решил разорвать побратимские связи с Тверью.", "denied"),
        ("Депутаты Киева предложили разорвать побратимские связи с Тверью.", "proposed"),
    ],
)
def test_what_becomes_of_a_paper(text: str, status: str) -> None:
    assert [paper.split()[0] for paper in papers(text)] == [status]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # what is told of the papers one by one
            "В Бресте в пятницу, 17 мая, подписаны пять документов. Гродненский облисполком заключил соглашение о дружбе с администрацией Вяземского района.",
            "2024-05-17 Гродненский облисполком; администрация Вяземского района: дружба",
        ),
        ("На сегодняшней встрече в Ханое Россия и Вьетнам подписали соглашение о туризме.", "2024-05-20 Вьетнам; Россия: туризм"),
        ("Россия и Индия подписали соглашение о создании совместного фонда объёмом 500 млн долларов.", "Индия; Россия: создание совместного фонда"),
    ],
)  # fmt: skip
def test_when_and_on_what(text: str, told: str) -> None:
    assert told in papers(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # what was signed long before the headline's news is another paper
            "Псков обновил договор о дружбе с Нарвой\nПервый договор о дружбе между городами подписан в 1997 году.",
            ["Нарва; Псков: дружба", "1997 Нарва; Псков: дружба"],
        ),
        (  # one ratification
            "Договор о границе с Узбекистаном ратифицирован\nДепутаты Жогорку Кенеша поддержали ратификацию договора о киргизско-узбекской госгранице.",
            ["Кыргызстан; Узбекистан: киргизско-узбекская госграница"],
        ),
        (  # the paper told just before, said to be for something
            "В Уральске подписан меморандум о спорте между Костанайской и Курганской областями. Соглашение, подписанное акимом Костанайской области Маратом Ли "
            "и губернатором Курганской области Иваном Лисом, направлено на укрепление связей.",
            ["Костанайская область; Курганская область: спорт"],
        ),
        (  # what the paper says
            "Тула и Гомель подписали меморандум о туризме. В соответствии с меморандумом стороны договорились проводить ярмарки.",
            ["Гомель; Тула: туризм"],
        ),
        (
            "Тула и Гомель подписали меморандум о туризме. В спорте стороны договорились проводить турниры.",
            ["Гомель; Тула: туризм", "planned Гомель; Тула: проводить турниры"],
        ),
    ],
)  # fmt: skip
def test_one_paper_is_one_row(text: str, told: list[str]) -> None:
    assert papers(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # Moscow is where they met
            "Документы подписаны на форуме в Москве. На форуме губернатор Пётр Лис подписал соглашение с Ошской областью. У Брянской области есть и завод в Намангане.",
            ["Брянская область; Ошская область"],
        ),
        (
            "Сегодня у Тульской области действуют соглашения о туризме с тремя территориями Казахстана: Павлодарской и Акмолинской областями, а также городом Алматы.",
            ["ongoing Акмолинская область; Алматы; Павлодарская область; Тульская область: туризм"],
        ),
    ],
)  # fmt: skip
def test_whose_region_signs(text: str, told: list[str]) -> None:
    assert papers(text) == told
