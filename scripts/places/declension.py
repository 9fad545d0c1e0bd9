"""A place name in the nominative → its forms by case, e.g. «Нижний Новгород» → [["Нижний Новгород"], ["Нижнего Новгорода"], …].

Town names follow other rules than surnames and common nouns («Кировом», not «Кировым»), so regular classes go by rule;
the morphological dictionary is asked only where a rule cannot know: the gender of «-ь», the genitive plural of «Химки».
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
Paradigm = list[list[str]]


@cache
def word_lists() -> dict[str, Any]:
    """words.toml: the lists as sets, the irregular names as paradigms."""
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    lists: dict[str, Any] = {k: frozenset(v.split()) for k, v in data.items() if isinstance(v, str)}
    lists["irregular"] = {k: [[k], *[case.split(",") for case in v.split()]] for k, v in data["irregular"].items()}
    return lists


POSSESSIVE_M = {"Сергиев", "Гаврилов", "Петров"}
KEEP_OK = ("восток", "росток", "белосток", "токмок", "моздок")


@cache
def morph() -> Any:
    """The morphological dictionary, loaded once."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def adjective(word: str) -> Paradigm | None:
    """«Нижний» → its forms; None where the word does not look like an adjective."""
    low = word.lower()
    for ending, table in ADJECTIVES:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            stem = word[: -len(ending)]
            return [[stem + e for e in case.split(",")] for case in table.split()]
    return None


ADJECTIVES = (
    ("ый", "ый ого ому ый ым ом"),
    ("ой", "ой ого ому ой ым,им ом"),
    ("ний", "ний него нему ний ним нем"),
    ("чий", "чий чего чему чий чим чем"),
    ("ий", "ий ого ому ий им ом"),
    ("ые", "ые ых ым ые ыми ых"),
    ("ние", "ние них ним ние ними них"),
    ("ие", "ие их им ие ими их"),
    ("няя", "няя ней ней нюю ней ней"),
    ("ая", "ая ой ой ую ой,ою ой"),
    ("нее", "нее него нему нее ним нем"),
    ("кое", "кое кого кому кое ким ком"),
    ("ое", "ое ого ому ое ым ом"),
)

ADJECTIVE_LIKE = re.compile(
    r".*(?:[сц]кий|[сц]кая|[сц]кое|[сц]кие|[нлрвсдт]ый|[ьлр]ний|[нлрвдтг]ая|[нлрвдг]ое|[нлрвдт]ые|[хджшн]ний|[хджшн]няя|[хджшн]ние|[сц]кой|ьшой|ной|вой|"
    r"бокое|сокое|рячий|ликий|ликая|ликие|лгий|[гк]ий)",
    re.IGNORECASE,
)
NOT_ADJECTIVES = {"Ханой", "Маврикий", "Говь-Алтай", "Баян-Улгий", "Улгий", "Лиепая", "Юрмала", "Вишневой", "Никополь", "Клин"}


def looks_adjectival(word: str) -> bool:
    """«Рудный», «Отрадное» → True; «Шанхай», «Улгий» → False."""
    return bool(ADJECTIVE_LIKE.fullmatch(word)) and word not in NOT_ADJECTIVES and len(word) > 4


