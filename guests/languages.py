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
    # Translators: a day, in the letters of Django's filter “date”: 3 March 2026
    return _written(moment, pgettext("a day", "j F Y"))


def short_day(moment: dt.datetime | dt.date) -> str:
    """`3 Nov`, `3. Nov.`: where the year stands beside it."""
    # Translators: a short day without its year, in the letters of Django's filter “date”: 3 Mar
    return _written(moment, pgettext("a day", "j M"))


def day_and_hour(moment: dt.datetime) -> str:
    """`3 March 2026, 06:00`."""
    # Translators: a day and the hour, in the letters of Django's filter “date”: 3 March 2026, 06:00
    return _written(moment, pgettext("a day", "j F Y, H:i"))


def _written(moment: dt.datetime | dt.date, form: str) -> str:
    return formats.date_format(moment, form, use_l10n=False)
