"""Notes to speech acts: the only room of spaCy, numpy and sentence-transformers."""
