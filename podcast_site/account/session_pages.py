from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from podcast_site.account import sessions
from podcast_site.account.pages import DeskPage


class Sessions(DeskPage, TemplateView):
    """Where somebody is signed in; one of these sessions is ended, or all but this one."""

    template_name = "account/sessions.html"
    title = _("Where you are signed in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        found = sessions.opened(user=user, this=self.request.session.session_key)
        return {**super().get_context_data(**kwargs), "sessions": found}

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        this, which = request.session.session_key, request.POST.get("session", "")
        if which == "others":
            count = sessions.end_others(user=user, this=this)
            said = ngettext("{count} session was ended.", "{count} sessions were ended.", count).format(count=count)
            messages.success(request, said)
        elif which.isdecimal() and sessions.end(user=user, pk=int(which[:15])):
            messages.success(request, gettext("The session was ended."))
        else:
            messages.info(request, gettext("This session had ended already."))
        return redirect("usersessions_list")
