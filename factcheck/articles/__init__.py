"""Reads files, folders, globs and standard input into articles, and cuts articles into sentences."""
