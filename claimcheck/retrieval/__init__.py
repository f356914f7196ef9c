"""Retrieval: encoder, store, vectors, lexical index, search."""
