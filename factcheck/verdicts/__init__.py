"""Decides how two claims relate: typed values and interval logic."""
