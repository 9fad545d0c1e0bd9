"""Noun phrases: where each begins and ends, what it hangs under, how it is marked.

A phrase is agreeing modifiers + a head noun + what belongs to it on the right: a genitive chain, a name in
quotes, a person after a post, «из Бреста» after a delegation. Found from morphology and order, not from the
parser's tree, whose attachments err more often than case does.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.inflect import is_known, possible_cases
from extractors.lexicon import classes_of, key
from extractors.units import Unit, find_units
from schemas.document import Entity, Sentence, Token
from schemas.values import Place

DECLINED = re.compile("(?:[сц]кий|[оеё]в|[иы]н|ый)$")  # surnames whose nominative cannot follow a post in another case
ACRONYM = re.compile("[А-ЯЁA-Z]{2,6}|[А-ЯЁ][а-яё]{1,4}[А-ЯЁ]{2,4}")  # «ГМК», «УдГУ»
MODIFIERS = {"ADJ", "DET", "NUM"}
NOWHERE = frozenset[int]()
NEVER_MODIFY = {"PUNCT", "ADP", "CCONJ", "SCONJ", "PART"}
CLOCK, FULL_DAY = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d"), re.compile(r"[0-3]?\d\.[01]\d\.(?:\d\d){1,2}")
MEASURED = re.compile(r"(?:тыс|млн|млрд|тонн|проц|руб|долл|куб|кило|литр|метр|гектар)|(?:т|кг|кв|км|га|м|л|%)\b")
MONTHS = frozenset("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split())  # noqa: SIM905
LOCAL_PREPOSITIONS = {"из", "от", "с", "под", "близ", "возле"}


@dataclass(slots=True)
class Phrase:
    """A noun phrase of token indexes `first:last`; `core` are modifiers and head, `person`/`quote` a name inside it."""

    first: int
    last: int
    head: int
    case: str
    cases: frozenset[str]
    number: str
    prep: str = ""
    prep_index: int = -1
    type: str = ""
    counted: bool = False
    person: Unit | None = None
    quote: Unit | None = None
    parts: list[Phrase] = field(default_factory=list)
    parent: Phrase | None = None
    origin: Phrase | None = None
    core_last: int = 0
    conjunct_of: Phrase | None = None


def find_phrases(sentence: Sentence, entities: tuple[Entity, ...], places: tuple[Place, ...]) -> list[Phrase]:
    """All noun phrases of a sentence, containing ones before contained ones, in text order."""
    units = find_units(sentence, entities, places)
    if not places:
        return _Chunker(sentence, units, NOWHERE, NOWHERE, NOWHERE).run()
    adjectives, people = ({p.start for p in places if p.form == form} for form in ("adjective", "demonym"))
    named = {p.start for p in places if p.form == "name" and p.text == p.name and p.text[-1] not in "ая"}
    return _Chunker(sentence, units, adjectives, people, named).run()


class _Chunker:
    """One left-to-right pass over the units of a sentence."""

    def __init__(self, sentence: Sentence, units: list[Unit], adjectives: Set[int], people: Set[int], named: Set[int]) -> None:
        self.tokens, self.units, self.adjectives, self.people, self.named = sentence.tokens, units, adjectives, people, named
        self.heads = [sentence.tokens[unit.head] for unit in units]
        self.texts = [head.text.lower() if unit.last == unit.first + 1 else "" for unit, head in zip(units, self.heads, strict=True)]
        self.nouns = [self._is_noun(unit, head) for unit, head in zip(units, self.heads, strict=True)]
        self.modifiers = [self._modifies(i) for i in range(len(units))]
        self.opens = [modifies or noun for modifies, noun in zip(self.modifiers, self.nouns, strict=True)]
        self.known: dict[tuple[int, bool], tuple[Phrase | None, int]] = {}

    def run(self) -> list[Phrase]:
        tops: list[Phrase] = []
        i = 0
        while i < len(self.units):
            phrase, stop = self.noun_phrase(i) if self.opens[i] else (None, i)
            if phrase is None:
                i += 1
                continue
            self.mark(phrase, i)
            tops.append(phrase)
            i = stop
        self.join(tops)
        return [p for top in tops for p in self.flatten(top)]

    def flatten(self, phrase: Phrase) -> list[Phrase]:
        return [phrase] + [q for part in phrase.parts for q in self.flatten(part)]

    def token(self, i: int) -> Token | None:
        return self.tokens[self.units[i].head] if i < len(self.units) else None

    def text(self, i: int) -> str:
        return self.texts[i] if i < len(self.texts) else ""

    def is_noun(self, i: int) -> bool:
        return self.nouns[i]

    def _is_noun(self, unit: Unit, token: Token) -> bool:
        if token.start in self.people:  # «гродненцам», whom the tagger takes for a participle
            return True
        return bool(unit.type) or token.pos in ("NOUN", "PROPN") or (token.pos == "PRON" and token.lemma in PRONOUNS)

    def unit_type(self, i: int) -> str:
        return self.units[i].type if i < len(self.units) else ""

    def is_modifier(self, i: int) -> bool:
        return self.modifiers[i]

    def _modifies(self, i: int) -> bool:
        unit = self.units[i]
        token = self.heads[i]
        if token.pos in NEVER_MODIFY or self._is_clock(i):
            return False
        if unit.type or token.feats.variant == "short" or token.start in self.people:
            return False
        if token.start in self.adjectives and token.pos in ("PROPN", "NOUN") and unit.last == unit.first + 1:
            return i + 1 < len(self.units) and self.is_noun(i + 1)  # «Павлодарскому водоканалу»
        if token.pos == "NOUN" and token.lemma.endswith("нный") and i + 1 < len(self.units) and self.heads[i + 1].feats.case == token.feats.case:
            return True  # «новоназначенным консулом», taken for a noun
        if token.pos == "PROPN" and token.rel == "amod" and token.lemma.endswith(("ый", "ий", "ой")):
            return i + 1 < len(self.units) and self.is_noun(i + 1)  # «Генеральным консулом», taken for a name
        if token.feats.form == "part" and token.feats.voice == "act" and not self.texts[i].endswith("ся") and self.unit_type(i + 1) == "LOC":
            return False  # «посетившие Елабугу / сербы»
        if self.texts[i][:10] in ("чрезвычайн", "полномочны", "полномочно", "полномочну"):
            return True  # «Чрезвычайный и Полномочный Посол», capital letters notwithstanding
        if self.texts[i] in POSSESSIVES:
            return i + 1 < len(self.units) and self.tokens[self.units[i + 1].head].pos in ("NOUN", "ADJ", "PROPN")
        return token.pos in MODIFIERS or (token.pos == "VERB" and token.feats.form == "part" and bool(token.feats.case))

    def _is_clock(self, i: int) -> bool:
        """«в 10:00 / японские гости», «20.05.2024 / делегация Минска»: a time of day or a date counts nothing."""
        text = self.tokens[self.units[i].first].text
        if not text[:1].isdigit():
            return False
        minutes = i > 1 and self.texts[i - 1] == ":" and self.texts[i - 2].isdigit() and len(text) == 2
        following = self.texts[i + 1] if i + 1 < len(self.units) else ""
        return minutes or FULL_DAY.fullmatch(text) is not None or (CLOCK.fullmatch(text) is not None and not MEASURED.match(following))

    def noun_phrase(self, i: int, *, in_post: bool = False) -> tuple[Phrase | None, int]:
        """A phrase that begins at unit i and the unit after it; (None, i) where none does.

        Inside a post («заместителя председателя облисполкома Андрея …») the person belongs to the outermost post.
        What is tried as a part and not taken is asked for again, so every answer is kept: else a list in a list in a list costs 2ⁿ.
        """
        if i >= len(self.opens) or not self.opens[i]:
            return None, i
        found = self.known.get((i, in_post))
        if found is None:
            found = self.known[i, in_post] = self.read_phrase(i, in_post)
        return found

    def one_of(self, i: int, in_post: bool) -> tuple[Phrase | None, int]:
        """«один из крупнейших заводов области»: one of many, in the case of «один»; None where it is another phrase."""
        part, stop = self.noun_phrase(i + 2, in_post=in_post)
        one = self.tokens[self.units[i].head]
        if part is None or (part.case != "gen" and "gen" not in part.cases) or part.number != "plur" or not one.feats.case or part.person is not None:
            return None, i
        first = self.units[i].first
        whole = Phrase(first, part.last, part.head, one.feats.case, frozenset({one.feats.case}), "sing", type=part.type, parts=part.parts, core_last=first + 1)
        whole.quote, whole.origin = part.quote, part.origin
        for child in whole.parts:
            child.parent = whole
        return whole, stop

    def read_phrase(self, i: int, in_post: bool) -> tuple[Phrase | None, int]:
        if self.texts[i] in ONE and self.text(i + 1) == "из":
            found = self.one_of(i, in_post)
            if found[0] is not None:
                return found
        j = i
        while j < len(self.units):
            if self.modifiers[j]:
                j += 1
            elif j > i and self.texts[j] in (",", "и", "-", "–") and j + 1 < len(self.units) and self.is_modifier(j + 1) and self.same_case(j - 1, j + 1):
                j += 2
            else:
                break
        if j >= len(self.units) or not self.nouns[j]:
            return None, i
        head = self.units[j]
        begin = self.agreeing_from(i, j)
        if begin > i:  # «заключённый сторонами», «в 2022-м мы»: what does not agree is no part of the phrase
            return self.noun_phrase(begin, in_post=in_post) if begin < j else self.bare_phrase(j, in_post)
        modifiers = [k for k in range(i, j) if self.modifiers[k]]
        phrase = self.start(head, modifiers)
        if phrase.first != self.units[i].first and modifiers:
            phrase.first = self.units[i].first
        return phrase, self.extend(phrase, j + 1, in_post)

    def bare_phrase(self, j: int, in_post: bool) -> tuple[Phrase, int]:
        phrase = self.start(self.units[j], [])
        return phrase, self.extend(phrase, j + 1, in_post)

    def agreeing_from(self, i: int, j: int) -> int:
        """The first unit from which all modifiers may stand with the head at unit j."""
        if i == j:
            return i
        unit, head = self.units[j], self.heads[j]
        if any(self.heads[k].pos == "NUM" for k in range(i, j)) or (unit.type and unit.type != "LOC" and unit.head == unit.first):
            return i
        if not head.feats.case:
            return i
        cases = possible_cases(head.text, head.pos) | {head.feats.case}
        for k in range(j - 1, i - 1, -1):
            token = self.heads[k]
            if not token.feats.case or token.text.lower() in POSSESSIVES:
                continue
            if token.feats.case != head.feats.case and not (possible_cases(token.text, token.pos) | {token.feats.case}) & cases:
                return k + 1
            if (
                token.pos == "VERB"
                and token.feats.number == head.feats.number == "sing"
                and token.feats.gender != head.feats.gender
                and (token.feats.case == "nom" or {token.feats.gender, head.feats.gender} == {"masc", "fem"})
            ):
                return k + 1  # «аким, принявший / делегацию», «с делегацией, возглавляемой / ректором»
        return i

    def same_case(self, a: int, b: int) -> bool:
        left, right = self.heads[a], self.heads[b]
        return left.feats.case == right.feats.case and bool(left.feats.case)

    def start(self, head: Unit, modifiers: list[int]) -> Phrase:
        token = self.tokens[head.head]
        if not modifiers and not head.type and not token.text.isupper():  # a noun alone: most phrases
            own = possible_cases(token.text, token.pos)
            alone = own if not token.feats.case or token.feats.case in own else own | {token.feats.case}
            return Phrase(head.first, head.last, head.head, token.feats.case, alone, token.feats.number, core_last=head.last)
        case, cases = token.feats.case, set(possible_cases(token.text, token.pos)) if head.type in ("", "LOC", "ORG") else {token.feats.case}
        if head.type == "LOC" and self.tokens[head.first].start in self.named:
            cases |= {"nom", "acc"}  # «в Тайань», «в Мумбаи»: the name as the gazetteer has it
        first = self.units[modifiers[0]].first if modifiers else head.first
        counted = bool(modifiers) and any(self.heads[k].pos == "NUM" for k in modifiers)
        marked = [self.heads[k] for k in modifiers if self.heads[k].feats.case]
        undeclined = head.type in ("", "ORG") and bool(ACRONYM.fullmatch(token.text)) and token.pos in ("NOUN", "PROPN", "X")
        if head.type in ("QUOTE", "ORG", "PER") or undeclined:
            cases |= {case} if case else set()
            if head.type == "QUOTE" and not marked and case in OBLIQUE and head.last - head.first == 3 and not token.text.isascii():
                cases = {case} | set(possible_cases(token.text, token.pos))  # «отгрузил «Туркменгазу»: a name by itself is declined
            elif head.type == "QUOTE" or not case or undeclined:  # «ТОО «Нур», «МАЗ», «ГМК»: the form does not tell the case
                cases |= {"nom", "acc", "gen", "dat", "ins", "loc"}
                case = marked[-1].feats.case if marked else ""
        elif marked and token.feats.case == "":
            case = marked[-1].feats.case
        elif marked and not counted:
            case, cases = self.agreed(token, marked, case, cases)
        cases.discard("")
        if counted and case == "gen":
            numeral = next((self.heads[k].feats.case for k in modifiers if self.heads[k].pos == "NUM"), "")
            case = numeral if numeral in OBLIQUE else "nom"  # «двадцать машин» stands where one machine would; «восьми единиц» is a genitive
            cases = cases | {"nom", "acc"} if case == "nom" else {case}
        if case:
            cases.add(case)
        phrase = Phrase(first, head.last, head.head, case, frozenset(cases), token.feats.number, type=head.type, counted=counted, core_last=head.last)
        if head.type == "PER":
            phrase.person = head
        if head.type == "QUOTE":
            phrase.quote = head
        return phrase

    def agreed(self, head: Token, marked: list[Token], case: str, cases: set[str]) -> tuple[str, set[str]]:
        """«запасные части»: a genitive by the tagger, but no case of «запасные»: modifiers rule out what the head alone allows."""
        allowed = set(cases)
        for token in marked:
            own = possible_cases(token.text, token.pos)
            allowed &= own or allowed
        if not allowed or case in allowed or not case:
            return case, cases
        return next((t.feats.case for t in reversed(marked) if t.feats.case in allowed), sorted(allowed)[0]), allowed

    def extend(self, phrase: Phrase, j: int, in_post: bool) -> int:
        """Take in what belongs to the phrase from unit j on; the unit after it."""
        kinds = classes_of(self.tokens[phrase.head].lemma)
        while j < len(self.units) and (self.opens[j] or self.texts[j] in CONTINUING or self.tokens[self.units[j].first].pos == "ADP"):
            unit = self.units[j]
            step = (
                (self.take_quote(phrase, unit, j) if unit.type in NAMED else 0)
                or (self.take_person(phrase, unit, kinds, j) if unit.type == "PER" and not in_post else 0)
                or (self.take_titled(phrase, kinds, j) if self.heads[j].lemma in ADDRESSES and not in_post else 0)
                or (self.take_place_name(phrase, unit, kinds, j) if unit.type == "LOC" else 0)
                or self.take_honoured(phrase, j)
                or self.take_managed(phrase, j, in_post)
                or self.take_genitive(phrase, kinds, j, in_post)
                or (self.take_prepositional(phrase, kinds, j, in_post) if self.heads[j].pos == "ADP" else 0)
                or (self.take_parenthesis(phrase, j) if self.texts[j] == "(" else 0)
            )
            if not step:
                break
            j = step
        return j

    def take_quote(self, phrase: Phrase, unit: Unit, j: int) -> int:
        lemma = self.tokens[phrase.head].lemma
        if lemma in TIMES or _bodiless(lemma):
            return 0  # «ещё зимой «Узор» отправил», «выручка «Узора»
        before = self.tokens[phrase.first - 1] if phrase.first else None
        if unit.type == "QUOTE" and before is not None and (key(before.lemma), lemma) in COMPOUND and not phrase.parts:
            self.add(phrase, self.start(unit, []))  # «в адрес «Узора»
            return j + 1
        if unit.type == "QUOTE" and phrase.quote is None and phrase.person is None and phrase.type in ("", "ORG"):
            phrase.quote, phrase.last = unit, unit.last
            return j + 1
        if unit.type == "ORG" and phrase.type == "" and phrase.person is None and phrase.quote is None and self.latin(unit):
            phrase.quote, phrase.last = unit, unit.last
            return j + 1
        return 0

    def latin(self, unit: Unit) -> bool:
        return self.tokens[unit.first].text[:1].isascii() or self.tokens[unit.head].text.isupper()

    def take_person(self, phrase: Phrase, unit: Unit, kinds: frozenset[str], j: int) -> int:
        if unit.type == "PER" and phrase.person is None and phrase.type in ("", "ORG") and (kinds & {"post", "group"} or self.animate(phrase)):
            token = self.tokens[unit.head]
            if phrase.case in ("ins", "dat", "gen") and token.feats.case == "nom" and DECLINED.search(self.tokens[unit.last - 1].text):
                return 0  # «с хокимом области / Бурачевский обсудил»
            if not token.feats.case or token.feats.case in phrase.cases or phrase.case in possible_cases(token.text, token.pos) or "post" in kinds:
                phrase.person, phrase.last = unit, unit.last
                return j + 1
        return 0

    def take_titled(self, phrase: Phrase, kinds: frozenset[str], j: int) -> int:
        """«консулом КНР / госпожой Лю Юй»: the name behind a form of address."""
        if "post" not in kinds or j + 1 >= len(self.units) or self.unit_type(j + 1) != "PER":
            return 0
        return self.take_person(phrase, self.units[j + 1], kinds, j + 1)

    def animate(self, phrase: Phrase) -> bool:
        return self.tokens[phrase.head].feats.animacy == "anim"

    def take_place_name(self, phrase: Phrase, unit: Unit, kinds: frozenset[str], j: int) -> int:
        """«провинция Шаньдун», «город Вэйфан»: an undeclined or agreeing name after a place noun."""
        named = "place_noun" in kinds or self.tokens[phrase.head].lemma in NAMED_BY_PLACE
        if unit.type == "LOC" and named and not phrase.parts and phrase.quote is None and phrase.type == "":
            part, stop = self.noun_phrase(j)
            if part:
                self.add(phrase, part)
                return stop
        return 0

    def take_managed(self, phrase: Phrase, j: int, in_post: bool) -> int:
        """«заведующая / кафедрой», «управляющий / фондом», «исполняющий / обязанности мэра»: the post governs another case than the genitive."""
        case = MANAGING.get(self.tokens[phrase.head].lemma)
        if case is None or phrase.parts or phrase.person is not None:
            return 0
        part, stop = self.noun_phrase(j, in_post=True)
        if part is None or part.type in ("PER", "LOC") or (part.case != case and self.tokens[part.head].text.lower() != "обязанности"):
            return 0
        self.add(phrase, part)
        return stop

    def take_genitive(self, phrase: Phrase, kinds: frozenset[str], j: int, in_post: bool) -> int:
        in_post = in_post or "post" in kinds
        if self.tokens[phrase.head].lemma in CURRENCIES:
            return 0
        if phrase.person is not None or phrase.type == "LOC" or (phrase.parts and phrase.parts[-1].type == "LOC" and self.text(j) not in ("и", ",")):
            return 0
        if self.tokens[phrase.head].lemma == "год" and self.tokens[phrase.first].text[:1].isdigit():
            return 0  # «до 31 декабря 2027 года / соглашения»
        k = j
        listed = self.text(j) in ("и", ",") and phrase.parts and not kinds & {"group"} and phrase.parts[-1].prep == ""
        if listed and (phrase.case != "gen" or self.is_field(phrase, j)):
            k = j + 1
        elif self.text(j) in ("и", ","):
            return 0
        if k >= len(self.units) or (k > j and self.text(j) == "," and not self.list_closes(k)):
            return 0
        part, stop = self.noun_phrase(k, in_post=in_post)
        if k > j and part is not None and self.text(j) == "и" and "ins" in part.cases and self.is_between(phrase):
            return 0  # «между правительством города и / Псковской ТПП»
        of_post = k == j and "post" in kinds and part is not None and part.type == "LOC"  # «марзпет Сюника Ваге Матевосян», whatever the tagger says
        if part is None or not (of_post or self.genitive(part)) or (part.counted and k > j):
            return 0
        if self.tokens[part.head].lemma in MONTHS and self.tokens[part.first].text.isdigit():
            return 0  # «пресс-служба правительства / 8 декабря сообщила»
        if "place_noun" in kinds and not kinds & {"post", "organization"} and classes_of(self.tokens[part.head].lemma) & {"post", "group"}:
            return 0  # «в регионе / хокима области ждали»
        if key(self.tokens[part.head].lemma) in PAPERS and not self.bears_paper(phrase, part):
            return 0  # «о подписании с Академией наук и искусств / меморандума»
        bodies = {"organization", "government"}
        if k > j and bodies & kinds and not kinds & {"post", "group"} and bodies & classes_of(self.tokens[part.head].lemma) and self.local(phrase.parts[-1]):
            return 0  # «палата Пензенской области и / ТПП Сербии»
        if part.type == "QUOTE" and _bodiless(self.tokens[phrase.head].lemma) and "gen" not in possible_cases(self.tokens[part.head].text, "NOUN"):
            return 0
        if part.type == "PER" and (in_post or phrase.type == "ORG" or kinds & {"organization", "government"}):
            return 0
        if self.tokens[phrase.head].lemma in UNLED and "post" in classes_of(self.tokens[part.head].lemma):
            return 0  # «принял в Доме правительства / премьер-министра»
        if phrase.quote is not None and part.type == "" and "place_noun" not in classes_of(self.tokens[part.head].lemma):
            return 0  # «у фирмы «Волна» теплицы»
        self.add(phrase, part)
        return stop

    def is_field(self, phrase: Phrase, j: int) -> bool:
        """«министра промышленности / и торговли»: what a ministry is for, not a second person or body."""
        if self.tokens[phrase.head].lemma not in FIELDED or self.text(j) != "и" or phrase.parts[-1].type:
            return False
        part, _ = self.noun_phrase(j + 1, in_post=True)
        return part is not None and part.type == "" and "gen" in part.cases and not classes_of(self.tokens[part.head].lemma) & BODIES

    def is_between(self, phrase: Phrase) -> bool:
        """Whether «между» stands before a phrase in the singular: it asks for a second one."""
        return phrase.first > 0 and self.tokens[phrase.first - 1].text.lower() == "между" and phrase.number == "sing" and phrase.case == "ins"

    def bears_paper(self, phrase: Phrase, part: Phrase) -> bool:
        """Whether a noun may have a paper as its genitive: «подписание», «условия», «стороны соглашения», not «академия меморандума»."""
        lemma = key(self.tokens[phrase.head].lemma)
        if lemma in PAPER_SIDES:
            return not part.counted  # «подписание сторонами / восьми соглашений»
        kinds = classes_of(lemma)
        return phrase.type == "" and phrase.quote is None and not kinds & {"organization", "government", "post", "place_noun"} and lemma[-2:] != "ия"

    def list_closes(self, k: int) -> bool:
        """«сельского хозяйства, торговли и транспорта»: an «и» + genitive must follow the comma."""
        part, stop = self.noun_phrase(k)
        return part is not None and self.text(stop) == "и" and self.genitive(part)

    def genitive(self, part: Phrase) -> bool:
        if part.counted:  # «поставка восьми единиц»; «поставка 300 лифтов» is told by its head alone
            return part.case == "gen"
        undeclined = part.type == "LOC" and part.cases >= OBLIQUE  # «делегация Актобе»
        head = self.tokens[part.head]
        misread = part.type == "LOC" and part.case not in possible_cases(head.text, head.pos)  # «хоким Намангана», taken for a nominative
        return part.case == "gen" or (
            part.type in ("LOC", "ORG", "PER") and "gen" in part.cases and (undeclined or misread or part.case not in ("nom", "ins", "dat"))
        )

    def take_prepositional(self, phrase: Phrase, kinds: frozenset[str], j: int, in_post: bool) -> int:
        prep = self.text(j)
        if phrase.person is not None or not prep or self.units[j].type or self.tokens[self.units[j].first].pos != "ADP":
            return 0
        if not _governs(prep, kinds | self.acting(phrase), self.tokens[phrase.head].lemma):
            return 0
        at = j + 3 if prep in IN_PLACES and self.text(j + 1) == "г" and self.text(j + 2) == "." else j + 1  # «консул в г. Казань»
        part, stop = self.noun_phrase(at, in_post=in_post or "post" in kinds)
        if part is not None and self.tokens[phrase.head].lemma == "поверенный" and self.tokens[part.head].lemma == "дело":
            self.mark(part, j + 1)
            self.add(phrase, part)
            return stop
        if part is None or (prep in LOCAL_PREPOSITIONS and not self.local(part)) or (prep in IN_PLACES and not self.posting(part)):
            return 0
        last = self.tokens[part.last - 1].text
        if prep in IN_PLACES and at == j + 1 and self.tokens[part.first].start in self.named and last[-1] not in VOWELS and not last.isupper():
            return 0  # «поездка полпреда / в Кашгар»: whoever is posted there is posted «в Кашгаре»
        self.mark(part, j + 1)
        if prep in LOCAL_PREPOSITIONS:
            phrase.origin = part
        self.add(phrase, part)
        return stop

    def posting(self, part: Phrase) -> bool:
        """«в России», «в городе Омске»: where envoys are posted."""
        return part.type == "LOC" or (self.tokens[part.head].lemma == "город" and bool(part.parts) and part.parts[0].type == "LOC")

    def acting(self, phrase: Phrase) -> set[str]:
        """What a phrase is, though no lexicon has its head: «инспекторы из Тегерана»."""
        if phrase.type in ("ORG", "QUOTE"):
            return {"organization"}
        return {"group"} if phrase.type == "" and self.animate(phrase) and phrase.number == "plur" else set()

    def local(self, part: Phrase) -> bool:
        kinds = classes_of(self.tokens[part.head].lemma)
        from_body = part.type in ("", "ORG") and bool(kinds & {"organization", "government"})  # «коллеги из Витебской таможни»
        return part.type == "LOC" or "place_noun" in kinds or from_body or any(p.type == "LOC" for p in part.parts)

    def take_parenthesis(self, phrase: Phrase, j: int) -> int:
        """«АО «Насос» (Пермь)», «железнодорожная компания (RAI)»: the bracket belongs to the name."""
        if self.text(j) != "(" or j + 2 >= len(self.units) or not self.units[j + 1].type:
            return 0
        if self.text(j + 2) == "," and j + 4 < len(self.units) and self.text(j + 4) == ")" and {self.units[j + 1].type, self.units[j + 3].type} == {"LOC"}:
            return self.take_address(phrase, j)
        if self.text(j + 2) != ")":
            return 0
        inner, _ = self.noun_phrase(j + 1)
        if inner is None or phrase.type in ("LOC", "PER"):
            return 0
        if inner.type == "LOC":
            phrase.origin = inner
        phrase.last = self.units[j + 2].last
        inner.parent = phrase
        phrase.parts.append(inner)
        return j + 3

    def take_address(self, phrase: Phrase, j: int) -> int:
        """«ТОО «Су» (Караганда, Республика Казахстан)»: town and country in the bracket."""
        for k in (j + 1, j + 3):
            inner, _ = self.noun_phrase(k)
            if inner is None:
                return 0
            inner.parent = phrase
            phrase.parts.append(inner)
            phrase.origin = phrase.origin or inner
        phrase.last = self.units[j + 4].last
        return j + 5

    def take_honoured(self, phrase: Phrase, j: int) -> int:
        """«завод имени / Лихачёва», «университет им. / Ломоносова»: whose name a body bears."""
        if self.text(j) not in ("имени", "им") or not classes_of(self.tokens[phrase.head].lemma) & {"organization", "place_noun"}:
            return 0
        k = j + 1 + (self.text(j + 1) == ".")
        begin = k
        while k < len(self.units) and k < begin + 5 and self.tokens[self.units[k].first].text[:1].isupper():
            initial = len(self.texts[k].strip(".")) == 1
            k += 1
            if not initial:
                break
            k += self.text(k) == "." and k + 1 < len(self.units)
        if k == begin:
            return 0
        phrase.last = self.units[k - 1].last
        return k

    def add(self, phrase: Phrase, part: Phrase) -> None:
        part.parent = phrase
        phrase.parts.append(part)
        phrase.last = max(phrase.last, part.last)

    def mark(self, phrase: Phrase, i: int) -> None:
        """Note the preposition that governs a phrase, and let it choose among the possible cases."""
        k = self.units[i].first - 1
        while k >= 0 and (self.tokens[k].pos == "ADV" or self.tokens[k].text.lower() in ("около", "порядка")) and k > self.units[i].first - 3:
            k -= 1
        if k >= 0 and self.tokens[k].pos == "ADP" and self.tokens[k].text.lower() not in MEASURES:
            phrase.prep, phrase.prep_index = key(self.tokens[k].lemma), k
            allowed = GOVERNED.get(phrase.prep, ())
            if (phrase.prep, self.tokens[phrase.head].lemma) in COMPOUND and phrase.parts and phrase.parts[0].parent is phrase:
                inner = phrase.parts[0]  # «в адрес комбината»: the preposition is all of «в адрес»
                inner.prep, inner.prep_index, inner.parent, inner.case = f"{phrase.prep}_{self.tokens[phrase.head].lemma}", phrase.prep_index, None, "gen"
            if phrase.prep in ("в", "во", "на") and phrase.counted:
                allowed = ("acc", "loc")  # «на 1,75 млрд рублей»
            if phrase.prep in ("в", "во", "на") and phrase.type == "LOC" and not is_known(self.tokens[phrase.head].text):
                phrase.cases |= {"acc", "loc"}  # «в Улангом»: the dictionary does not know every town
            if allowed and phrase.case not in allowed:
                phrase.case = next((c for c in allowed if c in phrase.cases), phrase.case)
        elif phrase.case == "loc" and "dat" in phrase.cases:
            phrase.case = "dat"  # there is no locative without a preposition

    def is_finite(self, i: int) -> bool:
        """Whether a token is a finite verb."""
        return 0 <= i < len(self.tokens) and self.tokens[i].pos == "VERB" and self.tokens[i].feats.form == "fin"

    def join(self, tops: list[Phrase]) -> None:
        """«А, Б и В»: phrases with nothing but separators between them share the first one's marking."""
        for left, right in pairwise(tops):
            start = right.prep_index if right.prep_index > 0 else right.first
            between = [t.text.lower() for t in self.tokens[left.last : start]]
            if not between or len(between) > 3 or not all(b in SEPARATORS for b in between):
                continue
            places = {left.prep, right.prep} <= IN_PLACES and left.case == right.case and left.type != "LOC"  # «на МТЗ и в парке»
            if (right.prep and right.prep != left.prep and not places) or self.tokens[right.head].lemma in RELATIVE:
                continue
            if between == [","] and left.case == "acc" and "acc" not in right.cases and self.tokens[max(0, left.first - 1)].feats.form == "conv":
                continue  # «посетив комбинат, министр отправился»
            if left.counted and not right.counted and "," in between and (right.type or "organization" in classes_of(self.tokens[right.head].lemma)):
                continue  # «до 40 тонн мяса, предприятия подтверждают»
            if between == [","] and left.case == right.case == "nom" and self.is_finite(left.first - 1) and self.is_finite(right.last):
                continue  # «подписал облисполком, область закрепила»
            post = "post" in classes_of(self.tokens[right.head].lemma)
            if left.person is not None and left.type == "PER" and between == [","] and right.person is None and post:
                continue
            if left.prep in ("по", "согласно") and not right.prep and self.tokens[left.head].lemma in SOURCES:
                continue  # «по его словам, российские компании участвуют»
            common = left.cases & right.cases
            if not common or (left.case and right.case and left.case != right.case and not {left.case, right.case} & common):
                continue
            if "а" in between and "также" not in between and left.prep and not right.prep:
                continue  # «ездил в Гянджу, а комбинат принимает сок»
            if left.prep and not right.prep and between == [","] and self.tokens[left.head].lemma in PARENTHETIC:
                continue  # «в свою очередь, комбинат поставляет»
            if left.prep and not right.prep and left.case and left.case not in right.cases:
                continue  # «нужно до 60 тысяч, питомники готовы»: a preposition reaches no further than its case
            if left.prep and not right.prep and right.type == "QUOTE" and left.type not in ("QUOTE", "ORG") and left.quote is None:
                continue  # «по его словам, «Заря» отказалась»
            if "," in between and len(between) > 1 and right.type in ("ORG", "QUOTE") and left.type == "" and left.quote is None and left.case == "gen":
                continue  # «ООО «Кама», один из изготовителей, и ТОО «Су»: an apposition ends before «и»
            if ";" in between and ((right.case == "nom" and left.case != "nom") or (left.prep and not right.prep)):
                continue  # «тариф на перевалку; договор подпишут»
            right.conjunct_of = left
            if not right.prep:
                right.prep = left.prep
            if left.case in right.cases:
                right.case = left.case


