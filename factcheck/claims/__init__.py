"""Turns parsed sentences into typed claims, and proves that each stands in its article."""
