"""Agreements: who commits to what with whom."""
