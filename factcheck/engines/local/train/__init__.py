"""The recipe of the entailment model: data, synthetic edits, training, export, figures: `python -m factcheck.engines.local.train`."""
