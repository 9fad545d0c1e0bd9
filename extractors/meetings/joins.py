"""Those who «also took part»: they join the meeting told before, or make one where none was told.

«Губернатор встретился с послом. На встрече присутствовал министр» → one row of three; «Во встрече участвовали A и B» alone → a row of two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.article.discourse import Discourse
from extractors.build import Draft, parties, place_near, place_party, put_date
from extractors.lexicon import key, members
from extractors.meetings.groups import several
from extractors.meetings.guards import any_event, event_beside, is_own
from extractors.meetings.pairs import chairs, sides_of_name
from extractors.merging.meetings import added, is_one_of, united
from extractors.phrases.words import PRONOUNS
from extractors.status.cues import negation
from extractors.view import View
from schemas.facts import Party
from schemas.match import Filler, Match, Mention

JOINING = ("meetings.attend", "meetings.attend_it", "meetings.with_part")
LEADING = {"проводят", "вели", "вел", "вела", "ведут", "возглавили", "возглавляли", "открыли", "провели", "председательствовали", "сопредседательствовали"}
IT, CHAIRING = frozenset(("ее", "его", "её")), frozenset(("председательствовать", "сопредседательствовать"))
HEADING = frozenset(("возглавлять", "возглавить", "руководить"))
PRESENT = 5  # sentences over which «на встрече присутствовали» speaks of the meeting told before
CROWDS = {"человек", "участник", "гость", "делегат", "специалист", "эксперт", "представитель", "предприниматель"}
PART = {"участие", "участник"}
SAME = {"мероприятие", "церемония", "она", "он", "они"}  # «участие в ней приняли»
Make = Callable[[Discourse, Match, Sequence[Filler]], Draft]


def join(made: Sequence[Draft], match: Match, state: Discourse, make: Make) -> list[Draft]:
    """Add the participants of a match to the occasion they speak of; the draft of a new one where there is none."""
    view = state.views[match.sentence]
    event = _event(match, view, state)
    if event is None or (match.rule != "meetings.with_part" and negation(view, match.trigger)):
        return []  # «консул на встрече не присутствовал»
    joining = [
        f for f in match.slots["participants"] if not (is_own(f.mention) and not f.mention.country) and key(f.mention.lemma) not in ("сторона", "участник")
    ]
    joining = [f for f in joining if not _is_crowd(f.mention)]
    last = _told(made, match) if not _is_wide(event, view, match) or match.rule not in JOINING[:2] else None
    if last is not None and key(event.lemma) == "делегация" and match.sentence - last.match.sentence > 1 and "состав" in view.lemmas:
        return []  # «Отметим, в составе делегации — министры»: who came, not who sat at the talk
    if last is not None and match.rule == "meetings.with_part" and last.get("kind") != "forum" and _is_another(event, last):
        return []  # «На встрече предложил провести форум / с участием предпринимателей двух стран»
    if last is not None:
        if key(event.lemma) in ("сторона", "делегация"):  # «российскую сторону представлял X, казахстанскую — Y»
            joining += [Filler(m, "clause") for m in view.mentions if m.type == "person" and m.case == "nom" and m.parent is None and m.first > match.trigger]
        more = parties(several(joining, view), last, state)
        guessed = last.columns.get("guessed") and len(more) >= 2  # sides of the article, where the persons are told
        known = tuple(p for p in last.columns["participants"] if not _are_those(p, more))
        last.columns["participants"] = more if guessed else added(known, more)
        return []
    if key(event.lemma) not in any_event() or match.form == "infinitive":
        return []
    held = next((d for d in made if d.match.rule == "meetings.forum" and (d.match.sentence, d.match.trigger) == (event.sentence, event.head)), None)
    if held is not None:  # «Прошёл форум «Россия – Казахстан». В нём приняли участие делегации …»
        more = parties(several(joining, view), held, state)
        lands = {p.country for p in more}
        held.columns["participants"] = (*(p for p in held.columns["participants"] if p.country not in lands), *more)
        return []
    slots = {**match.slots, "participants": tuple(joining), "event": (Filler(event, "clause"),)}
    earlier = _spoken_of(match.sentence, state) if event.sentence == match.sentence else None
    again = earlier is not None and earlier.lemma == event.lemma  # «Прошло заседание совета. В заседании приняли участие …»
    before = state.views[earlier.sentence] if earlier is not None and again else state.views[event.sentence]
    draft = make(state, replace(match, slots={name: fillers for name, fillers in slots.items() if name != "role"}), [])
    if draft.get("date") is None and before is not view and len(before.dates) == 1:
        put_date(draft, before.dates[0])  # «Встреча состоялась в пятницу. В ней участвовали …»
    venue = place_near(before, earlier.head) if earlier is not None and again else _venue(event, match, state)
    if (draft.get("country") is None or (again and draft.get("place") is None)) and venue is not None:
        draft.columns.update(place=venue.name, country=venue.country, region=venue.region)
    alone = len(parties(several(joining, view), draft, state)) < 2
    if draft.get("kind") == "forum" and key(event.lemma) != "стол" and alone and len(sides_of_name(view, event)) < 2:
        return []  # «Мэр примет участие в форуме»: nobody else is told
    if draft.get("kind") == "forum" and len(draft.get("participants")) < 2:
        named = tuple(place_party(p) for p in sides_of_name(view, event))
        draft.columns["participants"] = united(named, draft.get("participants")) if len(named) == 2 else draft.get("participants")
    two = len(draft.columns["participants"]) >= 2 and not any(p.type == "place" for p in draft.columns["participants"])
    told = two or len(parties(several(joining, view), draft, state)) >= 2
    return [draft] if told and _of_sides(draft, joining, event) and not (match.form == "passive" and match.rule in JOINING[:2]) else []


def _is_wide(event: Mention, view: View, match: Match) -> bool:
    """A forum or a round table; not the table at which the talk told before was held: «за столом переговоров сидел и мэр»."""
    talk = (
        event.sentence == view.index
        and match.form == "active"
        and key(event.lemma) == "стол"
        and "круглый" not in view.lemmas[max(0, event.head - 2) : event.head]
    )
    return key(event.lemma) in members("wide_event") and not talk


def _is_another(event: Mention, told: Draft) -> bool:
    """Whether a forum is none of the talk told before: «круглый стол» may be one."""
    return key(event.lemma) in members("wide_event") and key(event.lemma) != "стол" and event.head != told.match.trigger


def _are_those(group: Party, persons: Sequence[Party]) -> bool:
    """«новые генеральные консулы», and three consuls general by name: the group is told by its members."""
    return len([p for p in persons if is_one_of(p, group)]) >= 2


def _venue(event: Mention, match: Match, state: Discourse) -> Mention | None:
    """«В Казани прошёл форум. В нём (в форуме) приняли участие …»: the place of the occasion where it was told before."""
    told = event
    if event.sentence == match.sentence:
        before = state.views[match.sentence - 1].mentions if match.sentence else ()
        told = next((m for m in reversed(before) if m.lemma in members("wide_event") and m.lemma.endswith(event.lemma)), event)
    return place_near(state.views[told.sentence], told.head)


def _is_crowd(mention: Mention) -> bool:
    """«300 человек из 20 стран», «более ста гостей»: how many came, not who; «12 предпринимателей из Вьетнама» are a side."""
    return key(mention.lemma) in CROWDS and not mention.country and (mention.counted or mention.name[:1].isdigit())


def name_chairs(made: Sequence[Draft], state: Discourse) -> None:
    """«Вели её вдвоём: с нашей стороны – A, с узбекской – B»: two persons take the seats of the places whose session was told right before."""
    for draft in made:
        after = state.views[draft.match.sentence + 1 : draft.match.sentence + 3]
        if draft.get("kind") != "session" or not all(p.type == "place" for p in draft.columns["participants"]):
            continue
        for view in after:
            persons = [m for m in view.mentions if _leads_it(view) and m.type == "person" and m.case == "nom" and m.name != m.position and m.parent is None]
            persons = persons or chairs(view)  # «Оно прошло под председательством A и B»
            if len(persons) == 2:
                draft.columns["participants"] = parties([Filler(m, "clause") for m in persons], draft, state)
                break


def _leads_it(view: View) -> bool:
    """«Вели её …», «Председательствовали …», «Сопредседателями были …», «Комиссию возглавляют …»."""
    told = not LEADING.isdisjoint(view.texts) and not (IT.isdisjoint(view.texts) and members("session_event").isdisjoint(view.words))
    told = told or any(key(t.lemma) == "сопредседатель" and t.feats.case == "ins" for t in view.tokens)
    return (
        told or not CHAIRING.isdisjoint(view.words) or not (HEADING.isdisjoint(view.words) or members("session_body", "session_event").isdisjoint(view.words))
    )


def _event(match: Match, view: View, state: Discourse) -> Mention | None:
    """What is taken part in; None where it is no occasion («приняли участие в марафоне»)."""
    if match.rule == "meetings.with_part":
        return event_beside(view, match.trigger)
    role = match.slots["role"][0].mention
    if match.form == "passive" and view.lemmas[match.trigger] == "принять" and key(role.lemma) not in PART:
        return None  # «был принят премьером, провёл переговоры с послом»
    if role.lemma in PRONOUNS:  # «Состоялась встреча. В ней участвовали …», «на встрече, в которой участвовали …»
        here = (m for m in reversed(view.mentions) if m.last <= role.first and key(m.lemma) in any_event())
        return _whole(next(here, None), view) or _spoken_of(match.sentence, state)
    if key(role.lemma) not in PART:
        return role
    behind = [m for m in view.mentions if m.first > role.head and (m.prep in ("в", "во") or (m.case == "gen" and m.first == role.head + 1))]
    before = [m for m in view.mentions if m.prep in ("в", "во") and m.last <= match.trigger and not m.type]
    events = [m for m in (*behind, *before) if m.parent is None or view.mentions[m.parent] is role]
    named = next((m for m in events if key(m.lemma) in any_event()), None)
    if named is not None:
        return named
    if any(m.lemma == "который" for m in events):  # «прошла конференция, в которой приняли участие …»
        return _whole(next((m for m in reversed(view.mentions) if m.last <= match.trigger and key(m.lemma) in any_event()), None), view)
    if any(m.lemma in PRONOUNS for m in events):
        return _spoken_of(match.sentence, state) or role
    return role if not events or any(key(m.lemma) in SAME and m.last - m.first == 1 for m in events) else None


def _whole(event: Mention | None, view: View) -> Mention | None:
    """«заседание / форума, в котором приняли участие …»: of an event inside the phrase of another the outer one."""
    while event is not None and event.parent is not None and key(view.mentions[event.parent].lemma) in any_event():
        event = view.mentions[event.parent]
    return event


def _spoken_of(sentence: int, state: Discourse) -> Mention | None:
    """The last talk or forum of the sentence before."""
    before = state.views[sentence - 1].mentions if sentence else ()
    return next((m for m in reversed(before) if key(m.lemma) in any_event()), None)


def _told(made: Sequence[Draft], match: Match) -> Draft | None:
    near = [d for d in made if 0 <= match.sentence - d.match.sentence <= PRESENT]
    return max(near, key=lambda d: int(d.columns["trigger_start"]), default=None)


def _of_sides(draft: Draft, joining: Sequence[Filler], event: Mention) -> bool:
    """Two named sides of a talk, two places of a session or a forum."""
    found = draft.columns["participants"]
    coded = {(p.country, p.region) for p in found if p.country}
    if key(event.lemma) in members("talk_event"):
        return len(found) >= 2 and (len(coded) >= 2 or all(f.mention.type == "person" and not f.mention.bare for f in joining))
    return len(coded) >= 2
