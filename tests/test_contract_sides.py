"""The choice of sides: the weightiest clue of each role, and nobody plays two roles."""

from __future__ import annotations

from extractors.contracts.clues import BESIDE, MARKED, SAID, Clue, choose
from schemas.match import Filler, Mention


def who(name: str, at: int) -> Filler:
    return Filler(Mention(0, at, at + 1, at, at * 10, at * 10 + 5, "nom", "sing", name=name), "child")


def test_the_weightiest_clue_wins() -> None:
    told = [Clue("suppliers", (who("Сура", 1),), MARKED, "case"), Clue("suppliers", (who("Волга", 4),), SAID, "said")]
    assert [f.mention.name for f in choose(told, set()).of("suppliers")] == ["Волга"]


def test_nobody_plays_two_roles() -> None:
    told = [Clue("suppliers", (who("Сура", 1),), MARKED, "case"), Clue("customers", (who("Сура", 1),), SAID, "said")]
    chosen = choose(told, set())
    assert (chosen.of("suppliers"), [f.mention.name for f in chosen.of("customers")]) == ([], ["Сура"])
    assert chosen.why() == {"customers": "said"}


def test_who_is_vetoed_leaves_the_role_to_others() -> None:
    told = [Clue("customers", (who("порт", 1),), MARKED, "case"), Clue("customers", (who("Иран", 5),), BESIDE, "behind")]
    assert [f.mention.name for f in choose(told, {1}).of("customers")] == ["Иран"]


def test_a_sure_side_takes_the_role_that_is_left() -> None:
    told = [Clue("customers", (who("Томск", 1),), MARKED, "a side", either=True), Clue("customers", (who("Перу", 5),), SAID, "a dative")]
    chosen = choose(told, set())
    assert [[f.mention.name for f in chosen.of(role)] for role in ("suppliers", "customers")] == [["Томск"], ["Перу"]]
