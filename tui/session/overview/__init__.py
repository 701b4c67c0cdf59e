"""State and texts of the statistics, the map and saved searches."""
