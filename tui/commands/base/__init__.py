"""What commands share: the context that they are given, their target, where they go."""
