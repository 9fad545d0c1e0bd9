"""Phrases around place adjectives: «Пензенской и Саратовской областей» are two regions, «Щигровский район» is a district."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.gazetteer import Gazetteer, Sense, fold, place_name
from pipeline.gazetteer import districts as known_districts
from pipeline.places_context import before_noun, begins_sentence
from pipeline.places_scan import Hit

GENERIC = re.compile(
    r"[ \u00a0](обл\.|област(?:ь|и|ью|ей|ям|ями|ях)|кра(?:й|я|ю|ем|е|ев|ям|ями|ях)|республик(?:а|и|е|у|ой|ам|ами|ах)?|регион(?:а|у|ом|е|ы|ов|ам|ами|ах)?"
    r"|губерни(?:я|и|ю|ей|й|ям|ями|ях)|земл(?:я|и|е|ю|ей)|провинци(?:я|и|ю|ей|й|ям|ями|ях)|велаят(?:а|у|ом|е|ы|ов|ах)?|вилаят(?:а|у|ом|е|ы|ов|ах)?"
    r"|вилоят(?:а|у|ом|е|ы|ов|ах)?|аймак(?:а|у|ом|е|и|ов|ах)?|марз(?:а|у|ом|е|ы|ов|ах)?)(?![а-яА-Я-])"
)
NUMBERED = re.compile(r"(?<![\d.,-])(\d\d)(-?(?:й|го|му|м))?[ \u00a0]регион(а|у|ом|е)?(?![а-яё-])")
CAR_CODES = dict(
    re.findall(
        r"(\d\d):([A-Z]+)",
        "01:AD 02:BA 03:BU 04:AL 05:DA 06:IN 07:KB 08:KL 09:KC 10:KR 11:KO 12:ME 13:MO 14:SA 15:SE 16:TA 17:TY 18:UD 19:KK 20:CE 21:CU 22:ALT 23:KDA 24:KYA "
        "25:PRI 26:STA 27:KHA 28:AMU 29:ARK 30:AST 31:BEL 32:BRY 33:VLA 34:VGG 35:VLG 36:VOR 37:IVA 38:IRK 39:KGD 40:KLU 41:KAM 42:KEM 43:KIR 44:KOS 45:KGN "
        "46:KRS 47:LEN 48:LIP 49:MAG 50:MOS 51:MUR 52:NIZ 53:NGR 54:NVS 55:OMS 56:ORE 57:ORL 58:PNZ 59:PER 60:PSK 61:ROS 62:RYA 63:SAM 64:SAR 65:SAK 66:SVE "
        "67:SMO 68:TAM 69:TVE 70:TOM 71:TUL 72:TYU 73:ULY 74:CHE 75:ZAB 76:YAR 79:YEV 83:NEN 86:KHM 87:CHU 89:YAN",
    )
)
OFFICIAL = {"обл.": "область", "област": "область", "кра": "край", "республик": "республика", "велаят": "велаят"}
GOING_ON = re.compile(r"[ \u00a0](?:с|со|и|или|к|в)[ \u00a0]")
AGREEING = re.compile(r"[ \u00a0][а-яё]+(?:[ыиеью]|[оеь]й|ою)(?![а-яё])")  # what may be the noun of an adjective in «-ой»
LIST_JOINT = re.compile(r"[ \u00a0]?(?:,|,?[ \u00a0](?:и|или|а также|с|—|–)|-|—|–)[ \u00a0]?")
DISTRICT = re.compile(
    r"[ \u00a0](?:(муниципальн|городск)(?:ый|ого|ому|ым|ом|ой|им)[ \u00a0])?(район|округ|р-н|улус|кожуун)(а|у|ом|е|ы|ов|ам|ами|ах)?(?![а-яА-Я-])"
)
DISTRICT_NOUNS = ("район", "округ", "р-н", "улус", "кожуун")
BEFORE_DISTRICT = re.compile(r"([А-ЯЁа-яё][а-яё]{1,30}(?:-[А-ЯЁ]?[а-яё]{2,30})?(?:[сц]к|н|в|л|р|т|д)(?:ий|ого|ому|им|ом|ый|ым|ой))$")
NO_DISTRICT = frozenset((
    "автономный", "федеральный", "военный", "избирательный", "судебный", "административный", "данный", "отдельный", "новый", "родной",
    "муниципальный", "городской", "сельский", "внутригородской", "жилой", "спальный", "промысловый",
))  # fmt: skip


def regions(low: str, hits: list[Hit]) -> list[Hit]:
    """Adjectives before «область», «край», «регион», also at a distance in a list, become names of regions."""
    out: list[Hit] = []
    for hit in hits:
        grown, suffix = with_noun(low, hit)
        out.append(grown)
        if suffix is not None:
            spread(low, out, suffix)
    return out


def go_on(text: str, low: str, hits: list[Hit]) -> list[Hit]:
    """«Наманганской области с Нижегородской вырос»: an adjective behind a region that leaves its noun out becomes a region too."""
    for left, right in pairwise(hits):
        suffix = suffix_of(low[max(0, left.stop - 14) : left.stop].rpartition(" ")[2])
        if not suffix or right.kind or not text[right.start].isupper() or not GOING_ON.fullmatch(low, left.stop, right.start):
            continue
        fitting = fit([s for s in right.senses if s.form == "adjective"], suffix)
        if text[right.stop + 1 : right.stop + 2].isupper():
            continue  # «и Витебской ТЭЦ»
        if fitting and low[right.start : right.stop].endswith("ой") and not (AGREEING.match(low, right.stop) and before_noun(text, right.stop)):
            right.senses, right.kind = fitting, "region"
    return hits


def numbered(low: str, hits: list[Hit], table: Gazetteer) -> list[Hit]:
    """«47 регион», «40-го региона»: a region of Russia by the number on its cars; «поставляет в 31 регион», «43 региона» are counts."""
    found: list[Hit] = []
    for m in NUMBERED.finditer(low) if "регион" in low else ():
        number, ordinal, ending = m[1], m[2], m[3]
        counts = (number[1] == "1" and number != "11" and not ending) or (ending == "а" and number[1] in "234" and number[0] != "1")
        code = CAR_CODES.get(number)
        name = place_name(f"RU-{code}") if code and (ordinal or not counts) else None
        if name is not None:
            sense = next((s for s in table.senses(" ".join(fold(name).replace("-", " ").split())) if s.entry.region == f"RU-{code}"), None)
            if sense is not None:
                found.append(Hit(m.start(), m.end(), [sense._replace(name=sense.entry.name, marks="", form="name")], kind="region"))
    return sorted([*hits, *found], key=lambda h: h.start) if found else hits


def with_noun(low: str, hit: Hit) -> tuple[Hit, str | None]:
    """«пензенской» before «области» → a region's name, and the kind of its official name ("" for any)."""
    noun = GENERIC.match(low, hit.stop)
    if noun and low[hit.stop - 1] != "о":
        adjectives = [s for s in hit.senses if s.form == "adjective" and s.entry.kind == "region"]
        suffix = suffix_of(noun[1])
        fitting = fit(adjectives, suffix) or (fit(adjectives, "") if suffix == "край" else [])  # «Рязанский край» is Рязанская область
        if fitting:
            return Hit(hit.start, noun.end(), fitting, kind="region"), suffix
    for sense in hit.senses:
        if sense.form == "name" and "^" in sense.marks:
            last = low[max(hit.start, hit.stop - 14) : hit.stop].rpartition(" ")[2]
            return hit, suffix_of(last)
    return hit, None


