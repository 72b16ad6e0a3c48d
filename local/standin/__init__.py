"""A rule-based stand-in for Claude, for demonstrations and tests. It answers what it understands whole.

The way of a question: tokens -> marks (a word with what it can mean) -> a Reading, in which every mark but the empty
words is a filter, a period or a cue -> a Plan, whose task says which cues it honours. What no step has used is named to
the reader instead of an answer. And back: result tables -> sentences, in which braces name the cells of the figures.

`words.tsv` holds the words of the language; what the database holds is told by its own values (`Vocabulary`).
"""
