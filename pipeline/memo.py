"""A function's answers, remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A function's answers, remembered: `memo[key]`. It holds at most `size` of them.

    When half of that was asked for, it becomes the older half, and what is not asked for again is forgotten with the next.
    """

    __slots__ = ("function", "older", "size")

    def __init__(self, function: Callable[[Key], Value], size: int) -> None:
        super().__init__()
        self.function = function
        self.size = size
        self.older: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        if 2 * len(self) >= self.size:
            self.older = dict(self)
            self.clear()
        value = self[key] = self.older[key] if key in self.older else self.function(key)
        return value
