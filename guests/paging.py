"""One page of a long list, from `?page=`."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.http import Http404, HttpRequest


class NotInList(Http404):
    """A list is there, but nothing of it at what was asked beyond its address: the address itself is not missing."""


type Rows = Callable[[int, int], Sequence[Any]]

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")  # one way to write each, and none that is long to read


def counted[T: QuerySet[Any]](objects: T) -> T:
    """Annotate `listed`, how many there are in all, so that a page of them and their number are one question."""
    every = objects.order_by().prefetch_related(None).select_related(None).values(every=Value(1))
    count = Subquery(every.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return objects.annotate(listed=count)


def page_of(request: HttpRequest, objects: QuerySet[Any] | Rows, *, size: int) -> Page[Any]:
    """Return the page of `objects` that the query asks for, in one question.

    A number that is no page is a 404 (NotInList), not the last one. In place of a QuerySet there may be a function that
    gives a part of a list that is `counted`.
    """
    number = request.GET.get("page", "1")
    if not _NUMBER.fullmatch(number):
        raise NotInList
    first = (int(number) - 1) * size
    end = first + size
    found = list(counted(objects)[first:end]) if isinstance(objects, QuerySet) else objects(first, end)
    if not found and first:
        raise NotInList
    paginator = _Counted(found, size)
    paginator.count = found[0].listed if found else 0
    return Page(found, int(number), paginator)


class _Counted(Paginator):  # type: ignore[type-arg]
    count = 0  # in place of Django's, which asks the database
