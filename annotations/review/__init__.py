"""Review: what the sources say, side by side. Pure functions of records without input, output or drawing."""
