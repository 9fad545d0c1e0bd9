"""Bodies whose one word tells of which region or town they are: «Миноблисполком», «Мосгордума»."""

from __future__ import annotations

from functools import lru_cache

from extractors.lexicon import classes_of, key

Code = tuple[str, str | None]


@lru_cache(1_000)
def office_of(lemmas: tuple[str, ...]) -> Code | None:
    """«председатель Миноблисполкома» → ("BY", "BY-MI"): a body whose one word tells of which region or town it is."""
    told = (kind.removeprefix("office_") for word in lemmas for kind in classes_of(key(word)) if kind.startswith("office_"))
    return next(((code[:2], code) for code in told), None)
