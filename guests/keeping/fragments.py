"""Parts of pages that are rendered once for what they show: a line of a list, a transcript.

After an edit a page is built anew, and most of what is on it is as it was. A part is found by all that it is made of,
or by tokens that change with that, so, like whole answers, it is never purged and never old.
"""

import functools
import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe

from guests.keeping.version import version_key
from guests.state import PublicState

_KEPT_SECONDS = 24 * 60 * 60


def fragment(template: str, *, facts: tuple[Any, ...] | None, context: Callable[[], dict[str, Any]]) -> SafeString:
    """The template rendered with `context()`, from the cache where it was rendered from the same `facts` before.

    As `part`; it gets no request.
    """
    return part(template, facts=facts, make=lambda: get_template(template).render(context()))


def part(name: str, *, facts: tuple[Any, ...] | None, make: Callable[[], str]) -> SafeString:
    """What `make` renders, from the cache where it was made from the same `facts` before; `name` tells parts apart.

    `facts` are plain values: all that the part shows, or tokens of the state that it is in. None of a part that nobody
    else may see.
    """
    if facts is None or settings.DEBUG:  # templates change under the running process
        return mark_safe(make())  # noqa: S308 - escaped by the template
    known = repr((name, version_key(), get_script_prefix(), facts)).encode(errors="backslashreplace")
    key = f"fragment:{hashlib.sha256(known).hexdigest()}"
    kept: bytes | None = cache.get(key)
    if kept is not None:
        return mark_safe(kept.decode())  # noqa: S308 - escaped by the template
    rendered = make()
    cache.set(key, rendered.encode(), timeout=_KEPT_SECONDS)
    return mark_safe(rendered)  # noqa: S308 - escaped by the template


def kept_by_state[Key: Hashable, Value](
    name: str, keys: Sequence[Key], *, state: PublicState, make: Callable[[Sequence[Key]], Mapping[Key, Value]]
) -> dict[Key, Value]:
    """What `make` gives for each of the `keys`, in their order, kept as long as everything public is in that `state`.

    `make` is asked for those alone that are not kept, and may leave some out. For parts that many pages show in ever
    other company, so that not even their rows have to be read. `name` tells apart what is kept so.
    """
    if settings.DEBUG:  # templates change under the running process
        found = dict(make(keys))
        return {key: found[key] for key in keys if key in found}
    known = repr((name, version_key(), get_script_prefix(), state.token, state.latest_at))
    prefix = f"{name.replace(' ', '-')}:{hashlib.sha256(known.encode()).hexdigest()}"
    places = {key: f"{prefix}:{key}" for key in keys}
    kept: dict[str, Value] = cache.get_many(places.values())
    found = {key: kept[place] for key, place in places.items() if place in kept}
    if missing := [key for key in keys if key not in found]:
        made = make(missing)
        cache.set_many({places[key]: value for key, value in made.items()}, timeout=_KEPT_SECONDS)
        found |= made
    return {key: found[key] for key in keys if key in found}


def columns(row: Any) -> list[Any]:
    """What has been read of a row, as plain values; what has not been read is not to be shown either."""
    of_model = _column_names(row._meta.model)
    return [
        value.name if isinstance(value, FieldFile) else value for name, value in vars(row).items() if name in of_model
    ]


@functools.cache
def _column_names(model: type[Model]) -> frozenset[str]:
    return frozenset(field.attname for field in model._meta.concrete_fields)
