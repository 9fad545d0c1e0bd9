"""Place names → adjectives, and demonyms in all forms: «Череповец» → «череповецкий», «пензенец» → «пензенца», «пензенцы» …"""

from __future__ import annotations

from places.declension import looks_adjectival, morph, noun, word_lists

ENDINGS = (("а", ("ский", "инский", "енский")), ("я", ("ский", "инский", "ьинский")), ("о", ("ский", "енский")), ("ь", ("ский", "ьский", "инский")),
           ("и", ("ский", "инский", "овский")), ("ы", ("ский", "инский", "овский")), ("е", ("йский", "ский")))  # fmt: skip

SURE = tuple("ск цк ово ево ино ыно ичи ай ей эй ан он ун ин ен ов ев град бад кент ар ор ир ур".split())


def known(word: str) -> bool:
    """Whether the dictionary has this adjective."""
    return bool(morph().word_is_known(word)) and any("ADJF" in p.tag and p.is_known for p in morph().parse(word))


def candidates(low: str) -> list[str]:
    """«пенза» → ["пензский", "пензинский", "пензенский"]: what the adjective might be, likeliest rule first."""
    if low.endswith(("ск", "цк")):
        return [low + "ий"]
    if low.endswith("ец"):
        return [low + "кий"]
    if low.endswith("к"):
        return [low[:-1] + "цкий", low + "ский"]
    if low.endswith("г"):
        return [low + "ский", low[:-1] + "жский"]
    if low.endswith(("х", "ц", "з", "ж")):
        return [low + "ский", low[:-1] + "шский"]
    if low.endswith("й"):
        return [low + "ский"]
    for ending, suffixes in ENDINGS:
        if low.endswith(ending):
            return [low[:-1] + s for s in suffixes]
    return [low + "ский"]


VOWELS = "аеёиоуыэюя"


def foreign_adjectives(low: str) -> list[str]:
    """«стамбул» → ["стамбульский"], «чэнду» → ["чэндуский"], «мумбаи» → ["мумбайский"], «бурса» → ["бурсский"]: names that the dictionary does not know."""
    stem = low[:-1]
    if low.endswith("ц"):
        return [stem + "цкий"]
    if low.endswith("л"):
        return [low + "ьский"]
    if low.endswith("ия"):
        return [stem + "йский"]
    if low.endswith(("ья", "оя", "ея", "уя", "ая")):
        return [stem + "йский"] if low[-2] != "ь" else [low[:-2] + "ьинский", low[:-2] + "ийский"]
    if low.endswith(("аи", "уи", "эи", "еи", "ои")):
        return [stem + "йский"]
    if low.endswith(("чи", "ши", "жи", "ки", "ги", "хи")):
        return [low + "йский", stem + "инский"]
    if low.endswith(("и", "ы")):
        return [stem + "ский", low + "йский"]
    if low.endswith(("ка", "га", "ха", "ша", "жа", "ча")):
        return [stem + "ский", stem + "инский"]
    if low.endswith("а"):
        return [stem + "ский"] if stem[-2:-1] in VOWELS or stem[-1:] in VOWELS else [stem + "ский", stem + "инский"]
    if low.endswith("ь"):
        return [low + "ский"] if low[-2] in "лн" else [stem + "ский"]
    return [low + "ский"]


def town_adjectives(name: str, *, slavic: bool, foreign: bool = False) -> list[str]:
    """«Сердобск» → ["сердобский"]; empty where no rule is sure and the dictionary knows none. `foreign`: what may be derived will do."""
    if " " in name or "-на-" in name:
        return []
    if looks_adjectival(name):
        return [name.lower()] if name.endswith("ский") else []
    head, _, last = name.lower().replace("ё", "е").rpartition("-")
    if looks_adjectival(last):
        return [name.lower()]
    found = [c for c in candidates(last) if known(c)]
    if not found and slavic:
        found = sure(last)
    if not found and foreign:
        return [f"{head}-{a}" if head else a for a in foreign_adjectives(last)]
    return [f"{head}-{a}" if head else a for a in found[:1]]


def sure(low: str) -> list[str]:
    """The adjective of a name whose ending leaves no choice: «Ялуторовск», «Балаково», «Иваньковичи», «Костанай»."""
    if low.endswith(SURE):
        return candidates(low)[:1]
    if low.endswith(("нь", "рь", "ль")):
        return [low[:-1] + ("ьский" if low.endswith("ль") else "ский")]
    return []


def town_demonyms(adjective: str, *, slavic: bool) -> list[str]:
    """«сызранский» → ["сызранец"], «рубцовский» → ["рубцовец", "рубцовчанин"]: one that the dictionary has, else what may be derived.

    A word that means something else («борский» → «борец») is left out.
    """
    if not adjective.endswith("ский"):
        return []
    made = [adjective[:-4].removesuffix("й") + suffix for suffix in ("ец", "чанин", "янин")]
    listed = [word for word in made if any(p.is_known and p.normal_form == word for p in morph().parse(word))]
    people = [word for word in listed or made[: 1 + slavic] if names_people(word)]
    return people[:1] if listed else people


def names_people(word: str) -> bool:
    """No form of a demonym means something else: not «борец», not «озерец», whose «озерца» is a small lake."""
    senses = [p for form in demonym_forms(word) for p in morph().parse(form) if p.is_known and "NOUN" in p.tag]
    return (
        all("anim" in p.tag for p in senses)
        and not any(p.normal_form == word and {"Surn", "Name"} & set(p.tag.grammemes) for p in senses)
        and word not in word_lists()["not_people"]
    )


def demonym_forms(word: str) -> list[str]:
    """«пензенец» → «пензенец», «пензенца», … «пензенцы», «пензенцев» …"""
    for parse in morph().parse(word):
        if parse.is_known and "NOUN" in parse.tag and "anim" in parse.tag and "nomn" in parse.tag:
            return [word, *dict.fromkeys(f.word for f in parse.lexeme if "Fixd" not in f.tag)]
    return by_rule(word)


def by_rule(word: str) -> list[str]:
    """The forms of a demonym that the dictionary does not know."""
    if word.endswith("ец"):
        stem = word[:-2] + ("й" if word[-3] in "аеоуыэюя" else "ь" if word[-3] == "л" else "") + "ц"
        return [word, *(stem + e for e in ("а", "у", "ем", "е", "ы", "ев", "ам", "ами", "ах"))]
    if word.endswith("анин") or word.endswith("янин"):
        stem = word[:-2]
        return [word, *(word + e for e in ("а", "у", "ом", "е")), *(stem + e for e in ("е", "", "ам", "ами", "ах"))]
    if word.endswith("ка"):
        return [word, *(word[:-1] + e for e in ("и", "е", "у", "ой", "ам", "ами", "ах")), word[:-2] + "ок"]
    forms = [f for case in noun(word) for f in case]
    if word.endswith("ч"):
        return [*forms, *(word + e for e in ("и", "ей", "ам", "ами", "ах"))]
    if word.endswith(("к", "г")):
        return [*forms, *(word + e for e in ("и", "ов", "ам", "ами", "ах"))]
    return [*forms, *(word + e for e in ("ы", "ов", "ам", "ами", "ах"))]