def suffix_of(noun: str) -> str:
    """«областей» → "область"; «региона» → ""."""
    return next((official for stem, official in OFFICIAL.items() if noun.startswith(stem)), "")


def fit(senses: list[Sense], suffix: str) -> list[Sense]:
    """The regions whose official name is of this kind, as names."""
    return [s._replace(form="name", name=s.entry.name, marks="") for s in senses if s.entry.kind == "region" and fold(s.entry.name).endswith(suffix)]


def spread(low: str, hits: list[Hit], suffix: str) -> None:
    """«Псковская, Смоленская и Брянская области»: the noun of the last adjective is every adjective's."""
    for i in range(len(hits) - 2, -1, -1):
        hit = hits[i]
        if not LIST_JOINT.fullmatch(low, hit.stop, hits[i + 1].start) or low[hit.stop - 1] == "о" or _is_town(low, hit, hits[i + 1]):
            return
        fitting = fit([s for s in hit.senses if s.form == "adjective"], suffix)
        if not fitting:
            return
        hits[i] = Hit(hit.start, hit.stop, fitting, kind="region")


def _is_town(low: str, hit: Hit, following: Hit) -> bool:
    """«между Смоленском и Оршанским районом»: «-ском» is of a town where the adjective that it would be listed with has another ending."""
    return low.endswith("ском", hit.start, hit.stop) and not low[following.start : following.stop].split()[0].endswith("ом")


