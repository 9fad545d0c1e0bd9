"""Who «мы», «здесь», «туда» are in a deal: the speaker's firm or place, the plant and the place told of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.article.attribution import attribution_of
from extractors.article.discourse import Discourse
from extractors.build import Draft, place_party, to_party
from extractors.lexicon import classes_of, key, members
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention

OPENING = 4  # sentences in which an interview says whom it asks


def speaker_side(view: View, state: Discourse) -> Party | None:
    """«мы делали ёмкости, — сказал директор завода «Маяк»: the body of whoever says it, else the place of that person's post."""
    name = attribution_of(view, state, view.tokens[-1].start) or attribution_of(view, state, view.sentence.start)
    speaker = state.full_names.get(key(name.split()[-1])) if name else None
    if speaker is None and name:
        near = (m for other in state.views[max(0, view.index - 3) : view.index + 4] for m in other.mentions)
        speaker = next((m for m in near if m.name == name), None)
    return _side_of(speaker, state) if speaker is not None else narrator(state)


def _side_of(speaker: Mention, state: Discourse) -> Party | None:
    """A person with a post, or a body → the body or place that speaks through him."""
    if speaker.type in ("organization", "government"):
        return to_party(speaker)
    home = state.views[speaker.sentence]
    inside = [m for m in home.mentions if speaker.first <= m.first < speaker.last and m != speaker]
    if (body := next((m for m in inside if m.type in ("organization", "government")), None)) is not None:
        resolved = state.resolve(body, home)
        return _land_of(to_party(resolved[0][0]), state) if resolved else None
    if (place := next((m for m in inside if m.type == "place"), None)) is not None:
        return to_party(place)
    own = (p for p in state.document.places if p.form == "name" and (p.country, p.region) == (speaker.country, speaker.region))
    place_of_post = next(own, None) if speaker.country else None
    return place_party(place_of_post) if place_of_post is not None else to_party(speaker) if speaker.country else None


def _land_of(body: Party, state: Discourse) -> Party:
    """«мы закупаем хлопок, — сказал глава правительства Удмуртии»: who speaks for a government speaks for its land."""
    land = next((p for p in state.document.places if p.form == "name" and (p.country, p.region) == (body.country, body.region)), None)
    return place_party(land) if body.type == "government" and land is not None else body


def narrator(state: Discourse) -> Party | None:
    """«Директор по экспорту «Азота» Вадим Л. — о новых рынках»: the body of the one whom an interview asks, told above its answers."""
    if sum(_answers(view, state) for view in state.views) < ANSWERS:
        return None
    for view in state.views[:OPENING]:
        for person in view.mentions:
            if person.type == "person" and person.position and person.parent is None:
                inside = (m for m in view.mentions if m.type in ("organization", "government") and person.first <= m.first < person.last and m is not person)
                if (body := next((m for m in inside if not m.bare), None)) is not None:
                    return to_party(body)
                if (firm := _firm_told(person, state)) is not None:
                    return to_party(firm)
    return None


def _firm_told(director: Mention, state: Discourse) -> Mention | None:
    """«Завод «Маяк» сменил рынки. Как — объясняет коммерческий директор Анна Лис»: the one firm told before a director of nothing named."""
    if not any(word in DIRECTORS for word in key(director.position or "").split()):
        return None
    before = [m for m in state.antecedents(director.start) if m.type == "organization" and not m.bare and m.parent is None and "«" in m.name]
    return before[0] if len({m.name for m in before}) == 1 else None


def _answers(view: View, state: Discourse) -> bool:
    """Whether a sentence begins with a dash, as who is asked and who answers do."""
    before = state.document.article.text[max(0, view.sentence.start - 2) : view.sentence.start]
    return view.tokens[0].text in DASHES or before.strip(" ") in DASHES


DIRECTORS = {"директор", "гендиректор", "владелец", "основатель", "учредитель", "совладелец"}
DASHES = {"—", "–", "-"}
ANSWERS = 3  # one or two are quotations in a story


