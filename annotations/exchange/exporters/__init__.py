"""Exporters of postil's own, one module a format or a family of formats."""
