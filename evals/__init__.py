"""How good the answers are: questions, what is right, and what a running JobLab says to them."""
