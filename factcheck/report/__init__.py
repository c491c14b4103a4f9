"""Shows a run: terminal and JSON."""
