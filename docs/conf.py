"""The site of these pages: `sphinx-build -W docs site`."""

project = "factcheck"
extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["conf.py"]
html_theme = "furo"
html_title = "factcheck"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_show_copyright = False
suppress_warnings = ["misc.highlighting_failure"]  # Mermaid and the console's report are shown as they are
