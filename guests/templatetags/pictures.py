"""`{% picture person.portrait alt="…" sizes="6rem" %}`: one square picture in the widths that pages need;
`{% picture_address show.cover %}`: where it is, for other sites."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guests.addresses import origin_of, whole
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
        '<img{} src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="{}" decoding="async">',
        format_html(' class="{}"', css) if css else "",
        file.rendition_url(WIDTHS[2]),
        file.srcset,
        sizes,
        WIDTHS[2],
        WIDTHS[2],
        alt,
        "eager" if eager else "lazy",
    )


@register.simple_tag(takes_context=True)
def picture_address(context: Context, file: PictureFieldFile) -> str:
    """Return the absolute address of the largest rendition, for `og:image`; empty where there is no picture."""
    if not file:
        return ""
    return whole(file.rendition_url(WIDTHS[-1]), at=origin_of(context["request"]))
