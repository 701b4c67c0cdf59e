"""Screens on which one of several things is chosen."""
