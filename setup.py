"""`SVYAZI_COMPILE=1 pip install .` compiles the modules that take the time, with mypyc; all else is said in pyproject.toml.

Without the variable nothing is compiled and no compiler is asked for. A wheel has the sources in both cases; where a compiled module lies
beside its source, Python takes the compiled one. So a checkout never gets any, not even from `SVYAZI_COMPILE=1 pip install -e .`. What is compiled is not quite what people read: `native.py`.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = Path(__file__).parent
SLOW = (
    *("schemas/document.py", "schemas/match.py", "schemas/values.py", "extractors/**/[!_]*.py", "pipeline/clean*.py", "pipeline/dates*.py", "pipeline/num*.py"),
    *("pipeline/places*.py", "pipeline/retag*.py", "pipeline/engines/packed_tokens.py", "pipeline/engines/tags.py", "pipeline/engines/trees.py"),
    *(f"pipeline/{name}.py" for name in ("abbreviations", "bounds", "changes", "currencies", "digits", "gate", "gazetteer", "growth", "memo", "money")),
    *(f"pipeline/{name}.py" for name in ("morphology", "nouns", "quantities", "wraps")),
)
PACKAGES = ("schemas", "pipeline", "extractors")
WANTED = os.environ.get("SVYAZI_COMPILE", "0") not in ("", "0")
CORES = os.cpu_count() or 1
# Modules call each other directly, not through the table for what other libraries may replace.
OWN_FIRST = ["-Wl,-Bsymbolic"] if sys.platform == "linux" else []


class BuildInParallel(build_ext):
    """As setuptools does it, but with all cores also for the many C files of one extension."""

    def finalize_options(self) -> None:
        super().finalize_options()
        self.parallel = self.parallel or CORES

    def build_extension(self, ext: Extension) -> None:
        def compiled(source: str) -> list[str]:
            options = {"include_dirs": ext.include_dirs, "extra_postargs": ext.extra_compile_args, "depends": ext.depends}
            made: list[str] = self.compiler.compile([source], output_dir=self.build_temp, **options)
            return made

        with ThreadPoolExecutor(CORES) as pool:
            ext.extra_objects = [made for some in pool.map(compiled, ext.sources) for made in some]
        ext.sources = []
        super().build_extension(ext)


def extensions() -> list[Extension]:
    """What is compiled when a wheel is made. Types are checked by `make check`; here they only have to be known."""
    if not WANTED or "bdist_wheel" not in sys.argv:
        return []
    sys.path.insert(0, str(ROOT))
    from mypyc.build import mypycify

    from native import prepare

    slow = sorted({file.relative_to(ROOT).as_posix() for pattern in SLOW for file in ROOT.glob(pattern)})
    files = [file.relative_to(ROOT).as_posix() for file in prepare(ROOT, ROOT / "build" / "native", PACKAGES, slow)]
    found: list[Extension] = mypycify(
        ["--config-file=", "--ignore-missing-imports", *files], opt_level="1", debug_level="0", multi_file=True, group_name="svyazi"
    )
    for extension in found:
        extension.extra_link_args += OWN_FIRST
    return found


def compiler() -> list[str]:
    """mypyc and what it needs, as locked: pip gets it for the build."""
    names = ("mypy==", "mypy-extensions==", "librt==")
    lock = ROOT / "requirements-dev.lock"
    return [line for line in lock.read_text(encoding="utf-8").splitlines() if line.startswith(names)] if lock.exists() else ["mypy"]


setup(cmdclass={"build_ext": BuildInParallel}, ext_modules=extensions(), setup_requires=compiler() if WANTED else [])
