"""Mentions: noun phrases as possible parties, with type, nominative name, post and place."""
