"""From tool results to the answer, in Markdown. It holds no figure: in braces stands which cell the server puts there.

`tables` reads the tools' text back; a `Subject` names the cells of one result, a `Result` knows what is in them, for
where the words depend on it.
"""
