"""Attribution: who says what the article reports.

«…, сообщила пресс-служба мэрии», «Он отметил, что …», «по словам директора», «следует из данных таможни», «Об этом рассказал посол» behind the sentence,
«…», – сказал он behind several quoted ones. In: where a fact stands. Out: the name of who says it, None in the newspaper's own voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.article.asides import ACCORDING, WE_SAY, verbs_of_speech
from extractors.article.speech import block_at, in_quotation
from extractors.lexicon import key, members
from extractors.view import View, is_predicate
from schemas.match import Mention

if TYPE_CHECKING:
    from extractors.article.discourse import Discourse

REPORTS = ACCORDING | {
    "материал", "обзор", "пресс-релиз", "релиз", "доклад", "сводка", "справка", "документ", "исследование", "бюллетень", "письмо", "заявление", "сообщение",
    "публикация", "сайт", "статистика",
}  # fmt: skip
TELLING = {"следовать", "говориться", "отмечаться", "сообщаться", "указываться", "подчеркиваться", "уточняться", "значиться", "свидетельствовать", "вытекать"}
PREVIOUS = {"это", "такой", "данный", "этот", "соответствующий", "последний"}
OPENERS = {",", "–", "—", "-", "»", "”", '"', "«", "?", "!", "…", "."}
THOSE_BEFORE = {"собеседник", "источник"}
ENVOYS = ("посол", "консул", "посланник", "атташе", "дипломат", "торгпред", "генконсул", "поверенный")
WHERE = ("в", "во", "на")
POSSESSIVE = {"он", "она", "они", "его", "ее", "их"}
REFERRING = {"ссылка", "ссылаться"}
NEAR = 8  # tokens between a verb of speech and its subject
BACK = 3  # sentences


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks in a sentence, and the offsets over which it is his word."""

    name: str
    start: int
    stop: int


def attribution_of(view: View, state: Discourse, offset: int) -> str | None:
    """The name of who says what stands at an offset; None in the newspaper's own voice."""
    own = next((s.name for s in _all_said(view, state) if s.start <= offset < s.stop), None)
    if own is not None:
        return own
    if in_quotation(state, offset):
        return _quoted(view, state, offset)
    return _told_behind(view, state)


def _all_said(view: View, state: Discourse) -> Sequence[Said]:
    """The same as `said_in`, kept for the sentence: every fact that it tells asks."""
    found = state.said.get(view.index)
    if found is None:
        found = state.said[view.index] = [*said_in(view, state)]
    return found


def said_in(view: View, state: Discourse) -> Iterator[Said]:
    """Whoever speaks in a sentence, first those named by «по словам», then the subjects of verbs of speech."""
    start, stop = view.sentence.start, view.sentence.stop
    reported = not (view.words.isdisjoint(REPORTS) and view.words.isdisjoint(REFERRING))
    for i, lemma in enumerate(view.lemmas) if reported else ():
        source = _source(view, i) if lemma in REPORTS or lemma in REFERRING else None
        if source is not None and (name := _named(source, view, state)) is not None:
            yield Said(name, start, stop)
    for i, lemma in enumerate(view.lemmas) if not view.words.isdisjoint(verbs_of_speech()) else ():
        if lemma in verbs_of_speech() and view.tokens[i].text.lower() not in WE_SAY and view.tokens[i].pos == "VERB" and not _is_infinitive(view, i):
            speaker = _subject(view, i)
            name = _named(speaker, view, state) if speaker is not None else None
            if name is not None:
                yield Said(name, start if _is_inserted(view, i, speaker) else view.tokens[i].start, view.tokens[i].start if _closes_speech(view, i) else stop)


def _closes_speech(view: View, i: int) -> bool:
    """«…», – / отметил на встрече с послом мэр: behind speech in quotes the newspaper itself tells where it was made."""
    return i > 2 and view.texts[i - 1] in ("–", "—", "-") and view.texts[i - 2] == "," and view.texts[i - 3] in ("»", "”", '"')


def tellers(view: View) -> Iterator[Mention]:
    """The subjects of a sentence's finite verbs of speech."""
    if view.words.isdisjoint(verbs_of_speech()):
        return
    for i, lemma in enumerate(view.lemmas):
        if lemma in verbs_of_speech() and view.tokens[i].pos == "VERB" and not _is_infinitive(view, i) and (speaker := _subject(view, i)) is not None:
            yield speaker


