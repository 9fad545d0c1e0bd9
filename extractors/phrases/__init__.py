"""Noun phrases: their words, case, parts and lists."""
