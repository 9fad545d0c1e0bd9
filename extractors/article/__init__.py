"""The state of an article: what it has told so far, who speaks, which trip or occasion is under way."""
