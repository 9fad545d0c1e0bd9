"""Text → what in it may be a place: every name, adjective and demonym of the table with all its readings (settled in places.py)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pipeline.gazetteer import REMEMBERED, Gazetteer, Sense, fold, gazetteer, possible
from pipeline.places_context import (
    FIXED,
    SURNAME,
    before_noun,
    begins_sentence,
    behind_water,
    beside_capital,
    goes_with_noun,
    in_street,
    is_given,
    located,
    names_person,
    person_follows,
    quoted_alone,
    token_span,
)

WORD = re.compile(r"[а-я]+")
JOINT = re.compile(r"[ \u00a0\u202f]{0,2}[-‐‑–—(’'][ \u00a0\u202f]{0,2}|[ \u00a0\u202f]{1,3}")
SHORT = re.compile(r"\.[ \u00a0]?")  # «Н. Новгород», «Наб. Челны»
LISTED = re.compile(r",[ \u00a0](?:(?:и|или)[ \u00a0])?|[ \u00a0](?:и|или)[ \u00a0]")
LETTERS = re.compile("[А-Яа-яЁё]+")
MIXED = re.compile("[А-ЯЁ]{2}[а-яё]")
ARTICLES = frozenset(("аль", "эль", "ас", "ан", "ад", "аш", "ар"))  # of Arabic names
HYPHENS = ("-", "‐", "‑", "–", "—")
SMALL = frozenset(
    (
        "на",
        "и",
        "д",
        "де",
        "над",
        "республиканского",
        "подчинения",
        "народная",
        "народной",
        "народную",
        "республика",
        "республики",
        "республике",
        "республику",
        "республикой",
    )
)
# A town of this many thousands is meant even where its name is an ordinary word («Находка»), if the capital is not the sentence's.
LARGE = 150


@dataclass(slots=True)
class Hit:
    """A stretch of text and its readings; `sure` is False where only another mention of the same place can tell.

    `kind` and `name` are given for districts, whose names are no entries of the table.
    """

    start: int
    stop: int
    senses: list[Sense]
    sure: bool = True
    kind: str = ""
    name: str = ""


def scan(text: str, low: str, table: Gazetteer) -> list[Hit]:
    """Every possible place of a text, which is also given in lower case, longest match first, in text order."""
    scanner = Scanner(text, low, table)
    scanner.run()
    return scanner.hits


class Written(NamedTuple):
    """A word or phrase as it is spelled: the readings that its capitals allow; whether nothing more is to be asked of each of them
    (`settled`), and of all together (`plain`)."""

    senses: list[Sense]
    settled: bool
    plain: bool


@dataclass(slots=True)
class Scanner:
    """One text on its way through the table."""

    text: str
    low: str
    table: Gazetteer
    hits: list[Hit] = field(default_factory=list)

    def run(self) -> None:
        """Look at every word once."""
        longest, may_be = self.table.longest, possible()
        low = self.low
        free = end = 0
        for word in WORD.findall(low):
            start = low.find(word, end)
            end = start + len(word)
            if not may_be[word] or start < free:
                continue
            for stop, key in [*(self.phrases(word, end) if word in longest else []), (end, word)]:
                hit = self.read(start, stop, key)
                if hit is not None:
                    self.hits.append(hit)
                    free = hit.stop
                    break

    def phrases(self, word: str, stop: int) -> list[tuple[int, str]]:
        """The phrases of the table that begin with this word here, the longest first."""
        found: list[tuple[int, str]] = []
        key = word
        for _ in range(self.table.longest[word] - 1):
            joint = JOINT.match(self.low, stop) or (SHORT.match(self.low, stop) if len(key) <= 3 else None)
            following = WORD.match(self.low, joint.end()) if joint else None
            if following is None:
                break
            key, stop = f"{key} {following[0]}", following.end()
            if self.table.numbers(key):
                found.append((stop, key))
        return found[::-1]

    def read(self, start: int, stop: int, key: str) -> Hit | None:
        """One word or phrase → its possible readings in this place, None where there are none."""
        text, low = self.text, self.low
        if not self.whole(start, stop, key):
            return None
        written = written_so(text[start:stop], key)
        senses = written.senses if written.settled else [s for s in written.senses if self.allowed(start, stop, s)]
        if not senses or FIXED.match(low, start) or quoted_alone(text, start, stop):
            return None
        first, last = token_span(low, start)
        token = low[first:last]
        if behind_water(token):
            senses = [s for s in senses if s.entry.kind != "town" or s.form != "name"]
        if not senses or in_street(token, low, stop):
            return None
        if text[start].isupper() and " " not in key and names_person(text[first:last], text, stop, self.table.given):
            owner = person_follows(text, stop, text[first:last], self.table.given) and not any("&" in s.marks or s.form != "name" for s in senses)
            if not owner:
                return None
        if " (" in text[start:stop] and text[stop : stop + 1] == ")":
            stop += 1
        hit = Hit(start, stop, senses)
        return hit if written.plain else self.weigh(hit)

    def whole(self, start: int, stop: int, key: str) -> bool:
        """Whether the word stands by itself: not in «экс-Минск», «Минск-Арена», «iМосква», but in «российско-белорусский», «Москва-Пекин»."""
        text, low, table = self.text, self.low, self.table
        left, right = text[start - 1 : start], text[stop : stop + 1]
        if left.isalnum() or left == "_" or right.isalpha() or right == "_":
            return False
        if left in HYPHENS and text[start - 2 : start - 1].isalpha():
            previous = re.search(r"([а-я]+)$", low[max(0, start - 32) : start - 1])
            if previous is None or (previous[1] in ARTICLES and beside_capital(text, start - len(previous[0]) - 1, stop)):
                return False  # «шейх Ахмед Аль-Сабах», not «порт Аль-Басра»
            if not (previous[1] in table.index or text[start].islower() or previous[1].endswith("о")):
                return False
        if right in HYPHENS and text[stop + 1 : stop + 2].isalpha():
            following = WORD.match(low, stop + 1)
            return key.endswith(("ско", "цко")) or (following is not None and (following[0] in table.index or bool(table.numbers(following[0]))))
        return True

    def allowed(self, start: int, stop: int, sense: Sense) -> bool:
        """Whether the reading fits what stands around: «российско» stands before a hyphen, «Тамбовчанка» with a capital begins a sentence."""
        text = self.text
        if sense.form == "name":
            return True
        if sense.form == "adjective":
            return not is_first_half(self.low[start:stop]) or (text[stop : stop + 1] in HYPHENS and text[stop + 1 : stop + 2].isalpha())
        return text[start].islower() or begins_sentence(text, start) or text[start:stop].isupper()

    def weigh(self, hit: Hit) -> Hit | None:
        """Keep the readings that the surroundings allow; mark the hit unsure where they need support from elsewhere."""
        forms = {s.form for s in hit.senses}
        if len(forms) > 1 and "adjective" in forms and goes_with_noun(self.text, self.low, hit.start, hit.stop):
            # «на Орском заводе» is an adjective, «за Орском» a name
            hit.senses = [s for s in hit.senses if s.form == "adjective"]
        if not any(map(marked, hit.senses)):
            return hit
        person = self.text[hit.start].isupper() and any("&" in s.marks for s in hit.senses)
        kept: list[Sense] = []
        firm: list[Sense] = []
        for sense in hit.senses:
            if person and sense.form == "demonym":
                continue
            verdict = self.judge(hit, sense) if sense.marks.strip("!^?") else True
            if verdict is not None:
                kept.append(sense)
            if verdict and "?" not in sense.marks:
                firm.append(sense)
        if not kept:
            return None
        if firm:
            # readings that need support stay beside the firm ones: «РБ» is Беларусь, in an article on Башкортостан that republic
            return Hit(hit.start, hit.stop, [*firm, *(s for s in kept if "?" in s.marks)], True)
        return Hit(hit.start, hit.stop, kept, False)

    def judge(self, hit: Hit, sense: Sense) -> bool | None:
        """A name that is also a word, a person or an adjective → True: the place; False: perhaps; None: no place."""
        text, low, start, stop = self.text, self.low, hit.start, hit.stop
        if sense.form == "adjective":
            return True if not SURNAME.fullmatch(text, start, stop) or before_noun(text, stop) else None
        here = located(low, start, stop) or self.listed(start)
        if "~" in sense.marks:
            return None if goes_with_noun(text, low, start, stop) else here
        if "&" in sense.marks:
            other = beside_capital(text, start, stop)
            if other and (fold(other) not in self.table.index or (is_given(other, self.table.given) and not here)):
                return None
            return here
        return here or (sense.entry.weight >= LARGE and not begins_sentence(text, start) and not text[start:stop].isupper())

    def listed(self, start: int) -> bool:
        """«в Иванове и Балашове»: the word goes on a list of places."""
        last = self.hits[-1] if self.hits else None
        return last is not None and last.sure and last.senses[0].form == "name" and bool(LISTED.fullmatch(self.text, last.stop, start))


@lru_cache(REMEMBERED)
def written_so(piece: str, key: str) -> Written:
    """«Минский», "минский" → what it may stand for in this spelling."""
    senses = [s for s in gazetteer().senses(key) if s.form != "name" or capitals(piece, s)]
    forms = {s.form for s in senses}
    asks = ("adjective" in forms and is_first_half(fold(piece))) or ("demonym" in forms and not piece[0].islower() and not piece.isupper())
    return Written(senses, not asks, not asks and not (len(forms) > 1 and "adjective" in forms) and not any(map(marked, senses)))


def is_first_half(folded: str) -> bool:
    """«российско», «сербо» of «российско-белорусский», «сербо-российский»; not «российского»."""
    return folded.endswith("о") and not folded.endswith("го")


def marked(sense: Sense) -> bool:
    """Whether the reading is to be weighed: the word may be something else."""
    return bool(sense.marks.strip("!^"))


def capitals(piece: str, sense: Sense) -> bool:
    """«Нижний Новгород» with both capitals, «штат Джорджия» with those of its name; «пензенская область» needs none; «РФ» letter for letter."""
    if "!" in sense.marks:
        return piece == sense.name
    if "^" in sense.marks:
        return True
    if MIXED.search(piece):
        return False  # «ГАЗу» is no Gaza
    return all(w[0].isupper() or w in SMALL or not known[0].isupper() for w, known in zip(words(piece), words(sense.name), strict=False))


def words(phrase: str) -> list[str]:
    """«Ростов-на-Дону» → ["Ростов", "на", "Дону"]."""
    return LETTERS.findall(phrase)
