"""Whether a visit happened, goes on or is to come: what its verb says beyond the status of the clause."""

from __future__ import annotations

from datetime import timedelta

from extractors.article.discourse import Discourse
from extractors.article.trip import Trip
from extractors.build import Draft
from extractors.dating.when import nearest_date
from extractors.lexicon import key, members
from extractors.status.cues import negation
from extractors.view import View
from schemas.document import Token
from schemas.facts import Party
from schemas.match import Match

PERHAPS = {"возможно", "вероятно"}
HABITUAL = {"ежегодно", "регулярно", "часто", "постоянно", "традиционно", "каждый"}
LOOKING, CARRYING = {"visits.visit", "visits.look", "visits.watch", "visits.study"}, {"повезти", "свозить", "отвезти", "привезти", "сводить"}
PLANNING = {"запланировать", "планировать"}
# «программа включает посещение порта», «в плане поездки значится завод»; «программа включала» is told when all is over
PROGRAMME = {"включать", "включить", "предусматривать", "значиться", "входить", "войти", "стоять"}
BEGINNING, FRESH = {"начать", "начинать", "начаться", "стартовать"}, timedelta(days=7)

NEXT, BUT = 2, frozenset({"но", "однако"})  # sentences over which «поездку отложили» speaks of the trip just told


def call_off(match: Match, view: View, trip: Trip) -> None:
    """«Поездку отложили», «Визит отменён» right behind «должны были приехать студенты»: the trip that was to come does not; not where «но» tells a new day."""
    if match.status != "denied" or view.index - trip.sentence > NEXT or not BUT.isdisjoint(view.lemmas[match.trigger :]):
        return
    for row in trip.noted:
        if row.get("status") == "planned" and row.get("visitors") == trip.visitors:
            row.columns["status"] = "denied"


def status_of_trip(match: Match, draft: Draft, state: Discourse, visitors: tuple[Party, ...], trip: Trip) -> str:
    """«Завтра едем в Хромтау», «в Псков летит делегация»: the present of a verb of motion is still to come."""
    status: str = draft.columns["status"]
    view = state.views[match.sentence]
    published, first = state.document.article.published, draft.get("date_start")
    if status == "occurred" and _has_begun(match, view) and (published is None or first is None or published - first <= FRESH):
        return "ongoing"
    if status == "ongoing" and published and first and first > published:
        return "planned"
    if said_on_it(match, view) is not None and status in ("planned", "proposed", "ongoing"):
        return "occurred"
    token = view.tokens[match.trigger]
    if status == "occurred" and key(token.lemma) in PLANNING:
        return "planned"  # «руководство запланировало ответный визит»
    if match.form == "noun" and _fell_through(match, view):
        return "denied"
    if match.rule == "visits.expect" and status == "planned" and token.feats.tense == "past" and _in_vain(match, view):
        return "denied"
    if match.form == "infinitive" and status in ("planned", "proposed") and _came_for_it(match, view):
        return "occurred"
    if match.rule == "visits.expect" and token.feats.tense == "past" and status == "planned" and trip.has_come(visitors):
        return "occurred"  # «прибыли во вторник; днём позже их ждали на фабрике»
    programme = _programme(match, view)
    if programme is not None and status != "denied":
        return "occurred" if programme.feats.tense == "past" and (programme.feats.aspect == "imp" or trip.has_come(visitors)) else "planned"
    if status == "planned" and any(key(t.lemma) in PERHAPS for t in view.tokens[max(0, match.trigger - 8) : match.trigger]):
        return "proposed"
    if match.form == "participle_active" and token.feats.tense == "pres" and status == "occurred":
        return "ongoing"
    if status == "ongoing" and token.feats.tense == "pres" and match.form == "active" and key(token.lemma) in members("motion"):
        return "ongoing" if {key(t.lemma) for t in view.tokens} & HABITUAL else "planned"
    return status


def said_on_it(match: Match, view: View) -> int | None:
    """«заявил министр в ходе визита в Дакку»: the verb of speech over a trip that is only the setting of what is said; None for other trips."""
    own = view.mention_at(match.trigger) if match.form == "noun" else None
    if own is None or own.first == 0 or (own.case == "gen" and view.lemmas[own.first - 1]) not in SETTINGS:
        return None
    return next((i for i in view.ancestors(match.trigger)[:4] if view.tokens[i].feats.tense == "past" and key(view.lemmas[i]) in members("speech")), None)


def dated_elsewhere(match: Match, view: View) -> bool:
    """«в октябре ждут топливо, сказал министр в ходе визита»: the day is that of what he speaks of."""
    said = said_on_it(match, view)
    date = nearest_date(match, view, None) if said is not None else None
    return date is not None and said is not None and (at := view.token_at(date.start)) < said and view.verbs_between(at, said) > 0


SETTINGS = {"рамка", "ход", "время", "итог", "результат", "окончание"}  # «в рамках визита», «по итогам поездки»


def _programme(match: Match, view: View) -> Token | None:
    """The verb of «программа визита включает посещение порта», «в плане поездки значится завод»."""
    at = match.trigger
    for _ in range(2 if match.form == "noun" else 0):
        at = view.tokens[at].head
        if at < 0 or view.lemmas[at] not in ("программа", "план"):
            break
    told = match.form == "noun" or match.rule == "visits.programme"
    return view.tokens[at] if told and at >= 0 and key(view.lemmas[at]) in PROGRAMME else None


def _came_for_it(match: Match, view: View) -> bool:
    """«гостей повезли смотреть технопарк», «приехали, чтобы осмотреть завод»: whoever came for it did it."""
    head = view.tokens[match.trigger].head
    if match.rule not in LOOKING or head < 0:
        return False
    above = view.tokens[head]
    moved = key(above.lemma) in members("going") | CARRYING and above.feats.form == "fin" and above.feats.tense == "past"
    return moved and not negation(view, head)


def _in_vain(match: Match, view: View) -> bool:
    """«ждали бургомистра, однако он прислал письмо»: whoever was awaited did something else."""
    behind = view.lemmas[match.trigger + 1 :]
    turn = next((i for i, lemma in enumerate(behind) if lemma in ("однако", "но")), None)
    return turn is not None and turn > 0 and behind[turn - 1] == ","


def _fell_through(match: Match, view: View) -> bool:
    """«шла речь о поездке в Кашгар, но она не состоялась»: a pronoun tells what became of the trip."""
    behind = view.lemmas[match.trigger + 1 :]
    turn = next((i for i, lemma in enumerate(behind) if lemma in ("но", "однако")), len(behind))
    clause = behind[turn + 1 : turn + 8]
    return bool(clause) and clause[0] in ("он", "она") and (("не" in clause and "состояться" in clause) or bool({"сорваться", "отмениться"} & set(clause)))


def _has_begun(match: Match, view: View) -> bool:
    """«начал официальный визит», «стартовал визит»: it goes on."""
    if match.rule not in ("visits.make_visit", "visits.visit_noun"):
        return False
    at = match.trigger if match.form != "noun" else view.tokens[match.trigger].head
    mention = view.mention_at(match.trigger)
    return at >= 0 and key(view.tokens[at].lemma) in BEGINNING and (match.form != "noun" or (mention is not None and mention.case == "nom"))
