"""Scores labelled packs."""
