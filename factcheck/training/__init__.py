"""How the embedded weights are made: data, planting, fitting, export, figures: `python -m factcheck.training`."""
