"""The engines, and the table that names them."""
