"""Word processors' files (.docx, .odt): opened by strangers' hands, so read in a bounded process.

``articles.importing.office.child`` starts the process, ``program`` is what it runs; all other
modules here are loaded there only. They know no Django, no database and no secret.
"""
