"""Where the tagger and the dictionary cannot both be right, the dictionary wins.

The tagger guesses a word that it has never seen from its ending: «отгружает» becomes a noun, «говяжьи» a verb, «саженцев»
a singular. A word that the dictionary knows only as a verb is a verb; a noun stands in a case that it has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.morphology import LONGEST_WORD, Form, analyzer, forms, normal
from pipeline.retag_posts import ENDINGS, POSTS, head_of_place, participle_post, plural_cases, plural_post
from pipeline.retag_roles import with_roles
from schemas.changed import replace
from schemas.document import Feats, Sentence, Token

VERBS, NAMES = frozenset({"VERB", "AUX"}), frozenset({"NOUN", "ADJ"})
UNKNOWN = frozenset({"X", "PART"})  # what the tagger takes a word for that it cannot place
TAGGED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV"})
TAILS = (  # an unknown word that ends so is a compound of it: «льнокомбинат», «сельхозшины», «сыркомбинат»
    "комбинат", "завод", "фабрика", "холдинг", "концерн", "кооператив", "институт", "университет", "академия", "колледж", "лицей", "театр", "музей", "предприятие", "хозяйство", "корпорация", "компания", "исполком", "управление",
    "комплекс", "производство", "техника", "продукция", "оборудование", "материал", "препарат", "машина", "двигатель", "удобрение", "продукт", "сырье", "товар", "запчасть",
    "гигант", "объединение", "ведомство", "шина", "прицеп", "вагон", "поезд", "бус", "воз", "ход", "агрегат", "трест", "фонд", "банк", "центр", "парк", "порт",
)  # fmt: skip
PEOPLE = ("чане", "жане", "шане")  # «могилевчане»: a nominative plural and nothing else
NO_NAMES = frozenset({"ADJ", "VERB", "ADV"})  # what the tagger may take a declined name for
ACTIVE = ("авш", "евш", "ивш", "увш", "ывш", "явш")  # «посетивш/ую», «побывавш/его»
MEASURES = frozenset({"т", "кг", "г", "ц", "м", "км", "л", "га", "шт"})
OF_HER = {"неё": "она", "нее": "она", "него": "он", "них": "они"}  # behind a preposition
FORTY, MANY = frozenset({"сорок", "Сорок"}), ("ов", "ев")  # MANY: genitives of the plural
IN_HIM = frozenset({"нём", "нем"})  # «В нём участвовали»: no mute
SHIPS = "Суда"  # opens a sentence: ships, and no court in the genitive
# What regions of other countries and those who govern them are called.
LANDS = re.compile(
    r"(марз|остан|велаят|вилоят|вилаят|аймак|акимат|хокимият|хякимият|маслихат|хукумат|меджлис|мажилис|мажлис|маджлис|кенеш|миноблисполком|мингорисполком)(|а|у|ом|е|ы|ов|ам|ами|ах)"
)
SUPREME = frozenset({"Олий", "Милли", "Жогорку"})  # before the noun of a parliament: adjectives that are not declined
MAJLIS = "маджлиси"  # «Маджлиси Оли»: a noun that is not declined
STARTS = (  # of all words that POSTS and HEADS speak of
    "врио", "поверенн", *POSTS, "вице-", "зам", "олий", "жогорку", "хоким", "аким", "хяким", "марз", "остан", "велаят", "вилоят", "вилаят", "аймак", "маслихат", "меджлис", "мажилис", "мажлис", "маджлис", "кенеш", "хукумат", "миноблисполком", "мингорисполком", "подряд",
)  # fmt: skip
# What an unknown people says by its ending: «амурчанам», «мяньянцам».
PEOPLES = {
    "цы": ("nom",), "цам": ("dat",), "цами": ("ins",), "цев": ("gen", "acc"), "цах": ("loc",), "чанам": ("dat",), "жанам": ("dat",), "шанам": ("dat",),
    "чанами": ("ins",), "жанами": ("ins",), "шанами": ("ins",), "чанах": ("loc",), "жанах": ("loc",), "шанах": ("loc",),
}  # fmt: skip
PEOPLES_ENDINGS = tuple(PEOPLES)
SHORTEST_PEOPLE = 7  # letters: «перцам» are no people
FIELDS = {
    "case": "Case", "number": "Number", "gender": "Gender", "animacy": "Animacy", "tense": "Tense", "aspect": "Aspect", "voice": "Voice", "form": "VerbForm",
    "mood": "Mood", "person": "Person", "variant": "Variant",
}  # fmt: skip


class Reading(NamedTuple):
    """What the dictionary says instead of the tagger."""

    lemma: str
    pos: str
    feats: Feats


def correct(sentence: Sentence, *, block: str = "text") -> Sentence:
    """A sentence with «отгружает» as a noun → the same sentence, of a block of this kind, with it as a verb in the present."""
    tokens = sentence.tokens
    doubtful = [i for i, one in enumerate(tokens) if not settled(one.text, one.pos, one.feats, i > 0) or (one.rel == "nsubj" and one.feats.case == "acc")]
    if doubtful:
        mended = list(tokens)
        for i in doubtful:
            mended[i] = _mended(mended, i)
        tokens = tuple(mended)
    return Sentence(sentence.start, sentence.stop, with_roles(tokens), block)


@lru_cache(2_500)
def settled(text: str, pos: str, feats: Feats, inside: bool) -> bool:
    """Whether its form alone tells that a word, first or `inside` a sentence, is right, whatever stands around it: most words of a text."""
    if (
        (text in MEASURES and pos != "NOUN")
        or (text in IN_HIM and pos == "NOUN")
        or (text in OF_HER and pos != "PRON")
        or (text == SHIPS and not inside and feats.number == "sing")
        or (text in FORTY and pos == "NOUN")
        or (pos == "ADV" and text.endswith(MANY))
        or text.lower().startswith(STARTS)
        or text.endswith(PEOPLE)
        or (feats.voice == "pass" and _is_active(text))
        or (inside and plural_cases(text)[1])
    ):
        return False
    if text.endswith(PEOPLES_ENDINGS) and feats.case not in _cases_of_people(text if inside else text[:1].lower() + text[1:]):
        return False
    if inside and not text[:1].islower() and not (pos in NO_NAMES and _is_name(text)):
        return True
    return not _contradicted(text, pos, feats)


@lru_cache(1_000)
def _cases_of_people(word: str) -> tuple[str, ...]:
    """«мяньянцам», and «Мяньянцам» that begins a sentence → ("dat",): in which cases an unknown people may stand; all that there are for a known word."""
    if len(word) < SHORTEST_PEOPLE or not word.islower() or "-" in word or analyzer().word_is_known(word):
        return ("nom", "gen", "dat", "acc", "ins", "loc", "")
    return next(cases for ending, cases in PEOPLES.items() if word.endswith(ending))


def _is_active(word: str) -> bool:
    """«посетившую», «прибывшим»: a past participle in -вш- is active, whatever the tagger says."""
    return word.lower()[:-2].endswith(ACTIVE) or word.lower()[:-3].endswith(ACTIVE)


def _is_name(word: str) -> bool:
    """«Павлодару», which the dictionary knows as a noun only."""
    return analyzer().word_is_known(word.lower()) and all(form.pos == "NOUN" for form in forms(word.lower()))


def _mended(tokens: list[Token], i: int) -> Token:
    """A word that may be wrong → what it is where it stands."""
    token = tokens[i]
    if token.text in MEASURES and token.pos != "NOUN" and i and (tokens[i - 1].pos == "NUM" or tokens[i - 1].text in (".", "тыс", "млн")):
        return replace(token, pos="NOUN", feats=Feats(case="gen", number="plur", animacy="inan"))  # «600 т»: no preposition
    if token.text in IN_HIM and token.pos == "NOUN":
        return replace(token, lemma="он", pos="PRON", feats=Feats(case="loc", number="sing", gender="masc", person="3"))
    if token.text == SHIPS and not i:
        return replace(token, lemma="судно", pos="NOUN", feats=Feats(case="nom", number="plur", gender="neut", animacy="inan"))
    if token.pos == "ADV" and token.text.endswith(MANY) and i and tokens[i - 1].pos == "NUM" and all(f.pos == "NOUN" for f in forms(token.text)):
        return replace(token, lemma=normal(forms(token.text)[0].normal), pos="NOUN", feats=Feats(case="gen", number="plur", animacy="inan"))  # «18 прессов»
    if token.text in FORTY and token.pos == "NOUN":
        return replace(token, lemma="сорок", pos="NUM", feats=Feats(case="nom"))  # «Первые сорок тонн»: no magpies
    if token.text in OF_HER and i and tokens[i - 1].pos == "ADP":  # «для неё», ADV
        case = "acc" if tokens[i - 1].text.lower() in ("на", "в", "про", "через", "за") else "gen"
        return replace(token, lemma=OF_HER[token.text], pos="PRON", feats=Feats(case=case, number="plur" if token.text == "них" else "sing", person="3"))
    if token.text.lower() == "врио" and (holder := _held_by(tokens, i)) is not None:
        return replace(token, pos="NOUN", feats=token.feats._replace(case=holder.feats.case))
    if token.feats.voice == "pass" and _is_active(token.text):
        return replace(token, feats=token.feats._replace(voice="act", tense="past"))
    if (
        token.text.lower().startswith(STARTS)
        and (post := participle_post(tokens, i) or head_of_place(tokens, i) or _land(tokens, i) or _job(tokens, i)) is not None
    ):
        return post
    if token.text.endswith(PEOPLE) and token.pos in ("NOUN", "ADJ", "PROPN") and token.feats.case != "nom":
        return replace(token, pos="NOUN", feats=Feats(case="nom", number="plur", animacy="anim"))  # «Могилевчане вернулись»
    if token.text.endswith(PEOPLES_ENDINGS) and token.feats.case not in (
        cases := _cases_of_people(token.text if i else token.text[:1].lower() + token.text[1:])
    ):
        return replace(
            token, pos="NOUN", feats=Feats(case=cases[0], number="plur", gender="masc", animacy="anim"), rel="obl" if token.rel == "amod" else token.rel
        )
    if token.rel == "nsubj" and token.feats.case == "acc" and _is_subject(token, tokens):
        token = replace(token, feats=token.feats._replace(case="nom"))
    named = i > 0 and not token.text[:1].islower()
    if named and (post := plural_post(token)) is not None:
        return post
    if named and token.pos not in NO_NAMES:  # «Сунь», «Ливны» inside a sentence are names
        return token
    readings = _contradicted(token.text, token.pos, token.feats)
    if not readings:
        return token
    best = max(readings, key=lambda reading: _likeness(reading, token, tokens, i))
    return replace(token, lemma=best.lemma, pos="PROPN" if named else best.pos, feats=best.feats)


def _contradicted(word: str, pos: str, feats: Feats) -> tuple[Reading, ...]:
    return contradicted(word, pos, feats.case, feats.number, feats.tense if feats.form == "fin" else "")


def _held_by(tokens: list[Token], i: int) -> Token | None:
    """«врио губернатора области / Александра Лисова»: the name behind a post that is not declined tells its case."""
    behind = tokens[i + 2 : i + 9]
    return next((t for t in behind if t.pos == "PROPN" and t.head == i and t.feats.case and t.text[:1].isupper()), None)


def _is_subject(token: Token, tokens: list[Token]) -> bool:
    """«Консервный комбинат с начала года поставил …», taken for an accusative: the tree has it for the subject, the verb agrees, and both cases are alike."""
    verb = tokens[token.head] if 0 <= token.head < len(tokens) else None
    if verb is None or verb.feats.form != "fin" or verb.feats.number != token.feats.number or token.start > verb.start:
        return False
    between = [t for t in tokens if token.stop <= t.start < verb.start]
    if any(t.feats.case == "nom" and t.pos in ("NOUN", "PROPN") for t in between) or any(t.feats.form == "conv" for t in tokens if t.start < token.start):
        return False  # «посетив комбинат, министр отправился»
    if verb.feats.gender and token.feats.gender and verb.feats.gender != token.feats.gender:
        return False
    return any(form.pos == "NOUN" and form.feats.get("Case", "").lower() == "nom" for form in forms(token.text))


def _job(tokens: list[Token], i: int) -> Token | None:
    """«получила подряд на строительство», ADV → the noun; «три года подряд» stays."""
    token = tokens[i]
    if token.pos != "ADV" or token.text.lower() != "подряд" or i + 1 == len(tokens) or tokens[i + 1].text.lower() != "на":
        return None
    if i and tokens[i - 1].pos not in ("VERB", "ADJ", "PROPN"):
        return None
    subject = i == 0 or tokens[i - 1].pos == "PROPN" or (tokens[i - 1].feats.case == "nom" and tokens[i - 1].pos == "ADJ")
    return replace(token, lemma="подряд", pos="NOUN", feats=Feats(case="nom" if subject else "acc", number="sing", gender="masc", animacy="inan"))


def _land(tokens: list[Token], i: int) -> Token | None:
    """«делегация марза Лори», VERB, «акимат», ADJ → a noun in its case; None where the tagger has it right."""
    token = tokens[i]
    if token.text.lower() == MAJLIS:
        return replace(token, lemma=MAJLIS, pos="NOUN", feats=Feats(case=token.feats.case, number="sing", gender="masc", animacy="inan"))
    supreme = token.text in SUPREME and i + 1 < len(tokens)  # «Сената Олий Мажлиса»
    found = LANDS.fullmatch(tokens[i + supreme].text.lower())
    if found is None:
        return None
    cases, number = ENDINGS[found[2]]
    cases = ("nom", "acc") if not found[2] or found[2] == "ы" else cases[:1]
    if token.pos == "NOUN" and token.lemma == found[1] and token.feats.case in cases and token.feats.number == number:
        return None
    case = token.feats.case if token.feats.case in cases else cases[0]
    lemma, pos = (token.text.lower(), "PROPN") if supreme else (found[1], "NOUN")
    return replace(token, lemma=lemma, pos=pos, feats=Feats(case=case, number=number, gender="masc", animacy="inan"))


@lru_cache(1_000)
def contradicted(word: str, pos: str, case: str, number: str, tense: str = "") -> tuple[Reading, ...]:
    """«отгрузит», "NOUN" → its one reading as a verb; () where the tagger may be right or the dictionary does not know the word."""
    known = word.rpartition("-")[2].lower().removeprefix("межправ")  # «бизнес-миссию», «межправкомиссию» are declined as «миссию», «комиссию»
    if not word.replace("-", "").isalpha() or len(word) > LONGEST_WORD:
        return ()
    if not analyzer().word_is_known(known):
        return _compound(word, pos, case, number)
    if pos in UNKNOWN:
        found = forms(word)
        whole = word.islower() and (all(f.pos == "VERB" and "Case" not in f.feats for f in found) or all(f.pos == "NOUN" for f in found))
        return tuple(map(_reading, found)) if whole else ()  # «пришлёт», «импортировал»
    if pos not in TAGGED:
        return ()
    found = forms(word)
    if pos in VERBS and tense and all(form.pos == "VERB" for form in found):
        if any(form.feats.get("Tense", "").lower() == tense and form.feats.get("Number", "").lower() in ("", number) for form in found):
            return ()
        return tuple(_reading(form) for form in found if form.feats.get("VerbForm") == "Fin")
    if pos in VERBS and case and found and all(form.pos == "VERB" and "Case" not in form.feats for form in found):
        return tuple(_reading(form) for form in found if form.feats.get("VerbForm") == "Fin")  # «отгружает» is no participle
    if pos in VERBS:
        names = all(form.pos in NAMES for form in found) and not any(form.feats.get("Variant") for form in found)
        return tuple(map(_reading, found)) if names else ()
    if all(form.pos == "VERB" and "Case" not in form.feats for form in found):
        return tuple(map(_reading, found))
    if pos == "ADJ" and not case and all(form.pos == "NOUN" for form in found):  # «Бизнес-миссия предприятий …», «льнокомбинат отгружает»
        return tuple(map(_reading, found))
    if pos == "ADV" or not case or any(_possible(form, pos, case, number) for form in found):
        return ()
    return tuple(_reading(form) for form in found if "Case" in form.feats and form.pos in ("NOUN", "ADJ", "VERB"))


def _compound(word: str, pos: str, case: str, number: str) -> tuple[Reading, ...]:
    """«льнокомбинат», "ADJ" → комбинат's readings under its own lemma; () where the tagger sees a noun in a case that it may have."""
    low = word.lower()
    for cut in range(2, len(low) - 3):
        found = [form for form in forms(low[cut:]) if form.pos == "NOUN" and normal(form.normal) in TAILS]
        if not found or not analyzer().word_is_known(low[cut:]):
            continue
        if any(_possible(form, pos, case, number) and form.pos == ("NOUN" if pos == "PROPN" else pos) for form in found):
            return ()
        return tuple(reading._replace(lemma=low[:cut] + reading.lemma) for reading in map(_reading, found))
    return ()