def noun(word: str, *, slavic: bool = True) -> Paradigm:
    """«Череповец» → [["Череповец"], ["Череповца"], …]; `slavic` names in -ово, -ичи, -ы decline, others in vowels do not."""
    lists = word_lists()
    if word in lists["irregular"]:
        return list(lists["irregular"][word])
    if word in lists["indeclinable"] or word.isupper():
        return [[word]] * 6
    low, stem = word.lower(), word[:-1]
    last = low[-1]
    if last == "а" and (low[-2] not in "аоуэеию" or slavic):
        hard = "и" if low[-2] in "гкхжшчщ" else "ы"
        ins = ["ей"] if low[-2] == "ц" else ["ей", "ой"] if low[-2] in "жшчщ" else ["ой", "ою"]
        return [[word], [stem + hard], [stem + "е"], [stem + "у"], [stem + ending for ending in ins], [stem + "е"]]
    if last == "я":
        loc = "и" if low[-2] == "и" else "е"
        return [[word], [stem + "и"], [stem + loc], [stem + "ю"], [stem + "ей", stem + "ею"], [stem + loc]]
    if last == "ь":
        return soft(word, slavic=slavic or word in word_lists()["feminine"] or word.endswith("сть"))
    if last == "й":
        locs = ["и", "е"] if low.endswith("ий") else ["е"]
        return [[word], [stem + "я"], [stem + "ю"], [word], [stem + "ем"], [stem + e for e in locs]]
    if low.endswith("ье") or (slavic and low.endswith("ие")):
        return [[word], [stem + "я"], [stem + "ю"], [word], [word + "м"], [word]]
    if last == "о":
        if not slavic and not low.endswith(("ово", "ево")):  # «Хасково», «Булаево» decline wherever they lie
            return [[word]] * 6
        return [[word], [stem + "а", word], [stem + "у", word], [word], [stem + "ом", word], [stem + "е", word]]
    if last in "ыи":
        return plural(word) if slavic or known_plural(word) else [[word]] * 6
    if last in "аеэуюё":
        return [[word]] * 6
    return consonant(word, slavic=slavic)


def soft(word: str, *, slavic: bool) -> Paradigm:
    """«Казань» → feminine, «Ярославль» → masculine, «Сычуань» → either."""
    stem = word[:-1]
    if not slavic:
        return [[word], [stem + "я", stem + "и"], [stem + "ю", stem + "и"], [word], [stem + "ем", word + "ю"], [stem + "е", stem + "и"]]
    feminine = word in word_lists()["feminine"] or word.endswith("сть")
    if not feminine:
        tags = [p.tag for p in morph().parse(word) if "NOUN" in p.tag and "nomn" in p.tag and p.is_known and "Geox" in p.tag]
        feminine = bool(tags) and all("femn" in t for t in tags)
    if feminine:
        if word == "Церковь":
            return [[word], ["Церкви"], ["Церкви"], [word], ["Церковью"], ["Церкви"]]
        return [[word], [stem + "и"], [stem + "и"], [word], [word + "ю"], [stem + "и"]]
    return [[word], [stem + "я"], [stem + "ю"], [word], [stem + "ем"], [stem + "е"]]


def known_plural(word: str) -> bool:
    """The dictionary has it as a place in the plural only: «Салоники», «Фалешты»; not «Батуми»."""
    places = [p.tag for p in morph().parse(word) if p.is_known and "Geox" in p.tag]
    return bool(places) and all("plur" in tag and "Fixd" not in tag for tag in places)


def plural(word: str) -> Paradigm:
    """«Барановичи» → «Барановичей», «Химки» → «Химок» by the dictionary; one that it does not know by rule or as it is."""
    stem = word[:-1]
    if word.endswith(("ичи",)):
        return [[word], [stem + "ей"], [stem + "ам"], [word], [stem + "ами"], [stem + "ах"]]
    parses = [p for p in morph().parse(word) if "NOUN" in p.tag and "nomn" in p.tag and "plur" in p.tag and p.is_known]
    if not parses:
        gen, a = ("ов", "а") if word[-1] == "ы" or word[-2] in "кгхц" else ("ей", "а" if word[-2] in "жшчщ" else "я")
        return [[word], [stem + gen, word], [stem + a + "м", word], [word], [stem + a + "ми", word], [stem + a + "х", word]]
    best = next((p for p in parses if "Geox" in p.tag), parses[0])
    forms = [p.word.capitalize() if (p := best.inflect({"plur", case})) else word for case in CASES]
    forms[3] = word
    return [[f] for f in forms]


