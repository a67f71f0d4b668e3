"""`{% picture person.portrait alt="…" sizes="6rem" %}`: one square picture in the widths that pages need."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guests.pictures import WIDTHS, PictureFieldFile

register = template.Library()


@register.simple_tag
def picture(
    file: PictureFieldFile,
    *,
    alt: str = "",
    sizes: str = "100vw",
    css: str = "",
    eager: bool = False,
) -> SafeString | str:
    """Return an `<img>` with `srcset`; nothing where there is no picture. `sizes` as in HTML."""
    if not file:
        return ""
    return format_html(
        '<img class="{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {} decoding="async">',
        css,
        file.rendition_url(WIDTHS[2]),
        file.srcset,
        sizes,
        WIDTHS[2],
        WIDTHS[2],
        alt,
        format_html('loading="{}"', "eager" if eager else "lazy"),
    )
