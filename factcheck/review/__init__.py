"""The review of findings by editors: one session core with two faces, a terminal's and a browser's."""
