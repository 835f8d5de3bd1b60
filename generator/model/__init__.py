"""What every room speaks of: sources, nodes, records, kinds and the values of their fields."""
