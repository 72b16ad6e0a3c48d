"""`joblab eval`: how good the answers are."""
