"""One fact, one row: what an article tells twice is joined."""
