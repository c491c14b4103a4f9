"""Finds time expressions, what is tied to a moment, and when it expires."""

from factcheck.time.days import day_first
from factcheck.time.sensitivity import sensitivities
from factcheck.time.tagger import tag

__all__ = ["day_first", "sensitivities", "tag"]