def _is_infinitive(view: View, i: int) -> bool:
    return view.tokens[i].feats.form in ("inf", "participle", "converb")


def _source(view: View, i: int) -> Mention | None:
    """«по данным таможни», «согласно отчёту банка», «следует из материалов центра», «говорится в сообщении ведомства», «со ссылкой на министра»."""
    lemma = view.lemmas[i]
    before = view.lemmas[max(0, i - 3) : i]
    if lemma in REFERRING:
        at = next((j for j in range(i + 1, min(i + 3, len(view.tokens))) if view.lemmas[j] == "на"), None)
        return next((m for m in view.mentions if at is not None and m.first == at + 1 and m.parent is None), None)
    according = (lemma in ACCORDING and "по" in before[-2:]) or "согласно" in before
    told = any(word in ("из", "в") for word in before) and bool(TELLING & set(view.lemmas[max(0, i - 5) : i + 1]))
    told = told or (lemma in ("данные", "статистика", "материал") and "свидетельствовать" in view.lemmas[i : i + 8])
    if not according and not told:
        return None
    if before and before[-1] in POSSESSIVE and before[-1:] and view.tokens[i - 1].feats.case != "nom":
        return _pronoun_at(view, i - 1)
    return next((m for m in view.mentions if m.parent is not None and view.mentions[m.parent].head == i and m.first > i), None)


def _pronoun_at(view: View, i: int) -> Mention | None:
    """«по его словам»: a mention of the pronoun, which no phrase holds."""
    token = view.tokens[i]
    return Mention(
        sentence=view.index, first=i, last=i + 1, head=i, start=token.start, stop=token.stop, name=token.text.lower(), type="",
        lemma={"его": "он", "ее": "она", "их": "они"}.get(view.lemmas[i], view.lemmas[i]), case="nom", number="",
    ) if view.lemmas[i] in POSSESSIVE else None  # fmt: skip


def _subject(view: View, i: int) -> Mention | None:
    """Who speaks: the nominative behind «сообщил», or before it in its clause; the body of «сообщили в министерстве»."""
    named = [
        m for m in view.mentions if m.parent is None and (m.type or m.lemma in ("он", "она", "они") or m.lemma in THOSE_BEFORE or m.lemma in members("press"))
    ]
    behind = next((m for m in named if m.first > i and not m.prep and _may_be_subject(m)), None)
    if behind is not None and (other := _told_to(behind, i, named)) is not None:
        behind = other
    if behind is not None and behind.first - i <= NEAR and _is_free(view, i + 1, behind.first):
        return behind
    spoken = next((m for m in named if i < m.first <= i + 3 and m.prep in WHERE and m.type in ("organization", "government")), None)
    if spoken is not None and view.tokens[i].feats.number != "sing":
        return spoken
    before = next((m for m in reversed(named) if m.last <= i and not m.prep and m.case == "nom"), None)
    if before is None or any(is_predicate(view.tokens[j]) for j in range(before.last, i)) or view.lemmas[i - 1] == "который":
        return None
    return before


def _told_to(first: Mention, i: int, named: Sequence[Mention]) -> Mention | None:
    """«заявил ТАСС / представитель холдинга»: a name without cases right behind the verb is told it, where who speaks follows at once."""
    if first.first != i + 1 or first.type != "organization" or not (first.name.isupper() or first.name.translate(UNQUOTED) in AGENCIES):
        return None
    return next((m for m in named if m.first == first.last and not m.prep and m.case == "nom" and m.type in ("person", "government", "organization")), None)


UNQUOTED = {ord(mark): None for mark in '«»"'}
AGENCIES = {"РИА Новости", "Интерфакс", "Рейтер", "Прайм", "Спутник", "Sputnik", "Reuters"}


def _may_be_subject(m: Mention) -> bool:
    return m.may_be("nom") or m.case == ""


def _is_free(view: View, a: int, b: int) -> bool:
    """Whether no border and no other verb stands between a verb of speech and its subject behind it."""
    return not any(view.tokens[j].text in (",", ":", ";", "«", "–", "—") or is_predicate(view.tokens[j]) for j in range(a, b))


