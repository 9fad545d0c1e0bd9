"""Currency words beside a number: «белорусских рублей» after it, «$» or «Br» before it → ISO 4217 code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pipeline.digits import GAP, GAP_CHARS
from pipeline.numbers import load


class Noun(NamedTuple):
    """A money word: its code when it stands bare, and the codes that adjectives choose, by stem."""

    code: str | None
    of: Mapping[str, str]
    tail: tuple[str, ...]


class Currency(NamedTuple):
    """A currency beside a number: its code (None for «крон» of no known country) and the span of its words."""

    code: str | None
    start: int
    stop: int


# «т. р.» is «тыс. рублей»: the only place where a lone «т» is a thousand.
THOUSAND_RUB = re.compile(rf"{GAP}?т\.?{GAP}?(?:р(?:\.(?!{GAP}?п)|(?![а-я.]))|руб(?:\.|(?![а-я])))")
SIGN = re.compile(r"(?:(?<![a-z])(?:us|cn|jp|a|c|hk|s|nt|r|nz))?[$€£₽₸₴₺₹₩₪₫₮₼₾֏₦₱฿¥¢](?!ur)")
WORD = re.compile(r"[a-zа-я€][a-zа-я-]*")
NEAR = 2000
PLAIN_MARKS = frozenset(["", *'.,;:!?()«»"%—–-\n'])
GAP_RUN = re.compile(f"{GAP}{{0,3}}")
BEFORE = re.compile(rf"(?:(?<![A-Za-zА-Яа-я])(?:[A-Z]{{2,3}}|Br|Rs\.?)|(?:(?<![A-Za-z])(?:US|CN|JP|A|C|HK|S|NT|R|NZ))?[$€£₽₸₴₺₹₩₪₫₮₼₾֏₦₱฿¥])\.?{GAP}{{0,2}}$")
STATE = re.compile(rf"\.?{GAP}?(сша|канады|стерлингов)(?![а-я])")


def currency_before(text: str, start: int) -> Currency | None:
    """«Br 45 млн», at the 45 → BYN from offset 0; None where no sign or code stands before."""
    if start == 0 or (text[start - 1] in GAP_CHARS and (start == 1 or "А" <= text[start - 2] <= "ё")) or text[start - 1] in "\n(":
        return None
    match = BEFORE.search(text, max(0, start - 7), start)
    if match is None:
        return None
    sign = match.group().rstrip(GAP_CHARS + ".")
    data = load("currencies.toml")
    code = data["symbols"].get(sign.lower()) or data["letters"].get(sign) or _codes().get(sign)
    return Currency(code, match.start(), start) if code and sign not in data["codes"]["words"] else None


def currency_after(text: str, low: str, stop: int) -> Currency | None:
    """«15 млн белорусских рублей», at the end of «млн» → BYN up to the end of the noun; None where no currency follows."""
    gap = GAP_RUN.match(low, stop)
    at = gap.end() if gap else stop
    if low[at : at + 1] in PLAIN_MARKS:
        return None
    sign = SIGN.match(low, at)
    if sign:
        return Currency(load("currencies.toml")["symbols"].get(sign.group()), at, sign.end())
    thousand = THOUSAND_RUB.match(low, stop) if low[at] == "т" else None
    if thousand:
        return Currency("RUB*1000", at, thousand.end())
    word = WORD.match(low, at)
    if word is None:
        return None
    return _noun(low, at, word) or _iso(text, at, word.end()) or _adjective(low, at, word)


def minor_after(low: str, stop: int) -> tuple[Mapping[str, str], int] | None:
    """«50 копеек», at the end of the 50 → the currencies that copecks belong to, and where the word ends."""
    gap = GAP_RUN.match(low, stop)
    word = WORD.match(low, gap.end() if gap else stop)
    owners = _minors().get(word.group()) if word else None
    if word is None or owners is None:
        return None
    return owners, word.end() + (word.group() == "коп" and low[word.end() : word.end() + 1] == ".")


def _noun(low: str, start: int, word: re.Match[str], adjective: str = "") -> Currency | None:
    noun = _nouns().get(word.group())
    if noun is None or (word.group() == "р" and low[word.end() : word.end() + 3].replace(" ", "").startswith(".п")):
        return None
    stop = word.end()
    state = STATE.match(low, stop) if noun.tail else None
    if state and state.group(1) in noun.tail:
        return Currency("CAD" if state.group(1) == "канады" else noun.code, start, state.end())
    if word.group() in ("руб", "р", "долл", "дол", "грн") and low[stop : stop + 1] == ".":
        stop += 1
    if adjective or word.group() == "белруб":
        return Currency(_chosen(noun, adjective or "белорус"), start, stop)
    return Currency(noun.code or _spoken_of(noun, low[max(0, start - NEAR) : start + NEAR]), start, stop)


def _iso(text: str, start: int, stop: int) -> Currency | None:
    word = text[start:stop]
    if not word.isascii():
        return None
    code = _codes().get(word) or load("currencies.toml")["letters"].get(word)
    return Currency(code, start, stop) if code else None


def _adjective(low: str, start: int, word: re.Match[str]) -> Currency | None:
    """«белорусских рублей», «бел. руб.», «бюджетных рублей»: one adjective may stand before the noun."""
    short = load("currencies.toml")["adjectives"]["short"]
    stop = word.end() + (low[word.end() : word.end() + 1] == ".")
    if word.group() not in short and not word.group().endswith(_endings()):
        return None
    gap = GAP_RUN.match(low, stop)
    noun = WORD.match(low, gap.end() if gap else stop)
    return _noun(low, start, noun, short.get(word.group(), word.group())) if noun else None


def _chosen(noun: Noun, adjective: str) -> str | None:
    return next((code for stem, code in noun.of.items() if adjective.startswith(stem)), noun.code)


def _spoken_of(noun: Noun, around: str) -> str | None:
    """The currency of the one country whose stem stands near; None when there is none or more than one."""
    codes = {code for stem, code in noun.of.items() if stem in around}
    return codes.pop() if len(codes) == 1 else None


@cache
def _nouns() -> dict[str, Noun]:
    data = load("currencies.toml")
    words = {}
    for entry in data["currency"]:
        noun = Noun(entry.get("code"), entry.get("of", {}), tuple(entry.get("tail", ())))
        forms = [entry["stem"] + ending for ending in data["endings"][entry["ending"]]] + entry.get("also", [])
        words.update(dict.fromkeys(forms, noun))
    return words


@cache
def _minors() -> dict[str, Mapping[str, str]]:
    return {word: entry["of"] for entry in load("currencies.toml")["minor"] for word in entry["words"].split()}


@cache
def _codes() -> dict[str, str]:
    data = load("currencies.toml")["codes"]
    codes = {code: code for code in data["iso"].split()}
    return {**codes, **data["old"], **{code: code.upper() for code in data["small"].split()}}


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load("currencies.toml")["adjectives"]["endings"])
