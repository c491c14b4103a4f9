"""Shows a run in each of its forms."""
