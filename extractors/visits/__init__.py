"""Visits: who goes where, and who receives whom."""
