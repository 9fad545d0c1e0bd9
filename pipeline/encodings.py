"""Bytes to text: which encoding, and is the result text at all.

Order: byte order mark, strict UTF-8, UTF-16 without a mark, UTF-8 with a scratch, then what reads most like Russian among
the old code pages and the declared encoding, and at last the statistical detector, for anything else.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CODE_PAGES = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"OggS")
SAMPLE = 1 << 16
MAX_GARBAGE = 0.005  # one broken character in two hundred
READS_WELL = 0.55

# In the right code page Russian comes out as words of lower-case letters with at most the first one capital; in a wrong
# one as capitals inside words («оПХБЕР»), box-drawing lines, letters of other alphabets and inside Latin words («visitй»).
LOWER_WORD = re.compile(r"(?<![A-Za-zА-Яа-яЁё])[А-ЯЁ]?[а-яё]+(?![A-Za-zА-Яа-яЁё])")
UPPER_WORD = re.compile(r"(?<![A-Za-zА-Яа-яЁё])[А-ЯЁ]{2,}(?![A-Za-zА-Яа-яЁё])")
CYRILLIC = re.compile("[А-Яа-яЁё]")
FREQUENT = re.compile("[оеаинтсрвлОЕАИНТСРВЛ]")
NOT_ASCII = re.compile(r"[^\x00-\x7f«»“”„‘’–—…№\xa0•©§°±]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was decoded from; or, where `problem` is set, a reject code and its reason in words."""

    text: str
    encoding: str
    problem: str | None = None
    detail: str = ""


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Bytes in, text and encoding out: b"\\x8f\\xa5\\xad\\xa7\\xa0" → Decoded("Пенза", "cp866").

    `declared` is what an HTML meta tag, an HTTP header or a person says; it is believed when the bytes agree with it.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), encoding)
    if data.startswith(MAGIC):
        return Decoded("", "", "binary", "a binary file, not text; give its text as txt, html or a table")
    wide = _utf16_without_mark(data[:SAMPLE])
    if wide:
        return _checked(data.decode(wide, "replace"), wide)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_old(data, declared)


def sound(text: str) -> str:
    """Text in, text of the same length out, without what tables and parsers choke on: a NUL → space, a lone surrogate → U+FFFD."""
    if CONTROL.search(text):
        text = CONTROL.sub(" ", text)
    return LONE_SURROGATE.sub("\ufffd", text) if LONE_SURROGATE.search(text) else text


def plausible(text: str) -> float:
    """Text in, how much it reads like Russian out, 0 to 1: «привет» → 1.0, «ОПХБЕР» (the same word in a wrong code page) → 0.75."""
    foreign = len(NOT_ASCII.findall(text))
    letters = len(CYRILLIC.findall(text))
    if not foreign or not letters:
        return 0.0
    lower = sum(map(len, LOWER_WORD.findall(text)))
    upper = sum(map(len, UPPER_WORD.findall(text)))
    common = len(FREQUENT.findall(text)) / letters
    return min(1.0, (lower + 0.9 * upper) / foreign) * min(1.0, common / 0.6)


def known(label: str | None) -> str | None:
    """A charset label in, Python's name for it or None out: "windows-1251" → "cp1251", "utf8; q=1" → "utf-8"."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip(" \"';").split(";")[0]).name
        codecs.decode(b"a", name).encode()  # «rot13» and «hex» are codecs too, but no encodings of text
    except (LookupError, ValueError, AttributeError, TypeError):
        return None
    return name


def _checked(text: str, encoding: str) -> Decoded:
    controls = len(CONTROL.findall(text))
    broken = text.count("\ufffd")
    allowed = max(3.0, len(text) * MAX_GARBAGE)
    if controls > allowed:
        return Decoded("", encoding, "binary", f"{controls} control characters in {len(text)}: this is no text; give txt, html or a table")
    if broken > allowed or (broken and broken * 4 > len(text)):
        return Decoded("", encoding, "undecodable", f"{broken} of {len(text)} characters are broken in {encoding}; save the file as UTF-8")
    return Decoded(sound(text), encoding)


def _utf16_without_mark(sample: bytes) -> str | None:
    """In UTF-16 every second byte of Russian text is 04, 00 or 20 (letters, ASCII, dashes and quotes)."""
    sample = sample[: len(sample) & ~1]
    if len(sample) < 8:
        return None
    odd, even = (sum(map(half.count, (b"\x00", b"\x04", b"\x20"))) * 2 / len(sample) for half in (sample[1::2], sample[0::2]))
    if odd > 0.95 and even < 0.6:
        return "utf-16-le"
    return "utf-16-be" if even > 0.95 and odd < 0.6 else None


def _decode_old(data: bytes, declared: str | None) -> Decoded:
    """Not UTF-8 as it stands: try every other way and keep what reads best."""
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    if broken * 10 <= sum(char > "\x7f" for char in repaired) - broken:
        return _checked(repaired, "utf-8")
    sample = data[:SAMPLE]
    named = known(declared)
    if named in ("utf-8", "utf-16", "utf-32"):
        named = None
    # Where two read equally well (a text of small letters only), the declared one and then the more usual one wins.
    pages = CODE_PAGES if named is None else (named, *(page for page in CODE_PAGES if page != named))
    score, encoding = max(((plausible(sample.decode(page, "replace")), page) for page in pages), key=lambda pair: pair[0])
    if score < READS_WELL:
        encoding = named or _detected(data) or ""
    if not encoding or (encoding in CODE_PAGES and score < READS_WELL):
        return Decoded("", "", "undecodable", "no encoding makes Russian text of these bytes; save the file as UTF-8")
    return _checked(data.decode(encoding, "replace"), encoding)


def _detected(data: bytes) -> str | None:
    from resiliparse.parse.encoding import detect_encoding

    name = known(detect_encoding(data, max_len=SAMPLE, html5_compatible=False))
    return "cp1252" if name == "iso8859-1" else name