def consonant(word: str, *, slavic: bool) -> Paradigm:
    """«Торжок» → «Торжка», «Углич» → «Угличем»."""
    low = word.lower()
    stems = [word]
    if low.endswith("ец") and len(word) > 3 and slavic:
        stems = [word[:-2] + ("ь" if low[-3] == "л" else "й" if low[-3] in "аеоуя" else "") + "ц"]
    elif low.endswith("ац") and len(word) > 4:
        stems = [word, word[:-2] + "ц"]
    elif low.endswith(("ок", "ёк")) and slavic and not low.endswith(KEEP_OK) and len(word) > 5:
        stems = [word[:-2] + ("ь" if low[-3] == "л" and low.endswith("ёк") else "") + "к"]
    ins = ("ем", "ом") if low[-1] in "жшчщц" else ("ом",)  # «Угличем», but «Ельцом»: by the stress
    a, u, e = ([stem + ending for stem in stems] for ending in ("а", "у", "е"))
    return [[word], a, u, [word], [stem + ending for stem in stems for ending in ins], e]


def possessive(word: str) -> Paradigm | None:
    """«Сергиев» (Посад) → «Сергиева»; «Марьина» (Горка) → «Марьиной»."""
    if word in POSSESSIVE_M:
        return [[word], [word + "а"], [word + "у"], [word], [word + "ым", word + "ом"], [word + "ом"]]
    if word.endswith(("ина", "ова", "ева")):
        stem = word[:-1]
        return [[word], [stem + "ой"], [stem + "ой"], [stem + "у"], [stem + "ой"], [stem + "ой"]]
    return None


def hyphenated(word: str, *, slavic: bool) -> Paradigm:
    """«Ростов-на-Дону» inflects first, «Гусь-Хрустальный» twice, «Улан-Удэ» last."""
    parts = word.split("-")
    head, last = "-".join(parts[:-1]), parts[-1]
    if len(parts) > 2 and parts[1] in ("на", "над"):
        return [[f + word[len(parts[0]) :] for f in case] for case in noun(parts[0], slavic=slavic)]
    if looks_adjectival(last) and len(parts) == 2 and not looks_adjectival(head) and re.search(r"[бвгджзйклмнпрстфхцчшщь]$", head) and len(head) > 3:
        return [[f"{a}-{b}" for a in x for b in y] for x, y in zip(noun(head, slavic=slavic), adjective(last) or [], strict=True)]
    tail = (adjective(last) if looks_adjectival(last) else None) or noun(last, slavic=slavic)
    return [[f"{head}-{f}" for f in case] for case in tail]


def one_word(word: str, *, slavic: bool = True) -> Paradigm:
    """Any single word of a name."""
    if word in word_lists()["irregular"]:
        return noun(word, slavic=slavic)
    if "-" in word and "д’" not in word and "д'" not in word:
        return hyphenated(word, slavic=slavic)
    if looks_adjectival(word):
        return adjective(word) or [[word]] * 6
    return noun(word, slavic=slavic)


def phrase(name: str, *, slavic: bool = True) -> Paradigm:
    """«Республика Беларусь» → «Республики Беларусь»; «Соединённые Штаты Америки» → «Соединённых Штатов Америки».

    Leading adjectives and the first noun inflect, whatever follows the noun stays.
    """
    words = name.split(" ")
    if len(words) == 1:
        return one_word(name, slavic=slavic)
    paradigms: list[Paradigm] = []
    done = False
    for i, word in enumerate(words):
        if done and words[0] == "Республика" and word.endswith("ская"):
            paradigms.append(adjective(word) or [[word]] * 6)
            continue
        if done or word in "—–-" or not word[0].isalpha():
            paradigms.append([[word]] * 6)
            continue
        if i < len(words) - 1 and (looks_adjectival(word.split("-")[-1]) or word in ("Верхняя", "Нижняя", "Новая", "Старый", "Новый")):
            paradigms.append(adjective(word) or [[word]] * 6)
            continue
        own = possessive(word) if i < len(words) - 1 else None
        if own:
            paradigms.append(own)
            continue
        paradigms.append(one_word(word, slavic=slavic or len(words) > 1))
        done = True
    return [combine([[f for f in p[case] if not f.endswith("ою")] or p[case] for p in paradigms]) for case in range(6)]


def combine(options: list[list[str]]) -> list[str]:
    """Every way to say a phrase in one case."""
    out = [""]
    for words in options:
        out = [f"{head} {word}".strip() for head in out for word in words]
    return out
