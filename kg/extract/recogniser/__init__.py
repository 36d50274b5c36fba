"""A recogniser of names trained on world news, in place of the one of the default spaCy pipeline.

How it was made, and what it scores, is in `training/names/README.md`.
"""
