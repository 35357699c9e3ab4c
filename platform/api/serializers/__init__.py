"""What the API's answers hold, field by field, declared from the Document.

They describe; the representations are made by ``renderings``, and a test holds both to the same
names at every level.
"""
