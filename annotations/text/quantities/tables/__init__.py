"""What units and currencies there are, with their signs, names and factors."""
