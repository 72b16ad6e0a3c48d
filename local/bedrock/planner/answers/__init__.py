"""From tool results to the answer, in Markdown; every figure is in the results, or computed from them."""
