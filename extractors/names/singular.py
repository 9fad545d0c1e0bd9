"""A noun in the plural told of one of those who share it: «губернаторы» → «губернатор», «министров экономики» → «министра экономики»."""

from __future__ import annotations

from extractors.inflect import CASES, GENDERS, OPEN_CORPORA, like, nominative, parses, possible_cases
from extractors.lexicon import classes_of
from schemas.document import Token
from schemas.match import Mention

SHARED_BY = {"post", "government", "organization", "group", "place_noun"}
GENDER_OF = {"masc": "masc", "femn": "fem", "neut": "neut"}


def may_be_plural(m: Mention, tokens: tuple[Token, ...]) -> bool:
    """«Главы МИД», «Правительства Казахстана» at the start of a clause, which the tagger takes for a genitive."""
    word = tokens[m.head].text
    if m.case != "gen" or m.prep or m.parent is not None or m.conjunct_of is not None or "nom" not in possible_cases(word, "NOUN"):
        return False
    before = tokens[m.first - 1] if m.first else None
    return before is None or before.pos == "PUNCT" or before.text.lower() in ("что", "когда", "сегодня", "вчера")


def shared_noun(m: Mention, tokens: tuple[Token, ...], stop: int, *, one: bool) -> str:
    """The shared noun with what stands between it and the places: «министр транспорта», «представители городов-побратимов»."""
    last = min(m.head + 1, stop)
    words = [_word(token, m, tokens, one=one) for token in tokens[m.first : last] if token.pos != "NUM"]
    if one:
        owned = next((k for k in range(last, stop) if tokens[k].feats.case != "gen" or tokens[k].feats.number != "plur"), stop)
        head = next((k for k in range(last, owned) if SHARED_BY & classes_of(tokens[k].lemma)), -1)
        gender = next((GENDER_OF.get(str(p.tag.gender), "") for p in parses(tokens[head].text)), "") if head >= 0 else ""
        words += [singular(token, "gen", gender) for token in tokens[last : head + 1]]  # «министров экономики», not «иностранных дел»
        last = max(last, head + 1)
        counted = next((k for k in range(last, stop) if tokens[k].pos == "NUM"), stop)  # «губернаторы / двух регионов», «мэры / двух городов, …»
        stop = counted
    return " ".join([*words, *([text_of(tokens, last, stop)] if last < stop else [])])


def _word(token: Token, m: Mention, tokens: tuple[Token, ...], *, one: bool) -> str:
    """A modifier or the head in the nominative, in the singular where each place has one."""
    case = "nom" if may_be_plural(m, tokens) else token.feats.case or m.case
    if not token.feats.case and not (token.pos == "ADJ" and "-" in token.text):
        return token.text
    gender = next((GENDER_OF.get(str(p.tag.gender), "") for p in parses(tokens[m.head].text)), "") or tokens[m.head].feats.gender
    word = singular(token, "nom", gender, case) if one else token.text if case == "nom" else nominative(token.text, token.pos, case, "plur", "")
    return small(word) if token.start == tokens[0].start and not token.text.isupper() else word


def singular(token: Token, wanted: str, gender: str = "", case: str = "") -> str:
    """«губернаторы» → «губернатор», «первыми» → «первый», «министров» → «министра», «торгово-промышленными» → «торгово-промышленная»."""
    case = case or token.feats.case
    found = [p for p in parses(token.text) if p.tag.number == "plur" and (CASES.get(str(p.tag.case)) == case or p.tag.case == "nomn")]
    if not found or ("-" in token.text and token.pos != "ADJ"):
        return "-".join([_one_of(part, wanted, case) for part in token.text.split("-")])
    best = max(found, key=lambda p: (CASES.get(str(p.tag.case)) == case, bool(SHARED_BY & classes_of(p.normal_form))))
    adjective = best.tag.POS in ("ADJF", "PRTF")
    form = best.inflect({OPEN_CORPORA[wanted], "sing"} | ({GENDERS[gender]} if adjective and gender in GENDERS else set()))
    return like(form.word, token.text) if form else token.text


def _one_of(part: str, wanted: str, case: str) -> str:
    """«городов», «побратимов» of «городов-побратимов» → «города», «побратима»; «премьер» of «премьер-министров» stands in the singular."""
    if any(p.tag.number == "sing" and p.tag.case == "nomn" and p.tag.gender == "masc" for p in parses(part)):
        return part
    found = [p for p in parses(part) if p.tag.number == "plur" and p.tag.POS == "NOUN" and CASES.get(str(p.tag.case)) == case]
    best = max(found, key=lambda p: bool(SHARED_BY & classes_of(p.normal_form)), default=None)  # «премьеры» are no «премьера»
    form = best.inflect({OPEN_CORPORA[wanted], "sing"}) if best is not None else None
    return like(form.word, part) if form else part


def text_of(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """The words of some tokens as they stand, one space where the text has any."""
    return "".join(t.text + (" " if first + k + 1 < last and tokens[first + k + 1].start > t.stop else "") for k, t in enumerate(tokens[first:last]))


def small(word: str) -> str:
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
