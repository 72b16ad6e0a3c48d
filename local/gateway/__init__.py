"""API Gateway (HTTP API) and Lambda on one machine; docs/local-cloud.md says how faithful they are."""
