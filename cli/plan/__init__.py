"""`joblab plan`: what Lambda would do under traffic that nobody has yet."""
