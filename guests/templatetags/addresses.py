"""`{% if link.url|is_web_address %}`: whether an address may stand in a link."""

from django import template

register = template.Library()


@register.filter
def is_web_address(url: str) -> bool:
    """Whether `url` is http or https. Forms take no other, but not every row comes from a form."""
    return url.lower().startswith(("http://", "https://"))
