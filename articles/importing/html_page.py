"""placeholder"""

from articles.importing.plain_text import read_plain_text as read_html_page

__all__ = ["read_html_page"]
