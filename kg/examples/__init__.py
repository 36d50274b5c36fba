"""The example article, what a careful reader takes from it, and the two programs that show what Parley makes of it."""
