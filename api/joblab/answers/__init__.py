"""Answers whose figures the server puts in.

In go a text of the model's with placeholders in braces (`{A3}`, `{germany.total}`, `{A1/A.total %}`) and the sheets of
its turn (tools/sheet.py). Out comes the text for people, and for every figure the cell or the formula that it is.
A value goes through `formula` (what a placeholder stands for, units checked), `wording` (how it is written), `filler`
(the text, as it streams) and `check` (digits that the model wrote itself); `grounding` is what is told of it.
"""
