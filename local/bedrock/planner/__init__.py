"""A deterministic planner in the place of Claude: it reads questions about job postings by rules and vocabulary.

The way of a question: tokens -> English words, spelt right -> tags (vocabulary, dates) -> a Reading (what was said)
-> a Query (what to look up) -> tool calls; and back: result tables -> sentences, in which braces name the cells that
figures stand in. Pure functions throughout; the vocabulary is in `data/`.
"""
