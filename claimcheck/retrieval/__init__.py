"""Retrieval: from folders of articles to an index on disk, and from a text to its evidence.

`index.build` writes an index, `search.Index` answers from it; `holdings` tells what it has. Below
them: `encoder` makes vectors, `store` keeps articles and sentences, `embeddings` the vectors by
content, `vectors` searches them, `lexical` searches words, `generations` and `manifest` keep the
folder whole, `corpus` tells which files have changed.
"""
