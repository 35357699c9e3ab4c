"""The photo library: originals, credit, licence, renditions."""
