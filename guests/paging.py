"""One page of a long list, from `?page=`."""

import re
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")  # one way to write each, and none that is long to read


def page_of[T: QuerySet[Any]](request: HttpRequest, objects: T, *, size: int) -> Page[Any]:
    """Return the page of `objects` that the query asks for; a number that is no page is a 404, not the last one."""
    number = request.GET.get("page", "1")
    paginator = Paginator(objects, size)
    if not _NUMBER.fullmatch(number) or int(number) > paginator.num_pages:
        raise Http404
    return paginator.page(int(number))
