"""`joblab package`: the zip that Lambda receives."""
