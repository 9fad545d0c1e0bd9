"""Bodies whose one word tells of which region or town they are: «Миноблисполком», «Мосгордума»; and where envoys are posted, which is not whose they are."""

from __future__ import annotations

from functools import lru_cache

from extractors.lexicon import classes_of, key
from extractors.phrases.words import Phrase
from schemas.document import Token
from schemas.values import Place

Code = tuple[str, str | None]
ENVOYS = {"посол", "консул", "генконсул", "торгпред", "атташе"}


@lru_cache(1_000)
def office_of(lemmas: tuple[str, ...]) -> Code | None:
    """«председатель Миноблисполкома» → ("BY", "BY-MI"): a body whose one word tells of which region or town it is."""
    told = (kind.removeprefix("office_") for word in lemmas for kind in classes_of(key(word)) if kind.startswith("office_"))
    return next(((code[:2], code) for code in told), None)


def is_posting(place: Place, phrase: Phrase, tokens: tuple[Token, ...]) -> bool:
    """«посол этой страны / в России»: whether a place stands in the part of a phrase that tells where an envoy is posted."""
    if key(tokens[phrase.head].lemma) not in ENVOYS:
        return False
    return any(p.prep in ("в", "во") and tokens[p.first].start <= place.start < tokens[p.last - 1].stop for p in phrase.parts)
