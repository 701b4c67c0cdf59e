"""Session: state of a sitting. No widgets."""
