"""Archives: what is in them and the bytes of one member, in bounded memory and never on disk.

A way into an archive is a tuple of steps, ("zip", 3) being the fourth member of a zip: small, picklable, and the same
bytes give the same steps on every machine. Members keep the order that they have in the archive.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any, NamedTuple

MAX_BYTES = 64 << 20  # of one member or file that has to be read whole
MAX_RATIO = 250  # news packs to a fifth, the most monotonous log to a hundredth; a bomb to a thousandth
MAX_DEPTH = 2
GRACE = 1 << 20
SHELF = 128 << 20  # of unpacked members waiting for their turn

ENDINGS = {
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar.gz",
    ".tar.gz": "tar.gz",
    ".tbz2": "tar.bz2",
    ".tbz": "tar.bz2",
    ".tar.bz2": "tar.bz2",
    ".txz": "tar.xz",
    ".tar.xz": "tar.xz",
    ".gz": "gz",
    ".bz2": "bz2",
    ".xz": "xz",
}
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError, RuntimeError)


class Step(NamedTuple):
    """One step into a container: ("tar.gz", 12) is the thirteenth entry of a packed tar; of a single packed file it is 0."""

    kind: str
    entry: int


@dataclass(frozen=True, slots=True)
class Member:
    """What a listing says of one member; `problem` is a reject code and a sentence."""

    name: str
    index: int
    size: int
    problem: tuple[str, str] | None = None


class TooLarge(Exception):
    """More came out than anything honest would hold."""


class Bounded(io.RawIOBase):
    """A stream that raises `TooLarge` once more than `limit` bytes have been read from it."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge("it unpacks to far more than its size allows, like an archive bomb; unpack it and look")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def kind_of(name: str) -> str | None:
    """A file name in, the kind of container that it says out, or None: "news.TGZ" → "tar.gz", "news.warc.gz" → None (WARC packs itself)."""
    lowered = name.lower()
    if lowered.endswith(".warc.gz"):
        return None
    return next((kind for ending, kind in sorted(ENDINGS.items(), key=lambda pair: -len(pair[0])) if lowered.endswith(ending)), None)


def inner_name(name: str) -> str:
    """The name of a single packed file in, of what is in it out: "2025.jsonl.gz" → "2025.jsonl"."""
    return name.rpartition(".")[0]


def kind_by_content(head: bytes) -> str | None:
    """The first bytes of a file without a telling name in, the kind of container out."""
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    if head.startswith(b"BZh"):
        return "bz2"
    if head.startswith(b"\xfd7zXZ\x00"):
        return "xz"
    return "tar" if head[257:262] == b"ustar" else None


def members(path: str, steps: tuple[Step, ...], kind: str) -> Iterator[Member]:
    """A file, the way into it and the kind of container that lies there in, its members out, in the archive's order.

    A broken archive yields what could be listed and then one member with a problem.
    """
    try:
        if kind == "zip":
            yield from _zip_members(_zip(path, _stamp(path), steps))
        else:
            yield from _tar_members(_tar_stream(path, steps, kind))
    except TooLarge as error:
        yield Member("", 0, 0, ("too_large", f"the archive is not read further: {error}"))
    except (*BROKEN, OSError) as error:
        yield Member("", 0, 0, ("bad_archive", f"the archive cannot be read (further): {error}; pack it again as zip or tar.gz"))


def open_member(path: str, steps: tuple[Step, ...]) -> IO[bytes]:
    """A file and the way into it in, a stream of bytes out: () is the file itself."""
    if not steps:
        return open(path, "rb")
    *before, (kind, index) = steps
    outer = tuple(before)
    if kind == "zip":
        archive = _zip(path, _stamp(path), outer)
        info = archive.infolist()[index]
        return archive.open(info)
    if kind.startswith("tar"):
        return _tar_cursor(path, _stamp(path), outer, kind).open(index)
    return io.BufferedReader(_unpacked(open_member(path, outer), kind, _size(path, outer)))


def read_member(path: str, steps: tuple[Step, ...], limit: int = MAX_BYTES) -> bytes:
    """A file and the way into it in, all its bytes out; `TooLarge` above the limit."""
    with open_member(path, steps) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"more than {limit >> 20} MiB; split it, or give it as jsonl, csv or parquet")
    return data


def _stamp(path: str) -> tuple[int, int]:
    """What tells a changed file from the one opened before."""
    status = os.stat(path)
    return status.st_mtime_ns, status.st_size


