"""Services: background work that runs beside the user."""
