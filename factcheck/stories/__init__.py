"""Chooses which claims to compare, and why."""
