"""Map of sources and claims: its nodes and edges, the part of it that is drawn, and where that is drawn."""
