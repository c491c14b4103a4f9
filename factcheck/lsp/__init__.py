"""The language server: what a check tells of the articles that are open in an editor, while they are written."""
