"""The lexicon of growth and decline: «вырос» → +1, «снижение» → −1, «завод» → 0."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.numbers import load


@lru_cache(maxsize=2500)
def direction(word: str) -> int:
    """A folded word → +1 growth, −1 decline, 0 neither: «увеличился» → +1."""
    up, down, never = _stems()
    exact = _words().get(word)
    if exact is not None:
        return exact
    if word.startswith(never):
        return 0
    return 1 if word.startswith(up) else -1 if word.startswith(down) else 0


@lru_cache(maxsize=2500)
def reaches(word: str) -> bool:
    """Words after which «до» names the new level and not a limit: «довести до 30 млрд», «вырос до 5%»."""
    return direction(word) != 0 or word.startswith(stems("reach"))


@cache
def stems(section: str) -> tuple[str, ...]:
    """The stems of a section of the lexicon, for `str.startswith`."""
    return tuple(load("changes.toml")[section]["stems"].split())


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """The whole words of a section of the lexicon."""
    return frozenset(load("changes.toml")[section][key].split())


@cache
def _stems() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    data = load("changes.toml")
    return tuple(data["up"]), tuple(data["down"]), tuple(data["never"])


@cache
def _words() -> dict[str, int]:
    return {**dict.fromkeys(words("words", "up"), 1), **dict.fromkeys(words("words", "down"), -1)}