def districts(text: str, low: str, hits: list[Hit], table: Gazetteer) -> list[Hit]:
    """«Щигровский район», «Быковского района» → districts, in place of the adjectives inside them."""
    if not any(noun in low for noun in DISTRICT_NOUNS):
        return hits
    found = [d for m in DISTRICT.finditer(low) if (d := district(text, m, table)) is not None]
    if not found:
        return hits
    official = {h.stop for h in hits if any("^" in s.marks for s in h.senses)}
    found = [d for d in found if d.stop not in official]
    covered = {d.start for d in found} | {d.stop for d in found}
    out = sorted([*(h for h in hits if h.start not in covered and h.stop not in covered), *found], key=lambda h: h.start)
    for i in range(len(out) - 1, 0, -1):
        share(low, out[i - 1], out[i])
    return out


def share(low: str, hit: Hit, following: Hit) -> None:
    """«Щигровском и Курском районах»: the noun of the second adjective is the first one's too."""
    noun = following.name.partition(" ")[2] if following.kind == "district" and low[following.stop - 1] not in "ну" else ""
    adjectives = [s for s in hit.senses if s.form == "adjective"]
    if noun and adjectives and hit.kind != "district" and LIST_JOINT.fullmatch(low, hit.stop, following.start) and not _is_town(low, hit, following):
        base = nominative(low[hit.start : hit.stop])
        known = known_districts(base)
        own = known[0].name if known else f"{base[0].upper()}{base[1:]}"
        hit.kind, hit.name, hit.senses = "district", f"{own} {noun}", known or adjectives


def district(text: str, noun: re.Match[str], table: Gazetteer) -> Hit | None:
    """The district whose noun this is, with the readings of its adjective."""
    left = text[max(0, noun.start() - 64) : noun.start()]
    adjective = BEFORE_DISTRICT.search(left)
    if adjective is None or left[: adjective.start()][-1:] not in ("", " ", "\u00a0", "\n", "(", "«", "-", "/"):
        return None
    word = adjective[1]
    adjectives = [s for s in table.senses(fold(word).replace("-", " ")) if s.form == "adjective"]
    areas = [s for s in adjectives if s.entry.kind == "area"] if noun[2] == "округ" else []  # «Уральский округ» is of the Urals and not of Уральск
    base = nominative(word)
    known = known_districts(base)
    base = known[0].name if known else base
    senses = areas or known or [s for s in adjectives if s.entry.kind in ("region", "town") or (s.entry.kind == "area" and s.entry.region)]
    start = noun.start() - len(word)
    if fold(base) in NO_DISTRICT or (word[0].islower() and not any("?" not in s.marks for s in senses)):
        return None
    if not senses and not base.endswith(("ский", "цкий")) and begins_sentence(text, start):
        return None
    head = {"муниципальн": "муниципальный ", "городск": "городской "}.get(noun[1] or "", "")
    name = f"{base[0].upper()}{base[1:]} {head}{'район' if noun[2] == 'р-н' else noun[2]}"
    return Hit(start, noun.end(), senses, kind="district", name=name)


def nominative(word: str) -> str:
    """«Быковского» → «Быковский», «Отрадного» → «Отрадный»."""
    stem = re.sub(r"(?:ий|ого|ому|им|ом|ый|ым|ой)$", "", word)
    return stem + ("ий" if stem[-1] in "кгх" else "ый")
