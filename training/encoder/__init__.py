"""Turns a public sentence encoder into the small folder that `framing.encoder` loads.

`q4` and `hub` read the two forms it is published in; both end in one `source.SourceModel`. `vocabulary` trims
it, `tokenizer` and `graph` write it down anew, `export` makes the folder.
"""
