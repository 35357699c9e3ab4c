"""The newsroom's tables: everything here is private."""

from articles.models.article import Article, State
from articles.models.assignment import Assignment
from articles.models.autosave import Autosave
from articles.models.comment import Comment
from articles.models.contribution import Contribution, CreditRole, Role
from articles.models.imported_file import ImportedFile
from articles.models.incoming_file import IncomingFile, Stage
from articles.models.message import MailChoice, Mails, MailState, Message
from articles.models.override import Override
from articles.models.placement import Placement
from articles.models.presence import Presence
from articles.models.reference import Reference
from articles.models.revision import Revision
from articles.models.rights_notice import RightsNotice
from articles.models.saved_filter import SavedFilter

__all__ = [
    "Article",
    "Assignment",
    "Autosave",
    "Comment",
    "Contribution",
    "CreditRole",
    "ImportedFile",
    "IncomingFile",
    "MailChoice",
    "MailState",
    "Mails",
    "Message",
    "Override",
    "Placement",
    "Presence",
    "Reference",
    "Revision",
    "RightsNotice",
    "Role",
    "SavedFilter",
    "Stage",
    "State",
]
