"""Who receives guests, and where a sentence says that they came: «В Стамбул прибыл глава Удмуртии. Делегацию встретил мэр города»."""

from __future__ import annotations

from extractors.lexicon import key
from schemas.document import Sentence
from schemas.match import Mention
from schemas.values import Place

RECEIVING = {"принять", "принимать", "встретить", "встречать", "приветствовать", "представлять", "представить"}
RECEPTION = 4  # tokens: «где её принял»
VISITS = {"визит", "поездка", "посетить", "посещать", "посещение", "прибыть", "прибывать", "прилететь", "приехать", "приезд"}
MET = 6  # tokens
GUESTS = {"делегация", "гость", "он", "она", "они"}


def opens_visit(sentence: Sentence, place: Place) -> bool:
    """«В Стамбул с визитом прибыл …»: a place at the start of a sentence to which its verb leads."""
    at = next(k for k, t in enumerate(sentence.tokens) if t.start >= place.start)
    behind = sentence.tokens[at + 1 : at + 1 + MET]
    return 0 < at <= 2 and sentence.tokens[at - 1].text in ("В", "в") and not VISITS.isdisjoint([key(t.lemma) for t in behind])


def receives_guests(mention: Mention, sentence: Sentence) -> bool:
    """«Делегацию встретил / мэр города», «гостей принял / министр экономики»: who receives those who came."""
    before = sentence.tokens[max(0, mention.first - RECEPTION) : mention.first]
    verb = next((k for k, t in enumerate(before) if key(t.lemma) in RECEIVING and t.feats.form == "fin"), None)
    guests = sentence.tokens[max(0, mention.first - RECEPTION - MET) : mention.first]
    return verb is not None and any(key(t.lemma) in GUESTS and t.feats.case in ("acc", "gen") for t in guests)
