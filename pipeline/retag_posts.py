"""Posts that the tagger misreads: «встреча Глав МИД», «заведующая кафедрой», «Хокиму» are nouns, no names and no adjectives."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.morphology import Form, forms, normal
from schemas.changed import replace
from schemas.document import Feats, Token

POSTS = {"заведующ": "ins", "управляющ": "ins", "командующ": "ins", "исполняющ": "acc"}  # participles that are posts, with the case that they govern
# Heads of regions and towns whom the tagger has rarely met: «Хокиму» becomes an adjective. Ending → cases, number.
HEADS = re.compile(r"((?:вице-|зам)?(?:хоким|аким|хяким|марзпет|остандар))(|а|у|ом|е|ы|ов|ам|ами|ах)")
GIVEN = frozenset({"аким", "замаким", "вице-аким"})
MANY_HEADS = ("ы", "ам", "ами", "ах")  # «с Акимами»: no name is so declined; «Акимов» may be one
ENDINGS = {
    "": (("nom",), "sing"), "а": (("gen", "acc"), "sing"), "у": (("dat",), "sing"), "ом": (("ins",), "sing"), "е": (("loc",), "sing"),
    "ы": (("nom",), "plur"), "ов": (("gen", "acc"), "plur"), "ам": (("dat",), "plur"), "ами": (("ins",), "plur"), "ах": (("loc",), "plur"),
}  # fmt: skip
STEMS = (
    "глав", "министр", "президент", "губернатор", "посл", "ректор", "руководител", "председател", "мэр", "директор", "представител", "спикер", "депутат",
    "консул", "лидер", "премьер", "вице-премьер", "проректор", "сопредседател",
)  # fmt: skip
TITLES = frozenset(
    (
        "глава", "министр", "президент", "губернатор", "посол", "ректор", "руководитель", "председатель", "мэр", "директор", "представитель", "спикер",
        "депутат", "консул", "лидер", "премьер", "вице-премьер", "проректор", "сопредседатель", "премьер-министр",
    )
)  # fmt: skip


@lru_cache(500)
def plural_cases(word: str) -> tuple[str, tuple[str, ...]]:
    """«Глав» → ("глава", ("gen", "acc")): the cases of a post that its form puts in the plural; ("", ()) for any other word."""
    low = word.lower()
    if not word[:1].isupper() or word.isupper() or not low.startswith(STEMS):
        return "", ()
    found = [form for form in forms(low) if form.pos == "NOUN" and normal(form.normal) in TITLES]
    if not found or any(_number(form) != "plur" for form in found):
        return "", ()
    return normal(found[0].normal), tuple(dict.fromkeys(form.feats.get("Case", "").lower() for form in found))


def _number(form: Form) -> str:
    return form.feats.get("Number", "").lower()


def plural_post(token: Token) -> Token | None:
    """The token as a noun in the plural; None where it is no such post or the tagger has it right."""
    lemma, cases = plural_cases(token.text)
    if not cases or (token.pos == "NOUN" and token.feats.number == "plur" and token.feats.case in cases):
        return None
    case = token.feats.case if token.feats.case in cases else cases[0]
    feats = Feats(case=case, number="plur", gender="masc", animacy="anim")
    return Token(token.start, token.stop, token.text, lemma, "NOUN", feats, token.head, token.rel)


def participle_post(tokens: list[Token], i: int) -> Token | None:
    """«заведующая / кафедрой», «исполняющего / обязанности министра» → the participle as the noun «заведующий»; None for any other word."""
    token = tokens[i]
    low = token.text.lower()
    feats = Feats(case=token.feats.case or "nom", number=token.feats.number or "sing", gender=token.feats.gender, animacy="anim")
    if low.startswith("поверенн") and [t.text.lower() for t in tokens[i + 1 : i + 3]] == ["в", "делах"]:
        return replace(token, lemma="поверенный", pos="NOUN", feats=feats)
    stem = next((stem for stem in POSTS if low.startswith(stem)), None)
    if stem is None or i + 1 == len(tokens) or low.endswith("ся"):
        return None
    after = tokens[i + 1]
    if stem == "управляющ" and low.endswith("ей") and after.lemma in ("компания", "организация", "фирма"):
        return None  # «с управляющей компанией»
    if (stem == "исполняющ" and after.text.lower() != "обязанности") or (after.feats.case != POSTS[stem] and stem != "исполняющ"):
        return None
    return replace(token, lemma=stem + "ий", pos="NOUN", feats=feats)


def head_of_place(tokens: list[Token], i: int) -> Token | None:
    """«Хокиму», ADJ → the noun «хоким» in the dative; None where the tagger has it right, or where a capital letter may make it a name («Аким Иванов»)."""
    token = tokens[i]
    found = HEADS.fullmatch(token.text.lower())
    if found is None:
        return None
    named = found[1] in GIVEN or found[2] == "ов"  # «Аким Иванов», «Олег Хокимов»
    if named and (token.text[0].isupper() and found[2] not in MANY_HEADS and (i or (len(tokens) > 1 and tokens[1].pos == "PROPN"))):
        return None
    cases, number = ENDINGS[found[2]]
    if token.pos == "NOUN" and token.lemma == found[1] and token.feats.case in cases and token.feats.number == number:
        return None
    case = token.feats.case if token.feats.case in cases else cases[0]
    return replace(token, lemma=found[1], pos="NOUN", feats=Feats(case=case, number=number, gender="masc", animacy="anim"))
