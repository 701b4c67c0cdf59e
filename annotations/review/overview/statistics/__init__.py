"""Statistics of a library: tables of counts, each with the records that it counts. Pure functions of records."""
