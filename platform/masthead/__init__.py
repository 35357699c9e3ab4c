"""The Django project: composition root of Masthead."""
