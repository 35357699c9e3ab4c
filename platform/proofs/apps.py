from django.apps import AppConfig

__all__ = ["ProofsConfig"]


class ProofsConfig(AppConfig):
    name = "proofs"
    verbose_name = "Proofs"
