"""Disputes: claims that contradict each other, and the sides that they take."""
