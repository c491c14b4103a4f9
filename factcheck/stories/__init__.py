"""Puts stories together: the articles of one affair, and which of their sentences are near each other."""
