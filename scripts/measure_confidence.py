"""Annotated articles in; out: extractors/confidence.toml, and the calibration table in docs/quality.md between its marks.

python scripts/measure_confidence.py
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractors.confidence import Weights, weighed, weights  # noqa: E402
from reports.calibrate import bins, brier, fit, folded, log_loss, predictions, ranked, rows_of, rule_counts, settled  # noqa: E402
from reports.corpus import judge_folder  # noqa: E402
from reports.evaluate import Judged, interval, total  # noqa: E402

APART = ("apart", "twins", "fresh")  # no rule is made from them: how often rows are right on new text is measured here
UNSEEN = (*APART, "check")  # nobody looks into these articles; only their totals are used
LATER = "rounds"  # written after the rules and annotated before they were run: what tells right rows from wrong ones is fitted on them
MARK, END = "<!-- measured: made by scripts/measure_confidence.py -->", "<!-- end of measured -->"
HEAD = """# Made by `make confidence` from annotated articles: how often each rule was right, by the weakest way in which a slot was found.
# "rule found" = [right, rows]. `weights` say what that share and the signs of a row are worth on articles written after the rules.
# extractors/confidence.py turns this into the column `confidence`.

"""


def known_corpora(root: Path) -> Sequence[tuple[str, Path, Path]]:
    """The project's folder → (name, annotation, articles) of every annotated corpus that is there: its own, and those beside the project."""
    beside, pools = root.parent / "shared", root / "tests" / "pools"
    all_of_them = [
        ("own", root / "tests" / "gold", root / "data" / "raw"),
        *((name, pools / name, pools / name / "articles") for name in ("prose", "varied", LATER, *APART)),
        ("seeds", beside / "gold" / "seeds", beside / "seeds"),
        ("dev", beside / "gold" / "dev", beside / "gold" / "dev" / "articles"),
        ("check", beside / "gold" / "check", beside / "gold" / "check" / "articles"),
    ]
    return [(name, gold, articles) for name, gold, articles in all_of_them if gold.is_dir() and articles.is_dir()]


def as_toml(counts: dict[str, tuple[int, int]], by: Weights) -> str:
    fitted = "".join(f"{name} = {weight}\n" for name, weight in by.items())
    return HEAD + f"[weights]\n{fitted}\n[rows]\n" + "".join(f'"{name}" = [{right}, {rows}]\n' for name, (right, rows) in counts.items())


def as_markdown(corpora: Sequence[tuple[str, Sequence[Judged]]]) -> str:
    """The figures per corpus, and how far confidence can be believed."""
    lines = ["| articles | fact P | fact R | fact F1 | 95 % interval | slot F1 |", "|---|---|---|---|---|---|"]
    for name, judged in corpora:
        facts, slots = total(judged, "facts")["all"], total(judged, "slots")["all"]
        low, high = interval(judged, "facts")
        lines.append(f"| {name} ({len(judged)}) | {facts.precision:.3f} | {facts.recall:.3f} | {facts.f1:.3f} | {low:.3f}–{high:.3f} | {slots.f1:.3f} |")
    known, later = parted(corpora)
    if not later:
        return "\n".join(lines)
    fitted, plain = predictions(known, later), predictions(known, later, plain=True)
    by = measured_weights(corpora)
    counts = rule_counts([*known, *later])
    apart = [(weighed(row.share, row.signs, by), row.right, row.rows) for article in kept_apart(corpora) for row in rows_of(article, counts)]
    lines += [
        "",
        f"On {', '.join(f'`{name}`' for name in APART)}:",
        "",
        "| confidence | rows | mean confidence | measured share of right rows |",
        "|---|---|---|---|",
    ]
    lines += [f"| {one.low:.1f}–{one.high:.1f} | {one.rows} | {one.predicted:.2f} | {one.measured:.2f} |" for one in bins(apart)]
    lines += ["", f"On `{LATER}`, predicted from other articles only:", "", "| | log loss | Brier score | right row above wrong row |", "|---|---|---|---|"]
    for name, some in (("the share of the rule alone", plain), ("weighed with the signs of the row", fitted)):
        lines.append(f"| {name} | {log_loss(some):.3f} | {brier(some):.3f} | {ranked(some):.2f} |")
    return "\n".join(lines)


def parted(corpora: Sequence[tuple[str, Sequence[Judged]]]) -> tuple[list[Judged], list[Judged]]:
    """All corpora → the articles that rules were made with, and the later ones; those of `UNSEEN` are in neither."""
    known = [article for name, judged in corpora if name not in (*UNSEEN, LATER) for article in judged]
    return known, list(dict(corpora).get(LATER, []))


def kept_apart(corpora: Sequence[tuple[str, Sequence[Judged]]]) -> list[Judged]:
    """The articles from which no rule is made."""
    return [article for name, judged in corpora if name in APART for article in judged]


def measured_weights(corpora: Sequence[tuple[str, Sequence[Judged]]]) -> Weights:
    """The signs fitted on the later articles, the base measured on those kept apart."""
    known, later = parted(corpora)
    if not later:
        return weights()
    counts = rule_counts([*known, *later])
    return settled(fit(folded(known, later)), [row for article in kept_apart(corpora) for row in rows_of(article, counts)])


def main() -> None:
    corpora = [(name, judge_folder(gold, articles=articles)) for name, gold, articles in known_corpora(ROOT)]
    known, later = parted(corpora)
    (ROOT / "extractors" / "confidence.toml").write_text(as_toml(rule_counts([*known, *later]), measured_weights(corpora)), encoding="utf-8")
    page = ROOT / "docs" / "quality.md"
    text = page.read_text(encoding="utf-8")
    made = f"{MARK}\n{as_markdown(corpora)}\n{END}"
    page.write_text(re.sub(f"{re.escape(MARK)}.*?{re.escape(END)}", lambda _: made, text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
