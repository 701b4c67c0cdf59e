"""Review: what the sources say, side by side. Pure functions of records; nothing here reads, writes or draws."""
