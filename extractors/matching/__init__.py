"""Rules over sentences: their notation, what sets them off, and what fills their slots."""
