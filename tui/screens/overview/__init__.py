"""What the review adds up to: statistics, the map, the timeline, saved searches."""
