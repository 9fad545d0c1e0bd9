"""What a ministry is for, told in a list: «министерство / культуры, спорта и туризма» is one body, whatever the engine took for its name."""

from __future__ import annotations

from extractors.lexicon import classes_of
from extractors.phrases.cases import may_be_genitive
from extractors.phrases.words import Phrase, PhraseReader

NAMED_FOR = {"post", "group", "organization", "government", "place_noun", "event", "document", "trip"}  # never what a ministry is for
FIELDED = {"министр", "замминистр", "замминистра", "вице-министр", "экс-министр", "министерство", "комитет", "департамент", "управление", "главк"}
MOST_FIELDS = 4  # of one ministry behind the first: «образования, науки, культуры, спорта и молодёжи»


def is_cut_short(reader: PhraseReader, phrase: Phrase, j: int) -> bool:
    """«Министерством культуры / , спорта и туризма», «Министерстве финансов / и цен»: a name that the engine ended at the first of a ministry's fields."""
    named = phrase.type == "ORG" and not phrase.parts and phrase.quote is None and reader.tokens[phrase.head].lemma in FIELDED
    if named and reader.text(j) == "и" and phrase.head + 1 < phrase.last and phrase.case not in ("gen", ""):
        part, _ = reader.noun_phrase(j + 1, in_post=True)
        return part is not None and _may_be_field(reader, part) and reader.tokens[part.head].feats.case == "gen"
    return named and reader.text(j) == "," and phrase.head + 1 < phrase.last and list_closes(reader, j + 1, fields=True)


def is_field(reader: PhraseReader, phrase: Phrase, j: int) -> bool:
    """«министра промышленности / и торговли»: what a ministry is for, not a second person or body."""
    if reader.tokens[phrase.head].lemma not in FIELDED or phrase.parts[-1].type:
        return False
    part, _ = reader.noun_phrase(j + 1, in_post=True)
    return part is not None and _may_be_field(reader, part)


def _may_be_field(reader: PhraseReader, part: Phrase) -> bool:
    return part.type == "" and "gen" in part.cases and not classes_of(reader.tokens[part.head].lemma) & NAMED_FOR


def list_closes(reader: PhraseReader, k: int, *, fields: bool = False) -> bool:
    """«сельского хозяйства, торговли и транспорта»: an «и» + genitive must follow the comma; the fields of a ministry may be many."""
    part, stop = reader.noun_phrase(k)
    for _ in range(MOST_FIELDS if fields else 0):
        if part is None or part.type or reader.text(stop) != "," or not may_be_genitive(reader, part):
            break
        part, stop = reader.noun_phrase(stop + 1)
    return part is not None and reader.text(stop) == "и" and may_be_genitive(reader, part)
