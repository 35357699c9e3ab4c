"""The words around an article in English."""

from __future__ import annotations

from types import MappingProxyType

from record.document import Kind
from renderings.words import Words

ENGLISH = Words(
    language="en",
    by="By {names}",
    roles=MappingProxyType(
        {
            "translator": "Translated by {names}",
            "editor": "Edited by {names}",
            "interviewer": "Interview by {names}",
            "photographer": "Photographs by {names}",
            "illustrator": "Illustrations by {names}",
            "reviewer": "Reviewed by {names}",
        }
    ),
    other_role="{role}: {names}",
    separator=", ",
    last_separator=" and ",
    date="{day} {name} {year}",
    volume="Volume {}",
    number="number {}",
    title_after_issue="{}: {}",
    version="Version {}",
    note="Note {}",
    back="Back to the text, note {}",
    published="Published {}",
    corrected="Corrected on {}",
    updated="Updated on {}",
    minutes="{} min read",
    kinds=MappingProxyType(
        {
            Kind.PUBLICATION: "Published",
            Kind.CORRECTION: "Correction",
            Kind.UPDATE: "Update",
            Kind.RETRACTION: "Retraction",
            Kind.WITHDRAWAL: "Withdrawal",
        }
    ),
    retracted="Retracted:",
    withdrawn="Withdrawn:",
    photo_credits="Photo credits: {}",
    enlarge="Enlarge the photo",
    photo="Photo",
    previous_photo="Previous photo",
    next_photo="Next photo",
    close="Close",
    figure="Figure {}.",
    table="Table {}.",
    abstract="Abstract",
    outline="In this article",
    section_link="Link to this section",
    notes="Notes",
    references="References",
    disclaimer="Disclaimer",
    licence="Licence",
    licensed="This article is published under: {}.",
    permissions=MappingProxyType(
        {
            "free": "You may copy, change and use it for any purpose, without asking.",
            "share": "You may copy and pass it on",
            "adapt": "You may copy, pass on and adapt it",
            "any": ", for any purpose,",
            "noncommercial": ", for purposes that are not commercial,",
            "credit": " if you name the author and link to the licence.",
            "credit_changes": " if you name the author, link to the licence and say what changed.",
            "alike": " What you make of it must carry the same licence.",
            "republish": "You may republish it under the terms of this licence.",
            "ask": "To republish it, please ask the publisher for permission.",
            "photos": " Photos are not included: each has terms of its own.",
        }
    ),
    funding="Funding",
    competing_interests="Competing interests",
    about_author="About the author",
    about_authors="About the authors",
    selected_works="Selected works",
    contribution="Contribution: {}",
    cite="How to cite",
    permanent_link="Permanent link: {}",
    share="Share",
    by_mail="Send by e-mail",
    copy_link="Copy the link",
    share_with="Share with …",
    copy="Copy",
    copied="Copied",
    formats="Other formats",
    subjects="Subjects",
    topics="Topics",
    regions="Regions",
    keywords="Keywords",
    related="Related articles",
    translation_of="Translation of {}",
    history="Version history",
    what_changed="What changed",
    plain_text="Plain text",
)
