"""The language in which a page speaks: of the show it is about, or of the site; and how days are written in it."""

import datetime as dt
from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import pgettext


def interface_language(tag: str) -> str:
    """The language that we have words in for a BCP 47 `tag`: “de” for “de-AT”, the site's for what we have none for."""
    try:
        return translation.get_supported_language_variant(tag)
    except LookupError:
        return str(settings.LANGUAGE_CODE)


def speaking(tag: str) -> AbstractContextManager[None]:
    """Within it, words, dates and numbers are those of `interface_language(tag)`."""
    return translation.override(interface_language(tag))


def day(moment: dt.datetime | dt.date) -> str:
    """`3 March 2026`, `3. März 2026`."""
    # Translators: how a day is written, in the letters of https://docs.djangoproject.com/en/stable/ref/templates/builtins/#date
    return formats.date_format(moment, pgettext("a day", "j F Y"), use_l10n=False)
