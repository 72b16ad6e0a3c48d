"""A stand-in for Amazon Bedrock: the Converse wire protocol, answered by a small deterministic planner."""