def adverbial(draft: Draft, view: View, state: Discourse, *, words: Sequence[str]) -> None:
    """«поставляют туда дробилки», «установили здесь»: the place or plant that the adverb points to."""
    t = draft.match.trigger
    for i in range(max(0, t - 6), min(len(view.tokens), t + 6)):
        word = view.texts[i]
        if word not in words or view.verbs_between(t, i):
            continue
        slot = "suppliers" if word in ("оттуда", "отсюда") else "customers"
        if draft.columns[slot]:
            continue
        if word in ("здесь", "сюда", "отсюда"):
            found = _site_before(view, state) if word == "отсюда" else None
            found = found or (place_party(state.home) if state.home else None)
        else:
            before = (m for m in state.antecedents(view.tokens[i].start) if m.parent is None and m.prep in ("в", "на") and m.type in ("place", "organization"))
            mention = (
                next((m for m in before if view.index - m.sentence <= 2 and not _is_told_there(m, state.views[m.sentence])), None)
                or _body_before(view, i)
                or _place_before(view, state)
            )
            found = to_party(mention) if mention else None
        if found is not None:
            draft.columns[slot] = (found,)
            draft.found.add("discourse")


def _is_told_there(house: Mention, view: View) -> bool:
    """«сообщили в Союзе птицеводов»: who tells the news is no place that goods go to."""
    verb = view.governor(house)
    return house.case == "loc" and verb >= 0 and key(view.lemmas[verb]) in members("speech")


def _body_before(view: View, at: int) -> Mention | None:
    """«одевает рабочих «Доломита»: с весны / туда уехало 1800 комплектов»: the firm told in the same sentence that does not act."""
    near = (m for m in reversed(view.mentions) if m.last <= at and m.type == "organization" and not m.bare and m.case != "nom")
    return next(near, None) if ":" in view.texts[:at] else None


def _place_before(view: View, state: Discourse) -> Mention | None:
    """«Половина экспорта — Индия. В июле туда ушли четыре судна»: the one foreign place of the sentence before."""
    home = state.home.country if state.home else None
    here = [m for m in view.mentions if m.type == "place" and m.country and m.country != home]
    if len({m.country for m in here}) == 1 and here[0].case in ("nom", "acc") and not here[0].prep:
        return here[0]  # «Нигерия распробовала мойву: в мае туда ушло судно»
    if view.index == 0:
        return None
    places = [m for m in state.views[view.index - 1].mentions if m.type == "place" and m.country and m.country != home]
    return places[0] if len({m.country for m in places}) == 1 else None


def _site_before(view: View, state: Discourse) -> Party | None:
    """«Сербы знают завод. Отсюда ушло шесть машин»: the plant of the sentence before."""
    if view.index == 0:
        return None
    before = state.views[view.index - 1]
    site = next((m for m in reversed(before.mentions) if m.type == "organization" and "maker" in classes_of(m.lemma)), None)
    resolved = state.resolve(site, before) if site is not None else []
    return to_party(resolved[0][0]) if resolved else None


def unspoken(match: Match, view: View) -> Match:
    """«Область возобновит поставки муки в Иран – / Лосев»: who says so behind a headline acts in nothing; whoever opens the headline does."""
    last = view.mentions[-1] if view.sentence.block == "title" and view.mentions else None
    if last is None or last.type != "person" or last.last < len(view.tokens) - 1 or view.texts[last.first - 1] not in ("–", "—", "-"):
        return match
    slots = {slot: tuple(f for f in fillers if f.mention is not last) for slot, fillers in match.slots.items()}
    first = next((m for m in view.mentions if m.first == 0 and not m.prep and m.may_be("nom") and m.type in ("organization", "government", "place")), None)
    if first is not None and match.slots.get("actors") and not slots["actors"]:
        slots["actors"] = (Filler(first, "clause"),)
    return replace(match, slots={slot: fillers for slot, fillers in slots.items() if fillers})
