"""The newsroom's tables: everything here is private."""

from articles.models.article import Article, State
from articles.models.autosave import Autosave
from articles.models.contribution import Contribution, CreditRole, Role
from articles.models.imported_file import ImportedFile
from articles.models.incoming_file import IncomingFile, Stage
from articles.models.override import Override
from articles.models.placement import Placement
from articles.models.presence import Presence
from articles.models.reference import Reference
from articles.models.revision import Revision
from articles.models.rights_notice import RightsNotice

__all__ = [
    "Article",
    "Autosave",
    "Contribution",
    "CreditRole",
    "ImportedFile",
    "IncomingFile",
    "Override",
    "Placement",
    "Presence",
    "Reference",
    "Revision",
    "RightsNotice",
    "Role",
    "Stage",
    "State",
]
