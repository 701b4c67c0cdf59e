"""What the review adds up to: statistics, a map of sources and claims, a timeline."""
