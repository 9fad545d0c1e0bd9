"""What made the rows: a short text that changes with the code, the rules, the data files and the libraries that decide them.

Modules that were compiled do not count: their sources lie beside them, and both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from importlib import resources
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable

PACKAGES = ("schemas", "pipeline", "extractors")
NOT_READ = (".", "__pycache__")
LIBRARIES = ("natasha", "slovnet", "navec", "razdel", "pymorphy3", "pymorphy3-dicts-ru", "Resiliparse", "FastWARC", "pyarrow")


def fingerprint(*options: object, packages: Sequence[str] = PACKAGES) -> str:
    """The options of a run → 16 hex digits; equal when the same input must give the same rows."""
    digest = blake2b(repr(options).encode(), digest_size=8)
    for package in packages:
        for path, file in _files(resources.files(package), package):
            digest.update(path.encode() + b"\0" + file.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {_version(library)}".encode())
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.startswith(NOT_READ) or entry.name.endswith(tuple(EXTENSION_SUFFIXES)):
            continue
        if entry.is_dir():
            yield from _files(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
