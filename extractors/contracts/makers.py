"""Makers: whose goods they are, where the goods themselves or the words behind them say so («40 автобусов МАЗ», «производства «Метровагонмаша»)."""

from __future__ import annotations

from extractors.article.asides import LEGAL_FORMS
from extractors.contracts.goods import FROM, Goods, origin_of, phrase_name
from extractors.contracts.lands import country_of_word
from extractors.lexicon import classes_of, key
from extractors.phrases.units import CLOSING, OPENING
from extractors.view import View
from schemas.match import Filler, Mention


def makers(goods: Goods, view: View, text: str) -> list[Filler]:
    """«40 автобусов МАЗ», «троллейбусы «Уфимского завода», «комбайны, собранные на «Гомсельмаше»: the maker within the goods or behind them."""
    produced = _produced_by(goods, view, text)
    if produced is not None:
        return [Filler(produced, "subtree")]
    quoted = _quoted_maker(goods, view, text)
    if quoted is not None:
        return [Filler(quoted, "subtree")]
    for m in view.mentions:
        if (
            m.prep in FROM
            and goods.first < m.first <= goods.last + 3
            and m.last <= goods.last + 4
            and m.parent is not None
            and origin_of(view.mentions[m.parent], view) is m
        ):
            return [Filler(m, "subtree")]
        inside = (goods.first < m.first and m.last <= goods.last) or (m.first == goods.last and not m.prep)
        behind = m.prep in ("на", "в") and goods.last <= m.first <= goods.last + 5 and any(key(t.lemma) in MADE for t in view.tokens[goods.last : m.first])
        if (inside or behind or _makes(m, goods, view)) and _is_maker(m, view) and not _names_body(m, view):
            return [Filler(m, "subtree"), *(Filler(other, "subtree") for other in view.mentions if _is_beside(other, m, view))]
    return []


def _is_beside(other: Mention, maker: Mention, view: View) -> bool:
    """«автобусы заводов «Узор» и / «Кедр»."""
    return other.conjunct_of is not None and view.mentions[other.conjunct_of] is maker and other.type == "organization"


def _makes(m: Mention, goods: Goods, view: View) -> bool:
    """«трамваи, которые выпускает / «Белвагон», «трамваи, выпущенные / «Белвагоном»: who makes them, told right behind."""
    if m.prep or m.parent is not None or not goods.last < m.first <= goods.last + 4 or view.texts[goods.last] != ",":
        return False
    verb = next((view.tokens[i] for i in range(goods.last + 1, m.first) if key(view.lemmas[i]) in MADE), None)
    if verb is None:
        return False
    return m.may_be("ins") if verb.feats.form == "part" else m.may_be("nom") and "который" in view.lemmas[goods.last : m.first]


def _produced_by(goods: Goods, view: View, text: str) -> Mention | None:
    """«самолёты производства Airbus Group», «комбайны производства завода «Гомсельмаш»: whoever stands behind «производства»."""
    tokens = view.tokens
    at = next((i for i in range(goods.first, min(goods.last + 2, len(tokens))) if tokens[i].text.lower() == "производства"), None)
    if at is None or at + 1 >= len(tokens):
        return None
    at += tokens[at + 1].text in LEGAL_FORMS and at + 2 < len(tokens)  # «производства ОАО «Белвагон»
    named = next((m for m in view.mentions if m.first == at + 1 and not m.prep and m.type in ("organization", "place")), None)
    if named is not None:
        return named
    closing = next((i for i in range(at + 3, min(at + 7, len(tokens))) if tokens[i].text in CLOSING), None) if tokens[at + 1].text in OPENING else None
    if closing is not None:  # «производства «Метровагонмаша», «производства «Штадлер Минск»
        word = tokens[at + 2]
        one = closing == at + 3 and word.text.lower() == word.lemma.lower() + "а"
        head = next((i for i in range(at + 2, closing) if tokens[i].pos in ("NOUN", "PROPN")), at + 2)
        declined = not word.text.isascii() and tokens[head].feats.case == "gen" and word.pos == "ADJ"  # «Тверского вагонного завода»
        name = word.text[:-1] if one else phrase_name(view, text, at + 2, closing, head) if declined else text[word.start : tokens[closing - 1].stop]
        return Mention(
            view.index,
            at + 1,
            closing + 1,
            at + 2,
            tokens[at + 1].start,
            tokens[closing].stop,
            "gen",
            "sing",
            type="organization",
            name=f"«{name}»",
            lemma=key(word.lemma),
        )
    last = at + 1
    while last < len(tokens) and tokens[last].text.isascii() and tokens[last].text[:1].isupper():
        last += 1
    if last == at + 1:
        return None
    name = text[tokens[at + 1].start : tokens[last - 1].stop]
    head = at + 1
    return Mention(
        view.index,
        head,
        last,
        head,
        tokens[head].start,
        tokens[last - 1].stop,
        "gen",
        "sing",
        type="organization",
        name=name,
        lemma=key(tokens[head].lemma),
        cases=("gen",),
    )


