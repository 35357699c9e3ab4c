"""Who syndicates: organisations with their keys, terms and endpoints."""