def _size(path: str, steps: tuple[Step, ...]) -> int:
    return os.stat(path).st_size if not steps else MAX_BYTES // 64


def _unpacked(stream: IO[bytes], kind: str, packed: int) -> Bounded:
    unpack: dict[str, Callable[[IO[bytes]], Any]] = {"gz": lambda packed: gzip.GzipFile(fileobj=packed), "bz2": bz2.BZ2File, "xz": lzma.LZMAFile}
    way = unpack.get(kind.rpartition(".")[2])
    return Bounded(way(stream) if way else stream, MAX_BYTES + packed * MAX_RATIO)


@lru_cache(maxsize=4)
def _zip(path: str, stamp: tuple[int, int], steps: tuple[Step, ...]) -> zipfile.ZipFile:
    """Opened archives are kept: reading the table of a hundred thousand members once per member would never end."""
    return zipfile.ZipFile(io.BytesIO(read_member(path, steps)) if steps else path)


def _zip_members(archive: zipfile.ZipFile) -> Iterator[Member]:
    for index, info in enumerate(archive.infolist()):
        if not info.is_dir():
            yield Member(_zip_name(info), index, info.file_size, _zip_problem(info))


def _zip_problem(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if info.flag_bits & 1:
        return "encrypted_archive", "the member is locked with a password; pack it again without one"
    if info.file_size > GRACE + info.compress_size * MAX_RATIO:
        return "too_large", f"{info.compress_size} bytes would unpack to {info.file_size}, like an archive bomb; unpack it and look"
    return None


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Windows wrote Russian member names in cp866 and said nothing of it: «Åá¡ºá.txt» → «Пенза.txt»."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")


def _tar_stream(path: str, steps: tuple[Step, ...], kind: str) -> tarfile.TarFile:
    stream = _unpacked(open_member(path, steps), kind, _size(path, steps))
    return tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape")


def _tar_members(archive: tarfile.TarFile) -> Iterator[Member]:
    with archive:
        index = 0
        while (info := _next(archive)) is not None:
            if info.isfile():
                yield Member(info.name, index, info.size)
            elif not info.isdir():
                yield Member(info.name, index, 0, ("unsupported", "a link or a device inside an archive; pack the file that it stands for"))
            index += 1


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    info = archive.next()
    archive.members.clear()  # type: ignore[attr-defined]  # it would remember every member of a long archive
    return info


class _TarCursor:
    """Reads members of a packed tar. In the archive's order that is one pass; members passed over on the way to a later one
    are kept, as far as `SHELF` goes, because unpacking everything again for each of them would never end."""

    def __init__(self, path: str, steps: tuple[Step, ...], kind: str) -> None:
        self._way = (path, steps, kind)
        self._archive = _tar_stream(*self._way)
        self._next = 0
        self._last = (-1, b"")
        self._kept: dict[int, bytes] = {}
        self._room = SHELF

    def open(self, index: int) -> IO[bytes]:
        if index == self._last[0]:  # a reader looks at the beginning first and then reads
            return io.BytesIO(self._last[1])
        if index in self._kept:
            self._last = (index, self._kept.pop(index))
            self._room += len(self._last[1])
            return io.BytesIO(self._last[1])
        if index < self._next:
            self._archive.close()
            self._archive, self._next = _tar_stream(*self._way), 0
        while self._next < index:
            self._keep(self._step())
        info = self._step()
        if info.size <= MAX_BYTES:
            self._last = (index, _content(self._archive, info).read())
            return io.BytesIO(self._last[1])
        archive = _tar_stream(*self._way)  # a long table: it gets a stream of its own, so that others can be opened meanwhile
        for _ in range(index):
            _next(archive)
        return _content(archive, _next(archive) or info)

    def _step(self) -> tarfile.TarInfo:
        info = _next(self._archive)
        if info is None:
            raise EOFError("the archive has become shorter")
        self._next += 1
        return info

    def _keep(self, info: tarfile.TarInfo) -> None:
        if info.isfile() and info.size <= min(self._room, MAX_BYTES) and self._next - 1 not in self._kept:
            self._kept[self._next - 1] = _content(self._archive, info).read()
            self._room -= info.size


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise ValueError("not a file")
    return stream


@lru_cache(maxsize=2)
def _tar_cursor(path: str, stamp: tuple[int, int], steps: tuple[Step, ...], kind: str) -> _TarCursor:
    return _TarCursor(path, steps, kind)
