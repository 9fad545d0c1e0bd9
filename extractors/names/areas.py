"""Parts of a land that stand for one region of theirs: «уральцы», «сибирские заводы» in the news of a region there are people and bodies of that region.

In: the mentions of an article. Out: the same, those of such people and bodies with the code of the region that the article tells of.
"""

from __future__ import annotations

from dataclasses import replace as replaced

from extractors.article.home import official
from extractors.names.full import Mentions
from schemas.document import Document
from schemas.match import replace
from schemas.values import Place

REGIONS = {  # parts of Russia → the regions there that are called so
    "Урал": frozenset("RU-SVE RU-CHE RU-PER RU-KGN RU-ORE RU-BA RU-UD RU-TYU RU-KHM RU-YAN".split()),
    "Сибирь": frozenset("RU-ALT RU-AL RU-BU RU-TY RU-KK RU-KYA RU-IRK RU-KEM RU-NVS RU-OMS RU-TOM RU-ZAB RU-TYU".split()),
    "Дальний Восток": frozenset("RU-PRI RU-KHA RU-AMU RU-SAK RU-KAM RU-MAG RU-CHU RU-SA RU-YEV RU-BU RU-ZAB".split()),
    "Поволжье": frozenset("RU-SAM RU-SAR RU-ULY RU-VGG RU-AST RU-TA RU-CU RU-ME RU-MO RU-NIZ RU-PNZ RU-KIR".split()),
    "Черноземье": frozenset("RU-VOR RU-LIP RU-KRS RU-BEL RU-TAM RU-ORL".split()),
    "Север": frozenset("RU-ARK RU-MUR RU-KO RU-KR RU-NEN RU-YAN RU-KHM RU-VLG".split()),
}


def region_meant(area: Place, document: Document, home: Place | None) -> Place | None:
    """The region of an area that is home, else the only one of its regions that the article names; None for the area itself."""
    codes = REGIONS.get(area.name, frozenset()) if area.kind == "area" and area.country == "RU" else frozenset()
    if not codes:
        return None
    if home is not None and home.region in codes:
        named = home.kind != "region" and home.region_name
        return replaced(home, name=str(named), kind="region") if named else official(home)
    told = {p.region: p for p in document.places if p.region in codes}
    only = next(iter(told.values())) if len(told) == 1 else None
    if only is None:
        return None
    return official(only) if only.kind == "region" or not only.region_name else replaced(only, name=only.region_name, kind="region")


def place_in_areas(found: Mentions, document: Document, home: Place | None) -> None:
    """Give «уральцы» and «уральские заводы» the code of the region that is meant."""
    for area in document.places:
        if area.kind != "area" or area.form not in ("demonym", "adjective") or area.name not in REGIONS:
            continue
        kinds = {"group"} if area.form == "adjective" and not area.text.islower() else {"group", "organization"}  # not «Сибирский университет»
        meant = region_meant(area, document, home)
        if meant is None:
            continue
        for sentence in found:
            for j, m in enumerate(sentence):
                if m.start <= area.start < m.stop and m.type in kinds and m.region is None and m.country in (None, "RU"):
                    sentence[j] = replace(m, country=meant.country, region=meant.region)
