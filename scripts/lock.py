"""pyproject.toml in, requirements.lock and requirements-dev.lock out: exact versions that hold for every Python named.

    python scripts/lock.py python3.11 python3.12 python3.13

The locks are installed without dependency resolution, so they leave out what natasha asks for and nothing here uses:
pymorphy2 with its dictionary, unmaintained, whose place pymorphy3 has taken.
"""

from __future__ import annotations

import atexit
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"pymorphy2", "pymorphy2-dicts-ru", "docopt", "dawg-python"}
BUILD = ["setuptools"]  # builds the project itself, offline
HEAD = "# Made by `make lock` from pyproject.toml. Install with --no-deps.\n"

Pins = dict[str, str]


def resolve(python: str, requirements: list[str], fixed: Pins) -> Pins:
    """Requirements, and pins that must hold → {name: version} for one Python."""
    with tempfile.TemporaryDirectory() as folder:
        constraints, report = Path(folder, "constraints.txt"), Path(folder, "report.json")
        constraints.write_text(pinned(fixed))
        command = [python, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "-c", str(constraints), "--report", str(report)]
        subprocess.run([*command, *requirements], check=True)
        found = [entry["metadata"] for entry in json.loads(report.read_text())["install"]]
    return {normal(one["name"]): one["version"].split("+")[0] for one in found}


def newest_pip(python: str) -> str:
    """A Python → one of the same version whose pip is up to date: old ones lose some extras (`lxml[html_clean]`)."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    subprocess.run([python, "-m", "venv", folder], check=True)
    subprocess.run([f"{folder}/bin/python", "-m", "pip", "install", "--quiet", "--upgrade", "pip"], check=True)
    return f"{folder}/bin/python"


def normal(name: str) -> str:
    """«DAWG2_Python» → dawg2-python."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(pins: Pins) -> str:
    return "".join(f"{name}=={version}\n" for name, version in sorted(pins.items()))


def merged(by_python: dict[str, Pins]) -> str:
    """{python version: pins} → lines; what only some versions need gets a marker."""
    lines = []
    for name in sorted(set().union(*by_python.values()) - LEFT_OUT):
        wanting = [version for version, pins in by_python.items() if name in pins]
        pins = {by_python[version][name] for version in wanting}
        if len(pins) > 1:
            raise SystemExit(f"{name} has no version that suits every Python: {sorted(pins)}")
        marker = "" if len(wanting) == len(by_python) else " ; " + " or ".join(f'python_version == "{version}"' for version in wanting)
        lines.append(f"{name}=={pins.pop()}{marker}\n")
    return "".join(lines)


def main(pythons: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *BUILD]
    everything = [*needed, *project["optional-dependencies"]["dev"]]
    run: dict[str, Pins] = {}
    dev: dict[str, Pins] = {}
    fixed: Pins = {}
    for given in pythons:
        python = newest_pip(given)
        version = subprocess.check_output([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], text=True).strip()
        run[version] = resolve(python, needed, fixed)
        fixed |= run[version]
        dev[version] = resolve(python, everything, fixed)
        fixed |= dev[version]
    (ROOT / "requirements.lock").write_text(HEAD + merged(run), encoding="utf-8")
    (ROOT / "requirements-dev.lock").write_text(HEAD + merged(dev), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or [sys.executable])
