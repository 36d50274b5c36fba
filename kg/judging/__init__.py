"""What people judge about a graph directory: found by the names they use, checked, written down, and explained."""
