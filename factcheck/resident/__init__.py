"""The resident core: what has been read stays read, so that a check after a change takes only what the change takes."""