def _is_inserted(view: View, i: int, speaker: Mention | None) -> bool:
    """«…, сообщил X», «Как отметил X, …», «…» – сказал X: said of the whole sentence; «X рассказал, что …» only of what follows."""
    if i == 0 or view.tokens[i - 1].text in OPENERS or "как" in view.lemmas[max(0, i - 3) : i]:
        return view.tokens[i + 1].text not in (",", ":") if i + 1 < len(view.tokens) and speaker is not None and speaker.last <= i else True
    return speaker is not None and speaker.first <= 1 and _follows(view, i) is False


def _follows(view: View, i: int) -> bool:
    """Whether what is said stands behind the verb: «сообщил, что», «рассказал о», «заявил:»."""
    return any(view.tokens[j].text == ":" or view.lemmas[j] in ("что", "о", "об", "про", "как") for j in range(i + 1, min(i + 7, len(view.tokens))))


def _named(m: Mention, view: View, state: Discourse) -> str | None:
    """The name of a speaker: «он» and «собеседник агентства» are whoever spoke last, «дипломат» is the envoy."""
    if m.lemma in ("он", "она", "они"):
        earlier = _last_speaker(view, state) if m.first <= 4 and view.index > 0 and any(True for _ in said_in(state.views[view.index - 1], state)) else None
        outside = [meant for meant, _ in state.resolve(m, view) if not _is_inside_speech(meant, m, view)]
        if not outside:
            return _last_speaker(view, state)
        return earlier if earlier is not None and m.lemma != "они" else outside[0].name
    if m.lemma in THOSE_BEFORE and view.index > 0:
        return _last_speaker(view, state) or m.name
    if m.lemma == "дипломат":
        envoy = next((n for n in state.antecedents(m.start) if n.type == "person" and key(n.position or n.name).startswith(ENVOYS)), None)
        if envoy is not None:
            return envoy.name
    resolved = state.resolve(m, view)
    return resolved[0][0].name if resolved else m.name


def _is_inside_speech(meant: Mention, pronoun: Mention, view: View) -> bool:
    """««Приедут театр и цирк», – сказал / он»: nobody of whom the quotation before the pronoun speaks."""
    return (
        meant.sentence == view.index and not {"»", "”"}.isdisjoint(view.texts[meant.last : pronoun.first]) and "«" not in view.texts[meant.last : pronoun.first]
    )


def _last_speaker(view: View, state: Discourse) -> str | None:
    """Who spoke in the last of the sentences before."""
    for other in reversed(state.views[max(0, view.index - BACK) : view.index]):
        found = list(said_in(other, state))
        if found:
            return found[-1].name
    return None


def _quoted(view: View, state: Discourse, offset: int) -> str | None:
    """Whose words a quotation is: told behind it, in the middle of it, or before its colon."""
    block = block_at(state, offset)
    if (before := _before_colon(view, state, offset)) is not None:
        return before
    for other in state.views[view.index + 1 : view.index + 1 + BACK]:
        if block is None or other.sentence.start >= block.stop:
            break
        if (said := next(iter(said_in(other, state)), None)) is not None:
            return said.name
        if not in_quotation(state, other.sentence.start):
            break
    for other in reversed(state.views[max(0, view.index - BACK) : view.index]):
        if block is not None and other.sentence.start < block.start:
            break
        if (said := next(iter(said_in(other, state)), None)) is not None:
            return said.name
        if (before := _before_colon(other, state, other.sentence.stop)) is not None:
            return before
    return None


def _before_colon(view: View, state: Discourse, offset: int) -> str | None:
    """«Олег Панин, директор завода: «Мы поставим …»: the name before the colon that opens a quotation."""
    at = next((i for i, t in enumerate(view.tokens[:-1]) if t.text == ":" and view.tokens[i + 1].text in ("«", '"', "“", "–", "—")), None)
    if at is None or view.tokens[at].start > offset:
        return None
    speaker = next((m for m in view.mentions if m.last <= at and m.parent is None and m.type == "person" and m.case == "nom" and not m.prep), None)
    return _named(speaker, view, state) if speaker is not None else None


def _told_behind(view: View, state: Discourse) -> str | None:
    """«… Об этом сообщила пресс-служба», «Такие данные привёл министр»: said of the sentence before."""
    if view.index + 1 >= len(state.views):
        return None
    other = state.views[view.index + 1]
    opening = other.lemmas[:3]
    if not (opening[:2] == ["о", "это"] or opening[:1] == ["это"] or (opening[0] in PREVIOUS and "данные" in opening)):
        return None
    said = next(iter(said_in(other, state)), None)
    return said.name if said is not None else None
