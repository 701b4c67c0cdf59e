"""The ledger of figures: what the sources say in numbers, compared by value."""
