"""A function's answers, remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A function's answers, remembered: `memo[key]`. A full memory is emptied, so it never holds more than `size`."""

    __slots__ = ("function", "size")

    def __init__(self, function: Callable[[Key], Value], size: int) -> None:
        super().__init__()
        self.function = function
        self.size = size

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self.size:
            self.clear()
        value = self[key] = self.function(key)
        return value
