"""What a short reference to a place can be said of: «край» of Алтайский край and not of an область, «остан» of Iran, «республика» of Татарстан or of a country."""

from __future__ import annotations

from extractors.lexicon import key
from schemas.values import Place

REPUBLICS = {
    *("RU-AD", "RU-AL", "RU-BA", "RU-BU", "RU-CE", "RU-CU", "RU-DA", "RU-IN", "RU-KB", "RU-KC", "RU-KK", "RU-KL", "RU-KO", "RU-KR", "RU-ME", "RU-MO", "RU-SA"),
    *("RU-SE", "RU-TA", "RU-TY", "RU-UD", "UA-43", "UZ-QR", "GE-AB", "GE-AJ", "AZ-NX", "BA-SRP", "MD-SN"),
}
AUTONOMIES = {"MD-GA", "RU-YEV", "RU-KHM", "RU-YAN", "RU-NEN", "RU-CHU", "GE-AJ", "UZ-QR", "CN-XJ", "CN-NM", "CN-NX", "CN-GX", "RS-VO", "IQ-KR"}
WORDED = {"край": "кра", "область": "област", "округ": "округ"}  # heads that an official name repeats
OTHERWISE = {"RU", "CN", "JP", "KR", "KP", "VN", "IN", "PK", "IR", "TR", "AE", "SA", "US", "CA", "BR", "MX", "CU", "DE", "FI"}  # whose regions have other heads
NEVER = {"область": OTHERWISE, "край": OTHERWISE | {"BY", "KZ", "UZ", "KG", "TJ", "TM", "UA", "MN"}, "округ": {"RU"}}
ABROAD = {  # heads of divisions → countries that have them
    "аймак": {"MN", "RU"}, "остан": {"IR"}, "марз": {"AM"}, "велаят": {"TM"}, "вилайет": {"TR", "AF", "DZ"}, "воеводство": {"PL"}, "эмират": {"AE", "QA", "KW"},
    "королевство": {"SA", "GB", "TH", "MA", "JO", "ES", "NL", "BE", "DK", "NO", "SE", "KH", "BH", "LS", "SZ", "TO", "BT"}, "султанат": {"OM", "BN"},
    "штат": {"IN", "US", "BR", "MX", "AU", "MY", "NG", "VE", "MM", "SD"},
}  # fmt: skip
NO_PROVINCES = {"RU", "BY", "KZ", "UZ", "KG", "TJ", "TM", "AM", "UA", "MD", "MN", "IN", "US", "PL", "DE"}
FEDERATIONS = {"RU", "US"}  # «республика» in news of their trade is somebody else


def may_be_called(lemma: str, place: Place) -> bool:
    """Whether a place can be meant by «край», «республика», «остан»: ("республика", Мазендеран) → False; other heads («регион», «город») tell nothing."""
    if lemma == "республика" and place.country in ABROAD["королевство"] | ABROAD["султанат"] | {"AE", "KW", "QA", "JP", "CA", "AU", "NZ"}:
        return False
    if lemma == "республика" and place.kind == "country" and place.country in FEDERATIONS:
        return False
    if (place.kind == "country" and lemma not in ABROAD) or (lemma == "округ" and place.kind == "district"):
        return True
    if lemma == "республика":
        return place.region in REPUBLICS
    if lemma == "автономия":
        return place.region in AUTONOMIES
    if lemma in WORDED:
        name = key(place.region_name or place.name)
        return WORDED[lemma] in name or (place.country not in NEVER[lemma] and not any(word in name for word in WORDED.values()))
    if lemma == "провинция":
        return place.country not in NO_PROVINCES
    return place.country in ABROAD[lemma] if lemma in ABROAD else True
