"""What was agreed, told by a verb: «договорились обмениваться учителями», «условились, что паром станет ходить ежедневно»."""

from __future__ import annotations

from extractors.lexicon import key, members
from extractors.status.cues import tense_of
from extractors.view import View, is_predicate
from schemas.match import Match, Mention

DEED = 4  # tokens
COMING = frozenset({"побывать", "приехать", "посетить", "прибыть", "прилететь", "съездить", "встретиться", "навестить", "заседание", "форум", "гость"})


def clause_of_deed(match: Match, view: View) -> tuple[int, int] | None:
    """«…, что с мая паром станет ходить ежедневно», «таможня станет работать ночью, договорились …»: the tokens of the clause that tells what was agreed."""
    t = match.trigger
    if any(view.lemmas[i] == "что" for i in range(t + 1, min(len(view.tokens), t + 4))):
        first = next(i for i in range(t + 1, t + 4) if view.lemmas[i] == "что") + 1
        last = next((i for i in range(first, len(view.tokens)) if view.tokens[i].text in (".", ";", ":", ",")), len(view.tokens))
    elif t > 2 and view.tokens[t - 1].text == ",":
        first, last = next((i + 1 for i in range(t - 2, -1, -1) if view.tokens[i].text in (";", ":", "—", "–")), 0), t - 1
    else:
        return None
    future = any(tense_of(view.tokens[i]) == "fut" or view.lemmas[i] == "быть" for i in range(first, last) if view.tokens[i].pos in ("VERB", "AUX"))
    return (first, last) if future and not _dealing() & set(view.lemmas[first:last]) else None


def _dealing() -> frozenset[str]:
    """What people do on a deal, a visit or at talks."""
    return members("purchase", "delivering", "talking_verb", "talk") | COMING


def deed_behind(paper: Mention, view: View) -> int:
    """«договорённость / создать рабочую группу»: the verb behind a paper or an accord that tells what it is on; -1 where none does, or it is a deal."""
    at = paper.last + (paper.last < len(view.tokens) and view.tokens[paper.last].pos == "ADV")
    if at >= len(view.tokens) or view.tokens[at].feats.form != "inf":
        return -1
    stop = next((i for i in range(at, len(view.tokens)) if view.tokens[i].text in (",", ".", ";")), len(view.tokens))
    return at if _dealing().isdisjoint(view.lemmas[at:stop]) else -1


def deed_of(match: Match, view: View, text: str) -> str | None:
    """«договорились обмениваться учителями» → the words from the infinitive to the end of its clause; None without an infinitive."""
    if match.rule in ("agreements.reach", "agreements.become_document"):
        paper = match.slots.get("document")
        at = deed_behind(paper[0].mention, view) if paper and "subject" not in match.slots else -1
        return _to_the_end(at, view, text) if at >= 0 else None
    if match.rule == "agreements.agree_that":
        clause = clause_of_deed(match, view)
        return text[view.tokens[clause[0]].start : view.tokens[clause[1] - 1].stop] if clause else None
    first = next((c for c in view.children[match.trigger] if view.tokens[c].feats.form == "inf" and c > match.trigger), None)
    if first is None or key(view.tokens[first].lemma) in members("talking_verb"):
        return None
    return _to_the_end(first, view, text)


def deed_before(view: View, text: str) -> str | None:
    """What a sentence says that two will do, for a paper «об этом»: «будут / вместе изучать мерзлоту», «начнут / совместную подготовку машинистов»."""
    verb = next((i for i, t in enumerate(view.tokens) if is_predicate(t)), None)
    if verb is None or tense_of(view.tokens[verb]) == "past":
        return None
    inf = next((i for i in range(verb, min(len(view.tokens), verb + DEED)) if view.tokens[i].feats.form == "inf"), None)
    if inf is not None:
        return _to_the_end(inf, view, text)
    found = next(
        (m for m in view.mentions if m.first > verb and m.parent is None and not m.prep and m.case == "acc" and not m.type and not view.is_value(m)), None
    )
    if found is not None and found.first - verb <= DEED:
        return found.name
    ahead = [m for m in view.mentions if m.parent is None and not m.prep and m.last <= verb and not view.is_value(m) and m.type in ("", "organization")]
    object_ = next((m for m in ahead if m.may_be("acc") and m.name[:1].islower()), None)
    passive = view.tokens[verb].feats.number == "plur" and object_ is not None and object_.number != "plur"  # «завод / построят»
    return object_.name if object_ is not None and len(ahead) == 1 and passive else None


def _to_the_end(first: int, view: View, text: str) -> str:
    """The words from a verb to the end of its clause."""
    last = first + 1
    while last < len(view.tokens) and last - first < 12 and (view.tokens[last].text not in (",", ".", ";", ":", "—", "–", "!", "?") or _in_route(view, last)):
        last += 1
    return text[view.tokens[first].start : view.tokens[last - 1].stop]


def _in_route(view: View, i: int) -> bool:
    """A dash between two names: «рейс Тверь — Минск»."""
    return (
        view.tokens[i].text in ("—", "–") and 0 < i < len(view.tokens) - 1 and view.tokens[i - 1].text[:1].isupper() and view.tokens[i + 1].text[:1].isupper()
    )
