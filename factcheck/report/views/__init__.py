"""What the pages show, as plain values: pure functions from a run to them, for the HTML report and for any other face."""
