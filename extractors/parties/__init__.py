"""Parties of rows: when two are one, whose codes they bear, under which identifier they go."""
