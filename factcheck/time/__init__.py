"""Finds time expressions, what is tied to a moment, and when it expires."""
