"""Ask the graph: SPARQL with a time limit, saved questions, and cards of single things."""
