"""Shared parts of the commands: their context, their target, their jumps."""
