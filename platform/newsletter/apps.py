from django.apps import AppConfig

__all__ = ["NewsletterConfig"]


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = "Newsletter"
