"""Edits: what each change of claims, links and tags does to the records."""
