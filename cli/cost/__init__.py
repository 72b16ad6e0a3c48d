"""`joblab cost`: the bill."""
