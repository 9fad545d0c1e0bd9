"""Where the tree and the case of a subject or an object cannot both be right.

Many forms stand for two cases («предприятия»: of one enterprise, or many of them; «завод»: who acts, or what is acted upon). The tagger looks at
neighbours, the parser at the verb: where the verb's other words leave one case only, that case is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.morphology import Form, forms, is_transitive, normal
from schemas.changed import replace
from schemas.document import Token

NAMES = ("NOUN", "PROPN")
COUNTING = {
    "около", "порядка", "более", "менее", "больше", "меньше", "свыше", "ряд", "много", "немало", "несколько", "сколько", "столько", "большинство",
    "часть", "половина",
}  # fmt: skip
QUOTES = {"«", "»", '"'}
RECEIVING = {"принять", "принимать", "встретить", "встречать"}
HOUSES = {"резиденция", "кабинет", "офис", "мэрия", "ратуша", "министерство", "здание", "дворец", "администрация", "правительство", "ректорат", "аэропорт"}
SINGLE = "предприятие"  # the dictionary has «сельхозпредприятие» without a plural


def with_roles(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A sentence's words → the same with the cases of subjects and objects that their verbs leave them.

    «Сельхозпредприятия округа просят …»: a plural verb has no subject in the genitive. «Мэр посетил завод»: a verb that has a subject has no second one.
    «Мешкотару поставляет узбекский комбинат»: a first word that has no nominative is acted upon, and the object acts.
    «Завод «Сура» снабжает комбинат», «рестораны снабжает рыбозавод»: of two subjects one is acted upon.
    """
    chief = [i for i, token in enumerate(tokens) if token.rel == "nsubj" or token.rel == "obj"]  # the same words whatever is turned
    if not chief:
        return tokens
    tokens = _received(_with_one_subject(_turned(tokens), chief))
    told = {i: mended for i in chief if _is_doubtful(tokens[i]) and (mended := _mended(tokens, i)) is not None}
    return tuple(told.get(i, token) for i, token in enumerate(tokens)) if told else tokens


