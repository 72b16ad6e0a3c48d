"""`joblab questions` and `joblab usage`: what people ask, for the owner of the database."""