SOURCES = {"слово", "данные", "информация", "мнение", "оценка", "сообщение", "сведение", "расчет", "прогноз", "версия", "итог", "результат", "подсчет", "план"}
NAMED = {"QUOTE", "ORG"}
OBLIQUE = {"gen", "dat", "ins", "loc"}
PARENTHETIC = {"очередь", "частность", "целое", "итог", "результат", "время", "связь", "год", "сожаление", "слово", "мнение", "оценка", "момент", "счет"}
PAPERS = {"соглашение", "меморандум", "договор", "протокол", "декларация", "документ", "контракт"}
PAPER_SIDES = {"сторона", "участник", "страна", "редакция", "версия", "копия", "церемония", "автор", "подписант"}
VOWELS = "аеёиоуыэюя"
IN_PLACES = {"в", "во", "на"}
COMPOUND = {
    ("в", "адрес"), ("по", "заказ"), ("в", "интерес"), ("для", "нужда"), ("на", "нужда"), ("со", "сторона"), ("при", "участие"), ("с", "помощь"),
    ("в", "пользу"), ("при", "поддержка"), ("за", "счет"), ("от", "имя"), ("в", "обмен"), ("на", "рынок"), ("на", "полка"), ("на", "полок"), ("на", "прилавок"),
    ("на", "улица"), ("на", "стройка"), ("в", "магазин"), ("в", "столица"), ("на", "территория"), ("на", "база"), ("в", "дар"), ("в", "аренда"),
}  # fmt: skip
MEASURES = {"т", "г", "м", "л", "ц", "кг", "км"}
TIMES = {
    "зима",
    "весна",
    "лето",
    "осень",
    "год",
    "месяц",
    "неделя",
    "утро",
    "вечер",
    "день",
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
}
TIMES |= {"сентябрь", "октябрь", "ноябрь", "декабрь", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"}
CURRENCIES = {"рубль", "доллар", "евро", "тенге", "юань", "сом", "сум", "дирхам", "драм", "манат", "лира", "рупия", "тугрик", "гривна", "риал", "руб"}
ONE = {"один", "одна", "одно", "одного", "одному", "одним", "одном", "одной", "одну"}
POSSESSIVES = {"его", "ее", "её", "их"}
PRONOUNS = {"он", "она", "оно", "они", "мы", "я", "который", "кто"}
RELATIVE = {"который", "кто", "что", "чей"}
CONTINUING = {"и", ",", "("}
SEPARATORS = {",", "и", "а", "также", "или", ";", "плюс"}
MISSIONS = {
    "посол", "консул", "генконсул", "торгпред", "представитель", "полпред", "атташе", "поверенный",
    "посольство", "консульство", "генконсульство", "торгпредство", "представительство",
}  # fmt: skip
MANAGING = {"заведующий": "ins", "управляющий": "ins", "командующий": "ins", "исполняющий": "acc"}
ADDRESSES = {"госпожа", "господин", "товарищ", "г-н", "г-жа", "доктор", "профессор"}
FIELDED = {"министр", "замминистр", "замминистра", "вице-министр", "экс-министр", "министерство", "комитет", "департамент", "управление", "главк"}
BODIES = {"post", "group", "organization", "government", "place_noun", "event", "document", "trip"}
UNLED = {"правительство", "парламент", "мэрия", "министерство", "облисполком", "горисполком", "акимат", "посольство", "обладминистрация"}
NAMED_BY_PLACE = {"порт", "аэропорт", "станция", "терминал", "погранпереход"}
GOVERNED = {
    "с": ("ins", "gen", "acc"),
    "со": ("ins", "gen", "acc"),
    "между": ("ins", "gen"),
    "перед": ("ins",),
    "над": ("ins",),
    "под": ("ins", "acc"),
    "близ": ("gen",),
    "около": ("gen",),
    "после": ("gen",),
    "среди": ("gen",),
    "против": ("gen",),
    "за": ("acc", "ins"),
    "к": ("dat",),
    "ко": ("dat",),
    "по": ("dat", "loc", "acc"),
    "в": ("loc", "acc"),
    "во": ("loc", "acc"),
    "на": ("loc", "acc"),
    "о": ("loc",),
    "об": ("loc",),
    "при": ("loc",),
    "из": ("gen",),
    "от": ("gen",),
    "до": ("gen",),
    "для": ("gen",),
    "у": ("gen",),
    "через": ("acc",),
    "без": ("gen",),
}


def _bodiless(lemma: str) -> bool:
    """Whether a noun can bear no firm's name: «открытие «Узора», «выручка «Узора»."""
    kinds = classes_of(lemma)
    return "no_body" in kinds or (not kinds and lemma.endswith(("ние", "тие", "ость")))


def _governs(prep: str, kinds: Set[str], lemma: str) -> bool:
    """Which prepositions belong to the noun itself: «посол в Армении», «комитет по экспорту», «делегация из Бреста»."""
    if prep in ("из", "от"):
        return bool(kinds & {"organization", "group", "post", "government"})
    if prep in ("под", "близ", "возле"):
        return bool(kinds & {"organization", "group"})
    if prep == "при":
        return bool(kinds & {"post", "government"})  # «полпред Коми при Президенте РФ»
    if prep == "по":
        return bool(kinds & {"post", "government"}) or lemma in ("группа", "центр", "предприятие", "завод", "холдинг", "фабрика")
    if prep in IN_PLACES:
        return lemma in MISSIONS
    return False
