"""Days as the language of the page writes them."""

import datetime as dt

from django import template

from guests import languages

register = template.Library()


@register.filter
def day(moment: dt.datetime | dt.date | None) -> str:
    return languages.day(moment) if moment else ""


@register.filter
def short_day(moment: dt.datetime | dt.date | None) -> str:
    return languages.short_day(moment) if moment else ""


@register.filter
def day_and_hour(moment: dt.datetime | None) -> str:
    return languages.day_and_hour(moment) if moment else ""
