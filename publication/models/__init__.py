"""The serial, by noun."""

from publication.models.board import BoardMember
from publication.models.disclaimer import Disclaimer, DisclaimerEdition, EditionIsFinal
from publication.models.issue import Issue
from publication.models.licence import Licence
from publication.models.page import PlainPage
from publication.models.publication import Publication
from publication.models.region import Region
from publication.models.section import ArticleType, Section
from publication.models.topic import Topic
from publication.models.tree import TreeNode

__all__ = [
    "ArticleType",
    "BoardMember",
    "Disclaimer",
    "DisclaimerEdition",
    "EditionIsFinal",
    "Issue",
    "Licence",
    "PlainPage",
    "Publication",
    "Region",
    "Section",
    "Topic",
    "TreeNode",
]
