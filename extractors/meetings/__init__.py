"""Meetings: who meets whom, one row per occasion."""