def _possible(form: Form, pos: str, case: str, number: str) -> bool:
    """Whether the dictionary has the form that the tagger sees; an adjective may stand for a noun, and an undeclined noun for any case."""
    same = form.feats.get("Case", "").lower() == case and (not number or form.feats.get("Number", "").lower() in ("", number))
    return same and (form.pos == ("NOUN" if pos == "PROPN" else pos) or form.pos not in NAMES)


def _reading(form: Form) -> Reading:
    values = {field: form.feats.get(name, "").lower() for field, name in FIELDS.items()}
    if form.pos == "VERB" and not values["voice"] and values["form"] == "fin":
        values["voice"] = "act"
    if form.pos == "VERB" and values["form"] == "part" and not values["case"]:
        values.update(voice="pass", variant="short", tense="past")  # «отгружен»
    return Reading(normal(form.normal), form.pos, Feats(**values))


def _likeness(reading: Reading, token: Token, tokens: list[Token], i: int) -> int:
    """How much a reading is like what the tagger sees and like its neighbours: «подкладочную бязь» is one accusative."""
    feats = reading.feats
    alike = 2 * (feats.case == token.feats.case) + (feats.number == token.feats.number)
    for other in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2]):
        if {reading.pos, other.pos} == {"ADJ", "NOUN"} and (feats.case, feats.number) == (other.feats.case, other.feats.number):
            alike += 3
    return alike
