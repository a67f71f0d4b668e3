"""One page of a long list, from `?page=`."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


def page_of[T: QuerySet[Any]](request: HttpRequest, objects: T, *, size: int) -> Page[Any]:
    """Return the page of `objects` that the query asks for; a number that is no page is a 404, not the last one."""
    number = request.GET.get("page", "1")
    paginator = Paginator(objects, size)
    if not number.isdecimal() or not 1 <= int(number) <= paginator.num_pages:
        raise Http404
    return paginator.page(int(number))
