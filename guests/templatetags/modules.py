"""`{% module "js/site.js" %}`: a script of the page, and by name all the modules that it imports.

A browser finds an import when it has read what imports it, one round trip deeper each time; named ahead, all come at
once. The names are read in the sources, so there is no list to keep.
"""

import posixpath
import re
from functools import lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_IMPORTED = re.compile(r"""^(?:import|export|\}) (?:[^"';]* ?from )?"(\.[^"]+)";""", re.MULTILINE)


@register.simple_tag
def module(path: str) -> SafeString:
    """The script at `path` of the static files, and what its imports lead to."""
    written = _written.__wrapped__ if settings.DEBUG else _written
    return written(path, static(path))


@lru_cache
def _written(path: str, address: str) -> SafeString:
    """The tags; `address` is that of the script, which is another one where static files are named otherwise."""
    imports = ((static(each),) for each in imported(path))
    ahead = format_html_join("\n", '<link rel="modulepreload" href="{}">', imports)
    return format_html('{}\n<script type="module" src="{}"></script>', ahead, address)


def imported(path: str) -> tuple[str, ...]:
    """All modules that the one at `path` imports, and those that these import, each once, as they are met."""
    found: dict[str, None] = {}
    waiting = [path]
    for at in waiting:
        for name in _IMPORTED.findall(_source(at)):
            there = posixpath.normpath(posixpath.join(posixpath.dirname(at), name))
            if there not in found and there != path:
                found[there] = None
                waiting.append(there)
    return tuple(found)


def _source(path: str) -> str:
    """The text of a static file; of one that is not there nothing, which `collectstatic` objects to."""
    file = finders.find(path)
    return Path(file).read_text(encoding="utf-8") if isinstance(file, str) else ""