def _received(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """«Губернатор принял в резиденции / посла Словакии Петера Прилита»: who is received, and not whose residence it is."""
    verb = next((i for i, t in enumerate(tokens) if t.lemma in RECEIVING and t.feats.form == "fin" and t.feats.voice != "pass"), None)
    if verb is None or any(t.head == verb and (t.rel == "obj" or t.rel == "nsubj:pass") for t in tokens):
        return tokens
    house = next((i for i in range(verb + 1, len(tokens) - 1) if tokens[i].head == verb and tokens[i].lemma in HOUSES and tokens[i].feats.case == "loc"), None)
    guest = tokens[house + 1] if house is not None else None
    if guest is None or guest.head != house or guest.pos != "NOUN" or guest.feats.animacy != "anim" or guest.feats.case != "gen":
        return tokens
    if guest.feats.number != "sing" or guest.feats.gender != "masc":
        return tokens
    at = house + 1 if house is not None else 0
    named = {i for i, t in enumerate(tokens) if t.pos == "PROPN" and t.rel in ("appos", "flat:name") and t.head >= at and t.feats.case == "gen"}
    return tuple(
        replace(t, feats=t.feats._replace(case="acc"), head=verb, rel="obj") if i == at else replace(t, feats=t.feats._replace(case="acc")) if i in named else t
        for i, t in enumerate(tokens)
    )


def _is_doubtful(token: Token) -> bool:
    """Whether the tree and the case of a word may contradict each other: most words of a text are settled by this alone."""
    return (token.rel == "nsubj" and token.feats.case == "gen") or (token.rel == "obj" and token.feats.case == "nom")


def _mended(tokens: tuple[Token, ...], i: int) -> Token | None:
    """A doubtful word in the case that its verb leaves it, None where nothing is wrong."""
    token = tokens[i]
    verb = tokens[token.head] if 0 <= token.head < len(tokens) else None
    if verb is None or verb.pos != "VERB" or verb.feats.form != "fin" or token.pos not in NAMES:
        return None
    if token.rel == "nsubj":
        plural = verb.feats.number == "plur" and not _is_counted(tokens, i) and _is_plural(token.text)
        pos = token.pos if i else "NOUN"  # «Посольства», first in its sentence, is no name
        return replace(token, pos=pos, feats=token.feats._replace(case="nom", number="plur")) if plural else None
    acts = any(t.rel == "nsubj" and t.head == token.head and t.feats.case == "nom" for t in tokens)
    return replace(token, feats=token.feats._replace(case="acc")) if acts and _may_be(token.text, "acc", token.feats.number) else None


def _turned(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Object, verb, subject, where the first word was taken for the subject; all other sentences as they are."""
    if len(tokens) < 3 or tokens[0].rel != "nsubj" or tokens[0].feats.case != "nom" or tokens[0].head != 1 or tokens[1].feats.form != "fin":
        return tokens
    found = [form for form in forms(tokens[0].text) if form.pos == "NOUN"]
    at = next((i for i, t in enumerate(tokens) if t.rel == "obj" and t.head == 1 and t.pos in NAMES), None)
    reading = next((form for form in found if _case(form) == "acc"), None)
    if at is None or reading is None or any(_case(form) == "nom" for form in found):
        return tokens
    number = tokens[at].feats.number
    if number != tokens[1].feats.number or not _may_be(tokens[at].text, "nom", number):
        return tokens
    acted = replace(tokens[0], lemma=normal(reading.normal), pos="NOUN", feats=tokens[0].feats._replace(case="acc"), rel="obj")
    acting = (_nominative(t, "nsubj") if i == at else _nominative(t, t.rel) if t.head == at and t.rel == "amod" else t for i, t in enumerate(tokens))
    return (acted, *list(acting)[1:])


def _nominative(token: Token, rel: str) -> Token:
    return replace(token, feats=token.feats._replace(case="nom"), rel=rel)


def _with_one_subject(tokens: tuple[Token, ...], chief: Sequence[int]) -> tuple[Token, ...]:
    """Verbs that take an object, with the subject where their number and gender put it, and what else was taken for the subject as the object.

    `chief` are the subjects and objects.
    """
    acting = [i for i in chief if (t := tokens[i]).rel == "nsubj" and t.feats.case == "nom" and t.pos in NAMES and _takes_object(tokens, t.head)]
    told: dict[int, str] = {}
    for first in acting:
        verb = tokens[first].head
        if first > verb:
            continue
        second = next((i for i in acting if i > verb and tokens[i].head == verb), None)
        if second is not None and any(t.pos in ("VERB", "PUNCT") and t.text not in QUOTES for t in tokens[verb + 1 : second]):
            continue  # «изготовил насосы: их получит концерн»
        if second is not None:
            told |= dict.fromkeys(_acted_upon(tokens, first, verb, second), "acc")
        elif not _agree(tokens, verb, first) and _is_name(tokens, first, "acc"):
            object_ = next((i for i in range(verb + 1, len(tokens)) if tokens[i].rel == "obj" and tokens[i].head == verb), None)
            if object_ is not None and _agree(tokens, verb, object_) and _is_name(tokens, object_, "nom"):
                told |= {first: "acc", object_: "nom"}
    told |= _several_acting(tokens, chief)
    return tuple(_with_case(tokens, i, told) for i in range(len(tokens))) if told else tokens


def _several_acting(tokens: tuple[Token, ...], chief: Sequence[int]) -> dict[int, str]:
    """«Предприятие создали комбинат и компания»: of two objects of a plural verb without a subject in the nominative those behind it act."""
    objects = [i for i in chief if tokens[i].rel == "obj" or tokens[i].feats.case == "acc"]
    for first in objects:
        verb = tokens[first].head
        second = next((i for i in objects if i > verb > first and tokens[i].head == verb), None)
        if second is None or tokens[verb].feats.number != "plur" or not _takes_object(tokens, verb):
            continue
        alone = not any(t.rel == "nsubj" and t.head == verb and t.feats.case == "nom" for t in tokens) and tokens[first].feats.number == "sing"
        joined = [i for i, t in enumerate(tokens) if t.head == second and t.rel == "conj" and t.pos in NAMES]
        if alone and joined and _is_name(tokens, first, "acc") and _is_name(tokens, second, "nom"):
            return {first: "acc", second: "nom"}
    return {}


def _takes_object(tokens: tuple[Token, ...], at: int) -> bool:
    if not 0 <= at < len(tokens):
        return False
    verb = tokens[at]
    return verb.pos == "VERB" and verb.feats.form == "fin" and not verb.text.lower().endswith(("ся", "сь")) and is_transitive(verb.text)


def _acted_upon(tokens: tuple[Token, ...], first: int, verb: int, second: int) -> list[int]:
    """Which of the nouns before and behind a verb is its object: the one that does not agree, else the second; none where neither can be."""
    able = [i for i in (second, first) if _is_name(tokens, i, "acc")]
    unlike = [i for i in (first, second) if not _agree(tokens, verb, i)]
    return [i for i in able if len(unlike) != 1 or i in unlike][:1]


def _is_name(tokens: tuple[Token, ...], i: int, case: str) -> bool:
    return tokens[i].pos in NAMES and _may_be(tokens[i].text, case, tokens[i].feats.number)


def _agree(tokens: tuple[Token, ...], at: int, i: int) -> bool:
    """Whether a verb has the number and, in the past, the gender of a noun; names have no gender that is sure, and several nouns are many."""
    verb, noun = tokens[at], tokens[i]
    if verb.feats.number == "plur" and any(t.head == i and t.rel == "conj" for t in tokens):
        return True
    same = verb.feats.number == noun.feats.number
    gendered = verb.feats.tense == "past" and verb.feats.number == "sing" and noun.pos == "NOUN" and noun.feats.gender
    return same and (not gendered or verb.feats.gender == noun.feats.gender)


def _with_case(tokens: tuple[Token, ...], i: int, told: Mapping[int, str]) -> Token:
    """A word in the case that was found for it, or for the noun that it modifies."""
    token = tokens[i]
    if i in told:
        return replace(token, feats=token.feats._replace(case=told[i]), rel="nsubj" if told[i] == "nom" else "obj")
    modifies = token.rel == "amod" and token.head in told and token.feats.case in ("nom", "acc")
    return replace(token, feats=token.feats._replace(case=told[token.head])) if modifies else token


def _is_counted(tokens: tuple[Token, ...], i: int) -> bool:
    """«около 20 производств», «не получили разрешения»: a number or a negation makes a genitive."""
    before = tokens[max(0, i - 5) : i]
    for token in reversed(before):
        if token.pos == "NUM" or token.lemma in COUNTING or any(c.isdigit() for c in token.text):
            return True
        if token.pos not in ("ADJ", "DET", "ADV"):
            break
    verb = tokens[i].head
    return verb > 0 and tokens[verb - 1].text.lower() in ("не", "ни")


def _is_plural(word: str) -> bool:
    """Whether a form may be a nominative plural."""
    return _may_be(word, "nom", "plur") or word.lower().endswith(SINGLE[:-1] + "я")


def _may_be(word: str, case: str, number: str) -> bool:
    return any(form.pos == "NOUN" and _case(form) == case and form.feats.get("Number", "").lower() in ("", number) for form in forms(word))


def _case(form: Form) -> str:
    return form.feats.get("Case", "").lower()
