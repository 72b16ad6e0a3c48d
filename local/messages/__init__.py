"""The Anthropic Messages API behind Bedrock's Converse: a ConverseRequest goes in, Bedrock's stream events come out.

`model` asks the server, `request` and `reply` translate there and back, `ids` keeps the server's own ids of tool calls,
`errors` tells Bedrock's error for each of the server's, and `upstream` says which server.
"""
