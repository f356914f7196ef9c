"""Text: normalisation with an offset map, words, sentences with spans."""
