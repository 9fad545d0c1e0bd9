"""Posts with a capital letter inside a sentence: «встреча Глав МИД», «с Министрами торговли» are nouns in the plural, no names."""

from __future__ import annotations

from functools import lru_cache

from pipeline.morphology import Form, forms, normal
from schemas.document import Feats, Token

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
