"""Data files of our packages, parsed once and then kept as Python keeps compiled modules: beside them in `__pycache__`.

Parsing them takes a fifth of a second at every start, reading what was parsed a tenth of that. What is kept names the file's
content and the code that parsed it, so it is never out of date, and it has a checksum; where it is missing, does not fit or
cannot be written, the file is parsed.
"""

from __future__ import annotations

import marshal
import os
import sys
import tomllib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

DIGEST = 16


def toml(package: str, name: str) -> dict[str, Any]:
    """("pipeline", "units.toml") → what the file holds."""
    found: dict[str, Any] = parsed(package, name, tomllib.loads)
    return found


def parsed(package: str, name: str, parse: Callable[[str], Any]) -> Any:
    """A data file of a package and what makes plain values (lists, dicts, texts, numbers) of its text → these values."""
    file = files(package).joinpath(name)
    source = file.read_bytes()
    if not isinstance(file, Path):  # in an archive
        return parse(source.decode("utf-8"))
    key = blake2b(_code(parse.__module__) + source, digest_size=DIGEST).digest()
    place = Path(cache_from_source(str(file))).with_name(f"{file.name}.{sys.implementation.cache_tag}.data")
    known = _kept(place, key)
    if known is not None:
        return marshal.loads(known)
    values = parse(source.decode("utf-8"))
    if not sys.dont_write_bytecode:
        _keep(place, key, marshal.dumps(values))
    return values


@cache
def _code(module: str) -> bytes:
    """A module's name → its source, and which Python runs it. Where the module was compiled, its source lies beside it."""
    file = sys.modules[module].__file__
    if not file:
        return sys.version.encode()
    source = Path(file).with_name(f"{Path(file).name.split('.')[0]}.py")
    return sys.version.encode() + (source if source.exists() else Path(file)).read_bytes()


def _kept(place: Path, key: bytes) -> bytes | None:
    """What was kept under this key, whole; else None."""
    try:
        content = place.read_bytes()
    except OSError:
        return None
    head, values = content[: 2 * DIGEST], content[2 * DIGEST :]
    return values if head == key + _checksum(values) else None


def _keep(place: Path, key: bytes, values: bytes) -> None:
    """The file appears whole or not at all; where it cannot be written, nothing is lost but time."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        draft.write_bytes(key + _checksum(values) + values)
        draft.replace(place)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _checksum(values: bytes) -> bytes:
    return blake2b(values, digest_size=DIGEST).digest()
