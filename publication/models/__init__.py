"""The serial, by noun."""

from publication.models.disclaimer import Disclaimer, DisclaimerEdition, EditionIsFinal
from publication.models.issue import Issue
from publication.models.licence import Licence
from publication.models.publication import Publication
from publication.models.region import Region
from publication.models.section import ArticleType, Section
from publication.models.topic import Topic
from publication.models.tree import TreeNode

__all__ = [
    "ArticleType",
    "Disclaimer",
    "DisclaimerEdition",
    "EditionIsFinal",
    "Issue",
    "Licence",
    "Publication",
    "Region",
    "Section",
    "Topic",
    "TreeNode",
]
