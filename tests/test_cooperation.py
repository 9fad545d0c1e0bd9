"""What an article must be about for its sentences to count."""

from __future__ import annotations

import pytest

from extractors.article.cooperation import is_domestic
from extractors.facts import pieces, steps
from reports.texts import documents, of_phrase

CASES = [
    ("Делегация Кировской области прибыла в Минск. В Минске гости осмотрели завод.", True),
    ("Губернатор побывал в Слободском и Вятских Полянах. Кировская область строит школу в Котельниче.", False),
    ("Глава региона побывал в Слободском и Котельниче. Сыр из Кировской области знают и в Москве.", False),
    ("На выставке в Ташкенте вятские фирмы подписали восемь договоров." + " Переговоры были долгими, но хозяева остались довольны." * 6, True),
    ("Делегация Кировской области прибыла в Москву. В Москве гости осмотрели завод.", True),
    ("Губернатор побывал в Слободском." + " Он осмотрел новую ферму." * 12, False),
    ("Делегация Харбина побывала на заводе." + " Гости осмотрели новую ферму." * 12, True),
    ("Консул Китая Ли Мин посетила вуз в Хабаровске." + " Они говорили о будущем молодёжи и о языке." * 12, True),
    ("Столик в ресторане лучше забронировать. Экскурсия с гидом по Минску, прогулка по набережной и кафе у вокзала. Билет в Брест недорог.", False),
    ("Матч в Минске: нападающий пермского клуба забил гол. Болельщики ждут турнира в Бресте, вратарь подписал контракт.", False),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_about_cooperation(text: str, expected: bool) -> None:
    (document,) = documents([of_phrase(text)])
    taken = steps(document)
    assert (taken.about and not is_domestic(taken.state)) is expected


ROUND = (
    "Рабочий день губернатора Вологодской области Игоря Крутова прошёл в Чагоде. В поселке его ждали у новой амбулатории, затем он заглянул в школу. "
    "Жители говорили о ремонте котельной. Насос, поставленный череповецкой фирмой, ломается. Ученики показали робота. {} "
    "Потом губернатор уехал в Устюжну, где пенсионеры жаловались на дорогу в Тверь и Ярославль."
)


@pytest.mark.parametrize(("told", "rows"), [("Завод чинит печь.", 0), ("Завод в Чагоде продал рижской «Даугаве» 40 тонн стекла.", 1)])
def test_a_round_at_home_keeps_only_what_has_a_side_from_elsewhere(told: str, rows: int) -> None:
    (document,) = documents([of_phrase(ROUND.format(told))])
    assert len(steps(document).kept) == rows


def test_guests_may_be_named_more_often_than_the_town_that_writes_of_them() -> None:
    guests = "Бобруйчане привезли в город ансамбль. Ансамбль из Бобруйска пел весь день. Бобруйск торговал зефиром. Мэр Бобруйска дал интервью. "
    (document,) = documents([of_phrase(guests * 2 + "Делегация Бобруйска осмотрела старорусский курорт.")])
    state = steps(document).state
    home = {place.name: place for place in document.places}
    state.home = home["Старая Русса"]
    assert not is_domestic(state)
    state.home = home["Бобруйск"]
    assert is_domestic(state)


DEALS = [
    ("«Вагонстрой» поставит «Грузтрансу» 200 полувагонов.", 1),
    ("«Биопрепарат» передал областным больницам 300 тысяч доз вакцины.", 1),
    ("Минздрав области подписал с «Медтехникой» контракт на поставку томографов.", 1),
    ("Завод «Сура» отгрузил продукцию.", 0),
    ("Фермеры области поставили школам молоко.", 0),
    ("Область отгрузила 300 тонн зерна.", 0),
]


@pytest.mark.parametrize(("told", "rows"), DEALS)
def test_of_deals_at_home_those_of_named_firms_count(told: str, rows: int) -> None:
    (document,) = documents([of_phrase(told + " В Пензенской области работают над качеством." + " Люди довольны, работа идёт по плану." * 8)])
    assert sum(draft.table == "contracts" for draft in steps(document).kept) == rows


PIECES = (
    "{}\nВ Пинске во вторник открылся торговый дом Липецкой области.\nОрловская фирма «Нива» отправит в Ош четыре сушилки.\n"
    "{}\nВ Тамбове ждут делегацию из Лесковаца. Гости прилетят 15 июня."
)


@pytest.mark.parametrize(
    ("title", "third", "many"),
    [
        ("Коротко: соседи", "Министр Чувашии Анна Лис и мэр Бухары подписали план мероприятий.", 4),
        ("Коротко о Липецкой области", "Министр Чувашии Анна Лис и мэр Бухары подписали план мероприятий.", 1),
        ("Торговля и дружба", "Фирма также подписала с Бухарой план мероприятий.", 1),
        ("Коротко: соседи", "Липецкая область и Бухара подписали план мероприятий.", 1),
    ],
)
def test_pieces_of_news_that_share_nothing_are_read_apart(title: str, third: str, many: int) -> None:
    (document,) = documents([of_phrase(PIECES.format(title, third))])
    taken = pieces(document)
    assert len(taken) == many
    if many > 1:
        papers = [draft for piece in taken for draft in piece.kept if draft.match.trigger and draft.columns["rule"] == "agreements.sign"]
        assert papers and all(draft.get("date") is None for draft in papers)


ASKED = "Тульский завод «Маяк» сменил рынки. Как — объясняет {} Анна Лис.\n— Куда вы везёте провод?\n— {}\n— А ещё?\n— Пока никуда."


@pytest.mark.parametrize(
    ("post", "answer", "supplier"),
    [
        ("коммерческий директор", "В мае Турция взяла 340 тонн провода.", ["завод «Маяк»"]),
        ("директор", "Мы отправляли в Польшу 200 тонн провода.", ["завод «Маяк»"]),
        ("губернатор", "В мае Турция взяла 340 тонн провода.", []),
    ],
)
def test_a_director_who_is_asked_speaks_for_the_one_firm_told_before(post: str, answer: str, supplier: list[str]) -> None:
    (document,) = documents([of_phrase(ASKED.format(post, answer))])
    kept = steps(document).kept
    found = [party.name.removeprefix("тульский ") for draft in kept if draft.table == "contracts" for party in draft.get("suppliers")]
    assert [name for name in found if "Маяк" in name] == supplier
    assert not supplier or all(draft.table == "contracts" for draft in kept)
