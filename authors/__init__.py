"""Author profiles: names, ORCID iD, affiliations, biography."""
