"""One plural noun over several places: «мэры Ижевска и Твери» are two sides, «мэр Ижевска» and «мэр Твери»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.inflect import singular
from extractors.lexicon import classes_of, key
from extractors.view import View
from schemas.document import Token
from schemas.match import Mention
from schemas.values import Place

SHARING = {"organization", "government", "group"}
MANY = {"власть", "депутат", "житель"}  # there are many of them in one place: the head stays a plural
BETWEEN = {"и", ",", "а", "также"}
OWN_NOUN = {"областей": "области", "краев": "края", "районов": "района", "республик": "республики", "округов": "округа", "провинций": "провинции"}
MEASURING = {"NUM", "DET"}
SINGLE_HEADS = {"post", "government", "organization"}


def each_of(mention: Mention, view: View) -> list[Mention]:
    """A mention → one for each of the places that its plural head is of; the mention alone where these are not several.

    «правительства Тверской и Минской областей» → «правительство Тверской области», «правительство Минской области».
    """
    if mention.number != "plur" or mention.type not in SHARING or mention.core is None:
        return [mention]
    places = _coordinated(mention, view)
    if len(places) < 2:
        return [mention]
    middle = view.token_at(places[0].start)
    head = " ".join(_heads(mention, view))
    inner = _text(view.tokens[mention.core[1] : middle]).removesuffix("городов")  # «главы городов Елабуга и Кокшетау»
    names = [" ".join(word for word in (head, inner.strip(), owner) if word) for owner in _owners(places, view)]
    type_ = "person" if "post" in classes_of(mention.lemma) else mention.type
    return [
        replace(
            mention, name=name, type=type_, position=name if type_ == "person" else None, number="sing", country=p.country, region=p.region, bare=False,
            start=p.start, stop=p.stop,
        )
        for name, p in zip(names, places, strict=True)
    ]  # fmt: skip


def _coordinated(mention: Mention, view: View) -> list[Place]:
    """The places at the end of a mention that only «и» and commas part: «Бурятии и Монголии», «Тверской и Минской областей»."""
    last = view.tokens[mention.last - 1].stop
    inside = [p for p in view.places if mention.start < p.start and p.stop <= last and p.country and p.form == "name"]
    inside = [p for p in inside if mention.core is not None and view.token_at(p.start) >= mention.core[1]]
    if len({(p.country, p.region) for p in inside}) < 2 or not inside or inside[-1].stop != last:
        return []
    parted = all(0 < view.token_at(q.start) - view.token_at(p.stop - 1) - 1 <= 2 and _only_between(p, q, view) for p, q in pairwise(inside))
    return inside if parted else []


def _only_between(p: Place, q: Place, view: View) -> bool:
    return all(t.text.lower() in BETWEEN for t in view.tokens[view.token_at(p.stop - 1) + 1 : view.token_at(q.start)])


def _heads(mention: Mention, view: View) -> Iterator[str]:
    """Modifiers and head as of one: «торгово-промышленные палаты» → торгово-промышленная, палата."""
    if mention.core is None:
        return
    head = view.tokens[mention.head]
    one = key(mention.lemma) not in MANY and bool(SINGLE_HEADS & classes_of(mention.lemma))
    for i in range(*mention.core):
        token = view.tokens[i]
        if token.pos not in MEASURING:
            yield singular(token.text, token.pos, head.feats.gender) if one else (mention.name.split()[0] if i == mention.head else token.text)


def _owners(places: Sequence[Place], view: View) -> Iterator[str]:
    """The words of each place in the genitive: («Тверской», «Минской областей») → Тверской области, Минской области."""
    own = OWN_NOUN.get(places[-1].text.lower().split()[-1].replace("ё", "е"))
    for place in places:
        words = _text(view.tokens[view.token_at(place.start) : view.token_at(place.stop - 1) + 1])
        if own is not None and place is places[-1]:
            words = words.rsplit(" ", 1)[0] + " " + own
        elif own is not None and " " not in words and place.kind == "region":
            words = f"{words} {own}"
        yield words


def _text(tokens: Sequence[Token]) -> str:
    """The words of neighbouring tokens as they stand, with one space where there is any."""
    return "".join(t.text + (" " if nxt.start > t.stop else "") for t, nxt in pairwise(tokens)) + (tokens[-1].text if tokens else "")
