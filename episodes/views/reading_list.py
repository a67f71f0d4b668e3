"""The reading list of a show: all its links, narrowed by a form that needs no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from episodes import reading_list
from episodes.finding import find_heard_show, lead_home
from episodes.models import Show
from episodes.reading_list import Choices, Order, Selection
from episodes.views.language import in_its_language
from guests.keeping import kept
from guests.moves import follows_moves
from guests.paging import NotInList, page_of

PAGE_SIZE = 60
_LONGEST_QUESTION = 200


@require_safe
@follows_moves
@kept("q", "by", "topic", "site", "sponsored", "page")
def link_list(request: HttpRequest, show: str) -> HttpResponse:
    """`?q=`, `topic` and `site` narrow the list, `by` puts it together, `sponsored=1` shows the other one."""
    found = find_heard_show(request, show)
    lead_home(request, found)
    return _page(request, found)


@in_its_language
def _page(request: HttpRequest, found: Show) -> HttpResponse:
    selection = _selection(request)
    choices = reading_list.choices(show=found, sponsored=selection.sponsored)
    if not _is_of(selection, choices) and not reading_list.has_site(show=found, site=selection.site):
        raise NotInList
    page = page_of(request, reading_list.listed(show=found, selection=selection), size=PAGE_SIZE)
    context = {
        "show": found,
        "selection": selection,
        "choices": choices,
        "orders": list(Order),
        "page": page,
        "groups": reading_list.grouped(list(page), show=found, selection=selection),
    }
    response = render(request, "episodes/link_list.html", context)
    if selection.is_narrow:
        response["X-Robots-Tag"] = "noindex"
    if selection.words:  # there is no end to what can be asked
        response["Cache-Control"] = "no-store"
    return response


def _selection(request: HttpRequest) -> Selection:
    """What the address asks for. An order that is none of ours is no page of ours."""
    asked = request.GET
    try:
        order = Order(asked.get("by") or Order.EPISODE)
    except ValueError as error:
        raise NotInList from error
    return Selection(
        words=" ".join(asked.get("q", "").replace("\0", " ")[:_LONGEST_QUESTION].split()),
        topic=asked.get("topic", ""),
        site=asked.get("site", "").replace("\0", " "),
        sponsored=asked.get("sponsored") == "1",
        order=order,
    )


def _is_of(selection: Selection, choices: Choices) -> bool:
    """Whether topic and site are among the choices; a topic that is not is no page of ours."""
    if selection.topic and selection.topic not in {choice.value for choice in choices.topics}:
        raise NotInList
    return not selection.site or selection.site in {choice.value for choice in choices.sites}
