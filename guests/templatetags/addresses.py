"""`{% if link.url|is_web_address %}`: whether an address may stand in a link; `{{ path|whole:origin }}`."""

from django import template

from guests import addresses

register = template.Library()


@register.filter
def is_web_address(url: str) -> bool:
    """Whether `url` is http or https. Forms take no other, but not every row comes from a form."""
    return url.lower().startswith(("http://", "https://"))


@register.filter
def whole(address: str, origin: str) -> str:
    """`address` with `origin` before it where it is a path of the site."""
    return addresses.whole(str(address), at=origin)
