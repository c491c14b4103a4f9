"""The rule catalogue, and what turns verdicts into findings."""
