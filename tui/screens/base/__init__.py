"""Base classes of the screens that open over the reading screen."""