def _quoted_maker(goods: Goods, view: View, text: str) -> Mention | None:
    """A name in quotes in the genitive, or one that holds «завода»: «косилки «Бобруйскагромаша»; «тракторы «Беларус» is a brand."""
    tokens = view.tokens
    opening = next((i for i in range(goods.first, min(goods.last + 1, len(tokens))) if tokens[i].text in OPENING), None)
    if opening is None:
        return None
    closing = next((i for i in range(opening + 1, min(opening + 10, len(tokens))) if tokens[i].text in CLOSING), None)
    if closing is None or closing == opening + 1:
        return None
    head = next((i for i in range(opening + 1, closing) if tokens[i].pos in ("NOUN", "PROPN")), opening + 1)
    house = tokens[head].text.isupper() and closing == opening + 2 and country_of_word(tokens[head].text) is not None  # «автобусы «МАЗ»
    if not house and (tokens[head].feats.case != "gen" or tokens[head].text.isascii()):
        return None
    name = tokens[head].text if house else phrase_name(view, text, opening + 1, closing, head)
    start, stop = tokens[opening + 1].start, tokens[closing - 1].stop
    return Mention(
        view.index, opening + 1, closing, head, start, stop, "gen", "sing", type="organization", name=name, lemma=key(tokens[head].lemma), cases=("gen",)
    )


def _is_maker(m: Mention, view: View) -> bool:
    if m.name.isupper() and m.name.isalpha() and len(m.name) > 2 and m.name not in NO_MAKERS:
        return not (m.first and view.tokens[m.first - 1].stop == m.start)  # «Су-30 / МКИ» is one word
    named = (m.case == "gen" or m.stop - m.start == len(m.name) + 1) and not m.prep and m.name[:1].isupper()  # «лифты / Трансмашхолдинга», «техника / БелМАЗа»
    named_latin = m.case == "gen" and not m.prep and m.name[-1:].isascii() and "organization" in classes_of(m.lemma)  # «оборудование / компаний Neumann»
    return m.type == "organization" and (named or "«" in m.name or (named_latin and m.parent is not None) or "maker" in classes_of(m.lemma))


def _names_body(m: Mention, view: View) -> bool:
    """«институт / Пирогова»: a name by itself that a body bears."""
    return (
        m.parent is not None
        and m.last - m.first == 1
        and view.mentions[m.parent].type in ("organization", "government")
        and m.first == view.mentions[m.parent].head + 1
    )


NO_MAKERS = {"УЗИ", "МРТ", "ИВЛ", "ЭКГ", "ПЦР", "ЖКХ", "МЧС", "ГСМ", "СИЗ", "ПВХ", "СПГ", "КПГ", "ДСП", "ЛДСП", "МДФ", "ЭКО", "ФАП", "ГЛОНАСС"}
MADE = {
    "вырастить",
    "выращивать",
    "добыть",
    "выловить",
    "собрать",
    "произвести",
    "изготовить",
    "выпустить",
    "сделать",
    "построить",
    "выпускать",
    "собирать",
    "производить",
    "изготавливать",
    "делать",
    "строить",
    "шить",
    "сшить",
}
