"""The recipe of the entailment model: data, synthetic edits, training, export and figures; run it with `python -m factcheck.engines.local.train`."""
