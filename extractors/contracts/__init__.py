"""Contracts: what goes from whom to whom, how much of it, for how much."""
