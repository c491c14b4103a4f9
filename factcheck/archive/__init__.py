"""The archive: published articles and what they state, in one SQLite file or on a PostgreSQL server."""
